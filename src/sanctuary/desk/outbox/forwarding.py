"""Pages of the record are answered by its writer alone: a process that holds no keys passes their requests on over a socket of the machine.

The writer asks anew who is signed in and what the role may do; nothing that this process says of it is believed there. Where the writer
does not answer, the page says so, and visits go on.
"""

import http.client
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

__all__ = ["ASLEEP", "MOST", "SOCKET", "App", "Forwarding", "Start", "asked", "of_the_record", "whole"]

SOCKET = "writer.sock"
ASLEEP = "sanctuary.asleep"
"""In the environment of a request of the record that the writer did not answer."""

_PAGES = frozenset({"entries", "proposals", "due", "reports", "notices", "published", "unfinished"})
"""The first steps of the paths of all pages that open the record."""

MOST = 13_000_000
"""Bytes of a request that are passed on."""
_PATIENCE = 120.0
_HOPS = frozenset({"connection", "keep-alive", "transfer-encoding", "server", "date", "te", "trailer", "upgrade"})

Start = Callable[..., Any]
App = Callable[[dict[str, Any], Start], Iterable[bytes]]


class _Link(http.client.HTTPConnection):
    """A connection to the writer's socket."""

    def __init__(self, path: Path, patience: float) -> None:
        super().__init__("localhost", timeout=patience)
        self._path = str(path)

    def connect(self) -> None:
        """Reaches the socket in place of a host."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def of_the_record(path: str) -> bool:
    """Whether a page opens the record.

    >>> of_the_record("/entries/3"), of_the_record("/record"), of_the_record("/published"), of_the_record("/")
    (True, False, True, False)
    """
    return path.split("/", 2)[1:2] != [] and path.split("/", 2)[1] in _PAGES


def asked(folder: Path, path: str, patience: float) -> str | None:
    """What the writer answers to a question of this program; nothing where none runs. A TimeoutError says that it is busy."""
    link = _Link(folder / SOCKET, patience)
    try:
        link.request("GET", path, headers={"Host": "localhost"})
        return link.getresponse().read(10_000).decode("utf-8", "replace")
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException):
        return None
    finally:
        link.close()


def whole(onward: App) -> App:
    """The application with pages of one piece and a known length: a server that gets them in parts sends them in chunks."""

    def answer(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        told = onward(environ, start_response)
        if getattr(told, "streaming", True):
            return told
        try:
            return [b"".join(told)]
        finally:
            told.close()  # type: ignore[attr-defined] # as a server does with what Django answers

    return answer


class Forwarding:
    """The application before a desk that holds no keys: requests of the record go to the writer, and all others onward."""

    def __init__(self, onward: App, folder: Path) -> None:
        self._onward, self._folder = onward, folder

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """The answer of whoever answers."""
        if not of_the_record(environ.get("PATH_INFO", "")):
            return self._onward(environ, start_response)
        length = environ.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isascii() and length.isdecimal() else MOST + 1
        if size > MOST:
            start_response("413 Content Too Large", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return [b""]
        body = environ["wsgi.input"].read(size) if size else b""
        link = _Link(self._folder / SOCKET, _PATIENCE)
        try:
            link.request(environ["REQUEST_METHOD"], _target(environ), body or None, _headers(environ))
            told = link.getresponse()
            answer, found = told.read(), told.getheaders()
        except (OSError, http.client.HTTPException):
            environ |= {ASLEEP: "1", "CONTENT_LENGTH": "0"}
            return self._onward(environ, start_response)
        finally:
            with suppress(OSError):
                link.close()
        start_response(f"{told.status} {told.reason}", [(name, value) for name, value in found if name.lower() not in _HOPS])
        return [answer]


def _target(environ: dict[str, Any]) -> str:

    query = environ.get("QUERY_STRING", "")
    return quote(environ["PATH_INFO"].encode("latin-1")) + (f"?{query}" if query else "")


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    named = {name[5:].replace("_", "-").title(): str(value) for name, value in environ.items() if name.startswith("HTTP_")}
    kept = {name: value for name, value in named.items() if name.lower() not in _HOPS}
    return kept | ({"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {})
