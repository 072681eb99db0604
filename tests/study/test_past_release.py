"""A detainer asks for a hold: an answer on a transfer or a notice on one says what the law says of that, and a memo what else is asked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

DETAINER = ("--fact", "requester=immigration-authority", "--fact", "paper=detainer", "--on", "2026-11-22")
TRANSFER, NOTICE = ("--action", "transfer"), ("--action", "disclose", "--resource", "release-date")


def first_block(ran: Ran) -> str:
    """The lines before the first heading, as one."""
    assert ran.code == 0
    return " ".join(ran.out.partition("\n\n")[0].split())


@pytest.mark.parametrize("asked", [TRANSFER, NOTICE])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("us-ca-long-beach", "must not keep the person past release on it"),
        ("us-il", "must not keep the person past release on it (5 ILCS 805/15(a))."),
        ("us-tx", "must keep the person past release on it, if the paper is for this person"),
        (
            "us-co-denver",
            "by reports, the police must not keep the person past release on it (C.R.S. 24-76.6-101",
        ),
        ("us-nd", "of keeping the person past release on it no rule was found, and that is no permission."),
    ],
)
def test_the_first_block_says_what_a_hold_on_the_detainer_is(sanctuary: Sanctuary, place: str, said: str, asked: tuple[str, ...]) -> None:
    """To allow a transfer is no permission to keep the person until somebody comes."""
    told = first_block(sanctuary("decide", place, "--actor", "police", *asked, *DETAINER))
    assert f"A detainer asks for a hold: {'' if place in ('us-co-denver', 'us-nd') else 'the police '}{said}" in told


@pytest.mark.parametrize(
    ("place", "outcome", "cites"), [("us-il", "must-not", "5 ILCS 805/15(a)"), ("us-tx", "depends", "Code Crim. Proc.")]
)
def test_the_report_has_the_answer_of_a_hold_by_the_same_facts(sanctuary: Sanctuary, place: str, outcome: str, cites: str) -> None:
    """As `decide` gives it of the hold itself; null of a hold, and of another paper."""
    asked = ("decide", place, "--actor", "police", *DETAINER, "--format", "json")
    found = json.loads(sanctuary(*asked, *TRANSFER).out)["past_release"]
    hold = json.loads(sanctuary(*asked, "--action", "hold").out)
    assert found["outcome"] == hold["outcome"] == outcome
    assert (found["outcomes"], found["because"]) == (hold["outcomes"], hold["because"])
    assert any(one.startswith(cites) for one in found["cites"])
    assert hold["past_release"] is None
    other = [one.replace("paper=detainer", "paper=transfer-request") for one in (*asked, *TRANSFER)]
    assert json.loads(sanctuary(*other).out)["past_release"] is None


def test_a_memo_names_known_law_first_and_the_duties_of_the_notice(sanctuary: Sanctuary, tmp_path: Path) -> None:
    """On its first page, with addresses and a date; how a word was read stands at the end, and a yearly report says to whom it goes."""
    docx = pytest.importorskip("docx")
    made = tmp_path / "memo.docx"
    typed = [one.replace("immigration-authority", "ICE") for one in DETAINER]
    ran = sanctuary("decide", "us-ca-long-beach", "--actor", "police", *TRANSFER, *typed, "--format", "docx", "-o", str(made))
    assert ran.code == 0
    lines = [one.text for one in docx.Document(str(made)).paragraphs]
    text = "\n".join(lines)
    assert "Date: 2026-11-22, the day of the law that is told" in lines
    first, known = (next(at for at, one in enumerate(lines) if one.startswith(word)) for word in ("A detainer asks", "Read this first"))
    turns = lines.index("It turns on")
    assert first < known < turns
    assert "RES-18-0032" in lines[known + 1]
    assert "http" in lines[known + 1]
    assert text.count("RES-18-0032") == 1
    assert not any(one.startswith("Asked:") for one in lines)
    assert lines.index("How words of the question were read") > lines.index("How far this was read")
    assert "tell the person's attorney, or whomever the person names (Gov. Code 7283.1(b)" in text
    assert "to the state's Department of Justice, with the offense that allowed it (Gov. Code 7284.6(c)(2))" in text


def test_what_a_hold_asks_stands_beside_the_notice_on_the_same_detainer(sanctuary: Sanctuary) -> None:
    """Texas: the duty to tell the person, with its paragraph, and that nothing goes with the notice itself; Illinois commands no hold."""
    notice = ("--actor", "sheriff", *NOTICE, "--fact", "paper=detainer", "--on", "2026-11-30")
    told = " ".join(sanctuary("decide", "Harris County, TX", *notice).out.split())
    assert "What the sheriff must do No notice, copy, record or hour that goes with it was found." in told
    assert "Of the hold: if it is done: tell the person that the hold rests on a detainer (Code Crim. Proc. art. 2A.060(a)(2)" in told
    whole = " ".join(sanctuary("decide", "Harris County, TX", *notice, "--all").out.split())
    assert "Of the hold: release no later than 48 hours" in whole
    assert "Of the hold" not in sanctuary("decide", "us-il-cook", *notice, "--all").out
