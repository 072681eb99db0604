"""Courts that are none of a state's or of the United States: of a tribe, of another country, of soldiers, of pupils."""

import re
from collections.abc import Iterator

from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet
from sanctuary.triage.words import phrase

__all__ = ["elsewhere"]

NEAR = 3
"""Lines above and below a court's heading that say of whom the court is."""
PARTY = re.compile(
    r"\b(?:plaintiff|petitioner|defendant|respondent|complainant|applicant|appellant|appellee)s?\b|\bvs?\.|\bin re\b", re.IGNORECASE
)
"""A party of a case may be a tribe or another country."""
TRIBE = re.compile(
    r"\btribal\b|\btribes?\b|\bnation\b|\bpueblo of\b|\brancheria\b|\bband of\b|\bindian (?:community|offenses)\b|\bpeacemaker\b"
    r"|\breservation\b",
    re.IGNORECASE,
)
COUNTRY = re.compile(
    r"\b(?:canada|(?<!county of )ontario(?! county|,? (?:ny|new york|ca\b|california|or\b|oregon))|quebec|provinc(?:e of|ial)"
    r"|british columbia|alberta|saskatchewan|manitoba|nova scotia|newfoundland|new brunswick(?!,? (?:nj|new jersey))"
    r"|prince edward island|yukon territory"
    r"|nunavut|australia|new south wales|queensland|tasmania|new zealand|northern ireland|philippines|pakistan|india|nigeria|ghana|kenya"
    r"|bahamas|barbados|bermuda|cayman islands)\b"
    r"|(?<!new )\bmexic(?:o|an|ana|anos)\b(?!,? mo)|\bunited kingdom\b"
    r"|\bengland\b|\bscotland\b"
    r"|\brepublic of\b|\brep[uú]blica\b|\bking(?:dom|'s bench)\b|\bqueen's bench\b"
    r"|\bcrown court\b|\bhigh court of justice\b|\bsuperior court of justice\b",
    re.IGNORECASE,
)
ANYWHERE = re.compile(
    r"\b(?:his|her) majesty\b|\bcriminal code of canada\b|\bin the name of the (?:king|queen|crown)\b|\binterpol\b|\bred notice\b",
    re.IGNORECASE,
)
OFFICES = re.compile(
    r"\btribunal\b|\bboard of\b|\bcommission\b|\badministrative (?:hearings?|law|court)\b"
    r"|\bhearings? (?:unit|office|bureau|examiner)\b"
    r"|\bappeals board\b|\bmotor vehicles\b|\bworkers'? compensation\b",
    re.IGNORECASE,
)
"""Boards and offices that hold hearings and are called courts by some."""
PUPILS = re.compile(
    r"\b(?:teen|peer|student|moot|mock)\b(?:\W+\w+)?\W+court\b|\bcourt-martial\b|\btrial judiciary\b|\bhigh school\b", re.IGNORECASE
)
OF_STATE = re.compile(
    r"^\W*(?:in the )?(?:the )?(?:state|commonwealth|province|republic) of ([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)", re.IGNORECASE
)
A_STATE = re.compile(
    r"(?i:\b(?:state|commonwealth|people|territory) of\b|\bunited states\b|, (?:specimen|example|sample)\b)"
    r"|(?:, ?|\b[A-Z][a-z]+ )(?:A[KLRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT"
    r"|V[AIT]|W[AIVY])\b"
)
"""A state, its letters after a town's name, or what papers for show write in its place."""
TERRITORIES = ("puerto", "guam", "american", "the", "northern")
"""How the names of territories begin."""
PLACEHOLDERS = ("specimen", "example", "sample")
"""Names by which papers for show call a state."""


def elsewhere(sheaf: Sheaf) -> Iterator[tuple[str, Found]]:
    """What says that the court of a paper is no state's and not of the United States."""
    sheet = sheaf.first
    for at, line in enumerate(sheet.lines):
        if ANYWHERE.search(line.text):
            yield "it is of another country's court", sheet.found(at)
    if sheet.headings("federal-court"):
        return
    headings = sheet.headings("state-court")
    if headings and not any(_of_some_state(one) for one in sheaf.sheets):
        yield "no state of the United States is named on it, and courts of other countries bear such names", headings[0]
    for at in sorted(_near(sheet)):
        yield from _by_line(sheet, at)


def _by_line(sheet: Sheet, at: int) -> Iterator[tuple[str, Found]]:
    """What a line beside the court's name says of whom the court is."""
    text = sheet.lines[at].text
    if PUPILS.search(text):
        yield "it is of no court that decides: of pupils, or of the armed forces", sheet.found(at)
    if PARTY.search(text):
        return
    if OFFICES.search(text):
        yield "it is of a board, a commission or an office that holds hearings", sheet.found(at)
    if TRIBE.search(text):
        yield "it is of a tribe's court, which is neither a state's nor of the United States", sheet.found(at)
    if COUNTRY.search(text) or _strange(sheet, at):
        yield "it is of another country's court", sheet.found(at)


def _of_some_state(sheet: Sheet) -> bool:
    """Whether a page names a state, by name, by its letters, or as a state of whatever name."""
    names = (*sheet.knowledge.states, "Guam", "Virgin Islands", "Samoa", "Mariana Islands")
    own = any(state for name, state in sheet.knowledge.courts if name in sheet.text)
    return own or any(phrase(name) in sheet.text for name in names) or any(A_STATE.search(line.text) for line in sheet.lines)


def _near(sheet: Sheet) -> set[int]:
    """Lines about a state court's headings, down to the first party."""
    return {
        at
        for hit in sheet.headings("state-court")
        for at in range(max(0, hit.at - NEAR), min(len(sheet.lines), hit.at + NEAR))
        if len(sheet.lines[at].text) < 90
    }


def _strange(sheet: Sheet, at: int) -> bool:
    """Whether a line begins with a state that is none of the United States."""
    found = OF_STATE.match(sheet.lines[at].text.title())
    if found is None:
        return False
    name = found[1].lower()
    known = [state.lower() for state in sheet.knowledge.states]
    return not name.startswith((*TERRITORIES, *PLACEHOLDERS)) and not any(
        name.startswith(state) or state.startswith(name) for state in known
    )
