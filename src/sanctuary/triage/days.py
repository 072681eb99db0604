"""Days that stand on a paper: read, compared, and never printed."""

import re
from collections.abc import Sequence
from datetime import date

__all__ = ["days_in", "last_day"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMES = "|".join(one[:3] for one in _MONTHS)
_DAY = re.compile(
    r"\b(?P<m>\d{1,2})\s?[/.-]\s?(?P<d>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d|\d\d)\b"
    r"|\b(?P<Y>(?:19|20)\d\d)-(?P<M>\d\d)-(?P<D>\d\d)\b"
    rf"|\b(?P<name>{_NAMES})[a-z]*\.?\s*(?P<nd>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<ny>(?:19|20)\d\d)\b"
    rf"|\b(?P<wd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<wname>{_NAMES})[a-z]*\.?\s*,?\s*(?P<wy>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"birth|born|dob|d\.o\.b|nacimiento|rev\b|rev\.|edition|\bomb\b|expires", re.IGNORECASE)


def days_in(texts: Sequence[str]) -> list[date]:
    """The days on the lines that tell the paper's own, in reading order; days of birth and of a form's edition are left out.

    >>> days_in(["Date: 05/01/2017", "Date of Birth: 1/2/1990", "Form I-247D (5/15)"])
    [datetime.date(2017, 5, 1)]
    """
    own = [text for text in texts if not _BIRTH.search(text)]
    first = [day for text in own if re.match(r"\W*(?:date|dated|issued|fecha)\b", text, re.IGNORECASE) for day in _days(text)]
    return first or [day for text in own for day in _days(text)]


def last_day(texts: Sequence[str]) -> date | None:
    """The day on or before which a warrant is to be carried out, or nothing."""
    joined = " ".join(texts)
    for found in re.finditer(r"on\s*or\s*before|no later than|expires? on|not later than", joined, re.IGNORECASE):
        days = _days(joined[found.end() : found.end() + 60])
        if days:
            return days[0]
    return None


def _days(text: str) -> list[date]:
    found = []
    for one in _DAY.finditer(text):
        part = one.groupdict()
        month = part["m"] or part["M"] or _month(part["name"] or part["wname"])
        day = part["d"] or part["D"] or part["nd"] or part["wd"]
        year = part["y"] or part["Y"] or part["ny"] or part["wy"]
        try:
            found.append(date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
        except ValueError:
            continue
    return found


def _month(name: str | None) -> int:
    return next((number for number, one in enumerate(_MONTHS, 1) if name and one.startswith(name.lower()[:3])), 0)
