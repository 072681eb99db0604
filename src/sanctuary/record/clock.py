"""Clocks of duties: what a law says of when something is due, as a length of time (ISO 8601, section 5.5.2.2)."""

import re
from datetime import timedelta

from sanctuary.errors import RecordError

__all__ = ["span"]

_DURATION = re.compile(r"P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?)?")


def span(within: str) -> timedelta | None:
    """The length of a clock; nothing where it is `promptly` or no clock at all.

    >>> span("PT24H")
    datetime.timedelta(days=1)
    """
    if within in ("", "promptly"):
        return None
    found = _DURATION.fullmatch(within)
    parts = {name: int(number) for name, number in found.groupdict().items() if number} if found else {}
    if not parts:
        raise RecordError("a duty's clock is no duration in weeks, days, hours and minutes such as PT24H or P30D, nor 'promptly'.")
    return timedelta(**parts)
