"""Forms that were not filled in, and what somebody else wrote around a paper: signed or not, they are no judge's decision about anybody."""

import re
from collections.abc import Iterator

from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet

__all__ = ["blanks", "notes"]

SLOT = (
    r"(?:insert|enter|type|your|full|the|of|to|be|or|and|legal|street|home|first|last|middle|dob|name|names|defendant|person|respondent|petitioner|plaintiff"
    r"|subject|suspect|party|date|day|month|year|time|address|place|premises|property|item|items|description|city|county|state|court|judge|officer|agency"
    r"|case|number|no|amount|charge|charges|offense|statute|title|here|arrested|searched|seized|x+)"
)
PLACEHOLDER = re.compile(
    rf"[\[{{<\u00ab]{{1,2}}\s*(?!x\s*[\]}}>])(?:{SLOT}(?:'s|s)?[\s/,_-]*){{1,6}}[\]}}>\u00bb]{{1,2}}|\bx{{4,}}\b", re.IGNORECASE
)
"""A word in brackets where a name, a day or a place is to be put."""
UNNAMED = re.compile(
    r"(?:\b(?:arrest|apprehend|search|seize|inspect|body of|person of|custody of|against|named|produce)\b"
    r"|\bperson to be [a-z]+|\bname of [a-z ]+)"
    r"[^_.;]{0,40}(?:_{5,}|\.{8,})(?!\s?[A-Za-z]{2,}\s?_)"
    r"\W*(?:$|[,;:.(]|\b(?:who|if|and|without|to|for|at|before|in|of)\b)",
    re.IGNORECASE,
)
"""An empty rule where a command names whom or what."""
LABEL = re.compile(
    r"\(?\s*(?:name of (?:the )?(?:person|defendant|witness|offender)|person to be (?:arrested|searched)|place to be searched)",
    re.IGNORECASE,
)
EMPTY = re.compile(r"^[\W_]*_{6,}[\W_]*$")
VERSUS = re.compile(r"(?:^|\s)(?:vs?\.?|versus|-\s*against\s*-)\s*$", re.IGNORECASE)
NOBODY = re.compile(r"\W*defendants?\W*", re.IGNORECASE)
"""What stands under "v." where no name does."""
SMALL, WORDS = 2, 4
"""Words without a capital, above a court's name, in a line that is a sentence; words of a line under a judge's place."""
CAPTIONS = frozenset(re.findall(r"\w+", "of the for and in at to a an by no v vs with on or from as re et al held day term part"))
"""Small words of captions."""
OF_FILING = re.compile(
    r"\bfiled\b|\brecord(?:ed|ing)\b|\breturn to\b|\battorneys? (?:for|or)\b|\bterm of\b|\bcourt use\b|\bwithout attorney\b|\bdocument\b",
    re.IGNORECASE,
)
"""What a court or a recorder sets above a paper: a line of filing, a note for return, an address of counsel."""
BRACKETED = re.compile(r"\[(?!\s*x\s*\])[A-Za-z][^\]]*(?:\s+[^\s\]]+){4,}\]?", re.IGNORECASE)
SECTION = re.compile(
    r"\W*(?:return|certificate|proof of service|declaration|inventory|notice|service|attachment|exhibit|bail|bond|conditions|charge|cc\b"
    r"|copies|distribution"
    r"|to the (?:arresting )?officer|executed|received|officer'?s|endorse|information|defendant'?s? (?:information|description)"
    r"|description|warnings?"
    r"|instructions to"
    r"|this (?:warrant|order|writ) was|i (?:certify|received|executed|have|served|arrested)|page \d|form\b|rev\b|law enforcement|sheriff)",
    re.IGNORECASE,
)
"""How sections begin that papers have under a judge's place."""
OF_BOOK = re.compile(
    r"\W*(?:chapter|figure|fig|lesson|module|slide|illustration|plate|example|appendix|exhibit|annex|handout|unit)\b[\W_]*(?:\d|[A-Z]\b|[ivx]+\b)",
    re.IGNORECASE,
)
"""How a page of a book or of another paper is headed that shows a paper."""
DONE = re.compile(r"\b(?!UNITED\b)[A-Z]{3,}ED\b|\bPAID\b|\bPULLED\b")
"""A word in capitals that says what was done, as on a stamp."""
OF_PLACE = re.compile(r"\b(?:judge|magistrate|justice|court|district|county|division|circuit|department|courtroom)\b", re.IGNORECASE)
OF_FOOT = re.compile(
    r"\b(?:date|dated|time|printed|name|title|seal|clerk|deputy|attest|specimen|telephone|phone|address|street|avenue|room|suite|city|state|form|rev|page|attorney|counsel|entered"
    r"|filed|witness|approved|sworn|issued|bail|bond|return|code|section|copy to|interpreter|disabilit\w+|docket|case|no)\b",
    re.IGNORECASE,
)
"""Words of a judge's title, and of what stands at the foot of papers."""


def blanks(sheaf: Sheaf) -> Iterator[tuple[str, Found]]:
    """Places of a form that nobody filled in."""
    for sheet in sheaf.sheets:
        lines = sheet.lines
        for at, line in enumerate(lines):
            after = lines[at + 1].text if at + 1 < len(lines) else ""
            if PLACEHOLDER.search(line.text):
                yield "a word in brackets stands where a name, a day or a place is to be put", sheet.found(at)
            if UNNAMED.search(line.text) or (LABEL.search(line.text) and EMPTY.match(after)):
                yield "the place for the name or the thing that it is about is empty", sheet.found(at)
            if sheet.at_top(at) and VERSUS.search(line.text) and (EMPTY.match(after) or NOBODY.fullmatch(after)):
                yield "the caption names nobody", sheet.found(at)


def notes(sheaf: Sheaf) -> Iterator[tuple[str, Found]]:
    """What somebody else wrote around a paper or into it."""
    if hit := next(
        (sheaf.first.found(at) for at in range(min(sheaf.first.courts, default=0)) if OF_BOOK.match(sheaf.first.lines[at].text)), None
    ):
        yield "it stands in a book or in another paper, which shows it", hit
    if hit := _above(sheaf.first):
        yield "a sentence stands above the name of the court: somebody tells of a paper", hit
    for sheet in sheaf.sheets:
        for at, line in enumerate(sheet.lines):
            if BRACKETED.search(line.text):
                yield "a sentence in brackets stands in it, as one who tells of a paper writes", sheet.found(at)
        if hit := _below(sheet, max(sheaf.of_judges(sheet), default=-1)):
            yield "words stand under the judge's place that such a paper does not have there: read them", hit


def _above(sheet: Sheet) -> Found | None:
    for at in range(min(sheet.courts, default=0)):
        text = sheet.lines[at].text
        if sum(word[:1].islower() and word.strip(",.:;") not in CAPTIONS for word in text.split()) >= SMALL and not OF_FILING.search(text):
            return sheet.found(at)
    return None


def _below(sheet: Sheet, last: int) -> Found | None:
    """The first line of words under a judge's place, unless a section that papers have there begins before it."""
    if last < 0:
        return None
    for at in range(last + 1, len(sheet.lines)):
        text = sheet.lines[at].text.strip()
        if SECTION.match(text):
            return None
        words = len(re.findall(r"[A-Za-z]{2,}", text))
        if (words >= WORDS or (words > 1 and DONE.search(text))) and not OF_PLACE.search(text) and not OF_FOOT.search(text):
            return sheet.found(at)
    return None
