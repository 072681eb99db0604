"""Two laws side by side: every contrast is real, and a side without one is proved the same."""

import html
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.decision import DecisionReport
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import OWN, Library
from sanctuary.study import compare as module
from sanctuary.study.compare import Contrast, compare
from sanctuary.study.sides import between, by_law, changed, counted, plainest, unanswered

Sanctuary = Callable[..., Ran]

TODAY = date(2026, 11, 22)


def test_a_law_is_the_same_as_itself(library: Library) -> None:
    """No contrast in either direction."""
    law = law_of(library, "us-ca", TODAY)
    assert compare(law, law_of(library, "us-ca", TODAY)).same


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        ("us-ca", "us-ca-los-angeles", (TODAY, TODAY)),
        ("us-ca-los-angeles", "us-ca-los-angeles", (TODAY, date(2018, 10, 1))),
        ("us-or", "standard-technical", (TODAY, TODAY)),
        pytest.param("us-ca-los-angeles", "standard-minimum", (TODAY, TODAY), marks=pytest.mark.long),
    ],
)
def test_every_contrast_is_confirmed_by_deciding_both(library: Library, a: str, b: str, days: tuple[date, date]) -> None:
    """The witness under each law gives the outcome that the contrast states, and they differ (or a duty is missing)."""
    first, second = law_of(library, a, days[0]), law_of(library, b, days[1])
    report = compare(first, second)
    assert report.a_to_b
    a_proofs, b_proofs = Proofs(first), Proofs(second)
    for here, there, found in ((a_proofs, b_proofs, report.a_to_b), (b_proofs, a_proofs, report.b_to_a)):
        for one in found:
            ours, theirs = again(here, one), again(there, one)
            assert ours.outcome == one.outcome
            assert theirs.outcome == one.other_outcome
            if one.duty:
                assert one.duty in {duty.duty for duty in ours.duties}
                assert one.duty not in {duty.duty for duty in theirs.duties if duty.always}
            else:
                assert one.rule in ours.because
                assert ours.outcome != theirs.outcome


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("us-or", "standard-technical"),
        pytest.param("us-or", "us-nj", marks=pytest.mark.long),
        pytest.param("us-ca-los-angeles", "us-tx-houston", marks=pytest.mark.long),
        pytest.param("us-il-chicago", "us-ny-nyc", marks=pytest.mark.long),
    ],
)
def test_a_solver_of_the_rules_that_can_match_gives_the_same(library: Library, monkeypatch: pytest.MonkeyPatch, a: str, b: str) -> None:
    """Each difference asked of the whole laws, and of the rules alone that can match there: witnesses, boxes, readings, reasons."""
    first, second = law_of(library, a, TODAY), law_of(library, b, TODAY)
    monkeypatch.setattr(module, "MANY", 10**9)
    whole = compare(first, second)
    monkeypatch.setattr(module, "MANY", 0)
    assert compare(first, second) == whole
    assert whole.a_to_b


def again(proofs: Proofs, one: Contrast) -> DecisionReport:
    """The witness decided under a law; readings that it does not know are left out."""
    w = one.witness
    readings = {name: value for name, value in w.readings.items() if name in proofs.law.readings}
    situation = Situation(actor=w.actor, action=w.action, resource=w.resource, context=w.context, absent=w.absent, readings=readings)
    return decide(proofs, situation)


def test_a_city_rule_stricter_than_the_state_shows_as_a_difference(library: Library) -> None:
    """The state lets a sheriff tell a release date after a violent felony; the city's police may not."""
    report = compare(law_of(library, "us-ca", TODAY), law_of(library, "us-ca-los-angeles", TODAY))
    rules = {one.rule for one in report.b_to_a}
    assert "us-ca-los-angeles/ord-188441-data" in rules


def test_laws_are_counted_by_whose_they_are_and_the_own_come_first(library: Library) -> None:
    """Illinois beside Florida: a citation once, the law of Illinois before that of the United States, the common cases before the far."""
    here, there = law_of(library, "us-il", TODAY), law_of(library, "us-fl", TODAY)
    contrasts = compare(here, there).a_to_b
    answered, _ = unanswered(contrasts)
    told = by_law(answered, here, there)
    whose = [one.of for one in told]
    acts = [one.of for one in told if not one.rare and any(report.duty == "" for report in contrasts if report.rule in one.rules)]
    assert acts == sorted(acts, key=["Illinois", "United States"].index) == whose[: len(acts)]
    rare = [one.rare for one in told if any(report.duty == "" for report in contrasts if report.rule in one.rules)]
    assert rare == sorted(rare)
    assert len({one.cites for one in told}) == len(told)
    assert counted(told) == f"{whose.count('Illinois')} laws of Illinois and {whose.count('United States')} laws of the United States"
    assert told[0].cites in ("5 ILCS 835/5", "5 ILCS 805/15")
    assert "probation" not in told[0].examples[0].says
    back, _ = unanswered(compare(there, here).a_to_b)
    assert "must hold somebody longer on a detainer" in by_law(back, there, here)[0].examples[0].says


def test_a_comparison_opens_with_the_plainest_situation_and_no_paper_of_a_court(library: Library) -> None:
    """Chicago beside New York City: what needs a court's paper stands behind what needs none, in either direction."""
    here, there = (law_of(library, name, TODAY) for name in ("us-il-chicago", "us-ny-nyc"))
    for one, other in ((here, there), (there, here)):
        contrasts = compare(one, other).a_to_b
        first = plainest(contrasts, other)
        assert first is not None
        assert "court" not in first.says
        told = by_law(unanswered(contrasts)[0], one, other)
        assert "court order" not in told[0].examples[0].says


def test_what_a_law_forbids_is_told_before_what_it_allows(library: Library) -> None:
    """SB 54 by its ban on holds, SB 4 by its duty to hold; up to three examples, each of another act."""
    for place, days, first in (
        ("us-ca", (date(2018, 1, 4), date(2018, 1, 3)), "must not hold somebody longer"),
        ("us-tx", (date(2017, 9, 26), date(2017, 8, 29)), "must hold somebody longer on a detainer"),
    ):
        here, there = (law_of(library, place, day) for day in days)
        alone, _ = changed(compare(here, there).a_to_b, there)
        (told,) = by_law(alone, here, there)
        assert first in told.examples[0].says
        assert 1 < len(told.examples) <= 3
        assert all(" may " not in example.says for example in told.examples)


def test_duties_stand_last_and_are_told_before_their_case(library: Library) -> None:
    """Chicago beside New York: what the laws forbid, then who must write what down."""
    here, there = law_of(library, "us-il-chicago", TODAY), law_of(library, "us-ny-nyc", TODAY)
    told = by_law(unanswered(compare(here, there).a_to_b)[0], here, there)
    duties = ["The duty: " in one.examples[0].says for one in told]
    assert duties == sorted(duties)
    assert duties[-1]
    assert told[-1].examples[0].says.startswith("The duty: ")


def test_a_law_that_came_and_went_between_two_days_is_told(library: Library) -> None:
    """Florida's duty of 2023 to have an agreement: replaced in 2025."""
    days = (date(2025, 2, 13), date(2022, 1, 1))
    for one, other in (days, days[::-1]):
        (line,) = between(compare(law_of(library, "us-fl", one), law_of(library, "us-fl", other)).passed)
        assert line.startswith("SB 1808 of 2022 (Fla. Stat. 908.11(1), 2023), in force from 2023-01-01, no longer since 2025-02-13: ")
    assert not compare(law_of(library, "us-fl", days[0]), law_of(library, "us-ca", days[1])).passed


@pytest.mark.long
def test_one_place_by_two_encodings_names_what_tells_them_apart(
    sanctuary: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a pack, with a draft, with another; both orders, text, page and JSON alike."""
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "Salem, OR", "--on", "2026-11-22").code == 0
    assert sanctuary("new", "Salem, OR", "--on", "2026-11-22", "-o", "other/us-or-salem").code == 0
    rule = tmp_path / "other" / "us-or-salem" / "rules" / "example-1.cedar"
    rule.write_text(rule.read_text(encoding="utf-8").replace("P1D", "P2D"), encoding="utf-8")
    bare, draft, other = "Salem, OR", "./us-or-salem", "./other/us-or-salem"
    for words, names in (
        ((bare, draft), ("without a pack of its own", f"with {draft}")),
        ((draft, bare), (f"with {draft}", "without a pack of its own")),
        ((draft, other), (f"with {draft}", f"with {other}")),
    ):
        asked = ("compare", *words, "--on", "2026-11-22")
        made = sanctuary(*asked, "--format", "json").json
        assert (made["a"]["name"], made["b"]["name"]) == names
        assert sanctuary(*asked, "--format", "html", "-o", "page.html").code == 0
        texts = (" ".join(sanctuary(*asked, "--all").out.split()), (tmp_path / "page.html").read_text(encoding="utf-8"))
        for text in texts:
            assert all(f"Salem, Oregon {name} on 2026-11-22" in text for name in names)
            assert "between the two days" not in text
        if bare in words:
            assert "1 law that only the draft has" in texts[0]
            assert "Without a pack of its own: no such duty with that occasion and clock." in texts[0]


@pytest.mark.long
@pytest.mark.parametrize(
    ("old", "new", "here", "there"),
    [
        ("P1D", "P30D", "on the request, within one day", "on the request, within 30 days"),
        ('@on("request")', '@on("act")', "on the request, within one day", "if it is done, within one day"),
        ('@source("draft")', '@source("secondary")', "source is draft, and secondary", ""),
        ('@source("draft")', '@source("draft") @instrument("policy")', "instrument is ordinance, and policy", ""),
    ],
)
def test_a_duty_with_other_terms_is_told_with_both(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, here: str, there: str
) -> None:  # fmt: skip
    """Another clock or occasion is a difference that the first screen tells, and no missing duty; a mark is told as one."""
    monkeypatch.chdir(tmp_path)
    sanctuary("new", "Salem, OR", "--on", "2026-11-29")
    shutil.copytree("us-or-salem", "other/us-or-salem")
    rules = Path("other/us-or-salem/rules/example-1.cedar")
    rules.write_text(rules.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    asked = ("compare", "us-or-salem", "other/us-or-salem", "--on", "2026-11-29")
    short, made = " ".join(sanctuary(*asked).out.split()), sanctuary(*asked, "--format", "json").json
    assert (made["same"], bool(made["marks"])) == (not there, not there)
    if not there:
        assert f"Marked otherwise. us-or-salem/example-1-a: {here}." in short
        return
    assert "They differ. Not on the questions below; in other situations." in short
    assert f"write down the dealing, {here}, when the question is" in made["a_to_b"][0]["other_says"]
    every = " ".join(sanctuary(*asked, "--all").out.split())
    assert f"The duty: write down the dealing, {here}." in every
    assert f"With other/us-or-salem: the same duty, {there}." in every


@pytest.mark.long
def test_a_draft_is_told_by_its_new_clause(sanctuary: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clause that moves no plain question is named all the same, whatever side the draft is on; a law without one says nothing of it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "draft" / "us-ca-los-angeles"
    shutil.copytree(OWN / "us-ca-los-angeles", folder)
    page = folder / "law" / "ed-17.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n## playgrounds: Playgrounds are not a staging area\n", encoding="utf-8")
    rules = folder / "rules" / "ed-17.cedar"
    clause = """
@id("ed-17-playgrounds") @cites("LA Executive Directive 17, playgrounds") @since("2026-02-10") @source("secondary")
@limits("lending-resources") @level("agency") @instrument("directive")
forbid (principal == Actor::"library", action == Action::"admit", resource == Place::"parking-lot");
"""
    rules.write_text(rules.read_text(encoding="utf-8") + clause, encoding="utf-8")
    for words in (("los-angeles", "./draft/us-ca-los-angeles"), ("./draft/us-ca-los-angeles", "los-angeles")):
        told = " ".join(sanctuary("compare", *words, "--on", "2026-11-22").out.split())
        assert (
            "The draft, clause by clause. 1 clause changes the law. LA Executive Directive 17, playgrounds. Playgrounds are not a" in told
        )
    assert "clause by clause" not in sanctuary("compare", "us", "us", "--on", "2026-11-22").out


def test_three_places_are_sent_to_assess(sanctuary: Callable[..., Ran]) -> None:
    """A comparison is of two."""
    ran = sanctuary("compare", "los-angeles", "Houston, TX", "chicago")
    assert (ran.code, ran.out) == (2, "")
    assert "sanctuary assess los-angeles 'Houston, TX' chicago" in ran.err


def test_a_comparison_says_what_it_presumes(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """The premise in text and page; a star in a sentence as in the table, with its legend near it; a place by its title."""
    words = ("compare", "us-ca", "us-tx-houston", "--on", "2026-11-22")
    told = " ".join(sanctuary(*words).out.split())
    assert "no court's paper in hand, no criminal record and no proof of lawful status" in told
    assert "in Houston they must*" in told
    assert sanctuary(*words, "--format", "html", "-o", str(tmp_path / "page.html")).code == 0
    page = html.unescape((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert "no court's paper in hand, no criminal record and no proof of lawful status" in page
    assert "Houston, Texas: no local rule is encoded" in page
    assert "us-tx-houston: no local" not in page
    assert 0 < page.index("*: by reports") - page.index("</tbody></table>") < 60


def test_nothing_is_said_twice_of_a_law_beside_itself(sanctuary: Callable[..., Ran]) -> None:
    """One day, one place: one sentence each."""
    text = " ".join(sanctuary("compare", "us", "us", "--on", "2026-11-22").out.split())
    assert text.count("presumed to stand on") == 1
    assert text.count("proved") == 1


@pytest.mark.long
def test_everybody_is_named_on_a_page(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Where a sentence says "or 3 others", the page names them, and the text says where they stand."""
    words = ("compare", "chicago", "nyc", "--on", "2026-11-22")
    assert sanctuary(*words, "--format", "html", "-o", str(tmp_path / "page.html")).code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "All of them: the Chicago Police Department" in page
    assert '(here "or 3 others")' in " ".join(sanctuary(*words, "--all").out.split())


DRAFTED = """
@id("d-a") @cites("Draft 1(a)") @since("2026-01-01") @source("draft")
forbid (principal == Actor::"police", action == Action::"hold", resource)
when { context.paper == Paper::"detainer" && context.purpose == Purpose::"civil-immigration" };
@id("d-b") @cites("Draft 1(b)") @since("2026-01-01") @source("draft")
forbid (principal == Actor::"other-department", action == Action::"ask", resource == Information::"immigration-status");
@id("d-c") @cites("Draft 1(c)") @since("2026-01-01") @source("draft")
forbid (principal == Actor::"police", action == Action::"ask", resource == Information::"immigration-status");
"""


@pytest.fixture
def sacramento(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A draft of Sacramento with three clauses: one is law already, one is new, one goes further."""
    monkeypatch.chdir(tmp_path)
    assert sanctuary("new", "us-ca-sacramento").code == 0
    (tmp_path / "us-ca-sacramento" / "rules" / "example-1.cedar").write_text(DRAFTED, encoding="utf-8")
    words = ("(a): Police hold nobody on a detainer", "(b): City staff do not ask about status", "(c): Police do not ask about status")
    page = "\n\n".join(["# Draft 1: A draft", "Source: example", *(f"## {one}" for one in words)])
    (tmp_path / "us-ca-sacramento" / "law" / "example-1.md").write_text(f"{page}\n", encoding="utf-8")
    (tmp_path / "us-ca-sacramento" / "scenarios" / "example-1.toml").unlink()
    return "./us-ca-sacramento"


def test_each_clause_of_a_draft_is_told(sanctuary: Sanctuary, sacramento: str) -> None:
    """What is law already by its paragraph, what is new and what goes further with for whom: in JSON, text and HTML, either way round."""
    for sides in (("Sacramento, California", sacramento), (sacramento, "Sacramento, California")):
        made = sanctuary("compare", *sides, "--on", "2026-06-01", "--format", "json").json
        told = {
            one["cites"]: {name: bool(one[name]) for name in ("already", "new", "stricter", "looser", "idle")} for one in made["clauses"]
        }
        nothing = {"already": False, "new": False, "stricter": False, "looser": False, "idle": False}
        assert told == {
            "Draft 1(a)": {**nothing, "already": True},
            "Draft 1(b)": {**nothing, "new": True},
            "Draft 1(c)": {**nothing, "already": True, "stricter": True},
        }
        assert "Gov. Code 7284.6(a)(1)(B)" in made["clauses"][0]["by"]
        assert sanctuary("compare", *sides, "--on", "2026-06-01", "--format", "html", "-o", "page.html").code == 0
        for page in (sanctuary("compare", *sides, "--on", "2026-06-01").out, Path("page.html").read_text(encoding="utf-8")):
            shown = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
            assert "2 clauses change the law; 1 clause changes nothing." in shown
            assert "Police hold nobody on a detainer. Already law (Gov. Code 7284.6(a)(1)" in shown
            assert "City staff do not ask about status. New, for other departments of Sacramento." in shown
            assert "Stricter than the law so far, for the police of Sacramento. For example:" in shown
            assert "more clause" not in shown
            assert "Of Sacramento, no local rule is encoded." in shown


CLOSING = """
@id("d-a") @cites("Draft 1(a)") @since("2026-01-01") @source("draft")
forbid (principal == Actor::"police", action == Action::"disclose", resource == Information::"release-date")
when { context.requester == Requester::"immigration-authority" };
"""


def test_a_draft_is_told_with_who_can_enact_it_and_in_which_cases_it_goes_further(sanctuary: Sanctuary, sacramento: str) -> None:
    """By its pack the council; the state's permission yields to it by its words. The example is a conviction, and no definition moves."""
    (Path(sacramento) / "rules" / "example-1.cedar").write_text(CLOSING, encoding="utf-8")
    held = " ".join(sanctuary("check", sacramento, "--against", "us-ca", "--all").out.split())
    assert "The council of Sacramento would enact it, by ordinance, as the draft says of itself" in held
    assert "What the law of California permits there, it permits only where no federal, state or local law and no local policy" in held
    assert "(Gov. Code 7282.5(a))." in held
    told = " ".join(sanctuary("compare", "Sacramento, California", sacramento, "--on", "2026-06-01").out.split())
    assert "Stricter than the law so far in others, for the police of Sacramento. For example: The police of Sacramento must not" in told
    assert "if the person was convicted of a serious or violent felony. So far: may (Gov. Code 7282.5(a)(1))." in told
    assert "Definitions. The answers of all eight definitions stay." in told
    assert "Known but not encoded: Resolution 2017-0158" in " ".join(sanctuary("assess", sacramento).out.split())
    one = " ".join(sanctuary("assess", sacramento, "--standard", "ice-out").out.split())
    assert "It would be yes if the other 13 were met in full." in one
    assert "The council can change something of: 11. Only the state can change another part of: 11." in one


def test_a_draft_that_changes_nothing_says_so_of_each_clause(sanctuary: Sanctuary, sacramento: str) -> None:
    """One clause that is law already: the two laws answer alike, and the clause is told."""
    rules = Path(sacramento) / "rules" / "example-1.cedar"
    rules.write_text(DRAFTED.partition('@id("d-b")')[0], encoding="utf-8")
    shown = " ".join(sanctuary("compare", "Sacramento, California", sacramento, "--on", "2026-06-01").out.split())
    assert "The draft, clause by clause. 1 clause changes nothing." in shown
    assert "Draft 1(a). Police hold nobody on a detainer. Already law (Gov. Code 7284.6(a)(1)" in shown


def test_rows_that_a_draft_leaves_alone_are_one_line(sanctuary: Sanctuary, sacramento: str) -> None:
    """A draft of one new clause moves no plain question: no table of equal rows; two cities keep their rows."""
    rules = Path(sacramento) / "rules" / "example-1.cedar"
    rules.write_text(CLOSING.replace('"release-date"', '"home-address"'), encoding="utf-8")
    ran = sanctuary("compare", "Sacramento, California", sacramento, "--on", "2026-11-30").out
    shown = " ".join(ran.split())
    assert "the same on both sides. Police: hold on a detainer (must not: Gov. Code 7284.6)" in shown
    assert shown.count("hold on a detainer") == 1
    assert "Plain question" not in shown
    assert "Plain question" in sanctuary("compare", "Sacramento, California", "us-ca-los-angeles", "--on", "2026-11-30").out


def test_a_page_leads_with_one_pair_of_answers_and_has_the_list(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Chicago beside Houston: one sentence on where they differ, the table with both lines of the definitions, as on the terminal."""
    sanctuary("compare", "chicago", "houston", "--on", "2026-06-01", "--format", "html", "-o", str(tmp_path / "page.html"))
    page = " ".join(re.sub("<[^>]+>", " ", (tmp_path / "page.html").read_text("utf-8")).split())
    lead = page[page.index("They differ.") : page.index("They agree.")]
    assert lead.count(";") == 1
    assert "The table has more." in lead
    assert "Justice Dept. list Chicago: On it Houston: Not on it" in page


@pytest.mark.parametrize(("one", "other"), [("chicago", "illinois"), ("illinois", "chicago")])
def test_a_city_beside_its_state_leads_with_what_the_city_adds(sanctuary: Sanctuary, one: str, other: str) -> None:
    """In the words of its ordinance; no case of a command by another law stands for a rule that the state lacks."""
    said = " ".join(sanctuary("compare", one, other, "--on", "2026-11-30").out.split())
    assert "They differ. Wherever a rule of Illinois decides, Chicago answers the same: proved." in said
    assert "Where none was found, Chicago has rules of its own. City staff spend no time on immigration officers' questions" in said
    assert "(MCC 2-173-030(a)(1))" in said
    assert "even if another law requires it" not in said
