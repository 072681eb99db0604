"""Sends one signed message to one address, within one deadline, and to no address inside a network unless that was allowed.

The name is looked up once and the connection goes to what was found, so that a name cannot mean something else a moment later. Redirects
are not followed, and of the answer only its status is read. Signatures and headers are those of Standard Webhooks (spec 1.0).
"""

import base64
import hmac
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

__all__ = ["DEADLINE", "SendError", "is_public", "post", "signed"]

DEADLINE = 15.0
"""Seconds for all of it: name, connection, request and the status of the answer."""

_MOST = 8_192
"""Bytes of an answer that are looked at for its status."""

_TRANSLATED = tuple(ipaddress.ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""Addresses of IPv6 that stand for one of IPv4, which may be a private one (RFC 6052, 3056, 4380)."""

Resolve = Callable[..., Sequence[Any]]


class SendError(Exception):
    """What kept a message from being delivered, as a code: name, private, connection, tls, deadline, answer."""


def signed(secret: str, name: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of a message: its id, the second of the attempt, and the signature."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{name}.{at}.".encode() + body, sha256).digest()
    return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": f"v1,{base64.b64encode(digest).decode()}"}


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in one for one in _TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def post(
    address: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    private: bool,
    deadline: float = DEADLINE,
    resolve: Resolve = socket.getaddrinfo,
    context: ssl.SSLContext | None = None,
    elapsed: Callable[[], float] = time.monotonic,
) -> int:
    """The status of the answer; refuses what SendError names."""
    parts, end = urlsplit(address), elapsed() + deadline
    host, secure = parts.hostname or "", parts.scheme == "https"

    def left() -> float:
        if (seconds := end - elapsed()) <= 0:
            raise SendError("deadline")
        return seconds

    where = _resolved(host, parts.port or (443 if secure else 80), resolve, left())
    if not private and not all(is_public(one[0]) for one in where):
        raise SendError("private")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fields = {"Host": parts.netloc, "Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close", **headers}
    head = f"POST {target} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    try:
        with socket.create_connection(where[0], timeout=left()) as plain:
            if not secure:
                return _status(plain, head.encode("ascii") + body, left)
            with (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host) as line:
                return _status(line, head.encode("ascii") + body, left)
    except TimeoutError:
        raise SendError("deadline") from None
    except ssl.SSLError:
        raise SendError("tls") from None
    except OSError:
        raise SendError("connection") from None


def _resolved(host: str, port: int, resolve: Resolve, seconds: float) -> list[tuple[str, int]]:
    """The addresses of a name, looked up beside, for a look-up has no time limit of its own."""
    found: list[tuple[str, int]] = []

    def look() -> None:
        try:
            found.extend((str(one[4][0]), port) for one in resolve(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            found.clear()

    beside = Thread(target=look, daemon=True)
    beside.start()
    beside.join(seconds)
    if beside.is_alive():
        raise SendError("deadline")
    if not found:
        raise SendError("name")
    return found


def _status(line: socket.socket, request: bytes, left: Callable[[], float]) -> int:
    line.settimeout(left())
    line.sendall(request)
    told = b""
    while b"\n" not in told and len(told) < _MOST:
        line.settimeout(left())
        more = line.recv(1_024)
        if not more:
            break
        told += more
    words = told.partition(b"\n")[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not (words[1].isdigit() and len(words[1]) == 3):
        raise SendError("answer")
    return int(words[1])
