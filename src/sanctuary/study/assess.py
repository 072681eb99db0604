"""Is this place a sanctuary, by whose definition, on which day, resting on what, and where does its law differ?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from sanctuary.documents import Frozen, Result
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.others import Said, said_by
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.standing import beyond
from sanctuary.law.used import PackUsed, digest_of_packs, pack_used, packs_used
from sanctuary.study.differences import Difference, Witness, difference
from sanctuary.study.extents import Extent, Part, extent_of
from sanctuary.study.headlines import Headline, Judged, headline_of
from sanctuary.study.judge import Judgment, judge, judge_all, stands
from sanctuary.study.plain import common_act
from sanctuary.study.plainest import cost, differing, most_telling, only_with_court_paper
from sanctuary.study.requirement import groups
from sanctuary.study.shortfalls import SHORT, elsewhere
from sanctuary.study.suits import Suit, suits
from sanctuary.study.threshold import Status, Verdict, verdict_by
from sanctuary.study.verdicts import Divide, Ways, otherwise, why
from sanctuary.study.ways import STRICT, Way, readings_of

__all__ = ["SCHEMA", "Assessment", "CriterionReport", "PartReport", "Split", "StandardReport", "assess"]

SCHEMA = "sanctuary.assess/7"


class FactReport(Frozen, frozen=True):
    """A fact of the place that a criterion counts."""

    id: str
    title: str
    value: bool | int | str
    since: date
    source: str
    cites: str


class PartReport(Frozen, frozen=True):
    """One rule of the standard, asked of the actors that one government runs."""

    rule: str
    run_by: tuple[str, ...]
    extent: Extent


class CriterionReport(Frozen, frozen=True):
    """One criterion: its status, what it rests on and where the law differs.

    `status` is charitable, `strict` the status of the strict reading, `as_far_as_searched` the one if nothing more exists than was
    found. `unmeetable`: in the strict reading federal law alone keeps every state and local law from meeting it; `left_out`: nothing is
    left of it in the charitable one. `voided` are rules that limit what is asked and have no force, `bans` the guarantees that ban
    such limits, `proved_by` the rules against limits that prove that it is not met. `rules_agreeing` of `rules_total` rules hold
    everywhere; `apart` tells of actors that others run; `consequences` of what the law attaches, where the criterion asks for it.
    """

    id: str
    title: str
    asks: str
    status: Status
    strict: Status
    as_far_as_searched: Status
    unmeetable: bool
    left_out: bool
    reported: bool
    voided: tuple[str, ...]
    bans: tuple[str, ...]
    proved_by: tuple[str, ...]
    consequences: tuple[str, ...]
    rules_agreeing: int
    rules_total: int
    rests_on: tuple[str, ...]
    turns_on: tuple[str, ...]
    parts: tuple[PartReport, ...]
    apart: tuple[PartReport, ...]
    facts: tuple[FactReport, ...]
    differences: tuple[Difference, ...]


class StandardReport(Result, frozen=True):
    """One definition: its verdict (none without a threshold), in one line why, and its criteria.

    `verdict` is of the law as written, and charitable; `strict` is the other reading, and `divides` tells which words divide the two.
    `as_far_as_searched` holds if nothing more exists than was found; `as_enforceable` leaves out what a court has stopped; `otherwise`
    are those that differ, as clauses. `only_with_court_paper` counts the rules that differ only with a paper of a court in hand.
    `headline` says it in sentences; `asks`: whether the place is a sanctuary, or the reverse; `whose` tells who defines so.
    """

    id: str
    title: str
    asks: Literal["sanctuary", "mandate"]
    whose: str
    headline: Headline
    verdict: Verdict
    strict: Verdict
    as_far_as_searched: Verdict
    as_enforceable: Verdict
    divides: tuple[Divide, ...]
    otherwise: tuple[str, ...]
    only_with_court_paper: int
    why: str
    reported: bool
    counts: Mapping[str, int]
    pack: PackUsed
    criteria: tuple[CriterionReport, ...]


class Split(Frozen, frozen=True):
    """One situation that a definition counts as a difference and others do not ask about, or count otherwise."""

    standard: str
    other: tuple[str, ...]
    says: str
    witness: Witness


class Unread(Frozen, frozen=True):
    """A text that was not read, with the criteria (standard and id) whose status rests on reports of it."""

    cites: str
    title: str
    criteria: tuple[str, ...]


class Assessment(Frozen, frozen=True):
    """A place on a day under some definitions."""

    schema: str
    place: str
    title: str
    on: date
    known_through: date
    presumed: bool
    packs: tuple[PackUsed, ...]
    standards: tuple[StandardReport, ...]
    split: Split | None
    proceedings: tuple[Suit, ...]
    unread: tuple[Unread, ...]
    known_not_encoded: str
    others: tuple[Said, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def assess(proofs: Proofs, standards: Iterable[Pack], *, differences: bool = True) -> Assessment:
    """The assessment; without differences it is quicker, and their lists are empty."""
    law, rods = proofs.law, tuple(standards)
    written = Proofs(law.as_written(), proofs.ledger) if law.written != law.rules else proofs
    # The widening of differences makes literals of its own: a solver for each definition stays small, and so quick.
    apart = differences and proofs.ledger is None
    measured = tuple(_Measured(proofs, written.apart() if apart else written, standard) for standard in rods)
    reports = tuple(one.report(differences=differences) for one in measured)
    return Assessment(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        packs=packs_used(law),
        standards=reports,
        split=_split(measured, reports),
        proceedings=suits(law, frozenset(_resting(reports))),
        unread=_unread(law, reports),
        known_not_encoded=beyond(law.place, law.packs, law.on),
        others=said_by(law.place.id, law.on),
    )


def _resting(reports: Iterable[StandardReport]) -> Iterator[str]:
    """Every rule on which some status rests, or that bears on one."""
    for report in reports:
        for one in report.criteria:
            yield from (*one.rests_on, *one.proved_by, *one.bans, *one.voided)
        yield from filter(None, [report.headline.decides])


MOST_WORDS = 64
"""Words of the sentence that tells where definitions part; a longer one tells nobody."""

MOST_UNREAD = 10
"""Texts that were not read, those that would settle most answers first."""


def _unread(law: Law, reports: Iterable[StandardReport]) -> tuple[Unread, ...]:
    """The texts on whose reports most criteria rest."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for report in reports:
        for criterion in report.criteria:
            for name in criterion.rests_on if criterion.reported else ():
                rule = law.as_written().by_id[name].rule
                if rule.reported:
                    prose = law.packs[rule.pack].prose[rule.section]
                    found.setdefault((prose.citation, prose.title), {})[f"{report.id} {criterion.id}"] = None
    every = [Unread(cites=cites, title=title, criteria=tuple(names)) for (cites, title), names in found.items()]
    return tuple(sorted(every, key=lambda one: (-len(one.criteria), one.cites))[:MOST_UNREAD])


def _split(measured: tuple["_Measured", ...], reports: tuple[StandardReport, ...]) -> Split | None:
    """A difference that alone makes one definition say no, where another of the same question says yes; nothing where none is plain."""
    asked = [pair for pair in zip(measured, reports, strict=True) if pair[1].asks == "sanctuary"]
    agreed = tuple(report.id for _, report in asked if report.verdict == "yes")
    for one, report in asked if agreed else ():
        found = one.dividing if report.verdict == "no" else None
        if found:
            return Split(standard=report.id, other=agreed, says=found.says, witness=found.witness)
    return None


class _Measured:
    """A place measured by one definition: as written, strictly, and as enforceable."""

    def __init__(self, enforceable: Proofs, written: Proofs, standard: Pack) -> None:
        self.enforceable, self.written, self.standard = enforceable, written, standard
        self.judgments = judge_all(written, standard)
        self.strict = [_not_harsher(one, other) for one, other in zip(judge_all(written, standard, STRICT), self.judgments, strict=True)]

    def report(self, *, differences: bool) -> StandardReport:
        """The report of the definition."""
        standard, judgments = self.standard, self.judgments
        same = self.enforceable.law.rules == self.written.law.rules
        ways = Ways(
            charitable=self._verdict(j.status for j in judgments),
            strict=self._verdict(j.status for j in self.strict),
            searched=self._verdict(j.searched_status for j in judgments),
            enforceable=self._verdict(j.status for j in judgments) if same else self._enforceable(),
        )
        read = self._verdict(j.text_status for j in judgments)
        counts = Counter(j.status for j in judgments)
        divides = self._divides() if ways.charitable != ways.strict else ()
        return StandardReport(
            id=standard.id,
            title=standard.file.title,
            asks=standard.file.asks,
            whose=standard.file.whose,
            headline=headline_of(
                self.written.law,
                standard,
                ways.charitable,
                [_judged(one) for one in judgments],
                None if ways.charitable in ("yes", "not-applicable") else self.plainest,
                ways.searched,
            ),
            verdict=ways.charitable,
            strict=ways.strict,
            as_far_as_searched=ways.searched,
            as_enforceable=ways.enforceable,
            divides=divides,
            otherwise=otherwise(ways, divides, len(standard.criteria)),
            only_with_court_paper=only_with_court_paper(self.written, standard) if differences else 0,
            why=why(standard, judgments, self.written.law),
            reported=ways.charitable != read if standard.threshold else any(j.reported for j in judgments),
            counts={status: counts[status] for status in _COUNTED if counts[status]},
            pack=pack_used(standard),
            criteria=tuple(
                _criterion(self.written, usual, strict, differences) for usual, strict in zip(judgments, self.strict, strict=True)
            ),
        )

    @cached_property
    def plainest(self) -> Difference | None:
        """The difference to be told of the criteria that fall short."""
        return most_telling(self.written, self.standard, {j.criterion.id: j.status for j in self.judgments})

    @property
    def dividing(self) -> Difference | None:
        """The plainest difference that alone keeps the definition from a yes: of a rule that was found, and told in few words.

        It stands under a criterion that asks for every situation, so that a definition content with some limits is not touched by it.
        """
        whole = {j.criterion.id for j in self.judgments if j.criterion.test == "every" and j.status in SHORT}
        asked = {rule for criterion in self.standard.criteria if criterion.id in whole for rule in criterion.rules}
        short = [j.criterion.id for j in self.judgments if j.status in SHORT]

        def told(rule: Rule, action: str) -> bool:
            return bool({rule.id, rule.id.partition("/")[2]} & asked) and common_act(action) and not rule.duty

        plain = (one for one in differing(self.written, self.standard, short, told) if one.because and one.certain and not elsewhere(one))
        return next((one for one in plain if len(one.says.split()) <= MOST_WORDS), None)

    def _verdict(self, statuses: Iterable[Status]) -> Verdict:
        return verdict_by(self.standard, statuses)

    def _enforceable(self) -> Verdict:
        """The verdict of the law without what a court has stopped: only what a stopped rule can touch is judged anew."""
        found: dict[str, Judgment] = {}
        for one in self.judgments:
            same = not one.criterion.of and stands(self.enforceable, self.written, self.standard, one.criterion)
            found[one.criterion.id] = one if same else judge(self.enforceable, self.standard, one.criterion, others=found)
        return self._verdict(one.status for one in found.values())

    def _divides(self) -> tuple[Divide, ...]:
        """Which words of the definition, each read strictly alone, make a criterion come out otherwise."""
        found: dict[str, tuple[str, list[str]]] = {}
        for usual, strict in zip(self.judgments, self.strict, strict=True):
            if usual.status == strict.status or usual.criterion.test == "consequence":
                continue
            for name, asks in readings_of(self.standard).items():
                alone = judge(self.written, self.standard, usual.criterion, Way(frozenset({name})))
                if alone.status != usual.status:
                    found.setdefault(name, (asks, []))[1].append(usual.criterion.id)
        return tuple(Divide(reading=name, asks=asks, criteria=tuple(ids)) for name, (asks, ids) in found.items())


_COUNTED: tuple[Status, ...] = ("met", "partly", "not-met", "not-fully-met", "unknown", "not-applicable")


def _not_harsher(strict: Judgment, charitable: Judgment) -> Judgment:
    """The strict judgment, unless a limit that exists only with a paper of a court in hand would make the charitable one the harsher."""
    gained = strict.criterion.test == "some" and strict.status == "met" and charitable.status != "met"
    return replace(strict, status=charitable.status) if gained else strict


def _judged(one: Judgment) -> Judged:
    """What a headline needs of a judgment."""
    c = one.criterion
    return Judged(
        id=c.id,
        title=c.title,
        asks=c.asks,
        test=c.test,
        status=one.status,
        rests_on=one.rests_on,
        turns_on=one.turns_on,
        proved_by=one.proved_by,
    )


def _criterion(proofs: Proofs, judgment: Judgment, strict: Judgment, differences: bool) -> CriterionReport:
    criterion = judgment.criterion
    found: list[Difference] = []
    own = {run for judged in (*judgment.parts, *strict.parts) for run in judged.part.run_by}
    apart: list[PartReport] = []
    usual = {judged.part.rule.id for judged in judgment.parts}
    for judged in (*judgment.parts, *(one for one in strict.parts if one.part.rule.id not in usual)):
        for run, actors in groups(proofs.law).items():
            if actors and differences:
                found += [one for asked in judged.part.asked if (one := difference(asked, actors, run, judged.part.cap))]
        apart += _apart(proofs.law, judged.part) if differences else []
    return CriterionReport(
        id=criterion.id,
        title=criterion.title,
        asks=criterion.asks,
        status=judgment.status,
        strict=strict.status,
        as_far_as_searched=judgment.searched_status,
        unmeetable=strict.unmeetable,
        left_out=strict.unmeetable and judgment.status == "not-applicable",
        reported=judgment.reported,
        voided=judgment.voided,
        bans=judgment.bans,
        proved_by=judgment.proved_by,
        consequences=tuple(f"{one.cites}: {one.title} ({one.kind})" for one in judgment.consequences),
        rules_agreeing=sum(judged.extent == "everywhere" for judged in judgment.parts),
        rules_total=len(judgment.parts),
        rests_on=judgment.rests_on,
        turns_on=judgment.turns_on,
        parts=tuple(_part(j.part, j.part.run_by, j.extent) for j in judgment.parts),
        apart=tuple(apart),
        facts=tuple(
            FactReport(id=f.id, title=f.title, value=f.value, since=f.since, source=f.source, cites=f.cites) for f in judgment.facts
        ),
        differences=tuple(sorted(found, key=lambda one: (one.run_by not in own, cost(one)))),
    )


def _part(part: Part, run_by: tuple[str, ...], extent: Extent) -> PartReport:
    return PartReport(rule=part.rule.id, run_by=run_by, extent=extent)


def _apart(law: Law, part: Part) -> Iterable[PartReport]:
    """The same rule asked of actors that others run."""
    for run, actors in groups(law).items():
        if actors and run not in part.run_by:
            extent = extent_of(Part(part.rule, part.asked, actors, (run,)))
            if extent != "not-applicable":
                yield _part(part, (run,), extent)
