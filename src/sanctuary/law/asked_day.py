"""The day that somebody asks about: written as 2018-10-01, a date, or today, where that or none is named."""

import re
from contextlib import suppress
from datetime import date, datetime

from sanctuary.errors import RequestError

__all__ = ["TODAY", "asked_day", "read_day"]


TODAY = "today"
"""The word that means the day of the reader, wherever a day is asked for."""


def read_day(text: str) -> date:
    """A day written as 2018-10-01; refuses every other form, also those that ISO 8601 knows.

    >>> read_day("2018-10-01")
    datetime.date(2018, 10, 1)
    """
    try:
        return date.fromisoformat(text if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else "")
    except ValueError:
        raise RequestError(f"'{text}' is no day. Write year, month and day as {_other_form(text) or '2018-10-01'}.") from None


_FORMS = ("%m/%d/%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%Y/%m/%d", "%Y%m%d")


def _other_form(text: str) -> date | None:
    """The day that a text means in a form of which many are in use in the United States; it is asked about, never taken."""
    for form in _FORMS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    return None


def asked_day(on: date | str | None) -> date:
    """A day as it was given, or today: the law of a place goes by the day where the reader is."""
    if on is None or on == "" or (isinstance(on, str) and on.casefold() == TODAY):
        return date.today()  # noqa: DTZ011 - see above
    if isinstance(on, str):
        return read_day(on)
    if not isinstance(on, date) or isinstance(on, datetime):
        raise RequestError(f"{type(on).__name__} is no day. Give a date, or year, month and day as 2018-10-01.")
    return on
