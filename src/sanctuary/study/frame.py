"""A timeline as a table: a row for each stretch of days on which an answer stayed the same, with the law that moved it."""

import csv
import io
from datetime import date, timedelta
from typing import Any

from sanctuary.law.jurisdiction import Law
from sanctuary.study.timeline import Change, Stretch, Timeline, Track
from sanctuary.study.years import told

__all__ = ["COLUMNS", "as_csv", "rows"]

COLUMNS = ("place", "kind", "definition", "title", "since", "until", "answer", "reported", "law", "cites", "known_through", "digest")
"""Columns of a timeline as a table. `kind`: `verdict` of a definition, `situation`, or `question` of a plain one."""

Days = tuple[date | None, date | None]


def rows(report: Timeline, law: Law, days: Days = (None, None)) -> list[dict[str, Any]]:
    """A row for each stretch of days on which an answer stayed the same, with the law or the suit that moved it and its citations.

    Beside all definitions the plain questions, with the paragraph that decides. `law` is empty where no law moved an answer: what is known
    begins there, or a fact changed. Of `days`, the first and the last, each stretch is told as far as it lies within.
    """
    named = {one.on: one for one in told(report, law).changes}
    cites = {rule.id: rule.cites for pack in law.packs.values() for rule in pack.rules}
    followed = [track for track in report.tracks if track.kind != "criterion"]
    found = []
    for track in (*followed, *(report.asked if len(followed) > 1 else ())):
        for number, one in enumerate(track.stretches):
            stretch = _within(one, days)
            if not stretch:
                continue
            change = named.get(one.since) if number else None
            if change and track.kind == "question" and not _moved_by(change, track, number):
                change = None
            rests = track.kind == "question"
            touched = one.because if rests else (*change.began, *change.ended) if change else ()
            found.append(
                {
                    "place": report.place,
                    "kind": track.kind,
                    "definition": track.id if rests else track.standard,
                    "title": track.title,
                    "since": stretch[0],
                    "until": stretch[1],
                    "answer": one.answer,
                    "reported": one.reported,
                    "law": change.law if change else "",
                    "cites": "; ".join(dict.fromkeys(cites[name] for name in touched)),
                    "known_through": report.known_through,
                    "digest": report.digest,
                }
            )
    return found


def _moved_by(change: Change, track: Track, number: int) -> bool:
    """Whether law or courts moved a plain question on a day: else it is only known from it on, and no law is named for it."""
    old, new = track.stretches[number - 1], track.stretches[number]
    began, ended = set(new.because) & set(change.began), set(old.because) & set(change.ended)
    return bool(began or ended) or any(one.question == track.id for one in change.plain)


def _within(one: Stretch, days: Days) -> tuple[date, date | None] | None:
    """The first day of a stretch and the day after its last, as far as they lie within some days; nothing where it lies outside."""
    first, last = days
    if (first and one.until and one.until <= first) or (last and one.since > last):
        return None
    end = last + timedelta(days=1) if last else None
    return max(one.since, first) if first else one.since, min(filter(None, (one.until, end)), default=None)


def as_csv(report: Timeline, law: Law, days: Days = (None, None)) -> str:
    """The same rows as CSV, for a spreadsheet."""
    target = io.StringIO()
    lines_of = csv.writer(target, lineterminator="\n")
    lines_of.writerow(COLUMNS)
    for one in rows(report, law, days):
        values = (one[name] for name in COLUMNS)
        lines_of.writerow(["" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for value in values])
    return target.getvalue()
