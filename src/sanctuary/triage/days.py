"""Days that stand on a paper: read, compared, and never printed."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

__all__ = ["begins", "day_first_in", "days_after", "days_in", "end_of", "last_day", "number_of", "span_of"]

MOST_DAYS = 36_600
"""A hundred years: what counts more is no time for which a paper is good."""

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

_ENDS = re.compile(
    r"\b(?:expires?|terminates?|lasts?|holds?)\b|\b(?:force|effect|effective|valid|good|enforceable)\b[^.;]{0,30}?\b(?:until|through|till)\b",
    re.IGNORECASE,
)
"""How a paper says of itself until when it is in force."""
_POINT = re.compile(r"(\S+)\.\s+(?=[A-Z\d_/(\[])")
_SHORTENED = re.compile(rf"\W*(?:{_NAMES}|sept|mon|tues?|wed|thurs?|fri|sat|sun|approx|abt|no|(?:[a-z]\.)+[a-z]|[ap]m)", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:\d|on|or|and|until|till|by|but|not|{_NAMES})", re.IGNORECASE)
"""A point that ends a sentence, and the words behind and before which it only shortens one: "Fri. November 20", "5:00 P.M. ON"."""
_REACH = 240
"""Letters behind "expires" and the like in which the day of the end may stand."""
_NOT_BEFORE = re.compile(
    r"\b(?:shall|must|may|can|is|are|will|to|do|does)\s+not\s+(?:\w+\s+){0,2}?(?:execut\w*|serv(?:e|ed|ing)|carried out|conducted"
    r"|enforce\w*|acted on|valid|good|effective|effect|force)\b[^.;]{0,30}?\b(?:before|until|till|prior to|earlier than)\s+",
    re.IGNORECASE,
)
"""How a paper says from when it is in force, in words that elsewhere tell until when."""
_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
_LARGE = {"twenty": 20, "thirty": 30, "forty-five": 45, "forty-eight": 48, "sixty": 60, "seventy-two": 72, "ninety": 90}
_NUMBERS = {word: number for number, word in enumerate(_SMALL, 1)} | _LARGE
_EACH = (("minute", 0), ("week", 7), ("month", 30), ("year", 366))
_MANY = r"(?P<{0}>\d+|[a-z]+(?:-[a-z]+)?)\s*(?:\(\s*(?P<{0}2>\d+)\s*\)\s*)?"
_SPAN = re.compile(
    rf"\b(?:within|not more than|no more than|not to exceed|not later than|no later than)\s+(?:a period of\s+)?{_MANY.format('n')}"
    r"(?P<kind>business |court |working |calendar |consecutive )?(?P<unit>day|hour|week)s?\s+(?:of|from|after)\s+"
    r"(?:the\s+|its\s+)?(?:issu|dat|this dat|here)"
    rf"|\b(?:good|valid)\s+for\s+{_MANY.format('g')}(?P<gunit>day|hour|week)s?\b",
    re.IGNORECASE,
)
"""How many days from its own a paper gives: "within ten (10) days of issuance", "good for sixty days"."""


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


def end_of(texts: Sequence[str]) -> date | None:
    """The last day on which a paper says that it is in force, or nothing.

    >>> end_of(["This order remains in full force and effect", "until March 1, 2029."])
    datetime.date(2029, 3, 1)
    >>> end_of(["This order expires at 5:00 p.m. March 4, 2026."])
    datetime.date(2026, 3, 4)
    >>> end_of(["This order expires 10 days from the date below.", "03/04/2026"])
    """
    joined, _ = begins(" ".join(texts))
    told = [_sentence(joined[found.end() : found.end() + _REACH]) for found in _ENDS.finditer(joined)]
    # Of several days each may be the end: "one year from the date below or on March 4, 2026, whichever comes first".
    return min((day for text in told for day in _days(text)), default=None)


def _sentence(text: str) -> str:
    """What of a text is of its first sentence."""
    for found in _POINT.finditer(text):
        if not (_SHORTENED.fullmatch(found[1]) and _GOES_ON.match(text, found.end())):
            return text[: found.end(1)]
    return text


def begins(joined: str) -> tuple[str, list[date]]:
    """A paper's text without what says "not before a day" or "not until a day", and these days.

    >>> begins("This warrant shall not be executed before March 4, 2026.")
    ('This warrant March 4, 2026.', [datetime.date(2026, 3, 4)])
    """
    days: list[date] = []

    def left(found: re.Match[str]) -> str:
        day = day_first_in(joined[found.end() : found.end() + 40])
        days.extend([day] if day else [])
        return "" if day else found[0]

    return _NOT_BEFORE.sub(left, joined), days


def days_after(day: date, count: int) -> date:
    """The day so many days after another; the last of the calendar where there is none.

    >>> days_after(date(2026, 3, 3), 2), days_after(date(9999, 12, 30), 99)
    (datetime.date(2026, 3, 5), datetime.date(9999, 12, 31))
    """
    return day + timedelta(days=min(count, (date.max - day).days))


def span_of(texts: Sequence[str], *, carried_out: bool = True) -> int | None:
    """For how many days from its own a paper says that it is good; if `carried_out`, also within how many it is to be. Or nothing.

    >>> span_of(["search the place within ten (10) days of the", "date of issuance"])
    10
    >>> span_of(["return it within five days after execution"])
    >>> span_of(["within ten days of this date"], carried_out=False)
    """
    spans = []
    for found in _SPAN.finditer(" ".join(texts)):
        if found["n"] and not carried_out:
            continue
        number = found["n2"] or found["g2"] or found["n"] or found["g"]
        days = number_of(number, found["unit"] or found["gunit"])
        if days is None:
            continue
        # Of days on which courts sit there are five in seven, and a holiday may stand between.
        spans.append(days * 7 // 5 + 3 if (found["kind"] or "").strip().lower() in ("business", "court", "working") else days)
    return max(spans, default=None)


def day_first_in(text: str) -> date | None:
    """The day with which a text begins, or nothing.

    >>> day_first_in("March 4, 2026 at noon"), day_first_in("at noon on March 4, 2026")
    (datetime.date(2026, 3, 4), None)
    """
    return next(iter(_days(text)), None) if _DAY.match(text) else None


def number_of(number: str, unit: str) -> int | None:
    """How many days so many minutes, hours, days, weeks, months or years are; nothing of no number, and of more than a hundred years.

    >>> number_of("ten", "day"), number_of("24", "hours"), number_of("two", "weeks"), number_of("some", "days")
    (10, 1, 14, None)
    >>> number_of("ten", "minutes"), number_of("9000", "years")
    (0, None)
    """
    # Python itself refuses to read thousands of digits.
    short = len(number) <= len(str(MOST_DAYS * 24))
    count = (int(number) if short else None) if number.isdecimal() else _NUMBERS.get(number.lower())
    if count is None:
        return None
    each = next((each for name, each in _EACH if unit.lower().startswith(name)), 1)
    days = -(-count // 24) if unit.lower().startswith("h") else count * each
    return days if days <= MOST_DAYS else None


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
