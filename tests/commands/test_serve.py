"""`sanctuary serve` refuses what it cannot start with; that it serves, tests/desk tries in a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran

pytest.importorskip("django", reason="the extra desk is not installed")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "0"), "--port takes 1 to 65535"),
        (("--workers", "100"), "--workers 1 to 64"),
        (("--live", "--passphrase-file", "nowhere"), "nowhere: no such file"),
        (("nowhere-at-all",), "nowhere-at-all"),
    ],
)
def test_what_cannot_be_served_is_refused_before_anything_is_made(
    sanctuary: Callable[..., Ran], tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """One message, exit code 2, no folder."""
    ran = sanctuary("serve", *words, "--folder", str(tmp_path / "desk"))
    assert ran.code == 2
    assert told in ran.err
    assert not (tmp_path / "desk").exists()
