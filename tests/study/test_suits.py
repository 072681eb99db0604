"""Which suits stand beside an assessment: the place's own, and those about rules of the governments above it on which the answers rest."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from conftest import Ran
from sanctuary.commands.words import place_of
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.assess import assess
from sanctuary.study.differences import settled, witness_of
from sanctuary.study.suits import Suit, suit_said

Sanctuary = Callable[..., Ran]

ON = date(2026, 2, 28)


def suits_of(library: Library, place: str, standard: str = "standard-mandate") -> tuple[Law, tuple[Suit, ...]]:
    """The suits beside a place's answer by one definition."""
    where, name = place_of(library, place)
    law = law_of(where, name, ON)
    return law, assess(Proofs(law), [library.get(standard)], differences=False).proceedings


def test_a_city_shows_the_suits_of_its_state_as_suits_between_others(library: Library) -> None:
    """Houston is no party to the suits about the Texas statute on which its answer rests."""
    state = {one.title for one in suits_of(library, "us-tx")[1] if one.of == "us-tx"}
    law, found = suits_of(library, "us-tx-houston")
    assert {one.title for one in found if one.of == "us-tx"} == state
    against = next(one for one in found if "San Antonio" in one.title)
    assert (against.party, against.rests) == (False, True)
    said = suit_said(law, against)
    assert "Between others, about Gov. Code 752.053(b)(2)" in said
    assert said.endswith("Binds the City of San Antonio.")


def test_a_suit_that_touches_no_encoded_rule_of_the_state_is_shown_below_it(library: Library) -> None:
    """The suit about Public Act 104-0440 shows for the State, for Chicago and for Cook County."""
    for place in ("us-il", "us-il-chicago", "us-il-cook"):
        assert "United States v. Illinois (Public Act 104-0440)" in {one.title for one in suits_of(library, place)[1]}


def test_a_decision_and_its_memo_name_the_suits_to_which_the_city_is_a_party(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """San Antonio settled with Texas about another section; Houston is no party, and a suit about no rule here is not told."""
    hold = ("--actor", "police", "--action", "hold", "--resource", "subject", "--fact", "paper=detainer")
    told = " ".join(sanctuary("decide", "San Antonio, TX", *hold, "--all").out.split())
    assert "State of Texas v. City of San Antonio" in told
    assert "settled on 2022-04-07: the City pays $300,000, admits no fault" in told
    assert "its end was not read. Binds the City of San Antonio" not in told
    assert "Travis County, case number not found" in told
    assert "San Antonio" not in sanctuary("decide", "houston", *hold).out
    before = " ".join(sanctuary("decide", "San Antonio, TX", *hold, "--on", "2020-01-01", "--all").out.split())
    assert "pending; civil penalties asked" in before
    assert "City of Chicago v. Sessions" not in sanctuary("decide", "chicago", *hold).out
    memo = tmp_path / "memo.docx"
    assert sanctuary("decide", "San Antonio, TX", *hold, "--format", "docx", "-o", str(memo)).code == 0
    with ZipFile(memo) as parts:
        assert "State of Texas v. City of San Antonio" in parts.read("word/document.xml").decode()


def test_a_past_event_of_a_suit_is_not_told_as_a_day_to_come(sanctuary: Sanctuary) -> None:
    """No amended complaint had come on a day: nothing to look up; the appeal has its month, and its result was not found."""
    told = " ".join(
        sanctuary(
            "decide", "chicago", "--actor", "police", "--action", "hold", "--resource", "subject", "--fact", "paper=detainer", "--all"
        ).out.split()
    )
    assert "appealed to the Seventh Circuit in October 2025; the result of the appeal was not found" in told
    assert "that day has passed" not in told


def test_a_suit_is_told_once_and_as_the_places_own_where_it_names_the_place(library: Library) -> None:
    """United States v. Illinois stands in two packs and binds Chicago."""
    law, found = suits_of(library, "us-il-chicago")
    (one,) = [suit for suit in found if suit.number == "1:25-cv-01285"]
    assert one.party
    assert "Between others" not in suit_said(law, one)


@pytest.mark.long
@pytest.mark.parametrize("place", [name for name in Library().ids if not name.startswith("standard-")])
def test_no_suit_of_a_place_is_lost_and_none_is_told_twice(library: Library, place: str) -> None:
    """Every suit of its own pack; each once; of the United States only those that touch what the answers rest on, or name the place."""
    law, found = suits_of(library, place, "standard-technical")
    assert {one.title for one in law.place.proceedings if one in law.proceedings} <= {one.title for one in found}
    assert len({(one.title, one.number, one.status) for one in found}) == len(found)
    assert all(one.party or one.rests for one in found if law.packs[one.of].file.level == "federal")


def standing_suits(library: Library) -> list[tuple[str, str]]:
    """Every suit of every pack that still goes on, or whose ruling stands, and touches a rule: the place and the suit's id."""
    packs = [library.get(name) for name in library.ids if not name.startswith("standard-")]
    return [(pack.id, one.id) for pack in packs for one in pack.proceedings if one.until is None and one.touches]


def test_a_decision_shows_each_suit_about_a_rule_that_it_names(library: Library) -> None:
    """Each ruling that stands, by a situation in which a rule that it touches matches today: no rule ended and left its ruling behind.

    The rules of a decision are those that decide, those outranked, those that note and those whose exception is met.
    """
    laws: dict[str, tuple[Proofs, Proofs]] = {}
    unseen = []
    for place, name in standing_suits(library):
        if place not in laws:
            law = law_of(library, place, library.get(place).file.known_through)
            laws[place] = Proofs(law), Proofs(law.as_written())
        proofs, written = laws[place]
        suit = next(one for one in library.get(place).proceedings if one.id == name)
        asked = (one for rule in suit.touches if rule in written.law.by_id for one in matching(written, rule))
        if not any(suit.title in {one.title for one in decide(proofs, situation).proceedings} for situation in asked):
            unseen.append((place, name))
    assert unseen == []


def matching(proofs: Proofs, name: str) -> Iterator[Situation]:
    """A situation of each act of a rule in which it matches."""
    for action in proofs.law.by_id[name].rule.actions:
        proof = proofs[action]
        if name in proof.matches and proof.possible([proof.matches[name]]):
            found = settled(proof, proof.matches[name])
            w = witness_of(proof, found.witness, found.readings)
            yield Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent, readings=w.readings)


def test_a_decision_under_the_law_of_a_state_shows_no_suit_about_other_law_of_it(library: Library) -> None:
    """A release date in California: suits on SB 54, none on access to workplaces or on face coverings."""
    law = law_of(library, "us-ca", date(2026, 6, 22))
    facts = {"requester": "immigration-authority", "history.serious_or_violent_conviction": True}
    report = decide(Proofs(law), Situation(actor="sheriff", action="disclose", resource="release-date", context=facts))
    assert report.proceedings != ()
    assert [one.title for one in report.proceedings if re.search(r"AB 450|SB 627|SB 805", one.title)] == []
