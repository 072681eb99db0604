"""A court's paper in hand, as it ordinarily is: for this person, this place, this request. The other case is told behind it.

Whoever holds a judge's warrant asks about the person whom it names. Where that leaves nothing that forbids the act, it is the answer; a
paper for somebody else opens nothing, and then the law says what it says without it.
"""

from dataclasses import dataclass

from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.beside import COVERS, NO_PAPER, PAPER, PAPER_COURT, is_ground
from sanctuary.law.standing import not_encoded
from sanctuary.model import Outcome
from sanctuary.study.openings import by_itself
from sanctuary.study.terms import covers

__all__ = ["Ordinary", "ordinary", "without_it"]


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The question with the paper covering what is asked, and its answer; `bare` is the same without the paper, with its answer."""

    situation: Situation
    report: DecisionReport
    bare: Situation
    bare_report: DecisionReport


def ordinary(proofs: Proofs, situation: Situation, report: DecisionReport) -> Ordinary | None:
    """The ordinary case of a court's paper, where nothing found forbids the act in it; nothing where that is told already, or is not so."""
    proof, law = proofs[situation.action], proofs.law
    paper = situation.context.get(PAPER)
    told = COVERS in situation.context or COVERS not in proof.action.by_name
    if report.outcome != Outcome.DEPENDS or told or not_encoded(law.place, law.packs):
        return None
    if paper not in proof.court_papers or not is_ground(paper, situation.action):
        return None
    covered = replace(situation, context={**situation.context, COVERS: True})
    found = decide(proofs, covered)
    if found.outcome != Outcome.SILENT:
        return None
    rest = {name: value for name, value in situation.context.items() if name != PAPER_COURT}
    bare = replace(situation, context={**rest, PAPER: NO_PAPER}, other_paper="")
    return Ordinary(covered, found, bare, decide(proofs, bare))


def without_it(action: str, said: str) -> str:
    """What a paper for somebody or something else is worth, with the first sentence of the answer without it."""
    plain = by_itself(said, "in the plainest case")
    return f"If {covers(action, value=False)}, it opens nothing. Without it: {plain}"
