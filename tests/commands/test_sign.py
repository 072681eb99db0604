"""What `sanctuary sign` writes is what the guide, and the desk, take for a signature."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.record import keys


def test_a_guide_with_the_file_that_sign_wrote_is_signed(
    sanctuary: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature stands until its day, and not after it."""
    monkeypatch.setattr(keys, "_COST", 2**10)
    (tmp_path / "secret").write_text("a passphrase that is long enough\n", encoding="utf-8")
    (tmp_path / "secret").chmod(0o600)
    note, on = str(tmp_path / "counsel.note"), ("--on", "2026-11-22")
    words = ("--keys", str(tmp_path / "counsel.json"), "--new", "--signer", "Counsel", "--until", "2026-12-31", "-o", note)
    made = sanctuary("sign", "los-angeles", *words, *on, "--passphrase-file", str(tmp_path / "secret"))
    assert made.code == 0
    vkey = made.out.split()[-1]
    guide = ("guide", "los-angeles", "--counter", "library", "--signed", note, "--key", vkey, "--format", "json")
    assert sanctuary(*guide, *on).json["signed"]["stands"] is True
    # The day that is told is the one after which it ends, be it because the law was searched too long ago.
    told = date.fromisoformat(made.out.partition("until ")[2].partition(":")[0])
    assert told < date(2026, 12, 31)
    assert "It ends before 2026-12-31: 180 days after the law was last searched" in made.out
    for days, stands in ((0, True), (1, False)):
        assert sanctuary(*guide, "--on", f"{told + timedelta(days=days)}").json["signed"]["stands"] is stands
    assert sanctuary(*guide, "--on", "2027-01-01").json["signed"]["why"] == "ended"
