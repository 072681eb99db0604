"""The diagrams of a desk tell of an open question what the solver tells, refuse what is too large, and are one for all threads."""

import random
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from sanctuary.engine import chart as charts
from sanctuary.engine.answer import Told, told
from sanctuary.engine.chart import Charts, View
from sanctuary.engine.diagram import TooLargeError
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Action, Value
from sanctuary.model import Outcome, Papers

DAYS = (date(2026, 3, 1), date(2019, 6, 1))
Question = tuple[str, dict[str, Value], dict[str, bool], Papers]


def solving(proofs: Proofs, monkeypatch: pytest.MonkeyPatch) -> Proofs:
    """The same law without diagrams, for questions that fix settled readings too."""
    monkeypatch.setattr(Proofs, "charts", None)
    return proofs


def drawn(rng: random.Random, action: Action, readings: tuple[str, ...], number: int) -> Iterator[Question]:
    """Questions at desks of an act, each with some facts known, and some readings fixed."""
    for _ in range(number):
        known: dict[str, Value] = {ACTOR: rng.choice(action.by_name[ACTOR].values[:4]), RESOURCE: action.by_name[RESOURCE].values[0]}
        share = rng.choice((0.05, 0.2, 0.5))
        known |= {v.name: rng.choice(v.domain) for v in action.variables if v.name not in known and rng.random() < share}
        yield action.name, known, {one: rng.random() < 0.5 for one in readings if rng.random() < 0.1}, rng.choice(("assumed", "any"))


def found(proofs: Proofs, questions: list[Question]) -> list[Told | str]:
    """What is told of each; the words of a refusal."""
    answers: list[Told | str] = []
    for action, known, readings, papers in questions:
        try:
            answers.append(told(proofs, action, known, readings, papers))
        except RequestError as words:
            answers.append(str(words))
    return answers


@pytest.mark.parametrize("place", ["us-ca-los-angeles-county", "us-tx", "us-nj"])
def test_diagrams_and_the_solver_tell_the_same(library: Library, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outcomes, the rules in their order, what it turns on, exceptions, and what papers of courts would change."""
    rng, law = random.Random(place), law_of(library, place, DAYS[place == "us-nj"])
    monkeypatch.setattr(charts, "ONCE", 0)
    questions = [
        one for name in ("hold", "transfer", "disclose", "ask") for one in drawn(rng, law.vocabulary.actions[name], tuple(law.readings), 20)
    ]
    proofs = Proofs(law)
    by_diagrams = found(proofs, questions)
    assert proofs.charts is not None
    assert proofs.charts.desks
    assert found(solving(Proofs(law), monkeypatch), questions) == by_diagrams
    kinds = {one.answer.outcome for one in by_diagrams if isinstance(one, Told)}
    assert len(kinds) > 1
    assert Outcome.DEPENDS in kinds


KNOWN: Mapping[str, Value] = {ACTOR: "sheriff", RESOURCE: "subject"}


def test_a_desk_is_drawn_once_it_is_asked_at_again(library: Library) -> None:
    """Who asks once waits for no diagram."""
    asked = Charts(law_of(library, "us-or", DAYS[0]))
    assert [asked.ask("hold", KNOWN, {}, "assumed", View.answer) is None for _ in range(3)] == [True, False, False]
    assert asked.ask("hold", {ACTOR: "sheriff"}, {}, "assumed", View.answer) is None


def test_one_decision_draws_no_diagram_and_counts_once(library: Library) -> None:
    """However many ways lead to the answer."""
    proofs = Proofs(law_of(library, "us-or", DAYS[0]))
    told(proofs, "hold", dict(KNOWN), {}, "assumed")
    assert proofs.charts is not None
    assert proofs.charts.desks == ()


def test_diagrams_that_are_too_large_are_left_to_the_solver(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act whose diagrams would not fit is answered all the same, and they are not drawn again."""
    law = law_of(library, "us-or", DAYS[0])
    plain = found(Proofs(law), [("hold", dict(KNOWN), {}, "assumed")])
    drawn_for = []

    def large(*place: object) -> None:
        drawn_for.append(place)
        raise TooLargeError

    monkeypatch.setattr(charts, "Chart", large)
    assert found(Proofs(law), [("hold", dict(KNOWN), {}, "assumed")] * 4) == plain * 4
    assert len(drawn_for) == 1


def test_diagrams_that_grew_are_drawn_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """They do not grow without end, and say the same."""
    law = law_of(library, "us-or", DAYS[0])
    monkeypatch.setattr(charts, "ONCE", 0)
    questions = list(drawn(random.Random(3), law.vocabulary.actions["hold"], (), 20))
    plain = found(Proofs(law), questions)
    monkeypatch.setattr(charts, "MOST_KEPT", 50)
    monkeypatch.setattr(charts, "MOST_CHARTS", 2)
    proofs = Proofs(law)
    assert found(proofs, questions) == plain
    assert proofs.charts is not None
    assert len(proofs.charts.desks) == 2
