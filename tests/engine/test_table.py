"""The table reading agrees with the other two, reasons and duties included, on any engine that runs its expressions."""

import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest

import tiers
from sanctuary.engine.answer import answer
from sanctuary.engine.columns import DAY, Columns, plain
from sanctuary.engine.function import Decider, compile_rules
from sanctuary.engine.prove import Proofs
from sanctuary.engine.ruling import Decision
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, situation
from sanctuary.errors import RequestError
from sanctuary.law.condition import read
from sanctuary.law.jurisdiction import Law, law_of, laws_between
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from sanctuary.model import Outcome
from situations import RandomRules, Tried, call, random_values, table_of

DAYS = (date(2016, 6, 1), date(2026, 11, 22))


def decided(plan: Plan, frame: pl.DataFrame) -> list[dict[str, int]]:
    """The rows that a plan makes of a table, in order."""
    found = plan.decided(nw.from_native(frame.lazy()), keep=("row",)).to_native()
    assert isinstance(found, pl.LazyFrame)
    return found.collect().sort("row").to_dicts()


def random_days(rng: random.Random, count: int) -> list[date]:
    span = (DAYS[1] - DAYS[0]).days
    return [DAYS[0] + timedelta(days=rng.randrange(span)) for _ in range(count)]


def as_searched(law: Law, actor: str, outcome: Outcome) -> Outcome:
    """The outcome as it is told on a day: before the law was searched, nothing permitted and no silence is known."""
    return Outcome.UNKNOWN if law.early(actor) and outcome in (Outcome.MAY, Outcome.SILENT) else outcome


@pytest.mark.parametrize("part", range(4))
@pytest.mark.drawn("rows beside the function")
def test_rows_are_decided_as_the_function_decides_each_under_the_law_of_its_own_day(library: Library, part: int) -> None:
    """Random complete rows over ten years and all actions: the outcome, the rules that decide and those that oblige."""
    laws = laws_between(library, "us-ca-los-angeles", *DAYS)
    deciders = {law.on: Decider(law) for law in laws}
    ends = [later.on for _, later in pairwise(laws)]
    rng = tiers.rng(part)
    reached: set[str] = set()
    total = tiers.cases("rows beside the function")
    settled = 0
    actions = list(laws[-1].vocabulary.actions.values())
    for action in actions:
        count = total // 4 // len(actions)
        rows, days = [random_values(rng, action) for _ in range(count)], random_days(rng, count)
        frame = table_of(action, rows, row=list(range(count)), **{DAY: days})
        plan = Plan(laws, action.name)
        brute = Tried(laws[-1])
        for row, values, day in zip(decided(plan, frame), rows, days, strict=True):
            if not brute.possible(action.name, values):
                assert CODES[row[OUTCOME]] == IMPOSSIBLE
                continue
            decider = deciders[laws[sum(end <= day for end in ends)].on]
            actor, resource, context = call(values)
            expected = decider.decide(actor, action.name, resource, context)
            if isinstance(expected, Decision):
                assert CODES[row[OUTCOME]] == as_searched(decider.law, actor, expected.outcome)
                assert set(plan.named("because", row)) == set(expected.because)
                assert set(plan.named("duties", row)) == {owed.rule for owed in expected.duties}
                reached.update(expected.because)
                settled += 1
            else:
                outcomes = {as_searched(decider.law, actor, decision.outcome) for decision in expected.values()}
                assert CODES[row[OUTCOME]] == Outcome.DEPENDS or {CODES[row[OUTCOME]]} == outcomes
    assert settled > total // 20
    assert len(reached) > (60 if total >= 100_000 else 30)


@pytest.mark.parametrize("seed", tiers.seeds("rows with open facts beside the exact engine"))
@pytest.mark.drawn("rows with open facts beside the exact engine")
def test_rows_with_open_facts_are_sure_only_where_the_exact_engine_is(library: Library, los_angeles: Law, seed: int) -> None:
    """A settled row is the exact answer; its rules are among the exact ones; only `depends` may still be settled."""
    rng = random.Random(900 + seed)
    action = rng.choice([a for a in library.vocabulary.actions.values() if los_angeles.rules_of(a.name)])
    rows = []
    for _ in range(150):
        values = random_values(rng, action)
        rows.append({name: value for name, value in values.items() if rng.random() > rng.choice([0.1, 0.5, 0.9])})
    plan, proofs = Plan([los_angeles], action.name), Proofs(los_angeles)
    frame = table_of(action, rows, row=list(range(len(rows))))
    for row, known in zip(decided(plan, frame), rows, strict=True):
        outcome = CODES[row[OUTCOME]]
        try:
            exact = answer(proofs, action.name, known, {})
        except RequestError:
            continue
        assert outcome != IMPOSSIBLE
        assert outcome in (Outcome.DEPENDS, exact.outcome)
        if outcome != Outcome.DEPENDS:
            assert set(plan.named("because", row)) <= set(exact.because)
            assert set(plan.named("duties", row)) <= set(exact.duties)


@pytest.mark.parametrize("seed", tiers.seeds("random rules, expressions beside the function"))
@pytest.mark.drawn("random rules, expressions beside the function")
def test_expressions_agree_with_the_function_on_random_rules(library: Library, seed: int) -> None:
    """Random conditions with negation, optional facts and nesting: the same truth in every complete row."""
    rng = random.Random(2000 + seed)
    action = rng.choice(list(library.vocabulary.actions.values()))
    policies = RandomRules(rng, library.vocabulary).policies(12, action)
    matcher = compile_rules(policies, action)
    columns = Columns()
    roots = [read(policy, action, columns) for policy in policies]
    rows = [random_values(rng, action) for _ in range(200)]
    levels, known = columns.computed(pl, roots)
    frame = table_of(action, rows).rename(plain)
    for level in levels:
        frame = frame.with_columns(*level)
    truths = frame.with_columns(known[root].alias(f"r{i}") for i, root in enumerate(roots))
    for values, row in zip(rows, truths.to_dicts(), strict=True):
        bits = matcher(*call(values))
        assert [bool(bits >> i & 1) for i in range(len(roots))] == [row[f"r{i}"] for i in range(len(roots))]


def test_a_row_gives_back_the_situation_that_it_encodes(library: Library) -> None:
    """Codes and values are inverse: nothing is lost between a table and the exact engine."""
    rng = random.Random(5)
    law = law_of(library, "us-ca-los-angeles", DAYS[1])
    for action in library.vocabulary.actions.values():
        values = [random_values(rng, action) for _ in range(50)]
        plan = Plan([law], action.name)
        assert [situation(plan, row) for row in table_of(action, values).to_dicts()] == values


def test_a_fact_of_the_place_fills_what_a_row_leaves_open_on_its_days(town: Path) -> None:
    """A dated fact counts from its day on, and never against what the row says."""
    fact = '[[fact]]\nid = "emergency-claimed"\ntitle = "x"\nvalue = true\nsince = 2020-01-01\nsource = "official"\ncites = "x"\n'
    (town / "facts.toml").write_text(fact, encoding="utf-8")
    rule = (
        '@id("closed")\n@cites("Town Code 9")\n@since("2000-01-01")\n@source("official")\n'
        'forbid (principal, action == Action::"query", resource) when { context.emergency_claimed };\n'
    )
    (town / "rules" / "closed.cedar").write_text(rule, encoding="utf-8")
    (town / "law" / "closed.md").write_text("# Town Code 9: Closed\n\nSource: code-2026\n", encoding="utf-8")
    library, place = Library().find(str(town))
    laws = laws_between(library, place, *DAYS)
    plan = Plan(laws, "query")
    assert "emergency_claimed" in plan.needed()
    rows: list[dict[str, Value]] = [{"actor": "police"}, {"actor": "police"}, {"actor": "police", "emergency_claimed": False}]
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 1)]
    frame = table_of(laws[-1].vocabulary.actions["query"], rows, row=[0, 1, 2], **{DAY: days})
    told = [f"{place}/closed" in plan.named("because", row) for row in decided(plan, frame)]
    assert told == [False, True, False]
