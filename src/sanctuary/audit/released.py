"""When a person was due to go and when they went, of rows that declined to hold them: a word in a cell is held against the hours.

A jail may write "declined" and keep the person all the same. Where a mapping names both times, the rows are told that declined a hold and
in which the person went after the time that was due, longest first. Nothing says why: whoever keeps the log looks it up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from sanctuary.audit.compare import cell_text
from sanctuary.audit.figures import LateRow
from sanctuary.audit.once import string
from sanctuary.engine.columns import DAY
from sanctuary.names.words import words_of_name
from sanctuary.tables.cells import CELL
from sanctuary.tables.table import ROW, Table

if TYPE_CHECKING:
    from sanctuary.audit.audit import Audit

__all__ = ["SEARCHED", "TIMES", "Found", "find_release", "late_rows", "moment"]

TIMES = (
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%dT%H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%y %H:%M",
)
"""Formats of a day with an hour that are tried."""

_DUE = {"due", "eligible", "scheduled", "expected", "ordered", "should", "entitled"}
_WENT = {"released", "release", "out", "left", "freed", "discharged", "departed", "let", "went", "gone"}
_HELD = ("hold", "declined")
SEARCHED = 500_000
"""Rows of a table that are gone through for rows to list: a second reading of a large table would take as long as the first."""


@dataclass(frozen=True, slots=True)
class Found:
    """The column of the time that was due, the one of the time that it was, and the formats that read both."""

    due: str
    at: str
    formats: tuple[str, ...]


def find_release(cells: Mapping[str, Sequence[str]]) -> Found | None:
    """The two columns, by their names and by cells that have an hour; None where one is missing."""
    due, at = "", ""
    for name in cells:
        words = set(words_of_name(name))
        if not words & _WENT or words & {"reason", "type", "by", "to", "agency"}:
            continue
        if words & _DUE:
            due = due or name
        else:
            at = at or name
    if not due or not at:
        return None
    formats = tuple(dict.fromkeys(filter(None, (_format(cells[due]), _format(cells[at])))))
    return Found(due, at, formats) if formats else None


def _format(held: Sequence[str]) -> str:
    """The format of days with hours that reads each cell; empty where none does."""
    text = pl.DataFrame({"cell": held})
    for one in TIMES if held else ():
        read = text.select(pl.col("cell").str.strip_chars().str.to_datetime(one, strict=False, time_unit="us"))["cell"]
        if not read.null_count():
            return one
    return ""


def late_rows(audit: "Audit", table: Table) -> tuple[LateRow, ...]:
    """The rows that declined a hold and in which the person went later than was due, the longest first; after `Audit.tally`."""
    release = audit.mapped.release
    if not release.due:
        return ()
    held: list[tuple[int, date | None, timedelta]] = []
    times = table.batches([release.due, release.at])
    for frame, cells in zip(audit.rows(table), times, strict=False):
        held += _late(frame, cells, release.due, release.at, release.formats)
        if int(frame["row"].max() or 0) >= SEARCHED:  # type: ignore[arg-type]
            break
    lines = table.lines([row for row, _, _ in held])
    ordered = sorted(held, key=lambda one: (-one[2], one[0]))
    return tuple(LateRow(row=row, line=lines.get(row), first_day=day, minutes=int(by.total_seconds() // 60)) for row, day, by in ordered)


def _late(
    frame: pl.DataFrame, cells: pl.DataFrame, due: str, at: str, formats: Sequence[str]
) -> Iterator[tuple[int, date | None, timedelta]]:
    if not {"action", "done"} <= set(frame.columns):
        return
    asked = frame.filter((pl.col("action") == _HELD[0]) & (pl.col("done") == _HELD[1]))
    by = cells.select(pl.col(ROW).alias("row"), (moment(cells, at, formats) - moment(cells, due, formats)).alias("by"))
    both = asked.join(by, on="row", how="inner", maintain_order="left").filter(pl.col("by") > timedelta(0))
    yield from ((int(row), day if isinstance(day, date) else None, by) for row, day, by in both.select("row", DAY, "by").iter_rows())


def moment(cells: pl.DataFrame, column: str, formats: Sequence[str]) -> pl.Series:
    """The times of a column, without a zone; null where no format reads a cell."""
    one = cells.select(pl.col(column).alias(CELL))
    if isinstance(one.schema[CELL], pl.Datetime):
        return one[CELL].dt.replace_time_zone(None).cast(pl.Datetime("us"))
    text = cell_text(string(CELL, one.schema))
    read = [text.str.to_datetime(form, strict=False, time_unit="us") for form in (*formats, TIMES[3])]
    return one.select(pl.coalesce(read).alias(CELL))[CELL]
