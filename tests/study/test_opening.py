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
from sanctuary.study.telling import told
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


def test_what_lifts_nothing_by_itself_is_no_exception_of_the_headline(sanctuary: Sanctuary) -> None:
    """A person who was found during other police work is held on a detainer no more than another."""
    told = said(sanctuary(*LONG_BEACH, "--action", "hold", "--fact", "paper=I-247A with I-200"))
    assert "unless the person was found during other police work" not in told
    assert "except in rare cases, which take several things at once (told below)." in told
    found = ("--fact", "paper=I-247A", "--fact", "found_during_other_police_work=true", "--fact", "purpose=civil-immigration")
    assert sanctuary(*LONG_BEACH, "--action", "hold", *found, "--format", "json").json["outcome"] == "must-not"


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
    told = said(sanctuary(*TELL, "--fact", fact))
    assert f"permits it (Gov. Code 7282.5{paragraph})" in told
