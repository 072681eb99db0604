"""Situations with their answers, for somebody who writes a second implementation: drawn near the rules of a place, on several days.

Each rule that can matter on the last day known has the plainest situation in which it does; the others are drawn around the words of one
rule at a time, for elsewhere few rules speak. Every tenth cannot occur. Draws come from SHA-256 of the seed, the place and a number, so
that the same packs give the same bytes on any machine.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import prod
from typing import Any, TypeVar

from sanctuary.documents import Frozen
from sanctuary.engine.answer import answer, as_searched
from sanctuary.engine.prove import Proofs
from sanctuary.engine.ruling import Decision
from sanctuary.engine.situation import nested
from sanctuary.errors import RequestError
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.condition import Seen, seen_in
from sanctuary.law.jurisdiction import Bound, Law, days_of, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Action, Value, Variable
from sanctuary.model import Outcome

__all__ = ["SCHEMA", "Asked", "Complete", "Open", "Place", "place_of", "places_of"]

SCHEMA = "sanctuary.conformance/1"

T = TypeVar("T")

MOST_DAYS = 6
MOST_FILLINGS = 400
"""Fillings of the facts that an open situation leaves open, at most: few enough to try them all."""

TRIES = 200
"""Draws until a situation can occur, or cannot, as it is meant to."""


class Owed(Frozen, frozen=True):
    """A duty that follows, as the rule says it."""

    duty: str
    on: str
    within: str
    rule: str


class _Asked(Frozen, frozen=True):
    id: str
    place: str
    on: date
    actor: str
    action: str
    resource: str
    context: Mapping[str, Any]
    absent: tuple[str, ...]
    readings: Mapping[str, bool]


class Complete(_Asked, frozen=True):
    """A situation that leaves nothing open, and what follows: rules by full id, sorted; nothing where it cannot occur.

    `outcome` is that of the rules found; `as_searched` what `decide` tells, `unknown` on days before the law was searched.
    """

    possible: bool
    outcome: Outcome | None = None
    as_searched: Outcome | None = None
    because: tuple[str, ...] = ()
    duties: tuple[Owed, ...] = ()
    voided: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Open(_Asked, frozen=True):
    """A situation that leaves a few facts or readings open (`open` names them), and every outcome that a possible filling gives.

    `assumed`: no paper of a court is in hand, for none was named. `because` holds the rules that decide in every filling.
    """

    open: tuple[str, ...]
    assumed: bool
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    depends_on: tuple[str, ...]


class Draw:
    """Numbers without end from some words: SHA-256 of the words and a count, the same on every machine and version."""

    def __init__(self, *words: object) -> None:
        self._words, self._count, self._left = "\0".join(map(str, words)), 0, b""

    def below(self, bound: int) -> int:
        """A number from 0 up to a bound that is small beside 2 to the 32."""
        if not self._left:
            self._left = hashlib.sha256(f"{self._words}\0{self._count}".encode()).digest()
            self._count += 1
        taken, self._left = self._left[:4], self._left[4:]
        return int.from_bytes(taken) % bound

    def chance(self, percent: int) -> bool:
        """True as often as that."""
        return self.below(100) < percent

    def one(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[self.below(len(values))]


@dataclass(frozen=True)
class Asked:
    """A drawn situation: the action, every fact, and every reading that is open to the actor."""

    action: str
    values: Mapping[str, Value]
    readings: Mapping[str, bool]


@dataclass(frozen=True)
class Place:
    """A place on some days, from the first to the last known; makes its situations."""

    id: str
    seed: int
    laws: tuple[Law, ...]

    @cached_property
    def days(self) -> tuple["_Day", ...]:
        """What draws on each day."""
        return tuple(_Day(Proofs(law), self.seed) for law in self.laws)

    def complete(self, count: int) -> Iterator[Complete]:
        """Complete situations: of each rule of the last day first, then drawn ones, by day; at least as many as asked for."""
        number = 0
        for day in self.days:
            known = list(day.plainest()) if day is self.days[-1] else []
            drawn = max(0, -(-count // len(self.days)) - len(known))
            for asked in (*known, *(day.drawn(turn) for turn in range(drawn))):
                number += 1
                yield day.complete(f"{self.id}-{number}", asked)

    def open(self, count: int) -> Iterator[Open]:
        """Open situations on the last day known."""
        day, number, turn = self.days[-1], 0, 0
        while number < count and turn < TRIES * count:
            turn += 1
            found = day.open(f"{self.id}-open-{number + 1}", turn)
            if found:
                number += 1
                yield found


def places_of(library: Library) -> tuple[str, ...]:
    """The governments whose law a library holds and whose rules, or those above them, say anything."""
    return tuple(name for name in library.ids if library.get(name).file.kind == "law")


def place_of(library: Library, name: str, seed: int) -> Place:
    """A place on at most six days on which, or before which, something changed, and on the last day that was searched."""
    last = law_of(library, name, library.get(name).file.known_through)
    first = last.place.file.known_from or date.min
    known = sorted(day for day in days_of(last.packs.values()) if day < last.on)
    searched = [day for day in known if day >= first]
    # One day before the search began is enough: little of what was in force then was looked for.
    chosen = [*[day for day in known if day < first][-1:], *searched[:: max(1, -(-len(searched) // (MOST_DAYS - 2)))]]
    # Half of them are the day before a change: the first day no longer in force, and the last in force, are told apart.
    days = sorted({day - timedelta(days=number % 2) for number, day in enumerate(chosen)})
    return Place(name, seed, (*(law_of(library, name, day) for day in days), last))


class _Day:
    """The law of a place on one day."""

    def __init__(self, proofs: Proofs, seed: int) -> None:
        self.proofs, self.law, self.seed = proofs, proofs.law, seed
        self._seen: dict[tuple[str, str], Seen] = {}
        self._readings: dict[tuple[str, str], tuple[str, ...]] = {}
        self.rules = [(bound, action) for bound in self.law.written for action in bound.rule.actions]

    # ---- drawing

    def drawn(self, turn: int) -> Asked:
        """A situation near one rule after another; every tenth cannot occur, the others can."""
        draw = Draw(self.seed, self.law.place.id, self.law.on, turn)
        if not self.rules:
            return self._near(draw, None, draw.one(list(self.law.vocabulary.actions)))
        bound, action = self.rules[turn * 7919 % len(self.rules)]
        for _ in range(TRIES):
            found = self._near(draw, bound, action)
            if self.possible(found) == (turn % 10 != 9):
                break
        return found

    def _near(self, draw: Draw, bound: Bound | None, action: str) -> Asked:
        described = self.law.vocabulary.actions[action]
        seen = self._said(bound, described) if bound else Seen({}, {})
        values = {one.name: _value(draw, one, seen) for one in described.variables}
        if bound and bound.actors and draw.chance(60):
            values[ACTOR] = draw.one(sorted(bound.actors))
        return Asked(action, values, {name: draw.chance(50) for name in self.open_readings(action, str(values[ACTOR]))})

    def _said(self, bound: Bound, action: Action) -> Seen:
        key = (bound.rule.id, action.name)
        if key not in self._seen:
            self._seen[key] = seen_in([bound.rule.policy], action)
        return self._seen[key]

    def open_readings(self, action: str, actor: str) -> tuple[str, ...]:
        """The readings of rules about an action that no court has settled for an actor."""
        if (action, actor) not in self._readings:
            named = {name for b in self.law.rules_of(action) for name in (*b.readings, b.rule.notwithstanding) if name}
            self._readings[action, actor] = tuple(sorted(name for name in named if self.law.settles(name, actor) is None))
        return self._readings[action, actor]

    def plainest(self) -> Iterator[Asked]:
        """For each rule and act the plainest situation in which the rule decides, obliges, is voided or is noted, where there is one."""
        for bound, action in self.rules:
            proof, name = self.proofs[action], bound.rule.id
            literal = {**proof.voided, **proof.noted, **proof.obliges, **proof.decides}.get(name)
            if literal is not None and proof.possible([literal]):
                values = {fact: cell[0] for fact, cell in proof.plainest([literal]).items()}
                asked = [*proof.fixed(values), literal]
                held = dict[str, bool]()
                for reading in self.open_readings(action, str(values[ACTOR])):
                    held[reading] = not proof.possible([*asked, *proof.held({**held, reading: False})])
                yield Asked(action, values, held)

    # ---- answering

    def possible(self, asked: Asked) -> bool:
        """Whether a situation can occur."""
        context, _ = nested(asked.values)
        return not self.proofs.decider.excluded(str(asked.values[ACTOR]), asked.action, str(asked.values[RESOURCE]), context)

    def complete(self, name: str, asked: Asked) -> Complete:
        """A situation with its answer."""
        actor, resource = str(asked.values[ACTOR]), str(asked.values[RESOURCE])
        context, absent = nested(asked.values)
        found = self.proofs.decider.decide(actor, asked.action, resource, context, asked.readings)
        if not isinstance(found, Decision):
            raise AssertionError(f"{name}: a reading was left open")  # noqa: TRY004 - no fault of a type: it cannot happen
        told: dict[str, Any] = {}
        if self.possible(asked):
            duties = sorted((one.duty, one.on, one.within, one.rule) for one in found.duties)
            told = {
                "outcome": found.outcome,
                "as_searched": as_searched(self.law, actor, found.outcome),
                "because": tuple(sorted(found.because)),
                "duties": tuple(Owed(duty=duty, on=on, within=within, rule=rule) for duty, on, within, rule in duties),
                "voided": tuple(sorted(found.voided)),
                "notes": tuple(sorted(found.notes)),
            }
        return Complete(
            id=name,
            place=self.law.place.id,
            on=self.law.on,
            actor=actor,
            action=asked.action,
            resource=resource,
            context=context,
            absent=absent,
            readings=asked.readings,
            possible=bool(told),
            **told,
        )

    def open(self, name: str, turn: int) -> Open | None:
        """A drawn situation with some facts taken away, and its answer; nothing where too much or nothing is left open."""
        draw = Draw(self.seed, self.law.place.id, self.law.on, "open", turn)
        if not self.rules:
            return None
        bound, action = draw.one(self.rules)
        asked = self._near(draw, bound, action)
        facts = [one for one in self.law.vocabulary.actions[action].variables if one.name not in (ACTOR, RESOURCE)]
        unset = {draw.one(facts).name for _ in range(1 + draw.below(3))}
        if draw.chance(30):
            unset = {PAPER, PAPER_COURT, COVERS}.intersection(one.name for one in facts) or unset
        loose = {reading for reading in asked.readings if draw.chance(15)}
        fillings = prod(len(one.domain) for one in facts if one.name in unset) * 2 ** len(loose)
        if not self.possible(asked) or fillings > MOST_FILLINGS:
            return None
        known = {fact: value for fact, value in asked.values.items() if fact not in unset}
        readings = {reading: value for reading, value in asked.readings.items() if reading not in loose}
        try:
            found = answer(self.proofs, action, known, readings)
        except RequestError:  # a fact of a government fills an open one so that nothing can occur
            return None
        context, absent = nested(known)
        return Open(
            id=name,
            place=self.law.place.id,
            on=self.law.on,
            actor=str(known[ACTOR]),
            action=action,
            resource=str(known[RESOURCE]),
            context=context,
            absent=absent,
            readings=readings,
            open=(*(one.name for one in facts if one.name in unset), *sorted(loose)),
            assumed=found.assumed,
            outcomes=tuple(sorted(found.outcomes)),
            because=tuple(sorted(found.because)),
            depends_on=tuple(sorted(found.depends_on)),
        )


def _value(draw: Draw, variable: Variable, seen: Seen) -> Value:
    """A value of a fact, most often one that a rule names, or beside a bound that it names."""
    named = sorted(value for value in seen.values.get(variable.name, ()) if isinstance(value, str))
    if variable.optional and draw.chance(25 if variable.name in seen.values else 50):
        return None
    match variable.kind:
        case "bool":
            return draw.chance(35)
        case "count":
            bounds = [n for bound in sorted(seen.bounds.get(variable.name, ())) for n in (bound - 1, bound) if 0 <= n < YEARS]
            return draw.one(bounds) if bounds and draw.chance(80) else draw.below(YEARS)
        case _:
            return draw.one(named) if named and draw.chance(75) else draw.one(variable.values)
