"""A picture to share, 1200 by 630 pixels: the question, its answer, and each definition by word and shape."""

from collections.abc import Sequence

from sanctuary.law.jurisdiction import Law
from sanctuary.law.standing import against, beyond_each, drafted, no_law_of
from sanctuary.law.used import unread_said
from sanctuary.pages.html import shape_of
from sanctuary.pages.scene import INK, PARTLY, SOFT, YES, Mark, Scene, wrapped
from sanctuary.study.answers import answer as answered
from sanctuary.study.answers import on_lists, question, told_row, unanswered
from sanctuary.study.assess import Assessment, StandardReport
from sanctuary.study.phrases import plural, upper

__all__ = ["draw"]

WIDTH, HEIGHT, LEFT = 600, 315, 24
ACROSS = WIDTH - 2 * LEFT
LINE, LEAST, BOTTOM = 15.0, 14.0, HEIGHT - 40.0
"""The height of a line, the least of a definition's, and where what is read from below begins."""
MOST_LINES = 9
"""Definitions that one picture holds; the rest are counted."""

_DRAFT = "DRAFT, not enacted: what would be so if it were law."

_MARKS: dict[str, tuple[Mark, str]] = {"yes": ("full", YES), "partly": ("half", PARTLY), "no": ("empty", INK), "unknown": ("dotted", SOFT)}


def draw(report: Assessment, law: Law, typed: str = "") -> Scene:
    """The picture of a place under several definitions, or, with one, of that definition with what decides; of a draft that first.

    `typed` is the place as a command names it. Where nothing is encoded that a definition could be answered by, what is known stands
    instead of their answers; no sentence is ever cut.
    """
    standards, title, answer = report.standards, question(report, law), answered(report)
    told = "; ".join(f"{name}: {said}" for said, name in map(told_row, standards))
    lead = f"{_DRAFT} " if drafted(law.place) else ""
    scene = Scene(WIDTH, HEIGHT, f"{lead}{title}", f"{lead}{answer} {told}.")
    scene.rect(0, 0, WIDTH, 6, YES)
    if lead:
        scene.text(LEFT, 24, _DRAFT, size=12, color=INK, bold=True)
    y = scene.paragraph(LEFT, 46 if lead else 40, title, ACROSS, size=18, bold=True)
    if unanswered(report) and len(standards) > 1:
        y = _unanswered(scene, report, law, y)
        _items(scene, law, y, BOTTOM - (LINE if lead else 0))
    else:
        needed = 110 if len(standards) == 1 else min(len(standards), MOST_LINES) * LEAST
        bottom = BOTTOM - needed - (LINE if lead else 0)
        laws = _laws(law)
        # The rows tell the counts again, so that what is known goes first where there is no room for both.
        if not laws or y + _high(answer, 13) + _all_high(laws, 11) <= bottom:
            y = scene.paragraph(LEFT, y - 2, answer, ACROSS, size=13, color=SOFT)
        y = _items(scene, law, y, bottom) + 10
        if len(standards) == 1:
            _one(scene, standards[0], y)
        else:
            _several(scene, standards, y)
    if check := against(law.place, law.packs, typed):
        scene.text(LEFT, HEIGHT - 40, check, size=11)
    star = "* by reports, the text was not read. " if any(one.reported for one in standards) else ""
    rules = upper(plural(len(law.rules), "rule"))
    read = f"{star}{unread_said(report.packs)}{rules} of law, read through {report.known_through}. Not legal advice."
    for number, line in enumerate((f"sanctuary assess {typed or report.place} --on {report.on}", read)):
        scene.text(LEFT, HEIGHT - 12 - 13 * number, line, size=10, color=SOFT)
    return scene


def _unanswered(scene: Scene, report: Assessment, law: Law, y: float) -> float:
    """Where no definition can be answered: that first, in large letters, then on which list the place stands; the next line's place."""
    why = no_law_of(law.place, law.packs) or "no definition is answered by what was read"
    y = scene.paragraph(LEFT, y, f"Not answered here: {why}.", ACROSS, size=15, bold=True)
    if told := " ".join(on_lists(report)):
        y = scene.paragraph(LEFT, y, f"{told} A list is no answer by a definition.", ACROSS, size=13, color=SOFT)
    return y + 4


def _items(scene: Scene, law: Law, y: float, bottom: float) -> float:
    """What is known of the law and not encoded, as many laws as there is room for, each whole; the others are counted."""
    items = _laws(law)
    if not items:
        return y
    size = 13 if y + _all_high(items, 13) <= bottom else 11
    whole = y + _all_high(items, size) <= bottom
    shown = items if whole else [one for number, one in enumerate(items) if y + _all_high([*items[: number + 1], ""], size) <= bottom]
    more = len(items) - len(shown)
    head = "Known but not encoded:" if shown else f"Known but not encoded: {plural(more, 'law')}, told by the command below."
    y = scene.paragraph(LEFT, y, head, ACROSS, size=size, bold=True)
    for one in shown:
        y = scene.paragraph(LEFT + 12, y, one, ACROSS - 12, size=size)
    return scene.paragraph(LEFT + 12, y, f"and {more} more, told by the command below", ACROSS, size=size) if shown and more else y


def _laws(law: Law) -> list[str]:
    """Each law that is known and not encoded, as a sentence."""
    return [f"{upper(one)}." for one in beyond_each(law.place, law.packs, on=law.on)]


def _all_high(items: Sequence[str], size: int) -> float:
    """How high paragraphs are below a line that leads to them."""
    return sum(_high(one, size) for one in ("", *items))


def _high(text: str, size: int) -> float:
    """How high a paragraph is; an empty one is a line."""
    return max(1, len(wrapped(text, ACROSS - 12, size))) * size * 1.3


def _several(scene: Scene, standards: Sequence[StandardReport], y: float) -> None:
    ordered = sorted(standards, key=lambda one: one.asks != "sanctuary")
    shown = ordered[:MOST_LINES] if len(ordered) <= MOST_LINES else ordered[: MOST_LINES - 1]
    step = min(22.0, (HEIGHT - 44 - y) / max(len(shown), 1))
    for one in shown:
        said, name = told_row(one)
        _answer(scene, one, y, step, said.partition(" since ")[0])
        scene.text(LEFT + 100, y + 4, name, size=_size(step))
        y += step
    if len(shown) < len(standards):
        scene.text(LEFT + 100, y + 4, f"and {len(standards) - len(shown)} more", size=11, color=SOFT)


def _one(scene: Scene, one: StandardReport, y: float) -> None:
    _answer(scene, one, y)
    y = scene.paragraph(LEFT + 100, y + 4, one.title, WIDTH - LEFT - 124, size=14, bold=True, most=2)
    across, room = WIDTH - LEFT - 124, HEIGHT - 44 - y
    fits = ((text, size) for text in (one.headline.says, one.headline.brief) for size in (12, 11, 10))
    text, size = next(((text, size) for text, size in fits if len(wrapped(text, across, size)) * size * 1.3 <= room), ("", 10))
    scene.paragraph(LEFT + 100, y + 2, text, across, size=size)


def _size(step: float) -> int:
    """The size of letters in a line, so that lines which stand close do not touch."""
    return max(9, min(13, int(step - 2)))


def _answer(scene: Scene, one: StandardReport, y: float, step: float = 22.0, said: str = "") -> None:
    mark, color = _MARKS.get(shape_of(one.headline.answer), ("dotted", SOFT))
    scene.mark(LEFT + 8, y, min(7.0, step / 2 - 1), mark, color)
    scene.text(LEFT + 24, y + 4, said or told_row(one)[0], size=_size(step), color=color, bold=True)
