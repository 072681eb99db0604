"""What speaks against a judge's decision on a paper with a court's heading: any of it makes the paper unknown."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sanctuary.triage.blanks import blanks, notes
from sanctuary.triage.choices import choices
from sanctuary.triage.contrary import contrary
from sanctuary.triage.elsewhere import elsewhere
from sanctuary.triage.knowledge import Kind
from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import OF_SHOW, Found, Sheet
from sanctuary.triage.words import find, near_stem, phrase, tokens

__all__ = ["against"]

Against = tuple[str, Found]

WARRANTS = (
    "bench warrant", "arrest warrant", "the warrant issued", "search warrant", "warrant of arrest", "said warrant", "outstanding warrant",
    "warrant for arrest", "the warrant",
)  # fmt: skip
"""Words by which an order speaks about a warrant: recalled or not, it is no warrant itself."""


OF_JUDGES = ("administrative search warrant", "to any officer of the immigration")
"""Words of immigration papers that a judge's warrant to inspect a place may have."""
AWAY = phrase("warrant of removal to another district")
"""What a judge signs where somebody is charged elsewhere (Rule 5 of the Federal Rules of Criminal Procedure)."""
STATUS = re.compile(
    r"\b(?:status|disposition)\s*[:\u2013-]\s*(?:\w+\W+){0,2}?"
    r"(?:clear|inactive|serv|satisf|clos|expir|execut|recall|quash|vacat|void|cancel|withdraw|purg|return|not )",
    re.IGNORECASE,
)
"""A line that says of a paper that it is done with."""
CAPITALS = 0.8
"""The part of capitals in a line that is a title or a stamp."""
FEW = 3
"""Words of a stamp that is not in capitals."""
NOT_DONE = ("issued", "filed", "approved", "granted", "signed", "entered", "valid", "authorized", "active")
"""What a stamp may say was not done."""
NOT_DECIDED = re.compile(
    r"\b(?<!if )(?<!should )(?<!or )not\s+(?:yet\s+|now\s+|be\s+|been\s+|to\s+|hereby\s+){0,3}"
    r"(?:issue[sd]?|sign(?:ed)?|approved?|granted|grant)\b"
    r"(?!\s+(?:at night|bail|bond|(?:a\s+)?summons))"
    r"|\bno\s+(?:\w+\s+)?(?:warrant|order|writ)\s+(?:shall|will|may|is to|was|is|has been)"
    r"\s+(?:be\s+)?(?:issued?|signed|entered|granted)"
    r"|\bdisapprov\w+|\bdisallow\w+|\b(?:issuance|signature|approval)\s+(?:is\s+|was\s+)?(?:refused|withheld|deferred|declined|denied|pending)"
    r"|\brecus\w+|\bresubmit\w*"
    r"|\b(?:affidavit|showing|application|evidence)\b[^.;]{0,30}\b(?:is|was) (?:insufficient|deficient|inadequate|incomplete)\b"
    r"|\b(?:of|has|have) no (?:further |legal )?(?:force|effect)\b"
    r"|\b(?:takes?|take) effect only|\beffective only (?:if|when|upon)|\bonly (?:if|when) the judge signs"
    r"|\b(?:request|application|motion|petition)\b[^.;]{0,80}\b(?:is|are)\s+(?:set for|under advisement|taken under|pending)"
    r"|\b(?:cause|evidence|grounds?|showing|proof)\b[^.;]{0,24}\b(?:wanting|lacking|absent|missing|too little|not enough)\b"
    r"|\b(?:shall|must|may|should|can|is to|are to)\s*not\s+(?:\w+ly\s+)?"
    r"(?:arrest|execute|serve|search|apprehend|take the (?:defendant|person))\b"
    r"|\breturn (?:this|the) (?:warrant|writ|order|capias)\b[^.;]{0,40}"
    r"\b(?:un(?:us|serv|execut)ed|not us|without (?:mak|serv|execut|arrest))"
    r"|\b(?:directed|ordered|commanded|officers?)\b[^.;]{0,30}\breturn (?:this|the) (?:warrant|writ|capias)\s*\.(?:\s|$)"
    r"|\b(?:warrant|order|writ)\s+(?:is|was|has been)\s+(?:pulled|withheld|held back|deferred|on hold)\b"
    r"|\b(?:re)?typed (?:it )?(?:off|from)\b|\bcopied (?:it )?from the (?:paper|warrant|order)\b|\bas read (?:to me|over the phone)\b",
    re.IGNORECASE,
)
"""Sentences by which nothing was decided, or by which somebody tells of a paper."""
BEGINS = re.compile(r"\W*(?:return|inventory|receipt)\b", re.IGNORECASE)
"""How the back of a form is headed, whose title may stand there again."""
NOTE = re.compile(
    r"\W*\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?\W+(?!a\.?m|p\.?m|at\b|in\b|time\b|date\b)[A-Za-z.]+\W+[A-Za-z]{2,}", re.IGNORECASE
)
"""A note on a file: its day, then words."""
PROPOSED = re.compile(r"[\[({]\s*propose?d\s*[\])}]", re.IGNORECASE)
"""How a paper that a party wrote for a judge is marked."""


def against(sheaf: Sheaf, title: Found | None, kind: Kind | None) -> Iterator[Against]:
    """What speaks against a judge's decision on a paper with a court's heading."""
    yield from _words(sheaf, title, kind)
    if title and (hit := sheaf.first.void_title(title)):
        yield "the title says application, notice, proposed, recalled or the like", hit
    if title and _order_on_warrant(sheaf, title, kind):
        yield "an order about a warrant: what it does to the warrant must be read", title
    heading = sheaf.agency_heading
    if heading and (title is None or heading.at < title.at):
        yield "an agency's heading", heading
    if sheaf.immigration_heading:
        yield "the heading names the immigration court", sheaf.immigration_heading
    if hit := _note_below(sheaf):
        yield "a note with a day of its own stands under the judge's place: what it says must be read", hit
    if hit := next((hit for sheet in sheaf.sheets if (hit := _not_decided(sheet))), None):
        yield "it says that the paper is not, or not yet, issued, signed, granted or in force", hit
    if hit := _second_title(sheaf):
        yield "the title of another paper stands under the judge's place: two papers on one page", hit
    if kind and kind.class_ == "judicial":
        yield from contrary(sheaf, kind)
    yield from elsewhere(sheaf)
    yield from blanks(sheaf)
    yield from notes(sheaf)
    yield from _signers(sheaf)
    yield from choices(sheaf, judicial=kind is not None and kind.class_ == "judicial")
    yield from _names_differ(sheaf)


def _words(sheaf: Sheaf, title: Found | None, kind: Kind | None) -> Iterator[Against]:
    """Words that speak against it, wherever they stand."""
    signs = sheaf.knowledge.signs
    own = {phrase(word) for word in OF_JUDGES} if kind and kind.judges_own else set()
    for sheet in sheaf.sheets:
        order = kind is not None and kind.paper in ("court-order", "writ", "protective-order")
        words = [word for word in signs.immigration.words if phrase(word) not in own and not (order and word in signs.immigration.told)]
        if AWAY in sheet.text:
            words = [word for word in words if word != "warrant of removal"]
        if hit := sheet.says(words, loose=True):
            yield "words of immigration papers", hit
        if order and (told := _told_at_ends(sheet, signs.immigration.told)):
            yield "words of the immigration court at the head or the foot", told
        # With a letter misread, "no" is found in much.
        sharp = [word for word in signs.disclaims.words if word.startswith(("no", "to ", "un")) or "probable cause" in word]
        if hit := sheet.says(sharp, exact=True) or sheet.says([word for word in signs.disclaims.words if word not in sharp], loose=True):
            yield "it says of itself that it is not a paper in force", hit
        if hit := next((sheet.found(at) for at, line in enumerate(sheet.lines) if PROPOSED.search(line.text)), None):
            yield "it is marked as proposed", hit
        if hit := _stamp(sheet):
            yield "a line of its own says what undoes it, or that it was not issued", hit
        if hit := sheet.voided() or sheet.other_void_title(tokens(title.name) if title else ()):
            yield "words that recall, quash, vacate or deny, or that ask for such a paper", hit


def _stamp(sheet: Sheet) -> Found | None:
    """A line in capitals, or of few words, that begins with what voids, as a stamp or a mark at the head does."""
    for at, line in enumerate(sheet.lines):
        if STATUS.search(line.text):
            return sheet.found(at, "status")
        word = re.match(r"[\W_]*([^\W_]+)(?:\s+([^\W_]+))?", OF_SHOW.sub("place", line.text))
        if word is None or len(line.text) > 80:
            continue
        if not word[1].isupper() and (len(line.text.split()) > FEW or re.search("[,:]", line.text)):
            continue
        first, *more = tokens(f"{word[1]} {word[2] or ''}") or [""]
        if any(near_stem(first, stem) for stem in sheet.knowledge.signs.void.stamp):
            return sheet.found(at, first)
        if first == "not" and more and any(near_stem(more[0], stem) for stem in NOT_DONE):
            return sheet.found(at, first)
        if sheet.capitals(at) > CAPITALS and _not_done(tokens(line.text)):
            return sheet.found(at, "not")
    return None


def _note_below(sheaf: Sheaf) -> Found | None:
    """A line under the last judge's place of a page that begins with a day and goes on in words, as notes on a file do."""
    for sheet in sheaf.sheets:
        last = max(sheaf.of_judges(sheet), default=len(sheet.lines))
        for at in range(last + 1, len(sheet.lines)):
            if NOTE.match(sheet.lines[at].text):
                return sheet.found(at)
    return None


def _second_title(sheaf: Sheaf) -> Found | None:
    """A title of a court's or an agency's paper, in capitals, under the first judge's place of a page."""
    names = {phrase(name) for kind in sheaf.knowledge.kinds for name in kind.titles}
    for sheet in sheaf.sheets:
        first = min(sheaf.of_judges(sheet, written=True), default=None)
        for at in range(first + 1 if first is not None else len(sheet.lines), len(sheet.lines)):
            if sheet.folded[at] in names and sheet.capitals(at) > CAPITALS and not (at and BEGINS.match(sheet.lines[at - 1].text)):
                return sheet.found(at)
    return None


def _not_decided(sheet: Sheet) -> Found | None:
    """A sentence by which nothing was decided: "will not issue the warrant", "takes effect only if", "is set for hearing"."""
    for at in range(len(sheet.lines)):
        text = " ".join(line.text for line in sheet.lines[at : at + 2])
        if (found := NOT_DECIDED.search(text)) and found.start() < len(sheet.lines[at].text):
            return sheet.found(at)
    return None


def _not_done(words: Sequence[str]) -> bool:
    """Whether words say of a thing that it was not done: a subtitle does, "NOT ISSUED"."""
    return any(one == "not" and any(near_stem(other, stem) for stem in NOT_DONE) for one, other in pairwise(words))


def _signers(sheaf: Sheaf) -> Iterator[Against]:
    """Places for signatures that speak against it."""
    for place in sheaf.places:
        if place.role == "never":
            yield (
                "the place for a signature is of an immigration judge, a hearing officer or another who is no court's judge",
                place.found,
            )
        if place.role == "judge" and not place.agrees:
            yield "the name written and the name or office printed differ", place.found


def _told_at_ends(sheet: Sheet, words: Sequence[str]) -> Found | None:
    hit = sheet.says(words)
    if hit is None:
        return None
    ends = [at for at in range(len(sheet.lines)) if at < 6 or at >= len(sheet.lines) - 4]
    return next(
        (sheet.found(at) for at in ends for word in words if find(phrase(word), sheet.folded[at]) and len(sheet.lines[at].text) < 70),
        None,
    )


def _order_on_warrant(sheaf: Sheaf, title: Found, kind: Kind | None) -> bool:
    if kind is None or kind.paper != "court-order" or "warrant" in phrase(title.name):
        return False
    near = "".join(sheaf.first.folded[max(0, title.at - 1) : title.at + 2])
    return "warrant" in near or sheaf.first.says(WARRANTS) is not None


def _names_differ(sheaf: Sheaf) -> Iterator[Against]:
    """The name of the caption and the name to be arrested share no word."""
    caption = body = None
    for at, line in enumerate(sheaf.first.lines):
        text = line.text.strip()
        if caption is None and (found := re.match(r"(?:.*\s)?(?:v|vs)\.?(?:\s+(.+))?$", text, re.IGNORECASE)) and sheaf.first.at_top(at):
            below = sheaf.first.lines[at + 1].text if at + 1 < len(sheaf.first.lines) else ""
            caption = _names(_left(found[1] or "") or _left(below))
        if found := re.search(r"(?:commanded to arrest|to arrest|arrest of)[:,]?\s+((?:[A-Z][A-Za-z.'-]+[ ,]*){2,4})", text):
            body = (_names(found[1]), at)
    if caption and body and body[0] and not caption & body[0]:
        yield "the name in the caption and the name to be arrested differ", sheaf.first.found(body[1])


def _left(text: str) -> str:
    """The left column of a caption; nothing where a judge's name or a number stands in its place."""
    name = re.split(r"\s{3,}|[):\u00a7|]", text.strip())[0]
    return "" if re.match(r"(?:judge|hon|dept|department|division|courtroom|case|no|docket)\b", name, re.IGNORECASE) else name


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
