"""Where a state's law on the very act is known and not encoded, that stands first; what is seldom so of a case leads no answer."""

from collections.abc import Callable

from conftest import Ran

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


def test_a_duty_toward_a_known_class_is_not_the_plainest_case(sanctuary: Sanctuary) -> None:
    """A housing agency furnishes the address of whom it knows to be unlawfully present: the plainest case is somebody else."""
    asks = ("--actor", "housing-authority", "--action", "disclose", "--resource", "home-address")
    told = " ".join(sanctuary("decide", "Fresno, CA", *asks, *ASKS).out.split())
    assert told.startswith("No rule found in what was searched says whether the Housing Authority of Fresno may give out the home address")
    assert "(42 USC 1437y)? Only if so: must." in told
    assert "In the plainest case: must" not in told
