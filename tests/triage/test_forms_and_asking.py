"""Numbers that are a form's, and papers that only ask a court."""

import pytest

from sanctuary.triage.kinds import ASKS
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.page import pages_of_text
from sanctuary.triage.papers import Paper, papers_of
from triage.layout import ON


def papers(text: str) -> list[Paper]:
    return papers_of("paper.txt", pages_of_text(text), read_knowledge(), ON, "California")


@pytest.mark.parametrize(
    "line", ["2039 Elm Street", "1200 Elm Street", "1-213-555-0100", "3115 Oak Avenue", "Near exit 4 on I-205", "6637"]
)
def test_a_number_of_a_house_a_telephone_or_a_road_is_no_forms(line: str) -> None:
    """A bare number made a labor agency's summons a tax summons, or a warrant of immigration."""
    (paper,) = papers(f"DEPARTMENT OF LABOR\n{line}\nSUMMONS\nYou are summoned to appear and to bring the records of your business.\n")
    assert (paper.class_, paper.card and paper.card.title) == ("administrative", "Subpoena or demand of another agency")
    assert not any("form's number" in sign.sign for sign in paper.signs)


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("Form 2039 (Rev. 10-2010)", "Summons of the Internal Revenue Service"),
        ("2039 (Rev. 10-2010)", "Summons of the Internal Revenue Service"),
        ("DHS Form 3115 (6/09)", "Customs summons"),
    ],
)
def test_and_beside_the_word_form_or_an_edition_it_is(form: str, title: str) -> None:
    """As it is printed on the edge of a page."""
    (paper,) = papers(f"DEPARTMENT OF LABOR\nSUMMONS\nYou are summoned to appear and to bring the records of your business.\n{form}\n")
    assert paper.card
    assert paper.card.title == title


@pytest.mark.parametrize("asks", ["Application for a Search Warrant", "MOTION TO DETAIN", "Affidavit in Support of Criminal Complaint"])
def test_a_paper_that_asks_a_court_is_told_as_one(asks: str) -> None:
    """It is not told as a paper whose title is missing."""
    head = "UNITED STATES DISTRICT COURT\nfor the\nDistrict of Oregon\nCase No. 3:26-mj-00123"
    (paper,) = papers(f"{head}\n\n{asks}\n\nI, an officer, ask this.\nJudge's signature: /s/ S. Specimen\n")
    assert paper.class_ == "unknown"
    assert any(sign.sign == ASKS for sign in paper.signs)
    assert not any("title" in one for one in paper.missing)
