"""The same words are the same, however they were typed; a word that is denied is not said; NA is nothing."""

from pathlib import Path

import polars as pl
import pytest

from audit.test_mapping import BASE, coded, mapped, translation
from sanctuary.audit.marks import blank, says, unknown
from sanctuary.audit.phrases import NEGATED, holds, said_in, share_of
from sanctuary.engine.table import PAPER_OPEN
from sanctuary.errors import EvidenceError
from sanctuary.law.packs import Library

DETAINER = BASE + '[facts.paper]\ncolumn = "t"\nwords = [{{ value = "detainer", any = ["{phrase}"] }}]\n'


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("orden de detenci\u00f3n", "Orden de detencio\u0301n de ICE"),
        ("orden de detencio\u0301n", "ORDEN DE DETENCI\u00d3N"),
        ("administrative warrant", "ad\u00adminis\u00adtra\u00adtive warrant"),
        ("administrative warrant", "ADMINIS-\nTRATIVE WARRANT"),
        ("filed", "\ufb01led"),
        ("administrative warrant", "filed administrative\u200bwarrant"),
        ("administrative warrant", "\uff21\uff24\uff2d\uff29\uff2e\uff29\uff33\uff34\uff32\uff21\uff34\uff29\uff36\uff25 warrant"),
        ("i-247a", "I\u2011247A"),
    ],
)
def test_a_word_is_found_however_it_was_typed(library: Library, tmp_path: Path, phrase: str, text: str) -> None:
    """Composed or not, with soft hyphens, broken at the end of a line, as a ligature, in full width."""
    found = coded(library, tmp_path, DETAINER.format(phrase=phrase), d=["2024-01-01"], t=[text])
    assert found[says("paper")].to_list() == [1]


@pytest.mark.parametrize(
    "text",
    [
        "no administrative warrant",
        "Without any administrative warrant",
        "not an administrative warrant",
        "sin administrative warrant",
        "non-administrative warrant",
        "No ICE administrative warrant was lodged",
        "did not receive an administrative warrant",
        "administrative warrant: none",
        "Administrative warrant - NO",
        "administrative warrant was not received",
    ],
)
def test_a_word_after_a_negation_is_told_and_left_open(library: Library, tmp_path: Path, text: str) -> None:
    """Neither the listed word nor `other`."""
    mapping = DETAINER.format(phrase="administrative warrant") + 'other = "none"\n'
    found = coded(library, tmp_path, mapping, d=["2024-01-01"], t=[text])
    assert (found[says("paper")].item(), found["paper"].item(), found[unknown("paper")].item()) == (NEGATED, None, True)
    assert found[PAPER_OPEN].item() is True


@pytest.mark.parametrize(
    "text",
    [
        "Warrant? No. administrative warrant signed",
        "administrative warrant, no bail",
        "nobody; administrative warrant",
        "no bail, administrative warrant",
        "administrative warrant not honored",
        "administrative warrant - north jail",
    ],
)
def test_a_negation_of_something_else_denies_nothing(library: Library, tmp_path: Path, text: str) -> None:
    """The end of a sentence lies between, or the word comes later."""
    found = coded(library, tmp_path, DETAINER.format(phrase="administrative warrant"), d=["2024-01-01"], t=[text])
    assert found[says("paper")].to_list() == [1]


def test_a_phrase_with_its_own_negation_may_be_listed(library: Library, tmp_path: Path) -> None:
    """And wins over what it denies."""
    mapping = (
        BASE
        + '[facts.paper]\ncolumn = "t"\nwords = [{ value = "none", any = ["no warrant"] }, { value = "detainer", any = ["warrant"] }]\n'
    )
    found = coded(library, tmp_path, mapping, d=["2024-01-01"] * 3, t=["No warrant", "warrant", "no valid warrant"])
    assert found[says("paper")].to_list() == [1, 2, NEGATED]


@pytest.mark.parametrize("cell", ["NA", "n/a", "#N/A", "(null)", "NULL", "-", "NaN", "  "])
def test_words_for_nothing_are_empty_and_counted(library: Library, tmp_path: Path, cell: str) -> None:
    """What R, Excel and Oracle write; `other` does not take them for another word."""
    mapping = BASE + '[facts.paper]\ncolumn = "t"\nvalues = { "I-247A" = "detainer" }\nother = "none"\nempty = "open"\n'
    found = coded(library, tmp_path, mapping, d=["2024-01-01"], t=[cell])
    assert found["paper"].to_list() == [None]
    assert found[blank("paper")].to_list() == [bool(cell.strip())]
    assert found[PAPER_OPEN].to_list() == [False]


def test_an_unknown_paper_is_told_from_an_empty_one(library: Library, tmp_path: Path) -> None:
    """An empty cell is asked as if no paper of a court were in hand; one that nobody could read may be any."""
    mapping = BASE + '[facts.paper]\ncolumn = "t"\nvalues = { "I-247A" = "detainer", "?" = "open" }\n'
    found = coded(library, tmp_path, mapping, d=["2024-01-01"] * 4, t=["I-247A", "", "scribble", "?"])
    assert found[PAPER_OPEN].to_list() == [False, False, True, True]


def test_cells_are_compared_without_odd_spaces_and_control_characters(library: Library, tmp_path: Path) -> None:
    """No-break spaces, doubled spaces, a NUL; composed or not."""
    mapping = BASE + '[facts.paper]\ncolumn = "t"\nvalues = { "pe\u00f1asco  form" = "detainer" }\n'
    found = coded(
        library, tmp_path, mapping, d=["2024-01-01"] * 4, t=["Pen\u0303asco\u00a0Form", "PE\u00d1ASCO FORM ", "pe\u00f1asco\x00form", "x"]
    )
    assert found[unknown("paper")].to_list() == [False, False, False, True]


def test_who_acts_cannot_be_left_open_on_purpose(library: Library, tmp_path: Path) -> None:
    """No row could be judged, and none would be counted as unknown."""
    text = BASE.replace('actor = "sheriff"', 'actor = { column = "a", values = { "x" = "sheriff" }, other = "open" }')
    with pytest.raises(EvidenceError, match="'actor' is left open"):
        mapped(library, tmp_path, text)


def test_two_columns_choose_a_word(library: Library, tmp_path: Path) -> None:
    """The first choice whose conditions all hold; a number is compared as one; what no choice takes is unknown, or `other`."""
    text = (
        BASE
        + """
[facts.purpose]
choose = [
  { value = "civil-immigration", when = [{ column = "reason", any = ["ice"] }, { column = "org", is = ["Federal", "State"] }] },
  { value = "other-crime", when = [{ column = "n", at_least = 10, below = 20 }] },
  { value = "other", when = [{ column = "org", empty = true }] },
]
"""
    )
    found = coded(
        library, tmp_path, text, d=["2024-01-01"] * 6,
        reason=["ICE hold", "no ice", "x", "x", "x", "ice"], org=["federal", "Federal", "City", "NA", "City", "City"],
        n=["1", "1", "1,2", "1", "15", "20"],
    )  # fmt: skip
    words = translation(library, mapped(library, tmp_path, text)).words["purpose"]
    assert [None if i is None else words[i] for i in found["word:purpose"]] == [
        "civil-immigration",
        None,
        None,
        "other",
        "other-crime",
        None,
    ]
    assert found[unknown("purpose")].to_list() == [False, True, True, False, False, True]


def test_a_share_of_cells_is_that_of_the_pattern_cell_by_cell() -> None:
    """Cells that come again, a word that another one negates, marks between words, and letters that grow in capitals."""
    cells = ["Border-Patrol", "border\npatrol", "no border patrol", "patrol of the border", "stra\u00dfe", "STRASSE", "", "Border-Patrol"]
    phrases = ["border patrol", "stra\u00dfe", "patrol", "ice", "border"]
    frame = pl.DataFrame({"cell": cells})
    alone = {one: int(frame.select(holds(pl.col("cell").str.to_uppercase(), [one]).sum()).item()) for one in phrases}
    assert alone == {"border patrol": 3, "stra\u00dfe": 2, "patrol": 4, "ice": 0, "border": 4}
    assert {one: share_of(cells, [one]) * len(cells) for one in phrases} == alone
    assert share_of(cells, phrases) * len(cells) == 6
    assert said_in(cells, phrases) == {one for one, count in alone.items() if count}
    assert (share_of([], phrases), share_of(cells, []), said_in(cells, ["ice"])) == (0, 0, frozenset())
