"""What enacted law changes within a year is told, and what it asks of the sheriff alone."""

import re
from collections.abc import Callable
from datetime import date

from conftest import Ran
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.ahead import ahead, ahead_said


def test_a_duty_of_the_sheriff_is_told_before_and_after_its_day(library: Library) -> None:
    """Texas SB 8 of 2025: a year before the day nothing, then the day, then the duty; where all officers are bound alike, nothing."""

    def said(place: str, on: date) -> list[str]:
        return ahead_said(ahead(law_of(library, place, on)))

    duty = "the sheriff must join the 287(g) program (Gov. Code 753.051(a))"
    assert said("us-tx", date(2025, 11, 1)) == []
    assert said("us-tx", date(2026, 11, 30)) == [f"from 2026-12-01 {duty}"]
    assert said("us-tx", date(2026, 12, 1)) == [duty]
    assert said("us-il", date(2026, 11, 30)) == []


def test_a_row_of_a_comparison_says_that_a_duty_is_near(sanctuary: Callable[..., Ran]) -> None:
    """A day before it begins the row of the police does not stand alone."""
    told = sanctuary("compare", "texas", "illinois", "--on", "2026-11-30").out
    assert "may; see above" in told
    assert "Beside the rows. Texas: from 2026-12-01 the sheriff must join the 287(g) program" in re.sub(r"\s+", " ", told)
    assert len(told.splitlines()) <= 24
