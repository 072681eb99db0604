"""Years told as a day, a month or a year: whole years, rounded up, on the day asked about, and no more than was told."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import Ran
from sanctuary.study.since_when import whole_years

FELONY = "history.years_since_listed_felony"
ASK = (
    "decide", "us-ca-long-beach", "--on", "2026-11-29", "--actor", "police", "--action", "tell ICE", "--resource", "release date",
    "--fact", "already_public=false", "--fact", "history.only_reduced_by_proposition_47=false",
)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "on", "years"),
    [
        ("2011-11-29", "2026-11-29", 15), ("2011-11-28", "2026-11-29", 16), ("2011-11-30", "2026-11-29", 15),
        ("2026-11-29", "2026-11-29", 0), ("2026-11-28", "2026-11-29", 1),
        ("2012-02-29", "2027-02-28", 15), ("2012-02-29", "2027-03-01", 16),
    ],
)  # fmt: skip
def test_years_are_rounded_up(since: str, on: str, years: int) -> None:
    """A day that is exactly some years ago is that many."""
    assert whole_years(date.fromisoformat(since), date.fromisoformat(on)) == years


@pytest.mark.parametrize(
    ("typed", "outcome", "told", "lasts"),
    [
        ("2012-05-03", "may", "(on 2012-05-03)", "2012-05-03 is at most 15 years ago through 2027-05-03; ask again after that day."),
        ("2012", "may", "(in 2012)", "2012 is at most 15 years ago at least through 2027-01-01; ask again after that day."),
        ("2011-12", "may", "(in 2011-12)", "2011-12 is at most 15 years ago at least through 2026-12-01; ask again after that day."),
        ("2011-11-28", "depends", "(on 2011-11-28)", ""),
        ("14", "may", "more than 13 and at most 14 years ago", ""),
    ],
)
def test_a_day_is_read_and_told_as_it_was(sanctuary: Callable[..., Ran], typed: str, outcome: str, told: str, lasts: str) -> None:
    """The answer says the day and until when the law takes it so; a number says no more than it does."""
    ran = sanctuary(*ASK, "--fact", f"{FELONY}={typed}")
    said = " ".join(ran.out.split())
    assert f"a conviction of a felony that the text lists {told}" in said
    assert lasts in said
    assert ("ask again after that day" in said) == bool(lasts)
    assert sanctuary(*ASK, "--fact", f"{FELONY}={typed}", "--format", "json").json["outcome"] == outcome
    assert f"{FELONY}={typed} " in sanctuary(*ASK, "--fact", f"{FELONY}={typed}", "--permalink").out


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("2011", "a day from 2011-11-29 on is at most 15 years ago, and one before is more"),
        ("2011-11", "a day from 2011-11-29 on is at most 15 years ago, and one before is more"),
        ("2027", "is after 2026-11-29"),
        ("2012-13-01", "is no day; write it as 2012-05-03"),
    ],
)
def test_a_year_of_two_answers_names_the_day_that_matters(sanctuary: Callable[..., Ran], typed: str, refused: str) -> None:
    """Nothing is guessed."""
    ran = sanctuary(*ASK, "--fact", f"{FELONY}={typed}")
    assert (ran.code, refused in " ".join(ran.err.split())) == (2, True)
