"""The same table gives the same bytes in any zone, under any encoding of a terminal; what a terminal obeys is shown, not done."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

MAPPING = """
title = "\u00c9tats"
each_row = "a request"
[act]
action = "hold"
resource = "subject"
actor = "sheriff"
[day]
column = "day"
{local}
[facts]
requester = "immigration-authority"
purpose = "civil-immigration"
[facts.paper]
column = "form"
words = [{{ value = "detainer", any = ["aviso de compa\u00f1\u00eda"] }}]
"""
ZONES = ("UTC", "America/Los_Angeles", "Asia/Tokyo")
PAIRS = (("UTC", "ascii"), ("America/Los_Angeles", "cp1252"), ("Asia/Tokyo", "ascii"))


def printed(table: Path, mapping: Path, zone: str, encoding: str, *more: str) -> subprocess.CompletedProcess[bytes]:
    program = [str(Path(sys.executable).parent / "sanctuary"), "audit", "us-ca", str(table), "--map", str(mapping), *more]
    env = {**os.environ, "TZ": zone, "PGTZ": zone, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    return subprocess.run(program, capture_output=True, env=env, check=False)


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_bytes_in_three_zones_and_two_encodings(form: str, tmp_path: Path) -> None:
    """A moment with a zone is counted where the mapping says, not where the machine stands."""
    moments = [datetime(2018, 1, 1, 4, tzinfo=UTC), datetime(2019, 7, 1, 3, tzinfo=UTC)]
    pl.DataFrame({"day": moments, "form": ["Aviso de compan\u0303i\u0301a", "x"]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "m.toml").write_text(MAPPING.format(local='local = "America/Los_Angeles"'), encoding="utf-8")
    found = {printed(tmp_path / "t.parquet", tmp_path / "m.toml", z, e, "--format", form).stdout for z, e in PAIRS}
    assert len(found) == 1
    (out,) = found
    assert "\u00c9tats" in out.decode()
    assert b"2017-12-31" in out


def test_a_moment_with_a_zone_is_refused_without_local_in_every_zone(tmp_path: Path) -> None:
    """Whatever the machine's own zone would have said."""
    pl.DataFrame({"day": [datetime(2018, 1, 1, 4, tzinfo=UTC)], "form": ["x"]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "m.toml").write_text(MAPPING.format(local=""), encoding="utf-8")
    for zone in ZONES[1:]:
        ran = printed(tmp_path / "t.parquet", tmp_path / "m.toml", zone, "ascii")
        assert (ran.returncode, b"have a zone" in ran.stderr) == (2, True)


def test_control_characters_of_a_file_are_shown_and_not_done(tmp_path: Path) -> None:
    """A color, a title of the window: in a header, and in the name of a column of the mapping."""
    (tmp_path / "t.csv").write_text("day,form,\x1b[31mred\x1b]0;x\x07\n2019-01-01,x,y\n")
    text = MAPPING.format(local="").replace('column = "form"', 'column = "\\u001b[31mform"')
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    ran = printed(tmp_path / "t.csv", tmp_path / "m.toml", "UTC", "ascii")
    assert ran.returncode == 2
    assert b"\x1b" not in ran.stderr + ran.stdout
    assert b"\\x1b[31mform" in ran.stderr
