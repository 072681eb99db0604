"""Exceptions: told as met only by the facts that meet them, and led to only where they stand on the screen."""

from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

TODAY = ("--on", "2026-06-01")
POLICE = ("--actor", "police", "--action", "transfer", "--resource", "subject", "--fact", "requester=immigration-authority", *TODAY)


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


@pytest.mark.parametrize(("place", "cites"), [("us-ca-oakland", "Gov. Code 7284.6(a)(4)"), ("chicago", "5 ILCS 805/15(h)(3)")])
def test_an_exception_that_is_met_is_told_as_one(sanctuary: Sanctuary, place: str, cites: str) -> None:
    """No permission, and no silence either."""
    told = said(sanctuary("decide", place, *POLICE, "--fact", "paper=federal-arrest-warrant", "--fact", "paper_covers_request=true"))
    assert "Nothing found forbids" in told.partition("As far as searched")[0]
    assert cites in told
    assert "forbids it otherwise, and an exception of its own text is met here" in told
    assert "It turns on" not in told


def test_an_exception_without_words_of_its_own_names_the_paper(sanctuary: Sanctuary) -> None:
    """5 ILCS 805/15(b) is told with what opens it here."""
    warrant = ("--action", "hold", "--fact", "paper=federal-arrest-warrant", "--fact", "paper_covers_request=true", *TODAY)
    told = said(sanctuary("decide", "us-il-cook", "--actor", "sheriff", *warrant))
    assert (
        "5 ILCS 805/15(b) forbids it otherwise, and an exception of its own text is met here: "
        "it is done on a federal arrest warrant, and the paper is for this person."
    ) in told


REMOVED = (
    "it is done for a crime of entry or presence, and the person was removed before, after an aggravated felony and was found during "
    "other police work"
)
RE_ENTRY = ("history.removed_after_aggravated_felony=true", "found_during_other_police_work=true", "purpose=entry-or-presence-crime")


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        (("already_public=true",), "it is already public"),
        (("already_public=false", "required_by_law=true"), "another law requires it"),
        (
            ("already_public=false", "required_by_law=false", *RE_ENTRY),
            REMOVED,
        ),
    ],
)
def test_an_exception_is_named_by_the_facts_that_meet_it(facts: tuple[str, ...], met: str, sanctuary: Sanctuary) -> None:
    """Of an ordinance that was not read it is said what it is taken to except; never that its own text does."""
    given = (word for fact in ("paper=detainer", *facts) for word in ("--fact", fact))
    asked = ("--actor", "police", "--action", "disclose", "--resource", "home-address", *TODAY)
    told = said(sanctuary("decide", "los-angeles", *asked, *given, "--all"))
    assert f"LA Ord. 188441, data (reported: the text was not read) forbids it otherwise, and is taken to except this: {met}. " in told
    assert "188441, data forbids it otherwise, and an exception of its own text" not in told


def test_a_paragraph_that_decides_is_not_told_as_one_whose_exception_is_met(sanctuary: Sanctuary) -> None:
    """Whether (a)(1)(D) stands where re-entry is pursued is disputed: it is what the answer turns on."""
    given = (word for fact in ("paper=detainer", "already_public=false", *RE_ENTRY) for word in ("--fact", fact))
    asked = ("--actor", "police", "--action", "disclose", "--resource", "home-address", *TODAY)
    told = said(sanctuary("decide", "los-angeles", *asked, *given, "--all"))
    assert "must not, because: Personal information" in told
    assert "7284.6(a)(1)(D) forbids it otherwise" not in told


@pytest.mark.parametrize("action", [("disclose", "--resource", "release-date"), ("transfer",)])
def test_an_exception_stands_where_the_first_lines_say(action: tuple[str, ...], sanctuary: Sanctuary) -> None:
    """Of the hold that a detainer asks for no case follows on the screen of another act; who asks is named where it is the case."""
    detainer = ("--actor", "sheriff", "--action", *action, "--fact", "paper=detainer", *TODAY)
    told = said(sanctuary("decide", "alameda", *detainer))
    hold = (
        "must not keep the person past release on it, except in some cases, which the answer on a hold tells (Gov. Code 7284.6(a)(1)(B))."
    )
    assert hold in told
    assert "follow" not in told.partition("It turns on")[0]


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (("denver", "--actor", "council", "--action", "limit", "--resource", "exchanging-status"), ""),  # it rests on a dispute
        (("los-angeles", "--actor", "sheriff", "--action", "hold"), ""),  # nobody is named who asks
        (("los-angeles", "--actor", "sheriff", "--action", "transfer", "--fact", "history.hate_crime=true"), ""),  # a fact of the person
        (
            ("nyc", "--actor", "jail", "--action", "disclose", "--resource", "release-date", "--fact", "requester=immigration-authority"),
            "must not give out the release date when an immigration authority asks, with exceptions.",
        ),
    ],
)
def test_an_open_answer_is_quoted_only_where_the_sentence_stands_alone(words: tuple[str, ...], quoted: str, sanctuary: Sanctuary) -> None:
    """A quote says who asks, rests on no dispute and on no fact of the person."""
    told = said(sanctuary("decide", *words, "--on", "2026-06-01"))
    assert ("To quote:" in told) == bool(quoted)
    assert quoted in told


@pytest.mark.parametrize("typed", ["?", "  ", "-", "'"])
def test_an_action_without_a_word_is_refused(typed: str, sanctuary: Sanctuary) -> None:
    """As any that is not known."""
    ran = sanctuary("decide", "los-angeles", "--action", typed)
    assert ran.code == 2
    assert "no action is called" in ran.err
