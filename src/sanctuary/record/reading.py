"""Reading the lines of a record: each is held against what was read of all before it is given out."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.derived import Derived
from sanctuary.record.line import Recorded
from sanctuary.record.opened import Kept, Opened
from sanctuary.record.seal import Sealed, unseal
from sanctuary.record.store import CHANGED, Row
from sanctuary.tlog.verify import leaf_hash

__all__ = ["Reading"]


_FEW = 100
"""Lines up to which what was read of all is not kept for them: they are read again sooner."""


class Reading(Opened):
    """A record that was opened, and its lines."""

    def _recorded(self, first: int, end: int, wanted: Callable[[bytes], bool] = lambda _: True) -> Iterator[Recorded]:
        """Lines from one number to another, each held against what was read of all."""
        beside: Kept = {}
        known = self.derived(beside if end - first > _FEW else None)
        for start in range(first, end, 1000):
            stop = min(end, start + 1000)
            kept = [beside.pop(seq) for seq in range(start, stop) if seq in beside]
            if len(kept) == stop - start:
                yield from (self._line(row, key, known, values) for row, key, values in kept if wanted(row.leaf))
                continue
            rows = list(self.store.rows(start, stop))
            ready = all(seq in self._ready or seq in known.closed for seq in range(start, stop))
            keys = self._ready if ready else dict(self._data_keys.keys(start, stop))
            if [row.seq for row in rows] != list(range(start, stop)):
                raise TamperError(f"{self.store.where}: a number between {start} and {stop} is missing. {CHANGED}")
            for row in rows:
                if leaf_hash(row.leaf) != known.hashes[row.seq]:
                    raise TamperError(f"{self.store.where}: entry {row.seq}: its leaf was changed a moment ago. {CHANGED}")
                if wanted(row.leaf):
                    yield self._line(row, keys.get(row.seq), known)

    def _line(self, row: Row, key: bytes | None, known: Derived, opened: Sequence[bytes] = ()) -> Recorded:
        seq = row.seq
        if seq not in known.erased and seq not in known.closed and (key is None or not any(row.private)):
            known = self.derived()
            if seq not in known.erased:
                raise RecordError(f"entry {seq}: its data key is missing. Restore keys.sqlite from its backup.")
        closed = seq in known.erased or seq in known.closed
        entry = None if closed or key is None else unseal(Sealed(row.leaf, row.private), key, opened)
        return Recorded(
            seq, _month(row.leaf[9:13]), _day(known.days[seq]), entry, known.erased.get(seq),
            known.lost.get(seq) if seq in known.closed and seq not in known.erased else None, known.voided.get(seq),
        )  # fmt: skip

    def _need(self, seq: int) -> int:
        if not 0 <= seq < self.size():
            if not self.size():
                raise RecordError(f"{self.folder}: the record is empty. Add a dealing first: 'sanctuary record add {self.folder} --ask'.")
            last = self.size() - 1
            run = f"numbers run from 0 to {last}" if last else "there is only entry 0"
            raise RecordError(f"{self.folder}: there is no entry {seq}; {run}. 'sanctuary record list {self.folder}' shows them.")
        return seq

    def _need_kept(self, seq: int) -> Derived:
        known = self.derived()
        if self._need(seq) in known.erased:
            raise RecordError(f"entry {seq}: erased already, by entry {known.erased[seq]}.")
        if seq in known.closed:
            raise RecordError(f"entry {seq}: lost, as entry {known.lost[seq]} says.")
        return known


_day = lru_cache(maxsize=400)(date.fromordinal)


@lru_cache(maxsize=400)
def _month(counted: bytes) -> str:
    """The month as a leaf counts it ("2026-11"); kept, for the entries of a month stand beside each other."""
    year, month = divmod(int.from_bytes(counted, "big"), 12)
    return f"{year:04}-{month + 1:02}"
