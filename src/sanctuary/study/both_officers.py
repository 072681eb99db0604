"""The plain questions asked of the sheriff, or of whoever runs the jail, where law tells them from the police of the same place."""

from datetime import date

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, days_of, law_of
from sanctuary.law.runs import BELOW
from sanctuary.study.ahead import named_apart
from sanctuary.study.noticed import asked_of, noticed, officers
from sanctuary.study.phrases import upper
from sanctuary.study.timeline import Answers, Timeline, Track, stands, track_of

__all__ = ["sheriffs"]

_POLICE, _SHERIFF = "police", "sheriff"


def sheriffs(report: Timeline, law: Law) -> tuple[Track, ...]:
    """The sheriff's answers through time to the questions on which they ever differ from those of the police; else nothing."""
    if officers(law) != _POLICE or law.run_by(_SHERIFF) not in (law.place.id, BELOW):
        return ()
    asked = [one for one in asked_of(law) if one.by == "officers" and named_apart(law, one)]
    if not asked:
        return ()
    ids, days = frozenset(one.id for one in asked), sorted(_days(law, {one.action for one in asked}))
    noted: list[Answers] = []
    for day in days:
        proofs = Proofs(law_of(law.library, law.place.id, day, strict=law.strict))
        noted.append({("question", "", one.question): stands(one) for one in noticed(proofs, ids, _SHERIFF)})
    police = {one.id: one for one in report.asked}
    tracks = (track_of(("question", "", one.id), upper(one.in_case), days, noted) for one in asked)
    return tuple(one for one in tracks if one.id in police and _answers(one) != _answers(police[one.id]))


def _days(law: Law, actions: set[str]) -> set[date]:
    """The days on which rules of some acts begin or end, a court stops or releases one, or the search of a law begins."""
    rules = (rule for pack in law.packs.values() for rule in pack.rules if actions & set(rule.actions))
    stopped = (day for pack in law.packs.values() for stop in pack.enjoined for day in (stop.since, stop.until))
    searched = (pack.file.known_from for pack in law.packs.values())
    every = {day for rule in rules for day in (rule.since, rule.until)} | {*stopped, *searched}
    first = min(day for day in days_of(law.packs.values()) if day is not None)
    return {first, *(day for day in every if day)}


def _answers(track: Track) -> list[tuple[date, str]]:
    """The answers of a track with the day on which each begins; one that stays the same by other paragraphs is told once."""
    found: list[tuple[date, str]] = []
    for one in track.stretches:
        if not found or found[-1][1] != one.answer:
            found.append((one.since, one.answer))
    return found
