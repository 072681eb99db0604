"""The axis of a drawn timeline: days to scale, a tick for each year, and a break mark before which years are drawn closer."""

from collections.abc import Callable
from datetime import date

from sanctuary.pages.scene import INK, LINE, PAPER, SOFT, Scene

__all__ = ["LEFT", "RIGHT", "WIDTH", "axis", "numbers", "scale", "turn_of"]

WIDTH, LEFT, RIGHT = 780, 232, 16

RECENT, SHARE = 10, 0.72
"""The years before the last one that are drawn wide, and the part of the width that they take where earlier years are drawn too."""

SHORT_STRETCH = 900
"""A stretch of fewer days has its quarters on the axis."""

NEAR = 13
"""How far two numbers stand apart at least."""

Days = tuple[date, date]


def turn_of(days: Days) -> date | None:
    """The first day of the years that are drawn wide, where an earlier stretch is drawn closer; nothing where one scale holds for all."""
    first, last = days
    turn = date(last.year - RECENT, 1, 1)
    return turn if first < turn else None


def scale(days: Days) -> Callable[[date], float]:
    """Days as places: to one scale, or to two scales before and after the break."""
    first, last = days
    turn, width = turn_of(days), WIDTH - LEFT - RIGHT
    early = (1 - SHARE) * width if turn else 0.0
    start = turn or first

    def at(day: date) -> float:
        if day <= first:
            return float(LEFT)
        if day < start:
            return LEFT + early * (day - first).days / (start - first).days
        return LEFT + early + (width - early) * min(1.0, (day - start).days / max((last - start).days, 1))

    return at


def axis(scene: Scene, at: Callable[[date], float], days: Days, ends: tuple[float, float]) -> None:
    """Each year, before the break as many as have room, and the quarters of a short stretch; then the break, where there is one."""
    first, last = days
    months = (10, 7, 4, 1) if (last - first).days < SHORT_STRETCH else (1,)
    ticks = [date(year, month, 1) for year in range(last.year, first.year - 1, -1) for month in months]
    turn, before = turn_of(days), float("inf")
    for tick in ticks:
        x = at(tick)
        if first <= tick <= last and before - x >= 34 + 14 * (len(months) > 1):
            scene.line(x, ends[0] - 50, x, ends[1], LINE)
            scene.text(x, ends[0] - 54, f"{tick:%Y-%m}" if len(months) > 1 else str(tick.year), size=10, color=SOFT, anchor="middle")
            before = x
    if turn:
        _break(scene, at(turn), turn.year, ends[0])


def _break(scene: Scene, x: float, year: int, top: float) -> None:
    """Two slanted strokes across the axis, and words: the years on their left are drawn closer."""
    scene.rect(x - 5, top - 48, 7, 12, PAPER)
    for left in (x - 6, x - 1):
        scene.line(left, top - 36, left + 4, top - 48, INK)
    scene.text(x - 12, top - 68, f"before {year}: drawn closer", size=10, anchor="end")
    scene.text(x, top - 68, "//", size=10, bold=True, anchor="middle")


def numbers(scene: Scene, places: list[float], ends: tuple[float, float]) -> None:
    """The events' numbers above the rows, each by itself, with a line behind the bars; those of near days stand apart, a stroke to each."""
    top = ends[0] - 4
    for number, (x, label) in enumerate(zip(places, _apart(places), strict=True), 1):
        scene.line(x, top, x, ends[1], SOFT)
        scene.line(label, top - 10, x, top, SOFT)
        scene.text(label, top - 12, str(number), size=9, bold=True, anchor="middle")


def _apart(places: list[float]) -> list[float]:
    """Places from left to right moved as little as keeps each number apart from the next; none moves past the right edge.

    >>> _apart([300.0, 302.0, 500.0])
    [294.5, 307.5, 500.0]
    """
    runs: list[list[float]] = []
    for number, x in enumerate(places):
        runs.append([x - number * NEAR])
        while len(runs) > 1 and sum(runs[-2]) / len(runs[-2]) > sum(runs[-1]) / len(runs[-1]):
            last = runs.pop()
            runs[-1] += last
    even = [sum(run) / len(run) for run in runs for _ in run]
    most = WIDTH - 8 - NEAR * (len(places) - 1)
    return [min(x, most) + number * NEAR for number, x in enumerate(even)]
