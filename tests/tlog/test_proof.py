"""Receipts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.note import Signer, add_signatures
from sanctuary.tlog.proof import make_receipt, parse_receipt, verify_receipt
from sanctuary.tlog.verify import LEAF_SIZE, parse_note
from tlog.published import LOG, LOG_PQ, NOON, WITNESS, WITNESS_PQ, checkpoint, hashes_of, leaf

SIZE = 300
HASHES = hashes_of(SIZE)
CHECKPOINT = checkpoint(HASHES, SIZE, LOG, LOG_PQ, WITNESS)
KEYS = [LOG.key, LOG_PQ.key]


@pytest.mark.parametrize("index", [0, 1, 255, 256, 299])
def test_a_receipt_proves_its_entry_under_the_signed_checkpoint(index: int) -> None:
    """It verifies with the leaf, the log's keys and the witness, and names index, size and time."""
    data = make_receipt(HASHES, index, CHECKPOINT)
    receipt, verified = verify_receipt(data, leaf(index), KEYS, [WITNESS.key])
    assert (receipt.index, receipt.extra, verified.checkpoint.size) == (index, b"", SIZE)
    assert verified.witnesses == ((WITNESS.key.name, NOON),)


def test_a_receipt_holds_index_hashes_and_checkpoint_and_nothing_of_the_entry() -> None:
    """Its lines are those of the format; no byte of the leaf or of its commitments is in it."""
    data = make_receipt(HASHES, 7, CHECKPOINT)
    head, _, signed = data.partition(b"\n\n")
    lines = head.decode().split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 7"]
    assert len(lines) == 2 + 9
    assert signed == CHECKPOINT
    for at in range(13, LEAF_SIZE, 32):
        assert leaf(7)[at : at + 32] not in data


def test_a_receipt_for_one_entry_alone_has_no_hashes() -> None:
    """In a log of one entry the leaf's hash is the root."""
    hashes = hashes_of(1)
    data = make_receipt(hashes, 0, checkpoint(hashes, 1))
    assert parse_receipt(data).hashes == ()
    verify_receipt(data, leaf(0), KEYS)


def test_a_receipt_refuses_another_leaf_key_witness_or_quorum() -> None:
    """Each part of the claim is needed."""
    data = make_receipt(HASHES, 7, CHECKPOINT)
    stranger = Signer.ed25519(LOG.key.name, b"s" * 32)
    with pytest.raises(TamperError, match="leads to another root"):
        verify_receipt(data, leaf(8), KEYS)
    with pytest.raises(TamperError, match="no signature by"):
        verify_receipt(data, leaf(7), [stranger.key])
    with pytest.raises(TamperError, match="cosigned by 1 of the witnesses, expected 2"):
        verify_receipt(data, leaf(7), KEYS, [WITNESS.key, WITNESS_PQ.key])
    verify_receipt(data, leaf(7), KEYS, [WITNESS.key, WITNESS_PQ.key], quorum=1)
    later = add_signatures(CHECKPOINT, [WITNESS_PQ.sign(parse_note(CHECKPOINT).text)])
    verify_receipt(make_receipt(HASHES, 7, later), leaf(7), KEYS, [WITNESS.key, WITNESS_PQ.key])


@given(st.data())
def test_a_receipt_with_one_bit_changed_is_refused(data: st.DataObject) -> None:
    """Index, hashes, checkpoint and signatures are all covered."""
    whole = make_receipt(HASHES, 5, CHECKPOINT)
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(TamperError):
        verify_receipt(bytes(changed), leaf(5), KEYS, [WITNESS.key])


def test_extra_bytes_are_read_and_not_believed() -> None:
    """The format allows them unsigned: they are given back and change nothing."""
    data = make_receipt(HASHES, 5, CHECKPOINT)
    with_extra = data.replace(b"\nindex", b"\nextra AAEC\nindex", 1)
    receipt, _ = verify_receipt(with_extra, leaf(5), KEYS)
    assert receipt.extra == b"\x00\x01\x02"


@pytest.mark.parametrize(
    ("old", "new", "match"),
    [
        (b"proof@v1", b"proof@v2", "the first line"),
        (b"index 5", b"index 05", "plain decimal"),
        (b"index 5", b"index -5", "plain decimal"),
        (b"index 5", b"index 5 ", "plain decimal"),
        (b"index 5", b"index 300", "not within a tree"),
        (b"index 5\n", b"", "no index line"),
        (b"index 5\n", b"index 5\nAAAA\n", "not 32 bytes"),
        (b"index 5\n", b"index 5\n" + b"A" * 43 + b"=\n", "expected 9"),
        (b"index 5\n", b"index 5\n" + (b"A" * 43 + b"=\n") * 60, "more than 63"),
        (b"\nindex", b"\nextra AAEC\nextra AAEC\nindex", "no index line"),
        (b"\nindex", b"\nextra !\nindex", "not base64"),
        (b"\nindex", b"\r\nindex", "the first line"),
        (b"\nindex", "\u00e9\nindex".encode(), "not ASCII"),
        (b"\n\n", b"\n", "another|no checkpoint|hash line"),
    ],
)
def test_a_malformed_receipt_is_refused(old: bytes, new: bytes, match: str) -> None:
    """One form of each line."""
    data = make_receipt(HASHES, 5, CHECKPOINT)
    with pytest.raises(TamperError, match=match):
        verify_receipt(data.replace(old, new, 1), leaf(5), KEYS)


def test_no_receipt_is_made_where_the_checkpoint_does_not_reach() -> None:
    """An entry newer than the checkpoint, and what is no checkpoint."""
    with pytest.raises(RecordError, match="entry 300 is not under this checkpoint of 300 entries"):
        make_receipt(HASHES, 300, CHECKPOINT)
    with pytest.raises(RecordError, match="no empty line"):
        make_receipt(HASHES, 0, b"nothing")
    with pytest.raises(TamperError, match="no checkpoint"):
        parse_receipt(b"c2sp.org/tlog-proof@v1\nindex 0\n")
