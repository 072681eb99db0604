"""Where a log keeps its leaves, private parts, checkpoints and due items: one set of SQL for two databases.

Rules it keeps:
- Everything between `writing()` and its end is durable at that end, or did not happen; one writer at a time, across processes.
- What is appended is never changed, but for one thing: the private part of an erased entry becomes zeros of the same length, in place, so
  that the database has no reason to move rows and leave copies behind.
- No data key is ever in here (datakeys.py keeps those), and nothing that tells of what an entry says: no kind, no duty, no rule.
- The tables of holds, erasures and fulfillments, and the days, are an index of what sealed entries say, and believed nowhere: derived.py
  takes it from the entries, and what the index says otherwise is refused. A value of another type than was written is refused too.
- A driver's error reaches nobody: its message could hold a value or a password. What is told is the store, the sort of trouble, the next
  step.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol, TypeVar, runtime_checkable

from sanctuary.errors import RecordError, TamperError

__all__ = ["CHANGED", "Connection", "Index", "Row", "Store", "Swapped", "Told", "refuse_driver"]

CHANGED = (
    "The store was changed: 'sanctuary record check' tells all that is wrong. Restore it from its backup, and find out who changed it."
)
"""What follows the news that a store is not what was signed."""

T = TypeVar("T")

Told = Callable[[str], None]
"""Hears what is wrong with a row, where whoever reads goes on."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS entries (seq BIGINT PRIMARY KEY, day INTEGER NOT NULL, leaf {bytes} NOT NULL, private {bytes} NOT NULL)",
    "CREATE TABLE IF NOT EXISTS checkpoints (size BIGINT PRIMARY KEY, note {bytes} NOT NULL, published INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS holds (number BIGINT PRIMARY KEY, seq BIGINT NOT NULL, released BIGINT)",
    "CREATE TABLE IF NOT EXISTS erased (seq BIGINT PRIMARY KEY, number BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS fulfilled (id TEXT PRIMARY KEY, number BIGINT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is kept: its number, the day it was recorded (counted as date.toordinal does), its leaf and its private part."""

    seq: int
    day: int
    leaf: bytes
    private: bytes


@dataclass(frozen=True, slots=True)
class Index:
    """What the tables say: holds (entry of the hold, entry held, entry of the release), erasures and fulfillments."""

    holds: tuple[tuple[int, int, int | None], ...]
    erased: Mapping[int, int]
    fulfilled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Swapped:
    """A checkpoint that took effect: the size it covers, the signed note, and whether the public folder has it."""

    size: int
    note: bytes
    published: bool


class Connection(Protocol):
    """What the SQL here needs of a database."""

    where: str
    bytes_type: str
    reading: bool

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that only one writer holds, across processes; durable when it ends, undone when it fails."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads of one moment, whatever others write meanwhile."""

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""

    def foreign(self) -> list[str]:
        """Triggers, views and rules, which this program makes none of."""

    def damage(self) -> str:
        """What the database finds broken in its own files, or nothing."""

    def scrub(self) -> None:
        """Gets rid of old copies of pages that were overwritten, as far as the database can."""

    def close(self) -> None:
        """Lets go of the database."""


@runtime_checkable
class Copies(Protocol):
    """A database that is a file and can be copied."""

    def copy_to(self, path: Path) -> None:
        """A whole copy as of one moment, in a new file."""


class Store:
    """The operations that a log needs, over SQLite or PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.where = connection.where

    @property
    def reading(self) -> bool:
        """Whether the store may be read only."""
        return self.connection.reading

    def make(self) -> None:
        """Makes the tables where they are missing; refuses a store that would do something of itself."""
        if foreign := self.connection.foreign():
            raise TamperError(
                f"{self.where}: it holds triggers, views or rules ({len(foreign)}), which this program makes none of. Remove them, "
                "and find out who made them."
            )
        if self.reading:
            return
        with self.writing():
            for table in _TABLES:
                self._run(table.format(bytes=self.connection.bytes_type))

    def writing(self) -> AbstractContextManager[None]:
        """The one writer's transaction."""
        return self.connection.writing()

    def snapshot(self) -> AbstractContextManager[None]:
        """Reads of one moment."""
        return self.connection.snapshot()

    @contextmanager
    def swapping(self, last: Swapped | None) -> Iterator[None]:
        """The one writer's transaction for a new checkpoint; refuses when another one took effect since `last`."""
        with self.writing():
            found = self.checkpoint()
            if (found.size if found else -1) != (last.size if last else -1):
                raise RecordError(f"{self.where}: another process made a checkpoint at the same time. Nothing was lost; run it again.")
            yield

    def setting(self, name: str) -> str:
        """A setting, or nothing."""
        found = self._run("SELECT value FROM settings WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    def named(self, prefix: str) -> list[str]:
        """The names of settings that begin so."""
        return [str(name) for (name,) in self._run("SELECT name FROM settings ORDER BY name") if str(name).startswith(prefix)]

    def set(self, name: str, value: str) -> None:
        """Keeps a setting."""
        self._run("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))

    def size(self) -> int:
        """How many entries there are; the number of the next one."""
        found = self._run("SELECT seq FROM entries ORDER BY seq DESC LIMIT 1")
        return self._number(found[0][0]) + 1 if found else 0

    def counted(self) -> int:
        """How many rows of entries there are, whatever their numbers."""
        return self._number(self._run("SELECT COUNT(*) FROM entries")[0][0])

    def append(self, rows: Sequence[Row]) -> None:
        """Adds rows; a number that exists is refused by the database itself."""
        self.connection.run_many("INSERT INTO entries VALUES (?, ?, ?, ?)", [(row.seq, row.day, row.leaf, row.private) for row in rows])

    def rows(self, first: int, end: int, told: Told | None = None) -> Iterator[Row]:
        """Rows from `first` up to and not including `end`, read in portions; with `told`, one that is no row is told and left out."""
        while first < end:
            portion = self._run(
                "SELECT seq, day, leaf, private FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 1000", (first, end)
            )
            if not portion:
                return
            yield from self._made(portion, self._row, told)
            first = self._number(portion[-1][0]) + 1

    def _row(self, seq: object, day: object, leaf: object, private: object) -> Row:
        return Row(self._number(seq), self._number(day), self._bytes(leaf), self._bytes(private))

    def row(self, seq: int) -> Row:
        """The row of a number; refuses one that is missing."""
        for row in self.rows(seq, seq + 1):
            return row
        raise TamperError(f"{self.where}: entry {seq} is missing, and numbers have no gap. {CHANGED}")

    def leaves(self, first: int, end: int) -> Iterator[bytes]:
        """The leaves from `first` up to and not including `end`, read in portions; refuses a number that is missing."""
        for start in range(first, end, 4096):
            stop = min(end, start + 4096)
            portion = self._run("SELECT seq, leaf FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq", (start, stop))
            if [self._number(seq) for seq, _ in portion] != list(range(start, stop)):
                raise TamperError(f"{self.where}: a number between {start} and {stop} is missing. {CHANGED}")
            yield from (self._bytes(leaf) for _, leaf in portion)

    def checkpoint(self, most: int = 1 << 62) -> Swapped | None:
        """The checkpoint that took effect last, or the last one of at most some size."""
        found = self._run("SELECT size, note, published FROM checkpoints WHERE size <= ? ORDER BY size DESC LIMIT 1", (most,))
        return Swapped(self._number(found[0][0]), self._bytes(found[0][1]), bool(found[0][2])) if found else None

    def published(self) -> Swapped | None:
        """The checkpoint that reached the public folder last."""
        found = self._run("SELECT size, note FROM checkpoints WHERE published = 1 ORDER BY size DESC LIMIT 1")
        return Swapped(self._number(found[0][0]), self._bytes(found[0][1]), published=True) if found else None

    def swap(self, size: int, note: bytes) -> None:
        """Puts a checkpoint into effect, or a note with more signatures in place of one that was not published yet."""
        self._run("INSERT INTO checkpoints VALUES (?, ?, 0) ON CONFLICT (size) DO UPDATE SET note = excluded.note", (size, note))

    def mark_published(self, size: int) -> None:
        """Says that the public folder has the checkpoint of this size."""
        self._run("UPDATE checkpoints SET published = 1 WHERE size = ?", (size,))

    def hold(self, seq: int, number: int) -> None:
        """Entry `number` puts a hold on `seq`."""
        self._run("INSERT INTO holds VALUES (?, ?, NULL)", (number, seq))

    def release(self, seq: int, number: int) -> None:
        """Entry `number` ends every hold on `seq`."""
        self._run("UPDATE holds SET released = ? WHERE seq = ? AND released IS NULL", (number, seq))

    def checkpoints(self, told: Told | None = None) -> list[Swapped]:
        """Every checkpoint that took effect, the smallest first."""
        rows = self._run("SELECT size, note, published FROM checkpoints ORDER BY size")
        return list(self._made(rows, lambda size, note, published: Swapped(self._number(size), self._bytes(note), bool(published)), told))

    def drop_checkpoints(self, size: int) -> None:
        """Forgets checkpoints of more entries than there are, and who signed them: the next one covers others."""
        self._run("DELETE FROM checkpoints WHERE size > ?", (size,))
        for name in self.named("publisher "):
            if (of := name.partition(" ")[2]).isdecimal() and int(of) > size:
                self._run("DELETE FROM settings WHERE name = ?", (name,))

    def drop_unused(self) -> None:
        """Drops a table that an earlier version kept."""
        self._run("DROP TABLE IF EXISTS hashes")

    def put(self, row: Row) -> None:
        """A row in the place of one that is missing or damaged."""
        self._run("DELETE FROM entries WHERE seq = ?", (row.seq,))
        self.append([row])

    def copy_to(self, path: Path) -> None:
        """A whole copy in a new file, where the database is one."""
        if isinstance(self.connection, Copies):
            self.connection.copy_to(path)

    def erase(self, seq: int, number: int) -> None:
        """Entry `number` erases `seq`: zeros over its private part, in place."""
        self.blank(seq)
        self._run("INSERT INTO erased VALUES (?, ?)", (seq, number))

    def blank(self, seq: int) -> None:
        """Zeros over a private part, in place."""
        self._run("UPDATE entries SET private = ? WHERE seq = ?", (bytes(len(self.row(seq).private)), seq))

    def fulfill(self, item: str, number: int) -> None:
        """Entry `number` fulfills a due item."""
        self._run("INSERT INTO fulfilled VALUES (?, ?)", (item, number))

    def void(self, number: int) -> None:
        """What entry `number` fulfilled is open again."""
        self._run("DELETE FROM fulfilled WHERE number = ?", (number,))

    def index(self, told: Told | None = None) -> Index:
        """What the tables say of holds, erasures and fulfillments."""
        holds = self._run("SELECT number, seq, released FROM holds ORDER BY number")
        erased = self._run("SELECT seq, number FROM erased ORDER BY seq")
        done = self._run("SELECT id, number FROM fulfilled ORDER BY number")
        return Index(
            tuple(self._made(holds, lambda one, seq, end: (self._number(one), self._number(seq), end and self._number(end)), told)),
            dict(self._made(erased, lambda seq, one: (self._number(seq), self._number(one)), told)),
            dict(self._made(done, lambda item, one: (str(item), self._number(one)), told)),
        )

    def _made(self, rows: Iterable[tuple[Any, ...]], make: Callable[..., T], told: Told | None) -> Iterator[T]:
        """What rows say; one that was changed into something else is refused, or told and left out."""
        for row in rows:
            try:
                one = make(*row)
            except TamperError as problem:
                if told is None:
                    raise
                told(str(problem))
            else:
                yield one

    def write_index(self, index: Index, days: Sequence[int]) -> None:
        """Puts an index in the place of what the tables say."""
        for table in ("holds", "erased", "fulfilled"):
            self._run(f"DELETE FROM {table}")  # noqa: S608 - one of three names
        self.connection.run_many("INSERT INTO holds VALUES (?, ?, ?)", index.holds)
        self.connection.run_many("INSERT INTO erased VALUES (?, ?)", list(index.erased.items()))
        self.connection.run_many("INSERT INTO fulfilled VALUES (?, ?)", list(index.fulfilled.items()))
        self.connection.run_many("UPDATE entries SET day = ? WHERE seq = ?", [(day, seq) for seq, day in enumerate(days)])

    def close(self) -> None:
        """Lets go of the database."""
        self.connection.close()

    def _number(self, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise TamperError(f"{self.where}: a number was changed into something else. {CHANGED}")

    def _bytes(self, value: object) -> bytes:
        if isinstance(value, bytes | memoryview):
            return bytes(value)
        raise TamperError(f"{self.where}: a leaf, a private part, a hash or a note was changed into something else. {CHANGED}")

    def _run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.run(sql, values)


def refuse_driver(where: str, sort: str) -> NoReturn:
    """The refusal for a driver's error of a sort: `full`, `busy`, `absent`, or another in the driver's own short name."""
    told = {
        "full": "no space is left (or a limit was reached). Nothing of this was recorded. Free space and run it again",
        "busy": "another process kept the store too long. Nothing of this was recorded. Run it again",
        "damaged": "damaged, or no database. Restore it from its latest backup; 'sanctuary record check' tells what is left",
        "reading": "this record may only be read here. Nothing was written",
        "slow": "the store took too long. Nothing of this was recorded. Run it again",
        "absent": "the store cannot be reached. Check that it exists, that it runs and that this account may use it",
    }
    raise RecordError(
        f"{where}: {told.get(sort, f'the store refused ({sort}). Nothing of this was recorded. Check its disk and its log')}."
    )
