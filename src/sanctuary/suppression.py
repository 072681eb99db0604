"""Which cells of a table about people stay hidden, so that nobody who knows the margins and this rule can work one out.

A count of people in 1..10 is hidden (primary); further cells are hidden beside it (complementary) until, for somebody who knows every margin,
every cell that is shown and the rule itself, each hidden cell may still be any number of a range that is at least WIDTH wide.

Rules it keeps:
- Zero is always shown, and never serves as a complement: so everybody knows that a hidden cell is at least one, and the ranges count with it.
- A table has one line, whose total is known, or two dimensions, whose margins are all known. A margin that itself is a count of people by an
  attribute must be safe to show: `margins_safe` says so, and whoever publishes asks first.
- Where no pattern protects every cell, there is none: the table is not published at all, zeros included.
- Nothing is rounded and no noise is added: what is shown adds up.

The range of a cell is found by moving counts around cycles of hidden cells, a maximum flow; such tables are totally unimodular, so that the
range over whole numbers is the range over real ones. Counts of government acts are no business of this module.

>>> hide_line((40, 3, 25))
frozenset({1, 2})
>>> hide_line((2, 1)) is None
True
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count as numbers
from math import inf

__all__ = ["THRESHOLD", "WIDTH", "hide_line", "hide_table", "line_ranges", "margins_safe", "table_ranges"]

THRESHOLD = 10
"""The largest count that is hidden for itself."""

WIDTH = 9
"""How far apart the ends of a hidden cell's range must be: as far as 1 and 10, which is all that the rule alone tells."""

Table = Sequence[Sequence[int]]
Place = tuple[int, int]


def hide_line(cells: Sequence[int], threshold: int = THRESHOLD, width: int = WIDTH) -> frozenset[int] | None:
    """The positions to hide in one line whose total is known, or nothing where no choice protects it."""
    hidden = {i for i, cell in enumerate(cells) if 1 <= cell <= threshold}
    rest = sorted((i for i, cell in enumerate(cells) if cell > threshold), key=lambda i: (cells[i], i))
    while any(high - low < width for low, high in line_ranges(cells, hidden).values()):
        if not rest:
            return None
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def line_ranges(cells: Sequence[int], hidden: set[int] | frozenset[int]) -> dict[int, tuple[int, int]]:
    """What each hidden cell of a line can be, for somebody who knows the total, the cells shown and that no hidden cell is zero."""
    left = sum(cells[i] for i in hidden)
    if len(hidden) == 1:
        return {i: (left, left) for i in hidden}
    return {i: (1, left - len(hidden) + 1) for i in hidden}


def margins_safe(sums: Sequence[int], threshold: int = THRESHOLD) -> bool:
    """Whether margins that count people by an attribute may be shown: none is in 1..threshold."""
    return not any(1 <= one <= threshold for one in sums)


def hide_table(table: Table, threshold: int = THRESHOLD, width: int = WIDTH) -> frozenset[Place] | None:
    """The cells to hide, by row and column, in a table whose margins are all known; nothing where no choice protects it."""
    primary = {(i, j) for i, row in enumerate(table) for j, cell in enumerate(row) if 1 <= cell <= threshold}
    hidden = set(primary)
    while thin := [cell for cell in sorted(hidden) if _width(table, hidden, cell) < width]:
        before = len(hidden)
        for cell in thin:
            if not _protect(table, hidden, cell, width):
                return None
        if len(hidden) == before:
            return None
    for cell in sorted(hidden - primary, key=lambda place: (-table[place[0]][place[1]], place)):
        fewer = hidden - {cell}
        if all(_width(table, fewer, other) >= width for other in sorted(fewer)):
            hidden = fewer
    return frozenset(hidden)


def table_ranges(table: Table, hidden: set[Place] | frozenset[Place]) -> dict[Place, tuple[int, int]]:
    """What each hidden cell can be, for somebody who knows all margins, the cells shown and that no hidden cell is zero."""
    return {cell: _range(table, hidden, cell) for cell in sorted(hidden)}


def _range(table: Table, hidden: set[Place] | frozenset[Place], cell: Place) -> tuple[int, int]:
    value = table[cell[0]][cell[1]]
    up, down = (_Flow(table, hidden, cell, upward=upward).most(inf) for upward in (True, False))
    return value - min(int(down), value - 1), value + int(up)


def _width(table: Table, hidden: set[Place], cell: Place) -> int:
    low, high = _range(table, hidden, cell)
    return high - low


def _protect(table: Table, hidden: set[Place], cell: Place, width: int) -> bool:
    """Hides cells, the smallest first, on cycles through one cell until its range is wide enough; tells whether it could be done."""
    every = {(i, j) for i, row in enumerate(table) for j, value in enumerate(row) if value}
    reached = 0
    for upward in (True, False):
        flow = _Flow(table, every, cell, upward=upward, free=hidden)
        most = width - reached if upward else min(width - reached, table[cell[0]][cell[1]] - 1)
        reached += int(flow.most(most))
        hidden |= flow.used
    return reached >= width


class _Flow:
    """Counts moved around one cell: from its column to its row over other cells (`upward`: the cell grows), or the other way.

    Moving one step from a row to a column adds to the cell between, which nothing limits but the rest; from a column to a row it takes away,
    down to one. `open_cells` may be moved; passing one that is not `free` costs its count, so that small cells are hidden first.
    """

    def __init__(
        self, table: Table, open_cells: set[Place] | frozenset[Place], cell: Place, *, upward: bool, free: set[Place] | None = None
    ) -> None:
        self.start, self.end = (("c", cell[1]), ("r", cell[0])) if upward else (("r", cell[0]), ("c", cell[1]))
        self.left = {place: table[place[0]][place[1]] - 1 for place in open_cells if place != cell}
        self.cost = {place: 0 if free is None or place in free else table[place[0]][place[1]] for place in self.left}
        self.near: dict[tuple[str, int], list[tuple[tuple[str, int], Place]]] = {}
        for place in sorted(self.left):
            self.near.setdefault(("r", place[0]), []).append((("c", place[1]), place))
            self.near.setdefault(("c", place[1]), []).append((("r", place[0]), place))
        self.used: set[Place] = set()

    def most(self, wanted: float) -> float:
        """How much can be moved, up to what is wanted."""
        moved = 0.0
        while moved < wanted and (path := self._path()):
            step = min([wanted - moved, *(self.left[place] for adds, place in path if not adds)])
            for adds, place in path:
                self.left[place] += int(step) if adds else -int(step)
                self.cost[place] = 0
                self.used.add(place)
            moved += step
        return moved

    def _path(self) -> list[tuple[bool, Place]]:
        """The cheapest way from start to end, as cells that grow or shrink."""
        order = numbers()
        best: dict[tuple[str, int], int] = {self.start: 0}
        came: dict[tuple[str, int], tuple[tuple[str, int], bool, Place]] = {}
        queue = [(0, next(order), self.start)]
        while queue:
            cost, _, node = heappop(queue)
            if node == self.end:
                break
            for other, place in self.near.get(node, ()):
                adds = node[0] == "r"
                reached = cost + self.cost[place]
                if (adds or self.left[place] > 0) and reached < best.get(other, reached + 1):
                    best[other] = reached
                    came[other] = (node, adds, place)
                    heappush(queue, (reached, next(order), other))
        path = []
        node = self.end
        while node in came and node != self.start:
            node, adds, place = came[node]
            path.append((adds, place))
        return path
