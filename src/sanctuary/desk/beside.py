"""The writer as a process beside the server that started it: started, waited for, and started again where it ends by itself.

Where the desk's folder is no longer there, nothing is started again: a writer would make the folder anew.

The passphrase is named to it and not read here: the process that forks workers never has it.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import nullcontext, suppress

from sanctuary.desk.config import Desk
from sanctuary.desk.place import Standing

__all__ = ["READY", "Beside", "end_with"]

READY = "The writer is ready."
"""What a writer says once the record is open."""

_PAUSE = 1.0
"""Seconds before a writer that ended is started again."""

_PROGRAM = "from sanctuary.cli import main; main()"


class Beside:
    """A writer that lasts as long as this process; a SystemExit with its own code where it cannot begin."""

    def __init__(self, desk: Desk, hosts: tuple[str, ...], standing: Standing, *, https: bool) -> None:
        self._standing = standing
        self._words = [sys.executable, "-c", _PROGRAM, "serve", *_words(desk, hosts, https=https)]
        self._env = dict(os.environ)
        self._over = threading.Event()
        self._process = self._started(subprocess.PIPE)
        with self._process.stdout or nullcontext() as told:
            line = told.readline() if told else ""
        if READY not in line:
            # It has said why on standard error.
            raise SystemExit(self._process.wait() or 2)
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def stop(self) -> None:
        """Ends it, and waits until it has ended."""
        self._over.set()
        with suppress(OSError):
            self._process.terminate()
        self._process.wait()

    def _started(self, out: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        return subprocess.Popen(self._words, stdin=subprocess.DEVNULL, stdout=out, text=True, env=self._env)  # noqa: S603 - this program

    def _watch(self) -> None:
        while True:
            self._process.wait()
            if self._over.wait(_PAUSE) or not self._standing:
                return
            sys.stderr.write("sanctuary: the writer ended; it is started again.\n")
            self._process = self._started()


def end_with(parent: int) -> None:
    """Ends this process soon after its parent ended, however that ended."""

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(_PAUSE)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _words(desk: Desk, hosts: tuple[str, ...], *, https: bool) -> Iterator[str]:
    yield desk.named or desk.place
    yield from ("--part", "writer", "--parent", str(os.getpid()), "--folder", str(desk.folder.parent))
    yield from ("--live",) if not desk.training else ()
    yield from ("--https",) if https else ()
    yield from (word for one in hosts for word in ("--host", one))
    yield from ("--passphrase-file", desk.passphrase_file) if desk.passphrase_file else ()
    yield from ("--database-file", desk.database_file) if desk.database_file else ()
