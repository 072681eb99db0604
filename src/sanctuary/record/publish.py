"""Publishing: a signed checkpoint, witnesses' cosignatures, tiles and bundles, in a folder that any web server can serve.

The order is that of Sunlight (github.com/FiloSottile/sunlight): stage the hashes, put the signed checkpoint into effect in the store, ask
the witnesses, publish tiles and bundles, and the checkpoint last. Whatever stops in between is finished by the next run on the same path.

Rules it keeps:
- Every row of the store meets the signed head of the log before anything is signed or written.
- Only entries of periods that have ended are published (daily, weekly, monthly), so that timing tells no more than the period.
- A size is signed once. A checkpoint that is in effect continues the one before, which is proved against the store before it is signed.
- What is written into the folder, and every receipt, is held against the signed root before anybody gets it.
- The folder must hold an earlier state of this log; a store that was set back, or that holds another tree, is refused.
- A failure while a checkpoint is put into effect stops the writer: nobody can know yet which one is in effect.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.derived import Derived
from sanctuary.record.files import replace_file
from sanctuary.record.keys import public_keys
from sanctuary.record.log import Log
from sanctuary.record.signing import keep_publisher
from sanctuary.record.store import CHANGED, Swapped
from sanctuary.tlog.note import add_signatures
from sanctuary.tlog.proof import make_receipt, parse_receipt
from sanctuary.tlog.tiles import mend_tiles, read_checkpoint, sweep, write_checkpoint, write_tiles
from sanctuary.tlog.tree import Hashes, consistency_proof, root_of
from sanctuary.tlog.verify import (
    ED25519,
    WIDTH,
    Checkpoint,
    Refused,
    leaf_hash,
    parse_checkpoint,
    parse_key,
    parse_note,
    verify_inclusion,
    verify_note,
)
from sanctuary.tlog.witness import Cosignature, Witness, ask

__all__ = ["Published", "cosign", "need_own", "period_end", "period_start", "publish", "receipt"]

Ask = Callable[[Witness, bytes, int, Callable[[int], Sequence[bytes]]], tuple[Cosignature, ...]]


@dataclass(frozen=True, slots=True)
class Published:
    """What a run published: sizes before and after, entries that wait for their period to end, and what witnesses answered amiss."""

    before: int
    size: int
    waiting: int
    cosigned: int
    problems: tuple[str, ...]


def period_start(schedule: str, today: date) -> date:
    """The first day of the period that runs today: what was recorded from then on is not published yet."""
    match schedule:
        case "monthly":
            return today.replace(day=1)
        case "weekly":
            return today - timedelta(days=today.weekday())
    return today


def period_end(schedule: str, today: date) -> date:
    """The day on which what is recorded today can be published."""
    match schedule:
        case "monthly":
            return period_start("monthly", today.replace(day=1) + timedelta(days=31))
        case "weekly":
            return period_start("weekly", today) + timedelta(days=7)
    return today + timedelta(days=1)


def publish(log: Log, folder: Path, *, at_once: bool = False, asking: Ask = ask) -> Published:
    """Publishes what is due into a folder; with `at_once` also the running period, which tells when its entries were made.

    What the folder holds already is held against the log first: what is missing or damaged there is written anew, and told.
    """
    known = log.derived()
    held = _held(log, folder)
    start = period_start(log.settings.schedule, log.now().date())
    due = known.size if at_once else known.before(start)
    before = held.size if held else 0
    swapped = _in_effect(log, max(due, before))
    swapped, problems = _cosigned(log, swapped, asking)
    hashes = log.hashes()
    _need_signed(log, hashes, before, swapped)
    sweep(folder)
    mended = mend_tiles(folder, hashes, log.leaves, before, log.seen(folder)) if held else []
    sizes = [one.size for one in log.store.checkpoints() if before < one.size < swapped.size]
    for old, new in pairwise((before, *sizes, swapped.size)):
        write_tiles(folder, hashes, log.leaves, old, new)
    with log.writing():
        log.need_keys_in_effect()
        _list_keys(log, folder / "keys.json")
        write_checkpoint(folder, swapped.note)
        log.store.mark_published(swapped.size)
    cosigned = len(parse_note(swapped.note).signatures) - len(log.keys.signers)
    told = (f"{len(mended)} files of the public folder were missing or damaged and are written anew: {mended[0]}",) if mended else ()
    return Published(before, swapped.size, known.size - swapped.size, max(cosigned, 0), (*problems, *told, *_ahead(log, known)))


def _ahead(log: Log, known: Derived) -> Sequence[str]:
    """That entries say a later day than it is: a clock was wrong, and they wait for the next entry's period."""
    today = log.now().date().toordinal()
    late = next((seq for seq in range(known.size - 1, -1, -1) if known.days[seq] <= today), -1) + 1
    if late == known.size:
        return ()
    return (f"entries from {late} on say a day that has not come: the clock was wrong. They are published with the entry that follows.",)


def cosign(log: Log, asking: Ask = ask) -> tuple[int, tuple[str, ...]]:
    """Puts a checkpoint over all entries into effect and shows it to the witnesses, who see size and root; the size, and what went amiss.

    Nothing is published: the schedule decides on that. A later publication takes the last checkpoint that covers ended periods only.
    """
    swapped, problems = _cosigned(log, _in_effect(log, log.size()), asking)
    return swapped.size, problems


def receipt(log: Log, seq: int) -> bytes:
    """The proof, for the person who handed in or asked, that entry `seq` stands in the published log; it holds no reason and no fact."""
    published = log.store.published()
    if published is None or not 0 <= seq < published.size:
        raise RecordError(f"entry {seq}: not published yet. What is recorded today can be published on {_next(log)}.")
    known, row = log.derived(), log.store.row(seq)
    need_own(log, published.note, log.store.where)
    if leaf_hash(row.leaf) != known.hashes[seq]:
        raise TamperError(f"{log.store.where}: entry {seq} is not what was signed. No receipt was made. {CHANGED}")
    proof = make_receipt(log.hashes(), seq, published.note)
    made, now = parse_receipt(proof), _checkpoint(published.note)
    try:
        verify_inclusion(known.hashes[seq], seq, now.size, made.hashes, now.root)
    except Refused:
        raise TamperError(
            f"{log.store.where}: its leaves or hashes do not prove entry {seq} under the published root. No receipt was made. {CHANGED}"
        ) from None
    return proof


def _list_keys(log: Log, file: Path) -> None:
    listed = public_keys(log.keys)
    if file.exists() and not file.is_file():
        raise RecordError(f"{file}: not a file. Remove it, and find out who put it there.")
    if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != listed + "\n":
        replace_file(file, listed, 0o644)


def _in_effect(log: Log, due: int) -> Swapped:
    """The checkpoint to publish: of the size that is due, or the last one below it where a later one is in effect already."""
    last = log.store.checkpoint()
    hashes = log.hashes()
    if last is not None and (
        need_own(log, last.note, log.store.where).size != last.size or root_of(hashes, last.size) != _checkpoint(last.note).root
    ):
        raise TamperError(f"{log.store.where}: its entries do not give the root that was signed for size {last.size}. {CHANGED}")
    if last is not None and last.size >= due:
        found = log.store.checkpoint(due)
        if found is None:
            raise RecordError(
                f"nothing to publish yet: the first checkpoint covers entries of the running period. Publish after {_next(log)}."
            )
        if need_own(log, found.note, log.store.where).root != root_of(hashes, found.size):
            raise TamperError(f"{log.store.where}: its entries do not give the root that was signed for size {found.size}. {CHANGED}")
        return found
    note = log.checkpoint(due)
    try:
        with log.store.swapping(last):
            log.need_keys_in_effect()
            keep_publisher(log.store, log.keys, due, _checkpoint(note).root)
            log.store.swap(due, note)
    except RecordError:
        log.stop("a checkpoint could not be put into effect.")
        raise
    return Swapped(due, note, published=False)


def _need_signed(log: Log, hashes: Hashes, old: int, swapped: Swapped) -> None:
    """Refuses, before anything is written, where the leaves that are to be written are not those that were signed."""
    if root_of(hashes, swapped.size) != _checkpoint(swapped.note).root:
        raise TamperError(
            f"{log.store.where}: what it holds does not give the root that was signed for size {swapped.size}. Nothing was published. "
            f"{CHANGED}"
        )
    for _ in log.leaves(old - old % WIDTH, swapped.size):
        pass


def need_own(log: Log, note: bytes, where: str) -> Checkpoint:
    """The checkpoint of a note that a key of this log signed, in force or retired."""
    try:
        found = parse_note(note)
        keys = [parse_key(vkey) for vkey in (*log.keys.vkeys, *(one.vkey for one in log.keys.retired))]
        mine = [key for key in keys if key.kind == ED25519 and (key.name, key.id) in {line[:2] for line in found.signatures}]
        for key in mine:
            verify_note(found, key)
        if mine:
            return parse_checkpoint(found.text)
    except Refused as problem:
        raise TamperError(f"{where}: {problem}. {CHANGED}") from None
    raise TamperError(f"{where}: it holds a checkpoint that no key of this log signed. {CHANGED}")


def _cosigned(log: Log, swapped: Swapped, asking: Ask) -> tuple[Swapped, tuple[str, ...]]:
    """The checkpoint with the cosignatures that witnesses gave; refused where fewer than the quorum gave one."""
    settings = log.settings
    lines: list[str] = []
    problems: list[str] = []
    asked: list[str] = []
    hashes = log.hashes()
    answered = 0
    for one in settings.witnesses:
        witness = Witness(one.address, tuple(parse_key(vkey) for vkey in one.vkeys))
        if {(key.name, key.id) for key in witness.keys} & {(name, number) for name, number, _ in parse_note(swapped.note).signatures}:
            answered += 1
            continue
        kept = log.store.setting(f"witness {one.address}")
        known = int(kept) if kept.isdecimal() and len(kept) < 19 else 0
        try:
            given = asking(witness, swapped.note, known, lambda old: consistency_proof(hashes, old, swapped.size))
        except TamperError:
            raise
        except RecordError as problem:
            problems.append(str(problem))
            continue
        lines += [cosignature.line for cosignature in given]
        asked.append(one.address)
        answered += 1
    if lines:
        swapped = Swapped(swapped.size, add_signatures(swapped.note, lines), swapped.published)
        with log.writing():
            log.store.swap(swapped.size, swapped.note)
            for address in asked:
                log.store.set(f"witness {address}", str(swapped.size))
    if answered < settings.quorum:
        told = " ".join(problems)
        raise RecordError(
            f"{answered} witnesses cosigned, {settings.quorum} are needed; nothing was published. Run it again later. {told}".strip()
        )
    return swapped, tuple(problems)


def _held(log: Log, folder: Path) -> Checkpoint | None:
    """The checkpoint that the folder holds; refused where the log does not continue it."""
    raw = read_checkpoint(folder)
    if raw is None:
        return None
    path = folder / "checkpoint"
    try:
        held = parse_checkpoint(parse_note(raw).text)
    except Refused as problem:
        raise TamperError(
            f"{path}: {problem}. Put it back from a copy of the folder; or remove it and publish again, which holds every tile against the "
            "log and writes the checkpoint anew."
        ) from None
    if held.origin != log.settings.origin:
        raise RecordError(f"{folder}: another log is published here. Choose another folder.")
    need_own(log, raw, str(path))
    last = log.store.checkpoint()
    if last is None or held.size > last.size or held.size > log.derived().size:
        raise TamperError(
            f"{folder}: it holds size {held.size}, which the store never signed. Where the store was set back from a backup, "
            f"'sanctuary record restore {log.folder} --public {folder}' goes on."
        )
    if root_of(log.hashes(), held.size) != held.root:
        raise TamperError(f"{folder}: its root for size {held.size} is not the store's. Stop publishing and find out which was changed.")
    return held


def _checkpoint(note: bytes) -> Checkpoint:
    try:
        return parse_checkpoint(parse_note(note).text)
    except Refused as problem:
        raise TamperError(f"{problem}.") from None


def _next(log: Log) -> date:
    return period_end(log.settings.schedule, log.now().date())
