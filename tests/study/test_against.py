"""A draft held against the law above it: what would be void, by what, and what it risks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from worlds import pack, rule

Sanctuary = Callable[..., Ran]

CONSEQUENCES = """[[consequence]]
id = "fine"
title = "A fine of 100 dollars a day"
who = "the town"
kind = "penalty"
least = 100
rules = ["state/no-limit"]
cites = "Code 2"
source = "official"
since = 2000-01-01
read = 2026-06-30
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A town's draft with a limit and a neutral rule, and beside it a state that bans such limits."""
    ban = rule(
        "ban",
        "guarantees",
        "disclose",
        more='@limits("exchanging-status")\n',
        when='context.requester == Requester::"immigration-authority"',
    )
    no_limit = rule("no-limit", "forbid", "limit", resource='Limit::"exchanging-status"')
    pack(tmp_path, "nation", level="federal")
    state = pack(tmp_path, "state", ban, no_limit, level="state", parents=("nation",))
    (state / "consequences.toml").write_text(CONSEQUENCES, encoding="utf-8")
    limit = rule(
        "limit",
        "forbid",
        "disclose",
        resource='Information::"immigration-status"',
        when='context.requester == Requester::"immigration-authority"',
        more='@limits("exchanging-status")\n',
    )
    neutral = rule("neutral", "forbid", "disclose", resource='Information::"library-record"')
    return pack(tmp_path, "draft", limit, neutral, parents=("nation",))


def test_a_draft_is_told_what_would_be_void_by_what_and_what_it_risks(sanctuary: Sanctuary, draft: Path) -> None:
    """The limit is void and may not be made; the neutral rule stands; the fine is named with its paragraph."""
    ran = sanctuary("check", str(draft), "--against", "state", "--on", "2026-06-30", "--format", "json")
    assert ran.code == 1
    report = ran.json
    assert report["schema"] == "sanctuary.against/1"
    limit, neutral = report["rules"]
    assert (limit["void"], limit["voided_by"], limit["forbidden_by"]) == ("always", ["state/ban"], ["state/no-limit"])
    assert [one["title"] for one in limit["consequences"]] == ["A fine of 100 dollars a day"]
    assert (neutral["void"], neutral["voided_by"], neutral["forbidden_by"], neutral["consequences"]) == ("never", [], [], [])


def test_a_draft_that_meets_nothing_above_it_is_no_finding(sanctuary: Sanctuary, draft: Path) -> None:
    """Under the nation alone nothing is void: exit code 0, and the text says so rule by rule."""
    ran = sanctuary("check", str(draft), "--against", "nation", "--on", "2026-06-30")
    assert ran.code == 0
    assert ran.out.count("not void") == 2


def test_a_pack_is_held_against_another_government_only(sanctuary: Sanctuary, draft: Path) -> None:
    """Not against itself, not against a standard, and one pack at a time."""
    for words in (
        ("check", str(draft), "--against", "draft"),
        ("check", str(draft), "--against", "standard-minimum"),
        ("check", "--against", "us-tx"),
    ):
        ran = sanctuary(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("sanctuary: ")


def test_a_consequence_that_names_no_rule_is_refused(sanctuary: Sanctuary, draft: Path) -> None:
    """The message names file, entry and the nearest rule."""
    path = draft.parent / "state" / "consequences.toml"
    path.write_text(CONSEQUENCES.replace("no-limit", "no-limits"), encoding="utf-8")
    ran = sanctuary("check", str(draft), "--against", "state", "--on", "2026-06-30")
    assert ran.code == 2
    assert "did you mean 'state/no-limit'?" in ran.err
