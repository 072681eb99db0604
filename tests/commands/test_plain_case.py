"""A decision leads with the plain case, and never with a far one or with one that contradicts what was named."""

from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-11-22")
COUNTY = ("us-ca-los-angeles-county", *ON, "--actor", "sheriff")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("act", ["hold", "transfer"])
def test_a_named_paper_of_a_court_is_first_taken_to_be_for_this_person(sanctuary: Sanctuary, act: str) -> None:
    """The plain case leads; the other says that the paper is not for this person, not that there is none."""
    asked = ("decide", "us-il-cook", *ON, "--actor", "sheriff", "--action", act, "--resource", "subject")
    said = flat(sanctuary(*asked, "--fact", "paper=federal-arrest-warrant").out)
    assert said.startswith("Nothing found forbids the Cook County Sheriff's Office to ")
    assert "on a federal arrest warrant, if the paper is for this person. " in said
    assert "If the paper is not for this person, it opens nothing. Without it: " in said
    assert "no paper covers the request" not in said


def test_the_paragraph_on_point_goes_before_the_sentence_above_it(sanctuary: Sanctuary) -> None:
    """(a)(1)(B) is about requests to hold; an exception on one side of a dispute alone is told below, not in the first sentence."""
    said = flat(sanctuary("decide", *COUNTY, "--action", "hold", "--resource", "subject", "--fact", "paper=detainer").out)
    first, found, rest = said.partition(" In the plainest case: must not, ")
    assert found
    assert "A detainer opens nothing by itself (Gov. Code 7284.6(a)(1)(B))." in first
    assert "ask counsel" not in first
    assert "because: Nobody is held at the request of immigration authorities (Gov. Code 7284.6(a)(1)(B);" in rest


def test_what_is_allowed_with_consent_alone_says_so_first(sanctuary: Sanctuary) -> None:
    asked = ("decide", *COUNTY, "--action", "allow-interview", "--resource", "subject", "--fact", "requester=immigration-authority")
    said = flat(sanctuary(*asked).out)
    assert "if the person consented in writing. Otherwise it depends on what follows." in said.partition(" If so, ")[0]
    assert "If so, because: " in said
    assert "In the plainest case: may" not in said


def test_a_fact_typed_as_an_option_is_given_back_whole(sanctuary: Sanctuary) -> None:
    for typed in (("--paper", "I-247A"), ("--paper=I-247A",)):
        assert "write --fact paper=I-247A (" in sanctuary("decide", "us-il-cook", *typed).err


def test_two_meanings_are_told_apart(sanctuary: Sanctuary) -> None:
    ran = sanctuary("decide", "us-il-cook", *ON, "--actor", "sheriff", "--action", "hold", "--fact", "purpose=crime")
    assert ran.code == 2
    assert "'other-crime': any crime but" in ran.err
    assert "'entry-or-presence-crime': illegal entry" in ran.err
