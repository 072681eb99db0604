"""The packs that come with the program: every scenario holds, and every rule is missed where it is removed."""

from collections import defaultdict
from pathlib import Path

import pytest

from sanctuary.documents import replace
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.model import Scenario
from sanctuary.study.check import check
from sanctuary.study.scenarios import prove_scenario

PACKS = Library().ids


@pytest.mark.parametrize("name", PACKS)
def test_every_scenario_of_the_pack_holds_and_check_finds_nothing(library: Library, name: str) -> None:
    """No failure, conflict, dead rule, overlap or rule without a scenario."""
    found = check(library, [name])
    assert found.failed == ()
    assert found.conflicts == ()
    assert found.dead == ()
    assert found.overlaps == ()
    assert found.unproved == ()
    assert found.held > 0


def test_the_scenarios_from_outside_the_project_hold(library: Library, shared: Path) -> None:
    """Sentences written by others about the same law."""
    found = check(library, [], shared / "scenarios")
    assert found.failed == ()
    assert found.held == 48


@pytest.mark.parametrize("name", PACKS)
def test_removing_any_rule_makes_a_scenario_fail(library: Library, name: str) -> None:
    """Each rule is named by a scenario that holds with it and fails without it, in outcome, duties or reasons."""
    pack = library.get(name)
    named: dict[str, list[Scenario]] = defaultdict(list)
    for one in PACKS:
        for scenario in library.get(one).scenarios():
            for rule in (*scenario.because, *scenario.notes):
                named[rule].append(scenario)
    missed = [rule.id for rule in pack.rules if not any(fails_without(library, rule.id, one) for one in named[rule.id])]
    assert missed == []


def test_a_standing_duty_of_a_former_law_says_what_is_known_of_it_today(library: Library) -> None:
    """One that is cited as of a year and has no end says in its title whether it still binds, or that this was not read."""
    former = [duty for name in PACKS for duty in library.get(name).duties if " as of " in duty.cites and duty.until is None]
    assert former
    assert [duty.id for duty in former if "still binds" not in duty.title] == []


def fails_without(library: Library, rule: str, scenario: Scenario) -> bool:
    """Whether the scenario fails once the rule is gone; what it says of reasons is then left to the other rules it names."""
    assert scenario.on is not None
    law = law_of(library, scenario.place, scenario.on)
    return prove_scenario(Proofs(law.without(rule)), scenario) is not None


@pytest.mark.long
def test_removing_most_rules_changes_an_outcome_or_a_duty(library: Library) -> None:
    """Reasons left aside, which a missing rule always breaks: the rest say what another rule says too, and are shown beside it."""
    named: dict[str, list[Scenario]] = defaultdict(list)
    for one in PACKS:
        for scenario in library.get(one).scenarios():
            for rule in (*scenario.because, *scenario.notes):
                named[rule].append(replace(scenario, because=()))
    rules = [rule.id for one in PACKS for rule in library.get(one).rules]
    only_reasons = [rule for rule in rules if not any(fails_without(library, rule, one) for one in named[rule])]
    assert len(only_reasons) <= len(rules) // 8, only_reasons


@pytest.mark.parametrize("name", PACKS)
def test_every_suit_touches_rules_that_exist(library: Library, name: str) -> None:
    """A proceeding that names a rule names one that a pack has."""
    every = {rule.id for one in PACKS for rule in library.get(one).rules}
    assert [rule for suit in library.get(name).proceedings for rule in suit.touches if rule not in every] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_claim_names_rules_that_exist(library: Library, name: str) -> None:
    """A claim's rules are those of packs."""
    every = {rule.id for one in PACKS for rule in library.get(one).rules}
    assert [rule for claim in library.get(name).claims for rule in claim.rules if rule not in every] == []


@pytest.mark.parametrize("name", PACKS)
def test_pack_files_are_small_and_stems_are_shared(library: Library, name: str) -> None:
    """Files stay readable, and rules and scenarios stand beside their law."""
    folder = library.get(name).folder
    stems = {path.stem for path in folder.glob("law/*.md")}
    for path in folder.rglob("*"):
        if path.is_file():
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 400 or path.name == "pack.toml", path
    for path in folder.glob("rules/*.cedar"):
        assert path.stem in stems
    for path in folder.glob("scenarios/*.toml"):
        assert any(path.stem == stem or path.stem.startswith(stem + "-") for stem in stems), path


LOADED = ("illegal alien", "illegals", "loophole", "crackdown", "dragnet", "open borders", "criminal alien")


@pytest.mark.parametrize("name", PACKS)
def test_pack_words_are_directionless(library: Library, name: str) -> None:
    """No slogan of either side stands in a heading, a scenario or a claim."""
    assert [word for word in LOADED for text in shown(library.get(name)) if word in text.lower()] == []


def shown(pack: Pack) -> list[str]:
    texts = [words for prose in pack.prose.values() for words in prose.words.values()]
    texts += [scenario.name for scenario in pack.scenarios()]
    return texts + [claim.claim + claim.why for claim in pack.claims]
