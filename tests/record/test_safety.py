"""What may go wrong around a record: repeated adds, mistakes, threads, clocks, read-only folders, pipes, passphrases, versions."""

import json
import os
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from record.dealings import ORIGIN, PASSPHRASE, START, TWO, Clock, again, dealing, keys, new_log, plain
from sanctuary.errors import RecordError, TamperError
from sanctuary.record.checking import check_record
from sanctuary.record.entry import read_entry
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.publish import publish
from sanctuary.record.settings import Settings, WitnessSetting
from sanctuary.record.times import odd_times
from sanctuary.tlog.proof import verify_receipt
from sanctuary.tlog.verify import Refused, followed, parse_key, parse_keys, reader_of, verify_checkpoint, verify_log
from tlog.published import LOG, WITNESS

EARLIER = Path(__file__).parent / "earlier"


def test_a_token_adds_an_entry_once(log: Log, clock: Clock) -> None:
    """Tried again, by this process or the next, the number is the one that it had; another entry under it is refused."""
    assert log.add(dealing(1), once="request-1") == 0
    assert log.add(dealing(1), once="request-1") == 0
    opened = again(log, clock)
    assert opened.add(dealing(1), once="request-1") == 0
    assert opened.add_many([dealing(1), dealing(2)], ["request-1", "request-2"]) == [0, 1]
    assert opened.size() == 2
    with pytest.raises(RecordError, match="says something else"):
        opened.add(dealing(5), once="request-1")
    with pytest.raises(RecordError, match="only once"):
        opened.add_many([plain(), plain()], ["a", "a"])
    assert opened.size() == 2
    opened.close()


def test_many_threads_use_one_log(log: Log) -> None:
    """Every number is given once; reading goes on meanwhile."""
    numbers, failures = list[int](), list[BaseException]()

    def add(mark: int) -> None:
        try:
            for n in range(15):
                numbers.append(log.add(plain(mark * 100 + n)))
                assert len(list(log.entries())) >= n
                log.add(plain(7), once="the same for all")
        except BaseException as problem:  # noqa: BLE001 - told below, in the test's own thread
            failures.append(problem)

    threads = [threading.Thread(target=add, args=(mark,)) for mark in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(set(numbers)) == 60
    assert log.size() == 61


def test_the_receipt_of_an_add_proves_it_under_the_head_of_then(log: Log, clock: Clock) -> None:
    """Kept by whoever added, it shows a record that was set back: nothing in the folder needs to be believed."""
    log.add_many([plain(n) for n in range(5)])
    proof, leaf = log.receipt(3), log.store.row(3).leaf
    found, verified = verify_receipt(proof, leaf, [parse_key(log.keys.vkeys[0])])
    assert (found.index, verified.checkpoint.size) == (3, 5)
    assert verify_checkpoint(log.head(), [parse_key(log.keys.vkeys[0])]).checkpoint == verified.checkpoint
    opened = again(log, clock)
    assert opened.head() == found.checkpoint
    opened.close()


def test_a_void_counts_nowhere_and_stays_readable(log: Log) -> None:
    """Two persons, a reason, the number that it repeats; acts about the record itself are never voided."""
    log.add_many([dealing(1), dealing(1)])
    log.hold(0, "litigation")
    for approvers, reason in ((("a", "A"), "entered twice"), (TWO, " ")):
        with pytest.raises(RecordError, match="two different approvers"):
            log.void(1, reason, approvers, "double", 0)
    with pytest.raises(RecordError, match="which other entry"):
        log.void(1, "entered twice", TWO, "double", 1)
    number = log.void(1, "entered twice", TWO, "double", 0)
    line = log.show(1)
    assert (line.voided_by, line.entry is not None) == (number, True)
    with pytest.raises(RecordError, match="voided already"):
        log.void(1, "again", TWO, "mistake")
    for seq in (2, number):
        with pytest.raises(RecordError, match="about the record itself"):
            log.void(seq, "no", TWO, "mistake")


def test_a_voided_fulfillment_leaves_its_item_open(log: Log) -> None:
    """The table says so too."""
    log.add(dealing(1))
    number = log.fulfill("0.0", plain())
    log.void(number, "it was another person's paper", TWO, "mistake")
    assert log.derived().fulfilled == {}
    assert log.fulfill("0.0", plain()) == number + 2
    assert not check_record(log.folder, log.settings, log.keys).wrong


def test_an_erased_fulfillment_leaves_its_item_fulfilled(log: Log) -> None:
    """The entry that says that it was erased says what it had fulfilled."""
    log.add(dealing(1))
    number = log.fulfill("0.0", plain())
    log.erase(number, "R-12", "Gov. Code 34090", TWO, date(2030, 1, 1))
    assert log.derived().fulfilled == {"0.0": number}


def test_a_clock_that_ran_ahead_holds_no_publication_back(log: Log, clock: Clock, tmp_path: Path) -> None:
    """Entries before and after are published with their weeks; the odd one with the entry that follows it."""
    log.add(plain(0))
    clock.now = START + timedelta(days=3000)
    log.add(plain(1))
    clock.now = START + timedelta(days=7)
    done = publish(log, tmp_path / "public")
    assert (done.size, done.waiting) == (1, 1)
    assert "clock" in " ".join(done.problems)
    log.add(plain(2))
    clock.now = START + timedelta(days=14)
    done = publish(log, tmp_path / "public")
    assert (done.size, done.problems) == (3, ())


def test_what_has_not_happened_yet_is_refused_and_what_is_odd_is_told(log: Log) -> None:
    """Minutes of difference between two clocks are let through; days on which something ends or is due may lie ahead."""
    ahead = read_entry({"event": {"received_at": "2027-11-20T09:30:00-08:00"}}, "x")
    for act in (lambda: log.add(ahead), lambda: log.add_many([plain(), ahead])):
        with pytest.raises(RecordError, match=r"event\.received_at: later than now"):
            act()
    assert log.size() == 0
    soon = (START + timedelta(minutes=3)).isoformat()
    log.add(
        read_entry({"event": {"received_at": soon}, "document": {"expires_on": "2027-01-01"}, "links": {"covers_to": "2026-12-31"}}, "x")
    )
    odd = read_entry({"event": {"received_at": "1950-01-01T00:00:00Z"}, "action": {"answered_at": "1949-12-31T00:00:00Z"}}, "x")
    told = list(odd_times(odd, START))
    assert any("answered before it was received" in one for one in told)
    assert any("three years" in one for one in told)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("event.local_agency", "Juan Perez DOB 1/2/1990"), ("event.local_agency", "Juan Perez, born 1990"),
        ("event.local_agency", "booking no 44"),
        ("determination.decided_by", "A# 12345678 9"), ("restricted.note", "A# 12345678 9"), ("restricted.note", "a-123 456 789"),
        ("restricted.note", "123 45 6789"), ("restricted.note", "123.45.6789"), ("event.purpose_words", "call 213 555 0134"),
        ("event.sub_unit", "clerk@example.gov"), ("event.site_id", "room\u202e4"), ("restricted.note", "one\u2028two"),
        ("custody.offense_allowing", "He was convicted in Fresno of a thing that I do not remember well enough to write down now"),
        ("document.court_name", "one\ntwo"), ("action.reason", "Juan Perez DOB 1990"), ("restricted.note", "born 3/4/1981 in a town"),
        ("action.reason", "nacida el 5 de mayo"), ("restricted.note", "name: Maria Lopez"), ("restricted.note", "booking 2026-123456"),
        ("restricted.note", "passport no. X1234567"), ("action.reason", "write to jose@example.org"),
        ("determination.decided_by", "Maria Lopez"), ("determination.ground_found_by", "Sgt. Ana M. Ruiz"),
        ("links.role", "Jos\u00e9 Ruiz"), ("event.local_agency", "Ana Doe"), ("event.local_agency", "ANNA DOES"),
        ("event.sub_unit", "deportation officer A. Doe"), ("document.signer_title", "Agent Doe"), ("document.court_name", "Doe, Ana"),
        ("determination.exception_used", "because Ana Doe was a witness"), ("custody.offense_allowing", "PC 459 by Ana de la Roe"),
        ("event.sub_unit", "x\u200fy"), ("restricted.note", "one\u200etwo"), ("action.reason", "x\u061cy"),
        ("restricted.note", "123\u200b45\u200b6789"), ("restricted.note", "A12345\u20606789"), ("restricted.note", "1 2 3 4 5 6 7 8 9"),
        ("restricted.note", "123-4\u03365-6789"), ("event.sub_unit", "\u674e \u5c0f\u9f99"),
        ("event.local_agency", "\u0418\u0432\u0430\u043d"),
        ("determination.cites", ["Ana Doe DOB 1/2/80"]), ("determination.rule_ids", ["Ana Doe"]), ("determination.outcomes", ["Ana Doe"]),
        ("report.public_url", "Ana Doe"), ("policy.copy_ref", "Ana Doe 1990"), ("determination.unsearched", ["booking no 1234567"]),
        ("custody.pseudonym", "doe ana 1990"), ("determination.policy_version", "as Ana-Luisa Doe wrote it"),
    ],
)  # fmt: skip
def test_what_would_name_a_person_is_refused_at_the_door(path: str, value: str | list[str]) -> None:
    """And never repeated."""
    group, name = path.split(".")
    beside = {"report": {"kind": "report-run", "report": {"law": "x"}}, "policy": {"kind": "policy-adoption", "policy": {"body": "x"}}}
    document: dict[str, Any] = {**beside.get(group, {})}
    document[group] = {**document.get(group, {}), name: value}
    with pytest.raises(RecordError, match=path) as refused:
        read_entry(document, "a file")
    assert (value if isinstance(value, str) else value[0]) not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("event.local_agency", "Los Angeles County Sheriff's Department, Inmate Reception Center"), ("document.form_no", "I-247A"),
        ("custody.offense_allowing", "Penal Code 211; Gov. Code 7282.5(a)(1)"), ("document.sha256", "1234567890" * 6),
        ("event.event_id", "4e1d9a52-1234-4567-8901-123456789012"), ("restricted.note", "8 USC 1357(g), 2026-11-18 09:30 to 10:45"),
        ("restricted.supervisor_telephone", "(213) 555-0134"), ("determination.decided_by", "shift lead of the IRC"),
        ("action.reason", "the officer was born away by the crowd and named no court"),
        ("restricted.note", "I-247A, file no longer needed"),
        ("event.sub_unit", "ICE ERO"), ("document.signer_title", "Special Agent"), ("document.court_name", "N.D. Cal."),
        ("document.court_name", "Superior Court of Los Angeles County"), ("determination.exception_used", "Welf. and Inst. Code 300"),
        ("document.signer_title", "Supervisory Detention and Deportation Officer"), ("determination.policy_version", "Special Order 40"),
        ("custody.pseudonym", "p-17"), ("event.local_agency", "El Cajon Police"), ("document.form_edition", "Rev. June 2024"),
        ("restricted.note", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    ],
)  # fmt: skip
def test_codes_and_names_of_bodies_are_let_in(path: str, value: str) -> None:
    """Joiners that a script needs too."""
    group, name = path.split(".")
    assert read_entry({group: {name: value}}, "a file")


def test_a_folder_that_may_only_be_read_is_read_and_not_written(tmp_path: Path, clock: Clock) -> None:
    """An auditor opens it, whatever the account; nothing appears beside it."""
    log = new_log(tmp_path / "record", clock)
    log.add_many([dealing(n) for n in range(3)])
    log.close()
    before = {path.name: path.read_bytes() for path in log.folder.iterdir()}
    opened = Log.open_with(log.folder, log.settings, log.keys, clock, reading=True)
    assert len([line for line in opened.entries() if line.entry]) == 3
    with pytest.raises(RecordError, match="only be read"):
        opened.add(plain())
    with pytest.raises(RecordError, match="only be read"):
        opened.hold(0, "litigation")
    opened.close()
    assert {path.name: path.read_bytes() for path in log.folder.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_leave_to_write_is_opened_for_reading(tmp_path: Path, clock: Clock) -> None:
    """By its permissions alone."""
    log = new_log(tmp_path / "record", clock)
    log.add(plain())
    log.close()
    log.folder.chmod(0o500)
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert (opened.reading, opened.size()) == (True, 1)
    opened.close()
    log.folder.chmod(0o700)


@pytest.mark.parametrize("name", ["signing.json", "record.json", "heads", "keys.sqlite", "log.sqlite"])
def test_a_pipe_in_the_place_of_a_file_is_refused(tmp_path: Path, clock: Clock, name: str) -> None:
    """Opening it would wait for ever."""
    log = new_log(tmp_path / "record", clock)
    log.add(plain())
    log.close()
    (log.folder / name).unlink()
    os.mkfifo(log.folder / name)
    with pytest.raises(RecordError):
        Log.open(log.folder, PASSPHRASE, clock)


@pytest.mark.parametrize("name", ["checkpoint", "tile/entries/000.p/3", "tile/0/000.p/3", "keys.json"])
def test_a_pipe_in_the_public_folder_is_refused(tmp_path: Path, clock: Clock, name: str) -> None:
    """By the publication and by the verification."""
    log, public = new_log(tmp_path / "record", clock), tmp_path / "public"
    log.add_many([plain(n) for n in range(3)])
    publish(log, public, at_once=True)
    (public / name).unlink()
    os.mkfifo(public / name)
    with pytest.raises((RecordError, Refused)):
        publish(log, public, at_once=True)
    vkeys = [parse_key(vkey) for vkey in log.keys.vkeys]
    with pytest.raises(Refused):
        verify_log(reader_of(str(public)), followed(reader_of(str(public)), vkeys)[0])
    log.close()


def test_a_publication_mends_what_was_damaged_and_sweeps_what_was_left(tmp_path: Path, clock: Clock) -> None:
    """Once its checkpoint is this log's: tiles that are missing or hold other bytes are written anew, and told."""
    log, public = new_log(tmp_path / "record", clock), tmp_path / "public"
    log.add_many([plain(n) for n in range(300)])
    publish(log, public, at_once=True)
    right = {path: path.read_bytes() for path in public.rglob("*") if path.is_file()}
    (public / "tile/entries/000").unlink()
    (public / "tile/0/000").write_bytes(b"other bytes")
    (public / "tile/0/.new-999999999-abc").write_bytes(b"left")
    log = again(log, clock)
    done = publish(log, public, at_once=True)
    assert "2 files" in " ".join(done.problems)
    assert {path: path.read_bytes() for path in public.rglob("*") if path.is_file()} == right
    log.close()


@pytest.mark.parametrize("bytes_left", [0, 40, 150])
def test_a_truncated_checkpoint_is_named_with_the_next_step(tmp_path: Path, clock: Clock, bytes_left: int) -> None:
    """And the step works."""
    log, public = new_log(tmp_path / "record", clock), tmp_path / "public"
    log.add_many([plain(n) for n in range(3)])
    publish(log, public, at_once=True)
    (public / "checkpoint").write_bytes((public / "checkpoint").read_bytes()[:bytes_left])
    with pytest.raises(TamperError, match=r"public/checkpoint: .*remove it and publish again"):
        publish(log, public, at_once=True)
    (public / "checkpoint").unlink()
    assert publish(log, public, at_once=True).size == 3
    log.close()


@pytest.mark.parametrize("damage", ["words", "cut", "empty"])
def test_damage_in_the_file_of_keys_is_named_with_its_path_and_the_next_step(tmp_path: Path, clock: Clock, damage: str) -> None:
    """Whatever is broken in it."""
    log = new_log(tmp_path / "record", clock)
    log.add_many([plain(n) for n in range(3)])
    log.close()
    file = log.folder / "keys.sqlite"
    file.write_bytes({"words": b"no database " * 400, "cut": file.read_bytes()[:5000], "empty": b""}[damage])
    with pytest.raises(RecordError, match=r"keys\.sqlite.*[Rr]estore"):
        list(Log.open_with(log.folder, log.settings, log.keys, clock).entries())


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"origin": "records.example.org/a b"}, "no space"), ({"origin": "x" * 300}, "255 bytes"), ({"origin": "a+b"}, "plus sign"),
        ({"witnesses": (WitnessSetting(address="http://w.example", vkeys=(LOG.vkey,)),)}, "cosignature key"),
        ({"witnesses": (WitnessSetting(address="http://clerk:hunter22@w.example", vkeys=(WITNESS.vkey,)),)}, "password"),
        ({"witnesses": (WitnessSetting(address="ftp://w.example", vkeys=(WITNESS.vkey,)),)}, "https://"),
        ({"witnesses": (WitnessSetting(address="http://w.example", vkeys=(WITNESS.vkey,)),), "quorum": 2}, "quorum of 2"),
    ],
)  # fmt: skip
def test_what_could_not_be_published_is_refused_at_the_beginning(
    tmp_path: Path, clock: Clock, settings: dict[str, object], says: str
) -> None:
    """Nothing is left behind, and no password is told."""
    chosen = Settings(**{"schema": "sanctuary.record.log/1", "origin": ORIGIN, **settings})  # type: ignore[arg-type]
    with pytest.raises(RecordError, match=says) as refused:
        Log.create(tmp_path / "record", chosen, PASSPHRASE, clock, Keys.make(chosen.origin))
    assert "hunter22" not in str(refused.value)
    assert not (tmp_path / "record").exists()


def test_one_passphrase_in_two_forms_of_unicode_opens_the_keys(tmp_path: Path) -> None:
    """As one system types it, and as another."""
    composed, decomposed = "caf\u00e9 con leche y pan", "cafe\u0301 con leche y pan"
    keys().write(tmp_path / "signing.json", decomposed)
    assert Keys.read(tmp_path / "signing.json", composed) == keys() == Keys.read(tmp_path / "signing.json", decomposed)


def test_people_open_a_record_each_with_a_passphrase_of_their_own(tmp_path: Path) -> None:
    """One can go without the others' passphrases; the last stays; names are bound to what opens them."""
    path = tmp_path / "signing.json"
    both = keys().with_person("records", PASSPHRASE).with_person("attorney", "another five words of a test")
    both.write(path)
    assert Keys.read(path, "another five words of a test").person == "attorney"
    with pytest.raises(RecordError, match="does not open"):
        Keys.read(path, PASSPHRASE, "attorney")
    renamed = path.read_text().replace('"attorney"', '"records2"')
    path.write_text(renamed)
    with pytest.raises(RecordError, match="does not open"):
        Keys.read(path, "another five words of a test")
    both.without_person("records").write(path)
    with pytest.raises(RecordError, match="does not open"):
        Keys.read(path, PASSPHRASE)
    with pytest.raises(RecordError, match="last person"):
        both.without_person("records").without_person("attorney")


def test_old_keys_sign_new_ones_and_the_list_is_signed(tmp_path: Path, clock: Clock) -> None:
    """Whoever kept the first keys follows two rotations; a list that somebody else wrote leads nowhere."""
    log, public = new_log(tmp_path / "record", clock), tmp_path / "public"
    log.add(plain())
    publish(log, public, at_once=True)
    first = parse_keys((public / "keys.json").read_text(), "keys.json")
    kept = (public / "checkpoint").read_bytes()
    for _ in range(2):
        log.rotate("signing", PASSPHRASE)
    publish(log, public, at_once=True)
    read = reader_of(str(public))
    now, replaced = followed(read, first)
    assert [key.vkey for key in now] == list(log.keys.vkeys)
    assert verify_log(read, now, since=kept, old_keys=replaced).checkpoint.size == 3
    told = json.loads((public / "keys.json").read_text())
    other = Keys.make(ORIGIN)
    changes: list[dict[str, object]] = [
        {"current": other.vkeys}, {"succession": told["succession"][:1]}, {"succession": [], "signed": ""}, {"retired": []},
    ]  # fmt: skip
    for change in changes:
        (public / "keys.json").write_text(json.dumps({**told, **change}))
        with pytest.raises(Refused):
            verify_log(read, followed(read, first)[0])
    log.close()
