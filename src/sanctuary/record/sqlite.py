"""SQLite for the record: the one home of sqlite3.

A write-ahead log, synchronous=FULL, secure_delete=on, one file that only its owner reads.

Durable means: `COMMIT` returned after the write-ahead log was synced (sqlite.org/wal.html, section 2.2). BEGIN IMMEDIATE takes the one
writer's lock before anything is read, so two writers cannot number the same entry.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sanctuary.errors import RecordError
from sanctuary.record.store import refuse_driver

__all__ = ["Sqlite"]

T = TypeVar("T")

_WAIT = 30.0
"""Seconds that a writer waits for another."""


class Sqlite:
    """One database file."""

    bytes_type = "BLOB"

    def __init__(self, path: Path) -> None:
        self.where = str(path)
        self._connection = self._told_plainly(lambda: _connect(path))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's transaction."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._undo()

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        return self._told_plainly(lambda: self._connection.execute(sql, values).fetchall())

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""
        self._told_plainly(lambda: self._connection.executemany(sql, rows))

    def scrub(self) -> None:
        """Empties the write-ahead log: after it no file holds what was overwritten."""
        busy = self.run("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if busy:
            raise RecordError(
                f"{self.where}: overwritten pages are still in the write-ahead log, for another process reads them. "
                "End it and run the command again; the next start of the log also does it."
            )

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def _undo(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            self._connection.close()

    def _told_plainly(self, act: Callable[[], T]) -> T:
        """What the driver gives; its error is refused outside of its handler, so that not even the exception's context holds it."""
        try:
            return act()
        except sqlite3.Error as problem:
            name = getattr(problem, "sqlite_errorname", type(problem).__name__)
        sorts = {
            "SQLITE_FULL": "full",
            "SQLITE_IOERR_WRITE": "full",
            "SQLITE_BUSY": "busy",
            "SQLITE_LOCKED": "busy",
            "SQLITE_CANTOPEN": "absent",
            "OperationalError": "absent",
        }
        refuse_driver(self.where, sorts.get(name, name))


def _connect(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError:
        raise sqlite3.OperationalError from None
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "wal_autocheckpoint = 4000",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection
