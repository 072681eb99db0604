"""Commands run as a user runs them, in a folder and a home of their own, with a line printed for each promise."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Ran", "Walk"]


class Ran(NamedTuple):
    """What a command printed, how it ended, its processor seconds and the most memory in kilobytes."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


class Walk:
    """One part of a walk."""

    def __init__(self, clone: Path, folder: Path) -> None:
        self.clone, self.root, self.folder = clone, folder, folder / "here"
        self.kept = self.failed = 0
        for name in ("here", "home", "tmp"):
            (folder / name).mkdir()
        self.words = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }

    def line(self, promise: str, held: bool, found: object) -> None:
        """Prints whether a promise was kept."""
        sys.stdout.write(f"kept: {promise}\n" if held else f"NOT kept: {promise}: {found}\n")
        sys.stdout.flush()
        self.kept, self.failed = self.kept + held, self.failed + (not held)

    def file(self, name: str, raw: bytes) -> str:
        """Writes a file beside the commands; gives its name."""
        (self.folder / name).write_bytes(raw)
        return name

    def page(self, name: str) -> str:
        """A page of the documentation."""
        return (self.clone / "docs" / name).read_text("utf-8")

    def everything(self) -> set[str]:
        """All files in the folder, the home and the place for temporary files."""
        return {str(path.relative_to(self.root)) for path in self.root.rglob("*")}

    def run(self, *words: str, offline: bool = False) -> Ran:
        """Runs the command; `offline`, without a network where the system can do that."""
        start = [shutil.which("unshare") or "", "-rn"] if offline and self._can_unshare() else []
        out, err = self.root / "out", self.root / "err"
        with out.open("wb") as to, err.open("wb") as told:
            child = subprocess.Popen(
                [*start, self._command(), *words], stdout=to, stderr=told, stdin=subprocess.DEVNULL, cwd=self.folder, env=self.words
            )
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        texts = [path.read_text("utf-8", errors="replace") for path in (out, err)]
        for path in (out, err):
            path.unlink()
        return Ran(child.returncode, texts[0], texts[1], usage.ru_utime + usage.ru_stime, usage.ru_maxrss)

    def papers(self, *words: str) -> list[dict[str, Any]]:
        """What the command tells of files, read from its JSON; nothing where it refuses them."""
        ran = self.run("triage", *words, "--on", "2026-03-10", "--format", "json")
        return (
            list(json.loads(ran.out)["papers"])
            if ran.code == 0
            else [{"file": "", "class": f"exit {ran.code}: {ran.err[-200:]}", "pages": []}]
        )

    def on_terminal(self, *words: str) -> str:
        """What the command writes to a terminal."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execve(self._command(), [self._command(), *words], self.words)  # noqa: S606 - words of our own
        parts = []
        while True:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
        os.waitpid(child, 0)
        return b"".join(parts).decode("utf-8", errors="replace")

    def _command(self) -> str:
        return str(self.clone / ".venv" / "bin" / "sanctuary")

    def _can_unshare(self) -> bool:
        tool = shutil.which("unshare")
        return bool(tool) and subprocess.run([tool or "", "-rn", "true"], check=False, capture_output=True).returncode == 0
