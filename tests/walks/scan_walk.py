"""What each part of the walk through the scan needs: a checkout, its commands, and what was kept."""

import json
import subprocess
from pathlib import Path
from typing import Any

__all__ = ["PLANTED", "Walk", "classes"]

PLANTED = "Qxv7Planted"
"""A value that stands in files and in databases, and nowhere else."""


class Walk:
    """A checkout, its commands, and what was kept."""

    def __init__(self, clone: Path, folder: Path) -> None:
        self.clone, self.folder = clone.resolve(), folder
        self.told = {"kept": 0, "NOT kept": 0, "skipped": 0}

    def sanctuary(self, *words: str, within: Path | None = None, before: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
        """A command that a user types."""
        run = [*before, str(self.clone / ".venv/bin/sanctuary"), *words]
        return subprocess.run(run, cwd=within or self.folder, capture_output=True, text=True, check=False)

    def scan(self, *words: str, within: Path | None = None) -> Any:
        """The report of a scan as data."""
        ran = self.sanctuary("scan", "los-angeles", *words, "--format", "json", within=within)
        return json.loads(ran.stdout) if ran.stdout else {"findings": [], "not_read": [], "error": ran.stderr.strip()}

    def holds(self, promise: str, held: object, found: object = "") -> None:
        """One promise."""
        word = "kept" if held else "NOT kept"
        self.told[word] += 1
        print(f"{word}: {promise}" + ("" if held else f": {str(found)[:300] or 'it does not hold'}"), flush=True)

    def skipped(self, promise: str, why: str) -> None:
        """A promise that cannot be tried here."""
        self.told["skipped"] += 1
        print(f"skipped: {promise}: {why}", flush=True)

    def fresh(self, name: str, files: dict[str, str]) -> Path:
        """A new folder with files."""
        folder = self.folder / name
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        return folder


def classes(report: Any) -> dict[str, str]:
    """The class of each column that was found."""
    return {one["column"]: one["class"] for one in report["findings"]}
