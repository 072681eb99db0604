"""Columns of countries, and of the towns and regions where people were born: by name, by code, and behind a town."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.cells import Cell, key, words

__all__ = ["Placed", "codes_of_places", "placed", "places_file"]

_COUNTRIES = "countries"

_STATE = re.compile(r"\b(?:Republic|State|States|Federation|Province|Democratic Republic|The) of\b|\bRepublic$|^\s*the$", re.IGNORECASE)
"""What stands behind the name of a country in ISO 3166."""

_BORN = re.compile(
    r"^(?:born|nacid[oa]|naci[oó]|native|place of birth|lugar de nacimiento|nativ[oa])\b\s*(?:in|en|of|de)?:?\s*(?:the )?", re.IGNORECASE
)
_CITIZEN = re.compile(r"^(?:citizen|ciudadan[oa]|national|nacional|subject)\s+(?:of|de)\s+(?:the |los )?", re.IGNORECASE)

_TOWNS = 0.8
"""How many cells must be a town with a state or a country behind it, where most of these are of the country itself."""
_ABROAD = 0.12
"""How many of those must lie abroad."""
_CODES = 0.9
"""How many cells must be codes: any two letters are one of two lists often enough."""
_NCIC = 0.95


class _File(Frozen, frozen=True, kw_only=True):
    alpha_two: frozenset[str]
    alpha_three: frozenset[str]
    names: frozenset[str]
    trade_two: frozenset[str]
    trade_three: frozenset[str]
    trade: frozenset[str]
    states: frozenset[str]
    provinces: frozenset[str]
    ncic: frozenset[str]
    ncic_only: frozenset[str]
    regions: frozenset[str]
    towns: frozenset[str]
    home: frozenset[str]
    plain: frozenset[str]


@cache
def places_file() -> _File:
    """Codes and names of places, as they stand in `names/places.toml`."""
    text = (files("sanctuary.names") / "places.toml").read_text("utf-8")
    return shape(parse_toml(text, "names/places.toml"), _File, "names/places.toml")


class _Known(NamedTuple):
    names: frozenset[str]
    plain: frozenset[str]
    trade: frozenset[str]
    abroad: frozenset[str]
    home: frozenset[str]
    elsewhere: frozenset[str]


@cache
def _known() -> _Known:
    """The words of countries, of those that say nothing alone, of trade, and of towns and regions abroad."""
    held, listed = places_file(), words()[_COUNTRIES]
    names = listed.phrases | frozenset(map(key, held.names))
    trade = frozenset(map(key, held.trade))
    abroad = frozenset(map(key, held.regions | held.towns))
    return _Known(names, listed.plain | trade, trade, abroad, frozenset(map(key, held.home)), frozenset(map(key, held.plain)))


class _Place(NamedTuple):
    """What a cell names: `sure` is empty where it may be of anything; `how` it was written."""

    sure: str
    how: Literal["country", "town", "abroad", "home", "born", "citizen"]
    trade: bool = False


class Placed(NamedTuple):
    """How many cells are places, what they prove, and the class."""

    fits: int
    proves: int
    of: str


def placed(read: Sequence[tuple[Cell, int]], total: int, cut: int, *, birth: bool) -> Placed:
    """What the cells say of countries and towns; `cut` is where the column cuts them off, `birth` whether its name speaks of birth."""
    found = [(place, number) for cell, number in read if (place := _place(cell, cut)) is not None]
    fits = sum(number for _, number in found)
    sure = {place.sure for place, _ in found if place.sure}
    trade = len({index for index, (place, _) in enumerate(found) if place.trade})
    how = {
        way: sum(number for place, number in found if place.how == way) for way in ("country", "town", "abroad", "home", "born", "citizen")
    }
    towns = how["town"] + how["abroad"] + how["home"]
    proves = len(sure) if 2 * len(sure) >= trade else 0
    if proves and how["born"] + how["citizen"] > 0.5 * fits:
        proves = 2
    if towns > 0.5 * fits:
        abroad = sum(number for place, number in found if place.sure)
        if fits < _TOWNS * total and how["town"] > how["abroad"]:
            fits = 0
        if abroad < _ABROAD * total or (how["abroad"] and len(sure) < 3 and abroad < 0.6 * total):
            proves = 0
    apart = birth or how["born"] > 0.3 * fits or towns > 0.4 * fits
    return Placed(fits, proves, "citizenship" if how["citizen"] > 0.3 * fits else "birth_place" if apart else "national_origin")


def _place(cell: Cell, cut: int) -> _Place | None:
    if not cell.whole:
        return None
    if (told := _BORN.match(cell.said)) and (rest := _country(key(cell.said[told.end() :]))):
        return _Place(rest.sure, "born")
    if (told := _CITIZEN.match(cell.said)) and (rest := _country(key(cell.said[told.end() :]))):
        return _Place(rest.sure, "citizen")
    if found := _named(cell, cut):
        return found
    before, comma, last = cell.said.rpartition(",")
    if comma:
        return _country(key(before)) if _STATE.search(last) else _behind(key(last), before)
    known = _known()
    for size in (1, 2):
        name = " ".join(cell.parts[-size:])
        if len(cell.parts) > size and name in known.names and name not in known.plain and len(cell.parts) < 6 and cell.parts[0] != "new":
            return _Place(name, "town")
    return None


def _named(cell: Cell, cut: int) -> _Place | None:
    known = _known()
    if cell.whole in known.abroad and cell.whole not in known.names:
        return _Place("" if cell.whole in known.elsewhere else cell.whole, "abroad")
    if cell.whole in known.home:
        return _Place("", "home")
    if found := _country(cell.whole):
        return found
    fit = words()[_COUNTRIES].fit(cell, cut)
    return _country(max(fit.said, key=len)) if fit else None


def _country(name: str) -> _Place | None:
    known = _known()
    if name not in known.names:
        return None
    return _Place("" if name in known.plain else name, "country", name in known.trade)


def _behind(last: str, before: str) -> _Place | None:
    """A town with a state, a region or a country behind it; the last may be a code."""
    held, known = places_file(), _known()
    if last in known.names:
        return _Place("" if last in known.plain else last, "town", last in known.trade)
    code = last.upper()
    if code in held.states or code in held.provinces:
        return _Place("", "town")
    if last in known.abroad or (key(before) in known.abroad and len(last) < 5):
        return _Place("" if last in known.elsewhere else last, "town")
    if code in held.alpha_two or code in held.alpha_three:
        trade = code in held.trade_two or code in held.trade_three
        return _Place("" if trade or code in ("US", "USA") else last, "town", trade)
    return None


def codes_of_places(counted: Mapping[str, int], total: int) -> Placed | None:
    """Columns of codes: two letters, three letters, or those of the National Crime Information Center beside states."""
    held = places_file()
    home = held.states | held.provinces | {"US", "USA"}
    for codes, trade, long in ((held.alpha_two, held.trade_two, 2), (held.alpha_three, held.trade_three, 3)):
        fits, seen = _coded(counted, codes | {"US", "USA"}, long)
        sure = seen - home - trade
        if fits >= _CODES * total and len(sure) >= 2 and 2 * len(sure) >= len(seen & trade):
            return Placed(fits, len(sure), "national_origin")
    fits, seen = _coded(counted, held.ncic | held.states | held.provinces | {"US"}, 2)
    only = seen & held.ncic_only
    if fits >= _NCIC * total and (len(only) > 2 or ("MM" in only and len(only) > 1)):
        return Placed(fits, len(only), "birth_place")
    return None


def _coded(counted: Mapping[str, int], codes: frozenset[str], long: int) -> tuple[int, frozenset[str]]:
    held = {cell.upper(): number for cell, number in counted.items() if len(cell) == long}
    fits = sum(number for cell, number in _merged(counted, long) if cell in codes)
    return fits, frozenset(held) & codes


def _merged(counted: Mapping[str, int], long: int) -> Iterable[tuple[str, int]]:
    return ((cell.upper(), number) for cell, number in counted.items() if len(cell) == long or cell.upper() in ("US", "USA"))
