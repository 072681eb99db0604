"""The lawful way on after a loss: a store that was restored or truncated, tables that were changed, a record of an earlier version.

Rules it keeps:
- Nothing that was signed is signed again with other contents: every number that is gone gets an entry that says so, in one step with the
  entry that tells of the restoration, so that the next head is larger than every one before it.
- What was published is taken from the public folder, once its checkpoint is signed by this log: the tree goes on as it was, and only the
  content of those entries is gone.
- The checkpoint of the public folder takes effect again where the store that was put back does not know it, so that publication goes on.
- What is left of the store must give the root of a head that was signed. Where it does not, a backup is needed first.
- It needs a reason and two different approvers, and is an entry like any other.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sanctuary.documents import as_json
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.acts import Restoration
from sanctuary.record.derived import Derived, differences
from sanctuary.record.entry import Entry, check
from sanctuary.record.fields import Links
from sanctuary.record.files import made_together, replace_file
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.opened import Clock
from sanctuary.record.publish import need_own
from sanctuary.record.settings import Settings
from sanctuary.record.signing import approving, keep_publisher, other_holders
from sanctuary.record.store import Row
from sanctuary.record.terms import need_two
from sanctuary.tlog.tiles import read_checkpoint
from sanctuary.tlog.verify import WIDTH, Frontier, Refused, parse_bundle, read_tile, reader_of, rebuild

__all__ = ["Restored", "back_up", "put_back", "restore", "upgrade"]

_GONE = bytes(64)
"""What stands in the place of a private part that is gone."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did: the number of its last entry, the numbers whose content is gone, what it wrote anew."""

    seq: int
    lost: tuple[int, ...]
    notes: tuple[str, ...]


def restore(
    folder: Path, settings: Settings, keys: Keys, reason: str, approvers: tuple[str, str], clock: Clock | None = None,
    *, public: Path | None = None, unpublished: bool = False, replaced: bool = False,
) -> Restored:  # fmt: skip
    """Goes on from what is left; refuses where nothing is lost or wrong, and where what is left is not what was signed.

    `public`: the public folder, whose leaves are taken where the store lost them; `unpublished`: nothing was ever published; `replaced`:
    a backup was put in the place of the store, which an entry tells of though nothing be lost.
    """
    need_two(approvers, "a restoration needs a reason and two different approvers.", reason)
    with Log(folder, settings, keys, clock) as log:
        head = log.heads.last()
        if head is not None:
            head = log.last_head()
        published, note = _published(log, public) if public else ({}, b"")
        with log.writing():
            known, lost = _left(log, published)
            two = known.people is not None and len(known.people.listed) > 1
            size = max(head.size if head else 0, len(published), *_signed_sizes(log), known.size)
            gone = range(known.size, size)
            notes = list(differences(log.store.where, log.store.index(), known.index())) if not gone else []
            notes += [f"the settings named another signing key of '{one}'." for one in other_holders(log.store, known.listed())]
            notes += [told] if (told := log.wrapped.trouble_ahead(known.size)) else []
            unknown = bool(published) and len(published) not in {one.size for one in log.store.checkpoints()}
            notes += [f"the store did not know the checkpoint of size {len(published)} that is published."] if unknown else []
            kept = log.wrapped.left(known.erased)
            if not (gone or lost or notes or kept or replaced or head is None or any(log.new_keys())):
                raise RecordError(f"{folder}: nothing is lost and nothing is wrong. Nothing was done.")
            if gone and not published and not unpublished:
                raise RecordError(
                    f"entries {gone.start} to {gone.stop - 1} are lost. Name the public folder with --public, so that what was published "
                    "is taken from it; or say --nothing-published."
                )
            _need_signed(log, known)
            log.renew_keys(known.size)
            log.keep_key_names()
            log.store.drop_checkpoints(known.size)
            numbers = (*lost, *gone)
            said = Restoration(
                cause="restored" if numbers or replaced else "tables", lost=_spans(numbers), approvers=approvers,
                head=f"{head.size} {head.root.hex()}" if head else "",
            )  # fmt: skip
            entry = Entry(kind="restoration", links=Links(reason=reason), restoration=said)
            check(entry, "the restoration")
            who = tuple(dict.fromkeys((*approvers, keys.person)))
            beside = approving(keys, who, "a restoration needs a reason and two different approvers.", two=two)
            added = log.append_to(Frontier(known.frontier.size, known.frontier.peaks), [entry] * (len(gone) + 1), beside)
            log.store.write_index(known.index(), known.days)
            if unknown:
                keep_publisher(log.store, log.keys, len(published), need_own(log, note, str(public)).root)
                log.store.swap(len(published), note)
            log.store.set("erasing", "begun" if kept else "")
        if kept:
            log.finish_erasing()
            notes.append(f"data keys of {len(kept)} erased entries were there, and are destroyed.")
        return Restored(added[-1], numbers, tuple(notes))


def upgrade(folder: Path, settings: Settings, keys: Keys, passphrase: str, clock: Clock | None = None) -> Restored:
    """Takes over a record of the version before signed heads were kept; an entry says so.

    Refuses where an entry does not open and no entry says why, or where what was signed for the public is not what the entries give.
    """
    if not keys.earlier:
        raise RecordError(f"{folder}: of this version already. Nothing was done.")
    with Log(folder, settings, keys, clock) as log:
        with log.writing():
            known, _ = _read(log, {})
            known.need_whole()
            for one in log.store.checkpoints():
                tree = Frontier()
                tree.extend(known.hashes[: one.size])
                if need_own(log, one.note, log.store.where).root != tree.root():
                    raise TamperError(f"{log.store.where}: its entries do not give the root that was signed for size {one.size}.")
            notes = tuple(differences(log.store.where, log.store.index(), known.index()))
            log.heads.keep(log.heads.sign(known.frontier, log.keys.signers[0]))
            log.take_over(passphrase, known.wrappings)
            said = Restoration(cause="upgraded")
            entry = Entry(kind="restoration", links=Links(reason="taken over from the version before signed heads"), restoration=said)
            added = log.append_to(Frontier(known.frontier.size, known.frontier.peaks), [entry])
            log.store.write_index(known.index(), known.days)
        return Restored(added[0], (), notes)


def back_up(log: Log, target: Path) -> tuple[str, ...]:
    """Copies a record into a new folder, as of one moment; the names of the files. Entries in PostgreSQL are for its own backup."""
    names = ["record.json", "signing.json", "keys.sqlite", "heads", *([] if log.settings.store else ["log.sqlite"])]
    with log.writing(), made_together(target, names):
        replace_file(target / "record.json", as_json(log.settings))
        log.keys.write(target / "signing.json")
        log.wrapped.file.copy_to(target / "keys.sqlite")
        (target / "heads").touch(0o600)
        shutil.copyfile(log.folder / "heads", target / "heads")
        if not log.settings.store:
            log.store.copy_to(target / "log.sqlite")
    return tuple(names)


def put_back(folder: Path, backup: Path) -> tuple[str, ...]:
    """Puts the store of a backup in the place of the one in a folder, which is set aside; the keys only where they are missing.

    The keys that are there know of every entry that was acknowledged; those of a backup do not.
    """
    if not (backup / "log.sqlite").is_file():
        raise RecordError(f"{backup}: no log.sqlite is here. Name the folder that 'sanctuary record backup' made.")
    done = []
    for name in ("record.json", "signing.json", "keys.sqlite", "heads", "log.sqlite"):
        here = folder / name
        if name != "log.sqlite" and here.exists():
            continue
        try:
            for tail in ("", "-wal", "-shm") if here.exists() else ():
                if (old := folder / f"{name}{tail}").exists():
                    old.replace(folder / f"set-aside-{name}{tail}")
            shutil.copyfile(backup / name, here)
            here.chmod(0o600)
        except OSError as problem:
            raise RecordError(f"{here}: cannot be put back ({problem.strerror}). Check space and permissions.") from None
        done.append(name)
    return tuple(done)


def _published(log: Log, public: Path) -> tuple[dict[int, bytes], bytes]:
    """The leaves of the public folder and its checkpoint, once that is signed by this log and they give its root."""
    raw = read_checkpoint(public)
    if raw is None:
        raise RecordError(f"{public}: nothing is published here. Name the public folder, or say --nothing-published.")
    found, read = need_own(log, raw, str(public)), reader_of(str(public))
    try:
        if found.origin != log.settings.origin or rebuild(read, found.size)[0] != found.root:
            raise TamperError(f"{public}: its leaves do not give the root of its checkpoint. Restore it from a copy first.")
        leaves = dict[int, bytes]()
        for first in range(0, found.size, WIDTH):
            width = min(WIDTH, found.size - first)
            leaves |= enumerate(parse_bundle(read_tile(read, None, first >> 8, width), first, width), first)
    except Refused as problem:
        raise TamperError(f"{public}: {problem}. Restore it from a copy first.") from None
    return leaves, raw


def _left(log: Log, published: Mapping[int, bytes]) -> tuple[Derived, tuple[int, ...]]:
    """What is left, with what was published in its place, and the numbers of which only the leaf is left."""
    known, filled = _read(log, published)
    for row in filled:
        log.store.put(row)
    return known, tuple(seq for seq, _ in known.unsaid())


def _read(log: Log, published: Mapping[int, bytes]) -> tuple[Derived, list[Row]]:
    """The rows up to the end of what can be had, and those of them that were missing or damaged and have a published leaf."""
    known, filled = log.blank(), list[Row]()
    end = max(log.store.size(), len(published))
    for start in range(0, end, 1000):
        stop = min(end, start + 1000)
        rows = {row.seq: row for row in log.store.rows(start, stop)}
        keys = log.data_keys(start, stop)
        for seq in range(start, stop):
            row, key = rows.get(seq), keys.get(seq)
            leaf = published.get(seq)
            if row is not None and (leaf is None or row.leaf == leaf):
                try:
                    known.take(row, key)
                    continue
                except TamperError:
                    leaf = leaf or row.leaf
            if leaf is None:
                raise TamperError(
                    f"{log.store.where}: entry {seq} is missing, and later ones are there. Put a backup of the store in its place first "
                    "('sanctuary record restore --from BACKUP'), or name the public folder with --public."
                )
            blank = Row(seq, known.day_of(leaf), leaf, _GONE)
            known.take(blank, None)
            filled.append(blank)
    return known, filled


def _signed_sizes(log: Log) -> Iterator[int]:
    """The sizes of the checkpoints that this log signed: what else stands in their table counts for nothing."""
    for one in log.store.checkpoints():
        with suppress(TamperError):
            yield need_own(log, one.note, log.store.where).size


def _need_signed(log: Log, known: Derived) -> None:
    """Refuses where what is left is not the beginning of what was signed."""
    head = log.heads.up_to(known.size)
    if head is None:
        return
    log.heads.need_signed(head, [*log.keys.vkeys, *(one.vkey for one in log.keys.retired)])
    tree = Frontier()
    tree.extend(known.hashes[: head.size])
    if tree.root() != head.root:
        raise TamperError(
            f"{log.store.where}: its first {head.size} entries are not those that were signed. Put a backup of the store in its place "
            "first ('sanctuary record restore --from BACKUP')."
        )


def _spans(numbers: Iterable[int]) -> tuple[str, ...]:
    """Numbers as spans (7, 10-12)."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return tuple(str(first) if first == last else f"{first}-{last}" for first, last in spans)
