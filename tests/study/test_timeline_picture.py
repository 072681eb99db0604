"""A drawn timeline: one scale or a break, a tick for each year, the plain questions before the definitions, facts as sentences."""

import re
from datetime import date

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
