"""What rows of a table look like: a line inside a quoted cell that looks like one tells of a quotation mark that was never closed.

A note may run over lines, and those may hold as many separators as a row. So a line is a row only where its cells are also of the kinds
that the first rows have: numbers and days of the same form, or words that stand in a column again and again.
"""

import re
from collections.abc import Sequence

__all__ = ["Looks"]

_FORMS = 5
"""Of numbers and days, a column has at most so many forms."""

_SURE = 3
"""Columns beyond which the number of cells alone is taken for sure, where no column has a kind."""


class Looks:
    """The kinds of the columns, from the header and the first rows."""

    def __init__(self, separator: str, first: Sequence[Sequence[str]]) -> None:
        self._separator = separator
        self._columns = len(first[0])
        rows = [row for row in first[1:] if len(row) == self._columns]
        self._kinds = [_kind([row[place] for row in rows]) for place in range(self._columns)]

    def like_a_row(self, line: bytes) -> bool:
        """Whether a line has the cells of a row, and half of them or more are of their column's kind; one with a mark may be of any."""
        if self._columns == 1 or line.count(self._separator.encode()) != self._columns - 1:
            return False
        cells = [cell.strip() for cell in line.decode("utf-8", "replace").split(self._separator)]
        fit = [
            _form(cell) in kind or cell in kind
            for cell, kind in zip(cells, self._kinds, strict=True)
            if kind is not None and cell and '"' not in cell
        ]
        if fit:
            return 2 * sum(fit) >= len(fit)
        return self._columns > _SURE and not any(kind is not None for kind in self._kinds)


def _kind(cells: Sequence[str]) -> frozenset[str] | None:
    """The forms of a column of numbers and days, or its words where each stands in several rows; None for free text."""
    held = [cell.strip() for cell in cells if cell.strip() and "\n" not in cell and '"' not in cell]
    forms = frozenset(map(_form, held))
    if 0 < len(forms) <= _FORMS and not any(re.search(r"[^\W\d_]", form) for form in forms):
        return forms
    words = frozenset(held)
    return words if 2 * len(words) <= len(held) else None


def _form(cell: str) -> str:
    """A cell with each run of digits as one.

    >>> _form("2019-01-02")
    '0-0-0'
    """
    return re.sub(r"\d+", "0", cell)
