"""A place measured by a standard: a status for each criterion, computed from the rules and never stored.

Each rule of the standard is asked of the law for the actors that the place itself runs (or, where it runs none that the rule
names, for those that do; of a court or a district, nobody else), charitably or strictly (`ways.py`). It holds *everywhere*,
*somewhere* or *nowhere*. What cannot be known (a disputed reading, a day that was not established, an absence that was not searched
to the end, a day past the search where nothing is presumed) is tried both ways: a status that comes out the same stands, one that
is partly or not met in every case is *not fully met*, another is *unknown*. Bans on limits prove what an absence could not (`kinds.py`).
The United States is no jurisdiction of itself: nothing is asked of it.

Readings are tried action by action, so that each has few; what the actions could give together is then combined as if their
readings had nothing in common. That can only add statuses, so a single one is certain; where several are left and the
readings are few, all their combinations are tried as one.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import and_
from typing import Literal

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import RESOURCE
from sanctuary.model import Consequence, Criterion, Fact
from sanctuary.study.counted import Counted
from sanctuary.study.kinds import OPEN, Cap, cap_of
from sanctuary.study.requirement import PAPERS, Asked, ask, blocked, groups, measured
from sanctuary.study.threshold import Status
from sanctuary.study.ways import CHARITABLE, Way

__all__ = [
    "Extent", "Judged", "Judgment", "Part", "can_be_met", "extent_of", "judge", "judge_all", "part_of", "parts_of",
]  # fmt: skip

Extent = Literal["everywhere", "somewhere", "nowhere", "not-applicable", "unknown"]

MOST_READINGS = 8
"""Up to this many readings every combination is tried; of more, whatever they might give one by one is taken as possible."""

Absences = Literal["best", "found", "worst"]
"""What absences that were not searched to the end are taken for: agreement, what was found, or difference."""

World = tuple[Absences, bool]
"""What absences are taken for, and whether only texts that were read count."""

Seen = tuple[bool, bool]
"""Whether the law agrees somewhere, and whether it differs somewhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One rule of a standard, asked of the actors of one group for every action it names.

    `readings` holds for each action those under which some rule matches where the standard speaks; `cap`, how far rules that were not
    found could make the law agree.
    """

    rule: Rule
    asked: tuple[Asked, ...]
    actors: tuple[str, ...]
    run_by: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]
    cap: Cap = OPEN
    known: dict[World, set[Extent]] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A part and how far the law agrees, as known; `unknown` where that turns on what is not known."""

    part: Part
    extent: Extent


@dataclass(frozen=True, slots=True)
class Judgment:
    """A criterion of a standard, judged; `text_status` is the status without any rule or fact whose text was not read.

    `searched_status` is the status if nothing more exists than was found. `turns_on` names the readings and unsearched packs that
    leave it unknown. `unmeetable`: no state or local law under the federal law of the day could meet it. `voided` holds rules that
    limit what is asked and have no force, `bans` the guarantees that ban such limits, `proved_by` the rules against limits that prove
    that it is not met. `consequences` are those that a criterion asks about.
    """

    criterion: Criterion
    status: Status
    text_status: Status
    searched_status: Status
    unmeetable: bool
    voided: tuple[str, ...]
    bans: tuple[str, ...]
    proved_by: tuple[str, ...]
    consequences: tuple[Consequence, ...]
    parts: tuple[Judged, ...]
    facts: tuple[Fact, ...]
    rests_on: tuple[str, ...]
    turns_on: tuple[str, ...]

    @property
    def reported(self) -> bool:
        """The status rests on text that was not read: without it another would come out."""
        return self.status != self.text_status


def parts_of(proofs: Proofs, standard: Pack, criterion: Criterion, way: Way = CHARITABLE) -> Iterator[Part]:
    """The rules of a criterion, asked of whoever the place itself runs, or else of everyone; one that speaks of nothing is left out.

    Of a court or a district only what it runs itself is asked, and of the United States nothing.
    """
    law = proofs.law
    if law.place.government == "nation":
        return
    by_name = {rule.id.partition("/")[2]: rule for rule in standard.rules}
    everyone, own = groups(law), measured(law)
    others = {} if law.place.government in ("court", "district") else {run: whom for run, whom in everyone.items() if run not in own}
    for name in criterion.rules:
        rule = by_name[name]
        ended = rule.until is not None and law.on >= rule.until
        # Only local bodies make ordinances and are municipal; a state is neither.
        elsewhere = (rule.instrument == "ordinance" or rule.made_by == "local") and law.place.file.level in ("federal", "state")
        if ended or elsewhere or not way.asks(rule):
            continue
        asked = tuple(ask(proofs[action], rule, way) for action in rule.actions)
        if reached := _reached(asked, own) or _reached(asked, others):
            actors = tuple(actor for whom in reached.values() for actor in whom)
            yield part_of(rule, asked, actors, tuple(reached), cap_of(proofs, rule, partial(_spoken_of, asked, actors)))


def _spoken_of(asked: tuple[Asked, ...], actors: tuple[str, ...]) -> Iterator[str]:
    """Those of some actors of whom a rule speaks."""
    return (actor for actor in actors if any(one.proof.possible([one.text, one.among((actor,))]) for one in asked))


def _reached(asked: tuple[Asked, ...], everyone: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The groups of which a rule speaks."""
    return {
        run: actors
        for run, actors in everyone.items()
        if actors and any(one.proof.possible([one.text, one.among(actors)]) for one in asked)
    }


def part_of(rule: Rule, asked: tuple[Asked, ...], actors: tuple[str, ...], run_by: tuple[str, ...], cap: Cap = OPEN) -> Part:
    """The part, with the readings that matter to it."""
    return Part(rule, asked, actors, run_by, tuple(_readings(one, actors) for one in asked), cap)


def judge_all(proofs: Proofs, standard: Pack, way: Way = CHARITABLE) -> list[Judgment]:
    """The judgments of every criterion, in order."""
    found: dict[str, Judgment] = {}
    for criterion in standard.criteria:
        found[criterion.id] = judge(proofs, standard, criterion, way, found)
    return list(found.values())


def judge(
    proofs: Proofs, standard: Pack, criterion: Criterion, way: Way = CHARITABLE, others: Mapping[str, Judgment] | None = None
) -> Judgment:
    """The judgment of one criterion; `others` are those of the criteria whose consequences it asks about."""
    if criterion.test == "consequence":
        return _follows(proofs.law, criterion, [(others or {})[name] for name in criterion.of])
    parts = tuple(parts_of(proofs, standard, criterion, way))
    facts = Counted(proofs.law, standard, criterion)

    def known(worlds: Iterable[Absences], *, text_only: bool = False) -> Status:
        found: set[Status] = set()
        for absences in worlds:
            told = facts.told(best=absences == "best", text_only=text_only)
            found |= {_status(criterion, extents, told) for extents in _together(parts, (absences, text_only))}
        return "unknown" if proofs.law.unknown else _one_of(found)

    status = known(("worst", "best"))
    late = proofs.law.unknown
    turns = _turns(proofs, parts, late, facts.open) if status == "unknown" else ()
    short = status in ("partly", "not-met", "not-fully-met")
    return Judgment(
        criterion=criterion,
        status=status,
        text_status=known(("worst", "best"), text_only=True),
        searched_status=known(("found",)),
        unmeetable=_unmeetable(criterion, parts),
        voided=_speaking(parts, "voided"),
        bans=_speaking(parts, "bans"),
        proved_by=tuple(dict.fromkeys(name for part in parts for name in part.cap.rules)) if short else (),
        consequences=(),
        parts=tuple(Judged(part, extent_of(part)) for part in parts),
        facts=facts.found,
        rests_on=_rests_on(parts),
        turns_on=turns,
    )


def can_be_met(proofs: Proofs, standard: Pack, criterion: Criterion, way: Way = CHARITABLE) -> bool:
    """Whether a law meets a criterion under some readings, its facts taken for the best; yes where nothing is asked of it."""
    parts = tuple(parts_of(proofs, standard, criterion, way))
    told = [True] * len(criterion.facts)
    found = {_status(criterion, extents, told) for extents in _together(parts, ("found", False))}
    return criterion.test == "consequence" or bool(found & {"met", "not-applicable"})


def _one_of(found: set[Status]) -> Status:
    """What some statuses that are all possible come to."""
    if len(found) == 1:
        return found.pop()
    return "not-fully-met" if found <= {"partly", "not-met", "not-fully-met"} else "unknown"


def _follows(law: Law, criterion: Criterion, others: list[Judgment]) -> Judgment:
    """Whether the law attaches a consequence to a breach of the rules that meet other criteria."""
    rules = tuple(dict.fromkeys(name for one in others for name in one.rests_on))
    found = law.consequences(rules)
    status: Status = "met" if found else "unknown" if rules or any(one.status == "unknown" for one in others) else "not-applicable"
    read = any(not one.reported for one in found)
    return Judgment(
        criterion=criterion,
        status=status,
        text_status=status if read or not found else "unknown",
        searched_status="not-met" if status == "unknown" else status,
        unmeetable=False,
        voided=(),
        bans=(),
        proved_by=(),
        consequences=found,
        parts=(),
        facts=(),
        rests_on=tuple(name for name in rules if any(name in one.rules for one in found)),
        turns_on=("whether a consequence follows: none was found",) if status == "unknown" else (),
    )


def _together(parts: tuple[Part, ...], world: World) -> set[tuple[Extent, ...]]:
    """The extents that the parts may have at once."""
    loose = set(itertools.product(*(sorted(_extents(part, world)) for part in parts)))
    readings = _all_readings(parts)
    if len(loose) == 1 or len(readings) > MOST_READINGS:
        return loose
    tables = [[_table(part, one, readings, world) for one in part.asked] for part in parts]
    return {
        tuple(_capped(part, _extent([table[number] for table in some]), world) for part, some in zip(parts, tables, strict=True))
        for number in range(2 ** len(readings))
    }


def _extents(part: Part, world: World) -> set[Extent]:
    """The extents that a part may have, action by action; found once for each world."""
    if world not in part.known:
        each = [_may_see(part, one, readings, world) for one, readings in zip(part.asked, part.readings, strict=True)]
        part.known[world] = {_capped(part, _extent(seen), world) for seen in itertools.product(*each)}
    return part.known[world]


def _capped(part: Part, extent: Extent, world: World) -> Extent:
    """An extent as far as a ban on limits lets it be: what was not found agrees nowhere that a ban reaches."""
    absences, text_only = world
    open_to_it = absences != "best" or extent != "everywhere" or part.cap.most == "open"
    return extent if open_to_it or _extents(part, ("found", text_only)) == {"everywhere"} else "somewhere"


def _may_see(part: Part, one: Asked, readings: tuple[str, ...], world: World) -> set[Seen]:
    """What may be seen under the readings of one action; where only one thing can be under free readings, it is that under all."""
    agrees, differs = _seen(part, one, world)
    fixed_region = one.rule.on in ("", "request")  # a duty on an act or a breach speaks only where the outcome lets it
    if fixed_region and not (agrees and differs):
        return {(agrees, differs)}
    if len(readings) > MOST_READINGS:
        return {(True, True), (True, False), (False, True)}
    return set(_table(part, one, readings, world))


def _all_readings(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for names in part.readings for name in names))


def _readings(one: Asked, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The readings under which some rule matches where the standard speaks."""
    proof = one.proof
    able = proof.able([one.region, one.among(actors)], [proof.matches[b.rule.id] for b in proof.rules if b.readings])
    found = (name for b in proof.rules if b.readings and proof.matches[b.rule.id] in able for name in b.readings)
    return tuple(dict.fromkeys(found))


def _seen(part: Part, one: Asked, world: World) -> Seen:
    """Whether the law agrees, and differs, anywhere in one world, with readings free."""
    base, good = _question(part, one, world)
    return one.proof.clauses.solve([*base, good]), one.proof.clauses.solve([*base, -good])


def _question(part: Part, one: Asked, world: World) -> tuple[list[int], int]:
    """What is assumed in a world, and where the law agrees there."""
    absences, text_only = world
    proof, c = one.proof, one.proof.clauses
    base = [one.region, one.among(part.actors), proof.text_only if text_only else -proof.text_only]
    good = one.agrees
    if absences == "best" and part.cap.most != "none":
        good = c.some([one.agrees, one.doubt])
    elif absences == "worst":
        good = c.every([one.agrees, -one.shaky])
    return base, good


def _table(part: Part, one: Asked, readings: tuple[str, ...], world: World) -> list[Seen]:
    """What is seen under each filling of some readings, the first reading the highest bit."""
    base, good = _question(part, one, world)
    literals = [one.proof.readings.get(name, 0) for name in readings]
    return list(zip(_where(one, base, good, literals), _where(one, base, -good, literals), strict=True))


def _where(one: Asked, base: list[int], good: int, literals: list[int]) -> list[bool]:
    """Under which fillings of readings something can hold; each answer of the solver tells of many.

    A situation that was found is tried under all fillings at once; what cannot be, cannot be under a filling with the same part of it.
    """
    c, size = one.proof.clauses, len(literals)
    bit = {literal: 1 << (size - 1 - place) for place, literal in enumerate(literals) if literal}
    cases = {literal: sum(1 << number for number in range(2**size) if number & place) for literal, place in bit.items()}
    left, able = (1 << 2**size) - 1, 0
    while left:
        number = (left & -left).bit_length() - 1
        held = [literal if number & place else -literal for literal, place in bit.items()]
        if c.solve([*base, *held, good]):
            alike = reduce(and_, c.varied(c.situation, cases, 2**size, (*base, good)))
            able |= alike
        else:
            alike = reduce(and_, (cases[abs(one)] ^ (0 if one > 0 else -1) for one in held if one in c.impossible), -1)
        left &= ~alike
    return [bool(able >> number & 1) for number in range(2**size)]


def _extent(seen: Iterable[Seen]) -> Extent:
    agrees, differs = (any(each) for each in zip(*seen, strict=True))
    if agrees and differs:
        return "somewhere"
    return "everywhere" if agrees else "nowhere" if differs else "not-applicable"


def extent_of(part: Part) -> Extent:
    """How far the law agrees with a part, `unknown` where that turns on what is not known."""
    worlds: tuple[Absences, ...] = ("worst", "best")
    found = {extents[0] for absences in worlds for extents in _together((part,), (absences, False))}
    extent = found.pop() if len(found) == 1 else "unknown"
    _proved(part, extent)
    return extent


def _proved(part: Part, extent: Extent) -> None:
    """Notes for certificates what an extent says of every situation."""
    for one in part.asked:
        if one.proof.ledger is not None:
            where = [one.region, one.among(part.actors)]
            asked = f"{part.rule.id}, asked of {', '.join(part.run_by)}, {PAPERS[one.papers]}"
            match extent:
                case "everywhere":
                    one.proof.proved(f"the law agrees everywhere with {asked}", [*where, -one.agrees])
                case "nowhere":
                    _, good = _question(part, one, ("best", False))
                    one.proof.proved(f"the law agrees nowhere with {asked}", [*where, good])
                case "not-applicable":
                    one.proof.proved(f"no situation is spoken of by {asked}", where)


def _status(criterion: Criterion, extents: Iterable[Extent], facts: Iterable[bool]) -> Status:
    """The status that some extents and facts give."""
    known: list[Extent] = [extent for extent in extents if extent != "not-applicable"]
    known += ["everywhere" if fact else "nowhere" for fact in facts]
    if not known:
        return "not-applicable"
    if criterion.test == "some":
        return "met" if any(extent != "nowhere" for extent in known) else "not-met"
    if all(extent == "everywhere" for extent in known):
        return "met"
    return "not-met" if all(extent == "nowhere" for extent in known) else "partly"


def _rests_on(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The rules that decide, oblige, or are of the making that is asked for, somewhere the law agrees."""
    found: dict[str, None] = {}
    for part in parts:
        for one in part.asked:
            able = one.proof.able([one.region, one.among(part.actors), one.agrees], one.behind.values())
            found.update(dict.fromkeys(name for name, literal in one.behind.items() if literal in able))
    return tuple(found)


def _unmeetable(criterion: Criterion, parts: tuple[Part, ...]) -> bool:
    """Whether federal law alone keeps every state and local law from meeting a criterion."""
    if criterion.test == "fact" or not parts:
        return False
    asked = [(one, part.actors) for part in parts for one in part.asked]

    def somewhere(one: Asked, actors: tuple[str, ...], *, free: bool) -> bool:
        literal = blocked(one.proof, one.rule)
        return one.proof.possible([one.region, one.among(actors), -literal if free else literal])

    if criterion.test == "some":
        if any(somewhere(one, actors, free=True) for one, actors in asked):
            return False
        for one, actors in asked:
            literals = [one.region, one.among(actors), -blocked(one.proof, one.rule)]
            one.proof.proved(f"no state or local law could agree with {one.rule.id}, {PAPERS[one.papers]}", literals)
        return True
    return any(somewhere(one, actors, free=False) for one, actors in asked)


def _speaking(parts: tuple[Part, ...], what: Literal["voided", "bans"]) -> tuple[str, ...]:
    """The rules that are voided, or the guarantees that ban limits, somewhere that a rule of the standard asks for a limit."""
    found: dict[str, None] = {}
    for part in parts:
        if part.rule.effect != "forbids":
            continue
        for one in part.asked:
            proof = one.proof
            bans = {b.rule.id: proof.matches[b.rule.id] for b in proof.rules if b.rule.effect == "guarantees" and b.rule.limits}
            asked = proof.voided if what == "voided" else bans
            able = proof.able([one.region, one.among(part.actors)], asked.values())
            found.update(dict.fromkeys(name for name, literal in asked.items() if literal in able))
    return tuple(found)


def _turns(proofs: Proofs, parts: tuple[Part, ...], late: bool, missing: bool) -> tuple[str, ...]:
    """What leaves a status unknown, in words that a table can hold."""
    law = proofs.law
    if late:
        return (f"law is known through {law.known_through}",)
    found = [f"reading {name}" for name in _all_readings(parts)]
    unsearched: set[str] = set()
    for part in parts:
        for one in part.asked:
            for actor in part.actors:
                unsure = [one.region, one.among((actor,)), one.proof.clauses.some([one.doubt, one.shaky])]
                if one.proof.possible(unsure):
                    resource = str(one.proof.plainest(unsure, one.grid)[RESOURCE][0])
                    unsearched.update(law.unsearched(actor, one.action, resource))
    found += [f"not searched to the end: {pack}" for pack in sorted(unsearched)]
    return (*found, *(["a fact that is not established"] if missing else []))
