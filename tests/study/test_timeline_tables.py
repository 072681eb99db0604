"""A timeline as a table: a row a stretch, with the law that moved each answer."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran


def test_a_timeline_as_a_table_and_as_json_names_the_law_that_moved_an_answer(sanctuary: Callable[..., Ran]) -> None:
    """CSV: a row a stretch, with the law, its citations and the digest to cite; JSON: `says` on each day on which a rule began or ended."""
    rows = list(csv.DictReader(io.StringIO(sanctuary("timeline", "illinois", "--format", "csv", "--all").out)))
    made = sanctuary("timeline", "illinois", "--format", "json", "--all").json
    assert {row["digest"] for row in rows} == {made["digest"]}
    verdicts = [one for one in made["tracks"] if one["kind"] == "verdict"]
    assert [(row["definition"], row["since"], row["answer"]) for row in rows if row["kind"] == "verdict"] == [
        (one["standard"], each["since"], each["answer"]) for one in verdicts for each in one["stretches"]
    ]
    first = next(row for row in rows if row["definition"] == "standard-technical" and row["answer"] == "yes")
    assert (first["since"], first["law"]) == ("2017-08-28", "The TRUST Act")
    assert (first["cites"], first["how"], first["event"]) == ("5 ILCS 805/15(a)", "first known", "The TRUST Act")
    mandate = next(row for row in rows if row["definition"] == "standard-mandate" and row["answer"] == "no")
    assert (mandate["law"], mandate["cites"]) == ("The TRUST Act", "5 ILCS 805/15(a)")  # what assess says decides
    assert (mandate["how"], mandate["event"]) == ("first known", "Public Act 104-0440*")
    assert [one["on"] for one in made["changes"] if (one["began"] or one["ended"] or one["courts"]) and not one["says"]] == []
    assert [one["on"] for one in made["changes"] if (one["began"] or one["ended"]) and not one["law"]] == []


def test_a_csv_has_the_plain_questions_and_is_cut_to_its_days(sanctuary: Callable[..., Ran]) -> None:
    """A row a stretch with the paragraph that decides and the law that moved it; what is only known from a day on names no law."""
    words = ("timeline", "illinois", "--from", "2016", "--to", "2021-12-31", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(sanctuary(*words).out)))
    assert {row["kind"] for row in rows} == {"verdict", "question"}
    assert min(row["since"] for row in rows) == "2016-01-01"
    assert max(row["until"] for row in rows) <= "2022-01-01"
    assert "" in {row["until"] for row in rows if row["since"] > "2017"}  # what goes on past the stretch has not ended with it
    found = {(row["definition"], row["since"]): (row["answer"], row["event"], row["cites"]) for row in rows if row["kind"] == "question"}
    assert found["hold", "2017-08-28"] == ("must-not", "The TRUST Act", "5 ILCS 805/15(a)")
    assert found["release-date", "2021-08-02"][:2] == ("must-not", "The Way Forward Act")
    assert found["agreement", "2017-08-28"] == ("may", "", "8 USC 1357(g)(1)")
    assert found["agreement", "2019-06-21"][:2] == ("must-not", "The Keep Illinois Families Together Act")
    assert {row["how"] for row in rows if row["since"] == "2016-01-01"} == {"not known before"}
    assert {row["known_from"] for row in rows} == {"2017-08-28"}
    one = list(csv.DictReader(io.StringIO(sanctuary("timeline", "illinois", "--standard", "technical", "--format", "csv").out)))
    assert {row["kind"] for row in one} == {"verdict"}


def test_the_law_of_an_answer_is_not_the_ruling_that_let_it_go_on(sanctuary: Callable[..., Ran]) -> None:
    """Texas: SB 4 of 2017 under its old and its new number, by the ruling; what became known names its law; a duty to come is told so."""
    rows = list(csv.DictReader(io.StringIO(sanctuary("timeline", "texas", "--format", "csv").out)))
    found = {(row["definition"], row["since"], row["answer"]): row for row in rows if row["kind"] == "question"}
    told = {key: (row["how"], row["law"], row["event"]) for key, row in found.items()}
    assert told["hold", "2017-09-25", "must"] == ("first known", "SB 4 of 2017", "City of El Cenizo v. Texas")
    assert told["hold", "2025-01-01", "must"][:2] == ("same answer, new number", "SB 4 of 2017")
    assert told["release-date-no-paper", "2018-03-13", "may"] == ("first known", "SB 4 of 2017", "")
    assert told["agreement", "2026-12-01", "must"] == ("enacted, to come", "SB 8 of 2025", "SB 8 of 2025, due")
    assert found["agreement", "2026-12-01", "must"]["title"] == "Join the 287(g) program, in the plainest case: county sheriffs"
    own = [(row["since"], row["until"], row["answer"]) for row in rows if (row["definition"], row["who"]) == ("agreement", "sheriff")]
    assert own[1:] == [("2018-03-13", "2026-01-01", "may"), ("2026-01-01", "2026-12-01", "depends"), ("2026-12-01", "", "must")]
    assert min(row["since"] for row in rows) == "2016-01-01"  # ten years, as text has it
    made = sanctuary("timeline", "texas", "--format", "json").json
    assert min(one["on"] for one in made["changes"]) >= "2016-01-01"
    assert {each["until"] is None or each["until"] > "2016-01-01" for one in made["tracks"] for each in one["stretches"]} == {True}


def test_a_ban_on_policies_has_rows_and_stands_in_the_summary_and_the_picture(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Florida: each kind of limit from the act of 2019 on, through the order that stopped it; nothing of a state that bans none."""
    rows = list(csv.DictReader(io.StringIO(sanctuary("timeline", "florida", "--format", "csv").out)))
    held = [row for row in rows if (row["kind"], row["definition"]) == ("limit", "honoring-detainers")]
    assert [(row["since"], row["answer"], row["how"], row["event"]) for row in held] == [
        ("2016-01-01", "unknown", "not known before", ""),
        ("2019-07-01", "void", "first known", "SB 168 of 2019"),
        ("2021-09-21", "open", "changed", "City of South Miami v. Governor of Florida"),
        ("2023-04-13", "void", "changed", "City of South Miami v. Governor of Florida"),
    ]
    assert {row["how"] for row in rows if row["since"] == "2019-07-01"} == {"first known"}  # nothing was known before
    ban = "bans policies that limit some kinds of help for ICE (Fla. Stat. 908.103)"
    assert ban in " ".join(sanctuary("timeline", "florida").out.split())
    sanctuary("timeline", "florida", "--format", "svg", "-o", str(tmp_path / "florida.svg"))
    assert ban in " ".join(re.findall(">([^<]+)</text>", (tmp_path / "florida.svg").read_text("utf-8")))
    assert ",limit," not in sanctuary("timeline", "illinois", "--format", "csv").out


def test_an_answer_rests_on_no_rule_that_only_may_have_been_in_force(sanctuary: Callable[..., Ran]) -> None:
    """New Jersey, 2019-03-15: the directive, and not its rule on agreements, whose first day is not established."""
    rows = csv.DictReader(io.StringIO(sanctuary("timeline", "new-jersey", "--format", "csv").out))
    first = [row for row in rows if row["since"] == "2019-03-15" and row["kind"] == "verdict" and row["law"]]
    assert {row["law"] for row in first} == {"The Attorney General's Immigrant Trust Directive (2018-6)"}


def test_what_stood_before_the_search_is_told_where_it_is_known(sanctuary: Callable[..., Ran]) -> None:
    """New Jersey and Florida, in a timeline and a comparison: by reports and not encoded; the answers stay not known."""
    for place, day, told in (("new-jersey", "2016", "Directive 2007-3 had police ask"), ("florida", "2018", "there was no chapter 908")):
        for words in (("timeline", place), ("compare", place, "--from", day, "--to", "2025-12-31")):
            said = " ".join(sanctuary(*words).out.split())
            assert "by reports and not encoded: " in said
            assert told in said
        assert "not known" in said
        assert "is not known beyond the laws that were found." in said or "is that of a rule that was found" in said
    early = " ".join(sanctuary("timeline", "new-jersey", "--from", "2000", "--to", "2006").out.split())
    assert "not encoded: from 2007-08-22 on, Attorney General Directive 2007-3" in early
    assert "Before 2" not in sanctuary("timeline", "new-jersey", "--from", "2020").out


@pytest.mark.parametrize("place", ["florida", "texas", "harris county", "los angeles county"])
def test_no_two_rows_tell_one_officer_the_same_days(sanctuary: Callable[..., Ran], place: str) -> None:
    """For each question and officer the stretches follow one another without a gap or an overlap, from the first day to the last."""
    rows = list(csv.DictReader(io.StringIO(sanctuary("timeline", place, "--format", "csv").out)))
    tracks: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for row in rows:
        tracks.setdefault((row["kind"], row["definition"], row["who"]), []).append((row["since"], row["until"]))
    for days in tracks.values():
        assert days[-1][1] == ""
        assert [until for _, until in days[:-1]] == [since for since, _ in days[1:]]
