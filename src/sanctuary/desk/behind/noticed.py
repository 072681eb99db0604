"""What the journal is told of attempts: that the desk refused one of a kind, and neither who nor from where nor at what.

A line of a kind is written once a minute by each process, so that nobody fills a disk by trying.
"""

import sys
from contextlib import suppress
from datetime import datetime, timedelta

__all__ = ["KINDS", "notice"]

KINDS = {
    "guessing": "tries at a password or a code wait: a limit on guessing was reached",
    "elsewhere": "a form that no page of the desk sent was refused",
    "role": "a page was refused to an account whose role it is not for",
}
"""What is told, by kind."""

_PAUSE = timedelta(minutes=1)
_last: dict[str, datetime] = {}


def notice(kind: str, now: datetime) -> None:
    """Writes a line to standard error, where none of this kind was written within a minute."""
    before = _last.get(kind)
    if before is not None and timedelta(0) <= now - before < _PAUSE:
        return
    _last[kind] = now
    with suppress(OSError):
        sys.stderr.write(f"sanctuary: {KINDS[kind]}.\n")
        sys.stderr.flush()
