"""A page as it was read: lines with their places, and where ink stands that is no text."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sanctuary.documents import Frozen

__all__ = ["Box", "Ink", "Line", "Page", "Reach", "page_of_text", "pages_of_text"]

STEEP = 0.08
"""The slope of a ruled line on a page that was set straight: five degrees and no more."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as parts of the page's width and height."""


class Line(Frozen, frozen=True):
    """A run of text in one place of a page; `sure` is how sure the reader was, from 0 to 1."""

    text: str
    box: Box
    sure: float = 1.0


class Ink(Frozen, frozen=True):
    """Ink that is neither text nor a ruled line: a grid of `wide` columns, row after row, each cell a digit from 0 to f."""

    wide: int
    cells: str

    @property
    def high(self) -> int:
        """Rows of the grid."""
        return len(self.cells) // self.wide

    def within(self, box: Box) -> "Reach":
        """What of the ink lies in a part of the page."""
        left, right = max(0, int(box[0] * self.wide)), min(self.wide, int(box[2] * self.wide) + 1)
        top, bottom = max(0, int(box[1] * self.high)), min(self.high, int(box[3] * self.high) + 1)
        inked = [(x, y) for y in range(top, bottom) for x in range(left, right) if self.cells[y * self.wide + x] not in "01"]
        if not inked:
            return Reach(0, 0.0, 0.0)
        xs = [x for x, _ in inked]
        return Reach(len(inked), (max(xs) - min(xs) + 1) / self.wide, _rise(inked))


class Reach(NamedTuple):
    """Ink in a part of a page: cells of the grid that have some, the part of the page's width over which they reach, and the rise.

    The rise is by how many cells they leave the straight line that fits them best: what is left of a ruled line leaves it by one.
    """

    cells: int
    width: float
    rise: float


def _rise(points: Sequence[tuple[int, int]]) -> float:
    count = len(points)
    middle_x, middle_y = (sum(point[at] for point in points) / count for at in (0, 1))
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
    # A line as steep as that is no rule: what rises is told from what lies flat.
    slope = max(-STEEP, min(STEEP, slope))
    off = [y - slope * (x - middle_x) for x, y in points]
    return max(off) - min(off)


class Page(Frozen, frozen=True):
    """One page: lines in reading order; `by` says whether they came from text or were read from an image."""

    number: int
    lines: tuple[Line, ...]
    by: Literal["text", "image"] = "text"
    ink: Ink | None = None
    placed: bool = True
    """Whether boxes are places on paper; of plain text they only keep the order."""


def page_of_text(rows: Sequence[str], number: int) -> Page:
    """A page of plain text; columns that stand apart become lines of their own.

    >>> [line.text for line in page_of_text(["UNITED STATES OF AMERICA    )   Case No. 1", "", "ORDER"], 1).lines]
    ['UNITED STATES OF AMERICA', 'Case No. 1', 'ORDER']
    """
    lines = []
    count = max(len(rows), 1)
    wide = max((len(row) for row in rows), default=1) or 1
    for at, row in enumerate(rows):
        for start, part in _columns(row):
            box = (start / wide, at / count, (start + len(part)) / wide, (at + 1) / count)
            lines.append(Line(text=part, box=box))
    return Page(number=number, lines=tuple(lines), placed=False)


def _columns(row: str) -> list[tuple[int, str]]:
    """The parts of a row that stand apart: by three spaces, or by the sign that closes a caption's side."""
    found, start = [], 0
    for part in _split(row):
        text = part.strip()
        if text.strip(")|:*_ ") or "_" in text:
            found.append((start + part.find(text), text))
        start += len(part)
    return found


def _split(row: str) -> list[str]:
    parts, current, spaces = [], "", 0
    for sign in row.expandtabs(4):
        if sign == " ":
            spaces += 1
        elif spaces >= 3 and current.strip():
            parts.append(current)
            current, spaces = "", 0
        else:
            spaces = 0
        current += sign
    return [*parts, current]


def pages_of_text(text: str) -> list[Page]:
    """The pages of a plain text; a form feed begins a page."""
    return [page_of_text(part.splitlines(), number) for number, part in enumerate(text.split("\f"), 1)]
