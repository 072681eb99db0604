"""The page on detainers lodged in Pennsylvania says what the audit prints, and a plain count agrees."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.practice import acts, audited, by_year, records
from conftest import Ran

TABLE = "data/ice_detainers_pennsylvania_2007_2015.csv"


@pytest.mark.long
def test_with_what_the_table_says_nothing_is_settled(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Every decided row could be must-not, or what a law that was not searched said; only those of 2014 and 2015 turn on convictions."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "pennsylvania-detainers")
    assert (report["rows"], report["judged"]["rows"], report["first_day"], report["last_day"]) == (
        32_757,
        17_333,
        "2007-10-02",
        "2015-07-18",
    )
    assert acts(report["law"]["outcomes"]) == {"depends": 17_333}
    turns = acts(report["law"]["open_facts"])
    assert (turns["history.hate_crime"], turns["history.serious_or_violent_conviction"]) == (17_333, 1_427)
    assert acts(report["not_judged"]) == {
        "the name does not say which government ran it": 7_945,
        "a federal prison, or an office of federal officers": 7_460,
        "a request for notice, not for keeping somebody": 10,
        "a place for minors, whose kind of agency the name does not tell": 6,
        "a home or shelter for children or families": 3,
    }
    assert report["unknown"] == []


def test_forms_and_reasons_are_counted_as_the_page_says(shared: Path) -> None:
    """By the csv module alone: forms, reasons, and the rows of the one center that is set aside for its name."""
    rows = records(shared / TABLE)
    forms = Counter(row["detainer_type"][:5] for row in rows)
    assert forms == {"": 30_958, "I247 ": 1_751, "I247D": 38, "I247N": 10}
    assert min(row["date"][:7] for row in rows if row["detainer_type"]) == "2014-10"
    reasons = Counter(row["lift_reason"] for row in rows)
    assert (reasons["Booked into Detention"], reasons["Detainer Declined by LEA"], reasons[""]) == (18_143, 225, 11_229)
    center = [row for row in rows if row["det_facility"].startswith("MOSHANNON")]
    assert sum(not row["detainer_type"].startswith("I247N") for row in center) == 7_945


@pytest.mark.long  # the table of California, a sixtieth of this one, shows the same in the fast tier
def test_the_assumption_draws_the_line_of_2014(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Unknown for all before 2014, must-not for county jails and police after, unknown for state prisons still."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "pennsylvania-detainers-assumed")
    assert acts(report["law"]["outcomes"]) == {"must-not": 1_427, "unknown": 15_906}
    years = by_year(report["law"])
    assert {year: found["must-not"] for year, found in years.items() if found["must-not"]} == {"2014": 1_145, "2015": 282}
    prisons = Counter(
        row["date"][:4]
        for row in records(shared / TABLE)
        if any(word in row["det_facility"] for word in ("SCI", "S.C.I", "SRCF")) and not row["detainer_type"].startswith("I247N")
    )
    assert (years["2014"]["unknown"], years["2015"]["unknown"]) == (prisons["2014"], prisons["2015"]) == (182, 102)


@pytest.mark.long
def test_the_same_requests_on_the_first_day_of_sb_54(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Must-not for every local agency, whatever the record."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "pennsylvania-detainers-2018")
    assert acts(report["law"]["outcomes"]) == {"must-not": 15_054, "depends": 2_279}
