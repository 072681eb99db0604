"""What is new since a commit, beside a baseline."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran


def _git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], check=True, capture_output=True)


@pytest.mark.parametrize("above", [True, False])
def test_a_baseline_hides_no_finding_of_a_line_that_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sanctuary: Callable[..., Ran], *, above: bool
) -> None:
    """Of findings that are alike, those of lines that stayed are the known ones, wherever the new line stands."""
    monkeypatch.chdir(tmp_path)
    held = tmp_path / "people.yml"
    one = "- name: Q{0}\n  note: Country of birth\n  more: {{}}\n"
    held.write_text("".join(map(one.format, range(2))), "utf-8")
    _git("init", "-q")
    _git("add", ".")
    _git("commit", "-qm", "one")
    assert sanctuary("scan", "los-angeles", "people.yml", "--write-baseline", "known.json").code == 0
    assert sanctuary("scan", "los-angeles", "people.yml", "--baseline", "known.json", "--since", "HEAD").code == 0
    held.write_text((one.format(2) if above else "") + held.read_text("utf-8") + ("" if above else one.format(2)), "utf-8")
    for since in ((), ("--since", "HEAD")):
        ran = sanctuary("scan", "los-angeles", "people.yml", "--baseline", "known.json", "--format", "json", *since)
        found = [line["line"] for line in json.loads(ran.out)["findings"]]
        assert (ran.code, found) == (1, [1 if above and since else 7])
