"""Forms that a judge may sign or somebody else may: by a box the paper says who did, or it leaves it open."""

import re
from collections.abc import Iterator

from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet

__all__ = ["choices"]

OPTION = re.compile(
    r"(?P<box>\[\s*[xX\u2713\u2714]?\s*\]|\(\s*[xX\u2713\u2714]?\s*\)|[\u2610\u2611\u2612\u25a1\u25a0])"
    r"\s*(?P<words>[^\[\](){}\u2610\u2611\u2612\u25a1\u25a0]{3,48})"
)
"""A box and the words behind it."""
TICKED = re.compile(r"[xX\u2713\u2714\u2611\u2612\u25a0]")
JUDGE = re.compile(r"\b(?:judge|justice|magistrate|chancellor|judicial officer)\b", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:deputy clerk|clerk|deputy|intake officer|(?<!judicial )officer|agent|attorney|prosecutor|registrar|prothonotary|sheriff|intake"
    r"|referee|hearing|examiner|administrator)\b",
    re.IGNORECASE,
)
EITHER = re.compile(r"\s*/\s*|\s+or\s+|,\s*", re.IGNORECASE)
BEFORE, AFTER, SEVERAL, LEVEL, LONGEST = 1, 3, 3, 0.01, 90
"""Lines about a judge's place in which offices stand, how many side by side are a choice, what is one row, letters of such a line."""


def choices(sheaf: Sheaf) -> Iterator[tuple[str, Found]]:
    """Judges' places at which the paper names other offices, too, and does not say by one box that a judge wrote there."""
    for sheet in sheaf.sheets:
        for at in sheaf.of_judges(sheet):
            near = range(max(0, at - BEFORE), min(len(sheet.lines), at + AFTER + 1))
            if _by_box(sheet, near) if _options(sheet, near) else any(_among(sheet, one) for one in near):
                yield "the place for a signature names several offices, and no one box says that a judge wrote there", sheet.found(at)


def _options(sheet: Sheet, near: range) -> list[tuple[bool, str]]:
    """The offices beside boxes, ticked or not; nothing where no judge is among them."""
    text = "\n".join(sheet.lines[at].text for at in near)
    found = [(TICKED.search(one["box"]) is not None, one["words"].split("\n")[0]) for one in OPTION.finditer(text)]
    offices = [(ticked, words) for ticked, words in found if JUDGE.search(words) or OTHER.search(words)]
    return offices if any(JUDGE.search(words) for _, words in offices) else []


def _by_box(sheet: Sheet, near: range) -> bool:
    """Whether the boxes leave open who wrote, or say that it was no judge."""
    chosen = [words for ticked, words in _options(sheet, near) if ticked]
    return len(chosen) != 1 or not JUDGE.search(chosen[0]) or OTHER.search(chosen[0]) is not None


def _among(sheet: Sheet, at: int) -> bool:
    """Whether a short line names a judge and another office as a choice, or a judge and others stand side by side."""
    line = sheet.lines[at]
    if len(line.text) > LONGEST or "/s/" in line.text:
        return False
    if _mixed(EITHER.split(line.text)):
        return True
    # Two offices side by side are two places; three are a choice.
    level = LEVEL if sheet.page.placed else 0.0
    row = [one.text for one in sheet.lines if abs(one.box[1] - line.box[1]) <= level and len(one.text) <= LONGEST]
    offices = [one for text in row for one in (*JUDGE.findall(text), *OTHER.findall(text))]
    return any(JUDGE.search(one) for one in offices) and len({one.lower() for one in offices}) >= SEVERAL


def _mixed(parts: list[str]) -> bool:
    """Whether some of the parts name a judge and others another office."""
    return any(JUDGE.search(one) and not OTHER.search(one) for one in parts) and any(OTHER.search(one) for one in parts)
