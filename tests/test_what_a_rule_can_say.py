"""What a rule can say, situation by situation: papers of a court, bans on limits, whom a rule binds, days, orders and lists."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import PackError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.model import Outcome
from sanctuary.study.assess import StandardReport, assess
from sanctuary.study.check import check
from worlds import actors, nation, pack, rule

TODAY = date(2026, 11, 22)


def world(folder: Path) -> Library:
    """A library of the packs in a folder, with the program's own words."""
    return Library(folders=(folder,), words=OWN)


def asked(law: Law, actor: str, action: str, resource: str, facts: Mapping[str, Any] | None = None, **more: Any) -> DecisionReport:
    """A situation decided."""
    return decide(Proofs(law), Situation(actor=actor, action=action, resource=resource, context=facts or {}, **more))


def told(report: DecisionReport) -> list[tuple[str, str, tuple[str, ...]]]:
    """What papers of a court would change: court, paper, outcomes."""
    return [(one.court, paper, tuple(map(str, one.outcomes))) for one in report.with_court_paper for paper in one.papers]


def covering(paper: str, court: str) -> dict[str, Any]:
    return {"paper": paper, "paper_court": court, "paper_covers_request": True}


STATE_PROCESS = rule(
    "process",
    "requires",
    "disclose,admit",
    when='context.paper_covers_request && context.paper == Paper::"court-order" && context has paper_court && '
    'context.paper_court == PaperCourt::"own-state"',
)
CLOSED = rule("closed", "forbid", "disclose,admit")


# ---- papers of a court


def test_a_question_that_names_no_paper_has_none_of_a_court_in_hand() -> None:
    """The answer is asked without one, says so, and says in one clause what a covering paper would change; `any` lifts it."""
    law = law_of(Library(), "us-ca-los-angeles", TODAY)
    facts = {"requester": "immigration-authority"}
    usual = asked(law, "library", "admit", "non-public-area", facts)
    assert (usual.outcome, usual.assumed) == (Outcome.MUST_NOT, ("no-court-paper",))
    assert ("federal", "federal-search-warrant", ("must",)) in told(usual)
    any_paper = asked(law, "library", "admit", "non-public-area", facts, papers="any")
    assert (any_paper.outcome, any_paper.assumed, any_paper.with_court_paper) == (Outcome.DEPENDS, (), ())
    named = asked(law, "library", "admit", "non-public-area", {**facts, "paper": "administrative-warrant"})
    assert (named.outcome, named.assumed, named.with_court_paper) == (Outcome.MUST_NOT, (), ())


@pytest.mark.parametrize("facts", [{"paper": "none"}, {"paper_court": "federal"}, {"paper_covers_request": True}])
def test_naming_a_paper_or_its_court_or_that_it_covers_lifts_the_assumption(facts: dict[str, Any]) -> None:
    """Each of the three speaks of the paper in hand; that none covers what is asked does not."""
    law = law_of(Library(), "us", TODAY)
    assert asked(law, "library", "admit", "non-public-area", facts).assumed == ()
    assert asked(law, "library", "admit", "non-public-area", {"paper_covers_request": False}).assumed == ("no-court-paper",)


def test_a_state_courts_order_outranks_a_city_ordinance_without_an_exception(tmp_path: Path) -> None:
    """The state's process stands above the city; another state's order commands nothing, a court not named is open."""
    nation(tmp_path)
    pack(tmp_path, "state", STATE_PROCESS, level="state", parents=("nation",))
    pack(tmp_path, "town", CLOSED, parents=("state",))
    law = law_of(world(tmp_path), "town", TODAY)
    assert asked(law, "library", "disclose", "library-record", covering("court-order", "own-state")).outcome == "must"
    assert asked(law, "library", "disclose", "library-record", covering("court-order", "other-state")).outcome == "must-not"
    open_court = asked(law, "library", "disclose", "library-record", {"paper": "court-order", "paper_covers_request": True})
    assert (open_court.outcome, open_court.depends_on) == ("depends", ("paper_court",))


def test_federal_process_is_for_papers_of_federal_courts() -> None:
    """HIPAA lets a covering order through whoever's court made it; only a federal court's order is commanded by federal law."""
    law = law_of(Library(), "us", TODAY)
    facts = {"purpose": "civil-immigration", "requester": "immigration-authority"}
    federal = asked(law, "health-facility", "disclose", "health-record", facts | covering("court-order", "federal"))
    state = asked(law, "health-facility", "disclose", "health-record", facts | covering("court-order", "own-state"))
    assert (federal.outcome, state.outcome) == ("must", "silent")


def test_an_attorneys_federal_subpoena_may_be_answered_at_the_counter_and_has_a_return_day() -> None:
    """It is a court's paper and no judge's decision: no lower rule keeps the record back, and it is answered or moved against."""
    law = law_of(Library(), "us-ca-los-angeles", TODAY)
    facts = {"requester": "immigration-authority", "purpose": "civil-immigration"} | covering("judicial-subpoena", "federal")
    report = asked(law, "permit-office", "disclose", "home-address", facts)
    assert report.outcome == "may"
    assert "answer-or-move-by-return-day" in {duty.duty for duty in report.duties if duty.always}
    assert report.voided, "the City's rule forbids and has no force against it"


@pytest.mark.parametrize("paper", ["federal-search-warrant", "judicial-subpoena"])
def test_a_federal_text_that_names_its_own_process_keeps_its_words(tmp_path: Path, paper: str) -> None:
    """Of one level a guarantee and a rule that forbids, the one that forbids decides (42 USC 290dd-2, census and tax records)."""
    warrants = rule("warrants", "guarantees", "disclose", when=f'context.paper == Paper::"{paper}"')
    kept = rule("kept", "forbid", "disclose", resource='Information::"health-record"')
    nation(tmp_path, warrants, kept)
    pack(tmp_path, "town", CLOSED, parents=("nation",))
    law = law_of(world(tmp_path), "town", TODAY)
    assert asked(law, "health-facility", "disclose", "health-record", covering(paper, "federal")).outcome == "must-not"
    assert asked(law, "library", "disclose", "library-record", covering(paper, "federal")).outcome == "may"


def test_an_arrest_warrant_commands_nothing_at_a_staff_room() -> None:
    """It covers no place, so the rule of the place decides."""
    law = law_of(Library(), "us-ca-los-angeles", TODAY)
    facts = {"requester": "immigration-authority", "paper": "federal-arrest-warrant"}
    assert asked(law, "library", "admit", "non-public-area", facts).outcome in ("must-not", "depends")
    assert asked(law_of(Library(), "us", TODAY), "library", "admit", "non-public-area", facts).outcome == "silent"


# ---- bans on limits


def test_notwithstanding_any_other_law_is_a_reading_of_its_own() -> None:
    """Valid is one question, its reach into a federal privacy law another: a school's file turns on the second."""
    law = law_of(Library(), "us", TODAY)
    facts = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "none", "written_consent": False}
    facts |= {"already_public": False, "emergency_claimed": False}
    school = asked(law, "school", "disclose", "immigration-status", facts, readings={"8-usc-1373": True})
    assert (school.outcome, school.depends_on) == ("depends", ("8-usc-1373-notwithstanding",))
    police = asked(law, "police", "disclose", "immigration-status", facts, readings={"8-usc-1373": True})
    assert police.outcome == "may"


def test_a_ban_on_limits_voids_what_limits_cooperation_and_no_neutral_rule(tmp_path: Path) -> None:
    """A rule that keeps victims' addresses from everybody stands; one that keeps addresses from immigration officers is void, by what."""
    ban = rule(
        "ban",
        "guarantees",
        "disclose",
        more='@limits("lending-resources")\n',
        when='context.requester == Requester::"immigration-authority"',
    )
    limit = rule(
        "limit", "forbid", "disclose", more='@limits("lending-resources")\n', when='context.requester == Requester::"immigration-authority"'
    )
    neutral = rule("victims", "forbid", "disclose", when="context.history.victim_or_witness")
    nation(tmp_path)
    pack(tmp_path, "state", ban, level="state", parents=("nation",))
    pack(tmp_path, "town", limit, neutral, parents=("state",))
    law = law_of(world(tmp_path), "town", TODAY)
    facts = {"requester": "immigration-authority"}
    victim = asked(law, "police", "disclose", "home-address", {**facts, "history": {"victim_or_witness": True}})
    other = asked(law, "police", "disclose", "home-address", {**facts, "history": {"victim_or_witness": False}})
    assert (victim.outcome, victim.because) == ("must-not", ("town/victims",))
    assert other.outcome == "may"
    assert [(one.rule.id, one.by) for one in other.voided] == [("town/limit", ("state/ban",))]


def test_a_texan_rule_for_victims_stands_beside_the_ban_on_limits(tmp_path: Path) -> None:
    """Gov. Code 752.053(b)(3) against a city rule that tells victims' addresses to nobody: not voided."""
    neutral = rule("victims", "forbid", "disclose", resource='Information::"home-address"', when="context.history.victim_or_witness")
    limit = rule(
        "limit",
        "forbid",
        "disclose",
        resource='Information::"release-date"',
        more='@limits("telling-release-dates")\n',
        when='context.requester == Requester::"immigration-authority"',
    )
    city = pack(tmp_path, "city", neutral, limit, parents=("us-tx",))
    library, name = Library().find(str(city))
    law = law_of(library, name, TODAY)
    facts = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "none"}
    victim = asked(law, "police", "disclose", "home-address", {**facts, "history": {"victim_or_witness": True}})
    assert victim.outcome == "must-not"
    jail = asked(law, "police", "disclose", "release-date", facts)
    assert "city/limit" in {one.rule.id for one in jail.voided}


def test_a_city_of_which_nothing_was_read_is_answered_by_the_states_ban() -> None:
    """No, where the state's ban would void whatever limit the city made; else no as far as searched, and unknown."""
    report = houston()
    technical = report["standard-technical"]
    assert technical.as_far_as_searched == "no"
    limited = technical.criteria[0]
    assert limited.bans, "the ban is named"


def houston() -> dict[str, StandardReport]:
    """A city of Texas whose own law nobody read."""
    import tempfile  # noqa: PLC0415 - one use

    with tempfile.TemporaryDirectory() as folder:
        library, name = Library().find(str(pack(Path(folder), "houston", parents=("us-tx",), more='government = "city"\n')))
        law = law_of(library, name, TODAY)
        standards = [library.get(one) for one in library.ids if one.startswith("standard-")]
        return {one.id: one for one in assess(Proofs(law), standards, differences=False).standards}


# ---- acts that exclude each other


def test_where_hold_and_release_must_both_be_done_the_higher_levels_must_wins(tmp_path: Path) -> None:
    """Check reports the pair and decide says which wins; two musts of one level are a finding."""
    nation(tmp_path)
    hold = rule("hold", "requires", "hold", actor="sheriff", when='context.paper == Paper::"detainer"')
    release = rule("release", "requires", "release", actor="sheriff")
    pack(tmp_path, "state", hold, level="state", parents=("nation",))
    pack(tmp_path, "county", release, parents=("state",), more='government = "county"\n')
    pack(tmp_path, "both", hold, release, parents=("nation",), more='government = "county"\n')
    library = world(tmp_path)
    found = check(library, ["county", "both"])
    assert [(pair.acts, pair.wins) for pair in found.pairs] == [(("hold", "release"), "hold"), (("hold", "release"), "")]
    report = asked(law_of(library, "county", TODAY), "sheriff", "hold", "subject", {"paper": "detainer"})
    assert report.outcome == "must"
    assert report.opposed is not None
    assert (report.opposed.wins, report.opposed.rules) == ("hold", ("state/hold", "county/release"))


# ---- whom a rule binds


def test_a_city_ordinance_that_names_the_county_sheriff_is_a_finding_and_binds_by_agreement_only(tmp_path: Path) -> None:
    """It does not reach the sheriff; with an agreement it does, and the finding is gone."""
    nation(tmp_path)
    named = rule("named", "forbid", "hold", actor="sheriff")
    agreed = rule("agreed", "forbid", "hold", actor="sheriff", more='@by("agreement")\n')
    pack(tmp_path, "plain", named, parents=("nation",))
    pack(tmp_path, "signed", agreed, parents=("nation",))
    library = world(tmp_path)
    assert [(one.rule, one.actor) for one in check(library, ["plain", "signed"]).named] == [("plain/named", "sheriff")]
    assert asked(law_of(library, "plain", TODAY), "sheriff", "hold", "subject").outcome == "silent"
    assert asked(law_of(library, "signed", TODAY), "sheriff", "hold", "subject").outcome == "must-not"


def test_a_rule_reaches_private_actors_only_if_it_names_them(tmp_path: Path) -> None:
    """Of every level: a landlord and an employer are bound by what speaks of them, not by what is said of staff."""
    nation(tmp_path, rule("employer", "forbid", "disclose", actor="private-employer", resource='Information::"employee-record"'))
    pack(tmp_path, "town", rule("staff", "forbid", "disclose"), parents=("nation",))
    law = law_of(world(tmp_path), "town", TODAY)
    assert asked(law, "private-employer", "disclose", "employee-record").because == ("nation/employer",)
    assert asked(law, "landlord", "disclose", "home-address").outcome == "silent"
    assert asked(law, "library", "disclose", "library-record").outcome == "must-not"


def test_what_nobody_placed_is_run_by_whoever_usually_runs_it(tmp_path: Path) -> None:
    """A town runs its police, a county its sheriff; of the sheriff the town's rules say nothing."""
    nation(tmp_path)
    pack(tmp_path, "state", level="state", parents=("nation",))
    pack(tmp_path, "town", CLOSED, parents=("state",), tables=actors(police="town"))
    library = world(tmp_path)
    law = law_of(library, "town", TODAY)
    assert [law.run_by(actor) for actor in ("police", "library", "sheriff", "state-police")] == [
        "town", "town", "another-government", "state",
    ]  # fmt: skip
    assert asked(law, "sheriff", "disclose", "custody-status").outcome == "silent"
    assert {one.actor for one in check(library, ["town"]).unplaced} >= {"library", "permit-office"}
    assert "police" not in {one.actor for one in check(library, ["town"]).unplaced}


def test_a_rule_about_one_actor_reaches_no_other_that_nobody_placed(tmp_path: Path) -> None:
    """What the text says of the police alone, by the head or by a condition, is no rule of the library."""
    nation(tmp_path)
    by_condition = rule("condition", "forbid", "ask", when='principal == Actor::"police"')
    files = rule("files", "forbid", "disclose", actor="library")
    pack(tmp_path, "town", rule("head", "forbid", "ask", actor="police"), by_condition, files, parents=("nation",))
    found = {one.actor: one.rules for one in check(world(tmp_path), ["town"]).unplaced}
    assert found == {"police": ("town/head", "town/condition"), "library": ("town/files",)}


def test_the_police_on_a_states_page_belong_to_a_locality_below() -> None:
    """The state's rules bind them; who runs them is not the state."""
    law = law_of(Library(), "us-ca", TODAY)
    assert (law.run_by("police"), law.run_by("state-police")) == ("locality-below", "us-ca")
    assert asked(law, "police", "join", "immigration-deputation", {"requester": "immigration-authority"}).outcome == "must-not"


# ---- standards


def test_a_criterion_that_nobody_can_lawfully_meet_counts_in_the_strict_verdict_alone(tmp_path: Path) -> None:
    """A standard that keeps schools closed though a judge orders them opened: strict no, charitable without it."""
    process = rule("process", "requires", "admit", when='context.paper == Paper::"court-order"')
    nation(tmp_path, process)
    kept = rule("kept", "forbid", "admit", when='context.paper != Paper::"court-order"')
    pack(tmp_path, "town", kept, parents=("nation",), tables='[coverage]\nadmit = "searched"\n')
    standard = pack(tmp_path, "standard-closed", rule("ask", "forbid", "admit", actor="library"), kind="standard")
    (standard / "criteria.toml").write_text(
        'threshold = "all"\n[[criterion]]\nid = "1"\ntitle = "Closed"\nasks = "Nobody is let in."\ntest = "every"\nrules = ["ask"]\n',
        encoding="utf-8",
    )
    library = world(tmp_path)
    report = assess(Proofs(law_of(library, "town", TODAY)), [library.get("standard-closed")]).standards[0]
    assert (report.verdict, report.strict) == ("yes", "no")
    assert (report.criteria[0].unmeetable, report.criteria[0].left_out) == (True, False)
    assert report.only_with_court_paper == 1


def test_a_place_without_an_entry_on_a_closed_list_is_not_listed() -> None:
    """Facts of a city are its own: the school district does not stand on the Justice Department's list, and says so."""
    library = Library()
    district = assess(Proofs(law_of(library, "us-ca-los-angeles-unified", TODAY)), [library.get("standard-doj-2025")], differences=False)
    city = assess(Proofs(law_of(library, "us-ca-los-angeles", TODAY)), [library.get("standard-doj-2025")], differences=False)
    assert "not listed" in district.standards[0].why
    assert "not listed" not in city.standards[0].why


def test_a_place_on_a_closed_list_is_said_to_be_on_it_with_or_without_a_pack() -> None:
    """All 35 names of the first publication are encoded, and each fact of a pack that begins that day says the same."""
    library = Library()
    rod = library.get("standard-doj-2025")
    (closed,) = rod.closed_lists
    assert (len(closed.listed), [one for one in closed.listed if library.places.meant(one) != (one,)]) == (34, [])
    for name in [one for one in library.ids if library.get(one).file.kind == "law"]:
        facts = [one for one in library.get(name).facts if one.id == closed.fact and one.since == closed.since]
        assert [one.value for one in facts] in ([], [name in closed.listed]), name
    for name, said in (("us-pa-philadelphia", "listed as first published on 2025-08-05"), ("us-ca-san-diego", "not listed")):
        report = assess(Proofs(law_of(library, name, TODAY)), [rod], differences=False).standards[0]
        assert f"{closed.title}: {said}" in report.why
        assert report.headline.says.startswith("Not on " if said == "not listed" else "On the Justice Department's list")


# ---- notes and caveats


def test_a_note_decides_nothing_and_is_printed_beside() -> None:
    """8 USC 1357(g)(10) is a savings clause: silence stays silence."""
    report = asked(law_of(Library(), "us", TODAY), "sheriff", "transfer", "subject", {"requester": "immigration-authority"})
    assert (report.outcome, [one.id for one in report.notes]) == ("silent", ["us/8-usc-1357-g-10-B-person"])


def test_a_caveat_of_the_law_file_is_printed_with_the_rule(tmp_path: Path) -> None:
    """Under the heading that the rule cites, or before the first heading."""
    nation(tmp_path)
    home = pack(tmp_path, "town", CLOSED, parents=("nation",))
    (home / "law" / "code-1.md").write_text(
        "# Code 1: What it says\n\nSource: text\n\nCaveat: A court may see it\notherwise.\n", encoding="utf-8"
    )
    report = asked(law_of(world(tmp_path), "town", TODAY), "library", "admit", "non-public-area")
    assert report.rules[0].caveats == ("A court may see it otherwise.",)


def test_a_caveat_for_some_actors_stands_only_where_one_of_them_acts(tmp_path: Path) -> None:
    """What is of use to a school alone is no note to the police; a word that is no actor is refused."""
    nation(tmp_path)
    home = pack(tmp_path, "town", CLOSED, parents=("nation",))
    for whom in ("school, library", "police"):
        (home / "law" / "code-1.md").write_text(
            f"# Code 1: What it says\n\nSource: text\n\nCaveat for {whom}: Private ones\nare left out.\n", encoding="utf-8"
        )
        report = asked(law_of(world(tmp_path), "town", TODAY), "library", "admit", "non-public-area")
        assert report.rules[0].caveats == (("Private ones are left out.",) if "library" in whom else ())
    (home / "law" / "code-1.md").write_text("# Code 1: What it says\n\nSource: text\n\nCaveat for libary: None.\n", encoding="utf-8")
    with pytest.raises(PackError, match="'libary', which is no actor"):
        law_of(world(tmp_path), "town", TODAY)


def test_no_note_is_for_somebody_else_than_who_acts() -> None:
    """A note on schools and clinics beside federal law, or on private employers beside a state's, is told to those whom it is about."""
    austin, diego = (law_of(Library(), name, TODAY) for name in ("us-tx-austin", "us-ca-san-diego"))
    ice = {"requester": "immigration-authority"}
    for law, action, resource, whom, others, words in (
        (austin, "disclose", "immigration-status", ("school", "health-facility"), ("police", "sheriff"), "public and private schools"),
        (diego, "admit", "non-public-area", (), ("school", "library", "court"), "Toward private employers"),
    ):
        for actor in (*whom, *others):
            told = " ".join(text for one in asked(law, actor, action, resource, ice).rules for text in one.caveats)
            assert (words in told) == (actor in whom), (actor, told)


def test_check_finds_a_rule_that_keeps_back_what_a_federal_courts_paper_opens(tmp_path: Path) -> None:
    """A place whose nation has no rules of process refuses a covering paper: a finding for each act and paper."""
    nation(tmp_path, rule("nothing", "notes", "admit"))
    pack(tmp_path, "town", CLOSED, parents=("nation",))
    kept = check(world(tmp_path), ["town"]).kept
    assert {(one.action, one.court) for one in kept} == {("disclose", "federal"), ("admit", "federal")}


def test_check_reports_a_reading_that_changes_nothing_for_an_actor(tmp_path: Path) -> None:
    """A disputed rule beside a certain one that says the same is idle."""
    nation(tmp_path)
    reading = '[[reading]]\nid = "r"\nquestion = "?"\nwhen_true = "so"\nwhen_false = "not"\nsource = "x"\n'
    disputed = rule("disputed", "forbid", "hold", more='@disputed("r")\n')
    police = rule("certain", "forbid", "hold", actor="police")
    pack(tmp_path, "town", disputed, police, parents=("nation",), tables=actors(police="town", sheriff="town") + reading)
    idle = {(one.reading, one.actor) for one in check(world(tmp_path), ["town"]).idle}
    assert ("r", "police") in idle
    assert ("r", "sheriff") not in idle
