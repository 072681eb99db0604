"""What an answer turns on: what situations beside those that were found show, and what gates say, is what two laws in one solver say."""

import random
from collections.abc import Mapping
from datetime import date

import pytest

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.engine.turns import turns_on
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from situations import random_values

ON = date(2026, 3, 1)
EACH = 12


@pytest.mark.parametrize("place", ["us-ca-los-angeles-county", "us-tx"])
def test_what_changes_an_answer_alone_is_what_the_solver_says(library: Library, place: str) -> None:
    """Random situations with a few facts known, every fact tried in the solver alone, none left out beforehand."""
    rng, proofs = random.Random(place), Proofs(law_of(library, place, ON))
    turned = 0
    for action in ("disclose", "transfer", "hold", "admit"):
        proof, made = proofs[action], 0
        while made < EACH:
            values = random_values(rng, proof.action)
            known = {name: value for name, value in values.items() if name in (ACTOR, RESOURCE) or rng.random() < 0.4}
            if not proof.possible([*proof.fixed(known), *proof.standing(known)]):
                continue
            made += 1
            found = turns_on(proof, known, {}, "assumed")
            alone = by_solver(proof, known)
            assert found == alone or not alone, known
            turned += bool(found)
    assert turned


def by_solver(proof: Proof, known: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts and readings that change the outcome alone: two laws in one solver, asked of each."""
    one, other = proof.double, proof.double.twin
    a, mine, theirs = one.clauses, one.grid().cells, other.grid().cells
    assumed = [lit for each in (one, other) for lit in (-each.text_only, *each.fixed(known), *each.standing(known))]
    same = {name: a.some([a.every([mine[name][cell], theirs[name][cell]]) for cell in mine[name]]) for name in mine if name not in known}
    for name, lit in one.readings.items():
        same[name] = a.some([a.every([lit, other.readings[name]]), a.every([-lit, -other.readings[name]])])
    differ = a.some([a.every([one.outcomes[out], -other.outcomes[out]]) for out in one.outcomes])
    return tuple(name for name in same if a.solve([*assumed, differ, *(lit for rest, lit in same.items() if rest != name)]))


def test_what_is_kept_of_a_fact_is_forgotten_with_the_situations(library: Library) -> None:
    """The same questions before and after the solver forgets its situations, and in another order, of a law that was asked nothing else."""
    law, rng = law_of(library, "us-ca-los-angeles-county", ON), random.Random(5)
    proof = Proofs(law)["transfer"]
    asked: list[dict[str, Value]] = []
    while len(asked) < EACH:
        values = random_values(rng, proof.action)
        known = {name: value for name, value in values.items() if name in (ACTOR, RESOURCE) or rng.random() < 0.2}
        if proof.possible([*proof.fixed(known), *proof.standing(known)]):
            asked.append(known)
    first = [turns_on(proof, known, {}, "assumed") for known in asked]
    turn = proof.clauses.shared.turn
    proof.clauses.add(proof.clauses.true)
    assert proof.clauses.shared.turn > turn
    assert [turns_on(proof, known, {}, "assumed") for known in asked] == first
    assert [turns_on(Proofs(law)["transfer"], known, {}, "assumed") for known in asked[::-1]] == first[::-1]
    assert any(first)
