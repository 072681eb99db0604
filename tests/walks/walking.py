"""What walks share: the clone that is tried, commands as they are typed, lines that say what is kept, and how a walk is started.

A walk tries what is promised of one part of the program as somebody who is new to it would, by commands, pages and files. All start alike:

    .venv/bin/python tests/walks/TOPIC.py [CLONE] [PART…] [--whole]

CLONE is a folder in which `make setup` was run (the current one unless it is named); its interpreter runs the walk. Each line says `kept`,
`NOT kept` with what was found, or `skipped` with what this machine lacks. The last line counts them; the exit code is 1 where one is not kept.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

__all__ = ["CALM", "CHROMIUM", "DAY", "NO_PAPER", "ODD", "Ran", "Walk", "axe", "data", "main", "plain"]

DAY = "2026-11-22"
"""The day that is asked about where one is needed."""

ODD = "violet lantern"
"""Words that nobody else writes, to be looked for where they must not be."""

CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}
"""Answers of conduct where nobody is hurt and officers stand at the counter."""

NO_PAPER = {**CALM, "what": "enter", "top": "none"}
"""The same, where they ask to go in and show no paper."""

CHROMIUM = Path("/usr/bin/chromium")


def _set_up(folder: Path) -> bool:
    return (folder / ".venv" / "bin" / "sanctuary").is_file()


FIRST = next((one for one in sys.argv[1:] if not one.startswith("-")), "")
NAMED = bool(FIRST) and _set_up(Path(FIRST))
CLONE = Path(FIRST).resolve() if NAMED else Path.cwd()
if _set_up(CLONE) and Path(sys.prefix).resolve() != (CLONE / ".venv").resolve():
    python = str(CLONE / ".venv" / "bin" / "python")
    os.execv(python, [python, *sys.argv])  # noqa: S606 - the clone's own interpreter, with the same words


class Ran(NamedTuple):
    """What a command printed, how it ended, its processor seconds and the most memory in kilobytes."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


class Walk:
    """One run: the clone that is tried, a folder of its own, and what was kept."""

    def __init__(self, clone: Path, folder: Path, *, whole: bool = False) -> None:
        self.clone, self.folder, self.whole = clone, folder, whole
        self.counts = {"kept": 0, "NOT kept": 0, "skipped": 0}
        self.ends = ExitStack()

    def holds(self, promise: str, holds: object, found: object = "") -> None:
        """Prints whether a promise is kept; `found` is told where it is not."""
        if holds:
            self._tell("kept", promise)
        else:
            self._tell("NOT kept", f"{promise}: {' '.join(str(found).split())[-600:] or 'it does not hold'}")

    def skips(self, promise: str, why: str) -> None:
        """Prints what could not be tried on this machine."""
        self._tell("skipped", f"{promise}: {why}")

    def _tell(self, how: str, words: str) -> None:
        self.counts[how] += 1
        self.say(f"{how}: {words}")

    def say(self, line: str) -> None:
        """One line, at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def program(self, name: str = "sanctuary") -> str:
        """A program of the clone's environment."""
        return str(self.clone / ".venv" / "bin" / name)

    def command(
        self, *words: str, within: Path | None = None, before: Sequence[str] = (), typed: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """A command of the program, as a user types it: in the walk's folder, what is `typed` at its questions, another program `before` it."""
        command = [*before, self.program(), *words]
        return subprocess.run(command, cwd=within or self.folder, env=plain(), input=typed, capture_output=True, text=True, check=False)

    def measured(self, *command: str, within: Path | None = None, env: Mapping[str, str] | None = None) -> Ran:
        """Any command, with its processor time and memory."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            files: dict[str, Any] = {"stdout": out, "stderr": err, "stdin": subprocess.DEVNULL}
            child = subprocess.Popen(command, cwd=within or self.folder, env=plain() if env is None else env, **files)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            for file in (out, err):
                file.seek(0)
            told, problem = (file.read().decode("utf-8", errors="replace") for file in (out, err))
        return Ran(child.returncode, told, problem, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)

    def refused(self, promise: str, done: "subprocess.CompletedProcess[str]", *words: str) -> None:
        """Exit code 2, one message that holds some words, no traceback."""
        fine = done.returncode == 2 and "Traceback" not in done.stderr and all(word in done.stderr for word in words)
        self.holds(promise, fine, (done.returncode, done.stderr.strip()))

    def raises(self, promise: str, call: Callable[[], object]) -> None:
        """A call of the library that is refused by an error of its tree."""
        import sanctuary  # noqa: PLC0415 - of the clone, and only where the library is tried

        try:
            found = call()
        except sanctuary.SanctuaryError as problem:
            self.holds(promise, str(problem), "the error says nothing")
        else:
            self.holds(promise, holds=False, found=f"it was answered: {found}")


def plain() -> dict[str, str]:
    """The surroundings of a command: no color, and no passphrase of whoever walks; where compiled law is kept stays."""
    ours = {name: one for name, one in os.environ.items() if not name.startswith("SANCTUARY_") or name == "SANCTUARY_CACHE"}
    return {**ours, "NO_COLOR": "1"}


def data(result: object) -> Any:
    """A result of the library as its JSON."""
    from sanctuary.documents import as_json  # noqa: PLC0415 - the form that commands print

    return json.loads(as_json(result))


def axe() -> str:
    """axe-core, as PyPI's axe-playwright-python carries it; empty where that is not installed."""
    import importlib.util  # noqa: PLC0415 - only where a part needs it

    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        return ""
    return next(Path(found.submodule_search_locations[0]).rglob("axe.min.js")).read_text(encoding="utf-8")


Kind = TypeVar("Kind", bound=Walk)


def main(told: str, parts: Mapping[str, Callable[[Kind], None]], kind: type[Kind]) -> int:
    """Walks the parts that are named, or all: 1 where a promise is not kept, 2 where nothing can be walked."""
    words = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("word", nargs="*", metavar="CLONE PART", help=f"the folder of the project, set up, and parts of {', '.join(parts)}")
    words.add_argument("--whole", action="store_true", help="all cases, kills and tests, in place of a sample")
    chosen = words.parse_intermixed_args()
    names = chosen.word[1:] if NAMED else chosen.word
    if unknown := [one for one in names if one not in parts]:
        words.error(f"'{unknown[0]}' is neither a folder in which 'make setup' was run nor a part; the parts are {', '.join(parts)}")
    if not _set_up(CLONE):
        words.error(f"{CLONE}: no program is here. Run 'make setup' there, or name a folder in which it was run.")
    folder = Path(tempfile.mkdtemp(prefix="walk-"))
    walk = kind(CLONE, folder, whole=chosen.whole)
    try:
        with walk.ends:
            for name in names or parts:
                _walked(walk, name, parts[name])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    counted = ", ".join(f"{count} {how}" for how, count in walk.counts.items())
    walk.say(f"{counted}; {_spent():.0f} s of processor time with all that was started")
    return 1 if walk.counts["NOT kept"] else 0


def _walked(walk: Kind, name: str, part: Callable[[Kind], None]) -> None:
    """One part; what stops it is a promise that is not kept, and so is a part that tries nothing."""
    before, told = _spent(), sum(walk.counts.values())
    walk.say(f"-- {name}: {(part.__doc__ or '').partition(chr(10))[0]}")
    try:
        part(walk)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the walk goes on and tells it
        where = [line.lineno for line in traceback.extract_tb(problem.__traceback__) if "walks" in line.filename]
        walk.holds(f"the part {name} comes to its end", holds=False, found=f"line {where}: {type(problem).__name__}: {problem}")
    if sum(walk.counts.values()) == told:
        walk.holds(f"the part {name} tries something", holds=False, found="it said nothing")
    walk.say(f"-- {name}: {_spent() - before:.1f} s of processor time beside what goes on")


def _spent() -> float:
    """Seconds of processor time of this program and of all that it started and that has ended."""
    return sum(os.times()[:4])
