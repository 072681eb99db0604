"""The command: what an audit refuses before it reads, what its files hold, and what no message of it says."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from audit.asked import MAP, PLANTED, files_of_at_most, random_rows, write
from conftest import Ran


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(MAP, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "first", [f"{PLANTED},2019-01-02,hold", f"Bookings of {PLANTED.removesuffix(' A087654321')},,", "m@example.org,x,y"]
)
def test_a_first_line_that_is_a_row_is_never_printed(first: str, mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Neither by an audit nor by a proposal: a row without a header, a title over the table."""
    table = tmp_path / "t.csv"
    table.write_text(f"{first}\nx,2019-01-03,hold\n")
    for words in (("--map", str(mapping)), ("--suggest-map",)):
        ran = sanctuary("audit", "los-angeles", str(table), *words)
        assert ran.code == 2
        assert "first line does not" in ran.err
        assert not {"Quintero", "A087654321", "m@example.org"} & set((ran.out + ran.err).replace(",", " ").split())


@pytest.mark.parametrize(
    "words",
    [
        ("us-ca", "postgresql://me:hunter2@127.0.0.1:1/x", "--query", "select 1"),
        ("us-ca", "postgresql:/me:hunter2@127.0.0.1:1/x"),
        ("us-ca", "host=127.0.0.1 password=hunter2"),
        ("postgresql://me:hunter2@127.0.0.1:1/x", "us-ca"),
        ("us-ca", "postgresql://me:hunter2@127.0.0.1/x"),
        ("us-ca", "nowhere.csv", "postgresql://me:hunter2@127.0.0.1/x"),
    ],
)
def test_no_message_holds_the_password_of_an_address(words: tuple[str, ...], sanctuary: Callable[..., Ran]) -> None:
    """Wherever the address stands on the command line, and whatever is wrong with it."""
    ran = sanctuary("audit", *words)
    assert ran.code == 2
    assert "hunter2" not in ran.out + ran.err


def test_an_address_without_a_mapping_is_told_without_its_password(postgres: Callable[[], str], sanctuary: Callable[..., Ran]) -> None:
    """The table is named as the report names it."""
    ran = sanctuary("audit", "us-ca", postgres(), "--query", "select 1 as day")
    assert ran.code == 2
    assert "no mapping is given for postgresql." in ran.err


def test_a_roster_of_names_and_statuses_needs_a_word_on_its_rows(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Without `each_row` it is refused with the columns by which it looks like one."""
    (tmp_path / "map.toml").write_text("\n".join(line for line in MAP.splitlines() if "each_row" not in line))
    (tmp_path / "t.csv").write_text("Full Name,Citizenship,received,request,form,reason,convicted\n")
    ran = sanctuary("audit", "los-angeles", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml"))
    assert ran.code == 2
    assert "looks like a list of persons (columns 'Full Name', 'Citizenship')" in ran.err


def test_a_proposal_is_no_mapping_until_every_mark_is_gone(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The lines that are still marked are named; a word like `decided` marks nothing."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(1), 20))
    proposal = tmp_path / "proposal.toml"
    proposal.write_text(sanctuary("audit", "los-angeles", str(table), "--suggest-map").out)
    ran = sanctuary("audit", "los-angeles", str(table), "--map", str(proposal))
    assert ran.code == 2
    lines = enumerate(proposal.read_text().splitlines(), 1)
    marked = [number for number, line in lines if re.search(r"""=\s*["']decide(?:["']|:)|#\s*decide\b""", line)]
    assert "still marked 'decide' on lines " + ", ".join(map(str, marked)) in ran.err
    mapping.write_text(MAP.replace('"a request by immigration authorities"', '"decide: which act"'))
    assert "on line 3." in sanctuary("audit", "los-angeles", str(table), "--map", str(mapping)).err
    mapping.write_text(MAP.replace('"a request by immigration authorities"', '"a request, decided # by a judge"'))
    assert sanctuary("audit", "los-angeles", str(table), "--map", str(mapping)).code == 0


def test_no_output_overwrites_what_the_run_reads_or_another_output(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """By whatever path it is called: the table, the mapping, a file that it looks up, a part of a folder, and one another."""
    (tmp_path / "tables").mkdir()
    table = write(tmp_path / "tables" / "outcomes.csv", random_rows(random.Random(1), 20))
    (tmp_path / "look.csv").write_text("key,value\nhold,subject\n")
    text = MAP.replace('column = "request"\nvalues = { "hold" = "subject"', 'column = "request"\n#{')
    text = text.replace(
        '#{, "date" = "release-date", "talk" = "subject" }', 'lookup = { file = "look.csv", key = ["key"], value = "value" }'
    )
    mapping.write_text(text)
    (tmp_path / "link.csv").hardlink_to(table)
    before = {path: path.read_bytes() for path in (table, mapping, tmp_path / "look.csv")}
    again = str(tmp_path / "tables" / ".." / "tables" / "outcomes.csv")
    for words in (
        ("--rows", again), ("--unknown", str(table)), ("--unknown", str(mapping)), ("--rows", str(tmp_path / "look.csv")),
        ("-o", str(tmp_path / "tables")), ("--rows", str(tmp_path / "link.csv")),
    ):  # fmt: skip
        ran = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), *words)
        assert (ran.code, ran.out) == (2, "")
        assert "which this run reads" in ran.err
    one = str(tmp_path / "one.csv")
    ran = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--rows", one, "--unknown", one)
    assert "--rows writes one.csv there as well" in ran.err
    assert all(path.read_bytes() == raw for path, raw in before.items())
    many = tmp_path / "many"
    many.mkdir()
    pl.read_csv(table, infer_schema=False).write_parquet(many / "a.parquet")
    for source in (str(many), str(many / "*.parquet")):
        ran = sanctuary("audit", "los-angeles", source, "--map", str(mapping), "--rows", str(many / "r.parquet"))
        assert "which this run reads" in ran.err
    assert [path.name for path in many.iterdir()] == ["a.parquet"]


def test_all_outputs_of_a_run_appear_or_none(
    mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that cannot be moved to its place, the last of all, takes those with it that were there before it."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(1), 50))
    words = ["audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(tmp_path / "r.parquet")]
    words += ["--unknown", str(tmp_path / "u.csv"), "-o", str(tmp_path / "out")]
    move = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "rules.csv":
            raise OSError(28, "No space left on device")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", full)
    ran = sanctuary(*words)
    assert ran.code == 2
    assert "No space left on device). Nothing was left behind." in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "t.csv"]
    monkeypatch.undo()
    assert sanctuary(*words).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "out", "r.parquet", "t.csv", "u.csv"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--exact", "-5"), "--exact -5 is no number"),
        (("--rows", "r.xlsx"), "rows are written as .csv or .parquet"),
        (("-o", "audit.json"), "-o writes a page"),
        (("--query", "select 1"), "--query is for a database"),
        (("--sheet", "one"), "--sheet is for a workbook"),
    ],
)
def test_a_word_that_cannot_be_done_is_refused_before_a_row_is_read(
    words: tuple[str, ...], told: str, mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]
) -> None:
    """The table breaks off: an audit that read it would say so."""
    table = write(tmp_path / "t.csv", [])
    table.write_bytes(table.read_bytes() + b"\xff\n")
    ran = sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), *words)
    assert ran.code == 2
    assert told in ran.err


def test_only_a_name_that_ends_in_html_is_a_page(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A dot in a name makes no page of it."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(1), 20))
    assert sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "-o", str(tmp_path / "results.2026")).code == 0
    assert (tmp_path / "results.2026" / "audit.json").is_file()


def test_a_cell_that_breaks_the_translation_is_one_clear_error(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A column of lists where a word is expected; a day that no calendar has."""
    frame = pl.DataFrame({name: ["2024-01-02"] for name in ("received", "request", "form", "reason", "convicted")})
    for column, cells in (("form", pl.Series([["secret"]])), ("received", pl.Series([2**31 - 1], dtype=pl.Int32).cast(pl.Date))):
        frame.with_columns(cells.alias(column)).write_parquet(tmp_path / "t.parquet")
        ran = sanctuary("audit", "los-angeles", str(tmp_path / "t.parquet"), "--map", str(mapping))
        assert ran.code == 2
        assert f"the column '{column}' holds" in ran.err


@pytest.mark.parametrize("ending", [pytest.param("csv", marks=pytest.mark.long), "parquet"])
def test_rows_are_the_same_in_batches_as_at_once(
    ending: str, mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing in the first batch is decided, so that its columns are fewer; no batch waits in memory for the last."""
    rows = [("", "lunch", "", "", "")] * 20 + random_rows(random.Random(5), 80)
    table = write(tmp_path / "t.csv", rows)
    found = []
    for size in (1_000, 20):
        monkeypatch.setattr("sanctuary.tables.table.BATCH", size)
        out = tmp_path / f"rows-{size}.{ending}"
        assert sanctuary("audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(out)).code == 0
        found.append(pl.read_csv(out) if ending == "csv" else pl.read_parquet(out))
    assert found[0].equals(found[1].select(found[0].columns))
    assert found[0]["row"].to_list() == list(range(1, 101))
    assert len(list(tmp_path.iterdir())) == 4


def test_a_full_disk_leaves_none_of_several_outputs(mapping: Path, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The page is too large for it, the rows before it were not."""
    table = write(tmp_path / "t.csv", random_rows(random.Random(6), 60))
    words = ["audit", "los-angeles", str(table), "--map", str(mapping), "--rows", str(tmp_path / "r.parquet")]
    words += ["--unknown", str(tmp_path / "u.csv"), "-o", str(tmp_path / "out")]
    with files_of_at_most(8_000):
        ran = sanctuary(*words)
    assert ran.code == 2, ran.err
    assert ran.err.count("\n") == 1
    assert "Nothing was left behind" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.toml", "t.csv"]
