"""What `sanctuary record` refuses before anything is made or recorded: pipes and devices, an agency or a name that cannot be."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE
from sanctuary.record.passphrase import PASSPHRASE as VARIABLE

Sanctuary = Callable[..., Ran]


@pytest.fixture
def folder(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record without entries."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert sanctuary("record", "init", str(tmp_path / "jail"), "--origin", "records.example.gov/jail").code == 0
    return tmp_path / "jail"


def test_a_pipe_or_a_device_is_waited_for_nowhere_and_written_over_nowhere(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """As a form, a decision, a receipt, a report; and what cannot be written is told before anything is recorded."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    size = len(sanctuary("record", "list", str(folder), "--format", "json").json["entries"])
    add, fax = ("record", "add", str(folder)), ("--set", "channel=fax")
    report = ("report", "il-805-25", "--record", str(folder))
    for words in (
        (*add, str(pipe)), (*add, "/dev/zero"), (*add, *fax, "--decision", str(pipe)), (*add, *fax, "--receipt", str(pipe)),
        (*add, *fax, "--receipt", str(tmp_path / "missing" / "receipt")), (*report, "-o", str(pipe)), (*report, "-o", "/dev/null"),
    ):  # fmt: skip
        ran = sanctuary(*words)
        assert (ran.code, ran.out) == (2, ""), words
        assert "not a file" in ran.err or "its folder is missing" in ran.err
    assert pipe.is_fifo()
    assert len(sanctuary("record", "list", str(folder), "--format", "json").json["entries"]) == size


def test_an_agency_that_nobody_is_called_is_refused(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """It would owe nothing, and the calendar would look empty."""
    for words in (
        ("record", "due", str(folder), "--agency", "sherif"),
        ("record", "init", str(tmp_path / "new"), "--origin", "r.example.gov", "--agency", "sherif"),
    ):
        ran = sanctuary(*words)
        assert ran.code == 2
        assert "did you mean 'sheriff'" in ran.err
    assert not (tmp_path / "new").exists()
    assert "--soon: write a length of time" in sanctuary("record", "due", str(folder), "--soon", "PT").err


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "x" * 256])
def test_a_name_that_no_key_can_bear_is_refused(sanctuary: Sanctuary, tmp_path: Path, origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what to write, not by what the keys say of it."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    ran = sanctuary("record", "init", str(tmp_path / "new"), "--origin", origin)
    assert ran.code == 2
    assert "the origin: a host name and a path was expected" in ran.err
    assert not (tmp_path / "new").exists()
