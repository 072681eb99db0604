"""The pages that hold the desk against ASVS and WCAG name tests that there are, and every line says how it stands."""

import re
from pathlib import Path

import pytest

from examples import ROOT

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("page", ["asvs.md", "accessibility.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    """In the file that it names; and no line says neither that it holds nor what is missing."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", text)
    assert named
    for file, test in named:
        assert f"\ndef {test}(" in (HERE / file).read_text(encoding="utf-8"), (file, test)
    rows = [line.split(" | ") for line in text.splitlines() if re.match(r"\| (V?\d)", line)]
    assert rows
    assert all(len(row) == 3 and row[1] in ("holds", "partly", "no", "none") and row[2].strip(" |") for row in rows), rows
