"""A timeline drawn: a row for each answer, above it the law's events, numbered and named below; the last ten years take most of the width.

An answer is told by word and shape: a full bar (yes, met, may, must), a half bar (in part, depends), an empty bar (no, must not), a dashed
one (unknown). No word is cut: what does not fit in a bar stands in the list of events.
"""

from collections.abc import Callable
from datetime import date

from sanctuary.documents import replace
from sanctuary.law.packs import Library
from sanctuary.pages.scene import INK, LINE, PAPER, PARTLY, SOFT, YES, Scene, wrapped
from sanctuary.study.events import UNSETTLED, answer_said, event
from sanctuary.study.timeline import Stretch, Timeline, Track

__all__ = ["COLORS", "draw"]

WIDTH, LEFT, RIGHT, TOP = 780, 232, 16, 126
BAR, LABEL = 16, 11
RECENT, SHARE = 10, 0.72
"""The last ten years, and the part of the width that they take."""

MOST_EVENTS = 24
"""Events that are named: those on which an answer moved, the latest first."""

COLORS = {
    "met": YES, "yes": YES, "may": YES, "must": YES,
    "partly": PARTLY, "depends": PARTLY, "conflict": PARTLY,
    "not-met": INK, "no": INK, "must-not": INK, "silent": SOFT,
    "unknown": SOFT, "not-applicable": LINE,
}  # fmt: skip
"""Colors that differ in lightness too, and praise no answer; each goes with a shape."""

FULL, HALF = {"met", "yes", "may", "must"}, {"partly", "depends", "conflict"}


def draw(report: Timeline, library: Library | None = None, title: str = "") -> Scene:
    """The scene of a timeline, from a year before the first answer that is known to the last day of the law that was read."""
    tracks = _shown(report)
    known = [s.since for track in tracks for s in track.stretches if s.answer not in ("unknown", "not-applicable")]
    moved = [one.on for one in report.changes if one.moved]
    first = date(min([*known, *moved], default=report.known_through).year - 1, 1, 1)
    last = report.known_through
    if last <= first:
        first = date(last.year - 1, 1, 1)
    at = _scale(first, last)
    named = [one for one in reversed(report.changes) if one.moved and first <= one.on <= last][:MOST_EVENTS]
    labels = [wrapped(_label(track), LEFT - 34, LABEL, bold=track.kind != "criterion") for track in tracks]
    rows = [max(BAR + 8, 6 + len(lines) * (LABEL + 3)) for lines in labels]
    names = [
        f"{one.on}  {(event(library, one.on, one.began, one.ended) if library else '') or '; '.join(one.facts) or UNSETTLED}".rstrip()
        for one in named
    ]
    lists = [wrapped(name, WIDTH - 60, LABEL) for name in names]
    bottom = TOP + sum(rows)
    below = sum(len(lines) for lines in lists) * 15 + (30 if lists else 0)
    heading = title or f"{report.title}: how its answers changed"
    top = wrapped(heading, WIDTH - 32, 17, bold=True)
    shift = (len(top) - 1) * 22
    scene = Scene(WIDTH, int(bottom + shift + below + 52), heading, told(report, tracks))
    for number, line in enumerate(top):
        scene.text(16, 26 + 22 * number, line, size=17, bold=True)
    scene.text(16, 46 + shift, f"Computed from encoded law, read through {last}. Not legal advice.", size=LABEL, color=SOFT)
    _axis(scene, at, (first, last), (TOP + shift, bottom + shift))
    _numbers(scene, [at(change.on) for change in named], (TOP + shift, bottom + shift))
    y = float(TOP + shift)
    for track, lines, high in zip(tracks, labels, rows, strict=True):
        _row(scene, track, lines, y, at, last)
        y += high
    _legend(scene, bottom + shift + 22, tracks)
    y = bottom + shift + 48
    for number, lines in enumerate(lists, 1):
        scene.text(34, y, str(number), size=LABEL, bold=True, anchor="end")
        for line in lines:
            scene.text(42, y, line, size=LABEL)
            y += 15
    return scene


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
    """The years, those of the last ten each, before that as many as have room."""
    before = -100.0
    for year in range(days[1].year, days[0].year, -1):
        x = at(date(year, 1, 1))
        if abs(x - before) >= 34:
            scene.line(x, ends[0] - 50, x, ends[1], LINE)
            scene.text(x, ends[0] - 54, str(year), size=10, color=SOFT, anchor="middle")
            before = x


def _numbers(scene: Scene, places: list[float], ends: tuple[float, float]) -> None:
    """The events' numbers above the rows, on as many levels as keep them apart, each with a line behind the bars."""
    levels = [float("inf")] * 4
    for number, x in enumerate(places, 1):
        level = next((level for level, other in enumerate(levels) if other - x > 13), levels.index(max(levels)))
        levels[level] = x
        y = ends[0] - 6 - 11 * level
        scene.line(x, y + 2, x, ends[1], SOFT)
        scene.text(x, y, str(number), size=9, bold=True, anchor="middle")


def _joined(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Stretches of one answer as one, whatever it rests on."""
    found: list[Stretch] = []
    for one in stretches:
        if found and (found[-1].answer, found[-1].reported) == (one.answer, one.reported):
            found[-1] = replace(found[-1], until=one.until, because=one.because)
        else:
            found.append(one)
    return found


def _row(scene: Scene, track: Track, lines: list[str], y: float, at: Callable[[date], float], last: date) -> None:
    """One answer through time."""
    for number, line in enumerate(lines):
        scene.text(16 if track.kind != "criterion" else 26, y + 15 + number * (LABEL + 3), line, size=LABEL, bold=track.kind != "criterion")
    for stretch in _joined(track.stretches):
        x, end = at(stretch.since), at(min(stretch.until or last, last))
        if end - x < 0.5:
            continue
        word = answer_said(stretch.answer) + ("*" if stretch.reported else "")
        inside = _bar(
            scene, stretch.answer, (x, y + 4, end - x), f"{word} from {stretch.since}{f' until {stretch.until}' if stretch.until else ''}"
        )
        if len(wrapped(word, end - x - 6, 10)) == 1 and end - x > 12 + 5.4 * len(word):
            scene.text((x + end) / 2, y + 4 + 12, word, size=10, color=inside, anchor="middle")


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
