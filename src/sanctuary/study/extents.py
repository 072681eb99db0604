"""How far a law agrees with one rule of a standard: everywhere, somewhere, nowhere, or where nothing is spoken of.

What is not known is a world: absences that were not searched to the end agree, are what was found, or differ; and only texts that were
read count, or all do. Readings are tried action by action, and where they are few, all together.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial, reduce
from operator import and_
from typing import Literal

from sanctuary.engine.prove import Proofs
from sanctuary.law.packs import Pack
from sanctuary.law.rules import Rule
from sanctuary.model import Criterion
from sanctuary.study.kinds import OPEN, Cap, cap_of
from sanctuary.study.requirement import PAPERS, Asked, ask, groups, measured
from sanctuary.study.ways import CHARITABLE, Way

__all__ = ["Absences", "Extent", "Part", "World", "all_readings", "extent_of", "parts_of", "together"]

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

    `cap` says how far rules that were not found could make the law agree.
    """

    rule: Rule
    asked: tuple[Asked, ...]
    actors: tuple[str, ...]
    run_by: tuple[str, ...]
    cap: Cap = OPEN
    known: dict[World, set[Extent]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def readings(self) -> tuple[tuple[str, ...], ...]:
        """For each action, the readings under which some rule matches where the standard speaks."""
        return tuple(self.readings_of(one) for one in self.asked)

    def readings_of(self, one: Asked) -> tuple[str, ...]:
        """Those of one action; found when they are first asked for, as most answers turn on none."""
        return one.once(("readings", self.actors), partial(_readings, one, self.actors))


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
            yield Part(rule, asked, actors, tuple(reached), cap_of(proofs, rule, partial(_spoken_of, asked, actors)))


def _spoken_of(asked: tuple[Asked, ...], actors: tuple[str, ...]) -> Iterator[str]:
    """Those of some actors of whom a rule speaks."""
    return (actor for actor in actors if any(one.speaks((actor,)) for one in asked))


def _reached(asked: tuple[Asked, ...], everyone: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The groups of which a rule speaks."""
    return {run: actors for run, actors in everyone.items() if actors and any(one.speaks(actors) for one in asked)}


def together(parts: tuple[Part, ...], world: World) -> set[tuple[Extent, ...]]:
    """The extents that the parts may have at once."""
    loose = set(itertools.product(*(sorted(_extents(part, world)) for part in parts)))
    if len(loose) == 1:
        return loose
    readings = all_readings(parts)
    if len(readings) > MOST_READINGS:
        return loose
    tables = [[_table(part, one, readings, world) for one in part.asked] for part in parts]
    return {
        tuple(_capped(part, _extent([table[number] for table in some]), world) for part, some in zip(parts, tables, strict=True))
        for number in range(2 ** len(readings))
    }


def _extents(part: Part, world: World) -> set[Extent]:
    """The extents that a part may have, action by action; found once for each world."""
    if world not in part.known:
        each = [_may_see(part, one, world) for one in part.asked]
        part.known[world] = {_capped(part, _extent(seen), world) for seen in itertools.product(*each)}
    return part.known[world]


def _capped(part: Part, extent: Extent, world: World) -> Extent:
    """An extent as far as a ban on limits lets it be: what was not found agrees nowhere that a ban reaches."""
    absences, text_only = world
    open_to_it = absences != "best" or extent != "everywhere" or part.cap.most == "open"
    return extent if open_to_it or _extents(part, ("found", text_only)) == {"everywhere"} else "somewhere"


def _may_see(part: Part, one: Asked, world: World) -> set[Seen]:
    """What may be seen under the readings of one action; where only one thing can be under free readings, it is that under all."""
    base, good = _question(part, one, world)
    agrees, differs = one.once(("seen", *base, good), partial(_seen, one, base, good))
    fixed_region = one.rule.on in ("", "request")  # a duty on an act or a breach speaks only where the outcome lets it
    if fixed_region and not (agrees and differs):
        return {(agrees, differs)}
    readings = part.readings_of(one)
    if len(readings) > MOST_READINGS:
        return {(True, True), (True, False), (False, True)}
    return set(_table(part, one, readings, world))


def all_readings(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The readings that matter to some part, each once."""
    return tuple(dict.fromkeys(name for part in parts for names in part.readings for name in names))


def _readings(one: Asked, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The readings under which some rule matches where the standard speaks."""
    proof = one.proof
    able = proof.able([one.region, one.among(actors)], [proof.matches[b.rule.id] for b in proof.rules if b.readings])
    found = (name for b in proof.rules if b.readings and proof.matches[b.rule.id] in able for name in b.readings)
    return tuple(dict.fromkeys(found))


def _seen(one: Asked, base: list[int], good: int) -> Seen:
    """Whether the law agrees, and differs, anywhere, with readings free."""
    return one.proof.clauses.solve([*base, good]), one.proof.clauses.solve([*base, -good])


def _question(part: Part, one: Asked, world: World) -> tuple[list[int], int]:
    """What is assumed in a world, and where the law agrees there: worlds of which this is the same are one question.

    Where every rule of the act was read, only such rules count anyway.
    """
    absences, text_only = world
    proof, c = one.proof, one.proof.clauses
    base = [one.region, one.among(part.actors), proof.text_only if text_only and proof.reported else -proof.text_only]
    good = one.agrees
    if absences == "best" and part.cap.most != "none":
        good = c.some([one.agrees, one.doubt])
    elif absences == "worst":
        good = c.every([one.agrees, -one.shaky])
    return base, good


def _table(part: Part, one: Asked, readings: tuple[str, ...], world: World) -> list[Seen]:
    """What is seen under each filling of some readings, the first reading the highest bit."""
    base, good = _question(part, one, world)
    return one.once(("table", *base, good, readings), partial(_tabled, one, base, good, readings))


def _tabled(one: Asked, base: list[int], good: int, readings: tuple[str, ...]) -> list[Seen]:
    literals = [one.proof.readings.get(name, 0) for name in readings]
    return list(zip(_where(one, base, good, literals), _where(one, base, -good, literals), strict=True))


def _where(one: Asked, base: list[int], good: int, literals: list[int]) -> list[bool]:
    """Under which fillings of readings something can hold; each answer of the solver tells of many.

    A situation that was found is tried under all fillings at once; what cannot be, cannot be under a filling with the same part of it.
    """
    c, size = one.proof.clauses, len(literals)
    bit = {literal: 1 << (size - 1 - place) for place, literal in enumerate(literals) if literal}
    cases = {literal: _cases(size, place) for literal, place in bit.items()}
    left, able = (1 << 2**size) - 1, 0
    while left:
        number = (left & -left).bit_length() - 1
        held = [literal if number & place else -literal for literal, place in bit.items()]
        if c.solve([*base, *held, good]):
            alike = reduce(and_, c.varied(c.now, cases, 2**size, (*base, good))) if cases else -1
            able |= alike
        else:
            alike = reduce(and_, (cases[abs(one)] ^ (0 if one > 0 else -1) for one in held if one in c.impossible), -1)
        left &= ~alike
    return [bool(able >> number & 1) for number in range(2**size)]


@cache
def _cases(size: int, place: int) -> int:
    """The fillings of so many readings in which the one at a place is true."""
    return sum(1 << number for number in range(2**size) if number & place)


def _extent(seen: Iterable[Seen]) -> Extent:
    agrees, differs = (any(each) for each in zip(*seen, strict=True))
    if agrees and differs:
        return "somewhere"
    return "everywhere" if agrees else "nowhere" if differs else "not-applicable"


def extent_of(part: Part) -> Extent:
    """How far the law agrees with a part, `unknown` where that turns on what is not known."""
    worlds: tuple[Absences, ...] = ("worst", "best")
    found = {extents[0] for absences in worlds for extents in together((part,), (absences, False))}
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
