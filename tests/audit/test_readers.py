"""Every kind of table gives the same rows, and every damaged one a single clear error without a cell in it."""

import os
import random
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import EvidenceError
from sanctuary.tables.readers import ROW, open_table

ROWS = {"received": ["2024-01-02", "2024-01-03", None], "note, with comma": ["a\nb", 'say "x"', "c"]}


def read(source: str, *columns: str, **more: Any) -> pl.DataFrame:
    return pl.concat(list(open_table(source, **more).batches(columns)))


def test_every_kind_of_table_gives_the_same_rows(tmp_path: Path, postgresql: str) -> None:
    """CSV with a byte-order mark, TSV, Parquet, a folder, a glob, a workbook, SQLite, DuckDB, PostgreSQL: cells and row numbers."""
    frame = pl.DataFrame(ROWS)
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + frame.write_csv().encode())
    frame.write_csv(tmp_path / "t.tsv", separator="\t")
    (tmp_path / "many").mkdir()
    frame[:2].write_parquet(tmp_path / "many" / "a.parquet")
    frame[2:].write_parquet(tmp_path / "many" / "b.parquet")
    frame.write_parquet(tmp_path / "t.parquet")
    database(tmp_path / "t.sqlite")
    query = 'select received, note as "note, with comma" from t order by n'
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "t.duckdb")) as connection:
        connection.execute(
            "create table t as select * from (values (1,'2024-01-02','a\nb'),(2,'2024-01-03','say \"x\"'),(3,null,'c')) v(n,received,note)"
        )
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(postgresql) as server:
        server.execute("create table t (n int, received date, note text)")
        server.execute("insert into t values (1,'2024-01-02','a\nb'),(2,'2024-01-03','say \"x\"'),(3,null,'c')")
    sources = [
        ("t.csv", ""),
        ("t.tsv", ""),
        ("t.parquet", ""),
        ("many", ""),
        ("many/*.parquet", ""),
        ("t.sqlite", query),
        ("t.duckdb", query),
    ]
    named = [(str(tmp_path / name), asked) for name, asked in sources]
    for source, asked in [*named, (f"sqlite:///{tmp_path / 't.sqlite'}", query), (postgresql, query)]:
        found = read(source, "received", "note, with comma", query=asked)
        assert found[ROW].to_list() == [1, 2, 3], source
        assert [cell or None for cell in found["received"].cast(pl.String)] == ROWS["received"], source
        assert [cell or None for cell in found["note, with comma"]] == ["a\nb", 'say "x"', "c"], source


def database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (n integer, received text, note text)")
        connection.executemany("insert into t values (?, ?, ?)", [(1, "2024-01-02", "a\nb"), (2, "2024-01-03", 'say "x"'), (3, None, "c")])


def test_a_workbook_gives_dates_and_whole_numbers_as_text(tmp_path: Path) -> None:
    """Excel keeps every number as a float, and days as days."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed: no workbook to test with")
    with xlsxwriter.Workbook(tmp_path / "t.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("acts")
        for r, row in enumerate([("day", "count", "what"), (date(2024, 1, 2), 3, "x"), (datetime(2024, 1, 3, 4, 5), 2.5, "")]):  # noqa: DTZ001 - a cell
            for c, cell in enumerate(row):
                sheet.write(r, c, cell)
    found = read(str(tmp_path / "t.xlsx"), "day", "count", "what")
    assert found["count"].to_list() == ["3", "2.5"]
    assert found["day"].to_list() == [date(2024, 1, 2), date(2024, 1, 3)]
    with pytest.raises(EvidenceError, match=r"no sheet is called 'acs'; did you mean 'acts'"):
        open_table(str(tmp_path / "t.xlsx"), sheet="acs")


def test_one_hundred_columns_of_which_three_are_read(tmp_path: Path) -> None:
    """Only the columns asked for come out."""
    names = [f"c{i}" for i in range(100)]
    pl.DataFrame({name: [f"{name}-{i}" for i in range(5)] for name in names}).write_csv(tmp_path / "wide.csv")
    found = read(str(tmp_path / "wide.csv"), "c7", "c99", "c0")
    assert found.columns == ["c7", "c99", "c0", ROW]
    assert found["c99"].to_list() == [f"c99-{i}" for i in range(5)]


def test_a_name_that_stands_twice_is_refused_only_if_it_is_asked_for(tmp_path: Path) -> None:
    """Nobody can tell which of two columns is meant; the others can be read."""
    (tmp_path / "t.csv").write_text("a,b,a\n1,2,3\n")
    assert read(str(tmp_path / "t.csv"), "b")["b"].to_list() == ["2"]
    with pytest.raises(EvidenceError, match="2 columns are called 'a'"):
        read(str(tmp_path / "t.csv"), "a")


BROKEN = {
    "empty.csv": (b"", "the file is empty"),
    "blank.csv": (b"\n\n", "no column names"),
    "latin.csv": ("a,b\u00e9\n1,2\n".encode("latin-1"), "line 1 is not utf-8 text"),
    "cut.parquet": (b"PAR1 SECRET", "no Parquet table"),
    "book.xlsx": (b"SECRET", "not a workbook"),
    "data.xyz": (b"{}", "is no table that is read"),
    "data.json": (b"{", "not JSON"),
    "base.sqlite": (b"SECRET", "needs a query"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_table_is_one_clear_error(name: str, tmp_path: Path) -> None:
    """What was found and what to do, and nothing of the bytes."""
    raw, message = BROKEN[name]
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(EvidenceError, match=message) as refused:
        read(str(tmp_path / name), "a")
    assert "SECRET" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_a_parquet_file_cut_off_anywhere_is_one_clear_error(tmp_path: Path) -> None:
    """Truncated at a hundred places."""
    pl.DataFrame({"a": [f"secret-{i}" for i in range(2_000)]}).write_parquet(tmp_path / "whole.parquet")
    raw = (tmp_path / "whole.parquet").read_bytes()
    for cut in range(1, len(raw), max(1, len(raw) // 100)):
        (tmp_path / "cut.parquet").write_bytes(raw[:cut])
        with pytest.raises(EvidenceError) as refused:
            read(str(tmp_path / "cut.parquet"), "a")
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize("query", ["select * from nowhere", "delete from t", "select 1; drop table t", "nonsense 'SECRET'"])
def test_a_query_that_fails_or_would_change_something_is_refused(query: str, tmp_path: Path, postgresql: str) -> None:
    """Databases are opened for reading alone, and the error does not quote the query's values."""
    database(tmp_path / "t.sqlite")
    for source in (str(tmp_path / "t.sqlite"), postgresql):
        with pytest.raises(EvidenceError, match=r"cannot be run|stopped") as refused:
            read(source, "n", query=query)
        assert "SECRET" not in str(refused.value)
    assert read(str(tmp_path / "t.sqlite"), "n", query="select n from t")["n"].to_list() == ["1", "2", "3"]


def test_no_connection_tells_no_password() -> None:
    """The address may hold one."""
    pytest.importorskip("psycopg")
    with pytest.raises(EvidenceError, match="no connection") as refused:
        open_table("postgresql://me:hunter2@127.0.0.1:1/nowhere", query="select 1")
    assert "hunter2" not in str(refused.value)


@given(
    st.lists(
        st.lists(st.text(max_size=12).filter(lambda t: "\x00" not in t and "\r" not in t), min_size=2, max_size=2), min_size=1, max_size=20
    )
)
def test_any_cells_survive_a_csv(rows: list[list[str]]) -> None:
    """Commas, quotes, line breaks, other scripts: as many rows, in their order, each cell as it was."""
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"sanctuary-cells-{os.getpid()}.csv"  # noqa: S108 - hypothesis takes no folder of a test
    frame = pl.DataFrame({"a": [row[0] for row in rows], "b": [row[1] for row in rows]}, schema={"a": pl.String, "b": pl.String})
    frame.write_csv(path, quote_style="always")
    try:
        found = pl.concat(
            [pl.DataFrame(schema={"b": pl.String, "a": pl.String}), *(one.drop(ROW) for one in open_table(str(path)).batches(["b", "a"]))]
        )
    finally:
        path.unlink()
    assert [cell or "" for cell in found["a"]] == [row[0] for row in rows]
    assert [cell or "" for cell in found["b"]] == [row[1] for row in rows]


HEADERLESS = "Maria Quintero,A123456789,2019-01-02,detainer\nJuan Perez,A987654321,2019-01-03,detainer\n"


def test_a_table_without_a_header_shows_nothing_of_its_first_row(tmp_path: Path) -> None:
    """No cell is taken for a name and listed; the number of columns and the question whether there is a header are."""
    (tmp_path / "t.csv").write_text(HEADERLESS)
    with pytest.raises(EvidenceError, match=r"4 columns were found\. Has the table a line with the names") as refused:
        read(str(tmp_path / "t.csv"), "received", "agency")
    assert not any(cell in str(refused.value) for cell in HEADERLESS.replace("\n", ",").split(",") if cell)


def test_names_are_listed_only_beside_a_column_that_was_found(tmp_path: Path) -> None:
    """A real header gives a hint; one that holds what looks like data gives none."""
    (tmp_path / "t.csv").write_text("received,agency\n1,2\n")
    with pytest.raises(EvidenceError, match="no column is called 'agencie'; did you mean 'agency'"):
        read(str(tmp_path / "t.csv"), "received", "agencie")
    (tmp_path / "t.csv").write_text("received,Maria Quintero,A123456789\n1,2,3\n")
    with pytest.raises(EvidenceError, match="no column is called 'agency'; known: received") as refused:
        read(str(tmp_path / "t.csv"), "received", "agency")
    assert "Maria" not in str(refused.value)


ODD = {
    "lists": pl.Series([["secret"], ["x"]]),
    "bytes that are not UTF-8": pl.Series([b"\xffsecret", b"x"]),
    "lengths of time": pl.Series([timedelta(1), None]),
    "a day outside the years": pl.Series([2**31 - 1, 0], dtype=pl.Int32).cast(pl.Date),
    "a day outside": pl.Series([2**63 - 1, 0]).cast(pl.Datetime("us")),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_column_of_a_kind_that_is_not_read_is_refused_by_its_name(kind: str, tmp_path: Path) -> None:
    """Only if it is asked for; nothing of a cell is told."""
    pl.DataFrame({"odd": ODD[kind], "a": ["1", "2"]}).write_parquet(tmp_path / "t.parquet")
    assert read(str(tmp_path / "t.parquet"), "a")["a"].to_list() == ["1", "2"]
    with pytest.raises(EvidenceError, match=f"the column 'odd' holds {kind}") as refused:
        read(str(tmp_path / "t.parquet"), "odd")
    assert "secret" not in str(refused.value)


def test_bytes_that_are_text_are_read_as_text(tmp_path: Path) -> None:
    """Some programs write every column of Parquet as bytes."""
    pl.DataFrame({"a": [b"hold", "Zürich".encode(), None]}).write_parquet(tmp_path / "t.parquet")
    assert read(str(tmp_path / "t.parquet"), "a")["a"].to_list() == ["hold", "Zürich", None]


def test_a_damaged_parquet_file_is_one_clear_error_and_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Bytes changed at random: read, or refused in our own words; nothing that a parser writes comes through."""
    pl.DataFrame({"a": [f"secret-{i}" for i in range(3_000)], "d": [date(2020, 1, 1)] * 3_000}).write_parquet(tmp_path / "whole.parquet")
    raw = (tmp_path / "whole.parquet").read_bytes()
    rng = random.Random(1)
    told = []
    for _ in range(150):
        harmed = bytearray(raw)
        for _ in range(rng.choice((1, 5, 40))):
            harmed[rng.randrange(len(raw))] = rng.randrange(256)
        (tmp_path / "harmed.parquet").write_bytes(harmed)
        try:
            read(str(tmp_path / "harmed.parquet"), "a", "d")
        except EvidenceError as problem:
            told.append(str(problem))
    assert len(told) > 10
    assert not any("secret" in one for one in told)
    assert capfd.readouterr() == ("", "")


def test_a_duckdb_query_is_one_select_on_its_own_file(tmp_path: Path) -> None:
    """No other file is read or written, no setting is changed, and a list is refused."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "t.duckdb")) as connection:
        connection.execute("create table t as select 'x' as a")
    out = tmp_path / "out.csv"
    (tmp_path / "in.csv").write_text("a\nsecret\n")
    for query in (
        f"copy (select 1 as a) to '{out}'", f"copy t to '{out}'", f"from read_csv('{tmp_path / 'in.csv'}')",
        "select a from t; select a from t",
        f"attach '{tmp_path / 'new.duckdb'}'", "set enable_external_access=true", " ", "create table u as select 1", "nonsense 'secret'",
    ):  # fmt: skip
        with pytest.raises(EvidenceError, match="must be one select") as refused:
            read(str(tmp_path / "t.duckdb"), "a", query=query)
        assert "secret" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "t.duckdb"]
    for query in ("select a from t", "with u as (from t) select * from u", "from t"):
        assert read(str(tmp_path / "t.duckdb"), "a", query=query)["a"].to_list() == ["x"]
    with pytest.raises(EvidenceError, match="the column 'a' holds lists"):
        read(str(tmp_path / "t.duckdb"), "a", query="select [a] a from t")


def test_a_sqlite_cell_that_is_no_text_is_refused_by_its_column(tmp_path: Path) -> None:
    """Bytes are read where they are UTF-8."""
    database(tmp_path / "t.sqlite")
    assert read(str(tmp_path / "t.sqlite"), "a", query="select x'61' as a")["a"].to_list() == ["a"]
    with pytest.raises(EvidenceError, match="the column 'a' holds bytes"):
        read(str(tmp_path / "t.sqlite"), "a", query="select x'ff' as a")


def test_an_option_of_another_kind_of_table_is_refused(tmp_path: Path) -> None:
    """A query on a file of text, a sheet of one: ignored, they would answer another question."""
    (tmp_path / "t.csv").write_text("a\n1\n")
    with pytest.raises(EvidenceError, match="--query is for a database"):
        open_table(str(tmp_path / "t.csv"), query="select 1")
    with pytest.raises(EvidenceError, match="--sheet is for a workbook"):
        open_table(str(tmp_path / "t.csv"), sheet="one")


def test_a_cell_that_is_not_utf8_is_not_said_to_be_the_first_line(tmp_path: Path) -> None:
    """Only a header that is not UTF-8 is."""
    (tmp_path / "t.csv").write_bytes("a,b\n1,é\n".encode("latin-1"))
    with pytest.raises(EvidenceError, match="line 2 is not utf-8 text"):
        read(str(tmp_path / "t.csv"), "a", "b")


def test_a_column_in_the_names_of_folders_is_read(tmp_path: Path) -> None:
    """Such as year=2019/."""
    for year in (2019, 2020):
        (tmp_path / "many" / f"year={year}").mkdir(parents=True)
        pl.DataFrame({"a": ["x"]}).write_parquet(tmp_path / "many" / f"year={year}" / "p.parquet")
    assert read(str(tmp_path / "many"), "year", "a")["year"].to_list() == [2019, 2020]
