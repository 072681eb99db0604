"""Somebody who has keys or a backup, and what a restoration mends: seals, settings, data keys and checkpoints that were changed."""

import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from record.dealings import APPROVERS, LATER, TWO, Clock, again, dealing, new_log, plain
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.checking import check_record
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.restoring import restore
from sanctuary.record.seal import wrap
from sanctuary.tlog.verify import leaf_hash


@pytest.mark.parametrize("seq", [8, 9, 10], ids=["a hold", "a fulfillment", "a correction"])
def test_whoever_has_the_keys_seals_nothing_else_beside_a_signed_leaf(whole: Log, clock: Clock, seq: int) -> None:
    """What others rest on is sealed anew as something else, under its own key and leaf, and the tables are made to fit: nothing follows."""
    row, key = whole.store.row(seq), whole.wrapped.key(seq)
    values = AESGCM(key).decrypt(row.private[:12], row.private[12:], leaf_hash(row.leaf)).split(b"\n")
    told = json.loads(values[6])
    values[6] = json.dumps({"recorded_at": told["recorded_at"], "signatures": told["signatures"]}).encode()
    nonce = bytes(12)
    other = nonce + AESGCM(key).encrypt(nonce, b"\n".join(values), leaf_hash(row.leaf))
    whole.store.connection.run("UPDATE entries SET private = ? WHERE seq = ?", (other, seq))
    whole.store._run({8: "DELETE FROM holds", 9: "DELETE FROM fulfilled"}.get(seq, "SELECT 1"))
    log = again(whole, clock)
    refused = f"entry {seq}: its private part is not what its leaf commits to"
    with pytest.raises(TamperError, match=refused):
        log.erase(2, "R-12", "a ground", APPROVERS, LATER)
    with pytest.raises(TamperError, match=refused):
        log.correct(4, plain(), "found wrong")
    assert f"{refused}." in check_record(log.folder, log.settings, log.keys, clock).wrong
    log.close()


def test_settings_that_name_another_signing_key_are_told_and_written_anew(whole: Log, clock: Clock) -> None:
    """They keep somebody who may sign from signing: the check says so, and a restoration goes by the entries."""
    whole.store._run("UPDATE settings SET value = 'x' WHERE name LIKE 'key %'")
    log = again(whole, clock)
    with pytest.raises(RecordError, match="not the one in effect"):
        log.add(plain())
    log.close()
    wrong = check_record(log.folder, log.settings, log.keys, clock).wrong
    assert sum("name another signing key" in one for one in wrong) == len(log.keys.people)
    done = restore(log.folder, log.settings, log.keys, "the settings were changed", TWO, clock)
    assert done.lost == ()
    assert check_record(log.folder, log.settings, log.keys, clock).wrong == ()


def test_a_data_key_that_was_put_back_after_an_erasure_is_told_and_destroyed(whole: Log, clock: Clock) -> None:
    """As from a backup of keys.sqlite: the store does not say that an erasure waits to be finished, so that no start would destroy it."""
    put_back = wrap({1: whole.wrapped.key(2)}, whole.keys.wrapping_key)[1]
    whole.wrapped.file.run("UPDATE keys SET wrapped = ? WHERE seq = 1", (put_back,))
    whole.close()
    assert "put back after they were destroyed" in "".join(check_record(whole.folder, whole.settings, whole.keys, clock).wrong)
    done = restore(whole.folder, whole.settings, whole.keys, "keys.sqlite came from a backup", TWO, clock)
    assert done.notes == ("data keys of 1 erased entries were there, and are destroyed.",)
    assert check_record(whole.folder, whole.settings, whole.keys, clock).wrong == ()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM keys WHERE seq = 13", "UPDATE keys SET wrapped = 1 WHERE seq = 12", "UPDATE keys SET wrapped = 'x' WHERE seq = 13",
        "UPDATE keys SET wrapped = zeroblob(60) WHERE seq = 12", "UPDATE keys SET seq = 99999999999 WHERE seq = 13",
    ],
)  # fmt: skip
def test_keys_of_entries_to_come_that_were_changed_are_told_and_made_anew(tmp_path: Path, clock: Clock, sql: str) -> None:
    """The next entry is refused with the file and the next step; the check tells it before."""
    log = new_log(tmp_path / "record", clock)
    log.add_many([dealing(n) for n in range(12)])
    log.wrapped.file.run(sql)
    log = again(log, clock)
    with pytest.raises(TamperError, match=r"keys\.sqlite: a key that was made for entries to come.*record restore"):
        log.add(plain())
    log.close()
    assert "a key that was made for entries to come" in "".join(check_record(log.folder, log.settings, log.keys, clock).wrong)
    restore(log.folder, log.settings, log.keys, "keys.sqlite was changed", TWO, clock)
    assert check_record(log.folder, log.settings, log.keys, clock).wrong == ()
    assert Log.open_with(log.folder, log.settings, log.keys, clock).add(plain()) == 13


def test_a_checkpoint_that_nobody_signed_makes_no_number_lost(whole: Log, clock: Clock) -> None:
    """A restoration counts the checkpoints that this log signed, whatever size the table claims."""
    whole.store._run("UPDATE checkpoints SET size = 99999999999, note = private FROM (SELECT private FROM entries WHERE seq = 2) AS other")
    whole.store._run("DELETE FROM holds")
    whole.close()
    assert restore(whole.folder, whole.settings, whole.keys, "the tables were changed", TWO, clock).lost == ()


@pytest.mark.parametrize("lost", [0, 3])
def test_a_backup_from_before_a_publication_goes_on_publishing(tmp_path: Path, clock: Clock, lost: int) -> None:
    """Its store does not know the checkpoint that is published: the restoration takes it from the folder, and whoever restores signs it."""
    folder, public = tmp_path / "record", tmp_path / "public"
    log = new_log(folder, clock)
    log.add_many([dealing(n) for n in range(8)])
    log.close()
    shutil.copy(folder / "log.sqlite", tmp_path / "old.sqlite")
    log = Log.open_with(folder, log.settings, log.keys, clock)
    log.add_many([plain(n) for n in range(lost)])
    publish(log, public, at_once=True)
    log.close()
    shutil.copy(tmp_path / "old.sqlite", folder / "log.sqlite")
    if not lost:
        with Log.open_with(folder, log.settings, log.keys, clock) as opened, pytest.raises(TamperError, match="goes on"):
            publish(opened, public, at_once=True)
    done = restore(folder, log.settings, log.keys, "the disk broke", TWO, clock, public=public)
    assert (done.seq, done.lost) == (8 + lost, tuple(range(8, 8 + lost)))
    with Log.open_with(folder, log.settings, log.keys, clock) as opened:
        assert publish(opened, public, at_once=True).size == 9 + lost
    assert not check_record(folder, log.settings, log.keys, clock).wrong
