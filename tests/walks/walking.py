"""What walks share: the clone that is tried, commands as they are typed, and lines that say what is kept."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = [word for word in sys.argv[1:] if word != "--whole"]
WHOLE = "--whole" in sys.argv
HERE = Path(__file__).resolve().parents[2]
CLONE = Path(WORDS[0]).resolve() if WORDS and Path(WORDS[0]).is_dir() else HERE
BIN = CLONE / ".venv" / "bin"
PROGRAM = str(BIN / "sanctuary")
if Path(sys.prefix).resolve() != (CLONE / ".venv").resolve():
    os.execv(BIN / "python", [str(BIN / "python"), *sys.argv])  # noqa: S606 - the clone's own interpreter, with the same words

import sanctuary  # noqa: E402 - of the clone

DAY = "2026-11-22"
COUNTS = {"kept": 0, "NOT kept": 0, "skipped": 0}


def say(how: str, promise: str, found: object = "") -> None:
    """One line."""
    COUNTS[how] += 1
    print(f"{how}: {promise}" + (f": {found}" if how != "kept" else ""), flush=True)


def holds(promise: str, truth: object, found: object = "") -> None:
    """Kept, or not."""
    say("kept" if truth else "NOT kept", promise, str(found)[:300])


def run(*words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """A command as it is typed."""
    env = {**os.environ, **more}
    return subprocess.run([PROGRAM, *words], input=typed, capture_output=True, text=True, env=env, check=False)


def data(result: object) -> Any:
    """A result as its JSON."""
    from sanctuary.documents import as_json  # noqa: PLC0415 - the form that commands print

    return json.loads(as_json(result))


def refused(promise: str, done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2, one message that holds some words, no traceback."""
    fine = done.returncode == 2 and "Traceback" not in done.stderr and all(word in done.stderr for word in words)
    holds(promise, fine, (done.returncode, done.stderr.strip()))


def raises(promise: str, call: Callable[[], object]) -> None:
    """An error of the tree."""
    try:
        call()
    except sanctuary.SanctuaryError as problem:
        holds(promise, str(problem))
    else:
        holds(promise, truth=False, found="it was answered")
