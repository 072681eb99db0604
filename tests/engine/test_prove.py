"""Boxes hold their goal everywhere, and are as wide as they can be; witnesses are the plainest."""

import random
from datetime import date
from itertools import pairwise

import pytest

from sanctuary.documents import as_json
from sanctuary.engine.answer import answer
from sanctuary.engine.cells import Cell
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.model import Outcome
from sanctuary.study.differences import difference, settled
from sanctuary.study.requirement import Asked, ask, groups

FOURTEEN = "standard-ice-out-of-la-2018"


def goals(proofs: Proofs, standard: Pack) -> list[tuple[Asked, int]]:
    """Where the law of a place differs from each rule of a standard, action by action."""
    found = []
    for rule in standard.rules:
        for action in rule.actions:
            asked = ask(proofs[action], rule)
            goal = proofs[action].clauses.every([asked.region, -asked.agrees])
            if proofs[action].possible([goal]):
                found.append((asked, goal))
    return found


PLACES = (("us-ca-los-angeles", date(2026, 11, 22)), ("us-ca-los-angeles", date(2018, 10, 1)), ("us-nj", date(2026, 3, 1)))


@pytest.mark.parametrize(("place", "on"), PLACES)
def test_what_a_situation_says_under_every_filling_is_what_the_solver_says(library: Library, place: str, on: date) -> None:
    """Outcome, rules that decide, and the readings needed: computed in the situation that was found, and asked of the solver."""
    proofs = Proofs(law_of(library, place, on))
    needed = 0
    for asked, goal in goals(proofs, library.get(FOURTEEN)):
        proof = asked.proof
        plainest = settled(proof, goal, grid=asked.grid)
        facts = proof.fixed({name: cell[0] for name, cell in plainest.witness.items()})
        fixed = [*facts, *proof.held(plainest.readings)]
        outcomes = [outcome for outcome, literal in proof.outcomes.items() if proof.possible([*fixed, goal, literal])]
        assert plainest.outcome(proof) == outcomes[0]
        decides = [name for name, literal in proof.decides.items() if not proof.possible([*fixed, -literal])]
        assert list(plainest.deciders(proof)) == decides
        told = proof.clauses.every([goal, proof.outcomes[outcomes[0]]])
        assert not proof.possible([*fixed, -told])
        for name in plainest.readings:
            rest = {other: truth for other, truth in plainest.readings.items() if other != name}
            assert proof.possible([*facts, *proof.held(rest), -told]), name
        needed += bool(plainest.readings)
    assert needed or place not in ("us-ca", "us-ca-los-angeles")


@pytest.mark.parametrize(("place", "on"), PLACES)
def test_every_box_holds_its_goal_and_cannot_be_widened(library: Library, place: str, on: date) -> None:
    """No possible situation in the box lacks the goal; every value left out breaks it or cannot occur beside the rest."""
    proofs = Proofs(law_of(library, place, on))
    checked = 0
    for asked, goal in goals(proofs, library.get(FOURTEEN)):
        proof, grid = asked.proof, asked.grid
        plainest = settled(proof, goal, grid=grid)
        witness, readings = plainest.witness, plainest.readings
        held = [*proof.held(readings), *asked.standing, -proof.text_only]
        box = proof.widen(witness, goal, [*proof.held(readings), *asked.standing], grid)
        inside = {name: [-lit for lit in grid.outside({name: kept})] for name, kept in box.items()}
        every = [lit for literals in inside.values() for lit in literals]
        assert not proof.clauses.solve([*held, *every, -goal])
        assert proof.clauses.solve([*held, *every, goal])
        for name, kept in box.items():
            values = {value for cell in kept for value in cell}
            assert values, "no list of values is empty"
            assert witness[name][0] in values
            assert not any(_neighbors(one, other) for one, other in pairwise(kept)), "neighboring runs of years are one"
            around = [lit for other, literals in inside.items() if other != name for lit in literals]
            for cell, literal in grid.cells[name].items():
                if cell[0] not in values:
                    checked += 1
                    breaks = proof.clauses.solve([*held, *around, literal, -goal])
                    assert breaks or not proof.clauses.solve([*held, *around, literal])
    assert checked > 60


def _neighbors(one: Cell, other: Cell) -> bool:
    last, first = one[-1], other[0]
    return isinstance(last, int) and isinstance(first, int) and not isinstance(first, bool) and last + 1 == first


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_does_not_depend_on_what_was_asked_before(library: Library, seed: int) -> None:
    """Differences asked in any order, among other questions, are those that fresh proofs give, byte for byte."""
    rng = random.Random(seed)
    place, on = PLACES[seed % 3]
    law = law_of(library, place, on)
    shared = Proofs(law)
    questions = [(rule, action) for rule in library.get(FOURTEEN).rules for action in rule.actions]
    for rule, action in rng.sample(questions, 12):
        if "history.years_since_listed_felony" in law.vocabulary.actions[action].by_name:
            years = rng.randrange(100)
            answer(shared, action, {"history.years_since_listed_felony": years}, {})
        told = [
            [difference(ask(proofs[action], rule), actors, run) for run, actors in groups(law).items() if actors]
            for proofs in (shared, Proofs(law))
        ]
        assert as_json(told[0]) == as_json(told[1])


def test_the_plainest_situation_is_the_first_in_the_order_of_the_vocabulary(proofs: Proofs) -> None:
    """No earlier value of any fact, with the facts before it as chosen, would do."""
    proof = proofs["transfer"]
    goal = proof.outcomes[next(iter(proof.outcomes))]
    for goal in (literal for literal in proof.outcomes.values() if proof.possible([literal])):
        chosen: list[int] = [goal]
        for name, cell in proof.plainest([goal]).items():
            for earlier, literal in proof.grid().cells.get(name, {}).items():
                if earlier == cell:
                    chosen.append(literal)
                    break
                assert not proof.possible([*chosen, literal])


def test_a_literal_that_stands_in_no_clause_does_not_break_a_model(library: Library) -> None:
    """A fact that no rule decides is simply free."""
    proofs = Proofs(law_of(library, "us", date(2026, 11, 22)))
    found = proofs["discriminate"].plainest([])
    assert found["setting"] == ("housing",)


def test_copies_of_a_solver_answer_as_one_made_anew_and_leave_each_other_alone(los_angeles: Law) -> None:
    """`apart`: the same numbers and answers; what is asked of one, and made in it, is in no other."""
    anew, first = Proofs(los_angeles), Proofs(los_angeles).apart()
    second = first.apart()
    for action in ("transfer", "hold", "disclose"):
        one, other, plain = first[action], second[action], anew[action]
        assert one.clauses.shared is not other.clauses.shared
        size = len(other.clauses.shared.columns)
        for table in ("matches", "decides", "obliges", "voided"):
            literals = getattr(plain, table)
            assert getattr(one, table) == literals == getattr(other, table)
            assert one.able([], literals.values()) == plain.able([], literals.values())
        witness = plain.plainest([plain.outcomes[Outcome.MUST_NOT]])
        assert one.plainest([one.outcomes[Outcome.MUST_NOT]]) == witness
        assert len(other.clauses.shared.columns) == size
        assert other.plainest([other.outcomes[Outcome.MUST_NOT]]) == witness
