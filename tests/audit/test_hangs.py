"""A proposal offers what most rows hang on, reads a second paper where the law wants one, and an error says which names fail and why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

Sanctuary = Callable[..., Ran]

LOG = """received,bed,request,papers,answer,due_out,went
2026-03-02 09:10,a1,hold,I-247A with I-200,held,2026-03-03 10:00,2026-03-07 09:00
2026-03-05 11:00,a2,hold,I-247A,held,2026-03-06 10:00,2026-03-08 09:00
"""
MIAMI = "us-fl-miami-dade-county"


def proposed(sanctuary: Sanctuary, at: Path, place: str, log: str = LOG) -> str:
    """The proposal for a log."""
    (at / "log.csv").write_text(log)
    ran = sanctuary("audit", place, str(at / "log.csv"), "--suggest-map")
    assert ran.code == 0, ran.err
    return ran.out


def test_a_jails_short_names_are_names_and_its_times_are_read(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """`due_out` and `went` tell the release, and that a jail keeps the log."""
    out = proposed(sanctuary, tmp_path, MIAMI)
    assert '[release]\ndue = "due_out"  # sure' in out
    assert 'at = "went"  # sure' in out
    assert 'actor = "jail"  # sure: a jail keeps columns like due_out and went' in out


def test_both_papers_of_a_cell_are_read_where_the_law_wants_both(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """Florida: the row with the warrant is judged, the one of a detainer alone stays open."""
    out = proposed(sanctuary, tmp_path, MIAMI)
    forms = "a Form I-200 or I-205 (Fla. Stat. 908.102(2)(c), not read)"
    asks = f"# decide: this law speaks of a paper only where it came with {forms}: true where"
    assert f'[facts.paper_covers_request]\ncolumn = "papers"  {asks}' in out
    (tmp_path / "m.toml").write_text(out.replace("# decide", "#"))
    rows = tmp_path / "rows.csv"
    ran = sanctuary("audit", MIAMI, str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"), "--rows", str(rows))
    assert ran.code in (0, 1), ran.err
    assert [line.split(",")[8] for line in rows.read_text().splitlines()[:1]] == ["outcome"]
    assert [line.split(",")[8] for line in rows.read_text().splitlines()[1:]] == ["must", "depends"]
    assert "in 1 row a hold on a detainer lasted longer" in " ".join(ran.out.split()).replace("In 1 row", "in 1 row")


@pytest.mark.parametrize("place", ["us-tx-houston", "Harris County, Texas"])
def test_what_most_rows_hang_on_is_offered_to_be_confirmed(tmp_path: Path, sanctuary: Sanctuary, place: str) -> None:
    """A comment decides nothing; once its mark is gone the mapping reads it."""
    out = proposed(sanctuary, tmp_path, place)
    covers = "# paper_covers_request = true  # confirm: Does the text of the paper cover this person, place or file?"
    proof = "# proof_of_lawful_status = false  # confirm: Did the person show proof of citizenship or lawful status?"
    assert covers in out
    assert proof in out
    assert out.index(covers) < out.index("[facts.paper]")
    who = out.replace('"decide: Nothing tells who acts: fill in"', '"sheriff"').replace("# decide", "#")
    for text, found in ((who, "cannot be told"), (who.replace(covers, covers[2:]).replace(proof, proof[2:]), "required and done")):
        (tmp_path / "m.toml").write_text(text)
        ran = sanctuary("audit", place, str(tmp_path / "log.csv"), "--map", str(tmp_path / "m.toml"))
        assert ran.code in (0, 1), ran.err
        assert found in " ".join(ran.out.split())


def test_where_nothing_hangs_nothing_is_offered(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """California forbids the hold whatever the paper covers."""
    assert "confirm:" not in proposed(sanctuary, tmp_path, "us-ca-los-angeles-county")


def test_an_error_tells_which_names_fail_and_why_and_not_what_they_are(tmp_path: Path, sanctuary: Sanctuary) -> None:
    """What stands in a first line may be a person."""
    (tmp_path / "log.csv").write_text("received,Jane Roe,request,zzz,qqq,3/4/24,held\n2026-03-02,x,hold,I-247A,held,b,held\n")
    ran = sanctuary("audit", MIAMI, str(tmp_path / "log.csv"), "--suggest-map")
    told = " ".join(ran.err.split())
    assert ran.code == 2
    assert (
        "(7 were found: column 6 has a day, a number or an address; column 7 stands again in a row below; "
        "each of columns 2, 4 and 5 has no word that headers use; what stands there is not shown, as it may be a row)"
    ) in told
    assert not [word for word in ("Jane", "Roe", "zzz", "3/4/24") if word in told]
