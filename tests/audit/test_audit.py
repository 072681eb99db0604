"""An audit counts every row once, judges it as the exact engine would, and leaks nothing."""

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import tiers
from audit.asked import MAP, PLANTED, files_of_at_most, random_rows, write
from conftest import Ran
from machine import need
from sanctuary.audit.audit import Audit, Side
from sanctuary.audit.counts import Tally
from sanctuary.audit.engines import ENGINES, Engine
from sanctuary.audit.mapping import read_mapping
from sanctuary.audit.report import report_of
from sanctuary.engine.answer import answer
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.tables.readers import open_table


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    (path := tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    return path


def test_counts_add_up_to_the_rows_read(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Judged and not judged are all rows; outcomes, actors and months each add up to the judged ones."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(1), 400))
    report = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--also", "us-tx", "--format", "json").json
    assert report["rows"] == 400
    for of in ("rows", "acts"):
        assert report["judged"][of] + sum(one[of] for one in report["not_judged"]) == 400
    judged = report["judged"]["rows"]
    for law in (report["law"], report["also"]):
        assert sum(one["rows"] for one in law["outcomes"]) == judged
        assert sum(one["rows"] for group in law["by_actor"] for one in group["outcomes"]) == judged
        assert sum(one["rows"] for group in law["by_month"] for one in group["outcomes"]) == judged
    assert sum(one["rows"] for one in report["cross"]) == judged
    text = report["texts"][0]
    rest = [text[name] for name in ("negated", "says_nothing", "not_listed", "empty")]
    assert sum(one["rows"] for one in (*text["words"], *rest)) == sum(one["acts"] for one in (*text["words"], *rest)) == 400


def test_every_row_is_what_the_exact_engine_says_of_it(mapping: Path, tmp_path: Path, library: Library) -> None:
    """Row by row: outcome, and the facts it turns on, under the law of the row's own day."""
    rows = random_rows(random.Random(2), 300)
    audit = Audit(read_mapping(mapping, library.vocabulary), [Side(library, "us-ca-los-angeles", {})])
    table = open_table(str(write(tmp_path / "t.csv", rows)))
    audit.tally(table, lambda _: None)
    acts = {"hold": ("hold", "subject"), "date": ("disclose", "release-date"), "talk": ("allow-interview", "subject")}
    papers = {"I-247A": "detainer", "court": "court-order"}
    purposes = {"ICE - vehicle": "civil-immigration", "homicide": "other-crime"}
    judged = 0
    for row, raw in zip(pl.concat(list(audit.rows(table)), how="diagonal").to_dicts(), rows, strict=True):
        if row["not_decided"] is not None:
            assert raw[0] in ("", "soon") or raw[1] in ("lunch", "")
            continue
        judged += 1
        action, what = acts[raw[1]]
        known: dict[str, str | int | bool | None] = {"actor": "sheriff", "resource": what, "requester": "immigration-authority"}
        known |= {"paper": papers[raw[2]]} if raw[2] in papers else {}
        known |= {"purpose": purposes[raw[3]]} if raw[3] in purposes else {}
        known["history.years_since_listed_felony"] = _years(raw[4], raw[0])
        if known["history.years_since_listed_felony"] == -1:
            del known["history.years_since_listed_felony"]
        try:
            exact = answer(
                Proofs(law_of(library, "us-ca-los-angeles", row["day"])),
                action,
                known,
                {},
                "any" if raw[2].strip() and raw[2] not in papers else "assumed",
            )
        except RequestError:
            assert row["outcome"] == "cannot-occur"
            continue
        assert row["outcome"] == exact.outcome
        assert set(row["turns_on"].split()) == set(exact.depends_on)
    assert judged > 30


def _years(since: str, day: str) -> int | None:
    """Whole years rounded up, counted by hand; -1 where the conviction is later than the act."""
    if not since:
        return None
    years = int(day[:4]) - int(since[:4]) + (day[5:] > since[5:])
    return years if years >= 0 and day >= since else -1


@pytest.mark.parametrize("engine", ["duckdb", pytest.param("spark", marks=pytest.mark.long)])
def test_every_engine_gives_identical_rows(mapping: Path, tmp_path: Path, library: Library, engine: Engine) -> None:
    """The same expressions, in SQL and in a real Spark session: row for row what Polars says."""
    if engine == "spark":
        need("Java")
    pytest.importorskip("pyspark" if engine == "spark" else "duckdb")
    cells = pl.read_csv(text := write(tmp_path / "t.csv", random_rows(random.Random(3), 120)), infer_schema=False)
    for year in ("2019", "2020"):
        (tmp_path / "parts" / f"year={year}").mkdir(parents=True)
        cells.filter(pl.int_range(pl.len()) % 2 == int(year) % 2).write_parquet(tmp_path / "parts" / f"year={year}" / "one.parquet")
    whole, parts = open_table(str(text)), open_table(str(tmp_path / "parts"))
    found, heard, sides = [], list[int](), [Side(library, "us-ca-los-angeles", {})]
    engines: tuple[Engine, ...] = ("polars", engine)
    for name in engines:
        with ENGINES[name]() as on:
            audit = Audit(read_mapping(mapping, library.vocabulary), sides, run=on.run, there=on.there, limit=20)
            tally = audit.tally(whole, lambda _: None)
            found.append((tally, audit.tally(parts, heard.append), pl.concat(list(audit.rows(whole)), how="diagonal")))
    assert found[0][2].equals(found[1][2])
    assert found[0][0] == found[0][1] == found[1][0] == found[1][1]
    assert heard[-1] == 120


def test_an_engine_that_cannot_read_a_table_says_so_in_our_words(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """DuckDB's own words name what it was about to convert, and may quote a cell."""
    pl.read_csv(write(tmp_path / "t.csv", random_rows(random.Random(3), 5)), infer_schema=False).write_parquet(
        one := tmp_path / "a.parquet"
    )
    (tmp_path / "b.parquet").write_bytes(one.read_bytes()[:-40] + b"x" * 40)
    ran = sanctuary("audit", "los-angeles", str(tmp_path / "*.parquet"), "--map", str(mapping), "--engine", "duckdb")
    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)


def test_a_situation_goes_to_the_exact_engine_once_and_the_limit_leaves_rows_open(
    mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]
) -> None:
    """Twice the rows are the same situations; with a limit of none, the rest stays `depends` and is counted."""
    rows = random_rows(random.Random(4), 60)
    once, twice = write(tmp_path / "once.csv", rows), write(tmp_path / "twice.csv", [*rows, *rows])
    told = [sanctuary("audit", "los-angeles", str(t), "--map", str(mapping), "--format", "json").json for t in (once, twice)]
    assert told[0]["situations"] == told[1]["situations"] > 0
    none = sanctuary("audit", "los-angeles", str(once), "--map", str(mapping), "--exact", "0", "--format", "json").json
    assert none["situations"] == 0
    assert none["unexamined"] > 0
    depends = {one["of"]: one["rows"] for one in none["law"]["outcomes"]}["depends"]
    assert depends == none["unexamined"] >= {one["of"]: one["rows"] for one in told[0]["law"]["outcomes"]}["depends"]


@pytest.mark.long
def test_settled_rows_are_those_that_the_first_law_left_open(mapping: Path, tmp_path: Path, library: Library) -> None:
    """A second law sends more situations to the exact engine, and settles no more rows under the first."""
    table = open_table(str(write(tmp_path / "t.csv", random_rows(random.Random(12), 600))))
    mapped = read_mapping(mapping, library.vocabulary)
    for first, second in (("us-ca-los-angeles", "us-tx"), ("us-tx", "us-ca-los-angeles")):
        sides = [Side(library, place, {}) for place in (first, second)]
        alone, beside, unexamined = Audit(mapped, sides[:1]), Audit(mapped, sides), Audit(mapped, sides[:1], limit=0)
        told, both, before = (audit.tally(table, lambda _: None) for audit in (alone, beside, unexamined))
        assert both.laws[0].situations > told.laws[0].situations
        left = [sum(n for kind, n in one.laws[0].kinds.rows.items() if kind.outcomes[0] == "depends") for one in (before, told)]
        assert both.laws[0].settled == told.laws[0].settled == left[0] - left[1]


def test_page_and_report_say_what_went_to_the_exact_engine(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The sentence has the numbers of the JSON."""
    table, out = write(tmp_path / "t.csv", random_rows(random.Random(13), 60)), tmp_path / "out"
    assert sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--exact", "3", "-o", str(out)).code == 0
    told, shown = json.loads((out / "audit.json").read_text()), (out / "audit.html").read_text()
    assert told["situations"] == 3
    rows = f"{told['settled']:,} row{'' if told['settled'] == 1 else 's'}"
    assert f"3 open situations went to the exact engine, which settled {rows}; {told['unexamined']:,} open rows" in shown


def test_days_in_no_known_format_are_counted_as_unknown_cells(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Beside the fields, with the day's column; empty cells are not among them."""
    table = write(tmp_path / "t.csv", [(day, "hold", "", "ICE", "") for day in ("2024-01-02", "soon", "", "later")])
    report = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--format", "json").json
    assert report["unknown"] == [{"act": "", "field": "day", "column": "received", "rows": 2, "acts": 2}]
    assert {one["of"]: one["rows"] for one in report["not_judged"]} == {"the day is empty": 1, "the day is in no known format": 2}


@pytest.mark.long
def test_open_rows_beyond_what_memory_holds_are_counted_unexamined(
    mapping: Path, tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for a few groups of open rows, read a few rows at a time: no row is lost, and what was settled is settled alike."""
    table = open_table(str(write(tmp_path / "t.csv", random_rows(random.Random(8), 2_000))))
    mapped, side = read_mapping(mapping, library.vocabulary), Side(library, "us-ca-los-angeles", {})
    whole = Audit(mapped, [side]).tally(table, lambda _: None)
    monkeypatch.setattr("sanctuary.audit.audit.HELD", 40)
    monkeypatch.setattr("sanctuary.tables.table.BATCH", 100)
    tight = Audit(mapped, [side], limit=10).tally(table, lambda _: None)
    assert tight.laws[0].unexamined > 0
    assert tight.laws[0].situations == 10
    assert (tight.seen.rows, tight.seen.why) == (whole.seen.rows, whole.seen.why)
    assert tight.laws[0].kinds.rows.total() + tight.seen.why.rows.total() + tight.seen.odd.rows.total() == tight.seen.rows == 2_000

    def counted(tally: Tally) -> Counter[str]:
        found: Counter[str] = Counter()
        for kind, rows in tally.kinds.rows.items():
            found[kind.outcomes[0]] += rows
        return found

    first, second = counted(whole.laws[0]), counted(tight.laws[0])
    assert all(second[outcome] <= first[outcome] for outcome in first if outcome != "depends")
    assert second["depends"] == first["depends"] + sum(first[o] - second[o] for o in first if o != "depends")


@pytest.mark.parametrize("run", tiers.seeds("runs of an audit with planted values"))
@pytest.mark.drawn("runs of an audit with planted values")
def test_no_run_prints_a_value_of_a_row(run: int, mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Runs with planted values, most of them failing in some way: nothing on either stream, no file left over."""
    rng = random.Random(run)
    rows = random_rows(rng, 20)
    rows[rng.randrange(20)] = tuple(PLANTED if rng.random() < 0.5 else cell for cell in rows[0])
    table = write(tmp_path / "t.csv", rows)
    raw = table.read_bytes()
    harm = rng.choice(["none", "cut quote", "not utf-8", "ragged", "no column", "html", "json"])
    if harm == "cut quote":
        table.write_bytes(raw + b'\n"' + PLANTED.encode())
    elif harm == "not utf-8":
        table.write_bytes(raw + b"\n\xff\xfe" + PLANTED.encode())
    elif harm == "ragged":
        table.write_bytes(raw + b"\n" + b",".join([PLANTED.encode()] * 9))
    elif harm == "no column":
        table.write_bytes(raw.replace(b"received", PLANTED.encode(), 1))
    words = ["audit", "los-angeles", str(table), "--map", str(mapping)]
    words += ["--format", "html", "-o", str(tmp_path / "page.html")] if harm == "html" else ["--format", "json"] if harm == "json" else []
    ran = sanctuary(*words)
    assert ran.code in (0, 2)
    drawn = tmp_path / "page.html"
    shown = ran.out + ran.err + (drawn.read_text() if drawn.exists() else "")
    assert "Quintero" not in shown
    assert "A087654321" not in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["map.toml", "t.csv", *(["page.html"] if drawn.exists() else [])])
    assert drawn.exists() == (harm == "html")


def test_rows_go_to_a_file_that_only_its_owner_can_read(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Row numbers and decisions, no cell; unknown cells in a file of their own; both with mode 0600."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(5), 60))
    out, cells = tmp_path / "rows.csv", tmp_path / "cells.csv"
    ran = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(out), "--unknown", str(cells))
    assert ran.code == 0
    assert out.stat().st_mode & 0o777 == cells.stat().st_mode & 0o777 == 0o600
    written = pl.read_csv(out)
    assert written["row"].to_list() == list(range(1, 61))
    assert "vehicle" not in out.read_text()
    assert {"napkin", "lunch", "soon"} <= set(pl.read_csv(cells)["cell"])


def test_a_column_may_have_any_name_of_ours(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """`row`, `day`, `action` and the like are read as what the table says there."""
    table = tmp_path / "t.csv"
    table.write_text("row,day,action\nhold,2019-01-01,I-247A\nhold,2019-01-02,I-247A\n", encoding="utf-8")
    named = mapping.read_text(encoding="utf-8").replace('"request"', '"row"').replace('"received"', '"day"').replace('"form"', '"action"')
    mapping.write_text(named.partition("[facts.purpose]")[0] + "[facts.paper]\ncolumn = 'action'\nvalues = { 'I-247A' = 'detainer' }\n")
    report = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--format", "json").json
    assert (report["judged"]["rows"], report["unknown"]) == (2, [])


def test_a_full_disk_leaves_nothing_and_exits_with_two(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A limit on the size of files stands for a full disk."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(6), 300))
    words = ("audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(tmp_path / "out.csv"))
    with files_of_at_most(4_096):
        ran = sanctuary(*words)
    assert (ran.code, ran.out) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "t.csv"]


INTERRUPTED = """
import os, signal, sys
from sanctuary.audit.audit import Audit
from sanctuary.cli import main
name = sys.argv.pop(1)
real = getattr(Audit, name)
def interrupted(*words):
    for found in real(*words):
        os.kill(os.getpid(), signal.SIGINT)
        yield found
def at_once(*words):
    os.kill(os.getpid(), signal.SIGINT)
    return real(*words)
setattr(Audit, name, interrupted if name == "rows" else at_once)
main()
"""


@pytest.mark.parametrize("step", [pytest.param("tally", marks=pytest.mark.long), "rows"])
def test_an_interrupt_leaves_nothing_and_exits_with_two(mapping: Path, tmp_path: Path, step: str) -> None:
    """Ctrl-C while rows are counted, and while they are written."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(7), 20))
    words = ["audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(tmp_path / "out.csv")]
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, step, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "sanctuary: stopped; what was not finished was not written.\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "t.csv"]


def test_a_fixed_reading_settles_what_it_decides(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A reading that the rows turn on is named, and fixing it leaves fewer facts open."""
    table = write(tmp_path / "t.csv", [("2024-01-02", "talk", "", "ICE", "")] * 3)
    words = ("audit", "us-ca", str(table), "--map", str(mapping), "--format", "json")
    turns = {one["of"] for one in sanctuary(*words).json["law"]["open_facts"]}
    assert "7283.1-consent" in turns
    fixed = sanctuary(*words, "--reading", "7283.1-consent=true").json
    assert {one["of"] for one in fixed["law"]["open_facts"]} <= turns - {"7283.1-consent"}


def test_a_folder_holds_page_json_and_tables(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The tables add up to what the JSON says, also when the folder is written again."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(9), 30))
    for _ in range(2):
        assert sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "-o", str(tmp_path / "out")).code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["audit.html", "audit.json", "by-actor.csv", "by-month.csv", "outcomes.csv", "practice.csv", "rules.csv"]
    judged = json.loads((tmp_path / "out" / "audit.json").read_text())["judged"]["rows"]
    for name in ("by-actor", "by-month", "outcomes"):
        assert pl.read_csv(tmp_path / "out" / f"{name}.csv")["rows"].sum() == judged
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "out", "t.csv"]


@pytest.mark.long
def test_the_same_table_gives_the_same_bytes(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Groups come from the engine in any order; reports do not."""
    table = write(tmp_path / "t.csv", [(*row[:1], *row[1:]) for row in random_rows(random.Random(10), 2_000)])
    text = (tmp_path / "map.toml").read_text().replace('actor = "sheriff"', "")
    words = "".join(
        f'{{ value = "{a}", any = ["{w}"] }},' for a, w in (("sheriff", "ICE"), ("police", "inv"), ("state-prison", "homicide"))
    )
    (tmp_path / "map.toml").write_text(text.replace("[day]", f'[act.actor]\ncolumn = "reason"\nwords = [{words}]\n[day]'))
    told = {sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--format", "json").out for _ in range(6)}
    assert len(told) == 1


def test_the_page_is_self_contained(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Drawn by month, with every rule and what the numbers do not show; no script and no network."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(8), 120))
    ran = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--format", "html", "-o", str(tmp_path / "a.html"))
    assert ran.code == 0
    text = (tmp_path / "a.html").read_text()
    assert "<svg" in text
    assert "Gov. Code 7284.6" in text
    assert "<script" not in text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_settled_rows_that_no_one_rule_decides_are_counted_beside_the_rules(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Rules and `several` together account for each row that must not be done; the text says how many and where to look."""
    (tmp_path / "t.csv").write_text("received,act\n2020-10-01,hand over\n2019-07-01,hold\n")
    (tmp_path / "m.toml").write_text(
        'title = "t"\n[act]\nactor = "sheriff"\nresource = "subject"\n[act.action]\ncolumn = "act"\n'
        'values = { "hand over" = "transfer", "hold" = "hold" }\n[day]\ncolumn = "received"\n'
        '[facts]\nrequester = "immigration-authority"\npurpose = "civil-immigration"\npaper = "none"\n'
    )
    words = ("audit", "los-angeles", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
    law = sanctuary(*words, "--format", "json").json["law"]
    outcomes = {one["of"]: one["rows"] for one in law["outcomes"]}
    several: Counter[str] = Counter()
    for one in law["several"]:
        several[one["of"]] += one["rows"]
        assert len(one["rules"]) > 1
    assert outcomes["must-not"] == several["must-not"] + max([0, *(one["rows"] for one in law["rules"])])
    told = " ".join(sanctuary(*words).out.split())
    said = {"must-not": "forbidden", "must": "required", "may": "permitted"}
    for one in law["several"]:
        assert f"{said[one['of']]}, in each case by {' or '.join(one['cites'])} [{', '.join(one['rules'])}], as open facts have it" in told
    assert "--rows FILE.csv writes each row's number" in told
    assert several


def test_a_day_that_has_not_come_is_told_and_decided(mapping: Path, tmp_path: Path, library: Library) -> None:
    """Of the day of the run, and not of the law; the year of the run has begun."""
    table = open_table(str(write(tmp_path / "t.csv", [(day, "hold", "", "ICE", "") for day in ("2026-06-02", "2026-06-03", "2027-01-01")])))
    audit = Audit(read_mapping(mapping, library.vocabulary), [Side(library, "us-ca", {})], today=date(2026, 6, 2))
    report = report_of(audit, audit.tally(table, lambda _: None), table, "")
    assert report.judged.rows == 3
    assert report.left_out == (
        "2 rows have a day after 2026-06-02, the day of this run: is it misread, or a day on which something is due?",
    )
