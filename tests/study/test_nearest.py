"""The nearest law: the closest rule where none speaks, and the place's own where one above decides."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import TODAY, Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation, known_facts
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome
from sanctuary.study.nearest import nearest
from sanctuary.study.telling import told

ICE = "immigration-authority"

SILENT = [
    ("us-or", Situation(actor="school", action="admit", resource="parking-lot", context={"requester": ICE}), "resource"),
    ("us-or", Situation(actor="police", action="stop", resource="subject", context={"purpose": "other-crime"}), "purpose"),
    ("us-tx-houston", Situation(actor="police", action="hold", resource="subject", context={"requester": ICE, "paper": "none"}), "paper"),
]


@pytest.mark.parametrize(("place", "asked", "fact"), SILENT)
def test_the_closest_rule_would_decide_if_one_thing_were_another(library: Library, place: str, asked: Situation, fact: str) -> None:
    """With each value that it needs the answer is no longer silent by that rule; with what was asked it is."""
    law = law_of(library, library.find(place, "law")[1], TODAY)
    proofs = Proofs(law)
    known = known_facts(law.vocabulary, asked.actor, asked.action, asked.resource, asked.context, asked.absent)
    report = decide(proofs, asked)
    assert report.outcome == Outcome.SILENT
    found = nearest(proofs, asked, known, report)
    assert found is not None
    assert found.fact == fact
    assert found.needs
    proof = proofs[asked.action]
    standing = proof.standing(known, asked.papers)
    for value in found.needs:
        assert value != known[fact]
        assert proof.possible([*standing, *proof.fixed({**known, fact: value}), proof.decides[found.rule]])
    assert not proof.possible([*standing, *proof.fixed(known), proof.decides[found.rule]])
    lines = " ".join(line for section in told(proofs, asked, report) for line in section.lines)
    assert f"{found.says} It says: {found.words[:1].upper()}{found.words[1:]}" in lines
    assert f" it here: {found.cites} " in f" {found.says} "


def test_a_person_whom_the_closest_rule_leaves_out_is_told_by_what_is_so(library: Library) -> None:
    """Whose law does not require it, and whom its rule does not reach: a clause of the fact as it was asked, not its opposite."""
    context = {"paper": "detainer", "proof_of_lawful_status": True}
    asked = Situation(actor="police", action="hold", resource="subject", context=context)
    proofs = Proofs(law_of(library, "us-tx", TODAY))
    known = known_facts(proofs.law.vocabulary, asked.actor, asked.action, asked.resource, asked.context)
    found = nearest(proofs, asked, known, decide(proofs, asked))
    assert found is not None
    reach = "does not reach a person who showed proof of lawful status; the duty does not apply, (b)"
    assert found.says == f"Texas does not require it here: {found.cites} {reach}."


def test_the_places_own_law_stands_beside_a_decisive_rule_above_it(library: Library) -> None:
    """Chicago's ordinance beside the State's act; on the State's own page nothing stands beside."""
    asked = Situation(actor="police", action="hold", resource="subject", context={"requester": ICE, "paper": "detainer"})
    for place, title in (("us-il-chicago", "The City of Chicago's"), ("us-il", "")):
        proofs = Proofs(law_of(library, place, TODAY))
        lines = " ".join(line for section in told(proofs, asked, decide(proofs, asked)) for line in section.lines)
        assert ("own law says the same" in lines) == bool(title)
        assert f"{title} own law says the same" in lines or not title


@pytest.mark.parametrize("on", [TODAY, date(2020, 1, 1)])
def test_proof_of_status_lifts_the_duty_on_detainers_and_says_by_which_paragraph(sanctuary: Callable[..., Ran], on: date) -> None:
    """In the tree and where it was given: art. 2A.060(b), before art. 2.251(b); a paper for somebody else is no exception."""
    hold = ("decide", "San Antonio, TX", "--actor", "police", "--action", "hold", "--resource", "subject", "--on", str(on))
    paper = ("--fact", f"requester={ICE}", "--fact", "paper=detainer")
    tree = " ".join(sanctuary(*hold, *paper).out.split())
    assert "citizenship or lawful status? No: must. Yes: the duty does not apply, (b)." in tree
    assert "the one whom the paper names? No: no rule found" in tree
    given = " ".join(sanctuary(*hold, *paper, "--fact", "paper_covers_request=true", "--fact", "proof_of_lawful_status=true").out.split())
    assert "does not reach a person who showed proof of lawful status; the duty does not apply, (b)." in given.partition("No rule found")[0]
    assert "(a)(1) says: An agency that has custody of a person" in given
