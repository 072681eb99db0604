"""What the API remembers of what it was asked: answers to questions that say nothing of a person, a bounded number, of this law alone."""

import gc
from datetime import date
from typing import Any

import pytest

from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.questions import Questions
from sanctuary.engine.situation import Situation
from sanctuary.law.packs import Library
from sanctuary.public.asking import Answers
from sanctuary.public.memory import MOST_ANSWERS, Memory

DAY = date(2026, 3, 1)
HELD = Situation(actor="sheriff", action="hold", resource="subject", context={"requester": "immigration-authority", "paper": "detainer"})


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(Library(), lambda: DAY)


def told(memory: Memory, law: Questions, situation: Situation, answer: Any) -> DecisionReport:
    return memory.of(law, situation, lambda: answer)


def test_the_same_question_gets_the_same_answer_and_another_its_own(answers: Answers) -> None:
    """Of the same law alone; a fixed reading, a fact and what is presumed of papers make another question."""
    memory, law, other = Memory(), answers.law("us-or", DAY), answers.law("us-tx", DAY)
    first: Any = object()
    assert told(memory, law, HELD, first) is told(memory, law, HELD, object()) is first
    assert told(memory, other, HELD, second := object()) is second
    for change in (
        {"context": {**HELD.context, "required_by_law": True}},
        {"readings": {"a-reading": True}},
        {"papers": "any"},
        {"absent": ("paper_court",)},
        {"actor": "police"},
    ):
        fields = {name: getattr(HELD, name) for name in HELD.__struct_fields__}
        assert told(memory, law, Situation(**{**fields, **change}), fresh := object()) is fresh


@pytest.mark.parametrize(
    ("context", "absent"),
    [
        ({"history": {"victim_or_witness": False}}, ()),
        ({"history.held_to_answer": True}, ()),
        ({"proof_of_lawful_status": True}, ()),
        ({}, ("history.years_since_listed_felony",)),
    ],
)
def test_what_says_something_of_a_person_is_not_remembered(answers: Answers, context: dict[str, Any], absent: tuple[str, ...]) -> None:
    """Neither a fact of a history, nested or named with a dot, nor that one is missing, nor proof of status."""
    memory, law = Memory(), answers.law("us-or", DAY)
    one = Situation(actor="sheriff", action="hold", resource="subject", context=context, absent=absent)
    assert told(memory, law, one, object()) is not told(memory, law, one, object())
    assert not memory.size


def test_the_memory_is_bounded_and_goes_with_its_law(answers: Answers) -> None:
    """The oldest answer goes; when a law is let go, so are its answers. No word of a question is in it."""
    memory, law = Memory(), Questions(answers.law("us-or", DAY).proofs)
    for number in range(MOST_ANSWERS + 5):
        told(memory, law, Situation(actor=f"actor-{number}"), object())
    assert memory.size == MOST_ANSWERS
    assert told(memory, law, Situation(actor="actor-0"), fresh := object()) is fresh
    assert "actor-7" not in repr(memory.__dict__)
    del law
    gc.collect()
    assert not memory.size
