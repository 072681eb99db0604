"""Which definitions changed their answer in a stretch of years and when, in a few sentences."""

import re
from collections.abc import Iterator
from datetime import date

from sanctuary.law.jurisdiction import Law
from sanctuary.study.already import already_said
from sanctuary.study.events import answer_said
from sanctuary.study.phrases import listed, upper, word
from sanctuary.study.timeline import Stretch, Timeline, Track

__all__ = ["definitions_said"]


def definitions_said(report: Timeline, days: tuple[date, date | None], law: Law | None = None) -> str:
    """Which definitions changed their answer in a stretch and when, then which said yes before the law that moved the most questions."""
    already = already_said(report, days, law) if law else ""
    return " ".join(filter(None, [_definitions(report, days), already]))


def _definitions(report: Timeline, days: tuple[date, date | None]) -> str:
    """Which definitions changed their answer in a stretch, from the day before it on, and when; those of one move together.

    Counts are told by their first and last. Answers that were not known before, and did not change since, are told by their day.
    """
    tracks = {_named(track): _within(track, days) for track in report.tracks if track.kind == "verdict"}
    if not tracks:
        return ""
    if len(tracks) == 1:
        (answers,) = tracks.values()
        return f"{upper(_moved(answers) or f'{_answer(answers[-1])} throughout')}."
    moves: dict[str, list[str]] = {}
    begun: dict[date, dict[str, list[str]]] = {}
    for name, answers in tracks.items():
        if _begins(answers):
            begun.setdefault(answers[1].since, {}).setdefault(_answer(answers[1]), []).append(name)
        elif said := _moved(answers):
            moves.setdefault(said, []).append(name)
    told = [f"{listed(few)} {said}" for said, few in moves.items()]
    for day, found in sorted(begun.items()):
        parts = [(answer.partition(" ("), ", ".join(few)) for answer, few in found.items()]
        by_answer = [f"{said} ({few}{f'; {open_ones}' if open_ones else ')'}" for (said, _, open_ones), few in parts]
        told.append(f"first known on {day}: {', '.join(by_answer)}")
    if not told:
        return "All of them answered the same throughout."
    rest = len(tracks) - sum(map(len, [*moves.values(), *(few for found in begun.values() for few in found.values())]))
    stayed = _STAYED.get(rest, f" The other {word(rest)} stayed as they were.")
    return f"{upper('; '.join(told))}.{stayed}{''.join(f' {one}' for one in _within_them(report, days))}"


def _within_them(report: Timeline, days: tuple[date, date | None]) -> Iterator[str]:
    """Of definitions whose answer stayed and that want every criterion: how many of their criteria moved all the same."""
    for track in report.tracks:
        parts = [one for one in report.tracks if one.kind == "criterion" and one.standard == track.standard]
        if track.kind != "verdict" or len(_within(track, days)) > 1 or len(parts) < MANY:
            continue
        known = {one.id: [each for each in _within(one, days) if each.answer != "unknown"] for one in parts}
        moved = [name for name, answers in known.items() if len({each.answer for each in answers}) > 1]
        if moved:
            which = f" ({listed(moved)})" if all(one.isdigit() for one in moved) else ""
            yield f"Of the {len(parts)} criteria of {_named(track)} {word(len(moved))} moved all the same{which}."


MANY = 10
"""Criteria of a definition whose moves are told although its answer stayed: of fewer each answer tells them."""


def _named(track: Track) -> str:
    """A definition by its short name."""
    return track.title.partition(":")[0].partition(",")[0].removesuffix(" definition")


def _begins(answers: list[Stretch]) -> bool:
    """Whether one answer follows days on which none was known."""
    return [one.answer == "unknown" for one in answers] == [True, False]


_STAYED = {0: "", 1: " The other one stayed as it was."}


def _moved(answers: list[Stretch]) -> str:
    """How one answer moved in a stretch; nothing where it did not. What begins where nothing was known may have been so before."""
    if len(answers) == 1:
        return ""
    start, *rest = answers
    first = _answer(start)
    if start.answer == "unknown":
        start, *rest = rest
        first = f"{_answer(start)} since {start.since} (not known before)"
    if rest and rest[-1].answer[:1].isdigit():
        return f"from {first} to {_answer(rest[-1])}" if start.answer != rest[-1].answer else ""
    return ", then ".join([first, *(f"{_answer(one)} since {one.since}" for one in rest)])


def _within(track: Track, days: tuple[date, date | None]) -> list[Stretch]:
    """The answers of a stretch of days, each once as long as it stays."""
    first, last = days
    kept = [one for one in track.stretches if (one.until is None or one.until >= first) and (last is None or one.since <= last)]
    return [one for number, one in enumerate(kept) if not number or one.answer != kept[number - 1].answer]


def _answer(one: Stretch) -> str:
    """An answer in a sentence: of a count what is unknown of it in brackets, since a comma parts answers."""
    return re.sub(r" met(?:, (.+))?", lambda found: f" ({found[1]})" if found[1] else "", answer_said(one.answer))
