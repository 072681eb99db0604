"""A proposal tries cells, marks every line that a person must answer for, and tells nothing of a first line that is a row."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.audit.mapping import read_mapping
from sanctuary.law.packs import Library

PERSON = ("ROE", "RICHARD", "ILLEGAL", "MEXICO", "THEFT", "SMUGGLING", "Guatemala")

HEADERLESS = {
    "bars": "ROE RICHARD|ILLEGAL ALIEN|MEXICO|THEFT\nDOE JANE|ALIEN|CUBA|DUI\n",
    "tabs": "ROE RICHARD\tILLEGAL ALIEN\tMEXICO\tTHEFT\nDOE JANE\tALIEN\tCUBA\tDUI\n",
    "commas": "ROE RICHARD ALIEN SMUGGLING,W,F,THEFT\nDOE JANE,W,M,DUI\n",
    "one column": "ROE RICHARD CITIZEN OF Guatemala\nDOE JANE\n",
    "a title above": "Booking Report,,,,\nROE RICHARD,W,F,Mexico,THEFT\n",
    "the same again": "status,ROE RICHARD\nstatus,DOE JANE\n",
}


@pytest.mark.parametrize("kind", HEADERLESS)
def test_nothing_of_a_first_line_is_told_unless_it_is_plainly_a_header(kind: str, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """By a proposal, a list of values, an audit without a mapping, and one whose mapping does not fit."""
    (tmp_path / "t.csv").write_text(HEADERLESS[kind])
    (tmp_path / "m.toml").write_text(
        'title = "t"\n[act]\naction = "hold"\nresource = "subject"\nactor = "police"\n[day]\ncolumn = "Received"\n'
    )
    for words in (("--suggest-map",), ("--values", str(tmp_path / "v.csv")), (), ("--map", str(tmp_path / "m.toml"))):
        ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), *words)
        assert ran.code == 2
        assert not [word for word in PERSON if word.casefold() in (ran.out + ran.err).casefold()]
    assert not (tmp_path / "v.csv").exists()


NAMES = (
    "", "detainer_prepare_date", "facility_state", "detention_facility", "detainer_prep_threat_level", "other_removal_reason_yes_no",
    "detainer_lift_reason", "detainer_type", "count",
)  # fmt: skip
ROW = ("1", "2025-03-01", "OREGON", "ALDER COUNTY JAIL", "2", "NO", "Detainer Declined by LEA", "I-247A", "3")
DETAINERS = f"{','.join(NAMES)}\n{','.join(ROW)}\n"

TABLES = {
    "searches": (
        """ID,Org Name,Total Networks Searched,Time Frame,Reason,Search Time
u1,Alder CA PD,12,"03/01/2025 - 03/31/2025",theft,"04/01/2025, 02:30:00 AM UTC"
""",
        [
            'action = "disclose"',
            'resource = "license-plate-scans"',
            'column = "Search Time"',
            '"%m/%d/%Y, %I:%M:%S %p UTC"',
            'column = "Org Name"',
        ],
        ["Time Frame"],
    ),
    "detainers": (
        DETAINERS,
        [
            'action = "hold"',
            'column = "detention_facility"',
            'count = "count"',
            'column = "detainer_lift_reason"',
            'column = "detainer_type"',
        ],
        ["facility_state", "threat", "other_removal"],
    ),
    "agreements": (
        "STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE,SIGNED\nTEXAS,Alder County Sheriff,Task Force Model,2025-03-01\n",
        ['action = "join"', 'resource = "immigration-deputation"', 'column = "SIGNED"', 'column = "LAW ENFORCEMENT AGENCY"'],
        [],
    ),
    "years as columns": ("Agency,2018,2019,FY2020\nAlder Sheriff,4,5,6\n", ['column = "Agency"'], []),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_proposal_tries_cells_and_marks_every_guess(kind: str, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Day and format, act, who acts, paper, count and what became of it; no cell is printed."""
    table, right, wrong = TABLES[kind]
    (tmp_path / "t.csv").write_text(table)
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map")
    assert ran.code == 0, ran.err
    for line in right:
        assert line in ran.out
    for name in wrong:
        assert name not in ran.out
    assert "ALDER" not in ran.out.upper()
    for line in ran.out.splitlines():
        assert not line.startswith(("column", "action", "resource", "count", "formats", "actor", "requester")) or "# decide" in line, line


def test_a_proposal_is_a_mapping_once_its_marks_are_answered(tmp_path: Path, sanctuary: Callable[..., Ran], library: Library) -> None:
    """What it writes is read."""
    (tmp_path / "t.csv").write_text(TABLES["detainers"][0])
    proposal = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    (tmp_path / "m.toml").write_text(proposal.replace('"decide: ', '"').replace("# decide", "# settled"))
    assert read_mapping(tmp_path / "m.toml", library.vocabulary).acts[0].count == "count"


def test_values_list_cells_of_five_rows_or_more_of_columns_that_are_not_private(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """For the owner alone; rarer cells only where they are asked for."""
    rows = [("County Jail", "Mexico", "ok")] * 6 + [("City Police", "Cuba", "ok")]
    (tmp_path / "t.csv").write_text("agency,Citizenship,status\n" + "".join(",".join(row) + "\n" for row in rows))
    out = tmp_path / "v.csv"
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--values", str(out))
    assert (ran.code, out.read_text().splitlines()) == (0, ["column,cell,rows", "agency,County Jail,6", "status,ok,7"])
    assert out.stat().st_mode & 0o077 == 0
    assert "County" not in ran.out
    sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--values", str(out), "--rare")
    assert "agency,City Police,1" in out.read_text()
    assert "Cuba" not in out.read_text()
