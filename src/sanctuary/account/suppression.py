"""Which cells of a table about people stay hidden, so that nobody who knows the margins and this rule can work one out.

A count of people in 1..THRESHOLD is hidden for itself; further cells are hidden beside it until, for somebody who knows every margin and
every cell that is shown, (a) each hidden cell may still be any number of a range at least WIDTH wide, and (b) not even somebody who was
told which cells were hidden for themselves, so that each of those is in 1..THRESHOLD and each other one above it, finds a range narrower
than LEAST.

Rules it keeps:
- Zero is always shown, and never serves as a complement: so everybody knows that a hidden cell is at least one.
- A table has one line, whose total is known, or two dimensions, whose margins are all known. A margin that itself counts people by an
  attribute must be safe to show: `margins_safe` says so, and whoever publishes asks first.
- Complements are taken by their place among zero, small and large cells, not by their size: a choice by size would itself tell sizes, to
  somebody who goes over this rule with every table that the margins allow.
- Where no pattern protects every cell, there is none: the table is not published at all, zeros included.
- Nothing is rounded and no noise is added: what is shown adds up.

The range of a cell is found by moving counts around cycles of hidden cells, a maximum flow; such tables are totally unimodular, so that the
range over whole numbers is the range over real ones. Counts of government acts are no business of this module.

>>> sorted(hide_line((40, 3, 25)) or ())
[0, 1]
>>> hide_line((2, 1)) is None
True
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count as numbers
from math import inf

__all__ = ["LEAST", "THRESHOLD", "WIDTH", "hide_line", "hide_table", "margins_safe", "ranges"]

THRESHOLD = 10
"""The largest count that is hidden for itself."""

WIDTH = 9
"""How far apart the ends of a hidden cell's range must be: as far as 1 and 10, which is all that the rule alone tells."""

LEAST = 2
"""The same for somebody who was told which cells were hidden for themselves."""

Table = Sequence[Sequence[int]]
Place = tuple[int, int]
Node = tuple[str, int]
Limits = Mapping[Place, tuple[float, float]]


def hide_line(cells: Sequence[int], threshold: int = THRESHOLD, width: int = WIDTH, least: int = LEAST) -> frozenset[int] | None:
    """The positions to hide in one line whose total is known, or nothing where no choice protects it."""
    hidden = {i for i, cell in enumerate(cells) if 1 <= cell <= threshold}
    rest = [i for i, cell in enumerate(cells) if cell > threshold]
    if not hidden:
        return frozenset()
    # One complement in any case: whether the small cells alone would have been safe is a word about their sum.
    hidden |= set(rest[:1])
    for more in [*rest[1:], None]:
        line = [cells[i] for i in sorted(hidden)]
        told = [(1, threshold) if cell <= threshold else (threshold + 1, inf) for cell in line]
        if _thinnest(line, [(1, inf)] * len(line)) >= width and _thinnest(line, told) >= least:
            return frozenset(hidden)
        if more is not None:
            hidden.add(more)
    return None


def _thinnest(line: Sequence[int], limits: Sequence[tuple[float, float]]) -> float:
    """The narrowest range of hidden cells whose sum is known."""
    found = []
    for i, (low, high) in enumerate(limits):
        others = [*limits[:i], *limits[i + 1 :]]
        most, fewest = sum(line) - sum(one[0] for one in others), sum(line) - sum(one[1] for one in others)
        found.append(min(high, most) - max(low, fewest))
    return min(found)


def margins_safe(sums: Iterable[int], threshold: int = THRESHOLD) -> bool:
    """Whether margins that count people by an attribute may be shown: none is in 1..threshold."""
    return not any(1 <= one <= threshold for one in sums)


def hide_table(table: Table, threshold: int = THRESHOLD, width: int = WIDTH, least: int = LEAST) -> frozenset[Place] | None:
    """The cells to hide, by row and column, in a table whose margins are all known; nothing where no choice protects it."""
    every = _filled(table)
    primary = {place for place, cell in every.items() if cell <= threshold}
    told = {place: (1, threshold) if place in primary else (threshold + 1, inf) for place in every}
    asked: tuple[tuple[Limits, int], ...] = ((dict.fromkeys(every, (1, inf)), width), (told, least))
    hidden = _pattern(every, primary)
    if any(_width(every, hidden, cell, limits) < wanted for limits, wanted in asked for cell in sorted(hidden)):
        return None
    return frozenset(hidden)


def _pattern(every: Mapping[Place, int], primary: set[Place]) -> set[Place]:
    """The small cells and, for each, cells on a cycle by which it can grow while large cells shrink, or, where there is none, any cells.

    It looks at where cells are zero, small and large, and at nothing else: going over it again with other counts tells nothing more.
    """
    large: Limits = {place: (cell if place in primary else cell - 1, inf) for place, cell in every.items()}
    any_cell: Limits = {place: (cell - 1, inf) for place, cell in every.items()}
    hidden = set(primary)
    for cell in sorted(primary):
        for steps in (large, any_cell):
            flow = _Flow(every, every, cell, steps, upward=True, free=hidden)
            if flow.most(1):
                break
        hidden |= flow.used
    return hidden


def ranges(table: Table, hidden: Iterable[Place]) -> dict[Place, tuple[int, int]]:
    """What each hidden cell can be, for somebody who knows all margins, the cells shown and that no hidden cell is zero."""
    every = _filled(table)
    chosen = set(hidden)
    return {cell: _range(every, chosen, cell, dict.fromkeys(every, (1, inf))) for cell in sorted(chosen)}


def _range(every: Mapping[Place, int], hidden: set[Place], cell: Place, limits: Limits) -> tuple[int, int]:
    (low, high), value = limits[cell], every[cell]
    up = min(_Flow(every, hidden, cell, limits, upward=True).most(inf), high - value)
    down = min(_Flow(every, hidden, cell, limits, upward=False).most(inf), value - low)
    return int(value - down), int(value + up)


def _width(every: Mapping[Place, int], hidden: set[Place], cell: Place, limits: Limits) -> int:
    low, high = _range(every, hidden, cell, limits)
    return high - low


def _filled(table: Table) -> dict[Place, int]:
    return {(i, j): cell for i, row in enumerate(table) for j, cell in enumerate(row) if cell}


class _Flow:
    """Counts moved around one cell: from its column to its row over other cells (`upward`: the cell grows), or the other way.

    A step from a row to a column adds to the cell between, a step from a column to a row takes from it, both within its limits. Passing a
    cell that is not `free` costs one, so that few cells are hidden.
    """

    def __init__(
        self,
        every: Mapping[Place, int],
        movable: Iterable[Place],
        cell: Place,
        limits: Limits,
        *,
        upward: bool,
        free: set[Place] | None = None,
    ) -> None:
        row, column = ("r", cell[0]), ("c", cell[1])
        self.start, self.end = (column, row) if upward else (row, column)
        places = [place for place in sorted(movable) if place != cell]
        self.adds = {place: limits[place][1] - every[place] for place in places}
        self.takes = {place: every[place] - limits[place][0] for place in places}
        self.cost = {place: 0 if free is None or place in free else 1 for place in places}
        self.near: dict[Node, list[tuple[Node, Place]]] = {}
        for place in places:
            self.near.setdefault(("r", place[0]), []).append((("c", place[1]), place))
            self.near.setdefault(("c", place[1]), []).append((("r", place[0]), place))
        self.used: set[Place] = set()

    def most(self, wanted: float) -> float:
        """How much can be moved, up to what is wanted."""
        moved = 0.0
        while moved < wanted and (path := self._path()):
            step = min([wanted - moved, *((self.adds if grows else self.takes)[place] for grows, place in path)])
            for grows, place in path:
                self.adds[place] += -step if grows else step
                self.takes[place] += step if grows else -step
                self.cost[place] = 0
                self.used.add(place)
            moved += step
        return moved

    def _path(self) -> list[tuple[bool, Place]]:
        """The cheapest way from start to end, as cells that grow or shrink."""
        order = numbers()
        best: dict[Node, int] = {self.start: 0}
        came: dict[Node, tuple[Node, bool, Place]] = {}
        queue = [(0, next(order), self.start)]
        while queue:
            cost, _, node = heappop(queue)
            grows = node[0] == "r"
            for other, place in self.near.get(node, ()):
                reached = cost + self.cost[place]
                if (self.adds if grows else self.takes)[place] > 0 and reached < best.get(other, reached + 1):
                    best[other] = reached
                    came[other] = (node, grows, place)
                    heappush(queue, (reached, next(order), other))
        path: list[tuple[bool, Place]] = []
        node = self.end
        while node in came:
            node, grows, place = came[node]
            path.append((grows, place))
        return path
