"""Whether a page was read well enough to believe it: words that are nearly words, and words that were joined.

A paper may differ from a judge's by one word. Where the reader of a page got several of its words wrong, that one may be among them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sanctuary.law.packs import OWN
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.signs import Sheet

__all__ = ["badly_read", "known", "misread", "shorter"]

LEAST = 2
"""Different misread words from which a page counts as badly read."""
SHARE = 0.025
"""The part of a page's long words that they must be: a long paper has more names that resemble words."""
LONG = 5
"""Letters of a word that a misread one may have been: shorter ones resemble one another."""
SMALL = frozenset({
    "a", "an", "and", "any", "are", "as", "at", "be", "before", "by", "for", "from", "has", "if", "in", "into", "is", "it", "no", "not",
    "of", "on", "or", "that", "the", "this", "to", "under", "was", "who", "with", "you", "your",
})  # fmt: skip
ENDS = (
    ("", "s", "es", "ed", "ing", "er", "ly", "al", "ment", "ion"),
    ("", "s", "d", "r", "ly", "ment"),
    ("e", "es", "ed", "ing", "er", "ion"),
    ("y", "ies", "ied", "ily"),
)
"""Ends of words that take each other's place: of a stem that stands alone, that ends in e, that loses its e, that ends in y."""
COUNTY = re.compile(r"\b[A-Z][\w.]+\s+(?=county\b|parish\b)|(?:county|parish|borough) of\s+[A-Z]\w+", re.IGNORECASE)
VERSUS = re.compile(r"\W*(?:vs?|versus|against)\W*$", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z0-9]+")


def badly_read(sheets: Sequence[Sheet]) -> bool:
    """Whether so many words of some pages are misread that one of them may have decided."""
    tokens = [token for sheet in sheets for line in sheet.lines for token in _long(COUNTY.sub(" ", line.text))]
    names = {token for sheet in sheets for line in _parties(sheet) for token in _long(line)}
    wrong = {token for token in tokens if token not in names and misread(token)}
    return len(wrong) >= LEAST and len(wrong) >= SHARE * len(tokens)


def _parties(sheet: Sheet) -> Iterator[str]:
    """The lines with the name of a party: written in capitals, a name resembles a word."""
    for at, line in enumerate(sheet.lines):
        above = sheet.lines[at - 1].text.strip() if at else ""
        below = sheet.lines[at + 1].text.strip() if at + 1 < len(sheet.lines) else ""
        if sheet.at_top(at) and (VERSUS.match(above) or below.lower().startswith("defendant")):
            yield line.text


def _long(text: str) -> Iterator[str]:
    return (token for token in TOKEN.findall(text) if sum(sign.isalpha() for sign in token) >= LONG - 1)


def misread(token: str) -> bool:
    """Whether a token is a word with one letter lost, added or changed, with a digit in it, or two words joined; a name is none of these.

    >>> [token for token in ("COMMANDED", "COMMANED", "officr", "arrestand", "5IGNATURE", "Carter", "warrants") if misread(token)]
    ['COMMANED', 'officr', 'arrestand', '5IGNATURE']
    """
    word = token.lower()
    digits = sum(sign.isdigit() for sign in word)
    if digits:
        return digits <= 2 and len(word) - digits >= LONG - 1
    if known(word):
        return False
    # A name is written as "Carter": of words so written only those that name who signs and whose paper it is are looked for.
    return _joined(word) or any(form in (_beside_titles() if token.istitle() else _beside()) for form in shorter(word))


def known(word: str) -> bool:
    """Whether a word, in small letters, is one of papers or of plain English, with any of the usual ends."""
    words = _words() | _plain()
    return any(
        word.endswith(end) and word.removesuffix(end) + other in words for ends in ENDS for end in ends for other in ends
    )  # fmt: skip


def _joined(word: str) -> bool:
    """Whether a word is two: a long one beside a long or a very common one."""
    words = _words()
    for at in range(1, len(word)):
        first, second = word[:at], word[at:]
        if (first in words or first in SMALL) and (second in words or second in SMALL) and (first in words or second in words):
            return True
    return False


def shorter(word: str) -> Iterator[str]:
    """The word, and the word without one of its letters: two words with such a form in common differ in one letter."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


@cache
def _words() -> frozenset[str]:
    return frozenset((OWN / "words.txt").read_text(encoding="utf-8").split())


@cache
def _plain() -> frozenset[str]:
    """Words of papers and of plain English that resemble those; nothing is held to be a misread one of them."""
    return frozenset((OWN / "plain.txt").read_text(encoding="utf-8").split())


@cache
def _beside() -> frozenset[str]:
    return frozenset(form for word in _words() if len(word) >= LONG for form in shorter(word))


@cache
def _beside_titles() -> frozenset[str]:
    """Forms of the words with which courts, agencies and those who sign are named."""
    signs = read_knowledge().signs
    names = [name for group in (signs.heading, signs.signer) for field in group.__struct_fields__ for name in getattr(group, field)]
    words = {word for name in names for word in re.findall(r"[a-z]+", name.lower()) if len(word) >= LONG}
    return frozenset(form for word in words for form in shorter(word))
