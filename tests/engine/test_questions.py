"""The next question: never wrong, never about what cannot matter, and the best order there is where few facts matter."""

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import tiers
from conftest import TODAY
from sanctuary.documents import as_json
from sanctuary.engine import diagram
from sanctuary.engine.answer import answer
from sanctuary.engine.best import Order
from sanctuary.engine.inquiry import Goal
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import LINES, Questions
from sanctuary.engine.step import Branch, Start, Step
from sanctuary.engine.turns import turns_on
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome
from situations import RandomRules, Tried
from threads import at_once
from worlds import actors, nation, pack, rule

DESKS = (
    ("sheriff", "transfer", "subject"),
    ("sheriff", "disclose", "release-date"),
    ("police", "hold", "subject"),
    ("library", "admit", "non-public-area"),
    ("school", "disclose", "school-record"),
    ("health-facility", "admit", "non-public-area"),
    ("other-department", "disclose", "home-address"),
)
"""Actors at whose desks people ask, in the law of Los Angeles."""

GOALS: tuple[Goal, ...] = ("outcome", "duties", "reasons")
ORDERS: tuple[Order, ...] = ("fewest", "visible")


def a_situation(rng: random.Random, law: Law, tried: Tried, desk: tuple[str, str, str]) -> dict[str, Value]:
    """A complete situation at a desk, as often as questions.toml expects it."""
    action = law.vocabulary.actions[desk[1]]
    weigh = law.library.asking.fact
    while True:
        found: dict[str, Value] = {ACTOR: desk[0], RESOURCE: desk[2]}
        for variable in action.variables:
            if variable.name not in found:
                weights = [weigh[variable.name].weight(variable, (value,)) for value in variable.domain]
                found[variable.name] = rng.choices(variable.domain, weights)[0]
        if tried.possible(action.name, found):
            return found


def interviewed(ask: Callable[[Start], Step], start: Start, truth: Mapping[str, Value]) -> tuple[Start, Step, list[str]]:
    """The end of an interview in which every question is answered truly, and the facts asked."""
    asked: list[str] = []
    while True:
        step = ask(start)
        if step.question is None:
            return start, step, asked
        fact = step.question.fact
        assert fact not in start.known
        asked.append(fact)
        start = replace(start, known={**start.known, fact: truth[fact]})


@pytest.fixture(scope="module")
def tried(los_angeles: Law) -> Tried:
    return Tried(los_angeles)


@pytest.fixture(scope="module")
def questions(proofs: Proofs) -> Questions:
    return Questions(proofs)


@pytest.mark.parametrize("desk", DESKS, ids=" ".join)
@pytest.mark.drawn("interviews at a desk")
def test_an_interview_ends_where_the_law_does(
    los_angeles: Law, proofs: Proofs, questions: Questions, tried: Tried, desk: tuple[str, str, str]
) -> None:
    """What was asked settles the outcome, the duties, the rules, as they are for the complete situation."""
    rng = random.Random(f"{tiers.chosen.seed} {desk}")
    for number in range(tiers.cases("interviews at a desk")):
        truth = a_situation(rng, los_angeles, tried, desk)
        whole = answer(proofs, desk[1], truth, {})
        goal, order = GOALS[(number + len(desk[0])) % 3], ORDERS[number % 2]
        start, step, _ = interviewed(questions.next, Start(*desk, goal=goal, order=order), truth)
        known = answer(proofs, desk[1], start.whole, {}, "any")
        assert (known.outcomes, known.outcome) == (whole.outcomes, whole.outcome) == (step.outcomes, whole.outcome), truth
        if goal != "outcome":
            assert owed(los_angeles, known.duties) == owed(los_angeles, whole.duties), truth
        if goal == "reasons":
            assert (known.because, known.may_decide) == (whole.because, whole.may_decide), truth
            assert (known.duties, known.may_oblige) == (whole.duties, whole.may_oblige), truth


def owed(law: Law, rules: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """Duties with occasion and clock."""
    return {(one.duty, one.on, one.within) for one in (law.by_id[name].rule for name in rules)}


@pytest.mark.drawn("interviews at a desk")
def test_only_facts_that_can_matter_are_asked_and_all_of_them_can_be(
    los_angeles: Law, proofs: Proofs, questions: Questions, tried: Tried
) -> None:
    """At every step of an interview, what can matter is exactly what the solver says."""
    rng = random.Random(tiers.chosen.seed)
    for number in range(2 * tiers.cases("interviews at a desk")):
        desk = DESKS[number % len(DESKS)]
        truth = a_situation(rng, los_angeles, tried, desk)

        def ask(start: Start) -> Step:
            step = questions.next(start)
            assert step.can_matter == tuple(name for name in exact(proofs, start) if name in proofs[start.action].action.by_name)
            return step

        interviewed(ask, Start(*desk), truth)


def exact(proofs: Proofs, start: Start) -> tuple[str, ...]:
    """What the outcome turns on, by the solver; the readings fixed one way or the other where they alone turn it."""
    proof = proofs[start.action]
    found = turns_on(proof, start.whole, {}, "any")
    if any(name in proof.action.by_name for name in found):
        return found
    fixed = [turns_on(proof, start.whole, dict.fromkeys(proof.readings, truth), "any") for truth in (False, True)]
    return next(filter(None, fixed), ())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.drawn("small laws, every order of questions")
def test_the_order_is_the_best_there_is(tmp_path: Path, order: Order) -> None:
    """Beside every order of questions, weighed plainly over every situation of small random laws."""
    for seed in tiers.seeds("small laws, every order of questions"):
        rng = random.Random(f"{seed}")
        folder = tmp_path / str(seed)
        law = a_small_law(folder, rng)
        desk = ("police", rng.choice(("ask", "divert")), "")
        desk = (*desk[:2], law.vocabulary.actions[desk[1]].by_name[RESOURCE].values[0])
        start = Start(*desk, order=order)
        asked = Questions(Proofs(law))
        rows = [(filled, outcome, weight) for filled, outcome, weight in every_row(law, desk)]
        mean = sum(len_of(law, interviewed(asked.next, start, filled)[2], order) * weight for filled, _, weight in rows)
        names = tuple(name for name in law.vocabulary.actions[desk[1]].by_name if name not in (ACTOR, RESOURCE))
        cheapest = least(law, rows, names, order)
        assert round(mean, 9) == round(cheapest, 9), seed


def a_small_law(folder: Path, rng: random.Random) -> Law:
    """A nation and a town with a few random rules about two acts that know few facts."""
    drawn = RandomRules(rng, Library().vocabulary)
    rules = []
    for number in range(6):
        action = drawn.vocabulary.actions[rng.choice(("ask", "divert"))]
        effect = rng.choice(("forbid", "forbid", "permits", "requires", "guarantees"))
        rules.append(rule(f"r{number}", effect, action.name, when=drawn.expression(action), actor="police"))
    nation(folder, *rules[:2])
    pack(folder, "town", *rules[2:], parents=("nation",), tables=actors(police="town"))
    return law_of(Library(folders=(folder,)), "town", TODAY)


def every_row(law: Law, desk: tuple[str, str, str]) -> list[tuple[dict[str, Value], Outcome, float]]:
    """Every possible situation at a desk, its outcome, and how often it is expected."""
    tried, action, asking = Tried(law), law.vocabulary.actions[desk[1]], law.library.asking.fact
    found = []
    for filled in tried.fillings(action, {ACTOR: desk[0], RESOURCE: desk[2]}):
        [decision] = tried.decisions(action.name, filled).values()
        facts = [variable for variable in action.variables if variable.name in asking]
        weight = math.prod(asking[variable.name].weight(variable, (filled[variable.name],)) for variable in facts)
        found.append((filled, decision.outcome, weight))
    return found


def len_of(law: Law, facts: Iterable[str], order: Order) -> int:
    """What some questions cost."""
    asking = law.library.asking
    return sum(asking.effort[asking.fact[name].seen] if order == "visible" else 1 for name in facts)


def least(law: Law, rows: Sequence[tuple[Mapping[str, Value], Outcome, float]], names: tuple[str, ...], order: Order) -> float:
    """The cost of the cheapest order of questions, each as often as it is asked: by trying all of them."""
    if len({outcome for _, outcome, _ in rows}) < 2:
        return 0.0
    whole = sum(weight for _, _, weight in rows)
    tried = []
    for name in names:
        groups: dict[Value, list[tuple[Mapping[str, Value], Outcome, float]]] = {}
        for row in rows:
            groups.setdefault(row[0][name], []).append(row)
        if len(groups) > 1:
            left = tuple(other for other in names if other != name)
            tried.append(len_of(law, [name], order) * whole + sum(least(law, group, left, order) for group in groups.values()))
    return min(tried)


def test_a_fact_that_nobody_can_tell_stays_open(los_angeles: Law, proofs: Proofs, questions: Questions, tried: Tried) -> None:
    """It is not asked again, and what is left depends on nothing else that could be asked."""
    rng = random.Random(3)
    for desk in DESKS[2:]:
        truth = a_situation(rng, los_angeles, tried, desk)
        first = questions.next(Start(*desk))
        assert first.question is not None
        start = Start(*desk, not_known=(first.question.fact,))
        start, step, asked = interviewed(questions.next, start, truth)
        assert first.question.fact not in asked
        known = answer(proofs, desk[1], start.whole, {}, "any")
        assert known.outcomes == step.outcomes
        assert set(step.depends_on) == set(known.depends_on) <= {first.question.fact, *los_angeles.readings}


def test_what_occurs_together_is_asked_where_nothing_else_can_settle_it(questions: Questions) -> None:
    """Nobody knows who asks; but somebody who asks for a reason that no immigration authority has is none."""
    desk = ("library", "admit", "non-public-area")
    start = Start(*desk, known={"paper": "none"}, not_known=("requester",))
    step = questions.next(start)
    assert step.question is not None
    assert step.can_matter
    after = questions.next(replace(start, known={"paper": "none", "purpose": "other"}))
    assert after.outcomes == (Outcome.SILENT,)


def test_answers_that_lead_to_the_same_are_told_so(questions: Questions, los_angeles: Law, proofs: Proofs) -> None:
    """Years are cut where rules cut them; each answer's outcomes are those of the law; what cannot occur is no answer."""
    desk = ("sheriff", "transfer", "subject")
    known: dict[str, Value] = {"requester": "immigration-authority", "paper": "detainer", "required_by_law": True}
    years = "history.years_since_listed_felony"
    everything = los_angeles.vocabulary.actions["transfer"].by_name
    others = {name for name in everything if name.startswith("history.") and name != years}
    step = questions.next(Start(*desk, known=known, not_known=tuple(sorted(others))))
    assert step.question is not None
    assert step.question.fact == years
    assert [one.values for one in step.question.choices] == [("absent",), ("0-15",), ("16-99",)]
    for one in step.question.choices:
        assert one.outcomes == answer(proofs, "transfer", {ACTOR: desk[0], RESOURCE: desk[2], **known, years: one.answer}, {}).outcomes
    assert {los_angeles.by_id[name].rule.effect for name in step.question.rules} == {"permits", "forbids"}


def test_the_same_question_gives_the_same_bytes_whatever_was_asked_before(proofs: Proofs, los_angeles: Law, tried: Tried) -> None:
    """One object for many interviews, and a fresh one for each question."""
    used = Questions(proofs)
    rng = random.Random(5)
    starts: list[Start] = []

    def noted(start: Start) -> Step:
        starts.append(start)
        return used.next(start)

    for desk in DESKS[3:6:2]:
        truth = a_situation(rng, los_angeles, tried, desk)
        interviewed(noted, Start(*desk, goal="duties"), truth)
    for start in starts:
        assert as_json(used.next(start)) == as_json(Questions(proofs).next(start))
        assert as_json(used.tree(start)) == as_json(Questions(proofs).tree(start))


def test_threads_share_it(proofs: Proofs) -> None:
    """Four threads with as many switches as Python can make, on one object."""
    shared = Questions(proofs)
    starts = [Start(*desk, known={"purpose": "civil-immigration"}, order=order) for desk in DESKS[3:6:2] for order in ORDERS]
    right = [as_json(Questions(proofs).next(start)) for start in starts]
    wrong: list[int] = []

    def ask(shift: int) -> None:
        for turn in range(len(starts)):
            place = (turn + shift) % len(starts)
            if as_json(shared.next(starts[place])) != right[place]:
                wrong.append(place)

    at_once(ask)
    assert not wrong


def test_a_law_too_large_for_a_diagram_is_asked_about_all_the_same(
    monkeypatch: pytest.MonkeyPatch, los_angeles: Law, proofs: Proofs, tried: Tried
) -> None:
    """The solver takes over: never wrong, and only about what can matter."""
    monkeypatch.setattr(diagram, "MOST_NODES", 50)
    rng = random.Random(9)
    for desk in DESKS[2:5]:
        truth = a_situation(rng, los_angeles, tried, desk)
        start, step, _ = interviewed(Questions(proofs).next, Start(*desk, goal="duties"), truth)
        assert step.outcomes == answer(proofs, desk[1], truth, {}).outcomes == answer(proofs, desk[1], start.whole, {}, "any").outcomes
        assert Questions(proofs).tree(Start(*desk)) is None


@pytest.mark.parametrize("desk", DESKS, ids=" ".join)
def test_a_tree_has_seven_lines_and_every_answer(questions: Questions, desk: tuple[str, str, str]) -> None:
    """At most seven; each way's outcomes are among those of the question; nothing is asked where all is known."""
    tree = questions.tree(Start(*desk))
    assert tree is not None

    def lines(branch: Branch, above: set[Outcome]) -> int:
        assert {outcome for way in branch.ways for outcome in way.outcomes} == above
        return sum(1 + (lines(way.then, set(way.outcomes)) if way.then else 0) for way in branch.ways)

    assert lines(tree, set(questions.next(Start(*desk)).outcomes)) <= LINES
    settled = Start(
        "sheriff", "hold", "subject", known={"paper": "detainer", "requester": "immigration-authority", "purpose": "civil-immigration"}
    )
    assert questions.tree(settled) is None


def test_what_cannot_occur_and_what_contradicts_itself_is_refused(questions: Questions) -> None:
    """With the words of decide."""
    desk = ("library", "admit", "non-public-area")
    with pytest.raises(RequestError, match="cannot occur: where there is no paper"):
        questions.next(Start(*desk, known={"paper": "none", "paper_covers_request": True}))
    with pytest.raises(RequestError, match="no fact 'papr'; did you mean 'paper'"):
        questions.next(Start(*desk, not_known=("papr",)))
    with pytest.raises(RequestError, match="both known and not known"):
        questions.next(Start(*desk, known={"paper": "none"}, not_known=("paper",)))


@pytest.mark.parametrize("goal", ["duties", "reasons"])
def test_answers_that_settle_another_duty_or_rule_are_not_alike(questions: Questions, goal: Goal) -> None:
    """Though nothing else is left to ask after either: whether another law requires it decides which rule stands behind the refusal."""
    known: dict[str, Value] = {"paper": "transfer-request"}
    start = Start("health-facility", "admit", "non-public-area", known=known, goal=goal)
    step = questions.next(start)
    assert step.question is not None
    assert step.question.fact == "required_by_law"
    assert len({choice.alike for choice in step.question.choices}) == 2
