"""Hours that a law counts without days off: the end of a length of time, and the days off of the United States."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["after", "federal_holidays", "without_days_off"]

_SATURDAY, _SUNDAY = 5, 6
_JUNETEENTH = 2021
"""The first year of the holiday of June 19."""


def without_days_off(begun: datetime, length: timedelta, holidays: frozenset[date]) -> datetime:
    """The end of a length of time in which Saturdays, Sundays and holidays do not count.

    >>> from datetime import timezone
    >>> friday = datetime(2026, 11, 27, 23, 59, tzinfo=timezone.utc)
    >>> without_days_off(friday, timedelta(hours=48), frozenset()).strftime("%a %H:%M")
    'Tue 23:59'
    """
    now, left = begun, length
    while left > timedelta(0):
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
        if now.weekday() >= _SATURDAY or now.date() in holidays:
            now = midnight
            continue
        step = min(left, midnight.astimezone(UTC) - now.astimezone(UTC))
        now, left = after(now, step), left - step
    return now


def after(begun: datetime, length: timedelta) -> datetime:
    """The time when so much has passed, by the clocks of the same zone: arithmetic within a zone knows no change of its clocks."""
    return (begun.astimezone(UTC) + length).astimezone(begun.tzinfo)


def federal_holidays(years: Sequence[int]) -> frozenset[date]:
    """The legal public holidays of some years (5 USC 6103(a), from memory), each on its day and on the one on which it is observed.

    >>> date(2026, 7, 3) in federal_holidays([2026]), date(2026, 11, 26) in federal_holidays([2026])
    (True, True)
    """
    found = {one for year in years for one in _holidays(year)}
    moved = {_SATURDAY: -1, _SUNDAY: 1}
    return frozenset(found | {one + timedelta(days=moved[one.weekday()]) for one in found if one.weekday() in moved})


def _holidays(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in ((1, 1), (7, 4), (11, 11), (12, 25)))
    yield from (_nth(year, 1, 0, 3), _nth(year, 2, 0, 3), _nth(year, 9, 0, 1), _nth(year, 10, 0, 2), _nth(year, 11, 3, 4))
    last = date(year, 5, 31)
    yield last - timedelta(days=last.weekday())
    yield from (date(year, 6, 19),) if year >= _JUNETEENTH else ()


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """The first, second, ... Monday (0) of a month, or another day of the week."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
