"""A court's paper in hand is told as it ordinarily is, for this person; the other case stands behind it and is no open question."""

from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

COOK = ("decide", "us-il-cook", "--on", "2026-11-22", "--actor", "sheriff")
OPEN = "Nothing found forbids the Cook County Sheriff's Office to"


@pytest.mark.parametrize(("act", "said"), [("hold", "hold somebody longer"), ("transfer", "hand somebody over")])
@pytest.mark.parametrize("paper", ["federal-arrest-warrant"])
@pytest.mark.parametrize("covers", [(), ("--fact", "paper_covers_request=true")])
@pytest.mark.parametrize("purpose", [(), ("--fact", "purpose=other-crime")])
def test_the_first_words_on_a_judges_warrant_are_the_same_however_much_is_told(
    sanctuary: Sanctuary, act: str, said: str, paper: str, covers: tuple[str, ...], purpose: tuple[str, ...]
) -> None:
    """Whether its purpose, or that it is for this person, is told or left to the ordinary case."""
    told = " ".join(sanctuary(*COOK, "--action", act, "--fact", f"paper={paper}", *covers, *purpose).out.split())
    assert told.startswith(f"{OPEN} {said} ")
    assert "No rule found permits or commands it." in told
    assert "That is no permission" not in told
    assert "changes nothing here" not in told
    assert "Fed. R. Crim. P. 4(c)(1)" in told
    assert "Is this person the one whom the paper names?" not in told


def test_a_paper_for_somebody_else_opens_nothing_and_the_law_says_what_it_says_without_it(sanctuary: Sanctuary) -> None:
    """Behind the ordinary case in one line; told of it, the answer is the ban."""
    asks = (*COOK, "--action", "hold", "--fact", "paper=federal-arrest-warrant", "--fact", "requester=immigration-authority")
    told = " ".join(sanctuary(*asks).out.split())
    assert ", if the paper is for this person. " in told
    assert (
        "If the paper is not for this person, it opens nothing. Without it: The Cook County Sheriff's Office must not hold somebody longer"
    ) in told
    other = " ".join(sanctuary(*asks, "--fact", "paper_covers_request=false", "--fact", "purpose=civil-immigration").out.split())
    assert other.startswith("The Cook County Sheriff's Office must not hold somebody longer")
    assert sanctuary(*asks, "--format", "json").json["outcome"] == "depends"


@pytest.mark.parametrize(
    ("place", "actor", "act", "paper", "day"),
    [
        ("us-il-cook", "sheriff", "hold", "judicial-subpoena", "2026-11-22"),
        ("us-il-cook", "sheriff", "transfer", "federal-search-warrant", "2026-11-22"),
        ("us-ca-los-angeles", "police", "hold", "grand-jury-subpoena", "2026-11-22"),
        ("us-nj", "sheriff", "hold", "civil-inspection-warrant", "2026-03-22"),
    ],
)
def test_a_paper_that_has_nobody_held_makes_no_silence_an_opening(
    sanctuary: Sanctuary, place: str, actor: str, act: str, paper: str, day: str
) -> None:
    """A subpoena asks for things, a search warrant for a place: neither is a ground to keep a person or hand one over."""
    asks = ("--action", act, "--actor", actor, "--fact", f"paper={paper}", "--fact", "purpose=other-crime")
    told = " ".join(sanctuary("decide", place, "--on", day, *asks).out.split())
    assert "Nothing found forbids" not in told
    assert "That is no permission: whoever acts needs a law that allows it" in told
