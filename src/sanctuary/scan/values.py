"""A look at the values of a table, where one is asked for: a bounded sample in memory, of which no cell is kept or shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sanctuary.errors import EvidenceError
from sanctuary.names.sensitive import Around, Found
from sanctuary.names.values import told_by_values
from sanctuary.scan.field import Field, Unread
from sanctuary.scan.sheets import SHEETS, names_shown, opened
from sanctuary.tables.readers import Table

__all__ = ["ROWS", "value_findings"]

ROWS = 2_000
"""Rows of a sample: every nth of the first quarter of a million."""


def value_findings(path: Path, shown: str, known: set[tuple[str, str]]) -> Iterator[tuple[Field, Found] | Unread]:
    """The columns of a file that their values tell, of those that their names did not."""
    if path.suffix.lower() not in SHEETS or path.stat().st_size == 0:
        return
    try:
        for held, table in opened(path):
            yield from _columns(path, shown, held, table, known)
    except EvidenceError:
        yield Unread(shown, "its values cannot be read")


def _columns(path: Path, shown: str, held: str, table: Table, known: set[tuple[str, str]]) -> Iterator[tuple[Field, Found]]:
    wanted = [name for name in table.columns if name and (held, name) not in known and table.columns.count(name) == 1]
    batch = next(iter(table.batches(wanted)), None) if wanted else None
    if batch is None:
        return
    line = table.header_row if path.suffix.lower() not in (".parquet", ".pq") else 0
    named = names_shown(path, table)
    sample = batch.gather_every(max(1, batch.height // ROWS))
    around = Around(held, named)
    for name in wanted:
        found = told_by_values(_cells(sample[name]), name, around)
        if found is not None:
            # The first line of a table without a header is a row: its cells are never shown as names.
            yield Field(shown, line, held, name if name in named else f"column {table.columns.index(name) + 1}"), found


def _cells(column: Any) -> list[str]:
    """The cells that are text: numbers and days tell no class."""
    return [cell for cell in column.to_list() if isinstance(cell, str)]
