"""Whose the rows are, what became of a request, several acts in a row, one act for each key, a select: rows and acts add up in each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from sanctuary.audit.ready import READY, ready_file

ACT = 'action = "hold"\nresource = "subject"\n'
FACTS = (
    '[facts]\nrequester = "immigration-authority"\npurpose = "civil-immigration"\npaper = "detainer"\n'
    "paper_covers_request = true\n"
    "proof_of_lawful_status = false\n"
)


def told(sanctuary: Callable[..., Ran], folder: Path, place: str, mapping: str, table: str, *more: str) -> Any:
    (folder / "m.toml").write_text('title = "requests"\neach_row = "a request"\n' + mapping, encoding="utf-8")
    (folder / "t.csv").write_text(table, encoding="utf-8")
    ran = sanctuary("audit", place, str(folder / "t.csv"), "--map", str(folder / "m.toml"), "--format", "json", *more)
    assert ran.code == 0, ran.err
    report = ran.json
    for of, whole in (("rows", report["records"]), ("acts", report["acts"])):
        assert report["judged"][of] + sum(one[of] for one in report["not_judged"]) == whole
        laws = [report["law"], *report["others"]]
        for part in ("outcomes", "practice"):
            assert sum(one[of] for law in laws for one in law[part]) == report["judged"][of]
        if report["also"]:
            assert sum(one[of] for one in report["cross"]) == report["judged"][of]
    return report


DAY = '[day]\ncolumn = "day"\n'
ENDED = "day,reason\n2024-03-01,Detainer Declined by LEA\n2024-03-02,Booked into Detention\n2024-03-03,\n"
DONE = '[done]\ncolumn = "reason"\nvalues = { "Detainer Declined by LEA" = "declined", "Booked into Detention" = "done" }\n'


def test_a_request_that_was_declined_is_no_breach_of_a_rule_against_it(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """In Illinois the one that was done is; in Texas the one that was declined."""
    report = told(sanctuary, tmp_path, "us-il", f'[act]\n{ACT}actor = "sheriff"\n{DAY}{DONE}{FACTS}', ENDED, "--also", "us-tx")
    assert {one["reading"]: one["rows"] for one in report["law"]["practice"]} == {
        "forbidden and declined": 1,
        "forbidden and done": 1,
        "forbidden, not known whether done": 1,
    }
    assert {one["reading"] for one in report["also"]["practice"]} == {
        "required and declined",
        "required and done",
        "required, not known whether done",
    }


STATES = """facility,state,day
Travis County Jail,TEXAS,2024-03-01
Cook County Jail,ILLINOIS,2024-03-02
King County Jail,WASHINGTON,2024-03-03
"""


def test_rows_of_other_governments_are_decided_under_their_own_law(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Each under the names of its own agencies; what no government is named for is set aside. Without [whose], kinds are named."""
    act = f'[act]\n{ACT}[act.actor]\ncolumn = "facility"\nwords = [{{ value = "sheriff", any = ["county jail"] }}]\n{DAY}'
    whose = '[whose]\ncolumn = "state"\nvalues = { "Texas" = "us-tx", "Illinois" = "us-il" }\n'
    report = told(sanctuary, tmp_path, "us-tx", act + whose + FACTS, STATES)
    assert [(law["place"], [one["of"] for one in law["outcomes"]]) for law in (report["law"], *report["others"])] == [
        ("us-tx", ["must"]),
        ("us-il", ["must-not"]),
    ]
    assert report["law"]["by_actor"][0]["of"] == "county sheriffs"
    assert {one["of"]: one["rows"] for one in report["not_judged"]} == {"of another government": 1}
    kinds = told(sanctuary, tmp_path, "us-tx", act + FACTS, STATES)
    assert [one["of"] for one in kinds["law"]["by_actor"]] == ["sheriff"]


WIDE = "Agency,Year,Asked,Handed over\nAlder County Sheriff,2023,120,12\nBirch Police Department,2023,8,0\n"


def test_several_acts_in_a_row_are_one_report(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Each with its own count and its own end; a figure of zero is no act."""
    actor = 'actor = { column = "Agency", words = [{ value = "sheriff", any = ["sheriff"] }, { value = "police", any = ["police"] }] }\n'
    acts = f'[[act]]\nname = "requests"\n{ACT}{actor}count = "Asked"\n'
    acts += f'[[act]]\nname = "transfers"\n{ACT.replace("hold", "transfer")}{actor}count = "Handed over"\ndone = "done"\n'
    report = told(sanctuary, tmp_path, "us-il", acts + '[day]\ncolumn = "Year"\nformats = ["%Y"]\n' + FACTS, WIDE)
    assert (report["rows"], report["records"], report["acts"], report["judged"]["acts"]) == (2, 4, 140, 140)
    assert {one["of"]: (one["rows"], one["acts"]) for one in report["not_judged"]} == {"the count is 0: no act": (1, 0)}
    assert {(one["reading"], one["acts"]) for one in report["law"]["practice"]} == {
        ("forbidden, not known whether done", 128),
        ("forbidden and done", 12),
    }


def test_one_act_for_each_key(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Exports overlap; a row without a key stands for itself."""
    table = "id,day\nu1,2024-03-01\nu1,2024-03-01\nu2,2024-03-02\n,2024-03-02\n,2024-03-02\n"
    report = told(sanctuary, tmp_path, "us-il", f'[table]\nkey = "id"\n[act]\n{ACT}actor = "sheriff"\n{DAY}{FACTS}', table)
    assert (report["rows"], report["left_out"]) == (4, ["1 row repeats a 'id' and is not counted again"])


def test_a_key_that_comes_again_with_other_cells_is_told(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The first row of a key counts; a reader should know that the second said another day."""
    table = "id,day\nu1,2024-03-01\nu1,2024-03-02\nu1,2024-03-01\n"
    report = told(sanctuary, tmp_path, "us-il", f'[table]\nkey = "id"\n[act]\n{ACT}actor = "sheriff"\n{DAY}{FACTS}', table)
    assert report["left_out"] == ["2 rows repeat a 'id' and are not counted again; 1 of them has other cells than the first"]


@pytest.mark.parametrize(
    ("select", "message"),
    [
        ("select day from t, range(100000000000)", "gives more than"),
        ("with recursive r as (select 1 a union all select a from r) select cast(count(*) as varchar) as day from r", "gave no rows for"),
    ],
)
def test_a_select_without_an_end_is_stopped(
    select: str, message: str, tmp_path: Path, sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its rows, or by its time where it gives none."""
    pytest.importorskip("duckdb")
    monkeypatch.setattr("sanctuary.audit.chosen.SECONDS", 0.3 if "no rows" in message else 600.0)
    (tmp_path / "t.csv").write_text("day\n2024-03-01\n")
    text = f'title = "x"\neach_row = "x"\n[table]\nselect = "{select}"\n[act]\n{ACT}actor = "sheriff"\n{DAY}{FACTS}'
    (tmp_path / "m.toml").write_text(text)
    ran = sanctuary("audit", "us-il", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
    assert (ran.code, message in ran.err) == (2, True)


def test_a_select_reads_no_private_column_and_no_file(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """Its answer is the table; it is printed; what it may not read is not there."""
    pytest.importorskip("duckdb")
    table = "day,kind,Citizenship\n2024-03-01,a,x\n2024-03-02,b,y\n"
    mapping = "[table]\nselect = \"select day, count(*) as n from t where kind = 'a' group by day\"\n"
    rest = f'[act]\n{ACT}actor = "sheriff"\n{DAY}{FACTS}'
    report = told(sanctuary, tmp_path, "us-il", mapping + rest, table)
    assert (report["rows"], report["read_as"][-1][:8]) == (1, "select: ")
    for bad in ("select Citizenship as day from t", f"from read_csv('{tmp_path / 't.csv'}')", "copy t to 'x'", "install httpfs"):
        (tmp_path / "m.toml").write_text(f'title = "x"\neach_row = "x"\n[table]\nselect = "{bad}"\n' + rest)
        ran = sanctuary("audit", "us-il", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
        assert (ran.code, "select cannot be run" in ran.err) == (2, True), bad


def test_a_row_that_cannot_occur_stands_apart_with_its_reason(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """It is not decided, and the report says what `decide` says."""
    facts = '[facts]\nrequester = "out-of-state-agency"\npurpose = "civil-immigration"\n'
    report = told(sanctuary, tmp_path, "us-ca", f'[act]\n{ACT}actor = "sheriff"\n{DAY}{facts}', "day\n2024-03-01\n")
    assert report["judged"]["rows"] == 0
    assert report["not_judged"][0]["of"].startswith("the row contradicts itself: ")
    assert len(report["not_judged"][0]["of"]) > 60


@pytest.mark.parametrize("one", READY, ids=lambda one: one.file)
def test_every_ready_mapping_is_read_and_found_by_its_columns(one: Any, tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A table of one row is audited with it, by its name."""
    assert ready_file(one.file) is not None
    columns = [*one.columns, *(["ID"] if "network" in one.file else [])]
    (tmp_path / "t.csv").write_text(",".join(f'"{name}"' for name in columns) + "\n" + ",".join("x" for _ in columns) + "\n")
    assert f"--map {one.file} may fit" in sanctuary("audit", "us-ca", str(tmp_path / "t.csv")).err
    table = (tmp_path / "t.csv").read_text()
    (tmp_path / "t.csv").write_text(table.splitlines()[0].swapcase() + "\n" + table.splitlines()[1] + "\n")
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", one.file, "--format", "json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["rows"] == 1


def test_since_a_day_only_what_is_new_is_decided(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """The rest is set aside, and told."""
    report = told(sanctuary, tmp_path, "us-il", f'[act]\n{ACT}actor = "sheriff"\n{DAY}{FACTS}', ENDED, "--since", "2024-03-02")
    assert {one["of"]: one["rows"] for one in report["not_judged"]} == {"before 2024-03-02": 1}


def test_matched_cells_are_sampled_for_their_owner_alone(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """`theft of ice machine` is matched by `ice`: the owner sees it, the screen does not."""
    facts = (
        '[facts]\nrequester = "private-party"\n[facts.purpose]\ncolumn = "why"\nwords = [{ value = "civil-immigration", any = ["ice"] }]\n'
    )
    table = "day,why\n2024-03-01,theft of ice machine\n2024-03-02,no ice\n"
    out = tmp_path / "s.csv"
    report = told(sanctuary, tmp_path, "us-ca", f'[act]\n{ACT}actor = "sheriff"\n{DAY}{facts}', table, "--sample", str(out))
    assert "machine" not in json.dumps(report)
    assert out.read_text().splitlines()[1:] == [
        "purpose,why,after a negation,no ice,1",
        "purpose,why,ice,theft of ice machine,1",
    ]
    assert out.stat().st_mode & 0o077 == 0
