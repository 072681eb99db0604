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


NYC = ("decide", "nyc", "--on", "2026-11-30", "--action", "disclose", "--resource", "release-date", "--fact", "requester=ICE")
SO = "counts them from the judgment to the day of the present arrest, and leaves out time in jail or prison for a violent or serious crime"


@pytest.mark.parametrize(("actor", "section"), [("jail", "NYC Admin. Code 9-131"), ("police", "NYC Admin. Code 14-154")])
def test_years_that_a_law_counts_to_the_arrest_are_to_be_checked_first(sanctuary: Callable[..., Ran], actor: str, section: str) -> None:
    """Local Laws 58 and 59 of 2014 count back from the instant arrest, without time served; nothing is said to last through a day."""
    paper = ("--fact", "paper=federal-arrest-warrant")
    for typed, told in (
        ("2019", "Here they were counted from 2019 to 2026-11-30, the day asked about: 8."),
        ("2024-01-02", "Here they were counted from 2024-01-02 to 2026-11-30, the day asked about: 3."),
        ("8", "The number that was given, 8, must be counted so."),
    ):
        ran = sanctuary(*NYC, "--actor", actor, *paper, "--fact", f"{FELONY}={typed}")
        said = " ".join(ran.out.split())
        head, _, rest = said.partition("Check the years first: ")
        assert rest.startswith(f"{section} {SO}"), said
        assert told in rest
        assert head.count(". ") == 1, "it stands behind the first sentence"
        assert "ask again after that day" not in said
        assert ("which is not how" in " ".join(ran.err.split())) == (typed != "8")
    asked = " ".join(sanctuary(*NYC, "--actor", actor, *paper, "--fact", f"{FELONY}=2021").err.split())
    assert f"a day from 2021-11-30 on is at most 5 years ago, and one before is more. {section} {SO}" in asked
    assert f"give their number, so counted: --fact {FELONY}=YEARS" in asked


def test_years_that_a_law_counts_to_the_day_of_the_act_are_not_to_be_checked(sanctuary: Callable[..., Ran]) -> None:
    """Gov. Code 7282.5(a)(3) looks back from the act, as does New Jersey's directive."""
    assert "Check the years" not in sanctuary(*ASK, "--fact", f"{FELONY}=2012-05-03").out
    jersey = ("us-nj", "--on", "2026-11-30", "--actor", "jail", "--action", "disclose", "--resource", "release-date")
    asked = ("--fact", "requester=ICE", "--fact", "history.years_since_other_serious_conviction=2023-01-02")
    assert "Check the years" not in sanctuary("decide", *jersey, *asked).out


def test_a_question_says_how_its_law_counts(sanctuary: Callable[..., Ran]) -> None:
    """Before a number is given: with the question, and with the crime whose name settles nothing."""
    known = ("paper=federal-arrest-warrant", "paper_covers_request=true", "purpose=civil-immigration", "required_by_law=false")
    facts = [word for one in (*known, "already_public=false", "requester=ICE") for word in ("--fact", one)]
    whole = (
        "decide",
        "nyc",
        "--on",
        "2026-11-30",
        "--actor",
        "jail",
        "--action",
        "disclose",
        "--resource",
        "release-date",
        *facts,
        "--all",
    )
    assert f"NYC Admin. Code 9-131 {SO}" in " ".join(sanctuary(*whole).out.split())
    refused = " ".join(sanctuary(*NYC, "--actor", "jail", "--fact", "crime=assault").err.split())
    assert "NYC Admin. Code 9-131 lists “assault and related offenses, as felonies (Penal Law 120.01 to 120.13" in refused
    assert "and not 120.00, a misdemeanor)”" in refused
    assert "NYC Admin. Code 9-131 counts the years from the judgment to the day of the present arrest" in refused


def test_a_list_of_sections_takes_no_crime_by_its_name(sanctuary: Callable[..., Ran]) -> None:
    """Not every burglary is on New York City's list: its name is not read as one that is."""
    ran = sanctuary(*NYC, "--actor", "jail", "--fact", "felony=burglary 2019")
    assert ran.code == 2
    assert "“burglary and related offenses (140.17, 140.25 and 140.30)”" in " ".join(ran.err.split())
