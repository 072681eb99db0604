"""Precedence among rules, in any algebra: levels, guarantees, duties.

`ruling.py` answers for one set of rules that match; this answers for conditions: literals of a solver, expressions over
columns. From the highest level down, the first that forbids or requires, and is not voided, decides. A guarantee voids what
a lower level forbids, never what it requires; at its own level what forbids decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sanctuary.law.condition import Algebra
from sanctuary.law.jurisdiction import Bound
from sanctuary.model import LEVELS, Effect, Outcome

__all__ = ["Weighed", "weigh"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighed(Generic[T]):
    """When each outcome follows, each rule decides or obliges, and each rule that forbids or requires is live (not voided)."""

    outcomes: Mapping[Outcome, T]
    decides: Mapping[str, T]
    obliges: Mapping[str, T]
    live: Mapping[str, T]


def weigh(algebra: Algebra[T], rules: Sequence[Bound], matches: Mapping[str, T]) -> Weighed[T]:
    """The conditions of outcomes, decisions and duties, from those under which each rule matches (by full id)."""
    a = algebra

    def of(effect: Effect, level: int) -> list[T]:
        return [matches[b.rule.id] for b in rules if b.rule.effect == effect and b.level == level]

    decides: dict[str, T] = {}
    live: dict[str, T] = {}
    guaranteed, undecided = a.constant(False), a.constant(True)
    must_not, must, conflict = [], [], []
    for level in range(len(LEVELS)):
        unvoided = a.negation(guaranteed)
        forbids = a.every([a.some(of("forbids", level)), unvoided])
        requires = a.some(of("requires", level))
        neither = a.every([a.negation(forbids), a.negation(requires)])
        must_not.append(a.every([undecided, forbids, a.negation(requires)]))
        must.append(a.every([undecided, requires, a.negation(forbids)]))
        conflict.append(a.every([undecided, requires, forbids]))
        for b in rules:
            if b.level == level and b.rule.effect in ("forbids", "requires"):
                own = [matches[b.rule.id], *([unvoided] if b.rule.effect == "forbids" else [])]
                live[b.rule.id] = a.every(own)
                decides[b.rule.id] = a.every([*own, undecided])
        undecided = a.every([undecided, neither])
        guaranteed = a.some([guaranteed, *of("guarantees", level)])
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
    return Weighed(outcomes, decides, obliges, live)
