"""Whose record, and what a place owes: what `init`, `list` and `due` ask of packs alike."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sanctuary.commands.words import in_law_words, place_of
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import StandingDuty
from sanctuary.record.log import Log

__all__ = ["agency_of", "duties_of", "need_agency", "owing"]


def duties_of(place: str, on: date) -> dict[str, tuple[StandingDuty, ...]]:
    """The standing duties of a place by pack, as of a day; none where no place is named."""
    if not place:
        return {}
    library, name = place_of(Library(), place)
    return {pack.id: pack.duties for pack in law_of(library, name, on).packs.values()}


def owing(duties: Mapping[str, Iterable[StandingDuty]]) -> set[str]:
    """Whom standing duties name."""
    return {word for every in duties.values() for one in every for word in one.owed_by}


def agency_of(word: str, place: str, on: date) -> str:
    """The vocabulary's word for an agency, read as `decide --actor` reads one: jail as sheriff; how is said beside the answer."""
    if not word or word in Library().vocabulary.enums["Actor"]:
        return word
    library, name = place_of(Library(), place or "us")
    return in_law_words(law_of(library, name, on), Situation(actor=word)).actor


def need_agency(agency: str, owing: Collection[str], log: Log | None = None) -> None:
    """Refuses an agency that is no actor of the vocabulary, and that no standing duty and no entry names."""
    actors = Library().vocabulary.enums["Actor"]
    if agency and agency not in actors and agency not in owing:
        lines = log.entries() if log is not None else ()
        named = {name for line in lines if line.entry for name in (line.entry.event.local_agency, line.entry.event.actor) if name}
        if agency not in named:
            raise RequestError(f"--agency: no agency is called so here; {nearest(agency, actors)}")
