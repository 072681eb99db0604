"""Which places can be named: those whose law is encoded, and any city or county of the table of names."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.packs import Library

__all__ = ["SCHEMA", "PlaceNamed", "PlacesNamed", "places"]

SCHEMA = "sanctuary.places/1"


class PlaceNamed(Frozen, frozen=True):
    """A place. `encoded`: it has a pack, searched through `known_through`; else it stands under the law of `above` alone."""

    id: str
    title: str
    kind: str
    encoded: bool
    known_through: date | None
    above: tuple[str, ...]
    population: int | None


class PlacesNamed(Frozen, frozen=True):
    """The places whose names begin a word with what was asked, the ones meant first; without a word those with a pack."""

    schema: str
    asked: str
    places: tuple[PlaceNamed, ...]


def places(library: Library, word: str = "") -> PlacesNamed:
    """Every place with a pack, or, for a word, every place of that name: packs, states, then by population."""
    found = library.places.like(word) if word else [one for one in library.ids if not one.startswith("standard-")]
    return PlacesNamed(schema=SCHEMA, asked=word, places=tuple(_named(library, one) for one in found))


def _named(library: Library, name: str) -> PlaceNamed:
    if name in library.ids:
        pack = library.get(name)
        return PlaceNamed(
            id=name, title=pack.file.title, kind=pack.government, encoded=True, known_through=pack.file.known_through,
            above=pack.file.parents, population=None,
        )  # fmt: skip
    if library.places.state(name):
        kind = {"us-dc": "district"}.get(name, "state")
        title = library.places.title(name)
        return PlaceNamed(id=name, title=title, kind=kind, encoded=False, known_through=None, above=("us",), population=None)
    entry = library.places.entry(name)
    return PlaceNamed(
        id=name, title=library.places.title(name), kind=entry.kind, encoded=False, known_through=None,
        above=(f"us-{entry.state.lower()}",), population=entry.population,
    )  # fmt: skip
