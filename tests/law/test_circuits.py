"""Which circuit a place lies in, and that courts which bind it are told first, those of other circuits as binding elsewhere."""

from collections.abc import Callable
from datetime import date

import pytest

from conftest import Ran
from sanctuary.law.circuits import circuit, distance
from sanctuary.law.gazetteer import read_states
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-11-30")
DETAINER = ("--action", "hold", "--fact", "paper=detainer", *ON, "--all")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("us-ny-nyc", "2d Cir."), ("us-ny", "2d Cir."), ("us-pa-philadelphia", "3d Cir."), ("us-nj", "3d Cir."),
        ("us-tx-austin", "5th Cir."),
        ("us-fl-miami", "11th Cir."), ("us-il-chicago", "7th Cir."), ("us-ca-los-angeles", "9th Cir."), ("us-or", "9th Cir."),
        ("us-dc", "D.C. Cir."), ("us", ""),
    ],
)  # fmt: skip
def test_a_place_lies_in_the_circuit_of_its_state(place: str, found: str) -> None:
    """By 28 USC 41; the United States lie in none."""
    library = Library()
    assert circuit(law_of(library, library.find(place, "law")[1], date(2026, 11, 30))) == found


def test_every_state_is_in_one_circuit() -> None:
    """All but American Samoa, which is in none."""
    from sanctuary.law.circuits import _circuits  # noqa: PLC0415 - the table itself is tested

    listed = [state for one in _circuits().values() for state in one.of]
    assert len(listed) == len(set(listed))
    assert {one.id for one in read_states()} - {"us-as"} == set(listed)


def test_courts_stand_as_near_as_they_bind() -> None:
    """The Supreme Court binds everywhere, a court of appeals in its circuit; of others that is not said."""
    law = law_of(Library(), "us-ny-nyc", date(2026, 11, 30))
    courts = ("U.S. Supreme Court", "2d Cir.", "N.D. Cal.", "Sup. Ct., N.Y. County", "9th Cir.")
    assert [distance(law, one) for one in courts] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("place", "first", "later"),
    [
        ("philadelphia", "The Third Circuit, which binds here, holds that a detainer is a request", "the First Circuit says"),
        ("delaware", "The Third Circuit, which binds here, holds that a detainer is a request", "the First Circuit says"),
        ("boston", "The First Circuit, which binds here, says of officers of ICE", "the Third Circuit holds"),
        ("charlotte", "Elsewhere, and binding nobody here: the First Circuit says", "the Third Circuit holds"),
    ],
)
def test_the_places_own_circuit_is_told_first_of_a_detainer(sanctuary: Sanctuary, place: str, first: str, later: str) -> None:
    """Galarza v. Szalczyk in Pennsylvania and Delaware, Morales v. Chadbourne in Massachusetts; none where none was found."""
    found = " ".join(sanctuary("decide", place, "--actor", "sheriff", *DETAINER).out.split())
    assert first in found
    assert found.index(first) < found.index(later)
    assert "Elsewhere, and binding nobody here: " in found


@pytest.mark.parametrize(
    ("place", "told", "bound"),
    [
        ("nyc", "The Second Circuit, which binds here, held the section not invalid on its face (City of New York v. United States", False),
        ("los-angeles", "The Ninth Circuit, which binds here, reads it to speak of that status and of no more", True),
        ("chicago", "Elsewhere, and binding nobody here: the Ninth Circuit reads it to speak of that status", False),
    ],
)
def test_the_reach_of_section_1373_is_told_by_who_binds(sanctuary: Sanctuary, place: str, told: str, bound: bool) -> None:
    """What the Ninth Circuit says of its reach binds in its states alone."""
    asked = ("--actor", "police", "--action", "disclose", "--resource", "release-date", "--fact", "requester=ICE", *ON, "--all")
    found = " ".join(sanctuary("decide", place, *asked).out.split())
    assert told in found
    assert ("binding nobody here: the Ninth Circuit reads it" in found) is not bound


def test_suits_of_courts_that_bind_stand_first(sanctuary: Sanctuary) -> None:
    """In Philadelphia that of the Third Circuit; of that of the Ninth it is said that it does not bind there."""
    found = " ".join(sanctuary("decide", "philadelphia", "--actor", "jail", *DETAINER).out.partition("In court")[2].split())
    assert found.index("Galarza v. Szalczyk, 3d Cir. 745 F.3d 634") < found.index("Gonzalez v. Immigration and Customs Enforcement")
    assert "Binds Immigration and Customs Enforcement; what the Ninth Circuit decides does not bind here." in found
    suits = sanctuary("disputes", "nyc", "--on", "2026-11-30", "--format", "json").json
    (reading,) = [one for one in suits["disputes"] if one["id"] == "8-usc-1373"]
    courts = [one["court"] for one in reading["suits"]]
    assert courts.index("2d Cir.") < courts.index("9th Cir.")


def test_a_decided_suit_about_another_section_is_not_told(sanctuary: Sanctuary) -> None:
    """City of New York v. United States is about telling status: it stands beside that, and not beside a hold."""
    hold = sanctuary("decide", "nyc", "--actor", "jail", *DETAINER).out
    assert "City of New York v. United States" not in hold
    status = ("--actor", "jail", "--action", "disclose", "--resource", "immigration-status", "--fact", "requester=ICE", *ON, "--all")
    assert "City of New York v. United States" in sanctuary("decide", "nyc", *status).out


def test_a_decision_of_one_department_says_where_it_binds_on_the_first_screen(sanctuary: Sanctuary) -> None:
    """Wells v. DeMarco binds in the Second Department, which the Bronx is not in; that another law requires the hold ends in that law."""
    found = " ".join(sanctuary("decide", "nyc", "--actor", "jail", *DETAINER[:-1]).out.split())
    assert "The decision binds in the Second Department (of New York City Brooklyn, Queens and Staten Island)" in found
    for place, actor in (("nyc", "jail"), ("nyc", "police"), ("us-ny", "sheriff")):
        told = " ".join(sanctuary("decide", place, "--actor", actor, *DETAINER[:-1]).out.split())
        required = told.partition("Does another law require it?")[2]
        assert not required or "Yes: what that law says" in required, told
