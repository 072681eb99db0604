"""Forms that a judge may sign or somebody else may: by a box the paper says who did, or it leaves it open."""

import re
from collections.abc import Iterator

from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signature import ASIDE
from sanctuary.triage.signs import Found, Sheet

__all__ = ["choices"]

JUDGE = re.compile(r"\b(?:judge|justice|magistrate|chancellor|judicial officer)\b(?!(?:'s)? court)", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:clerk|deput(?:y|ies)|(?<!judicial )officer|agent|attorney|prosecutor|registrar|register|prothonotary|sheriff|intake"
    r"|referee|hearing (?:officer|examiner|master)|examiner|administrator|designees?|secretary|supervisor|director|notary"
    r"|marshal|constable|detective|assistant|staff|warden|bailiff|authorized (?:person|signer|representative))\b",
    re.IGNORECASE,
)
MARK = re.compile(
    r"[\[({]\W{0,3}[xXvV]?\W{0,3}[\])}]|[\u2610-\u2612\u25a0-\u25a3\u25aa\u25ab\u25cb\u25cf\u25ef\u25fb-\u25fe\u2b1b\u2b1c\u2705\u2713-\u2718]"
    r"|(?<!_)_{1,6}(?!_)|\b[xX]\b"
)
"""A box, a tick, a cross or a short blank, ticked or not. A long rule is one on which somebody signs."""
BOXED = re.compile(r"(?P<box>[\[(]\s*[xX\u2713\u2714]?\s*[\])]|[\u2610-\u2612])\s*(?P<words>[A-Za-z][A-Za-z' ]{2,47})\s*")
"""A box and, directly behind it, the office that it is of."""
TICKED = re.compile(r"[xX\u2713\u2714\u2611\u2612]")
ENDS_OPEN = re.compile(r"(?:[/|&,(]|\b(?:or|and))\s*$", re.IGNORECASE)
GOES_ON = re.compile(r"\s*(?:[/|&,(]|(?:or|and)\b)", re.IGNORECASE)
"""How a line is left to go on, and how the next one takes it up."""
EITHER = re.compile(r"[^\w\s'.]+|\b(?:or|and)\b|\s_+\w?_*\s", re.IGNORECASE)
"""What parts one office from the next in a line."""
SENTENCE = re.compile(r"(?:\w+\W+){6,}\w{2,}\.\s*$")
"""A line that is a sentence, or ends one: an order, and no place for a name."""
WRITTEN = re.compile(r"\W*s\s?/")
"""How a signature in type begins."""
REACH, SEVERAL, LEVEL, LONGEST = 3, 3, 0.01, 90
"""Lines about a judge's place that may be of it, how many offices side by side are a choice, what is one row, letters of such a line."""


def choices(sheaf: Sheaf, *, judicial: bool) -> Iterator[tuple[str, Found]]:
    """Places at which a paper names a judge and other offices, and does not say by one box that a judge wrote there.

    Of a kind of paper that judges decide (`judicial`), so is the only place written at that is some other office's.
    """
    by_judge = any(place.role == "judge" and place.written for place in sheaf.places)
    for place in sheaf.places:
        sheet, at = next(one for one in sheaf.sheets if one.page.number == place.found.page), place.found.at
        if place.role == "judge":
            texts = [sheet.lines[one].text for one in _of_place(sheet, at)]
            several = (_mixed(" ".join(texts)) or _side_by_side(sheet, at)) and not _by_box(texts)
        else:
            several = judicial and place.written and not by_judge and _alternatives(sheet, at)
        if several:
            yield "the place for a signature names several offices, and does not say plainly that a judge wrote there", place.found


def _of_place(sheet: Sheet, at: int) -> list[int]:
    """The lines that are of a judge's place: its own and those that go on from it; where a box or a mark is near, all that are near."""
    found = [at]
    for step in (-1, 1):
        joined = True
        near = list(_near(sheet, at, step))
        marked = any(MARK.search(sheet.lines[one].text) for one in (at, *near))
        for one in near:
            text = sheet.lines[one].text
            joined = joined and not WRITTEN.match(text) and _goes_on(sheet, min(one, one - step), max(one, one - step), one)
            if joined or MARK.search(text) or (marked and not ASIDE.match(text)):
                found.append(one)
    return sorted(found)


def _near(sheet: Sheet, at: int, step: int) -> Iterator[int]:
    """The next few short lines over or under a place, up to a sentence; over it, up to what is written there."""
    if step < 0 and WRITTEN.match(sheet.lines[at].text):
        return
    for one in range(at + step, at + step * (REACH + 1), step):
        if not 0 <= one < len(sheet.lines) or not _short(sheet, one) or (step < 0 and "/s/" in sheet.lines[one].text):
            return
        if SENTENCE.search(sheet.lines[one].text):
            return
        yield one


def _alternatives(sheet: Sheet, at: int) -> bool:
    """Whether another office's place names a judge beside it: parted by a sign or a word of choice, or by boxes."""
    parts = EITHER.split(sheet.lines[at].text)
    if any(JUDGE.search(one) and not OTHER.search(one) for one in parts) and any(
        OTHER.search(one) and not JUDGE.search(one) for one in parts
    ):
        return True
    return any(MARK.search(sheet.lines[one].text) and JUDGE.search(sheet.lines[one].text) for one in _of_place(sheet, at))


def _short(sheet: Sheet, at: int) -> bool:
    return len(" ".join(sheet.lines[at].text.split())) <= LONGEST


def _goes_on(sheet: Sheet, above: int, below: int, outer: int) -> bool:
    """Whether a line goes on in the next one, or the outer of the two is nothing but an office directly over or under the other."""
    first, second = sheet.lines[above], sheet.lines[below]
    if WRITTEN.match(first.text) and _mixed(second.text):
        return True
    if ENDS_OPEN.search(first.text) or (GOES_ON.match(second.text) and not ASIDE.match(second.text)):
        return True
    words = OTHER.sub(" ", JUDGE.sub(" ", sheet.lines[outer].text))
    height = first.box[3] - first.box[1]
    close = not sheet.page.placed or (
        -height / 2 < second.box[1] - first.box[3] < height and second.box[0] < first.box[2] and first.box[0] < second.box[2]
    )
    return close and not re.search(r"[A-Za-z]|_{3,}|:", words) and OTHER.search(sheet.lines[outer].text) is not None


def _mixed(text: str) -> bool:
    return JUDGE.search(text) is not None and OTHER.search(text) is not None


def _side_by_side(sheet: Sheet, at: int) -> bool:
    """Whether three offices stand in one row, a judge's among them: two are two places, three are a choice."""
    level = LEVEL if sheet.page.placed else 0.0
    row = [one.text for one in sheet.lines if abs(one.box[1] - sheet.lines[at].box[1]) <= level and len(one.text) <= LONGEST]
    offices = {one.lower() for text in row for one in (*JUDGE.findall(text), *OTHER.findall(text))}
    return _mixed(" ".join(row)) and len(offices) >= SEVERAL


def _by_box(texts: list[str]) -> bool:
    """Whether each office stands behind a box of its own, and the only one that is ticked is a judge's."""
    # What is written there names no office of the form's; nor does what ends over the boxes, a day or the last words of a sentence.
    over = next((at for at, text in enumerate(texts) if BOXED.search(text)), 0)
    texts = [text for at, text in enumerate(texts) if at >= over or MARK.search(text) or JUDGE.search(text) or OTHER.search(text)]
    text = "\n".join(text for text in texts if not WRITTEN.match(text) or MARK.search(text))
    options = [(TICKED.search(one["box"]) is not None, one["words"]) for one in BOXED.finditer(text)]
    chosen = [words for ticked, words in options if ticked]
    return (
        re.fullmatch(rf"\s*(?:{re.sub(r'[?]P<[a-z]+>', '?:', BOXED.pattern)})+", text) is not None
        and not any(re.search(r"\b[xXvV]\b", words) for _, words in options)
        and len(chosen) == 1
        and JUDGE.search(chosen[0]) is not None
        and OTHER.search(chosen[0]) is None
    )
