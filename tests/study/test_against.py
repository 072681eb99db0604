"""A draft held against the law above it: what would be void, by what, and what it risks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.limiting import limits_of
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
    searched = '[coverage]\ndisclose = "searched"\nlimit = "searched"\n'
    pack(tmp_path, "nation", level="federal", tables=searched)
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
    assert report["schema"] == "sanctuary.against/6"
    limit, neutral = report["rules"]
    assert (limit["void"], limit["voided_by"], limit["forbidden_by"]) == ("always", ["state/ban"], ["state/no-limit"])
    assert [one["title"] for one in limit["consequences"]] == ["A fine of 100 dollars a day"]
    assert (neutral["void"], neutral["voided_by"], neutral["forbidden_by"], neutral["consequences"]) == ("never", [], [], [])


def test_a_draft_that_meets_nothing_above_it_is_no_finding(sanctuary: Sanctuary, draft: Path) -> None:
    """Under the nation alone nothing is void: exit code 0, and the text says so rule by rule."""
    ran = sanctuary("check", str(draft), "--against", "nation", "--all", "--on", "2026-06-30")
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


def test_a_draft_is_never_cleared_on_a_day_before_its_rules(sanctuary: Sanctuary, draft: Path) -> None:
    """Rules that begin later are named as left out; where all of them do, nothing is answered."""
    rules = draft / "rules" / "code-1.cedar"
    text = rules.read_text(encoding="utf-8")
    ask = ("check", str(draft), "--against", "state", "--on", "2026-06-30")
    rules.write_text(text.replace("2000-01-01", "2026-09-01", 1), encoding="utf-8")
    ran = sanctuary(*ask, "--format", "json")
    assert (ran.code, ran.json["later"], [one["rule"] for one in ran.json["rules"]]) == (0, ["draft/limit"], ["draft/neutral"])
    assert "Left out: Code 1, which begins on 2026-09-01." in sanctuary(*ask).out
    rules.write_text(text.replace("2000-01-01", "2026-09-01"), encoding="utf-8")
    ran = sanctuary(*ask)
    assert (ran.code, ran.out) == (2, "")
    assert "No rule of 'draft' is in force on 2026-06-30; the first begins on 2026-09-01." in ran.err


def test_a_consequence_that_names_no_rule_is_refused(sanctuary: Sanctuary, draft: Path) -> None:
    """The message names file, entry and the nearest rule."""
    path = draft.parent / "state" / "consequences.toml"
    path.write_text(CONSEQUENCES.replace("no-limit", "no-limits"), encoding="utf-8")
    ran = sanctuary("check", str(draft), "--against", "state", "--on", "2026-06-30")
    assert ran.code == 2
    assert "did you mean 'state/no-limit'?" in ran.err


OREGON = """
[actors]
other-department = { government = "draft", name = "City staff" }
"""


@pytest.fixture
def oregon(tmp_path: Path) -> Path:
    """A city's draft under Oregon that names no limits: silence on status, and a closed door without an exception."""
    silence = rule("silence", "forbid", "disclose", resource='Information::"immigration-status"')
    officer = 'context.requester == Requester::"immigration-authority"'
    door = rule("door", "forbid", "admit", resource='Place::"non-public-area"', when=officer)
    return pack(tmp_path, "draft", silence, door, parents=("us-or",), tables=OREGON)


def test_a_limit_that_is_not_named_is_held_as_if_it_were(sanctuary: Sanctuary, oregon: Path) -> None:
    """What `decide` would call void, `check` does too; the report says which limit was read and asks to write it in."""
    words = ("check", str(oregon), "--against", "us-or", "--all", "--on", "2026-06-30")
    silence, door = sanctuary(*words, "--format", "json").json["rules"]
    assert (silence["limits"], silence["limits_inferred"]) == (["exchanging-status"], True)
    assert {"us/8-usc-1373-a", "us/8-usc-1373-b-1"} <= set(silence["voided_by"])
    assert "us/8-usc-1373-a-limit" in silence["forbidden_by"]
    assert "8-usc-1373" in silence["depends_on"]
    assert (door["limits"], door["void"]) == (["lending-resources"], "never")
    said = " ".join(sanctuary(*words).out.split())
    assert "It was held as a limit on the exchange of immigration status." in said
    assert '@limits("exchanging-status")' in said
    assert "that turns on a dispute: Are 8 USC 1373 and 1644 valid" in said
    assert "not void" not in said


def test_a_door_without_an_exception_names_the_papers_that_open_it(sanctuary: Sanctuary, oregon: Path) -> None:
    """The court, the papers and the rules; a draft that has the exception is overridden by none of them."""
    words = ("check", str(oregon), "--against", "us-or", "--all", "--on", "2026-06-30")
    ran = sanctuary(*words, "--format", "json")
    door = ran.json["rules"][1]
    federal = {paper: one["rules"] for one in door["overridden"] if one["court"] == "federal" for paper in one["papers"]}
    assert ran.code == 1
    assert federal["federal-search-warrant"] == ["us/frcrp-41-door"]
    assert "federal-arrest-warrant" not in federal
    assert "override it: write the exception in" in " ".join(sanctuary(*words).out.split())
    path = oregon / "rules" / "code-1.cedar"
    path.write_text(path.read_text(encoding="utf-8").replace("unless { false }", "unless { context has paper_court }"), encoding="utf-8")
    assert all(one["overridden"] == [] for one in sanctuary(*words, "--format", "json").json["rules"])


def test_limits_are_read_from_action_thing_and_requester() -> None:
    """Of the packs' own rules that name limits, hardly any would be read as making others."""
    library, other, named = Library(), [], 0
    for place in ("us-or", "us-ca-los-angeles"):
        proofs = Proofs(law_of(library, place, library.get(place).file.known_through))
        for bound in proofs.law.rules:
            if bound.rule.pack == place and bound.rule.limits and bound.rule.effect == "forbids":
                named += 1
                other += [bound.rule.id] if limits_of(proofs, bound) - bound.rule.limits else []
    assert named > 20
    assert other == []


@pytest.mark.parametrize("state", ["us-tx", "us-or"])
def test_a_draft_may_speak_of_any_act(sanctuary: Sanctuary, tmp_path: Path, state: str) -> None:
    """With a paper in hand or without: each rule is held against the law above it, and told."""
    actions = ("ask", "disclose", "admit", "hold", "join", "prosecute", "divert", "accept", "limit", "discriminate")
    rules = [rule(f"no-{action}", "forbid", action) for action in actions]
    rules.append(rule("no-status", "forbid", "ask", resource='Information::"immigration-status"'))
    draft = pack(tmp_path, "draft", *rules, parents=(state,), tables=OREGON)
    ran = sanctuary("check", str(draft), "--against", state, "--on", "2026-06-30", "--format", "json")
    assert ran.code in (0, 1), ran.err
    assert [one["rule"] for one in ran.json["rules"]] == [f"draft/no-{name}" for name in (*actions, "status")]


HOLD = """
[actors]
police = { government = "draft", name = "The police" }
library = { government = "draft", name = "The library" }
"""


@pytest.mark.parametrize(("state", "outranked"), [("us-tx", "never"), ("us-or", "always"), ("us-il", "always"), ("us-fl", "never")])
def test_a_draft_that_commands_is_held_like_one_that_forbids(sanctuary: Sanctuary, tmp_path: Path, state: str, outranked: str) -> None:
    """A town that orders holds on detainers meets the states that forbid them, as one that forbids them meets the others."""
    detainer = 'context.paper == Paper::"detainer" && context.paper_covers_request'
    must, must_not = (rule(name, effect, "hold", when=detainer) for name, effect in (("must", "requires"), ("must-not", "forbid")))
    draft = pack(tmp_path, "draft", must, must_not, parents=(state,), tables=HOLD)
    ran = sanctuary("check", str(draft), "--against", state, "--on", "2026-06-30", "--format", "json")
    commands, forbids = ran.json["rules"]
    assert (commands["effect"], commands["outranked"]) == ("requires", outranked)
    assert bool(commands["outranked_by"]) is (outranked == "always")
    assert bool(forbids["outranked_by"]) is (outranked == "never")
    assert "would void" in sanctuary("check", str(draft), "--against", state, "--on", "2026-06-30").out


def test_a_failure_to_do_what_outranks_a_draft_is_among_its_risks(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A jail that follows a ban on holds fails to honor detainers, an offense of its head in Texas; the letters on grants are told."""
    no_holds = rule("no-holds", "forbid", "hold", when='context.paper == Paper::"detainer"')
    draft = pack(tmp_path, "draft", no_holds, parents=("us-tx",), tables=HOLD)
    (held,) = sanctuary("check", str(draft), "--against", "us-tx", "--on", "2026-06-30", "--format", "json").json["rules"]
    assert {one["kind"] for one in held["consequences"]} == {"penalty", "suit", "removal", "crime", "loss-of-funds"}


def test_a_ban_that_protects_some_staff_is_no_ban_on_limits_of_others(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """Texas Gov. Code 752.053(b) protects officers and prosecutors: a library's closed rooms meet the general words of (a)(1) alone."""
    officer = 'context.requester == Requester::"immigration-authority"'
    library = rule("rooms", "forbid", "admit", actor="library", resource='Place::"non-public-area"', when=officer)
    police = rule("help", "forbid", "join", actor="police", resource='Operation::"immigration-operation"', when=officer)
    draft = pack(tmp_path, "draft", library, police, parents=("us-tx",), tables=HOLD)
    rooms, help_ = sanctuary("check", str(draft), "--against", "us-tx", "--on", "2026-06-30", "--format", "json").json["rules"]
    assert rooms["forbidden_by"] == ["us-tx/752.053-a-1-general-bodies"]
    assert "us-tx/752.053-b-3" in help_["forbidden_by"]


def test_a_draft_that_reaches_nobody_is_told_so(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """A town does not bind the county's sheriff."""
    draft = pack(tmp_path, "draft", rule("no-holds", "forbid", "hold", actor="sheriff"), parents=("us-tx",))
    ran = sanctuary("check", str(draft), "--against", "us-tx", "--all", "--on", "2026-06-30")
    assert "binds nobody" in ran.out
    assert sanctuary("check", str(draft), "--against", "us-tx", "--all", "--format", "json").json["rules"][0]["binds"] == []


@pytest.mark.parametrize("parents", [("us-tx",), ("us",), ("us-tx", "us-ca"), ("us-ca",)])
def test_a_draft_is_held_against_the_named_law_alone(sanctuary: Sanctuary, tmp_path: Path, parents: tuple[str, ...]) -> None:
    """Whatever parents its file names: nothing of Texas reaches a draft that is held against California, and what is left out is told."""
    status = rule("status", "forbid", "ask", actor="police", resource='Information::"immigration-status"')
    draft = pack(tmp_path, "draft", status, rule("holds", "forbid", "hold", actor="police"), parents=parents, tables=HOLD)
    words = ("check", str(draft), "--against", "california", "--on", "2026-06-30")
    ran = sanctuary(*words, "--format", "json")
    assert ran.json["set_aside"] == [one for one in parents if one == "us-tx"]
    assert {one["id"] for one in ran.json["packs"]} == {"draft", "us", "us-ca"}
    assert "us-tx/" not in ran.out
    said = sanctuary(*words).out
    assert ("names Texas as the law above it; that law is set aside" in " ".join(said.split())) is ("us-tx" in parents)
    assert "752.053" not in said


def test_a_draft_that_excepts_what_law_requires_is_not_outranked_by_what_requires(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """It yields by its own words; without the exception, or with one for another thing, it does not."""
    pack(tmp_path, "nation", rule("work", "requires", "ask", resource='Information::"citizenship"'), level="federal")
    other = 'context.required_by_law && resource != Information::"citizenship"'
    unless = {"bare": "false", "excepts": "context.required_by_law", "other": other, "same": f"!({other}) && context.required_by_law"}
    rules = [rule(name, "forbid", "ask", unless=text) for name, text in unless.items()]
    draft = pack(tmp_path, "draft", *rules, parents=("nation",))
    ran = sanctuary("check", str(draft), "--against", "nation", "--on", "2026-06-30", "--format", "json")
    told = {one["rule"].partition("/")[2]: (one["outranked"], one["outranked_by"]) for one in ran.json["rules"]}
    outranked = ("sometimes", ["nation/work"])
    assert told == {"bare": outranked, "excepts": ("never", []), "other": outranked, "same": ("never", [])}


@pytest.mark.parametrize("state", ["us-ca", "us-fl", "us-tx", "us-or"])
def test_a_ban_on_questions_stands_where_it_leaves_out_what_law_requires(sanctuary: Sanctuary, tmp_path: Path, state: str) -> None:
    """42 USC 1436a(d) requires a question of housing staff: such a law is what the draft excepts; a door with the exception stands too."""
    ask = rule("ask", "forbid", "ask", resource='Information::"immigration-status"', unless="context.required_by_law")
    door = rule("door", "forbid", "admit", resource='Place::"non-public-area"', unless="context.required_by_law")
    draft = pack(tmp_path, "draft", ask, door, parents=(state,), tables=OREGON)
    for one in sanctuary("check", str(draft), "--against", state, "--on", "2026-06-30", "--format", "json").json["rules"]:
        assert (one["outranked"], one["outranked_by"]) == ("never", [])
        assert not [name for opened in one["overridden"] for name in opened["rules"] if name.endswith("-door")]


def test_a_draft_is_one_screen_with_a_sentence_a_clause(sanctuary: Sanctuary, draft: Path) -> None:
    """What it says, how it stands and by what, and what it adds to the law so far; --all has the rest."""
    words = ("check", str(draft), "--against", "state", "--on", "2026-06-30")
    ran = sanctuary(*words)
    assert (ran.code, len(ran.out.splitlines()) <= 40) == (1, True)
    clauses = " ".join(ran.out.partition("Clause by clause")[2].split())
    limit, neutral = sanctuary(*words, "--format", "json").json["rules"]
    assert f"{limit['cites']}: {limit['words']}. Void (" in clauses
    assert f"{neutral['cites']}: {neutral['words']}. Stands" in clauses
    assert "--all" in ran.out


ADDRESS = """
@id("d-a") @cites("Draft 1(a)") @since("2026-01-01") @source("draft")
forbid (principal, action == Action::"disclose", resource == Information::"home-address")
when { context.requester == Requester::"immigration-authority" };
"""


@pytest.fixture
def fresno(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft of a city of California: its staff tell immigration authorities no home address."""
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "us-ca-fresno").code == 0
    home = tmp_path / "us-ca-fresno"
    (home / "rules" / "example-1.cedar").write_text(ADDRESS, encoding="utf-8")
    (home / "law" / "example-1.md").write_text("# Draft 1: A draft\n\nSource: example\n\n## (a): Addresses stay here\n", encoding="utf-8")
    (home / "scenarios" / "example-1.toml").unlink()
    return home


def test_a_well_known_law_that_does_not_reach_a_draft_is_told(sanctuary: Sanctuary, fresno: Path) -> None:
    """8 USC 1373, by whom its reach was said; a draft on status is reached, so that it stands among what undoes it."""
    words = ("check", str(fresno), "--against", "us-ca", "--on", "2026-11-30")
    (rule_,) = sanctuary(*words, "--format", "json").json["rules"]
    assert {"us/8-usc-1373-a", "us/8-usc-1373-b-1", "us/8-usc-1373-b-3"} == set(rule_["unreached_by"])
    reach = "8 USC 1373 does not reach Draft 1(a): it speaks of citizenship and immigration status. The Ninth Circuit, which binds here,"
    for more in ((), ("--all",)):
        said = " ".join(sanctuary(*words, *more).out.split())
        assert reach in said
        assert "921 F.3d 865" in said
    path = fresno / "rules" / "example-1.cedar"
    path.write_text(ADDRESS.replace("home-address", "immigration-status"), encoding="utf-8")
    (status,) = sanctuary(*words, "--format", "json").json["rules"]
    assert (status["unreached_by"], "us/8-usc-1373-a" in status["voided_by"]) == ([], True)
    assert "does not reach" not in sanctuary(*words).out


def test_what_gives_way_in_one_case_is_not_called_void(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Toward the housing authority a federal duty says the opposite; the verdict names it, and that of the others no such rule is known."""
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "Toledo, OH", "--rule", "forbid address by city staff for ICE", "--on", "2026-11-30").code == 0
    words = ("check", "./us-oh-toledo", "--against", "us-oh", "--on", "2026-11-30")
    (rule_,) = sanctuary(*words, "--format", "json").json["rules"]
    assert (rule_["void"], rule_["outranked"], rule_["outranked_for"]) == ("never", "sometimes", ["housing-authority"])
    said = " ".join(sanctuary(*words).out.split())
    one = (
        "gives way in some cases, for the housing authority of Toledo (for the others no such rule is encoded): the United States commands"
    )
    assert f"Draft 1(a) {one} what it forbids (42 USC 1437y" in said


def test_an_ordinance_of_california_binds_no_housing_authority_and_stands_below_the_public_records_act(
    sanctuary: Sanctuary, fresno: Path
) -> None:
    """The authority is a public body of its own under state law; what is public already the state's act may command to give out."""
    words = ("check", str(fresno), "--against", "us-ca", "--on", "2026-11-30")
    (rule_,) = sanctuary(*words, "--format", "json").json["rules"]
    assert (rule_["void"], rule_["outranked"], rule_["outranked_for"]) == ("never", "never", [])
    assert "housing-authority" not in rule_["binds"]
    said = " ".join(sanctuary(*words).out.split())
    assert "New, for example: The police of Fresno" in said
    assert "if it is already public. So far: no rule found." in said
    assert (
        "Draft 1(a) keeps what is public already, too. The California Public Records Act (Gov. Code 7920.000 and following) is not encoded"
    ) in said
    assert "@limits" not in said
    path = fresno / "rules" / "example-1.cedar"
    path.write_text(ADDRESS.replace("};", "} unless { context.already_public };"), encoding="utf-8")
    assert "public already, too" not in sanctuary(*words).out


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("ask immigration status by police", "not of asking a person for it"),
        ("hold by police for ICE", "not of stopping, holding or arresting somebody"),
        ("transfer by police for ICE", "not of handing somebody over"),
        ("admit non-public area by library for ICE", "not of who is let into a place"),
        ("allow-interview by police for ICE", "not of who may interview somebody in custody"),
        ("join immigration operation by police for ICE", "not of taking part in an operation or an agreement"),
        ("query home address by police for ICE", "not of searching a database for somebody"),
    ],
)
def test_each_act_has_its_own_reason_why_a_law_does_not_reach_it(
    act: str, why: str, sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft on asking for status is about status: 8 USC 1373 does not reach it, because it speaks of no question to a person."""
    monkeypatch.chdir(tmp_path)
    made = sanctuary("new", "Fresno, CA", "--rule", f"forbid {act}", "--on", "2026-11-30")
    assert made.code == 0, made.err
    said = " ".join(sanctuary("check", "./us-ca-fresno", "--against", "us-ca", "--on", "2026-11-30").out.split())
    told = said.partition("8 USC 1373 does not reach Draft 1(a): ")[2].partition(". ")[0]
    assert why in told
    assert "release dates" not in told


def test_a_clause_that_is_law_in_part_is_told_with_the_plainest_difference(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """What is new, or what the law so far says otherwise, whichever is plainer; below another state no council of its own enacts it."""
    home = tmp_path / "us-ca-oakland"
    rules = ("--rule", "forbid hold by police for ICE unless a judge's warrant", "--rule", "forbid disclose release-date by police for ICE")
    assert sanctuary("new", "Oakland, CA", *rules, "--on", "2026-11-22", "-o", str(home)).code == 0
    told = " ".join(sanctuary("check", str(home), "--against", "us-ca", "--on", "2026-11-30").out.split())
    assert "new. New, for example: The police of Oakland must not hold somebody longer" in told
    assert "new or stricter. Stricter, for example: The police of Oakland must not give out the release date" in told
    assert "So far: may (Gov. Code 7282.5(a)(1))." in told
    assert "The council of Oakland would enact it, by ordinance" in told
    other = " ".join(sanctuary("check", str(home), "--against", "us-tx", "--on", "2026-11-30").out.split())
    assert "It is read as if a place in Texas enacted it; who could there was not read." in other
    assert "council of Oakland would enact" not in other
    nation = " ".join(sanctuary("check", str(home), "--against", "us", "--on", "2026-11-30").out.split())
    assert "The council of Oakland would enact it" in nation
