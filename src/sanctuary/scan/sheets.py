"""Fields of tables: the names of columns in CSV, workbooks, Parquet and their kin.

A table without a header begins with a row, and the row may be a person: its first line is shown only if it plainly is a header.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sanctuary.errors import EvidenceError
from sanctuary.names.header import looks_like_data, looks_like_header, plainly_a_name
from sanctuary.names.meaning import is_of_fields
from sanctuary.names.sensitive import Around, sensitive
from sanctuary.names.values import looks_like_value
from sanctuary.names.words import words_of_name
from sanctuary.scan.dictionary import Columns, columns_of, dictionary_fields, not_understood
from sanctuary.scan.field import Field, Item, Listed, Unread, stem_of
from sanctuary.scan.inserted import plain_list
from sanctuary.tables.readers import ROW, Table, open_table
from sanctuary.tables.workbook import sheets_of

__all__ = ["SHEETS", "names_shown", "opened", "read_sheet"]

SHEETS = (".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet", ".pq")
"""Endings of tables whose names of columns are read."""

_WRITTEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.\-][A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|(?:[A-Z][a-z0-9]+){2,}")
_PLAIN = re.compile(r"[a-z][a-z0-9]{0,30}")
_SHARE = 0.6
_TEXTS = (".csv", ".tsv", ".tab", ".psv")
_PARQUET = (".parquet", ".pq")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_HEAD = 1 << 20
_ROWS = 20_000
_COLUMNS, _TITLES = 3, 10
"""Columns of a table that has a title above it, and lines that a title takes."""


def opened(path: Path) -> Iterator[tuple[str, Table]]:
    """The tables in a file, each with its name: all sheets of a workbook, hidden ones too. Their errors tell no value.

    The sheets of a workbook after the first have their own name where it is plainly one of a table, or their number.
    """
    stem = stem_of(path.name)
    sheets = sheets_of(path) if path.suffix.lower() in _BOOKS else ("",)
    for number, sheet in enumerate(sheets, 1):
        name = sheet if plainly_a_name(sheet) else f"sheet {number}"
        try:
            yield stem if number == 1 else f"{stem}.{name}", _opened(path, sheet)
        except EvidenceError as problem:
            # Of several sheets, one without a cell or with a chart alone is no table.
            if len(sheets) == 1 or "the sheet is empty" not in str(problem):
                raise


def _opened(path: Path, sheet: str) -> Table:
    """A table from its header on. Text that is not UTF-8 is read as Latin-1, in which names stand as they are.

    A line of one cell above wider ones is a title.
    """
    encoding = ""
    try:
        table = open_table(str(path), sheet=sheet)
    except EvidenceError:
        if not _old(path):
            raise
        encoding = "latin-1"
        table = open_table(str(path), encoding=encoding)
    wide = max((len(cells) for _, cells in table.first), default=0)
    if path.suffix.lower() in _PARQUET or wide < _COLUMNS or _told(table.columns) > 1:
        return table
    below = (line for line, cells in table.first if table.header_row < line <= table.header_row + _TITLES and _told(cells) > 1)
    header = next(below, 0)
    return open_table(str(path), sheet=sheet, encoding=encoding, header_row=header) if header else table


def _old(path: Path) -> bool:
    """Whether it is text that is not UTF-8 and has no mark that says what it is."""
    if path.suffix.lower() not in _TEXTS:
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return True
    return False


def _told(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def read_sheet(path: Path, shown: str) -> Iterator[Item]:
    """The columns of a table by their names."""
    for held, table in opened(path):
        where = f"{held.partition('.')[2]}: " if "." in held else ""
        columns = columns_of(table.columns)
        if columns.whole and (fields := dictionary_fields(shown, held, columns, _rows(path, table, columns))) is not None:
            yield from fields
            continue
        told = not_understood(shown, f"{path.name} {held}", where, columns, _rows(path, table, columns))
        if told is not None:
            yield told
        names = names_shown(path, table)
        if not names:
            yield from () if told else [Unread(shown, f"{where}its first line is not plainly a header, so no name of a column is shown")]
            continue
        if not set(names).issuperset(filter(None, table.columns)):
            yield Unread(shown, f"{where}of its first line only what is plainly a name of a column is read")
        if (listed := _list(path, held, table)) is not None:
            yield listed
        line = table.header_row if path.suffix.lower() not in _PARQUET else 0
        yield from (Field(shown, line, held, name) for name in names)


def _list(path: Path, held: str, table: Table) -> Listed | None:
    """The texts of a small table that is a list of codes: what they say tells the class of a column that refers to it."""
    names = [name for name in table.columns if name and table.columns.count(name) == 1]
    if len(names) > _LIST or path.stat().st_size > _SMALL or not Around(held, names).code_table:
        return None
    batch = next(iter(table.batches(names)), None)
    cells = (
        [str(cell) for row in batch.head(_CODES).drop(ROW).iter_rows() for cell in row if isinstance(cell, str)]
        if batch is not None
        else []
    )
    return Listed(plain_list(held.lower()), tuple(dict.fromkeys(cells))) if cells else None


_LIST, _SMALL, _CODES = 8, 100_000, 400
"""Columns, bytes and rows of a list of codes."""


def _rows(path: Path, table: Table, columns: Columns) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table that may be a dictionary, some columns only, with their lines."""
    for batch in table.batches(columns.all):
        rows = batch.head(_ROWS).to_dicts()
        lines = table.lines([row[ROW] for row in rows]) if path.suffix.lower() not in _PARQUET else {}
        for row in rows:
            number = row.pop(ROW)
            yield lines.get(number, 0), {key: "" if value is None else str(value) for key, value in row.items()}
        return


def names_shown(path: Path, table: Table) -> tuple[str, ...]:
    """The names of columns that may be shown: all of a header, those that plainly are names of a line that may be one, or none.

    Those of Parquet are names.
    """
    below = [cells for _, cells in table.first if tuple(cells) != table.columns][:60]
    if path.suffix.lower() in _PARQUET or _header(table.columns, below):
        return tuple(filter(None, table.columns))
    if not any(_asks(cell.strip(), place, below) for place, cell in enumerate(table.columns)) or not _may_head(table.columns, below):
        return ()
    return tuple(cell for cell in table.columns if _of_fields(cell))


def _header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a first line is a header: in the words of headers, or in a way that only names are written in."""
    told = [cell for cell in cells if cell.strip()]
    if not told or len(set(told)) < len(told):
        return looks_like_header(cells, below)
    if looks_like_header(cells, below):
        return True
    names = [cell for place, cell in enumerate(cells) if cell.strip() and _heads(cell.strip(), place, below)]
    return _may_head(cells, below) and len(names) >= _SHARE * len(told)


def _may_head(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether no cell of a line is plainly data, stands in the line twice or in its column again."""
    told = [cell.strip() for cell in cells if cell.strip()]
    if len(set(told)) < len(told) or any(
        (looks_like_data(cell) and not _WRITTEN.fullmatch(cell)) or looks_like_value(cell) for cell in told
    ):
        return False
    return not any(
        place < len(row) and row[place].strip() == cell.strip() for place, cell in enumerate(cells) if cell.strip() for row in below
    )


def _asks(cell: str, place: int, below: Sequence[Sequence[str]]) -> bool:
    """Whether a cell is the name of a sensitive field, written as only names are, above cells that are not."""
    held = [row[place].strip() for row in below if place < len(row) and row[place].strip()]
    written = bool(held) and _WRITTEN.fullmatch(cell) is not None and not any(map(_WRITTEN.fullmatch, held))
    return written and _of_fields(cell) and sensitive(cell) is not None


def _of_fields(cell: str) -> bool:
    """Whether each word of a cell is one that names of fields are made of."""
    words = words_of_name(cell)
    return bool(words) and all(is_of_fields(word) or plainly_a_name(word) for word in words)


def _heads(cell: str, place: int, below: Sequence[Sequence[str]]) -> bool:
    """Whether a cell is a name by its words, or is written as only names are: what is below it is written otherwise."""
    if plainly_a_name(cell) or sensitive(cell) is not None or all(map(is_of_fields, words_of_name(cell))):
        return True
    return any(
        written.fullmatch(cell) and not (held and all(written.fullmatch(one) for one in held))
        for written, held in (
            (one, [row[place].strip() for row in below if place < len(row) and row[place].strip()]) for one in (_PLAIN, _WRITTEN)
        )
    )
