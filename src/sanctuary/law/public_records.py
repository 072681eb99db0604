"""Laws of states on public records, known of and not encoded, packs/records.toml: they decide nothing and stand beside drafts."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sanctuary.documents import Frozen
from sanctuary.law.listed import listed
from sanctuary.law.packs import Pack
from sanctuary.law.runs import ancestors
from sanctuary.model import SourceKind

__all__ = ["RecordsAct", "records_act", "records_acts"]


class RecordsAct(Frozen, frozen=True):
    """A state's law on public records: its name and citation, what it asks in words of our own, and in what that was read, and when."""

    place: str
    name: str
    cites: str
    what: str
    title: str
    address: str
    kind: SourceKind
    read: date


class _File(Frozen, frozen=True):
    law: tuple[RecordsAct, ...]


@cache
def records_acts() -> Mapping[str, tuple[RecordsAct, ...]]:
    """The acts of each state that has a line, by its id."""
    return listed("records.toml", _File, lambda file: file.law)


def records_act(place: Pack, packs: Mapping[str, Pack]) -> RecordsAct | None:
    """The act of the state above a place, or of itself; nothing where none is known."""
    found = (one for name in ancestors(packs, (place.id,)) for one in records_acts().get(name, ()))
    return next(found, None)
