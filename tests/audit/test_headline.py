"""The first sentence of an audit and the rows behind it: no row that cannot be told passes as one that is in order."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Ran
from sanctuary.audit.figures import ORDER, Count
from sanctuary.audit.headline import BREACHES, in_order, many

Command = Callable[..., Ran]

MAP = """title = "Requests"
each_row = "a request by immigration authorities to the jail"
[act]
actor = "jail"
[act.action]
column = "wanted"
words = [{ value = "hold", any = ["hold"] }, { value = "tell", any = ["tell ICE"] }, { value = "interview", any = ["interview"] }]
[act.resource]
column = "wanted"
words = [{ value = "person", any = ["hold", "interview"] }, { value = "release-date", any = ["tell ICE"] }]
[day]
column = "day"
[done]
column = "answer"
values = { no = "declined", yes = "done", half = "partly" }
[facts]
requester = "ICE"
purpose = "deportation"
[facts.paper]
column = "form"
words = [{ value = "I-247A", any = ["I-247A"] }, { value = "I-200", any = ["I-200"] }, { value = "no paper", any = ["none"] }]
"""
HEAD = "day,wanted,form,answer"


def ask(folder: Path, sanctuary: Command, place: str, rows: str, *more: str, table: str = "t.csv") -> Ran:
    if rows:
        (folder / table).write_text(f"{HEAD}\n{rows}", encoding="utf-8")
    (folder / "m.toml").write_text(MAP, encoding="utf-8")
    ran = sanctuary("audit", place, str(folder / table), "--map", str(folder / "m.toml"), *more)
    assert ran.code == 0, ran.err
    return ran


def flat(ran: Ran) -> str:
    return " ".join(ran.out.split())


OPEN = "2026-03-01,hold till Monday,I-247A,no\n" * 3 + "2026-03-02,interview,none,yes\n" * 2


def test_rows_that_cannot_be_told_come_before_an_all_clear(tmp_path: Path, sanctuary: Command) -> None:
    """In text, page, JSON and picture; what became of them is told."""
    page = tmp_path / "a.html"
    text = flat(ask(tmp_path, sanctuary, "Harris County, Texas", OPEN, "-o", str(page)))
    told = "For 3 of 5 rows the law cannot be told; what was asked was declined; of the other 2, none broke the encoded law"
    assert told in text
    assert f"<strong>{told}.</strong>" in page.read_text()
    assert "In none of" not in text
    assert text.index("facts are open [depends]") < text.index("[may]")
    report = ask(tmp_path, sanctuary, "Harris County, Texas", OPEN, "--format", "json").json
    assert report["headline"] == told
    assert report["parted_rows"] == []
    drawn = re.search(r"<desc[^>]*>([^<]*)</desc>", page.read_text())
    assert drawn
    assert drawn[1].startswith("depends: 3")


def test_of_few_rows_that_cannot_be_told_the_breach_comes_first(tmp_path: Path, sanctuary: Command) -> None:
    """And they are told behind it."""
    rows = "2026-03-01,tell ICE when he gets out,I-247A,yes\n" * 5 + "2026-03-02,hold,I-247A,half\n2026-03-02,interview,,no\n"
    report = ask(tmp_path, sanctuary, "us-il", rows, "--format", "json").json
    assert report["headline"].startswith(
        "In 5 of 7 rows the law forbade what was done; in 1 of 7 rows the law forbade what was done in part"
    )
    assert report["parted"]["rows"] == 6


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.integers(1, 40)), unique_by=lambda one: one[0]))
def test_no_outcome_is_lost_in_the_order_of_showing(held: list[tuple[str, int]]) -> None:
    """All that cannot be told stand together, first where they are many."""
    counts = [Count(of=name, rows=rows, acts=rows) for name, rows in held]
    shown = in_order(counts)
    assert sorted(shown, key=lambda one: one.of) == sorted(counts, key=lambda one: one.of)
    cannot = [one for one in counts if one.of in ("depends", "conflict", "unknown")]
    if many(sum(one.rows for one in cannot), sum(one.rows for one in counts)):
        assert {one.of for one in shown[: len(cannot)]} == {one.of for one in cannot}


NOTED = """day,wanted,form,answer,remarks
2026-03-01,hold,I-247A,no,"two
lines"

2026-03-04,tell ICE,I-247A,yes,
2026-03-05,interview,none,yes,
"""


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_rows_that_part_are_named_by_row_and_line(ending: str, tmp_path: Path, sanctuary: Command) -> None:
    """Row 2 is line 5 where a cell has two lines and a line is blank; a table without lines has none. Nothing else of a row is told."""
    (tmp_path / "t.csv").write_text(NOTED)
    if ending == "parquet":
        names = ("day", "wanted", "form", "answer")
        pl.DataFrame(
            [
                ("2026-03-01", "hold", "I-247A", "no"),
                ("2026-03-04", "tell ICE", "I-247A", "yes"),
                ("2026-03-05", "interview", "none", "yes"),
            ],
            schema=names,
            orient="row",
        ).write_parquet(tmp_path / "t.parquet")
    ran = ask(tmp_path, sanctuary, "cook county", "", table=f"t.{ending}")
    line: tuple[int | None, int | None] = (5, 6) if ending == "csv" else (None, None)
    rows = ask(tmp_path, sanctuary, "cook county", "", "--format", "json", table=f"t.{ending}").json["parted_rows"]
    assert [(one["row"], one["line"], one["action"]) for one in rows] == [(2, line[0], "disclose"), (3, line[1], "allow-interview")]
    at = "row 2 (line 5)" if ending == "csv" else "row 2,"
    assert at in flat(ran)
    assert "give out the release date, done; forbidden by 5 ILCS 805/15(a), notice" in flat(ran)
    assert "forbidden by 5 ILCS 805/15(h)(2) or Cook County Code 46-37(b), access" in flat(ran)
    assert "two" not in ran.out.replace("two things", "")


def test_ten_rows_are_listed_and_the_others_counted(tmp_path: Path, sanctuary: Command) -> None:
    """With the option that lists all; and its file names the rules of which one decides."""
    rows = "2026-03-05,interview,none,yes\n" * 13
    text = flat(ask(tmp_path, sanctuary, "cook county", rows, "--rows", str(tmp_path / "rows.csv")))
    assert "row 10 (line 11)" in text
    assert "row 11 (line 12)" not in text
    assert "and 3 more: --rows FILE.csv lists all" in text
    because = pl.read_csv(tmp_path / "rows.csv")["because"].unique().to_list()
    assert because == ["us-il/5-ilcs-805-15-h-2 or us-il-cook/cook-46-37-b-access"]


def test_everyday_words_of_a_mapping_are_read_and_told(tmp_path: Path, sanctuary: Command) -> None:
    """As `decide` reads them; a word of two meanings is refused with both."""
    text = flat(ask(tmp_path, sanctuary, "us-il", OPEN))
    assert "'jail' as sheriff" in text
    assert "'I-247A' as detainer" in text
    (tmp_path / "m.toml").write_text(MAP.replace('"I-200", any', '"federal warrant", any'))
    ran = sanctuary("audit", "us-il", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
    assert ran.code == 2
    assert "'paper' cannot be 'federal warrant'" in ran.err


def rows_of(report: Any) -> set[tuple[str, str]]:
    return {(one["outcome"], one["done"]) for one in report["law"]["practice"] if one["rows"]}


def test_what_is_counted_as_parted_is_what_practice_shows(tmp_path: Path, sanctuary: Command) -> None:
    """The pairs of outcome and act that part are the same in the count, the list and the headline."""
    report = ask(tmp_path, sanctuary, "us-il", OPEN + "2026-03-01,hold,I-247A,yes\n", "--format", "json").json
    parted = sum(one["rows"] for one in report["law"]["practice"] if (one["outcome"], one["done"]) in BREACHES)
    assert report["parted"]["rows"] == parted == len(report["parted_rows"])
    assert json.dumps(report["parted_rows"]).count("I-247A") == 0
    assert rows_of(report)


LOG = """Date,What they wanted,Paperwork,Our answer
2026-01-01,interview,I-200,Said no
2026-02-02,hold till Monday,I-247A,Declined
2026-03-03,tell ICE when he gets out,I-247A,Told them
2026-04-04,hand him over at the gate,I-247A with I-200,Declined
"""


def test_a_log_in_everyday_words_is_proposed_by_its_own_columns(tmp_path: Path, sanctuary: Command) -> None:
    """The act, the paper and the answer come from the columns that tell them, and no act is said of every row."""
    (tmp_path / "log.csv").write_text(LOG)
    told = sanctuary("audit", "cook county", str(tmp_path / "log.csv"), "--suggest-map").out
    assert not re.search(r'^(action|paper) = "(?!decide)', told, re.MULTILINE)
    for table, column in (("act.action", "What they wanted"), ("act.resource", "What they wanted"), ("facts.paper", "Paperwork")):
        assert f'[{table}]\ncolumn = "{column}"' in told
    assert '[done]\ncolumn = "Our answer"' in told
    assert all(f'"{word}"' in told for word in ("tell ice when", "hand him over", "hold", "interview", "said no", "told them"))


def test_where_a_column_may_tell_the_act_none_is_said_of_every_row(tmp_path: Path, sanctuary: Command) -> None:
    """Cells that name detainers make no hold of every row; a column whose name is not told is named by its place."""
    rows = "".join(f"2026-01-0{n},zebra {n % 2},I-247A\n" for n in range(1, 9))
    (tmp_path / "log.csv").write_text(f"Date,Gruppe,Form\n{rows}")
    told = sanctuary("audit", "cook county", str(tmp_path / "log.csv"), "--suggest-map").out
    assert 'action = "decide: Nothing tells the act' in told
    assert "1 column (column 2), not shown because the name may be a cell of a row" in told
