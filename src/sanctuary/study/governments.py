"""Governments as a sentence names them: those of a law, and those that run somebody and have no pack."""

from collections.abc import Iterable

from sanctuary.law.jurisdiction import Law
from sanctuary.law.runs import ELSEWHERE
from sanctuary.study.phrases import listed, titled

__all__ = ["government", "laws"]


def government(law: Law, name: str, actor: str = "") -> str:
    """A government of a law as a sentence names it: without its state, which stands beside it; one without a pack by what it is.

    `actor` is whom it runs, where it is not known which government that is: the sheriff of a city in several counties.
    """
    if name == ELSEWHERE:
        kinds = law.library.usually
        kind = next((one for one, words in _UNNAMED.items() if actor in kinds.get(one, ()) and words), "")
        return _UNNAMED.get(kind, "another government").format(place=_short(law)) if kind else "another government"
    return _short(law) if name == law.place.id else titled(law.title_of(name))


_UNNAMED = {"county": "the counties {place} lies in", "district": "the school district"}
"""Who runs, as its kind usually does, an actor of a place of which the table names no single government."""


def _short(law: Law) -> str:
    """The place without the state that its title ends in."""
    title = law.place.file.title
    states = [pack.file.title for pack in law.packs.values() if pack.government == "state" and pack is not law.place]
    return titled(next((title.removesuffix(f", {state}") for state in states if title.endswith(f", {state}")), title))


def laws(law: Law, names: Iterable[str], actor: str = "") -> str:
    """Of whose law a sentence speaks.

    "of Houston, of Texas and of the United States".
    """
    return listed([f"of {one}" for one in dict.fromkeys(government(law, name, actor) for name in names)])
