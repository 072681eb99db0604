"""Forms that were not filled in, and what somebody else wrote around a paper: signed or not, they are no judge's decision about anybody."""

import re
from collections.abc import Iterator

from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet

__all__ = ["blanks", "written_above"]

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
    r"(?:\b(?:arrest|apprehend|search|seize|inspect|body of|person of|custody of|against|named|produce)\b|\bperson to be [a-z]+|\bname of [a-z ]+)"
    r"[^_.;]{0,40}(?:_{5,}|\.{8,})(?!\s?[A-Za-z]{2,}\s?_)\W*(?:$|[,;:.(]|\bwho|\bif|\band|\bwithout|\bto\b|\bfor\b|\bat\b|\bbefore\b|\bin\b|\bof\b)",
    re.IGNORECASE,
)
"""An empty rule where a command names whom or what."""
LABEL = re.compile(r"\(?\s*(?:name of (?:the )?(?:person|defendant|witness|offender)|person to be (?:arrested|searched)|place to be searched)", re.IGNORECASE)
EMPTY = re.compile(r"^[\W_]*_{6,}[\W_]*$")
VERSUS = re.compile(r"(?:^|\s)(?:vs?\.?|versus|-\s*against\s*-)\s*$", re.IGNORECASE)
NOBODY = re.compile(r"\W*defendants?\W*", re.IGNORECASE)
"""What stands under "v." where no name does."""
SMALL = 5
"""Words without a capital in a line that is a sentence."""


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


def written_above(sheaf: Sheaf) -> Found | None:
    """A sentence above the name of the court: of somebody who shows or tells of a paper."""
    sheet = sheaf.first
    heads = [hit.at for group in ("federal-court", "state-court") for hit in sheet.headings(group)]
    for at in range(min(heads, default=0)):
        words = sheet.lines[at].text.split()
        if sum(word[:1].islower() for word in words) >= SMALL and not _of_filing(sheet, at):
            return sheet.found(at)
    return None


def _of_filing(sheet: Sheet, at: int) -> bool:
    """What a court or a recorder sets above a paper: a line of filing, a note for return, an address of counsel."""
    return re.search(r"\bfiled\b|\brecord(?:ed|ing)\b|\breturn to\b|\battorneys? for\b|\bterm of\b", sheet.lines[at].text, re.IGNORECASE) is not None
