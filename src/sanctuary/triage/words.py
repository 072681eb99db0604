"""Words compared as eyes compare them: without spaces, marks and capitals, and with what readers of images take for each other."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["LETTERS", "SHORTEST", "apart", "find", "fold", "greets", "joined", "near_stem", "phrase", "plain", "stands", "tokens"]

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "$": "s", "8": "b", "¡": "l"})
LETTERS = str.maketrans({
    "0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s", "7": "t", "8": "b", "9": "g",
    "6": "g",
})  # fmt: skip
SPARE = 11
"""Letters of a phrase for each one that may be misread."""
LOOSE = 7
"""The same, up to two letters, for phrases that speak against a judge's paper: to overlook one costs more than to see one too many."""
SHORTEST = 12
"""Letters below which a phrase must stand as it is."""


def plain(text: str) -> str:
    """Text without accents; letters of other alphabets that look like Latin ones stay what they are, so that they match nothing."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Letters and digits alone, look-alikes as one.

    >>> fold("UNITED STATES D1STRICT C0URT") == fold("United States District Court")
    True
    """
    return re.sub(r"[^a-z0-9]", "", plain(text).lower().translate(_ALIKE))


@lru_cache(maxsize=20_000)
def phrase(words: str) -> str:
    """Words of our own data, folded and kept; text of a paper is never kept."""
    return fold(words)


def stands(words: str, text: str, *, ends: bool = True) -> bool:
    """Whether short words begin, and end, as words of their own in a text; spaces between them may be lost.

    >>> stands("law clerk", "LawClerk to the Judge"), stands("clerk", "clerkship")
    (True, False)
    """
    loose = r"\s*".join(re.escape(word) for word in words.split())
    return re.search(rf"\b{loose}" + r"\b" * ends, text, re.IGNORECASE) is not None


def tokens(text: str) -> list[str]:
    """The words of a text, digits read as the letters they resemble.

    >>> tokens("ORDER REC4LLING, it")
    ['order', 'recalllng', 'lt']
    """
    return [found for found in re.split(r"[^a-z0-9]+", plain(text).lower().translate(LETTERS)) if found]


def apart(one: str, other: str, most: int) -> int:
    """Letters to change, add or drop between two short words; `most` + 1 where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) > most:
            return most + 1
    return row[-1]


def near_stem(token: str, stem: str) -> bool:
    """Whether a word begins with a stem, one letter of six or more misread.

    >>> near_stem("recaiiing", "recall"), near_stem("really", "recall")
    (True, False)
    """
    stem = stem.translate(LETTERS)
    if len(stem) < 5:
        return token == stem
    token = token.translate(LETTERS)
    if token.startswith(stem):
        return True
    if len(stem) < 6 or token[:1] != stem[0]:
        return False
    if len(token) < len(stem):
        return apart(token, stem, 1) <= 1
    return any(apart(token[:size], stem, 1) <= 1 for size in (len(stem), len(stem) + 1)) and len(token) > len(stem)


def find(wanted: str, text: str, *, exact: bool = False, loose: bool = False) -> tuple[int, int] | None:
    """Where a folded phrase stands in a folded text: start and end, or nothing. Long phrases may be misread in a few letters.

    If `loose`, in a few more. A phrase with k misread letters has, cut in k + 1 pieces, one piece that stands as it is: only there is
    compared.
    """
    at = text.find(wanted) if wanted else -1
    if at >= 0:
        return at, at + len(wanted)
    spare = max(len(wanted) // SPARE, min(2, len(wanted) // LOOSE) if loose else 0)
    if exact or len(wanted) < SHORTEST or not spare or len(text) < len(wanted) - spare:
        return None
    size = len(wanted) // (spare + 1)
    for piece in range(spare + 1):
        offset = piece * size
        part = wanted[offset : offset + size] if piece < spare else wanted[offset:]
        at = text.find(part)
        while at >= 0:
            start = max(0, at - offset - spare)
            end = _ends(wanted, text[start : at - offset + len(wanted) + spare], spare)
            if end:
                return max(0, at - offset), start + end
            at = text.find(part, at + 1)
    return None


def _ends(wanted: str, window: str, spare: int) -> int:
    """Where a phrase ends in a window, wherever it begins there, with at most `spare` letters misread; 0 where it does not stand there."""
    row = [0] * (len(window) + 1)
    for i, a in enumerate(wanted, 1):
        before, row[0] = row[0], i
        least = i
        for j, b in enumerate(window, 1):
            best = min(before + (a != b), row[j] + 1, row[j - 1] + 1)
            before, row[j] = row[j], best
            least = min(least, best)
        if least > spare:
            return 0
    least = min(row)
    return row.index(least) if least <= spare else 0


def greets(text: str) -> bool:
    """Whether a line greets as a letter does, its first word misread in a letter or joined to the next.

    >>> [greets(line) for line in ("Dear Custodian:", "ear Custodian:", "DearCustodian:", "Case No.:", "To Any Officer:")]
    [True, True, True, False, False]
    """
    begins, _, rest = text.partition(" ")
    ends = text.endswith((":", ",")) and len(text.split()) <= 5 and not any(sign.isdigit() for sign in rest)
    words = tokens(begins)
    return ends and bool(words) and ((apart(words[0], "dear", 1) <= 1 and bool(rest)) or words[0].startswith("dear"))


def joined(word: str, stems: Sequence[str]) -> bool:
    """Whether a word that a reader of images joined from several hides a stem."""
    return len(word) > 8 and any(len(stem) >= 5 and "".join(tokens(stem)) in word for stem in stems)
