"""What a law of the state opens and a law below it closes is told as closed, with who opens it and whether the ban binds at all."""

from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-11-30")
TELL = ("--action", "disclose", "--resource", "release-date", "--fact", "requester=immigration-authority")
CIVIL = ("--fact", "purpose=civil-immigration")


def first(ran: Ran) -> str:
    """The first paragraph, on one line."""
    return " ".join(ran.out.split("\n\n")[0].split())


def test_an_exception_of_the_state_is_none_where_an_ordinance_closes_it(sanctuary: Sanctuary) -> None:
    """Los Angeles closes what Gov. Code 7282.5 opens; in San Diego, where no ordinance is encoded, the cases stand."""
    here = first(sanctuary("decide", "los-angeles", *ON, "--actor", "police", *TELL, *CIVIL))
    assert "7282.5:" not in here
    assert "unless it is already public, another law requires it (ask counsel) or a court's paper opens it." in here
    convicted = (
        "--fact",
        "history.serious_or_violent_conviction=true",
        "--fact",
        "already_public=false",
        "--fact",
        "required_by_law=false",
    )
    closed = sanctuary(
        "decide", "los-angeles", *ON, "--actor", "police", *TELL, *CIVIL, "--fact", "paper=detainer", *convicted, "--format", "json"
    )
    assert closed.json["outcome"] == "must-not"
    there = first(sanctuary("decide", "San Diego", *ON, "--actor", "police", *TELL, *CIVIL))
    assert "except in the cases of Gov. Code 7282.5: (a)(1) a conviction of a serious or violent felony, however old" in there


@pytest.mark.parametrize(
    ("place", "actor"),
    [("los-angeles", "police"), ("los-angeles-county", "sheriff"), ("san-diego", "police"), ("us-nj", "police"), ("chicago", "police")],
)
@pytest.mark.parametrize("action", ["disclose", "transfer"])
def test_each_case_that_a_first_sentence_excepts_can_be_allowed(sanctuary: Sanctuary, place: str, actor: str, action: str) -> None:
    """By the engine: for each paragraph that the sentence names as an exception there is an answer that is no ban."""
    thing = ("--resource", "release-date") if action == "disclose" else ("--resource", "subject")
    asked = ("decide", place, *ON, "--actor", actor, "--action", action, *thing, "--fact", "requester=immigration-authority", *CIVIL)
    said, found = first(sanctuary(*asked)), sanctuary(*asked, "--format", "json").json
    if "except in the cases of" in said or "except in one case" in said:
        assert {"may", "silent"} & set(found["outcomes"])
        plain = (
            sanctuary(*asked, "--fact", "already_public=false", "--fact", "required_by_law=false", "--format", "json").json
            if action == "disclose"
            else found
        )
        assert {"may", "silent"} & set(plain["outcomes"])


def test_one_screen_keeps_that_a_ban_may_not_bind_and_that_the_state_permits_it(sanctuary: Sanctuary) -> None:
    """The county's motion, by reports, over an elected sheriff, for a conviction that the state's list has."""
    asked = ("decide", "los-angeles-county", *ON, "--actor", "sheriff", *TELL, "--fact", "paper=I-247A with I-200")
    ran = sanctuary(*asked, "--fact", "history.years_since_listed_felony=12")
    said = " ".join(ran.out.split())
    assert said.startswith("By reports, the Los Angeles County Sheriff's Department must not give out the release date")
    assert "Whether the Board can bind an elected sheriff is disputed." in said
    assert "California permits it in some cases (Gov. Code 7282.5(a)(3))." in said
    assert len(ran.out.splitlines()) <= 40
    every = " ".join(sanctuary(*asked, "--fact", "history.years_since_listed_felony=12", "--all").out.split())
    assert "County of Los Angeles v. Superior Court (Peters)" in every


def test_one_dispute_that_settles_an_answer_leads_with_both_sides(sanctuary: Sanctuary) -> None:
    """A limit on exchanging status: by 8 USC 1373, if it is valid, and by no rule if not."""
    for place in ("los-angeles", "chicago"):
        said = first(sanctuary("decide", place, *ON, "--actor", "council", "--action", "limit", "--resource", "exchanging-status"))
        assert said.startswith(
            "Disputed: Are 8 USC 1373 and 1644 valid after Murphy v. NCAA? If so, the City Council must not have a policy"
        )
        assert "If not, no rule was found in what was searched, and that is no permission." in said


def test_a_city_whose_own_text_was_read_is_not_told_by_reports(sanctuary: Sanctuary) -> None:
    """Chicago's ordinance says what the state's section, told by reports, says; the state alone is told by reports."""
    assert not first(sanctuary("decide", "chicago", *ON, "--actor", "police", *TELL)).startswith("By reports")
    assert first(sanctuary("decide", "us-il", *ON, "--actor", "police", *TELL)).startswith("By reports, the police must not")
