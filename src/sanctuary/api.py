"""The library: the law of a place, asked as the commands ask it, with results as frozen structs.

    import sanctuary

    law = sanctuary.place("los-angeles", on="2026-11-22")
    law.decide(actor="sheriff", action="hold", resource="subject", facts={"paper": "detainer"}).outcome

A law is immutable and safe to share between threads. What a command refuses, a call refuses with the same words, as a
`sanctuary.SanctuaryError`. The fields of every result are those of its JSON (docs/json.md), and change only with the number of its shape.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sanctuary.documents import Frozen
from sanctuary.engine.answer import answer, check_readings
from sanctuary.engine.best import Order
from sanctuary.engine.complete import Complete
from sanctuary.engine.decide import decide as decided
from sanctuary.engine.decide import deciding_paper
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.inquiry import Goal
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, asked, known_facts, names_of, shaped
from sanctuary.errors import RequestError
from sanctuary.law import jurisdiction
from sanctuary.law.asked_day import asked_day
from sanctuary.law.packs import Library
from sanctuary.law.paths import read_paths
from sanctuary.law.rules import Rule
from sanctuary.law.used import digest_of, other_law, packs_used
from sanctuary.model import Outcome, Papers
from sanctuary.scan import scan as scanning
from sanctuary.scan.finding import ScanReport
from sanctuary.study import actors as acting
from sanctuary.study import assess as assessing
from sanctuary.study import compare as comparing
from sanctuary.study import disputes as disputing
from sanctuary.study import facts as knowing
from sanctuary.study import new as making
from sanctuary.study import papers as holding
from sanctuary.study import places as naming
from sanctuary.study import question as asking
from sanctuary.study import suite as conforming
from sanctuary.study import survey as surveying
from sanctuary.study import timeline as following
from sanctuary.study import trace as tracing
from sanctuary.study.everyday import everyday, in_words
from sanctuary.study.years import told

__all__ = ["Answered", "Law", "Place", "compare", "conformance", "new", "place", "places", "scan", "search", "survey", "timeline", "trace"]

K = TypeVar("K")
T = TypeVar("T")

Facts = Mapping[str, Any]
"""Facts by name, nested or with dots: `{"paper": "detainer", "history.hate_crime": True}`."""


class Place(Frozen, frozen=True):
    """A government whose law is encoded."""

    id: str
    title: str
    level: str
    government: str
    known_through: date


class Answered(Frozen, frozen=True):
    """What the law says of one of many situations; rules by id, which `Law.rule` looks up."""

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    may_decide: tuple[str, ...]
    duties: tuple[str, ...]
    may_oblige: tuple[str, ...]
    voided: tuple[str, ...]
    notes: tuple[str, ...]
    depends_on: tuple[str, ...]
    assumed: bool
    law: str


_WHOLE = 4  # the fields of a complete situation: actor, action, resource, context
MOST_KEPT = 20_000
"""Answers that a law keeps of complete situations, by the rules that match; they hold no other fact but the paper."""


def _keep(kept: dict[K, T], key: K, found: T) -> None:
    """Keeps an answer; where there are too many, all are found anew."""
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = found


class Law:
    """The encoded law of a place on a day. `digest` names it: SHA-256 over the packs that take part, in their order."""

    __slots__ = ("_answers", "_complete", "_law", "_proofs", "_questions", "_reports", "digest")

    digest: str
    _answers: dict[tuple[str, str, int], Answered]
    _complete: Complete
    _law: jurisdiction.Law
    _proofs: Proofs
    _questions: Questions
    _reports: dict[object, DecisionReport]

    def __init__(self, law: jurisdiction.Law) -> None:
        proofs = Proofs(law)
        made = {"_law": law, "_proofs": proofs, "_questions": Questions(proofs), "_complete": Complete(law), "_answers": {}, "_reports": {}}
        for name, value in {**made, "digest": digest_of(law)}.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, _: object) -> NoReturn:
        raise AttributeError(f"'{name}' cannot be set: a law is immutable")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"'{name}' cannot be deleted: a law is immutable")

    def __repr__(self) -> str:
        return f"<sanctuary.Law of {self.id} on {self.on}>"

    @property
    def id(self) -> str:
        """The id of the place."""
        return self._law.place.id

    @property
    def title(self) -> str:
        """The name of the place."""
        return self._law.place.file.title

    @property
    def unencoded(self) -> str:
        """What of this law nobody has encoded, as one sentence: for a city without a pack, that no local rule is; else nothing."""
        return self._law.unencoded

    @property
    def on(self) -> date:
        """The day."""
        return self._law.on

    @property
    def known_through(self) -> date:
        """The last day through which all of this law was searched."""
        return self._law.known_through

    def rule(self, name: str) -> Rule:
        """A rule by its full id: citation, words, source and days; refuses one that is not in force here on the day."""
        found = self._law.by_id.get(name)
        if found is None:
            raise RequestError(f"no rule '{name}' is in force in {self.id} on {self.on}.")
        return found.rule

    def decide(
        self,
        *,
        actor: str,
        action: str,
        resource: str = "",
        facts: Facts | None = None,
        absent: Sequence[str] = (),
        readings: Mapping[str, bool] | None = None,
        papers: Papers = "assumed",
    ) -> DecisionReport:
        """The answer for one situation with all that `sanctuary decide` tells; everyday words are read as there, unnamed facts are open."""
        whole = None if readings else self._complete.matched(actor, action, resource, facts, absent)
        if whole is None or papers not in ("assumed", "any"):
            return in_words(self._proofs, asked(actor, action, resource, facts, absent, readings, papers))
        key = (whole, papers, facts.get("paper") if facts else None, self._complete.beside(whole, facts, absent))
        found = self._reports.get(key)
        if found is None:
            found = decided(self._proofs, asked(actor, action, resource, facts, absent, readings, papers))
            # What is told beside a command, an assumption or a second paper rests on single facts.
            if Outcome.MUST not in found.outcomes and not found.assumed and not found.with_other_paper:
                _keep(self._reports, key, found)
        return found

    def decide_many(self, situations: Iterable[Facts]) -> list[Answered]:
        """The answers for situations in the form of `decide` (actor, action, resource, context, absent, readings, papers), in order."""
        if isinstance(situations, str | bytes | Mapping) or not isinstance(situations, Iterable):
            raise RequestError(f"{type(situations).__name__} is no list of situations. Give several, each with actor, action and resource.")
        return [self._one(one) for one in situations]

    def decide_frame(
        self,
        frame: Any,
        *,
        readings: Mapping[str, bool] | None = None,
        papers: Papers = "assumed",
        keep: Sequence[str] = (),
    ) -> Any:
        """A table (Polars, pandas, PyArrow) with `outcome`, `because`, `duties` and `depends_on` of each row, as `decide` gives them.

        Its columns are `actor`, `action`, `resource` and facts by path; `keep` names others. Null is open; `absent`, or -1 in a column of
        numbers, is an optional fact known to be missing. A row that contradicts itself is `cannot-occur`. A lazy table comes back as a
        table that was read.
        """
        from sanctuary.engine.frame import decide_frame  # noqa: PLC0415 - who decides no table need not load what reads them

        fixed = asked("", "", "", {}, (), readings, papers)
        return decide_frame(self._proofs, frame, fixed.readings, fixed.papers, names_of(keep, "keep"))

    def _one(self, one: Facts) -> Answered:
        """The answer for one of many situations; a complete one is matched by the generated function, and told from the rules that do."""
        whole = None
        if type(one) is dict and len(one) == _WHOLE + ("absent" in one):
            told = one.get
            whole = self._complete.matched(told("actor"), told("action"), told("resource"), told("context"), told("absent", ()))
        if whole is None:
            return self._answered(self._own(one))
        key = (whole[0], whole[1], whole[3])  # the resource says no more than the rules that match
        found = self._answers.get(key)
        if found is None:
            found = self._answered(self._own(one))
            _keep(self._answers, key, found)
        return found

    def _own(self, one: Facts) -> Situation:
        """One of many situations; refuses one of another place or day, which this law cannot answer."""
        found = deciding_paper(self._proofs, everyday(self._law, shaped(one, "a situation"))[0])
        if found.place not in ("", self.id) or found.on not in (None, self.on):
            other = " on ".join(str(part) for part in (found.place or self.id, found.on) if part)
            raise RequestError(f"a situation is of {other}, and this is the law of {self.id} on {self.on}. Ask that place's own law.")
        return found

    def _answered(self, one: Situation) -> Answered:
        vocabulary = self._law.vocabulary
        for name in ("actor", "action", "resource"):
            if not getattr(one, name):
                raise RequestError(f"a situation names no {name}. Give actor, action and resource.")
        known = known_facts(vocabulary, one.actor, one.action, one.resource, one.context, one.absent)
        check_readings(self._law, one.readings)
        found = answer(self._proofs, one.action, known, one.readings, one.papers)
        return Answered(
            outcome=found.outcome,
            outcomes=found.outcomes,
            because=found.because,
            may_decide=found.may_decide,
            duties=found.duties,
            may_oblige=found.may_oblige,
            voided=tuple(found.voided),
            notes=found.noted,
            depends_on=found.depends_on,
            assumed=found.assumed,
            law=self.digest,
        )

    def actors(self) -> acting.ActorsNamed:
        """Who acts here, under which name, and which government runs each."""
        return acting.actors(self._law)

    def facts(self, action: str = "") -> knowing.FactsNamed:
        """What a situation (of one action, if named) can say, and the dated facts of the place."""
        return knowing.facts(self._law, action)

    def papers(self) -> holding.PapersNamed:
        """Every paper, who issues it, and the rules here that name it."""
        return holding.papers(self._law)

    def disputes(self) -> disputing.Disputes:
        """Each disputed reading of this law with both sides, and what turns on it."""
        return disputing.disputes(self._law)

    def next_question(
        self,
        *,
        actor: str,
        action: str,
        resource: str = "",
        known: Facts | None = None,
        absent: Sequence[str] = (),
        not_known: Sequence[str] = (),
        readings: Mapping[str, bool] | None = None,
        goal: Goal = "outcome",
        order: Order = "fewest",
        papers: Papers = "any",
    ) -> asking.NextOfLaw:
        """The fact to ask next so that the fewest questions settle the goal; or, where none can settle more, the decision.

        `not_known` names facts that nobody can tell: they stay open. Nothing is assumed of papers, unless `papers` is "assumed".
        """
        situation = deciding_paper(self._proofs, everyday(self._law, asked(actor, action, resource, known, absent, readings, papers))[0])
        start = asking.start_of(self._law, situation, not_known=names_of(not_known, "not_known"), goal=goal, order=order)
        return asking.of_law(asking.next_question(self._questions, start), self.digest)

    def assess(self, standard: str = "all", *, differences: bool = True) -> assessing.Assessment:
        """The place measured by one definition, or by all; without differences it is quicker."""
        return assessing.assess(self._proofs, self._law.library.standards(standard), differences=differences)


def _law_of(one: Law) -> jurisdiction.Law:
    if not isinstance(one, Law):
        raise RequestError(f"{type(one).__name__} is no law. Give what sanctuary.place(...) gives.")
    return one._law  # noqa: SLF001 - the wrapper's own law


def places() -> tuple[Place, ...]:
    """Every government whose law comes with the program, in the order of their ids."""
    library = Library()
    packs = [pack for pack in map(library.get, library.ids) if pack.file.kind == "law"]
    return tuple(
        Place(
            id=pack.id,
            title=pack.file.title,
            level=pack.file.level,
            government=pack.government,
            known_through=pack.file.known_through,
        )
        for pack in packs
    )


def new(
    name: str, on: date | str | None = None, *, title: str = "", parent: str = "", government: str = "", empty: bool = False
) -> making.NewPack:
    """The files of a pack for a place of the table or a new id, by their paths in its folder; nothing is written."""
    return making.new(Library(), name, asked_day(on), title=title, parent=parent, government=government, empty=empty)


def survey(
    standard: str = "all", on: date | str | None = None, *, strict: bool = False, places: Sequence[str] = (), alone: bool = False
) -> surveying.Survey:
    """Every place of `assess --all`: those with a pack, the ten largest cities without one; `places` more, or, `alone`, only these."""
    library, found = surveying.named(Library(), names_of(places, "places"))
    cities, standards = surveying.CITIES, library.standards(standard)
    return surveying.survey(library, asked_day(on), standards, strict=strict, cities=cities, places=found, alone=alone)


def search(word: str) -> naming.PlacesNamed:
    """Every place of a name or its beginning, encoded or not, the ones meant first: "springfield", "springfield, il"."""
    return naming.places(Library(), word)


def place(name: str | Path, on: date | str | None = None, *, packs: str = "", strict: bool = False) -> Law:
    """The law of a place on a day (today, where none is given): by a name ("Houston, TX"), an id, or the path of a pack folder.

    `packs` pins the digest of the law: another one is refused. `strict` presumes nothing after the last day that was searched.
    """
    library, found = Library().find(str(name), "law")
    law = Law(jurisdiction.law_of(library, found, asked_day(on), strict=strict))
    if packs and packs != law.digest:
        raise RequestError(f"{found}: {other_law(packs_used(_law_of(law)), packs)}.")
    return law


def compare(one: Law, other: Law, *, standard: str = "all") -> comparing.Comparison:
    """Two laws side by side, in both directions; of the definitions asked about, the verdicts that differ."""
    ours, theirs = _law_of(one), _law_of(other)
    return comparing.compare(ours, theirs, ours.library.standards(standard))


def conformance(*, count: int = 1_000, open_count: int = 50, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Each file of a conformance folder, its path and its bytes: situations with their answers, for a second implementation."""
    for name, value in (("count", count), ("open_count", open_count)):
        if not isinstance(value, int) or value < 0:
            raise RequestError(f"'{name}' is {value!r}; give a number of situations.")
    return conforming.suite(count=count, open_count=open_count, seed=seed)


def scan(
    law: Law,
    *targets: str | Path,
    actor: str = "",
    since: str = "",
    baseline: str | Path = "",
    waivers: str | Path = "",
    values: bool = False,
    jobs: int = 1,
    only: Sequence[str] = (),
) -> ScanReport:
    """Where files, folders, repositories and databases ask for status, origin and birthplace, as `sanctuary scan` tells it."""
    where = {"actor": actor, "since": since, "baseline": str(baseline), "waivers": str(waivers)}
    options = scanning.Options(**where, values=values, jobs=jobs, only=tuple(only))
    return scanning.scan(_law_of(law), [str(one) for one in targets], options)


def timeline(name: str | Path, standard: str = "all", *, situation: Facts | None = None, strict: bool = False) -> following.Timeline:
    """A place through time, by one definition or all, and one situation in the form of `decide`; each change names its law."""
    library, found = Library().find(str(name), "law")
    followed = shaped(situation, "the situation") if situation else None
    report = following.timeline(library, found, library.standards(standard), followed, strict=strict)
    return told(report, jurisdiction.law_of(library, found, report.known_through, strict=strict))


def trace(law: Law, *, standard: str = "", events: Sequence[str] = (), ends: Sequence[str] = ()) -> tracing.Trace:
    """Paths from some events to some ends (all, where none is named), with changes from the rules of a definition, if one is named."""
    paths, ours = read_paths(), _law_of(law)
    rods = ours.library.standards(standard) if standard else []
    if len(rods) > 1:
        raise RequestError("changes come from one definition. Name it, for example technical or mandate.")
    every = ([one.id for one in paths.event], [one.id for one in paths.end])
    named = (names_of(events, "events") or every[0], names_of(ends, "ends") or every[1])
    return tracing.trace(ours, paths, rods[0] if rods else None, *named)
