"""What each part of the walk through `sanctuary triage` needs beside a walk: a home of its own, files, terminals, no network."""

import json
import os
import pty
import shutil
import subprocess
from pathlib import Path
from typing import Any

import walking
from walking import Ran

__all__ = ["Walk"]


class Walk(walking.Walk):
    """A walk whose commands have a folder, a home and a place for temporary files of their own: `root` holds all three."""

    def __init__(self, clone: Path, folder: Path, *, whole: bool = False) -> None:
        super().__init__(clone, folder / "here", whole=whole)
        self.root = folder
        for name in ("here", "home", "tmp"):
            (folder / name).mkdir()
        self.words = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "TMPDIR": str(folder / "tmp"),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }

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
        return self.measured(*start, self.program(), *words, env=self.words)

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
            os.execve(self.program(), [self.program(), *words], self.words)  # noqa: S606 - words of our own
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

    def _can_unshare(self) -> bool:
        tool = shutil.which("unshare")
        return bool(tool) and subprocess.run([tool or "", "-rn", "true"], check=False, capture_output=True).returncode == 0
