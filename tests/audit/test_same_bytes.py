"""The same table gives the same bytes in any zone, under any encoding of a terminal; what a terminal obeys is shown, not done."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from conftest import Ran

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
PAIRS = (("UTC", "ascii"), ("America/Los_Angeles", "cp1252"), ("Asia/Tokyo", "ascii"))
SEVERAL = """
import sys
from sanctuary.cli import run
table, good, bad = sys.argv[1:]
for words in ((good, "--format", "text"), (good, "--format", "json"), (bad,)):
    print("code", run(("audit", "us-ca", table, "--map", *words)), flush=True)
"""


def printed(zone: str, encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "TZ": zone, "PGTZ": zone, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, *words], capture_output=True, env=env, check=False)


@pytest.mark.long
def test_the_same_bytes_in_three_zones_and_two_encodings(tmp_path: Path) -> None:
    """A moment with a zone is counted where the mapping says, not where the machine stands; one without is refused everywhere."""
    moments = [datetime(2018, 1, 1, 4, tzinfo=UTC), datetime(2019, 7, 1, 3, tzinfo=UTC)]
    pl.DataFrame({"day": moments, "form": ["Aviso de compan\u0303i\u0301a", "x"]}).write_parquet(tmp_path / "t.parquet")
    for name, local in (("good", 'local = "America/Los_Angeles"'), ("bad", "")):
        (tmp_path / f"{name}.toml").write_text(MAPPING.format(local=local), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("t.parquet", "good.toml", "bad.toml")]
    found = [printed(zone, encoding, "-c", SEVERAL, *files) for zone, encoding in PAIRS]
    assert len({ran.stdout for ran in found}) == 1
    assert all(b"have a zone" in ran.stderr for ran in found)
    text, told, refused = found[0].stdout.decode().split("code ")[:3]
    assert "\u00c9tats" in text
    assert "2017-12-31" in told
    assert (told[0], refused.strip(), found[0].stdout.decode().split()[-1]) == ("0", "0", "2")


def test_control_characters_of_a_file_are_shown_and_not_done(tmp_path: Path, sanctuary: Callable[..., Ran]) -> None:
    """A color, a title of the window: in a header, and in the name of a column of the mapping."""
    (tmp_path / "t.csv").write_text("day,form,\x1b[31mred\x1b]0;x\x07\n2019-01-01,x,y\n")
    text = MAPPING.format(local="").replace('column = "form"', 'column = "\\u001b[31mform"')
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    ran = sanctuary("audit", "us-ca", str(tmp_path / "t.csv"), "--map", str(tmp_path / "m.toml"))
    assert ran.code == 2
    assert "\x1b" not in ran.err + ran.out
    assert "\\x1b[31mform" in ran.err
