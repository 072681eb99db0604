"""What every table can do, whatever it is read from: give the columns asked for, row by row or as groups of rows that are alike."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from sanctuary.errors import EvidenceError, ended, nearest
from sanctuary.names.header import plain_names
from sanctuary.tables.alike import WEIGHT, Alike, Read, alike
from sanctuary.tables.cells import guarded, plain
from sanctuary.tables.names import clean

__all__ = ["BATCH", "ROW", "Reads", "Table", "There", "numbered", "pick", "told"]

BATCH = 250_000
"""Rows of a batch: enough to keep the cores busy, few enough for a laptop's memory (docs/benchmarks-audit.md)."""

ROW = "row__number"
"""The column of a row's number in the table, from 1: no name that a table would have."""


Reads = Mapping[str, Sequence[Read]]

There = Callable[["Table", Sequence[str], Reads], Iterator[pl.DataFrame] | None]
"""Reads some columns of a table in another engine and groups the rows, each group with its WEIGHT; None where it reads no such table."""


class Table(ABC):
    """A table that can be read more than once.

    `first` are its first records with their lines, `how` says in sentences how it was read, and `files` are what it was read from.
    """

    name: str
    columns: tuple[str, ...]
    rows: int | None = None
    header_row: int = 1
    first: Sequence[tuple[int, Sequence[str]]] = ()
    how: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    @abstractmethod
    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The rows, some columns only, with their numbers in ROW."""

    def left_out(self) -> tuple[str, ...]:
        """After reading: what of the table was no row, or not whole, in sentences."""
        return ()

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:  # noqa: ARG002 - a table without lines has none to tell
        """The line of the file, or the row of the sheet, in which each of some rows begins; none where the table has no lines."""
        return {}

    def elsewhere(self, columns: Sequence[str]) -> str:  # noqa: ARG002 - a workbook looks into its other sheets
        """Where else the columns stand, as a hint; empty if nowhere."""
        return ""

    def groups(
        self, columns: Sequence[str], reads: Reads, heard: Callable[[int], None], there: There | None = None
    ) -> Iterator[pl.DataFrame]:
        """Rows that say the same in some columns, as one of them with their number in WEIGHT; the same rows may come in several groups.

        `reads` are the uses of each column's cells; `heard` is told how many rows were read; `there` may read and group in another engine.
        """
        found, rows = Alike(reads), 0
        grouped = there(self, pick(columns, self), reads) if there else None
        for batch in grouped if grouped is not None else (one.drop(ROW) for one in self.batches(columns)):
            rows += int(batch[WEIGHT].sum()) if WEIGHT in batch.columns else batch.height
            yield from found.add(batch)
            heard(rows)
        yield from found.rest()

    def equal(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Rows that are equal in some columns, cell by cell, with their number in WEIGHT, batch by batch."""
        return (alike(batch.drop(ROW)) for batch in self.batches(columns))


def numbered(frame: pl.DataFrame, before: int) -> pl.DataFrame:
    """The frame with row numbers after some rows."""
    if ROW in frame.columns or WEIGHT in frame.columns:
        raise EvidenceError(f"a column is called '{ROW}' or '{WEIGHT}', which the program uses itself. Rename the column.")
    return frame.with_columns(pl.int_range(before + 1, before + frame.height + 1, dtype=pl.UInt32).alias(ROW))


def told(batches: Iterator[pl.DataFrame], name: str) -> Iterator[pl.DataFrame]:
    """Batches with row numbers; a table that breaks off is told of in our own words."""
    done = 0
    while True:
        with guarded(f"{name}: the table breaks off, is damaged or is not UTF-8 after row {done:,}. Nothing was written. Export it again."):
            batch = next(batches, None)
            if batch is None:
                return
            batch = plain(batch, name)
        yield numbered(batch, done)
        done += batch.height


def pick(columns: Sequence[str], table: Table) -> list[str]:
    """The columns asked for; refuses one that is missing or that stands twice, and says in which line they stand instead.

    The first line of a table without a header is a row: what stands there is told only if it plainly is a name.
    """
    known, name = table.columns, table.name
    for column in columns:
        count = list(known).count(column)
        if count == 0 and (hint := _header_below(columns, table) or table.elsewhere(columns)):
            raise EvidenceError(f"{name}: the header, line {table.header_row}, does not hold the columns of the mapping; {hint}")
        if count == 0 and not set(columns) & set(known):
            raise EvidenceError(
                f"{name}: the first line does not hold the columns of the mapping, such as '{column}'; {len(known)} columns were found. "
                "Has the table a line with the names of its columns, and is it the first? If it stands lower, add --header-row N."
            )
        if count == 0:
            shown = [one for one in plain_names(known) if one]
            hint = nearest(column, shown) if shown else f"{len(known)} columns were found"
            raise EvidenceError(f"{name}: no column is called '{column}'; {ended(hint)} Correct the mapping, or export the column.")
        if count > 1:
            raise EvidenceError(f"{name}: {count} columns are called '{column}'. Rename all but one: nobody can tell which is meant.")
    # Rows are counted also where nothing of them is asked for.
    return list(columns) or [one for one in known if list(known).count(one) == 1][:1]


def _header_below(columns: Sequence[str], table: Table) -> str:
    """Which of the first lines holds all columns asked for."""
    for line, cells in table.first:
        if line != table.header_row and set(columns) <= {clean(cell) for cell in cells}:
            return f"line {line} does. Add --header-row {line}."
    return ""
