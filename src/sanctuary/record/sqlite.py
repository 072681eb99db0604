"""SQLite for the record: the one home of sqlite3.

A write-ahead log, synchronous=FULL, secure_delete=on, one file that only its owner reads.

Durable means: `COMMIT` returned after the write-ahead log was synced (sqlite.org/wal.html, section 2.2). BEGIN IMMEDIATE takes the one
writer's lock before anything is read, so two writers cannot number the same entry. Threads take turns: a lock lets one statement, or one
transaction, through at a time.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar
from urllib.parse import quote

from sanctuary.errors import RecordError
from sanctuary.record.files import read_only
from sanctuary.record.store import refuse_driver
from sanctuary.tlog.hooks import step

__all__ = ["SOUND", "VERSION", "Sqlite"]

T = TypeVar("T")

_WAIT = 30.0
"""Seconds that a writer waits for another."""

VERSION = sqlite3.sqlite_version
SOUND = sqlite3.sqlite_version_info >= (3, 51, 3)
"""Whether this SQLite has the repair of a fault by which processes that write and empty the write-ahead log at once can damage a file
(sqlite.org/wal.html, section 11)."""

_SPACE = 65_536
"""Bytes that a disk has left where it is called full: what SQLite says then is often that a file cannot be opened."""


class Sqlite:
    """One database file; a file in a folder that may only be read is read and never written."""

    bytes_type = "BLOB"

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.where, self._path = str(path), path
        self.reading = reading or read_only(path)
        self._lock = RLock()
        self._connection = self._told_plainly(lambda: _read(path) if self.reading else _connect(path))
        self._made = path.stat()

    def in_place(self) -> bool:
        """Whether the file that is open is the one at its path: neither moved nor deleted nor replaced meanwhile."""
        try:
            return os.path.samestat(self._made, self._path.stat())
        except OSError:
            return False

    def need_in_place(self) -> None:
        """Refuses to go on with a file that nobody finds any more."""
        if not self.in_place():
            raise RecordError(
                f"{self.where}: this file was moved, deleted or replaced while this program had it open. The program writes no more into "
                "it. Start it again."
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's transaction."""
        if self.reading:
            raise RecordError(f"{self.where}: this record may only be read here. Nothing was written.")
        with self._lock:
            self.need_in_place()
            self.run("BEGIN IMMEDIATE")
            try:
                yield
                step(f"before commit {self._path.name}")
                self.run("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._undo()
            step(f"after commit {self._path.name}")

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        with self._lock:
            return self._told_plainly(lambda: self._connection.execute(sql, values).fetchall())

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""
        with self._lock:
            self._told_plainly(lambda: self._connection.executemany(sql, rows))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads of one moment, whatever others write meanwhile; within a transaction, the transaction's own."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self.run("BEGIN")
            try:
                yield
            finally:
                self._undo()

    def foreign(self) -> list[str]:
        """What the database would do of itself: triggers and views, which this program makes none of."""
        return [str(name) for (name,) in self.run("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name")]

    def damage(self) -> str:
        """What SQLite finds broken in the file, or nothing."""
        found = [str(row[0]) for row in self.run("PRAGMA integrity_check(100)")]
        return "" if found == ["ok"] else "; ".join(found)

    def copy_to(self, path: Path) -> None:
        """A whole copy of what was committed, in a new file for its owner alone.

        It is read by a connection of its own: one that holds a transaction waits for itself.
        """
        source, target = Sqlite(self._path), Sqlite(path)
        try:
            source.copy_into(target)
            target.scrub()
        finally:
            source.close()
            target.close()

    def copy_into(self, target: "Sqlite") -> None:
        """Copies every page into another database."""
        self._told_plainly(lambda: self._connection.backup(target.connection()))

    def connection(self) -> sqlite3.Connection:
        """The driver's own connection, for the driver's own copying."""
        return self._connection

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
        with self._lock:
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
        except OverflowError:
            name = "SQLITE_TOOBIG"
        sorts = {
            "SQLITE_FULL": "full", "SQLITE_IOERR_WRITE": "full", "SQLITE_BUSY": "busy", "SQLITE_LOCKED": "busy",
            "SQLITE_CANTOPEN": "absent", "OperationalError": "absent", "SQLITE_CORRUPT": "damaged", "SQLITE_NOTADB": "damaged",
            "SQLITE_READONLY": "reading", "SQLITE_READONLY_DIRECTORY": "reading", "SQLITE_READONLY_DBMOVED": "reading",
        }  # fmt: skip
        refuse_driver(self.where, "full" if _no_space(self._path) else sorts.get(name, name))


def _no_space(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _SPACE
    except OSError:
        return False


def _connect(path: Path) -> sqlite3.Connection:
    try:
        if path.exists() and not path.is_file():
            raise sqlite3.OperationalError
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_NONBLOCK, 0o600))
    except OSError:
        raise sqlite3.OperationalError from None
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
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


def _read(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, not even beside the file; pages of a write-ahead log that was left are read where they can be."""
    if not path.is_file():
        raise sqlite3.OperationalError
    waiting = path.with_name(f"{path.name}-wal")
    left = waiting.is_file() and waiting.stat().st_size > 0
    address = f"file:{quote(str(path.resolve()))}?mode=ro" + ("" if left else "&immutable=1")
    connection = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
