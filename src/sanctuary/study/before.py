"""What is known of the law on days before its search began, where a pack tells it: nothing of it is encoded, and it answers nothing."""

from collections.abc import Iterable
from datetime import date

from sanctuary.law.packs import Pack

__all__ = ["before_said"]


def before_said(packs: Iterable[Pack], first: date) -> list[str]:
    """For each government whose law was searched from a day after `first` on, what stood before that day, as a sentence."""
    found = []
    for pack in packs:
        since = pack.file.known_from
        for one in pack.file.before if since and first < since else ():
            reported = "by reports and " if one.source in ("secondary", "recalled") else ""
            found.append(f"Before {since}, {reported}not encoded: {one.what}.")
    return found
