"""Days of an act where a cell is a quarter, a week, a fiscal year or a range; and where nobody can tell the day."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from audit.test_mapping import BASE, coded, mapped, translation
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.errors import EvidenceError
from sanctuary.law.packs import Library


@pytest.mark.parametrize(
    ("cells", "formats", "more", "days"),
    [
        (["2017Q4", "2018q1"], '"%YQ%q"', "", [("2017-10-01", "2017-12-31"), ("2018-01-01", "2018-03-31")]),
        (["Q2 18"], '"Q%q %y"', "", [("2018-04-01", "2018-06-30")]),
        (["FY2018"], '"FY%Y"', "fiscal_year_begins = 10", [("2017-10-01", "2018-09-30")]),
        (["FY 18"], '"FY %y"', "fiscal_year_begins = 7", [("2017-07-01", "2018-06-30")]),
        (["FY2018"], '"FY%Y"', "fiscal_year_begins = 1", [("2018-01-01", "2018-12-31")]),
        (["FY2018Q1"], '"FY%YQ%q"', "fiscal_year_begins = 10", [("2017-10-01", "2017-12-31")]),
        (["2018", "2018Q1"], '"%Y", "%YQ%q"', "fiscal_year_begins = 10", [("2017-10-01", "2018-09-30"), ("2017-10-01", "2017-12-31")]),
        (["FY2018-FY2019"], '"FY%Y-FY%Y"', "fiscal_year_begins = 10", [("2017-10-01", "2019-09-30")]),
        (["2017-2018"], '"%Y-%Y"', "", [("2017-01-01", "2018-12-31")]),
        (["2018", "FY2018"], '"%Y", "FY%Y"', "fiscal_year_begins = 7", [("2018-01-01", "2018-12-31"), ("2017-07-01", "2018-06-30")]),
        (["2018-W02", "2020-W53", "2018-W53"], '"%G-W%V"', "", [("2018-01-08", "2018-01-14"), ("2020-12-28", "2021-01-03"), None]),
        (["2017-10/2018-09", "2018-10/2018-09"], '"%Y-%m/%Y-%m"', "", [("2017-10-01", "2018-09-30"), None]),
        (["03/01/2025 - 03/31/2025"], '"%m/%d/%Y - %m/%d/%Y"', "", [("2025-03-01", "2025-03-31")]),
    ],
)
def test_a_period_is_all_its_days(
    library: Library, tmp_path: Path, cells: list[object], formats: str, more: str, days: list[tuple[str, str] | None]
) -> None:
    """From its first day to its last; a period that does not exist is none."""
    found = coded(library, tmp_path, BASE + f"formats = [{formats}]\n{more}\n", d=cells)
    assert [None if first is None else (str(first), str(last)) for first, last in found.select(DAY, LAST_DAY).rows()] == days


@pytest.mark.parametrize("text", ["%YQ%m", "FY%Y", "%Y W%m", "FY%YQ%q", "Q%m-%Y"])
def test_a_letter_that_names_a_period_beside_another_is_refused(library: Library, tmp_path: Path, text: str) -> None:
    """2017Q4 is no April, and a fiscal year without its first month is no year."""
    with pytest.raises(EvidenceError, match=r"beside a day|first month"):
        mapped(library, tmp_path, BASE + f'formats = ["{text}"]\n')


def test_a_first_month_that_no_format_needs_is_refused(library: Library, tmp_path: Path) -> None:
    """It would be taken to do something."""
    with pytest.raises(EvidenceError, match="no format is of a fiscal year"):
        mapped(library, tmp_path, BASE + 'formats = ["%Y-%m-%d"]\nfiscal_year_begins = 10\n')


def test_a_day_that_two_formats_read_differently_is_set_aside_and_told(library: Library, tmp_path: Path) -> None:
    """March 4 or April 3: nobody knows. The thirteenth is a day in one alone, and May 5 the same in both."""
    text = BASE + 'formats = ["%m/%d/%Y", "%d/%m/%Y"]\n'
    found = coded(library, tmp_path, text, d=["03/04/2019", "13/04/2019", "05/05/2019"])
    reasons = translation(library, mapped(library, tmp_path, text)).reasons
    assert [reasons[why] for why in found["why"]] == ["the day fits two formats with different days", "", ""]


def test_a_moment_with_a_zone_needs_to_know_where_its_day_is_counted(library: Library, tmp_path: Path) -> None:
    """Four in the morning in Greenwich is the evening before in Los Angeles."""
    cells = pl.Series([datetime(2018, 1, 1, 4, tzinfo=UTC)])
    with pytest.raises(EvidenceError, match="have a zone"):
        coded(library, tmp_path, BASE, d=cells)  # type: ignore[arg-type]
    found = coded(library, tmp_path, BASE + 'local = "America/Los_Angeles"\n', d=cells)  # type: ignore[arg-type]
    assert str(found[DAY][0]) == "2017-12-31"


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,234", 1234), ("12.0", 12), ("+2", 2), ("3 ", 3), ("1,5", None), ("1e3", None), ("0x10", None), ("\u00b2", None),
        ("\u0663", None), ("1_0", None), ("<5", None), ("-3", None), ("1,2345", None), ("12,34", None), ("1,234,567", 1234567),
    ],
)  # fmt: skip
def test_a_count_is_a_whole_number_with_commas_in_threes(library: Library, tmp_path: Path, cell: str, count: int | None) -> None:
    """A comma that stands for a decimal point, or an exponent, would be another number."""
    assert coded(library, tmp_path, 'count = "n"\n' + BASE, d=["2024-01-01"], n=[cell])["count"].to_list() == [count]


def test_a_count_of_zero_is_no_act(library: Library, tmp_path: Path) -> None:
    """And is told."""
    text = 'count = "n"\n' + BASE
    found = coded(library, tmp_path, text, d=["2024-01-01"] * 2, n=["0", "1"])
    assert [translation(library, mapped(library, tmp_path, text)).reasons[why] for why in found["why"]] == ["the count is 0: no act", ""]
