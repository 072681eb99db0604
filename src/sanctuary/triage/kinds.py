"""What kind of paper some pages are. A paper is called judicial only where everything agrees; whatever is left open makes it unknown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from sanctuary.triage.days import days_in, last_day
from sanctuary.triage.knowledge import Class, Kind, Knowledge
from sanctuary.triage.page import Box
from sanctuary.triage.signature import Place, places
from sanctuary.triage.signs import Found, Sheet
from sanctuary.triage.words import find, phrase, tokens

__all__ = ["Told", "Verdict", "mark_of", "tell"]

LEAST_TEXT, LEAST_IMAGE = 25, 90
"""Letters below which nothing is told of a text, of an image."""
LEAST_SURE = 0.62
"""How sure a reader of images must be, on average."""
MARK = re.compile(
    r"\b(?:page|pg|p[aá]gina|p)\.?\s*(\d{1,3})\s*(?:of|/|de)\s*(\d{1,3})\b|\(\s*page\s*(\d{1,3})\s*\)|^\W*[a-z]{0,6}[\s.]*(\d{1,2})\s*of\s*(\d{1,2})\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sign in a sentence of our own: for or against a judge's decision, with its page and place; no value of the paper."""

    sign: str
    weighs: str
    page: int
    box: Box
    placed: bool


@dataclass
class Verdict:
    """What is told of a paper."""

    class_: Class = "unknown"
    kind: Kind | None = None
    looks_like: Kind | None = None
    court: str = ""
    """federal, state, or nothing."""
    state: str = ""
    signs: list[Told] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    irregular: list[str] = field(default_factory=list)
    case: Told | None = None


def mark_of(sheet: Sheet) -> tuple[int, int] | None:
    """Which page of how many the page says it is; 0 where it does not say of how many."""
    for line in sheet.lines:
        if len(line.text) < 160 and (found := MARK.search(line.text)):
            first, of, alone, bare, bare_of = found.groups()
            return int(first or alone or bare), int(of or bare_of or 0)
    return None


def tell(sheets: Sequence[Sheet], knowledge: Knowledge, on: date) -> Verdict:
    """What the pages of one paper are, on a day."""
    return _Telling(sheets, knowledge, on).verdict()


class _Telling:
    """The signs of a paper, weighed once."""

    def __init__(self, sheets: Sequence[Sheet], knowledge: Knowledge, on: date) -> None:
        self.sheets = sheets
        self.first = sheets[0]
        self.knowledge = knowledge
        self.on = on
        self.out = Verdict()

    def verdict(self) -> Verdict:
        """The answer: unreadable, administrative, a court's, none, or unknown."""
        if self._unreadable():
            self.out.class_ = "unreadable"
            self.out.missing.append("enough text to read: photograph the whole page, flat and in good light, or read the paper itself")
            return self.out
        court = self._court()
        agency = self._administrative()
        self._frames_told()
        if agency and not court:
            return self._is_agency(agency)
        if court:
            return self._is_court(agency)
        return self._rest()

    # -------------------------------------------------------------------------------- what stands on it

    def _unreadable(self) -> bool:
        letters = sum(sheet.letters for sheet in self.sheets)
        image = self.first.page.by == "image"
        if letters < (LEAST_IMAGE if image else LEAST_TEXT):
            return True
        sure = [line.sure for sheet in self.sheets for line in sheet.lines]
        return image and sum(sure) / len(sure) < LEAST_SURE

    def _told(self, sign: str, weighs: str, found: Found) -> Told:
        placed = next(sheet.page.placed for sheet in self.sheets if sheet.page.number == found.page)
        told = Told(sign, weighs, found.page, found.box, placed)
        if told not in self.out.signs:
            self.out.signs.append(told)
        return told

    def _court(self) -> str:
        """Whose court the heading names; two that disagree are told."""
        federal, state = self.first.headings("federal-court"), self.first.headings("state-court")
        if federal:
            self._told("the heading names a federal court", "for", federal[0])
        if state:
            self.out.state = self._state(state[0])
            self._told(f"the heading names a court of {self.out.state or 'a state'}", "for", state[0])
        if federal and state:
            self.out.irregular.append("two headings disagree: a federal court's and a state court's")
        self.out.court = "federal" if federal else "state" if state else ""
        return self.out.court

    def _state(self, heading: Found) -> str:
        own = [state for name, state in self.knowledge.courts if state and name == heading.name and find(phrase(state), name)]
        if own:
            return own[0]
        near = "".join(self.first.folded[max(0, heading.at - 3) : heading.at + 4])
        named = [state for state in self.knowledge.states if phrase(state) in near]
        longest = [state for state in named if not any(state != other and state in other for other in named)]
        if len(longest) == 1:
            return longest[0]
        return next((state for name, state in self.knowledge.courts if name == heading.name and not longest), "")

    @cached_property
    def agency_heading(self) -> Found | None:
        """An agency's heading."""
        return next(iter(self.first.headings("agency")), None)

    @cached_property
    def immigration_heading(self) -> Found | None:
        """An immigration court's heading."""
        return next(iter(self.first.headings("immigration-court")), None)

    @cached_property
    def frames(self) -> list[tuple[str, Found]]:
        """Frames of the first page."""
        return self.first.frames()

    @cached_property
    def places(self) -> list[Place]:
        """Places for signatures of all pages."""
        return [place for sheet in self.sheets for place in places(sheet)]

    def _frames_told(self) -> None:
        for _, found in self.frames:
            self._told(f"it {found.name}", "against", found)

    # -------------------------------------------------------------------------------- papers of agencies

    def _administrative(self) -> Kind | None:
        """The agency's kind that most signs point to; the signs are told."""
        best: tuple[int, Kind] | None = None
        signs: list[tuple[str, Found]] = []
        for kind in self.knowledge.kinds:
            if kind.class_ == "administrative":
                points, found = self._points(kind)
                if points and (best is None or points > best[0]):
                    best, signs = (points, kind), found
        if best is None:
            return None
        for sign, found in signs:
            self._told(sign, "against", found)
        return best[1]

    def _points(self, kind: Kind) -> tuple[int, list[tuple[str, Found]]]:
        signs: list[tuple[str, Found]] = []
        form = self.first.form(kind.numbers)
        title = self.first.title(kind)
        heading = self.agency_heading if "agency" in kind.heading else self.immigration_heading
        words = next((hit for sheet in self.sheets if (hit := sheet.says(kind.wording))), None)
        loose = None if title else (self.first.any_title(kind) if kind.any_title else None)
        if form:
            signs.append((f"the form's number {form.name}", form))
        if title or loose:
            signs.append((f"the title of a paper of its own: {kind.title}", title or loose))  # type: ignore[arg-type] - one of them is there
        if heading:
            name = "the immigration court" if "immigration-court" in kind.heading else "an agency"
            signs.append((f"the heading names {name}", heading))
        if words:
            signs.append(("wording of such a paper", words))
        hits = sum(1 for phrase in kind.wording if self.first.says([phrase]))
        firm = (
            (form and (title or loose or heading or words))
            or (title and (heading or words or kind.alone))
            or (loose and heading and (words or kind.id != "customs-summons"))
            or (hits >= 2 and heading)
            or (loose and hits >= 2 and not self.out.court)
        )
        if not firm:
            return 0, []
        return (6 if form else 0) + (5 if title else 0) + (2 if heading else 0) + (2 if loose else 0) + min(hits, 4), signs

    def _is_agency(self, kind: Kind) -> Verdict:
        letter = any(name in ("letter", "message", "article", "advice") for name, _ in self.frames)
        shown = self.first.form(kind.numbers) or self.agency_heading or self.immigration_heading
        if letter and not (shown and self.first.title(kind)):
            return self._rest()
        self.out.class_, self.out.kind = "administrative", kind
        self._signers("administrative")
        self._page_marks()
        self._form_days(kind)
        if kind.boxes:
            self.out.missing.append("a person looks: which box is ticked, and whether the paper was served on the person")
        return self.out

    def _form_days(self, kind: Kind) -> None:
        """Whether a form that may no longer be issued bears a later day; one issued before remains."""
        if kind.issued_until is None:
            return
        days = [day for sheet in self.sheets for day in days_in([line.text for line in sheet.lines])]
        if not days:
            self.out.missing.append(f"its own day was not found: this form may not be issued after {kind.issued_until}")
        elif max(days) > kind.issued_until:
            self.out.irregular.append(f"the form may not be issued after {kind.issued_until}, and the paper bears a later day")
        else:
            self.out.irregular.append(f"an older form: not issued after {kind.issued_until}; one issued before remains")

    # -------------------------------------------------------------------------------- papers of courts

    def _kind_of_court(self) -> tuple[Kind, Found] | None:
        """The court's kind whose title stands near the top; the longest title wins, states' own kinds come first."""
        group = f"{self.out.court}-court"
        best: tuple[int, Kind, Found] | None = None
        for kind in self.knowledge.kinds:
            own = kind.pack == "us" or not self.out.state or self._of_state(kind)
            if kind.class_ != "administrative" and group in kind.heading and own and (title := self.first.title(kind)):
                size = len(title.name)
                if best is None or size > best[0]:
                    best = (size, kind, title)
        return best and (best[1], best[2])

    def _of_state(self, kind: Kind) -> bool:
        return (kind.pack, self.out.state) in self.knowledge.packs_of_states

    def _is_court(self, agency: Kind | None) -> Verdict:
        found = self._kind_of_court()
        if agency and not (found and found[0].judges_own):
            self.out.irregular.append(f"a court's heading over signs of an agency's paper ({agency.title}): the two disagree")
        if not found:
            if agency:
                self.out.class_ = "administrative" if self.agency_heading or self.immigration_heading else "unknown"
                self.out.kind = agency if self.out.class_ == "administrative" else None
            self.out.missing.append("a title of a paper that courts issue")
            return self._court_ends(None)
        kind, title = found
        self._told(f"the title of a court's paper: {kind.title}", "for", title)
        return self._court_ends((kind, title))

    def _court_ends(self, found: tuple[Kind, Found] | None) -> Verdict:
        """Weighs what a court's paper needs and what speaks against it."""
        against = list(self._against(found[1] if found else None, found[0] if found else None))
        for sign, place in against:
            self._told(sign, "against", place)
        whole = self._page_marks()
        self._number()
        role = self._signers(found[0].class_ if found else "judicial")
        if not found:
            return self.out
        kind = found[0]
        self.out.looks_like = kind
        words = next((hit for sheet in self.sheets if (hit := sheet.says(kind.wording))), None)
        if words:
            self._told("the wording of such a paper", "for", words)
        else:
            self.out.missing.append("the words by which such a paper commands or orders")
        self._expired(kind)
        open_ends = bool(against) or not whole or not words or self.out.case is None or bool(self._disagree())
        if self._framed(found[1]):
            self.out.class_, self.out.looks_like = "none", None
            return self.out
        if open_ends or self.frames or role == "":
            return self.out
        if kind.class_ == "court-issued":
            self.out.class_, self.out.kind = "court-issued", kind
        elif role == "judge":
            self.out.class_, self.out.kind = "judicial", kind
        elif role == "clerk":
            self.out.class_, self.out.kind = "court-issued", kind
            self.out.missing.append(
                "a judge's place with something written in it: the clerk's has; a clerk may sign after an indictment, or for the court"
            )
        return self.out

    def _framed(self, title: Found) -> bool:
        """A letter, an article or advice that begins above the title that it quotes."""
        heads = [hit.at for group in ("federal-court", "state-court") for hit in self.first.headings(group)]
        return any(name in ("letter", "article", "advice") and hit.at < min([*heads, title.at]) for name, hit in self.frames)

    def _against(self, title: Found | None, kind: Kind | None) -> Iterator[tuple[str, Found]]:
        """What speaks against a judge's decision on a paper with a court's heading."""
        signs = self.knowledge.signs
        own = {phrase("administrative search warrant")} if kind and kind.judges_own else set()
        for sheet in self.sheets:
            order = kind is not None and kind.paper in ("court-order", "writ", "protective-order")
            words = [word for word in signs.immigration.words if phrase(word) not in own and not (order and word in signs.immigration.told)]
            if hit := sheet.says(words):
                yield "words of immigration papers", hit
            if order and (told := self._told_at_ends(sheet, signs.immigration.told)):
                yield "words of the immigration court at the head or the foot", told
            # With a letter misread, "no" is found in much.
            sharp = [word for word in signs.disclaims.words if word.startswith(("no", "to ", "un"))]
            if hit := sheet.says(sharp, exact=True) or sheet.says([word for word in signs.disclaims.words if word not in sharp]):
                yield "it says of itself that it is not a paper in force", hit
            if hit := sheet.voided() or sheet.other_void_title(tokens(title.name) if title else ()):
                yield "words that recall, quash, vacate or deny, or that ask for such a paper", hit
        if title and (hit := self.first.void_title(title)):
            yield "the title says application, notice, proposed, recalled or the like", hit
        if title and self._order_on_warrant(title, kind):
            yield "an order about a warrant: what it does to the warrant must be read", title
        heading = self.agency_heading
        if heading and (title is None or heading.at < title.at):
            yield "an agency's heading", heading
        if self.immigration_heading:
            yield "the heading names the immigration court", self.immigration_heading
        for place in self.places:
            if place.role == "never":
                yield (
                    "the place for a signature is of an immigration judge, a hearing officer or another who is no court's judge",
                    place.found,
                )
            if place.role == "judge" and not place.agrees:
                yield "the name written and the name or office printed differ", place.found
        yield from self._names_differ()

    def _told_at_ends(self, sheet: Sheet, words: Sequence[str]) -> Found | None:
        hit = sheet.says(words)
        if hit is None:
            return None
        ends = [at for at in range(len(sheet.lines)) if at < 6 or at >= len(sheet.lines) - 4]
        return next(
            (sheet.found(at) for at in ends for word in words if find(phrase(word), sheet.folded[at]) and len(sheet.lines[at].text) < 70),
            None,
        )

    def _order_on_warrant(self, title: Found, kind: Kind | None) -> bool:
        if kind is None or kind.paper != "court-order":
            return False
        near = "".join(self.first.folded[max(0, title.at - 1) : title.at + 2])
        return (
            "warrant" in near
            or self.first.says(
                [
                    "bench warrant",
                    "arrest warrant",
                    "the warrant issued",
                    "search warrant",
                    "warrant of arrest",
                    "said warrant",
                    "outstanding warrant",
                    "warrant for arrest",
                    "the warrant",
                ]
            )
            is not None
        )

    def _names_differ(self) -> Iterator[tuple[str, Found]]:
        """The name of the caption and the name to be arrested share no word."""
        caption = body = None
        for at, line in enumerate(self.first.lines):
            text = line.text.strip()
            if caption is None and (found := re.match(r"(?:.*\s)?(?:v|vs)\.?(?:\s+(.+))?$", text, re.IGNORECASE)) and self.first.at_top(at):
                name = found[1] or (self.first.lines[at + 1].text if at + 1 < len(self.first.lines) else "")
                caption = _names(name)
            if found := re.search(r"(?:commanded to arrest|to arrest|arrest of)[:,]?\s+((?:[A-Z][A-Za-z.'-]+[ ,]*){2,4})", text):
                body = (_names(found[1]), at)
        if caption and body and body[0] and not caption & body[0]:
            yield "the name in the caption and the name to be arrested differ", self.first.found(body[1])

    def _disagree(self) -> list[str]:
        """Pages or headings that do not belong together."""
        told = [text for text in self.out.irregular if "disagree" in text or "different cases" in text]
        values = [set(sheet.cases.values()) for sheet in self.sheets if sheet.cases]
        if len(values) > 1 and any(not values[0] & other for other in values[1:]):
            told.append("pages with numbers of different cases")
            self.out.irregular.append(told[-1])
        return told

    def _number(self) -> None:
        case = next((hit for sheet in self.sheets if (hit := sheet.case_number())), None)
        if case:
            self.out.case = self._told("a case number", "for", case)
        else:
            self.out.missing.append("a case number of the court")

    def _page_marks(self) -> bool:
        """Whether the pages that the paper says it has are there."""
        marks = [mark for sheet in self.sheets if (mark := mark_of(sheet))]
        if not marks:
            return True
        of = max(total for _, total in marks)
        have = {page for page, _ in marks}
        if min(have) > 1:
            self.out.missing.append("the first page")
            return False
        if of and len(self.sheets) < of:
            self.out.missing.append("pages: the paper says that it has more than are here")
            return False
        return True

    def _signers(self, class_: str) -> str:
        """Whose place has something written: judge, clerk, attorney, officer or nobody's. What is told is ink or type, never a signature."""
        of_judge = [place for place in self.places if place.role == "judge"]
        named = [place for place in of_judge if place.says_signature] or of_judge
        judge = [place for place in named if place.written] or self._open_judge()
        tied = [place for place in judge if self._tied(place.found.page)]
        if class_ == "judicial" or (class_ == "court-issued" and judge):
            for place in tied[:1]:
                self._told("something is written at a judge's place", "for", place.found)
            if judge and not tied:
                self.out.irregular.append(
                    "what is written at a judge's place stands on a page that neither a page number nor a case number ties to the first"
                )
        if tied:
            return "judge"
        for role, name in (
            ("clerk", "a clerk's"),
            ("attorney", "an attorney's"),
            ("officer", "an officer's"),
            ("never", "an immigration judge's or hearing officer's"),
        ):
            written = [place for place in self.places if place.role == role and place.written]
            if written:
                self._told(f"something is written at {name} place", "against", written[0].found)
                if class_ == "judicial":
                    self.out.missing.append("something written at a judge's place")
                return role if role in ("clerk", "attorney") else ""
        if class_ == "judicial":
            where = (
                "a judge's place for a signature, with something written in it"
                if not of_judge
                else "something written at the judge's place: it seems empty"
            )
            self.out.missing.append(where)
        elif class_ == "court-issued":
            self.out.missing.append("something written at the clerk's or the attorney's place")
        else:
            self.out.missing.append("something written at the officer's place, or it could not be seen")
        return ""

    def _open_judge(self) -> list[Place]:
        """A place that leaves open who signs, with a judge's title printed just under it."""
        found = []
        for one in self.places:
            near = [
                other.role
                for other in self.places
                if other.found.page == one.found.page and 0 < other.found.at - one.found.at <= 4 and other.role not in ("open",)
            ]
            if one.role == "open" and one.says_signature and one.written and near[:1] == ["judge"]:
                found.append(one)
        return found

    def _tied(self, page: int) -> bool:
        """Whether a page belongs to the first: by marks of pages or by the number of the case."""
        if page == self.first.page.number:
            return True
        sheet = next(one for one in self.sheets if one.page.number == page)
        mark, first = mark_of(sheet), mark_of(self.first)
        if mark and first and mark[1] == first[1] and mark[0] == page - self.first.page.number + first[0]:
            return True
        return bool(set(sheet.cases.values()) & set(self.first.cases.values()))

    def _expired(self, kind: Kind) -> None:
        if kind.days is None:
            return
        told = last_day([line.text for sheet in self.sheets for line in sheet.lines])
        if told and told < self.on:
            self.out.irregular.append("out of date: the last day to carry it out has passed")
        elif told is None:
            issued = days_in([line.text for sheet in self.sheets for line in sheet.lines])
            if issued and max(issued) + timedelta(days=kind.days) < self.on:
                self.out.irregular.append(f"out of date: more than {kind.days} days have passed since the latest day on it")

    # -------------------------------------------------------------------------------- the rest

    def _rest(self) -> Verdict:
        """No heading of a court and no agency's kind: a letter and the like, or unknown."""
        if self.frames:
            self.out.class_ = "none"
            return self.out
        lone = self._lone_court_title()
        if self.agency_heading:
            self._told("an agency's heading", "against", self.agency_heading)
        if lone:
            self.out.looks_like = lone[0]
            self._told(f"the title of a court's paper: {lone[0].title}", "for", lone[1])
            self.out.missing.append("a heading that names a court")
            return self.out
        if not self._speaks_of_law():
            self.out.class_ = "none"
        else:
            self.out.missing.append("a heading or a title by which it could be told")
        return self.out

    def _lone_court_title(self) -> tuple[Kind, Found] | None:
        for kind in self.knowledge.kinds:
            if kind.class_ != "administrative" and (title := self.first.title(kind)):
                return kind, title
        return None

    def _speaks_of_law(self) -> bool:
        """Whether any word of court or agency papers stands on it."""
        return any(
            word in sheet.text
            for sheet in self.sheets
            for word in map(
                phrase,
                (
                    "warrant",
                    "court",
                    "judge",
                    "subpoena",
                    "detainer",
                    "order",
                    "summons",
                    "writ",
                    "alien",
                    "commanded",
                    "removal",
                    "magistrate",
                    "juez",
                    "tribunal",
                    "corte",
                    "orden",
                ),
            )
        )


def _names(text: str) -> set[str]:
    words = set(re.findall(r"[a-z]{3,}", text.lower()))
    return words - {
        "defendant",
        "defendants",
        "the",
        "and",
        "case",
        "aka",
        "also",
        "known",
        "specimen",
        "you",
        "are",
        "any",
        "person",
        "bring",
        "before",
        "name",
        "warrant",
        "united",
        "states",
        "no",
        "number",
        "arrest",
    }
