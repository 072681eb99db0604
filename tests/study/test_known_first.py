"""Where a state's law on the very act is known and not encoded, that stands first; what is seldom so of a case leads no answer."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import Ran
from sanctuary.law.known import known

Sanctuary = Callable[..., Ran]

ASKS = ("--fact", "requester=immigration-authority", "--on", "2026-11-22")


def test_the_first_words_are_no_permission_where_a_states_law_on_the_act_is_unread(sanctuary: Sanctuary) -> None:
    """The state's law that most likely decides is named first, then that federal law does not forbid it."""
    date = ("--action", "disclose", "--resource", "release-date", "--fact", "paper=detainer")
    told = " ".join(sanctuary("decide", "Denver, CO", "--actor", "sheriff", *date, *ASKS).out.split())
    assert told.startswith("Not known: no law of Denver or Colorado is encoded, and law on this act is known: read first C.R.S. 24-74-101")
    assert "Federal law asks for it, if the paper covers this, and forbids and commands nothing here: a request is no permission" in told
    keeping = "the Denver Sheriff Department must not keep the person past release on it (C.R.S. 24-76.6-101"
    assert f"A detainer asks for a hold: by reports, {keeping}" in told
    first = told.partition("Read this first: known law that is not encoded ")[2]
    assert first.startswith("C.R.S. 24-74-101 and following, as SB25-276 of 2025 amended them (since 2025-05-23, by reports, ")
    hold = " ".join(sanctuary("decide", "Denver, CO", "--actor", "sheriff", "--action", "hold", *ASKS, "--all").out.split())
    for one in ("Nash v. Mikesell, 2024 COA 68", "Cisneros v. Elder, 2022 CO 13M", "HB23-1100", "United States v. Colorado, D. Colo."):
        assert one in hold


@pytest.mark.parametrize(
    ("place", "cites", "first"),
    [
        ("us-co", "SB25-276 of 2025", "2025-01-01"),
        ("us-co", "Nash v. Mikesell, 2024 COA 68", "2024-01-01"),
        ("us-id", "Idaho Code 19-6102, as of 2023", None),
        ("us-md", "HB 444 and SB 245, signed on 2026-02-17", "2026-02-17"),
        ("us-ga-dekalb-county", "the DeKalb Sheriff's policy of December 2014, older than HB 1105", "2014-01-01"),
        ("us-ca-santa-clara-county", "the County's Board Policy 3.54, kept on 2019-06-04", None),
    ],
)
def test_the_first_day_of_known_law_is_its_own_or_that_of_its_citation(place: str, cites: str, first: str | None) -> None:
    """A number of a section is no year, and neither is the day on which a text was read."""
    found = next(one for one in known()[place] if one.cites == cites)
    assert found.first == (date.fromisoformat(first) if first else None)
    assert found.stood(found.first)
    assert found.stood(date(2016, 1, 1)) == (first is None or first < "2016-01-01")


def test_whether_undated_law_stood_on_an_earlier_day_is_said_to_be_unread(sanctuary: Sanctuary) -> None:
    asks = ("decide", "maryland", "--actor", "police", "--action", "hold", "--fact", "paper=detainer")
    assert "Whether it stood on 2019-05-01 was not read." in " ".join(sanctuary(*asks, "--on", "2019-05-01").out.split())
    assert "Whether it stood" not in sanctuary(*asks, "--on", "2026-11-22").out


def test_a_duty_toward_a_known_class_is_not_the_plainest_case(sanctuary: Sanctuary) -> None:
    """A housing agency furnishes the address of whom it knows to be unlawfully present: the plainest case is somebody else."""
    asks = ("--actor", "housing-authority", "--action", "disclose", "--resource", "home-address")
    told = " ".join(sanctuary("decide", "Fresno, CA", *asks, *ASKS).out.split())
    assert told.startswith("No rule found in what was searched says whether the Housing Authority of Fresno may give out the home address")
    assert "(42 USC 1437y)? Only if so: must." in told
    assert "In the plainest case: must" not in told


NOTICE = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date")


def test_what_a_county_is_reported_to_forbid_leads_an_answer_asked_through_its_city(sanctuary: Sanctuary) -> None:
    """The state's law leaves cases open; the county that runs the jail is known to close them, and a command says by what."""
    for place in ("San Jose, CA", "us-ca-santa-clara-county"):
        told = " ".join(sanctuary("decide", place, *NOTICE, *ASKS).out.split())
        assert told.startswith("By reports, the sheriff ")
        assert "must not give out the release date when an immigration authority asks (the County's Board Policy 3.54" in told
        assert "It is not encoded: read it first. By the law that is encoded, it is forbidden, except in the cases of Gov. Code " in told
        assert "By what is known, local law closes what that opens." in told
        assert "that was not searched" not in told
        assert "To quote" not in told
    may = " ".join(sanctuary("decide", "San Jose, CA", *NOTICE, *ASKS, "--fact", "history.serious_or_violent_conviction=true").out.split())
    assert may.startswith("By reports, the sheriff of Santa Clara County, California must not give out the release date when an ")
    assert "as the person was convicted" not in may.partition("By California's law")[0]
    assert "unless local law forbids it, as told above." in may


def test_a_sheriff_who_says_that_a_board_does_not_bind_is_told_where_a_source_says_so(sanctuary: Sanctuary) -> None:
    """The doubt stands in the first line where a report has it, and nowhere else."""
    told = " ".join(sanctuary("decide", "San Diego, CA", *NOTICE, *ASKS).out.split())
    assert "the Sheriff says that the Board sets no policy for her office). It is not encoded" in told
    assert "sets no policy" not in " ".join(sanctuary("decide", "San Jose, CA", *NOTICE, *ASKS).out.split())


def test_known_local_law_that_speaks_of_an_act_is_read_first(sanctuary: Sanctuary) -> None:
    """Where it has exceptions nobody read, it may forbid the act; where an ordinance that is encoded settles it, nothing more leads."""
    told = " ".join(sanctuary("decide", "San Francisco, CA", *NOTICE, *ASKS).out.split())
    assert told.startswith("Read first S.F. Admin. Code 12H.2 (city resources help neither ")
    assert "forbids it, as what is known of it may." in told
    cook = " ".join(sanctuary("decide", "Chicago, IL", *NOTICE, *ASKS).out.split())
    assert cook.startswith("The Cook County Sheriff's Office must not give out the release date")


def test_known_local_law_says_nothing_of_a_court_s_paper_or_of_another_authority(sanctuary: Sanctuary) -> None:
    """It speaks of immigration authorities without a judge's warrant: a court order and a police department are another matter."""
    for fact in ("paper=court-order", "purpose=criminal-investigation"):
        told = sanctuary("decide", "San Jose, CA", *NOTICE, *ASKS, "--fact", fact).out
        assert not told.startswith(("By reports", "Read first")), fact
