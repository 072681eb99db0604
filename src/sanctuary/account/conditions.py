"""Which entries a figure takes: what their fields hold, and on which day each counts.

An act counts on the first filled of some fields, by the day of its own offset; yearly figures and the like by the period that they cover.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sanctuary.account.definition import Condition
from sanctuary.record.entry import Entry

__all__ = ["ACCESS", "COVERING", "PAPERS", "at", "day_of", "failing", "matches", "unsaid", "within"]

COVERING = frozenset({"task-force", "demographics", "nil-certificate"})
"""Kinds of entries that cover a period, which stands in their links."""


PAPERS = "document.papers"
"""Every paper that came: the strongest one (`document.paper`) and those that came with it (`document.attachments`). Federal detainers come
with an administrative warrant, so that a count of either by the strongest paper alone would miss it."""


ACCESS = "action.access"
"""Every way in which custody access was given: those that somebody filled in (`action.access_given`), else what the outcome and the answer
say: a person who was transferred was, whether or not anybody wrote the kind down a second time (Gov. Code 7283(d))."""

_ANSWERED_AS = {
    "hold": "hold",
    "notify": "notification",
    "release-information": "notification",
    "transfer": "transfer",
    "interview": "interview",
}
_TOLD_OF_RELEASE = frozenset({"release-date", "release-information"})


def _access(entry: Entry) -> tuple[str, ...]:
    action = entry.action
    given: list[str] = [word for word in action.access_given if word != "unknown"]
    if given:
        return tuple(given)
    if entry.custody.outcome == "transferred":
        given.append("transfer")
    if _TOLD_OF_RELEASE & set(action.info_disclosed):
        given.append("notification")
    asked = [_ANSWERED_AS[word] for word in entry.event.request_types if word in _ANSWERED_AS]
    # Of several things that were asked "partly" says not which were done; of one alone a part of it was.
    if action.response == "complied" or (action.response == "partly" and len(asked) == 1):
        given += asked
    return tuple(dict.fromkeys(given)) or action.access_given


def at(entry: Entry, path: str) -> tuple[Any, ...]:
    """The values of a field: several where lists lie on its path, none where it is empty. PAPERS and ACCESS are lists."""
    if path == ACCESS:
        return _access(entry)
    if path == PAPERS:
        every = dict.fromkeys((entry.document.paper, *entry.document.attachments))
        return tuple(word for word in every if word not in ("none", "unknown")) or (entry.document.paper,)
    found: list[Any] = [entry]
    for name in path.split("."):
        inner = [getattr(one, name) for one in found]
        found = [one for each in inner for one in (each if isinstance(each, tuple) else (each,)) if one is not None and one != ""]
    return tuple(found)


def matches(entry: Entry, conditions: Iterable[Condition]) -> bool:
    """Whether every condition holds."""
    return failing(entry, conditions) is None


def failing(entry: Entry, conditions: Iterable[Condition]) -> Condition | None:
    """The first condition that does not hold."""
    return next((condition for condition in conditions if not _holds(entry, condition)), None)


def unsaid(entry: Entry, condition: Condition) -> bool:
    """Whether an entry does not say what a condition looks at."""
    return bool(condition.field) and not {str(value) for value in at(entry, condition.field)} - {"unknown"}


def _holds(entry: Entry, condition: Condition) -> bool:
    if condition.either or condition.every:
        some = not condition.either or any(_holds(entry, one) for one in condition.either)
        return some and all(_holds(entry, one) for one in condition.every)
    found = at(entry, condition.field)
    words = {str(value) for value in found}
    known = words - {"unknown"}
    if condition.blank and not known:
        return True
    return not (
        (condition.any and not words & set(condition.any))
        or words & set(condition.none)
        or (condition.filled is not None and bool(known) is not condition.filled)
        or (condition.at_least is not None and not any(value >= condition.at_least for value in found))
    )


def day_of(entry: Entry, fields: Iterable[str]) -> date | None:
    """The day on which an act counts."""
    for field in fields:
        for value in at(entry, field):
            return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    return None


def within(entry: Entry, fields: Iterable[str], first: date, last: date) -> bool:
    """Whether an act counts in a period, both days included."""
    if entry.kind in COVERING:
        begin, end = entry.links.covers_from, entry.links.covers_to
        return begin is not None and end is not None and first <= begin and end <= last
    day = day_of(entry, fields)
    return day is not None and first <= day <= last
