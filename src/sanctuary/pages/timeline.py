"""A timeline drawn: a row for each answer, above it the law's events, numbered and named below; the last ten years take most of the width.

An answer is told by word and shape: a full bar (yes, met, may, must), a half bar (in part, depends), an empty bar (no, must not), a dashed
one (unknown). No word is cut: what does not fit in a bar stands in the list of events.
"""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

from sanctuary.documents import replace
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.law.used import draft_lead, unread_said
from sanctuary.pages.scene import INK, LINE, PAPER, PARTLY, SOFT, YES, Scene, wrapped
from sanctuary.study.events import UNSETTLED, answer_said, event, moves, names
from sanctuary.study.phrases import listed, titled, upper, word
from sanctuary.study.timeline import Change, Stretch, Timeline, Track

__all__ = ["COLORS", "draw"]

WIDTH, LEFT, RIGHT, TOP = 780, 232, 16, 126
BAR, LABEL = 16, 11
RECENT, SHARE = 10, 0.72
"""The last ten years, and the part of the width that they take."""

MOST_EVENTS = 40
"""Events that are named, by numbers from left to right: the latest of them where there are more."""

SMALL = 9
"""The size of what stands below a bar."""

COURTS = 26
"""The height of the row of courts."""

SHORT_STRETCH = 900
"""A stretch of fewer days has its quarters on the axis."""

COLORS = {
    "met": YES, "yes": YES, "may": YES, "must": YES,
    "partly": PARTLY, "depends": PARTLY, "conflict": PARTLY,
    "not-met": INK, "no": INK, "must-not": INK, "silent": SOFT,
    "unknown": SOFT, "not-applicable": LINE,
}  # fmt: skip
"""Colors that differ in lightness too, and praise no answer; each goes with a shape."""

FULL, HALF = {"met", "yes", "may", "must"}, {"partly", "depends", "conflict"}


def draw(report: Timeline, library: Library | None = None, title: str = "", days: tuple[date | None, date | None] = (None, None)) -> Scene:
    """The scene of a timeline, over the stretch of days that is asked for.

    Without one, from a year before the first answer that is known to the last day of the law that was read; never later than that.
    """
    tracks = _shown(report)
    first, last = _stretch(report, tracks, days)
    at = _scale(first, last)
    rows = [_Row(track, at, (first, last)) for track in tracks]
    noted = _noted(report, rows, (first, last), chosen=any(days))
    named = noted[-MOST_EVENTS:]
    lists = [wrapped(_note(one, report, library), WIDTH - 60, LABEL) for one in named]
    if len(noted) > len(named):
        lists.append(
            wrapped(f"and {len(noted) - len(named)} days before {named[0].on}: name a stretch, --from and --to", WIDTH - 60, LABEL)
        )
    spoke = [one for one in report.changes if one.courts and first <= one.on <= last]
    bottom = TOP + sum(row.high for row in rows) + (COURTS if spoke else 0)
    below = sum(len(lines) for lines in lists) * 15 + (30 if lists else 0)
    heading = draft_lead(report.packs) + (title or _heading(report, (first, last), library))
    top = wrapped(heading, WIDTH - 32, 17, bold=True)
    shift = (len(top) - 1) * 22
    scene = Scene(WIDTH, int(bottom + shift + below + 52), heading, told(report, tracks))
    for number, line in enumerate(top):
        scene.text(16, 26 + 22 * number, line, size=17, bold=True)
    asked = f"From {first} to {last}. " if any(days) else ""
    read = f"{asked}{unread_said(report.packs)}Computed from encoded law, read through {report.known_through}. Not legal advice."
    scene.text(16, 46 + shift, read, size=LABEL, color=SOFT)
    _axis(scene, at, (first, last), (TOP + shift, bottom + shift))
    _numbers(scene, [at(change.on) for change in named], (TOP + shift, bottom + shift))
    y = float(TOP + shift)
    for row in rows:
        row.draw(scene, y)
        y += row.high
    if spoke:
        _spoke(scene, spoke, at, y)
    _legend(scene, bottom + shift + 22, tracks)
    y = bottom + shift + 48
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
        return f"{place}: {f'{_label(verdicts[0])} ' if len(verdicts) == 1 else ''}{since}"
    whole = f"{titled(report.title)} from {days[0].year} to {days[1].year}"
    if len(verdicts) == 1:
        return f"{_label(verdicts[0])} {'changed' if moved else 'did not change'} its answer for {whole}"
    which = f"{word(moved).capitalize()} of {word(len(verdicts))} definitions" if moved else "No definition"
    begun = sum(_begun(track, days) and not _changed(track, days) for track in verdicts)
    first = f"; of {word(begun)} more none was known before these years" if begun else ""
    return f"{which} changed {'its' if moved < 2 else 'their'} answer for {whole}{first}"


def _known_since(report: Timeline, verdicts: list[Track], days: tuple[date, date], library: Library | None) -> str:
    """The law before which no answer is known, and the answers since: "not known before the TRUST Act of 2017-08-28; yes since"."""
    begun: dict[date, dict[str, list[str]]] = {}
    for track in verdicts:
        for before, one in pairwise(track.stretches):
            if before.answer in _OPEN and one.answer not in _OPEN and days[0] < one.since <= days[1]:
                begun.setdefault(one.since, {}).setdefault(answer_said(one.answer), []).append(_label(track))
    if not begun:
        return ""
    first = min(begun)
    change = next(one for one in report.changes if one.on == first)
    name = names(library, first, change.began, change.ended) if library else ""
    name = f"{name[:1].lower()}{name[1:]}" if name.startswith("The ") else name
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


def _noted(report: Timeline, rows: "list[_Row]", days: tuple[date, date], *, chosen: bool) -> list[Change]:
    """The days that have a note, as they follow: on which an answer moved, a bar ends and another begins, or a court spoke.

    Of a stretch that was asked for, every day on which something changed, if they are few enough.
    """
    begins = {one.since for row in rows for one in row.bars[1:]}
    here = [one for one in report.changes if days[0] <= one.on <= days[1]]
    told = [one for one in here if one.moved or one.on in begins or one.courts]
    every = [one for one in here if one in told or one.began or one.ended or one.facts]
    return every if chosen and len(every) <= MOST_EVENTS else told


def _note(change: Change, report: Timeline, library: Library | None) -> str:
    """What happened on a day, and which verdicts moved."""
    law = (event(library, change.on, change.began, change.ended) if library else "") or "; ".join(change.facts)
    name = ". ".join(one.rstrip(".") for one in (law, *change.courts) if one) or UNSETTLED
    whole = [one for one in change.moved if one.id in (one.standard, "situation")]
    lines = moves(replace(change, moved=tuple(whole)), report) or moves(change, report)
    return f"{change.on}  {name}{'. ' if lines else ''}{'; '.join(lines)}"


def _shown(report: Timeline) -> list[Track]:
    """The verdicts and situations; with a single definition its criteria too."""
    standards = {track.standard for track in report.tracks if track.kind == "verdict"}
    return [track for track in report.tracks if track.kind != "criterion" or len(standards) == 1]


def _label(track: Track) -> str:
    return (
        f"{track.id}  {track.title}"
        if track.kind == "criterion"
        else track.title.partition(":")[0]
        if track.kind == "verdict"
        else track.title
    )


def told(report: Timeline, tracks: list[Track]) -> str:
    """A sentence for those who do not see the picture."""
    now = "; ".join(
        f"{_label(track)}: {answer_said(track.stretches[-1].answer)} since {track.stretches[-1].since}"
        for track in tracks
        if track.stretches
    )
    return f"For {report.title}, on the last day of law that was read, {report.known_through}: {now}."


def _scale(first: date, last: date) -> Callable[[date], float]:
    """Days as places: the last ten years on most of the width, what came before on the rest."""
    turn = max(first, date(last.year - RECENT, last.month, min(last.day, 28)))
    width = WIDTH - LEFT - RIGHT
    early = 0.0 if turn == first else (1 - SHARE) * width

    def at(day: date) -> float:
        if day <= first:
            return float(LEFT)
        if day < turn:
            return LEFT + early * max(0.0, (day - first).days / (turn - first).days)
        return LEFT + early + (width - early) * min(1.0, (day - turn).days / max((last - turn).days, 1))

    return at


def _axis(scene: Scene, at: Callable[[date], float], days: tuple[date, date], ends: tuple[float, float]) -> None:
    """The years, those of the last ten each, before that as many as have room; the quarters of a short stretch."""
    first, last = days
    months = (10, 7, 4, 1) if (last - first).days < SHORT_STRETCH else (1,)
    ticks = [date(year, month, 1) for year in range(last.year, first.year - 1, -1) for month in months]
    before = -100.0
    for tick in ticks:
        x = at(tick)
        if first < tick <= last and abs(x - before) >= 34 + 14 * (len(months) > 1):
            scene.line(x, ends[0] - 50, x, ends[1], LINE)
            scene.text(x, ends[0] - 54, f"{tick:%Y-%m}" if len(months) > 1 else str(tick.year), size=10, color=SOFT, anchor="middle")
            before = x


def _numbers(scene: Scene, places: list[float], ends: tuple[float, float]) -> None:
    """The events' numbers above the rows, each with a line behind the bars; those that would touch stand as one: 16-19."""
    groups: list[list[int]] = []
    for number, x in enumerate(places, 1):
        scene.line(x, ends[0] - 4, x, ends[1], SOFT)
        if groups and x - places[groups[-1][-1] - 1] <= NEAR:
            groups[-1].append(number)
        else:
            groups.append([number])
    levels = [float("-inf")] * 4
    for group in groups:
        label = str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}"
        x, half = (places[group[0] - 1] + places[group[-1] - 1]) / 2, 3 * len(label)
        x = min(x, WIDTH - 8 - half)
        level = next((level for level, end in enumerate(levels) if x - half > end), levels.index(min(levels)))
        levels[level] = x + half + 2
        scene.text(x, ends[0] - 6 - 11 * level, label, size=9, bold=True, anchor="middle")


NEAR = 13
"""How near two numbers may stand before they are one label."""


def _spoke(scene: Scene, changes: list[Change], at: Callable[[date], float], y: float) -> None:
    """A square for each day on which a court stopped a rule, let it go on, or a suit began."""
    scene.text(16, y + 15, "In court", size=LABEL, bold=True)
    for one in changes:
        scene.rect(at(one.on) - 4, y + 7, 8, 8, PAPER, f"{one.on}: {' '.join(one.courts)}", edge=INK)


def _joined(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Stretches of one answer as one, whatever it rests on."""
    found: list[Stretch] = []
    for one in stretches:
        if found and (found[-1].answer, found[-1].reported) == (one.answer, one.reported):
            found[-1] = replace(found[-1], until=one.until, because=one.because)
        else:
            found.append(one)
    return found


class _Row:
    """One answer through time, laid out: its label, its bars, and a line below for the bars that are too narrow for their word."""

    def __init__(self, track: Track, at: Callable[[date], float], days: tuple[date, date]) -> None:
        self.track, self.at, self.days = track, at, days
        self.bold = track.kind != "criterion"
        self.label = wrapped(_label(track), LEFT - 34, LABEL, bold=self.bold)
        first, last = days
        self.bars = [one for one in _joined(track.stretches) if one.since <= last and (one.until is None or one.until > first)]
        untold = [
            f"{f'until {one.until}' if one.since < first else f'from {one.since}'}: {_word(one)}"
            for one in self.bars
            if not self._inside(one)
        ]
        self.below = wrapped("; ".join(untold), WIDTH - LEFT - RIGHT, SMALL) if untold else []
        self.high = max(BAR + 8 + len(self.below) * (SMALL + 3), 6 + len(self.label) * (LABEL + 3))

    def _place(self, one: Stretch) -> tuple[float, float]:
        first, last = self.days
        return self.at(max(one.since, first)), self.at(min(one.until or last, last))

    def _inside(self, one: Stretch) -> str:
        """The word of a bar, or a shorter form of it, as far as it has room; nothing where neither has."""
        x, end = self._place(one)
        word = _word(one)
        short = (
            f"{word.replace(' of ', '/').removesuffix('*').removesuffix(' met')}{'*' if one.reported else ''}" if " of " in word else word
        )
        fits = (w for w in (word, short) if end - x > 6 + 5.4 * len(w) and len(wrapped(w, end - x - 4, 10)) == 1)
        return next(fits, "")

    def draw(self, scene: Scene, y: float) -> None:
        """The row at a height."""
        for number, line in enumerate(self.label):
            scene.text(16 if self.bold else 26, y + 15 + number * (LABEL + 3), line, size=LABEL, bold=self.bold)
        for one in self.bars:
            x, end = self._place(one)
            until = f" until {one.until}" if one.until else ""
            color = _bar(scene, one.answer, (x, y + 4, max(end - x, 0.5)), f"{_word(one)} from {one.since}{until}")
            if word := self._inside(one):
                scene.text((x + end) / 2, y + 4 + 12, word, size=10, color=color, anchor="middle")
        for number, line in enumerate(self.below):
            scene.text(LEFT, y + BAR + 14 + number * (SMALL + 3), line, size=SMALL, color=SOFT)


def _word(one: Stretch) -> str:
    """The answer of a stretch; a star where it rests on a report."""
    return answer_said(one.answer) + ("*" if one.reported else "")


def _bar(scene: Scene, answer: str, place: tuple[float, float, float], title: str) -> str:
    """A bar in the shape of its answer; the color of a word inside comes out."""
    x, y, width = place
    color = COLORS.get(answer, YES if answer[:1].isdigit() else SOFT)
    if answer in FULL:
        scene.rect(x, y, width, BAR, color, title)
        return PAPER
    scene.rect(x, y, width, BAR, PAPER, title, edge=color, dashed=answer in ("unknown", "not-applicable", "silent"))
    if answer in HALF:
        scene.rect(x, y + BAR - 3, width, 3, color)
    return INK


def _legend(scene: Scene, y: float, tracks: list[Track]) -> None:
    """The shapes with their words."""
    x, seen = 16.0, {s.answer for track in tracks for s in track.stretches}
    for answer in COLORS:
        if answer in seen:
            _bar(scene, answer, (x, y - 11, 20), answer)
            scene.text(x + 26, y, answer_said(answer), size=LABEL)
            x += 44 + 7 * len(answer_said(answer))
    scene.text(x, y, "* rests on a report of a text that was not read", size=LABEL, color=SOFT)
