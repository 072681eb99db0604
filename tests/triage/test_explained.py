"""A paper is a judge's only where each of its sentences is of a shape that such papers have."""

import pytest

from sanctuary.errors import PackError
from sanctuary.triage.grammar import Grammar
from triage.adversarial import ARREST, made
from triage.specimens import specimen, text_of
from triage.test_kinds import papers


@pytest.mark.parametrize(
    "sentence",
    [
        "This paper has done its work.",
        "Officers may stand down.",
        "The clerk shall take this off the active list.",
        "A second paper took its place.",
        "Ms. Alpha walked in on Tuesday and the court is content.",
        "Its time is up.",
        "The officer asks the court to sign this.",
        "Served 3/5/26.",
        "I sign for the judge, who is away.",
        "Defendant brought before this court March 5, 2026.",
        "The court will take it up next week.",
        "You are commanded to let the defendant be.",
        "The court finds that the purpose has been met.",
        "Use the new version.",
        "You must not arrest the defendant.",
        "The officer is directed to return this warrant.",
        "A judgment was entered in favor of the defendant on March 3, 2026.",
        "If no person is found in possession, leave the premises.",
    ],
)
@pytest.mark.parametrize("place", ["within", "alone", "behind"])
def test_a_sentence_of_no_known_shape_leaves_a_paper_open(sentence: str, place: str) -> None:
    """Whatever its words, and wherever it stands; the reader is told where, and never its words."""
    base = made(body="To any officer: " + ARREST)
    changed = {
        "within": base.replace("named above.", f"named above. {sentence}"),
        "alone": base.replace("DATED:", f"{sentence}\n\nDATED:"),
        "behind": f"{base}{sentence}\n",
    }[place]
    assert papers(base)[0].class_ == "judicial"
    (paper,) = papers(changed)
    assert paper.class_ == "unknown"
    told = [one for one in paper.signs if one.weighs == "against"]
    assert told
    assert all(one.page == 1 and one.place and sentence[:12] not in one.sign for one in told)


def test_a_sentence_under_a_short_line_is_read_by_itself() -> None:
    """A form names the offense in a line without a point; what stands below it is no part of the offense."""
    form = text_of(specimen("arrest-warrant", 5, 0))
    offense = next(line for line in form.splitlines() if "briefly described" in line)
    assert papers(form)[0].class_ == "judicial"
    assert papers(form.replace(offense, f"{offense}\nDefendant was brought before this court on March 5, 2026."))[0].class_ == "unknown"


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("a (b", "does not close"), ("a b)", "did not open"), ("a | | b", "empty choice"), ("A", "small letters"),
        ("{other}", "no such rule"),
        ("[a]", "may be empty"), ("{rule} a", "begins with itself"),
    ],
)  # fmt: skip
def test_a_broken_shape_is_refused(rule: str, says: str) -> None:
    """With its name and what is wrong with it."""
    with pytest.raises(PackError, match=says):
        Grammar({"rule": rule})


@pytest.mark.parametrize(
    "sentence",
    [
        "This warrant was issued upon information furnished under oath by a complainant who lied.",
        "This warrant was issued upon a false complaint.",
        "The complaint was sworn falsely.",
        "There is probable cause to believe that the complainant lied.",
    ],
)
def test_a_paper_that_says_that_its_complaint_was_false_is_left_open(sentence: str) -> None:
    """Words of untruth are words of offenses, and no other open place takes them."""
    base = made(body="To any officer: " + ARREST)
    charged = "There is probable cause to believe that the defendant committed the offense of making a false report."
    assert [papers(base.replace("DATED:", f"{one}\n\nDATED:"))[0].class_ for one in (charged, sentence)] == ["judicial", "unknown"]
