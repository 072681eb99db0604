"""Folders that a writer makes, under a user of its own: it can enter them, whatever the mask under which its sockets were made."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import Made
from desk.played import CALM, begun, play

NO_PAPER = {**CALM, "what": "enter", "top": "none"}


@pytest.mark.parametrize("shared", [False, True])
def test_folders_that_a_writer_makes_can_be_entered(made: Made, tmp_path: Path, shared: bool) -> None:
    """Sockets are made under a narrow mask, and nothing else: a draft's folder is its owner's to enter. One that was not is repaired."""
    from sanctuary.desk.outbox.writer import _bell, _serving

    assert made.desk.training
    tmp_path.chmod(0o2770 if shared else 0o700)
    before = os.umask(0o007)
    try:
        with _bell(tmp_path / "bell"), _serving(tmp_path / "sock"):
            (tmp_path / "drafts").mkdir(mode=0o700)
        assert os.umask(0o007) == 0o007
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) & 0o777 == 0o700


def test_a_folder_of_drafts_that_cannot_be_entered_is_repaired(visitor: Any, made: Made) -> None:
    """By the next draft; what waited goes in."""
    from sanctuary.record.drafts import discard_draft, waiting

    log = made.desk.log()
    folder, before = log.folder / "drafts", waiting(log)
    folder.mkdir(exist_ok=True)
    folder.chmod(0o600)
    client = begun(visitor())
    play(client, NO_PAPER)
    assert client.post("/record", {"act": "hand"})["Location"] == "/unfinished"
    assert stat.S_IMODE(folder.stat().st_mode) & 0o777 == 0o700
    for name in set(waiting(log)) - set(before):
        discard_draft(log, name)


PREPARED = """
import os, sys
from pathlib import Path
from sanctuary.desk.config import Desk
from sanctuary.desk.serving import prepared
os.umask(0o007)
prepared(Desk(Path(sys.argv[1]), "us-ca-los-angeles", training=False), invites=False)
"""


def test_who_shares_a_folder_writes_into_the_database_whoever_began_it(tmp_path: Path) -> None:
    """Web and writer are two users of a group: the journal beside the database stays, so it must be open to both as well."""
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.chmod(0o2770)
    subprocess.run([sys.executable, "-c", PREPARED, str(folder)], check=True)
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.glob("desk.sqlite*")}
    assert modes == {"desk.sqlite": 0o660, "desk.sqlite-journal": 0o660}
