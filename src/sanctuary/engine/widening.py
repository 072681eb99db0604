"""A maximal box around a situation: fact by fact, as far as a goal holds.

What keeps a goal true in a box is known from its proof: a fact whose limit the proof did not need is freed without another question.
Where a limit was needed, each value is tried: one that breaks the goal breaks it in any larger box too.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import compress
from operator import and_

from sanctuary.engine.cells import Box, Cell, Grid, merged
from sanctuary.engine.solver import Clauses

__all__ = ["Widening"]


class Widening:
    """A box that grows around a situation, fact by fact."""

    def __init__(self, clauses: Clauses, grid: Grid, goal: int, given: list[int], witness: Mapping[str, Cell]) -> None:
        self.c, self.cells, self.goal, self.given = clauses, grid.cells, goal, given
        self.fact_of = grid.fact_of
        # A cell is told by its literal: a run of years is a long tuple, and slow to look up.
        own = {name: known[witness[name]] for name, known in grid.cells.items()}
        self.inside = {name: {literal} for name, literal in own.items()}
        self.waiting = {name: [one for one in known.values() if one != own[name]] for name, known in grid.cells.items()}
        self.limits = {name: [literal] for name, literal in own.items()}
        self.needed: set[str] | None = None
        self.broken = set[str]()
        self.grown, self.growths = dict.fromkeys(grid.cells, 0), 0
        self.tried = dict.fromkeys(grid.cells, -1)
        if not self.c.solve([*given, goal, *self._around()]):
            raise AssertionError("the goal does not hold in the situation that a box is to grow around")
        self.occur, self.breaks = self._beside(grid)

    def box(self) -> Box:
        """The box when nothing more can be added."""
        while any([self._grow(name) for name, left in self.waiting.items() if left]):  # noqa: C419 - each fact grows in each round
            pass
        for name in reversed(list(self.cells)):
            self._leave_out(name)
        return {
            name: merged(cell for cell, literal in known.items() if literal in self.inside[name])
            for name, known in self.cells.items()
            if len(self.inside[name]) < len(known)
        }

    def _leave_out(self, name: str) -> None:
        """A limit that only says what cannot occur anyway, beside the other limits, is none."""
        missing = [one for one in self.cells[name].values() if one not in self.inside[name]]
        if missing and name not in self.broken and not self.c.solve([*self.given, *self._around(name), self.c.some(missing)]):
            self._add(name, missing)

    def _grow(self, name: str) -> bool:
        left = self.waiting[name]
        # What can be added of a fact turns on the others alone: where none of them grew since it was tried, nothing can.
        others = self.growths - self.grown[name]
        if self.tried[name] == others:
            return False
        self.tried[name] = others
        whole = len(self.inside[name]) + len(left) == len(self.cells[name])
        if whole and name not in self._needs():
            return self._free(name)
        occur, breaks = self.occur.intersection(left), self.breaks.intersection(left)
        around = self._around(name)
        if whole and not breaks:
            # Everything in the box has the goal already, so whatever breaks it without this limit is of what is added.
            if self._proved(around):
                return self._free(name)
            breaks = {one for one in left if self.c.holds(one)}
        # A value that breaks the goal breaks it in a larger box too; one that cannot occur yet may occur in a larger box.
        breaks |= self.c.able([*self.given, -self.goal, *around], [one for one in left if one not in breaks])
        if breaks:
            self.broken.add(name)
        kept = [one for one in left if one not in breaks]
        occur |= self.c.able([*self.given, *around], [one for one in kept if one not in occur])
        self.waiting[name] = [one for one in kept if one not in occur]
        added = [one for one in kept if one in occur]
        if added:
            self._add(name, added)
            self.needed = None
        return bool(added)

    def _free(self, name: str) -> bool:
        """Adds all that is left of a fact."""
        self._add(name, self.waiting[name])
        self.waiting[name] = []
        return True

    def _add(self, name: str, literals: Iterable[int]) -> None:
        self.inside[name].update(literals)
        self.grown[name] += 1
        self.growths += 1
        self.limits[name] = [-one for one in self.cells[name].values() if one not in self.inside[name]]

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

    def _beside(self, grid: Grid) -> tuple[set[int], set[int]]:
        """The cells that occur, and those that break the goal, each in place of its fact's own, all else as in the first situation."""
        literals, flips = grid.flips()
        every, now = (1 << len(literals)) - 1, self.c.now
        bits = {variable: some | rest if variable in now else some for variable, some, rest in flips}
        goal, *limits = self.c.varied(now, bits, len(literals), (self.goal, *self.c.limits, *self.given))
        able = reduce(and_, limits, every)
        return set(compress(literals, _each(able, len(literals)))), set(compress(literals, _each(able & ~goal, len(literals))))

    def _around(self, name: str = "") -> list[int]:
        """What the box so far says of every fact, or of all but one."""
        return [literal for other, limits in self.limits.items() if other != name for literal in limits]


def _each(bits: int, size: int) -> Iterator[bool]:
    """The bits of a number, the lowest first."""
    return map("1".__eq__, reversed(f"{bits:0{size}b}"))
