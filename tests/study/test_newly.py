"""What became law between two days, what moved within a definition whose answer stayed, and what is owed by the calendar."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import Ran
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.called import called
from sanctuary.study.moved import moved
from sanctuary.study.side import sides_of
from sanctuary.study.summary import summary

Sanctuary = Callable[..., Ran]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_on_two_days_what_became_law_leads(sanctuary: Sanctuary) -> None:
    """A command that began between them is what moved, although nobody searched the law before it to the end; the days in either order."""
    for days in (("2025-12-01", "2026-12-01"), ("2026-12-01", "2025-12-01")):
        told = flat(sanctuary("compare", "us-tx-harris-county", "--on", days[0], "--other-on", days[1]).out)
        said = (
            "What moved. The sheriff must join the 287(g) program since 2026-12-01 (Gov. Code 753.051(a)); "
            "on 2025-12-01 no rule that was read said so."
        )
        assert said in told
        assert told.index(said) < told.index("Not known. ")


def test_what_stood_before_did_not_begin(library: Library) -> None:
    """Of two days on both of which the command stands nothing is told as new."""
    law, other = (law_of(library, "us-tx-harris-county", date(2026, 12, day)) for day in (1, 31))
    found = summary((law, other), sides_of(law, other), (), ())
    assert not found.differ
    assert called(found.definitions, 0) == ("none", "")


def test_criteria_that_moved_are_counted_where_the_answer_stayed(sanctuary: Sanctuary) -> None:
    """The article's fourteen asks since its day: No then and now, and five moved."""
    told = flat(sanctuary("timeline", "los-angeles", "--from", "2018-08-08", "--to", "2026-11-30").out)
    assert "Of the 14 criteria of ICE Out of LA five moved all the same (1, 6, 7, 10 and 14)." in told
    then, now = (
        sanctuary("assess", "los-angeles", "--standard", "ice-out", "--format", "json", "--on", on).json["standards"][0]["criteria"]
        for on in ("2018-08-08", "2026-11-30")
    )
    assert [one["id"] for one, other in zip(then, now, strict=True) if one["status"] != other["status"]] == ["1", "6", "7", "10", "14"]


def test_answers_are_counted_from_the_day_that_is_chosen(library: Library) -> None:
    """Not from the first day that was searched, where the stretch begins later."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 11, 30))
    whole, late = moved(law), moved(law, date(2018, 8, 8))
    assert whole is not None
    assert late is not None
    assert (whole.since, late.since) == (date(2017, 1, 1), date(2018, 8, 8))
    assert late.number < whole.number
    early = moved(law, date(2000, 1, 1))
    assert early == whole


@pytest.mark.parametrize(("on", "due"), [("2026-12-01", True), ("2026-12-02", False)])
def test_duties_of_the_calendar_stand_beside_the_paragraph_that_decides(sanctuary: Sanctuary, on: str, due: bool) -> None:
    """Once a year, and by a day until it has passed; of whoever owes them alone."""
    words = ("decide", "us-tx-harris-county", "--action", "join 287g", "--on", on, "--actor")
    told = flat(sanctuary(*words, "sheriff").out)
    assert "By the calendar, each year: ask again for an agreement where there is none (Gov. Code 753.051, yearly; by reports)." in told
    assert ("By the calendar, by 2026-12-01: have requested and entered an agreement" in told) is due
    assert "By the calendar" not in sanctuary(*words, "police").out


def test_what_is_encoded_of_a_city_and_its_state_is_told_before_what_is_not(sanctuary: Sanctuary) -> None:
    """The two are the same as far as anybody can tell; what is known of the city's own law is named."""
    told = flat(sanctuary("compare", "us-nj-newark", "us-nj").out)
    assert "The same as far as encoded, in every possible situation: proved." in told[:300]
    assert "the police director's general order of 2013-07-24" in told
    beside = flat(sanctuary("compare", "us-nj-newark", "us-ny-nyc").out)
    assert "Known of Newark: the police director's general order of 2013-07-24; the Mayor's executive order of 2017-06-19." in beside


def test_a_no_that_hangs_on_another_matter_says_so(sanctuary: Sanctuary) -> None:
    """One criterion of fourteen is certain, and its rule speaks of no immigration enforcement; where many fall short nothing is said."""
    told = flat(sanctuary("assess", "us-ca-oakland", "--on", "2026-11-30").out)
    assert '"diversion for alcohol and drugs" (no immigration matter): a court must not offer diversion' in told
    assert "no immigration matter" not in flat(sanctuary("assess", "us-ca-los-angeles", "--on", "2026-11-30").out)
