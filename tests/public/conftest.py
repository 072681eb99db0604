"""One server of the law in public for all tests of this folder."""

import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from programs import free_port, until
from sanctuary.pages.html import look


@contextmanager
def served(log: Path, path: str, *words: str) -> Iterator[str]:
    """The address of a server that answers at a path, ended when the block is left; what it says goes into a file."""
    where = f"http://127.0.0.1:{(number := free_port())}"
    command = [sys.executable, "-c", "from sanctuary.cli import main; main()", "serve", *words, "--port", str(number)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as server:
        try:
            until(server, lambda: _answers(where + path))
            yield where
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def _answers(where: str) -> bool:
    """Whether a server answers there, with a refusal too."""
    try:
        urllib.request.urlopen(where).close()  # noqa: S310 - this machine's own
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a folder that holds the least of a site; nothing is written, no request is logged."""
    folder = tmp_path_factory.mktemp("public")
    (folder / "index.html").write_text("<!doctype html><title>home</title>", encoding="utf-8")
    (folder / "look.css").write_text(look(), encoding="utf-8")
    (folder / "site.json").write_text("{}", encoding="utf-8")
    log = tmp_path_factory.mktemp("log") / "output"
    with served(log, "/index.html", "--public", str(folder)) as where:
        yield where
    before = {path.name for path in folder.iterdir()}
    assert before == {"index.html", "look.css", "site.json"}, "something was written"
    told = log.read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in told] == ["The site", "Try a situation", "The API", "Stop it with Ctrl-C."], (
        "a request was logged"
    )
