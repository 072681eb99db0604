"""New keys: entries stay readable, writers with earlier keys stop, and data keys that are missing are asked for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from record.dealings import ORIGIN, PASSPHRASE, Clock, dealing, new_log, plain, said
from sanctuary.errors import RecordError
from sanctuary.record.datakeys import DataKeys
from sanctuary.record.following import follow
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log


def test_new_keys_are_an_entry_and_old_entries_stay_readable(log: Log, clock: Clock) -> None:
    """Rotation keeps the old verification keys and opens every private part under the new wrapping key."""
    log.add_many([dealing(n) for n in range(3)])
    old = log.keys
    log.rotate("both", PASSPHRASE)
    told = log.show(3).entry
    assert told is not None
    assert told.rotation is not None
    assert (told.rotation.purpose, told.rotation.retired, told.rotation.current) == ("both", old.vkeys, log.keys.vkeys)
    assert [one.vkey for one in log.keys.retired] == list(old.vkeys)
    log.close()
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert said(opened.show(0).entry) == dealing(0)
    assert opened.add(plain()) == 4
    opened.close()
    with pytest.raises(RecordError, match="another record"):
        Log.open_with(log.folder, log.settings, Keys.make(ORIGIN), clock)


@pytest.mark.parametrize("rewrapped", [False, True])
def test_a_rotation_that_a_crash_cut_short_is_finished_by_the_next_start(tmp_path: Path, clock: Clock, rewrapped: bool) -> None:
    """The coming wrapping key is kept before data keys need it, so neither moment loses an entry."""
    log = new_log(tmp_path / "record", clock)
    log.add(dealing())
    coming = log.keys.with_coming()
    coming.write(log.folder / "signing.json", PASSPHRASE)
    if rewrapped:
        log._data_keys.rewrap(coming.coming_wrapping_key)
    log.close()
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert opened.keys.wrapping_key == coming.coming_wrapping_key
    assert opened.show(0).entry is not None
    said = opened.show(1).entry
    assert said is not None
    assert said.kind == "key-rotation"
    opened.close()


@pytest.mark.parametrize("purpose", ["signing", "wrapping", "both"])
@pytest.mark.parametrize("ready", [3, 256])
def test_a_writer_whose_keys_were_rotated_meanwhile_writes_nothing_and_says_why(
    log: Log, clock: Clock, purpose: Literal["signing", "wrapping", "both"], ready: int
) -> None:
    """Whether its ready-made data keys had run out or not: no entry is acknowledged that does not open."""
    log.add_many([plain(n) for n in range(256)])
    late = Log.open(log.folder, PASSPHRASE, clock)
    late.add_many([plain(n) for n in range(ready)])
    log.rotate(purpose, PASSPHRASE)
    for act in (lambda: late.add(plain()), lambda: late.hold(0, "litigation"), lambda: late.rotate("both", PASSPHRASE)):
        with pytest.raises(RecordError, match=r"rotated while this program had the record open.*Start it again"):
            act()
    late.close()
    assert log.size() == 257 + ready
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert opened.add(plain()) == 257 + ready
    assert all(line.entry is not None for line in opened.entries())
    opened.close()


@pytest.mark.parametrize("purpose", ["signing", "wrapping", "both"])
@pytest.mark.parametrize("ready", [3, 256])
def test_a_writer_that_follows_goes_on_without_a_passphrase(
    log: Log, clock: Clock, purpose: Literal["signing", "wrapping", "both"], ready: int
) -> None:
    """It takes up the keys in effect, after one rotation or two, with ready-made data keys or without; all entries open to everybody."""
    log.add_many([plain(n) for n in range(256)])
    late = Log.open(log.folder, PASSPHRASE, clock)
    late.add_many([plain(n) for n in range(ready)])
    assert not follow(late)
    log.rotate(purpose, PASSPHRASE)
    assert follow(late)
    assert not follow(late)
    assert late.keys == log.keys
    assert late.show(0).entry is not None
    late.add(plain())
    for _ in range(2):
        log.rotate(purpose, PASSPHRASE)
    assert follow(late)
    late.hold(0, "litigation")
    late.rotate(purpose, PASSPHRASE)
    assert follow(log)
    log.add(plain())
    assert [line.seq for line in log.entries() if line.entry is None] == []
    assert late.size() == log.size() == 256 + ready + 7
    late.close()


def test_keys_of_a_backup_are_not_followed(log: Log, clock: Clock) -> None:
    """Where signing.json does not hold what the store names, nothing is taken up, and nothing is written."""
    log.add(plain())
    before = (log.folder / "signing.json").read_bytes()
    late = Log.open(log.folder, PASSPHRASE, clock)
    log.rotate("both", PASSPHRASE)
    new = (log.folder / "signing.json").read_bytes()
    (log.folder / "signing.json").write_bytes(before)
    assert not follow(late)
    with pytest.raises(RecordError, match="Restore it from its latest backup"):
        late.add(plain())
    (log.folder / "signing.json").write_bytes(new)
    assert follow(late)
    assert late.add(plain()) == 2
    late.close()


@pytest.mark.parametrize("rewrapped", [False, True])
def test_a_rotation_that_was_cut_short_is_followed_once_it_is_finished(log: Log, clock: Clock, rewrapped: bool) -> None:
    """By the next start of anybody who has the passphrase."""
    log.add(plain())
    late = Log.open(log.folder, PASSPHRASE, clock)
    coming = log.keys.with_coming()
    coming.write(log.folder / "signing.json", PASSPHRASE)
    if rewrapped:
        log._data_keys.rewrap(coming.coming_wrapping_key)
    assert not follow(late)
    Log.open(log.folder, PASSPHRASE, clock).close()
    assert follow(late)
    assert late.add(plain()) == 2
    assert all(line.entry is not None for line in late.entries())
    late.close()


def test_data_keys_are_made_only_under_the_wrapping_key_in_effect(log: Log, clock: Clock) -> None:
    """A rotation that a crash cut short is not in the log yet; keys.sqlite itself tells of it."""
    log.add_many([plain(n) for n in range(256)])
    late = Log.open(log.folder, PASSPHRASE, clock)
    coming = log.keys.with_coming()
    coming.write(log.folder / "signing.json", PASSPHRASE)
    log._data_keys.rewrap(coming.coming_wrapping_key)
    with pytest.raises(RecordError, match="rotated while"):
        late.add(plain())
    with pytest.raises(RecordError, match="rotated while"):
        late.show(0)
    late.close()
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert opened.add(plain()) == 257
    assert all(line.entry is not None for line in opened.entries())
    opened.close()


@pytest.mark.parametrize("purpose", ["signing", "wrapping", "both"])
def test_keys_that_were_read_before_a_rotation_are_read_again_by_the_start(
    log: Log, clock: Clock, purpose: Literal["signing", "wrapping", "both"]
) -> None:
    """A start beside a rotation goes on with the new keys where it has the passphrase; else it refuses, and no backup is asked for."""
    log.add(dealing())
    old = log.keys
    log.rotate(purpose, PASSPHRASE)
    with pytest.raises(RecordError, match="rotated while"):
        Log.open_with(log.folder, log.settings, old, clock)
    opened = Log.open_with(log.folder, log.settings, old, clock, PASSPHRASE)
    assert opened.keys == log.keys
    assert opened.add(plain()) == 2
    assert [line.entry.kind for line in opened.entries() if line.entry] == ["dealing", "key-rotation", "dealing"]
    opened.close()


ADDER = """
import sys
from pathlib import Path
from record.dealings import PASSPHRASE, Clock, plain
from sanctuary.errors import RecordError
from sanctuary.record.log import Log
for n in range(4):
    try:
        log = Log.open(Path(sys.argv[1]), PASSPHRASE, Clock())
        print(*log.add_many([plain(n)] * 100), flush=True)
        log.close()
    except RecordError as problem:
        print(problem, file=sys.stderr)
"""


@pytest.mark.real_keys
@pytest.mark.long
def test_starts_and_additions_beside_rotations_give_no_false_alarm(log: Log, clock: Clock) -> None:
    """Two processes add while keys are rotated: what is acknowledged opens; what is refused is refused for the rotation alone."""
    words, place = [sys.executable, "-c", ADDER, str(log.folder)], {"PYTHONPATH": os.pathsep.join(sys.path)}
    adders = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=place) for _ in range(2)]
    for _ in range(2):
        log.rotate("both", PASSPHRASE)
    told = [adder.communicate() for adder in adders]
    assert all("rotated while" in line for _, errors in told for line in errors.splitlines()), told
    numbers = {int(word) for out, _ in told for word in out.split()}
    opened = Log.open(log.folder, PASSPHRASE, clock)
    lines = [line for line in opened.entries() if line.entry is not None]
    assert len(lines) == opened.size() == len(numbers) + 2
    assert numbers == {line.seq for line in lines if line.entry and line.entry.kind == "dealing"}
    opened.close()


def test_without_the_data_keys_of_its_entries_a_log_is_not_added_to(log: Log, clock: Clock) -> None:
    """An entry under keys that were begun anew would be lost once keys.sqlite is restored."""
    log.add_many([plain(n) for n in range(3)])
    log.close()
    file = log.folder / "keys.sqlite"
    backup = file.read_bytes()
    file.unlink()
    with pytest.raises(RecordError, match=r"keys\.sqlite: missing.*Restore it from its latest backup"):
        Log.open(log.folder, PASSPHRASE, clock)
    assert not file.exists()
    other = DataKeys(file, log.keys.wrapping_key)
    for rows in ([], [(3, bytes(60))], [(0, bytes(60)), (1, bytes(60))]):
        other.file.run("DELETE FROM keys")
        other.file.run_many("INSERT INTO keys VALUES (?, ?)", rows)
        opened = Log.open_with(log.folder, log.settings, log.keys, clock)
        with pytest.raises(RecordError, match=r"keys\.sqlite: keys of existing entries are missing.*Restore keys\.sqlite"):
            opened.add(plain())
        assert opened.size() == 3
        opened.close()
    other.close()
    file.write_bytes(backup)
    opened = Log.open_with(log.folder, log.settings, log.keys, clock)
    assert opened.add(plain()) == 3
    assert all(line.entry is not None for line in opened.entries())
    opened.close()


def test_a_log_without_entries_begins_its_data_keys_anew(log: Log, clock: Clock) -> None:
    """No key is lost where there was none."""
    log.close()
    (log.folder / "keys.sqlite").unlink()
    opened = Log.open_with(log.folder, log.settings, log.keys, clock)
    assert opened.add(plain()) == 0
    opened.close()
