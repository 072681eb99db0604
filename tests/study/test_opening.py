"""The first sentence of a decision holds under just the conditions that it names, and names the paragraph that decides there."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.phrases import OTHER_LAW, when
from sanctuary.study.telling import option, told
from sanctuary.study.terms import covers

Sanctuary = Callable[..., Ran]

ON = date(2026, 11, 29)
LONG_BEACH = ("decide", "us-ca-long-beach", "--actor", "police", "--on", str(ON))
TELL = (*LONG_BEACH, "--action", "tell ICE", "--resource", "release-date")

QUICK = ("us-ca-long-beach", "us-il-chicago")
PLACES = (*QUICK, "us-ca-los-angeles", "us-ca-los-angeles-county", "us-ny-nyc", "us-il-cook", "us-tx-dallas", "us-nj", "us-or", "us-fl")
ASKED = (("hold", "subject"), ("transfer", "subject"), ("disclose", "release-date"), ("arrest-on-civil-warrant", "subject"))
PAPERS = ("none", "detainer", "administrative-warrant", "federal-arrest-warrant")


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def _first(proofs: Proofs, situation: Situation) -> tuple[DecisionReport, str]:
    report = decide(proofs, situation)
    return report, told(proofs, situation, report)[0].lines[0]


def _situations(proofs: Proofs) -> Iterator[tuple[Situation, DecisionReport, str]]:
    for actor, (action, resource), paper in product(("police", "sheriff"), ASKED, PAPERS):
        if actor in proofs.law.scope:
            situation = Situation(actor=actor, action=action, resource=resource, context={"paper": paper})
            yield situation, *_first(proofs, situation)


def _with(situation: Situation, facts: dict[str, bool]) -> Situation:
    context: dict[str, object] = {"paper": situation.context["paper"], "history": {}}
    for name, value in facts.items():
        outer, _, last = name.rpartition(".")
        (context[outer] if outer else context)[last] = value  # type: ignore[index]
    return Situation(actor=situation.actor, action=situation.action, resource=situation.resource, context=context)


def _settles(proofs: Proofs, situation: Situation, report: DecisionReport, said: str) -> None:
    """With the option that is offered, and nothing else more, the answer is may."""
    typed = option(proofs, situation, report)
    if not typed:
        return
    name, _, value = typed.removeprefix("If that is known, add --fact ").rstrip(".").partition("=")
    assert " may " in said
    assert decide(proofs, _with(situation, {name: value == "true"})).outcomes == ("may",), said


def _lifts(proofs: Proofs, situation: Situation, report: DecisionReport, said: str) -> None:
    """With what the sentence excepts, and every other thing that is true or false not so, the answer is another than without it."""
    clause = re.search(r", unless (.*?)(?: \(ask counsel\))?\.$", said)
    by_name = proofs.law.vocabulary.actions[situation.action].by_name
    facts = [name for name in report.depends_on if name in by_name and by_name[name].kind == "bool"]
    named = [name for name in facts if clause and clause[1] in (when(name), covers(situation.action, value=True))]
    if not clause or "the law or policy of" in said:
        return
    assert named, said
    plain = dict.fromkeys(facts, False)
    without, met = (decide(proofs, _with(situation, {**plain, named[0]: value})).outcomes for value in (False, True))
    assert len(without) == 1, said
    assert without[0] not in met or named[0] == OTHER_LAW, said


@pytest.mark.parametrize("place", [*QUICK, *(pytest.param(one, marks=pytest.mark.long) for one in PLACES if one not in QUICK)])
def test_what_a_headline_excepts_changes_the_answer_by_itself(place: str, library: Library) -> None:
    """Over acts, actors and papers: "unless X" names X only where X alone, the rest plain, makes it another answer."""
    proofs = Proofs(law_of(library, library.find(place, "law")[1], ON))
    for situation, report, first in _situations(proofs):
        _lifts(proofs, situation, report, first)
        _settles(proofs, situation, report, first)


def test_what_lifts_nothing_by_itself_is_no_exception_of_the_headline(sanctuary: Sanctuary) -> None:
    """A person who was found during other police work is held on a detainer no more than another."""
    told = said(sanctuary(*LONG_BEACH, "--action", "hold", "--fact", "paper=I-247A with I-200"))
    assert "unless the person was found during other police work" not in told
    assert "except in some cases (what it turns on stands below). " in told
    assert "It turns on " in told
    found = ("--fact", "paper=I-247A", "--fact", "found_during_other_police_work=true", "--fact", "purpose=civil-immigration")
    assert sanctuary(*LONG_BEACH, "--action", "hold", *found, "--format", "json").json["outcome"] == "must-not"


@pytest.mark.parametrize("fact", ["history.years_since_listed_felony=2013-04-02", "history.state_prison_conviction=true"])
def test_what_one_common_fact_settles_as_allowed_leads_with_it(fact: str, sanctuary: Sanctuary) -> None:
    """The condition, the paragraph, and what to type stand first; typed, it is may."""
    told = said(sanctuary(*TELL, "--fact", fact))
    assert "It depends whether" not in told
    assert "By California's law (Gov. Code 7282.5(a)(" in told
    assert "if the conviction that counts was not reduced by Proposition 47, unless the law or policy of Long Beach forbids it" in told
    settles = "history.only_reduced_by_proposition_47=false"
    assert f"If that is known, add --fact {settles}." in told
    assert sanctuary(*TELL, "--fact", fact, "--fact", settles, "--format", "json").json["outcome"] == "may"
    reduced = sanctuary(*TELL, "--fact", fact, "--fact", settles.replace("false", "true"), "--format", "json").json
    assert reduced["outcome"] == "depends"


@pytest.mark.parametrize(
    ("fact", "paragraph"),
    [
        ("history.years_since_listed_felony=2013-04-02", "(a)(3)"),
        ("history.years_since_listed_misdemeanor=2", "(a)(3)"),
        ("history.on_sex_or_arson_registry=true", "(a)(4)"),
        ("history.federal_felony_warrant=true", "(a)(5)"),
    ],
)
def test_the_paragraph_that_a_level_names_decides_in_the_plainest_case(fact: str, paragraph: str, sanctuary: Sanctuary) -> None:
    """What California permits is told with the paragraph that permits it here, not with the shortest of the section."""
    told = said(sanctuary(*TELL, "--fact", fact, "--all"))
    assert f"permits it (Gov. Code 7282.5{paragraph})" in told


LAW_SAYS = {
    "history.held_to_answer": ("serious", "violent", "felony", "state prison"),
    "history.state_prison_conviction": ("felony", "punishable by state prison"),
    "history.on_sex_or_arson_registry": ("registry", "now"),
    "history.aggravated_felony_conviction": ("federal aggravated felony",),
    "history.federal_felony_warrant": ("federal felony arrest warrant",),
}
"""Words of Gov. Code 7282.5(a)(1) to (5) and (b) without which a fact would be wider than the text for which it stands."""


@pytest.mark.parametrize("fact", LAW_SAYS)
def test_the_words_of_a_fact_are_as_narrow_as_the_law(fact: str, library: Library) -> None:
    """As a clause of a sentence and as a question."""
    for text in (when(fact).replace("state-prison", "state prison"), library.asking.fact[fact].ask):
        assert [word for word in LAW_SAYS[fact] if word not in text] == []


def test_a_law_on_fewer_people_than_the_question_names_leads_with_whom(sanctuary: Sanctuary) -> None:
    """Street vendors' records at a permit office, files of food aid and Medi-Cal at another department: nothing is claimed of others."""
    words = ("decide", "Fresno, CA", "--on", "2026-11-30", "--action", "tell ICE")
    told = said(sanctuary(*words, "--actor", "permit-office", "--resource", "home address"))
    assert told.startswith("By reports, where the record is one of street vendors, a permit office must not give out the home address")
    assert "Of any other no rule was found, and that is no permission." in told
    told = said(sanctuary(*words, "--actor", "other-department", "--resource", "benefits-record"))
    files = ("food aid", "public aid with federal money", "Medi-Cal")
    assert told.startswith("Where the file is one of {}, the file is one of {} or the file is one of {},".format(*files))
    told = said(sanctuary(*words, "--actor", "police", "--resource", "home address"))
    assert told.startswith("The police")
