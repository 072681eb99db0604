"""A visitor who wants somebody where nobody is held, a body called by its place, and a refusal that offers the very commands."""

import re
import shlex
from collections.abc import Callable
from datetime import date

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.meant import meant
from sanctuary.law.packs import Library
from sanctuary.law.visits import asked_to_see, visited
from sanctuary.study.visits import CUSTODY

FACTS = ("--fact", "requester=ICE", "--fact", "paper=I-200")


def offered(told: str) -> list[list[str]]:
    """The commands that a refusal offers, without the program's name."""
    flat = " ".join(told.split())
    return [shlex.split(one)[1:] for one in re.findall(r"sanctuary (?:decide|guide) .*?(?=\. (?:To|What|All)|; or|\.$)", flat)]


@pytest.mark.parametrize(
    ("actor", "act"),
    [
        ("school", "see a pupil"),
        ("school", "talk to a student"),
        ("school", "question a child"),
        ("school", "pull a student out of class"),
        ("school", "take the kid"),
        ("school", "let ICE talk to a student"),
        ("school", "hand a student over to ICE"),
        ("school", "arrest a student"),
        ("school", "interview"),
        ("school", "hand over"),
        ("school", "transfer"),
        ("clinic", "speak with a patient"),
        ("library", "meet a patron"),
        ("shelter", "get a guest"),
        ("employer", "take the workers away"),
    ],
)
def test_who_wants_somebody_where_nobody_is_held_is_led_to_what_the_law_speaks_of(
    sanctuary: Callable[..., Ran], actor: str, act: str
) -> None:
    """Refused with commands that answer as they stand: who is let in, what is told, and the guide of the counter."""
    ran = sanctuary("decide", "San Diego", "--actor", actor, "--action", act, *FACTS)
    assert (ran.code, "Nobody is in custody there" in ran.err) == (2, True), ran.err
    letting, telling, *rest = offered(ran.err)
    assert ("admit" in letting, "non-public-area" in letting, "disclose" in telling, "paper=I-200" in telling) == (True,) * 4
    assert bool(rest) == bool(visited()[letting[letting.index("--actor") + 1]].counter)
    for typed in (letting, telling, *rest):
        assert sanctuary(*typed).code == 0, typed


def test_a_thing_of_somebody_is_a_thing_and_nobody_is_anybody() -> None:
    """A student's address is an address; what names nobody who is visited is left to be refused as before."""
    for phrase in ("see the student's record", "give the address of a pupil", "talk", "let in", "honor a detainer", "talk to ICE"):
        assert asked_to_see(phrase) == (), phrase


def test_what_visitors_ask_for_is_of_the_vocabulary(library: Library) -> None:
    """Each actor, door and thing is one, and a word for people is none for a thing."""
    vocabulary = library.vocabulary
    told = set(vocabulary.actions["disclose"].by_name["resource"].values)
    for actor, here in visited().items():
        assert actor == "any" or actor in vocabulary.enums["Actor"]
        assert set(here.usual) <= told
        assert here.door in ("", *vocabulary.actions["admit"].by_name["resource"].values)
        assert not set(here.people) & set(meant()["resource"]), actor


def test_nobody_with_a_door_of_their_own_holds_people(library: Library) -> None:
    """Every act that is refused as one of custody could not occur there anyway."""
    california = Proofs(law_of(library, "us-ca", date(2026, 6, 22)))
    for actor, here in visited().items():
        for action in CUSTODY if here.door else ():
            with pytest.raises(RequestError, match="cannot occur"):
                decide(california, Situation(actor=actor, action=action, resource="subject"))


def test_let_in_means_the_door_of_whoever_holds_nobody(sanctuary: Callable[..., Ran]) -> None:
    """A school has neither jail nor courtroom; what it lets nobody into is its non-public area. A court has two doors."""
    ran = sanctuary("decide", "San Diego", "--actor", "school", "--action", "let in", *FACTS)
    assert (ran.code, "'let in' as admit and resource non-public-area" in " ".join(ran.err.split())) == (0, True)
    for actor, able, not_able in (("school", "parking-lot", "jail"), ("court", "courtroom", "jail"), ("sheriff", "jail", "courtroom")):
        ran = sanctuary("decide", "San Diego", "--actor", actor, "--action", "admit")
        assert (ran.code, able in ran.err, not_able in ran.err) == (2, True, False), ran.err


@pytest.mark.parametrize(("actor", "thing", "others"), [("police", "release-date", 3), ("school", "school-record", 3)])
def test_which_information_is_offered_by_what_is_asked_there_most(
    sanctuary: Callable[..., Ran], actor: str, thing: str, others: int
) -> None:
    """Four of twenty-one, one of them as a command that answers."""
    ran = sanctuary("decide", "austin", "--actor", actor, "--action", "tell ICE", "--fact", "purpose=civil-immigration")
    assert ran.code == 2
    (typed,) = offered(ran.err)
    assert (typed[typed.index("--resource") + 1], "purpose=civil-immigration" in typed, sanctuary(*typed).code) == (thing, True, 0)
    flat = " ".join(ran.err.split())
    assert len(flat.partition("or another --resource: ")[2].partition(". All 21")[0].split(", ")) == others


@pytest.mark.parametrize(
    ("typed", "place", "actor"),
    [
        ("San Diego Unified School District", "San Diego, California", "school"),
        ("san diego unified", "San Diego, California", "school"),
        ("Houston ISD", "Houston, Texas", "school"),
        ("Fresno Unified, CA", "Fresno, California", "school"),
        ("Chicago Public Schools", "City of Chicago", "school"),
        ("Austin public library", "Austin, Texas", "library"),
    ],
)
def test_a_body_called_by_its_place_leads_to_the_place_and_the_actor(
    sanctuary: Callable[..., Ran], typed: str, place: str, actor: str
) -> None:
    """Of a command that asks about a place, and of the search for places."""
    for ran in (sanctuary("decide", typed, "--actor", actor, "--action", "admit"), sanctuary("places", typed)):
        told = " ".join((ran.out + ran.err).split())
        assert (ran.code != 0, f"'{place}', and --actor {actor}" in told) == (True, True), told
