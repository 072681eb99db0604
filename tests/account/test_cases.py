"""Each report beside cases made of its statute's words: what each entry counts in, and totals worked out by hand (cases/*.toml)."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sanctuary.account.catalog import read_report
from sanctuary.account.owed import reports_in
from sanctuary.account.report import Report, run
from sanctuary.documents import replace
from sanctuary.record.entry import read_entry
from sanctuary.record.line import Recorded

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
DAY = date(2026, 10, 1)


def told(case: dict[str, Any], name: str) -> Report:
    """The report over the entries of a case, which are its first lines."""
    lines = []
    for seq, one in enumerate(case["entry"]):
        said = {key: value for key, value in one.items() if key not in ("says", "in")}
        lines.append(Recorded(seq, "2026-10", DAY, replace(read_entry(said, one["says"])), None))
    return run(read_report(reports_in()[name]), lines, *case["period"])


def test_every_report_has_cases() -> None:
    """A new one without is a gap."""
    assert [path.stem for path in CASES] == sorted(reports_in())


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_report_counts_what_the_statute_asks(path: Path) -> None:
    """Entry by entry, and in total; and what is left out is told with its reason."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    found = told(case, path.stem)
    figures = {figure.id: figure for figure in found.figures}
    for seq, one in enumerate(case["entry"]):
        counted = sorted(name for name, figure in figures.items() if seq in figure.entries)
        assert counted == sorted(one["in"]), one["says"]
    for name, total in case["total"].items():
        assert figures[name].total == total, name
    for name, groups in case.get("groups", {}).items():
        assert {" / ".join(cell.groups): cell.count for cell in figures[name].cells} == groups, name
    assert {one.why: one.count for one in found.left_out} == case.get("left_out", {})
    for name, fields in case.get("unsaid", {}).items():
        assert {one.field: one.count for one in figures[name].unsaid} == fields, name
    for name in case.get("not_entered", {}).get("figures", ()):
        assert (figures[name].not_entered, figures[name].total) == (True, None)
