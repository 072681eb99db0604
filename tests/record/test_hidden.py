"""Somebody who writes into the store, without the keys: nothing is shown, added, published or erased as if it had not been.

The attacker has the database file or an account of the database, and knows this program. Each test changes one thing behind the log's
back, as that person would, and asks every act that rests on it. `record check` tells it too, and says where.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from record.dealings import APPROVERS, LATER, PASSPHRASE, START, TWO, Clock, again, dealing, new_log, plain
from sanctuary.account.due import calendar
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.checking import check_record
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.restoring import restore

ATTACKS = {
    "a row deleted": ["DELETE FROM entries WHERE seq = 5"],
    "the first row deleted": ["DELETE FROM entries WHERE seq = 0"],
    "two rows swapped": [
        "UPDATE entries SET seq = 100 WHERE seq = 2", "UPDATE entries SET seq = 2 WHERE seq = 3",
        "UPDATE entries SET seq = 3 WHERE seq = 100",
    ],
    "private parts swapped": [
        "UPDATE entries SET private = (SELECT private FROM entries WHERE seq = 2) WHERE seq = 3",
    ],
    "a leaf and its private part copied over another": [
        "UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE seq = 2) WHERE seq = 3",
        "UPDATE entries SET private = (SELECT private FROM entries WHERE seq = 2) WHERE seq = 3",
    ],
    "a leaf copied": ["UPDATE entries SET leaf = (SELECT leaf FROM entries WHERE seq = 2) WHERE seq = 3"],
    "a row copied to the end": ["INSERT INTO entries SELECT 12, day, leaf, private FROM entries WHERE seq = 4"],
    "a row far beyond": ["INSERT INTO entries SELECT 99999999999, day, leaf, private FROM entries WHERE seq = 4"],
    "a row before the first": ["INSERT INTO entries SELECT -1, day, leaf, private FROM entries WHERE seq = 4"],
    "an older day": ["UPDATE entries SET day = day - 2000 WHERE seq = 4"],
    "a later day": ["UPDATE entries SET day = day + 2000 WHERE seq = 4"],
    "a private part made zeros": ["UPDATE entries SET private = (SELECT private FROM entries WHERE seq = 1) WHERE seq = 4"],
    "a hold deleted": ["DELETE FROM holds"],
    "a hold released": ["UPDATE holds SET released = 9"],
    "a hold put elsewhere": ["UPDATE holds SET seq = 7"],
    "a hold invented": ["INSERT INTO holds VALUES (4, 6, NULL)"],
    "an erasure invented": ["INSERT INTO erased VALUES (3, 5)"],
    "an erasure deleted": ["DELETE FROM erased"],
    "an erasure put elsewhere": ["UPDATE erased SET seq = 4"],
    "a fulfillment invented": ["INSERT INTO fulfilled VALUES ('2.0', 4)"],
    "a fulfillment deleted": ["DELETE FROM fulfilled"],
    "a fulfillment put elsewhere": ["UPDATE fulfilled SET id = '2.0'"],
}  # fmt: skip
"""What is done to a store of twelve entries: 0 to 7 dealings, of which 1 is erased (by 11), a hold of 2 (8), a fulfillment of 0.0 (9), a
correction (10)."""


def acts(log: Log, public: Path) -> list[Callable[[], object]]:
    """Everything that rests on what the store holds."""
    return [
        lambda: list(log.entries()),
        lambda: log.show(0),
        lambda: calendar(log, {}, START.date(), LATER),
        lambda: publish(log, public, at_once=True),
        lambda: log.erase(2, "R-12", "Gov. Code 34090", APPROVERS, LATER),
        lambda: log.erase(4, "R-12", "Gov. Code 34090", APPROVERS, LATER),
        lambda: log.hold(4, "litigation"),
        lambda: log.release(2, "ended"),
        lambda: log.fulfill("2.0", dealing(1)),
        lambda: log.correct(4, plain(), "found wrong"),
        lambda: log.receipt(4),
        lambda: log.add(plain(), once="a token"),
        lambda: log.void(4, "entered twice", APPROVERS, "double", 3),
        lambda: log.same_act(3),
        lambda: log.reveal(4, "event"),
    ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_changed_behind_the_log_is_found_by_every_act_and_by_the_check(
    whole: Log, clock: Clock, tmp_path: Path, attack: str
) -> None:
    """In a process that had read the record before, and in a new one; no act is done, and no file of the public folder changes."""
    public = tmp_path / "public"
    list(whole.entries())
    for sql in ATTACKS[attack]:
        whole.store._run(sql)
    folder = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    size = whole.store.counted()
    whole.close()
    fresh = Log.open_with(whole.folder, whole.settings, whole.keys, clock)
    for number, act in enumerate(acts(fresh, public)):
        with pytest.raises(TamperError):
            pytest.fail(f"act {number} gave {act()!r}")
    assert fresh.store.counted() == size
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == folder
    fresh.close()
    found = check_record(whole.folder, whole.settings, whole.keys, clock)
    assert found.wrong
    assert "Quillfeather" not in " ".join(found.wrong)


@pytest.mark.parametrize("attack", ["a row deleted", "a leaf copied", "private parts swapped", "an erasure invented", "a hold deleted"])
def test_a_process_that_read_the_record_before_sees_it_too(whole: Log, tmp_path: Path, attack: str) -> None:
    """What is read again is held against what was read then."""
    list(whole.entries())
    for sql in ATTACKS[attack]:
        whole.store._run(sql)
    for act in (lambda: list(whole.entries()), lambda: whole.erase(2, "R-12", "a ground", APPROVERS, LATER)):
        with pytest.raises(TamperError):
            act()
    assert tmp_path.exists()


def test_a_record_that_nobody_changed_has_nothing_wrong(whole: Log, clock: Clock) -> None:
    """So that the tests above find what was done."""
    whole.close()
    found = check_record(whole.folder, whole.settings, whole.keys, clock)
    assert (found.size, found.wrong) == (12, ())
    assert found.head is not None
    assert found.head.size == 12


@pytest.mark.parametrize("kept", [11, 5, 0])
def test_a_store_that_ends_too_early_is_refused_and_the_lost_numbers_are_named(log: Log, clock: Clock, kept: int) -> None:
    """Truncated or restored: the number of an acknowledged entry is never given again."""
    log.add_many([dealing(n) for n in range(8)])
    for n in range(4):
        log.add(plain(n))
    log.store._run("DELETE FROM entries WHERE seq >= ?", (kept,))
    with pytest.raises(TamperError, match=f"(entry|entries) {kept}.*(is|are) lost.*record restore"):
        log.add(plain())
    with pytest.raises(TamperError, match=f"(entry|entries) {kept}.*(is|are) lost.*record restore"):
        again(log, clock)
    found = check_record(log.folder, log.settings, log.keys, clock)
    assert any("lost" in told for told in found.wrong)


def test_a_restoration_gives_no_number_twice_and_signs_no_second_tree(log: Log, clock: Clock) -> None:
    """Lost numbers get entries that say so; the next head is larger than every one before, and the old one proves what was lost."""
    log.add_many([dealing(n) for n in range(8)])
    before = [log.add(plain(n)) for n in range(3)]
    old_head = log.head()
    heads = {head.size: head.root for head in log.heads.every(print)}
    log.store._run("DELETE FROM entries WHERE seq >= 9")
    log.close()
    with pytest.raises(RecordError, match="--public"):
        restore(log.folder, log.settings, log.keys, "the disk broke", TWO, clock)
    with pytest.raises(RecordError, match="two different"):
        restore(log.folder, log.settings, log.keys, "the disk broke", ("a", "A "), clock, unpublished=True)
    done = restore(log.folder, log.settings, log.keys, "the disk broke", TWO, clock, unpublished=True)
    assert (done.seq, done.lost) == (11, (9, 10))
    opened = Log.open_with(log.folder, log.settings, log.keys, clock)
    assert opened.add(plain()) == 12
    kinds = [line.entry.kind if line.entry else None for line in opened.entries()]
    assert kinds == ["dealing"] * 9 + ["restoration"] * 3 + ["dealing"]
    said = opened.show(11).entry
    assert said is not None
    assert said.restoration is not None
    assert (said.restoration.lost, said.restoration.head.split()[0], said.restoration.approvers) == (("9-10",), "11", TWO)
    for head in opened.heads.every(print):
        assert heads.get(head.size, head.root) == head.root
    assert before == [8, 9, 10]
    assert opened.head() != old_head
    assert not check_record(log.folder, log.settings, log.keys, clock).wrong
    with pytest.raises(RecordError, match="nothing is lost"):
        restore(log.folder, log.settings, log.keys, "again", TWO, clock)
    opened.close()


def test_what_was_published_is_taken_from_the_public_folder_and_the_tree_goes_on(log: Log, clock: Clock, tmp_path: Path) -> None:
    """The leaves are there; the content of those entries is gone, and told; the folder goes on."""
    public = tmp_path / "public"
    log.add_many([dealing(n) for n in range(8)])
    publish(log, public, at_once=True)
    log.store._run("DELETE FROM entries WHERE seq IN (3, 6, 7)")
    log.close()
    done = restore(log.folder, log.settings, log.keys, "the disk broke", TWO, clock, public=public)
    assert (done.seq, done.lost) == (8, (3, 6, 7))
    opened = Log.open_with(log.folder, log.settings, log.keys, clock)
    assert [line.seq for line in opened.entries() if line.entry is None and line.lost_by == 8] == [3, 6, 7]
    assert publish(opened, public, at_once=True).size == 9
    with pytest.raises(RecordError, match="lost"):
        opened.hold(3, "litigation")
    opened.close()
    assert not check_record(log.folder, log.settings, log.keys, clock).wrong


@pytest.mark.parametrize(
    "attack", [name for name in ATTACKS if name.startswith(("a hold", "an erasure", "a fulfillment", "an older", "a later"))]
)
def test_tables_are_written_anew_from_the_entries(whole: Log, clock: Clock, attack: str) -> None:
    """Nothing is lost by that; the entry that says so is all that is new."""
    lines = [(line.seq, line.entry, line.erased_by) for line in whole.entries()]
    for sql in ATTACKS[attack]:
        whole.store._run(sql)
    whole.close()
    if attack not in ("an older day", "a later day"):
        assert restore(whole.folder, whole.settings, whole.keys, "tables were changed", TWO, clock).seq == 12
        opened = Log.open_with(whole.folder, whole.settings, whole.keys, clock)
        assert [(line.seq, line.entry, line.erased_by) for line in opened.entries()][:12] == lines
        with pytest.raises(RecordError, match="hold of entry 8"):
            opened.erase(2, "R-12", "a ground", APPROVERS, LATER)
        opened.close()


def test_a_store_of_an_old_backup_is_refused_and_gone_on_from(tmp_path: Path, clock: Clock) -> None:
    """The file of last week in the place of today's; the keys beside it know better."""
    log = new_log(tmp_path / "record", clock)
    log.add_many([dealing(n) for n in range(5)])
    log.close()
    shutil.copy(tmp_path / "record" / "log.sqlite", tmp_path / "old.sqlite")
    log = Log.open_with(log.folder, log.settings, log.keys, clock)
    assert [log.add(plain(n)) for n in range(3)] == [5, 6, 7]
    log.close()
    shutil.copy(tmp_path / "old.sqlite", tmp_path / "record" / "log.sqlite")
    with pytest.raises(TamperError, match="entries 5 to 7 are lost"):
        Log.open(log.folder, PASSPHRASE, clock)
    assert restore(log.folder, log.settings, log.keys, "set back", TWO, clock, unpublished=True).lost == (5, 6, 7)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE settings SET value = 'x' WHERE name = 'signing'", "UPDATE settings SET value = 'x' WHERE name = 'wrapping'",
        "DELETE FROM settings WHERE name = 'origin'", "UPDATE settings SET value = 'x' WHERE name = 'origin'", "DELETE FROM settings",
        "UPDATE checkpoints SET size = 10", "DELETE FROM checkpoints", "UPDATE checkpoints SET note = 'x'",
        "UPDATE checkpoints SET note = (SELECT leaf FROM entries WHERE seq = 2)",
    ],
)  # fmt: skip
def test_the_other_tables_are_not_believed_either(whole: Log, clock: Clock, tmp_path: Path, sql: str) -> None:
    """Keys that are named otherwise, checkpoints that nobody signed, that are of another size, or that are gone."""
    if "note = 'x'" in sql and whole.settings.store:
        sql = "UPDATE checkpoints SET note = '\\x78'"
    whole.store._run(sql)
    whole.close()

    def publish_anew() -> None:
        with Log.open_with(whole.folder, whole.settings, whole.keys, clock) as opened:
            publish(opened, tmp_path / "public", at_once=True)

    with pytest.raises(RecordError):
        publish_anew()
    assert check_record(whole.folder, whole.settings, whole.keys, clock).wrong


def test_a_trigger_in_the_store_is_refused(tmp_path: Path, clock: Clock) -> None:
    """It would change rows behind each act."""
    log = new_log(tmp_path / "record", clock)
    log.store._run("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries WHERE seq = 0; END")
    with pytest.raises(TamperError, match="triggers, views or rules"):
        again(log, clock)


@pytest.mark.parametrize("change", ["removed", "emptied", "another root", "another signature", "words", "the last left out"])
def test_heads_that_were_changed_are_refused(tmp_path: Path, clock: Clock, change: str) -> None:
    """Whoever writes beside the keys without having them signs nothing; the last heads left out is a restored folder (docs/record.md)."""
    log = new_log(tmp_path / "record", clock)
    for n in range(3):
        log.add(plain(n))
    log.close()
    file = log.folder / "heads"
    lines = file.read_text().splitlines()
    size, root, signature = lines[-1].split(" ")
    other = lines[-2].split(" ")
    last = {"another root": f"{size} {other[1]} {signature}", "another signature": f"{size} {root} {other[2]}", "words": "x" * 200}
    if change == "removed":
        file.unlink()
    elif change == "emptied":
        file.write_text("")
    elif change == "the last left out":
        file.write_text("\n".join(lines[:-1]) + "\n")
    else:
        file.write_text("\n".join([*lines[:-1], last[change]]) + "\n")
    if change == "the last left out":
        opened = Log.open_with(log.folder, log.settings, log.keys, clock)
        assert opened.add(plain()) == 3
        opened.close()
        return
    with pytest.raises(TamperError, match="heads"):
        Log.open_with(log.folder, log.settings, log.keys, clock)
    assert check_record(log.folder, log.settings, log.keys, clock).wrong


FAULTS = {
    "a trigger": "CREATE TRIGGER spy AFTER INSERT ON checkpoints BEGIN SELECT 1; END",
    "a view": "CREATE VIEW peek AS SELECT seq FROM entries",
    "an entry missing": "DELETE FROM entries WHERE seq = 2",
    "another missing": "DELETE FROM entries WHERE seq = 5",
    "a row that is none": "UPDATE entries SET leaf = 7 WHERE seq = 3",
    "a private part of another": "UPDATE entries SET private = (SELECT private FROM entries WHERE seq = 1) WHERE seq = 6",
    "a day": "UPDATE entries SET day = day - 400 WHERE seq = 7",
    "a hold": "INSERT INTO holds VALUES (90, 4, NULL)",
    "an erasure that is none": "INSERT INTO erased VALUES (X'00', 4)",
    "a fulfillment": "INSERT INTO fulfilled VALUES ('4.9', 4)",
    "a checkpoint": "INSERT INTO checkpoints VALUES (4, X'00', 1)",
}
TOLD = {
    "a trigger": "'spy'", "a view": "'peek'", "an entry missing": "entry 2 is missing", "another missing": "entry 5 is missing",
    "a row that is none": "a leaf, a private part, a hash or a note",
    "a private part of another": "entry 6: its private part does not open",
    "a day": "entry 7: the day beside it", "a hold": "the table 'holds' says something (of 90)",
    "an erasure that is none": "a number was changed", "a fulfillment": "'fulfilled' says something (of 4.9)",
    "a checkpoint": "checkpoint",
}  # fmt: skip


def test_a_check_goes_on_and_tells_everything_that_is_wrong(tmp_path: Path, clock: Clock) -> None:
    """All faults at once, in the store, the keys and the heads: no one hides another, and none is invented of the rows between."""
    log = new_log(tmp_path / "record", clock)
    for n in range(9):
        log.add(dealing(n))
    for sql in FAULTS.values():
        log.store._run(sql)
    log.wrapped.file.run("UPDATE keys SET wrapped = 'x' WHERE seq = 8")
    log.wrapped.file.run("CREATE TRIGGER other AFTER UPDATE ON keys BEGIN SELECT 1; END")
    log.close()
    heads = (log.folder / "heads").read_text().splitlines()
    (log.folder / "heads").write_text("\n".join(["x" * 200, heads[1][:-9] + "AAAAAAAA=", *heads[2:]]) + "\n")
    wrong = check_record(log.folder, log.settings, log.keys, clock).wrong
    for fault, told in TOLD.items():
        assert any(told in one for one in wrong), (fault, wrong)
    for told in (
        "'other'",
        "a data key was changed",
        "entry 8: its data key is missing",
        "heads: a line was changed",
        "is not signed by a key",
    ):
        assert any(told in one for one in wrong), told
    assert not any(f"entry {seq}:" in one or f"entry {seq} is" in one for seq in (0, 1, 4) for one in wrong)


@pytest.mark.parametrize("name", ["log.sqlite", "keys.sqlite"])
@pytest.mark.parametrize("how", ["gone", "no database", "a pipe"])
def test_a_check_of_a_file_that_does_not_open_tells_of_the_others(tmp_path: Path, clock: Clock, name: str, how: str) -> None:
    """One refusal for it, and what is wrong beside it."""
    log = new_log(tmp_path / "record", clock)
    log.add(dealing(1))
    log.close()
    (log.folder / "heads").write_text("x" * 200 + "\n" + (log.folder / "heads").read_text())
    for tail in ("", "-wal", "-shm"):
        (log.folder / f"{name}{tail}").unlink(missing_ok=True)
    if how == "no database":
        (log.folder / name).write_bytes(b"damaged " * 1000)
    if how == "a pipe":
        os.mkfifo(log.folder / name)
    wrong = check_record(log.folder, log.settings, log.keys, clock).wrong
    assert any(str(log.folder / name) in one for one in wrong)
    assert any("heads: a line was changed" in one for one in wrong)
