"""No output is written over keys or a phrase, by any command that writes a file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE
from sanctuary.record.passphrase import PASSPHRASE as VARIABLE

Sanctuary = Callable[..., Ran]

KEPT = {
    "a phrase": ("eleven words that nobody will guess stand on this line\n", 0o600, "as a phrase is kept"),
    "keys": ('{\n "schema": "sanctuary.record.keys/3"\n}\n', 0o600, "it holds keys"),
    "verification keys": ("a.example.gov/b+495bfff2+Ada591+ZpFzjbZ+E2bFHfJQc00XeFBHRBS9EOcn35nDO\n", 0o644, "it holds keys"),
    "a private key": ("-----BEGIN PRIVATE KEY-----\nAAAA\n", 0o600, "it holds keys"),
}


@pytest.mark.parametrize("name", KEPT)
def test_no_output_is_written_over_keys_or_a_phrase(name: str, sanctuary: Sanctuary, tmp_path: Path) -> None:
    """By a page of an answer and by a command that writes several files; what stood there stays."""
    text, mode, told = KEPT[name]
    file = tmp_path / "kept.html"
    file.write_text(text)
    file.chmod(mode)
    ran = sanctuary("assess", "us-ca", "--standard", "minimum", "--format", "html", "-o", str(file))
    assert (ran.code, file.read_text()) == (2, text)
    assert told in ran.err


@pytest.mark.parametrize(
    ("text", "mode"), [("<html>one line</html>\n", 0o600), ("two\nlines\n", 0o600), ("one public line\n", 0o644), ("", 0o600)]
)
def test_other_files_are_written_over_as_ever(text: str, mode: int, sanctuary: Sanctuary, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(text)
    file.chmod(mode)
    assert sanctuary("assess", "us-ca", "--standard", "minimum", "--format", "html", "-o", str(file)).code == 0
    assert "<html" in file.read_text()


def test_a_record_begins_over_no_keys(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with verification keys of another record is refused, and they stay."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    folder = tmp_path / "desk"
    assert sanctuary("record", "init", str(folder), "--origin", "a.example.gov/b").code == 0
    kept = (folder / "verification-keys.txt").read_bytes()
    assert sanctuary("record", "init", str(folder), "--origin", "a.example.gov/b").code == 2
    assert (folder / "verification-keys.txt").read_bytes() == kept
    (folder / "signing.json").unlink()
    assert "no keys are written over" in sanctuary("record", "init", str(folder), "--origin", "a.example.gov/b").err
