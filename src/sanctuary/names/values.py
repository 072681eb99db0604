"""What a sample of a column's cells tells: shapes of numbers, and words of closed lists. Codes and bare numbers tell nothing.

The cells are looked at in memory. What comes out is a class and how many of the cells fit it; never a cell.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.meaning import meaning
from sanctuary.names.sensitive import Found

__all__ = ["looks_like_value", "told_by_values"]

_SHARE = 0.6
"""How many of the cells must fit."""

_FEWEST = 4
"""Cells from which a column is judged."""

_COUNTRIES = "countries"

_PLACES = frozenset(
    [
        "mailing",
        "address",
        "addr",
        "residence",
        "residential",
        "ship",
        "shipping",
        "billing",
        "bill",
        "destination",
        "work",
        "employer",
        "school",
        "office",
        "current",
        "facility",
        "agency",
        "vendor",
        "supplier",
        "manufacturer",
        "phone",
        "issuing",
        "make",
        "brand",
        "product",
        "item",
        "goods",
        "film",
        "movie",
        "team",
        "station",
        "carrier",
        "route",
        "flag",
        "site",
        "event",
        "venue",
        "document",
        "book",
        "page",
        "employment",
        "resident",
    ]
)
"""Words of a name that tell where a country, a language or a color belongs to something else."""


class _File(Frozen, frozen=True, kw_only=True):
    shapes: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]
    plain: dict[str, frozenset[str]]


@cache
def _lists() -> _File:
    text = (files("sanctuary.names") / "values.toml").read_text("utf-8")
    return shape(parse_toml(text, "names/values.toml"), _File, "names/values.toml")


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(f"(?:{one})" for one in held)) for name, held in _lists().shapes.items()}


def told_by_values(cells: Iterable[str], name: str = "") -> Found | None:
    """The class that the cells of a column tell; `name` can only speak against it.

    >>> told_by_values(["Catholic", "Muslim", "None", "Baptist"]).of
    'religion'
    >>> told_by_values(["1", "2", "3", "8"]) is None
    True
    """
    counted = Counter(cell.strip() for cell in cells if cell and cell.strip())
    total = sum(counted.values())
    if total < _FEWEST or not _PLACES.isdisjoint(meaning(name)):
        return None
    for of, pattern in _shapes().items():
        fits = sum(number for cell, number in counted.items() if len(cell) < 60 and pattern.fullmatch(cell))
        if fits >= _SHARE * total:
            return Found(of, "likely", _told(fits, total, "have the shape of one"))
    best = max((_listed(name_, counted) for name_ in _lists().lists), key=lambda one: one[:2])
    fits, sure, of = best
    if fits < _SHARE * total or sure < 2:
        return None
    if of == _COUNTRIES:
        towns = sum(number for cell, number in counted.items() if "," in cell)
        of = "birth_place" if "birth" in meaning(name) or 2 * towns > total else "national_origin"
        return Found(of, "possible", _told(fits, total, "are countries"))
    return Found(of, "likely" if sure > 2 else "possible", _told(fits, total, "are of its list"))


def _told(fits: int, total: int, what: str) -> str:
    return f"{fits:,} of {total:,} cells looked at {what}"


def _listed(name: str, counted: Counter[str]) -> tuple[int, int, str]:
    """Cells of a list, and how many different ones of them only this list has."""
    words, plain = _lists().lists[name], _lists().plain[name]
    # A town stands before its country: Guadalajara, Mexico.
    said = {cell: (cell.rpartition(",")[2].strip() if name == _COUNTRIES else cell).casefold() for cell in counted}
    held = {cell: number for cell, number in counted.items() if said[cell] in words}
    return sum(held.values()), len({said[cell] for cell in held} - plain), name


def looks_like_value(cell: str) -> bool:
    """Whether a cell is of a closed list or has the shape of a number: a header has none such.

    >>> looks_like_value("Hispanic"), looks_like_value("religion")
    (True, False)
    """
    plain = cell.strip().casefold()
    return any(plain in words for words in _lists().lists.values()) or any(one.fullmatch(cell.strip()) for one in _shapes().values())
