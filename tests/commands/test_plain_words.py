"""Words that two first readers asked for: what is typed is taken, and what is told names whose law, which section and what to do next."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]
ON = ("--on", "2026-06-01")
HAND_OVER = ("decide", "los-angeles", "--actor", "police", "--action", "transfer", "--resource", "subject", *ON)


def flat(text: str) -> str:
    """The words of a screen in one line."""
    return " ".join(text.split())


@pytest.mark.parametrize(("typed", "value"), [("yes", "true"), ("No", "false"), ("TRUE", "true")])
@pytest.mark.parametrize("fact", ["history.held_to_answer", "required_by_law"])
def test_a_fact_is_so_by_yes_and_no(sanctuary: Sanctuary, fact: str, typed: str, value: str) -> None:
    """A fact of a record and one of none: the same answer as by true and false."""
    ran = sanctuary(*HAND_OVER, "--fact", f"{fact}={typed}")
    assert f"'{fact}={typed}' as {fact}={value}" in ran.err
    assert ran.out == sanctuary(*HAND_OVER, "--fact", f"{fact}={value}").out


def test_a_fact_is_found_by_its_meaning(sanctuary: Sanctuary) -> None:
    """One of two meanings is asked back; a value that was typed as a fact is the fact that has it, where it is so."""
    assert "did you mean 'history.serious_or_violent_conviction' or" in sanctuary(*HAND_OVER, "--fact", "violent_felony=yes").err
    book = ("decide", "los-angeles", "--actor", "police", "--action", "book", "--resource", "park-vending", *ON)
    assert "as identification=consular-card" in sanctuary(*book, "--fact", "consular card=true").err
    assert sanctuary(*book, "--fact", "consular card=false").code == 2


def test_what_is_missing_is_asked_with_its_list(sanctuary: Sanctuary) -> None:
    """Which offense, of all of them."""
    told = sanctuary("decide", "los-angeles", "--actor", "police", "--action", "book", *ON)
    flat = " ".join(told.err.split())
    assert (told.code, "For which offense? For example: sanctuary decide" in flat, "illegal-entry" in flat) == (2, True, True)


def test_a_place_or_an_option_out_of_its_place_is_told_where_it_goes(sanctuary: Sanctuary) -> None:
    """A place before a command, and the days of another command; a misspelled command is none of these."""
    assert "sanctuary assess Houston" in sanctuary("Houston").err
    assert "sanctuary assess 'Los Angeles'" in sanctuary("Los", "Angeles").err
    assert "--other-on" in sanctuary("compare", "houston", "--since", "2017-01-01").err
    assert "is a place" not in sanctuary("asess", "Houston").err


def test_today_is_a_day(sanctuary: Sanctuary) -> None:
    """Wherever a day is taken, it is as if the day of today, which is the default, were written."""
    assert sanctuary("facts", "houston", "--on", "today").out == sanctuary("facts", "houston").out
    assert sanctuary("facts", "houston", "--on", "tomorrow").code == 2


def test_each_level_is_told_with_its_section(sanctuary: Sanctuary) -> None:
    """What a level says that does not decide it would say; every one with a citation."""
    facts = ("--fact", "paper=detainer", "--fact", "history.serious_or_violent_conviction=true")
    told = flat(sanctuary(*HAND_OVER, *facts).out)
    assert "California would permit it (Gov. Code 7282.5(a)(1)); the City of Los Angeles forbids it (LA Ord. 188441" in told
    assert "By reports, the Los Angeles Police Department must not" in told


def test_a_yes_says_whose_law_it_is_and_who_can_change_it(sanctuary: Sanctuary) -> None:
    """As each no does."""
    told = flat(sanctuary("assess", "los-angeles", *ON).out)
    assert "It would be no if the state and the council repealed such rules." in told


def test_a_definition_begins_with_its_criteria_and_all_that_can_be_changed(sanctuary: Sanctuary) -> None:
    """A line for each criterion before the details; every difference by number, none counted; no codes of rules."""
    told = sanctuary("assess", "los-angeles", "--standard", "minimum", "--all", *ON).out
    table, details = told.index("criterion  status"), told.index("police. ")
    assert table < told.index("The council can change: ") < details
    assert "more" not in told[told.index("The council can change: ") : details]
    assert "everywhere]" not in told


def test_a_draft_is_said_to_be_one(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First of all, with the command that holds it against the law above."""
    monkeypatch.chdir(tmp_path)
    pack = "./us-fl-x"
    assert sanctuary("new", pack, "--parent", "us-fl", "--title", "X", "--government", "city").code == 0
    told = flat(sanctuary("assess", pack, *ON).out)
    assert told.partition("Is X a")[0].endswith(f"sanctuary check {pack} --against us-fl ")
    assert told.startswith("DRAFT, not enacted: what is told of X")


def test_disputes_begin_with_those_on_which_a_definition_turns(sanctuary: Sanctuary) -> None:
    """As many as the assessment says, of as many."""
    told, count = flat(sanctuary("disputes", "houston", "--all", *ON).out), flat(sanctuary("assess", "houston", *ON).out)
    assert "sanctuary disputes us-tx-houston" in count
    assert told.index("Answers by definitions turn on") < told.index("Turns: ") < told.index("on which no definition turns here")


def test_years_begin_with_laws_by_name(sanctuary: Sanctuary) -> None:
    """On a timeline and between two days."""
    told = flat(sanctuary("timeline", "california", "--from", "2017", "--to", "2018").out)
    assert "2018-01-04 SB 54, the California Values Act: Police may no longer hold people on an ICE detainer" in told
    assert "2017-01-01 The TRUTH Act: " in told
    days = ("compare", "california", "--on", "2016-06-01", "--other-on", "2018-06-01")
    assert "2017: The TRUTH Act" in flat(sanctuary(*days).out)
    assert "2018: SB 54, the California Values Act" in flat(sanctuary(*days).out)
