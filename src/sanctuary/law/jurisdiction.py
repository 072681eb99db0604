"""The law of a place on a day: which rules bind which actor, what was searched, and what is disputed.

A rule of a pack binds an actor only if that government runs the actor or is an ancestor of the one that does; where the
place's `actors` table names no government, and for private actors, the place's own rules and its ancestors' apply.
A rule whose first day could not be established counts, on earlier days, as a dispute about whether it was in force.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sanctuary.errors import PackError
from sanctuary.law.cedar import Policy
from sanctuary.law.packs import Library, Pack
from sanctuary.law.rules import Rule
from sanctuary.law.vocabulary import Value, Vocabulary
from sanctuary.model import LEVELS, PRIVATE_ACTORS, Fact, Proceeding, Reading

__all__ = ["Bound", "Law", "law_of", "laws_between"]


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule in a place on a day: whom it binds, its level as a number (0 is federal) and the readings it needs."""

    rule: Rule
    actors: frozenset[str]
    level: int
    readings: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """The encoded law of a place in force on a day."""

    place: Pack
    on: date
    vocabulary: Vocabulary
    possible: tuple[Policy, ...]
    packs: Mapping[str, Pack]
    scope: Mapping[str, tuple[str, ...]]
    rules: tuple[Bound, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Bound]:
        """The rules by full id."""
        return {bound.rule.id: bound for bound in self.rules}

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """Every dispute that a rule in force needs, declared or about a day."""
        declared = {name: reading for pack in self.packs.values() for name, reading in pack.readings.items()}
        found: dict[str, Reading] = {}
        for bound in self.rules:
            for name in bound.readings:
                found[name] = declared.get(name) or _about_day(bound.rule, self.on)
        return found

    def rules_of(self, action: str) -> tuple[Bound, ...]:
        """The rules that speak of an action."""
        return tuple(bound for bound in self.rules if action in bound.rule.actions)

    def run_by(self, actor: str) -> str:
        """The government that runs an actor here: the place itself where the table names none."""
        run = self.place.file.actors.get(actor)
        return run.government if run and actor not in PRIVATE_ACTORS else self.place.id

    def name_of(self, actor: str) -> str:
        """The proper name of an actor here, or the actor's word."""
        run = self.place.file.actors.get(actor)
        return run.name if run else actor

    def unsearched(self, actor: str, action: str, resource: str) -> tuple[str, ...]:
        """The packs that bind an actor and in which the law on an action was not searched to the end."""
        return tuple(name for name in self.scope[actor] if not self.packs[name].searched(action, resource, self.on))

    @cached_property
    def known_through(self) -> date:
        """The last day through which every pack of this law was searched."""
        return min(pack.file.known_through for pack in self.packs.values())

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the place and its ancestors on the day; the nearest pack wins."""
        found: dict[str, Fact] = {}
        for name in reversed(_ancestors(self.packs, (self.place.id,))):
            for fact in self.packs[name].facts:
                if fact.since <= self.on and (fact.until is None or self.on < fact.until):
                    found[fact.id] = fact
        return found

    def given(self, action: str) -> Mapping[str, Value]:
        """Facts of the vocabulary that a fact of the place fills where a situation leaves them open."""
        filled: dict[str, Value] = {}
        for variable in self.vocabulary.actions[action].variables:
            fact = self.facts.get(variable.name.replace("_", "-").replace(".", "-"))
            if fact is not None and fact.value in variable.domain and fact.value is not None:
                filled[variable.name] = fact.value
        return filled

    @cached_property
    def proceedings(self) -> tuple[Proceeding, ...]:
        """Suits with the status they had on the day."""
        every = (one for pack in self.packs.values() for one in pack.proceedings)
        return tuple(one for one in every if one.since <= self.on and (one.until is None or self.on < one.until))

    def without(self, *removed: str) -> "Law":
        """The same law, as if some rules had never been written."""
        kept = tuple(bound for bound in self.rules if bound.rule.id not in removed)
        return Law(self.place, self.on, self.vocabulary, self.possible, self.packs, self.scope, kept)


def law_of(library: Library, place: str, on: date | None = None) -> Law:
    """The law of a place on a day, or, without one, on the last day through which all of it is known.

    Refuses a missing or circular parent and an undeclared reading.
    """
    home = library.get(place)
    packs = _closure(library, [place, *(run.government for run in home.file.actors.values())])
    on = on or min(pack.file.known_through for pack in packs.values())
    scope: dict[str, tuple[str, ...]] = {}
    for actor in library.vocabulary.enums["Actor"]:
        run = home.file.actors.get(actor)
        root = run.government if run and actor not in PRIVATE_ACTORS else place
        scope[actor] = _ancestors(packs, (root,))
    bound_by = {name: frozenset(actor for actor, names in scope.items() if name in names) for name in packs}
    declared = {name for pack in packs.values() for name in pack.readings}
    rules = []
    for pack in packs.values():
        for rule in pack.rules:
            if rule.disputed and rule.disputed not in declared:
                raise PackError(
                    f"{rule.policy.where}: rule '{rule.policy.id}': the reading '{rule.disputed}' is not declared. "
                    "Add a [[reading]] to pack.toml that says what is disputed."
                )
            early = not rule.dated and on < rule.since
            if rule.in_force(on) or early:
                needed = (rule.disputed,) if rule.disputed else ()
                readings = (*needed, f"in-force:{rule.id}") if early else needed
                rules.append(Bound(rule, bound_by[pack.id], LEVELS.index(rule.level), readings))
    return Law(home, on, library.vocabulary, library.possible, packs, scope, tuple(rules))


def laws_between(library: Library, place: str, first: date, last: date) -> tuple[Law, ...]:
    """The laws of a place from one day through another: one for each stretch of days without a change, on its first day."""
    packs = law_of(library, place, first).packs.values()
    rules = [(rule.since, rule.until) for pack in packs for rule in pack.rules]
    dated = [*rules, *((fact.since, fact.until) for pack in packs for fact in pack.facts)]
    changes = {day for pair in dated for day in pair if day is not None and first < day <= last}
    return tuple(law_of(library, place, day) for day in sorted({first, *changes}))


def _closure(library: Library, roots: Iterable[str]) -> dict[str, Pack]:
    """The packs of some governments and everything above them."""
    packs: dict[str, Pack] = {}

    def visit(name: str, below: tuple[str, ...]) -> None:
        if name in below:
            raise PackError(f"the parents of '{name}' form a circle: {' > '.join((*below, name))}. Remove one of them.")
        if name in packs:
            return
        pack = library.get(name)
        for parent in pack.file.parents:
            if parent not in library.ids and parent not in packs:
                raise PackError(f"{pack.folder / 'pack.toml'}: the parent '{parent}' is not found. Put its folder beside this one.")
            visit(parent, (*below, name))
        packs[name] = pack

    for root in roots:
        visit(root, ())
    return packs


def _ancestors(packs: Mapping[str, Pack], roots: tuple[str, ...]) -> tuple[str, ...]:
    """The roots and everything above them, nearest first, each once."""
    found: dict[str, None] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += packs[name].file.parents
    return tuple(found)


def _about_day(rule: Rule, on: date) -> Reading:
    return Reading(
        id=f"in-force:{rule.id}",
        question=f"Was {rule.cites} already in force on {on}? The first day known is {rule.since}.",
        when_true="it was",
        when_false="it was not",
        source="the day its force began was not established",
    )
