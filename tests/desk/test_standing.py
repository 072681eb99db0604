"""A desk, its writer and its records stand where they began, or end: a folder, a lock or a record may be replaced while they run."""

from pathlib import Path
from typing import Any

import pytest

from desk.running import Running


def test_a_record_that_was_put_in_the_place_of_another_is_the_one_that_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the desk itself and of an agency beside it: a writer never announces the address of a record that is gone."""
    from sanctuary.desk.config import Desk
    from sanctuary.record import keys

    monkeypatch.setattr(keys, "_COST", 2**10)
    one = Desk(tmp_path / "desk", "us-ca-los-angeles")
    for agency in ("", "library"):
        at = one.of(agency)
        at.prepare()
        before = at.address()
        (at.folder / "record").rename(tmp_path / f"gone{agency}")
        other = Desk(at.folder, "us-ca-los-angeles")
        other.prepare()
        other.close()
        now = at.address()
        assert now != before
        at.announce()
        assert at.address() == now
    one.close()


@pytest.mark.long
@pytest.mark.parametrize("anew", [False, True])
def test_a_desk_whose_folder_is_deleted_or_made_anew_ends(tmp_path: Path, database: str, capfd: Any, anew: bool) -> None:
    """It says why, makes no folder again, and what another desk has begun there stays as it is: its writer's address and its socket."""
    if database:
        pytest.skip("two desks would share the database; the folder is what is looked at")
    one = Running(tmp_path)
    other = None
    try:
        one.visit()
        one.folder.rename(tmp_path / "elsewhere")
        other = Running(tmp_path) if anew else None
        assert one.process.wait() == 2
        assert "was deleted or made anew while its desk ran" in capfd.readouterr().err
        assert one.folder.exists() == anew
        if other:
            address = (one.folder / "writer.pub").read_text()
            assert address != (tmp_path / "elsewhere" / "writer.pub").read_text()
            other.visit()
            assert other.ask("POST", "/record", {"act": "record"})[1] == "/done"
            assert other.dealings() == [other.number()]
            assert (one.folder / "writer.pub").read_text() == address
    finally:
        one.end()
        if other:
            other.end()


@pytest.mark.long
def test_a_writer_whose_lock_is_another_one_s_ends(tmp_path: Path, database: str, capfd: Any) -> None:
    """Two would write one record: it says so, and a new one takes its place under the lock that is there now."""
    one = Running(tmp_path, database)
    try:
        (first,) = one.children()[True]
        (one.folder / "writer.lock").unlink()
        one.until(lambda: one.children()[True] and first not in one.children()[True])
        assert "or the lock in it, was deleted or made anew while its writer ran" in capfd.readouterr().err
        one.visit()
        one.until(lambda: one.ask("GET", "/health")[0] == 200)
        assert one.ask("POST", "/record", {"act": "record"})[1] == "/done"
        assert one.dealings() == [one.number()]
    finally:
        one.end()
