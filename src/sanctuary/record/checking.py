"""Everything that is wrong with a record, at once: the store beside the entries, the entries beside the signed heads, the files.

Opening a record stops at the first thing that is wrong. Here each is told in turn, with the place, and nothing is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sanctuary.errors import RecordError
from sanctuary.record.approval import unsaid_people
from sanctuary.record.derived import Derived, differences
from sanctuary.record.heads import Head
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.opened import Clock
from sanctuary.record.publish import need_own
from sanctuary.record.seal import Sealed, unseal
from sanctuary.record.settings import Settings
from sanctuary.record.sqlite import SOUND, VERSION
from sanctuary.record.times import odd_times
from sanctuary.tlog.tree import LeafHashes, root_of

__all__ = ["Checked", "check_record", "old_sqlite"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many entries there are and the head that was signed; what is wrong; what is odd or worth knowing."""

    size: int
    head: Head | None
    wrong: tuple[str, ...]
    notes: tuple[str, ...]


def check_record(folder: Path, settings: Settings, keys: Keys, clock: Clock | None = None) -> Checked:
    """What is wrong with the record in a folder; it is opened for reading only, whatever its state."""
    wrong: list[str] = []
    log = Log(folder, settings, keys, clock, reading=True)
    try:
        size = _try(wrong, log.store.size) or 0
        head = _try(wrong, log.last_head)
        if head is not None:
            _try(wrong, lambda: log.need_all(head, size))
        _files(log, wrong)
        known, notes = _rows(log, size, wrong)
        _trees(log, known, wrong)
        if _try(wrong, log.store.counted) != size:
            wrong.append(f"{log.store.where}: it holds rows without a number of their own, or numbers are missing.")
        if known.size == size:
            wrong += [f"{log.store.where}: entry {seq}: {why}, and no entry says so." for seq, why in known.unsaid()]
            _try(wrong, lambda: wrong.extend(differences(log.store.where, log.store.index(), known.index())))
            wrong += unsaid_people(known, keys)
            if left := _try(wrong, lambda: log.wrapped.left(known.erased)):
                notes.append(f"the data keys of erased entries are there still ({len(left)}); the next start destroys them.")
        notes += [] if settings.store else old_sqlite()
        return Checked(size, head, tuple(dict.fromkeys(wrong)), tuple(notes))
    finally:
        log.close()


def old_sqlite() -> list[str]:
    """What to know of the SQLite of this Python, where several processes write."""
    if SOUND:
        return []
    told = (
        f"SQLite {VERSION}: before 3.51.3, several processes that write at once can in rare cases damage a file (sqlite.org/wal.html, "
        "section 11). Let one process write, or keep the record in PostgreSQL."
    )
    return [told]


def _try(wrong: list[str], work: Callable[[], T]) -> T | None:
    """What the work gives; where it is refused, the refusal goes to what is wrong."""
    try:
        return work()
    except RecordError as problem:
        wrong.append(str(problem))
        return None


def _files(log: Log, wrong: list[str]) -> None:
    keys_file = log.folder / "keys.sqlite"
    for where, damage, foreign in (
        (log.store.where, log.store.connection.damage, log.store.connection.foreign),
        (str(keys_file), log.wrapped.file.damage, log.wrapped.file.foreign),
    ):
        if told := _try(wrong, damage):
            wrong.append(f"{where}: damaged ({told}).")
        wrong += [f"{where}: it holds a trigger, a view or a rule ('{name}')." for name in _try(wrong, foreign) or ()]
    if _try(wrong, lambda: log.store.setting("origin")) != log.settings.origin:
        wrong.append(f"{log.store.where}: it holds no record called as record.json says.")
    if _try(wrong, lambda: any(log.new_keys())):
        wrong.append(f"{log.store.where}: its settings name other keys than signing.json, or a rotation was cut short.")


def _rows(log: Log, size: int, wrong: list[str]) -> tuple[Derived, list[str]]:
    """What follows from the rows up to the first that is missing, each opened whole; what is wrong with any of them; what is odd."""
    known, notes = Derived(log.store.where), list[str]()
    for start in range(0, size, 1000):
        stop = min(size, start + 1000)
        keys = _try(wrong, lambda start=start, stop=stop: log.data_keys(start, stop)) or {}  # type: ignore[misc]
        rows = _try(wrong, lambda start=start, stop=stop: list(log.store.rows(start, stop))) or []  # type: ignore[misc]
        gone = set(range(start, stop)) - {row.seq for row in rows}
        wrong += [f"{log.store.where}: entry {seq} is missing." for seq in sorted(gone)]
        for row in rows:
            key = keys.get(row.seq)
            try:
                known.take(row, key)
            except RecordError as problem:
                if row.seq == known.size:
                    wrong.append(str(problem))
                    known.pass_over(row)
                elif not gone:
                    wrong.append(str(problem))
            else:
                if row.seq not in known.closed and key is not None:
                    entry = _try(wrong, lambda row=row, key=key: unseal(Sealed(row.leaf, row.private), key))  # type: ignore[misc]
                    notes += [f"entry {row.seq}: {odd}" for odd in (odd_times(entry, log.now()) if entry else ())]
    return known, notes


def _trees(log: Log, known: Derived, wrong: list[str]) -> None:
    """Every head and every checkpoint against the leaves: its signature, and its root."""
    hashes = LeafHashes(known.hashes, {})
    vkeys = [*log.keys.vkeys, *(one.vkey for one in log.keys.retired)]
    lost = {number for number in known.lost if number < known.size}
    for head in _try(wrong, log.heads.every) or ():
        _try(wrong, lambda head=head: log.heads.need_signed(head, vkeys))  # type: ignore[misc]
        if head.size <= known.size and root_of(hashes, head.size) != head.root and not any(number < head.size for number in lost):
            wrong.append(f"{log.store.where}: its first {head.size} entries are not those that were signed.")
            break
    for one in _try(wrong, log.store.checkpoints) or ():
        found = _try(wrong, lambda one=one: need_own(log, one.note, log.store.where))  # type: ignore[misc]
        if found is not None and (found.size != one.size or (found.size <= known.size and root_of(hashes, found.size) != found.root)):
            wrong.append(f"{log.store.where}: its entries do not give the root that the checkpoint of size {one.size} signs.")
