"""Precedence among rules, in any algebra: levels, guarantees, duties.

`ruling.py` answers for one set of rules that match; this answers for conditions: literals of a solver, expressions over
columns. From the highest level down, the first that forbids or requires, and is not voided, decides. A guarantee voids what
a lower level forbids, never what it requires; if it is a ban on limits, only what limits the same. At its own level what forbids
decides, unless the guarantee stands notwithstanding any other law: that voids whatever forbids at its level or a lower one.
Notes decide nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sanctuary.law.condition import Algebra
from sanctuary.law.jurisdiction import Bound
from sanctuary.law.vocabulary import ACTOR, Action
from sanctuary.model import LEVELS, Outcome

__all__ = ["Weighed", "binds", "stands_anyway", "weigh"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighed(Generic[T]):
    """When each outcome follows, and when each rule decides, obliges, is live, is voided or is noted, by full id.

    A rule that forbids is live where it matches and no guarantee voids it; one that requires, wherever it matches. `banned` says for
    each level when a guarantee above it would void a rule there that limits cooperation.
    """

    outcomes: Mapping[Outcome, T]
    decides: Mapping[str, T]
    obliges: Mapping[str, T]
    live: Mapping[str, T]
    voided: Mapping[str, T]
    noted: Mapping[str, T]
    banned: Sequence[T]


def binds(algebra: Algebra[T], bound: Bound, action: Action, reading: Callable[[str], T]) -> T:
    """When a rule binds: the actor is one of its own, and each reading that it needs is true."""
    actor = action.by_name[ACTOR]

    def whom(actors: frozenset[str]) -> T:
        return algebra.constant(True) if actors.issuperset(actor.values) else algebra.among(actor, frozenset(actors))

    parts = [whom(bound.actors)]
    for name in bound.readings:
        free = bound.settled(name)
        parts.append(algebra.some([reading(name), whom(free)]) if free else reading(name))
    return algebra.every(parts)


def stands_anyway(algebra: Algebra[T], bound: Bound, action: Action, reading: Callable[[str], T]) -> T:
    """When a guarantee stands notwithstanding any other law: its reading is true, or settled so for the actor."""
    if not bound.rule.notwithstanding:
        return algebra.constant(False)
    actor = action.by_name[ACTOR]
    settled = algebra.among(actor, bound.anyway_for | bound.not_anyway_for)
    open_to = algebra.every([algebra.negation(settled), reading(bound.rule.notwithstanding)])
    return algebra.some([algebra.among(actor, bound.anyway_for), open_to])


def weigh(algebra: Algebra[T], rules: Sequence[Bound], matches: Mapping[str, T], anyway: Mapping[str, T]) -> Weighed[T]:
    """The conditions of outcomes, decisions and duties, from those under which each rule matches (by full id).

    `anyway` holds, for the guarantees that have `@notwithstanding`, when they stand so.
    """
    a = algebra
    voided = _voided(a, rules, matches, anyway)
    live = {
        b.rule.id: a.every([matches[b.rule.id], a.negation(voided[b.rule.id])]) if b.rule.effect == "forbids" else matches[b.rule.id]
        for b in rules
        if b.rule.effect in ("forbids", "requires")
    }
    decides: dict[str, T] = {}
    undecided = a.constant(True)
    must_not, must, conflict = [], [], []
    for level in range(len(LEVELS)):
        here = [b for b in rules if b.level == level and b.rule.id in live]
        forbids = a.some([live[b.rule.id] for b in here if b.rule.effect == "forbids"])
        requires = a.some([live[b.rule.id] for b in here if b.rule.effect == "requires"])
        must_not.append(a.every([undecided, forbids, a.negation(requires)]))
        must.append(a.every([undecided, requires, a.negation(forbids)]))
        conflict.append(a.every([undecided, requires, forbids]))
        decides.update({b.rule.id: a.every([live[b.rule.id], undecided]) for b in here})
        undecided = a.every([undecided, a.negation(forbids), a.negation(requires)])
    opens = [b.rule.id for b in rules if b.rule.effect in ("guarantees", "permits")]
    opened = a.some([matches[name] for name in opens])
    decides.update({name: a.every([undecided, matches[name]]) for name in opens})
    outcomes = {
        Outcome.MUST: a.some(must),
        Outcome.MUST_NOT: a.some(must_not),
        Outcome.MAY: a.every([undecided, opened]),
        Outcome.SILENT: a.every([undecided, a.negation(opened)]),
        Outcome.CONFLICT: a.some(conflict),
    }
    refused = outcomes[Outcome.MUST_NOT]
    when = {"request": a.constant(True), "act": a.negation(refused), "breach": refused}
    obliges = {b.rule.id: a.every([matches[b.rule.id], when[b.rule.on]]) for b in rules if b.rule.effect == "obliges"}
    noted = {b.rule.id: matches[b.rule.id] for b in rules if b.rule.effect == "notes"}
    return Weighed(outcomes, decides, obliges, live, voided, noted, _banned(a, rules, matches))


def _voided(a: Algebra[T], rules: Sequence[Bound], matches: Mapping[str, T], anyway: Mapping[str, T]) -> dict[str, T]:
    """For each rule that forbids, when a guarantee voids it; rules alike in level and limits share the condition."""
    guarantees = [b for b in rules if b.rule.effect == "guarantees"]
    known: dict[tuple[int, frozenset[str]], T] = {}
    found = {}
    for b in rules:
        if b.rule.effect == "forbids":
            key = (b.level, b.rule.limits)
            if key not in known:
                parts = [matches[g.rule.id] for g in guarantees if g.rule.voids(b.rule, (g.level, b.level))]
                parts += [
                    a.every([matches[g.rule.id], anyway[g.rule.id]]) for g in guarantees if g.rule.id in anyway and g.level <= b.level
                ]
                known[key] = a.some(parts)
            found[b.rule.id] = known[key]
    return found


def _banned(a: Algebra[T], rules: Sequence[Bound], matches: Mapping[str, T]) -> list[T]:
    """For each level, when some guarantee of a higher one matches."""
    return [
        a.some([matches[b.rule.id] for b in rules if b.rule.effect == "guarantees" and b.level < level]) for level in range(len(LEVELS))
    ]
