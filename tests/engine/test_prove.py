"""Boxes hold their goal everywhere, and are as wide as they can be; witnesses are the plainest."""

from datetime import date

import pytest

from sanctuary.engine.prove import Proof, Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.differences import settled
from sanctuary.study.requirement import ask

FOURTEEN = "standard-ice-out-of-la-2018"


def goals(library: Library, proofs: Proofs) -> list[tuple[Proof, int]]:
    """Where the law of Los Angeles differs from each rule of the fourteen, action by action."""
    found = []
    for rule in library.get(FOURTEEN).rules:
        for action in rule.actions:
            asked = ask(proofs[action], rule)
            goal = proofs[action].clauses.every([asked.region, -asked.agrees])
            if proofs[action].possible([goal]):
                found.append((proofs[action], goal))
    return found


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2018, 10, 1)])
def test_every_box_holds_its_goal_and_cannot_be_widened(library: Library, on: date) -> None:
    """No possible situation in the box lacks the goal; every value left out breaks it or cannot occur beside the rest."""
    proofs = Proofs(law_of(library, "us-ca-los-angeles", on))
    checked = 0
    for proof, goal in goals(library, proofs):
        witness, readings = settled(proof, goal)
        held = [*proof.held(readings), -proof.text_only]
        box = proof.widen(witness, goal, proof.held(readings))
        cells = {name: proof.clauses.cells(proof.action.by_name[name]) for name in box}
        inside = {name: [-lit for cell, lit in cells[name].items() if cell not in kept] for name, kept in box.items()}
        every = [lit for literals in inside.values() for lit in literals]
        assert not proof.clauses.solve([*held, *every, -goal])
        assert proof.clauses.solve([*held, *every, goal])
        for name, kept in box.items():
            assert all(proof.clauses.solve([*held, *every, cells[name][cell]]) for cell in kept), "no value that cannot occur"
            around = [lit for other, literals in inside.items() if other != name for lit in literals]
            for cell, literal in cells[name].items():
                if cell not in kept:
                    checked += 1
                    breaks = proof.clauses.solve([*held, *around, literal, -goal])
                    assert breaks or not proof.clauses.solve([*held, *around, literal])
    assert checked > 100


def test_the_plainest_situation_is_the_first_in_the_order_of_the_vocabulary(proofs: Proofs) -> None:
    """No earlier value of any fact, with the facts before it as chosen, would do."""
    proof = proofs["transfer"]
    goal = proof.outcomes[next(iter(proof.outcomes))]
    for goal in (literal for literal in proof.outcomes.values() if proof.possible([literal])):
        chosen: list[int] = [goal]
        for name, cell in proof.plainest([goal]).items():
            for earlier, literal in proof.clauses.cells(proof.action.by_name[name]).items():
                if earlier == cell:
                    chosen.append(literal)
                    break
                assert not proof.possible([*chosen, literal])


def test_a_literal_that_stands_in_no_clause_does_not_break_a_model(library: Library) -> None:
    """A fact that no rule decides is simply free."""
    proofs = Proofs(law_of(library, "us", date(2026, 11, 22)))
    found = proofs["discriminate"].plainest([])
    assert found["setting"] == ("housing",)
