"""The names of the country's cities and counties: a small table of public facts, and the states that they lie in.

`packs/places.tsv.gz` has a line for each county (Census Bureau, county population totals, vintage 2021), for each city, town, village and
borough (the same, city and town population totals) and for towns and townships with police of their own (FBI, police employees, 2025).
`tools/names.py` makes it from those tables. It is read when a name is looked up that no pack has.
"""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sanctuary.documents import Frozen, parse_toml, read_text, shape

__all__ = ["TABLE", "Entry", "Gazetteer", "State", "entries_in", "entry_of", "key", "read_gazetteer", "read_states", "slug"]

_BESIDE = Path(__file__).resolve().parent.parent / "packs"

TABLE = _BESIDE / "places.tsv.gz"
"""State, kind, name, counties (with semicolons), population, the tail of the id and the middle on the map, with tabs between."""

_ONE_WORD = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount", "twp": "township"}
_FIRST = {"n": "north", "s": "south", "e": "east", "w": "west"}
_NOT_SIGNS = str.maketrans("", "", ".'`\u2018\u2019\u02bb\u02bc")


def key(name: str) -> str:
    """A name as it is looked up: without accents, case, dots, or more than one space; Saint and St. are one word.

    >>> key("  Doña Ana  County"), key("St. Louis"), key("saint louis"), key("Winston-Salem"), key("W. Hollywood")
    ('dona ana county', 'st louis', 'st louis', 'winston salem', 'west hollywood')
    """
    if not name.isascii():
        name = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = [_ONE_WORD.get(word, word) for word in re.split(r"[^a-z0-9]+", name.casefold().translate(_NOT_SIGNS)) if word]
    if len(words) > 1:
        words[0] = _FIRST.get(words[0], words[0])
    return " ".join(words)


def slug(name: str) -> str:
    """A name as it stands in an id.

    >>> slug("Doña Ana County")
    'dona-ana-county'
    """
    return key(name).replace(" ", "-")


class State(Frozen, frozen=True):
    """A state, the District of Columbia or a territory; `fips` is its number in the Census's tables and shapes."""

    id: str
    name: str
    abbr: str
    fips: str


class _States(Frozen, frozen=True):
    state: tuple[State, ...]


@cache
def read_states() -> tuple[State, ...]:
    """Every state and territory, in the order of names, territories last."""
    path = _BESIDE / "states.toml"
    return shape(parse_toml(read_text(path), str(path)), _States, str(path)).state


class Entry(NamedTuple):
    """A city or county of the table. `counties` are full names; a county's own and an independent city's are empty.

    `middle`: of a county's shape, on a map 975 wide and 610 high.
    """

    id: str
    state: str
    kind: str
    name: str
    counties: tuple[str, ...]
    population: int
    middle: tuple[int, int] | None = None


class Gazetteer(NamedTuple):
    """The table, by id and by key; a county or township stands under its full name in `named`, without its kind in `short`."""

    entries: Mapping[str, Entry]
    named: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]


_COUNTY = re.compile(r" (county|parish|borough|census area|city and borough|municipality|township)$")


@cache
def _lines() -> Mapping[str, tuple[str, ...]]:
    """The lines of the table by the state that they begin with."""
    found: dict[str, list[str]] = {}
    for line in gzip.decompress(TABLE.read_bytes()).decode().splitlines():
        found.setdefault(line[: line.index("\t")], []).append(line)
    return {state: tuple(lines) for state, lines in found.items()}


@cache
def entries_in(state: str) -> Mapping[str, Entry]:
    """The places of one state, named as in the table (CA), by id: a tenth of a second less than to read every state's."""
    return {entry.id: entry for _, entry in _read(state)}


def entry_of(name: str) -> Entry | None:
    """A place of the table by its id; nothing where it has none of that id."""
    state = name.partition("-")[2].partition("-")[0].upper()
    return entries_in(state).get(name)


@cache
def _read(state: str) -> tuple[tuple[str, Entry], ...]:
    """The places of one state, each with its key."""
    return tuple(map(_entry, _lines().get(state, ())))


def _entry(line: str) -> tuple[str, Entry]:
    state, kind, name, counties, population, tail, at = line.split("\t")
    found = key(name)
    ident = f"us-{state.lower()}-{found.replace(' ', '-')}{'-' if tail else ''}{tail}"
    x, _, y = at.partition(" ")
    inside = tuple(counties.split(";")) if counties else ()
    return found, Entry(ident, state, kind, name, inside, int(population), (int(x), int(y)) if at else None)


@cache
def read_gazetteer() -> Gazetteer:
    """The table that comes with the program."""
    entries: dict[str, Entry] = {}
    named: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for state in _lines():
        for found, entry in _read(state):
            entries[entry.id] = entry
            named.setdefault(found, []).append(entry.id)
            if entry.kind in ("county", "township"):
                short.setdefault(_COUNTY.sub("", found), []).append(entry.id)
    return Gazetteer(entries, {name: tuple(ids) for name, ids in named.items()}, {name: tuple(ids) for name, ids in short.items()})
