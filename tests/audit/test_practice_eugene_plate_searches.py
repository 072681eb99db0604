"""The page on plate-reader searches in Eugene says what the audit prints, and a plain count agrees."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.practice import MAPPINGS, acts, audited, records
from conftest import Ran

TABLE = "data/flock_search_audit_eugene_or_2025_deid.csv"


@pytest.mark.long
def test_no_reason_names_immigration(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """No listed word of immigration is found by the audit, nor any stem of one by a plain search."""
    report = audited(sanctuary, "us-or", shared / TABLE, "eugene-plate-searches")
    (text,) = report["texts"]
    assert not [one for one in text["words"] if one["of"].endswith("(civil-immigration)")]
    stems = re.compile(r"immig|\bice\b|\bero\b|\bhsi\b|\bdhs\b|\bcbp\b|border|deport|detainer|alien|287|customs", re.IGNORECASE)
    assert [row["reason"] for row in records(shared / TABLE) if stems.search(row["reason"])] == []


@pytest.mark.long
def test_outcomes_and_reasons_are_those_of_the_page(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """4,294 searches: none must-not, 2,702 silent, 1,516 open, 76 tests; 1,044 reasons say nothing specific."""
    report = audited(sanctuary, "us-or", shared / TABLE, "eugene-plate-searches")
    assert (report["rows"], report["first_day"], report["last_day"]) == (4_294, "2025-06-18", "2025-12-02")
    assert acts(report["law"]["outcomes"]) == {"silent": 2_702, "depends": 1_516}
    assert acts(report["not_judged"]) == {"a test of the system, by the reason typed": 76}
    (text,) = report["texts"]
    assert (text["says_nothing"]["rows"], text["not_listed"]["rows"], text["empty"]["rows"]) == (1_044, 42, 5)
    assert sum(one["rows"] for one in text["words"] if one["of"].endswith("(open)")) == 425


def test_a_plain_count_finds_as_many_reasons_that_say_nothing(shared: Path) -> None:
    """Spellings of investigation, and four reasons by their whole text, counted with the csv module."""
    reasons = [row["reason"].strip().casefold() for row in records(shared / TABLE)]
    whole = {"police", "crimes", "cfs", "crim inv", "daytime search for best result"}
    letters = [re.sub(r"\[(?:plate|case#|name\?)\]", "", reason).strip(" ,.+*") for reason in reasons]
    investigation = re.compile(r"inv(es)?|invest\w*|i?n?ve\w*gat\w*|inestigation|ivestigations|investiogation")
    found = [one for one, raw in zip(letters, reasons, strict=True) if raw and (not one or one in whole or investigation.fullmatch(one))]
    assert len(found) == 1_044
    assert letters.count("daytime search for best result") == 182
    assert sum("st2" in reason for reason in reasons) == 27


def test_leads_are_two_agencies_by_name_and_state(shared: Path) -> None:
    """The script prints the same two lines as the page, and an exact search finds both in ICE's list."""
    tables = [
        str(shared / "data" / name) for name in ("flock_agencies_sharing_with_eugene_or.csv", "ice_287g_participating_2025-07-18pm.csv")
    ]
    done = subprocess.run([sys.executable, MAPPINGS / "shared_access.py", *tables], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert [line.split(" | ")[1] for line in lines] == ["Las Vegas Metropolitan Police Department", "Mineral County Sheriff's Office"]
    nevada = {row["LAW ENFORCEMENT AGENCY"].strip() for row in records(Path(tables[1])) if row["STATE"] == "NEVADA"}
    assert {line.split(" | ")[1] for line in lines} <= nevada
    assert len(records(Path(tables[0]))) == 59
