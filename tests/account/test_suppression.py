"""Suppressed tables against attackers who know every margin and the rule; they share no code with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import tiers
from sanctuary.account.suppression import LEAST, THRESHOLD, WIDTH, hide_line, hide_table, margins_safe, ranges

Table = list[list[int]]
Place = tuple[int, int]

counts = st.one_of(st.just(0), st.integers(1, THRESHOLD), st.integers(THRESHOLD + 1, 60), st.integers(11, 3000))
lines = st.lists(counts, min_size=1, max_size=9)
tables = st.tuples(st.integers(2, 6), st.integers(2, 5)).flatmap(
    lambda shape: st.lists(st.lists(counts, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def attacked(table: Sequence[Sequence[int]], hidden: Iterable[Place], *, columns: bool = True) -> dict[Place, tuple[float, float]]:
    """What linear programming (HiGHS) makes of each hidden cell: the least and the most that the margins, and no zero, allow."""
    from scipy.optimize import linprog  # type: ignore[import-untyped]  # noqa: PLC0415 - it takes long, and one worker alone runs these

    places = sorted(hidden)
    sums, known = [], []
    for i in range(len(table)):
        sums.append([float(place[0] == i) for place in places])
        known.append(sum(table[i][j] for j in range(len(table[i])) if (i, j) in places))
    for j in range(len(table[0]) if columns else 0):
        sums.append([float(place[1] == j) for place in places])
        known.append(sum(table[i][j] for i in range(len(table)) if (i, j) in places))
    found = {}
    for k, place in enumerate(places):
        goal = np.zeros(len(places))
        goal[k] = 1
        ends = [linprog(sign * goal, A_eq=sums, b_eq=known, bounds=(1, None), method="highs") for sign in (1, -1)]
        assert all(end.status == 0 for end in ends)
        found[place] = (float(ends[0].fun), float(-ends[1].fun))
    return found


@given(tables)
@settings(max_examples=tiers.cases("tables of people under attack"))
@pytest.mark.drawn("tables of people under attack")
@example([[12, 3, 40], [20, 15, 30], [0, 25, 11]])
def test_no_hidden_cell_of_a_table_comes_out_though_every_margin_is_known(table: Table) -> None:
    """Linear programming finds each hidden cell in a range at least as wide as promised; small cells are hidden and zeros are shown."""
    hidden = hide_table(table)
    assume(hidden is not None)
    assert hidden is not None
    for i, row in enumerate(table):
        for j, cell in enumerate(row):
            assert cell or (i, j) not in hidden
            assert not 1 <= cell <= THRESHOLD or (i, j) in hidden
    for place, (low, high) in attacked(table, hidden).items():
        assert high - low >= WIDTH - 1e-6
        assert low - 1e-6 <= table[place[0]][place[1]] <= high + 1e-6


@given(lines)
@settings(max_examples=tiers.cases("tables of people under attack"))
@pytest.mark.drawn("tables of people under attack")
def test_no_hidden_cell_of_a_line_comes_out_though_its_total_is_known(line: list[int]) -> None:
    """The same for one line."""
    hidden = hide_line(line)
    assume(hidden is not None)
    assert hidden is not None
    assert hidden >= {j for j, cell in enumerate(line) if 1 <= cell <= THRESHOLD}
    assert all(line[j] for j in hidden)
    for low, high in attacked([line], {(0, j) for j in hidden}, columns=False).values():
        assert high - low >= WIDTH - 1e-6


@given(tables)
@settings(max_examples=tiers.cases("tables of people under attack") // 2)
@pytest.mark.drawn("tables of people under attack")
def test_our_own_ranges_are_those_of_linear_programming(table: Table) -> None:
    """On any pattern of filled cells, safe or not, so that the check by flows is the check by programs."""
    pattern = {(i, j) for i, row in enumerate(table) for j, cell in enumerate(row) if cell and (i + j) % 3}
    theirs = {place: (round(low), round(high)) for place, (low, high) in attacked(table, pattern).items()}
    assert ranges(table, pattern) == theirs


def test_the_attacker_breaks_primary_suppression_alone() -> None:
    """The attack is a real one: with only the small cells hidden it reads them off the margins."""
    table = [[12, 3, 40], [20, 15, 30], [7, 25, 11]]
    assert attacked(table, {(0, 1), (2, 0)}) == {(0, 1): (3.0, 3.0), (2, 0): (7.0, 7.0)}
    hidden = hide_table(table)
    assert hidden is not None
    assert hidden > {(0, 1), (2, 0)}


def test_many_tables_can_be_published_with_something_hidden() -> None:
    """The promise is not kept by publishing nothing."""
    published = 0
    for seed in range(60):
        draw = np.random.default_rng(seed)
        table = [[int(cell) for cell in row] for row in draw.poisson(draw.uniform(2, 60, (6, 5)))]
        published += bool(hide_table(table))
    assert published > 40


@pytest.mark.parametrize("line", [[3], [3, 0], [2, 1], [10, 10], [10, 10, 0], [1, 1, 1, 1]])
def test_a_line_that_no_choice_protects_is_not_published(line: list[int]) -> None:
    """Two cells of ten add up to twenty only if both are ten: the rule itself would tell."""
    assert hide_line(line) is None


def test_a_line_or_table_without_small_cells_is_shown_whole() -> None:
    """Nothing is hidden that need not be."""
    assert hide_line([0, 11, 300]) == frozenset()
    assert hide_table([[0, 11], [12, 0]]) == frozenset()


def test_a_margin_that_counts_a_few_people_is_not_safe_to_show() -> None:
    """Zero and what is above the threshold are."""
    assert margins_safe([0, 11, 200])
    assert not margins_safe([0, 10])


def test_nobody_who_goes_over_the_rule_with_every_possible_line_works_out_a_cell() -> None:
    """The strongest attacker: all lines of four small numbers that would be published alike still differ in every hidden cell."""
    alike = defaultdict(list)
    for line in product(range(12), repeat=4):
        hidden = hide_line(line, threshold=3, width=2, least=LEAST)
        if hidden:
            alike[sum(line), hidden, tuple(cell for i, cell in enumerate(line) if i not in hidden)].append(line)
    seen = 0
    for (_, hidden, _), every in alike.items():
        if sum(every[0][i] for i in hidden) - len(hidden) + 1 < 12:
            seen += 1
            assert all(len({line[i] for line in every}) > 1 for i in hidden)
    assert seen > 100


@pytest.mark.long
def test_nobody_who_goes_over_the_rule_with_every_possible_table_works_out_a_cell() -> None:
    """The same for tables of two by two with their margins."""
    alike = defaultdict(list)
    for a, b, c, d in product(range(14), repeat=4):
        hidden = hide_table([[a, b], [c, d]], threshold=3, width=2, least=LEAST)
        if hidden:
            shown = tuple(None if (i, j) in hidden else (a, b, c, d)[2 * i + j] for i in range(2) for j in range(2))
            alike[a + b, c + d, a + c, shown].append((a, b, c, d))
    seen = 0
    for (_, _, _, shown), every in alike.items():
        places = [k for k in range(4) if shown[k] is None]
        a, b, c, d = every[0]
        if max(high for _, high in ranges([[a, b], [c, d]], [divmod(k, 2) for k in places]).values()) < 14:
            seen += 1
            assert all(len({one[k] for one in every}) > 1 for k in places)
    assert seen > 100
