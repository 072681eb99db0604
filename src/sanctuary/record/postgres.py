"""PostgreSQL for the record: the one home of psycopg.

One schema of its own, synchronous commits, and an advisory lock that lets one writer in at a time.

What it cannot promise: an overwritten row stays in the table's file until VACUUM FULL, and in the database's own log, its replicas and
backups as long as those are kept. The data keys are therefore never in here (datakeys.py): what stays behind is a private part that
nobody can open.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, TypeVar

import psycopg

from sanctuary.errors import RecordError
from sanctuary.record.store import refuse_driver
from sanctuary.tlog.hooks import step
from sanctuary.tlog.verify import in_time

__all__ = ["Postgres", "need_address"]

T = TypeVar("T")

_WAIT = 40.0
"""Seconds in which a connection is made, names looked up and greetings read, or given up."""

_LOCK = 7284_6
"""The number of the writers' lock, in the lock space of one database."""


class Postgres:
    """One database, by its address (postgresql://...)."""

    bytes_type = "BYTEA"

    def __init__(self, address: str, *, reading: bool = False) -> None:
        self.where = "the PostgreSQL store"
        need_address(address)
        self._lock = RLock()
        self._connection = self._told_plainly(lambda: in_time(lambda: _connect(address, reading=reading), _WAIT))
        self.reading = reading

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's transaction."""
        if self.reading:
            raise RecordError(f"{self.where}: this record may only be read here. Nothing was written.")
        with self._lock:
            self.run("BEGIN")
            try:
                self.run("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
                yield
                step("before commit log.sqlite")
                self.run("COMMIT")
            finally:
                if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                    self._undo()
            step("after commit log.sqlite")

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        with self._lock:
            return self._told_plainly(lambda: self._rows(sql, values))

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""
        with self._lock:
            self._told_plainly(lambda: self._connection.cursor().executemany(_own(sql), rows))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads of one moment, whatever others write meanwhile; within a transaction, the transaction's own."""
        with self._lock:
            if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                yield
                return
            self.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
            try:
                yield
            finally:
                self._undo()

    def foreign(self) -> list[str]:
        """Triggers, views and rules, which this program makes none of."""
        found = self.run(
            "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = ? AND NOT t.tgisinternal "
            "UNION ALL SELECT rulename FROM pg_rules WHERE schemaname = ? UNION ALL SELECT viewname FROM pg_views WHERE schemaname = ?",
            ("sanctuary_record",) * 3,
        )
        return sorted(str(name) for (name,) in found)

    def damage(self) -> str:
        """Nothing: the server looks after its own files."""
        return ""

    def _rows(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        found = self._connection.execute(_own(sql), values or None)
        return found.fetchall() if found.description else []

    def scrub(self) -> None:
        """Rewrites the table of entries without overwritten rows; the database's own log and backups keep theirs."""
        self.run("VACUUM FULL entries")

    def close(self) -> None:
        """Lets go of the database."""
        self._connection.close()

    def _undo(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except psycopg.Error:
            self._connection.close()

    def _told_plainly(self, act: Callable[[], T]) -> T:
        """What the driver gives; its error is refused outside of its handler, so that not even the exception's context holds it."""
        try:
            return act()
        except psycopg.Error as problem:
            name = problem.sqlstate or type(problem).__name__
        except TimeoutError:
            name = "OperationalError"
        sorts = {"53100": "full", "55P03": "busy", "57014": "slow", "25006": "reading", "OperationalError": "absent"}
        refuse_driver(self.where, sorts.get(name, name))


def need_address(address: str) -> None:
    """Refuses what is no address of a PostgreSQL database, and one with a password in it; nothing of the address is told."""
    if not address.startswith(("postgresql://", "postgres://")):
        raise RecordError(
            "the store's address: only postgresql://... is known. Without an address the record is kept by SQLite in its folder."
        )
    try:
        password = psycopg.conninfo.conninfo_to_dict(address).get("password")
    except psycopg.Error:
        raise RecordError("the store's address: PostgreSQL cannot read it. Write postgresql://USER@HOST/DATABASE.") from None
    if password:
        raise RecordError("the store's address holds a password, which others could read. Put it into ~/.pgpass or PGPASSWORD.")


def _own(sql: str) -> bytes:
    """SQL of this package, where values are always parameters, with the placeholders of this driver."""
    return sql.replace("?", "%s").encode()


def _connect(address: str, *, reading: bool) -> psycopg.Connection[tuple[Any, ...]]:
    connection = psycopg.connect(address, autocommit=True, connect_timeout=30, tcp_user_timeout=30_000)
    first = b"SET default_transaction_read_only = on" if reading else b"CREATE SCHEMA IF NOT EXISTS sanctuary_record"
    for setting in (
        b"SET client_min_messages = warning",
        first,
        b"SET search_path = sanctuary_record",
        b"SET synchronous_commit = on",
        b"SET lock_timeout = '30s'",
        b"SET statement_timeout = '300s'",
    ):
        connection.execute(setting)
    return connection
