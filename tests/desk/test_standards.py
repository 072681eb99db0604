"""The pages that hold the desk against ASVS and WCAG: every line of the standard once, how it stands, and tests that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examples import ROOT

HERE = Path(__file__).resolve().parent

ASVS = """
1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2
4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2
7.6.1-2 8.1.1-2 8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3
11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3
15.2.1-3 15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
"""
"""The lines of ASVS 5.0.0 that levels 1 and 2 have."""

WCAG = "1.1.1 1.2.1-5 1.3.1-5 1.4.1-5 1.4.10-13 2.1.1-2 2.1.4 2.2.1-2 2.3.1 2.4.1-7 2.5.1-4 3.1.1-2 3.2.1-4 3.3.1-4 4.1.1-3"
"""The criteria of WCAG 2.1 that levels A and AA have."""


def numbers(told: str) -> Iterator[str]:
    """Each number of a list as 1.2.1-3."""
    for one in told.split():
        first, _, last = one.partition("-")
        section, _, start = first.rpartition(".")
        for number in range(int(start), int(last or start) + 1):
            yield f"{section}.{number}"


@pytest.mark.parametrize(("page", "standard", "size"), [("asvs.md", ASVS, 253), ("accessibility.md", WCAG, 50)])
def test_a_page_has_each_line_of_its_standard_once(page: str, standard: str, size: int) -> None:
    """In its order; each says that it holds, or what is missing; a count at the head of the page is right."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| \d", line)]
    assert [row[0] for row in rows] == list(numbers(standard))
    assert len(rows) == size
    assert all(len(row) == 4 and row[1] in ("holds", "partly", "no", "none") and row[3] for row in rows), rows
    for how, words in (
        ("holds", "(\\d+) hold"),
        ("partly", "(\\d+) hold in part"),
        ("no", "(\\d+) do not"),
        ("none", "for (\\d+) the desk"),
    ):
        found = re.search(words + r"\b[^.]", text)
        assert found, how
        assert int(found[1]) == sum(row[1] == how for row in rows), how


@pytest.mark.parametrize("page", ["asvs.md", "accessibility.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    """In the file that it names, and no other word looks like one."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", text)
    assert len(named) == text.count("::test_")
    for file, test in named:
        assert f"def {test}(" in (HERE / file).read_text(encoding="utf-8"), (file, test)
