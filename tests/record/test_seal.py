"""Sealing: the layout of a leaf, what opens it, one group revealed, and what a changed bit does."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.dealings import START, dealing, plain
from sanctuary.documents import replace
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.entry import GROUPS, Entry
from sanctuary.record.fields import Action, Document, Event, Links, Notice, Restricted
from sanctuary.record.seal import Revealed, Sealed, canonical, check_revealed, reveal, seal, unseal, unwrap, wrap
from sanctuary.tlog.verify import LEAF_SIZE, parse_leaf

KEYS = st.binary(min_size=32, max_size=32)
TEXTS = st.text(max_size=40)
TIMES = st.none() | st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-8))])  # noqa: DTZ001 - bounds of a strategy
)  # fmt: skip
ENTRIES = st.builds(
    Entry,
    recorded_at=st.just(START),
    event=st.builds(Event, event_id=TEXTS, received_at=TIMES, desk=TEXTS, persons=st.none() | st.integers(0, 99)),
    document=st.builds(Document, form_no=TEXTS, issued_on=st.none() | st.dates()),
    action=st.builds(Action, hours=st.none() | st.floats(0, 1e6), info_disclosed=st.lists(TEXTS, max_size=3).map(tuple)),
    notices=st.lists(st.builds(Notice, language=TEXTS, served_at=TIMES), max_size=3).map(tuple),
    links=st.builds(Links, about=st.none() | st.integers(0, 10**9), reason=TEXTS),
    restricted=st.builds(Restricted, officer_name=TEXTS, note=TEXTS),
)


def sealed_at(seq: int = 5, key: bytes = bytes(32)) -> Sealed:
    return seal(replace(dealing(), recorded_at=START), seq, key)


@given(entry=ENTRIES, key=KEYS, seq=st.integers(0, 2**63 - 1))
def test_what_was_sealed_opens_with_its_key_and_is_the_same(entry: Entry, key: bytes, seq: int) -> None:
    """The leaf has the published layout, and the private part gives back the entry."""
    sealed = seal(entry, seq, key)
    leaf = parse_leaf(sealed.leaf)
    assert len(sealed.leaf) == LEAF_SIZE
    assert (leaf.seq, leaf.month, len(leaf.commitments)) == (seq, "2026-11", 8)
    assert unseal(sealed, key) == entry


@given(entry=ENTRIES, key=KEYS)
def test_commitments_are_those_of_the_written_construction(entry: Entry, key: bytes) -> None:
    """HMAC(HMAC(data key, "salt|" + group), canonical JSON), computed by the standard library."""
    found = parse_leaf(seal(entry, 1, key).leaf).commitments
    for group, value, commitment in zip(GROUPS, canonical(entry), found, strict=True):
        field_key = hmac.new(key, f"salt|{group}".encode(), hashlib.sha256).digest()
        assert hmac.new(field_key, value, hashlib.sha256).digest() == commitment


@given(entry=ENTRIES)
def test_canonical_json_is_what_json_would_write_with_sorted_keys(entry: Entry) -> None:
    """Parsed and written again by the standard library it has the same bytes: one value, one writing."""
    for value in canonical(entry):
        assert json.dumps(json.loads(value), sort_keys=True, separators=(",", ":")).encode() == value


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_one_bit_changed_in_leaf_or_private_part_is_refused(at: int, bit: int) -> None:
    """Wherever it is."""
    sealed = sealed_at()
    whole = bytearray(sealed.leaf + sealed.private)
    whole[at % len(whole)] ^= 1 << bit
    with pytest.raises(TamperError):
        unseal(Sealed(bytes(whole[:LEAF_SIZE]), bytes(whole[LEAF_SIZE:])), bytes(32))


def test_another_key_and_another_leaf_are_refused() -> None:
    """A private part opens under its key, beside its leaf."""
    sealed, other = sealed_at(5), sealed_at(6)
    for wrong, key in ((sealed, b"\1" * 32), (Sealed(other.leaf, sealed.private), bytes(32)), (Sealed(sealed.leaf, b""), bytes(32))):
        with pytest.raises(TamperError, match="entry"):
            unseal(wrong, key)


@given(entry=ENTRIES, key=KEYS, group=st.sampled_from(list(GROUPS)), other=st.sampled_from(list(GROUPS)))
def test_a_revealed_group_fits_its_place_in_its_leaf_only(entry: Entry, key: bytes, group: str, other: str) -> None:
    """Not another group, not another value, not another number."""
    sealed = seal(entry, 3, key)
    revealed = reveal(sealed, key, group)
    check_revealed(sealed.leaf, revealed)
    wrong = [Revealed(3, group, revealed.field_key, revealed.value + b" "), Revealed(4, group, revealed.field_key, revealed.value)]
    if other != group:
        wrong.append(Revealed(3, other, revealed.field_key, revealed.value))
    for one in wrong:
        with pytest.raises(TamperError):
            check_revealed(sealed.leaf, one)


def test_equal_entries_have_nothing_in_common_outside() -> None:
    """Under other keys the same dealing, and empty groups too, look random: no commitment is seen twice."""
    entry = replace(plain(), recorded_at=START)
    seen = [commitment for number in range(20) for commitment in parse_leaf(seal(entry, number, bytes([number]) * 32).leaf).commitments]
    assert len(set(seen)) == 160


def test_a_group_that_does_not_exist_and_an_entry_without_its_time_are_refused() -> None:
    """Bad use, not tampering."""
    with pytest.raises(RecordError, match="known: event"):
        reveal(sealed_at(), bytes(32), "weather")
    with pytest.raises(RecordError, match="Add it through the log"):
        seal(dealing(), 1, bytes(32))


@given(data_key=KEYS, wrapping_key=KEYS, seq=st.integers(0, 2**63 - 1), at=st.integers(0, 59))
def test_a_wrapped_key_opens_for_its_number_and_unchanged_only(data_key: bytes, wrapping_key: bytes, seq: int, at: int) -> None:
    """AES-GCM with the number as associated data."""
    wrapped = wrap({seq: data_key}, wrapping_key)[seq]
    assert unwrap(wrapped, seq, wrapping_key) == data_key
    changed = wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :]
    for raw, number in ((wrapped, seq ^ 1), (changed, seq), (wrapped[:-1], seq), (b"", seq)):
        with pytest.raises(TamperError):
            unwrap(raw, number, wrapping_key)
