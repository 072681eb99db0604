"""What a walk needs: the program of a clone as a user types it, promises that are kept or not, and the time of each part."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

__all__ = ["DAY", "Ran", "Walk", "asked", "free_port"]

DAY = "2026-11-22"


@dataclass(frozen=True)
class Ran:
    """What a command did, and its time of the processor in seconds."""

    code: int
    out: str
    err: str
    cpu: float


@dataclass
class Walk:
    """A clone that is tried, a folder for what is made, and how many promises were kept."""

    clone: Path
    home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="walk.")))
    kept: int = 0
    broken: int = 0
    skipped: int = 0

    def promise(self, told: str, found: object = "") -> None:
        """One line; `found` is what stands against it, and nothing where it is kept."""
        text = " ".join(str(found).split())[:400] if found else ""
        print(f"NOT kept: {told}: {text}" if text else f"kept: {told}", flush=True)
        self.broken, self.kept = self.broken + bool(text), self.kept + (not text)

    def skip(self, told: str, why: str) -> None:
        """What cannot be tried on this machine."""
        print(f"skipped: {told}: {why}", flush=True)
        self.skipped += 1

    def program(self, name: str = "sanctuary") -> str:
        """A program of the clone's environment."""
        return str(self.clone / ".venv" / "bin" / name)

    def run(self, *words: str, cwd: Path | None = None, more: Mapping[str, str] | None = None) -> Ran:
        """A command of the clone, in a folder of the walk."""
        before = os.times()
        command = [self.program(words[0]) if words[0] in ("sanctuary", "python", "schemathesis") else words[0], *words[1:]]
        environment = {**os.environ, **(more or {})}
        done = subprocess.run(command, cwd=cwd or self.home, env=environment, capture_output=True, text=True, check=False)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return Ran(done.returncode, done.stdout, done.stderr, cpu)

    @contextmanager
    def serving(self, path: str, *words: str, cwd: Path | None = None) -> Iterator[str]:
        """The address of a server that a command starts; `{port}` in the words is its port."""
        port = free_port()
        command = [self.program(words[0]), *(word.replace("{port}", str(port)) for word in words[1:])]
        with subprocess.Popen(command, cwd=cwd or self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                address = f"http://127.0.0.1:{port}"
                while asked(address + path)[0] == 0:
                    if server.poll() is not None:
                        raise RuntimeError(f"the server ended with code {server.returncode}: {' '.join(command)}")
                yield address
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait()

    def done(self) -> int:
        """Prints how many; the exit code."""
        shutil.rmtree(self.home, ignore_errors=True)
        print(f"{self.kept} kept, {self.broken} not kept, {self.skipped} skipped.")
        return 1 if self.broken else 0

    def timed(self, name: str, part: Any) -> None:
        """Runs a part under its name; its own failure is a promise that is not kept."""
        print(f"== {name}", flush=True)
        since, before = time.monotonic(), sum(os.times()[:4])
        try:
            part(self)
        except Exception as stopped:  # noqa: BLE001 - the other parts are still to be tried
            self.promise(f"{name} runs to its end", f"{type(stopped).__name__}: {stopped}")
        print(
            f"   {name}: {sum(os.times()[:4]) - before:.0f} s of the processor, {time.monotonic() - since:.0f} s by the clock", flush=True
        )


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


if __name__ == "__main__":
    sys.exit("This is a part of tests/walks/public.py.")
