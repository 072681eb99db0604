"""Receipts: that an entry is in the record, verifiable without a network. The format is C2SP tlog-proof.

A receipt holds the entry's index, the hashes beside its path and the signed checkpoint, and nothing of what the entry says: whoever holds
the leaf can verify it, and the leaf itself shows commitments only.

- It is made for one checkpoint and stays valid for ever: a later checkpoint includes the earlier tree.
- `extra` is what the format allows and nothing signs; none is written here, and what is read there is not believed.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.tree import Hashes, inclusion_proof
from sanctuary.tlog.verify import (
    CHECKPOINT_LIMIT,
    Key,
    Refused,
    Verified,
    decode_base64,
    decode_number,
    leaf_hash,
    parse_checkpoint,
    parse_note,
    verify_checkpoint,
    verify_inclusion,
)

__all__ = ["Receipt", "make_receipt", "parse_receipt", "verify_receipt"]

_FIRST = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: the index, the hashes from the leaf's neighbor upward, the checkpoint's bytes, unsigned extra bytes."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""


def make_receipt(hashes: Hashes, index: int, checkpoint: bytes) -> bytes:
    """The receipt for the entry at this index under this signed checkpoint."""
    try:
        size = parse_checkpoint(parse_note(checkpoint).text).size
    except Refused as problem:
        raise RecordError(f"receipt: {problem}.") from None
    if not 0 <= index < size:
        raise RecordError(f"receipt: entry {index} is not under this checkpoint of {size} entries. Wait for the next one.")
    rows = [_FIRST, f"index {index}", *(b64encode(value).decode() for value in inclusion_proof(hashes, index, size)), "", ""]
    return "\n".join(rows).encode() + checkpoint


def parse_receipt(data: bytes) -> Receipt:
    """The receipt of these bytes, not verified."""
    try:
        return _parse(data)
    except Refused as problem:
        raise TamperError(f"receipt: {problem}.") from None


def verify_receipt(
    data: bytes, leaf: bytes, keys: Sequence[Key], witnesses: Sequence[Key] = (), quorum: int | None = None
) -> tuple[Receipt, Verified]:
    """The receipt and its checkpoint, once every key has signed, a quorum has cosigned and the leaf stands at the index."""
    try:
        receipt = _parse(data)
        verified = verify_checkpoint(receipt.checkpoint, keys, witnesses, quorum)
        now = verified.checkpoint
        verify_inclusion(leaf_hash(leaf), receipt.index, now.size, receipt.hashes, now.root)
    except Refused as problem:
        raise TamperError(f"receipt: {problem}.") from None
    return receipt, verified


def _parse(data: bytes) -> Receipt:
    head, blank, checkpoint = data.partition(b"\n\n")
    if not blank or len(data) > CHECKPOINT_LIMIT:
        raise Refused("no checkpoint after the proof, or too long")
    try:
        rows = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Refused("the proof's lines are not ASCII") from None
    if rows.pop(0) != _FIRST:
        raise Refused(f"the first line is not {_FIRST}")
    extra = b""
    if rows and rows[0].startswith("extra "):
        extra = decode_base64(rows.pop(0).removeprefix("extra "), "extra line")
    if not rows or not rows[0].startswith("index "):
        raise Refused("no index line")
    index = decode_number(rows.pop(0).removeprefix("index "), "index line")
    hashes = tuple(decode_base64(row, f"hash line {number}") for number, row in enumerate(rows, 1))
    if len(hashes) > 63 or any(len(value) != 32 for value in hashes):
        raise Refused("a hash line is not 32 bytes, or there are more than 63")
    return Receipt(index, hashes, checkpoint, extra)
