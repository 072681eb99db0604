"""Signs checkpoints: C2SP signed-note, tlog-checkpoint and tlog-cosignature.

Three kinds of signature: Ed25519 over the note's text (0x01), which every checkpoint carries; and cosignatures with a time, by Ed25519
over the text (0x04) and by ML-DSA-44 over the origin, size and root and the cosigner's own name (0x06).

- A private key stays inside its signer: nothing here prints one, and a signer shows its verification key only.
- What is signed is built by the functions that verify, so the two cannot differ.
"""

import time
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.verify import COSIGNATURE, ED25519, MLDSA44, Key, Refused, key_of, parse_checkpoint, parse_note, signed_message

__all__ = ["Signer", "add_signatures", "checkpoint_text", "note_bytes", "signature_line"]


def _now() -> int:
    return int(time.time())


class Signer:
    """A private key with a name; `clock` gives the seconds since 1970 that a cosignature states."""

    __slots__ = ("_clock", "_private", "key")

    def __init__(
        self, name: str, kind: int, private: Ed25519PrivateKey | MLDSA44PrivateKey | bytes, clock: Callable[[], int] = _now
    ) -> None:
        key = _private_key(name, kind, private)
        try:
            self.key: Key = key_of(name, kind, key.public_key().public_bytes_raw())
        except Refused as problem:
            raise RecordError(f"signer: {problem}.") from None
        self._private = key
        self._clock = clock

    @classmethod
    def ed25519(cls, name: str, private: Ed25519PrivateKey | bytes) -> Self:
        """A signer of notes; every checkpoint needs one, with the log's origin as its name."""
        return cls(name, ED25519, private)

    @classmethod
    def cosigner(cls, name: str, private: Ed25519PrivateKey | bytes, clock: Callable[[], int] = _now) -> Self:
        """A signer of Ed25519 cosignatures: a witness."""
        return cls(name, COSIGNATURE, private, clock)

    @classmethod
    def mldsa44(cls, name: str, private: MLDSA44PrivateKey | bytes, clock: Callable[[], int] = _now) -> Self:
        """A signer of ML-DSA-44 cosignatures: the log beside its Ed25519 key, or a witness."""
        return cls(name, MLDSA44, private, clock)

    @property
    def vkey(self) -> str:
        """The verification key as one line of text."""
        return self.key.vkey

    def sign(self, text: str) -> str:
        """The signature line for a note's text, with its newline."""
        timed = self.key.kind != ED25519
        timestamp = self._clock() if timed else 0
        try:
            message = signed_message(self.key, text, timestamp)
        except Refused as problem:
            raise RecordError(f"signer {self.key.name}: {problem}.") from None
        signature = self._private.sign(message)
        return signature_line(self.key, (timestamp.to_bytes(8, "big") if timed else b"") + signature)

    def __repr__(self) -> str:
        return f"Signer({self.vkey[:80]!r})"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise RecordError("signer: a private key is not pickled. Make the signer anew where it is needed.")


def _private_key(name: str, kind: int, private: Ed25519PrivateKey | MLDSA44PrivateKey | bytes) -> Ed25519PrivateKey | MLDSA44PrivateKey:
    if isinstance(private, bytes):
        if len(private) != 32:
            raise RecordError(f"signer {name}: a seed has 32 bytes, not {len(private)}.")
        make = MLDSA44PrivateKey.from_seed_bytes if kind == MLDSA44 else Ed25519PrivateKey.from_private_bytes
        return make(private)
    if isinstance(private, MLDSA44PrivateKey) != (kind == MLDSA44):
        raise RecordError(f"signer {name}: the private key does not fit signatures of kind {kind}.")
    return private


def signature_line(key: Key, signature: bytes) -> str:
    """The line of a note that holds this signature by this key, with its newline."""
    return f"\u2014 {key.name} {b64encode(key.id + signature).decode()}\n"


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint: origin, size, root."""
    text = f"{origin}\n{size}\n{b64encode(root).decode()}\n"
    try:
        parse_checkpoint(text)
    except Refused as problem:
        raise RecordError(f"{problem}.") from None
    return text


def note_bytes(text: str, signers: Iterable[Signer]) -> bytes:
    """The note of this text, signed by each signer in order."""
    note = (text + "\n" + "".join(signer.sign(text) for signer in signers)).encode()
    return _checked(note, text)


def add_signatures(note: bytes, lines: Iterable[str]) -> bytes:
    """The note with further signature lines; a line of a name and key id that it already has replaces the older one."""
    try:
        text = parse_note(note).text
    except Refused as problem:
        raise TamperError(f"{problem}.") from None
    kept = {_owner(line): line for line in note.decode()[len(text) + 1 :].splitlines(keepends=True)}
    for line in lines:
        kept[_owner(line)] = line
    return _checked((text + "\n" + "".join(kept.values())).encode(), text)


def _owner(line: str) -> tuple[str, str]:
    name, _, encoded = line.removeprefix("\u2014 ").partition(" ")
    return name, encoded[:5]


def _checked(note: bytes, text: str) -> bytes:
    """The note, refused where a reader would see another text or no signature in it."""
    try:
        same = parse_note(note).text == text
    except Refused as problem:
        raise RecordError(f"{problem}. Sign a text that ends in one newline, by at least one signer.") from None
    if not same:
        raise RecordError("note: a reader would see another text. End it in exactly one newline.")
    return note
