"""The writer: the one process that opens the record. It enters letters, and answers the pages of the record over a socket of the machine.

Rules it keeps:
- One writer for a folder; a second one is refused. One whose lock is no longer the folder's ends: the folder was deleted or made anew, and
  what is there now is another desk's.
- Letters are entered in a thread of their own, so that a long report keeps no entry waiting. Any thread may use a record.
- It listens at sockets in the desk's folder alone, which its user (and a group that shares the folder) reaches, and logs no request.
- Its memory stays out of core dumps and cannot be read by other processes of its user.
- Where it was started by `sanctuary serve`, it ends with it.
"""

import fcntl
import io
import os
import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection, connections

from sanctuary.desk.beside import end_with
from sanctuary.desk.config import Desk, is_shared
from sanctuary.desk.outbox.entering import announce, end_keys, purge, round_of, tell_proposals
from sanctuary.desk.outbox.forwarding import MOST, SOCKET, App, Start
from sanctuary.desk.outbox.sending import BELL
from sanctuary.desk.place import stands
from sanctuary.errors import RequestError, SanctuaryError

__all__ = ["read_first", "write"]

_EVERY = 1.0
"""Seconds between two looks for letters where nobody rings."""

_ROUNDS = 60
"""Rounds between two looks for what is to be deleted, for agencies that are new, and for accounts that are ended."""

_PATIENCE = 30


class _Quiet(WSGIRequestHandler):
    """A request over the socket; nothing of it is written anywhere."""

    timeout = _PATIENCE

    def log_message(self, *_: Any) -> None:
        """Writes nothing."""

    def get_stderr(self) -> io.StringIO:
        """What would hold a trace with values is thrown away; guard.py tells which failure it was."""
        return io.StringIO()


class _Server(WSGIServer):
    """A server of one thread, since diagrams of the law belong to a thread."""

    address_family = socket.AF_UNIX
    request_queue_size = 64

    def server_bind(self) -> None:
        """Listens at the path."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", 0
        self.setup_environ()

    def get_request(self) -> tuple[Any, Any]:
        """A connection; whoever is at its other end has no address."""
        return super().get_request()[0], ("127.0.0.1", 0)

    def handle_error(self, *_: Any) -> None:
        """A connection that broke off is nobody's business."""


def read_first(onward: App) -> App:
    """The application with all that was sent in memory; at most what the web passes on.

    A page that refuses without reading a form would end the connection while it is sent, and whoever sent it would be told that the
    record does not answer.
    """

    def answer(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        size = min(int(length), MOST) if length.isascii() and length.isdecimal() else 0
        return onward({**environ, "wsgi.input": io.BytesIO(environ["wsgi.input"].read(size))}, start_response)

    return answer


def write(desk: Desk, ready: Callable[[], None], *, parent: int = 0) -> None:
    """Enters letters and answers until it is stopped. `ready` is called once the record is open and what waited was entered.

    `parent`: the process with which it ends, where there is one.
    """
    with ExitStack() as opened:
        lock = desk.folder / "writer.lock"
        handle = opened.enter_context(_alone(lock))
        opened.callback(desk.close)
        announce(desk)
        bell = opened.enter_context(_bell(desk.folder / BELL))
        server = opened.enter_context(_serving(desk.folder / SOCKET))
        round_of(desk)
        over = threading.Event()
        rounds = Rounds(desk, bell, over, lambda: stands(lock, handle), server.shutdown)
        thread = threading.Thread(target=rounds.go, daemon=True)
        thread.start()
        opened.callback(thread.join)
        opened.callback(over.set)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if parent:
            end_with(parent)
        ready()
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=_EVERY)
        if rounds.ousted:
            raise RequestError(
                f"{desk.folder}: this folder, or the lock in it, was deleted or made anew while its writer ran. The writer ends, and has "
                "changed nothing of what is there now. Start it again where the record is."
            )


@dataclass
class Rounds:
    """Looks for letters until `over`; where the writer's lock does not `stand` any more, it is `ousted` and does no further round."""

    desk: Desk
    bell: socket.socket
    over: threading.Event
    standing: Callable[[], bool]
    end: Callable[[], None]
    ousted: bool = False

    def go(self) -> None:
        """Round after round."""
        rounds = 0
        try:
            while not self.over.is_set():
                with suppress(TimeoutError):
                    self.bell.recv(1)
                if not self.standing():
                    self.ousted = True
                    self.end()
                    return
                round_of(self.desk)
                if rounds % _ROUNDS == 0:
                    _look_around(self.desk)
                rounds += 1
        finally:
            connections.close_all()


def _look_around(desk: Desk) -> None:
    for look in (lambda at: purge(at.clock()), announce, end_keys, tell_proposals):
        try:
            look(desk)
        except DatabaseError:
            connection.close()
            return
        except (SanctuaryError, OSError) as problem:
            sys.stderr.write(f"sanctuary: the writer could not look around ({type(problem).__name__}).\n")


@contextmanager
def _alone(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise RequestError(f"{path.parent}: a writer runs already. One writes a record; stop it first.") from None
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _bell(path: Path) -> Iterator[socket.socket]:
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        # Only while it is made: a folder that is made under this mask could not be entered.
        with _masked(path.parent):
            one.bind(str(path))
        one.settimeout(_EVERY)
        yield one


@contextmanager
def _serving(path: Path) -> Iterator[_Server]:
    path.unlink(missing_ok=True)
    with _masked(path.parent):
        try:
            server = _Server(str(path), _Quiet)  # type: ignore[arg-type] # a path in place of host and port
        except OSError as problem:
            raise RequestError(f"{path}: no socket can be made there ({problem.strerror}). Its path has at most 107 bytes.") from None
    server.set_app(read_first(WSGIHandler()))
    made = path.stat()
    try:
        yield server
    finally:
        server.server_close()
        # Where the folder was made anew meanwhile, the socket there is another writer's.
        with suppress(FileNotFoundError):
            if os.path.samestat(made, path.stat()):
                path.unlink()


@contextmanager
def _masked(folder: Path) -> Iterator[None]:
    """What is made is its owner's alone, and the group's where the folder is shared with one."""
    before = os.umask(0o117 if is_shared(folder) else 0o177)
    try:
        yield
    finally:
        os.umask(before)
