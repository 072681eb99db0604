"""The page on a sample of arrests in Los Angeles says what the audits print, and a plain count agrees."""

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from audit.practice import MAPPINGS, acts, audited, records
from conftest import Ran

TABLE = "data/lapd_arrests_sample_2010_2019_deid.csv"
PLACE, STANDARD = "los-angeles", ("--also", "ice-out-of-la-2018")


def letters(text: str) -> str:
    return "".join(one for one in text.upper() if one.isalnum())


def types() -> dict[str, str]:
    """The types of charge of each statute in the excerpt."""
    with (MAPPINGS / "california-offenses.csv").open(newline="", encoding="utf-8") as file:
        return {letters(row["statute"] + row["code"]): row["types"] for row in csv.DictReader(file)}


def test_the_excerpt_holds_what_the_official_table_says(shared: Path) -> None:
    """For each statute that the sample charges, all types of charge of the table; 27 of 60 can be a felony or less."""
    charged = {letters(row["Charge"]) for row in records(shared / TABLE)}
    found: dict[str, set[str]] = {}
    for row in records(shared / "data/ca_doj_cjis_offense_table_2021.csv"):
        key = letters(row["offenseStatute"] + row["offenseTypeOfStatuteCD"])
        if key in charged:
            found.setdefault(key, set()).add(row["offenseTypeOfCharge"])
    assert types() == {key: "".join(sorted(kinds)) for key, kinds in found.items()}
    assert (len(found), sum("F" in kinds and len(kinds) > 1 for kinds in found.values())) == (60, 27)


def test_bookings_by_class_are_those_of_the_page(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Of these 229: 145 booked, 39 of them with misdemeanors or infractions alone; all turn on a citation, and the others on the class."""
    report = audited(sanctuary, PLACE, shared / TABLE, "lapd-bookings", *STANDARD)
    assert (report["rows"], report["judged"]["rows"]) == (229, 145)
    assert acts(report["also"]["outcomes"]) == {"depends": 145}
    assert acts(report["also"]["open_facts"]) == {"cited_in_lieu_of_arrest": 145, "class": 106}
    assert acts(report["law"]["outcomes"]) == {"may": 4, "depends": 92, "unknown": 49}
    rows, table = records(shared / TABLE), types()
    booked = [row for row in rows if row["Report Type"] == "BOOKING"]
    assert sum("F" not in table.get(letters(row["Charge"]), "F") for row in booked) == 39
    assert sum(letters(row["Charge"]) not in table for row in rows) == 70
    assert sum(letters(row["Charge"]) not in table for row in booked) == 15 == report["unknown"][0]["rows"]
    assert Counter(row["Arrest Type Code"] for row in booked) == {"F": 75, "M": 66, "O": 4}


def test_five_arrests_are_for_offenses_of_recommendation_7(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Five of vending turn on a warrant; one on a sidewalk is of the strict reading alone; the rest is silent."""
    report = audited(sanctuary, PLACE, shared / TABLE, "lapd-arrests", *STANDARD)
    assert acts(report["also"]["outcomes"]) == {"silent": 224, "depends": 5}
    assert acts(report["also"]["open_facts"]) == {"outstanding_warrant": 5}
    charges = Counter(letters(row["Charge"]) for row in records(shared / TABLE))
    assert (charges["4200BLAMC"], charges["4118DLAMC"]) == (5, 1)


def test_release_and_diversion_are_those_of_the_page(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """39 bookings with a must of release; 5 arrests that diversion is for, 38 that turn on the class, and nothing said of the others."""
    releases = audited(sanctuary, PLACE, shared / TABLE, "lapd-releases", *STANDARD)
    assert acts(releases["also"]["outcomes"]) == {"must": 39, "depends": 106}
    assert acts(releases["law"]["outcomes"]) == {"silent": 26, "unknown": 119}
    diversion = audited(sanctuary, PLACE, shared / TABLE, "lapd-diversion", *STANDARD)
    assert acts(diversion["also"]["outcomes"]) == {"may": 5, "silent": 186, "depends": 38}
    rows = records(shared / TABLE)
    assert sum(row["juvenile"] == "True" for row in rows) == 23
    assert sum(row["arrest_month"].startswith("2010") for row in rows) == 94
