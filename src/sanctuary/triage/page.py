"""A page as it was read: lines with their places, and where ink stands that is no text."""

from collections.abc import Sequence
from typing import Literal

from sanctuary.documents import Frozen

__all__ = ["Box", "Ink", "Line", "Page", "page_of_text", "pages_of_text"]

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

    def within(self, box: Box) -> tuple[int, float]:
        """Cells with ink in a part of the page, and the part of the page's width over which they reach."""
        left, right = max(0, int(box[0] * self.wide)), min(self.wide, int(box[2] * self.wide) + 1)
        top, bottom = max(0, int(box[1] * self.high)), min(self.high, int(box[3] * self.high) + 1)
        inked = [x for y in range(top, bottom) for x in range(left, right) if self.cells[y * self.wide + x] not in "01"]
        return len(inked), (max(inked) - min(inked) + 1) / self.wide if inked else 0.0


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
