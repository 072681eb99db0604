"""Rows that are found alike by number say what they say one by one, in any kinds of columns and batches of any size."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctuary.audit.mapping import read_mapping
from sanctuary.audit.marks import ROWS
from sanctuary.audit.translate import Translation
from sanctuary.law.packs import Library
from sanctuary.tables import alike as groups
from sanctuary.tables.alike import WEIGHT, Alike, Read
from sanctuary.tables.readers import ROW

MAPPING = """
title = "x"
count = "n"
done = { column = "what", words = [{ value = "done", any = ["given", "held"] }], nothing = ["not given"] }
[act]
action = "hold"
actor = { column = "who", values = { "Sheriff" = "sheriff", "LASD" = "sheriff", "PD" = "police" } }
resource = "subject"
[day]
column = "d"
formats = ["%Y-%m-%d", "%Y-%m"]
[facts.requester]
choose = [{ value = "immigration-authority", when = [{ column = "who", is = ["pd"] }, { column = "what", any = ["held"] }] }]
[facts]
paper = { column = "what", words = [{ value = "detainer", any = ["held"] }, { value = "none", any = ["no paper"] }] }
purpose = { column = "n", values = { "1" = "civil-immigration", "2" = "other-crime" } }
"""

TEXT = {
    "who": ["sheriff", " Sheriff ", "LASD", "pd", "x", "", None, "NA"],
    "what": ["held", "not given", "given, held", "no  paper", "\u0068eld", "", None, *(f"no. {n}" for n in range(30))],
    "d": ["2020-01-02", "2020-1-2", "2020-01", "x", "", None, *(str(date(2020, 1, 1) + timedelta(n)) for n in range(40))],
    "n": ["1", "2", " 1", "1.0", "0", "-1", "", None, "1,000"],
}


@pytest.fixture(scope="module")
def translation(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Translation:
    path = tmp_path_factory.mktemp("map") / "m.toml"
    path.write_text(MAPPING, encoding="utf-8")
    read = read_mapping(path, library.vocabulary)
    return Translation(read, read.acts[0], library.vocabulary)


def reads_of(translation: Translation) -> dict[str, list[Read]]:
    found: dict[str, list[Read]] = {}
    for column, read in translation.uses():
        found.setdefault(column, []).append(read)
    return found


def counted(translation: Translation, frames: list[pl.DataFrame]) -> pl.DataFrame:
    """What all frames say, with the rows that say it."""
    coded = pl.concat([translation.apply(frame) for frame in frames], how="diagonal_relaxed").drop(ROW, strict=False)
    return coded.group_by([name for name in coded.columns if name != ROWS]).agg(pl.col(ROWS).sum()).sort(pl.all())


def cells(name: str, kind: str) -> st.SearchStrategy[object]:
    """Text, or cells of the kinds that a Parquet file or a database has."""
    if kind == "text" or name in ("who", "what"):
        return st.sampled_from(TEXT[name])
    return st.dates(date(2019, 1, 1), date(2021, 1, 1)) | st.none() if name == "d" else st.integers(-1, 3) | st.none()


@given(data=st.data(), kind=st.sampled_from(["text", "typed"]), cut=st.integers(8, 40), few=st.sampled_from([0, 5, 100_000]))
def test_groups_say_what_their_rows_say(translation: Translation, data: st.DataObject, kind: str, cut: int, few: int) -> None:
    """Every count is that of the rows read one by one; also where numbers for cells are given up, and groups are given out early."""
    rows = data.draw(st.lists(st.tuples(*(cells(name, kind) for name in TEXT)), min_size=1, max_size=40))
    typed = {"d": pl.Date, "n": pl.Int64} if kind == "typed" else {}
    frame = pl.DataFrame(rows, schema={name: typed.get(name, pl.String) for name in TEXT}, orient="row")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "FEW", few)
        patch.setattr(groups, "WAITING", 15)
        found = Alike(reads_of(translation))
        given_out = [one for start in range(0, frame.height, cut) for one in found.add(frame.slice(start, cut))]
        given_out += list(found.rest())
    assert sum(one[WEIGHT].sum() for one in given_out) == frame.height
    assert counted(translation, [pl.concat(given_out, how="diagonal_relaxed")]).equals(counted(translation, [frame.with_row_index(ROW, 1)]))


def test_cells_that_say_the_same_are_one_group(translation: Translation) -> None:
    """Also where the words differ, and over many batches."""
    found = Alike(reads_of(translation))
    for n in range(12):
        batch = pl.DataFrame({"who": ["LASD", "sheriff"] * 40, "what": [f"no. {n}"] * 80, "d": ["2020-01-02", "2020-1-2"] * 40, "n": "1"})
        assert list(found.add(batch)) == []
    (only,) = found.rest()
    assert only[WEIGHT].to_list() == [960]


def test_a_table_whose_kinds_of_columns_change_is_grouped_in_parts(translation: Translation) -> None:
    """As the rows of a database may: numbers after text."""
    found = Alike(reads_of(translation))
    one = pl.DataFrame({"who": ["pd"], "what": ["held"], "d": ["2020-01-02"], "n": ["1"]})
    assert not list(found.add(one))
    (before,) = found.add(one.with_columns(pl.lit(1, pl.Int64).alias("n")))
    (after,) = found.rest()
    assert counted(translation, [before]).equals(counted(translation, [after]))


def test_a_table_of_which_nothing_is_read_is_one_group() -> None:
    """Its rows are counted all the same."""
    found = Alike({})
    assert not list(found.add(pl.DataFrame({"any": [1, 2, 3]})))
    (only,) = found.rest()
    assert only[WEIGHT].to_list() == [3]
