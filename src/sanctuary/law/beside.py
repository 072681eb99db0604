"""Data beside the vocabulary: which papers are a court's (papers.toml), and what governments usually run (governments.toml)."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, nearest
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.model import PRIVATE_ACTORS, Government

__all__ = ["COVERS", "NO_PAPER", "PAPER", "PAPER_COURT", "Paper", "is_ground", "read_governments", "read_papers"]

PAPER, PAPER_COURT, COVERS = "paper", "paper_court", "paper_covers_request"
"""The facts that name a paper: which, of whose court, and that its terms reach what is asked."""


NO_PAPER = "none"
"""The value of `paper` where no paper is in hand."""


_FOR_PEOPLE = (
    "court-order", "state-arrest-warrant", "federal-arrest-warrant", "bench-warrant", "judicial-probable-cause-determination", "writ",
)  # fmt: skip
_FOR_PLACES = ("court-order", "state-search-warrant", "federal-search-warrant", "civil-inspection-warrant", *_FOR_PEOPLE[1:4])
_GROUNDS = {
    "stop": _FOR_PEOPLE, "hold": _FOR_PEOPLE, "transfer": _FOR_PEOPLE, "allow-interview": _FOR_PEOPLE, "admit": _FOR_PLACES,
}  # fmt: skip


def is_ground(paper: object, action: str) -> bool:
    """Whether a court's paper of this kind is made for such an act: a subpoena or a search warrant has nobody held."""
    return paper in _GROUNDS[action] if action in _GROUNDS else action in ("disclose", "query")


class Paper(Frozen, frozen=True):
    """What a paper is: whether a court issues it, whether a judge decided it, and whose it is by its name alone (or nothing)."""

    court: bool
    judge: bool = False
    whose: str = ""


def read_papers(path: Path, vocabulary: Vocabulary) -> Mapping[str, Paper]:
    """Every paper of the vocabulary, in its order; refuses a paper that either does not have."""
    table = parse_toml(read_text(path), str(path))
    _same(path, table, vocabulary.enums.get("Paper", ()), "paper")
    courts = vocabulary.enums.get("PaperCourt", ())
    found = {name: shape(table[name], Paper, f"{path}: [{name}]") for name in vocabulary.enums.get("Paper", ())}
    for name, paper in found.items():
        if paper.whose and paper.whose not in courts:
            raise PackError(f"{path}: [{name}]: no court is called '{paper.whose}'; {nearest(paper.whose, courts)}")
    return found


def read_governments(path: Path, vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """For each kind of government, the actors that it usually runs; refuses an unknown kind, an unknown and a private actor."""
    table = parse_toml(read_text(path), str(path))
    _same(path, table, get_args(Government), "kind of government")
    actors = [actor for actor in vocabulary.enums["Actor"] if actor not in PRIVATE_ACTORS]
    for kind, runs in table.items():
        for actor in runs:
            if actor not in actors:
                raise PackError(f"{path}: {kind} runs '{actor}', which is no public actor; {nearest(actor, actors)}")
    return {kind: frozenset(runs) for kind, runs in table.items()}


def _same(path: Path, table: Mapping[str, object], known: tuple[str, ...], what: str) -> None:
    for name in (*table, *known):
        if name not in known:
            raise PackError(f"{path}: no {what} is called '{name}'; {nearest(name, known)}")
        if name not in table:
            raise PackError(f"{path}: the {what} '{name}' is missing. Add it.")
