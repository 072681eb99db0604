"""Times of an entry beside the clock and beside each other: what cannot have happened yet is refused, what is odd is told.

What may lie ahead: the end of a paper, the end of a period, the day on which something is due, an expected release.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sanctuary.errors import RecordError, RequestError
from sanctuary.record.entry import Entry, values

__all__ = ["day_and_hour", "need_past", "odd_times", "time_of"]

_AHEAD = timedelta(minutes=5)
"""How far another clock may be ahead of this one."""

_HAPPENED = frozenset({
    "event.received_at", "event.arrived_at", "event.left_at", "document.issued_on", "determination.decided_at", "action.answered_at",
    "action.disclosed_at", "custody.detainer_received_at", "custody.bail_posted_at", "custody.outcome_at", "notices.served_at",
    "notices.counsel_notified_at", "report.sent_at", "database_access.searched_at", "agreement.signed_on", "policy.adopted_on",
    "training.held_on",
})  # fmt: skip
"""Fields that tell of something that has happened."""

_BY_GROUP = {
    group: sorted(path.partition(".")[2] for path in _HAPPENED if path.startswith(f"{group}."))
    for group in sorted({path.partition(".")[0] for path in _HAPPENED})
}

_HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?::?(?P<minute>\d{2}))?(?::\d{2})?\s*(?:(?P<half>[ap])\.?\s?m\.?|(?P<of24>h|hrs|hours)?)", re.IGNORECASE
)
"""An hour as people write one: 15:00, 3 pm, 3:05 p.m., 1505 hrs."""

_NAMED = {"noon": (12, 0), "midnight": (0, 0)}
_DAYS = ("%Y-%m-%d", "%m/%d/%Y")
_AWAY = {"yesterday": -1, "today": 0, "tomorrow": 1}

_IN_ORDER = (
    ("event.received_at", "action.answered_at", "answered before it was received"),
    ("event.received_at", "action.disclosed_at", "told before it was asked"),
    ("event.received_at", "notices.served_at", "served before the request was received"),
    ("event.arrived_at", "event.left_at", "left before they arrived"),
    ("custody.detainer_received_at", "custody.outcome_at", "ended before the detainer was received"),
)  # fmt: skip
_LONG_AGO = timedelta(days=3 * 366)


def need_past(entry: Entry, now: datetime, where: str) -> None:
    """Refuses an entry that tells of something later than now, by more than clocks differ."""
    for path, value in _happened(entry):
        if _later(value, now):
            raise RecordError(
                f"{where}: {path}: later than now ({now:%Y-%m-%d %H:%M %z}). An entry tells of what has happened; check the day, the hour "
                "and the offset, and this machine's clock."
            )


def _happened(entry: Entry) -> Iterator[tuple[str, date]]:
    """The fields of _HAPPENED that are filled. Read one by one: to walk every field of an entry takes as long as to seal it."""
    for group, names in _BY_GROUP.items():
        inner = getattr(entry, group)
        for one in inner if isinstance(inner, tuple) else (inner,):
            if one is not None:
                for name in names:
                    value = getattr(one, name)
                    if value is not None:
                        yield f"{group}.{name}", value


def day_and_hour(text: str) -> datetime | None:
    """A day and an hour as people and tables write them, with month first where there are slashes; None where it is none of these.

    >>> day_and_hour("11/24/2026 2:05 pm")
    datetime.datetime(2026, 11, 24, 14, 5)
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    first, _, rest = text.strip().replace(",", " ").partition(" ")
    hour = _hour(rest.strip().removeprefix("at ").strip())
    if hour is None:
        return None
    for form in _DAYS:
        try:
            return datetime.combine(datetime.strptime(first, form).date(), hour)  # noqa: DTZ007 - the offset follows
        except ValueError:
            continue
    return None


def _hour(text: str) -> time | None:
    """An hour of a day; None where the text is none, or says in two ways which half of the day is meant.

    >>> _hour("6pm"), _hour("9:10 a.m."), _hour("1510 hrs"), _hour("15:00 pm"), _hour("6")
    (datetime.time(18, 0), datetime.time(9, 10), datetime.time(15, 10), None, None)
    """
    if text.casefold() in _NAMED:
        return time(*_NAMED[text.casefold()])
    found = _HOUR.fullmatch(text)
    if not found or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found["half"].casefold() == "p" else 0)
    if (":" not in text and not found["half"] and len(found["hour"]) < 2) or hour > 23 or minute > 59:
        return None
    return time(hour, minute)


NOON = 12


def time_of(text: str, now: datetime) -> datetime:
    """The time that somebody types: "now", an hour of today, or a day and an hour, in the offset of the clock where none is given."""
    if text in ("", "now"):
        return now
    first, _, rest = text.strip().partition(" ")
    away = _AWAY.get(first.casefold().rstrip(","))
    hour = _hour(text.strip()) if away is None else _hour(rest.strip().removeprefix("at ").strip())
    if hour:
        return now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0) + timedelta(days=away or 0)
    found = day_and_hour(text.strip())
    if found is None:
        raise RequestError("write an hour as 15:00 or 3 pm, or a day and an hour as 2026-11-22 15:00 or 11/22/2026 3:00 pm.")
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def odd_times(entry: Entry, now: datetime) -> Iterator[str]:
    """What is odd about an entry's times, in words, naming fields and never a value."""
    found = {path: value for path, value in values(entry) if isinstance(value, datetime)}
    for first, second, told in _IN_ORDER:
        if first in found and second in found and found[second] < found[first]:
            yield f"{second}: {told} ({first})"
    for path, value in _happened(entry):
        if _far(value, now):
            yield f"{path}: more than three years ago"


def _later(value: date, now: datetime) -> bool:
    if isinstance(value, datetime):
        return value > now + _AHEAD
    return value > now.date() + timedelta(days=1)


def _far(value: date, now: datetime) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return day < now.date() - _LONG_AGO
