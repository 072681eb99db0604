"""PostgreSQL for the record: the one home of psycopg.

One schema of its own, synchronous commits, and an advisory lock that lets one writer in at a time.

What it cannot promise: an overwritten row stays in the table's file until VACUUM FULL, and in the database's own log, its replicas and
backups as long as those are kept. The data keys are therefore never in here (datakeys.py): what stays behind is a private part that
nobody can open.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from sanctuary.errors import RecordError
from sanctuary.record.store import refuse_driver

__all__ = ["Postgres"]

_LOCK = 7284_6
"""The number of the writers' lock, in the lock space of one database."""


class Postgres:
    """One database, by its address (postgresql://...)."""

    bytes_type = "BYTEA"

    def __init__(self, address: str) -> None:
        self.where = "the PostgreSQL store"
        with self._plain_errors():
            if psycopg.conninfo.conninfo_to_dict(address).get("password"):
                raise RecordError(
                    f"{self.where}: its address holds a password, which others could read. Put it into ~/.pgpass or PGPASSWORD."
                )
            self._connection = psycopg.connect(address, autocommit=True, connect_timeout=30)
            for setting in (
                "SET client_min_messages = warning", "CREATE SCHEMA IF NOT EXISTS sanctuary_record", "SET search_path = sanctuary_record",
                "SET synchronous_commit = on", "SET lock_timeout = '30s'",
            ):  # fmt: skip
                self._connection.execute(setting)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The one writer's transaction."""
        self.run("BEGIN")
        try:
            self.run("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
            yield
            self.run("COMMIT")
        finally:
            if self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                self._undo()

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""
        with self._plain_errors():
            # Only the SQL of this package comes here, never a value: values are always parameters.
            found = self._connection.execute(sql.replace("?", "%s").encode(), values or None)
            return found.fetchall() if found.description else []

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""
        with self._plain_errors(), self._connection.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s").encode(), rows)

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

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as problem:
            state = problem.sqlstate or ""
            name = state or type(problem).__name__
        else:
            return
        sorts = {"53100": "full", "55P03": "busy", "OperationalError": "absent"}
        refuse_driver(self.where, sorts.get(name, name))
