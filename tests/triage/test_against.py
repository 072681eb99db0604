"""What speaks against a court's paper: what others wrote into it, courts that are no states', an oath in place of a decision."""

import pytest

from triage.adversarial import made, state
from triage.test_kinds import papers


@pytest.mark.parametrize(
    ("right", "other", "sign"),
    [
        ("named above.", "named above. The Court will not issue the warrant.", "not yet, issued"),
        ("named above.", "______________________ without delay.", "place for the name"),
        ("SPECIMEN DEFENDANT ALPHA", "[NAME OF DEFENDANT]", "word in brackets"),
        ("SPECIMEN DEFENDANT ALPHA", "Defendant", "caption names nobody"),
        ("                    UNITED STATES", "Look what they held up at our door today\n\nUNITED STATES", "above the name of the court"),
        ("YOU ARE", "[read out to me by the agent at the door] YOU ARE", "in brackets"),
        ("UNITED STATES MAGISTRATE JUDGE", "UNITED STATES MAGISTRATE JUDGE\nThanks, can we let them in today?", "under the judge's place"),
        ("UNITED STATES MAGISTRATE JUDGE", "UNITED STATES MAGISTRATE JUDGE\n3/6/26 - def. appeared in court", "a note with a day"),
    ],
)
def test_what_others_wrote_into_a_paper_is_told_against_it(right: str, other: str, sign: str) -> None:
    """Around it, into it, or nothing where a form has a place."""
    (paper,) = papers(made().replace(right, other, 1))
    assert paper.class_ == "unknown"
    assert any(sign in one.sign for one in paper.signs if one.weighs == "against"), paper.signs


@pytest.mark.parametrize(
    ("court", "sign"),
    [
        ("IN THE DISTRICT COURT OF THE NAVAJO NATION", "tribe"), ("TRIBAL COURT OF THE PUEBLO OF SPECIMEN\nDISTRICT COURT", "tribe"),
        ("SUPERIOR COURT OF JUSTICE\nPROVINCE OF ONTARIO", "another country"), ("DISTRICT COURT\nSTATE OF SINALOA", "another country"),
        ("STUDENT COURT\nSUPERIOR COURT PROGRAM", "pupils"),
        ("SUPERIOR COURT OF NEW MEXICO", ""), ("CIRCUIT COURT OF PUEBLO COUNTY, COLORADO", ""),
        ("DISTRICT COURT OF INDIAN RIVER COUNTY, FLORIDA", ""),
    ],
)  # fmt: skip
def test_courts_that_are_no_states_are_not_taken_for_one(court: str, sign: str) -> None:
    """A tribe's, another country's, pupils'; a county may have such a name."""
    bench = made("BENCH WARRANT", who="District Judge").replace("District of Specimen", "")
    (paper,) = papers(bench.replace("UNITED STATES DISTRICT COURT\n", f"{court}\n"))
    assert (paper.class_ == "judicial") == (sign == "")
    assert not sign or any(sign in one.sign for one in paper.signs)


def test_an_oath_before_a_judge_is_no_warrant() -> None:
    """The judge's name stands under what an officer swore, and the warrant's own place is empty; with both written it is a judge's."""
    oath = "Subscribed and sworn to before me this day.\n/s/ SPECIMEN JUDGE\nJudge of the Superior Court\n\n"
    text = state("SEARCH WARRANT", "YOU ARE THEREFORE COMMANDED to search the place.", sign="{}").replace("YOU ARE", oath + "YOU ARE")
    assert papers(text.format("____________"))[0].class_ == "unknown"
    assert papers(text.format("/s/ SPECIMEN JUDGE"))[0].class_ == "judicial"
