"""An answer is one screen of 40 lines at 80 columns: settled or open, of places with and without law that is encoded."""

from collections.abc import Callable, Sequence

import pytest

from conftest import Ran
from sanctuary.documents import replace
from sanctuary.study.fitting import fitted
from sanctuary.study.section import Section, Step

Sanctuary = Callable[..., Ran]

ICE = ("--fact", "requester=ice")
ASKS = (
    ("--actor", "sheriff", "--action", "hold", "--resource", "subject", "--fact", "paper=detainer"),
    ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", *ICE),
    ("--actor", "sheriff", "--action", "interview", "--resource", "subject", *ICE),
    ("--actor", "police", "--action", "ask", "--resource", "immigration-status"),
)


@pytest.mark.parametrize("asked", ASKS, ids=["hold", "release", "interview", "ask"])
@pytest.mark.parametrize("place", ["us-ca-long-beach", "us-ca-san-diego", "houston", "atlanta", "chicago", "newark, nj"])
def test_an_answer_is_one_screen_and_names_what_is_left(sanctuary: Sanctuary, place: str, asked: tuple[str, ...]) -> None:
    """With the lines that say how words were read; nothing is cut where all fits, and --all has every heading that is named."""
    ran = sanctuary("decide", place, *asked)
    assert len((ran.err + ran.out).splitlines()) <= 40
    whole = sanctuary("decide", place, *asked, "--all").out
    assert "More, with --all" not in whole
    assert ("More, with --all" in ran.out) >= (len(whole.splitlines()) > 42)
    assert " Rules: " not in ran.out


@pytest.mark.parametrize("place", ["us-tx-harris-county", "us-tx-tarrant-county"])
def test_duties_and_what_a_breach_costs_stay_on_the_screen_of_a_booking(sanctuary: Sanctuary, place: str) -> None:
    """An I-247A with an I-200: the hours, the notice and the offense come before the second paper, suits and agreements."""
    ran = sanctuary("decide", place, *ASKS[0][:-1], "paper=I-247A with I-200", *ICE, "--on", "2026-06-01")
    told = " ".join(ran.out.split())
    assert len((ran.err + ran.out).splitlines()) <= 40
    assert "Release no later than 48 hours" in told
    assert "If it is done: tell the person that the hold rests on a detainer (Code Crim. Proc. art. 2A.060(a)(2); in that case" in told
    assert "Class A misdemeanor for knowingly failing to comply with an ICE detainer (Penal Code 39.07(a), (b)); 3 more." in told


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ("denver", "By reports, the Denver Sheriff Department must not"),
        ("boston", "By law that is known and not encoded, the"),
        ("atlanta", "Not known: no law of "),
        ("phoenix", "Not known: no law of "),
    ],
)
def test_where_no_law_is_encoded_the_answer_says_what_to_read(sanctuary: Sanctuary, place: str, first: str) -> None:
    """What known law forbids by its words, else that it is not known; then known law with an address for each; nothing looks permitted."""
    told = sanctuary("decide", place, *ASKS[0]).out
    assert told.startswith(first)
    read = told.partition("Read this first")[2].partition("\n\n")[0]
    assert "http" in read
    whole = " ".join(told.split())
    assert "no law of " in whole.lower().partition("read this first")[0]
    assert ("That is no permission" in whole) == first.startswith("Not known")


def test_what_may_be_done_is_bounded_in_the_tree_and_beside_papers_too(sanctuary: Sanctuary) -> None:
    """A county of which no law was read may forbid what California leaves open, wherever "may" stands."""
    told = " ".join(sanctuary("decide", "us-ca-san-diego", *ASKS[1], "--all").out.split())
    tree = told.partition("It turns on")[2].partition("What the sheriff")[0]
    assert "Yes: may, unless local law that was not searched forbids it." in tree
    assert "may, unless local law that was not searched forbids it, on a subpoena" in tree
    assert "Yes: may." not in tree


def test_sections_are_shortened_in_their_turn_and_named() -> None:
    """The first turn first, the last section of a turn first; what says the same in fewer words is not named, and no more than needed."""
    one = Section(heading="One", lines=("a", "b"), steps=(Step(turn=2, lines=("a",)), Step(turn=3)))
    two = Section(heading="Two", lines=("c", "d"), name="the second", steps=(Step(turn=1, lines=("c",), same=True), Step(turn=2)))

    def size(shown: Sequence[Section], _: Sequence[str]) -> int:
        return sum(len(part.lines) for part in shown)

    assert fitted((one, two), size, 4) == ((one, two), ())
    assert fitted((one, two), size, 3) == ((one, replace(two, lines=("c",))), ())
    assert fitted((one, two), size, 2) == ((one,), ("the second",))
    assert fitted((one, two), size, 1) == ((replace(one, lines=("a",)),), ("one", "the second"))


@pytest.mark.parametrize("place", ["los-angeles", "us-tx", "houston", "denver", "us-ny-nyc", "miami", "orlando"])
def test_the_disputes_of_a_place_are_one_screen_and_the_rest_is_a_command_away(sanctuary: Sanctuary, place: str) -> None:
    """How many there are is said first; --all names each by its id."""
    brief, whole = sanctuary("disputes", place).out, sanctuary("disputes", place, "--all").out
    assert len(brief.splitlines()) <= 40
    assert "--all" in brief
    every = sanctuary("disputes", place, "--format", "json").json["disputes"]
    assert f"{len(every)} dispute" in brief
    assert all(f"[{one['id']}]" in " ".join(whole.split()) for one in every)
