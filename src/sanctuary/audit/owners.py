"""Whose rows a table holds: a column whose cells name states, where some of them are not the place's own.

Cells are only compared with the names and abbreviations of states; what is proposed are those, in the letters of the table.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sanctuary.law.gazetteer import State, read_states
from sanctuary.law.packs import Library
from sanctuary.names.words import words_of_name

__all__ = ["Owners", "owners_of"]

_NAMED = {"state", "st", "jurisdiction", "province"}
_OF_PERSONS = {
    "birth",
    "born",
    "origin",
    "residence",
    "home",
    "license",
    "licence",
    "plate",
    "mailing",
    "citizenship",
    "country",
    "conviction",
}
_SURE = 0.9
"""The share of filled cells that must name a state."""


@dataclass(frozen=True)
class Owners:
    """The column, how many of its filled cells name another state than the place's, and which cell stands for which pack.

    `local`: the place is below a state, and the column tells the state alone.
    """

    column: str
    elsewhere: int
    filled: int
    values: Mapping[str, str]
    local: bool


def owners_of(cells: Mapping[str, Sequence[str]], taken: set[str], library: Library, place: str) -> Owners | None:
    """The first column that tells of which state a row is, where not all rows are of the place's state.

    States with a pack of their own are proposed beside the place, so that their rows are judged by their own law; the others are set aside.
    """
    own = "-".join(place.split("-")[:2])
    if not place.startswith("us-") or own not in library.places.states():
        return None
    spelled = {form: state for state in read_states() for form in _forms(state)}
    for name, held in cells.items():
        words = set(words_of_name(name))
        found = Counter(cell.strip() for cell in held)
        named = {cell: spelled[cell].id for cell in found if cell in spelled}
        known = sum(found[cell] for cell in named)
        elsewhere = sum(found[cell] for cell, state in named.items() if state != own)
        if name in taken or not words & _NAMED or words & _OF_PERSONS or not elsewhere or known < _SURE * len(held):
            continue
        ordered = sorted(named, key=lambda cell: (named[cell] != own, named[cell]))
        values = {cell: place if named[cell] == own else named[cell] for cell in ordered if named[cell] in (own, *library.ids)}
        return Owners(name, elsewhere, len(held), values, local=place != own) if values else None
    return None


def _forms(state: State) -> tuple[str, ...]:
    return (state.name, state.name.upper(), state.name.lower(), state.abbr, state.abbr.lower())
