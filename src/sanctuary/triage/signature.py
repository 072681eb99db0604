"""Who signs, by the words at the place, and whether something is written there. A signature is ink: nothing says that a paper is signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sanctuary.triage.page import Box, Line
from sanctuary.triage.signs import Found, Sheet
from sanctuary.triage.words import find, phrase, stands

__all__ = ["ASIDE", "Place", "places"]

Role = Literal["never", "clerk", "attorney", "judge", "officer", "open"]
Labels = list[tuple[int, Role]]
ORDER: tuple[Role, ...] = ("never", "open", "attorney", "clerk", "judge", "officer")
"""Words of an earlier role win where a line has those of several."""

TYPED = re.compile(
    r"(?:^|[\s_(\[])/?\s*s\s?/\s*\S|[a-z.]{2,}\s+\[?/s/\]?\s*$"
    r"|\((?:signed|firmado)\)|\[signed\]|\b(?:electronically|digitally|e-?)\s?signed\b|\bsigned by\b",
    re.IGNORECASE,
)
"""How a signature is given in type."""
NOT_WRITTEN = re.compile(
    r"unsigned|not signed|blank|pending|sign here|\[signature\]|\(signature\)$|intentionally|awaiting|to be signed|/s/\s*_+|^\W*/s/\s*$",
    re.IGNORECASE,
)
ALONE = re.compile(r"\W*J\.?\W*")
"""How some courts name the judge: by one letter under "By the Court"."""
ANOTHER = re.compile(
    r"\b(officer|agent|clerk|attorney|deputy|detective|investigator|secretary|sheriff|reporter|bailiff|assistant|interpreter|coordinator"
    r"|administrator|registrar|recorder|paralegal|notary|marshal|inspector|on behalf|p\.p\.|per pro|complainant|affiant|surety"
    r"|(?:at|by|under|per|upon) (?:the )?(?:direction|order|permission|authority|instruction|request|telephonic|telephone)"
    r"|(?:ERO|HSI|ICE|CBP|DHS|SDDO|AUSA)\b"
    r"|w(?:ith|/) permission)"
    r"|/s/[^,]{3,40}\bby\b"
    r"|(?<!judge )(?<!court )\bfor\b(?! the court\b)",
    re.IGNORECASE,
)
"""Words in a typed signature by which somebody else than a judge wrote, or wrote for one."""
PEN_OF = re.compile(rf"(?:{ANOTHER.pattern.partition('|(?<!judge )')[0]})|\bfor\W*$", re.IGNORECASE)
"""The same beside what a pen wrote."""
FOR_JUDGE = re.compile(
    r"(?<!court )\bfor\b\W+(?:the\W+)?(?:hon\w*\W+)?(?:\w+\W+){0,2}(?:judge|magistrate|justice)\b(?! of the peace)", re.IGNORECASE
)
"""A place of somebody who signs for a judge."""
ASIDE = re.compile(r"\W*(?:cc|copy|copies|distribution|questions)\b", re.IGNORECASE)
"""How a line begins that tells who gets a copy or whom to ask: an office in it is no place for a signature."""
OF_AGENCY = re.compile(
    r"\b(?:office of|field office|principal legal|legal advisor|bureau|agency|board|commission|directorate|enforcement|immigration|customs"
    r"|homeland|police|association|university|college|corrections|supervision|parole|labor|health|veterans|social security|treasury|diocese"
    r"|revenue|army|navy|air force|marine corps|military)\b",
    re.IGNORECASE,
)
"""Whose officers some call judges or magistrates, too."""
LONG_LINE = 60
"""Letters of a line that is no part of a place for a signature."""
RULE = re.compile(r"_{3,}|\.{6,}|-{6,}|\u2013{4,}")
UP = 0.062
"""How far above its words a signature reaches, as a part of the page's height."""
BEFORE = 0.24
"""How far before its words, in the same row, a signature may begin."""
CELLS, REACH, RISE = 7, 0.035, 2.0
"""Least ink that is something written: cells of the grid, the part of the page's width over which they reach, and by how many they leave a
straight line: parts of a ruled line, bent by the camera, are nothing written."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a signature: whose, and whether something is written there; `printed` is the line of a typed name, if there is one."""

    role: Role
    found: Found
    written: bool
    says_signature: bool
    box: Box
    agrees: bool = True
    """The typed signature and the name printed under it share a word."""


def places(sheet: Sheet) -> list[Place]:
    """The places for signatures of a page, in reading order."""
    labels = list(_labels(sheet))
    return [_place(sheet, at, role, labels) for at, role in labels]


def _labels(sheet: Sheet) -> Iterator[tuple[int, Role]]:
    """Lines that say who signs: short, and beginning with the words, or after a name and a comma."""
    signer = sheet.knowledge.signs.signer
    for at, line in enumerate(sheet.lines):
        text = line.text.strip()
        if ALONE.fullmatch(text) and any("bythecourt" in folded for folded in sheet.folded[max(0, at - 4) : at]):
            yield at, "judge"
            continue
        if len(text) > 90 or _in_sentence(sheet, at) or (text.startswith("(") and "sign" not in text.lower()):
            continue
        if text.lower().startswith("witness") and "/s/" not in text:
            # "Witness the Honorable" names in whose name a court writes, and is no place for a signature.
            continue
        if FOR_JUDGE.search(text):
            yield at, "clerk"
            continue
        for role in ORDER:
            if role == "judge" and ASIDE.match(text):
                break
            if any(_labeled(text, sheet.folded[at], word, role) for word in getattr(signer, role)):
                yield at, "never" if role == "judge" and OF_AGENCY.search(text) else role
                break


def _labeled(text: str, folded: str, word: str, role: Role) -> bool:
    wanted = phrase(word)
    place = find(wanted, folded, exact=len(wanted) < 14, loose=role == "never")
    if not place or (len(wanted) <= 10 and not stands(word, text, ends=False)):
        return False
    before = folded[: place[0]]
    # "By:", "Hon.", a name and a comma may stand before the title.
    return (
        len(before) <= 4
        or "," in text
        or "/s/" in text
        or re.match(r"(?:/?s/|hon|the hon|by|dated?|_|signature)", text, re.IGNORECASE) is not None
        or len(folded) - len(wanted) <= 22
    )


def _in_sentence(sheet: Sheet, at: int) -> bool:
    """Part of a paragraph: the line before runs on into it, or it ends within a sentence."""
    text = sheet.lines[at].text.strip()
    before = sheet.lines[at - 1].text.strip() if at else ""
    runs = bool(before) and before.split()[-1].lower() in {
        "a",
        "an",
        "the",
        "before",
        "to",
        "any",
        "by",
        "of",
        "and",
        "or",
        "nearest",
        "my",
        "such",
        "said",
        "is",
        "was",
        "undersigned",
    }
    small = sum(word[:1].islower() for word in text.split())
    return (
        runs
        or (small >= 5 and not re.search(r"sign", text, re.IGNORECASE))
        or re.match(r"^(to|before|bring|return|and|or|any|the|a)\b(?! hon)", text, re.IGNORECASE) is not None
    )


def _place(sheet: Sheet, at: int, role: Role, labels: Labels) -> Place:
    line = sheet.lines[at]
    text = line.text
    signature = re.search(r"sign|firma", text, re.IGNORECASE) is not None
    if sheet.page.placed:
        written, box = _inked(sheet, line, _others(sheet, at, role, labels))
        typed = _typed_near(sheet, at, labels)
    else:
        box = line.box
        written, typed = False, _typed_above(sheet, at, labels)
    name = typed or ""
    agrees = _agrees(sheet, at, name, role) and not (role == "judge" and written and _beside_pen(sheet, line))
    return Place(role, sheet.found(at), written or bool(typed), signature, box, agrees=agrees)


def _typed_above(sheet: Sheet, at: int, labels: Labels) -> str:
    """The typed signature of plain text: in the line of the title, or in one of the three above it, with no empty rule between."""
    for place in range(at, max(-1, at - 4), -1):
        text = sheet.lines[place].text
        if NOT_WRITTEN.search(text):
            return ""
        if TYPED.search(text):
            return text
        if place < at and RULE.search(text) and place and TYPED.search(sheet.lines[place - 1].text):
            # A rule under a typed signature is the line on which it stands.
            continue
        if place < at and (RULE.search(text) or any(other == place for other, _ in labels)):
            return ""
        if place == at and RULE.search(text):
            return ""
    return ""


def _typed_near(sheet: Sheet, at: int, labels: Labels) -> str:
    """The typed signature of a placed page: in the line, or over it in the same column."""
    box = sheet.lines[at].box
    theirs = _others(sheet, at, "judge", labels)
    for other in sheet.lines:
        if other in theirs and other is not sheet.lines[at]:
            continue
        over = -0.004 <= box[1] - other.box[1] <= UP + 0.02 and other.box[0] < box[2] + 0.25 and other.box[2] > box[0] - 0.05
        level = abs(other.box[1] - box[1]) < 0.01
        if (
            (over or level or _just_above(sheet, other, at))
            and TYPED.search(other.text)
            and not NOT_WRITTEN.search(other.text)
            and not _other_label_between(sheet, other, at, labels)
        ):
            return other.text
    return ""


def _just_above(sheet: Sheet, other: Line, at: int) -> bool:
    """Whether a line stands over the words with nothing beside either: then it is of them, wherever in its row each stands."""
    box = sheet.lines[at].box

    def alone(line: Line) -> bool:
        return not any(abs(one.box[1] - line.box[1]) < 0.008 and one is not line for one in sheet.lines)

    between = any(other.box[1] + 0.004 < one.box[1] < box[1] - 0.004 for one in sheet.lines)
    return 0 < box[1] - other.box[1] <= UP and not between and alone(other) and alone(sheet.lines[at])


def _beside_pen(sheet: Sheet, line: Line) -> bool:
    """Whether a few words beside what the pen wrote name another office, or end in "for"."""
    left, top, right, _ = line.box
    for other in sheet.lines:
        middle = (other.box[1] + other.box[3]) / 2
        near = top - 0.035 < middle < top - 0.003 and left - 0.05 < other.box[0] < right + 0.4
        label = re.search(r"sign|print", other.text, re.IGNORECASE)
        if other is not line and near and not label and len(other.text.split()) <= 8 and PEN_OF.search(other.text):
            return True
    return False


def _others(sheet: Sheet, at: int, role: Role, labels: Labels) -> list[Line]:
    """The lines that name somebody of another office: what is written there or above is theirs."""
    return [sheet.lines[other] for other, of in labels if other != at and of not in (role, "open", "judge")]


def _other_label_between(sheet: Sheet, line: Line, at: int, labels: Labels) -> bool:
    """Whether a place of somebody else stands between a typed signature and the words under it."""
    low, high = line.box[1], sheet.lines[at].box[1]
    between = [
        (sheet.lines[other], role) for other, role in labels if other != at and low + 0.004 < sheet.lines[other].box[1] < high - 0.004
    ]
    return any(role != "judge" or _ruled_below(sheet, label, high) for label, role in between)


def _ruled_below(sheet: Sheet, label: Line, high: float) -> bool:
    """Whether under a judge's title a rule or a long line begins something new before the words looked at."""
    return any(
        label.box[1] + 0.004 < one.box[1] < high - 0.004 and (RULE.search(one.text) or len(one.text) > LONG_LINE) for one in sheet.lines
    )


def _inked(sheet: Sheet, line: Line, others: list[Line]) -> tuple[bool, Box]:
    """Whether ink stands over the words or, after a colon, beside them; a printed name under the ink is stepped over.

    Ink above the words for somebody else (`others`), who signs higher up, is not looked at.
    """
    left, top, right, bottom = line.box
    height = max(bottom - top, 0.008)
    base = top
    for other in sorted(sheet.lines, key=lambda one: -one.box[1]):
        gap = base - other.box[3]
        same = other.box[0] < right + 0.05 and other.box[2] > left - 0.05
        if (
            other is not line
            and same
            and -0.004 <= gap < 0.9 * height
            and len(other.text) <= 60
            and not RULE.search(other.text)
            and other.box[1] < top
        ):
            base = other.box[1]
            break
    wide = max(right, left + 0.3)
    above = [one.box[3] for one in others if one.box[3] <= top + 0.004 and one.box[0] < wide and one.box[2] > left - 0.05]
    ceiling = max(above, default=0.0)
    box = (max(0.0, left - 0.02), max(ceiling, base - UP), min(1.0, wide), max(ceiling, base + 0.2 * height))
    ink = sheet.page.ink
    if ink is None:
        return False, box
    boxes = [box, (max(0.0, left - 0.02), max(ceiling, top - UP), min(1.0, wide), max(ceiling, top))]
    if line.text.rstrip().endswith((":", "_")):
        boxes.append((right, max(0.0, top - 0.03), min(1.0, right + 0.35), bottom))
    # A pen may write before the word, with nobody else's name over or under what it wrote.
    before = (max(0.0, left - BEFORE), max(0.0, top - 0.03), left, bottom + 0.003)
    if not any(_near(one.box, before) for one in sheet.lines if one is not line):
        boxes.append(before)
    for one in boxes:
        seen = ink.within(one)
        if seen.cells >= CELLS and seen.width >= REACH and seen.rise >= RISE:
            return True, one
    return False, box


def _near(box: Box, place: Box) -> bool:
    """Whether words stand in a place for a signature, or just under it."""
    return box[0] < place[2] - 0.01 and box[2] > place[0] and box[3] > place[1] and box[1] < place[3] + 0.03


def _agrees(sheet: Sheet, at: int, typed: str, role: Role) -> bool:
    """Whether a typed signature and the name printed near it share a word; true where either is missing."""
    if not typed or role != "judge":
        return True
    # The placeholder of a specimen names nobody.
    signed = set() if "specimen" in typed.lower() else _name(typed)
    if ANOTHER.search(typed):
        return False
    printed: set[str] = set()
    for other in sheet.lines[max(0, at - 2) : at + 3]:
        if other.text != typed and re.match(r"\s*(?:the\s+)?hon", other.text, re.IGNORECASE):
            printed |= _name(other.text)
    return not signed or not printed or bool(signed & printed)


def _name(text: str) -> set[str]:
    words = set(re.findall(r"[a-z]{3,}", text.lower()))
    return words - {
        "hon",
        "honorable",
        "the",
        "judge",
        "magistrate",
        "district",
        "united",
        "states",
        "superior",
        "court",
        "justice",
        "signed",
        "electronically",
        "digitally",
        "specimen",
        "date",
        "dated",
        "and",
    }
