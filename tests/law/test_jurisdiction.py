"""Whom a rule binds, which rules are in force, and what a day that was not established means."""

from datetime import date
from pathlib import Path

import pytest

from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library


@pytest.mark.parametrize(
    ("actor", "packs"),
    [
        ("police", {"us-ca-los-angeles", "us-ca", "us-ca-los-angeles-superior-court", "us"}),
        ("sheriff", {"us-ca-los-angeles-county", "us-ca", "us-ca-los-angeles-superior-court", "us"}),
        ("school", {"us-ca-los-angeles-unified", "us-ca", "us-ca-los-angeles-superior-court", "us"}),
        ("state-police", {"us-ca", "us"}),
        ("landlord", {"us-ca-los-angeles", "us-ca", "us-ca-los-angeles-superior-court", "us"}),
    ],
)
def test_the_government_that_runs_an_actor_and_its_ancestors_bind_it(los_angeles: Law, actor: str, packs: set[str]) -> None:
    """City and county are siblings: the county's policies do not bind a city library."""
    assert set(los_angeles.scope[actor]) == packs


def test_a_rule_is_in_force_from_since_and_not_on_until(library: Library) -> None:
    """The first day in force, and the first day no longer in force."""
    before = law_of(library, "us-ca", date(2018, 1, 3)).by_id
    after = law_of(library, "us-ca", date(2018, 1, 4)).by_id
    assert "us-ca/gov-7284.6-a-1-B" not in before
    assert "us-ca/gov-7284.6-a-1-B" in after


def test_a_day_that_was_not_established_is_open_before_the_first_day_known(library: Library) -> None:
    """The rule counts as disputed on earlier days, and not at all once the day is known."""
    rule = next(r for r in library.get("us-ca").rules if not r.dated and r.until is None)
    early = law_of(library, "us-ca", date(rule.since.year - 1, 1, 1)).by_id[rule.id]
    assert f"in-force:{rule.id}" in early.readings
    assert f"in-force:{rule.id}" not in law_of(library, "us-ca", rule.since).by_id[rule.id].readings


def test_without_a_day_the_last_day_known_is_meant(library: Library) -> None:
    """A default that does not turn every answer unknown as the calendar moves on."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 6, 22))
    assert law.on == law.known_through


def test_facts_of_a_place_are_those_of_the_day(library: Library) -> None:
    """A fact has a first day, and may have a last."""
    name = "on-justice-department-list"
    assert name not in law_of(library, "us-ca-los-angeles", date(2025, 8, 4)).facts
    assert law_of(library, "us-ca-los-angeles", date(2025, 8, 5)).facts[name].value is True


@pytest.mark.parametrize(
    ("actor", "resource", "searched"),
    [
        ("library", "home-address", True),
        ("library", "permit-record", False),
        ("police", "home-address", False),
        ("police", "permit-record", True),
    ],
)
def test_the_most_exact_line_of_coverage_counts(town: Path, actor: str, resource: str, *, searched: bool) -> None:
    """An action, then one resource of it, then one actor, then both."""
    lines = {
        "disclose": "searched",
        "disclose.permit-record": "partly",
        "police.disclose": "partly",
        "police.disclose.permit-record": "searched",
    }
    path = town / "pack.toml"
    text = path.read_text(encoding="utf-8")
    table = "".join(f'"{name}" = "{how}"\n' for name, how in lines.items())
    before, _, after = text.partition("[coverage]\n")
    rest = after[after.index("\n[") :]
    path.write_text(f"{before}[coverage]\n{table}{rest}", encoding="utf-8")
    law = law_of(Library(folders=(OWN, town.parent)), "springfield", date(2026, 6, 30))
    assert ("springfield" not in law.unsearched(actor, "disclose", resource)) == searched
