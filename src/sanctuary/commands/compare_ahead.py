"""What a comparison tells beside the rows of the plain questions: what changes within a year, and what binds the sheriff alone."""

from collections.abc import Mapping

from sanctuary.law.jurisdiction import Law
from sanctuary.study.ahead import Ahead, ahead, ahead_said
from sanctuary.study.moved import moved
from sanctuary.study.phrases import titled, upper
from sanctuary.study.summary import short_names

__all__ = ["AHEAD", "MOVED", "coming", "marked", "moves"]

AHEAD = "Beside the rows."
"""The lead of what the rows cannot hold."""

MOVED = "Moved."
"""The lead of how many answers moved at each place."""


def coming(laws: tuple[Law, Law]) -> str:
    """For each place what enacted law changes within a year in a row; nothing of one place on two days.

    Of a place that is no state also what its law asks of the sheriff alone: of a state that is a row.
    """
    if laws[0].place.id == laws[1].place.id:
        return ""
    found = ((upper(titled(law.place.file.title)), "; ".join(ahead_said(_beside(law)))) for law in laws)
    return " ".join(f"{name}: {said}." for name, said in found if said)


def _beside(law: Law) -> tuple[Ahead, ...]:
    return tuple(one for one in ahead(law) if not (one.now and law.place.file.level == "state"))


def marked(laws: tuple[Law, Law], at: int) -> Mapping[tuple[str, str], str]:
    """For the questions, and officers, of which `coming` tells something of one side, the cell with a place for its answer.

    What comes for the sheriff alone marks the row of the officers who are asked first too.
    """
    if laws[0].place.id == laws[1].place.id:
        return {}
    return {(one.question, who): "{}; see above" for one in _beside(laws[at]) for who in ("", one.who)}


def moves(laws: tuple[Law, Law]) -> tuple[str, ...]:
    """How many plain answers moved at each of two places since its law was searched, the longest form first; one place alone has none.

    The last form is empty: it is for a screen without room.
    """
    found = [] if laws[0].place.id == laws[1].place.id else [moved(law) for law in laws]
    names = short_names(*laws)
    told = [(name, one) for name, one in zip(names, found, strict=False) if one]
    if len(told) < len(laws):
        return ("",)
    forms = ("; ".join(f"{name}: {one.said}" for name, one in told), "; ".join(f"{name} {one.brief}" for name, one in told))
    return (*(f"{form}." for form in forms), "")
