"""Nil certificates: refused where something stands in the period, or before the period has ended."""

from datetime import date

from sanctuary.account.catalog import find_report
from sanctuary.account.report import run
from sanctuary.errors import RecordError
from sanctuary.record.entry import Entry
from sanctuary.record.log import Log

__all__ = ["need_nil"]


def need_nil(log: Log, entry: Entry, today: date) -> None:
    """Refuses a certificate of a period that is not over, and one that entries of the record contradict."""
    law, _, part = entry.links.law.partition("/")
    begin, end = entry.links.covers_from, entry.links.covers_to
    if begin is None or end is None:
        return
    if end >= today:
        raise RecordError(f"links.covers_to: the period ends on {end}, and nobody can certify yet that nothing happened in it.")
    found = run(find_report(law), log.entries(), begin, end)
    apart = [figure for figure in found.figures if figure.id == part] if part else found.figures
    if part and not apart:
        raise RecordError(f"links.law: the report {law} has no part '{part}'; its figures: {', '.join(one.id for one in found.figures)}.")
    standing = sorted({seq for figure in apart for seq in figure.entries})
    if standing:
        shown = ", ".join(map(str, standing[:8])) + (" and more" if len(standing) > 8 else "")
        what = f"stands entry {shown}" if len(standing) == 1 else f"stand entries {shown}"
        raise RecordError(f"links.law: not nil: in this period {what}. Run the report, or void what was entered by mistake.")
