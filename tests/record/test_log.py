"""The log: numbers, corrections, holds, erasing, the files after it, writers at once, a full disk."""

import json
import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from record.dealings import APPROVERS, ORIGIN, PASSPHRASE, PLANTED, START, Clock, again, dealing, keys, new_log, plain, said
from sanctuary.account.due import calendar
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record.entry import read_entry
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.seal import check_revealed
from sanctuary.record.settings import Settings
from sanctuary.tlog.verify import parse_leaf

LATER = date(2028, 11, 18)


def test_an_entry_comes_back_as_it_was_added_with_the_time_at_which_it_was_recorded(log: Log) -> None:
    """What is shown is what was added."""
    assert log.add(dealing(7)) == 0
    line = log.show(0)
    assert said(line.entry) == dealing(7)
    assert line.entry is not None
    assert line.entry.recorded_at == START
    assert (line.month, line.day, line.erased_by) == ("2026-11", START.date(), None)
    assert PLANTED[0] not in repr(line)


def test_numbers_run_without_a_gap_over_restarts(log: Log, clock: Clock) -> None:
    """A missing number would be seen."""
    assert log.add_many([plain(n) for n in range(100)]) == list(range(100))
    opened = again(log, clock)
    assert [opened.add(plain()) for _ in range(3)] == [100, 101, 102]
    assert [parse_leaf(leaf).seq for leaf in opened.store.leaves(0, 103)] == list(range(103))
    opened.close()


def test_entries_are_found_by_month_and_kind(log: Log, clock: Clock) -> None:
    """The filter is by the month of recording and by kind."""
    log.add(plain(1))
    clock.now = START + timedelta(days=30)
    log.add_many([plain(2), read_entry({"kind": "training", "training": {"staff_role": "deputy", "course": "SB 54"}}, "x")])
    assert [line.seq for line in log.entries("2026-12")] == [1, 2]
    assert [line.seq for line in log.entries("2026-11", "2026-11")] == [0]
    assert [line.seq for line in log.entries(kind="training")] == [2]
    with pytest.raises(RecordError, match="month"):
        list(log.entries("November"))


def test_a_correction_is_an_entry_that_points_back_and_changes_nothing(log: Log) -> None:
    """The first entry stays readable beside it."""
    log.add(dealing(1))
    number = log.correct(0, dealing(1, response="complied"), "the transfer was made after all", ("action.response",))
    first, second = log.show(0).entry, log.show(number).entry
    assert first is not None
    assert second is not None
    assert (first.action.response, second.action.response) == ("declined", "complied")
    assert (second.kind, second.links.about, second.links.corrects_fields) == ("correction", 0, ("action.response",))
    with pytest.raises(RecordError, match="no entry 9"):
        log.correct(9, plain(), "no such entry")


def test_acts_on_the_record_cannot_be_added_as_if_they_were_dealings(log: Log) -> None:
    """A hold or an erasure that only says so would be a lie."""
    for kind in ("correction", "hold", "release-of-hold", "fulfillment", "key-rotation", "erasure"):
        with pytest.raises(RecordError, match="own act"):
            log.add(replace(plain(), kind=kind))
    assert log.size() == 0


@pytest.mark.parametrize(
    ("item", "ground", "approvers", "today", "says"),
    [
        ("", "Gov. Code 34090", APPROVERS, LATER, "retention item"),
        ("R-12", " ", APPROVERS, LATER, "legal ground"),
        ("R-12", "Gov. Code 34090", ("clerk", "Clerk "), LATER, "two different approvers"),
        ("R-12", "Gov. Code 34090", ("clerk", ""), LATER, "two different approvers"),
        ("R-12", "Gov. Code 34090", APPROVERS, date(2028, 11, 17), "two years"),
    ],
)
def test_erasing_is_refused_without_what_the_law_asks_for(
    log: Log, item: str, ground: str, approvers: tuple[str, str], today: date, says: str
) -> None:
    """Each missing thing is refused with one message, and nothing is written."""
    log.add(dealing())
    with pytest.raises(RecordError, match=says):
        log.erase(0, item, ground, approvers, today)
    assert log.size() == 1
    assert log.show(0).entry is not None


def test_nothing_is_erased_under_a_hold(log: Log) -> None:
    """A hold keeps an entry until it is released; both are entries."""
    log.add(dealing())
    assert log.hold(0, "litigation", "city attorney") == 1
    with pytest.raises(RecordError, match="hold of entry 1"):
        log.erase(0, "R-12", "Gov. Code 34090", APPROVERS, LATER)
    assert log.release(0, "the case ended") == 2
    assert log.erase(0, "R-12", "Gov. Code 34090", APPROVERS, LATER) == 3
    with pytest.raises(RecordError, match="no hold"):
        log.release(0, "again")
    kinds = [line.entry.kind if line.entry else None for line in log.entries()]
    assert kinds == [None, "hold", "release-of-hold", "erasure"]


def test_a_hold_keeps_a_dealing_with_its_corrections_and_itself(log: Log) -> None:
    """Erasing the correction alone would bring back what it corrected, with nobody the wiser."""
    approvers = ("records officer", "city attorney")
    log.add(dealing())
    assert log.correct(0, plain(), "found wrong") == 1
    assert log.hold(0, "litigation") == 2
    later = date(2030, 1, 1)
    for seq in (0, 1):
        with pytest.raises(RecordError, match="hold of entry 2 stands"):
            log.erase(seq, "R-1", "a ground", approvers, later)
    with pytest.raises(RecordError, match="about the record itself"):
        log.erase(2, "R-1", "a ground", approvers, later)
    log.release(0, "ended")
    assert log.same_act(1) == (0, 1)
    erased = log.erase(1, "R-1", "a ground", approvers, later)
    assert log.same_act(0) == (0,)
    with pytest.raises(RecordError, match=f"erased already, by entry {erased}"):
        log.hold(1, "too late")
    with pytest.raises(RecordError, match=f"erased already, by entry {erased}"):
        log.correct(1, plain(), "too late")


def test_an_erased_entry_is_gone_and_the_root_and_old_proofs_stay(log: Log, tmp_path: Path) -> None:
    """Leaves never change."""
    log.add_many([dealing(n) for n in range(5)])
    publish(log, tmp_path / "public", at_once=True)
    before = [bytes(leaf) for leaf in log.store.leaves(0, 5)]
    number = log.erase(2, "R-12", "Gov. Code 34090", APPROVERS, LATER)
    assert list(log.store.leaves(0, 5)) == before
    assert (log.show(2).entry, log.show(2).erased_by) == (None, number)
    said = log.show(number).entry
    assert said is not None
    assert said.erasure is not None
    assert said.erasure.approvers == APPROVERS
    with pytest.raises(RecordError, match="erased"):
        log.reveal(2, "event")
    with pytest.raises(RecordError, match="erased"):
        log.erase(2, "R-12", "Gov. Code 34090", APPROVERS, LATER)
    assert publish(log, tmp_path / "public", at_once=True).size == 6
    assert "2.0" not in [item.id for item in calendar(log, {}, START.date(), START.date())]


@pytest.mark.long
def test_after_erasing_no_byte_of_key_or_private_part_is_in_any_file(tmp_path: Path, clock: Clock) -> None:
    """500 entries, half of them erased in random order, some between additions; every file is searched for the raw bytes."""
    log = new_log(tmp_path / "record", clock)
    numbers = random.Random(4)
    log.add_many([dealing(n, private="x" * numbers.randrange(2000)) for n in range(500)])
    kept = {row.seq: row.private for row in log.store.rows(0, 500)}
    wrapped = dict(log._data_keys.file.run("SELECT seq, wrapped FROM keys"))
    clear = dict(log._data_keys.keys(0, 500))
    doomed = numbers.sample(range(500), 250)
    for turn, seq in enumerate(doomed):
        log.erase(seq, "R-12", "Gov. Code 34090", APPROVERS, LATER)
        if turn % 50 == 0:
            log.add_many([dealing(n) for n in range(20)])
    files = {path.name: path.read_bytes() for path in (tmp_path / "record").iterdir()}
    assert {"log.sqlite", "keys.sqlite"} <= set(files)
    everything = b"".join(files.values())
    for seq in doomed:
        for secret in (kept[seq], wrapped[seq], clear[seq]):
            for start in range(0, len(secret) - 15, 64):
                assert secret[start : start + 16] not in everything
    for seq in set(range(500)) - set(doomed):
        assert log.show(seq).entry is not None
        assert wrapped[seq] in everything
    log.close()


def test_an_erasure_that_a_crash_cut_short_is_finished_by_the_next_start(log: Log, clock: Clock) -> None:
    """The entry says erased; the start makes it so."""
    log.add_many([dealing(n) for n in range(3)])

    def crash(_: object) -> None:
        raise KeyboardInterrupt

    log._data_keys.destroy = crash  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        log.erase(1, "R-12", "Gov. Code 34090", APPROVERS, LATER)
    assert log._data_keys.key(1)
    opened = again(log, clock)
    with pytest.raises(RecordError, match="does not exist"):
        opened._data_keys.key(1)
    assert opened.store.setting("erasing") == ""
    opened.close()


def test_one_group_can_be_revealed_and_checked_by_anybody(log: Log) -> None:
    """The public leaf and the revealed group are enough."""
    log.add(dealing(3))
    revealed = log.reveal(0, "document")
    check_revealed(next(log.store.leaves(0, 1)), revealed)
    assert json.loads(revealed.value) == {"paper": "detainer"}
    assert revealed.field_key.hex() not in repr(revealed)


def test_a_record_is_begun_once_and_opened_only_where_it_is(tmp_path: Path, clock: Clock) -> None:
    """A second record in the same folder or store is refused."""
    log = new_log(tmp_path / "record", clock)
    log.close()
    with pytest.raises(RecordError, match="already"):
        new_log(tmp_path / "record", clock)
    with pytest.raises(RecordError, match="no record is here"):
        Log.open(tmp_path / "elsewhere", PASSPHRASE)
    with pytest.raises(RecordError, match="does not open"):
        Log.open(tmp_path / "record", "another passphrase")


WRITER = """
import sys
from pathlib import Path
from record.dealings import Clock, keys, plain, ORIGIN
from sanctuary.record.log import Log
from sanctuary.record.settings import Settings
folder, store, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
log = Log.open_with(folder, Settings(schema="sanctuary.record.log/1", origin=ORIGIN, store=store), keys(), Clock())
for n in range(count):
    print(log.add(plain(n)), flush=True)
"""


@pytest.mark.real_keys
def test_two_writers_at_once_do_not_fork_the_log(log: Log, store_address: str) -> None:
    """Two processes add at the same time; every number is given once and every entry opens."""
    words = [sys.executable, "-c", WRITER, str(log.folder), store_address, "20"]
    where = str(Path(__file__).resolve().parent.parent)
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": where}) for _ in range(2)]
    told = [[int(word) for word in writer.communicate()[0].split()] for writer in both]
    assert [writer.returncode for writer in both] == [0, 0]
    assert sorted(told[0] + told[1]) == list(range(40))
    assert all(line.entry is not None for line in log.entries())
    assert log.size() == 40


def test_a_full_disk_stops_it_with_one_message_and_loses_nothing(tmp_path: Path, clock: Clock) -> None:
    """The store may grow no further: the entry is refused, earlier ones stay, and with space again it goes on."""
    log = new_log(tmp_path / "record", clock)
    told = [log.add(plain(n)) for n in range(3)]
    pages = log.store._run("PRAGMA page_count")[0][0]
    log.store._run(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        while len(told) < 200:
            told.append(log.add(dealing(private="y" * 1900)))

    with pytest.raises(RecordError, match="no space is left") as refused:
        fill()
    assert PLANTED[0] not in str(refused.value)
    assert refused.value.__context__ is None
    assert log.size() == len(told)
    log.store._run("PRAGMA max_page_count = 100000")
    assert log.add(plain()) == len(told)
    assert all(line.entry is not None for line in log.entries())
    log.close()


LIMITED = """
import resource, sys
from pathlib import Path
from record.dealings import Clock, dealing, keys, ORIGIN
from sanctuary.errors import RecordError
from sanctuary.record.log import Log
from sanctuary.record.settings import Settings
log = Log.open_with(Path(sys.argv[1]), Settings(schema="sanctuary.record.log/1", origin=ORIGIN), keys(), Clock())
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    for n in range(1000):
        print(log.add(dealing(n, private="y" * 1900)), flush=True)
except RecordError as problem:
    print(problem)
    sys.exit(3)
"""


@pytest.mark.real_keys
def test_a_file_that_may_not_grow_stops_it_with_one_message(tmp_path: Path, clock: Clock) -> None:
    """The same by a limit of the system: what was acknowledged is there at the next start."""
    log = new_log(tmp_path / "record", clock)
    where = str(Path(__file__).resolve().parent.parent)
    words = [sys.executable, "-c", LIMITED, str(log.folder)]
    ran = subprocess.run(words, capture_output=True, text=True, env={"PYTHONPATH": where}, check=False)
    *numbers, message = ran.stdout.splitlines()
    assert (ran.returncode, ran.stderr) == (3, "")
    assert "no space is left" in message
    opened = again(log, clock)
    assert opened.size() >= len(numbers) > 5
    assert all(line.entry is not None for line in opened.entries())
    opened.close()


def test_a_password_in_an_address_is_refused_and_never_told(tmp_path: Path, clock: Clock) -> None:
    """An address is kept in a file and shown in lists; a password has other places."""
    settings = Settings(schema="sanctuary.record.log/1", origin=ORIGIN, store="postgresql://clerk:hunter22@localhost:1/none")
    with pytest.raises(RecordError, match="password") as refused:
        Log.create(tmp_path / "record", settings, PASSPHRASE, clock, keys())
    assert "hunter22" not in str(refused.value)
    away = Settings(schema="sanctuary.record.log/1", origin=ORIGIN, store="postgresql://clerk@localhost:1/none")
    with pytest.raises(RecordError, match="cannot be reached") as refused:
        Log.create(tmp_path / "other", away, PASSPHRASE, clock, keys())
    assert "clerk" not in str(refused.value)


@pytest.mark.parametrize(
    ("store", "passphrase", "says"),
    [
        ("postgresql://clerk@localhost:1/none", PASSPHRASE, "cannot be reached"),
        ("postgresql://clerk:hunter22@localhost:1/none", PASSPHRASE, "holds a password"),
        ("mysql://clerk:hunter22@localhost/none", PASSPHRASE, "only postgresql://"),
        ("postgresql://clerk@[localhost/none", PASSPHRASE, "postgresql://USER@HOST/DATABASE"),
        ("", "short", "at least 12 characters"),
    ],
)
@pytest.mark.parametrize("there", [False, True])
def test_a_beginning_that_is_refused_leaves_nothing_behind(
    tmp_path: Path, clock: Clock, store: str, passphrase: str, says: str, there: bool
) -> None:
    """The corrected command works in the same folder, and a file that was there before stays."""
    folder = tmp_path / "city" / "record"
    if there:
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("kept", encoding="utf-8")
    settings = Settings(schema="sanctuary.record.log/1", origin=ORIGIN, store=store)
    with pytest.raises(RecordError, match=says) as refused:
        Log.create(folder, settings, passphrase, clock, keys())
    assert "hunter22" not in str(refused.value)
    assert [path.name for path in tmp_path.rglob("*")] == (["city", "record", "notes.txt"] if there else [])
    log = new_log(folder, clock)
    assert log.add(plain()) == 0
    log.close()


def test_a_beginning_that_is_refused_touches_no_part_of_another(tmp_path: Path, clock: Clock) -> None:
    """Whichever file of a record is there, it stays as it is, and nothing is put beside it."""
    for name in ("signing.json", "record.json", "keys.sqlite", "log.sqlite"):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        (folder / name).write_bytes(b"kept")
        with pytest.raises(RecordError, match="already"):
            new_log(folder, clock)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {name: b"kept"}


def test_a_day_of_february_waits_two_whole_years(tmp_path: Path) -> None:
    """29 February has its second anniversary on 1 March."""
    log = new_log(tmp_path / "record", Clock(datetime.fromisoformat("2028-02-29T12:00:00+00:00")))
    log.add(dealing())
    with pytest.raises(RecordError, match="two years"):
        log.erase(0, "R-12", "Gov. Code 34090", APPROVERS, date(2030, 2, 28))
    assert log.erase(0, "R-12", "Gov. Code 34090", APPROVERS, date(2030, 3, 1)) == 1
    log.close()
