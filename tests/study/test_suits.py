"""Which suits stand beside an assessment: the place's own, and those about rules of the governments above it on which the answers rest."""

from datetime import date

import pytest

from sanctuary.commands.words import place_of
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.assess import assess
from sanctuary.study.suits import Suit, suit_said

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
