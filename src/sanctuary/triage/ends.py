"""When a paper's own sentences begin and end its force.

"Must be executed by March 4", "is in effect for three days", "valid March 3 only", "takes effect on March 30".
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sanctuary.triage.days import begins, day_first_in, days_after, number_of

__all__ = ["begins_on", "ends_on"]

_DONE = r"(?:execut\w*|serv(?:e|ed|ing)|carr(?:y|ied) out|conducted|search(?:ed)?|made|take place|acted on)"
_COUNT = (
    r"(?P<n>\d+|[a-z]+(?:-[a-z]+)?)\s*(?:\(\s*(?P<n2>\d+)\s*\)\s*)?(?:calendar |consecutive |full )?"
    r"(?P<unit>minute|hour|day|week|month|year)s?\b"
)
_AFTER = (
    r"(?!\s*(?:,\s*)?(?:of|after|from|following|before|prior to)\s+(?:\w+\s+){0,2}?(?:service|execution|entry|receipt|arrest|seizure"
    r"|install|notice|filing|completion|use|hearing|return|search|taking|being))"
)
"""What is to be done so long after something else is no limit of the paper's own."""
_THING = r"\b(?:warrant|order|writ|capias|injunction|determination|commitment|authority|authorization|it)\b"
_WITHIN = re.compile(
    rf"\b{_DONE}\b[^.;]{{0,60}}?\b(?:within|not more than|no more than|not to exceed|(?:no|not) later than)\s+"
    rf"(?:a period of\s+)?{_COUNT}{_AFTER}",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf"{_THING}[^.;]{{0,40}}?\b(?:good|valid|effective|effect|force|lasts?|expires?|terminates?|ends?|lapses?|void|enforceable)\b"
    rf"(?:[^.;]{{0,12}}?\b(?:for|in|within|after)\s+(?:only\s+|a period of\s+)?|\s+){_COUNT}{_AFTER}",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?<!was )(?<!were )(?<!been )(?<!having )\b(?:{_DONE}|valid|good)\b[^.;]{{0,40}}?"
    r"\b(?:by|before|until|through|on or before|(?:no|not) later than|up to|before the end of)\s+(?:the\s+|midnight\s+(?:of|on)\s+)*",
    re.IGNORECASE,
)
_ON = re.compile(rf"\b(?:must|shall|may|can|to|will|only)\s+(?:be\s+|only\s+)*{_DONE}\s+(?:only\s+)?on\s+", re.IGNORECASE)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?)?[A-Z][a-z]+\.?\s*(?:\d{1,2}(?:st|nd|rd|th)?)?\s*,?\s*\d{4}|[\d/.-]{6,10}"
_ONLY = re.compile(
    rf"\b(?:valid|good)\s+(?:only\s+)?(?:on\s+)?(?=(?:{_DAY})(?!\s*(?:-|\u2013|to|and|through|thru|until|till|onwards?|forward)\b))"
    rf"|\beffective\s+only\s+(?:on\s+)?(?=\S)|\beffective\s+(?:on\s+)?(?=(?:{_DAY})\s+only\b)",
    re.IGNORECASE,
)
"""A paper of one day; "effective" and a day alone is a beginning, and so is the first of two days."""
_HOUR = re.compile(
    rf"{_THING}[^.;]{{0,30}}?\b(?:expires?|terminates?|ends?|lapses?)\s+(?:at|by)\s+"
    r"(?:noon|midnight|sunset|\d{1,2}(?::\d\d)?\s*[ap]\.?\s*m\.?)(?P<rest>[^.;]{0,40})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:expiration|expiry|expires|last day to \w+|void after)(?:\s+date)?\W{1,3}(?:on\s+|date\W{1,3})?", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:effect|effective|force)\b\W{0,3}(?:on|from|as of|beginning|starting|date\W{0,3})?\s*",
    re.IGNORECASE,
)


def ends_on(texts: Sequence[str], issued: date | None, *, warrant: bool) -> Iterator[date]:
    """The last days that a paper's sentences give it; of a warrant also the days by which it is to be carried out.

    >>> list(ends_on(["This warrant must be executed within one day."], date(2026, 3, 3), warrant=True))
    [datetime.date(2026, 3, 4)]
    >>> list(ends_on(["This order expires 10 days from the date below."], date(2026, 3, 3), warrant=False))
    [datetime.date(2026, 3, 13)]
    >>> list(ends_on(["Make return within ten days after execution."], date(2026, 3, 3), warrant=True))
    []
    """
    joined, _ = begins(" ".join(texts))
    spans = [*_LASTS.finditer(joined), *(_WITHIN.finditer(joined) if warrant else ())]
    for found in spans:
        days = number_of(found["n2"] or found["n"], found["unit"])
        if days is not None and issued:
            yield days_after(issued, days)
    if issued:
        yield from (issued for found in _HOUR.finditer(joined) if not re.search(r"\d", found["rest"]))
    limits = [*_ONLY.finditer(joined), *_LABEL.finditer(joined), *((*_BY.finditer(joined), *_ON.finditer(joined)) if warrant else ())]
    for found in limits:
        day = day_first_in(joined[found.end() : found.end() + 40])
        if day:
            yield day


def begins_on(texts: Sequence[str]) -> Iterator[date]:
    """The days from which a paper says that it is in force.

    >>> list(begins_on(["This order takes effect on March 30, 2026."]))
    [datetime.date(2026, 3, 30)]
    """
    joined = " ".join(texts)
    yield from begins(joined)[1]
    for found in _STARTS.finditer(joined):
        day = day_first_in(joined[found.end() : found.end() + 40])
        if day:
            yield day
