"""What can be named in a place: places, actors, facts, papers, disputes. What is listed is what the other commands take."""

import re
from collections.abc import Callable

import pytest

import sanctuary
from conftest import TODAY, Ran
from sanctuary.documents import as_json
from sanctuary.engine.situation import known_facts
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.model import PRIVATE_ACTORS
from sanctuary.study.actors import actors
from sanctuary.study.disputes import disputes
from sanctuary.study.facts import facts
from sanctuary.study.named import bills_in, named_days
from sanctuary.study.papers import papers
from sanctuary.study.places import places

Sanctuary = Callable[..., Ran]


def test_places_lists_every_pack_and_searches_the_table(library: Library) -> None:
    """Without a word those with law of their own; with one, those of the name, the ones meant first."""
    own = places(library)
    assert [one.id for one in own.places] == [one for one in library.ids if not one.startswith("standard-")]
    assert all(one.encoded and one.known_through for one in own.places)
    found = places(library, "houston, tx").places
    assert (found[0].id, found[0].encoded, found[0].above) == ("us-tx-houston", False, ("us-tx",))
    assert {"us-tx-houston-county", "us-tx-south-houston"} <= {one.id for one in found}
    assert places(library, "los ang").places[0].encoded
    assert {one.id for one in places(library, "washington").places} >= {"us-wa", "us-dc", "us-or-washington-county"}


def test_a_search_without_a_match_exits_1(sanctuary: Sanctuary) -> None:
    """It was answered: there is none."""
    ran = sanctuary("places", "qqqq")
    assert (ran.code, ran.err) == (1, "")
    assert "is called 'qqqq'" in ran.out


def test_actors_says_who_runs_each_and_whose_rules_bind_it(los_angeles: Law) -> None:
    """As the law itself has it."""
    found = {one.actor: one for one in actors(los_angeles).actors}
    assert list(found) == list(los_angeles.vocabulary.enums["Actor"])
    assert found["sheriff"].name == "Los Angeles County Sheriff's Department"
    for actor, one in found.items():
        assert one.private == (actor in PRIVATE_ACTORS)
        assert one.run_by == ("" if one.private else los_angeles.run_by(actor))
        binding = {bound.rule.pack for bound in los_angeles.rules if actor in bound.actors and not bound.rule.by_agreement}
        assert binding <= {*one.bound_by, "us-ca-los-angeles"}


def test_every_fact_that_is_listed_can_be_said(los_angeles: Law) -> None:
    """With each of its values, of each of its actions."""
    report = facts(los_angeles)
    assert {one.id for one in report.of_the_place} == set(los_angeles.facts)
    for one in report.facts:
        for action in one.actions:
            described = los_angeles.vocabulary.actions[action]
            resource = described.by_name["resource"].values[0]
            for text in one.values:
                value = {"true": True, "false": False}.get(text, 99 if one.type == "count" else text)
                known = known_facts(los_angeles.vocabulary, "police", action, resource, {one.name: value}, ())
                assert known[one.name] == value
    assert {one.name for one in facts(los_angeles, "limit").facts} == {"victims_and_witnesses_only"}
    with pytest.raises(RequestError, match="did you mean 'hold'"):
        facts(los_angeles, "hald")


@pytest.mark.parametrize("place", ["us-ca-los-angeles", "us-tx", "us-ny-nyc"])
def test_papers_names_exactly_the_rules_that_name_each(library: Library, place: str) -> None:
    """As the syntax tree of each rule has it."""
    law = law_of(library, place, TODAY)
    report = papers(law)
    assert [one.paper for one in report.papers] == list(law.vocabulary.enums["Paper"])
    trees = {bound.rule.id: repr(bound.rule.policy.tree) for bound in law.rules}
    for one in report.papers:
        sign = f"basename='Paper', namespace=()), id='{one.paper}')"
        assert set(one.rules) == {name for name, tree in trees.items() if sign in tree}


@pytest.mark.parametrize("place", ["us-ca-los-angeles", "us-tx", "us-nj", "us-il-cook"])
def test_disputes_lists_every_open_and_settled_reading_with_both_sides(library: Library, place: str) -> None:
    """Each can be fixed, and each has rules that turn on it."""
    law = law_of(library, place, TODAY)
    found = {one.id: one for one in disputes(law).disputes}
    assert set(law.readings) <= set(found)
    for one in found.values():
        assert one.question.endswith("?")
        assert one.when_true
        assert one.when_false
        assert one.source
        assert one.turns_on_it
    settled = {name for name, by in law.settled.items() if by and name in found}
    assert {name for name, one in found.items() if one.settled} == settled
    assert all(name in found for bound in law.written for name in bound.readings)


@pytest.mark.parametrize("command", ["actors", "facts", "papers", "disputes"])
def test_a_call_and_a_command_say_the_same_of_a_city_without_a_pack(sanctuary: Sanctuary, command: str) -> None:
    """The same JSON; the text says first what is not encoded."""
    import sanctuary as library  # noqa: PLC0415 - the fixture has the command's name

    law = library.place("Toledo, OH", on="2026-11-22")
    assert sanctuary(command, "Toledo, OH", "--on", "2026-11-22", "--format", "json").out == as_json(getattr(law, command)()) + "\n"
    assert sanctuary(command, "Toledo, OH", "--on", "2026-11-22").out.startswith("Toledo, Ohio: federal law only; no rule of Ohio")


def test_search_of_the_library_is_the_command() -> None:
    """By name, encoded or not."""
    assert [one.id for one in sanctuary.search("Cook County").places][:3] == ["us-il-cook", "us-ga-cook-county", "us-mn-cook-county"]


def test_no_two_names_for_one_directive_and_a_number_wherever_one_is_known() -> None:
    """New Jersey's directive by one name on both of its days; acts of a month by their bills."""
    names = named_days()["us-nj"]
    directive = [name for name in names.values() if "Directive" in name]
    assert directive == [directive[0], f"{directive[0]}, reissued"]
    assert "2018-6" in directive[0]
    for pack, days in named_days().items():
        for name in days.values():
            assert not re.search(r"\b(acts|laws) of (\w+ )?20\d\d$", name) or bills_in(name), (pack, name)
