"""An interview: the path is walked anew for each step, and going back loses no answer."""

from datetime import date

import pytest

from sanctuary.documents import as_json, replace
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.study.interview import Interview, InterviewState, acts_of, interview, things_of
from sanctuary.study.question import question_tree, start_of

DOOR = InterviewState(place="us-ca-los-angeles", on=date(2026, 11, 22), actor="library", action="admit", resource="non-public-area")


@pytest.fixture(scope="module")
def questions(proofs: Proofs) -> Questions:
    return Questions(proofs)


def told(step: Interview) -> InterviewState:
    """The state with the first answer to the question that is asked."""
    assert step.question is not None
    return replace(step.state, answers={**step.state.answers, step.question.fact: step.question.answers[0].answer}, again="")


def finished(questions: Questions, state: InterviewState) -> Interview:
    """The end, where every further question gets its first answer."""
    step = interview(questions, state)
    while step.question:
        step = interview(questions, told(step))
    return step


def test_the_end_is_the_decision_of_what_was_answered(questions: Questions) -> None:
    """The path, in order, is what the decision rests on."""
    step = finished(questions, DOOR)
    assert step.decision is not None
    assert (step.decision.outcome,) == step.outcomes
    assert step.path[0].fact == "paper"
    assert step.path[0].words == "none"
    assert {one.fact: one.answer for one in step.path} == dict(step.state.answers)
    assert step.kept == ()


def test_going_back_keeps_every_answer(questions: Questions) -> None:
    """Asked again with its answer told; another one may leave later answers unused, and they are there when it is taken back."""
    end = finished(questions, DOOR)
    back = interview(questions, replace(end.state, again="paper"))
    assert back.question is not None
    assert back.given == end.path[0]
    assert back.path == ()
    assert set(back.kept) == set(end.state.answers) - {"paper"}
    other = interview(questions, replace(back.state, answers={**back.state.answers, "paper": "detainer"}, again=""))
    assert other.question is None
    assert other.outcomes == ("must-not",)
    assert set(other.kept) == set(end.state.answers) - {"paper"}
    again = interview(questions, replace(other.state, answers={**other.state.answers, "paper": "none"}))
    assert as_json(replace(again, state=end.state)) == as_json(end)


def test_an_answer_that_cannot_be_given_any_more_is_asked_anew(questions: Questions) -> None:
    """A detainer comes from an immigration authority; whoever said another agency before is asked again only if it matters."""
    state = replace(DOOR, context={"requester": "private-party"}, answers={"paper": "detainer"})
    step = interview(questions, state)
    assert step.question is None or step.question.fact != "paper" or step.path == ()
    assert "paper" in step.kept


def test_what_nobody_can_tell_is_an_answer(questions: Questions) -> None:
    """It stands on the path, and the decision depends on it."""
    step = interview(questions, replace(DOOR, answers={"paper": "federal-search-warrant"}, not_known=("paper_covers_request",)))
    while step.question:
        step = interview(questions, told(step))
    assert ("paper_covers_request", False, "not known") in [(one.fact, one.known, one.words) for one in step.path]
    assert step.decision is not None
    assert step.decision.outcome == "depends"
    assert step.depends_on == ("paper_covers_request",)


def test_absent_is_an_answer_for_a_fact_that_may_be(questions: Questions) -> None:
    """Null and the word absent are the same."""
    state = InterviewState(actor="sheriff", action="transfer", resource="subject", goal="reasons")
    years = "history.years_since_listed_felony"
    one, other = (interview(questions, replace(state, answers={years: value})) for value in (None, "absent"))
    assert as_json(replace(one, state=state)) == as_json(replace(other, state=state))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"answers": {"papr": "none"}}, "no fact 'papr'; did you mean 'paper'"),
        ({"answers": {"paper": "non"}}, "no value of 'paper' is called 'non'; did you mean 'none'"),
        ({"answers": {"paper": None}}, "'paper' cannot be absent"),
        ({"answers": {"paper": "none"}, "not_known": ("paper",)}, "both known and not known"),
        ({"answers": {"paper": "none"}, "context": {"paper": "none"}}, "a fact of the start and an answer too"),
        ({"goal": "everything"}, "no goal is called 'everything'; known: outcome, duties, reasons"),
        ({"order": "random"}, "no order is called 'random'; known: fewest, visible"),
        ({"actor": ""}, "names no actor"),
    ],
)
def test_what_cannot_be_asked_is_refused(questions: Questions, more: dict[str, object], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        interview(questions, replace(DOOR, **more))


def test_who_can_do_what(los_angeles: Law) -> None:
    """What possible.cedar excludes is not offered."""
    assert "transfer" in acts_of(los_angeles, "sheriff")
    assert "transfer" not in acts_of(los_angeles, "library")
    assert things_of(los_angeles, "library", "admit") == ("public-area", "non-public-area", "parking-lot")


def test_a_tree_is_told_in_seven_lines(questions: Questions, los_angeles: Law) -> None:
    """In words, deeper questions indented."""
    situation = Situation(
        actor="library", action="admit", resource="non-public-area", context={"paper": "federal-search-warrant"}, papers="any"
    )
    lines = question_tree(questions, start_of(los_angeles, situation))
    assert lines[0] == "paper covers request: no - depends (must-not, silent)"
    assert lines[-1] == "paper covers request: yes - must"
    assert 3 <= len(lines) <= 7
    assert any(line.startswith("  ") for line in lines)
