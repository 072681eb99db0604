"""What is told of a situation that may leave facts open, whoever finds it: the solver, decision diagrams or the generated function."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome

__all__ = ["VAGUE", "Answer", "CourtPaper", "as_searched"]

VAGUE = (Outcome.MAY, Outcome.SILENT)
"""The outcomes that law which was not found could change."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says of a partial situation.

    `because` decides in every filling, `may_decide` in some. `overridden` says the opposite of a settled outcome and is outranked;
    `voided` forbids and is undone by a guarantee, in some filling, each with the guarantees that can undo it; `noted` is told beside.
    `by_reading` gives for each reading the outcome if it is true and if it is false. `assumed`: no paper of a court is in hand.
    """

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    may_decide: tuple[str, ...]
    overridden: tuple[str, ...]
    voided: Mapping[str, tuple[str, ...]]
    noted: tuple[str, ...]
    duties: tuple[str, ...]
    may_oblige: tuple[str, ...]
    depends_on: tuple[str, ...]
    by_reading: Mapping[str, Mapping[str, Outcome]]
    assumed: bool


@dataclass(frozen=True, slots=True)
class CourtPaper:
    """The outcomes with a paper of a court that covers what is asked, where they differ from those without one."""

    court: str
    papers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def as_searched(law: Law, actor: str, outcome: Outcome) -> Outcome:
    """The outcome as it is told on the day: unknown where the law was not searched far enough for it."""
    vague = outcome in VAGUE and law.early(actor)
    return Outcome.UNKNOWN if law.unknown or vague else outcome
