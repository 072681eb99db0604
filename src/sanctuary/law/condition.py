"""One matching condition for each rule, read through an algebra.

The typed tree of a policy is the only tree. It is walked once for each action (`law.walk`), into parts that `law.parts` describes; `read`
hands these to an *algebra*: each reading of the law (a Python function, clauses for a solver, expressions over columns) is one algebra.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sanctuary.law.parts import PARTS, Algebra, Among, Every, Part, Walked
from sanctuary.law.policy import Policy
from sanctuary.law.vocabulary import Action, Value, Variable, Vocabulary

__all__ = ["Algebra", "Seen", "about", "actions_of", "excepting", "named_in", "read", "seen_in"]

T = TypeVar("T")
V = TypeVar("V")


def actions_of(policy: Policy, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The actions that a policy names, in the order of the vocabulary; found once."""
    kept = policy.read.get("")
    if not isinstance(kept, _Named) or kept.vocabulary is not vocabulary:
        kept = policy.read[""] = _Named(vocabulary, tuple(name for name in vocabulary.actions if name in policy.said.actions))
    return kept.actions


@dataclass(frozen=True, slots=True)
class _Named:
    """The actions of a vocabulary that a policy names."""

    vocabulary: Vocabulary
    actions: tuple[str, ...]


def read(policy: Policy, action: Action, algebra: Algebra[T], *, exceptions: bool = True) -> T:
    """The matching condition of a policy for situations of one action; without its exceptions, what it is about."""
    known = _known(policy, action)
    return (known.whole if exceptions else known.about).to(algebra, action.by_name)


def excepting(policy: Policy, action: Action) -> frozenset[str]:
    """The facts that the exceptions of a policy alone speak of, in situations of one action."""
    known = _known(policy, action)
    return frozenset(known.seen.values).difference(Seen.of(known.about, action).values)


def about(policy: Policy, action: Action, name: str) -> frozenset[Value] | None:
    """The values of a fact outside of which a policy is about nothing, as its condition says by itself; nothing where it does not."""
    part = _known(policy, action).about
    parts = part.parts if isinstance(part, Every) else (part,)
    return next((one.values for one in parts if isinstance(one, Among) and one.variable == name), None)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the walk over a policy found for an action: its condition, what it is about, and what the condition speaks of."""

    action: Action
    whole: Part
    about: Part
    seen: "Seen"


def _known(policy: Policy, action: Action) -> _Known:
    """The walk's finding, made when first asked for; a policy keeps it."""
    found = policy.read.get(action.name)
    if not isinstance(found, _Known) or found.action is not action:
        about, excepted = policy.walked.get(action.name) or _walked(policy, action)
        whole = PARTS.every([*about, *(PARTS.negation(one) for one in excepted)])
        found = policy.read[action.name] = _Known(action, whole, PARTS.every(about), Seen.of(whole, action))
    return found


def _walked(policy: Policy, action: Action) -> Walked:
    from sanctuary.law.walk import walked  # noqa: PLC0415 - what was walked before and kept needs no Cedar

    return walked(policy, action)


@dataclass(frozen=True, slots=True)
class Seen:
    """What some conditions speak of: for each fact the values they name, and for each count the bounds at which they divide it."""

    values: Mapping[str, frozenset[Value]]
    bounds: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, condition: Part, action: Action) -> "Seen":
        """What one condition speaks of."""
        names = _Names()
        condition.to(names, action.by_name)
        return cls(_frozen(names.values), _frozen(names.bounds))

    def __or__(self, other: "Seen") -> "Seen":
        return Seen(_joined(self.values, other.values), _joined(self.bounds, other.bounds))


def seen_in(policies: Iterable[Policy], action: Action) -> Seen:
    """What the conditions of some policies speak of, in situations of one action."""
    values: dict[str, set[Value]] = {}
    bounds: dict[str, set[int]] = {}
    for policy in policies:
        seen = _known(policy, action).seen
        for name, found in seen.values.items():
            values.setdefault(name, set()).update(found)
        for name, at in seen.bounds.items():
            bounds.setdefault(name, set()).update(at)
    return Seen(_frozen(values), _frozen(bounds))


def named_in(policy: Policy, vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """The values of a fact (the actor, a paper) that a policy names, wherever in its condition."""
    found = (seen_in([policy], vocabulary.actions[action]).values.get(name, ()) for action in actions_of(policy, vocabulary))
    return frozenset(value for values in found for value in values if isinstance(value, str))


def _frozen(table: Mapping[str, set[V]]) -> dict[str, frozenset[V]]:
    return {name: frozenset(found) for name, found in table.items()}


def _joined(one: Mapping[str, frozenset[V]], other: Mapping[str, frozenset[V]]) -> dict[str, frozenset[V]]:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in (*one, *(n for n in other if n not in one))}


class _Names:
    """The algebra that only notes which facts, values and bounds are named."""

    def __init__(self) -> None:
        self.values: dict[str, set[Value]] = {}
        self.bounds: dict[str, set[int]] = {}

    def constant(self, truth: bool) -> None: ...

    def among(self, variable: Variable, values: frozenset[Value]) -> None:
        self.values.setdefault(variable.name, set()).update(values)

    def below(self, variable: Variable, bound: int) -> None:
        self.values.setdefault(variable.name, set())
        self.bounds.setdefault(variable.name, set()).add(bound)

    def present(self, variable: Variable) -> None:
        self.values.setdefault(variable.name, set())

    def every(self, parts: Sequence[None]) -> None: ...

    def some(self, parts: Sequence[None]) -> None: ...

    def negation(self, part: None) -> None: ...
