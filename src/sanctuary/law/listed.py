"""Lines of a file of packs/ by the place of which they tell: law that is known and not encoded, what others say."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from sanctuary.documents import parse_toml, read_text, shape

__all__ = ["listed"]

_PACKS = Path(__file__).resolve().parent.parent / "packs"

File = TypeVar("File")


class OfPlace(Protocol):
    """A line that tells of a place."""

    @property
    def place(self) -> str:
        """Its id."""
        ...


Line = TypeVar("Line", bound=OfPlace)


def listed(name: str, file: type[File], lines: Callable[[File], Iterable[Line]]) -> Mapping[str, tuple[Line, ...]]:
    """The lines of each place that has one, by its id, in the order in which they are to be told."""
    path = _PACKS / name
    found: dict[str, tuple[Line, ...]] = {}
    for one in lines(shape(parse_toml(read_text(path), str(path)), file, str(path))):
        found[one.place] = (*found.get(one.place, ()), one)
    return found
