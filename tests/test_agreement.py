"""One law, three readings: Cedar's evaluator, the generated function and the solver give the same answers and reasons."""

import itertools
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import narwhals as nw
import polars as pl
import pytest

import tiers
from sanctuary.engine.answer import answer
from sanctuary.engine.function import Decider, compile_rules
from sanctuary.engine.prove import Proofs
from sanctuary.engine.ruling import Decision, resolve
from sanctuary.engine.solver import Clauses
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan
from sanctuary.errors import RequestError
from sanctuary.law.cedar import Reference
from sanctuary.law.condition import read
from sanctuary.law.jurisdiction import Bound, Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Action, Value
from sanctuary.model import Effect, Outcome
from situations import RandomRules, Tried, call, random_values, table_of, tried

DAYS = (date(2026, 11, 22), date(2018, 10, 1))
PARTS = 4
ByReading = Mapping[tuple[tuple[str, bool], ...], Decision]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.drawn("situations, Cedar beside the function")
def test_cedar_and_the_function_match_the_same_rules_of_los_angeles(library: Library, part: int) -> None:
    """Random situations: the same rules match, and so the same decision with the same reasons follows."""
    law = law_of(library, "us-ca-los-angeles", DAYS[part % 2])
    rng = tiers.rng(part)
    actions = list(law.vocabulary.actions.values())
    each = tiers.cases("situations, Cedar beside the function") // PARTS // len(actions)
    decided: set[str] = set()
    for action in actions:
        bounds = law.rules_of(action.name)
        reference = Reference({b.rule.id: b.rule.policy for b in bounds}, law.vocabulary)
        decider = Decider(law)
        calls = [call(random_values(rng, action)) for _ in range(each)]
        requests = [reference.request(actor, action.name, resource, context) for actor, resource, context in calls]
        for (actor, resource, context), found in zip(calls, reference.matches(requests), strict=True):
            expected = tuple(b.rule.id for b in bounds if b.rule.id in found and actor in b.actors)
            assert decider.matching(actor, action.name, resource, context) == expected
            result = decider.decide(actor, action.name, resource, context)
            if isinstance(result, Decision):
                assert result == resolve(b for b in bounds if b.rule.id in expected)
                decided.update(result.because)
    assert len(decided) > (60 if each > 1_000 else 35), "random situations must reach many rules, or agreement says little"


@pytest.mark.parametrize("seed", tiers.seeds("random rules, Cedar beside the function"))
@pytest.mark.drawn("random rules, Cedar beside the function")
def test_cedar_and_the_function_agree_on_random_rules(library: Library, seed: int) -> None:
    """Random rules with optional facts, nested conditions and negation: the same bits."""
    rng = random.Random(seed)
    vocabulary = library.vocabulary
    action = rng.choice(list(vocabulary.actions.values()))
    policies = RandomRules(rng, vocabulary).policies(12, action)
    matcher = compile_rules(policies, action)
    reference = Reference({p.id: p for p in policies}, vocabulary)
    calls = [call(random_values(rng, action)) for _ in range(60)]
    matched = reference.matches(reference.request(a, action.name, r, c) for a, r, c in calls)
    for (actor, resource, context), expected in zip(calls, matched, strict=True):
        bits = matcher(actor, resource, context)
        assert {p.id for i, p in enumerate(policies) if bits >> i & 1} == expected


@pytest.mark.parametrize("seed", tiers.seeds("random rules, the solver beside the function"))
@pytest.mark.drawn("random rules, the solver beside the function")
def test_the_solver_agrees_on_random_rules(library: Library, seed: int) -> None:
    """Fixing a complete situation forces each rule's literal to what the function says."""
    rng = random.Random(1000 + seed)
    action = rng.choice(list(library.vocabulary.actions.values()))
    policies = RandomRules(rng, library.vocabulary).policies(8, action)
    matcher = compile_rules(policies, action)
    clauses = Clauses(action)
    literals = [read(policy, action, clauses) for policy in policies]
    for _ in range(25):
        values = random_values(rng, action)
        bits = matcher(*call(values))
        fixed = [clauses.among(action.by_name[name], frozenset({value})) for name, value in values.items()]
        for index, literal in enumerate(literals):
            truth = bool(bits >> index & 1)
            assert clauses.solve([*fixed, literal]) is truth
            assert clauses.solve([*fixed, -literal]) is not truth


def partial(rng: random.Random, action: Action, budget: int = 160) -> dict[str, Value]:
    """A situation with some facts left open, few enough to try every filling."""
    values = random_values(rng, action)
    names = [v.name for v in action.variables]
    rng.shuffle(names)
    fillings = 1
    for name in names:
        count = len(tried(action.by_name[name]))
        if fillings * count <= budget:
            fillings *= count
            del values[name]
    return values


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.drawn("partial situations beside every filling")
def test_partial_situations_are_answered_as_if_every_filling_were_tried(library: Library, part: int) -> None:
    """Partial situations: outcomes, reasons, duties, what it depends on, and each reading's outcome."""
    law = law_of(library, "us-ca-los-angeles", DAYS[part % 2])
    rng = tiers.rng(77 + part)
    proofs, brute = Proofs(law), Tried(law)
    actions = list(law.vocabulary.actions.values())
    answered = depending = 0
    while answered < tiers.cases("partial situations beside every filling") // PARTS:
        action = rng.choice(actions)
        known = partial(rng, action)
        fillings = list(brute.fillings(action, known))
        if not fillings:
            with pytest.raises(RequestError, match="cannot occur"):
                answer(proofs, action.name, known, {})
            continue
        answered += 1
        depending += compare_with_brute_force(proofs, brute, action, known, fillings)
    assert depending > answered // 12


def compare_with_brute_force(
    proofs: Proofs, brute: Tried, action: Action, known: dict[str, Value], fillings: list[dict[str, Value]]
) -> bool:
    """Whether it depends; asserts that the solver's answer is the one found by trying."""
    found = answer(proofs, action.name, known, {})
    table = [(filling, brute.decisions(action.name, filling)) for filling in fillings]
    decisions = [decision for _, by in table for decision in by.values()]
    outcomes = {decision.outcome for decision in decisions}
    assert set(found.outcomes) == outcomes
    reasons = [set(decision.because) for decision in decisions]
    assert set(found.because) == set.intersection(*reasons)
    assert set(found.because) | set(found.may_decide) == set.union(*reasons)
    assert set(found.noted) == set().union(*(decision.notes for decision in decisions))
    assert set(found.voided) == set().union(*(decision.voided for decision in decisions))
    owed = [{one.rule for one in decision.duties} for decision in decisions]
    assert set(found.duties) == set.intersection(*owed)
    assert set(found.duties) | set(found.may_oblige) == set.union(*owed)
    if len(outcomes) == 1:
        assert found.outcome in outcomes
        assert found.depends_on == ()
        return False
    assert found.outcome is Outcome.DEPENDS
    worlds, names = every_world(action, known, table)
    alone = {name for name in names if changes(worlds, names, {name})}
    turns = set(found.depends_on)
    if alone:
        assert turns == alone
    else:
        assert changes(worlds, names, turns), "these facts together can change the outcome"
        assert not any(changes(worlds, names, turns - {name}) for name in turns), "and none of them can be left out"
    return True


def every_world(
    action: Action, known: dict[str, Value], table: list[tuple[dict[str, Value], ByReading]]
) -> tuple[dict[tuple[object, ...], Outcome], list[str]]:
    """The outcome for each filling of open facts and readings, and the names of both in that order."""
    names = sorted({name for _, by in table for key in by for name, _ in key})
    outcomes: dict[tuple[object, ...], Outcome] = {}
    facts = [v.name for v in action.variables if v.name not in known]
    for filling, by in table:
        for held in itertools.product((True, False), repeat=len(names)):
            world = dict(zip(names, held, strict=True))
            decision = next(d for key, d in by.items() if all(world[n] == v for n, v in key))
            outcomes[(*(filling[name] for name in facts), *held)] = decision.outcome
    return outcomes, [*facts, *names]


def changes(worlds: Mapping[tuple[object, ...], Outcome], names: list[str], some: set[str]) -> bool:
    """Whether two worlds that differ in some names alone have different outcomes."""
    groups: dict[tuple[object, ...], set[Outcome]] = {}
    for key, outcome in worlds.items():
        groups.setdefault(tuple(value for name, value in zip(names, key, strict=True) if name not in some), set()).add(outcome)
    return any(len(group) > 1 for group in groups.values())


@pytest.mark.parametrize("seed", tiers.seeds("partial situations under random laws"))
@pytest.mark.drawn("partial situations under random laws")
def test_partial_situations_agree_under_random_laws(library: Library, los_angeles: Law, seed: int) -> None:
    """Random rules of every effect, level and reading: the solver answers as trying every filling does."""
    rng = random.Random(5000 + seed)
    action = rng.choice(list(library.vocabulary.actions.values()))
    law = random_law(rng, los_angeles, action)
    proofs, brute = Proofs(law), Tried(law)
    for _ in range(25):
        known = partial(rng, action, budget=80)
        fillings = list(brute.fillings(action, known))
        if fillings:
            compare_with_brute_force(proofs, brute, action, known, fillings)


def random_law(rng: random.Random, law: Law, action: Action) -> Law:
    """The law of a place with its rules replaced by random ones."""
    pattern = law.rules[0].rule
    bounds = []
    for policy in RandomRules(rng, law.vocabulary).policies(10, action):
        effects: list[Effect] = ["forbids", "forbids", "requires", "guarantees", "guarantees", "permits", "obliges", "notes"]
        effect = rng.choice(effects)
        limits = rng.sample(("asking-status", "exchanging-status", "lending-resources"), rng.choice((0, 1, 2)))
        rule = replace(
            pattern,
            id=f"random/{policy.id}",
            effect=effect,
            policy=policy,
            actions=(action.name,),
            duty=rng.choice(["copy-to-person", "publish-account"]) if effect == "obliges" else "",
            on=rng.choice(["request", "act", "breach"]) if effect == "obliges" else "",
            limits=frozenset(limits) if effect in ("forbids", "guarantees") else frozenset(),
            notwithstanding="third" if effect == "guarantees" and rng.random() < 0.3 else "",
        )
        actors = frozenset(rng.sample(sorted(law.scope), rng.randint(5, len(law.scope))))
        readings = tuple(name for name in ("first", "second") if rng.random() < 0.15)
        settled = tuple((name, frozenset(rng.sample(sorted(actors), 3))) for name in readings if rng.random() < 0.5)
        bounds.append(Bound(rule, actors, rng.randrange(4), readings, settled))
    return replace(law, rules=tuple(bounds))


ROWS = 50
"""Situations of each random law."""


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.drawn("situations of random laws, the three readings")
def test_the_three_readings_agree_on_random_laws(library: Library, los_angeles: Law, part: int) -> None:
    """Rules of every effect, level, ban, dispute and settlement: outcome, reasons, duties, notes and what is voided."""
    rng = tiers.rng(9000 + part)
    actions = list(library.vocabulary.actions.values())
    met: set[str] = set()
    laws = tiers.cases("situations of random laws, the three readings") // PARTS // ROWS
    for _ in range(laws):
        action = rng.choice(actions)
        law = random_law(rng, los_angeles, action)
        readings = {name: rng.random() < 0.5 for name in ("first", "second", "third")}
        rows = [random_values(rng, action) for _ in range(ROWS)]
        plan, decider = Plan([law], action.name, readings), Decider(law)
        for values, row in zip(rows, decided_rows(plan, action, rows), strict=True):
            actor, resource, context = call(values)
            if decider.excluded(actor, action.name, resource, context):
                assert CODES[row[OUTCOME]] == IMPOSSIBLE
                continue
            found = decider.decide(actor, action.name, resource, context, readings)
            assert isinstance(found, Decision)
            assert CODES[row[OUTCOME]] == found.outcome
            assert set(plan.named("because", row)) == set(found.because)
            assert set(plan.named("duties", row)) == {owed.rule for owed in found.duties}
            met |= {found.outcome, *(["voided"] if found.voided else []), *(["noted"] if found.notes else [])}
        solved(law, action, rows if laws < 20 else rows[:4], readings, decider)
    assert met
    assert laws <= 50 or met >= {"must", "must-not", "may", "silent", "voided", "noted"}


def decided_rows(plan: Plan, action: Action, rows: list[dict[str, Value]]) -> list[dict[str, int]]:
    """The rows as a plan decides them, in order."""
    frame = table_of(action, rows, row=list(range(len(rows))))
    found = plan.decided(nw.from_native(frame.lazy()), keep=("row",)).to_native()
    assert isinstance(found, pl.LazyFrame)
    return found.collect().sort("row").to_dicts()


def solved(law: Law, action: Action, rows: list[dict[str, Value]], readings: dict[str, bool], decider: Decider) -> None:
    """The solver on some complete situations, which the command would give to the function."""
    proof = Proofs(law)[action.name]
    for values in rows:
        actor, resource, context = call(values)
        fixed = [*proof.fixed(values), *proof.held(readings)]
        if decider.excluded(actor, action.name, resource, context):
            assert not proof.possible(fixed)
            continue
        found = decider.decide(actor, action.name, resource, context, readings)
        assert isinstance(found, Decision)
        true = [outcome for outcome, literal in proof.outcomes.items() if proof.possible([*fixed, literal])]
        assert true == [found.outcome]
        for table, names in ((proof.decides, found.because), (proof.voided, found.voided), (proof.noted, found.notes)):
            assert {name for name, literal in table.items() if proof.possible([*fixed, literal])} == set(names)


@pytest.mark.parametrize("seed", tiers.seeds("rows with open facts under random laws"))
@pytest.mark.drawn("rows with open facts under random laws")
def test_rows_with_open_facts_are_sure_only_where_every_filling_agrees(library: Library, los_angeles: Law, seed: int) -> None:
    """Random laws, rows that leave facts open, papers among them: what a table settles is the exact answer under the same assumption."""
    rng = random.Random(700 + seed)
    action = rng.choice([one for one in library.vocabulary.actions.values() if "paper" in one.by_name])
    law = random_law(rng, los_angeles, action)
    rows: list[dict[str, Value]] = []
    for _ in range(60):
        values = random_values(rng, action)
        rows.append({name: value for name, value in values.items() if rng.random() > rng.choice([0.1, 0.5, 0.9])})
    known_papers = [rng.random() < 0.7 for _ in rows]
    plan, proofs = Plan([law], action.name), Proofs(law)
    frame = table_of(action, rows, row=list(range(len(rows))), paper_open=[not known for known in known_papers])
    found = plan.decided(nw.from_native(frame.lazy()), keep=("row",)).to_native()
    assert isinstance(found, pl.LazyFrame)
    for row, known, told in zip(found.collect().sort("row").to_dicts(), rows, known_papers, strict=True):
        try:
            exact = answer(proofs, action.name, known, {}, "assumed" if told else "any")
        except RequestError:
            continue
        assert CODES[row[OUTCOME]] in (Outcome.DEPENDS, exact.outcome)
        if CODES[row[OUTCOME]] != Outcome.DEPENDS:
            assert set(plan.named("because", row)) <= set(exact.because)
