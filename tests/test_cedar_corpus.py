"""All three readings against the answers of Cedar's authors: their public corpus, where it stands beside the project."""

from collections import Counter

import polars as pl
import pytest

import tiers
from cedar_corpus import PLACE, Group, UnfitError, groups, names
from sanctuary.engine.columns import Columns, plain
from sanctuary.engine.function import compile_rules
from sanctuary.engine.solver import Clauses
from sanctuary.law.condition import read
from situations import call, table_of

SET = "policies of Cedar's corpus"


@pytest.mark.drawn(SET)
def test_the_function_the_solver_and_the_columns_give_the_answers_of_the_corpus() -> None:
    """Whether the policy matches, which is its reason: for every request of every policy that fits."""
    every = names()
    if not every:
        pytest.skip(f"Cedar's corpus is not beside the project ({PLACE}; CEDAR_CORPUS names another folder)")
    fit = matching = 0
    for name in tiers.some(SET, every):
        try:
            found = groups(name, Counter())
        except UnfitError:
            continue
        fit += 1
        for group in found:
            expected = [request.matches for request in group.requests]
            assert by_function(group) == expected, name
            assert by_solver(group) == expected, name
            assert by_columns(group) == expected, name
            matching += sum(expected)
    assert fit > min(len(every), tiers.cases(SET)) // 2
    assert matching > fit


def by_function(group: Group) -> list[bool]:
    matcher = compile_rules([group.policy], group.action)
    return [bool(matcher(*call(request.values))) for request in group.requests]


def by_solver(group: Group) -> list[bool]:
    clauses = Clauses(group.action)
    matches = read(group.policy, group.action, clauses)
    fixed = [[clauses.among(group.action.by_name[n], frozenset({v})) for n, v in one.values.items()] for one in group.requests]
    both = [(clauses.solve([*facts, matches]), clauses.solve([*facts, -matches])) for facts in fixed]
    assert all(yes != no for yes, no in both)
    return [yes for yes, _ in both]


def by_columns(group: Group) -> list[bool]:
    columns = Columns()
    root = read(group.policy, group.action, columns)
    levels, known = columns.computed(pl, [root])
    frame = table_of(group.action, [request.values for request in group.requests]).rename(plain)
    for level in levels:
        frame = frame.with_columns(*level)
    return [bool(value) for value in frame.with_columns(known[root].alias("matches"))["matches"]]
