"""Everyday words: what has one meaning is read so and said; what has two is refused with a hint."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import TODAY, Ran
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import meant
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday

Sanctuary = Callable[..., Ran]

ICE = {"requester": "immigration-authority"}
I_247A = {"paper": "detainer"}

CASES: list[tuple[str, tuple[str, str, str], dict[str, Any], tuple[str, str, str], dict[str, Any]]] = [
    ("us-il-chicago", ("cop", "tell ICE", "release date"), {}, ("police", "disclose", "release-date"), ICE),
    ("us-il-chicago", ("Police Officer", "tell ICE release date", ""), {}, ("police", "disclose", "release-date"), ICE),
    ("us-il-chicago", ("Chicago PD", "tell ICE", "release date"), {}, ("police", "disclose", "release-date"), ICE),
    ("us-il-chicago", ("cook county sheriff", "hold", ""), {}, ("sheriff", "hold", "subject"), {}),
    ("us-ca-los-angeles", ("LA County Sheriff", "hold for ICE", ""), {}, ("sheriff", "hold", "subject"), ICE),
    ("us-tx-houston", ("Houston PD", "ask about status", ""), {}, ("police", "ask", "immigration-status"), {}),
    ("us-ca-los-angeles", ("LAPD", "ask status", ""), {}, ("police", "ask", "immigration-status"), {}),
    ("us-ny-nyc", ("New York City Police Department", "hold", ""), {}, ("police", "hold", "subject"), {}),
    ("us-ny-nyc", ("jail", "hand over to ICE", ""), {"form": "ICE detainer"}, ("sheriff", "transfer", "subject"), ICE | I_247A),
    ("us-ny-nyc", ("police", "hold", ""), {"public": "yes"}, ("police", "hold", "subject"), {"already_public": True}),
    ("us-tx", ("city council", "ban", "detainers"), {}, ("governing-body", "limit", "honoring-detainers"), {}),
    ("us-or", ("Cops", "notify ICE of", "Release-Dates"), {"paper": "I-247A"}, ("police", "disclose", "release-date"), ICE | I_247A),
    ("us-or", ("police", "hold", ""), {"paper": "I-205"}, ("police", "hold", "subject"), {"paper": "administrative-warrant"}),
    ("us-or", ("police", "hold", ""), {"covers": True}, ("police", "hold", "subject"), {"paper_covers_request": True}),
]


@pytest.mark.parametrize(("place", "typed", "facts", "words", "context"), CASES)
def test_everyday_words_are_the_situation_that_they_name(
    library: Library,
    place: str,
    typed: tuple[str, str, str],
    facts: dict[str, Any],
    words: tuple[str, str, str],
    context: dict[str, Any],
) -> None:
    """Each is told once, and the vocabulary's own words come back with nothing told."""
    law = law_of(library, place, TODAY)
    actor, action, resource = typed
    found, notes = everyday(law, Situation(actor=actor, action=action, resource=resource, context=facts))
    assert (found.actor, found.action, found.resource) == words
    assert found.context == context
    assert notes
    assert everyday(law, found) == (found, ())


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("mayor", "actor"),
        ("NYPD", "actor"),
        ("Dallas PD", "actor"),
        ("cooperate", "action"),
        ("warrant", "paper"),
        ("tell the weather", "action"),
    ],
)
def test_a_word_of_two_meanings_or_none_is_left_alone(sanctuary: Sanctuary, word: str, kind: str) -> None:
    """It is refused as before; NYPD is nobody in Chicago."""
    words = {"actor": "police", "action": "transfer", "resource": "subject"} | ({kind: word} if kind != "paper" else {})
    given = [text for name, value in words.items() for text in (f"--{name}", value)]
    ran = sanctuary("decide", "chicago", *given, *(["--fact", f"paper={word}"] if kind == "paper" else []))
    assert ran.code == 2
    assert f"'{word}'" in ran.err


def test_every_word_of_the_table_means_words_that_there_are(library: Library) -> None:
    """A meaning that no question has would never be read."""
    vocabulary = library.vocabulary
    every = {value for action in vocabulary.actions.values() for one in action.variables for value in one.values}
    facts = {one.name for action in vocabulary.actions.values() for one in action.variables}
    known = {"action": set(vocabulary.actions), "actor": set(vocabulary.enums["Actor"]), "resource": every, "value": every, "fact": facts}
    for kind, table in meant().items():
        for word, means in table.items():
            assert re.fullmatch(r"[a-z0-9-]+", word), word
            assert set(means) <= known[kind], (kind, word)


def test_how_words_were_read_stands_beside_the_answer(sanctuary: Sanctuary) -> None:
    """One line on standard error; the answer is that of the law's words."""
    ran = sanctuary("decide", "chicago", "--actor", "cop", "--action", "tell ICE", "--resource", "release date")
    same = ("--actor", "police", "--action", "disclose", "--resource", "release-date", "--fact", "requester=immigration-authority")
    assert ran.out == sanctuary("decide", "chicago", *same).out
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("Read 'cop' as police (the Chicago Police Department); 'tell ICE' as disclose")


def test_a_council_is_told_that_its_staff_act(sanctuary: Sanctuary) -> None:
    """It is sent to what its policies may limit, asked of what cannot be, or of what no rule speaks of."""
    for words in (("--action", "hold"), ("--action", "ask", "--resource", "status")):
        ran = sanctuary("decide", "Houston", "--actor", "council", *words)
        assert "sanctuary disputes us-tx-houston" in (ran.out + ran.err).replace("\n", " ")
