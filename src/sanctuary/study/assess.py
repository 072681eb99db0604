"""Is this place a sanctuary, by whose definition, on which day, resting on what, and where does its law differ?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.used import PackUsed, pack_used, packs_used
from sanctuary.study.differences import Difference, Witness, difference
from sanctuary.study.judge import Extent, Judgment, Part, Status, extent_of, judge, part_of, parts_of, verdict_of
from sanctuary.study.requirement import groups

__all__ = ["SCHEMA", "Assessment", "CriterionReport", "PartReport", "StandardReport", "assess"]

SCHEMA = "sanctuary.assess/2"

MOST_TURNS = 3
"""What leaves an answer unknown, as many as one line holds; the criterion lists all."""


Verdict = Literal["yes", "no", "unknown"] | None
"""Of a definition with a threshold; none for the others."""


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

    `strict` is the status where the questions may have any paper of a court in hand, `as_far_as_searched` the one if nothing more exists
    than was found. `unmeetable`: federal law alone keeps every state and local law from meeting it, in the strict reading; `left_out`:
    even without a paper of a court in hand, so that the charitable verdict leaves it out. `voided` are rules that limit what is asked
    and have no force, `bans` the guarantees that ban such limits. `rules_agreeing` of `rules_total` rules hold everywhere; `apart`
    tells of actors that others run.
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
    rules_agreeing: int
    rules_total: int
    rests_on: tuple[str, ...]
    turns_on: tuple[str, ...]
    parts: tuple[PartReport, ...]
    apart: tuple[PartReport, ...]
    facts: tuple[FactReport, ...]
    differences: tuple[Difference, ...]


class StandardReport(Frozen, frozen=True):
    """One definition: its verdict (none without a threshold), in one line why, and its criteria.

    `verdict` is of the law as written, and charitable: asked as if no paper of a court were in hand. `strict` is asked without that;
    `as_far_as_searched` holds if nothing more exists than was found; `as_enforceable` leaves out what a court has stopped.
    `only_with_court_paper` counts the rules that make a difference only with a paper of a court in hand.
    """

    id: str
    title: str
    verdict: Verdict
    strict: Verdict
    as_far_as_searched: Verdict
    as_enforceable: Verdict
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


class Suit(Frozen, frozen=True):
    """A suit about the law of the place, with its status on the day."""

    title: str
    court: str
    number: str
    status: str


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


def assess(proofs: Proofs, standards: Iterable[Pack], *, differences: bool = True) -> Assessment:
    """The assessment; without differences it is quicker, and their lists are empty."""
    law = proofs.law
    rods = tuple(standards)
    written = Proofs(law.as_written(), proofs.ledger) if law.written != law.rules else proofs
    reports = tuple(_Measured(proofs, written, standard).report(differences=differences) for standard in rods)
    return Assessment(
        schema=SCHEMA,
        place=law.place.id,
        title=law.place.file.title,
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        packs=packs_used(law),
        standards=reports,
        split=_split(written, rods, reports),
        proceedings=tuple(
            Suit(title=suit.title, court=suit.court, number=suit.number, status=suit.status)
            for suit in law.place.proceedings
            if suit in law.proceedings
        ),
        unread=_unread(law, reports),
    )


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


def _split(proofs: Proofs, rods: tuple[Pack, ...], reports: tuple[StandardReport, ...]) -> Split | None:
    """The first difference of the first definition that says no, where another says yes."""
    agreed = tuple(report.id for report in reports if report.verdict == "yes")
    refused = next((rod for rod, report in zip(rods, reports, strict=True) if report.verdict == "no"), None)
    if not agreed or refused is None:
        return None
    for criterion in refused.criteria:
        for part in parts_of(proofs, refused, criterion):
            for asked in part.asked:
                found = difference(asked, part.actors, part.run_by[0])
                if found and found.certain:
                    return Split(standard=refused.id, other=agreed, says=found.says, witness=found.witness)
    return None


class _Measured:
    """A place measured by one definition: as written, strictly, and as enforceable."""

    def __init__(self, enforceable: Proofs, written: Proofs, standard: Pack) -> None:
        self.enforceable, self.written, self.standard = enforceable, written, standard
        self.judgments = [judge(written, standard, criterion) for criterion in standard.criteria]
        self.strict = [judge(written, standard, criterion, "any") for criterion in standard.criteria]

    def report(self, *, differences: bool) -> StandardReport:
        """The report of the definition."""
        standard, judgments = self.standard, self.judgments
        verdict = self._verdict([j.status for j in judgments])
        read = self._verdict([j.text_status for j in judgments])
        counts = Counter(j.status for j in judgments)
        return StandardReport(
            id=standard.id,
            title=standard.file.title,
            verdict=verdict,
            strict=verdict_of(standard.threshold, [j.status for j in self.strict]),
            as_far_as_searched=self._verdict([j.searched_status for j in judgments]),
            as_enforceable=verdict if self.enforceable is self.written else self._enforceable(),
            only_with_court_paper=_only_with_court_paper(self.written, standard) if differences else 0,
            why=_why(standard, judgments, self.written.law),
            reported=verdict != read if standard.threshold else any(j.reported for j in judgments),
            counts={status: counts[status] for status in ("met", "partly", "not-met", "unknown", "not-applicable") if counts[status]},
            pack=pack_used(standard),
            criteria=tuple(
                _criterion(self.written, judgment, strict, differences) for judgment, strict in zip(judgments, self.strict, strict=True)
            ),
        )

    def _verdict(self, statuses: list[Status]) -> Verdict:
        """The charitable verdict: a criterion that nobody can lawfully meet is left out."""
        kept = [status for status, judgment in zip(statuses, self.judgments, strict=True) if not judgment.unmeetable]
        return verdict_of(self.standard.threshold, kept)

    def _enforceable(self) -> Verdict:
        return self._verdict([judge(self.enforceable, self.standard, criterion).status for criterion in self.standard.criteria])


def _only_with_court_paper(proofs: Proofs, standard: Pack) -> int:
    """How many rules differ only in situations with a paper of a court in hand."""
    count = 0
    for criterion in standard.criteria:
        usual = {part.rule.id: part for part in parts_of(proofs, standard, criterion)}
        for part in parts_of(proofs, standard, criterion, "any"):
            less = usual.get(part.rule.id)
            count += _differs(part) and not (less and _differs(less))
    return count


def _differs(part: Part) -> bool:
    return any(one.proof.possible([one.region, one.among(part.actors), -one.agrees]) for one in part.asked)


def _why(standard: Pack, judgments: list[Judgment], law: Law) -> str:
    """One line: a score in the standard's own terms, and facts beside it; else which criteria are met, partly met, not met or unknown."""
    met = sum(j.status == "met" for j in judgments)
    score = standard.score.replace("{met}", str(met)).replace("{total}", str(len(judgments)))
    told = [f"{score} ({_listing(judgments, law)})" if score else _listing(judgments, law)]
    facts = [law.facts[name] for name in standard.beside if name in law.facts]
    told += [f"{one.title}: not listed" for one in standard.closed_lists if one.since <= law.on and one.fact not in law.facts]
    told += [
        f"{fact.title}: {'yes' if fact.value is True else 'no' if fact.value is False else fact.value}, since {fact.since}"
        for fact in facts
    ]
    return "; ".join(told)


def _listing(judgments: list[Judgment], law: Law) -> str:
    """Which criteria are met, partly met, not met or unknown; for a single one, what it rests on."""
    if len(judgments) == 1:
        only = judgments[0]
        if only.status == "unknown":
            more = len(only.turns_on) - MOST_TURNS
            return f"turns on {', '.join(only.turns_on[:MOST_TURNS])}{f' and {more} more' if more > 0 else ''}"
        cites = list(dict.fromkeys(law.by_id[name].rule.cites for name in only.rests_on))
        shown = f"{', '.join(cites[:2])}{f' and {len(cites) - 2} more' if len(cites) > 2 else ''}"
        return f"{only.criterion.title}: {shown}" if cites else f"no rule found: {only.criterion.asks}"
    words = {"met": "met", "partly": "partly", "not-met": "not met", "unknown": "unknown", "not-applicable": "not applicable"}
    by_status = {status: [j.criterion.id for j in judgments if j.status == status] for status in words}
    return "; ".join(f"{words[status]}: {', '.join(ids)}" for status, ids in by_status.items() if ids)


def _criterion(proofs: Proofs, judgment: Judgment, strict: Judgment, differences: bool) -> CriterionReport:
    criterion = judgment.criterion
    found: list[Difference] = []
    apart: list[PartReport] = []
    usual = {judged.part.rule.id for judged in judgment.parts}
    for judged in (*judgment.parts, *(one for one in strict.parts if one.part.rule.id not in usual)):
        for run, actors in groups(proofs.law).items():
            if actors and differences:
                found += [one for asked in judged.part.asked if (one := difference(asked, actors, run))]
        apart += _apart(proofs.law, judged.part) if differences else []
    return CriterionReport(
        id=criterion.id,
        title=criterion.title,
        asks=criterion.asks,
        status=judgment.status,
        strict=strict.status,
        as_far_as_searched=judgment.searched_status,
        unmeetable=strict.unmeetable,
        left_out=judgment.unmeetable,
        reported=judgment.reported,
        voided=judgment.voided,
        bans=judgment.bans,
        rules_agreeing=sum(judged.extent == "everywhere" for judged in judgment.parts),
        rules_total=len(judgment.parts),
        rests_on=judgment.rests_on,
        turns_on=judgment.turns_on,
        parts=tuple(_part(j.part, j.part.run_by, j.extent) for j in judgment.parts),
        apart=tuple(apart),
        facts=tuple(
            FactReport(id=f.id, title=f.title, value=f.value, since=f.since, source=f.source, cites=f.cites) for f in judgment.facts
        ),
        differences=tuple(found),
    )


def _part(part: Part, run_by: tuple[str, ...], extent: Extent) -> PartReport:
    return PartReport(rule=part.rule.id, run_by=run_by, extent=extent)


def _apart(law: Law, part: Part) -> Iterable[PartReport]:
    """The same rule asked of actors that others run."""
    for run, actors in groups(law).items():
        if actors and run not in part.run_by:
            extent = extent_of(part_of(part.rule, part.asked, actors, (run,)))
            if extent != "not-applicable":
                yield _part(part, (run,), extent)
