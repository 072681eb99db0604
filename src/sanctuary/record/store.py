"""Where a log keeps its leaves, private parts, hashes, checkpoints and due items: one set of SQL for two databases.

Rules it keeps:
- Everything between `writing()` and its end is durable at that end, or did not happen; one writer at a time, across processes.
- What is appended is never changed, but for one thing: the private part of an erased entry becomes zeros of the same length, in place, so
  that the database has no reason to move rows and leave copies behind.
- No data key is ever in here (datakeys.py keeps those), and nothing that tells of what an entry says: no kind, no duty, no rule.
- A driver's error reaches nobody: its message could hold a value or a password. What is told is the store, the sort of trouble, the next
  step.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

from sanctuary.errors import RecordError
from sanctuary.tlog.verify import leaf_hash

__all__ = ["Connection", "Row", "Store", "Swapped"]

_TABLES = (
    "CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS entries (seq BIGINT PRIMARY KEY, day INTEGER NOT NULL, leaf {bytes} NOT NULL, private {bytes} NOT NULL)",
    "CREATE TABLE IF NOT EXISTS hashes (level INTEGER, number BIGINT, hash {bytes} NOT NULL, PRIMARY KEY (level, number))",
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
class Swapped:
    """A checkpoint that took effect: the size it covers, the signed note, and whether the public folder has it."""

    size: int
    note: bytes
    published: bool


class Connection(Protocol):
    """What the SQL here needs of a database."""

    where: str
    bytes_type: str

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that only one writer holds, across processes; durable when it ends, undone when it fails."""

    def run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for each row."""

    def scrub(self) -> None:
        """Gets rid of old copies of pages that were overwritten, as far as the database can."""

    def close(self) -> None:
        """Lets go of the database."""


class Store:
    """The operations that a log needs, over SQLite or PostgreSQL."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.where = connection.where

    def make(self) -> None:
        """Makes the tables where they are missing."""
        with self.writing():
            for table in _TABLES:
                self._run(table.format(bytes=self.connection.bytes_type))

    def writing(self) -> AbstractContextManager[None]:
        """The one writer's transaction."""
        return self.connection.writing()

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

    def set(self, name: str, value: str) -> None:
        """Keeps a setting."""
        self._run("INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value))

    def size(self) -> int:
        """How many entries there are; the number of the next one."""
        found = self._run("SELECT seq FROM entries ORDER BY seq DESC LIMIT 1")
        return int(found[0][0]) + 1 if found else 0

    def append(self, rows: Sequence[Row]) -> None:
        """Adds rows; a number that exists is refused by the database itself."""
        self.connection.run_many("INSERT INTO entries VALUES (?, ?, ?, ?)", [(row.seq, row.day, row.leaf, row.private) for row in rows])

    def rows(self, first: int, end: int) -> Iterator[Row]:
        """Rows from `first` up to and not including `end`, read in portions."""
        while first < end:
            portion = self._run(
                "SELECT seq, day, leaf, private FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 1000", (first, end)
            )
            if not portion:
                return
            for seq, day, leaf, private in portion:
                yield Row(int(seq), int(day), bytes(leaf), bytes(private))
            first = int(portion[-1][0]) + 1

    def leaves(self, first: int, end: int) -> Iterator[bytes]:
        """The leaves from `first` up to and not including `end`, read in portions; refuses a number that is missing."""
        for start in range(first, end, 4096):
            stop = min(end, start + 4096)
            portion = self._run("SELECT seq, leaf FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq", (start, stop))
            if [int(seq) for seq, _ in portion] != list(range(start, stop)):
                raise RecordError(f"{self.where}: a number between {start} and {stop} is missing. Restore the store from its backup.")
            yield from (bytes(leaf) for _, leaf in portion)

    def before(self, day: int) -> int:
        """How many entries stand before the first one that was recorded on `day` or later."""
        found = self._run("SELECT seq FROM entries WHERE day >= ? ORDER BY seq LIMIT 1", (day,))
        return int(found[0][0]) if found else self.size()

    def read(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree of 2**level leaves, for proofs."""
        if level == 0:
            return next((leaf_hash(leaf) for leaf in self.leaves(index, index + 1)), b"")
        found = self._run("SELECT hash FROM hashes WHERE level = ? AND number = ?", (level, index))
        if not found:
            raise RecordError(f"{self.where}: the hash {index} of level {level} is missing. Restore the store from its backup.")
        return bytes(found[0][0])

    def keep(self, hashes: Iterable[tuple[int, int, bytes]]) -> None:
        """Keeps hashes of complete subtrees, but for the leaves' own."""
        above = [one for one in hashes if one[0] > 0]
        self.connection.run_many("INSERT INTO hashes VALUES (?, ?, ?) ON CONFLICT (level, number) DO NOTHING", above)

    def checkpoint(self, most: int = 1 << 62) -> Swapped | None:
        """The checkpoint that took effect last, or the last one of at most some size."""
        found = self._run("SELECT size, note, published FROM checkpoints WHERE size <= ? ORDER BY size DESC LIMIT 1", (most,))
        return Swapped(int(found[0][0]), bytes(found[0][1]), bool(found[0][2])) if found else None

    def published(self) -> Swapped | None:
        """The checkpoint that reached the public folder last."""
        found = self._run("SELECT size, note FROM checkpoints WHERE published = 1 ORDER BY size DESC LIMIT 1")
        return Swapped(int(found[0][0]), bytes(found[0][1]), published=True) if found else None

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

    def holds(self, seq: int) -> list[int]:
        """The entries whose holds on `seq` stand."""
        return [int(one) for (one,) in self._run("SELECT number FROM holds WHERE seq = ? AND released IS NULL ORDER BY number", (seq,))]

    def erase(self, seq: int, number: int) -> None:
        """Entry `number` erases `seq`: zeros over its private part, in place."""
        length = len(next(self.rows(seq, seq + 1)).private)
        self._run("UPDATE entries SET private = ? WHERE seq = ?", (bytes(length), seq))
        self._run("INSERT INTO erased VALUES (?, ?)", (seq, number))

    def erased(self) -> dict[int, int]:
        """The entries that were erased, each with the number of the entry that says so."""
        return {int(seq): int(number) for seq, number in self._run("SELECT seq, number FROM erased ORDER BY seq")}

    def fulfill(self, item: str, number: int) -> None:
        """Entry `number` fulfills a due item."""
        self._run("INSERT INTO fulfilled VALUES (?, ?)", (item, number))

    def fulfilled(self) -> dict[str, int]:
        """The due items that are fulfilled, each with the number of the entry that says so."""
        return {str(item): int(number) for item, number in self._run("SELECT id, number FROM fulfilled ORDER BY number")}

    def close(self) -> None:
        """Lets go of the database."""
        self.connection.close()

    def _run(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.connection.run(sql, values)


def refuse_driver(where: str, sort: str) -> NoReturn:
    """The refusal for a driver's error of a sort: `full`, `busy`, `absent`, or another in the driver's own short name."""
    told = {
        "full": "no space is left (or a limit was reached). Nothing of this was recorded. Free space and run it again",
        "busy": "another process kept the store too long. Nothing of this was recorded. Run it again",
        "absent": "the store cannot be reached. Check that it exists, that it runs and that this account may use it",
    }
    raise RecordError(
        f"{where}: {told.get(sort, f'the store refused ({sort}). Nothing of this was recorded. Check its disk and its log')}."
    )
