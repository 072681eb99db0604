"""Files as papers: pages that belong together, each paper told with its signs, what a person checks, and whom to call."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.law.used import PackUsed, pack_used
from sanctuary.triage.apart import read_apart
from sanctuary.triage.kinds import Told, Verdict, tell
from sanctuary.triage.knowledge import Class, Kind, Knowledge, read_knowledge
from sanctuary.triage.page import Box, Page
from sanctuary.triage.sheaf import mark_of
from sanctuary.triage.signs import Sheet
from sanctuary.triage.words import phrase

__all__ = ["Asked", "Card", "Paper", "Sign", "Triage", "papers_of", "report", "triage"]


class Sign(Frozen, frozen=True):
    """A sign for or against a judge's decision, with page and place; `box` is left, top, right, bottom as parts of the page."""

    sign: str
    weighs: Literal["for", "against"]
    page: int
    place: str
    box: Box | None


class Card(Frozen, frozen=True):
    """What a paper of a kind looks like: for the eye beside the paper."""

    kind: str
    title: str
    top: str
    foot: str
    asks: str
    mistaken: str
    signs_it: str
    cites: str
    source: str


class Asked(Frozen, frozen=True):
    """How the paper is named to `decide`: facts to add to a situation's context; `papers` is any where no fact can be given."""

    context: dict[str, str]
    papers: Literal["assumed", "any"]


class Paper(Frozen, frozen=True, rename={"class_": "class"}):
    """One paper of a file: what it is, never what it allows."""

    file: str
    pages: tuple[int, ...]
    kind: str | None
    class_: Class
    court: str | None
    signs: tuple[Sign, ...]
    missing: tuple[str, ...]
    irregular: tuple[str, ...]
    check: tuple[str, ...]
    call: str
    state: str
    read_as: Literal["text", "image"]
    looks_like: str
    card: Card | None
    ask: Asked


class Triage(Frozen, frozen=True):
    """Every paper of some files, on a day, with the packs whose knowledge was used."""

    schema: str
    on: date
    place: str
    packs: tuple[PackUsed, ...]
    papers: tuple[Paper, ...]


def triage(
    *files: str | Path, place: str | Path = "", on: date | str | None = None, heard: Callable[[int], None] = lambda _: None
) -> Triage:
    """What each paper of some files is: its kind, whose it is, signs for and against a judge's decision, what is missing, whom to call.

    `place` names a place whose state tells its own courts from others' (without it the court of a state's paper is open); `on` is the day
    to which days on the paper are compared, today without it. Refuses, with an EvidenceError, a file that cannot be read within bounds.
    """
    library = Library()
    pack = ""
    if place:
        library, pack = library.find(str(place), "law")
    if not files:
        raise RequestError("no file is named. Give a PDF, an image, a Word file or a text.")
    return report(read_apart([Path(one) for one in files], heard), day_of(on), library=library, place=pack)


def day_of(on: date | str | None) -> date:
    """A day as given, or today."""
    if on is None or on == "":
        return date.today()  # noqa: DTZ011 - the day where the reader is
    try:
        return on if isinstance(on, date) else date.fromisoformat(on)
    except ValueError:
        raise RequestError(f"'{on}' is no day. Write year, month and day as 2026-11-22.") from None


def report(files: Sequence[tuple[str, Sequence[Page]]], on: date, *, library: Library, place: str = "") -> Triage:
    """The papers of files whose pages were read; `place` is a pack's id, by which a state's court is the own state's or another's."""
    knowledge = read_knowledge()
    state = _state_of(library, place)
    papers = [paper for name, pages in files for paper in papers_of(name, pages, knowledge, on, state)]
    used = sorted({"us", *(kind.pack for kind in knowledge.kinds)})
    return Triage(
        schema="sanctuary.triage/1", on=on, place=place, packs=tuple(pack_used(library.get(one)) for one in used), papers=tuple(papers)
    )


def _state_of(library: Library, place: str) -> str:
    """The name of the state of a place, or nothing."""
    waiting = [place] if place else []
    while waiting:
        pack = library.get(waiting.pop(0))
        if pack.file.level == "state":
            return pack.file.title
        waiting += pack.file.parents
    return ""


def papers_of(name: str, pages: Sequence[Page], knowledge: Knowledge, on: date, state: str = "") -> list[Paper]:
    """The papers of one file, in the order of their pages."""
    groups = list(_grouped([Sheet(page, knowledge) for page in pages], knowledge))
    told = [(sheets, tell(sheets, knowledge, on)) for sheets in groups]
    has_warrant = any(one.kind is not None and one.kind.paper == "administrative-warrant" for _, one in told)
    return [_paper(name, sheets, one, state, _several(sheets, knowledge), has_warrant=has_warrant) for sheets, one in told]


def _several(sheets: Sequence[Sheet], knowledge: Knowledge) -> tuple[str, ...]:
    """That a page bears the titles and numbers of several forms, each by its title: it is told of one alone."""
    for sheet in sheets:
        lines = set(sheet.folded)
        forms = [
            one.title for one in knowledge.kinds
            if one.numbers and any(phrase(title) in lines for title in one.titles) and sheet.form(one.numbers)
        ]  # fmt: skip
        if len(forms) > 1:
            names = " and ".join(forms)
            return (f"{len(forms)} forms are named on page {sheet.page.number}: {names}; put each on a page of its own",)
    return ()


def _grouped(sheets: Sequence[Sheet], knowledge: Knowledge) -> Iterator[list[Sheet]]:
    """Pages that belong together: a page begins a paper unless it says that it goes on, or has nothing by which a paper begins."""
    group: list[Sheet] = []
    for sheet in sheets:
        if group and not _begins(sheet, group, knowledge):
            group.append(sheet)
            continue
        if group:
            yield group
        group = [sheet]
    if group:
        yield group


def _begins(sheet: Sheet, group: list[Sheet], knowledge: Knowledge) -> bool:
    mark, before = mark_of(sheet), mark_of(group[-1])
    if mark and mark[0] > 1:
        return not (before is None or (before[0] + 1 == mark[0] and before[1] == mark[1]))
    if mark and mark[0] == 1:
        return True
    first = [
        phrase(word)
        for word in ("attachment", "exhibit", "return", "certificate of service", "inventory", "appendix", "addendum", "continued")
    ]
    if any(line.startswith(word) for line in sheet.folded[:3] for word in first):
        return False
    headed = any(sheet.headings(group_) for group_ in ("federal-court", "state-court", "immigration-court", "agency"))
    titled = any(sheet.title(kind) or sheet.form(kind.numbers) for kind in knowledge.kinds)
    return headed or titled or bool(sheet.frames()) or sheet.letters < 25


def _paper(name: str, sheets: Sequence[Sheet], found: Verdict, state: str, several: tuple[str, ...], *, has_warrant: bool) -> Paper:
    kind = found.kind
    court = _court_of(found, state)
    missing = list(found.missing)
    if kind and kind.attached and not has_warrant:
        missing.append(f"{kind.attached} is not in this file")
    return Paper(
        file=name,
        pages=tuple(sheet.page.number for sheet in sheets),
        kind="none" if found.class_ == "none" else kind.paper if kind else None,
        class_=found.class_,
        court=court,
        signs=tuple(_sign(one) for one in found.signs),
        missing=tuple(dict.fromkeys(missing)),
        irregular=tuple(
            dict.fromkeys([*several, *(["it is marked as a specimen or as no real paper"] if _marked(sheets) else []), *found.irregular])
        ),
        check=tuple(_checks(found)),
        call=_call(found),
        state=found.state,
        read_as=sheets[0].page.by,
        looks_like=found.looks_like.title if found.looks_like and not kind else "",
        card=_card(kind or found.looks_like),
        ask=_asked(found, kind, court),
    )


def _marked(sheets: Sequence[Sheet]) -> bool:
    """Whether the top or the bottom of a page says that the paper is for show; a specimen that a warrant asks for stands within."""
    edges = [line for sheet in sheets for line in (*sheet.folded[:2], *sheet.folded[-2:])]
    return any(line.startswith(phrase("specimen")) or phrase("not a real paper") in line for line in edges)


def _court_of(found: Verdict, state: str) -> str | None:
    """The vocabulary's word: federal, own-state or other-state; nothing where it is not a court's, or the place was not named."""
    if found.class_ not in ("judicial", "court-issued"):
        return None
    if found.court == "federal":
        return "federal"
    if not found.state or not state:
        return None
    return "own-state" if found.state == state else "other-state"


def _asked(found: Verdict, kind: Kind | None, court: str | None) -> Asked:
    if found.class_ == "none":
        return Asked(context={"paper": "none"}, papers="assumed")
    if kind is None:
        return Asked(context={}, papers="any")
    return Asked(context={"paper": kind.paper, **({"paper_court": court} if court else {})}, papers="assumed")


def _sign(told: Told) -> Sign:
    return Sign(
        sign=told.sign,
        weighs="for" if told.weighs == "for" else "against",
        page=told.page,
        place=place_of(told.box, placed=told.placed),
        box=_rounded(told.box) if told.placed else None,
    )


def _rounded(box: Box) -> Box:
    return (round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3))


def place_of(box: Box, *, placed: bool = True) -> str:
    """Where on a page a box stands, in words.

    >>> place_of((0.7, 0.05, 0.9, 0.08)), place_of((0.3, 0.8, 0.7, 0.9))
    ('top right', 'foot')
    """
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    row = "top" if middle[1] < 0.33 else "foot" if middle[1] > 0.66 else "middle"
    if not placed:
        return row
    side = " left" if middle[0] < 0.33 else " right" if middle[0] > 0.66 else ""
    return f"{row}{side}"


def _checks(found: Verdict) -> Iterator[str]:
    """What only a person can check."""
    if found.class_ == "unreadable":
        yield "read the paper itself: top, foot, name or place, date, pages"
        return
    kind = found.kind or found.looks_like
    if found.class_ in ("judicial", "court-issued", "unknown") and found.court:
        yield "that the court issued it, and that it is still in force: the clerk of court can tell"
        yield "that what is written at the place for a signature is that person's signature"
        yield "that the name, the place and the days on it are those asked about, and that all pages and attachments are here"
    if kind and kind.check:
        yield kind.check
    if kind and found.class_ == "administrative" and kind.boxes:
        yield "which box is ticked, and whether the paper was served on the person"
    if kind and found.class_ == "administrative":
        yield f"who signed it: {kind.signs_it}"
    if kind and kind.mistaken:
        yield f"Beware: {kind.mistaken}"


def _call(found: Verdict) -> str:
    if (found.court or found.bears) and found.class_ in ("judicial", "court-issued", "unknown"):
        bears = "bears a court's signs; " if found.class_ == "unknown" else ""
        where = (
            f"the case number on page {found.case.page}, {place_of(found.case.box, placed=found.case.placed)}"
            if found.case
            else "the name of the court"
            if found.court
            else "the judge's name"
        )
        return f"{bears}call counsel, and the clerk of court at a published number, with {where}{_strange(found)}"
    if found.class_ == "administrative":
        return "call counsel"
    if found.class_ == "none":
        return "ask for a paper; call the supervisor"
    return "call counsel, who reads the paper"


def _strange(found: Verdict) -> str:
    """Where sentences stand that such papers do not say: of a text its lines. Their words are the paper's and stay on it."""
    if not found.strange:
        return ""
    first = found.strange[0]
    if first.placed:
        where = f"a sentence on page {first.page}, {place_of(first.box)},"
    else:
        where = f"what begins in line {_line(first.box)} of page {first.page}"
    return f": {where} is not among what such papers usually say"


def _line(box: Box) -> int:
    """The line of a page of text, empty ones counted: its box is as high as a line."""
    return round(box[1] / (box[3] - box[1])) + 1


def _card(kind: Kind | None) -> Card | None:
    if kind is None:
        return None
    return Card(
        kind=kind.id, title=kind.title, top=kind.top, foot=kind.foot, asks=kind.asks, mistaken=kind.mistaken, signs_it=kind.signs_it,
        cites=kind.cites, source=kind.source,
    )  # fmt: skip
