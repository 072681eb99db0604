"""How the courts of a state are called on their papers, so that a counter is asked for words that stand there: courts.toml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape

__all__ = ["Courts", "court_words", "courts_of", "every_court"]


class Courts(Frozen, frozen=True):
    """The names of a state's trial courts, and where they were found."""

    names: tuple[str, ...]
    source: str


@cache
def every_court() -> Mapping[str, Courts]:
    """The trial courts by the id of a state."""
    path = Path(__file__).resolve().parent / "courts.toml"
    return {name: shape(held, Courts, f"{path}: {name}") for name, held in parse_toml(read_text(path), str(path)).items()}


def courts_of(place: str) -> tuple[str, ...]:
    """The names for a place, by its id; none where its state's are not known."""
    return next((held.names for name, held in every_court().items() if place == name or place.startswith(f"{name}-")), ())


def court_words(place: str) -> dict[str, str]:
    """What fills the texts of conduct with them: all names, and the first; empty where they are not known."""
    found = courts_of(place)
    return {"courts": ", ".join(found), "court": found[0] if found else ""}
