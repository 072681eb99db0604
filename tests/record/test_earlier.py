"""A record of the earlier version is taken over; a backup is a whole record, and goes back."""

import json
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from record.dealings import PASSPHRASE, TWO, Clock, dealing, new_log, plain, said
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.checking import check_record
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.restoring import back_up, put_back, restore, upgrade
from sanctuary.record.settings import read_settings
from sanctuary.tlog.verify import parse_key, reader_of, verify_log

EARLIER = Path(__file__).parent / "earlier"


@pytest.mark.real_keys
def test_a_record_of_the_earlier_version_is_taken_over(tmp_path: Path) -> None:
    """It is refused with the command that does it; then every number, entry and published leaf is as it was."""
    shutil.copytree(EARLIER, tmp_path / "old")
    folder, clock = tmp_path / "old" / "record", Clock(datetime(2026, 11, 28, 9, tzinfo=UTC))
    with pytest.raises(RecordError, match=f"sanctuary record upgrade {folder}"):
        Log.open(folder, PASSPHRASE, clock)
    old = Keys.read(folder / "signing.json", PASSPHRASE)
    assert upgrade(folder, read_settings(folder), old, PASSPHRASE, clock).seq == 11
    opened = Log.open(folder, PASSPHRASE, clock)
    assert [line.entry.kind if line.entry else None for line in opened.entries()] == [
        "dealing", "dealing", None, "dealing", "correction", "hold", "release-of-hold", "hold", "key-rotation", "fulfillment", "erasure",
        "restoration",
    ]  # fmt: skip
    assert opened.derived().standing(3) == [7]
    assert publish(opened, tmp_path / "old" / "public", at_once=True).size == 12
    vkeys = [parse_key(vkey) for vkey in opened.keys.vkeys]
    assert verify_log(reader_of(str(tmp_path / "old" / "public")), vkeys).checkpoint.size == 12
    opened.close()
    assert not check_record(folder, opened.settings, opened.keys, clock).wrong
    with pytest.raises(RecordError, match="of this version already"):
        upgrade(folder, opened.settings, opened.keys, PASSPHRASE, clock)


@pytest.mark.real_keys
def test_a_record_of_the_earlier_version_that_was_changed_is_not_taken_over(tmp_path: Path) -> None:
    """What its tables say of an erasure, no entry says."""
    shutil.copytree(EARLIER / "record", tmp_path / "old")
    old = Keys.read(tmp_path / "old" / "signing.json", PASSPHRASE)
    log = Log(tmp_path / "old", read_settings(tmp_path / "old"), old)
    log.store._run("UPDATE entries SET private = zeroblob(length(private)) WHERE seq = 1")
    log.store._run("INSERT INTO erased VALUES (1, 10)")
    log.close()
    with pytest.raises(TamperError, match="no entry says so"):
        upgrade(tmp_path / "old", log.settings, old, PASSPHRASE)
    assert json.loads((tmp_path / "old" / "signing.json").read_text())["schema"] == "sanctuary.record.keys/1"


def test_a_backup_is_a_whole_record_and_its_store_goes_back(tmp_path: Path, clock: Clock) -> None:
    """What came after the backup is lost and named; the keys that stayed know of it."""
    log = new_log(tmp_path / "record", clock)
    log.add_many([dealing(n) for n in range(4)])
    assert "heads" in back_up(log, tmp_path / "copy")
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in (tmp_path / "copy").iterdir())
    copy = Log.open(tmp_path / "copy", PASSPHRASE, clock)
    assert [line.entry for line in copy.entries()] == [line.entry for line in log.entries()]
    copy.close()
    log.add_many([plain(n) for n in range(2)])
    log.close()
    (log.folder / "log.sqlite").write_bytes(b"damaged " * 1000)
    assert put_back(log.folder, tmp_path / "copy") == ("log.sqlite",)
    done = restore(log.folder, log.settings, log.keys, "the disk broke", TWO, clock, unpublished=True)
    assert done.lost == (4, 5)
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert [line.entry.kind for line in opened.entries() if line.entry] == ["dealing"] * 4 + ["restoration"] * 3
    assert said(opened.show(0).entry) == dealing(0)
    opened.close()
