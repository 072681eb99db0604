"""Whether the last day of a paper has passed, or its first is to come.

Days that it names, or so many from its own as the paper or the law of its kind gives.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sanctuary.triage.days import days_after, days_in, end_of, last_day, span_of
from sanctuary.triage.ends import begins_on, ends_on
from sanctuary.triage.knowledge import Kind
from sanctuary.triage.signs import Sheet

__all__ = ["out_of_date"]

SEARCHES = ("federal-search-warrant", "state-search-warrant", "civil-inspection-warrant")
"""Papers that are carried out within some days."""
WARRANTS = (*SEARCHES, "federal-arrest-warrant", "state-arrest-warrant", "bench-warrant", "writ")
"""Papers that are carried out once."""


def out_of_date(sheets: Sequence[Sheet], kind: Kind, on: date) -> Iterator[str]:
    """What a paper that is out of date on a day is told to be; nothing of one that is not."""
    texts = [line.text for sheet in sheets for line in sheet.lines]
    searches = kind.paper in SEARCHES
    told = end_of(texts) or (last_day(texts) if searches or kind.days else None)
    issued = max(days_in(texts), default=None)
    ends = [*([told] if told else []), *ends_on(texts, issued, warrant=kind.paper in WARRANTS)]
    if ends and min(ends) < on:
        yield "out of date: the last day to carry it out has passed"
        return
    if any(day > on for day in begins_on(texts)):
        yield "out of date: the day from which it says that it is in force has not come"
    days = span_of(texts, carried_out=searches) or kind.days
    if not ends and days and issued and days_after(issued, days) < on:
        yield f"out of date: more than {days} days have passed since the latest day on it"
