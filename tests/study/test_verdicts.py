"""Verdicts that say something: bans that prove a no, what a text leaves open, both readings, and whom a definition is not asked of."""

import re
from datetime import date

import pytest

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.assess import StandardReport, assess
from sanctuary.study.judge import can_be_met, judge_all
from sanctuary.study.meetable import unmeetable
from sanctuary.study.threshold import verdict_by
from sanctuary.study.ways import CHARITABLE, STRICT

DAY = date(2026, 11, 28)
NEVER_STRICTLY = {"1", "2", "3", "4", "5", "13"}
"""Of the fourteen: federal law or a court has some of each otherwise."""


@pytest.fixture(scope="module")
def known() -> dict[tuple[str, str], StandardReport]:
    return {}


def told(library: Library, known: dict[tuple[str, str], StandardReport], place: str, standard: str) -> StandardReport:
    """The report of a place, made once."""
    if (place, standard) not in known:
        proofs = Proofs(law_of(library, place, DAY))
        (known[place, standard],) = assess(proofs, [library.get(f"standard-{standard}")], differences=False).standards
    return known[place, standard]


@pytest.mark.parametrize(
    ("place", "standard", "ban"),
    [
        ("us-tx", "technical", "Gov. Code 752.053"),
        ("us-tx", "hr-32", "Gov. Code 752.053"),
        ("us-tx", "florida-908", "Gov. Code 752.053"),
        ("us-fl", "technical", "Fla. Stat. 908.103"),
        ("us-fl", "hr-32", "Fla. Stat. 908.10"),
        ("us-fl", "florida-908", "Fla. Stat. 908.10"),
    ],
)
def test_a_state_that_bans_limits_is_a_no_and_the_line_names_the_ban(
    library: Library, known: dict[tuple[str, str], StandardReport], place: str, standard: str, ban: str
) -> None:
    """Though its law was not searched to the end; a disputed federal ban is not what proves it."""
    report = told(library, known, place, standard)
    assert report.verdict == "no"
    assert f"limits are banned by {ban}" in report.why
    assert "8 USC 1373(a)" not in report.why


def test_without_its_ban_the_state_is_unknown_again(library: Library) -> None:
    """The answer rests on the ban: taken out, the absence alone proves nothing."""
    law = law_of(library, "us-tx", DAY)
    bans = [b.rule.id for b in law.rules if b.rule.pack == "us-tx" and (b.rule.actions == ("limit",) or b.rule.effect == "guarantees")]
    (report,) = assess(Proofs(law.without(*bans)), [library.get("standard-hr-32")], differences=False).standards
    assert (report.verdict, report.as_far_as_searched) == ("unknown", "no")


@pytest.mark.parametrize(
    ("place", "standard", "verdict"),
    [
        ("us-or", "minimum", "no"),
        ("us-nj", "minimum", "no"),
        ("us-or", "mandate", "no"),
        ("us-ca", "mandate", "no"),
        ("us-ca-los-angeles", "mandate", "no"),
        ("us-tx", "mandate", "yes"),
        ("us-fl", "mandate", "yes"),
    ],
)
def test_both_kinds_of_definition_have_answers(
    library: Library, known: dict[tuple[str, str], StandardReport], place: str, standard: str, verdict: str
) -> None:
    """Oregon's exceptions and New Jersey's openings answer the minimum definition; limits and bans answer the mandate."""
    assert told(library, known, place, standard).verdict == verdict


def test_a_count_with_nothing_met_and_much_unknown_is_told_as_unknown(
    library: Library, known: dict[tuple[str, str], StandardReport]
) -> None:
    """No "matches 0 of the 6" where it is not known."""
    why = told(library, known, "us-tx", "doj-2025").why
    assert why.startswith("1 unknown (1)")
    assert "0 of" not in why
    assert told(library, known, "us-ca", "doj-2025").why.startswith("matches 1 of the 6 traits")


def test_a_court_is_not_scored_on_detainers_and_the_nation_on_nothing(
    library: Library, known: dict[tuple[str, str], StandardReport]
) -> None:
    """What has no meaning is not applied."""
    court = told(library, known, "us-ca-los-angeles-superior-court", "florida-908")
    assert (court.verdict, {one.status for one in court.criteria}) == ("not-applicable", {"not-applicable"})
    detainers = told(library, known, "us-ca-los-angeles-superior-court", "doj-2025")
    assert {one.id: one.status for one in detainers.criteria}["6"] == "not-applicable"
    nation = told(library, known, "us", "ice-out-of-la-2018")
    assert (nation.verdict, nation.why) == ("not-applicable", "not asked: the United States is no jurisdiction of itself")


def test_both_verdicts_stand_in_one_line_with_what_divides_them(library: Library, known: dict[tuple[str, str], StandardReport]) -> None:
    """A state's limit makes a city one in the one reading of "municipal", and not in the other."""
    report = told(library, known, "us-ca", "technical")
    assert (report.verdict, report.strict) == ("yes", "not-applicable")
    assert report.otherwise == ("not applicable, read strictly: what divides the two is whether the limit must be the municipality's own",)
    assert [one.reading for one in report.divides] == ["municipal"]
    city = told(library, known, "us-ny-nyc", "minimum")
    assert (city.verdict, city.strict) == ("unknown", "no")
    assert city.headline.says.startswith(
        "What was searched alone would say no, but the law of New York and of New York City was not searched"
    )
    assert city.otherwise[0].startswith("no, read strictly: what divides the two is ")


@pytest.mark.parametrize(
    "standard", ["technical", "hr-32", "florida-908", "minimum", "mandate", "ice-out-of-la-2018", "doj-2025", "factors"]
)
def test_some_lawful_place_could_meet_each_criterion(library: Library, standard: str) -> None:
    """A place whose law is the definition itself, under federal law; strictly some of the fourteen cannot be met."""
    pack = library.get(f"standard-{standard}")
    found = list(unmeetable(library, pack, DAY))
    assert not any(one.charitably_too for one in found)
    if standard == "ice-out-of-la-2018":
        assert {one.criterion for one in found} == NEVER_STRICTLY
    if standard in ("technical", "hr-32", "florida-908", "mandate", "factors"):
        assert found == []


def test_the_proof_of_what_can_be_met_can_fail(library: Library) -> None:
    """The law of another definition does not meet the fourteen."""
    pack = library.get("standard-ice-out-of-la-2018")
    proofs = Proofs(law_of(library.below("standard-mandate", "us"), "standard-mandate", DAY))
    able = [one.id for one in pack.criteria if can_be_met(proofs, pack, one, CHARITABLE)]
    assert "5" not in able


_RANK = {"yes": 2, "unknown": 1, "no": 0}


def _no_harsher(library: Library, place: str) -> None:
    proofs = Proofs(law_of(library, place, library.get(place).file.known_through))
    for standard in library.standards("all"):
        if standard.threshold:
            (report,) = assess(proofs, [standard], differences=False).standards
            if "not-applicable" not in (report.verdict, report.strict):
                assert _RANK[str(report.verdict)] >= _RANK[str(report.strict)], (place, standard.id)


def test_the_charitable_verdict_of_los_angeles_is_no_harsher(library: Library) -> None:
    """In every definition with a threshold."""
    _no_harsher(library, "us-ca-los-angeles")


@pytest.mark.long
def test_no_charitable_verdict_is_harsher_than_the_strict_one(library: Library) -> None:
    """Every place that has a pack."""
    for place in library.ids:
        if library.get(place).file.kind == "law":
            _no_harsher(library, place)


def test_a_verdict_is_that_of_its_judgments(library: Library) -> None:
    """Strictly and charitably, from the same judgments that are reported."""
    standard = library.get("standard-minimum")
    proofs = Proofs(law_of(library, "us-or", DAY))
    assert verdict_by(standard, [one.status for one in judge_all(proofs, standard, CHARITABLE)]) == "no"
    assert verdict_by(standard, [one.status for one in judge_all(proofs, standard, STRICT)]) == "no"


@pytest.mark.parametrize(("place", "answer"), [("us-tx", "no"), ("us-fl", "no"), ("us-or", "yes"), ("us-nj", "yes")])
def test_what_would_turn_the_mandate_answer_is_told_group_by_group(
    library: Library, known: dict[tuple[str, str], StandardReport], place: str, answer: str
) -> None:
    """A yes needs one of the bans and one of the duties: without all of one group it is a no, with one of each a yes."""
    report, standard = told(library, known, place, "mandate"), library.get("standard-mandate")
    parts = re.split(r"The rule|It rests", report.headline.change)[0].split(
        "also be no if none of" if answer == "no" else "; and one of these"
    )
    named = [[one.id for one in report.criteria if one.title[:1].lower() + one.title[1:] in part] for part in parts]
    assert len(named) == 2
    assert all(named)
    statuses = {one.id: one.status for one in report.criteria}
    turned = statuses | (dict.fromkeys(named[0], "not-met") if answer == "no" else {group[0]: "met" for group in named})
    assert verdict_by(standard, statuses.values()) != answer
    assert verdict_by(standard, turned.values()) == answer
