"""The next question by the solver alone, for a law whose diagram would be too large: exact in what can matter, plain in the order."""

from sanctuary.engine.answer import outcomes_of
from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.step import Question, Start, Step, choices_of
from sanctuary.engine.turns import turns_on

__all__ = ["next_by_solver"]


def next_by_solver(proofs: Proofs, start: Start) -> Step:
    """The nearest fact that can matter, in the order of the vocabulary among equals; what may occur together is not looked at."""
    proofs = proofs.under(start.readings)
    proof, asking = proofs[start.action], proofs.law.library.asking
    known = start.whole
    assumed = [*proof.fixed(known), *proof.held(start.readings), *proof.standing(known, start.papers)]
    outcomes = outcomes_of(proof, assumed)
    turns = turns_on(proof, known, start.readings, start.papers, lambda one: _watched(one, start))
    able = [name for name in turns if name in proof.action.by_name and name not in start.not_known]
    if not able:
        return Step(question=None, outcomes=outcomes, can_matter=(), depends_on=turns)
    fact = min(able, key=lambda name: asking.effort[asking.fact[name].seen])
    cells = [(cell, outcomes_of(proof, [*assumed, literal])) for cell, literal in proof.grid().cells[fact].items()]
    choices = choices_of([(cell, number, found) for number, (cell, found) in enumerate(cells) if found])
    rules = tuple(b.rule.id for b in proof.rules if _turns(proof, assumed, fact, proof.decides.get(b.rule.id, -proof.clauses.true)))
    question = Question(fact=fact, seen=asking.fact[fact].seen, choices=choices, rules=rules)
    return Step(question=question, outcomes=outcomes, can_matter=tuple(able), depends_on=())


def _watched(proof: Proof, start: Start) -> list[int]:
    """What the goal looks at beside the outcome."""
    if start.goal == "outcome":
        return []
    rules = [*proof.decides.values(), *proof.obliges.values()] if start.goal == "reasons" else []
    return [*_duties(proof), *rules]


def _duties(proof: Proof) -> list[int]:
    by_duty: dict[tuple[str, str, str], list[int]] = {}
    for b in proof.rules:
        if b.rule.effect == "obliges":
            by_duty.setdefault((b.rule.duty, b.rule.on, b.rule.within), []).append(proof.obliges[b.rule.id])
    return [proof.clauses.some(literals) for literals in by_duty.values()]


def _turns(proof: Proof, assumed: list[int], fact: str, literal: int) -> bool:
    """Whether a rule decides with some values of a fact and not with others."""
    cells = proof.grid().cells[fact].values()
    can = [proof.possible([*assumed, cell, literal]) for cell in cells]
    return any(can) and any(proof.possible([*assumed, cell, -literal]) for cell in cells)
