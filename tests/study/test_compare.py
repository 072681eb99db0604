"""Two laws side by side: every contrast is real, and a side without one is proved the same."""

from datetime import date

import pytest

from sanctuary.engine.decide import DecisionReport, decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study import compare as module
from sanctuary.study.compare import Contrast, compare
from sanctuary.study.sides import by_law, counted, unanswered

TODAY = date(2026, 11, 22)


def test_a_law_is_the_same_as_itself(library: Library) -> None:
    """No contrast in either direction."""
    law = law_of(library, "us-ca", TODAY)
    assert compare(law, law_of(library, "us-ca", TODAY)).same


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        ("us-ca", "us-ca-los-angeles", (TODAY, TODAY)),
        ("us-ca-los-angeles", "us-ca-los-angeles", (TODAY, date(2018, 10, 1))),
        ("us-or", "standard-technical", (TODAY, TODAY)),
        pytest.param("us-ca-los-angeles", "standard-minimum", (TODAY, TODAY), marks=pytest.mark.long),
    ],
)
def test_every_contrast_is_confirmed_by_deciding_both(library: Library, a: str, b: str, days: tuple[date, date]) -> None:
    """The witness under each law gives the outcome that the contrast states, and they differ (or a duty is missing)."""
    first, second = law_of(library, a, days[0]), law_of(library, b, days[1])
    report = compare(first, second)
    assert report.a_to_b
    a_proofs, b_proofs = Proofs(first), Proofs(second)
    for here, there, found in ((a_proofs, b_proofs, report.a_to_b), (b_proofs, a_proofs, report.b_to_a)):
        for one in found:
            ours, theirs = again(here, one), again(there, one)
            assert ours.outcome == one.outcome
            assert theirs.outcome == one.other_outcome
            if one.duty:
                assert one.duty in {duty.duty for duty in ours.duties}
                assert one.duty not in {duty.duty for duty in theirs.duties if duty.always}
            else:
                assert one.rule in ours.because
                assert ours.outcome != theirs.outcome


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("us-or", "standard-technical"),
        pytest.param("us-or", "us-nj", marks=pytest.mark.long),
        pytest.param("us-ca-los-angeles", "us-tx-houston", marks=pytest.mark.long),
        pytest.param("us-il-chicago", "us-ny-nyc", marks=pytest.mark.long),
    ],
)
def test_a_solver_of_the_rules_that_can_match_gives_the_same(library: Library, monkeypatch: pytest.MonkeyPatch, a: str, b: str) -> None:
    """Each difference asked of the whole laws, and of the rules alone that can match there: witnesses, boxes, readings, reasons."""
    first, second = law_of(library, a, TODAY), law_of(library, b, TODAY)
    monkeypatch.setattr(module, "MANY", 10**9)
    whole = compare(first, second)
    monkeypatch.setattr(module, "MANY", 0)
    assert compare(first, second) == whole
    assert whole.a_to_b


def again(proofs: Proofs, one: Contrast) -> DecisionReport:
    """The witness decided under a law; readings that it does not know are left out."""
    w = one.witness
    readings = {name: value for name, value in w.readings.items() if name in proofs.law.readings}
    situation = Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent, readings=readings)
    return decide(proofs, situation)


def test_a_city_rule_stricter_than_the_state_shows_as_a_difference(library: Library) -> None:
    """The state lets a sheriff tell a release date after a violent felony; the city's police may not."""
    report = compare(law_of(library, "us-ca", TODAY), law_of(library, "us-ca-los-angeles", TODAY))
    rules = {one.rule for one in report.b_to_a}
    assert "us-ca-los-angeles/ord-188441-data" in rules


def test_laws_are_counted_by_whose_they_are_and_the_own_come_first(library: Library) -> None:
    """Illinois beside Florida: a citation once, the law of Illinois before that of the United States, the common cases before the far."""
    here, there = law_of(library, "us-il", TODAY), law_of(library, "us-fl", TODAY)
    answered, _ = unanswered(compare(here, there).a_to_b)
    told = by_law(answered, here, there)
    whose = [one.of for one in told]
    assert whose == sorted(whose, key=["Illinois", "United States"].index)
    assert len({one.cites for one in told}) == len(told)
    assert counted(told) == f"{whose.count('Illinois')} laws of Illinois and {whose.count('United States')} laws of the United States"
    assert told[0].cites in ("5 ILCS 835/5", "5 ILCS 805/15")
    assert "probation" not in told[0].example
    back, _ = unanswered(compare(there, here).a_to_b)
    assert "must hold somebody longer on a detainer" in by_law(back, there, here)[0].example
