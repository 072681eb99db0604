"""Files that no output is written over: keys, and phrases that open them. What they hold cannot be had again."""

import re
from pathlib import Path

from sanctuary.errors import RequestError

__all__ = ["need_no_keys"]

_HEAD = 4_096
_VKEY = re.compile(rb"[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+")
_MARKS = (b'"sanctuary.record.keys/', b"-----BEGIN ", b"SQLite format 3\x00")
_PHRASE = 400
"""Bytes of the longest phrase that is looked for."""


def need_no_keys(path: Path) -> None:
    """Refuses a file that exists and holds keys, verification keys or, as its owner's alone and one line long, a phrase."""
    if not path.is_file():
        return
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        private = path.stat().st_mode & 0o077 == 0
    except OSError:
        return
    if _keys(head):
        raise RequestError(f"{path}: it holds keys, and no output is written over keys. Name another file.")
    if private and _phrase(head):
        raise RequestError(f"{path}: one line, for its owner alone, as a phrase is kept; nothing is written over it. Name another file.")


def _keys(head: bytes) -> bool:
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    return any(mark in head for mark in _MARKS) or (bool(lines) and all(_VKEY.match(line) for line in lines))


def _phrase(head: bytes) -> bool:
    text = head.strip()
    return 0 < len(text) <= _PHRASE and b"\n" not in text and not text.startswith((b"{", b"[", b"<", b"%PDF", b"PK"))
