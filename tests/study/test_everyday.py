"""Everyday words: what has one meaning is read so and said; what has two is refused with a hint."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import TODAY, Ran
from sanctuary import place as sanctuary_of
from sanctuary.documents import as_json
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import acts_meant, meant
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
    (
        "us-or",
        ("police", "tell ICE", "release date"),
        {"paper": "by telephone"},
        ("police", "disclose", "release-date"),
        ICE | {"paper": "none"},
    ),
    ("us-or", ("police", "tell ICE", "release date"), {"paper": "a call"}, ("police", "disclose", "release-date"), ICE | {"paper": "none"}),
    *(
        ("us-or", ("police", phrase, ""), {}, ("police", "disclose", "release-date"), ICE)
        for phrase in (
            "tell ICE when he is released",
            "tell ICE when he goes home",
            "let ICE know when she gets out",
            "notify ICE that he's released",
            "call ICE when they're free",
        )
    ),
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
    known["jail"], known["limits"] = known["actor"], set(vocabulary.enums["Limit"])
    for kind, table in meant().items():
        for word, means in table.items() if kind != "phrase" else ():
            assert re.fullmatch(r"[a-z0-9-]+", word), word
            assert set(means) <= known[kind], (kind, word)


def test_every_phrase_of_the_table_is_found_and_means_acts_that_there_are(library: Library) -> None:
    """A phrase with a small word would never be found; each meaning is a resource and facts that the act has."""
    for phrase, told in meant()["phrase"].items():
        may = acts_meant(phrase)
        assert len(may) == len(told), phrase
        for one in may:
            assert one.left == ()
            by_name = library.vocabulary.actions[one.action].by_name
            assert one.resource in by_name["resource"].values
            assert all(value in by_name[name].values for name, value in one.facts.items()), phrase


PHRASES = [
    ("sign 287(g)", "join", "immigration-deputation", {"requester": "immigration-authority"}),
    ("sign a 287(g) agreement", "join", "immigration-deputation", {"requester": "immigration-authority"}),
    ("enter into a 287g agreement with ICE", "join", "immigration-deputation", ICE),
    ("honor ICE detainers", "hold", "subject", I_247A | ICE),
    ("notify ICE", "disclose", "release-date", ICE),
    ("tell ICE about a release", "disclose", "release-date", ICE),
    ("hand him over to ICE", "transfer", "subject", ICE),
    ("let ICE talk to an inmate", "allow-interview", "subject", ICE),
    ("let ICE into the jail", "", "", {}),
    ("let ICE into staff areas", "admit", "non-public-area", ICE),
    ("hold past release", "hold", "subject", {}),
    ("detain", "hold", "subject", {}),
    ("refuse to sign 287(g)", "", "", {}),
]


@pytest.mark.parametrize(("phrase", "action", "resource", "context"), PHRASES)
def test_a_phrase_is_an_act_with_all_that_it_names(
    library: Library, phrase: str, action: str, resource: str, context: dict[str, Any]
) -> None:
    """And one with a word too many, or of several acts, is none."""
    found, _ = everyday(law_of(library, "us-ca-los-angeles", TODAY), Situation(actor="sheriff", action=phrase))
    assert (found.action, found.resource, found.context) == ((action, resource, context) if action else (phrase, "", {}))


@pytest.mark.parametrize("phrase", ["answer detainer", "comply with the ICE detainer", "let ICE into the jail", "share data with ICE"])
def test_the_hint_of_a_phrase_of_several_acts_can_be_typed(sanctuary: Sanctuary, phrase: str) -> None:
    """Each of the acts that it names is one that decides."""
    ran = sanctuary("decide", "los-angeles", "--actor", "sheriff", "--action", phrase)
    assert ran.code == 2
    options = ran.err.partition("Give one of: ")[2].strip().removesuffix(".").split("; ")
    assert len(options) > 1
    for words in options:
        assert sanctuary("decide", "los-angeles", "--actor", "sheriff", *words.split()).code == 0


def test_python_reads_words_as_the_command_does(sanctuary: Sanctuary) -> None:
    """One situation, many, and questions: in the law's words in what comes back."""
    law = sanctuary_of("us-ca-los-angeles", on="2026-11-22")
    found = law.decide(actor="cop", action="honor ICE detainers", facts={"lawful status": True})
    words = ("decide", "los-angeles", "--on", "2026-11-22", "--actor", "cop", "--action", "honor ICE detainers")
    assert as_json(found) + "\n" == sanctuary(*words, "--fact", "lawful status=true", "--format", "json").out
    many = law.decide_many([{"actor": "cop", "action": "tell ICE", "resource": "release date"}])
    told = {"requester": "immigration-authority"}
    assert many[0].outcomes == law.decide(actor="police", action="disclose", resource="release-date", facts=told).outcomes
    assert law.next_question(actor="cop", action="sign 287(g)").outcomes
    with pytest.raises(RequestError, match="several acts"):
        law.decide(actor="cop", action="answer detainer")


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


@pytest.mark.parametrize("word", ["jail", "Jailer", "detention officer", "corrections officer", "jail warden"])
@pytest.mark.parametrize(
    ("place", "keeper"), [("us-ca-long-beach", "the sheriff of the County of Los Angeles"), ("us-il-chicago", "the Cook County")]
)
def test_a_jail_that_may_be_the_citys_or_the_countys_is_refused_with_both(library: Library, place: str, keeper: str, word: str) -> None:
    """A city with police of its own may have a jail of its own, and another government's law stands over the other."""
    law = law_of(library, place, TODAY)
    with pytest.raises(RequestError, match=r"its police keep \(--actor police\).*kept by " + keeper):
        everyday(law, Situation(actor=word, action="hold"))
    assert everyday(law, Situation(actor="county jail", action="hold"))[0].actor == "sheriff"
    assert everyday(law_of(library, "us-il-cook", TODAY), Situation(actor=word, action="hold"))[0].actor == "sheriff"
    assert everyday(law, Situation(actor="city jail", action="hold"))[0].actor == "police"


@pytest.mark.parametrize(
    ("place", "said"), [("us-ny-nyc", ""), ("us-il-cook", ""), ("us-ct-hartford", "cells of the city's own are the police")]
)
def test_a_jail_that_is_one_is_read(library: Library, place: str, said: str) -> None:
    """The city keeps every jail, or the place is a county; where the state does, the note tells of a city's cells."""
    found, notes = everyday(law_of(library, place, TODAY), Situation(actor="jail", action="hold"))
    assert found.actor == "sheriff"
    assert said in notes[0]


@pytest.mark.parametrize("paper", ["fax", "an e-mail", "letter", "by fax"])
def test_how_a_request_came_is_no_paper(sanctuary: Sanctuary, paper: str) -> None:
    """What it says counts, so it is asked."""
    ran = sanctuary(
        "decide", "us-or", "--actor", "police", "--action", "tell ICE", "--resource", "release date", "--fact", f"paper={paper}"
    )
    assert (ran.code, "did you mean 'notification-request', 'detainer' or 'none'?" in " ".join(ran.err.split())) == (2, True)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("give ICE a heads up", "did you mean 'disclose' or 'transfer'?"),
        ("dance with ICE", "known: ask, disclose, query, admit, stop and 16 more; sanctuary facts lists all"),
    ],
)
def test_an_act_that_is_not_read_is_refused_with_few(sanctuary: Sanctuary, typed: str, hint: str) -> None:
    """The nearest, else some and what shows all."""
    assert hint in " ".join(sanctuary("decide", "us-or", "--actor", "police", "--action", typed).err.split())
    assert "arrest-on-civil-warrant" in sanctuary("facts", "us-or").out
