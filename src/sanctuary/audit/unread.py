"""Cells of a column that no listed word explains, as far as they can be told: codes and plain words, never what may be a name.

A proposal tells them, so that whoever knows the codes can say what each means. A cell that may be a person's name, a number of a person or
free text is counted and not told; `--values FILE --rare` writes it for the owner alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from sanctuary.audit.phrases import holds, said_in
from sanctuary.law.packs import OWN

__all__ = ["Unread", "unread"]

_CODE = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,5}|[A-Za-z]{1,2}-?[0-9]{1,2}")
"""A code that is no name: consonants alone, or a letter or two with a short number."""

_FEW = 4
"""Words of a cell at most: more are a remark, and a remark may tell of a person."""

_LISTED = 12
"""Cells that are told at most."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Cells that no word explains: those that can be told, each with its rows, and how many rows have others."""

    told: tuple[tuple[str, int], ...]
    others: int

    @property
    def rows(self) -> int:
        """The rows of all."""
        return sum(count for _, count in self.told) + self.others


def unread(held: Sequence[str], phrases: Sequence[str]) -> Unread:
    """The cells of a column in which no phrase stands, the most frequent first."""
    if not held:
        return Unread((), 0)
    there = said_in(held, phrases)
    frame = pl.DataFrame({"cell": held})
    left = frame.filter(~holds(pl.col("cell").str.to_uppercase(), sorted(there))) if there else frame
    counts = Counter(" ".join(cell.split()) for cell in left["cell"].to_list())
    ordered = sorted(((cell, count) for cell, count in counts.items() if may_be_told(cell)), key=lambda one: (-one[1], one[0]))[:_LISTED]
    return Unread(tuple(ordered), sum(counts.values()) - sum(count for _, count in ordered))


def may_be_told(cell: str) -> bool:
    """Whether a cell is a code or a few plain words, and so tells of no person.

    >>> [may_be_told(one) for one in ("RTD", "Released", "C-1", "GARCIA", "Roe, Richard", "12345678", "LEE")]
    [True, True, True, False, False, False, False]
    """
    words = re.findall(r"[^\s/,;-]+", cell)
    plain = 0 < len(words) <= _FEW and all(word.casefold() in _plain_words() for word in words)
    return plain or bool(_CODE.fullmatch(cell))


@cache
def _plain_words() -> frozenset[str]:
    """Words of papers and of plain English, but those that are names too."""
    words = {word for name in ("words.txt", "plain.txt") for word in (OWN / name).read_text(encoding="utf-8").split()}
    return frozenset(words | _ALSO) - _NAMES


_ALSO = frozenset({"bonded", "escalated", "mailed"})
"""Words for what became of a request that no paper of those lists has."""

_NAMES = frozenset(
    {"april", "august", "bill", "christian", "dean", "faith", "grace", "hope", "june", "long", "mark", "may", "page", "price", "will"}
)
"""Words that are names too."""
