"""Programs that tests start: `sanctuary serve` over a folder, and waiting until a port answers."""

import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Served", "serving", "until_open"]


@dataclass
class Served:
    """A desk that is served: where, and the link that makes the first account."""

    address: str
    first: str


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """`sanctuary serve` over a folder, on a free port."""
    pytest.importorskip("granian", reason="the extra desk is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [str(Path(sys.executable).parent / "sanctuary"), "serve", "--port", str(port), "--folder", str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "NO_COLOR": "1"}) as process:
        told = _until_stop(process)
        until_open(process, port)
        yield Served(f"http://localhost:{port}", re.findall(r"http://\S+/first/\S+", told)[0])
        process.terminate()


def _until_stop(process: "subprocess.Popen[str]") -> str:
    """What is printed before the desk listens."""
    assert process.stdout
    told = ""
    while "Stop it" not in told:
        line = process.stdout.readline()
        assert line, f"the desk ended: {told}"
        told += line
    return told


def until_open(process: "subprocess.Popen[Any]", port: int) -> None:
    """Waits until the port answers, or the desk has ended."""
    while process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        select.select([], [], [], 0.05)
    raise AssertionError("the desk ended before it listened")
