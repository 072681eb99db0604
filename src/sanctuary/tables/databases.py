"""Databases: one select that only reads, its rows as a stream. Their errors are told in our own words, for they may quote a cell.

A session of a database runs in UTC, so that no answer depends on the machine; a moment with a zone stays one, and the mapping says in which
zone its day is counted.
"""

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import polars as pl
import psycopg

from sanctuary.errors import EvidenceError
from sanctuary.tables.cells import guarded
from sanctuary.tables.table import Table, numbered, pick, told

__all__ = ["DuckDB", "PostgreSQL", "SQLite"]

_FETCH = 100_000


class _Cursor(Protocol):
    """What is used of a driver's cursor."""

    description: Sequence[Sequence[object]] | None

    def fetchmany(self, size: int) -> list[Sequence[object]]:
        """The next rows."""


class _Database(Table):
    """A query: its columns are known only when it runs. Every read runs it anew, and only reading is allowed."""

    def __init__(self, name: str, query: str) -> None:
        self.name, self.query = name, query
        cursor, close = self._cursor()
        try:
            self.columns = tuple(str(one[0]) for one in cursor.description or ())
        finally:
            close()
        self.how = (f"query: {' '.join(query.split())}",)

    @abstractmethod
    def _cursor(self) -> tuple[_Cursor, Callable[[], None]]:
        """A cursor over the answer of the query, and what closes it."""

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Rows as the database gives them."""
        names = pick(columns, self)
        places = [self.columns.index(name) for name in names]
        done = 0
        cursor, close = self._cursor()
        try:
            while rows := cursor.fetchmany(_FETCH):
                data = {name: _column([row[place] for row in rows], name, self.name) for name, place in zip(names, places, strict=True)}
                yield numbered(pl.DataFrame(data), done)
                done += len(rows)
        except EvidenceError:
            raise
        except Exception:  # noqa: BLE001 - each driver has its own errors, and any of them may quote a cell
            raise EvidenceError(
                f"{self.name}: the database stopped after row {done:,}. Nothing was written. Run the query by itself first."
            ) from None
        finally:
            close()


def _column(cells: Sequence[object], name: str, table: str) -> pl.Series:
    """A column of days or moments where all cells are; else text."""
    kinds = {type(cell) for cell in cells} - {type(None)}
    if kinds == {date}:
        return pl.Series(name, cells, dtype=pl.Date)
    if kinds == {datetime}:
        aware = {cell.tzinfo is not None for cell in cells if isinstance(cell, datetime)}
        if aware == {True}:
            moments = [cell.astimezone(UTC) if isinstance(cell, datetime) else None for cell in cells]
            return pl.Series(name, moments, dtype=pl.Datetime("us", "UTC"))
        if aware == {False}:
            return pl.Series(name, cells, dtype=pl.Datetime("us"))
    return pl.Series(name, [_cell(cell, name, table) for cell in cells], dtype=pl.String)


def _cell(cell: object, column: str, name: str) -> str | None:
    """A cell of a database as text; refuses what is no single value."""
    if isinstance(cell, bytes | memoryview):
        with suppress(UnicodeDecodeError):
            return bytes(cell).decode()
    if isinstance(cell, bytes | memoryview | list | tuple | dict | timedelta):
        raise EvidenceError(f"{name}: the column '{column}' holds {type(cell).__name__}. Cast it to text or a date in the query.")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)


class SQLite(_Database):
    """A SQLite file, opened for reading alone."""

    def __init__(self, path: Path, query: str) -> None:
        if not path.is_file():
            raise EvidenceError(f"{path}: there is no such file. Check the path; an absolute one is sqlite:////path.")
        self._path = path
        super().__init__(str(path), query)
        self.files = (path,)

    def _cursor(self) -> tuple[_Cursor, Callable[[], None]]:
        connection = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            return connection.execute(self.query), connection.close  # type: ignore[return-value]
        except (sqlite3.Error, sqlite3.Warning):
            connection.close()
            raise EvidenceError(f"{self.name}: the query cannot be run. It must be one select on tables of this file.") from None


class PostgreSQL(_Database):
    """A PostgreSQL server, in a transaction that reads alone, through a cursor on the server."""

    def __init__(self, url: str, query: str) -> None:
        self._url = url
        super().__init__("postgresql", query)

    def _cursor(self) -> tuple[_Cursor, Callable[[], None]]:
        try:
            connection = psycopg.connect(self._url)
            connection.execute("set time zone 'UTC'")
            connection.execute("set datestyle to 'ISO, YMD'")
            connection.commit()
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


class DuckDB(Table):
    """A DuckDB file, opened for reading alone: no other file, no network, and one select (also as WITH or FROM)."""

    def __init__(self, path: Path, query: str) -> None:
        self.name, self.files, self._path, self._query = str(path), (path,), path, query
        self._failed = f"{self.name}: the query cannot be run. It must be one select on tables of this file."
        self.columns = next(self._read(()))[0]
        self.how = (f"query: {' '.join(query.split())}",)

    def _read(self, columns: Sequence[str]) -> Iterator[tuple[tuple[str, ...], pl.DataFrame]]:
        """The names of all columns, and the rows of those asked for, in pieces."""
        try:
            import duckdb  # noqa: PLC0415 - only a DuckDB file needs it
        except ImportError:
            raise EvidenceError(f"{self.name}: the driver is missing. Install it: pip install 'sanctuary-law[duckdb]'.") from None
        try:
            if [one.type for one in duckdb.extract_statements(self._query)] != [duckdb.StatementType.SELECT]:
                raise EvidenceError(self._failed)
            closed: dict[str, Any] = {"enable_external_access": "false"}
            with guarded(self._failed), duckdb.connect(str(self._path), read_only=True, config=closed) as connection:
                connection.execute("set TimeZone = 'UTC'")
                connection.execute("set lock_configuration = true")
                relation = connection.sql(self._query)
                names = tuple(relation.columns)
                if not columns:
                    yield names, pl.DataFrame()
                    return
                reader = relation.select(*(duckdb.ColumnExpression(name) for name in columns)).to_arrow_reader(_FETCH)
                for piece in reader:
                    found = pl.from_arrow(piece)
                    assert isinstance(found, pl.DataFrame)  # noqa: S101 - a piece of a table is a table
                    yield names, found
        except (duckdb.Error, ValueError, TypeError, OverflowError, NotImplementedError):
            # Arrow, through which the columns come, has errors of these kinds for what it cannot hold.
            raise EvidenceError(self._failed) from None

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The columns asked for, piece by piece."""
        yield from told((found for _, found in self._read(pick(columns, self))), self.name)
