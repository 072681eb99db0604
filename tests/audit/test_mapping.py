"""A mapping says which act a row records: words, days, years and free text mean what the page says, and mistakes are refused."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Ran
from sanctuary.audit.mapping import Mapped, read_mapping
from sanctuary.audit.marks import COUNT, WHY, says, unknown
from sanctuary.audit.phrases import NO_WORD, NOTHING, OTHER
from sanctuary.audit.translate import Translation
from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY
from sanctuary.errors import EvidenceError
from sanctuary.law.packs import Library
from sanctuary.tables.readers import ROW

BASE = """
title = "x"
[act]
action = "hold"
actor = "sheriff"
resource = "subject"
[day]
column = "d"
"""


def mapped(library: Library, folder: Path, text: str) -> Mapped:
    (folder / "m.toml").write_text(text, encoding="utf-8")
    return read_mapping(folder / "m.toml", library.vocabulary)


def translation(library: Library, read: Mapped) -> Translation:
    return Translation(read, read.acts[0], library.vocabulary)


def coded(library: Library, folder: Path, text: str, **columns: list[object]) -> pl.DataFrame:
    frame = pl.DataFrame(columns).with_row_index(ROW, 1)
    return translation(library, mapped(library, folder, text)).apply(frame)


@pytest.mark.parametrize(
    ("cells", "formats", "more", "days"),
    [
        (["2024-02-29", "2023-02-29", "", None, "x"], '"%Y-%m-%d"', "", [("2024-02-29", "2024-02-29"), None, None, None, None]),
        (["2024-02"], '"%Y-%m-%d", "%Y-%m"', "", [("2024-02-01", "2024-02-29")]),
        (["2023"], '"%Y"', "", [("2023-01-01", "2023-12-31")]),
        (["01/02/2024"], '"%m/%d/%Y"', "", [("2024-01-02", "2024-01-02")]),
        (["2024-01-01 03:00:00"], '"%Y-%m-%d %H:%M:%S"', 'zone = "UTC"\nlocal = "America/New_York"', [("2023-12-31", "2023-12-31")]),
        (["2024-07-01T06:59:00+0000"], '"%Y-%m-%dT%H:%M:%S%z"', 'local = "America/Los_Angeles"', [("2024-06-30", "2024-06-30")]),
        (["2018-01-04", "2018-1-4"], '"%F"', "", [("2018-01-04", "2018-01-04")] * 2),
        (["01/04/18"], '"%D"', "", [("2018-01-04", "2018-01-04")]),
        (["01/04/18"], '"%x"', "", [("2018-01-04", "2018-01-04")]),
        (["4-Jan-2018"], '"%v"', "", [("2018-01-04", "2018-01-04")]),
        (["Jan  4 2018", "JAN 14 2018", "Feb 30 2018"], '"%b %e %Y"', "", [("2018-01-04",) * 2, ("2018-01-14",) * 2, None]),
        (["4 de enero", "4 de may de 2018"], '"%-d de %b de %Y"', "", [None, ("2018-05-04", "2018-05-04")]),
        (["Jan 18"], '"%h %y"', "", [("2018-01-01", "2018-01-31")]),
        (["004 2018"], '"%j %Y"', "", [("2018-01-04", "2018-01-04")]),
        (["01/02/18"], '"%m/%d/%Y"', "", [None]),
        (["2018-01-03T20:00:00-08:00"], '"%Y-%m-%dT%H:%M:%S%z"', "", [("2018-01-03", "2018-01-03")]),
        (["2018-01-03 20:00 -0800", "2018-01-03 23:59Z", "2018-01-03 20:00"], '"%F %R%z"', "", [*[("2018-01-03",) * 2] * 2, None]),
        (["2018-01-03T20:00:00-08:00"], '"%FT%T%:z"', 'local = "UTC"', [("2018-01-04", "2018-01-04")]),
        (["20:00 -0800 2018-01-03"], '"%R %z %F"', 'local = "America/New_York"', [("2018-01-03", "2018-01-03")]),
        (["1515038400"], '"%s"', 'local = "America/Los_Angeles"\nzone = "Asia/Tokyo"', [("2018-01-03", "2018-01-03")]),
        (["2015-02-02 18:00:00", "2015-02-02 00:00:00", "2015-02-02 lunch"], '"%F"', "", [*[("2015-02-02",) * 2] * 2, None]),
        (["2/2/2015 6:00:00 PM"], '"%m/%d/%Y"', "", [("2015-02-02", "2015-02-02")]),
        (["2015-02-02 18:00:00", "2015-02-02 00:00:00"], '"%F"', 'zone = "UTC"\nlocal = "Asia/Tokyo"', [None, ("2015-02-02",) * 2]),
        (["2015-02-02 18:00:00"], '"%F", "%F %T"', 'zone = "UTC"\nlocal = "Asia/Tokyo"', [("2015-02-03", "2015-02-03")]),
        (["2013.0", "2013.5"], '"%Y"', "", [("2013-01-01", "2013-12-31"), None]),
        (["2024-03-10 02:30"], '"%Y-%m-%d %H:%M"', 'zone = "America/Los_Angeles"', [("2024-03-10", "2024-03-10")]),
        (["2024-11-03 01:30"], '"%Y-%m-%d %H:%M"', 'zone = "America/Los_Angeles"', [("2024-11-03", "2024-11-03")]),
    ],
)
def test_a_day_is_read_in_its_formats_and_zone(
    library: Library, tmp_path: Path, cells: list[object], formats: str, more: str, days: list[tuple[str, str] | None]
) -> None:
    """What is no day stays unknown; a month or a year is a span; times are counted in local days."""
    found = coded(library, tmp_path, BASE + f"formats = [{formats}]\n{more}\n", d=cells)
    told = [None if first is None else (str(first), str(last)) for first, last in found.select(DAY, LAST_DAY).rows()]
    assert told == days
    assert [why > 0 for why in found[WHY]] == [day is None for day in days]


def test_a_day_that_is_empty_and_one_in_no_known_format_are_told_apart(library: Library, tmp_path: Path) -> None:
    """Two reasons, and only the second is a cell that the mapping does not know."""
    found = coded(library, tmp_path, BASE, d=["2024-01-01", "", "soon", None, "NULL", "2024-13-01"])
    reasons = translation(library, mapped(library, tmp_path, BASE)).reasons
    told = [
        "",
        "the day is empty",
        "the day is in no known format",
        "the day is empty",
        "the day is empty",
        "the day is in no known format",
    ]
    assert [reasons[why] for why in found[WHY]] == told
    assert found[unknown(DAY)].to_list() == ["format" in one for one in told]


def test_a_column_called_day_may_hold_something_else(library: Library, tmp_path: Path) -> None:
    """The table's own names do not matter."""
    text = 'count = "day"\n' + BASE + YEARS.replace('"c"', '"last_day"')
    found = coded(library, tmp_path, text, d=["2024-01-01"], day=["7"], last_day=["2020-01-01"])
    assert found.select(DAY, COUNT, "history.years_since_listed_felony").rows() == [(date(2024, 1, 1), 7, 4)]


def test_three_hundred_reasons_to_set_rows_aside_are_told_apart(library: Library, tmp_path: Path) -> None:
    """More than a byte holds."""
    words = ", ".join(f'"w{n}" = "skip: reason {n}"' for n in range(300))
    text = BASE + f'[facts.paper]\ncolumn = "p"\nvalues = {{ {words} }}\n'
    found = coded(library, tmp_path, text, d=["2024-01-01"] * 300, p=[f"w{n}" for n in range(300)])
    reasons = translation(library, mapped(library, tmp_path, text)).reasons
    assert [reasons[why] for why in found[WHY]] == [f"skip: reason {n}" for n in range(300)]


def test_times_without_a_zone_are_not_moved_to_another(library: Library, tmp_path: Path) -> None:
    """A typed column says its zone or the mapping does; the error names no cell."""
    with pytest.raises(EvidenceError, match="have no zone"):
        coded(library, tmp_path, BASE + 'local = "America/New_York"\n', d=[datetime(2024, 1, 1, 3)])  # noqa: DTZ001 - a column without a zone


def test_days_of_typed_columns_need_no_format(library: Library, tmp_path: Path) -> None:
    """Parquet and databases give dates and times as such."""
    assert coded(library, tmp_path, BASE, d=[date(2024, 1, 2)])[DAY].to_list() == [date(2024, 1, 2)]
    moment = datetime(2024, 1, 1, 3)  # noqa: DTZ001 - a column without a zone
    assert coded(library, tmp_path, BASE + 'zone = "UTC"\nlocal = "America/New_York"\n', d=[moment])[DAY].to_list() == [date(2023, 12, 31)]


TEXT = """
[facts.purpose]
column = "t"
words = [{ value = "civil-immigration", any = ["ICE", "immigration hold"] }, { value = "other-crime", any = ["police case", "dui"] }]
nothing = ["inv", "investigation", "case", "the"]
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ICE - vehicle", 1), ("ice", 1), ("notice", OTHER), ("POLICE", OTHER), ("police-case 7", 3), ("Immigration  Hold!", 2),
        ("dui ICE", 1), ("inv", NOTHING), ("The investigation, case no", OTHER), ("The investigation, case", NOTHING),
        ("case 12-345", OTHER), ("12-345", OTHER),
        ("1325", OTHER), ("...", NOTHING), (" - ", NO_WORD), ("investigations", OTHER), ("", NO_WORD),
        ("\u00f1ICE", OTHER), ("ICE\u0301", OTHER), ("comICE\u00e9", OTHER), ("\u043f ICE \u043f", 1), ("\u79fb\u6c11\u5c40", OTHER),
        ("\u0438\u043c\u043c\u0438\u0433\u0440\u0430\u0446\u0438\u044f", OTHER), ("caf\u00e9 inv", OTHER),
        (None, NO_WORD), ("NaN", NO_WORD), ("\u0130CE", OTHER),
    ],
)  # fmt: skip
def test_listed_words_count_whole_and_in_order(library: Library, tmp_path: Path, text: str | None, word: int) -> None:
    """Word boundaries, any case, any punctuation between; text of empty words says nothing; the first listed word wins."""
    found = coded(library, tmp_path, BASE + TEXT, d=["2024-01-01"], t=[text])
    assert found[says("purpose")].to_list() == [word]
    assert found["purpose"].to_list() == [0 if word in (1, 2) else 2 if word in (3, 4) else None]
    assert found[unknown("purpose")].to_list() == [word == OTHER]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("ERO", "compa\u00f1ero", False), ("ERO", "Pi\u00f1ero", False), ("ERO", "pin\u0303ero", False), ("ERO", "del ero.", True),
        ("\u79fb\u6c11", "\u79fb\u6c11", True), ("\u79fb\u6c11", "\u300c\u79fb\u6c11\u300d", True),
        ("\u79fb\u6c11", "\u79fb\u6c11\u5c40", False), ("\u79fb\u6c11", "theft", False),
        ("Stra\u00dfe", "STRASSE 5", True), ("stra\u00dfe", "Stra\u00dfe", True), ("inmigraci\u00f3n", "INMIGRACI\u00d3N hoy", True),
        ("inmigraci\u00f3n", "inmigracion", False), ("287g", "287(g)", False), ("287 g", "287(g)", True), ("\u0665", "\u0665", True),
    ],
)  # fmt: skip
def test_phrases_of_any_script_count_whole(library: Library, tmp_path: Path, phrase: str, text: str, found: bool) -> None:
    """Letters, their marks and digits are parts of words in every script; what an accent changes is another word."""
    mapping = BASE + f'[facts.purpose]\ncolumn = "t"\nwords = [{{ value = "civil-immigration", any = ["{phrase}"] }}]\n'
    assert coded(library, tmp_path, mapping, d=["2024-01-01"], t=[text])[says("purpose")].to_list() == [1 if found else OTHER]


def test_folded_cells_of_any_script_stay_apart(library: Library, tmp_path: Path) -> None:
    """Comparing letters and digits alone keeps the letters of every script."""
    mapping = BASE + '[facts.paper]\ncolumn = "t"\nfold = true\nvalues = { "\u79fb\u6c11" = "detainer", "orden #3" = "court-order" }\n'
    found = coded(library, tmp_path, mapping, d=["2024-01-01"] * 3, t=["\u79fb-\u6c11", "\u5c40", "Orden 3"])
    assert found[unknown("paper")].to_list() == [False, True, False]


YEARS = """
[facts."history.years_since_listed_felony"]
column = "c"
years_since = ["%Y-%m-%d"]
empty = "absent"
"""


@pytest.fixture(scope="module")
def years(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Translation:
    return translation(library, mapped(library, tmp_path_factory.mktemp("years"), BASE + YEARS))


@given(st.dates(date(1990, 1, 1), date(2024, 1, 1)), st.integers(0, 12_000))
def test_years_are_whole_and_rounded_up(years: Translation, since: date, days: int) -> None:
    """15 means more than 14 and at most 15 years, on the day of the act; the anniversary itself is not one more."""
    act = since + timedelta(days=days)
    found = years.apply(pl.DataFrame({"d": [act.isoformat()], "c": [since.isoformat()]}).with_row_index(ROW, 1))
    whole = act.year - since.year + ((act.month, act.day) > (since.month, since.day))
    assert found["history.years_since_listed_felony"].to_list() == [whole]


def test_an_empty_or_impossible_conviction_day_is_absent_or_open(library: Library, tmp_path: Path) -> None:
    """Empty means what the mapping says; a conviction after the act, or more than 99 years before it, is left open and counted."""
    cells: list[object] = ["", "2024-01-02", "1900-01-01", "soon", "2024-01-01"]
    found = coded(library, tmp_path, BASE + YEARS, d=["2024-01-01"] * 5, c=cells)
    assert found["history.years_since_listed_felony"].to_list() == [ABSENT, None, None, None, 0]
    assert found[unknown("history.years_since_listed_felony")].to_list() == [False, True, True, True, False]


def test_lookups_fold_keys_and_skips_keep_their_reason(library: Library, tmp_path: Path) -> None:
    """Punctuation and case do not hide a key; a row set aside says why."""
    (tmp_path / "codes.csv").write_text('statute,code,is\n"148(a)",PC,misdemeanor\n211,PC,skip: not asked\n', encoding="utf-8")
    text = BASE.replace('action = "hold"', 'action = "book"').replace('resource = "subject"', 'resource = "other-offense"')
    text += '[facts.class]\ncolumn = "k"\nlookup = { file = "codes.csv", key = ["statute", "code"], value = "is" }\nfold = true\n'
    found = coded(library, tmp_path, text, d=["2024-01-01"] * 3, k=["148(A) pc", "211PC", "9 XX"])
    assert found["class"].to_list() == [2, None, None]
    reasons = translation(library, mapped(library, tmp_path, text)).reasons
    assert [reasons[why] for why in found[WHY]] == ["", "skip: not asked", ""]
    assert found[unknown("class")].to_list() == [False, False, True]


LISTED = {
    "values": 'values = { "none" = "none", "I-247" = "detainer" }',
    "words": 'words = [{ value = "none", any = ["None"] }, { value = "detainer", any = ["I-247"] }]',
    "lookup": 'lookup = { file = "p.csv", key = ["k"], value = "v" }\nfold = true',
}


@pytest.mark.parametrize("way", LISTED)
def test_a_word_that_a_field_lists_is_not_empty(library: Library, tmp_path: Path, way: str) -> None:
    """What stands in the field's own table wins over the words for empty, the mapping's own too; nothing at all stays empty."""
    (tmp_path / "p.csv").write_text("k,v\nnone,none\nI-247,detainer\n", encoding="utf-8")
    text = f'empty = ["none", "-"]\n{BASE}[facts.paper]\ncolumn = "p"\nempty = "open"\n{LISTED[way]}\n'
    cells: list[object] = ["none", "NONE ", "i-247", "null", "-", "", None]
    found = coded(library, tmp_path, text, d=["2024-01-01"] * 7, p=cells)
    none, detainer = found["paper"][0], found["paper"][2]
    assert None not in (none, detainer)
    assert found["paper"].to_list() == [none, none, detainer, None, None, None, None]
    assert not found[unknown("paper")].any()


def test_a_resource_must_be_one_that_the_action_is_done_to(library: Library, tmp_path: Path) -> None:
    """One word, two actions: what does not fit is not judged, and says so."""
    text = BASE.replace('action = "hold"', 'action = { column = "a", values = { "h" = "hold", "d" = "disclose" } }')
    found = coded(library, tmp_path, text, d=["2024-01-01"] * 3, a=["h", "d", "z"])
    reasons = translation(library, mapped(library, tmp_path, text)).reasons
    assert [reasons[why] for why in found[WHY]] == [
        "",
        "the act cannot be done to that resource",
        "the action is empty or unknown to the mapping",
    ]


def test_a_row_may_stand_for_many_acts(library: Library, tmp_path: Path) -> None:
    """Whole numbers, also with commas; anything else is not judged."""
    found = coded(library, tmp_path, 'count = "n"\n' + BASE, d=["2024-01-01"] * 4, n=["1,204", "3", "", "2.5"])
    assert found[COUNT].to_list() == [1204, 3, None, None]
    assert [why > 0 for why in found[WHY]] == [False, False, True, True]


@pytest.mark.parametrize("cell", ["99999123456789012345", "9000000000000000000", "1000000000001", "inf", "-1", "1e300", "nan"])
def test_a_number_that_no_row_can_stand_for_is_no_count(library: Library, tmp_path: Path, cell: str) -> None:
    """Such a row is not judged; the most that a row may stand for is a million million."""
    found = coded(library, tmp_path, 'count = "n"\n' + BASE, d=["2024-01-01"] * 2, n=[cell, "1000000000000"])
    reasons = translation(library, mapped(library, tmp_path, 'count = "n"\n' + BASE)).reasons
    assert found[COUNT].to_list() == [None, 10**12]
    assert [reasons[why] for why in found[WHY]] == ["no count", ""]


@pytest.mark.parametrize("cell", ["99999123456789012345", "inf", "-1", "1e300"])
def test_a_number_of_years_that_nobody_has_is_unknown(library: Library, tmp_path: Path, cell: str) -> None:
    """It is left open and counted, however long it is."""
    name = "history.years_since_listed_felony"
    found = coded(library, tmp_path, BASE + f'[facts."{name}"]\ncolumn = "c"\nnumber = true\n', d=["2024-01-01"] * 2, c=[cell, "3"])
    assert found[name].to_list() == [None, 3]
    assert found[unknown(name)].to_list() == [True, False]


WRONG = {
    "an action nobody does": (BASE.replace('"hold"', '"hodl"'), "no action is called 'hodl'; did you mean 'hold'"),
    "an actor nobody is": (BASE.replace('"sheriff"', '"sherif"'), "did you mean 'sheriff'"),
    "a fact nobody has": (BASE + "[facts]\nrequestor = true\n", "did you mean 'requester'"),
    "no way to read": (BASE + '[facts.paper]\ncolumn = "p"\n', "0 ways"),
    "two ways to read": (BASE + '[facts.paper]\ncolumn = "p"\nvalues = { "x" = "detainer" }\nnumber = true\n', "2 ways"),
    "a private column": (BASE + '[facts.paper]\ncolumn = "Citizenship"\nvalues = { "x" = "detainer" }\n', "never reads who a person is"),
    "a value of another fact": (BASE + '[facts.paper]\ncolumn = "p"\nvalues = { "x" = "civil-immigration" }\n', "'paper' cannot be"),
    "a phrase of no letter": (BASE + TEXT.replace('"dui"', '"--"'), "'--', which has no letter and no digit"),
    "nothing of no letter": (BASE + TEXT.replace('"the"', '"..."'), "'...', which has no letter and no digit"),
    "a directive that nobody knows": (BASE + 'formats = ["%Y %Q"]\n', "has '%Q', which is not read. Known: "),
    "a format that ends in the middle": (BASE + 'formats = ["%Y-%"]\n', "has '%', which is not read"),
    "microseconds without a point": (BASE + 'formats = ["%F %T.%f"]\n', "has '%f', which is not read"),
    "a format without a year": (BASE + 'formats = ["%m/%d"]\n', "gives no year, month or day"),
    "a day without a month": (BASE + 'formats = ["%d %Y"]\n', "gives no year, month or day"),
    "a format of nothing": (BASE + 'formats = ["day"]\n', "gives no year, month or day"),
    "no format at all": (BASE + "formats = []\n", "has no formats"),
    "an hour without a minute": (BASE + 'formats = ["%F %H"]\n', "a part of a time"),
    "half a day's hour": (BASE + 'formats = ["%F %I:%M"]\n', "a part of a time"),
    "a year and a time": (BASE + 'formats = ["%Y %T"]\n', "a part of a time"),
    "times of no zone": (BASE + 'formats = ["%F %T"]\nlocal = "America/New_York"\n', "have no zone"),
    "seconds without a place": (BASE + 'formats = ["%s"]\n', "counts seconds in UTC"),
    "an offset inside": (BASE + 'formats = ["%R %z %F"]\n', "put %z last"),
    "a zone that nobody knows": (BASE + 'zone = "Nowhere/Town"\n', "no time zone is called 'Nowhere/Town'"),
    "a local zone that nobody knows": (BASE + 'local = "Town"\n', "no time zone is called 'Town'"),
    "a directive in years since": (BASE + YEARS.replace("%Y-%m-%d", "%Q"), "has '%Q'"),
    "a cell of two values": (
        BASE + '[facts.purpose]\ncolumn = "p"\nvalues = { "Y" = "civil-immigration", "y " = "other" }\n',
        "two values to one cell, as 'Y' and as 'y '",
    ),
    "a folded cell of two values": (
        BASE + '[facts.purpose]\ncolumn = "p"\nfold = true\nvalues = { "1(a)" = "civil-immigration", "1A" = "other" }\n',
        "two values to one cell, as '1.a.' and as '1A'",
    ),
    "an empty cell among the others": (BASE + '[facts.paper]\ncolumn = "p"\nvalues = { " " = "none" }\n', "which is an empty cell"),
    "years of no count": (BASE + '[facts.paper]\ncolumn = "p"\nnumber = true\n', "no number of years"),
    "no day": (BASE.partition("[day]")[0], "missing required field 'day'"),
    "a field that no mapping has": (BASE + "colour = 1\n", "unknown field 'colour'"),
    "no TOML": ("title = ", "not TOML"),
    "an absent fact that always is": (BASE + '[facts]\npaper = "absent"\n', "'paper' cannot be 'absent'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_in_a_mapping_is_one_clear_error(name: str, library: Library, tmp_path: Path) -> None:
    """The file, what was found and what was expected."""
    text, message = WRONG[name]
    with pytest.raises(EvidenceError, match=message) as refused:
        mapped(library, tmp_path, text)
    assert str(tmp_path / "m.toml") in str(refused.value)


def test_one_day_can_stand_for_every_row(library: Library, tmp_path: Path) -> None:
    """A table without a day is put on one; a mapping that gives a column as well, or neither, is refused."""
    found = coded(library, tmp_path, BASE.replace('column = "d"', "on = 2018-06-01"), other=["a", "b"])
    assert [str(day) for day in found[DAY]] == [str(day) for day in found[LAST_DAY]] == ["2018-06-01"] * 2
    for text in (BASE + "on = 2018-06-01\n", BASE.replace('column = "d"', "")):
        with pytest.raises(EvidenceError, match="and not both"):
            mapped(library, tmp_path, text)


LISTS = (
    BASE.replace('"sheriff"', '{ column = "who", values = { "S" = "sheriff" } }')
    + """
[facts]
requester = "immigration-authority"
paper = { column = "p", values = { "D" = "detainer", "W" = "administrative-warrant", "D or W" = ["detainer", "administrative-warrant"],\
  "A" = "state-arrest-warrant", "D or A" = ["detainer", "state-arrest-warrant"] } }
paper_covers_request = true
purpose = "civil-immigration"
"""
)


def test_one_of_several_values_is_what_all_of_them_give(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Settled where each value gives the same, and else open on that fact; never one value that nobody wrote."""
    (tmp_path / "m.toml").write_text(LISTS + 'required_by_law = ["not", "a value"]\n', encoding="utf-8")
    (tmp_path / "t.csv").write_text(
        "who,d,p\n" + "".join(f"S,2026-03-01,{paper}\n" for paper in ("D", "W", "D or W", "A", "D or A")), encoding="utf-8"
    )
    words = ("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
    refused = sanctuary(*words)
    assert refused.code == 2
    assert "'required_by_law' cannot be 'not'" in refused.err
    (tmp_path / "m.toml").write_text(LISTS, encoding="utf-8")
    ran = sanctuary(*words, "--rows", str(tmp_path / "rows.csv"))
    assert (ran.code, ran.err) == (0, "")
    told = pl.read_csv(tmp_path / "rows.csv", infer_schema=False).fill_null("").to_dicts()
    can = [set(row["possible"].split() or [row["outcome"]]) for row in told]
    for one, other, both in ((0, 1, 2), (0, 3, 4)):
        assert can[both] == can[one] | can[other]
        if len(can[both]) == 1:
            assert set(told[both]["because"].split()) == set(told[one]["because"].split()) & set(told[other]["because"].split())
        elif can[one] != can[other]:
            assert "paper" in told[both]["turns_on"].split()
    assert can[0] != can[3]


@pytest.mark.parametrize("words", ['["detainer"]', '["detainer", "detainer"]', '["detainer", "open"]', '["detainer", "skip: x"]', "[]"])
def test_a_list_that_is_no_choice_is_refused(library: Library, tmp_path: Path, words: str) -> None:
    """Two or more different values, and no word that leaves the fact open."""
    with pytest.raises(EvidenceError, match="two or more different values"):
        mapped(library, tmp_path, f"{BASE}[facts]\npaper = {words}\n")


def test_who_acts_cannot_be_one_of_two(library: Library, tmp_path: Path) -> None:
    """No act can be judged without it."""
    with pytest.raises(EvidenceError, match="no act can be judged"):
        mapped(library, tmp_path, BASE.replace('"sheriff"', '{ column = "who", values = { "S" = ["sheriff", "police"] } }'))
