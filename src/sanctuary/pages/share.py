"""A picture to share, 1200 by 630 pixels: the question, its answer, and each definition by word and shape."""

from collections.abc import Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import against, beyond, drafted
from sanctuary.law.used import unread_said
from sanctuary.pages.html import shape_of
from sanctuary.pages.scene import INK, PARTLY, SOFT, YES, Mark, Scene
from sanctuary.study.answers import answer as answered
from sanctuary.study.answers import listing, question
from sanctuary.study.assess import Assessment, StandardReport
from sanctuary.study.phrases import plural, upper

__all__ = ["draw"]

WIDTH, HEIGHT, LEFT = 600, 315, 24
MOST_LINES = 9
"""Definitions that one picture holds; the rest are counted."""

_DRAFT = "DRAFT, not enacted: what would be so if it were law."

_MARKS: dict[str, tuple[Mark, str]] = {"yes": ("full", YES), "partly": ("half", PARTLY), "no": ("empty", INK), "unknown": ("dotted", SOFT)}


def draw(report: Assessment, law: Law, typed: str = "") -> Scene:
    """The picture of a place under several definitions, or, with one, of that definition with what decides; of a draft that first.

    `typed` is the place as a command names it. Law that is known and not encoded stands below the answer.
    """
    standards, title, answer = report.standards, question(report, law), answered(report, short=True)
    draft = drafted(law.place)
    told = "; ".join(f"{one.title.partition(':')[0]}: {one.headline.answer}" for one in standards)
    lead = f"{_DRAFT} " if draft else ""
    scene = Scene(WIDTH, HEIGHT, f"{lead}{title}", f"{lead}{answer} {told}.")
    scene.rect(0, 0, WIDTH, 6, YES)
    if draft:
        scene.text(LEFT, 24, _DRAFT, size=12, color=INK, bold=True)
    crowded = draft or bool(beyond(law.place, law.packs))
    size = 18 if crowded else 24
    y = scene.paragraph(LEFT, 48 if draft else 44, title, WIDTH - 2 * LEFT, size=size, bold=True, most=2)
    y = scene.paragraph(LEFT, y - 4, answer, WIDTH - 2 * LEFT, size=13, color=SOFT, most=2)
    y = _known(scene, law, typed, y) + 10
    if len(standards) == 1:
        _one(scene, standards[0], y)
    else:
        _several(scene, standards, y)
    star = "* by reports, the text was not read. " if any(one.reported for one in standards) else ""
    rules = upper(plural(len(law.rules), "rule"))
    read = f"{star}{unread_said(report.packs)}{rules} of law, read through {report.known_through}. Not legal advice."
    for number, line in enumerate((f"sanctuary assess {typed or report.place} --on {report.on}", read)):
        scene.text(LEFT, HEIGHT - 12 - 13 * number, line, size=10, color=SOFT)
    return scene


def _known(scene: Scene, law: Law, typed: str, y: float) -> float:
    """What is known of the law and not encoded, and for a draft how to hold it against the law above; where the next line begins."""
    if known := beyond(law.place, law.packs):
        y = scene.paragraph(LEFT, y + 2, known, WIDTH - 2 * LEFT, size=11, most=2)
    if told := against(law.place, law.packs, typed):
        y = scene.paragraph(LEFT, y, told, WIDTH - 2 * LEFT, size=11, most=1)
    return y


def _several(scene: Scene, standards: Sequence[StandardReport], y: float) -> None:
    ordered = sorted(standards, key=lambda one: one.asks != "sanctuary")
    shown = ordered[:MOST_LINES] if len(ordered) <= MOST_LINES else ordered[: MOST_LINES - 1]
    step = min(22.0, (HEIGHT - 44 - y) / max(len(shown), 1))
    for one in shown:
        _answer(scene, one, y, step)
        name = one.title.partition(":")[0] + listing(one) + ("" if one.asks == "sanctuary" else " (the reverse)")
        scene.text(LEFT + 100, y + 4, name, size=_size(step))
        y += step
    if len(shown) < len(standards):
        scene.text(LEFT + 100, y + 4, f"and {len(standards) - len(shown)} more", size=11, color=SOFT)


def _one(scene: Scene, one: StandardReport, y: float) -> None:
    _answer(scene, one, y)
    y = scene.paragraph(LEFT + 100, y + 4, one.title, WIDTH - LEFT - 124, size=14, bold=True, most=2)
    scene.paragraph(LEFT + 100, y + 2, one.headline.says, WIDTH - LEFT - 124, size=12, most=6)


def _size(step: float) -> int:
    """The size of letters in a line, so that lines which stand close do not touch."""
    return max(9, min(13, int(step - 2)))


def _answer(scene: Scene, one: StandardReport, y: float, step: float = 22.0) -> None:
    mark, color = _MARKS.get(shape_of(one.headline.answer), ("dotted", SOFT))
    scene.mark(LEFT + 8, y, min(7.0, step / 2 - 1), mark, color)
    scene.text(LEFT + 24, y + 4, one.headline.answer + ("*" if one.reported else ""), size=_size(step), color=color, bold=True)
