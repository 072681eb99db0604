"""What a scan looks into: addresses of databases, files, folders, and repositories of git with what changed since a commit."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sanctuary.errors import RequestError
from sanctuary.scan.field import Unread
from sanctuary.scan.kinds import WITHOUT
from sanctuary.scan.reading import known, read_by_kind

__all__ = ["Target", "changed_lines", "targets"]

_VENDORED = frozenset(
    [
        "node_modules",
        "vendor",
        "bower_components",
        ".venv",
        "venv",
        "site-packages",
        "dist",
        "build",
        "target",
        "third_party",
        "Pods",
        "__pycache__",
        ".tox",
        "coverage",
        ".git",
        ".next",
        ".mypy_cache",
    ]
)
_TESTS = re.compile(
    r"(?:^|/)(?:__tests__|__mocks__|spec|specs|tests?|testing|cypress|features/step_definitions)/|[._-](?:spec|test|stories)\.\w+$|(?:^|/)test_\w+\.py$"
)
"""Tests, and what only they use: their fields are made up."""


@dataclass
class Target:
    """The files of what was asked for, each with the name it is shown by; an address of a database; and what is passed over."""

    files: list[tuple[Path, str]] = field(default_factory=list)
    address: str = ""
    passed: list[Unread] = field(default_factory=list)


def targets(names: tuple[str, ...]) -> Iterator[Target]:
    """Each target; refuses one that is not there."""
    for name in names:
        if "://" in name:
            yield Target(address=name)
            continue
        path = Path(name)
        if path.is_dir():
            yield _folder(path)
        elif path.is_file():
            yield Target(files=[(path, _shown(path))])
        else:
            raise RequestError(f"{name}: there is no such file, folder or address of a database. Check the path.")


def _shown(path: Path) -> str:
    """A path as it is shown: below the working folder without it."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _folder(root: Path) -> Target:
    """The files of a folder, in order: those that git knows where it is a repository, else all; installed packages are passed over."""
    found = Target()
    base = _shown(root)
    base = "" if base == "." else f"{base}/"
    others: dict[str, int] = {}
    vendored: dict[str, int] = {}
    tests = settings = 0
    for name in _names(root):
        parts = name.split("/")
        inside = next((place for place, part in enumerate(parts[:-1]) if part in _VENDORED), None)
        path = root / name
        if inside is not None:
            if parts[inside] != ".git":
                folder = "/".join(parts[: inside + 1])
                vendored[folder] = vendored.get(folder, 0) + 1
        elif path.is_symlink() or not path.is_file():
            continue
        elif known(name) and _TESTS.search(name):
            tests += 1
        elif known(name):
            found.files.append((path, base + name))
        elif read_by_kind(name):
            settings += 1
        elif path.suffix and path.suffix.lower() not in WITHOUT:
            others[path.suffix.lower()] = others.get(path.suffix.lower(), 0) + 1
    found.passed += [
        Unread(f"{base}{folder}/", f"{_files(number)} of packages or of what was built") for folder, number in sorted(vendored.items())
    ]
    found.passed += [
        Unread(f"{base}**/*{kind}", f"{_files(number)} of a kind that no reader here reads") for kind, number in sorted(others.items())
    ]
    found.passed += [Unread(base or "./", f"{_files(tests)} of tests")] if tests else []
    found.passed += (
        [Unread(base or "./", f"{_files(settings)} of translations, settings of tools and what was made for machines")] if settings else []
    )
    return found


def _files(number: int) -> str:
    return f"{number:,} file{'s' if number > 1 else ''}"


def _names(root: Path) -> list[str]:
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed is not None:
        return sorted(name for name in listed.split("\0") if name)
    found = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        held = Path(folder).relative_to(root)
        if len(held.parts) and held.parts[-1] in _VENDORED:
            folders.clear()
        found += [(held / name).as_posix() for name in files]
    return sorted(found)


def _git(root: Path, *words: str) -> str | None:
    """What git says of a folder; nothing where it is no repository or git is missing."""
    try:
        ran = subprocess.run(["git", "-C", str(root), "-c", "core.quotepath=off", *words], capture_output=True, check=False)  # noqa: S603, S607 - git, by its name
    except OSError:
        return None
    return ran.stdout.decode("utf-8", "surrogateescape") if ran.returncode == 0 else None


def changed_lines(names: tuple[str, ...], since: str) -> dict[str, list[range]]:
    """The lines that were added or changed since a commit, by the shown path of each file; refuses a commit that git does not know."""
    found: dict[str, list[range]] = {}
    for name in names:
        root = Path(name)
        folder = root if root.is_dir() else root.parent
        top = _git(folder, "rev-parse", "--show-toplevel")
        diff = (
            _git(folder, "diff", "-U0", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/", since, "--")
            if not since.startswith("-")
            else None
        )
        if top is None or diff is None:
            raise RequestError(f"--since {since}: git knows no such commit in {name}. Give a commit, branch or tag of a repository.")
        path = ""
        for line in diff.splitlines():
            if line.startswith("+++ "):
                path = _shown(Path(top.strip()) / line[6:].rstrip("\t"))
            elif hunk := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
                found.setdefault(path, []).append(range(int(hunk[1]), int(hunk[1]) + int(hunk[2] or 1)))
        for untracked in (_git(Path(top.strip()), "ls-files", "-z", "--others", "--exclude-standard") or "").split("\0"):
            if untracked:
                found.setdefault(_shown(Path(top.strip()) / untracked), []).append(range(1, 10_000_000))
    return found
