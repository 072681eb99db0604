"""Whether some lawful place could meet each criterion of a definition.

The proof is a place: the definition's own rules as the law of a city or a state under federal law. If that place does not meet a
criterion, whatever readings of federal law are true, no lawful place does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.study.judge import can_be_met
from sanctuary.study.ways import CHARITABLE, STRICT

__all__ = ["NATION", "Unmeetable", "unmeetable"]

NATION = "us"


@dataclass(frozen=True, slots=True)
class Unmeetable:
    """A criterion that no lawful place can meet: in its strict reading alone, or in the charitable one too."""

    standard: str
    criterion: str
    title: str
    charitably_too: bool


def unmeetable(library: Library, standard: Pack, on: date, before: Proofs | None = None) -> Iterator[Unmeetable]:
    """The criteria of a definition that a place would not meet whose law is the definition itself, under the federal law of a day.

    `before` are proofs of the definition that were made already, whose solvers are shared.
    """
    if NATION not in library.ids:
        return
    proofs = Proofs(law_of(library.below(standard.id, NATION), standard.id, on), before=before)
    for criterion in standard.criteria:
        if not can_be_met(proofs, standard, criterion, STRICT):
            charitably = can_be_met(proofs, standard, criterion, CHARITABLE)
            yield Unmeetable(standard.id, criterion.id, criterion.title, not charitably)
