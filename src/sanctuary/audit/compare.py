"""Cells as they are compared: the same letters are the same, however a program wrote them.

Whole cells are compared in the composed form (NFC), trimmed, in capitals, with any run of spaces or control characters as one space. Free
text is compared in NFKC without format characters, so that a soft hyphen, a ligature or full-width letters hide no word. Words that mean
`nothing here` in R, SQL, Excel and Oracle are empty.
"""

import re
from collections.abc import Container, Iterable
from unicodedata import category, normalize

import polars as pl

from sanctuary.tables.cells import TYPED

__all__ = ["EMPTY", "GAP", "cell_text", "fold", "free_text", "is_empty", "pattern", "words_of"]

EMPTY = ("", "NULL", "NAN", "NONE", "NA", "N/A", "#N/A", "(NULL)", "<NULL>", "\\N", "-", "--", "\u2013", "\u2014")
"""Cells that hold nothing, in capitals, unless a field lists them itself."""

GAP = r"[^\p{L}\p{M}\p{N}]"
"""What stands between words, and is part of none."""

_SPACE = "[\\s\\p{Z}\\p{Cc}\ufeff\u200b]+"
_FORMAT = "[\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
_BROKEN = r"(\p{L})[-\x{2010}\x{2011}]\s*\n\s*(\p{L})"


def fold(text: str, *, letters: bool) -> str:
    """Text as it is compared: trimmed and in capitals; with `letters`, letters and digits alone.

    >>> fold(" 13004(c) vc ", letters=True)
    '13004CVC'
    """
    if letters:
        return "".join(words_of(text))
    spaced = re.sub("[\\s\\x00-\\x1f\\x7f-\\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff]+", " ", normalize("NFC", text))
    return normalize("NFC", spaced.strip().upper())


def words_of(text: str) -> list[str]:
    r"""The words of a text in capitals: runs of letters, their marks, and digits, of any script.

    >>> words_of("hold, no. 12-b"), words_of("de\u00adtain")
    (['HOLD', 'NO', '12', 'B'], ['DETAIN'])
    """
    plain = re.sub(_FORMAT, "", normalize("NFKC", text)).upper()
    return "".join(c if category(c)[0] in "LMN" else " " for c in normalize("NFKC", plain)).split()


def pattern(phrase: str) -> str:
    """A phrase as a pattern over capitals of any script: whatever stands between its words may stand between them."""
    return f"{GAP}+".join(re.escape(word) for word in words_of(phrase))


def cell_text(column: pl.Expr, *, upper: bool = True, letters: bool = False) -> pl.Expr:
    """A cell as it is compared. Days that a workbook types lose their mark."""
    text = column.str.strip_prefix(TYPED).str.normalize("NFC").str.replace_all(_SPACE, " ").str.strip_chars()
    text = text.str.to_uppercase().str.normalize("NFC") if upper else text
    return text.str.normalize("NFKC").str.replace_all(_FORMAT, "").str.replace_all(GAP, "") if letters else text


def free_text(column: pl.Expr) -> pl.Expr:
    """Free text as its words are looked for: a word that a hyphen breaks at the end of a line is whole again."""
    text = column.str.strip_prefix(TYPED).str.normalize("NFKC").str.replace_all(_FORMAT, "").str.replace_all(_BROKEN, "${1}${2}")
    return text.str.strip_chars().str.to_uppercase().str.normalize("NFKC")


def is_empty(text: pl.Expr, more: Iterable[str], *, letters: bool, listed: Container[str]) -> pl.Expr:
    """Whether a cell, in capitals, is one of the words for empty that its field does not list."""
    words = {*EMPTY, *(fold(word, letters=False) for word in more)}
    return text.is_in([word for word in sorted(words) if not word or fold(word, letters=letters) not in listed])
