"""The parts of a condition, as the walk over a policy found them: what `law.condition` hands to each algebra.

A policy is walked once for each action; every reading of the law is then made of the same parts. What the parts leave out is what no
reading can tell apart: brackets within a chain, constants beside which nothing changes, two negations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sanctuary.law.vocabulary import Value, Variable

__all__ = ["PARTS", "Algebra", "Among", "Below", "Constant", "Every", "Negation", "Part", "Present", "Some"]

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What a reading makes of the parts of a condition."""

    def constant(self, truth: bool) -> T:
        """A condition that always or never holds."""

    def among(self, variable: Variable, values: frozenset[Value]) -> T:
        """The variable is present and has one of some names or truth values."""

    def below(self, variable: Variable, bound: int) -> T:
        """The count is present and less than the bound."""

    def present(self, variable: Variable) -> T:
        """The optional fact is known to exist."""

    def every(self, parts: Sequence[T]) -> T:
        """All hold."""

    def some(self, parts: Sequence[T]) -> T:
        """At least one holds."""

    def negation(self, part: T) -> T:
        """It does not hold."""


class Part(Protocol):
    """A condition, or a part of one."""

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""


@dataclass(frozen=True, slots=True)
class Constant:
    """Always or never."""

    truth: bool

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.constant(self.truth)


@dataclass(frozen=True, slots=True)
class Among:
    """The variable is present and has one of some names or truth values."""

    variable: Variable
    values: frozenset[Value]

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.among(self.variable, self.values)


@dataclass(frozen=True, slots=True)
class Below:
    """The count is present and less than the bound."""

    variable: Variable
    bound: int

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.below(self.variable, self.bound)


@dataclass(frozen=True, slots=True)
class Present:
    """The optional fact is known to exist."""

    variable: Variable

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.present(self.variable)


@dataclass(frozen=True, slots=True)
class Every:
    """All hold."""

    parts: tuple[Part, ...]

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.every([part.to(algebra) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Some:
    """At least one holds."""

    parts: tuple[Part, ...]

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.some([part.to(algebra) for part in self.parts])


@dataclass(frozen=True, slots=True)
class Negation:
    """It does not hold."""

    part: Part

    def to(self, algebra: Algebra[T]) -> T:
        """What an algebra makes of it."""
        return algebra.negation(self.part.to(algebra))


class _Parts:
    """The algebra whose readings are parts.

    >>> from sanctuary.law.vocabulary import Variable
    >>> paper = Variable("paper", "enum", "Paper", ("none", "writ"))
    >>> either = PARTS.some([PARTS.among(paper, frozenset({"none"})), PARTS.among(paper, frozenset({"writ"}))])
    >>> either == PARTS.every([PARTS.constant(True), Among(paper, frozenset({"none", "writ"}))])
    True
    """

    def constant(self, truth: bool) -> Part:
        """Always or never."""
        return Constant(truth)

    def among(self, variable: Variable, values: frozenset[Value]) -> Part:
        """One of some values."""
        return Among(variable, values)

    def below(self, variable: Variable, bound: int) -> Part:
        """Less than a bound."""
        return Below(variable, bound)

    def present(self, variable: Variable) -> Part:
        """Known to exist."""
        return Present(variable)

    def every(self, parts: Sequence[Part]) -> Part:
        """All of them, those of a chain within it on one level."""
        kept: list[Part] = []
        for part in parts:
            kept += part.parts if isinstance(part, Every) else () if part == Constant(True) else (part,)
        return kept[0] if len(kept) == 1 else Every(tuple(kept)) if kept else Constant(True)

    def some(self, parts: Sequence[Part]) -> Part:
        """One of them, those of a chain within it on one level; values of one variable together."""
        kept: list[Part] = []
        places: dict[str, int] = {}
        for part in (one for outer in parts for one in (outer.parts if isinstance(outer, Some) else (outer,))):
            place = places.get(part.variable.name) if isinstance(part, Among) else None
            if isinstance(part, Among) and place is not None:
                kept[place] = Among(part.variable, kept[place].values | part.values)  # type: ignore[attr-defined]  # places holds no other
            elif part != Constant(False):
                if isinstance(part, Among):
                    places[part.variable.name] = len(kept)
                kept.append(part)
        return kept[0] if len(kept) == 1 else Some(tuple(kept)) if kept else Constant(False)

    def negation(self, part: Part) -> Part:
        """The opposite."""
        if isinstance(part, Constant):
            return Constant(not part.truth)
        return part.part if isinstance(part, Negation) else Negation(part)


PARTS = _Parts()
"""Makes parts."""
