"""Runs every random set and long test whole and writes what ran into docs/nightly.md: `make nightly`.

The seed is the day, so each night tries other cases. A suite that fails keeps its earlier line, whose day tells when it last held; the
program then ends as pytest does.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from tiers import EVERY

PAGE = Path(__file__).resolve().parent.parent / "docs" / "nightly.md"
HEAD = """# The nightly runs

`make nightly` runs the suites below whole, with a seed of the day, and writes this table; [the tiers](choices/tiers.md) tells what runs
when. Seconds are those of the tests added up; a suite that fails keeps its earlier line.

| suite | cases | seconds | day |
| --- | ---: | ---: | --- |
"""


def held(report: Path, day: str) -> dict[str, str]:
    """The line of each suite of which every test passed, from pytest's report in the form of JUnit."""
    cases, seconds, tests = dict[str, int](), dict[str, float](), dict[str, int]()
    failed = set()
    # The file was written by the run that has just ended.
    for case in ET.parse(report).iter("testcase"):  # noqa: S314
        told = {one.get("name"): one.get("value", "") for one in case.iter("property")}
        suite = told.get("suite", "")
        if case.find("failure") is not None or case.find("error") is not None or case.find("skipped") is not None:
            failed.add(suite)
        cases[suite] = int(told.get("cases", EVERY))
        tests[suite] = tests.get(suite, 0) + 1
        seconds[suite] = seconds.get(suite, 0) + float(case.get("time", 0))
    return {
        suite: f"| {suite} | {tests[suite] if count == EVERY else count:,} | {seconds[suite]:,.0f} | {day} |"
        for suite, count in cases.items()
        if suite not in failed
    }


def page(text: str, lines: Mapping[str, str]) -> str:
    """The page with these lines in place of the earlier ones of their suites."""
    earlier = {found[1]: found[0] for found in re.finditer(r"^\| (.+?) \| .+ \| \d{4}-\d\d-\d\d \|$", text, re.MULTILINE)}
    return HEAD + "".join(f"{line}\n" for _, line in sorted({**earlier, **lines}.items()))


def main() -> int:
    """The exit code of pytest."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--day", required=True, help="the day of the table, as 2026-11-22")
    words.add_argument("--seed", required=True, help="where random cases come from")
    chosen, more = words.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        run = [sys.executable, "-m", "pytest", "--tier", "nightly", "--seed", chosen.seed, f"--junitxml={report}", *more]
        code = subprocess.run(run, check=False).returncode
        if report.exists():
            PAGE.write_text(page(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "", held(report, chosen.day)), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
