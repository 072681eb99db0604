"""A proposal tries cells, marks the lines that it is not sure of, and tells nothing of a first line that is a row."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.audit.guess import guess
from sanctuary.audit.mapping import read_mapping
from sanctuary.audit.suggest import Sample
from sanctuary.audit.unread import unread
from sanctuary.errors import EvidenceError
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
            'column = "facility_state"',
            'values = { "OREGON" = "us-or" }',
        ],
        ["threat", "other_removal"],
    ),
    "agreements": (
        "STATE,LAW ENFORCEMENT AGENCY,SUPPORT TYPE,SIGNED\nTEXAS,Alder County Sheriff,Task Force Model,2025-03-01\n",
        ['action = "join"', 'resource = "immigration-deputation"', 'column = "SIGNED"', 'column = "LAW ENFORCEMENT AGENCY"'],
        [],
    ),
    "years as columns": ("Agency,2018,2019,FY2020\nAlder Sheriff,4,5,6\n", ['column = "Agency"'], []),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_proposal_tries_cells_and_says_of_each_line_how_sure_it_is(kind: str, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Day and format, act, who acts, paper, count and what became of it; no cell is printed."""
    table, right, wrong = TABLES[kind]
    (tmp_path / "t.csv").write_text(table)
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map")
    assert ran.code == 0, ran.err
    for line in right:
        assert line in ran.out
    read = "\n".join(line for line in ran.out.splitlines() if not line.startswith("# Not used by this proposal: "))
    for name in wrong:
        assert name not in read
    assert "ALDER" not in ran.out.upper()
    for line in ran.out.splitlines():
        assert (
            not line.startswith(("column", "action", "resource", "count", "formats", "actor", "requester"))
            or "# decide" in line
            or "# sure" in line
        ), line


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


REQUESTS = """date,agency,form,request,response
2026-03-02,ICE,I-247A,hold,complied
2026-03-09,ICE,I-247A,release date,complied
2026-03-12,ICE,I-247A,transfer,declined
2026-03-12,ICE,none,interview,declined
2026-03-15,ICE,none,address,partly
"""


LONGER = [pytest.param(name, marks=pytest.mark.long) for name in ("request", "Requested Action", "action")]


@pytest.mark.parametrize("name", ["Request Type", "type of request", *LONGER])
def test_a_column_that_tells_the_act_is_proposed_and_never_a_constant(name: str, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """With the thing that each is done to, how sure each word is, and what is not used; nobody is said to act whom no column names."""
    (tmp_path / "t.csv").write_text(
        REQUESTS.replace("request,", f"{name},").replace("date,", "case_type,date,", 1).replace("2026", "a,2026")
    )
    out = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    assert f'[act.action]\ncolumn = "{name}"  # sure: ' in out
    assert 'action = "hold"' not in out
    assert '{ value = "hold", any = ["hold"] },  # sure' in out
    assert '{ value = "release-date", any = ["release date"] },  # sure' in out
    assert '{ value = "home-address", any = ["address"] },  # decide: not sure' in out
    assert '{ value = "partly", any = ["partly"] }' in out
    assert 'actor = "decide: Nothing tells who acts: fill in"' in out
    assert '[facts.requester]\ncolumn = "agency"' in out
    assert '# Not used by this proposal: "case_type".' in out


def test_a_proposal_by_a_column_is_read_once_its_marks_are_answered(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Each row is then judged by its own request: what another asked for is no hold."""
    (tmp_path / "t.csv").write_text(REQUESTS)
    proposal = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    answered = proposal.replace('"decide: Nothing tells who acts: fill in"', '"sheriff"').replace('"decide: ', '"').replace("# decide", "#")
    (tmp_path / "m.toml").write_text(answered)
    rows = tmp_path / "rows.csv"
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "--rows", str(rows))
    assert ran.code in (0, 1), ran.err
    with rows.open() as file:
        assert [row["action"] for row in csv.DictReader(file)] == ["hold", "disclose", "transfer", "allow-interview", "disclose"]


def test_where_nothing_tells_the_act_nothing_is_proposed(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """No first word of the vocabulary stands in for it; every column is named as not used."""
    (tmp_path / "t.csv").write_text("Form Presented,Reason,Disposition\nPassport,renewal,issued\n")
    out = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    for name in ("action", "resource"):
        assert f'{name} = "decide: Nothing tells the act: fill in"' in out
    assert 'actor = "decide: Nothing tells who acts: fill in"' in out
    assert '# Not used by this proposal: "Form Presented", "Reason", "Disposition".' in out


@pytest.mark.parametrize("how", ['values = { complied = "done" }', 'words = [{ value = "done", any = ["complied"] }]'])
@pytest.mark.parametrize("other", [False, True])
def test_a_cell_of_done_that_the_mapping_does_not_know_is_told(
    how: str, tmp_path: Path, sanctuary: Callable[..., Ran], *, other: bool
) -> None:
    """In the report and by --unknown, as any other cell; not where `other` says what it means."""
    (tmp_path / "t.csv").write_text("Received,answer\n2026-03-02,complied\n2026-03-03,escalated\n2026-03-04,\n")
    (tmp_path / "m.toml").write_text(
        'title = "t"\n[act]\naction = "hold"\nresource = "subject"\nactor = "police"\n[day]\ncolumn = "Received"\n'
        f'[done]\ncolumn = "answer"\n{how}\n' + ('other = "unknown"\n' if other else "")
    )
    found = tmp_path / "unknown.csv"
    ran = sanctuary(
        "audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"), "--unknown", str(found), "--format", "json"
    )
    assert [(one["field"], one["column"], one["rows"]) for one in ran.json["unknown"]] == ([] if other else [("done", "answer", 1)])
    assert found.read_text().splitlines()[1:] == ([] if other else ["done,answer,escalated,1"])


STATES = """date,agency,state,birth_state,detainer_type
2015-03-02,Alder County Jail,CALIFORNIA,TEXAS,Detainer
2015-03-02,Alder County Jail,TEXAS,TEXAS,Detainer
2015-03-03,Alder County Jail,OHIO,TEXAS,
2015-03-04,Alder County Jail,CALIFORNIA,TEXAS,Request for notification
"""


@pytest.mark.long
def test_rows_of_several_states_are_told_apart(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """By the place's name and by those of states with a pack; never by a person's state; nothing where all rows are the place's."""
    (tmp_path / "t.csv").write_text(STATES)
    (tmp_path / "one.csv").write_text(STATES.replace(",OHIO,", ",CALIFORNIA,").replace(",TEXAS,TEXAS", ",CALIFORNIA,TEXAS"))
    told = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    assert '[whose]\ncolumn = "state"  # decide: 2 of its first 4 cells name another state than the place\'s' in told
    assert (
        'values = { "CALIFORNIA" = "us-ca", "TEXAS" = "us-tx" }  # decide: whose law judges which rows; rows of any other are set' in told
    )
    local = sanctuary("audit", "los angeles", str(tmp_path / "t.csv"), "--suggest-map").out
    assert '"CALIFORNIA" = "us-ca-los-angeles", "TEXAS" = "us-tx" }  # decide: the column tells the state alone' in local
    assert "[whose]" not in sanctuary("audit", "us-ca", str(tmp_path / "one.csv"), "--suggest-map").out


def test_a_proposal_says_what_its_column_leaves_empty_and_takes_the_paper_from_the_column_of_requests(
    tmp_path: Path, sanctuary: Callable[..., Ran]
) -> None:
    """That every filled cell is explained says little where most are empty."""
    (tmp_path / "t.csv").write_text(STATES)
    told = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    assert "100% of its cells are explained below; empty in 1 of the first 4 rows" in told
    paper = told[told.index("[facts.paper]") :]
    assert paper.startswith('[facts.paper]\ncolumn = "detainer_type"')
    assert '{ value = "detainer", any = ["detainer"] }' in paper


def test_an_agency_is_known_by_the_initials_of_its_name(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Those of agencies that the packs name; another's stay for a person to decide, and are not told."""
    rows = "LAPD,2024-01-03,Detainer\nLASD,2024-02-03,Detainer\nNYPD,2024-03-05,Detainer\nQXPD,2024-03-09,Detainer\n"
    (tmp_path / "t.csv").write_text(f"agency,date,action\n{rows}")
    told = sanctuary("audit", "los-angeles", str(tmp_path / "t.csv"), "--suggest-map").out
    actor = told.partition("[act.actor]")[2].partition("[day]")[0]
    assert '{ value = "sheriff", any = ["lasd"] }' in actor
    assert '{ value = "police", any = ["lapd", "nypd"] }' in actor
    assert "75% of its cells look like agencies" in actor
    assert "qxpd" not in told.casefold()


WRITTEN = {
    "several columns count": (
        "Year,Agency,Detainers received,Transferred to ICE\n2019,Alder Sheriff,4,5\n2020,Alder Sheriff,3,0\n",
        ['# decide: 2 columns count acts ("Detainers received", "Transferred to ICE"); give each an [[act]] with its count'],
        ["\ncount ="],
    ),
    "one column counts": ("Fiscal Year,Facility,Detainers\n2019,Alder Jail,4\n", ['count = "Detainers"', "fiscal_year_begins = 10"], []),
    "requests, counted": (
        "Period,Agency,Requests\n2024-01-01/2024-03-31,Alder Sheriff,3\n",
        ['count = "Requests"', 'formats = ["%Y-%m-%d/%Y-%m-%d"]'],
        ["[act.action]"],
    ),
    "an act of few rows": (
        "date,lift_reason,det_facility,detainer_type\n" + "2014-01-02,,Alder Jail,\n" * 3 + "2015-01-02,,Alder Jail,I247D detainer\n",
        ['action = "hold"', 'column = "det_facility"'],
        ["[act.action]"],
    ),
    "searches of devices": (
        'ID,User,Search Time,Total Devices Searched,Reason\n1,u,"04/01/2025, 02:30:00 PM UTC",40,theft\n',
        ['action = "query"', 'resource = "license-plate-scans"', 'column = "Search Time"'],
        [],
    ),
    "parts of a second": (
        "created_at,agency_name,request_type\n2025-04-01T02:30:00.123Z,Alder Sheriff,detainer\n",
        ['column = "created_at"', '"%Y-%m-%dT%H:%M:%S%.f%z"'],
        [],
    ),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_proposal_fits_what_programs_write(kind: str, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """What a table counts, where most rows tell nothing, and days as a service logs them."""
    table, right, wrong = WRITTEN[kind]
    (tmp_path / "t.csv").write_text(table)
    out = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--suggest-map").out
    assert [line for line in right if line not in out] == []
    assert [line for line in wrong if line in out] == []


JAIL = """booking_no,received_dt,facility_div,requesting_agency,form,what_they_asked,our_answer,release_due_dt,released_dt
1,2026-03-02 09:10,Div 5,ICE ERO,I-247A,Hold,Declined,2026-03-03 10:00,2026-03-03 20:00
2,2026-03-05 11:00,Div 6,ICE ERO,I-247A with I-200,Hold,Held,2026-03-06 10:00,2026-03-08 09:00
3,2026-03-09 08:00,Div 5,ICE ERO,I-247A,Release time,Told,2026-03-10 12:00,2026-03-10 12:30
4,2026-03-12 13:00,Div 5,ICE ERO,none,Address,Disclosed,,
5,2026-03-15 08:00,Div 9,US Marshals,Federal arrest warrant,Transfer,Handed over,2026-03-16 10:00,2026-03-16 10:10
6,2026-03-17 08:00,Div 2,ICE ERO,I-247A,Release time,Notified,2026-03-18 12:00,2026-03-18 12:00
7,2026-03-20 08:00,Div 2,ICE ERO,I-247A,Hold,RTD,2026-03-21 12:00,2026-03-21 12:00
8,2026-03-20 08:00,Div 2,ICE ERO,I-247A,Hold,Roe Richard,2026-03-21 12:00,2026-03-21 12:00
"""


def test_the_log_of_a_jail_leaves_only_what_is_not_sure(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Who acts, the purpose by row, both times of release; a code that nobody explains is told with what to write, and no name is."""
    (tmp_path / "log.csv").write_text(JAIL)
    out = sanctuary("audit", "us-il-cook", str(tmp_path / "log.csv"), "--suggest-map").out
    marked = [line for line in out.splitlines() if "# decide" in line]
    assert marked == [
        '  { value = "home-address", any = ["address"] },  # decide: not sure: home, or work?',
        "]  # decide: 2 rows are not explained; write done, declined or partly; what stays is told as unknown",
    ]
    assert "2 lines are not sure" in out
    assert 'actor = "jail"  # sure' in out
    assert '# Not explained: "RTD" (1 row).' in out
    assert '# Write each into the line that it means, as any = [..., "rtd"].' in out
    assert "1 more row has a cell that may tell of a person, not shown" in out
    assert not [word for word in PERSON if word.casefold() in out.casefold()]
    assert '{ value = "done", any = ["notified", "handed over", "held", "told", "disclosed"] }' in out
    (tmp_path / "m.toml").write_text(out.replace("# decide", "#"))
    ran = sanctuary("audit", "us-il-cook", str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"))
    told = " ".join(ran.out.split())
    assert "row 1 (line 2), 2026-03-02: the hold was declined, and the person was let go 10 hours after the release was due" in told
    assert "row 4 (line 5), 2026-03-12: give out the home address; not told: Is what is asked for already public?" in told
    assert "in 1 row a hold was declined and the person was let go after the time that was due" in told
    assert "1 row names two papers; it was judged by the one that the mapping lists first" in told
    assert not [word for word in told.split() if word in ("must-not", "silent", "depends")]
    answer = sanctuary("audit", "us-il-cook", str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"), "--format", "json").json
    assert [(one["row"], one["minutes"]) for one in answer["late_rows"]] == [(1, 600)]
    assert [one["row"] for one in answer["open_rows"]] == [4]  # the marshals' row is told by its paper and is none of them


def test_a_jail_of_no_county_leaves_who_acts_to_be_told(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A city's jail is of its police."""
    (tmp_path / "log.csv").write_text(JAIL)
    out = sanctuary("audit", "chicago", str(tmp_path / "log.csv"), "--suggest-map").out
    assert 'actor = "jail"  # decide: a jail keeps columns like facility_div and release_due_dt; a city\'s jail is of its police' in out


PAST = {
    "disclose": ("told", "notified", "reported", "informed", "sent", "called ICE", "alerted", "disclosed", "shared"),
    "transfer": ("handed over", "turned over", "delivered", "surrendered", "transferred"),
    "hold": ("held", "kept", "detained", "honored"),
    "admit": ("let in", "admitted", "allowed"),
}


@pytest.mark.parametrize("negated", [False, True])
def test_each_word_for_an_act_says_in_its_past_form_that_it_was_done(negated: bool) -> None:
    """And after "not" that it was not."""
    words = [word for several in PAST.values() for word in several]
    cells = [f"Not {word}" for word in words] if negated else words
    looked = {"date": ["2026-03-02"] * len(cells), "form": ["I-247A"] * len(cells), "answer": cells}
    found = guess(Sample(looked))
    phrases = [phrase for value, phrases in found.done_words for phrase in phrases if value == "done"]
    assert [cell for cell in cells if not unread([cell], phrases).rows] == ([] if negated else words)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('due = "d"', "[release] needs two columns"),
        ('due = "d"\nat = "r"', "[release] has no formats"),
        ('due = "d"\nat = "r"\nformats = ["%Y-%m-%d"]', "has no hour"),
    ],
)
def test_times_of_release_need_two_columns_and_an_hour(lines: str, told: str, tmp_path: Path, library: Library) -> None:
    """Days alone do not tell how late somebody went."""
    text = 'title = "t"\n[act]\naction = "hold"\nresource = "subject"\nactor = "police"\n[day]\non = 2026-03-02\n[release]\n'
    (tmp_path / "m.toml").write_text(text + lines + "\n")
    with pytest.raises(EvidenceError, match=re.escape(told)):
        read_mapping(tmp_path / "m.toml", library.vocabulary)
