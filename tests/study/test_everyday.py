"""Everyday words: what has one meaning is read so and said; what has two is refused with a hint."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from conftest import TODAY, Ran
from sanctuary import place as sanctuary_of
from sanctuary.documents import as_json, replace
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import acts_meant, meant
from sanctuary.law.packs import Library
from sanctuary.study.everyday import everyday
from sanctuary.study.since_when import whole_years

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


@pytest.mark.parametrize(
    ("facts", "item"),
    [
        ({"crime": "burglary"}, "burglary, robbery, theft"),
        ({"history": {"felony": "burglary"}}, "burglary, robbery, theft"),
        ({"convicted of burglary": True}, "burglary, robbery, theft"),
        ({"history": {"years_since_listed_felony": "burglary"}}, "burglary, robbery, theft"),
        ({"DUI": True}, "driving under the influence, only as a felony"),
        ({"dui": 12}, "driving under the influence, only as a felony"),
        ({"felony": True}, ""),
    ],
)
def test_a_crime_by_its_name_is_refused_with_the_facts_that_the_law_turns_on(library: Library, facts: dict[str, Any], item: str) -> None:
    """Never decided in silence: the same crime is listed by one law, a felony by another."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    asked = Situation(actor="police", action="disclose", resource="release-date", context=facts)
    with pytest.raises(RequestError) as refused:
        everyday(law, asked)
    told = str(refused.value)
    assert "by its name decides nothing" in told
    assert (f"Gov. Code 7282.5(a)(3) lists \u201c{item}" in told) == bool(item)
    _, serious, *others, more = told.splitlines()
    assert serious == "  --fact history.serious_or_violent_conviction=true"
    assert len(others) == 2
    assert more.endswith("more, and each in words: sanctuary facts us-ca-long-beach --action disclose")
    assert "hate_crime" not in told
    first = told.index("Gov. Code 7282.5(a)(1) opens it on a conviction of a serious or violent felony")
    assert not item or first < told.index("Gov. Code 7282.5(a)(3) lists")


@pytest.mark.parametrize("facts", [{"arrest": "burglary"}, {"charged with": "burglary"}, {"crime": "arrested for burglary"}])
def test_an_arrest_is_told_as_no_conviction(library: Library, facts: dict[str, Any]) -> None:
    """It opens nothing alone: a magistrate's finding opens a notice, each conviction by its paragraph, and a transfer has no such case."""
    law = law_of(library, "us-ca-alameda-county", TODAY)
    told = {}
    for action, what in (("disclose", "release-date"), ("transfer", "subject")):
        with pytest.raises(RequestError) as refused:
            everyday(law, Situation(actor="sheriff", action=action, resource=what, context=facts))
        told[action] = str(refused.value)
    notice, transfer = told["disclose"], told["transfer"]
    assert (
        "An arrest or a charge alone opens nothing in the rules found. What opens it before a conviction: Gov. Code 7282.5(b), a judge"
        in notice
    )
    assert "What opens it on a conviction: Gov. Code 7282.5(a)(1), a conviction of a serious or violent felony" in notice
    assert notice.splitlines()[1] == "  --fact history.held_to_answer=true"
    assert "An arrest alone opens nothing" in transfer
    assert "before a conviction" not in transfer
    assert "held_to_answer" not in transfer


def test_a_case_that_the_known_years_exclude_is_not_told(sanctuary: Callable[..., Ran]) -> None:
    """A misdemeanor of 2015 is too old: of a listed offense the felony is left; its year, typed with its class, is taken over."""
    typed = "--actor sheriff --action disclose --resource release-date --fact requester=immigration-authority --on 2026-11-30"
    ask = ("decide", "Alameda County, CA", *typed.split())
    old = " ".join(sanctuary(*ask, "--fact", "history.years_since_listed_misdemeanor=2015").out.split())
    assert "(a)(3) a listed offense, as a felony within 15 years; (a)(4)" in old
    assert "within 5" not in old.partition("It turns on")[0]
    felony = ("history.years_since_listed_felony=2005", "history.federal_felony_warrant=false")
    older = " ".join(sanctuary(*ask, *(word for one in felony for word in ("--fact", one))).out.split())
    assert "(a)(3) a listed offense, within 5 years, as a misdemeanor that could have been charged as a felony; (a)(4)" in older
    assert "(a)(5) a federal aggravated felony conviction; (b)" in older
    new = " ".join(sanctuary(*ask, "--fact", "history.serious_or_violent_conviction=false").out.split())
    assert "(a)(3) a listed offense, as a felony within 15 years, or within 5 as a misdemeanor" in new
    jersey = ("decide", "us-nj", *typed.split(), "--fact", "history.charged_with_serious_or_violent_crime=false")
    left = " ".join(sanctuary(*jersey).out.split())
    assert (
        "in one case: a conviction of a violent or serious offense or a conviction of another indictable crime within five years (NJ"
        in left
    )
    ran = sanctuary(*ask, "--fact", "misdemeanor=2015")
    assert (ran.code, "  --fact history.years_since_listed_misdemeanor=2015\n" in ran.err) == (2, True)


def test_what_is_owed_with_an_act_that_is_allowed_stands_on_the_first_screen(sanctuary: Callable[..., Ran]) -> None:
    """The notice to the person and the attorney, on at most 40 lines; a line on suits goes before it."""
    ask = ("decide", "Alameda County, CA", "--actor", "sheriff", "--action", "disclose", "--resource", "release-date")
    for fact in ("history.years_since_listed_felony=5", "history.serious_or_violent_conviction=true"):
        for paper in ((), ("--fact", "paper=detainer")):
            ran = sanctuary(*ask, "--fact", "requester=immigration-authority", "--fact", fact, *paper, "--on", "2026-11-30")
            told = " ".join(ran.out.split())
            assert " may give out the release date " in told
            assert "If it is done, promptly: give the person the notice that the authority got and tell the person's attorney" in told
            assert len(ran.out.splitlines()) <= 40


def test_a_state_that_counts_a_charge_says_so(library: Library) -> None:
    """New Jersey's directive opens a notice on a charge."""
    law = law_of(library, "us-nj", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="sheriff", action="disclose", resource="release-date", context={"arrest": "burglary"}))
    assert "What opens it before a conviction: NJ AG Directive 2018-6 II.B and II.C, release, a charge with" in str(refused.value)
    assert "on a conviction:" not in str(refused.value)


def test_a_list_tells_the_sections_that_it_names(library: Library) -> None:
    """Of domestic violence item (B) names Penal Code 273.5 and 242, and not 243(e)(1); it is not limited to these."""
    law = law_of(library, "us-ca-alameda-county", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="sheriff", action="disclose", resource="release-date", context={"conviction": "domestic violence"}))
    told = str(refused.value)
    assert "lists \u201cbattery\u201d, item (B): 242, 243.1, " in told
    assert "273.5" in told
    assert "243(e)" not in told
    assert "most items are not limited to those they name" in told


@pytest.mark.parametrize(
    ("crime", "action", "names", "others"),
    [
        ("robbery", "hold", ("charged_or_convicted_of_state_crime",), ("hate_crime", "registry")),
        ("shoplifting", "transfer", ("serious_or_violent_conviction",), ("hate_crime", "registry")),
        ("hate crime", "hold", ("hate_crime",), ("registry",)),
    ],
)
def test_a_crime_is_told_no_fact_that_it_can_be_no_case_of(
    library: Library, crime: str, action: str, names: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """A robbery by its name says nothing of a hate crime or of a registry."""
    law = law_of(library, "us-ca-los-angeles", TODAY)
    with pytest.raises(RequestError) as refused:
        everyday(law, Situation(actor="police", action=action, resource="subject", context={"conviction": crime}))
    told = str(refused.value)
    assert all(f"--fact history.{name}" in told for name in names), told
    assert not any(name in told for name in others), told


@pytest.mark.parametrize(
    "facts",
    [
        {"felony": "burglary 2013-04-02"},
        {"history": {"felony": "first-degree burglary, 2013-04-02", "hate_crime": False}},
        {"history": {"years_since_listed_felony": "2013-04-02"}, "crime": "burglary"},
        {"history.years_since_listed_felony": "2013-04-02", "crime": "burglary", "history.hate_crime": False},
    ],
)
def test_a_felony_with_name_and_day_is_read_by_the_list(library: Library, facts: dict[str, Any]) -> None:
    """The same answer as by the fact; the note names the item, and the paragraph for which no years count."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    found, notes = everyday(law, Situation(actor="police", action="disclose", resource="release-date", context=facts))
    years = whole_years(date(2013, 4, 2), TODAY)
    read = decide(Proofs(law), found)
    plain = {"history": {"years_since_listed_felony": years, **({"hate_crime": False} if "hate_crime" in str(facts) else {})}}
    assert read.outcomes == decide(Proofs(law), replace(found, context=plain)).outcomes
    told = " ".join(notes)
    assert "Gov. Code 7282.5(a)(3) lists \u201cburglary, robbery, theft" in told
    assert "Gov. Code 7282.5(a)(1) opens it on a conviction of a serious or violent felony, however old" in told


@pytest.mark.parametrize(
    "facts",
    [
        {"misdemeanor": "burglary 2024-04-02"},
        {"felony": "jaywalking 2013-04-02"},
        {"felony": "no burglary 2013-04-02"},
        {"crime": "burglary 2013-04-02"},
        {"history": {"years_since_listed_misdemeanor": "2024-04-02"}, "crime": "burglary"},
    ],
)
def test_a_name_with_a_day_that_settles_no_list_is_refused(library: Library, facts: dict[str, Any]) -> None:
    """No felony is said, no list has it, or it is denied; the misdemeanor must be one that could have been charged as a felony."""
    law = law_of(library, "us-ca-long-beach", TODAY)
    with pytest.raises(RequestError):
        everyday(law, Situation(actor="police", action="disclose", resource="release-date", context=facts))


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
