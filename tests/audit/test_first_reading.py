"""What an audit tells first, what it says of law that nobody read, and its next steps."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.audit.ready import READY

Command = Callable[..., Ran]

ROWS = """received,agency,request,form,answer
2024-02-10,City Police,hold,I-247A with I-200,declined
2024-02-11,City Police,hold,I-247A,honored
2024-02-12,City Police,hold,none,declined
"""

MAP = """title = "Requests"
each_row = "a request by immigration authorities"
[act]
actor = "police"
action = "hold"
resource = "subject"
[day]
column = "received"
formats = ["%Y-%m-%d"]
[done]
column = "answer"
values = {{ declined = "declined", honored = "done" }}
[facts]
requester = "immigration-authority"
purpose = "civil-immigration"
{more}
[facts.paper]
column = "form"
values = {{ {forms} }}
"""

FORMS = '"I-247A with I-200" = "detainer", "I-247A" = "detainer", none = "none"'


def told(folder: Path, sanctuary: Command, place: str, more: str = "", forms: str = FORMS) -> str:
    """The report as one line of text."""
    (folder / "t.csv").write_text(ROWS)
    (folder / "m.toml").write_text(MAP.format(more=more, forms=forms))
    return " ".join(sanctuary("audit", place, str(folder / "t.csv"), "--map", str(folder / "m.toml")).out.split())


def test_what_is_asked_is_the_paper_and_a_dropped_one_is_told(tmp_path: Path, sanctuary: Command) -> None:
    """A warrant that comes with a detainer does not take its place."""
    (tmp_path / "t.csv").write_text(ROWS)
    paper = sanctuary("audit", "us-tx", str(tmp_path / "t.csv"), "--suggest-map").out.partition("[facts.paper]")[2]
    assert 0 < paper.index('"detainer"') < paper.index('"administrative-warrant"')
    assert "1 names two papers: the one listed first decides" in paper


def test_law_against_practice_comes_first_and_read_is_not_decided(tmp_path: Path, sanctuary: Command) -> None:
    """California forbids to hold on a detainer; of the rows, those with one answer are counted."""
    text = told(tmp_path, sanctuary, "us-ca")
    assert "In 1 of 3 rows the law forbade what was done" in text
    page = tmp_path / "page.html"
    assert sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "-o", str(page)).code == 0
    assert "In 1 of 3 rows the law forbade what was done." in page.read_text()
    assert " decided" not in text.partition("what California")[0]
    assert "3 rows read, " in text


LOG = """Recd,Agency,Request,Released,Response
2026-11-01,ICE,detainer,2026-11-02,Held 24 hrs
2026-11-03,ICE,detainer + notify,2026-11-04,Turned over
2026-11-05,ICE,notify,2026-11-06,not turned over
"""


def test_the_day_of_receipt_is_proposed_and_two_things_in_a_row_are_told(tmp_path: Path, sanctuary: Command) -> None:
    """A log as a jail keeps one: the day is that of receipt; of a row that asks two things, one is judged, and that is said."""
    (tmp_path / "log.csv").write_text(LOG)
    proposed = sanctuary("audit", "us-ca", str(tmp_path / "log.csv"), "--suggest-map").out
    assert 'column = "Recd"' in proposed.partition("[day]")[2]
    assert all(word in proposed.partition("[done]")[2] for word in ("turned over", "held 24"))
    finished = re.sub(r" *# decide.*", "", re.sub(r'"decide: Nothing[^"]*"', '"sheriff"', proposed)).replace("decide: ", "")
    (tmp_path / "m.toml").write_text(finished)
    ran = sanctuary("audit", "us-ca", str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"), "-o", str(tmp_path / "out"))
    assert "1 row asks two things; one was judged" in " ".join(ran.out.split())
    assert ran.out.endswith(f"Written: {tmp_path / 'out'}\n")


def test_a_state_that_nobody_encoded_was_not_read(tmp_path: Path, sanctuary: Command) -> None:
    """As `decide` says of the place; where its law is encoded, the words are others."""
    text = told(tmp_path, sanctuary, "us-mn")
    assert "no federal rule was found (the law of Minnesota was not read)" in text
    report = sanctuary("audit", "us-mn", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "--format", "json").json
    silent = [one["reading"] for one in report["law"]["practice"] if one["outcome"] == "silent"]
    assert silent
    assert all(one.startswith("no federal rule was found (the law of Minnesota was not read), ") for one in silent)
    page = tmp_path / "mn.html"
    assert sanctuary("audit", "us-mn", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "-o", str(page)).code in (0, 1)
    assert "not always searched to the end; the law of Minnesota was not read." in page.read_text()
    assert "was not read" not in told(tmp_path, sanctuary, "us-tx").replace("the text was not read", "")


def test_a_fact_of_every_row_that_cannot_stand_in_some_has_a_next_step(tmp_path: Path, sanctuary: Command) -> None:
    """The row is not judged, and the report says which line of the mapping does it."""
    text = told(tmp_path, sanctuary, "us-ca", 'paper_court = "own-state"', FORMS.replace("detainer", "federal-arrest-warrant", 1))
    assert "[facts] says this of every row: requester, purpose, paper_court." in text
    assert "tell it by a column, or leave it out" in text


def test_a_row_without_a_paper_is_judged_whatever_is_said_of_every_paper(tmp_path: Path, sanctuary: Command) -> None:
    """As if nothing were said of it, and the report counts such rows."""
    text = told(tmp_path, sanctuary, "us-ca", "paper_covers_request = true")
    assert "3 rows read" in text
    assert "contradicts itself" not in text
    assert "1 row has no paper: that it covers the request ([facts] paper_covers_request) is not said of it." in text


def test_where_no_row_is_judged_the_next_step_is_told(tmp_path: Path, sanctuary: Command) -> None:
    """No empty table stands there."""
    (tmp_path / "m.toml").write_text(MAP.format(more="", forms=FORMS).replace("%Y-%m-%d", "%m/%d/%Y"))
    (tmp_path / "t.csv").write_text(ROWS)
    text = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml")).out
    assert "no row was judged" in text
    assert "--unknown FILE" in text
    assert "what California says" not in text


@pytest.mark.parametrize("name", [one.file for one in READY])
def test_a_ready_mapping_can_be_read(name: str, sanctuary: Command) -> None:
    """Its text, before a table is."""
    assert sanctuary("audit", "us-ca", "-", "--show-map", name).out.startswith("title = ")


def test_a_hint_ends_once(sanctuary: Command, tmp_path: Path) -> None:
    """A question has no full stop after it; nothing private, nothing was left out."""
    (tmp_path / "m.toml").write_text(MAP.format(more="", forms=FORMS).replace('"form"', '"forms"'))
    (tmp_path / "t.csv").write_text(ROWS)
    assert "'form'? Correct" in sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml")).err
    assert "# Nothing was left out.\n" in sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
