"""An agent: a process that keeps a record's keys open for a working day, so that each command does not derive them from a passphrase anew.

It holds two things, in memory alone: the key that opens signing.json, and the person's own signing key. Commands of the same user ask at a
Unix socket in the record's folder; they get the first, and of the second signatures only. An approval is never signed by an agent. What it
protects against: a passphrase in a file, in the environment or in a shell's history; other users of the machine; a working day that ends
without anybody thinking of it. What it cannot protect against: a program that runs as the same user, or as root, can ask as a command
asks, and keeps what it was given. Where that matters, type the passphrase.

Rules it keeps:
- The socket is its owner's alone (0600) from the moment it is there, and the kernel says who asks (SO_PEERCRED, unix(7)): only the user
  who started the agent is answered. Whoever asks looks at the socket's owner, and at who answers, in the same way.
- It ends by itself: after a number of hours, and after a time without being asked; time in which the machine slept counts.
- Nobody who is slow, silent or wrong holds it up for longer than a second, or learns why they were not answered.
- Acts of two people never take a passphrase from it (commands/recorded.py): each of the two types their own. Whoever asks it for the
  signature of an approval gets none, so that nobody approves in the name of a person whose agent runs.
"""

import ctypes
import json
import os
import resource
import socket
import stat
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sanctuary.errors import RecordError
from sanctuary.record.keys import Keys
from sanctuary.record.persons import Hand, sense_of

__all__ = ["Agent", "harden", "keys_from_agent", "stop_agent"]

_NAME = "agent.sock"
_LONGEST_PATH = 100
"""Bytes of the longest path of a socket (sockaddr_un has 108, one less on some systems)."""

_ASK, _STOP, _SIGN = (f"sanctuary.record agent/2 {what}".encode() for what in ("key\n", "stop\n", "sign "))
_LONGEST = 4096
"""Bytes of the longest question."""

_SIGNED = frozenset({"act", "draft", "publication"})
"""In which senses an agent signs."""

_PATIENCE = 1.0
"""Seconds for one question."""

LONGEST = timedelta(hours=12)
"""How long an agent lasts at most: a working day."""

Elapsed = Callable[[], float]


def _since_boot() -> float:
    """Seconds since the machine started, sleep included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Agent:
    """An agent of one record. A repr shows the folder alone."""

    def __init__(
        self, folder: Path, keys: Keys, lasts: timedelta, idle: timedelta, clock: Elapsed = _since_boot, patience: float = _PATIENCE
    ) -> None:
        if not timedelta(0) < lasts <= LONGEST or not timedelta(0) < idle <= LONGEST:
            raise RecordError(f"an agent lasts at most {LONGEST // timedelta(hours=1)} hours, and more than none.")
        self.path = _socket_path(folder)
        self._key, self._person, self._hand = bytearray(keys.file_key), keys.person, keys.hand()
        self._clock, self._idle, self._patience = clock, idle.total_seconds(), patience
        self._end = clock() + lasts.total_seconds()
        self._asked = clock()
        self._stopped = False
        self._socket = _bound(self.path)

    def __repr__(self) -> str:
        return f"Agent({str(self.path.parent)!r})"

    @property
    def over(self) -> bool:
        """Whether its time has passed, or somebody stopped it."""
        now = self._clock()
        return self._stopped or now >= self._end or now >= self._asked + self._idle

    def serve(self) -> None:
        """Answers until its time has passed; then the key is overwritten and the socket is gone."""
        try:
            self._socket.settimeout(_PATIENCE)
            while not self.over:
                try:
                    peer, _ = self._socket.accept()
                except TimeoutError:
                    continue
                with peer, suppress(OSError):
                    peer.settimeout(self._patience)
                    self._answer(peer)
        finally:
            self.close()

    def close(self) -> None:
        """Overwrites the key and removes the socket."""
        self._stopped = True
        self._key[:] = bytes(len(self._key))
        self._hand = None
        self._socket.close()
        with suppress(OSError):
            self.path.unlink()

    def _answer(self, peer: socket.socket) -> None:
        if _user_of(peer) != os.geteuid():
            return
        asked = _line(peer, len(_STOP), self._patience)
        if asked.startswith(_SIGN) and not asked.endswith(b"\n"):
            asked += _line(peer, _LONGEST, self._patience)
        if asked == _STOP:
            self._stopped = True
        elif asked == _ASK and not self.over:
            self._asked = self._clock()
            own = self._hand.key if self._hand else ""
            peer.sendall(json.dumps({"person": self._person, "key": self._key.hex(), "own": own}).encode() + b"\n")
        elif asked.startswith(_SIGN) and self._hand is not None and not self.over:
            self._asked = self._clock()
            peer.sendall(json.dumps({"signature": _signature(self._hand, asked.removeprefix(_SIGN))}).encode() + b"\n")


def keys_from_agent(folder: Path, patience: float = 2 * _PATIENCE) -> Keys | None:
    """The keys of a record from its agent; nothing where none answers in time, refused where what is there is not the user's own."""
    answer = _asked(folder, _ASK, patience)
    if answer is None:
        return None
    try:
        told = json.loads(answer)
        key, person, own = bytes.fromhex(told["key"]), str(told["person"]), str(told["own"])
    except (ValueError, KeyError, TypeError):
        return None
    hand = Hand(person, own, lambda said: _signed_by_agent(folder, said, patience), typed=False) if own else None
    return Keys.read_with(folder / "signing.json", key, person, hand)


def _signed_by_agent(folder: Path, said: bytes, patience: float) -> bytes:
    """The signature of the person whose agent runs, under a statement."""
    answer = _asked(folder, _SIGN + said.hex().encode() + b"\n", patience)
    try:
        found = bytes.fromhex(json.loads(answer or b"{}")["signature"])
    except (ValueError, KeyError, TypeError):
        found = b""
    if not found:
        raise RecordError(f"{folder}: the agent signs no more. Nothing was recorded. Start it again, or give the passphrase.")
    return found


def _signature(hand: Hand, asked: bytes) -> str:
    """The signature under a statement that somebody asked for, in hexadecimal; nothing where it is none that an agent signs."""
    try:
        said = bytes.fromhex(asked.strip().decode("ascii"))
    except ValueError:
        return ""
    return hand.sign(said).hex() if sense_of(said) in _SIGNED else ""


def stop_agent(folder: Path) -> bool:
    """Ends a record's agent; whether one was running."""
    return _asked(folder, _STOP) is not None


def harden() -> None:
    """Keeps this process out of core dumps and from being read by others of the user (prctl(2), PR_SET_DUMPABLE).

    Its memory stays off the disk as far as the system lets it (mlockall(2)).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(4, 0, 0, 0, 0)
        library.mlockall(3)


def _asked(folder: Path, question: bytes, patience: float = 2 * _PATIENCE) -> bytes | None:
    path = _socket_path(folder)
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
        raise RecordError(f"{path}: not a socket of yours alone. Remove it, and find out who put it there.")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as ours:
        ours.settimeout(patience)
        try:
            ours.connect(str(path))
            if _user_of(ours) != os.geteuid():
                raise RecordError(f"{path}: somebody else answers there. Remove it, and find out who put it there.")
            ours.sendall(question)
            return _line(ours, 1000, patience)
        except OSError:
            return None


def _line(peer: socket.socket, longest: int, patience: float) -> bytes:
    """One line, at most so long, read within the patience (seconds) for one question."""
    found, end = b"", time.monotonic() + patience
    while not found.endswith(b"\n") and len(found) <= longest and time.monotonic() < end:
        part = peer.recv(longest + 1 - len(found))
        if not part:
            break
        found += part
    return found


def _user_of(peer: socket.socket) -> int:
    """The user at the other end, as the kernel says it."""
    _, user, _ = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return int(user)


def _socket_path(folder: Path) -> Path:
    path = folder.resolve() / _NAME
    if not hasattr(socket, "SO_PEERCRED"):
        raise RecordError("an agent needs a system that says who asks at a socket (Linux). Give the passphrase to each command.")
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise RecordError(f"{path}: longer than a socket's path can be. Reach the folder by a shorter path.")
    return path


def _bound(path: Path) -> socket.socket:
    """A listening socket of this user alone, in the place of one that nobody listens at any more."""
    if path.exists() or path.is_symlink():
        if _asked(path.parent, b"\n") is not None:
            raise RecordError(f"{path.parent}: an agent runs already. 'sanctuary record agent {path.parent} --stop' ends it.")
        path.unlink()
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        found.bind(str(path))
        found.listen(8)
    except OSError as problem:
        found.close()
        raise RecordError(f"{path}: no socket can be made there ({problem.strerror}).") from None
    finally:
        os.umask(before)
    return found
