"""Nil certificates: refused, and not due, where something stands in the period; refused before the period has ended."""

from collections.abc import Sequence
from dataclasses import replace as changed
from datetime import date
from typing import TYPE_CHECKING

from sanctuary.account.catalog import find_report, read_report
from sanctuary.account.definition import Definition
from sanctuary.account.owed import reports_in
from sanctuary.account.report import run
from sanctuary.errors import RecordError
from sanctuary.record.entry import Entry
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log

if TYPE_CHECKING:
    from sanctuary.account.due import DueItem

__all__ = ["NIL", "need_nil", "with_what_is_entered"]

NIL = "-nil"
"""How the id of a standing duty ends that a certificate fulfills which says that nothing happened; a test holds the packs to it."""


def with_what_is_entered(items: Sequence["DueItem"], lines: Sequence[Recorded]) -> list["DueItem"]:
    """Due items without certificates that entries contradict; where they contradict a part alone, the certificate says which part is left.

    The report of such a year is then no longer one of two.
    """
    found = []
    gone = {}
    for item in items:
        duty = item.id.partition("@")[0]
        report = _certified(item) if duty.endswith(NIL) and item.instead and item.about is not None else None
        if report is None:
            found.append(item)
            continue
        told = run(report, lines, date(item.about or 0, 1, 1), date(item.about or 0, 12, 31))
        parts = [one for one in told.figures if one.id in report.nil.apart] or list(told.figures)
        left = [one.title for one in parts if not one.entries]
        if left or item.fulfilled_by is not None:
            found.append(changed(item, only=tuple(left) if len(left) < len(parts) else ()))
        else:
            gone[item.id] = True
    return [changed(item, instead="") if item.instead in gone else item for item in found]


def _certified(item: "DueItem") -> Definition | None:
    """The report of a pack of which a due item is the certificate that nothing happened: the one that rests on the same paragraph."""
    pack = item.id.partition("/")[0]
    for path in reports_in().values():
        if path.parent.parent.name == pack:
            report = read_report(path)
            if report.nil.rule == "certify" and report.nil.cites == item.cites:
                return report
    return None


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
