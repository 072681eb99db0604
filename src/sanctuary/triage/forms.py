"""Numbers of forms, as printed on the edge of a page: told from numbers of houses, of roads and of telephones."""

import re
from functools import lru_cache

__all__ = ["shows_form"]

MOST_LETTERS, MOST_WORDS = 90, 9
"""Letters of a line on which a form's number stands, and its words unless one of them tells of forms."""
_STREET = (
    r"street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|court|ct|way|place|pl|plaza|square|sq|parkway|pkwy|highway|hwy|freeway"
    r"|expressway|interchange|exit|circle|cir|terrace|suite|floor|room"
)
_ADDRESS = rf"(?!-?\d|\s\d{{3}}\b|\s+(?:[A-Z]\w*\.?\s+){{0,3}}(?:{_STREET})\b)"
"""What does not stand behind a form's number: more digits, as of a telephone, or a street."""
_ROAD = r"(?<!on )(?<!off )(?<!near )(?<!exit )(?<!along )(?<!interstate )"


def shows_form(text: str, number: str) -> bool:
    """Whether a short line bears a form's number in a form's place; digits alone ask for "Form" before them, or an edition behind.

    >>> shows_form("Form 2039 (Rev. 10-2010)", "2039"), shows_form("2039 Elm Street", "2039"), shows_form("2039 (Rev. 10-2010)", "2039")
    (True, False, True)
    >>> shows_form("DHS Form 1-200 (9/16)", "I-200"), shows_form("1200 Elm Street", "I-200"), shows_form("1-213-555-0100", "I-213")
    (True, False, False)
    """
    short = len(text) <= MOST_LETTERS and (len(text.split()) <= MOST_WORDS or re.search(r"\b(form|rev|page)\b", text, re.IGNORECASE))
    return bool(short and _pattern(number).search(text))


@lru_cache(maxsize=512)
def _pattern(number: str) -> re.Pattern[str]:
    parts = [_misread(part) for part in re.split(r"[\s-]+", number) if part]
    gap = r"[\s.\-\u2013—]*"
    behind = rf"(?![A-Z0-9]){_ADDRESS}"
    if number.isdecimal():
        before, edition = r"\bform\s*(?:no\.?|number|#)?\s*", r"\s*\(?\s*(?:rev\b|edition\b|ed\.|\d\d?[/-]\d\d)"
        return re.compile(rf"{before}{parts[0]}{behind}|^\s*{parts[0]}{edition}", re.IGNORECASE)
    if parts[0] == "I":
        rest = gap.join(parts[1:])
        # A one or a stroke was read for the letter: without a dash it is a number as any other, but behind the word form.
        first = rf"(?:I{gap}|[l1|]\s?[.\-\u2013—]\s?|(?<=form)\s?[l1|]|(?<=form )[l1|])"
        return re.compile(rf"(?:^|form|no\.?|dhs|ice|cbp|ins|\s)\s*{_ROAD}{first}{rest}{behind}", re.IGNORECASE)
    return re.compile(rf"(?:^|form|no\.?|dhs|ice|cbp|ins|\s)\s*{gap.join(parts)}{behind}", re.IGNORECASE)


def _misread(part: str) -> str:
    """A part of a number, in which a zero may be read as a letter, and a one too."""
    if part == "I":
        return part
    return re.sub("0", "[0OQ]", re.sub("1", "[1lI]", re.escape(part)))
