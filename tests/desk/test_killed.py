"""A worker or the writer is killed in the middle of what somebody sends, or a disk is full: nothing is lost and nothing doubled."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tiers
from examples import ROOT

SET = "kills of a worker"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="tries are forks of one prepared desk")


@pytest.mark.drawn(SET)
def test_a_killed_worker_loses_and_doubles_nothing(tmp_path: Path, database: str) -> None:
    """Killed at any call while an entry, one that waits, an approval, a table or a step of a void is sent or entered, then sent again.

    There is one of each, and what waits is what the entries say.

    The same on a disk that takes no byte more, where what was sent is refused, and taken once there is room; where the database is a file
    of that disk.
    """
    seeds = tiers.seeds(SET)
    words = [sys.executable, "tests/desk/killed.py", str(tmp_path / "desk"), str(seeds.start), str(len(seeds))]
    words += [database] if database else []
    told = subprocess.run(words, cwd=ROOT, env={**os.environ, "PYTHONPATH": "tests"}, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-3000:]
    tries = [json.loads(line) for line in told.stdout.splitlines()]
    assert sum("full" in one for one in tries) == len({one["kind"] for one in tries if "full" in one}) == (0 if database else 9)
    assert sum("killed" in one for one in tries) == len(seeds)
    assert [one for one in tries if (one["entries"], one["waiting"]) != (0, 0)] == []
    assert [one for one in tries if "full" in one and one["during"] != [0, 0]] == []
    assert [one for one in tries if not one.get("killed", True) and one["at"] < one["of"] // 2] == []
