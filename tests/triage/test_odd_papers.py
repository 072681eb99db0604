"""Papers in odd words, written before the rules were tried on them: 20 of judges and 20 that no judge decided; and some with other words.

The class in the head of each in `odd_papers.txt` is the one that is told now: a judge's paper in words that no shape explains is unknown.
"""

from datetime import date
from pathlib import Path

import pytest

from sanctuary.law.packs import OWN
from sanctuary.triage import read
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.papers import Paper, papers_of
from sanctuary.triage.words import phrase

ON = date(2026, 11, 20)
PAPERS = {
    head.split(" :: ")[1]: (head.split(" :: ")[0], text)
    for head, _, text in (part.partition("\n") for part in (Path(__file__).parent / "odd_papers.txt").read_text("utf-8").split("=== ")[1:])
}
BOXES = ("virginia detention order", "[X] JUDGE   [ ] INTAKE OFFICER   [ ] CLERK")
COUNTED = ("order for examination", "PCM 209  ORDER FOR EXAMINATION/TRANSPORT  MCL 330.1435, 330.1436, 330.1438", "")


def told(text: str) -> Paper:
    (paper,) = papers_of("paper", list(read.pages_of(Path("paper"), text.encode())), read_knowledge(), ON, "California")
    return paper


def changed(name: str, *pairs: str) -> str:
    """A paper with words put in place of others: in turn what stands there and what is to."""
    text = PAPERS[name][1]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_in_odd_words_is_told_as_what_it_is_or_left_open(name: str) -> None:
    """None that no judge decided is judicial; none of a judge is an agency's or nobody's."""
    class_, text = PAPERS[name]
    assert told(text).class_ == class_


@pytest.mark.parametrize(
    "at_the_place",
    [
        "[ ] JUDGE   [X] INTAKE OFFICER   [ ] CLERK", "[ ] JUDGE   [ ] INTAKE OFFICER   [X] CLERK",
        "[ ] JUDGE   [ ] INTAKE OFFICER   [ ] CLERK",
        "[X] JUDGE   [X] INTAKE OFFICER   [ ] CLERK", "[ ] JUDGE\n[X] INTAKE OFFICER\n[ ] CLERK", "JUDGE / INTAKE OFFICER / CLERK",
        "JUDGE OR INTAKE OFFICER", "JUDGE    INTAKE OFFICER    CLERK",
        "( ) JUDGE  (X) MAGISTRATE CLERK", "\u2610 JUDGE  \u2612 DEPUTY CLERK",
        "JUDGE [ ]   INTAKE OFFICER [X]", "Judge: \u2610   Clerk: \u2612", "Judge \u2610 Intake Officer \u2611",
        "_X_ INTAKE OFFICER   ___ JUDGE", "{X} INTAKE OFFICER { } JUDGE", "\u25a0 CLERK \u25a1 JUDGE", "X INTAKE OFFICER\nJUDGE",
        "JUDGE [ ]\nINTAKE OFFICER [X]", "INTAKE OFFICER [X]\nJUDGE [ ]", "Intake Officer\n[X]\nJudge\n[ ]",
        "[X] JUDGE   INTAKE OFFICER [X]",
        "Signature of Judge\nor Intake Officer", "Judge /\nClerk", "Judge\nor\nIntake Officer",
        "JUDGE\nINTAKE OFFICER", "INTAKE OFFICER\nJUDGE",
        "Judge/Designee", "Judge or designee", "Judge | Clerk", "Judge (or Clerk)", "JUDGE & CLERK", "Judge, Clerk", "Judge and/or Clerk",
        "Judge or Clerk: /s/ SPECIMEN SIGNER", "JUDGE   CLERK", "JUDGE\ncc: CLERK [X] JUDGE [ ]",
    ],
)  # fmt: skip
def test_a_place_for_several_offices_is_a_judges_where_one_box_says_so(at_the_place: str) -> None:
    """Some forms are signed by a judge or by somebody else, whatever stands between the offices and whoever's name is written."""
    for name in ("SPECIMEN JUDGE", "SPECIMEN SIGNER"):
        paper = told(changed(BOXES[0], "/s/ SPECIMEN JUDGE", f"/s/ {name}", BOXES[1], at_the_place))
        assert paper.class_ == "unknown"
        # A line in brackets is no place at all; then that is the reason.
        assert any("several offices" in one for one in (sign.sign for sign in paper.signs)) or any(
            "judge's place" in one for one in paper.missing
        )
    assert told(changed(BOXES[0], BOXES[1], "[ ] CLERK   [ ] INTAKE OFFICER   [X] JUDGE")).class_ == "judicial"


@pytest.mark.parametrize(
    ("at_the_place", "class_"),
    [
        ("Judge, Hearing Room 3", "judicial"), ("Judge, presiding at hearing", "judicial"), ("JUDGE/MAGISTRATE", "judicial"),
        ("Judge   ____________ CLERK", "judicial"),
        # Of these a sentence is not a usual one: that is the reason, and not the place.
        ("JUDGE\ncc: Judge, Sheriff, Jail", "unknown"), ("JUDGE\nDistribution: Court / Judge / Sheriff", "unknown"),
        ("JUDGE\nQuestions? Call the clerk, the judge's chambers, or the sheriff", "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_other_office_at_the_place_is_not_told_as_one(at_the_place: str, class_: str) -> None:
    """A room, a hearing, another place beside it, and the lines that tell who gets a copy."""
    paper = told(changed(BOXES[0], "/s/ SPECIMEN JUDGE", "/s/ SPECIMEN SIGNER", BOXES[1], at_the_place))
    assert paper.class_ == class_
    assert not any("several offices" in sign.sign for sign in paper.signs)


def test_who_gets_a_copy_signs_nothing() -> None:
    """A line that names the judge among those who get one is no judge's place."""
    assert told(changed(BOXES[0], "/s/ SPECIMEN JUDGE", "/s/ SPECIMEN SIGNER", BOXES[1], "cc: Judge, Sheriff, Jail")).class_ == "unknown"


@pytest.mark.parametrize(
    ("name", "old", "new", "class_"),
    [
        ("massachusetts search warrant", "[X] First or Administrative Justice", "[ ] Justice  [X] Assistant Clerk", "unknown"),
        ("new york bench warrant", "having failed to appear", "having appeared", "unknown"),
        ("ohio warrant on complaint", "has committed it, you", "has not committed it, you", "unknown"),
        ("california inspection warrant", "should be made of", "should not be made of", "unknown"),
        ("maryland body attachment", "having failed to appear in response", "having appeared in response", "unknown"),
        ("texas capias", "make due return of this writ.", "make due return of this writ. Return of this writ without arrest.", "unknown"),
        ("florida arrest warrant", "Bond: $2,500.", "Bond: $2,500. It ended at 9:00 a.m. The defendant is at liberty.", "unknown"),
        ("new york bench warrant", "unnecessary delay.", "unnecessary delay. This warrant expires ten days from its date.", "unknown"),
        ("illinois order of protection", "Judge: /s/ SPECIMEN JUDGE", "Clerk: /s/ SPECIMEN CLERK   Judge: ________", "court-issued"),
    ],
)  # fmt: skip
def test_a_few_other_words_undo_it(name: str, old: str, new: str, class_: str) -> None:
    """The same paper with what undoes it, or with somebody else at the place."""
    assert told(changed(name, old, new)).class_ == class_


def test_days_counted_from_a_day_below_are_counted() -> None:
    """Where a paper expires so many days from the date below, the count begins at the day that stands there."""
    assert told(changed(*COUNTED)).class_ == "judicial"
    late = told(changed(*COUNTED, "11/18/2026", "10/18/2026"))
    assert (late.class_, any("out of date" in text for text in late.irregular)) == ("unknown", True)


@pytest.mark.parametrize(
    "end",
    [
        "one year from the date below and on November 10, 2026", "30 days from the date below or until November 19, 2026",
        "one year from the date of entry, November 10, 2026", "one year from its date or on November 10, 2026",
        "one year from the date below or on November 10, 2026, whichever comes first",
        "one year from the date below, but not later than November 19, 2026", "one year from the date below or on Nov. 10, 2026",
        "one year from the date below or at 5:00 P.M. November 10, 2026", "on Tues. November 10, 2026",
        "on November 10, 2026 or November 10, 2027, whichever comes first",
    ],
)  # fmt: skip
def test_a_day_in_the_sentence_that_tells_the_end_is_the_end(end: str) -> None:
    """A count from another day does not undo it, and of several days the first may be meant."""
    late = told(changed(*COUNTED, "expires 10 days from the date below.", f"expires {end}."))
    assert (late.class_, any("out of date" in text for text in late.irregular)) == ("unknown", True)
    later = end.replace("2026", "2029").replace("2027", "2029")
    in_force = told(changed(*COUNTED, "expires 10 days from the date below.", f"expires {later}."))
    assert not any("out of date" in text for text in in_force.irregular)


def test_to_disclose_is_not_to_be_closed() -> None:
    """A phrase of two words is not found within one: "the file shall not be disclosed" says of no file that it is closed."""
    paper = told(PAPERS["order to disclose treatment records"][1])
    assert not any("not a paper in force" in sign.sign for sign in paper.signs)


def test_no_phrase_that_speaks_against_a_paper_stands_within_one_word() -> None:
    """Phrases are compared without spaces: one that is a part of a plain word would be found in it."""
    signs = read_knowledge().signs
    plain = {phrase(word) for name in ("words.txt", "plain.txt") for word in (OWN / name).read_text("utf-8").split()}
    several = [one for one in (*signs.disclaims.words, *signs.immigration.words) if " " in one]
    within = [one for one in several if any(phrase(one) in word for word in plain)]
    assert not within
    assert any(phrase("is closed") in word for word in plain)
