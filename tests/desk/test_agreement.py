"""A visit that is answered to the end ends where deciding the whole situation ends, at each counter."""

import json
import random
from typing import get_args

import pytest

import tiers
from desk.conftest import START, Made
from desk.played import begun, play
from sanctuary.conduct.counters import Act, counter, counters
from sanctuary.conduct.path import Dealing, _start, next_conduct
from sanctuary.conduct.sight import seen_paper
from sanctuary.desk.dealing import State, answers_of, walk
from sanctuary.documents import replace
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation, nested
from sanctuary.law.asking import Seen as Level
from sanctuary.law.jurisdiction import Law
from sanctuary.law.vocabulary import Value
from situations import Tried, random_values

SET = "visits at a counter"
LEVELS = get_args(Level)
TRIES = 2_000


@pytest.fixture(scope="module")
def tried(los_angeles: Law) -> Tried:
    return Tried(los_angeles)


@pytest.fixture(scope="module")
def questions(proofs: Proofs) -> Questions:
    return Questions(proofs)


def a_visit(rng: random.Random, questions: Questions, tried: Tried, at: str) -> tuple[dict[str, str], Act, dict[str, Value] | None]:
    """What a clerk sees, at random; the act; and a whole situation in which it is so, or nothing where there is none."""
    answers: dict[str, str] = {}
    act = rng.choice(counter(at).asks)
    while name := next_conduct(answers):
        # Half of the papers hang together: at random nearly none would.
        answers[name] = act.id if name == "what" else rng.choice(answers_of(name, at)[: 3 if rng.random() < 0.5 else None])
    place, paper = counter(at), seen_paper(answers)
    known = _start(questions, Dealing(counter=at, answers=answers), place.actor, act, paper, ()).known
    action = questions.proofs.law.vocabulary.actions[act.action]
    for _ in range(TRIES):
        truth = {**random_values(rng, action), "actor": place.actor, "resource": act.resource, **known}
        if tried.possible(act.action, truth):
            return answers, act, truth
    return answers, act, None


def state_at(at: str, answers: dict[str, str]) -> State:
    """An interview in which everybody who could answer was reached."""
    return State(site=at, counter=at, begun=START, on=START.date(), pinned="", token=at, answers=answers, sees=LEVELS)


def decided(questions: Questions, act: Act, truth: dict[str, Value]) -> DecisionReport:
    """The decision of the whole situation."""
    facts = {name: value for name, value in truth.items() if name not in ("actor", "resource")}
    context, absent = nested(facts)
    whole = Situation(actor=str(truth["actor"]), action=act.action, resource=act.resource, context=context, absent=absent, papers="any")
    return decide(questions.proofs, whole)


def outcomes_of(decision: DecisionReport) -> set[str]:
    """All outcomes that are possible."""
    return set(decision.outcomes or (decision.outcome,))


@pytest.mark.drawn(SET)
@pytest.mark.parametrize("at", sorted(counters()))
def test_a_visit_ends_where_deciding_ends(questions: Questions, tried: Tried, at: str) -> None:
    """Each question of the law is answered with the truth; what nobody can tell leaves the truth among what is still possible."""
    rng = random.Random(f"{tiers.chosen.seed} {at}")
    bound = len(questions.proofs.law.library.asking.fact)
    for _ in range(tiers.cases(SET)):
        answers, act, truth = a_visit(rng, questions, tried, at)
        state = state_at(at, answers)
        for _ in range(bound):
            path = walk(questions, state, signed=True)
            if path.waits is None:
                break
            assert path.waits.kind == "law"
            assert truth is not None, answers
            state = replace(state, facts={**state.facts, path.waits.name: truth[path.waits.name]})
        assert path.step.screen is not None
        if truth is None:
            continue
        assert path.step.decision is not None, answers
        whole, told = decided(questions, act, truth), path.step.decision
        open_ones = [name for name in told.depends_on if name in path.step.kept or name in ("paper", "paper_court", "paper_covers_request")]
        # Lawyers' disputes leave more than one outcome of a whole situation too.
        assert outcomes_of(whole) <= outcomes_of(told), (answers, truth)
        assert outcomes_of(whole) == outcomes_of(told) or open_ones, (answers, truth)


def test_the_pages_end_where_the_path_ends(visitor: object, made: Made, questions: Questions, tried: Tried) -> None:
    """The same by forms: the screen says what the path of the same answers says."""
    from sanctuary.desk.views.interview import screen_of

    rng = random.Random(tiers.chosen.seed)
    at = rng.choice(sorted(counters()))
    answers, _, truth = a_visit(rng, questions, tried, at)
    client = begun(visitor(), at)  # type: ignore[operator]
    given = {name: json.dumps(value) for name, value in (truth or {}).items()}
    shown = play(client, {**given, **answers})
    facts = {name: value for name, value in (truth or {}).items() if name not in ("actor", "resource")}
    path = walk(questions, replace(state_at(at, answers), sees=("desk",), facts=facts), signed=True)
    assert made.desk.training
    assert screen_of(state_at(at, answers), path, "en").do[0].partition(": ")[0] in shown
