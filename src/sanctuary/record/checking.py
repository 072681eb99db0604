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
from sanctuary.record.drafts import draft_of, waiting
from sanctuary.record.heads import Head, Heads
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.opened import Clock
from sanctuary.record.publish import need_own
from sanctuary.record.seal import Sealed, unseal
from sanctuary.record.settings import Settings
from sanctuary.record.signing import other_holders, published_sizes, publisher
from sanctuary.record.sqlite import SOUND, VERSION, Sqlite
from sanctuary.record.store import Connection
from sanctuary.record.times import odd_times
from sanctuary.tlog.tree import LeafHashes, root_of

__all__ = ["Checked", "check_record", "old_sqlite"]

T = TypeVar("T")

_FAR = 1000
"""How far a number may lie beyond as many as there are, for what is missing between to be told one by one."""

_ANEW = "'sanctuary record restore' writes the tables anew from the entries. Find out who changed them."


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
    log = _try(wrong, lambda: Log(folder, settings, keys, clock, checking=True))
    if log is None:
        return _beside(folder, settings, keys, wrong)
    try:
        size = _try(wrong, log.store.size) or 0
        head = _try(wrong, log.last_head)
        if head is not None:
            _try(wrong, lambda: log.need_all(head, size))
        _files(log, wrong)
        counted = _try(wrong, log.store.counted)
        # A number far beyond the others is one row, and not as many as would fit below it.
        there = max(counted or 0, head.size if head else 0)
        known, notes = _rows(log, size if size - there <= _FAR else there, wrong)
        _trees(log, known, wrong)
        if counted != size:
            wrong.append(f"{log.store.where}: it holds rows without a number of their own, or numbers are missing.")
        wrong += [f"{log.store.where}: entry {seq}: {why}, and no entry says so." for seq, why in known.unsaid()]
        wrong += [f"{log.store.where}: entry {seq}: {why}." for seq, why in known.unsigned.items()]
        _try(wrong, lambda: wrong.extend(differences(log.store.where, log.store.index(wrong.append), known.index())))
        wrong += unsaid_people(known, keys)
        wrong += [
            f"{log.store.where}: the settings name another signing key of '{one}' than the entries. {_ANEW}"
            for one in _try(wrong, lambda: other_holders(log.store, known.listed())) or ()
        ]
        if told := _try(wrong, lambda: log.wrapped.trouble_ahead(size)):
            wrong.append(told)
        if left := _try(wrong, lambda: log.wrapped.left(known.erased)):
            told = f"the data keys of erased entries are there still ({len(left)})"
            if _try(wrong, lambda: log.store.setting("erasing")):
                notes.append(f"{told}; the next start destroys them.")
            else:
                wrong.append(
                    f"{log.folder / 'keys.sqlite'}: {told}, put back after they were destroyed. 'sanctuary record restore' does it again."
                )
        for name in waiting(log):
            _try(wrong, lambda name=name: draft_of(log, name))  # type: ignore[misc]
        notes += _unsigned(keys, size)
        notes += [] if settings.store else old_sqlite()
        return Checked(size, head, tuple(dict.fromkeys(wrong)), tuple(notes))
    finally:
        log.close()


def _beside(folder: Path, settings: Settings, keys: Keys, wrong: list[str]) -> Checked:
    """What can be told where the store or the file of data keys does not open: of the other one, and of the signed heads."""
    heads = Heads(folder / "heads", settings.origin)
    head = _try(wrong, heads.last)
    _signed_heads(heads, keys, wrong)
    for name in ("keys.sqlite", *(() if settings.store else ("log.sqlite",))):
        file = _try(wrong, lambda name=name: Sqlite(folder / name, reading=True))  # type: ignore[misc]
        if file is not None:
            _file(file.where, file, wrong)
            file.close()
    return Checked(0, head, tuple(dict.fromkeys(wrong)), ())


def _unsigned(keys: Keys, size: int) -> list[str]:
    """Which entries bear no signatures of people, for they are older than such keys."""
    since = keys.founding.since if keys.founding else size
    if not since:
        return []
    told = f"{since} entries bear no signature of a person: made before people had signing keys of their own."
    return [told if keys.founding else f"{told} 'sanctuary record person FOLDER key' begins with them."]


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


def _file(where: str, file: Connection, wrong: list[str]) -> None:
    """What a database finds wrong in its file, and what it would do of itself."""
    if told := _try(wrong, file.damage):
        wrong.append(f"{where}: damaged ({told}).")
    wrong += [f"{where}: it holds a trigger, a view or a rule ('{name}')." for name in _try(wrong, file.foreign) or ()]


def _files(log: Log, wrong: list[str]) -> None:
    _file(log.store.where, log.store.connection, wrong)
    _file(str(log.folder / "keys.sqlite"), log.wrapped.file, wrong)
    if _try(wrong, lambda: log.store.setting("origin")) != log.settings.origin:
        wrong.append(f"{log.store.where}: it holds no record called as record.json says.")
    if _try(wrong, lambda: any(log.new_keys())):
        wrong.append(f"{log.store.where}: its settings name other keys than signing.json, or a rotation was cut short.")


def _rows(log: Log, size: int, wrong: list[str]) -> tuple[Derived, list[str]]:
    """What follows from the rows, each opened whole; what is wrong with any of them; what is odd. One that is missing is passed over."""
    known, notes = log.blank(every=True), list[str]()
    for start in range(0, size, 1000):
        stop = min(size, start + 1000)
        keys = _try(wrong, lambda start=start, stop=stop: log.data_keys(start, stop, wrong.append)) or {}  # type: ignore[misc]
        rows = _try(wrong, lambda start=start, stop=stop: list(log.store.rows(start, stop, wrong.append))) or []  # type: ignore[misc]
        found = {row.seq: row for row in rows}
        for seq in range(start, stop):
            row, key = found.get(seq), keys.get(seq)
            if row is None:
                wrong.append(f"{log.store.where}: entry {seq} is missing.")
                known.pass_missing()
                continue
            try:
                known.take(row, key)
            except RecordError as problem:
                wrong.append(str(problem))
                known.pass_over(row)
                continue
            if seq not in known.closed and key is not None:
                entry = _try(wrong, lambda row=row, key=key: unseal(Sealed(row.leaf, row.private), key))  # type: ignore[misc]
                notes += [f"entry {seq}: {odd}" for odd in (odd_times(entry, log.now()) if entry else ())]
    return known, notes


def _signed_heads(heads: Heads, keys: Keys, wrong: list[str]) -> list[Head]:
    """The heads that a key of the log signed; the others are told."""
    vkeys = [*keys.vkeys, *(one.vkey for one in keys.retired)]
    every = _try(wrong, lambda: heads.every(wrong.append)) or []
    before = len(wrong)
    signed = []
    for head in every:
        _try(wrong, lambda head=head: heads.need_signed(head, vkeys))  # type: ignore[misc]
        if len(wrong) == before:
            signed.append(head)
        before = len(wrong)
    return signed


def _trees(log: Log, known: Derived, wrong: list[str]) -> None:
    """Every head and every checkpoint against the leaves: its signature, its root, and who published it."""
    hashes = LeafHashes(known.hashes, {})
    # Numbers that were lost have other leaves now, and those that are missing have none: older heads over them cannot be compared.
    first = min({*known.missing, *(number for number in known.lost if number < known.size)}, default=known.size)
    for head in _signed_heads(log.heads, log.keys, wrong):
        if head.size <= min(first, known.size) and root_of(hashes, head.size) != head.root:
            wrong.append(f"{log.store.where}: its first {head.size} entries are not those that were signed.")
            break
    kept = _try(wrong, lambda: log.store.checkpoints(wrong.append)) or ()
    gone = {*(_try(wrong, lambda: published_sizes(log.store)) or ())} - {one.size for one in kept}
    wrong += [f"{log.store.where}: the checkpoint of size {size}, which somebody signed to publish it, is gone." for size in sorted(gone)]
    for one in kept:
        here = f"{log.store.where}: the checkpoint of size {one.size}"
        found = _try(wrong, lambda one=one, here=here: need_own(log, one.note, here))  # type: ignore[misc]
        if found is None:
            continue
        fits = found.size > known.size or any(number < found.size for number in known.missing)
        if found.size != one.size or not (fits or root_of(hashes, found.size) == found.root):
            wrong.append(f"{log.store.where}: its entries do not give the root that the checkpoint of size {one.size} signs.")
        if known.people and (told := known.people.trouble_of_checkpoint(found.size, found.root, publisher(log.store, found.size))):
            wrong.append(f"{here}: {told}.")
