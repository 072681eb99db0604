"""The parts of a condition, as the walk over a policy found them: what `law.condition` hands to each algebra.

A policy is walked once for each action; every reading of the law is then made of the same parts, which are kept with the pack
(`law.kept`). What they leave out is what no reading can tell apart: brackets within a chain, constants beside which nothing changes,
two negations.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from sanctuary.documents import Frozen
from sanctuary.law.vocabulary import Value, Variable

__all__ = ["PARTS", "Algebra", "Among", "Below", "Constant", "Every", "Negation", "Part", "Present", "Some", "Walked"]

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


Facts = Mapping[str, Variable]
"""The variables of an action's situations, by name."""


class _Part(Frozen, frozen=True, array_like=True):
    """A condition, or a part of one; variables stand in it by their names."""


class Constant(_Part, frozen=True, tag="constant"):
    """Always or never."""

    truth: bool

    def to(self, algebra: Algebra[T], _: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.constant(self.truth)


class Among(_Part, frozen=True, tag="among"):
    """The variable is present and has one of some names or truth values."""

    variable: str
    values: frozenset[bool | int | str | None]

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.among(facts[self.variable], self.values)


class Below(_Part, frozen=True, tag="below"):
    """The count is present and less than the bound."""

    variable: str
    bound: int

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.below(facts[self.variable], self.bound)


class Present(_Part, frozen=True, tag="present"):
    """The optional fact is known to exist."""

    variable: str

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.present(facts[self.variable])


class Every(_Part, frozen=True, tag="every"):
    """All hold."""

    parts: "tuple[Part, ...]"

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.every([part.to(algebra, facts) for part in self.parts])


class Some(_Part, frozen=True, tag="some"):
    """At least one holds."""

    parts: "tuple[Part, ...]"

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.some([part.to(algebra, facts) for part in self.parts])


class Negation(_Part, frozen=True, tag="not"):
    """It does not hold."""

    part: "Part"

    def to(self, algebra: Algebra[T], facts: Facts) -> T:
        """What an algebra makes of it."""
        return algebra.negation(self.part.to(algebra, facts))


Part = Constant | Among | Below | Present | Every | Some | Negation

Walked = tuple[tuple[Part, ...], tuple[Part, ...]]
"""What a policy is about in situations of one action: all of the first hold, and of the second, its exceptions, none."""


class _Parts:
    """The algebra whose readings are parts.

    >>> from sanctuary.law.vocabulary import Variable
    >>> paper = Variable("paper", "enum", "Paper", ("none", "writ"))
    >>> either = PARTS.some([PARTS.among(paper, frozenset({"none"})), PARTS.among(paper, frozenset({"writ"}))])
    >>> PARTS.every([PARTS.constant(True), either]) == Among("paper", frozenset({"none", "writ"}))
    True
    """

    def constant(self, truth: bool) -> Part:
        """Always or never."""
        return Constant(truth)

    def among(self, variable: Variable, values: frozenset[Value]) -> Part:
        """One of some values."""
        return Among(variable.name, values)

    def below(self, variable: Variable, bound: int) -> Part:
        """Less than a bound."""
        return Below(variable.name, bound)

    def present(self, variable: Variable) -> Part:
        """Known to exist."""
        return Present(variable.name)

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
            before = kept[places[part.variable]] if isinstance(part, Among) and part.variable in places else None
            if isinstance(part, Among) and isinstance(before, Among):
                kept[places[part.variable]] = Among(part.variable, before.values | part.values)
            elif part != Constant(False):
                if isinstance(part, Among):
                    places[part.variable] = len(kept)
                kept.append(part)
        return kept[0] if len(kept) == 1 else Some(tuple(kept)) if kept else Constant(False)

    def negation(self, part: Part) -> Part:
        """The opposite."""
        if isinstance(part, Constant):
            return Constant(not part.truth)
        return part.part if isinstance(part, Negation) else Negation(part)


PARTS = _Parts()
"""Makes parts."""
