"""An upgrade: this program over the tables of an older one, on both databases; nothing is lost, and everybody signs in as before."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from examples import ROOT


@pytest.mark.long
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_upgrade_loses_nothing(tmp_path: Path, database: str, request: pytest.FixtureRequest) -> None:
    """Accounts, roles, counters, what waits for a second person; the app for codes makes the right ones still."""
    address = tmp_path / "address"
    if database == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("postgres")
        address.write_text(make(), encoding="utf-8")

    def run(act: str) -> str:
        words = [sys.executable, "tests/desk/older.py", act, str(tmp_path / "live"), *([str(address)] if address.exists() else [])]
        env = {**os.environ, "PYTHONPATH": "tests"}
        told = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr[-3000:]
        return told.stdout

    run("put")
    said = json.loads(run("tell"))
    assert said == {
        "first": False,
        "members": {"lead one": "supervisor", "keeper two": "compliance", "keeper three": "compliance", "clerk four": "desk"},
        "sites": ["main-library"],
        "proposals": [["entry", -1, True], ["correction", 2, True]],
        "old table": False,
        "signed in": {
            "lead one": ["/code", "/", 200],
            "keeper two": ["/code", "/", 403],
            "keeper three": ["/code", "/", 403],
            "clerk four": ["/code", "/", 403],
        },
    }
