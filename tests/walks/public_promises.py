"""What the walk through the law in public needs beside a walk: servers, and what they answer."""

import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import walking
from walking import Ran, plain

__all__ = ["Walk", "asked", "free_port"]


class Walk(walking.Walk):
    """A walk through the law in public."""

    def promise(self, told: str, found: object = "") -> None:
        """One line; `found` is what stands against it, and nothing where it is kept."""
        self.holds(told, not found, found)

    def run(self, *words: str, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> Ran:
        """A command of the clone, in a folder of the walk."""
        command = [self.program(words[0]) if words[0] in ("sanctuary", "python", "schemathesis") else words[0], *words[1:]]
        return self.measured(*command, within=cwd, env={**plain(), **(more or {})})

    @contextmanager
    def serving(self, path: str, *words: str, cwd: Path | None = None) -> Iterator[str]:
        """The address of a server that a command starts; `{port}` in the words is its port."""
        port = free_port()
        command = [self.program(words[0]), *(word.replace("{port}", str(port)) for word in words[1:])]
        with subprocess.Popen(command, cwd=cwd or self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                address = f"http://127.0.0.1:{port}"
                while asked(address + path)[0] == 0:
                    if server.poll() is not None:
                        raise RuntimeError(f"the server ended with code {server.returncode}: {' '.join(command)}")
                yield address
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def asked(address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and content; 0 where nobody answers."""
    request = urllib.request.Request(address, data=body, headers=dict(headers or {}))  # noqa: S310 - a server of this walk
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            return answer.status, _named(answer.headers), answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, _named(refusal.headers), refusal.read()
    except OSError:
        return 0, {}, b""


def _named(headers: Message) -> dict[str, str]:
    """Headers by their names in small letters: those of HTTP have no case."""
    return {name.lower(): value for name, value in headers.items()}
