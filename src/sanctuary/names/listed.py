"""Codes that a comment lists, with what they mean or alone."""

import re

__all__ = ["before_codes", "coded_in", "numbered", "terms"]

_ENTRY = re.compile(r"(?:^|[,;:|(\n]\s*)(?:\d{1,3}|[A-Z]{1,3}\d?)\s*(?:[=:.)\u2013-]\s*|\s)\s*([A-Za-z][^,;|=]{2,60})")
"""A code and what it means, as a comment lists them: `1 undocumented, 2 expired visa`, `A=citizen`."""


def coded_in(comment: str) -> list[str]:
    """The codes that a comment lists with what they mean; none where it lists fewer than two.

    >>> coded_in("why aid is barred: 1 undocumented, 2 expired visa, 9 refused"), coded_in("A citizen of the city")
    (['undocumented', 'expired visa', 'refused'], [])
    """
    found = [one.strip() for one in _ENTRY.findall(comment[:_LISTED])] if len(comment) > _ENTRIES else []
    return found if len(found) > 1 else []


def terms(comment: str) -> list[str]:
    """The terms of a comment that consists of them: "pending, order of removal, voluntary departure"."""
    found = [part.strip() for part in re.split(r"[,;/|]|\bor\b", comment[:_LISTED])] if "?" not in comment else []
    return found if len(found) > _TWO and all(0 < len(part.split()) <= _TERM for part in found) else []


def before_codes(comment: str) -> str:
    """What a comment says before it lists codes: "Immigration status: 1 citizen, 2 resident" asks for the status."""
    first = _ENTRY.search(comment)
    return comment[: first.start() + 1].strip() if first and first.start() else ""


_TWO, _TERM = 2, 4
"""Codes of the shortest list that a comment numbers, and words of the longest of a list that is parted by commas alone."""

_LISTED, _ENTRIES = 600, 12
"""Characters of a comment that are read for codes, and of the shortest that lists two."""


def numbered(comment: str) -> bool:
    """Whether a comment lists a code with what it means."""
    return _ENTRY.search(comment) is not None
