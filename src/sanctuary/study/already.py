"""Definitions that said yes before the law that people expect to have moved them: since when, and by which paragraph."""

from collections.abc import Iterator
from datetime import date

from sanctuary.law.jurisdiction import Law
from sanctuary.law.rules import Rule
from sanctuary.study.events import names
from sanctuary.study.phrases import listed
from sanctuary.study.timeline import Change, Timeline, Track

__all__ = ["already_said"]

REVERSE = "standard-mandate"
"""The definition that asks the reverse."""


def already_said(report: Timeline, days: tuple[date, date | None], law: Law) -> str:
    """That definitions of a sanctuary said yes before the law that moved the most plain questions of a stretch; nothing where none did."""
    first, last = days
    found = [one for one in report.changes if one.plain and one.began and first <= one.on and (last is None or one.on <= last)]
    change = max(found, key=lambda one: len(one.plain), default=None)
    if change is None:
        return ""
    told = [f"{name} since {since} ({rule.cites})" for name, since, rule in _before(report, change, law)]
    name = names(law.library, change.on, change.began, change.ended).partition(", ")[0]
    return f"Already yes before {name}: {listed(told)}." if told else ""


def _before(report: Timeline, change: Change, law: Law) -> Iterator[tuple[str, date, Rule]]:
    """Each definition that said yes on a day and before it: its short name, since when, and the paragraph that began or stood then."""
    for track in report.tracks:
        if track.kind != "verdict" or track.standard == REVERSE:
            continue
        since = _since(track, change.on)
        rule = _rule(report, track.standard, since, law) if since else None
        if since and since < change.on and rule:
            yield track.title.partition(":")[0].partition(",")[0].removesuffix(" definition"), since, rule


def _since(track: Track, on: date) -> date | None:
    """The first day of the yes that holds on a day, whatever it rests on; nothing of another answer."""
    since = None
    for one in track.stretches:
        if one.since > on:
            break
        since = (since or one.since) if one.answer == "yes" else None
    return since


def _rule(report: Timeline, standard: str, on: date, law: Law) -> Rule | None:
    """The paragraph by which a criterion of a definition is met on a day: one that began on it, else the latest before it."""
    ids = {
        name
        for track in report.tracks
        if track.kind == "criterion" and track.standard == standard
        for one in track.stretches
        if one.answer == "met" and one.since <= on and (one.until is None or one.until > on)
        for name in one.because
    }
    rules = [rule for pack in law.packs.values() for rule in pack.rules if rule.id in ids and rule.since <= on]
    return max(rules, key=lambda rule: (rule.since, rule.id), default=None)
