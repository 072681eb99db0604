"""Tables of text as people send them: nothing is lost, no row is swallowed, and what is wrong is told with its line."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.errors import EvidenceError
from sanctuary.tables import text
from sanctuary.tables.readers import Table, open_table, pick

ROWS = [("county jail", "2019-07-15"), ("Pe\u00f1asco Jail", "2019-07-16"), ("city police", "2020-01-02")]
NAMES = ("Agency", "Received")


def body(separator: str = ",", end: str = "\n") -> str:
    return end.join(separator.join(row) for row in (NAMES, *ROWS)) + end


def rows(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    found = pl.concat(list(table.batches(names or NAMES)))
    return [tuple(row) for row in found.select(names or NAMES).rows()]


def opened(folder: Path, raw: str | bytes, name: str = "t.csv", **more: int | str) -> Table:
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return open_table(str(folder / name), **more)  # type: ignore[arg-type]


WRITTEN = {
    "semicolon": body(";").encode(),
    "tab in a csv": body("\t").encode(),
    "bar": body("|").encode(),
    "windows": body(end="\r\n").encode(),
    "old macintosh": body(end="\r").encode(),
    "byte-order mark": b"\xef\xbb\xbf" + body().encode(),
    "utf-16 with a mark": b"\xff\xfe" + body("\t").encode("utf-16-le"),
    "utf-16, big end first": b"\xfe\xff" + body("\t").encode("utf-16-be"),
    "no end of the last line": body().rstrip().encode(),
    "spaces in the header": body().replace("Agency,Received", " Agency , Received ").encode(),
    "a line break in the header": body().replace("Received", '"Received\n"').encode(),
    "excel says its separator": ("sep=;\n" + body(";")).encode(),
    "blank lines": body().replace("\n", "\n\n").encode() + b"\n \n\n",
    "all quoted": "\n".join(",".join(f'"{cell}"' for cell in row) for row in (NAMES, *ROWS)).encode(),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_way_of_writing_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    """Separators, ends of lines, marks, blank lines: as many rows, each cell as it was."""
    assert rows(opened(tmp_path, WRITTEN[kind])) == ROWS


@pytest.mark.parametrize("kind", ["t.csv.gz", "t.zip", "t.json", "t.jsonl", "t.json.gz"])
def test_packed_files_and_json_give_the_same_rows(kind: str, tmp_path: Path) -> None:
    """One table in a .zip, beside what the Macintosh adds; objects in an array or on lines."""
    objects = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    import json  # noqa: PLC0415 - only here

    raw = body().encode()
    if ".json" in kind:
        raw = ("\n".join(map(json.dumps, objects)) if kind == "t.jsonl" else json.dumps(objects)).encode()
    if kind.endswith(".gz"):
        raw = gzip.compress(raw)
    if kind == "t.zip":
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as packed:
            packed.writestr("t.csv", raw)
            packed.writestr("__MACOSX/._t.csv", b"\x00")
        raw = held.getvalue()
    assert rows(opened(tmp_path, raw, kind)) == ROWS


def test_what_excel_saves_as_plain_csv_is_proposed_and_read(tmp_path: Path) -> None:
    """Without --encoding the line is told, and the way out; with it the rows are those of the sheet."""
    raw = body().encode("cp1252")
    with pytest.raises(EvidenceError, match=r"line 3 is not utf-8 text\. If Excel saved it as plain CSV, add --encoding cp1252"):
        opened(tmp_path, raw)
    assert rows(opened(tmp_path, raw, encoding="cp1252")) == ROWS
    with pytest.raises(EvidenceError, match=r"--encoding klingon is not read\. Known: utf-8, cp1252"):
        opened(tmp_path, raw, encoding="klingon")


def test_title_rows_are_skipped_where_the_line_of_the_header_is_given(tmp_path: Path) -> None:
    """A mapping's columns that stand lower are found there, and the line is proposed."""
    raw = f"ICE ERO Detainers,\nData as of 11/15/2025,\n,\n{body()}"
    with pytest.raises(
        EvidenceError, match=r"the header, line 1, does not hold the columns of the mapping; line 4 does\. Add --header-row 4"
    ):
        pick(NAMES, opened(tmp_path, raw))
    table = opened(tmp_path, raw, header_row=4)
    assert rows(table) == ROWS
    assert table.how == ("names of columns in line 4",)
    with pytest.raises(EvidenceError, match="the table has 7 lines"):
        opened(tmp_path, raw, header_row=9)


STRAY = (
    'd,p,note\n2018-02-01,I-247A,ok\n2018-02-02,I-247A,6" knife\n2018-02-03,I-247A,ok\n2018-02-04,I-247A,8" knife\n2018-02-05,I-247A,ok\n'
)


def test_a_quotation_mark_inside_a_cell_swallows_no_row(tmp_path: Path) -> None:
    """An inch mark is one: as many rows as the csv module reads, also over many pieces."""
    assert len(rows(opened(tmp_path, STRAY), "d", "p")) == 5
    many = "d,p,note\n" + "".join(f"2018-02-01,I-247A,{n}{chr(34) if n % 3 == 0 else ''} x\n" for n in range(1_000))
    assert len(rows(opened(tmp_path, many), "d", "p")) == 1_000 == len(list(csv.DictReader(io.StringIO(many))))


WRONG = {
    "a cell goes on after its quotes": ('a,b\n1,2\n"x" y,3\n', "line 3 has a quotation mark where none can stand"),
    "a mark is never closed": ('a,b\n1,2\n"x,3\n4,5\n', "line 3 has a quotation mark that is never closed"),
    "a cell too many": ("a,b\n1,2\n3,4,5\n6,7\n", r"line 3 has 3 cells, where the header has 2"),
    "a cell over rows": (
        'a,b,c,d\n1,2,3,4\n"open,2,3,4\n5,6,7,8\n9,10,11,12\n13",14,15,16\n',
        "line 3 has a quoted cell that runs over lines that look like rows",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_read_is_refused_with_its_line(kind: str, tmp_path: Path) -> None:
    """Nothing of a cell is told."""
    raw, told = WRONG[kind]
    with pytest.raises(EvidenceError, match=told):
        rows(opened(tmp_path, raw), "b")


def test_a_row_of_empty_cells_is_a_row(tmp_path: Path) -> None:
    """It was written by somebody, and is counted; a blank line was not."""
    table = opened(tmp_path, body() + ",\n\n")
    assert rows(table) == [*ROWS, (None, None)]
    assert table.left_out() == ("1 blank line is no row",)


def test_a_short_row_is_read_and_told_and_empty_cells_too_many_are_none(tmp_path: Path) -> None:
    """A record of one cell misses the others; a separator at the end of a row adds an empty cell."""
    table = opened(tmp_path, body() + "county jail\n" + "city police,2020-01-03,\n")
    assert rows(table) == [*ROWS, ("county jail", None), ("city police", "2020-01-03")]
    assert table.left_out() == ("1 row has fewer cells than the header, in line 5: empty there",)


def test_records_over_two_lines_and_quotes_in_quotes_are_one_record(tmp_path: Path) -> None:
    """What is well formed is read by the faster reader; both agree with the csv module."""
    raw = 'a,b\n"x\ny","say ""hi"""\n"",z\n'
    assert rows(opened(tmp_path, raw), "a", "b") == [("x\ny", 'say "hi"'), (None, "z")] or rows(opened(tmp_path, raw), "a", "b") == [
        ("x\ny", 'say "hi"'),
        ("", "z"),
    ]


CELL = st.text(st.sampled_from('ab",;\n\r\t| \u00e9'), max_size=6)


@given(st.lists(st.tuples(CELL, CELL, st.just("z")), min_size=1, max_size=12), st.integers(20, 60), st.sampled_from([",", ";", "|"]))
def test_both_readers_find_what_the_csv_module_wrote(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[str, str, str]], size: int, separator: str
) -> None:
    """Any cells, any separator, pieces of any size: every record, in order; or a refusal, never fewer."""
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=separator).writerows([("request", "reason", "type"), *written])
    folder = tmp_path_factory.getbasetemp()
    before = text._PIECE
    text._PIECE = size
    try:
        table = opened(folder, held.getvalue(), "any.csv")
        try:
            found = [(a or "", b or "") for a, b in rows(table, "request", "reason")]
        except EvidenceError as problem:
            assert "looks like" in str(problem) or "look like" in str(problem)  # noqa: PT017 - a refusal is an answer
            return
    finally:
        text._PIECE = before
    assert found == [(a, b) for a, b, _ in written]


NOT_CLOSED = {
    "three columns, many rows later": (3, 9, 2),
    "three columns, the next row": (3, 4, 1),
    "the last cell, to the first of the next row": (3, 4, 2),
}


@pytest.mark.parametrize("kind", NOT_CLOSED)
def test_a_mark_that_is_closed_in_another_row_swallows_none(kind: str, tmp_path: Path) -> None:
    """Well formed, as far as quotation marks tell; the lines in between look like rows. A note of several lines does not."""
    first, last, place = NOT_CLOSED[kind]
    made = [[f"2019-01-{day:02}", "Alder Jail", "none"] for day in range(1, 21)]
    made[first][place] = f'"{made[first][place]}'
    made[last][place if last - first > 1 or place < 2 else 0] += '"'
    with pytest.raises(EvidenceError, match="line 5 has a quoted cell that runs over lines that look like rows"):
        rows(opened(tmp_path, "day,agency,note\n" + "".join(",".join(row) + "\n" for row in made)), "day")
    made = [[f"2019-01-{day:02}", "Alder Jail", "none"] for day in range(1, 21)]
    made[first][2] = '"a note, in short\nof lines, and commas, as many as a row has\nFriday, at noon, none"'
    assert len(rows(opened(tmp_path, "day,agency,note\n" + "".join(",".join(row) + "\n" for row in made)), "day")) == 20


def test_objects_on_lines_are_read_whatever_the_file_is_called(tmp_path: Path) -> None:
    """As some programs export them: .json that is JSON lines."""
    table = opened(tmp_path, '{"Agency": "a", "Received": "b"}\n{"Agency": "c", "Received": null}\n', "t.json")
    assert rows(table) == [("a", "b"), ("c", None)]
