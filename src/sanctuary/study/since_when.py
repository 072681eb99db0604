"""Years since something, told as a day, a month or a year: read as whole years, rounded up, on the day asked about.

A year alone may be two numbers. It is read where the law parts at neither; else the refusal names the day that matters.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sanctuary.errors import RequestError
from sanctuary.law.condition import seen_in
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import YEARS, Action
from sanctuary.study.look_back import counted_so

__all__ = ["lasts", "read_since", "whole_years"]

_WRITTEN = re.compile(r"((?:19|20)[0-9]{2})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def whole_years(since: date, on: date) -> int:
    """Whole years since a day, rounded up.

    >>> whole_years(date(2012, 5, 3), date(2026, 11, 29)), whole_years(date(2011, 11, 29), date(2026, 11, 29))
    (15, 15)
    """
    years = on.year - since.year
    return years if _after(since, years) >= on else years + 1


def read_since(law: Law, actor: str, action: Action, resource: str, path: str, value: object) -> tuple[int, str, str]:
    """The years of a fact that was told as a day, a month or a year, that as text, and how it was read; the text is empty of a number.

    Where a law counts them to another day than the one asked about, that is said, and no day is told until which they stay.
    Refuses a day to come, and a stretch of which one part is answered otherwise than the other.
    """
    text = value.isoformat() if isinstance(value, date) else str(value)
    stretch = _stretch(path, text)
    if stretch is None:
        return -1, "", ""
    on, (first, last) = law.on, stretch
    if first > on:
        raise RequestError(f"'{path}={text}' is after {on}, the day asked about. Give the day of the conviction, or another --on.")
    last = min(last, on)
    most, least = whole_years(first, on), whole_years(last, on)
    if most >= YEARS:
        raise RequestError(f"'{path}={text}' is {most} years before {on}; expected at most {YEARS - 1}.")
    bounds = _bounds(law, action, path)
    section, how = counted_so(law, actor, action.name, resource, path)
    parted = next((one for one in bounds if least < one <= most), 0)
    if parted:
        pivot = _after(on, 1 - parted)
        raise RequestError(
            f"'{path}={text}' is {least} or {most} years on {on}, and the law parts at {parted - 1}: "
            f"a day from {pivot} on is at most {parted - 1} years ago, and one before is more. "
            + (
                f"{section} counts them {how}: give their number, so counted: --fact {path}=YEARS"
                if how
                else f"Give the day: --fact {path}=YYYY-MM-DD"
            )
        )
    if how:
        return most, text, f"{most} years (rounded up, counted to {on}, which is not how {section} counts them: see the answer)"
    return most, text, f"{most} years (rounded up, on {on}{_until(bounds, first, last, most)})"


def lasts(law: Law, actor: str, action: Action, resource: str, days: Mapping[str, str]) -> Iterator[str]:
    """For each fact that was told as a day: through which day the law takes it as it does now; nothing where it no longer changes."""
    for path, text in days.items():
        stretch = _stretch(path, text)
        if stretch and not counted_so(law, actor, action.name, resource, path)[1]:
            first, last = stretch
            most = whole_years(first, law.on)
            found = _until(_bounds(law, action, path), first, min(last, law.on), most)
            if found:
                yield f"{text} is {found.removeprefix('; ')}; ask again after that day."


def _until(bounds: list[int], first: date, last: date, years: int) -> str:
    """Through which day a number of years stays on its side of the next bound of the law."""
    bound = next((one for one in bounds if one > years), 0)
    if not bound:
        return ""
    at_least = "" if first == last else "at least "
    return f"; at most {bound - 1} years ago {at_least}through {_after(first, bound - 1)}"


def _bounds(law: Law, action: Action, path: str) -> list[int]:
    """The numbers of years below which some rule of the act answers otherwise, the least first."""
    return sorted(seen_in([bound.rule.policy for bound in law.rules_of(action.name)], action).bounds.get(path, ()))


def _stretch(path: str, text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year; nothing of another text."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise RequestError(f"'{path}={text}' is no day; write it as 2012-05-03.") from None
    if day:
        return first, first
    following = date(year + 1, 1, 1) if not month or month == DECEMBER else date(year, month + 1, 1)
    return first, following - timedelta(days=1)


DECEMBER = 12


def _after(day: date, years: int) -> date:
    """The same day some years later; of 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
