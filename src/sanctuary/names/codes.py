"""Short codes that tell a class only together: letters of races, languages in two and three letters, categories of work permission."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sanctuary.names.cells import lists

__all__ = ["Coded", "told_by_codes"]


class Coded(NamedTuple):
    """A class, and how many cells were codes of it."""

    of: str
    fits: int


_SHARE = 0.95

_RACES = frozenset("WBHAIUPOMXN")
"""The letters of the National Crime Information Center and of reports to the FBI, with H and O of states."""


_CATEGORY = re.compile(r"\(?([ac])\)?-?\(?(\d{1,2})\)?(?:\(?([a-z])\)?)?", re.IGNORECASE)
_HIGHEST = {"a": 20, "c": 40}
"""The last category of 8 CFR 274a.12(a), and of (c) with some room."""
_PENDING = frozenset([8, 9, 10, 11, 14, 18, 19, 31, 33, 35])
"""Categories of (c) that most applicants are of."""


def told_by_codes(counted: Mapping[str, int], total: int) -> Coded | None:
    """The class of a column of codes.

    >>> told_by_codes({"W": 5, "B": 4, "H": 6, "A": 1}, 16).of, told_by_codes({"A": 5, "B": 4, "C": 6}, 15)
    ('race_ethnicity', None)
    """
    if any(len(cell) > 9 for cell in counted):
        return None
    return _letters(counted, total) or _languages(counted, total) or _categories(counted, total)


def _letters(counted: Mapping[str, int], total: int) -> Coded | None:
    seen = {cell.upper() for cell in counted}
    if not seen <= _RACES or not {"W", "B"} <= seen or not seen & {"H", "A", "I"} or total < 6:
        return None
    # With H of most reports, or all letters that the center itself has.
    return Coded("race_ethnicity", total) if "H" in seen or len(seen & set("WBAIU")) > 3 else None


def _languages(counted: Mapping[str, int], total: int) -> Coded | None:
    small = {cell.casefold(): number for cell, number in counted.items()}
    held = lists().codes
    for codes in (held["language_two"], held["language_three"]):
        fits = sum(number for cell, number in counted.items() if cell.casefold() in codes)
        seen = set(small) & codes
        if fits >= 0.9 * total and len(seen) > 2 and seen & {"en", "es", "eng", "spa"} and len(seen & held["telling"]) > 1:
            return Coded("language", fits)
    return None


def _categories(counted: Mapping[str, int], total: int) -> Coded | None:
    """The categories of 8 CFR 274a.12, written C09 or (c)(9)."""
    read = {cell: (found[1].casefold(), int(found[2])) for cell in counted if (found := _CATEGORY.fullmatch(cell))}
    held = {cell: one for cell, one in read.items() if 0 < one[1] <= _HIGHEST[one[0]]}
    fits = sum(counted[cell] for cell in held)
    kinds = set(held.values())
    pending = sum(counted[cell] for cell, one in held.items() if one[0] == "c" and one[1] in _PENDING)
    if fits < _SHARE * total or len(kinds) < 3 or pending < 0.4 * total:
        return None
    return Coded("immigration_status", fits)
