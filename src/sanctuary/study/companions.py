"""What is owed on a paper that comes with the one that was named: a detainer form comes with an administrative warrant."""

from dataclasses import dataclass

from sanctuary.documents import replace
from sanctuary.engine.decide import DutyReport, decide
from sanctuary.law.beside import PAPER
from sanctuary.model import Outcome
from sanctuary.study.opening import Asked

__all__ = ["WITH", "Beside", "brought", "companion"]

WITH = {"administrative-warrant": "detainer", "detainer": "administrative-warrant"}
"""The paper that comes with a paper: by the form I-247A itself a warrant is attached to it."""


def companion(asked: Asked) -> str:
    """The paper that may have come with the one that was named; nothing where none does."""
    return WITH.get(str(asked.known.get(PAPER)), "")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the other paper brings: its outcome, where that is another, and the duties on receiving it that are new."""

    outcome: Outcome | None
    duties: tuple[DutyReport, ...]


def brought(asked: Asked) -> Beside:
    """What the paper that may have come too brings: no duty and no answer is lost by naming one of two."""
    other = companion(asked)
    if not other:
        return Beside(None, ())
    found = decide(asked.proofs, replace(asked.situation, context={**asked.situation.context, PAPER: other}))
    ours = {(one.duty, one.on) for one in asked.report.duties}
    duties = tuple(one for one in found.duties if one.on == "request" and (one.duty, one.on) not in ours)
    return Beside(found.outcome if found.outcomes != asked.report.outcomes else None, duties)
