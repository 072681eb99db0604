"""One answer, by two paths: the generated function where nothing is open, the solver elsewhere; and shared by threads."""

import random
from datetime import date

import pytest

from sanctuary.engine import answer as answers
from sanctuary.engine.answer import Answer, answer
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Value
from situations import random_values
from threads import at_once

PLACES = (
    ("us-ca-los-angeles", date(2026, 11, 22)),
    *(
        pytest.param(place, on, marks=pytest.mark.long)
        for place, on in (("us-tx", date(2026, 4, 30)), ("us-nj", date(2022, 1, 1)), ("us-ca", date(2016, 6, 1)))
    ),
)


def asked(proofs: Proofs, action: str, known: dict[str, Value]) -> Answer | str:
    """The answer, or the words of the refusal."""
    try:
        return answer(proofs, action, known, {})
    except RequestError as problem:
        return str(problem)


@pytest.mark.parametrize(("place", "on"), PLACES)
def test_the_function_and_the_solver_give_one_answer(library: Library, place: str, on: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete situations, possible or not: outcome, reasons, duties, what is voided by what, what is noted."""
    proofs = Proofs(law_of(library, place, on))
    rng = random.Random(7)
    situations = [(action.name, random_values(rng, action)) for action in library.vocabulary.actions.values() for _ in range(12)]
    quick = [asked(proofs, *one) for one in situations]
    monkeypatch.setattr(answers, "_complete", lambda *_: None)
    monkeypatch.setattr(Proofs, "charts", None)
    slow = [asked(proofs, *one) for one in situations]
    assert quick == slow
    assert sum(isinstance(one, Answer) for one in quick) > 20


def test_one_law_may_be_asked_from_any_thread(los_angeles: Law) -> None:
    """Four threads that are switched at every step find what one thread finds."""
    rng = random.Random(11)
    situations = []
    for action in los_angeles.vocabulary.actions.values():
        for _ in range(6):
            values = random_values(rng, action)
            situations.append((action.name, {name: value for name, value in values.items() if rng.random() < 0.6}))
    one_thread = Proofs(los_angeles)
    alone = [asked(one_thread, *one) for one in situations]
    shared = Proofs(los_angeles)
    found: dict[int, list[Answer | str]] = {}

    def ask_all(number: int) -> None:
        found[number] = [asked(shared, *one) for one in situations]

    at_once(ask_all)
    assert [found[number] == alone for number in range(4)] == [True] * 4
