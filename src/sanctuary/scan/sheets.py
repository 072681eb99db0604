"""Fields of tables: the names of columns in CSV, workbooks, Parquet and their kin.

A table without a header begins with a row, and the row may be a person: its first line is shown only if it plainly is a header.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sanctuary.names.header import looks_like_data, looks_like_header, plainly_a_name
from sanctuary.names.sensitive import sensitive
from sanctuary.names.values import looks_like_value
from sanctuary.scan.field import Field, Item, Unread
from sanctuary.tables.readers import Table, open_table

__all__ = ["SHEETS", "has_header", "opened", "read_sheet"]

SHEETS = (".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".pq")
"""Endings of tables whose names of columns are read."""

_WRITTEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.\-][A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}")
_PLAIN = re.compile(r"[a-z][a-z0-9]{0,30}")
_SHARE = 0.6


def opened(path: Path) -> Table:
    """The table in a file; its errors tell no value."""
    return open_table(str(path))


def read_sheet(path: Path, shown: str) -> Iterator[Item]:
    """The columns of a table by their names."""
    table = opened(path)
    if not has_header(path, table):
        yield Unread(shown, "its first line is not plainly a header, so no name of a column is shown")
        return
    line = table.header_row if path.suffix.lower() not in (".parquet", ".pq") else 0
    for name in table.columns:
        if name:
            yield Field(shown, line, path.name.split(".")[0], name)


def has_header(path: Path, table: Table) -> bool:
    """Whether the names of the columns are plainly names: those of Parquet are."""
    below = [cells for _, cells in table.first if tuple(cells) != table.columns]
    return path.suffix.lower() in (".parquet", ".pq") or _header(table.columns, below[:60])


def _header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first line is a header: in the words of headers, or in a way that only names are written in."""
    told = [cell for cell in cells if cell.strip()]
    if not told or len(set(told)) < len(told):
        return looks_like_header(cells, below)
    if looks_like_header(cells, below):
        return True
    if any((looks_like_data(cell) and not _WRITTEN.fullmatch(cell.strip())) or looks_like_value(cell) for cell in told):
        return False
    again = any(
        place < len(row) and row[place].strip() == cell.strip() for place, cell in enumerate(cells) if cell.strip() for row in below
    )
    names = [
        cell
        for cell in told
        if _PLAIN.fullmatch(cell.strip()) or _WRITTEN.fullmatch(cell.strip()) or plainly_a_name(cell) or sensitive(cell) is not None
    ]
    return not again and len(names) >= _SHARE * len(told)
