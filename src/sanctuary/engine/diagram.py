"""Decision diagrams: a condition, or a whole answer, as a graph over the cells of a few facts.

An algebra like the others. A node asks one fact and has a child for each of its cells; a leaf is a number; equal nodes are one. So
two conditions are the same exactly if their nodes are, what is left of one after an answer is a node again, and chances are summed
in one walk (R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", 1986, with several values at a node).
"""

from collections.abc import Callable, Mapping, Sequence

from sanctuary.law.vocabulary import Value, Variable

__all__ = ["NO", "YES", "Diagram", "TooLargeError"]

NO, YES = 0, 1
"""The leaves of a condition."""

_LEAF = 1_000_000
"""The level of a leaf: below every fact."""

MOST_NODES = 150_000


class TooLargeError(Exception):
    """The diagram of a law would have too many nodes; the question must be put to the solver."""


class Diagram:
    """Nodes over facts in one order. `known` facts are constants; the cells of the others are given, by name.

    Of each node: its `level`, which is its fact's place in the order, its `kids`, and as bits the levels that it and those below it ask.
    """

    def __init__(self, cells: Mapping[str, Sequence[tuple[Value, ...]]], known: Mapping[str, Value]) -> None:
        self.known, self.cells = known, {name: tuple(found) for name, found in cells.items()}
        self.names = tuple(cells)
        self.level_of = {name: level for level, name in enumerate(cells)}
        self.level: list[int] = [_LEAF, _LEAF]
        self.kids: list[tuple[int, ...]] = [(), ()]
        self.support: list[int] = [0, 0]
        self._made: dict[tuple[int, tuple[int, ...]], int] = {}
        self._chosen: dict[tuple[int, int, int], int] = {}
        self._split: dict[tuple[int, int], tuple[int, ...]] = {}
        self._met: dict[tuple[int, int], bool] = {}
        self._implied: dict[tuple[int, int], bool] = {}

    def leaf(self) -> int:
        """A new leaf."""
        self.level.append(_LEAF)
        self.kids.append(())
        self.support.append(0)
        return len(self.level) - 1

    def node(self, level: int, kids: tuple[int, ...]) -> int:
        """The node that asks a fact; none is needed where every cell has the same child."""
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        key = (level, kids)
        found = self._made.get(key)
        if found is None:
            if len(self.level) >= MOST_NODES:
                raise TooLargeError
            found = self._made[key] = len(self.level)
            self.level.append(level)
            self.kids.append(kids)
            below = 1 << level
            for kid in kids:
                below |= self.support[kid]
            self.support.append(below)
        return found

    # ---- the algebra

    def constant(self, truth: bool) -> int:
        """Always or never."""
        return YES if truth else NO

    def among(self, variable: Variable, values: frozenset[Value]) -> int:
        """The fact has one of some values."""
        return self._where(variable, lambda cell: cell[0] in values)

    def below(self, variable: Variable, bound: int) -> int:
        """The count is present and less than the bound."""
        return self._where(variable, lambda cell: isinstance(cell[-1], int) and cell[-1] < bound)

    def present(self, variable: Variable) -> int:
        """The optional fact exists."""
        return self._where(variable, lambda cell: cell[0] is not None)

    def every(self, parts: Sequence[int]) -> int:
        """All hold."""
        found = YES
        for part in sorted(set(parts), key=lambda one: self.level[one], reverse=True):
            found = self.choose(part, found, NO)
        return found

    def some(self, parts: Sequence[int]) -> int:
        """At least one holds."""
        found = NO
        for part in sorted(set(parts), key=lambda one: self.level[one], reverse=True):
            found = self.choose(part, YES, found)
        return found

    def negation(self, part: int) -> int:
        """It does not hold."""
        return self.choose(part, NO, YES)

    def _where(self, variable: Variable, holds: Callable[[tuple[Value, ...]], bool]) -> int:
        if variable.name in self.known:
            return YES if holds((self.known[variable.name],)) else NO
        return self.node(self.level_of[variable.name], tuple(YES if holds(cell) else NO for cell in self.cells[variable.name]))

    # ---- graphs

    def choose(self, condition: int, then: int, other: int) -> int:
        """One graph where a condition holds, another where it does not."""
        if condition == YES or then == other:
            return then
        if condition == NO:
            return other
        if then == YES and other == NO:
            return condition
        key = (condition, then, other)
        found = self._chosen.get(key)
        if found is None:
            level = min(self.level[condition], self.level[then], self.level[other])
            width = len(self.cells[self.names[level]])
            parts = [self.kids[one] if self.level[one] == level else (one,) * width for one in key]
            made = [t if c == YES or t == o else o if c == NO else self.choose(c, t, o) for c, t, o in zip(*parts, strict=True)]
            found = self._chosen[key] = self.node(level, tuple(made))
        return found

    def split(self, node: int, level: int) -> tuple[int, ...]:
        """What is left of a graph for each cell in which a fact is known to lie."""
        if self.level[node] == level:
            return self.kids[node]
        width = len(self.cells[self.names[level]])
        if not self.support[node] >> level & 1:
            return (node,) * width
        key = (node, level)
        found = self._split.get(key)
        if found is None:
            rows = []
            # Told apart here as above: most of what is below asks another fact alone, and a call for each would be most of the work.
            for kid in self.kids[node]:
                if self.level[kid] == level:
                    rows.append(self.kids[kid])
                elif self.support[kid] >> level & 1:
                    rows.append(self._split.get((kid, level)) or self.split(kid, level))
                else:
                    rows.append((kid,) * width)
            own, made = self.level[node], self.node
            found = self._split[key] = tuple([made(own, parts) for parts in zip(*rows, strict=True)])
        return found

    def meet(self, one: int, other: int) -> bool:
        """Whether two conditions hold together somewhere; no node is made for it."""
        if one < 2 or other < 2:
            return NO not in (one, other)
        if one == other or not self.support[one] & self.support[other]:
            return True
        key = (one, other) if one < other else (other, one)
        found = self._met.get(key)
        if found is None:
            found = self._met[key] = self._meet(one, other)
        return found

    def _meet(self, one: int, other: int) -> bool:
        support = self.support
        for a, b in zip(*self._kids(one, other), strict=True):
            if NO not in (a, b) and (a == b or not support[a] & support[b] or self.meet(a, b)):
                return True
        return False

    def implied(self, given: int, condition: int) -> bool:
        """Whether a condition holds wherever another does; no node is made for it."""
        if given == NO or condition in (YES, given):
            return True
        if condition == NO or not self.support[given] & self.support[condition]:
            return False
        found = self._implied.get((given, condition))
        if found is None:
            found = self._implied[given, condition] = self._implies(given, condition)
        return found

    def _implies(self, given: int, condition: int) -> bool:
        support = self.support
        for a, b in zip(*self._kids(given, condition), strict=True):
            if a not in (NO, b) and b != YES and (not support[a] & support[b] or not self.implied(a, b)):
                return False
        return True

    def _kids(self, one: int, other: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The children of two nodes, cell by cell of the first fact that either asks."""
        ours, theirs = self.level[one], self.level[other]
        if ours == theirs:
            return self.kids[one], self.kids[other]
        if ours < theirs:
            return self.kids[one], (other,) * len(self.kids[one])
        return (one,) * len(self.kids[other]), self.kids[other]
