"""Files read in a process of its own, with bounds on memory and time: a file made to exhaust a machine ends that process and nothing else.

The child is this module run as a program. It gets one line of JSON for each file and answers with one line for each page; a crop of a
page is made there, too, so that no picture of a paper leaves its memory unless it was asked for.
"""

import base64
import json
import os
import resource
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Self

from sanctuary.documents import Frozen, as_json, shape
from sanctuary.errors import EvidenceError
from sanctuary.triage.page import Box, Page
from sanctuary.triage.read import is_plain, pages_of, pictured

__all__ = ["Crop", "crops_apart", "read_apart"]

MEMORY = 3_000_000_000
"""Bytes of the child's own memory: reading a page takes a third."""
PATIENCE = 120.0
"""Seconds for one page, thirty times what one takes."""
CPU = 3_600
"""Seconds of work of one child, whatever the files."""


class Crop(Frozen, frozen=True):
    """A part of a page to be cut out: which page, and where."""

    page: int
    box: Box


class _Answer(Frozen, frozen=True):
    page: Page | None = None
    crops: tuple[str, ...] = ()
    refused: str = ""
    done: bool = False


def read_apart(
    paths: Sequence[Path], heard: Callable[[int], None] = lambda _: None, *, patience: float = PATIENCE
) -> list[tuple[str, list[Page]]]:
    """The pages of each file; `heard` is told the pages so far. Refuses, as reading does, and where a file took too long or too much."""
    found = []
    count = 0
    with ExitStack() as stack:
        child: _Child | None = None
        for path in paths:
            # Plain text needs no parser, and is read here: starting a process takes longer.
            plain = is_plain(path)
            if not plain and child is None:
                child = stack.enter_context(_Child(patience))
            pages = []
            for page in pages_of(path) if plain or child is None else child.pages(path):
                pages.append(page)
                count += 1
                heard(count)
            found.append((str(path), pages))
    return found


def crops_apart(path: Path, wanted: Sequence[Crop], *, patience: float = PATIENCE) -> list[bytes]:
    """Parts of a file's pages as PNG, in the order asked for; empty where a page has no picture."""
    with _Child(patience) as child:
        asked = {"path": str(path), "crops": [{"page": one.page, "box": list(one.box)} for one in wanted]}
        return [base64.b64decode(one) for answer in child.ask(asked, path) for one in answer.crops]


class _Child:
    """The process that reads; started at once, ended with the block."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.rest = b""

    def __enter__(self) -> Self:
        # The child gets no word of this process but the path of the program.
        env = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "OMP_NUM_THREADS": "2",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sanctuary.triage.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            bufsize=0,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        self.process.wait()

    def pages(self, path: Path) -> Iterator[Page]:
        """The pages of a file."""
        return (answer.page for answer in self.ask({"path": str(path)}, path) if answer.page)

    def ask(self, asked: dict[str, Any], path: Path) -> Iterator[_Answer]:
        """The answers for one file, until it is done."""
        assert self.process.stdin is not None  # noqa: S101 - a pipe was asked for
        try:
            self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        except BrokenPipeError:
            raise self._ended(path) from None
        while True:
            line = self._line(path)
            answer = shape(json.loads(line), _Answer, "the reading process", EvidenceError)
            if answer.refused:
                raise EvidenceError(answer.refused)
            if answer.done:
                return
            yield answer

    def _line(self, path: Path) -> bytes:
        stream: IO[bytes] | None = self.process.stdout
        assert stream is not None  # noqa: S101 - a pipe was asked for
        parts = self.rest
        with selectors.DefaultSelector() as waiting:
            waiting.register(stream, selectors.EVENT_READ)
            while b"\n" not in parts:
                if not waiting.select(self.patience):
                    raise EvidenceError(
                        f"{path}: a page took longer than {self.patience:.0f} seconds. Scan it again, or print it to a PDF."
                    )
                part = os.read(stream.fileno(), 1 << 16)
                if not part:
                    raise self._ended(path)
                parts += part
        line, _, self.rest = bytes(parts).partition(b"\n")
        return line

    @staticmethod
    def _ended(path: Path) -> EvidenceError:
        return EvidenceError(f"{path}: reading it took more memory or time than is allowed. Scan it again, or print it to a PDF.")


def _serve() -> None:
    """Read lines of JSON, answer with lines of JSON, until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # Parsers write what they like to standard output: it goes nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        for answer in _answers(asked):
            answers.write(json.dumps(json.loads(as_json(answer))).encode() + b"\n")
            answers.flush()


def _answers(asked: dict[str, Any]) -> Iterator[_Answer]:
    path = Path(asked["path"])
    wanted = [Crop(page=one["page"], box=tuple(one["box"])) for one in asked.get("crops", ())]
    cut: dict[int, str] = {}
    try:
        for page, picture in pictured(path):
            if not wanted:
                yield _Answer(page=page)
            for at, one in enumerate(wanted):
                if one.page == page.number and picture is not None:
                    from sanctuary.triage.image import crop  # noqa: PLC0415 - an extra, loaded where it is needed

                    cut[at] = base64.b64encode(crop(picture, one.box)).decode()
        if wanted:
            yield _Answer(crops=tuple(cut.get(at, "") for at in range(len(wanted))))
        yield _Answer(done=True)
    except EvidenceError as problem:
        yield _Answer(refused=str(problem))
    except MemoryError:
        yield _Answer(refused=f"{path}: reading it took more memory than is allowed. Scan it again, or print it to a PDF.")
    except Exception as problem:  # noqa: BLE001 - the parsers raise what they like, and their messages quote the paper
        yield _Answer(refused=f"{path}: cannot be read ({type(problem).__name__}). Scan it again, or print it to a PDF.")


if __name__ == "__main__":
    _serve()
