"""What kind of paper some pages are. A paper is called judicial only where everything agrees; whatever is left open makes it unknown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sanctuary.triage.against import against
from sanctuary.triage.days import days_in
from sanctuary.triage.expired import out_of_date
from sanctuary.triage.explained import unexplained
from sanctuary.triage.knowledge import Class, Kind, Knowledge
from sanctuary.triage.legible import badly_read
from sanctuary.triage.page import Box
from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet
from sanctuary.triage.words import find, phrase

__all__ = ["Told", "Verdict", "tell"]

LEAST_TEXT, LEAST_IMAGE = 25, 90
"""Letters below which nothing is told of a text, of an image."""
LEAST_SURE = 0.62
"""How sure a reader of images must be, on average."""
OF_LAW = (
    "warrant", "court", "judge", "subpoena", "detainer", "order", "summons", "writ", "alien", "commanded", "removal", "magistrate", "juez",
    "tribunal", "corte", "orden",
)  # fmt: skip
"""Words of papers of courts and of agencies."""
ASKS = "it is an application, a motion or the like: it asks, and decides nothing"
STRANGE = "a sentence of no usual kind: read it"


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
    bears: bool = False
    """A court's title and a judge's place, under no heading that could be told."""
    strange: list[Told] = field(default_factory=list)
    """Sentences that are not among what such papers say."""


def tell(sheets: Sequence[Sheet], knowledge: Knowledge, on: date) -> Verdict:
    """What the pages of one paper are, on a day."""
    return _Telling(sheets, knowledge, on).verdict()


class _Telling:
    """The signs of a paper, weighed once."""

    def __init__(self, sheets: Sequence[Sheet], knowledge: Knowledge, on: date) -> None:
        self.sheaf = Sheaf(sheets, knowledge)
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

    def _frames_told(self) -> None:
        for _, found in self.sheaf.frames:
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
        for sign, where in signs:
            self._told(sign, "against", where)
        return best[1]

    def _points(self, kind: Kind) -> tuple[int, list[tuple[str, Found]]]:
        signs: list[tuple[str, Found]] = []
        form = self.first.form(kind.numbers)
        title = self.first.title(kind)
        heading = self.sheaf.agency_heading if "agency" in kind.heading else self.sheaf.immigration_heading
        words = self.sheaf.says(kind.wording)
        loose = None if title else (self.first.any_title(kind) if kind.any_title else None)
        if form:
            signs.append((f"the form's number {form.name}", form))
        if shown := title or loose:
            signs.append((f"the title of such a paper: {kind.title}", shown))
        if heading:
            name = "the immigration court" if "immigration-court" in kind.heading else "an agency"
            signs.append((f"the heading names {name}", heading))
        if words:
            signs.append(("wording of such a paper", words))
        hits = sum(1 for phrase in kind.wording if self.first.says([phrase]))
        firm = (
            (form and (title or loose or heading or words))
            or (title and (heading or words or kind.alone))
            or (loose and heading and (words or kind.alone))
            or (hits >= 2 and heading)
            or (loose and hits >= 2 and not self.out.court)
        )
        if not firm:
            return 0, []
        return (6 if form else 0) + (5 if title else 0) + (2 if heading else 0) + (2 if loose else 0) + min(hits, 4), signs

    def _is_agency(self, kind: Kind) -> Verdict:
        letter = any(name in ("letter", "message", "article", "advice") for name, _ in self.sheaf.frames)
        shown = self.first.form(kind.numbers) or self.sheaf.agency_heading or self.sheaf.immigration_heading
        if letter and not (shown and self.first.title(kind)):
            return self._rest()
        self.out.class_, self.out.kind = "administrative", kind
        self._signers("administrative")
        self._whole()
        self._form_days(kind)
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
                self.out.class_ = "administrative" if self.sheaf.agency_heading or self.sheaf.immigration_heading else "unknown"
                self.out.kind = agency if self.out.class_ == "administrative" else None
            asks = self.first.asks()
            if asks:
                self._told(ASKS, "against", asks)
            else:
                self.out.missing.append("a title of a paper that courts issue")
            return self._court_ends(None)
        kind, title = found
        self._told(f"the title of a court's paper: {kind.title}", "for", title)
        return self._court_ends((kind, title))

    def _court_ends(self, found: tuple[Kind, Found] | None) -> Verdict:
        """Weighs what a court's paper needs and what speaks against it."""
        speaks = list(against(self.sheaf, found[1] if found else None, found[0] if found else None))
        for sign, place in speaks:
            self._told(sign, "against", place)
        whole = self._whole()
        self._number()
        role = self._signers(found[0].class_ if found else "judicial")
        if not found:
            return self.out
        kind = found[0]
        self.out.looks_like = kind
        words = self.sheaf.says([*kind.wording, *(self.knowledge.signs.commands.words if kind.class_ == "judicial" else ())])
        if words:
            self._told("the wording of such a paper", "for", words)
        else:
            self.out.missing.append("the words by which such a paper commands or orders")
        self.out.irregular += out_of_date(self.sheets, kind, self.on)
        blurred = self.first.page.by == "image" and self._blurred()
        late = any(text.startswith("out of date") for text in self.out.irregular)
        open_ends = bool(speaks) or blurred or late or not whole or not words or self.out.case is None or self._disagree()
        if self._framed(found[1]):
            self.out.class_, self.out.looks_like = "none", None
            return self.out
        if open_ends or self.sheaf.frames or role == "":
            return self.out
        self._decided(kind, role)
        return self.out

    def _blurred(self) -> bool:
        """Whether several words seem misread. Of an image that is told; of a text nothing is scanned again, and its sentences are told."""
        if not badly_read(self.sheets):
            return False
        if self.first.page.by == "image":
            self.out.missing.append("a clear reading: several words seem misread; scan or photograph it again, or read the paper itself")
        return True

    def _decided(self, kind: Kind, role: str) -> None:
        """What a paper is against which nothing speaks, by who signs it; of a judge's paper all must be explained."""
        if kind.class_ == "judicial" and role == "judge":
            # The last question, for it takes longest. What is explained letter for letter was not misread.
            left = list(unexplained(self.sheaf, kind))
            if left and not self._blurred():
                left = list(unexplained(self.sheaf, kind, mended=True))
            for place in left:
                self.out.strange.append(self._told(STRANGE, "against", place))
            if not left:
                self.out.class_, self.out.kind = "judicial", kind
        elif kind.class_ == "court-issued" or role == "clerk":
            self.out.class_, self.out.kind = "court-issued", kind
            if kind.class_ == "judicial":
                self.out.missing.append(
                    "a judge's place with something written in it: the clerk's has; a clerk may sign after an indictment, or for the court"
                )

    def _framed(self, title: Found) -> bool:
        """A letter, an article or advice that begins above the title that it quotes."""
        above = min([*self.first.courts, title.at])
        return any(name in ("letter", "article", "advice") and hit.at < above for name, hit in self.sheaf.frames)

    def _disagree(self) -> bool:
        """Pages or headings that do not belong together."""
        if self.sheaf.of_two_cases():
            self.out.irregular.append("pages with numbers of different cases disagree")
        return any("disagree" in text for text in self.out.irregular)

    def _whole(self) -> bool:
        """Whether the pages that the paper says it has are there."""
        if lacks := self.sheaf.whole():
            self.out.missing.append(lacks)
        return not lacks

    def _number(self) -> None:
        case = next((hit for sheet in self.sheets if (hit := sheet.case_number())), None)
        if case:
            self.out.case = self._told("a case number", "for", case)
        else:
            self.out.missing.append("a case number of the court")

    def _signers(self, class_: str) -> str:
        """Whose place has something written: judge, clerk, attorney, or nobody's. It is ink or type, never told as a signature."""
        named = self.sheaf.judges()
        judge = [place for place in named if place.written] or self.sheaf.open_judges()
        tied = [place for place in judge if self.sheaf.tied(place.found.page)]
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
            written = [place for place in self.sheaf.places if place.role == role and place.written]
            if written:
                self._told(f"something is written at {name} place", "against", written[0].found)
                if class_ == "judicial":
                    self.out.missing.append("something written at a judge's place")
                return role if role in ("clerk", "attorney") else ""
        if class_ == "judicial":
            where = (
                "a judge's place for a signature, with something written in it"
                if not named
                else "something written at the judge's place: it seems empty"
            )
            self.out.missing.append(where)
        elif class_ == "court-issued":
            self.out.missing.append("something written at the clerk's or the attorney's place")
        else:
            self.out.missing.append("something written at the officer's place, or it could not be seen")
        return ""

    # -------------------------------------------------------------------------------- the rest

    def _rest(self) -> Verdict:
        """No heading of a court and no agency's kind: a letter and the like, or unknown."""
        if self.sheaf.frames:
            self.out.class_ = "none"
            return self.out
        lone = self._lone_court_title()
        if self.sheaf.agency_heading:
            self._told("an agency's heading", "against", self.sheaf.agency_heading)
        if lone:
            self.out.looks_like = lone[0]
            self._told(f"the title of a court's paper: {lone[0].title}", "for", lone[1])
            self.out.missing.append("a heading that names a court")
            self.out.bears = not self.sheaf.agency_heading and bool(self.sheaf.judges())
            self._number()
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
        return any(phrase(word) in sheet.text for sheet in self.sheets for word in OF_LAW)
