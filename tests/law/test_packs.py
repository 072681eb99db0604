"""A pack that is wrong is refused with one message that says where, what and what next."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

RULES = "rules/code-12.cedar"
Sanctuary = Callable[..., Ran]


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one file of the town."""

    def apply(town: Path) -> None:
        path = town / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return apply


def write(file: str, raw: bytes) -> Callable[[Path], None]:
    """A file of the town replaced."""

    def apply(town: Path) -> None:
        (town / file).write_bytes(raw)

    return apply


def remove(file: str) -> Callable[[Path], None]:
    """A file of the town removed."""
    return lambda town: (town / file).unlink()


LONG = " || ".join(["context.required_by_law"] * 150)

BROKEN = {
    "broken TOML": (change("pack.toml", 'kind = "law"', "kind = law"), ["pack.toml", "line 3"]),
    "an unknown key": (change("pack.toml", "version", "vresion"), ["pack.toml", "vresion"]),
    "a wrong type": (change("pack.toml", "2026-06-30", '"June"'), ["pack.toml", "known_through"]),
    "an unknown actor": (change("pack.toml", "police = {", "polise = {"), ["pack.toml", "polise", "did you mean 'police'"]),
    "an unknown action": (change("pack.toml", 'ask = "', 'aks = "'), ["pack.toml", "'aks'", "did you mean 'ask'"]),
    "coverage of an unknown actor": (change("pack.toml", 'ask = "', '"polise.ask" = "'), ["'polise.ask'", "did you mean 'police.ask'"]),
    "a missing parent": (change("pack.toml", '["us"]', '["usa"]'), ["pack.toml", "parent 'usa'"]),
    "a circular parent": (change("pack.toml", '["us"]', '["springfield"]'), ["springfield > springfield", "circle"]),
    "broken Cedar": (change(RULES, "unless {", "unless"), [f"{RULES}:2", "not Cedar"]),
    "a later broken rule": (change(RULES, "{ context.already_public }", "{ context. }"), [f"{RULES}:10", "not Cedar"]),
    "a rule without citation": (change(RULES, '@cites("Springfield Code 12(a)")\n', ""), [f"{RULES}:2", "code-12-a", "@cites is missing"]),
    "a rule without date": (change(RULES, '@since("2019-07-01")\n', ""), ["code-12-a", "@since is missing"]),
    "a rule without source": (change(RULES, '@source("official")\n', ""), ["code-12-a", "@source is missing"]),
    "a rule without id": (change(RULES, '@id("code-12-a")\n', ""), [f"{RULES}:2", "(no id)", "@id is missing"]),
    "two rules with one id": (change(RULES, '@id("code-12-b")', '@id("code-12-a")'), [f"{RULES}:10", f"{RULES}:2", "two rules"]),
    "a citation that resolves to nothing": (change(RULES, "12(a)", "12(z)"), ["12(z)", "resolves to nothing", "did you mean"]),
    "an impossible date": (change(RULES, "2019-07-01", "2019-02-30"), ["2019-02-30", "no day"]),
    "an end before the start": (change(RULES, "@since", '@until("2019-01-01")\n@since'), ["2019-01-01", "before"]),
    "an unknown source mark": (change(RULES, '"official"', '"oficial"'), ["oficial", "did you mean 'official'"]),
    "an unknown annotation": (change(RULES, "@source", "@sauce"), ["@sauce", "did you mean 'source'"]),
    "an unknown duty": (change(RULES, "document-the-dealing", "document-the-deal"), ["did you mean 'document-the-dealing'"]),
    "a permit without modality": (change(RULES, '@modality("obliges")\n', ""), ["code-12-c", "@modality is missing"]),
    "an undeclared reading": (change(RULES, '@source("official")', '@source("official")\n@disputed("nobody")'), ["nobody", "not declared"]),
    "an unknown value": (change(RULES, '"immigration-status"', '"imigration-status"'), [f"{RULES}:2", "imigration-status"]),
    "an unknown fact": (change(RULES, "required_by_law", "required"), [f"{RULES}:2", "required"]),
    "an unguarded optional fact": (
        change(RULES, "{ context.already_public }", "{ context.history.years_since_listed_felony < 3 }"),
        [f"{RULES}:10", "optional attribute"],
    ),
    "arithmetic": (
        change(
            RULES,
            "{ context.already_public }",
            "{ context.history has years_since_listed_felony && context.history.years_since_listed_felony + 1 < 3 }",
        ),
        ["code-12-b", "'add'"],
    ),
    "a chain that is too long": (change(RULES, "{ context.required_by_law }", f"{{ {LONG} }}"), [f"{RULES}:2", "100 terms"]),
    "a rule without an action": (change(RULES, 'action == Action::"ask"', "action"), ["code-12-a"]),
    "a template": (change(RULES, "(principal, action", "(principal == ?principal, action"), [f"{RULES}:2", "template"]),
    "no law file": (remove("law/code-12.md"), ["code-12.md", "missing"]),
    "a law file without citation": (change("law/code-12.md", "# Springfield Code 12: ", "# "), ["code-12.md:1", "CITATION: TITLE"]),
    "a heading twice": (change("law/code-12.md", "## (b):", "## (a):"), ["code-12.md:7", "twice"]),
    "an unknown source id": (change("law/code-12.md", "Source: code-2026", "Source: code-2025"), ["code-2025", "did you mean 'code-2026'"]),
    "no source line": (change("law/code-12.md", "Source: code-2026", ""), ["code-12.md", "no 'Source:' line"]),
    "a binary file": (write(RULES, b"\x00\x01\x02"), [RULES, "binary"]),
    "a file that is not UTF-8": (write(RULES, b"\xff\xfe\xff"), [RULES, "UTF-8"]),
    "a huge file": (write(RULES, b"/" * 2_000_001), [RULES, "more than 2,000,000 bytes"]),
    "scenarios that are broken": (change("scenarios/code-12.toml", 'expect = "must-not"', 'expect = "never"'), ["code-12.toml", "never"]),
    "a scenario without a day": (change("scenarios/code-12.toml", "on = 2026-06-30", ""), ["code-12.toml", "no day"]),
}  # fmt: skip


def test_a_pack_without_rules_is_a_place_under_the_law_above_it(sanctuary: Sanctuary, town: Path) -> None:
    """A city of which nothing local was read."""
    remove(RULES)(town)
    remove("scenarios/code-12.toml")(town)
    assert sanctuary("check", str(town)).code == 0
    report = sanctuary("decide", str(town), "--on", "2026-06-30", "--actor", "police", "--action", "hold", "--resource", "subject")
    assert report.out.startswith("No rule found in what was searched")


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_pack_is_one_clear_message_and_exit_2(sanctuary: Sanctuary, town: Path, what: str) -> None:
    """Where, what was found and what next; nothing on standard output, no traceback."""
    apply, expected = BROKEN[what]
    apply(town)
    ran = sanctuary("check", str(town))
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("sanctuary: ")
    assert ran.err.count("\n") == 1, "one message"
    for part in expected:
        assert part in ran.err


def test_a_scenario_with_an_unknown_word_fails_by_name(sanctuary: Sanctuary, town: Path) -> None:
    """A scenario is a finding, not a broken pack: it is named, with the nearest word."""
    change("scenarios/code-12.toml", 'actor = "library"', 'actor = "libary"')(town)
    ran = sanctuary("check", str(town), "--format", "json")
    assert ran.code == 1
    (failed,) = ran.json["scenarios"]["failed"]
    assert failed["name"] == "A librarian does not ask for status where no law requires it"
    assert "did you mean 'library'" in failed["why"]


def test_an_impossible_scenario_fails(sanctuary: Sanctuary, town: Path) -> None:
    """A situation that cannot occur proves nothing."""
    change(
        "scenarios/code-12.toml",
        '{ requester = "immigration-authority", already_public = false }',
        '{ requester = "immigration-authority", purpose = "other" }',
    )(town)
    ran = sanctuary("check", str(town), "--format", "json")
    assert ran.code == 1
    assert "impossible" in ran.json["scenarios"]["failed"][0]["why"]


def test_a_dead_rule_a_conflict_and_an_overlap_are_found(sanctuary: Sanctuary, town: Path) -> None:
    """Check names the rules, and for a conflict one situation."""
    path = town / RULES
    more = """
@id("never") @cites("Springfield Code 12(a)") @since("2019-07-01") @source("official")
forbid (principal, action == Action::"ask", resource) when { context.required_by_law && !context.required_by_law };
@id("must-tell") @cites("Springfield Code 12(b)") @since("2019-07-01") @source("official") @modality("requires")
permit (principal == Actor::"police", action == Action::"disclose", resource == Information::"release-date");
@id("old") @cites("Springfield Code 12(a)") @since("2018-01-01") @until("2020-01-01") @source("official")
forbid (principal, action == Action::"ask", resource == Information::"citizenship");
"""
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    ran = sanctuary("check", str(town), "--format", "json")
    assert ran.code == 1
    assert ran.json["dead"] == ["springfield/never"]
    assert set(ran.json["unproved"]) == {"springfield/never", "springfield/must-tell", "springfield/old"}
    assert {"old": "springfield/old", "new": "springfield/code-12-a"} in ran.json["overlaps"]
    (conflict,) = ran.json["conflicts"]
    assert set(conflict["rules"]) == {"springfield/code-12-b", "springfield/must-tell"}
    assert conflict["witness"]["actor"] == "police"


def test_a_copy_of_a_pack_stands_for_the_pack(sanctuary: Sanctuary, town: Path) -> None:
    """A changed copy under the same id decides where it is reached by path."""
    words = ("--actor", "library", "--action", "ask", "--resource", "immigration-status", "--fact", "required_by_law=false")
    before = sanctuary("decide", str(town), *words, "--format", "json").json
    change(RULES, "unless { context.required_by_law }", "unless { true }")(town)
    after = sanctuary("decide", str(town), *words, "--format", "json").json
    assert (before["outcome"], after["outcome"]) == ("must-not", "silent")
    assert before["packs"][-1]["hash"] != after["packs"][-1]["hash"]


def test_a_fact_of_the_place_fills_an_open_fact_of_the_same_name(sanctuary: Sanctuary, town: Path) -> None:
    """Where the situation leaves it open; what the situation says itself wins."""
    words = ("--actor", "governing-body", "--action", "fund", "--resource", "mixed-status-rent-parity", "--fact", "funds=local")
    assert sanctuary("decide", str(town), *words, "--format", "json").json["depends_on"] == ["state_law_provides"]
    fact = """
[[fact]]
id = "state-law-provides"
title = "A state law opens it"
value = true
since = 2020-01-01
source = "official"
cites = "Act 1"
"""
    (town / "facts.toml").write_text(fact, encoding="utf-8")
    assert sanctuary("decide", str(town), *words, "--format", "json").json["outcome"] == "silent"
    said = sanctuary("decide", str(town), *words, "--fact", "state_law_provides=false", "--format", "json").json
    assert said["outcome"] == "must-not"
    assert sanctuary("decide", str(town), *words, "--on", "2019-12-31", "--format", "json").json["outcome"] == "depends"
