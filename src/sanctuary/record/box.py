"""A box of bytes under a key that the program does not keep: who has the key, reads it; a box that was changed does not open.

AES-256-GCM with a random nonce of 96 bits before the text; `bound` names what the box is for, so that none opens in another's place.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sanctuary.errors import RecordError

__all__ = ["box", "unbox"]

_NONCE = 12


def box(key: bytes, clear: bytes, bound: bytes) -> bytes:
    """The box of a text, under a key of 32 bytes.

    >>> unbox(b"k" * 32, box(b"k" * 32, b"text", b"row"), b"row")
    b'text'
    """
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, clear, bound)


def unbox(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """The text of a box; refuses another key, another purpose, and a box that was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise RecordError("a box that does not open: it was changed, or sealed under another key.") from None
