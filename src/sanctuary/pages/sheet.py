"""A report as a sheet (CSV), and cells that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator

from sanctuary.account.figures import Tally
from sanctuary.account.report import Report
from sanctuary.pages.report import dated, number, total

__all__ = ["inert", "sheet", "write_csv"]

_HEAD = ("report", "from", "to", "figure", "kind", "line", "label", "value", "entries")


def write_csv(found: Report) -> str:
    """One line for each value: figure, what kind of line, its number, its label, the value, in the full version the entries behind it."""
    about = (found.id, str(found.first), str(found.last))
    return sheet([_HEAD, *((*about, figure.id, *row) for figure in found.figures for row in _values(figure))])


def sheet(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV (RFC 4180, lines end with a line feed); no cell is a formula."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    for row in rows:
        lines.writerow([inert(cell) for cell in row])
    return written.getvalue()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("declined"), inert("  @x")
    ("'=1+1", 'declined', "'  @x")
    """
    return f"'{cell}" if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell.strip(" ") else cell


def _values(figure: Tally) -> Iterator[tuple[str, str, str, str, str]]:
    yield "total", "", figure.title, total(figure), _numbers(figure.entries)
    for i, cell in enumerate(figure.cells, 1):
        yield "group", str(i), " / ".join(cell.groups), number(cell.count), _numbers(cell.entries or ())
    for i, line in enumerate(figure.lines, 1):
        for label, value in zip(figure.fields, line.values, strict=True):
            yield "line", str(i), label, value, "" if line.entry is None else str(line.entry)
    for i, change in enumerate(figure.changes, 1):
        label = f"{change.why} {dated(change.on)}" + (f": {' / '.join(change.groups)}" if change.groups else "")
        moved = "" if change.after is None else f"{number(change.before)} to {number(change.after)}"
        yield "change", str(i), label, moved, "" if change.entry is None else str(change.entry)


def _numbers(entries: tuple[int, ...]) -> str:
    return " ".join(str(seq) for seq in entries)
