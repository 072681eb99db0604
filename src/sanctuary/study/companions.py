"""What is owed on a paper that comes with the one that was named: a detainer form comes with an administrative warrant."""

from sanctuary.documents import replace
from sanctuary.engine.decide import DutyReport, decide
from sanctuary.law.beside import PAPER
from sanctuary.study.opening import Asked

__all__ = ["WITH", "companion", "owed_beside"]

WITH = {"administrative-warrant": "detainer", "detainer": "administrative-warrant"}
"""The paper that comes with a paper: by the form I-247A itself a warrant is attached to it."""


def companion(asked: Asked) -> str:
    """The paper that may have come with the one that was named; nothing where none does."""
    return WITH.get(str(asked.known.get(PAPER)), "")


def owed_beside(asked: Asked) -> tuple[DutyReport, ...]:
    """The duties on receiving the other paper that the named one alone does not bring: no duty is lost by naming one of two."""
    other = companion(asked)
    if not other:
        return ()
    situation = replace(asked.situation, context={**asked.situation.context, PAPER: other})
    ours = {(one.duty, one.on) for one in asked.report.duties}
    return tuple(one for one in decide(asked.proofs, situation).duties if one.on == "request" and (one.duty, one.on) not in ours)
