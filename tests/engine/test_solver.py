"""What the solver keeps, and what is computed beside it, say what the solver itself says."""

import random

import pytest

import tiers
from sanctuary.engine.solver import Clauses
from sanctuary.law.packs import Library
from situations import RandomRules, random_values

SET = "random rules, the solver beside the function"


def prepared(library: Library, seed: int) -> tuple[random.Random, Clauses, list[int]]:
    """Random conditions in one solver."""
    rng = random.Random(7000 + seed)
    action = rng.choice(list(library.vocabulary.actions.values()))
    clauses = Clauses(action)
    return rng, clauses, [clauses.read(policy) for policy in RandomRules(rng, library.vocabulary).policies(10, action)]


@pytest.mark.parametrize("seed", tiers.seeds(SET))
@pytest.mark.drawn(SET)
def test_what_is_kept_answers_as_the_solver_itself(library: Library, seed: int) -> None:
    """Kept situations and kept impossible parts answer as the solver does when it is asked; new gates and facts come in between."""
    rng, clauses, literals = prepared(library, seed)
    for _ in range(60):
        asked = [rng.choice([1, -1]) * one for one in rng.sample(literals, 3)]
        values = random_values(rng, clauses.action)
        name = rng.choice(list(values))
        asked += [clauses.among(clauses.action.by_name[name], frozenset({values[name]}))]
        literals.append(clauses.some(rng.sample(literals, 2)))
        shared = clauses.shared
        expected = bool(shared.solver.solve(assumptions=asked))
        assert clauses.solve(asked) == expected
        if expected:
            true, now = clauses.situation, clauses.now
            assert all(clauses.holds(one) and (abs(one) in true) == (abs(one) in now) == (one > 0) for one in asked)
            assert shared.solver.solve(assumptions=[one if one in true else -one for one in range(1, len(shared.columns))])
        else:
            assert clauses.impossible <= set(asked)
            assert not shared.solver.solve(assumptions=list(clauses.impossible))


@pytest.mark.parametrize("seed", tiers.seeds(SET))
@pytest.mark.drawn(SET)
def test_every_situation_that_is_kept_can_occur(library: Library, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after gates and facts that came later, and after the earlier half was dropped."""
    monkeypatch.setattr("sanctuary.engine.shared.MOST_KEPT", 6)
    rng, clauses, literals = prepared(library, seed)
    shared = clauses.shared
    for _ in range(60):
        clauses.solve([rng.choice([1, -1]) * one for one in rng.sample(literals, 3)])
        variable = rng.choice(list(clauses.action.by_name.values()))
        literals += [clauses.some(rng.sample(literals, 2)), clauses.among(variable, frozenset({rng.choice(variable.domain)}))]
        assert shared.every.bit_length() <= 6
        for at in range(shared.every.bit_length()):
            whole = [place if shared.columns[place] >> at & 1 else -place for place in range(1, len(shared.columns))]
            assert shared.solver.solve(assumptions=whole)


@pytest.mark.parametrize("seed", tiers.seeds(SET))
@pytest.mark.drawn(SET)
def test_one_question_for_many_gives_what_single_ones_give(library: Library, seed: int) -> None:
    """`able` finds exactly those that can hold."""
    rng, clauses, literals = prepared(library, seed)
    for _ in range(20):
        assumed = [rng.choice([1, -1]) * one for one in rng.sample(literals, 2)]
        some = [rng.choice([1, -1]) * one for one in literals]
        expected = {one for one in some if clauses.shared.solver.solve(assumptions=[*assumed, one])}
        assert clauses.able(assumed, some) == expected


@pytest.mark.parametrize("seed", tiers.seeds(SET))
@pytest.mark.drawn(SET)
def test_all_values_of_a_fact_at_once_are_what_the_solver_says_of_each(library: Library, seed: int) -> None:
    """`varied` computes each literal for each value, all else as in a situation."""
    rng, clauses, literals = prepared(library, seed)
    for _ in range(10):
        values = random_values(rng, clauses.action)
        variable = rng.choice(clauses.action.variables)
        domain = [value for value in variable.domain if variable.kind != "count" or value in (None, 0, 4, 5, 14, 15, 16, 98, 99)]

        def fixed(given: dict[str, object]) -> list[int]:
            return [clauses.among(clauses.action.by_name[name], frozenset({value})) for name, value in given.items()]  # type: ignore[arg-type]

        assert clauses.solve(fixed(dict(values)))
        found = clauses.varied(clauses.situation, clauses.cases(variable, domain), len(domain), tuple(literals))
        for place, value in enumerate(domain):
            assert clauses.solve(whole := fixed({**values, variable.name: value}))
            assert [bool(bits >> place & 1) for bits in found] == [clauses.solve([*whole, one]) for one in literals]
