"""The data keys of entries, wrapped, in a database file of their own: keys.sqlite, the only part of a record that erasing destroys.

Rules it keeps:
- The keys of coming entries are made and kept ahead, some at a time: a key is durable before its entry is, at the price of one sync for
  many.
- Erasing writes zeros over a wrapped key in its place (no row moves, so no copy stays in a page) and empties the write-ahead log.
- Keys are made only under the wrapping key that is in effect in the file, and only where the key of every earlier entry is: else an entry
  would be acknowledged that nobody opens, or that is lost once the file is restored.
- The file belongs on one machine with the writers, whatever the store of the entries is. A backup of it keeps what is erased later: keep
  such backups apart and for days, not years. Without the file every private part is lost.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.seal import DATA_KEY, unwrap, wrap
from sanctuary.record.sqlite import Sqlite
from sanctuary.record.store import Told

__all__ = ["ROTATED", "DataKeys"]

ROTATED = "the keys were rotated while this program had the record open. Nothing of this was recorded. Start it again"
"""What a program is told whose keys are no longer the ones in effect; who tells it says where, and ends the sentence."""

_AHEAD = 256
"""Keys that are made at once."""

_WRAPPED = 12 + DATA_KEY + 16
_RESTORE = "Restore keys.sqlite from its latest backup."
_OTHER_KEY = f"{ROTATED}; if this is told again, keys.sqlite or signing.json was changed: restore both from their latest backups."


class DataKeys:
    """The data keys of one log; a repr shows the file only."""

    def __init__(self, path: Path, wrapping_key: bytes, *, reading: bool = False) -> None:
        self.file = Sqlite(path, reading=reading)
        self._wrapping_key = wrapping_key
        self._ready: dict[int, bytes] = {}
        if self.file.reading:
            return
        self.file.run("CREATE TABLE IF NOT EXISTS keys (seq INTEGER PRIMARY KEY, wrapped BLOB NOT NULL)")

    def __repr__(self) -> str:
        return f"DataKeys({self.file.where!r})"

    def take(self, first: int, count: int) -> list[bytes]:
        """The keys of entries that are about to be added; whoever calls holds the log's lock."""
        if first not in self._ready or first + count - 1 not in self._ready:
            self._make(first, count)
        return [self._ready.pop(seq) for seq in range(first, first + count)]

    def key(self, seq: int) -> bytes:
        """The data key of an entry; refuses one that was destroyed."""
        for _, key in self.keys(seq, seq + 1):
            return key
        raise RecordError(f"entry {seq}: its data key does not exist: it was erased, or keys.sqlite is not the one of this log.")

    def keys(self, first: int, end: int, told: Told | None = None) -> Iterator[tuple[int, bytes]]:
        """The data keys that were not destroyed, in the order of entries; with `told`, one that does not open is told and left out."""
        rows = self.file.run("SELECT seq, wrapped FROM keys WHERE seq >= ? AND seq < ? ORDER BY seq", (first, end))
        if told is not None:
            yield from self._each(rows, told)
            return
        try:
            found = [(seq, unwrap(wrapped, seq, self._wrapping_key)) for seq, wrapped in rows if any(self._bytes(wrapped))]
        except TamperError:
            if self.opens(self._wrapping_key):
                raise
            raise RecordError(f"{self.file.where}: {_OTHER_KEY}") from None
        yield from found

    def _each(self, rows: Iterable[tuple[int, object]], told: Told) -> Iterator[tuple[int, bytes]]:
        for seq, wrapped in rows:
            try:
                if any(raw := self._bytes(wrapped)):
                    yield seq, unwrap(raw, seq, self._wrapping_key)
            except TamperError as problem:
                told(str(problem))

    def left(self, numbers: Iterable[int]) -> list[int]:
        """Those of some numbers whose keys are there still."""
        kept = {seq for (seq,) in self.file.run("SELECT seq FROM keys WHERE wrapped != zeroblob(?)", (_WRAPPED,))}
        return [seq for seq in numbers if seq in kept]

    def renew(self, first: int) -> None:
        """New keys in the place of those from a number on: what was sealed under the old ones never opens again."""
        with self.file.writing():
            self.file.run("DELETE FROM keys WHERE seq >= ?", (first,))
        self._ready = {}
        self.file.scrub()

    def destroy(self, numbers: Iterable[int]) -> None:
        """Zeros over keys, in every file; doing it again does no harm."""
        with self.file.writing():
            self.file.run_many("UPDATE keys SET wrapped = zeroblob(?) WHERE seq = ?", [(_WRAPPED, seq) for seq in numbers])
        self.file.scrub()

    def opens(self, wrapping_key: bytes) -> bool:
        """Whether this wrapping key is the one in effect in the file: it opens one of the last keys, of which one alone may be damaged."""
        rows = self.file.run("SELECT seq, wrapped FROM keys WHERE wrapped != zeroblob(?) ORDER BY seq DESC LIMIT 3", (_WRAPPED,))
        for seq, wrapped in rows:
            with suppress(TamperError):
                unwrap(wrapped, seq, wrapping_key)
                return True
        return not rows

    def use(self, wrapping_key: bytes) -> None:
        """Opens and makes keys under another wrapping key from now on; the file stays as it is."""
        self._wrapping_key = wrapping_key

    def rewrap(self, wrapping_key: bytes) -> None:
        """Wraps every key anew, all or none; the old wrapping key then opens nothing that is left in the file."""
        with self.file.writing():
            rows = self.file.run("SELECT seq, wrapped FROM keys")
            fresh = wrap({seq: unwrap(old, seq, self._wrapping_key) for seq, old in rows if any(old)}, wrapping_key)
            self.file.run_many("UPDATE keys SET wrapped = ? WHERE seq = ?", [(wrapped, seq) for seq, wrapped in fresh.items()])
        self._wrapping_key = wrapping_key
        self.file.scrub()

    def close(self) -> None:
        """Lets go of the file."""
        self.file.close()

    def _bytes(self, value: object) -> bytes:
        if isinstance(value, bytes):
            return value
        raise TamperError(f"{self.file.where}: a data key was changed into something else. {_RESTORE}")

    def trouble_ahead(self, first: int) -> str:
        """What is wrong with the keys that were made for entries to come, from a number on; nothing where they are sound."""
        try:
            self._ahead(first)
        except TamperError as problem:
            return str(problem)
        return ""

    def _ahead(self, first: int) -> dict[int, bytes]:
        """The keys that were made for entries to come, from a number on; refuses one that is damaged or missing among them."""
        rows = self.file.run("SELECT seq, wrapped FROM keys WHERE seq >= ? ORDER BY seq", (first,))
        try:
            found = {seq: unwrap(wrapped, seq, self._wrapping_key) for seq, wrapped in rows}
        except TamperError:
            found = {}
        if list(found) != list(range(first, first + len(rows))):
            raise TamperError(
                f"{self.file.where}: a key that was made for entries to come is damaged or missing. "
                "'sanctuary record restore' makes new ones. Find out who changed them."
            )
        return found

    def _make(self, first: int, count: int) -> None:
        """Fills `_ready` from the file, and the file with new keys where it ends too early."""
        with self.file.writing():
            lowest, highest = self.file.run("SELECT (SELECT MIN(seq) FROM keys), (SELECT MAX(seq) FROM keys)")[0]
            if first and (lowest != 0 or highest < first - 1):
                raise RecordError(f"{self.file.where}: keys of existing entries are missing. Nothing was recorded. {_RESTORE}")
            if not self.opens(self._wrapping_key):
                raise RecordError(f"{self.file.where}: {_OTHER_KEY}")
            self._ready = self._ahead(first)
            have = first + len(self._ready)
            if have < first + count:
                drawn = os.urandom(DATA_KEY * (first + count + _AHEAD - have))
                fresh = {have + i: drawn[DATA_KEY * i : DATA_KEY * (i + 1)] for i in range(len(drawn) // DATA_KEY)}
                self.file.run_many("INSERT INTO keys VALUES (?, ?)", list(wrap(fresh, self._wrapping_key).items()))
                self._ready |= fresh
