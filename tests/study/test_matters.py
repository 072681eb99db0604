"""What bears on an answer beside its rules: two papers, facts that change nothing, bond, the jail's keeper, the release, an agreement."""

import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.memo import memo
from sanctuary.study.telling import told

Sanctuary = Callable[..., Ran]

ON = ("--on", "2026-11-29")
CONVICTED = ("--fact", "history.serious_or_violent_conviction=true")
COOK = ("decide", "us-il-cook", "--actor", "jail", "--action", "hold", *ON)
HARRIS = ("decide", "Harris County, Texas", "--actor", "jail", "--action", "hold", *ON)
DALLAS = ("decide", "us-tx-dallas", "--actor", "police", "--action", "hold", *ON)


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_an_answer_that_is_settled_in_one_case_leads_with_the_case(sanctuary: Sanctuary) -> None:
    """Must, if two things are so; by reports, as the text was not read; the rule follows without "in some cases"."""
    told = said(sanctuary(*DALLAS, "--fact", "paper=detainer"))
    must = "By reports, while their officers have the person in custody, the police must hold somebody longer on a detainer, if"
    assert must in told
    assert "Otherwise no rule was found" in told
    assert "It depends whether" not in told
    assert "Because: An agency that has custody" in told
    assert sanctuary(*DALLAS, "--fact", "paper=detainer", "--format", "json").json["outcome"] == "depends"


@pytest.mark.parametrize("typed", ["detainer with administrative warrant", "I-247A and I-200", "I-200 + I-247A", "an ICE detainer, I-200"])
def test_two_papers_in_hand_are_read_and_one_decides(sanctuary: Sanctuary, typed: str) -> None:
    """However they are named; what the other one brings stands beside, and the command in JSON's order is the same answer."""
    ran = sanctuary(*DALLAS, "--fact", f"paper={typed}", "--all")  # the screen keeps duties and the offense first
    told = said(ran)
    assert "two papers in hand" in ran.err
    assert "on a detainer that came with an administrative warrant" in told
    assert "An administrative warrant came with it The answer on it alone: no rule found in what was searched." in told
    assert "Where both came, the detainer decides." in told


def test_two_papers_are_one_fact(sanctuary: Sanctuary) -> None:
    """The command that gives the answer again names both and gives it again; a paper given twice says what to type."""
    words = (*COOK, "--fact", "paper=I-247A with I-200")
    told = said(sanctuary(*words))
    assert "An administrative warrant came with it The answer on it alone is the same: must not." in told
    again = sanctuary(*words, "--permalink").out
    assert "--fact 'paper=detainer with administrative-warrant'" in again
    assert said(sanctuary(*shlex.split(again)[1:])) == told
    twice = sanctuary(*COOK, "--fact", "paper=I-247A", "--fact", "paper=I-200")
    assert (twice.code, "--fact 'paper=I-247A with I-200'" in twice.err) == (2, True)


@pytest.mark.parametrize("second", ["none", "detainer"])
def test_no_paper_is_no_second_paper(sanctuary: Sanctuary, second: str) -> None:
    """Nor is the same paper again; a fact by two of its names is one fact given twice."""
    twice = sanctuary(*COOK, "--fact", "paper=detainer", "--fact", f"paper={second}")
    assert (twice.code, "'paper' is given twice" in twice.err, " with " in twice.err) == (2, True, False)
    assert sanctuary(*COOK, "--fact", f"paper=detainer and {second}").code == 2
    asked = sanctuary(*COOK, "--fact", "asks=ICE", "--fact", "who asks=FBI")
    assert (asked.code, "are one fact" in asked.err) == (2, True)


def test_a_paper_of_a_judge_decides_beside_one_of_no_court(sanctuary: Sanctuary) -> None:
    """The strongest in hand counts, in whatever order they are named."""
    for typed in ("detainer and federal-arrest-warrant", "federal-arrest-warrant and detainer"):
        report = sanctuary(*COOK, "--fact", f"paper={typed}", "--format", "json").json
        assert (report["paper"], report["with_other_paper"]["paper"]) == ("federal-arrest-warrant", "detainer")


def test_a_fact_that_was_given_is_told_as_so_or_as_idle(sanctuary: Sanctuary) -> None:
    """Never as an "if": what changes nothing is named as such, and what does is the reason."""
    for words in (COOK, HARRIS):
        told = said(sanctuary(*words, "--fact", "paper=I-247A", *CONVICTED))
        assert "if the person was convicted" not in told
        assert "The person was convicted of a serious or violent felony: that changes nothing here." in told
    told = said(sanctuary("decide", "us-ca", "--actor", "sheriff", "--action", "transfer", *CONVICTED, *ON))
    assert "changes nothing here" not in told
    assert "if the person was convicted of a serious or violent felony" not in told.partition("Because")[0]


def test_a_refused_hold_says_when_the_person_goes_and_what_is_due_by_when(sanctuary: Sanctuary) -> None:
    """The next step at the counter, and the day of the yearly report as the calendar has it."""
    told = said(sanctuary(*COOK, "--fact", "paper=I-247A"))
    assert "So the person is released at the usual time. Nothing that was found is due before that." in told
    assert "In the yearly report, by 2027-03-01: report it to the Attorney General" in told
    city = said(sanctuary("decide", "us-il-chicago", "--actor", "police", "--action", "hold", "--fact", "paper=I-247A", *ON))
    assert "So the person is released at the usual time." in city
    assert "due before that" not in city


def test_where_another_government_keeps_the_jail_the_police_are_sent_to_its_keeper(sanctuary: Sanctuary) -> None:
    """And whoever keeps it is not."""
    assert "the sheriff keeps it and decides: ask about the sheriff instead." in said(sanctuary(*DALLAS, "--fact", "paper=detainer"))
    assert "its keeper" not in said(sanctuary(*HARRIS, "--fact", "paper=detainer"))
    assert "its keeper" not in said(sanctuary("decide", "us-ny-nyc", "--actor", "police", "--action", "hold", *ON))


def test_a_warrant_of_no_court_where_no_rule_speaks_reads_as_no_permission(sanctuary: Sanctuary) -> None:
    """With what the federal clause does not say, and the agreement that the state asks the sheriff for."""
    told = said(sanctuary(*HARRIS, "--fact", "paper=I-200", "--all"))
    assert "That is no permission: whoever acts needs a law that allows it, and none was found." in told
    assert "It does not say that state law permits the act" in told
    assert "Is there an agreement under 8 USC 1357(g) with the sheriff?" in told
    assert "by 2026-12-01 (Gov. Code 753.051(a); in force since 2026-01-01)" in told
    assert "Is there an agreement" not in said(sanctuary(*COOK, "--fact", "paper=I-200"))


def test_form_and_regulation_count_days_apart(sanctuary: Sanctuary) -> None:
    """By when a hold that is commanded ends, once, among the duties, and which count is safe."""
    told = said(sanctuary(*HARRIS, "--fact", "paper=I-247A", "--all"))
    duties = told[told.index("must do ") :]
    assert duties.startswith(
        "must do Release no later than 48 hours after the person would otherwise go free; counting weekends is the safe"
    )
    assert told.count("48 hours") == 1
    assert "Suits and disputes: sanctuary disputes us-tx-harris-county --action hold" in told


def test_a_posted_bond_stands_in_the_memo_the_json_and_the_command(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """And how words were read; a place without a pack has no digest, and no file of it is named."""
    docx = pytest.importorskip("docx")
    asked = (*DALLAS, "--fact", "paper=detainer", "--fact", "bond=posted")
    turns = "the person posted bond; no rule that was found turns on that"
    assert sanctuary(*asked, "--format", "json").json["read"] == [turns]
    assert "--fact bond=posted" in sanctuary(*asked, "--permalink").out
    assert sanctuary(*asked, "--format", "docx", "-o", str(tmp_path / "memo.docx")).code == 0
    lines = [one.text for one in docx.Document(str(tmp_path / "memo.docx")).paragraphs]
    assert f"Asked: {turns}." in lines
    assert "--fact bond=posted" in lines[-1]
    assert "Dallas, Texas: no local rule is encoded" in lines
    assert not [one for one in lines if "us-tx-dallas/pack.toml" in one or one.startswith("us-tx-dallas, version")]


@pytest.mark.parametrize(
    ("action", "fact"),
    [
        ("keep someone who made bail", ""),
        ("hold after bond was posted", ""),
        ("detain him once bond is paid", ""),
        ("hold", "bond-posted=true"),
        ("hold", "bail=yes"),
        ("hold", "posted bond=true"),
    ],
)
def test_a_posted_bond_is_why_somebody_is_released(sanctuary: Sanctuary, action: str, fact: str) -> None:
    """To hold is to keep somebody past that; the answer is that of a hold."""
    words = ("decide", "us-tx-dallas", "--actor", "police", *ON, "--action")
    given = ("--fact", fact) if fact else ()
    ran = sanctuary(*words, action, *given)
    assert "the reason" in ran.err
    assert ran.out == sanctuary(*words, "hold").out


def test_suits_about_holds_after_bond_stand_beside_the_duty(sanctuary: Sanctuary) -> None:
    """What the circuit said of the Fourth Amendment, and the county's own suit."""
    for words in ((*DALLAS, "--fact", "paper=detainer", "--all"), ("disputes", "us-tx-dallas", "--about", "detainer", *ON)):
        told = said(sanctuary(*words))
        assert "did not show that every hold under the duty breaches the Fourth Amendment" in told
        assert "Mercado v. Dallas County" in told


def test_a_screen_of_facts_is_one_screen(sanctuary: Sanctuary) -> None:
    """Groups and names; --all has every value, and no fact is explained by its own name."""
    for place in ("us-tx-dallas", "us-ca-los-angeles", "us-il-chicago"):
        brief = sanctuary("facts", place, *ON).out
        assert len(brief.splitlines()) <= 60
        assert "requester: Who asks?" in brief
        assert len(sanctuary("facts", place, "--all", *ON).out.splitlines()) > 80


def test_disputes_of_an_act(sanctuary: Sanctuary) -> None:
    """By its name or everyday words; a word that is no act is refused."""
    told = said(sanctuary("disputes", "us-tx", "--action", "honor detainers", *ON))
    assert "City of El Cenizo v. Texas" in told
    named = sanctuary("disputes", "us-tx", "--action", "transfer", "--format", "json", *ON).json
    assert "2A.060-hand-over" in [one["id"] for one in named["disputes"]]
    assert sanctuary("disputes", "us-tx", "--action", "weather").code == 2


def test_a_file_that_was_replaced_is_said_to_be(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """The first time it is only written."""
    words = (*COOK, "--fact", "paper=I-247A", "-o", str(tmp_path / "answer.txt"))
    assert "it replaced" not in sanctuary(*words).out
    assert "(it replaced a file of that name)" in sanctuary(*words).out


def test_a_memo_is_about_a_sentence_and_says_what_nobody_disputes(library: Library) -> None:
    """No option stands in it, and a text that was not read comes with what it is known by."""
    law = law_of(library, library.find("Dallas, Texas", "law")[1], date(2026, 11, 29))
    proofs = Proofs(law)
    situation = Situation(actor="police", action="hold", resource="subject", context={"paper": "detainer"})
    report = decide(proofs, situation)
    made = memo(situation, report, told(proofs, situation, report), law)
    assert dict(made.heads)["Re"] == "Whether the police may hold somebody longer on a detainer (Dallas, Texas)"
    sections = {one.heading: one.lines for one in made.sections}
    assert sections["Disputes"] == ("No reading of the law is disputed here; see In court for suits on it.",)
    assert any("capitol.texas.gov" in line for line in sections["Texts that were not read, and what is known of them"])
    assert not [line for one in made.sections for line in one.lines if "--" in line]


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ((*COOK, "--fact", "paper=detainer"), True),
        ((*HARRIS, "--fact", "paper=I-247A with I-200"), True),
        ((*COOK, "--fact", "paper=none"), False),
        (("decide", "us-ca", "--actor", "jail", "--action", "hold", *ON, "--fact", "paper=detainer"), False),
        ((*COOK[:-2], "--on", "2017-03-01", "--fact", "paper=detainer"), False),
    ],
)
def test_a_copy_that_no_rule_asks_for_is_told_as_the_forms_own(words: tuple[str, ...], tells: bool, sanctuary: Sanctuary) -> None:
    """Since the form of 2017; not where a rule asks for a copy, and not without a detainer."""
    told = said(sanctuary(*words, "--all"))
    assert ("No duty was found here to give the person a copy of the detainer. The form itself" in told) == tells


def test_a_crime_of_another_class_is_told_apart_from_the_one_that_counts(sanctuary: Sanctuary) -> None:
    """New York City goes by a list: what is a serious or violent felony may stand on it or not."""
    told = said(sanctuary("decide", "nyc", "--actor", "jail", "--action", "disclose", "--resource", "release-date", *CONVICTED, *ON))
    assert (
        "The person was convicted of a serious or violent felony: that changes nothing here. What counts is another fact: a conviction of "
        "a felony that the text lists (NYC Admin. Code 9-131("
    ) in told
    assert "One conviction may be both." in told


def test_duties_of_several_laws_stand_on_a_line_each(sanctuary: Sanctuary) -> None:
    """The occasion once; on the screen the duties of one law together, with --all a line for each duty."""
    stop = sanctuary("decide", "los-angeles", "--actor", "police", "--action", "stop", "--fact", "paper=detainer", *ON)
    duties = stop.out.partition("must do\n")[2].partition("\n\n")[0].splitlines()
    assert duties == [
        "  If it is done:",
        "      show the agency and a name or badge number (Penal Code 13654(a)).",
        "      leave the face uncovered (Penal Code 185.5(a)).",
    ]
    hold = (
        "decide",
        "los-angeles",
        "--actor",
        "police",
        "--action",
        "disclose",
        "--resource",
        "home-address",
        "--fact",
        "paper=detainer",
        *ON,
    )
    whole = sanctuary(*hold, "--all").out
    assert whole.count("On receiving it (the law sets no hour)") == 1
    assert "(Gov. Code 7283.1(b)).\n      tell the person whether it will comply (Gov. Code 7283.1(b))." in whole
    assert "give the person a copy of the request and tell the person whether it will comply" in said(sanctuary(*hold))


@pytest.mark.parametrize("place", ["los-angeles", "us-ca-alameda", "nyc", "chicago"])
def test_a_public_area_is_open_to_anybody(place: str, sanctuary: Sanctuary) -> None:
    """No law is needed to enter it, and no rule on closed areas is close; the acts that law speaks of are named."""
    told = said(sanctuary("decide", place, "--actor", "sheriff", "--action", "admit", "--resource", "public-area", *ON))
    assert "A public area is open to anybody: nobody needs a law to enter it" in told
    assert "--action transfer" in told
    assert "--action arrest-on-civil-warrant" in told
    assert "That is no permission" not in told
    assert "The closest rule" not in told
    offered = re.findall(r"(?:over|warrant|Behind it): sanctuary (decide \S+ --actor \S+ --action \S+ --resource \S+)", told)
    assert len(offered) == 3, told
    for command in offered:
        assert sanctuary(*command.split(), *ON).code == 0


def test_of_a_public_area_only_acts_of_whoever_acts_are_offered(sanctuary: Sanctuary) -> None:
    """A library hands nobody over."""
    told = said(sanctuary("decide", "los-angeles", "--actor", "library", "--action", "admit", "--resource", "public-area", *ON))
    assert "Behind it: sanctuary decide us-ca-los-angeles --actor library --action admit --resource non-public-area" in told
    assert "--action transfer" not in told
