"""Signs on a page: headings, titles, form numbers, wording, frames, what voids, numbers of a court; each with its place."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sanctuary.triage.asking import asks
from sanctuary.triage.forms import shows_form
from sanctuary.triage.knowledge import Kind, Knowledge
from sanctuary.triage.lines import read_lines
from sanctuary.triage.page import Box, Line, Page
from sanctuary.triage.words import SHORTEST, find, fold, greets, joined, near_stem, phrase, stands, tokens

__all__ = ["OF_SHOW", "Found", "Sheet"]

TOP = 0.45
"""The part of a page in which a heading and a title stand: captions of pleadings begin below the name of counsel."""
LEAST_TOP = 14
"""Lines of a text that count as its top in any case: a short text has no measure."""
AGAINST = ("agency", "immigration-court")
"""Headings that speak against a court's paper."""
DOCKET = re.compile(
    r"\b\d{1,2}\s?[:;.]\s?\d\d\s?-\s?[a-z]{2}\s?-\s?\w{3,}|\b[a-z]{1,2}-\d{2,3}-[a-z]{2}-(?:\d{5,}-\d{4}|\d{4}-\d{4,})\b", re.IGNORECASE
)
"""A federal docket number: office, year, kind, number; and the numbers of courts of common pleas: court, county, kind, number, year."""
NUMBER = re.compile(
    r"[#:.\s]*([A-Z0-9][A-Z0-9:./\-\u2013]*"
    r"(?:\s[A-Z0-9]+-[A-Z0-9-]+|(?:\s[A-Z]{1,4}){1,2}\s\d{2,}(?:-\d+)?|(?:\s\d{3,}){2,4})?)",
    re.IGNORECASE,
)
"""What stands behind the words for a number; its parts may stand apart, as in year, kind, number."""
BARE = re.compile(
    r"(?:^|\s)(?!\d\d?[ -]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|cfr|usc|u|st|th)\b)"
    r"(?:(?:19|20)?\d{2}[ -]?[a-z]{1,4}[ -]?\d{3,11}|\d{0,2}[a-z]{1,5}[ -]?(?:19|20)?\d{2}-\d{3,}"
    r"|\d{2}(?:\d\d)?-\d{4,7}-[a-z]{1,3})(?:-[a-z0-9]{1,5})*(?=$|[\s(,)])",
    re.IGNORECASE,
)
"""A number of a court without words before it: year, kind, number, or kind, year, number."""
CAPITALS, LONGEST_TITLE = 0.9, 5
"""The part of capitals, and the words, of a title that is known by its last word."""
SHORT_LINE = 60
"""Letters of a line in which such a number stands."""
_OFFICE = re.compile(r"judge|hon|clerk|thehon|just(?!lcecourt|lceofthepeacecourt)")
"""How a line begins that names who signs, folded, and no court."""
_TOLD = re.compile(r"\bcourt (?:issue|order|rule|grant|say|said|block|den(?:y|ie)|approve|reject)(?:s|d|ed)?\b", re.IGNORECASE)
"""A headline about a court."""
_TWO = re.compile(r"\s+AND\s+|\s*[/&]\s*")
"""Between two titles of one line; what voids is looked for on the whole line."""
_TERM = re.compile(r"\s*at (?:an?|the|ias|part|special|trial)\b.*\b(?:term|part|ias)\b", re.IGNORECASE)
"""How papers of New York begin: at a term of the court, at a part of it."""
_CAPTION = re.compile(
    r"\s*(?:index\s*(?:no|number|#)|in the matter of|in re\b|in the application of|application of the united states"
    r"|(?:petitioner|applicant|complainant)\b(?!'s sign))",
    re.IGNORECASE,
)
"""How a caption begins that names what was asked for."""
BEFORE_TITLE = re.compile(
    r"(?:(?:preliminary|temporary|permanent|final|ex parte|family|active|felony"
    r"|misdemeanor|alias|pluries|second|amended|no[- ]bail|statewide|default|criminal|domestic violence|probable cause|sealed"
    r"|anticipatory|electronic|telephonic|emergency|juvenile|traffic|nighttime|night[- ]time|no[- ]knock|duplicate original|duplicate"
    r"|original|blood|body"
    r"|residential|vehicle|mandatory|fugitive|search and seizure|state|federal)\s+)+",
    re.IGNORECASE,
)
"""Words that may lead a title and change nothing of what the paper is."""
OF_SHOW = re.compile(
    r"\b(?:example|sample)\b(?!\W*$|\W+(?:only|warrant|order|form|copy|document|of|for|not|paper|purposes)\b)|(?:(?<=of )|(?<=, ))example\b"
    r"|\bsample(?!s?\b)\w+",
    re.IGNORECASE,
)
"""Places on papers for show that are called by the words by which a paper says that it is for show."""
AFTER_TITLE = re.compile(r"\s*\([^()]*\)|\s+[-\u2013\u2014]\s+.*$|\s*[,:]?\s+(?:no|number|nos)\b[.:\s]*[A-Z0-9].*$|\s*#.*$", re.IGNORECASE)
"""What may follow a title on its line: a number, a note in parentheses, a subtitle. What voids is looked for on the whole line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line that carries a sign."""

    page: int
    at: int
    box: Box
    name: str = ""


class Sheet:
    """A page with what was found on it; each search is made once."""

    def __init__(self, page: Page, knowledge: Knowledge) -> None:
        self.page = page
        self.knowledge = knowledge
        self.lines: Sequence[Line] = read_lines(page)
        self.folded = [fold(line.text) for line in self.lines]

    @cached_property
    def text(self) -> str:
        """Everything, folded."""
        return "".join(self.folded)

    @cached_property
    def letters(self) -> int:
        """How many letters and digits were read."""
        return len(self.text)

    def found(self, at: int, name: str = "") -> Found:
        """The sign that a line carries."""
        return Found(self.page.number, at, self.lines[at].box, name)

    def at_top(self, at: int) -> bool:
        """Whether a line stands where headings and titles do."""
        return at < LEAST_TOP if not self.page.placed else self.lines[at].box[1] < TOP

    def line_of(self, offset: int) -> int:
        """The line in which a place of the folded text lies."""
        for at, folded in enumerate(self.folded):
            offset -= len(folded)
            if offset < 0:
                return at
        return len(self.folded) - 1

    def says(self, phrases: Sequence[str], *, exact: bool = False, loose: bool = False) -> Found | None:
        """The first phrase that stands anywhere, lines joined."""
        for one in phrases:
            wanted = phrase(one)
            at = find(wanted, self.text, exact=exact, loose=loose)
            if at and not (len(wanted) < 8 and not self._whole(one)):
                return self.found(self.line_of(at[0]), one)
        return None

    def _whole(self, words: str) -> bool:
        """A short phrase stands as words of its own, not inside others."""
        return any(stands(words, line.text) for line in self.lines)

    def headings(self, group: str) -> list[Found]:
        """Lines near the top that begin with the name of a court or of an agency."""
        words = getattr(self.knowledge.signs.heading, group.replace("-", "_"))
        if group == "state-court":
            return list(self._state_headings(words))
        before = 12 if group == "federal-court" else 24
        return [
            self.found(at, word) for at in self._tops() for word in words
            if (place := find(phrase(word), self.folded[at], loose=group in AGAINST)) and place[0] <= before and self._standing(at)
            and not _TOLD.search(self.lines[at].text)
        ][:3]  # fmt: skip

    @cached_property
    def courts(self) -> list[int]:
        """The lines that name a court."""
        return [hit.at for group in ("federal-court", "state-court") for hit in self.headings(group)]

    def _state_headings(self, words: Sequence[str]) -> Iterator[Found]:
        """A state court's name; of a federal one only where the line, or the one above, does not say United States."""
        for at in self._tops():
            above = self.folded[at - 1] if at else ""
            near = above[-40:] + self.folded[at]
            if _OFFICE.match(self.folded[at]) or any(
                phrase(word) in near
                for word in ("United States District", "United States Court", "U.S. District", "Immigration", "United States Bankruptcy")
            ):
                continue
            own = [name for name, _ in self.knowledge.courts]
            for word in (*own, *map(phrase, words)):
                place = find(word, self.folded[at])
                if place and ((place[0] <= 45 and self._standing(at)) or (_TERM.match(self.lines[at].text) and place[0] <= 60)):
                    yield self.found(at, word)
                    break

    def _tops(self) -> Iterator[int]:
        return (at for at in range(len(self.lines)) if self.at_top(at))

    def _standing(self, at: int) -> bool:
        """Whether a line stands by itself rather than being part of a sentence."""
        text = self.lines[at].text.strip()
        words = text.split()
        small = [word for word in words if word[:1].islower()]
        return len(text) <= 110 and (len(small) <= 4 or self.capitals(at) > 0.5)

    def capitals(self, at: int) -> float:
        """The part of a line's letters that are capitals."""
        letters = [sign for sign in self.lines[at].text if sign.isalpha()]
        return sum(sign.isupper() for sign in letters) / len(letters) if letters else 0.0

    def title(self, kind: Kind) -> Found | None:
        """A line near the top that is a title of the kind, alone or with the next line; for a few titles, one that begins so."""
        for at in self._tops():
            one = self.folded[at]
            if not one:
                continue
            bare = self._bare(at)
            pair = one + self.folded[at + 1] if at + 1 < len(self.folded) else one
            for name in kind.titles:
                wanted = phrase(name)
                if (
                    self._is(one, wanted)
                    or any(self._is(part, wanted) for part in bare if part != one)
                    or (len(wanted) > len(one) and self._is(pair, wanted) and self._standing(at))
                ):
                    return self.found(at, name)
            for name in kind.begins:
                if one.startswith(phrase(name)) and self._standing(at) and (self.capitals(at) > 0.6 or len(self.lines[at].text) < 60):
                    return self.found(at, name)
            for name in kind.ends:
                if self._ends(at, name):
                    return self.found(at, name)
        return None

    def _ends(self, at: int, name: str) -> bool:
        """Whether a line is a short title in capitals whose last word, apart from a number or a note, is a name."""
        text = AFTER_TITLE.sub("", self.lines[at].text.strip())
        return (
            self.capitals(at) > CAPITALS
            and len(text.split()) <= LONGEST_TITLE
            and self._is(fold(text)[-len(phrase(name)) :], phrase(name))
            and stands(name, text)
        )

    def _bare(self, at: int) -> list[str]:
        """A line in capitals without what may lead or follow a title, folded; and its parts, where it names two papers."""
        text = self.lines[at].text.strip()
        if self.capitals(at) <= 0.5 or not self._standing(at):
            return [self.folded[at]]
        bare = AFTER_TITLE.sub("", text)
        whole = BEFORE_TITLE.sub("", bare, count=1) if BEFORE_TITLE.match(text) else bare
        return [fold(whole), *(fold(part) for part in _TWO.split(whole) if part != whole)]

    @staticmethod
    def _is(line: str, wanted: str) -> bool:
        if line == wanted:
            return True
        if not -2 <= len(line) - len(wanted) <= 2:
            return False
        near = find(wanted, line, exact=len(wanted) < 10)
        return near is not None and near[0] == 0 and len(line) - near[1] <= 1

    def any_title(self, kind: Kind) -> Found | None:
        """A standing line near the top that has one of the kind's words."""
        for at in self._tops():
            if self._standing(at) and self.capitals(at) > 0.5 and any(phrase(word) in self.folded[at] for word in kind.any_title):
                return self.found(at, kind.any_title[0])
        return None

    def asks(self) -> Found | None:
        """A short standing line near the top by which a paper is an application, a motion or the like."""
        for at in self._tops():
            if asks(self.lines[at].text) and not _CAPTION.match(self.lines[at].text) and self._standing(at):
                return self.found(at)
        return None

    def form(self, numbers: Sequence[str]) -> Found | None:
        """A form's number, in a short line or beside the word form, as printed on the edge of a page."""
        for number in numbers:
            at = next((at for at, line in enumerate(self.lines) if shows_form(line.text, number)), None)
            if at is not None:
                return self.found(at, number)
        return None

    def frames(self) -> list[tuple[str, Found]]:
        """Frames that the page has, with what is said of them: words at the beginnings of lines."""
        told = []
        for frame in self.knowledge.signs.frame:
            hits = [(at, word) for word in frame.starts for at in range(len(self.lines)) if self._starts(at, word)]
            if len({word for _, word in hits}) >= frame.least:
                told.append((frame.id, self.found(min(hits)[0], frame.says)))
        return told

    def _starts(self, at: int, word: str) -> bool:
        """Whether a line begins with words; long ones may be misread, and a line of running text begins with none but an address."""
        text = self.lines[at].text.strip()
        wanted = phrase(word)
        if not (word.endswith((":", " ")) or len(text) < 60 + len(word)):
            return False
        if word == "Dear " and greets(text):
            return True
        if len(wanted) < SHORTEST:
            return text.lower().startswith(word.lower().rstrip()) and not text[len(word.rstrip()) :][:1].isalnum()
        place = find(wanted, self.folded[at][: len(wanted) + 3])
        return place is not None and place[0] <= 1

    def void_title(self, title: Found) -> Found | None:
        """What voids in the title or in the standing lines around it; words of the title's own name do not."""
        own = set(tokens(title.name))
        for at in range(max(0, title.at - 2), min(len(self.lines), title.at + 3)):
            if at != title.at and _CAPTION.match(self.lines[at].text):
                continue
            near = at == title.at or (self._standing(at) and (self.capitals(at) > 0.6 or len(self.lines[at].text.split()) <= 4))
            if near and (stem := self._stem(at, self.knowledge.signs.void.title, own)) and not self._granting(at, title):
                return self.found(at, stem)
        return None

    def _granting(self, at: int, title: Found) -> bool:
        """An order may grant a motion; the title then says so."""
        return at == title.at and "granting" in self.lines[at].text.lower() and not self._stem(at, self.knowledge.signs.void.anywhere)

    def _stem(self, at: int, stems: Sequence[str], own: Collection[str] = ()) -> str:
        """The first stem with which a word of a line begins; stems that undo may be misread in a letter, or stand in a joined word."""
        words = [word for word in tokens(OF_SHOW.sub(" ", self.lines[at].text)) if word not in own]
        undo = self.knowledge.signs.void.anywhere
        for stem in stems:
            plain = "".join(tokens(stem))
            loose = any(stem.startswith(one[:5]) for one in undo)
            for word in words:
                begins = near_stem(word, plain) if loose else word.startswith(plain)
                if begins or (loose and joined(word, [stem])) or (len(word) > 16 and len(plain) >= 6 and plain in word):
                    return stem
            if " " in stem and plain in "".join(words):
                return stem
        return ""

    def other_void_title(self, own: Collection[str] = ()) -> Found | None:
        """A line in capitals, anywhere, that names a warrant, an order or a writ together with what voids it."""
        asks = (*self.knowledge.signs.void.anywhere, "application", "motion", "petition", "proposed", "affidavit", "request")
        for at, line in enumerate(self.lines):
            if self.capitals(at) > 0.7 and len(line.text) < 100 and not _CAPTION.match(line.text):
                named = [word for word in tokens(line.text) if word.startswith(("warrant", "order", "wrlt"))]
                if named and self._stem(at, asks, own) and "granting" not in line.text.lower():
                    return self.found(at)
        return None

    def voided(self) -> Found | None:
        """Words that undo, within a sentence that names what they undo; "until recalled" undoes nothing."""
        void = self.knowledge.signs.void
        beside, unless, things = (["".join(tokens(word)) for word in words] for words in (void.beside, void.unless, void.things))
        stream = [(word, at) for at, line in enumerate(self.lines) for word in tokens(line.text)]
        for place, (word, at) in enumerate(stream):
            if not any(near_stem(word, stem) for stem in void.anywhere) and not joined(word, void.anywhere):
                continue
            near = "".join(one for one, _ in stream[max(0, place - 12) : place + 9])
            before = [one for one, _ in stream[max(0, place - 6) : place]]
            if any(other in near for other in beside) and not set(unless) & set(before) and not _of_things(stream, place, beside, things):
                return self.found(at, word)
        return None

    def case_number(self) -> Found | None:
        """Where a number of the court stands; its value stays on the paper."""
        return self.found(min(self.cases), "number") if self.cases else None

    @cached_property
    def cases(self) -> dict[int, str]:
        """Lines with a number of the court, by its form or by the words before it; the values only tell whether two pages have the same."""
        found: dict[int, str] = {}
        for at, line in enumerate(self.lines):
            docket = DOCKET.search(line.text)
            if docket and self.at_top(at):
                found[at] = fold(docket[0])
            elif value := self._numbered(at):
                found[at] = value
            elif self.at_top(at) and len(line.text) <= SHORT_LINE and (bare := BARE.search(line.text)):
                found[at] = fold(bare[0])
        return found

    def _numbered(self, at: int) -> str:
        if self.page.placed and self.lines[at].box[1] > 0.6:
            return ""
        text = self.lines[at].text
        for word in self.knowledge.signs.number.before:
            label = r"[\s.]*".join(re.escape(part) for part in word.split())
            found = re.search(rf"(?:^|[^a-z]){label}s?(?![a-z])[.:#\s]*(?P<rest>.*)$", text, re.IGNORECASE)
            if found and (value := self._value(found["rest"] or self._after(at))):
                return value
        return ""

    def _after(self, at: int) -> str:
        """What stands right of a label, or under it."""
        box = self.lines[at].box
        for other in self.lines:
            level = abs((other.box[1] + other.box[3]) - (box[1] + box[3])) / 2 < 0.012
            under = 0 < other.box[1] - box[1] < 0.035 and abs(other.box[0] - box[0]) < 0.08
            if self.page.placed and other is not self.lines[at] and ((level and 0 <= other.box[0] - box[2] + 0.01 < 0.15) or under):
                return other.text
        alone = len(self.lines[at].text) < 24 and not self.page.placed
        return self.lines[at + 1].text if alone and at + 1 < len(self.lines) else ""

    @staticmethod
    def _value(text: str) -> str:
        """The number with which a text begins, folded; a row of underscores is none."""
        first = NUMBER.match(text.strip())
        if not first:
            return ""
        word = first[1]
        digits = sum(sign.isdigit() for sign in word)
        # Specimens, and sealed papers, give a word in place of the number.
        marked = "SPECIMEN" in text.upper()[:40] and "___" not in text[:12]
        return fold(word) if (digits >= 2 and len(word) >= 4) or (digits >= 1 and len(word) >= 5) or marked else ""


def _of_things(stream: Sequence[tuple[str, int]], place: int, beside: Sequence[str], things: Sequence[str]) -> bool:
    """Whether what is undone is bail, a license or the like: a word for it stands within four, and no warrant or order nearer."""

    def nearest(of: Sequence[str], *, begins: bool) -> int:
        far = [
            abs(at - place)
            for at in range(max(0, place - 4), min(len(stream), place + 5))
            if at != place and any(stream[at][0].startswith(one) if begins else stream[at][0] == one for one in of)
        ]
        return min(far, default=99)

    thing = nearest(things, begins=False)
    return thing < 99 and thing <= nearest(beside, begins=True)
