"""What a sample of a column's cells tells: shapes of numbers, and words of closed lists. Codes and bare numbers tell nothing.

The cells are looked at in memory. What comes out is a class and how many of the cells fit it; never a cell.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.meaning import meaning
from sanctuary.names.sensitive import Found

__all__ = ["looks_like_value", "told_by_values"]

_SHARE = 0.6
"""How many of the cells must fit."""

_FEWEST = 4
"""Cells from which a column is judged."""

_LONGEST = 80
"""Letters of a cell that may be of a list."""

_COUNTRIES = "countries"

_STATE = re.compile(r"\b(?:Republic|State|States|Federation|Province) of\b|\bRepublic$|^\s*the$", re.IGNORECASE)
"""What stands behind the name of a country in ISO 3166."""

_CODE = re.compile(r"^\s*(?:\w{1,3}\s*[-:=.)]|\d+)\s+")
"""A code before what it stands for."""

_BETWEEN = re.compile(r"[\W_]+")

_PARTS = re.compile(r"[/();,|+&]|\s-\s|\b(?:and|or|y|o)\b")

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


_HEADERS = frozenset(
    {"visa", "national", "visitor", "immigrant", "i", "td", "tn", "per", "can", "pan", "pol", "esp", "dom", "ead", "pi", "api"}
)
"""Words of the lists that stand in headers as often."""


def _key(said: str) -> str:
    """A word without accents, points and dashes, in small letters."""
    letters = said.casefold().replace(".", "").replace("'", "")
    if not letters.isascii():
        letters = "".join(one for one in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(one))
    return _BETWEEN.sub(" ", letters).strip()


@cache
def _keys(of: Literal["lists", "plain"]) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(_key, held)) for name, held in getattr(_lists(), of).items()}


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
    read = [(_read(cell), number) for cell, number in counted.items()]
    best = max((_listed(name_, read) for name_ in _lists().lists), key=lambda one: one[:2])
    fits, sure, of = best
    if fits < _SHARE * total or sure < 2:
        return None
    if of == _COUNTRIES:
        towns = sum(number for cell, number in read if cell.town)
        of = "birth_place" if "birth" in meaning(name) or 2 * towns > total else "national_origin"
        return Found(of, "possible", _told(fits, total, "are countries"))
    return Found(of, "likely" if sure > 2 else "possible", _told(fits, total, "are of its list"))


def _told(fits: int, total: int, what: str) -> str:
    return f"{fits:,} of {total:,} cells looked at {what}"


class _Cell(NamedTuple):
    """A cell as it is looked up: whole, in parts, and the country that it ends in."""

    whole: str
    parts: tuple[str, ...]
    country: str
    town: bool


def _read(cell: str) -> _Cell:
    """Without a code before it: 1 - White (not Hispanic); Refugee/Asylee; Guadalajara, Mexico; Korea, Republic of."""
    said = _CODE.sub("", cell)
    if len(said) > _LONGEST:
        return _Cell("", (), "", town=False)
    whole, (before, _, last) = _key(said), said.rpartition(",")
    parts = tuple(filter(None, map(_key, _PARTS.split(said)))) if _PARTS.search(said) else (whole,)
    form = bool(before) and _STATE.search(last) is not None
    return _Cell(whole, parts, _key(before if form else last), bool(before) and not form)


def _listed(name: str, read: Iterable[tuple[_Cell, int]]) -> tuple[int, int, str]:
    """Cells of a list, and how many different ones of them only this list has."""
    words, plain = _keys("lists")[name], _keys("plain")[name]
    fits, sure = 0, set()
    for cell, number in read:
        said = (cell.country,) if name == _COUNTRIES else (cell.whole,) if cell.whole in words else cell.parts
        if said and words.issuperset(said):
            fits += number
            if not plain.issuperset(said):
                sure.add(said)
    return fits, len(sure), name


def looks_like_value(cell: str) -> bool:
    """Whether a cell is of a closed list or has the shape of a number: a header has none such.

    >>> looks_like_value("Hispanic"), looks_like_value("religion")
    (True, False)
    """
    plain = _key(cell)
    listed = plain not in _HEADERS and any(plain in words for words in _keys("lists").values())
    return listed or any(one.fullmatch(cell.strip()) for one in _shapes().values())
