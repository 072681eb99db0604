"""A timeline drawn: a row for each answer, the plain questions first, above them the law's events, numbered and named below.

An answer is told by word and shape: a full bar (yes, met, may), a double one (must), a half bar (in part, depends), an empty bar (no, must
not), a dashed one (unknown), a bare ground (not searched). No word is cut: what does not fit in a bar stands in the list of events.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from sanctuary.documents import replace
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.law.used import draft_lead, unread_said
from sanctuary.pages.scene import INK, PAPER, SOFT, Scene, wrapped
from sanctuary.pages.timeline_axis import WIDTH, axis, numbers, scale
from sanctuary.pages.timeline_rows import LABEL, UNSEARCHED, Legend, Row, label_of, rows_shown
from sanctuary.study.before import before_said
from sanctuary.study.events import UNSETTLED, answer_said, bans_said, event, moves, names
from sanctuary.study.letters import small
from sanctuary.study.phrases import listed, titled, upper, word
from sanctuary.study.timeline import Change, Timeline, Track
from sanctuary.study.turned import turned_said

__all__ = ["draw"]

TOP = 136

MOST_EVENTS = 40
"""Events that are named, by numbers from left to right: the latest of them where there are more."""

COURTS = 26
"""The height of the row of courts."""


def draw(report: Timeline, library: Library | None = None, title: str = "", days: tuple[date | None, date | None] = (None, None)) -> Scene:
    """The scene of a timeline, over the stretch of days that is asked for.

    Without one, from a year before the first answer that is known to the last day of the law that was read; never later than that.
    """
    first, last = _stretch(report, rows_shown(report), days)
    tracks = rows_shown(report, (first, last))
    at = scale((first, last))
    searched = _searched(report, library)
    rows = [Row(track, at, (first, last), searched) for track in tracks]
    noted = [one for one in _noted(report, rows, (first, last), chosen=any(days)) if not _search_alone(one, searched)]
    named = noted[-MOST_EVENTS:]
    lists = [wrapped(_note(one, report, library), WIDTH - 60, LABEL) for one in named]
    if len(noted) > len(named):
        lists.append(
            wrapped(f"and {len(noted) - len(named)} days before {named[0].on}: name a stretch, --from and --to", WIDTH - 60, LABEL)
        )
    early = before_said(map(library.get, (one.id for one in report.packs)), first) if library else []
    lists += [wrapped(one, WIDTH - 60, LABEL) for one in (*unsearched(report, rows, searched), *early)]
    spoke = [one for one in report.changes if one.courts and first <= one.on <= last]
    bottom = TOP + sum(row.high for row in rows) + (COURTS if spoke else 0)
    legend = Legend(rows)
    below = sum(len(lines) for lines in lists) * 15 + (12 if lists else 0) + legend.high
    heading = draft_lead(report.packs) + (title or _heading(report, (first, last), library))
    top = wrapped(heading, WIDTH - 32, 17, bold=True)
    shift = (len(top) - 1) * 22
    scene = Scene(WIDTH, int(bottom + shift + below + 52), heading, told(report, tracks))
    for number, line in enumerate(top):
        scene.text(16, 26 + 22 * number, line, size=17, bold=True)
    asked = f"From {first} to {last}. " if any(days) else ""
    read = f"{asked}{unread_said(report.packs)}Computed from encoded law, read through {report.known_through}. Not legal advice."
    scene.text(16, 46 + shift, read, size=LABEL, color=SOFT)
    axis(scene, at, (first, last), (TOP + shift, bottom + shift))
    numbers(scene, [at(change.on) for change in named], (TOP + shift, bottom + shift))
    y = float(TOP + shift)
    for row in rows:
        row.draw(scene, y)
        y += row.high
    if spoke:
        _spoke(scene, spoke, at, y)
    legend.draw(scene, bottom + shift + 22)
    y = bottom + shift + 30 + legend.high
    for number, lines in enumerate(lists, 1):
        if number <= len(named):
            scene.text(34, y, str(number), size=LABEL, bold=True, anchor="end")
        for line in lines:
            scene.text(42, y, line, size=LABEL)
            y += 15
    return scene


def _heading(report: Timeline, days: tuple[date, date], library: Library | None) -> str:
    """What the picture shows, as a sentence: how many definitions changed their answer in its years, or since when answers are known."""
    verdicts = [track for track in report.tracks if track.kind == "verdict"]
    moved = sum(_changed(track, days) for track in verdicts)
    place = f"{upper(titled(report.title))} from {days[0].year} to {days[1].year}"
    if not moved and (since := _known_since(report, verdicts, days, library)):
        return f"{place}: {f'{label_of(verdicts[0])} ' if len(verdicts) == 1 else ''}{since}"
    whole = f"{titled(report.title)} from {days[0].year} to {days[1].year}"
    if len(verdicts) == 1:
        by = _by(report, days, library) if moved else ""
        return f"{label_of(verdicts[0])} {'changed' if moved else 'did not change'} its answer for {whole}{by}"
    which = f"{word(moved).capitalize()} of {word(len(verdicts))} definitions" if moved else "No definition"
    begun = sum(_begun(track, days) and not _changed(track, days) for track in verdicts)
    first = f"; of {word(begun)} more none was known before these years" if begun else ""
    if laws := _laws(report, days, library):
        return f"{place}: {laws}. {which} changed {'its' if moved < 2 else 'their'} answer{first}"
    return f"{which} changed {'its' if moved < 2 else 'their'} answer for {whole}{first}"


MOST_LAWS = 3
"""Laws that a title names; where there is one alone, two things that it changed."""


def _laws(report: Timeline, days: tuple[date, date], library: Library | None) -> str:
    """The laws that moved the most plain questions in some years, in their order, by name, each with what it changed first."""
    found = [one for one in report.changes if one.plain and one.began and days[0] <= one.on <= days[1]] if library else []
    kept = sorted(sorted(found, key=lambda one: -len(one.plain))[:MOST_LAWS], key=lambda one: one.on)
    told = []
    for one in kept:
        clauses = turned_said(one.plain).split("; ")
        few = clauses[: 2 if len(found) == 1 else 1]
        more = f"; and {word(len(clauses) - len(few))} more" if len(clauses) > len(few) else ""
        told.append(f"{names(library, one.on, one.began, one.ended) if library else ''} ({one.on}): {'; '.join(few)}{more}")
    left = f". {upper(word(len(found) - len(kept)))} more changed others" if len(found) > len(kept) else ""
    return f"{'. '.join(told)}{left}"


def _by(report: Timeline, days: tuple[date, date], library: Library | None) -> str:
    """The laws on whose days a definition's answer changed, by name and day."""
    found = [one for one in report.changes if library and days[0] <= one.on <= days[1] and any(m.id == m.standard for m in one.moved)]
    told = [
        f"{name} ({one.on})"
        for one in found
        if library and (name := names(library, one.on, one.began, one.ended)) and any(m.before not in _OPEN for m in one.moved)
    ]
    return f": {listed(told[:MOST_LAWS])}" if told else ""


def _searched(report: Timeline, library: Library | None) -> date | None:
    """The first day from which all law above the place was searched; nothing where that is not known."""
    firsts = (library.get(one.id).file.known_from for one in report.packs) if library else ()
    return max((one for one in firsts if one), default=None)


def _search_alone(change: Change, searched: date | None) -> bool:
    """Whether on a day only the search of the law begins: no law, fact or court changed anything."""
    return change.on == searched and not (change.began or change.ended or change.facts or change.courts)


def unsearched(report: Timeline, rows: list[Row], searched: date | None) -> list[str]:
    """What "not searched" means, and which answers are first known on a day on which the search begins and no law; nothing without one."""
    pairs = [(row, one) for row in rows for before, one in pairwise(row.bars) if before.answer == UNSEARCHED]
    if not any(one.answer == UNSEARCHED for row in rows for one in row.bars):
        return []
    began = {change.on: change.began for change in report.changes}
    known = [label_of(row.track) for row, one in pairs if one.since == searched and not _by_law(one.because, began.get(one.since, ()))]
    told = ["Not searched: what the law said then was not looked up; that is no answer."]
    if known:
        which = "; ".join(dict.fromkeys(known))
        told.append(f"On {searched} the search begins; no law changed these answers then, and they may have been the same before: {which}.")
    return told


def _by_law(because: tuple[str, ...], began: tuple[str, ...]) -> bool:
    """Whether an answer begins by a law of its first day: a rule that it rests on, or, where none is named, any."""
    return bool(set(because) & set(began)) if because else bool(began)


def _known_since(report: Timeline, verdicts: list[Track], days: tuple[date, date], library: Library | None) -> str:
    """The law before which no answer is known, and the answers since: "not known before the TRUST Act of 2017-08-28; yes since"."""
    begun: dict[date, dict[str, list[str]]] = {}
    for track in verdicts:
        for before, one in pairwise(track.stretches):
            if before.answer in _OPEN and one.answer not in _OPEN and days[0] < one.since <= days[1]:
                begun.setdefault(one.since, {}).setdefault(answer_said(one.answer), []).append(label_of(track))
    if not begun:
        return ""
    first = min(begun)
    change = next(one for one in report.changes if one.on == first)
    name = names(library, first, change.began, change.ended) if library else ""
    name = small(name) if name.startswith("The ") else name
    whose = f"{name} ({first})" if re.search(r" of \d{4}$", name) else f"{name} of {first}" if name else str(first)
    told = sorted(begun[first].items(), key=lambda one: one[0][:1].isdigit())  # counts give no verdict
    told = [one for one in told if not one[0][:1].isdigit()] or told  # the rows have the counts
    few = [f"{answer} since{f' by {_named(who)}' if len(verdicts) > 1 else ''}" for answer, who in told]
    return f"not known before {whose}; {', '.join(few)}"


def _named(who: list[str]) -> str:
    """Definitions by their names, or how many where there are more than fit in a title."""
    return listed(who) if len(who) <= 2 else f"{word(len(who))} definitions"


def _begun(track: Track, days: tuple[date, date]) -> bool:
    """Whether an answer became known in some years."""
    found = (one for before, one in pairwise(track.stretches) if before.answer in _OPEN and one.answer not in _OPEN)
    return any(days[0] < one.since <= days[1] for one in found)


def _changed(track: Track, days: tuple[date, date]) -> bool:
    """Whether an answer that was known became another in some years; that it becomes known is no change."""
    known = ((before, one) for before, one in pairwise(track.stretches) if before.answer not in _OPEN)
    return any(days[0] <= one.since <= days[1] and one.answer != before.answer for before, one in known)


_OPEN = ("unknown", "not-applicable")
"""Answers of what is not known, or not asked."""


def _stretch(report: Timeline, tracks: list[Track], days: tuple[date | None, date | None]) -> tuple[date, date]:
    """The first and the last day that are drawn."""
    last = min(days[1] or report.known_through, report.known_through)
    known = [s.since for track in tracks for s in track.stretches if s.answer not in ("unknown", "not-applicable")]
    moved = [one.on for one in report.changes if one.moved]
    first = days[0] or date(min([*known, *moved], default=last).year - 1, 1, 1)
    if first >= last and any(days):
        raise RequestError(
            f"the law is read through {report.known_through}: nothing can be drawn from {first} to {last}. Ask for earlier days."
        )
    return (first, last) if first < last else (date(last.year - 1, 1, 1), last)


def _noted(report: Timeline, rows: list[Row], days: tuple[date, date], *, chosen: bool) -> list[Change]:
    """The days that have a note, as they follow: on which an answer moved, a bar ends and another begins, or a court spoke.

    Of a stretch that was asked for, every day on which something changed, if they are few enough.
    """
    begins = {one.since for row in rows for one in row.bars[1:]}
    here = [one for one in report.changes if days[0] <= one.on <= days[1]]
    told = [one for one in here if one.moved or one.plain or one.on in begins or one.courts]
    every = [one for one in here if one in told or one.began or one.ended or one.facts]
    return every if chosen and len(every) <= MOST_EVENTS else told


def _note(change: Change, report: Timeline, library: Library | None) -> str:
    """What happened on a day, what moved for residents in the words of the plain questions, and which verdicts moved."""
    law = (event(library, change.on, change.began, change.ended) if library else "") or "; ".join(change.facts)
    name = ". ".join(one.rstrip(".") for one in (law, *change.courts) if one) or UNSETTLED
    whole = [one for one in change.moved if one.id in (one.standard, "situation")]
    several = sum(track.kind == "verdict" for track in report.tracks) > 1
    lines = moves(replace(change, moved=tuple(whole)), report) or moves(change, report)
    ban = bans_said(library, change.began) if library else ""
    told = [upper("; ".join(filter(None, [turned_said(change.plain) if several else "", ban]))), "; ".join(lines)]
    return ". ".join([f"{change.on}  {name}", *filter(None, told)])


def told(report: Timeline, tracks: list[Track]) -> str:
    """A sentence for those who do not see the picture."""
    now = "; ".join(
        f"{label_of(track)}: {answer_said(track.stretches[-1].answer)} since {track.stretches[-1].since}"
        for track in tracks
        if track.stretches
    )
    return f"For {report.title}, on the last day of law that was read, {report.known_through}: {now}."


def _spoke(scene: Scene, changes: list[Change], at: Callable[[date], float], y: float) -> None:
    """A square for each day on which a court stopped a rule, let it go on, or a suit began."""
    scene.text(16, y + 15, "In court", size=LABEL, bold=True)
    for one in changes:
        scene.rect(at(one.on) - 4, y + 7, 8, 8, PAPER, f"{one.on}: {' '.join(one.courts)}", edge=INK)
