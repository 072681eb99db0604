"""`sanctuary serve` refuses what it cannot start with; that it serves, tests/desk tries in a browser."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Ran
from sanctuary.desk.config import Desk
from sanctuary.errors import RequestError

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


def test_a_port_that_is_taken_and_a_folder_that_cannot_be_are_refused(sanctuary: Callable[..., Ran], tmp_path: Path) -> None:
    """Two desks on one port would each answer half of what is asked."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = sanctuary("serve", "--port", str(taken.getsockname()[1]), "--folder", str(tmp_path / "desk"))
    assert ran.code == 2
    assert "cannot be listened on" in ran.err
    assert not (tmp_path / "desk").exists()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RequestError, match="not a folder that can be written"):
        Desk(tmp_path / "file" / "desk", "us-ca-los-angeles").prepare()
