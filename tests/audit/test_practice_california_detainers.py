"""The page on detainers with California facilities says what the audit prints, and a plain count agrees."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from audit.practice import acts, audited, by_year, records
from conftest import Ran

TABLE = "data/ice_detainer_outcomes_california_facility_year.csv"
LOCAL = ("JAIL", "DETENTION FACILITY", "DETENT FACILITY", "WOMEN DET FAC", "JUVY", "JUV. PROB")


def requests(shared: Path, year: str = "", *words: str) -> int:
    """Requests of a year to facilities whose name has one of some words, counted row by row."""
    rows = records(shared / TABLE)
    return sum(
        int(row["count"]) for row in rows if row["year"].startswith(year) and any(word in row["det_facility"] for word in words or ("",))
    )


def test_with_what_the_table_says_nothing_is_settled(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Every decided request could be must-not, or what a law that was not searched said; the parts set aside are those of the page."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "california-detainers")
    assert (report["rows"], report["acts"], report["judged"]["rows"]) == (517, 44_226, 378)
    assert acts(report["law"]["outcomes"]) == {"depends": 26_852}
    assert acts(report["law"]["possible"]) == {"must-not or unknown": 26_852}
    assert acts(report["not_judged"]) == {
        "the name does not say which government ran it": 9_693 + 983,
        "a federal prison": 6_693,
        "a shelter for children": 5,
    }
    assert requests(shared, "", "CALIFORNIA CITY") == 9_693
    assert requests(shared, "", "MCFARLAND", "SHAFTER") == 983
    assert requests(shared, "", "TAFT") == 6_693
    reasons: Counter[str] = Counter()
    for row in records(shared / TABLE):
        reasons[row["lift_reason"]] += int(row["count"])
    assert (reasons["Booked into Detention"], reasons["Detainer Declined by LEA"]) == (29_073, 1_097)
    assert len({row["det_facility"] for row in records(shared / TABLE)}) == 17


def test_the_assumption_draws_the_line_of_2014(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Unknown for all before 2014, must-not for local agencies after: the same sums as a plain count by name and year."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "california-detainers-assumed")
    assert acts(report["law"]["outcomes"]) == {"must-not": 1_959, "unknown": 24_893}
    years = by_year(report["law"])
    assert {year for year, found in years.items() if found["must-not"]} == {"2014", "2015"}
    for year in ("2014", "2015"):
        assert years[year]["must-not"] == requests(shared, year, *LOCAL)
        assert years[year]["unknown"] == requests(shared, year, "STATE PRISON")
    assert [years["2014"]["unknown"], years["2015"]["unknown"]] == [184, 16]


def test_the_same_requests_on_the_first_day_of_sb_54(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Must-not for every local agency whatever the record; state prisons stay open."""
    report = audited(sanctuary, "us-ca", shared / TABLE, "california-detainers-2018")
    assert acts(report["law"]["outcomes"]) == {"must-not": 19_611, "depends": 7_241}
    assert requests(shared, "", *LOCAL) == 19_611
    assert requests(shared, "", "STATE PRISON") == 7_241
