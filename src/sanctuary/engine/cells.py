"""Cells and boxes: the values that a question never tells apart, and sets of situations made of them.

A question fixes its cells before it is asked: by the bounds that the law and the rule asked about name, never by what the solver has
met before. So the same question has the same answer, byte for byte, whatever was asked on the way to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sanctuary.engine.solver import Clauses
from sanctuary.law.condition import Seen
from sanctuary.law.vocabulary import Action, Value

__all__ = ["Box", "Cell", "Grid", "cell_text", "merged", "told"]

Cell = tuple[Value, ...]
"""Values that a question never tells apart: one name or truth value, or a run of years."""

Box = Mapping[str, tuple[Cell, ...]]
"""For each limited fact, the cells that it may take; neighboring runs of years are one."""


Flips = tuple[list[int], list[tuple[int, int, int]]]


@dataclass(frozen=True)
class Grid:
    """For each fact that a question speaks of, its cells and their literals, plainest first."""

    clauses: Clauses
    cells: Mapping[str, Mapping[Cell, int]]
    _flips: dict[int, Flips] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, clauses: Clauses, action: Action, seen: Seen, only: Mapping[str, frozenset[Value]]) -> "Grid":
        """The grid of what some conditions speak of; `only` holds the values that a fact can take at all, where not every one."""
        found = {}
        for variable in action.variables:
            if variable.name in seen.values or variable.name in only:
                every = clauses.cells(variable, seen.bounds.get(variable.name, ()))
                kept = only.get(variable.name)
                found[variable.name] = every if kept is None else {cell: lit for cell, lit in every.items() if cell[0] in kept}
        return cls(clauses, found)

    def on(self, clauses: Clauses, action: Action) -> "Grid":
        """The same cells, for a question to other clauses about the same act."""
        if clauses is self.clauses:
            return self
        found = {}
        for name, cells in self.cells.items():
            bounds = [value + 1 for cell in cells if isinstance(value := cell[-1], int)]
            every = clauses.cells(action.by_name[name], bounds)
            found[name] = {cell: every[cell] for cell in cells}
        return Grid(clauses, found)

    @cached_property
    def fact_of(self) -> Mapping[int, str]:
        """The fact of each variable that says of a cell whether a fact lies in it."""
        return {abs(literal): name for name, known in self.cells.items() for literal in known.values()}

    def flips(self) -> Flips:
        """One case for each cell, in which its fact lies in it and every other fact stays as it is.

        The literals of the cells, and for each variable of a fact the cases in which it is true, and those that are of another fact.
        """
        made = self.clauses.bounded
        if made not in self._flips:
            literals: list[int] = []
            variables: list[tuple[int, int, int]] = []
            for name, known in self.cells.items():
                place, own = len(literals), (1 << len(known)) - 1
                bits = self.clauses.cases(self.clauses.action.by_name[name], [cell[0] for cell in known])
                variables += [(variable, some << place, own << place) for variable, some in bits.items()]
                literals += known.values()
            every = (1 << len(literals)) - 1
            self._flips[made] = literals, [(variable, some, every & ~own) for variable, some, own in variables]
        return self._flips[made]

    def within(self, box: Box) -> list[int]:
        """Literals that keep to a box: of a fact with one cell that cell, of another none of the cells that are left out."""
        found = []
        for name, known in self.cells.items():
            inside = {value for cell in box.get(name, ()) for value in cell}
            kept = [literal for cell, literal in known.items() if cell[0] in inside]
            found += kept if len(kept) == 1 else [-literal for cell, literal in known.items() if kept and cell[0] not in inside]
        return found

    def outside(self, box: Box) -> list[int]:
        """The literals of the cells of limited facts that a box leaves out."""
        found = []
        for name, kept in box.items():
            inside = {value for cell in kept for value in cell}
            found += [literal for cell, literal in self.cells[name].items() if cell[0] not in inside]
        return found


def merged(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells in their order, neighboring runs of years as one.

    >>> merged([(None,), (0,), (1, 2), (5,)])
    ((None,), (0, 1, 2), (5,))
    """
    found: list[Cell] = []
    for cell in cells:
        if found and _follows(found[-1], cell):
            found[-1] += cell
        else:
            found.append(cell)
    return tuple(found)


def _follows(before: Sequence[Value], cell: Sequence[Value]) -> bool:
    last, first = before[-1], cell[0]
    both = isinstance(last, int) and isinstance(first, int) and not isinstance(last, bool) and not isinstance(first, bool)
    return both and int(str(last)) + 1 == first


def told(box: Box) -> str:
    """A box on one line: each limited fact with its values.

    >>> told({"paper": (("none",), ("detainer",)), "years": ((None,), (0, 1, 2))})
    'paper: none, detainer; years: absent, 0-2'
    """
    return "; ".join(f"{name}: {', '.join(map(cell_text, cells))}" for name, cells in box.items()) or "everything"


def cell_text(cell: Cell) -> str:
    """A cell as it stands in a box: a name, true or false, absent, or a run of years such as 0-15."""
    if cell == (None,):
        return "absent"
    if isinstance(cell[0], bool):
        return str(cell[0]).lower()
    return f"{cell[0]}-{cell[-1]}" if len(cell) > 1 else str(cell[0])
