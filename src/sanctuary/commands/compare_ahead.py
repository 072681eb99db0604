"""What a comparison tells beside the rows of the plain questions: what changes within a year, and what binds the sheriff alone."""

from collections.abc import Mapping

from sanctuary.law.jurisdiction import Law
from sanctuary.study.ahead import ahead, ahead_said
from sanctuary.study.before import before_said
from sanctuary.study.phrases import titled, upper

__all__ = ["AHEAD", "coming", "marked", "searched_since"]

AHEAD = "Beside the rows."
"""The lead of what the rows cannot hold."""


def coming(laws: tuple[Law, Law]) -> str:
    """For each place what enacted law changes within a year in a row, or asks of the sheriff alone; nothing of one place on two days."""
    if laws[0].place.id == laws[1].place.id:
        return ""
    found = ((upper(titled(law.place.file.title)), "; ".join(ahead_said(ahead(law)))) for law in laws)
    return " ".join(f"{name}: {said}." for name, said in found if said)


def marked(laws: tuple[Law, Law], at: int) -> Mapping[str, str]:
    """For the questions of which `coming` tells something of one side, the cell with a place for its answer."""
    if laws[0].place.id == laws[1].place.id:
        return {}
    return {one.question: "{}; see above" for one in ahead(laws[at])}


def searched_since(laws: tuple[Law, Law]) -> str:
    """From which day a law was searched, where a side stands before it, and what is known of the days before all the same."""
    early = {law.place.id: law for law in laws if law.place.file.known_from and law.on < law.place.file.known_from}
    return " ".join(map(_searched, early.values()))


def _searched(law: Law) -> str:
    """The same of one law."""
    file, told = law.place.file, " ".join(before_said(law.packs.values(), law.on))
    since = f"The law of {titled(file.title)} was searched from {file.known_from} on"
    return told or f"{since}. What it said before that was not searched, so that what changed cannot be told."
