"""Numbers that have a shape of their own, held against what their issuer says of them: check digits, dates, numbers never given out."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from sanctuary.names.cells import lists
from sanctuary.names.places import places_file

__all__ = ["Numbered", "has_shape", "told_by_numbers"]

_SHARE = 0.6
_STRICT = 0.9
"""How many cells must fit where a number has nothing but digits and a check."""
_LONGEST = 60


class Numbered(NamedTuple):
    """A class, and how many cells had the shape of its numbers."""

    of: str
    fits: int


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(f"(?:{one})" for one in held), re.IGNORECASE) for name, held in lists().shapes.items()}


_LABEL = r"(?:(?:ssn|ss|itin|tin|social security|soc sec|seguro social)\s*(?:no\.?|number|num)?\s*[:#]*\s*)?"
_SOCIAL = re.compile(_LABEL + r"(\d{3})([- .])(\d\d)\2(\d{4})", re.IGNORECASE)
"""A Social Security or taxpayer number, with or without what it is called."""


def has_shape(cell: str) -> bool:
    """Whether a cell has the shape of one of the numbers."""
    said = cell.strip()
    return _SOCIAL.fullmatch(said) is not None or any(one.fullmatch(said) for one in _shapes().values())


def told_by_numbers(counted: Mapping[str, int], total: int) -> Numbered | None:
    """The class of a column of numbers."""
    short = {cell: number for cell, number in counted.items() if len(cell) < _LONGEST and ("<" in cell or any(map(str.isdigit, cell)))}
    if sum(short.values()) < _SHARE * total:
        return None
    if (found := _social(short, total)) is not None:
        return found
    for of, pattern in _shapes().items():
        fits = sum(number for cell, number in short.items() if pattern.fullmatch(cell))
        if fits >= _SHARE * total:
            return Numbered(of, fits)
    for of, holds in _CHECKED:
        fits = sum(number for cell, number in short.items() if holds(cell))
        if fits >= _STRICT * total and len(short) > 2:
            return Numbered(of, fits)
    return None


def _social(short: Mapping[str, int], total: int) -> Numbered | None:
    """Social Security and taxpayer numbers: never 000, 666 or 900 and up but of a taxpayer, nor 00 or 0000 (20 CFR 422.103; IRS)."""
    good = bad = 0
    for cell, number in short.items():
        if found := _SOCIAL.fullmatch(cell):
            area, group, serial = found[1], found[3], found[4]
            given = area not in ("000", "666") and group != "00" and serial != "0000" and (area < "900" or _taxpayer(group))
            good, bad = good + number * given, bad + number * (not given)
    masked = sum(number for cell, number in short.items() if _shapes()["ssn_itin"].fullmatch(cell))
    if good + masked >= _SHARE * total and bad <= max(1, 0.15 * (good + bad)):
        return Numbered("ssn_itin", good + masked)
    return None


def _taxpayer(group: str) -> bool:
    """The middle of a taxpayer number: 50 to 65, 70 to 88, 90 to 92, 94 to 99."""
    return "50" <= group <= "65" or "70" <= group <= "88" or ("90" <= group <= "99" and group != "93")


def _bare_taxpayer(cell: str) -> bool:
    return len(cell) == 9 and cell.isdigit() and cell[0] == "9" and _taxpayer(cell[3:5]) and cell[5:] != "0000"


def _salvadoran(cell: str) -> bool:
    """The document of identity of El Salvador: eight digits and a check digit."""
    if not re.fullmatch(r"\d{8}-\d", cell):
        return False
    return (10 - sum(int(digit) * weight for digit, weight in zip(cell, range(9, 1, -1), strict=False)) % 10) % 10 == int(cell[-1])


def _dominican(cell: str) -> bool:
    """The identity card of the Dominican Republic: eleven digits by Luhn's rule."""
    if not re.fullmatch(r"\d{3}-\d{7}-\d", cell):
        return False
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(cell.replace("-", ""))]
    return sum(one - 9 * (one > 9) for one in doubled) % 10 == 0


def _chilean(cell: str) -> bool:
    """The number of Chile: modulo 11."""
    if not re.fullmatch(r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", cell):
        return False
    digits = cell[:-2].replace(".", "")
    rest = 11 - sum(int(digit) * (2 + at % 6) for at, digit in enumerate(reversed(digits))) % 11
    return {11: "0", 10: "k"}.get(rest, str(rest)) == cell[-1].casefold()


def _brazilian(cell: str) -> bool:
    """The number of Brazil: two check digits."""
    if not re.fullmatch(r"\d{3}\.\d{3}\.\d{3}-\d\d", cell):
        return False
    digits = [int(digit) for digit in cell if digit.isdigit()]
    return all(sum(digit * (at + 1 - place) for place, digit in enumerate(digits[:at])) * 10 % 11 % 10 == digits[at] for at in (9, 10))


def _of_a_country(cell: str) -> bool:
    """A country of ISO 3166 before a number of a passport."""
    found = re.fullmatch(r"([A-Z]{3})[ -/]{1,3}[A-Z]{0,2}\d{6,9}", cell.upper())
    return found is not None and found[1] in places_file().alpha_three and found[1] != "USA"


_CHECKED: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("ssn_itin", _bare_taxpayer),
    ("foreign_id", _salvadoran),
    ("foreign_id", _dominican),
    ("foreign_id", _chilean),
    ("foreign_id", _brazilian),
    ("foreign_id", _of_a_country),
)
