"""What must come with a detainer: Florida's counts only with a federal warrant; a reason that is not disputed leads one that is."""

import io
from collections.abc import Callable

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

MIAMI = ("decide", "us-fl-miami-dade-county", "--actor", "jail", "--on", "2026-11-30")
HOLD = ("--action", "hold", "--fact")
NOTICE = ("--action", "disclose", "--resource", "release-date")
WITH_IT = "only where it came with a Form I-200 or I-205 (Fla. Stat. 908.102(2)(c), not read)"
BODY = "the Miami-Dade Corrections and Rehabilitation Department"


def said(ran: Ran) -> str:
    """The text on one line."""
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


def test_a_bare_detainer_commands_only_with_its_warrant(sanctuary: Sanctuary) -> None:
    """The first sentence and the question say so."""
    told = said(sanctuary(*MIAMI, *HOLD, "paper=detainer"))
    assert told.startswith(
        f"By reports, {BODY} must hold somebody longer on a detainer, {WITH_IT} and the paper is for this person. "
        "Otherwise no rule was found"
    )
    asks = f"Is this person the one whom the paper names, and did it come with{WITH_IT.partition(' with')[2]}? No: no rule"
    assert asks in told


def test_a_detainer_that_covers_the_person_still_needs_it(sanctuary: Sanctuary) -> None:
    """What is told of the paper is no word of the one that comes with it: the must stays, its condition first."""
    ran = sanctuary(*MIAMI, *HOLD, "paper=detainer", "--fact", "paper_covers_request=true")
    assert said(ran).startswith(
        f"By reports, {BODY} must hold somebody longer on a detainer, as the paper is for this person, {WITH_IT}. "
        "On it alone no rule was found"
    )
    assert sanctuary(*MIAMI, *HOLD, "paper=detainer", "--fact", "paper_covers_request=true", "--format", "json").json["outcome"] == "must"


def test_both_papers_in_hand_need_no_condition(sanctuary: Sanctuary) -> None:
    """The must stands on whether the paper is for this person alone."""
    told = said(sanctuary(*MIAMI, *HOLD, "paper=i-247a with i-200"))
    lead = "must hold somebody longer on a detainer that came with an administrative warrant, if the paper is for this person. Otherwise"
    assert lead in told
    assert "I-205" not in told


def test_a_hold_told_beside_another_act_has_the_condition(sanctuary: Sanctuary) -> None:
    """What a detainer asks for is told beside a notice of release."""
    told = said(sanctuary(*MIAMI, *NOTICE, "--fact", "paper=detainer"))
    assert f"must keep the person past release on it, {WITH_IT} and the paper is for this person (Fla. Stat. 908.105(1)(c)" in told


@pytest.mark.parametrize("place", ["us-tx-houston", "us-ca-long-beach", "us-nj"])
def test_where_the_law_asks_for_no_second_paper_none_is_asked_for(sanctuary: Sanctuary, place: str) -> None:
    """Texas commands a hold on a detainer alone."""
    assert "came with a Form" not in said(sanctuary("decide", place, "--actor", "sheriff", *HOLD, "paper=detainer", "--on", "2026-11-30"))


@pytest.mark.parametrize("covers", [(), ("--fact", "paper_covers_request=true")])
def test_a_reason_without_a_dispute_leads_one_that_is_disputed(sanctuary: Sanctuary, covers: tuple[str, ...]) -> None:
    """A release date on a detainer: 908.105(1)(c), as the audit has it, and not the disputed duty to use best efforts."""
    told = said(sanctuary(*MIAMI, *NOTICE, "--fact", "paper=detainer", *covers))
    reason = told.partition("ecause: ")[2]
    assert reason.startswith("An agency that holds a person complies with the requests in a detainer")


def test_florida_names_both_duties_of_a_detainer(sanctuary: Sanctuary) -> None:
    """The judge is told, and the case file says so: what the paragraphs ask, not that a dealing is written down."""
    told = said(sanctuary(*MIAMI, *HOLD, "paper=detainer"))
    assert "tell the judge who may release the person on bail that the person is subject to a detainer (Fla. Stat. 908.105(1)(a)" in told
    assert "record in the person's case file that the person is subject to a detainer (Fla. Stat. 908.105(1)(b)" in told
    assert "write down the dealing" not in told


def test_an_agreement_that_is_known_of_is_not_asked_about(sanctuary: Sanctuary) -> None:
    """Miami-Dade's is told; of Broward's nothing is known, so that it is a question."""
    asked = "Is there an agreement under 8 USC 1357(g) with"
    told = said(sanctuary(*MIAMI, *HOLD, "paper=detainer", "--all"))
    assert asked not in told
    assert "Known of: the County's policy of 2017-02-17 to honor detainers, and its jails' agreement under 8 USC 1357(g)" in told
    other = ("decide", "us-fl-broward-county", "--actor", "jail", *HOLD, "paper=detainer", "--on", "2026-11-30", "--all")
    assert asked in said(sanctuary(*other))


def test_a_place_whose_name_begins_a_sentence_keeps_its_capital(sanctuary: Sanctuary) -> None:
    """King County, within another sentence."""
    told = said(sanctuary("decide", "us-wa-king-county", "--actor", "jail", *HOLD, "paper=detainer", "--on", "2026-11-30"))
    assert told.startswith("By reports, King County must not hold somebody longer on a detainer")


@pytest.mark.parametrize(("paper", "asks"), [("detainer", True), ("i-247a with i-200", False)])
def test_an_interview_asks_for_the_warrant_where_it_was_not_named(
    sanctuary: Sanctuary, monkeypatch: pytest.MonkeyPatch, paper: str, asks: bool
) -> None:
    """The question, and the answer at its end."""
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    place = ("us-fl-miami-dade-county", "--actor", "jail", "--resource", "subject", "--on", "2026-11-30")
    told = said(sanctuary("interview", *place, *HOLD, f"paper={paper}", "--fact", "requester=immigration-authority"))
    wants = "Is this person the one whom the paper names, and did it come with a Form I-200 or I-205 (Fla. Stat. 908.102(2)(c), not read)?"
    assert (wants in told) is asks
    assert (WITH_IT in told) is asks
    assert "must hold somebody longer" in told


def test_transport_on_a_detainer_asks_for_the_warrant_too(sanctuary: Sanctuary) -> None:
    """908.104(4) speaks of the same detainer."""
    asks = ("--action", "join", "--resource", "transport", "--fact", "paper=detainer")
    wants = (
        "Does the text of the paper cover what is asked, and did it come with a Form I-200 or I-205 (Fla. Stat. 908.102(2)(c), not read)?"
    )
    assert wants in said(sanctuary(*MIAMI, *asks))


def test_police_are_led_to_whoever_keeps_the_jail(sanctuary: Sanctuary) -> None:
    """Where that is no sheriff, it is not called one."""
    asks = ("--actor", "police", *HOLD, "paper=detainer", "--on", "2026-11-30")
    told = said(sanctuary("decide", "miami", *asks))
    assert f"jail, {BODY} keeps it and decides: ask about the jail (--actor jail) instead." in told
    assert "Hillsborough County, Florida keeps it and decides: ask about the sheriff instead." in said(
        sanctuary("decide", "Tampa, FL", *asks)
    )
