"""A letter to whoever holds the record's keys: anybody can seal one, and nobody else opens it (HPKE, RFC 9180, base mode).

The suite is DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. The private key follows from what opens the file of keys, so nothing more
is kept, and new keys of the record do not shut out a letter that was sealed before. `bound` names what a letter is for.
"""

import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys

__all__ = ["address_of", "open_letter", "seal_letter"]

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def address_of(keys: Keys) -> str:
    """The public key to which letters are sealed: 32 bytes in hexadecimal. It tells nothing of any other key."""
    return _private(keys).public_key().public_bytes_raw().hex()


def seal_letter(address: str, clear: bytes, bound: bytes) -> bytes:
    """A letter to an address; refuses what is none."""
    try:
        key = X25519PublicKey.from_public_bytes(bytes.fromhex(address))
        return _SUITE.encrypt(clear, key, info=bound)
    except ValueError:
        raise RecordError("the writer's address is none. Start the writer, which writes it anew.") from None


def open_letter(keys: Keys, sealed: bytes, bound: bytes) -> bytes:
    """What a letter says; refuses one that was changed, is for something else, or was sealed to another record."""
    try:
        return _SUITE.decrypt(sealed, _private(keys), info=bound)
    except (InvalidTag, ValueError):
        raise RecordError("a letter that does not open: it was changed, or sealed to another record's keys.") from None


def _private(keys: Keys) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hmac.digest(keys.file_key, b"sanctuary.record letters", "sha256"))
