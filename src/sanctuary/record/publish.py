"""Publishing: a signed checkpoint, witnesses' cosignatures, tiles and bundles, in a folder that any web server can serve.

The order is that of Sunlight (github.com/FiloSottile/sunlight): stage the hashes, put the signed checkpoint into effect in the store, ask
the witnesses, publish tiles and bundles, and the checkpoint last. Whatever stops in between is finished by the next run on the same path.

Rules it keeps:
- Only entries of periods that have ended are published (daily, weekly, monthly), so that timing tells no more than the period.
- A size is signed once. A checkpoint that is in effect continues the one before, which is proved against the store before it is signed.
- What is written into the folder, and every receipt, is held against the signed root before anybody gets it.
- The folder must hold an earlier state of this log; a store that was set back, or that holds another tree, is refused.
- A failure while a checkpoint is put into effect stops the writer: nobody can know yet which one is in effect.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.keys import public_keys, replace_file
from sanctuary.record.log import Log
from sanctuary.record.store import Store, Swapped
from sanctuary.tlog.note import add_signatures, checkpoint_text, note_bytes
from sanctuary.tlog.proof import make_receipt, parse_receipt
from sanctuary.tlog.tiles import read_checkpoint, write_checkpoint, write_tiles
from sanctuary.tlog.tree import complete, consistency_proof, frontier_of, root_of
from sanctuary.tlog.verify import (
    WIDTH,
    Checkpoint,
    Refused,
    fold,
    leaf_hash,
    parse_checkpoint,
    parse_key,
    parse_note,
    verify_inclusion,
)
from sanctuary.tlog.witness import Cosignature, Witness, ask

__all__ = ["Published", "cosign", "period_end", "period_start", "publish", "receipt"]

_CHANGED = "The store was changed: restore it from its backup, and find out who changed it."

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
    """Publishes what is due into a folder; with `at_once` also the running period, which tells when its entries were made."""
    held = _held(log, folder)
    start = period_start(log.settings.schedule, log.now().date())
    due = log.size() if at_once else log.store.before(start.toordinal())
    before = held.size if held else 0
    swapped = _in_effect(log, max(due, before))
    hashes = _Hashes(log.store)
    _need_signed(log.store.where, hashes, before, swapped)
    swapped, problems = _cosigned(log, swapped, asking)
    write_tiles(folder, hashes, log.store.leaves, before, swapped.size)
    with log.store.writing():
        log.need_keys_in_effect()
        _list_keys(log, folder / "keys.json")
        write_checkpoint(folder, swapped.note)
        log.store.mark_published(swapped.size)
    cosigned = len(parse_note(swapped.note).signatures) - len(log.keys.signers)
    return Published(before, swapped.size, log.size() - swapped.size, max(cosigned, 0), problems)


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
    proof = make_receipt(_Hashes(log.store), seq, published.note)
    made, now = parse_receipt(proof), _checkpoint(published.note)
    try:
        verify_inclusion(log.store.read(0, seq), seq, now.size, made.hashes, now.root)
    except Refused:
        raise TamperError(
            f"{log.store.where}: its leaves or hashes do not prove entry {seq} under the published root. No receipt was made. {_CHANGED}"
        ) from None
    return proof


def _list_keys(log: Log, file: Path) -> None:
    listed = public_keys(log.keys)
    if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != listed + "\n":
        replace_file(file, listed, 0o644)


def _in_effect(log: Log, due: int) -> Swapped:
    """The checkpoint to publish: of the size that is due, or the last one below it where a later one is in effect already."""
    last = log.store.checkpoint()
    if last is not None and last.size >= due:
        found = log.store.checkpoint(due)
        if found is None:
            raise RecordError(
                f"nothing to publish yet: the first checkpoint covers entries of the running period. Publish after {_next(log)}."
            )
        return found
    before = last.size if last else 0
    frontier = frontier_of(log.store, before)
    if last is not None and frontier.root() != _checkpoint(last.note).root:
        raise TamperError(f"{log.store.where}: its hashes do not give the root that was signed for size {before}. The store was changed.")
    nodes = complete(frontier, [leaf_hash(leaf) for leaf in log.store.leaves(before, due)])
    note = note_bytes(checkpoint_text(log.settings.origin, due, frontier.root()), log.keys.signers)
    try:
        with log.store.swapping(last):
            log.need_keys_in_effect()
            log.store.keep(nodes)
            log.store.swap(due, note)
    except RecordError:
        log.stop("a checkpoint could not be put into effect.")
        raise
    return Swapped(due, note, published=False)


def _need_signed(where: str, hashes: "_Hashes", old: int, swapped: Swapped) -> None:
    """Refuses where the tiles and bundles that are to be written do not give the root that was signed."""
    if old == swapped.size:
        return
    below: list[bytes] = []
    level = 0
    while count := swapped.size >> level:
        first = (old >> level) // WIDTH * WIDTH
        while first + WIDTH <= count:
            if fold([hashes.read(level, first + at) for at in range(WIDTH)]) != hashes.read(level + 8, first // WIDTH):
                raise TamperError(
                    f"{where}: what it holds from entry {first << level} on is not what was signed. Nothing was published. {_CHANGED}"
                )
            first += WIDTH
        row = [hashes.read(level, at) for at in range(count - count % WIDTH, count)] + below
        below = [fold(row)] if row else []
        level += 8
    if below != [_checkpoint(swapped.note).root]:
        raise TamperError(
            f"{where}: what it holds does not give the root that was signed for size {swapped.size}. Nothing was published. {_CHANGED}"
        )


def _cosigned(log: Log, swapped: Swapped, asking: Ask) -> tuple[Swapped, tuple[str, ...]]:
    """The checkpoint with the cosignatures that witnesses gave; refused where fewer than the quorum gave one."""
    settings = log.settings
    lines: list[str] = []
    problems: list[str] = []
    asked: list[str] = []
    hashes = _Hashes(log.store)
    answered = 0
    for one in settings.witnesses:
        witness = Witness(one.address, tuple(parse_key(vkey) for vkey in one.vkeys))
        if {(key.name, key.id) for key in witness.keys} & {(name, number) for name, number, _ in parse_note(swapped.note).signatures}:
            answered += 1
            continue
        known = int(log.store.setting(f"witness {one.address}") or 0)
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
        with log.store.writing():
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
    held = _checkpoint(raw)
    if held.origin != log.settings.origin:
        raise RecordError(f"{folder}: another log is published here. Choose another folder.")
    last = log.store.checkpoint()
    if last is None or held.size > last.size:
        raise TamperError(f"{folder}: it holds size {held.size}, which the store never signed. Was the store set back from a backup?")
    if root_of(_Hashes(log.store), held.size) != held.root:
        raise TamperError(f"{folder}: its root for size {held.size} is not the store's. Stop publishing and find out which was changed.")
    return held


def _checkpoint(note: bytes) -> Checkpoint:
    try:
        return parse_checkpoint(parse_note(note).text)
    except Refused as problem:
        raise TamperError(f"{problem}.") from None


def _next(log: Log) -> date:
    return period_end(log.settings.schedule, log.now().date())


class _Hashes:
    """The store's hashes, each read once, with the leaves' own read a bundle at a time."""

    def __init__(self, store: Store) -> None:
        self._store, self._size = store, store.size()
        self._above: dict[tuple[int, int], bytes] = {}
        self._first = -1
        self._held: list[bytes] = []

    def read(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        if level:
            if (level, index) not in self._above:
                self._above[level, index] = self._store.read(level, index)
            return self._above[level, index]
        if not self._first <= index < self._first + len(self._held) or self._first < 0:
            self._first = index - index % WIDTH
            self._held = [leaf_hash(leaf) for leaf in self._store.leaves(self._first, min(self._first + WIDTH, self._size))]
        return self._held[index - self._first]
