"""A timeline as a table: a row for each stretch of days on which an answer stayed the same, with the law that moved it."""

import csv
import io
from typing import Any

from sanctuary.law.jurisdiction import Law
from sanctuary.study.timeline import Timeline
from sanctuary.study.years import told

__all__ = ["COLUMNS", "as_csv", "rows"]

COLUMNS = ("place", "definition", "title", "since", "until", "answer", "reported", "law", "cites", "known_through", "digest")
"""Columns of a timeline as a table."""


def rows(report: Timeline, law: Law) -> list[dict[str, Any]]:
    """A row for each stretch of days on which an answer stayed the same, with the law or the suit that moved it and its citations.

    `law` is empty where no law did: what is known begins there, or a fact changed.
    """
    named = {one.on: one for one in told(report, law).changes}
    cites = {rule.id: rule.cites for pack in law.packs.values() for rule in pack.rules}
    found = []
    for track in report.tracks:
        for number, one in enumerate(track.stretches if track.kind != "criterion" else ()):
            change = named.get(one.since) if number else None
            touched = (*change.began, *change.ended) if change else ()
            found.append(
                {
                    "place": report.place,
                    "definition": track.standard,
                    "title": track.title,
                    "since": one.since,
                    "until": one.until,
                    "answer": one.answer,
                    "reported": one.reported,
                    "law": change.law if change else "",
                    "cites": "; ".join(dict.fromkeys(cites[name] for name in touched)),
                    "known_through": report.known_through,
                    "digest": report.digest,
                }
            )
    return found


def as_csv(report: Timeline, law: Law) -> str:
    """The same rows as CSV, for a spreadsheet."""
    target = io.StringIO()
    lines_of = csv.writer(target, lineterminator="\n")
    lines_of.writerow(COLUMNS)
    for one in rows(report, law):
        values = (one[name] for name in COLUMNS)
        lines_of.writerow(["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values])
    return target.getvalue()
