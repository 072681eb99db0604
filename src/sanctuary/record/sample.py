"""A sample of entries for an auditor, with proofs: drawn by nobody's choice, and checked without trusting whoever made it.

Which entries are drawn follows from the root of a signed checkpoint and from words of the auditor's own, told after that checkpoint was
signed: the agency cannot choose the entries, nor know them before. Each comes with its leaf, the proof that it stands under the checkpoint,
and the groups that were asked for, each with the key that shows that the leaf commits to them.

Rules it keeps:
- The n-th number is SHA-256 of a label, the root, the auditor's words and n, modulo the size; numbers already drawn are passed over.
- An erased or lost entry that is drawn stays in the sample, with the entry that says so and its proof.
- What is checked: signatures, that these numbers and no others follow from root and words, every proof, every group that was asked for.
- A sample holds what entries say: it is for the auditor alone.
"""

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sanctuary.documents import Frozen, shape
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.entry import GROUPS
from sanctuary.record.log import Log
from sanctuary.record.publish import need_own
from sanctuary.record.seal import Revealed, check_revealed
from sanctuary.tlog.proof import make_receipt, parse_receipt
from sanctuary.tlog.tree import MemoryHashes
from sanctuary.tlog.verify import Checkpoint, Key, Refused, leaf_hash, verify_checkpoint, verify_inclusion

__all__ = ["Drawn", "Sample", "check_sample", "drawn", "sample"]

_SCHEMA = "sanctuary.record.sample/1"
_MOST = 10_000
_KIND = "kind-and-links"


class Opened(Frozen, frozen=True):
    """One group of an entry: its field key (hexadecimal) and its value (canonical JSON)."""

    group: str
    field_key: str
    value: str


class Drawn(Frozen, frozen=True):
    """One entry of a sample: number, leaf (hexadecimal), proof (C2SP tlog-proof), groups; for one that is gone, the entry that says so."""

    seq: int
    leaf: str
    receipt: str
    revealed: tuple[Opened, ...] = ()
    gone: "Drawn | None" = None


class Sample(Frozen, frozen=True):
    """A sample: schema sanctuary.record.sample/1. `words` are the auditor's; `groups` those that were asked for."""

    schema: str
    origin: str
    size: int
    checkpoint: str
    words: str
    groups: tuple[str, ...]
    entries: tuple[Drawn, ...]


def drawn(root: bytes, size: int, words: str, count: int) -> list[int]:
    """The numbers that follow from a root and an auditor's words, in the order in which they are drawn; all of them where count is larger.

    >>> drawn(bytes(32), 10, "four words told later", 3)
    [7, 8, 0]
    """
    found: dict[int, None] = {}
    for number in _numbers(root, size, words):
        if len(found) >= min(count, size):
            break
        found[number] = None
    return list(found)


def sample(log: Log, words: str, count: int, groups: Sequence[str]) -> Sample:
    """The sample under the checkpoint that was published last, or under the head of now where nothing was published.

    Refuses words that are too few to be nobody's guess, and groups that no entry has.
    """
    _need(words, count, groups)
    published = log.store.published()
    note = published.note if published else log.head()
    here = need_own(log, note, log.store.where) if published else _own_head(log)
    if not here.size:
        raise RecordError(f"{log.folder}: the record has no entry to draw from.")
    known = log.derived()
    tree = MemoryHashes(known.hashes[: here.size])

    def told(seq: int, asked: Sequence[str]) -> Drawn:
        leaf = next(log.leaves(seq, seq + 1)).hex()
        proof = make_receipt(tree, seq, note).decode()
        # What stands at a lost number now is an entry that says so: it opens, and is gone no more.
        by = known.erased.get(seq, known.lost.get(seq) if seq in known.closed else None)
        if by is None:
            revealed = [log.reveal(seq, group) for group in asked]
            return Drawn(
                seq=seq,
                leaf=leaf,
                receipt=proof,
                revealed=tuple(Opened(group=one.group, field_key=one.field_key.hex(), value=one.value.decode()) for one in revealed),
            )
        if by >= here.size:
            raise RecordError(
                f"entry {seq} was drawn and is gone since the checkpoint of {here.size} entries; entry {by} says so and is not under it. "
                "Publish first, so that the auditor can draw under the new checkpoint."
            )
        return Drawn(seq=seq, leaf=leaf, receipt=proof, gone=told(by, [_KIND]))

    entries = tuple(told(seq, groups) for seq in drawn(here.root, here.size, words, count))
    return Sample(
        schema=_SCHEMA, origin=log.settings.origin, size=here.size, checkpoint=note.decode(), words=words, groups=tuple(groups),
        entries=entries,
    )  # fmt: skip


def check_sample(document: object, where: str, keys: Sequence[Key], words: str, count: int, groups: Sequence[str]) -> Sample:
    """The sample of a document, once all of it holds under keys and words that the auditor brought; else TamperError says what does not."""
    _need(words, count, groups)
    found = shape(document, Sample, where, RecordError)
    if found.schema != _SCHEMA:
        raise RecordError(f"{where}: no sample of this version; expected {_SCHEMA}.")
    note = found.checkpoint.encode()
    try:
        here = verify_checkpoint(note, keys).checkpoint
    except Refused as problem:
        raise TamperError(f"{where}: {problem}.") from None
    if not hmac.compare_digest(found.words.encode(), words.encode()) or tuple(groups) != found.groups:
        raise TamperError(f"{where}: it was drawn for other words, or other groups, than you gave.")
    expected = drawn(here.root, here.size, words, count)
    if [one.seq for one in found.entries] != expected:
        raise TamperError(f"{where}: its entries are not those that follow from the checkpoint and your words ({len(expected)} are).")
    for one in found.entries:
        _check(one, note, here, groups)
        if one.gone is not None:
            _check(one.gone, note, here, [_KIND])
            _need_gone(one.seq, one.gone)
    return found


def _check(one: Drawn, note: bytes, here: Checkpoint, groups: Sequence[str]) -> None:
    try:
        leaf, proof = bytes.fromhex(one.leaf), one.receipt.encode()
        made = parse_receipt(proof)
        if made.checkpoint != note or made.index != one.seq:
            raise TamperError(f"entry {one.seq}: its proof is another entry's, or under another checkpoint.")
        verify_inclusion(leaf_hash(leaf), one.seq, here.size, made.hashes, here.root)
        shown = [Revealed(one.seq, told.group, bytes.fromhex(told.field_key), told.value.encode()) for told in one.revealed]
    except (ValueError, Refused):
        raise TamperError(f"entry {one.seq}: its leaf does not stand at its number under the checkpoint.") from None
    if one.gone is None and [told.group for told in shown] != list(groups):
        raise TamperError(f"entry {one.seq}: the groups that you asked for are not there, and no entry says that it is gone.")
    for told in shown:
        check_revealed(leaf, told)


def _need_gone(seq: int, by: Drawn) -> None:
    """Refuses an entry that does not say that another is gone."""
    told: Mapping[str, Any] = json.loads(by.revealed[0].value)
    if told.get("kind") == "erasure" and told.get("links", {}).get("about") == seq:
        return
    for span in (told.get("restoration") or {}).get("lost", ()) if told.get("kind") == "restoration" else ():
        first, _, last = str(span).partition("-")
        if int(first) <= seq <= int(last or first):
            return
    raise TamperError(f"entry {seq}: it is said to be gone, and entry {by.seq} does not say so.")


def _numbers(root: bytes, size: int, words: str) -> Iterator[int]:
    turn = 0
    while size:
        yield int.from_bytes(sha256(b"sanctuary.record sample/1\n" + root + words.encode() + b"\n%d" % turn).digest(), "big") % size
        turn += 1


def _need(words: str, count: int, groups: Sequence[str]) -> None:
    if len(words.strip()) < 12:
        raise RecordError("the auditor's words: at least twelve characters that nobody knew when the checkpoint was signed.")
    if not 1 <= count <= _MOST:
        raise RecordError(f"a sample has 1 to {_MOST:,} entries.")
    for group in groups:
        if group not in GROUPS:
            raise RecordError(f"no group of an entry is called that; known: {', '.join(GROUPS)}.")
    if len(set(groups)) != len(groups):
        raise RecordError("a group is named twice.")


def _own_head(log: Log) -> Checkpoint:
    head = log.last_head()
    return Checkpoint(log.settings.origin, head.size, head.root)
