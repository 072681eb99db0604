"""The hook of pre-commit, the action of GitHub and the job of GitLab do what they say: their own commands are run."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanctuary.scan.kinds import SETTINGS
from sanctuary.scan.reading import READ

ROOT = Path(__file__).parent.parent.parent
FORBIDDEN = "create table permits (\n  us_citizen boolean\n);\n"

pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").is_file(), reason="the hooks are not beside the tests of a wheel")


def _yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def _run(script: str, folder: Path, **more: str) -> int:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **more}
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=folder, env=env, capture_output=True, check=False).returncode


def test_the_hook_of_pre_commit_names_a_command_that_is_there() -> None:
    """Its pattern takes every kind of file that the scan reads, but for settings and translations."""
    (hook,) = _yaml(".pre-commit-hooks.yaml")
    assert hook["entry"] == "sanctuary scan"
    assert {kind for kind in READ if not re.search(hook["files"], f"a{kind}")} == set(SETTINGS) - {".toml", ".ini"}


@pytest.mark.long
def test_the_action_writes_its_log_and_fails_on_a_finding(tmp_path: Path) -> None:
    """The step of the scan passes on what it found; the last step gives the exit code."""
    steps = {step["name"]: step for step in _yaml("action.yml")["runs"]["steps"]}
    assert set(re.findall(r"inputs\.(\w+)", str(steps))) == set(_yaml("action.yml")["inputs"])
    empty = dict.fromkeys(("ACTOR", "SINCE", "BASELINE"), "")
    for text, found in ((FORBIDDEN, "1"), ("create table t (a int);\n", "0")):
        (tmp_path / "a.sql").write_text(text, "utf-8")
        (tmp_path / "out").unlink(missing_ok=True)
        named = {"PLACE": "los-angeles", "TARGETS": "a.sql", "OUTPUT": "s.sarif", "GITHUB_OUTPUT": str(tmp_path / "out")}
        assert _run(steps["scan"]["run"], tmp_path, **empty, **named) == 0
        assert (tmp_path / "out").read_text("utf-8") == f"found={found}\n"
        assert '"version": "2.1.0"' in (tmp_path / "s.sarif").read_text("utf-8")
        assert _run(steps["answer"]["run"], tmp_path, FOUND=found) == int(found)


@pytest.mark.long
def test_the_job_of_gitlab_fails_on_a_finding(tmp_path: Path) -> None:
    """Its script, with its variables."""
    (job,) = _yaml("templates/scan.yml").values()
    (tmp_path / "a.sql").write_text(FORBIDDEN, "utf-8")
    assert _run("\n".join(job["script"]), tmp_path, **job["variables"]) == 1
    assert "us_citizen" in (tmp_path / job["artifacts"]["paths"][0]).read_text("utf-8")
