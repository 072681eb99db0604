"""What each part of the walk through the scan needs beside a walk: the report of a scan, and folders with files."""

import json
from pathlib import Path
from typing import Any

import walking

__all__ = ["PLANTED", "Walk", "classes"]

PLANTED = "Qxv7Planted"
"""A value that stands in files and in databases, and nowhere else."""


class Walk(walking.Walk):
    """A walk through the scan."""

    def scan(self, *words: str, within: Path | None = None) -> Any:
        """The report of a scan as data."""
        ran = self.command("scan", "los-angeles", *words, "--format", "json", within=within)
        return json.loads(ran.stdout) if ran.stdout else {"findings": [], "not_read": [], "error": ran.stderr.strip()}

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
