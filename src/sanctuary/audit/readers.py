"""Tables from files and databases, a batch of rows at a time: only the columns asked for, cells as text or as dates.

CSV, TSV, Parquet (a file, a folder or a glob), Excel, a DuckDB file, and a query against SQLite or PostgreSQL by URL. Errors of
drivers and parsers are told in our own words: theirs may quote a cell.
"""

import csv
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NoReturn, Protocol

import polars as pl
import psycopg

from sanctuary.audit.cells import guarded, plain
from sanctuary.errors import EvidenceError, nearest
from sanctuary.names.personal import looks_like_data

__all__ = ["BATCH", "ROW", "Table", "open_table", "pick"]

BATCH = 250_000
"""Rows of a batch: enough to keep the cores busy, few enough for a laptop's memory (docs/benchmarks-audit.md)."""

ROW = "row__number"
"""The column of a row's number in the table, from 1: no name that a table would have."""

_FETCH = 100_000
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_DUCKDB = (".duckdb", ".ddb")
_DATABASES = (*_DUCKDB, ".sqlite", ".sqlite3", ".db")


class Table(Protocol):
    """A table that can be read more than once."""

    name: str
    columns: tuple[str, ...]
    rows: int | None

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The rows, some columns only, with their numbers in ROW."""


def open_table(source: str, *, query: str = "", sheet: str = "") -> Table:
    """The table that a path, glob or URL means; refuses what is missing, empty or of an unknown kind."""
    scheme, _, rest = source.partition("://")
    if rest and scheme in ("sqlite", "postgresql", "postgres"):
        if not query:
            _no_query(scheme)
        return (
            _SQLite(Path(rest.removeprefix("/") if rest.startswith("//") else rest), query)
            if scheme == "sqlite"
            else _PostgreSQL(source, query)
        )
    if rest:
        raise EvidenceError(f"'{scheme}://' is not read. Give a file, a sqlite:// or a postgresql:// address.")
    path = Path(source)
    if any(c in source for c in "*?[") and not path.exists():
        return _Scanned(source, pl.scan_parquet(source, glob=True, missing_columns="raise"))
    if not path.exists():
        raise EvidenceError(f"{source}: there is no such file or folder. Check the path.")
    if path.is_dir():
        return _Scanned(source, pl.scan_parquet(path / "**" / "*.parquet", glob=True, hive_partitioning=True))
    return _file(path, query, sheet)


def _file(path: Path, query: str, sheet: str) -> Table:
    kind = path.suffix.lower()
    if query and kind not in _DATABASES:
        raise EvidenceError(f"{path}: --query is for a database, and this is none. Leave it out: all rows are read.")
    if sheet and kind not in _WORKBOOKS:
        raise EvidenceError(f"{path}: --sheet is for a workbook, and this is none. Leave it out.")
    if path.stat().st_size == 0:
        raise EvidenceError(f"{path}: the file is empty; a table needs a line with the names of its columns.")
    if kind in (".csv", ".tsv", ".txt"):
        return _Text(path, "\t" if kind == ".tsv" else ",")
    if kind in (".parquet", ".pq"):
        return _Scanned(str(path), pl.scan_parquet(path))
    if kind in _WORKBOOKS:
        return _Excel(path, sheet)
    if kind in _DUCKDB:
        if not query:
            _no_query(str(path))
        return _DuckDB(path, query)
    if kind in _DATABASES:
        return _SQLite(path, query) if query else _no_query(str(path))
    raise EvidenceError(
        f"{path}: '{kind or 'no ending'}' is no table that is read. Known: csv, tsv, parquet, xlsx, xls, ods, duckdb, sqlite."
    )


def _no_query(name: str) -> NoReturn:
    raise EvidenceError(f"{name}: a database needs a query. Add --query and one select in quotes.")


def pick(columns: Sequence[str], known: Sequence[str], name: str) -> list[str]:
    """The columns asked for; refuses one that is missing or that stands twice.

    The first line of a table without a header is a row: what stands there is told only if it plainly is a header.
    """
    for column in columns:
        count = list(known).count(column)
        if count == 0 and not set(columns) & set(known):
            raise EvidenceError(
                f"{name}: the first line does not hold the columns of the mapping, such as '{column}'; {len(known)} columns were found. "
                "Has the table a line with the names of its columns, and is it the first?"
            )
        if count == 0:
            others = [] if any(map(looks_like_data, known)) else [one for one in dict.fromkeys(known) if one.strip()]
            hint = nearest(column, others) if others else f"{len(known)} columns were found"
            raise EvidenceError(f"{name}: no column is called '{column}'; {hint}. Correct the mapping, or export the column.")
        if count > 1:
            raise EvidenceError(f"{name}: {count} columns are called '{column}'. Rename all but one: nobody can tell which is meant.")
    return list(columns)


@dataclass
class _Scanned:
    """Whatever Polars scans: Parquet here."""

    name: str
    frame: pl.LazyFrame

    def __post_init__(self) -> None:
        with guarded(f"{self.name}: no Parquet table can be read there. Is the file whole, and do all files have the same columns?"):
            self.columns: tuple[str, ...] = tuple(self.frame.collect_schema().names())
            self.rows: int | None = int(self.frame.select(pl.len()).collect().item())

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Slices, each read when it is asked for: a stream would read ahead, and hold several times a batch."""
        chosen = self.frame.select(pick(columns, self.columns, self.name))
        slices = (chosen.slice(start, BATCH).collect() for start in range(0, self.rows or 0, BATCH))
        yield from _told(slices, self.name)


def scan(frame: pl.LazyFrame, columns: Sequence[str], name: str, size: int) -> Iterator[pl.DataFrame]:
    """The batches of a lazy frame, with row numbers; the parser's own words never come out."""

    def read() -> Iterator[pl.DataFrame]:
        yield from frame.select(columns).collect_batches(chunk_size=size, maintain_order=True)

    yield from _told(read(), name)


def _told(batches: Iterator[pl.DataFrame], name: str) -> Iterator[pl.DataFrame]:
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


class _Text:
    """CSV or TSV: every cell is text; the header is read apart, so that a name that stands twice is seen."""

    rows: int | None = None

    def __init__(self, path: Path, separator: str) -> None:
        self.name = str(path)
        try:
            # Read as it comes, and checked after: only the first line is meant, and the file is decoded in larger pieces.
            with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as file:
                header = next(csv.reader(file, delimiter=separator), [])
            "".join(header).encode()
        except (UnicodeEncodeError, csv.Error):
            raise EvidenceError(f"{path}: the first line is not UTF-8 text with column names. Save the table as UTF-8.") from None
        self.columns = tuple(header)
        if not any(name.strip() for name in header):
            raise EvidenceError(f"{path}: the first line has no column names. A table needs one.")
        # Columns are named by position: names that stand twice stay apart.
        places = [str(i) for i in range(len(header))]
        self.frame = pl.scan_csv(
            path, separator=separator, has_header=False, infer_schema=False, schema=dict.fromkeys(places, pl.String)
        ).slice(1)

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Text cells."""
        names = pick(columns, self.columns, self.name)
        chosen = self.frame.select(pl.col(str(self.columns.index(name))).alias(name) for name in names)
        yield from scan(chosen, names, self.name, BATCH)


class _Excel:
    """A sheet of a workbook; its first row holds the names of the columns."""

    def __init__(self, path: Path, sheet: str) -> None:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only a workbook needs it

        self.name = str(path)
        unread = f"{path}: not a workbook that can be read. Save it as .xlsx or .csv."
        try:
            with guarded(unread):
                book = CalamineWorkbook.from_path(str(path))
        except (CalamineError, ValueError):
            raise EvidenceError(unread) from None
        if sheet and sheet not in book.sheet_names:
            raise EvidenceError(f"{path}: no sheet is called '{sheet}'; {nearest(sheet, book.sheet_names)}")
        try:
            with guarded(unread):
                cells = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python()
        except (CalamineError, ValueError, IndexError):
            raise EvidenceError(unread) from None
        if not cells:
            raise EvidenceError(f"{path}: the sheet is empty; a table needs a row with the names of its columns.")
        self.columns = tuple(str(cell) for cell in cells[0])
        self._cells = cells[1:]
        self.rows: int | None = len(self._cells)

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """All rows at once: a sheet has at most a million."""
        names = pick(columns, self.columns, self.name)
        places = [self.columns.index(name) for name in names]
        data = {
            name: [_text(row[place]) if place < len(row) else None for row in self._cells]
            for name, place in zip(names, places, strict=True)
        }
        yield numbered(pl.DataFrame(data, schema=dict.fromkeys(names, pl.String)), 0)


def _text(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)


def _cell(cell: object, column: str, name: str) -> str | None:
    """A cell of a database as text; refuses what is no single value."""
    if isinstance(cell, bytes | memoryview):
        with suppress(UnicodeDecodeError):
            return bytes(cell).decode()
    if isinstance(cell, bytes | memoryview | list | tuple | dict | timedelta):
        raise EvidenceError(f"{name}: the column '{column}' holds {type(cell).__name__}. Cast it to text or a date in the query.")
    return _text(cell)


def numbered(frame: pl.DataFrame, before: int) -> pl.DataFrame:
    """The frame with row numbers after some rows."""
    if ROW in frame.columns:
        raise EvidenceError(f"a column is called '{ROW}', which is taken by the number of the row. Rename the column.")
    return frame.with_columns(pl.int_range(before + 1, before + frame.height + 1, dtype=pl.UInt32).alias(ROW))


class _Database(ABC):
    """A query: its columns are known only when it runs. Every read runs it anew, and only reading is allowed."""

    rows: int | None = None

    def __init__(self, name: str, query: str) -> None:
        self.name, self.query = name, query
        cursor, close = self._cursor()
        try:
            self.columns = tuple(str(one[0]) for one in cursor.description or ())
        finally:
            close()

    @abstractmethod
    def _cursor(self) -> tuple["_Cursor", "_Close"]:
        """A cursor over the answer of the query, and what closes it."""

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Rows as the database gives them."""
        names = pick(columns, self.columns, self.name)
        places = [self.columns.index(name) for name in names]
        done = 0
        cursor, close = self._cursor()
        try:
            while rows := cursor.fetchmany(_FETCH):
                columnar = [[_cell(row[place], name, self.name) for row in rows] for name, place in zip(names, places, strict=True)]
                yield numbered(pl.DataFrame(dict(zip(names, columnar, strict=True)), schema=dict.fromkeys(names, pl.String)), done)
                done += len(rows)
        except EvidenceError:
            raise
        except Exception:  # noqa: BLE001 - each driver has its own errors, and any of them may quote a cell
            raise EvidenceError(
                f"{self.name}: the database stopped after row {done:,}. Nothing was written. Run the query by itself first."
            ) from None
        finally:
            close()


class _Cursor(Protocol):
    """What is used of a driver's cursor."""

    description: Sequence[Sequence[object]] | None

    def fetchmany(self, size: int) -> list[Sequence[object]]:
        """The next rows."""


class _Close(Protocol):
    """Closes cursor and connection."""

    def __call__(self) -> None:
        """Close."""


class _SQLite(_Database):
    """A SQLite file, opened for reading alone."""

    def __init__(self, path: Path, query: str) -> None:
        if not path.is_file():
            raise EvidenceError(f"{path}: there is no such file. Check the path; an absolute one is sqlite:////path.")
        self._path = path
        super().__init__(str(path), query)

    def _cursor(self) -> tuple[_Cursor, _Close]:
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(self.query), connection.close  # type: ignore[return-value]
        except (sqlite3.Error, sqlite3.Warning):
            connection.close()
            raise EvidenceError(f"{self.name}: the query cannot be run. It must be one select on tables of this file.") from None


class _PostgreSQL(_Database):
    """A PostgreSQL server, in a transaction that reads alone, through a cursor on the server."""

    def __init__(self, url: str, query: str) -> None:
        self._url = url
        super().__init__("postgresql", query)

    def _cursor(self) -> tuple[_Cursor, _Close]:
        try:
            connection = psycopg.connect(self._url)
            connection.read_only = True
        except psycopg.Error:
            raise EvidenceError("postgresql: no connection. Check host, port, database, user and password in the address.") from None
        cursor = connection.cursor(name="audit")
        try:
            cursor.execute(self.query.rstrip().rstrip(";").encode())
        except psycopg.Error:
            with suppress(psycopg.Error):
                cursor.close()
            connection.close()
            raise EvidenceError("postgresql: the query cannot be run. It must be one select on tables that this user may read.") from None

        def close() -> None:
            with suppress(psycopg.Error):
                cursor.close()
            connection.close()

        return cursor, close  # type: ignore[return-value]


class _DuckDB:
    """A DuckDB file, opened for reading alone: no other file, no network, and one select (also as WITH or FROM)."""

    rows: int | None = None

    def __init__(self, path: Path, query: str) -> None:
        self.name, self._path, self._query = str(path), path, query
        self.columns, _ = self._read(())

    def _read(self, columns: Sequence[str]) -> tuple[tuple[str, ...], pl.DataFrame]:
        """The names of all columns, and the rows of those asked for."""
        try:
            import duckdb  # noqa: PLC0415 - only a DuckDB file needs it
        except ImportError:
            raise EvidenceError(f"{self.name}: the driver is missing. Install it: pip install 'sanctuary-law[duckdb]'.") from None
        failed = f"{self.name}: the query cannot be run. It must be one select on tables of this file."
        try:
            if [one.type for one in duckdb.extract_statements(self._query)] != [duckdb.StatementType.SELECT]:
                raise EvidenceError(failed)
            closed: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": "false", "lock_configuration": "true"}
            with guarded(failed), duckdb.connect(str(self._path), read_only=True, config=closed) as connection:
                relation = connection.sql(self._query)
                found: pl.DataFrame = (
                    relation.select(*(duckdb.ColumnExpression(name) for name in columns)).pl() if columns else pl.DataFrame()
                )
                return tuple(relation.columns), found
        except (duckdb.Error, ValueError, TypeError, OverflowError, NotImplementedError):
            # Arrow, through which the columns come, has errors of these kinds for what it cannot hold.
            raise EvidenceError(failed) from None

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The columns asked for, at once."""
        _, found = self._read(pick(columns, self.columns, self.name))
        yield from _told(iter([found]), self.name)
