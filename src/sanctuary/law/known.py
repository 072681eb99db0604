"""Law of states and places without a pack, known of and not encoded, packs/known.toml: it decides nothing and stands beside answers."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sanctuary.documents import Frozen
from sanctuary.law.listed import listed
from sanctuary.model import SourceKind

__all__ = ["Known", "known"]


class Known(Frozen, frozen=True):
    """Law of a state or place: its citation, what it is about in words of our own, and in what that was read, and when.

    `acts` are those of which it speaks by name.
    """

    place: str
    cites: str
    what: str
    title: str
    address: str
    kind: SourceKind
    read: date
    acts: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The citation with what it is about; "by reports" where the text was not read."""
        return f"{self.cites} ({'' if self.kind in ('official', 'mirror') else 'by reports, '}{self.what})"

    @property
    def sourced(self) -> str:
        """The same, with in what it was read, where that is, and when it was."""
        return f"{self.said}: {self.title}, {self.address} ({self.read})."


class _File(Frozen, frozen=True):
    law: tuple[Known, ...]


@cache
def known() -> Mapping[str, tuple[Known, ...]]:
    """What is known of each state or place that has a line, by its id, in the order in which it is to be told."""
    return listed("known.toml", _File, lambda file: file.law)
