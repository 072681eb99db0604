"""The law of an action through any algebra: when each outcome follows. What every peer of the audit is generated from.

Disputed readings are taken as true: most peers know no third truth value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sanctuary.engine.precedence import weigh
from sanctuary.law.condition import Algebra, actions_of, read
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome

__all__ = ["Told", "matching", "told"]

T = TypeVar("T")


@dataclass(frozen=True)
class Told(Generic[T]):
    """When each outcome follows, and when a situation cannot occur."""

    outcomes: Mapping[Outcome, T]
    impossible: T


def matching(law: Law, action: str, algebra: Algebra[T]) -> dict[str, T]:
    """When each rule matches and binds, by full id."""
    described = law.vocabulary.actions[action]
    actor = described.by_name[ACTOR]
    return {
        bound.rule.id: algebra.every([read(bound.rule.policy, described, algebra), algebra.among(actor, frozenset(bound.actors))])
        for bound in law.rules_of(action)
    }


def told(law: Law, action: str, algebra: Algebra[T], matches: Mapping[str, T]) -> Told[T]:
    """The outcomes, from when each rule matches."""
    described = law.vocabulary.actions[action]
    weighed = weigh(algebra, law.rules_of(action), matches, {})
    excluded = [read(p, described, algebra) for p in law.possible if action in actions_of(p, law.vocabulary)]
    return Told(weighed.outcomes, algebra.some(excluded))
