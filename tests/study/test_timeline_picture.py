"""A drawn timeline: one scale or a break, a tick for each year, the plain questions before the definitions, facts as sentences."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from sanctuary.law.packs import Library
from sanctuary.pages.timeline import draw
from sanctuary.pages.timeline_axis import scale, turn_of
from sanctuary.study.timeline import Timeline, timeline


@pytest.fixture(scope="module")
def illinois() -> Timeline:
    library = Library()
    return timeline(library, "us-il", [library.get("standard-technical"), library.get("standard-florida-908")])


def test_years_are_drawn_to_one_scale_unless_a_break_is_marked(library: Library, illinois: Timeline) -> None:
    """Ten years and a part of the eleventh: every year as wide as its days; what is earlier stands behind a mark with a word."""
    days = (date(2016, 1, 1), date(2026, 6, 1))
    at = scale(days)
    widths = [at(date(year + 1, 1, 1)) - at(date(year, 1, 1)) for year in range(2016, 2026)]
    assert max(widths) - min(widths) < 0.5
    assert turn_of(days) is None
    svg = draw(illinois, library, days=days).svg()
    assert [str(year) for year in range(2016, 2027)] == sorted(re.findall(r">(20\d\d)</text>", svg))
    assert "drawn closer" not in svg
    assert turn_of((date(1979, 1, 1), days[1])) == date(2016, 1, 1)
    assert "before 2016: drawn closer" in draw(illinois, library, days=(date(1979, 1, 1), days[1])).svg()


def test_the_plain_questions_stand_first_and_a_day_tells_what_it_moved(library: Library, illinois: Timeline) -> None:
    """In the words of the text; two cases of one question share a row while their answers are the same; no telegram of a fact."""
    texts = re.findall(r">([^<>]+)</text>", draw(illinois, library, days=(date(2016, 1, 1), None)).svg())
    whole = " ".join(texts)
    assert texts.index("Join the 287(g) program") < texts.index("Technical definition")
    assert "Tell ICE release dates without a paper" in whole
    assert "Let ICE question inmates" in texts
    assert "The Keep Illinois Families Together Act. Police may no longer join the 287(g) program" in whole
    assert "It is not so that an Illinois agency takes part in a 287(g) agreement" in whole
    assert "It is not established whether HUD has made its proposal" in whole
    assert "Not so:" not in whole
    assert "yes, may" in texts


STRETCH = (date(2017, 6, 1), date(2018, 12, 31))


@pytest.fixture(scope="module")
def drawn() -> Callable[[str], str]:
    """The words of the picture of a place over the years of SB 4 and SB 54."""

    @cache
    def words(place: str) -> str:
        library = Library()
        rods = [library.get("standard-technical"), library.get("standard-factors")]
        return draw(timeline(library, place, rods), library, days=STRETCH).svg()

    return words


def test_where_the_search_begins_no_change_of_law_is_drawn(drawn: Callable[[str], str]) -> None:
    """In Texas the search begins on 2018-03-13: what is before has no edge and is called so, and which answers begin there is said."""
    svg = drawn("us-tx")
    whole = " ".join(re.findall(r">([^<>]+)</text>", svg))
    assert "not known" not in whole.partition("In court")[0].partition("Hold people")[2]
    assert "On 2018-03-13 the search begins; no law changed these answers then" in whole
    said = whole.partition("may have been the same before: ")[2]
    assert "Join the 287(g) program" in said
    assert "Hold people on an ICE detainer" not in said
    assert "Not searched:" not in drawn("us-ca")


def test_a_title_names_the_law_and_what_it_changed(drawn: Callable[[str], str]) -> None:
    """SB 54 by its name and day, before how many definitions moved."""
    title = drawn("us-ca").partition("<title")[2].partition("</title>")[0]
    law = title.index("SB 54, the California Values Act (2018-01-04): police may no longer hold people on an ICE detainer")
    assert law < title.index("One of two definitions changed its answer")


def test_must_and_may_differ_in_shape_and_each_number_stands_alone(drawn: Callable[[str], str]) -> None:
    """Each shape stands in the legend with its own words; numbers of days that nearly touch are no range."""
    texts = re.findall(r">([^<>]+)</text>", drawn("us-tx"))
    assert "must" in texts
    assert not [one for one in texts if "may" in one.split(", ") and "must" in one.split(", ")]
    assert not [one for one in texts if re.fullmatch(r"\d{1,2}-\d{1,2}", one)]
    found = re.findall(r'x="([\d.]+)"[^>]*font-size="9"[^>]*>(\d+)<', drawn("us-ca"))
    at = [float(x) for x, _ in found]
    assert len(at) > 5
    assert all(after - before >= 12 for before, after in pairwise(at))
