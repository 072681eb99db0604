"""Levels, guarantees and duties, on rules made for the purpose."""

from dataclasses import replace
from typing import cast

import pytest

from sanctuary.engine.ruling import resolve
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.model import Effect, Outcome

LEVEL = {"federal": 0, "state": 1, "local": 2, "agency": 3}


def bound(law: Law, text: str, number: int) -> Bound:
    """A rule written as 'local forbids' or 'state obliges act'."""
    level, effect, *on = text.split()
    rule = replace(
        law.rules[0].rule, id=f"r{number}", effect=cast(Effect, effect), duty="copy-to-person" if on else "", on=on[0] if on else ""
    )
    return Bound(rule, frozenset(law.scope), LEVEL[level], ())


@pytest.mark.parametrize(
    ("rules", "outcome", "because", "voided", "overridden"),
    [
        ([], "silent", "", "", ""),
        (["state permits"], "may", "0", "", ""),
        (["state permits", "local forbids"], "must-not", "1", "", ""),
        (["federal forbids", "state requires"], "must-not", "0", "", "1"),
        (["state requires", "local forbids"], "must", "0", "", "1"),
        (["state requires", "state forbids"], "conflict", "01", "", ""),
        (["federal guarantees", "state forbids"], "may", "0", "1", ""),
        (["federal guarantees", "state requires"], "must", "1", "", ""),
        (["federal guarantees", "federal forbids"], "must-not", "1", "", ""),
        (["state guarantees", "federal forbids", "local forbids"], "must-not", "1", "2", ""),
        (["agency forbids", "local permits"], "must-not", "0", "", ""),
        (["federal guarantees", "state forbids", "state requires"], "must", "2", "1", ""),
    ],
)
def test_the_highest_level_that_is_not_voided_decides(
    los_angeles: Law, rules: list[str], outcome: str, because: str, voided: str, overridden: str
) -> None:
    """As the design says, case by case."""
    found = resolve(bound(los_angeles, text, number) for number, text in enumerate(rules))
    assert found.outcome == Outcome(outcome)
    assert found.because == tuple(f"r{n}" for n in because)
    assert found.voided == tuple(f"r{n}" for n in voided)
    assert found.overridden == tuple(f"r{n}" for n in overridden)


@pytest.mark.parametrize(
    ("on", "other", "follows"),
    [
        ("request", "local permits", True),
        ("request", "local forbids", True),
        ("act", "local permits", True),
        ("act", "local forbids", False),
        ("breach", "local permits", False),
        ("breach", "local forbids", True),
    ],
)
def test_a_duty_follows_by_its_trigger(los_angeles: Law, on: str, other: str, follows: bool) -> None:
    """On a request always, on the act unless it is must-not, on a breach only then."""
    found = resolve([bound(los_angeles, f"state obliges {on}", 0), bound(los_angeles, other, 1)])
    assert [owed.duty for owed in found.duties] == (["copy-to-person"] if follows else [])
