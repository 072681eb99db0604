"""Programs that tests start: a free port, and waiting until one is ready. No wait has a limit, for a slow machine is no fault.

A wait ends when what it waits for holds, and fails when the program has ended.
"""

import select
import socket
import subprocess
from collections.abc import Callable
from typing import Any

__all__ = ["NO_LIMIT", "free_port", "said_until", "until", "until_open"]

NO_LIMIT = 1e6
"""Seconds, for what insists on a limit: some eleven days."""


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def until(process: "subprocess.Popen[Any]", holds: Callable[[], object]) -> None:
    """Waits until something holds."""
    while not holds():
        assert process.poll() is None, f"the program ended with code {process.returncode}"
        select.select([], [], [], 0.05)


def until_open(process: "subprocess.Popen[Any]", port: int) -> None:
    """Waits until a port answers."""

    def answers() -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", port)) == 0

    until(process, answers)


def said_until(process: "subprocess.Popen[str]", words: str) -> str:
    """What a program prints up to a line with these words."""
    assert process.stdout
    told = ""
    while words not in told:
        line = process.stdout.readline()
        assert line, f"the program ended: {told}"
        told += line
    return told
