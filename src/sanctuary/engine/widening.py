"""A maximal box around a situation: fact by fact, as far as a goal holds.

What keeps a goal true in a box is known from its proof: a fact whose limit the proof did not need is freed without another question.
Where a limit was needed, each value is tried: one that breaks the goal breaks it in any larger box too.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_

from sanctuary.engine.cells import Box, Cell, Grid, merged
from sanctuary.engine.solver import Clauses

__all__ = ["Widening"]

FEW = 4
"""Cells of which the solver says sooner which break a goal than all can be computed."""


class Widening:
    """A box that grows around a situation, fact by fact."""

    def __init__(self, clauses: Clauses, grid: Grid, goal: int, given: list[int], witness: Mapping[str, Cell]) -> None:
        self.c, self.cells, self.goal, self.given = clauses, grid.cells, goal, given
        self.facts = clauses.action.by_name
        self.inside = {name: {witness[name]} for name in grid.cells}
        self.waiting = {name: [cell for cell in known if cell != witness[name]] for name, known in grid.cells.items()}
        self.limits = {name: [known[witness[name]]] for name, known in grid.cells.items()}
        self.asked = (goal, *self.c.limits, *given)
        self.fact_of = {abs(literal): name for name, known in grid.cells.items() for literal in known.values()}
        self.needed: set[str] | None = None
        self.grown = dict.fromkeys(grid.cells, 0)
        self.tried = dict.fromkeys(grid.cells, -1)
        if not self.c.solve([*given, goal, *self._around()]):
            raise AssertionError("the goal does not hold in the situation that a box is to grow around")
        self.at_first = self.c.situation

    def box(self) -> Box:
        """The box when nothing more can be added."""
        while any([self._grow(name) for name in self.waiting]):  # noqa: C419 - each fact grows in each round
            pass
        for name in reversed(list(self.cells)):
            self._leave_out(name)
        return {
            name: merged(cell for cell in known if cell in self.inside[name])
            for name, known in self.cells.items()
            if len(self.inside[name]) < len(known)
        }

    def _leave_out(self, name: str) -> None:
        """A limit that only says what cannot occur anyway, beside the other limits, is none."""
        missing = [literal for cell, literal in self.cells[name].items() if cell not in self.inside[name]]
        if missing and not self.c.solve([*self.given, *self._around(name), self.c.some(missing)]):
            self._add(name, self.cells[name])

    def _grow(self, name: str) -> bool:
        left, known = self.waiting[name], self.cells[name]
        # What can be added of a fact turns on the others alone: where none of them grew since it was tried, nothing can.
        others = sum(self.grown.values()) - self.grown[name]
        if not left or self.tried[name] == others:
            return False
        self.tried[name] = others
        whole = len(self.inside[name]) + len(left) == len(known)
        if whole and name not in self._needs():
            return self._free(name)
        # Of a few cells the solver answers sooner than all can be computed.
        occur, breaks = self._beside(name, left) if len(left) >= FEW else (set(), set())
        around = self._around(name)
        if whole and not breaks:
            # Everything in the box has the goal already, so whatever breaks it without this limit is of what is added.
            if self._proved(around):
                return self._free(name)
            breaks = {known[cell] for cell in left if self.c.holds(known[cell])}
        # A value that breaks the goal breaks it in a larger box too; one that cannot occur yet may occur in a larger box.
        breaks |= self.c.able([*self.given, -self.goal, *around], [known[cell] for cell in left if known[cell] not in breaks])
        kept = [cell for cell in left if known[cell] not in breaks]
        occur |= self.c.able([*self.given, *around], [known[cell] for cell in kept if known[cell] not in occur])
        self.waiting[name] = [cell for cell in kept if known[cell] not in occur]
        added = [cell for cell in kept if known[cell] in occur]
        if added:
            self._add(name, added)
            self.needed = None
        return bool(added)

    def _free(self, name: str) -> bool:
        """Adds all that is left of a fact."""
        self._add(name, self.waiting[name])
        self.waiting[name] = []
        return True

    def _add(self, name: str, cells: Iterable[Cell]) -> None:
        self.inside[name].update(cells)
        self.grown[name] += 1
        self.limits[name] = [-literal for cell, literal in self.cells[name].items() if cell not in self.inside[name]]

    def _needs(self) -> set[str]:
        """The facts whose limits keep the goal true in the box: without any of the others it is true as well."""
        if self.needed is None and not self._proved(self._around()):
            raise AssertionError("a box has grown beyond the goal")
        return self.needed or set()

    def _proved(self, around: list[int]) -> bool:
        """Whether the goal holds within some limits; if so, which of them are needed for that is kept."""
        if self.c.solve([*self.given, -self.goal, *around]):
            return False
        self.needed = {self.fact_of[abs(one)] for one in self.c.impossible if abs(one) in self.fact_of}
        return True

    def _beside(self, name: str, left: list[Cell]) -> tuple[set[int], set[int]]:
        """Of some cells of a fact those that occur, and those that break the goal, all else as in the first situation."""
        cases = self.c.cases(self.facts[name], [cell[0] for cell in left])
        goal, *limits = self.c.varied(self.at_first, cases, len(left), self.asked)
        able = reduce(and_, limits, -1)
        occur = {self.cells[name][cell] for place, cell in enumerate(left) if able >> place & 1}
        return occur, {self.cells[name][cell] for place, cell in enumerate(left) if (able & ~goal) >> place & 1}

    def _around(self, name: str = "") -> list[int]:
        """What the box so far says of every fact, or of all but one."""
        return [literal for other, limits in self.limits.items() if other != name for literal in limits]
