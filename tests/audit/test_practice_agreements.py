"""The page on agreements under 8 USC 1357(g) says what the audits print, and plain counts agree."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from audit.practice import acts, audited, by_year, records
from conftest import Ran
from sanctuary.engine.answer import answer
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome

TABLE = "data/ice_287g_participating_2025-07-18pm.csv"


def test_no_listed_agreement_is_of_a_state_whose_pack_forbids_it(shared: Path) -> None:
    """118 in Texas and 309 in Florida, none in the four others; 405 are of states without a pack."""
    states = Counter(row["STATE"].strip() for row in records(shared / TABLE))
    assert (states.total(), states["TEXAS"], states["FLORIDA"], states["NEW YORK"]) == (832, 118, 309, 8)
    assert not {"CALIFORNIA", "ILLINOIS", "NEW JERSEY", "OREGON"} & set(states)
    assert states.total() - states["TEXAS"] - states["FLORIDA"] == 405


@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("us-ca", Outcome.MUST_NOT),
        ("us-il", Outcome.MUST_NOT),
        ("us-nj", Outcome.MUST_NOT),
        ("us-or", Outcome.MUST_NOT),
        ("us-tx", Outcome.MAY),
        ("us-fl", Outcome.MUST),
    ],
)
def test_the_law_said_to_a_sheriff_what_the_page_lists(library: Library, place: str, outcome: Outcome) -> None:
    """The exact answer on the day of the list."""
    known = {"actor": "sheriff", "resource": "immigration-deputation", "requester": "immigration-authority", "purpose": "civil-immigration"}
    assert answer(Proofs(law_of(library, place, date(2025, 7, 18))), "join", known, {}).outcome is outcome


def test_agreements_in_florida(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """87 must, all signed since the law of 2025; as many rows have a sheriff or corrections in the name and such a day."""
    report = audited(sanctuary, "us-fl", shared / TABLE, "agreements-florida")
    assert acts(report["law"]["outcomes"]) == {"must": 87, "may": 50, "depends": 147, "unknown": 10}
    assert acts(report["not_judged"]) == {
        "another state": 523,
        "an agency whose kind the vocabulary does not have": 9,
        "a board, which is no agency of officers": 6,
    }
    jails = [
        row
        for row in records(shared / TABLE)
        if row["STATE"] == "FLORIDA"
        and any(word in row["LAW ENFORCEMENT AGENCY"] for word in ("Sheriff", "Correction"))
        and row["LAW ENFORCEMENT AGENCY"] != "Florida Department of Corrections"
    ]
    assert sum(row["SIGNED"][:10] >= "2025-02-13" for row in jails) == 87
    assert sorted({row["SIGNED"][:4] for row in jails if row["SIGNED"][:10] < "2025-02-13"}) == ["2019", "2020"]
    assert len(jails) - 87 == 47


@pytest.mark.long
def test_agreements_in_texas_before_and_under_the_law_of_2026(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """117 may when signed; 113 with sheriffs are a must from the day by which they have to comply."""
    report = audited(sanctuary, "us-tx", shared / TABLE, "agreements-texas")
    assert acts(report["law"]["outcomes"]) == {"may": 117}
    assert by_year(report["law"]) == {"2019": {"may": 1}, "2020": {"may": 25}, "2025": {"may": 91}}
    later = audited(sanctuary, "us-tx", shared / TABLE, "agreements-texas-2026")
    assert acts(later["law"]["outcomes"]) == {"must": 113, "may": 4}
    sheriffs = [row for row in records(shared / TABLE) if row["STATE"] == "TEXAS" and "Sheriff" in row["LAW ENFORCEMENT AGENCY"]]
    assert len(sheriffs) == 113


def test_three_days_are_misprinted_in_states_without_a_pack(shared: Path) -> None:
    """A day that is none, or lies millennia ahead."""
    odd = {row["STATE"] for row in records(shared / TABLE) if len(row["SIGNED"]) != 19 or not row["SIGNED"].startswith("20")}
    assert odd == {"TENNESSEE", "UTAH", "VIRGINIA"}
