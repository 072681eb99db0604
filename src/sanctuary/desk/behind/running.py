"""Audits and scans in the background: `sanctuary audit` and `sanctuary scan` as a process of their own over a file that is on no disk.

Rules it keeps:
- The upload is a file in memory (memfd_create(2)) that ends with the process that reads it; its name is not kept. A process that ends
  early, or a machine that loses power, leaves nothing of it, and nothing to go on with: the file is sent again.
- The process has none of the desk's secrets in its environment, a limit of memory and of time, and one runs at once.
- What it prints is kept sealed under the desk's own secret for a day, for whoever began it.
"""

import contextlib
import hmac
import os
import resource
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from sanctuary.desk.behind.models import Job
from sanctuary.desk.behind.scope import across
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.box import box, unbox

__all__ = ["ENDINGS", "KEPT", "found", "need_readable", "purge", "run", "stale", "start"]

ENDINGS = {
    "audit": (".csv", ".tsv", ".txt", ".json", ".xlsx", ".parquet", ".zip", ".gz"),
    "scan": (".csv", ".tsv", ".txt", ".json", ".xlsx", ".sql", ".html", ".xml", ".pdf", ".yaml", ".py", ".rb", ".php"),
    "draft": (".zip",),
}
"""Kinds of files that each job takes, by the ends of their names."""

KEPT = timedelta(days=1)
_SILENT = timedelta(minutes=2)
_MOST_TOLD = 2_000_000
_MEMORY, _SECONDS = 4 << 30, 900
_PASSED = ("PATH", "HOME", "LANG", "SANCTUARY_CACHE", "XDG_CACHE_HOME")
_PROGRAM = "from sanctuary.cli import main; main()"
_DRAFT = f"import sys; from sanctuary.desk.behind.drafting import words; sys.argv = words(*sys.argv[1:]); {_PROGRAM}"
_IN_MEMORY = "/dev/shm"  # noqa: S108 - a folder in memory, in which a folder of our own is made

_one_at_once = threading.Semaphore(1)


def need_readable(kind: str, name: str) -> str:
    """The end of a file's name, where the job takes such files."""
    ending = Path(name).suffix.casefold()
    if kind not in ENDINGS or ending not in ENDINGS[kind]:
        raise RequestError(f"a file of another kind. It takes {', '.join(ENDINGS.get(kind, ()))}.")
    return ending


def start(job: Job, words: list[str], raw: bytes, ending: str, clock: Callable[[], datetime]) -> threading.Thread:
    """Begins a job; it goes on when the page has been answered. `words`: the command, with {} for the file; "draft" begins a draft's."""
    if not hasattr(os, "memfd_create"):
        raise RequestError("jobs need Linux, where a file can be in memory alone. Use the command line.")
    handle = os.memfd_create("upload", os.MFD_CLOEXEC)
    with os.fdopen(os.dup(handle), "wb") as file:
        file.write(raw)
    thread = threading.Thread(target=_begun, args=(job.pk, words, handle, ending, clock), daemon=True)
    thread.start()
    return thread


def _begun(number: int, words: list[str], handle: int, ending: str, clock: Callable[[], datetime]) -> None:
    rows = Job.everywhere.filter(pk=number)
    with across():
        _worked(rows, number, words, handle, ending, clock)


def _worked(rows: "QuerySet[Job]", number: int, words: list[str], handle: int, ending: str, clock: Callable[[], datetime]) -> None:
    try:
        while not _one_at_once.acquire(timeout=30):
            rows.update(touched=clock())
        try:
            rows.update(state="running", touched=clock())
            state, told = run(words, handle, ending, lambda done, total: rows.update(done=done, total=total, touched=clock()))
        finally:
            _one_at_once.release()
        rows.update(state=state, sealed=box(_key(), told, _bound(number)), touched=clock())
    finally:
        os.close(handle)
        connection.close()


def run(words: list[str], handle: int, ending: str, heard: Callable[[int, int], object]) -> tuple[str, bytes]:
    """How a job ended ("done", "refused" or "failed") and what it printed.

    `heard` is told how far it is, every few seconds at least.
    """
    name = f"upload{ending}"
    ours, theirs = os.pipe()
    program, words = (_DRAFT, words[1:]) if words[0] == "draft" else (_PROGRAM, words)
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None) as folder:
        # The command's words and messages have this name alone; it leads to the file in memory, which only that process has open.
        Path(folder, name).symlink_to(f"/proc/self/fd/{handle}")
        env = {one: os.environ[one] for one in _PASSED if one in os.environ}
        env |= {"NO_COLOR": "1", "COLUMNS": "100", "SANCTUARY_PROGRESS": str(theirs)}
        with subprocess.Popen(  # noqa: S603 - this program, with words of ours
            [sys.executable, "-I", "-c", program, *(word.replace("{}", name) for word in words)],
            cwd=folder, env=env, pass_fds=(handle, theirs), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        ) as process:  # fmt: skip
            os.close(theirs)
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
                resource.prlimit(process.pid, resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
                resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
            with os.fdopen(ours, "rb", buffering=0) as progress:
                said, wrong = (one.replace(f"{os.path.realpath(folder)}/".encode(), b"") for one in _heard(process, progress, heard))
    # Whoever ends with 1 and prints nothing found nothing: it broke.
    if process.returncode in (0, 1) and 0 < len(said) <= _MOST_TOLD:
        return "done", said
    if process.returncode == 2:
        return "refused", wrong[-2000:]
    return "failed", b""


def _heard(process: "subprocess.Popen[bytes]", progress: BinaryIO, heard: Callable[[int, int], object]) -> tuple[bytes, bytes]:
    """What a process prints until it ends, and what it says is wrong; more than is kept ends it."""
    assert process.stdout is not None  # noqa: S101 - pipes were asked for
    assert process.stderr is not None  # noqa: S101 - the same
    told = {process.stdout.fileno(): b"", process.stderr.fileno(): b"", progress.fileno(): b""}
    open_ones = set(told)
    last = 0, 0
    while open_ones - {progress.fileno()}:
        ready, _, _ = select.select(list(open_ones), [], [], 5)
        for one in ready:
            part = os.read(one, 65536)
            told[one] += part
            if not part:
                open_ones.discard(one)
        lines = told[progress.fileno()].splitlines()
        if lines and lines[-1].count(b" ") == 1:
            done, total = lines[-1].split()
            last = int(done), int(total)
        if not ready or lines:
            heard(*last)
        told[progress.fileno()] = b""
        if len(told[process.stdout.fileno()]) > _MOST_TOLD:
            process.kill()
    process.wait()
    return told[process.stdout.fileno()], told[process.stderr.fileno()]


def found(job: Job) -> str:
    """What a job printed, or why it refused the file."""
    try:
        return unbox(_key(), bytes(job.sealed), _bound(job.pk)).decode("utf-8", "replace")
    except RecordError:
        return ""


def stale(job: Job, now: datetime) -> bool:
    """Whether nobody works on a job any more: the desk was stopped while it ran."""
    return job.state in ("waiting", "running") and now - job.touched > _SILENT


def purge(now: datetime) -> None:
    """Deletes jobs that are a day old."""
    Job.everywhere.filter(begun__lt=now - KEPT).delete()


def _key() -> bytes:
    return hmac.digest(str(settings.SECRET_KEY).encode(), b"sanctuary.desk jobs", "sha256")


def _bound(number: int) -> bytes:
    return f"job {number}".encode()
