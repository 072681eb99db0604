"""The law of a place on a day: which rules bind which actor, what was searched, what is disputed, settled or stopped.

A rule of a pack binds an actor only if that government runs the actor or is an ancestor of the one that does; who runs whom says
`law.runs`. A private actor is bound by those rules of the place and its ancestors that name it, an actor that another government
runs by a local rule only through an agreement. A rule whose first day could not be established counts, on earlier days, as a
dispute about whether it was in force. A reading that a court has settled is open no longer to those whom the court binds, and a
rule that a court has stopped does not decide toward those whom the order names.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from sanctuary.law.beside import Paper
from sanctuary.law.binding import Bound, Standing
from sanctuary.law.gaps import Gaps
from sanctuary.law.orders import agreed, lasts
from sanctuary.law.packs import Library, Pack
from sanctuary.law.policy import Policy
from sanctuary.law.rules import Rule
from sanctuary.law.runs import BELOW, ELSEWHERE, ancestors
from sanctuary.law.standing import unencoded
from sanctuary.law.vocabulary import Value, Vocabulary
from sanctuary.model import PRIVATE_ACTORS, Consequence, Enjoined, Fact, Proceeding, Reading, Settled

__all__ = ["Bound", "Given", "Law", "days_of", "law_of", "laws_between"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """A fact of a government that fills a fact left open, for the actors that it runs."""

    actors: frozenset[str]
    name: str
    value: Value


@dataclass(frozen=True)
class Law:
    """The encoded law of a place in force on a day. `written` are its rules as if no court had stopped any.

    `settled` holds for each reading and actor the orders of courts that bind it, `enjoined` each stop with the actors that it reaches.
    `strict`: after the last day that was searched nothing is presumed to stand.
    """

    place: Pack
    on: date
    vocabulary: Vocabulary
    possible: tuple[Policy, ...]
    papers: Mapping[str, Paper]
    packs: Mapping[str, Pack]
    runs: Mapping[str, str]
    scope: Mapping[str, tuple[str, ...]]
    rules: tuple[Bound, ...]
    written: tuple[Bound, ...]
    settled: Mapping[str, Mapping[str, tuple[Settled, ...]]]
    enjoined: tuple[tuple[Enjoined, frozenset[str]], ...]
    library: Library = field(compare=False, repr=False)
    gaps: Gaps = field(compare=False, repr=False)
    strict: bool = False
    removed: frozenset[str] = frozenset()

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
            for name in (*bound.readings, *filter(None, [bound.rule.notwithstanding])):
                found[name] = declared.get(name) or _about_day(bound.rule, self.on)
        return found

    def settles(self, reading: str, actor: str) -> bool | None:
        """What courts that bind an actor have settled a reading as, or nothing where none has or they disagree."""
        return agreed(self.settled.get(reading, {}).get(actor, ()))

    def rules_of(self, action: str) -> tuple[Bound, ...]:
        """The rules that speak of an action."""
        return self._by_action.get(action, ())

    @cached_property
    def _by_action(self) -> Mapping[str, tuple[Bound, ...]]:
        found: dict[str, list[Bound]] = {}
        for bound in self.rules:
            for action in bound.rule.actions:
                found.setdefault(action, []).append(bound)
        return {action: tuple(rules) for action, rules in found.items()}

    @cached_property
    def unencoded(self) -> str:
        """What of this law nobody has encoded, as one sentence; nothing where the place and its state have rules."""
        return unencoded(self.place, self.packs, self.on)

    def run_by(self, actor: str) -> str:
        """The government that runs an actor here, by pack id, or BELOW or ELSEWHERE; private actors stand with the place."""
        return self.place.id if actor in PRIVATE_ACTORS else self.runs[actor]

    def title_of(self, government: str) -> str:
        """The title of a government that runs an actor; words for one that no pack is of."""
        unnamed = {BELOW: "localities below", ELSEWHERE: "another government"}
        return unnamed.get(government) or self.packs[government].file.title

    def changed_by(self, actor: str) -> str:
        """Who changes the rules of whoever runs an actor; for localities below a state, the state too can make the rule."""
        government = self.run_by(actor)
        if government == ELSEWHERE:
            return government
        return self.packs[self.place.id if government == BELOW else government].file.changed_by

    def name_of(self, actor: str) -> str:
        """The proper name of an actor here, or the actor's word."""
        run = self.place.file.actors.get(actor)
        return run.name if run else actor

    def unsearched(self, actor: str, action: str, resource: str) -> tuple[str, ...]:
        """The packs that bind an actor and in which the law on an action was not searched to the end.

        ELSEWHERE stands among them for an actor that another government runs.
        """
        found = [name for name in self.scope[actor] if not self.packs[name].searched(actor, action, resource, self.on)]
        return (*found, *([ELSEWHERE] if self.runs.get(actor) == ELSEWHERE else []))

    @cached_property
    def known_through(self) -> date:
        """The last day through which every pack of this law was searched."""
        return min(pack.file.known_through for pack in self.packs.values())

    @property
    def presumed(self) -> bool:
        """The day is later than the last that was searched: the last law read is presumed to stand."""
        return self.on > self.known_through

    @property
    def unknown(self) -> bool:
        """The day is later than the last that was searched, and nothing is presumed."""
        return self.strict and self.presumed

    def early(self, actor: str) -> bool:
        """The day is earlier than the first that was searched of some pack that binds an actor: only what was found is known."""
        firsts = [self.packs[name].file.known_from for name in self.scope[actor]]
        return any(first is not None and self.on < first for first in firsts)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the place on the day, and those of its ancestors that hold below; the nearest pack wins."""
        return self._facts_of(self.place.id)

    def _facts_of(self, government: str) -> Mapping[str, Fact]:
        found: dict[str, Fact] = {}
        for name in reversed(ancestors(self.packs, (government,))):
            for fact in self.packs[name].facts:
                if (name == government or fact.holds == "below") and lasts(fact, self.on):
                    found[fact.id] = fact
        return found

    @cached_property
    def _given(self) -> tuple[Given, ...]:
        found = []
        for government in dict.fromkeys(self.run_by(actor) for actor in self.scope):
            if government in self.packs:
                actors = frozenset(actor for actor in self.scope if self.run_by(actor) == government)
                known = self._facts_of(government)
                for name, of_place in self.vocabulary.as_facts:
                    fact = known.get(of_place)
                    if fact is not None:
                        found.append(Given(actors, name, fact.value))
        return tuple(found)

    def given(self, action: str) -> tuple[Given, ...]:
        """Facts of the vocabulary that facts of a government fill where a situation of its actors leaves them open."""
        known = self.vocabulary.actions[action].by_name
        return tuple(one for one in self._given if one.name in known and one.value in known[one.name].domain)

    @cached_property
    def proceedings(self) -> tuple[Proceeding, ...]:
        """Suits with the status they had on the day."""
        return tuple(one for pack in self.packs.values() for one in pack.proceedings if lasts(one, self.on))

    def consequences(self, rules: Collection[str]) -> tuple[Consequence, ...]:
        """What the breach of some rules brings about on the day."""
        broken = set(rules)
        return tuple([one for one in self._consequences if not broken.isdisjoint(one.rules)]) if broken else ()

    @cached_property
    def _consequences(self) -> tuple[Consequence, ...]:
        return tuple(one for pack in self.packs.values() for one in pack.consequences if lasts(one, self.on))

    @cached_property
    def _once(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What does not turn on what is asked, made when first wanted, and kept with the law."""
        kept = self._once
        if key not in kept:
            kept[key] = make()
        found: T = kept[key]
        return found

    def without(self, *removed: str) -> "Law":
        """The same law, as if some rules had never been written."""
        every = self.removed.union(removed)
        return replace(self._with(bound for bound in self.rules if bound.rule.id not in every), removed=every)

    def as_written(self) -> "Law":
        """The same law, as if no court had stopped a rule; one object, however often it is asked for."""
        return self._as_written

    @cached_property
    def _as_written(self) -> "Law":
        return self._with(bound for bound in self.written if bound.rule.id not in self.removed)

    def unsettled(self, readings: Collection[str]) -> "Law":
        """The same law with some readings open, whatever a court has said."""
        return law_of(self.library, self.place.id, self.on, unsettled=readings, strict=self.strict).without(*self.removed)

    def _with(self, rules: Iterable[Bound]) -> "Law":
        return replace(self, rules=tuple(rules))


def law_of(library: Library, place: str, on: date, *, unsettled: Collection[str] = (), strict: bool = False) -> Law:
    """The law of a place on a day; readings named in `unsettled` are open whatever a court has said.

    Refuses a missing or circular parent, an undeclared reading, and an order of a court about an unknown rule or reading.
    """
    standing = library.standing(place, Standing)
    here = standing.stretch(on, unsettled)
    return Law(
        place=standing.home,
        on=on,
        vocabulary=library.vocabulary,
        possible=library.possible,
        papers=library.papers,
        packs=standing.packs,
        runs=standing.runs,
        scope=standing.scope,
        rules=here.rules,
        written=here.written,
        settled=here.settled,
        enjoined=here.enjoined,
        library=library,
        gaps=standing.gaps,
        strict=strict,
    )


def laws_between(
    library: Library, place: str, first: date, last: date, *, unsettled: Collection[str] = (), strict: bool = False
) -> tuple[Law, ...]:
    """The laws of a place from one day through another: one for each stretch of days without a change, on its first day."""
    start = law_of(library, place, first, unsettled=unsettled, strict=strict)
    days = {first, *(day for day in days_of(start.packs.values()) if first < day <= last)}
    if strict and first <= start.known_through < last:
        days.add(start.known_through + timedelta(days=1))
    return tuple(law_of(library, place, day, unsettled=unsettled, strict=strict) for day in sorted(days))


def days_of(packs: Iterable[Pack]) -> frozenset[date]:
    """Every day on which a rule, a fact, an order of a court or the search itself begins or ends."""
    found: set[date | None] = set()
    for pack in packs:
        lasting: list[Rule | Fact | Settled | Enjoined] = [*pack.rules, *pack.facts, *pack.settled, *pack.enjoined]
        for one in lasting:
            found |= {one.since, one.until}
        found |= {rule.not_before for rule in pack.rules}
        found.add(pack.file.known_from)
    return frozenset(day for day in found if day is not None)


def _about_day(rule: Rule, on: date) -> Reading:
    return Reading(
        id=f"in-force:{rule.id}",
        question=f"Was {rule.cites} already in force on {on}? The first day known is {rule.since}.",
        when_true="it was",
        when_false="it was not",
        source="the day its force began was not established",
    )
