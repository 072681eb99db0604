"""Rules bound to actors: whom a rule of a place binds from one day to the next on which that changes.

By who runs them, by the day, by what courts have settled and stopped.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sanctuary.errors import PackError
from sanctuary.law.gaps import Gaps
from sanctuary.law.orders import agreed, settled_by, stopped_by
from sanctuary.law.packs import Library, Pack
from sanctuary.law.rules import Rule
from sanctuary.law.runs import ancestors, closure, runs_of, scope_of
from sanctuary.law.spot import named_spot
from sanctuary.model import LEVELS, PRIVATE_ACTORS, Enjoined, Reading, Settled

__all__ = ["Bound", "Standing", "Stretch"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule in a place on a day: whom it binds, its level as a number (0 is federal) and the readings it needs.

    `settled_for` holds the actors for whom a reading is settled as true, by reading: they do not need it. `anyway_for` and `not_anyway_for`
    are those for whom the reading of `@notwithstanding` is settled, as true and as false.
    """

    rule: Rule
    actors: frozenset[str]
    level: int
    readings: tuple[str, ...]
    settled_for: tuple[tuple[str, frozenset[str]], ...] = ()
    anyway_for: frozenset[str] = frozenset()
    not_anyway_for: frozenset[str] = frozenset()

    def settled(self, reading: str) -> frozenset[str]:
        """The actors for whom a reading that the rule needs is settled as true."""
        return dict(self.settled_for).get(reading, frozenset())

    def anyway(self, actor: str, reading: Callable[[str], bool]) -> bool:
        """Whether a guarantee stands notwithstanding any other law toward an actor, where some readings are true."""
        name = self.rule.notwithstanding
        return bool(name) and (actor in self.anyway_for or (actor not in self.not_anyway_for and reading(name)))


def _declared(packs: Collection[Pack]) -> None:
    """Refuses a rule that needs a reading which no pack of the place declares."""
    declared = {name for pack in packs for name in pack.readings}
    for rule in (rule for pack in packs for rule in pack.rules):
        for name in (rule.disputed, rule.notwithstanding):
            if name and name not in declared:
                spot = named_spot(rule.policy.text, "'@disputed'" if name == rule.disputed else "'@notwithstanding'")
                told = f"the reading '{name}' is not declared. Add a [[reading]] to pack.toml that says what is disputed"
                raise PackError(rule.policy.refusal(spot, told))


def _same_readings(packs: Iterable[Pack]) -> None:
    """Refuses packs of one place that declare one reading with two questions."""
    known: dict[str, tuple[Pack, Reading]] = {}
    for pack in packs:
        for one in pack.file.reading:
            first, before = known.setdefault(one.id, (pack, one))
            if before.question != one.question:
                raise PackError(
                    f"{pack.folder / 'pack.toml'}: the reading '{one.id}' asks '{one.question}', and in {first.id} "
                    f"'{before.question}'. Give one of them another id."
                )


def _left(bound: Bound, enjoined: tuple[tuple[Enjoined, frozenset[str]], ...]) -> Bound | None:
    """The rule for those toward whom no court has stopped it; nothing where none are left."""
    actors = bound.actors
    for stop, toward in enjoined:
        if stop.rule == bound.rule.id:
            actors = actors.difference(toward)
    if actors == bound.actors:
        return bound
    return replace(bound, actors=actors) if actors else None


class Standing:
    """What of a place's law is the same on every day: its packs, who runs whom, and whom each rule binds while nothing is disputed."""

    def __init__(self, library: Library, place: str) -> None:
        self.home = library.get(place)
        self.packs = closure(library, [place, *(run.government for run in self.home.file.actors.values())])
        self.runs = runs_of(library, self.packs, self.home)
        self.scope = scope_of(self.packs, self.home, self.runs)
        self.gaps = Gaps(self.packs, self.scope)
        self.above = ancestors(self.packs, (place,))
        self.public = {
            name: frozenset(actor for actor, names in self.scope.items() if actor not in PRIVATE_ACTORS and name in names)
            for name in self.packs
        }
        self.plain: dict[str, Bound] = {}
        self._stretches: dict[tuple[int, frozenset[str]], Stretch] = {}

    def stretch(self, on: date, unsettled: Collection[str]) -> "Stretch":
        """What binds on a day: the same on all days between two on which a rule or an order of a court begins or ends, and made once."""
        key = (bisect_right(self._days, on), frozenset(unsettled))
        found = self._stretches.get(key)
        if found is None:
            found = self._stretches[key] = self._made(on, key[1])
        return found

    @cached_property
    def _days(self) -> list[date]:
        """The days on which what binds may change, in their order."""
        found: set[date | None] = set()
        for pack in self.packs.values():
            lasting: list[Rule | Settled | Enjoined] = [*pack.rules, *pack.settled, *pack.enjoined]
            for one in lasting:
                found |= {one.since, one.until}
            found |= {rule.not_before for rule in pack.rules}
        return sorted(day for day in found if day is not None)

    def _made(self, on: date, unsettled: frozenset[str]) -> "Stretch":
        settled, enjoined = settled_by(self.packs, self.scope, on), tuple(stopped_by(self.packs, self.scope, on))
        if not self._stretches:  # readings are declared for every day at once
            _declared(self.packs.values())
            _same_readings(self.packs.values())
        binding = _Binding(self, on, {name: found for name, found in settled.items() if name not in unsettled})
        written = tuple(bound for pack in self.packs.values() for rule in pack.rules if (bound := binding.bound(rule)) is not None)
        rules = tuple(left for bound in written if (left := _left(bound, enjoined)) is not None)
        return Stretch(rules, written, settled, enjoined)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The rules that bind from one day to the next on which that changes, what courts have settled, and what they have stopped."""

    rules: tuple[Bound, ...]
    written: tuple[Bound, ...]
    settled: Mapping[str, Mapping[str, tuple[Settled, ...]]]
    enjoined: tuple[tuple[Enjoined, frozenset[str]], ...]


class _Binding:
    """Binds rules to actors: by who runs them, by the day, by what courts have settled."""

    def __init__(self, standing: Standing, on: date, settled: Mapping[str, Mapping[str, tuple[Settled, ...]]]) -> None:
        self.standing, self.on, self.settled = standing, on, settled

    def bound(self, rule: Rule) -> Bound | None:
        """The rule with whom it binds on the day; nothing where it is not in force or binds nobody here."""
        early = rule.perhaps_in_force(self.on)
        if not (rule.in_force(self.on) or early):
            return None
        if not early and not (self.settled and (rule.disputed in self.settled or rule.notwithstanding in self.settled)):
            found = self.standing.plain.get(rule.id)
            if found is None:
                found = self.standing.plain[rule.id] = self._made(rule, early=False)
            return found
        return self._settled(self._made(rule, early=early))

    def _made(self, rule: Rule, *, early: bool) -> Bound:
        """The rule with whom it binds while no court has said anything of the readings that it needs."""
        needed = [*filter(None, [rule.disputed]), *([f"in-force:{rule.id}"] if early else [])]
        return Bound(rule, self._actors(rule), LEVELS.index(rule.level), tuple(needed))

    def _actors(self, rule: Rule) -> frozenset[str]:
        found = self.standing.public[rule.pack]
        if self.standing.packs[rule.pack].file.kind == "standard":
            return found | PRIVATE_ACTORS
        if rule.pack in self.standing.above:
            found |= rule.named if rule.by_agreement else rule.named & PRIVATE_ACTORS
        return found

    def _settled(self, bound: Bound) -> Bound:
        """The same for those whom a court's word on a reading binds."""
        for name in bound.readings:
            true, false = self._agreeing(name, bound.actors)
            bound = replace(bound, actors=bound.actors - false)
            if true and true == bound.actors:
                bound = replace(bound, readings=tuple(one for one in bound.readings if one != name))
            elif true:
                bound = replace(bound, settled_for=(*bound.settled_for, (name, true)))
        if bound.rule.notwithstanding:
            true, false = self._agreeing(bound.rule.notwithstanding, bound.actors)
            bound = replace(bound, anyway_for=true, not_anyway_for=false)
        return bound

    def _agreeing(self, reading: str, actors: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The actors for whom courts have settled a reading, as true and as false."""
        found = {actor: agreed(orders) for actor, orders in self.settled.get(reading, {}).items() if actor in actors}
        return (
            frozenset(actor for actor, value in found.items() if value is True),
            frozenset(actor for actor, value in found.items() if value is False),
        )
