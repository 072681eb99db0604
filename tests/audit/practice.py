"""What the tests of real records share: an audit run through the command line, and sums that must hold of any report."""

import csv
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from conftest import Ran
from examples import ROOT

MAPPINGS = ROOT / "examples" / "audit"


def audited(sanctuary: Callable[..., Ran], place: str, table: Path, name: str, *more: str) -> Any:
    """The report of an audit of a real table, as JSON, after its sums were checked."""
    ran = sanctuary("audit", place, str(table), "--map", str(MAPPINGS / f"{name}.toml"), *more, "--format", "json")
    assert ran.code == 0, ran.err
    report = ran.json
    for of in ("rows", "acts"):
        assert report["judged"][of] + sum(one[of] for one in report["not_judged"]) == report["records" if of == "rows" else of]
        for law in (report["law"], report["also"]):
            if law is not None:
                assert sum(one[of] for one in law["outcomes"]) == report["judged"][of]
                assert sum(one[of] for one in law["practice"]) == report["judged"][of]
                assert sum(one[of] for group in law["by_actor"] for one in group["outcomes"]) == report["judged"][of]
                assert sum(one[of] for group in law["by_month"] for one in group["outcomes"]) == report["judged"][of]
    return report


def acts(counts: list[Mapping[str, Any]]) -> dict[str, int]:
    """How many acts stand under each name."""
    return {one["of"]: one["acts"] for one in counts}


def by_year(law: Mapping[str, Any]) -> dict[str, Counter[str]]:
    """Acts by year and outcome."""
    years: dict[str, Counter[str]] = {}
    for group in law["by_month"]:
        years.setdefault(group["of"][:4], Counter()).update(acts(group["outcomes"]))
    return years


def records(table: Path) -> list[dict[str, str]]:
    """The rows of a table as the csv module reads them."""
    with table.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
