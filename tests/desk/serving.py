"""`sanctuary serve` over a folder, as a test starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from programs import free_port, said_until, until_open

__all__ = ["Served", "serving"]


@dataclass
class Served:
    """A desk that is served: where, and the link that makes the first account."""

    address: str
    first: str


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """`sanctuary serve` over a folder, on a free port."""
    pytest.importorskip("granian", reason="the extra desk is not installed")
    port = free_port()
    words = [str(Path(sys.executable).parent / "sanctuary"), "serve", "--port", str(port), "--folder", str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=folder, env={**os.environ, "NO_COLOR": "1"}) as process:
        told = said_until(process, "Stop it")
        until_open(process, port)
        yield Served(f"http://localhost:{port}", re.findall(r"http://\S+/first/\S+", told)[0])
        process.terminate()
