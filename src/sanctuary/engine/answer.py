"""A situation that may leave facts open: what holds for every filling, and what it turns on.

Nothing is assumed false. An outcome holds if every possible filling, of facts and of readings, gives it; else the answer
is *depends*, with exactly the facts that can still change it: those for which two possible situations that differ in this
fact alone have different outcomes. Where only several facts together can change it, a smallest such set is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.solver import Clauses
from sanctuary.errors import RequestError
from sanctuary.law.condition import actions_of, read
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome

__all__ = ["Answer", "answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says of a partial situation.

    `because` decides in every filling, `may_decide` in some. `overridden` says the opposite of a settled outcome, and is outranked or
    voided. `by_reading` gives for each reading the outcome if it is true and if it is false.
    """

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    may_decide: tuple[str, ...]
    overridden: tuple[str, ...]
    duties: tuple[str, ...]
    may_oblige: tuple[str, ...]
    depends_on: tuple[str, ...]
    by_reading: Mapping[str, Mapping[str, Outcome]]


def answer(proofs: Proofs, action: str, known: Mapping[str, Value], readings: Mapping[str, bool]) -> Answer:
    """The answer for the facts known; refuses facts that no possible situation meets.

    `because`, `may_decide`, `duties` and `may_oblige` hold full rule ids, in the order of the packs.
    """
    proof = proofs[action]
    given = {name: value for name, value in proofs.law.given(action).items() if name not in known}
    assumed = [*proof.fixed({**known, **given}), *proof.held(readings)]
    if not proof.possible(assumed):
        raise RequestError(_excluded(proof, known))
    outcomes = _outcomes(proof, assumed)
    sure = _split(proof, proof.decides, assumed)
    owed = _split(proof, proof.obliges, assumed)
    turns = _turns_on(proof, {**known, **given}, readings) if len(outcomes) > 1 else ()
    by_reading = {}
    for name in proof.readings:
        if name in turns:
            pair = {str(v).lower(): _outcomes(proof, [*assumed, *proof.held({name: v})]) for v in (True, False)}
            by_reading[name] = {key: found[0] if len(found) == 1 else Outcome.DEPENDS for key, found in pair.items()}
    single = outcomes[0] if len(outcomes) == 1 else Outcome.DEPENDS
    return Answer(single, outcomes, *sure, _overridden(proof, single, assumed), *owed, turns, by_reading)


def _outcomes(proof: Proof, assumed: list[int]) -> tuple[Outcome, ...]:
    return tuple(outcome for outcome, literal in proof.outcomes.items() if proof.possible([*assumed, literal]))


def _split(proof: Proof, literals: Mapping[str, int], assumed: list[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The rules whose literal holds in every filling, and those for which it holds in some but not all."""
    some = [b.rule.id for b in proof.rules if b.rule.id in literals and proof.possible([*assumed, literals[b.rule.id]])]
    every = tuple(name for name in some if not proof.possible([*assumed, -literals[name]]))
    return every, tuple(name for name in some if name not in every)


_OPPOSITE = {Outcome.MUST: "forbids", Outcome.MAY: "forbids", Outcome.MUST_NOT: "requires"}


def _overridden(proof: Proof, outcome: Outcome, assumed: list[int]) -> tuple[str, ...]:
    """The rules that match and say the opposite of a settled outcome: a higher level decides, or a guarantee voids them."""
    effect = _OPPOSITE.get(outcome, "")
    return tuple(b.rule.id for b in proof.rules if b.rule.effect == effect and proof.possible([*assumed, proof.matches[b.rule.id]]))


def _turns_on(proof: Proof, known: Mapping[str, Value], readings: Mapping[str, bool]) -> tuple[str, ...]:
    """The open facts and readings that can still change the outcome."""
    twin = proof.twin
    a, b = proof.clauses, twin.clauses
    assumed = [-proof.text_only, -twin.text_only]
    for one in (proof, twin):
        assumed += [*one.fixed(known), *one.held(readings)]
    same: dict[str, int] = {}
    for variable in proof.facts:
        if variable.name not in known and a.mentions(variable):
            ours, theirs = a.cells(variable), b.cells(variable)
            same[variable.name] = a.some([a.every([ours[cell], theirs[cell]]) for cell in ours])
    for name, literal in proof.readings.items():
        if name not in readings:
            same[name] = a.some([a.every([literal, twin.readings[name]]), a.every([-literal, -twin.readings[name]])])
    differ = a.some([a.every([proof.outcomes[o], -twin.outcomes[o]]) for o in proof.outcomes])

    def changes(names: set[str]) -> bool:
        return a.solve([*assumed, differ, *(literal for name, literal in same.items() if name not in names)])

    alone = tuple(name for name in same if changes({name}))
    if alone:
        return alone
    together = set(same)
    for name in same:
        if changes(together - {name}):
            together.discard(name)
    return tuple(name for name in same if name in together)


def _excluded(proof: Proof, known: Mapping[str, Value]) -> str:
    """The message for a situation that cannot occur, with the reasons that exclude it."""
    reasons = []
    for policy in proof.law.possible:
        if proof.action.name in actions_of(policy, proof.law.vocabulary):
            clauses = Clauses(proof.action)
            clauses.add(-read(policy, proof.action, clauses))
            fixed = [clauses.among(proof.action.by_name[name], frozenset({value})) for name, value in known.items()]
            if not clauses.solve(fixed):
                reasons.append(policy.tree.annotations["because"])
    shown = "; ".join(reasons) or "several limits of possible.cedar together exclude it"
    return f"this situation cannot occur: {shown}. Change the actor, the action or a fact."
