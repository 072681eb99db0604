"""The code of an app for one-time codes, worked out as RFC 4226 and RFC 6238 say."""

import base64
import hmac
import struct

__all__ = ["code"]


def code(secret: str, at: float) -> str:
    """Six digits for a secret in base 32, at a moment in seconds.

    >>> code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59)
    '287082'
    """
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
