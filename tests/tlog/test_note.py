"""Signing and verifying notes."""

import pickle
from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.note import Signer, add_signatures, checkpoint_text, note_bytes, signature_line
from sanctuary.tlog.verify import (
    EMPTY_ROOT,
    Checkpoint,
    Refused,
    key_of,
    parse_checkpoint,
    parse_key,
    parse_note,
    signed_message,
    verify_checkpoint,
    verify_note,
)
from tlog.published import LOG, LOG_PQ, NOON, ORIGIN, WITNESS, WITNESS_PQ, noon, seed

ALL = (LOG, LOG_PQ, WITNESS, WITNESS_PQ)
TEXT = checkpoint_text(ORIGIN, 0, EMPTY_ROOT)
NOTE = note_bytes(TEXT, ALL)
NAMES = {0x01: "Ed25519", 0x04: "Ed25519 cosignature", 0x06: "ML-DSA-44 cosignature"}


@pytest.mark.parametrize("signer", ALL, ids=lambda signer: NAMES[signer.key.kind])
def test_a_signature_verifies_under_its_own_key_and_states_its_time(signer: Signer) -> None:
    """A note signature has no time, a cosignature has that of its clock."""
    assert verify_note(parse_note(NOTE), signer.key) == (None if signer is LOG else NOON)


@pytest.mark.parametrize("signer", ALL, ids=lambda signer: NAMES[signer.key.kind])
def test_a_signature_refuses_another_text_key_time_or_length(signer: Signer) -> None:
    """Whatever is changed, the signature does not verify."""
    line = signer.sign(TEXT)
    other = checkpoint_text(ORIGIN, 1, EMPTY_ROOT)
    with pytest.raises(Refused, match="does not verify"):
        verify_note(parse_note(f"{other}\n{line}".encode()), signer.key)
    signature = parse_note(f"{TEXT}\n{line}".encode()).signatures[0][2]
    for changed, match in (
        (signature[:-1], "bytes, expected"),
        (signature + b"\0", "bytes, expected"),
        (signature[:-9] + bytes([signature[-9] ^ 1]) + signature[-8:], "does not verify"),
        (bytes([signature[0] ^ 1]) + signature[1:], "does not verify"),
    ):
        with pytest.raises(Refused, match=match):
            verify_note(parse_note(f"{TEXT}\n{signature_line(signer.key, changed)}".encode()), signer.key)


@pytest.mark.parametrize("signer", [WITNESS, WITNESS_PQ], ids=["Ed25519", "ML-DSA-44"])
def test_a_cosignature_with_a_time_beyond_63_bits_is_refused(signer: Signer) -> None:
    """Even where it is signed for, such a time is out of the format's range."""
    late = Signer(signer.key.name, signer.key.kind, seed("w1" if signer is WITNESS else "w2"), lambda: 1 << 63)
    with pytest.raises(Refused, match="time out of range"):
        verify_note(parse_note(note_bytes(TEXT, [late])), signer.key)


def test_signed_bytes_are_those_of_the_page_on_cosignatures() -> None:
    """The Ed25519 cosignature covers a header, a time and the text; ML-DSA-44 covers names, time, range and root."""
    assert signed_message(LOG.key, TEXT, 0) == TEXT.encode()
    assert signed_message(WITNESS.key, TEXT, 7) == b"cosignature/v1\ntime 7\n" + TEXT.encode()
    name = WITNESS_PQ.key.name.encode()
    structure = (
        b"subtree/v1\n\x00"
        + bytes([len(name)])
        + name
        + (7).to_bytes(8, "big")
        + bytes([len(ORIGIN)])
        + ORIGIN.encode()
        + (0).to_bytes(8, "big")
        + (300).to_bytes(8, "big")
        + EMPTY_ROOT
    )
    assert signed_message(WITNESS_PQ.key, checkpoint_text(ORIGIN, 300, EMPTY_ROOT), 7) == structure


def test_the_example_of_the_page_on_cosignatures_is_read() -> None:
    """The published example parses; its two lines keep name, id and length."""
    root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    line = "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8="
    note = parse_note(f"example.com/behind-the-sofa\n20852163\n{root}\n\n\u2014 example.com/behind-the-sofa {line}\n".encode())
    assert parse_checkpoint(note.text).size == 20852163
    name, number, signature = note.signatures[0]
    assert (name, number.hex(), len(signature)) == ("example.com/behind-the-sofa", "033de0ae", 64)


@pytest.mark.parametrize("signer", ALL, ids=lambda signer: NAMES[signer.key.kind])
def test_a_verification_key_is_read_back_and_its_id_is_that_of_name_kind_and_key(signer: Signer) -> None:
    """The id is the first four bytes of a SHA-256 over name, newline, kind and key."""
    key = parse_key(signer.vkey)
    assert key == signer.key
    assert key.id == sha256(key.name.encode() + b"\n" + bytes([key.kind]) + key.public).digest()[:4]


NAME, ID, ENCODED = LOG.vkey.split("+", 2)


@pytest.mark.parametrize(
    ("vkey", "match"),
    [
        (f"record.example.org/log+{ID}+{ENCODED}", "the id is not that"),
        (f"{NAME}+00000000+{ENCODED}", "the id is not that"),
        (f"{NAME}+{ID.upper()}+{ENCODED}", "the id is not that"),
        (f"{NAME}+{ID}+{ENCODED[:-4]}AAAA", "the id is not that"),
        (f"{NAME}+{ID}+{ENCODED[:-4]}AAA=", "31 bytes, expected 32"),
        (f"{NAME}+{ID}+{ENCODED} ", "not base64"),
        (f"{NAME}+{ID}+{ENCODED[:-1]}", "not base64"),
        (f"{NAME} {ID}+{ENCODED}", "no key"),
        (NAME, "no key"),
        ("", "no key"),
        (f"+{ID}+{ENCODED}", "a key's name"),
        (f"a b+{ID}+{ENCODED}", "a key's name"),
        ("a+00000000+" + b64encode(b"\x02" + bytes(32)).decode(), "kind 2 is not known"),
        ("a+00000000+" + b64encode(b"\x01" + bytes(31)).decode(), "31 bytes, expected 32"),
    ],
)
def test_a_malformed_verification_key_is_refused(vkey: str, match: str) -> None:
    """Another name, id, kind or length, or another spelling of the same key."""
    with pytest.raises(Refused, match=match):
        parse_key(vkey)


def test_a_key_of_the_same_name_is_another_key() -> None:
    """Signature lines are matched by name and id together; a line of an unknown key is ignored, not believed."""
    stranger = Signer.ed25519(ORIGIN, seed("stranger"))
    namesake = Signer.ed25519("elsewhere.example.org/log", seed("log"))
    note = parse_note(note_bytes(TEXT, [stranger, namesake]))
    with pytest.raises(Refused, match="no signature by"):
        verify_note(note, LOG.key)
    both = parse_note(note_bytes(TEXT, [stranger, namesake, LOG]))
    assert verify_note(both, LOG.key) is None


def test_a_second_line_of_a_known_key_must_verify_too() -> None:
    """A good line does not cover for a bad one of the same key, in either order."""
    good, bad = LOG.sign(TEXT), signature_line(LOG.key, bytes(64))
    for lines in (good + bad, bad + good):
        with pytest.raises(Refused, match="does not verify"):
            verify_note(parse_note(f"{TEXT}\n{lines}".encode()), LOG.key)


def test_every_truncated_note_is_refused() -> None:
    """No beginning of a note is a note that these keys signed."""
    note = note_bytes(TEXT, (LOG, WITNESS))
    keys = ([LOG.key], [WITNESS.key])
    assert verify_checkpoint(note, *keys).checkpoint == Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    for length in range(len(note)):
        with pytest.raises(Refused):
            verify_checkpoint(note[:length], *keys)


@pytest.mark.parametrize(
    ("note", "match"),
    [
        (b"", "no empty line"),
        (b"a\n\n", "missing"),
        (b"a\n\n- b AAAAAAA=\n", "em dash"),
        ("a\n\n\u2014 b AAAAAAA=".encode(), "unfinished"),
        ("a\n\n\u2014 b AAAAAAA=\n\u2014 b".encode(), "unfinished"),
        ("a\n\n\u2014 b AAAAAAB=\n".encode(), "canonical"),
        ("a\n\n\u2014 b AAAA\n".encode(), "too short"),
        ("a\n\n\u2014 b  AAAAAAA=\n".encode(), "em dash"),
        ("a\n\n\u2014 b+c AAAAAAA=\n".encode(), "a key's name"),
        ("a\n\n\u2014 b\u2003c AAAAAAA=\n".encode(), "a key's name"),
        ("a\n\n\u2014  AAAAAAA=\n".encode(), "a key's name"),
        ("a\t\n\n\u2014 b AAAAAAA=\n".encode(), "control"),
        ("a\r\n\n\u2014 b AAAAAAA=\n".encode(), "control"),
        (b"\xff\n\n", "UTF-8"),
        (b"a" * 1_000_001, "at most"),
        (("a\n\n" + "\u2014 b AAAAAAA=\n" * 101).encode(), "more than 100"),
    ],
)
def test_a_malformed_note_is_refused(note: bytes, match: str) -> None:
    """Each rule of the page on signed notes."""
    with pytest.raises(Refused, match=match):
        parse_note(note)


@pytest.mark.parametrize(
    "text",
    [
        "o\n1\n",
        "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n\u0661\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hS\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
        "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    """Other lines, other forms of the number or of the root."""
    with pytest.raises(Refused):
        parse_checkpoint(text)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_note_or_refused(data: bytes) -> None:
    """Nothing but Refused comes out of bytes that are no note."""
    try:
        parse_checkpoint(parse_note(data).text)
    except Refused:
        return


def test_a_private_key_shows_nowhere() -> None:
    """Neither text forms nor a pickle hold it."""
    for signer in ALL:
        assert "vkey" in dir(signer)
        for shown in (repr(signer), str(signer), f"{signer}"):
            assert signer.key.name in shown
            assert seed("log").hex() not in shown
        with pytest.raises(RecordError, match="not pickled"):
            pickle.dumps(signer)


def test_key_objects_and_seeds_give_the_same_signer() -> None:
    """A private key is a key object or its 32-byte seed."""
    assert Signer.ed25519("a", Ed25519PrivateKey.from_private_bytes(seed("a"))).vkey == Signer.ed25519("a", seed("a")).vkey
    assert Signer.mldsa44("a", MLDSA44PrivateKey.from_seed_bytes(seed("a"))).vkey == Signer.mldsa44("a", seed("a")).vkey


def test_a_signer_that_cannot_sign_is_refused() -> None:
    """A short seed, a key of another kind, a name that a note cannot hold, a kind without signatures."""
    with pytest.raises(RecordError, match="32 bytes, not 5"):
        Signer.ed25519("a", b"short")
    with pytest.raises(RecordError, match="does not fit"):
        Signer("a", 0x06, Ed25519PrivateKey.generate())
    with pytest.raises(RecordError, match="no space"):
        Signer.ed25519("a b", seed("a"))
    with pytest.raises(RecordError, match="kind 9"):
        Signer("a", 0x09, seed("a"))
    with pytest.raises(Refused, match="kind 9"):
        key_of("a", 9, bytes(32))


def test_a_text_that_would_be_read_otherwise_is_not_signed() -> None:
    """A text without its newline, or a checkpoint with an origin of two lines."""
    with pytest.raises(RecordError, match="no empty line"):
        note_bytes("no newline", [LOG])
    with pytest.raises(RecordError, match="extension lines"):
        checkpoint_text("two\nlines", 1, EMPTY_ROOT)
    with pytest.raises(RecordError, match="31 bytes"):
        checkpoint_text(ORIGIN, 1, bytes(31))
    with pytest.raises(RecordError, match="another text"):
        note_bytes("a\n\n\u2014 b AAAAAAA=", [LOG])
    with pytest.raises(RecordError, match="missing"):
        note_bytes(TEXT, [])


def test_cosignatures_are_added_and_a_newer_one_replaces_the_older() -> None:
    """The note keeps its text and one line for each key."""
    with pytest.raises(TamperError, match="no empty line"):
        add_signatures(b"no note", [LOG.sign(TEXT)])
    later = Signer.cosigner(WITNESS.key.name, seed("w1"), lambda: NOON + 60)
    note = add_signatures(note_bytes(TEXT, [LOG]), [WITNESS.sign(TEXT), WITNESS_PQ.sign(TEXT)])
    verified = verify_checkpoint(note, [LOG.key], [WITNESS.key, WITNESS_PQ.key])
    assert dict(verified.witnesses) == {WITNESS.key.name: noon(), WITNESS_PQ.key.name: noon()}
    renewed = parse_note(add_signatures(note, [later.sign(TEXT)]))
    assert len(renewed.signatures) == 3
    assert verify_note(renewed, WITNESS.key) == NOON + 60
