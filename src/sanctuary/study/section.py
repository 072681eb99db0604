"""A part of an answer that is told to a person."""

from sanctuary.documents import Frozen

__all__ = ["Section"]


class Section(Frozen, frozen=True):
    """A heading (none for the answer itself), its lines, and whether what it says is folded: of use to few readers."""

    heading: str
    lines: tuple[str, ...]
    folded: bool = False
