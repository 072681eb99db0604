"""The page on federal programs says what the audit prints, and a plain search of titles agrees."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.practice import acts, audited, records
from conftest import Ran

TABLE = "data/assistance_listings_active_inactive.csv"


@pytest.mark.long
def test_no_program_is_one_that_recommendation_12_names_read_charitably(shared: Path, sanctuary: Callable[..., Ran]) -> None:
    """Silence under the standard, whose strict reading alone reaches a later program, and under the law of Los Angeles."""
    report = audited(sanctuary, "los-angeles", shared / TABLE, "assistance-listings", "--also", "ice-out-of-la-2018")
    assert (report["rows"], report["judged"]["rows"]) == (4_172, 4_172)
    assert acts(report["law"]["outcomes"]) == {"silent": 4_172}
    assert acts(report["also"]["outcomes"]) == {"silent": 4_172}


def test_a_plain_search_of_titles_finds_the_same_program(shared: Path) -> None:
    """No title with extremism, one on the prevention of targeted violence, 12 others with a word of terrorism."""
    rows = records(shared / TABLE)
    assert not [row for row in rows if re.search("extremis", row["Program Title"], re.IGNORECASE)]
    found = [row for row in rows if re.search("terrorism", row["Program Title"], re.IGNORECASE)]
    named = [row["Program Number"] for row in found if "Targeted Violence" in row["Program Title"]]
    assert named == ["97.132"]
    assert len(found) - 1 == 12
