"""A timeline drawn: a row for each answer, a stretch of color for each time it stood, unknown days hatched by their gray."""

from collections.abc import Callable
from datetime import date

from sanctuary.documents import replace
from sanctuary.pages.scene import Scene
from sanctuary.study.timeline import Stretch, Timeline, Track

__all__ = ["draw"]

WIDTH, LEFT, RIGHT, TOP, ROW = 1060, 330, 20, 74, 22

COLORS = {
    "met": "#2a6f97", "yes": "#2a6f97", "may": "#2a6f97", "must": "#014f86",
    "partly": "#e9c46a", "depends": "#e9c46a", "conflict": "#c77dff",
    "not-met": "#b08968", "no": "#b08968", "must-not": "#b08968", "silent": "#d5bdaf",
    "unknown": "#e3e3e3", "not-applicable": "#f2f2f2",
}  # fmt: skip
"""Colors that differ in lightness too, and praise no answer."""

DARK = {"met", "yes", "may", "must", "not-met", "no", "must-not", "conflict"}
"""Answers whose color asks for white letters."""


def draw(report: Timeline) -> Scene:
    """The scene of a timeline, from a year before the first answer that is known to the first day past the search."""
    answers = (track for track in report.tracks if track.kind != "verdict")
    known = [s.since for track in answers for s in track.stretches if s.answer not in ("unknown", "not-applicable")]
    first = date(min(known, default=report.known_through).year - 1, 1, 1)
    last = date(report.known_through.year + 1, 12, 31)
    height = TOP + ROW * len(report.tracks) + 70
    told = "; ".join(f"{track.title}: {', '.join(f'{s.answer} since {s.since}' for s in track.stretches)}" for track in report.tracks)
    scene = Scene(WIDTH, height, f"{report.title}: how its answers changed", told)
    scene.text(16, 26, f"{report.title}: how its answers changed", size=18, bold=True)
    scene.text(16, 46, f"Computed from encoded law. Days after {report.known_through} are unknown.", size=12, color="#444444")

    def at(day: date) -> float:
        share = (day - first).days / (last - first).days
        return LEFT + max(0.0, min(1.0, share)) * (WIDTH - LEFT - RIGHT)

    bottom = TOP + ROW * len(report.tracks)
    every = max(1, -(-(last.year - first.year) // 12))
    for year in range(first.year, last.year + 1):
        x = at(date(year, 1, 1))
        if year % every == 0:
            scene.line(x, TOP - 6, x, bottom, "#dddddd")
            scene.text(x, TOP - 10, str(year), size=10, color="#444444", anchor="middle")
    for number, track in enumerate(report.tracks):
        _row(scene, track, TOP + ROW * number, at, last)
    _legend(scene, bottom + 28, {s.answer for track in report.tracks for s in track.stretches})
    return scene


def _joined(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Stretches of one answer as one, whatever it rests on."""
    found: list[Stretch] = []
    for one in stretches:
        if found and (found[-1].answer, found[-1].reported) == (one.answer, one.reported):
            found[-1] = replace(found[-1], until=one.until, because=one.because)
        else:
            found.append(one)
    return found


def _row(scene: Scene, track: Track, y: float, at: Callable[[date], float], last: date) -> None:
    """One answer through time."""
    heading = track.kind == "verdict"
    label = track.title if track.kind != "criterion" else f"{track.id}  {track.title}"
    scene.text(16 if heading else 28, y + 15, label if len(label) < 48 else label[:46] + "…", size=12, bold=heading)
    for stretch in _joined(track.stretches):
        x, end = at(stretch.since), at(stretch.until or last)
        if end - x < 0.5:
            continue
        scene.rect(x, y + 3, end - x, ROW - 6, COLORS.get(stretch.answer, "#d0d0d0"), _told(stretch))
        if end - x > 8 + 6.5 * len(stretch.answer):
            color = "#ffffff" if stretch.answer in DARK else "#1a1a1a"
            scene.text((x + end) / 2, y + 15, stretch.answer + ("*" if stretch.reported else ""), size=11, color=color, anchor="middle")


def _told(stretch: Stretch) -> str:
    end = f" until {stretch.until}" if stretch.until else ""
    rests = f"; rests on {len(stretch.because)} rules" if stretch.because else ""
    return f"{stretch.answer} from {stretch.since}{end}{rests}"


def _legend(scene: Scene, y: float, answers: set[str]) -> None:
    x = 16.0
    for answer, color in COLORS.items():
        if answer in answers:
            scene.rect(x, y - 10, 14, 12, color)
            scene.text(x + 19, y, answer, size=11)
            x += 34 + 7 * len(answer)
    scene.text(16, y + 24, "* rests on a report of a text that was not read. Not legal advice.", size=11, color="#444444")
