"""The pages of one paper together: its headings and frames, its places for signatures, and whether its pages belong together."""

import re
from collections.abc import Sequence
from functools import cached_property

from sanctuary.triage.knowledge import Knowledge
from sanctuary.triage.signature import Place, places
from sanctuary.triage.signs import Found, Sheet

__all__ = ["Sheaf", "mark_of"]

MARK = re.compile(
    r"\b(?:page|pg|p[aá]gina|p)\.?\s*(\d{1,3})\s*(?:[o0]?f|[o0]|/|d?e)\s*(\d{1,3})\b|\(\s*page\s*(\d{1,3})\s*\)|^\W*[a-z]{0,6}[\s.]*(\d{1,2})\s*of\s*(\d{1,2})\W*$",
    re.IGNORECASE,
)
OATH = re.compile(
    r"\b(?:sworn|subscribed|affirmed|acknowledged)\W+(?:and\W+\w+\W+)?(?:to\W+)?(?:and\W+\w+\W+)?"
    r"(?:before|to(?!\W+by\b(?!.*\bbefore me))|in my presence)\b",
    re.IGNORECASE,
)
COMMAND = re.compile(r"\b(?:command|order|direct|authoriz)\w*|\bfinds?\b", re.IGNORECASE)
"""Words of an oath, and words by which a judge decides; "the affidavit sworn to by" tells of an oath and is none."""
UNDER = 4
"""Lines above a place for a signature that say what is signed."""


def mark_of(sheet: Sheet) -> tuple[int, int] | None:
    """Which page of how many the page says it is; 0 where it does not say of how many."""
    for line in sheet.lines:
        if len(line.text) < 160 and (found := MARK.search(line.text)):
            first, of, alone, bare, bare_of = found.groups()
            return int(first or alone or bare), int(of or bare_of or 0)
    return None


class Sheaf:
    """The pages of one paper; each search is made once."""

    def __init__(self, sheets: Sequence[Sheet], knowledge: Knowledge) -> None:
        self.sheets = sheets
        self.first = sheets[0]
        self.knowledge = knowledge

    def says(self, phrases: Sequence[str]) -> Found | None:
        """The first page on which one of some phrases stands."""
        return next((hit for sheet in self.sheets if (hit := sheet.says(phrases))), None)

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

    def whole(self) -> str:
        """What of the pages is missing, by the marks on them; nothing where they are all there or bear no marks."""
        marks = [mark for sheet in self.sheets if (mark := mark_of(sheet))]
        if not marks:
            return ""
        if min(page for page, _ in marks) > 1:
            return "the first page"
        of = max(total for _, total in marks)
        return "pages: the paper says that it has more than are here" if of and len(self.sheets) < of else ""

    def of_two_cases(self) -> bool:
        """Whether pages bear numbers of different cases."""
        values = [set(sheet.cases.values()) for sheet in self.sheets if sheet.cases]
        return len(values) > 1 and any(not values[0] & other for other in values[1:])

    def tied(self, page: int) -> bool:
        """Whether a page belongs to the first: by marks of pages or by the number of the case."""
        if page == self.first.page.number:
            return True
        sheet = next(one for one in self.sheets if one.page.number == page)
        mark, first = mark_of(sheet), mark_of(self.first)
        if mark and first and mark[1] == first[1] and mark[0] == page - self.first.page.number + first[0]:
            return True
        return bool(set(sheet.cases.values()) & set(self.first.cases.values()))

    def of_judges(self, sheet: Sheet, *, written: bool = False) -> list[int]:
        """The lines of a page with a judge's place; if `written`, those at which something is."""
        return [
            one.found.at for one in self.places
            if one.role == "judge" and one.found.page == sheet.page.number and (one.written or not written)
        ]  # fmt: skip

    def judges(self) -> list[Place]:
        """Places of a judge: those that say signature, where there are such; else all."""
        of_judge = [place for place in self.places if place.role == "judge" and not self._of_oath(place) and not self._of_next(place)]
        return [place for place in of_judge if place.says_signature] or of_judge

    def _of_oath(self, place: Place) -> bool:
        """Whether a judge's place stands under an oath that somebody swore, and not under an order."""
        lines = self._lines(place)
        others = {one.found.at for one in self.places if one.found.page == place.found.page}
        start = place.found.at
        while start - 1 in others:
            start -= 1
        before = max((at for at in others if at < start), default=-1)
        near = " ".join(lines[max(0, before + 1, start - UNDER) : start])
        return OATH.search(near) is not None and COMMAND.search(near) is None

    def _of_next(self, place: Place) -> bool:
        """Whether a judge's place before it is an empty rule: what is written below is of another paper, or of another office."""
        here = (place.found.page, place.found.at)
        return any(
            one.role == "judge" and not one.written and (one.found.page, one.found.at) < here and self._ruled(one) for one in self.places
        )

    def _ruled(self, place: Place) -> bool:
        """Whether an empty rule of type stands at a place or above it."""
        lines = self._lines(place)
        return any("____" in text for text in lines[max(0, place.found.at - 2) : place.found.at + 1])

    def _lines(self, place: Place) -> list[str]:
        return [line.text for sheet in self.sheets if sheet.page.number == place.found.page for line in sheet.lines]

    def open_judges(self) -> list[Place]:
        """A place that leaves open who signs, with a judge's title printed just under it."""
        found = []
        for one in self.places:
            near = [
                other.role
                for other in self.places
                if other.found.page == one.found.page and 0 < other.found.at - one.found.at <= 4 and other.role != "open"
            ]
            if one.role == "open" and one.says_signature and one.written and near[:1] == ["judge"]:
                found.append(one)
        return found
