"""The page on arrests in Queens says what the audit prints, and a plain count agrees."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from audit.practice import acts, audited, records
from conftest import Ran

TABLE = "data/nypd_arrests_queens_2021_deid.csv"


def test_misdemeanors_are_a_must_under_the_standard_and_felonies_stay_open(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """7,642 must and 5,582 open, silent under the City's law, as the categories counted by hand."""
    report = audited(sanctuary, "us-ny-nyc", shared / TABLE, "nypd-arrests", "--also", "ice-out-of-la-2018")
    assert (report["rows"], report["judged"]["rows"]) == (13_224, 13_224)
    assert acts(report["law"]["outcomes"]) == {"silent": 13_224}
    assert acts(report["also"]["outcomes"]) == {"must": 7_642, "depends": 5_582}
    assert report["law"]["unsearched"] == ["us-ny", "us-ny-nyc"]
    assert Counter(row["LAW_CAT_CD"] for row in records(shared / TABLE)) == {"M": 7_642, "F": 5_582}


def test_kinds_of_offense_and_ages_are_counted_as_the_page_says(shared: Path) -> None:
    """13 kinds of offense, none of them drugs, weapons, driving or public order; 423 people under 18."""
    rows = records(shared / TABLE)
    kinds = {row["OFNS_DESC"] for row in rows}
    assert len(kinds) == 13
    assert not [kind for kind in kinds if any(word in kind for word in ("DRUG", "WEAPON", "VEHICLE AND TRAFFIC", "INTOX", "DISORDERLY"))]
    assert sum(row["AGE_GROUP"] == "<18" for row in rows) == 423
