"""People and their signing keys: one passphrase makes no second approval, and what is wrong with a signature is told.

The attacker is one of the people: a clerk with the store, the file of keys, one passphrase, and a program of their own.
"""

from collections.abc import Callable
from dataclasses import replace as changed
from datetime import timedelta
from pathlib import Path

import pytest

from record.dealings import LATER, PASSPHRASE, PEOPLE, START, Clock, again, dealing, new_log, passphrase_of, plain
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record.acts import Erasure, KeyHolder, Void
from sanctuary.record.approval import change_people, two_people
from sanctuary.record.checking import check_record
from sanctuary.record.drafts import approve_draft, keep_draft
from sanctuary.record.entry import Entry, read_entry
from sanctuary.record.fields import Links
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.persons import Founding, Hand, Holder, hand_of
from sanctuary.record.publish import publish
from sanctuary.record.signing import COMING, _name

TWO = ("records officer", "city attorney")


@pytest.fixture
def store_address() -> str:
    """Keys of people are the same over both stores."""
    return ""


def wrong(log: Log) -> list[str]:
    return [one.removeprefix(f"{log.store.where}: ") for one in check_record(log.folder, log.settings, log.keys, log.now).wrong]


def alone(log: Log, clock: Clock, person: str = "records officer") -> Log:
    """The record as one person opens it."""
    log.close()
    return Log.open(log.folder, passphrase_of(person), clock)


def test_every_act_bears_the_signature_of_who_acted(log: Log, clock: Clock, tmp_path: Path) -> None:
    """Adding one and many, correcting, holding, fulfilling, voiding, erasing, rotating, publishing."""
    log.add_many([dealing(n) for n in range(7)])
    log.correct(3, plain(3), "found wrong")
    log.fulfill("0.0", plain())
    log.hold(2, "litigation")
    log.release(2, "ended")
    log.void(4, "entered twice", TWO, "double", 3)
    clock.now = START + timedelta(days=800)
    log.erase(1, "R-12", "a ground", TWO, LATER)
    log.rotate("both", PASSPHRASE)
    publish(log, tmp_path / "public", at_once=True)
    assert all(line.entry.signatures[0].person == "office" for line in log.entries() if line.entry)
    assert wrong(log) == []
    assert [(one.person, one.sense) for one in log.show(11).entry.signatures] == [  # type: ignore[union-attr]
        ("office", "act"), (TWO[0], "approval"), (TWO[1], "approval"),
    ]  # fmt: skip


def test_one_passphrase_approves_nothing_in_the_name_of_two(log: Log, clock: Clock) -> None:
    """The program refuses; and with a program of their own nothing follows, and check tells it."""
    log.add_many([dealing(n) for n in range(3)])
    mine = alone(log, clock)
    clock.now = START + timedelta(days=800)
    with pytest.raises(RecordError, match="both give their passphrases"):
        mine.erase(1, "R-12", "a ground", TWO, LATER)
    with pytest.raises(RecordError, match="both give their passphrases"):
        mine.void(1, "no", TWO, "mistake")
    own = mine.keys.hand()
    assert own is not None
    other = hand_of("city attorney", bytes(range(32)))
    void = Entry(kind="void", links=Links(about=1, reason="no"), void=Void(cause="mistake", approvers=TWO))
    tries: list[list[tuple[Hand, str]]] = [
        [], [(own, "approval")], [(own, "approval"), (other, "approval")], [(own, "approval"), (changed(own, person=TWO[1]), "approval")],
        [(own, "approval"), (changed(other, key=log.keys.hand(TWO[1]).key), "approval")],  # type: ignore[union-attr]
    ]  # fmt: skip
    for beside in tries:
        with mine.writing():
            mine._append([void], beside)  # type: ignore[arg-type]
    assert mine.derived().voided == {}
    told = wrong(mine)
    assert [one.split(":")[0] for one in told] == [f"entry {seq}" for seq in range(3, 8)]
    assert "approved with 0 of the 2 different keys" in told[0]
    assert "approved with 1 of the 2 different keys" in told[1]
    assert all("not on the list of people then" in told[n] for n in (2, 3))
    assert "does not fit what it says" in told[4]
    assert mine.add(plain()) == 8
    mine.close()


def test_an_erasure_that_one_person_wrote_is_no_erasure(log: Log, clock: Clock) -> None:
    """The table and the destroyed key show, and every act that reads is refused; the reason is told."""
    log.add_many([dealing(n) for n in range(3)])
    mine = alone(log, clock)
    why = Erasure(retention_item="R-12", ground="a ground", approvers=TWO)
    with mine.writing():
        number = mine._append([Entry(kind="erasure", links=Links(about=1), erasure=why)])[0]
        mine.store.erase(1, number)
    mine.wrapped.destroy([1])
    with pytest.raises(RecordError, match="entry 1"):
        list(mine.entries())
    told = wrong(mine)
    assert any("entry 3: approved with 0 of the 2" in one for one in told)
    assert any("entry 1: its data key is missing or destroyed (keys.sqlite), and no entry says so" in one for one in told)
    assert any("the table 'erased' says something (of 1) that no entry says" in one for one in told)
    mine.close()


def test_a_signature_fits_one_record_number_and_text(log: Log, clock: Clock) -> None:
    """The approvals of one void do not serve another."""
    log.add_many([dealing(n) for n in range(3)])
    log.void(0, "entered twice", TWO, "mistake")
    signed = log.show(3).entry
    assert signed is not None
    mine = alone(log, clock)
    with mine.writing():
        mine._append([replace(signed, signatures=signed.signatures[1:])])
        mine._append([replace(signed, links=replace(signed.links, about=1), signatures=signed.signatures[1:])])
    assert [one.partition(": ")[2] for one in wrong(mine)] == [f"the signature of '{TWO[0]}' does not fit what it says."] * 2
    assert list(mine.derived().voided) == [0]
    mine.close()


def test_nobody_else_comes_onto_the_list(log: Log, clock: Clock) -> None:
    """A person whom one person wrote in, a key in another's place, a first list that was changed: what they sign does not stand."""
    log.add(plain())
    mine = alone(log, clock)
    fake = hand_of("city attorney", bytes(range(32)))
    said = KeyHolder(act="passphrase", person="city attorney", approvers=TWO, key=fake.key)
    own = mine.keys.hand()
    assert own is not None
    with mine.writing():
        mine._append([Entry(kind="key-holder", key_holder=said)], [(own, "approval"), (fake, "holder")])
    known = mine.derived()
    assert known.people is not None
    assert known.people.listed["city attorney"] != fake.key
    assert "entry 1: approved with 1 of the 2" in " ".join(wrong(mine))
    others = Founding(since=0, people=(Holder(person="records officer", key=own.key), Holder(person="city attorney", key=fake.key)))
    log.keys.with_hands(()).founded(0)
    told = check_record(log.folder, log.settings, changed(mine.keys, founding=others)).wrong
    assert any("entry 0: signed by 'office' with a key that was not on the list" in one for one in told)
    none = check_record(log.folder, log.settings, changed(mine.keys, founding=None)).wrong
    assert any("it bears signatures, and signing.json has no list" in one for one in none)
    later = check_record(log.folder, log.settings, changed(mine.keys, founding=changed_since(mine.keys, 1))).wrong
    assert any("entry 0" in one for one in later)
    mine.close()


def changed_since(keys: Keys, since: int) -> Founding:
    assert keys.founding is not None
    return replace(keys.founding, since=since)


def test_an_entry_that_nobody_signed_is_told(log: Log) -> None:
    """By a program that leaves signatures out, and by one that signs with an invented key."""
    log.add(plain())
    real, fake = log.keys, hand_of("office", bytes(32))
    log.keys = changed(real, founding=None)
    assert log.add(plain(1)) == 1
    log.keys = changed(real, hands=(fake,))
    log.store.set(_name("office"), fake.key)
    assert log.add(plain(2)) == 2
    log.keys = real
    log.store.set(_name("office"), next(one.key for one in real.holders if one.person == "office"))
    assert wrong(log) == [
        "entry 1: no person signed it.", "entry 2: signed by 'office' with a key that was not on the list of people then.",
    ]  # fmt: skip


def test_the_old_key_signs_the_new_one_and_the_old_one_signs_no_more(log: Log, clock: Clock) -> None:
    """An entry tells of it; a program that had the old one open is told to start again; check finds nothing."""
    log.add(plain())
    other = Log.open(log.folder, PASSPHRASE, clock)
    number = change_people(log, log.keys.with_person("office", PASSPHRASE), "key", "office", ("office",))
    assert [(one.person, one.sense) for one in log.show(number).entry.signatures] == [  # type: ignore[union-attr]
        ("office", "act"), ("office", "approval"), ("office", "holder"),
    ]  # fmt: skip
    assert log.add(plain()) == 2
    with pytest.raises(RecordError, match="is not the one in effect"):
        other.add(plain())
    other.close()
    log.close()
    with Log.open(log.folder, PASSPHRASE, clock) as opened:
        assert opened.add(plain()) == 3
        assert wrong(opened) == []


@pytest.mark.parametrize("done", [True, False])
def test_a_change_of_people_that_was_cut_short_is_settled_by_the_next_start(log: Log, clock: Clock, done: bool) -> None:
    """The file that the entries tell of is the one that stays."""
    new = log.keys.with_person("clerk", "five more words of clerk")
    new.write(log.folder / COMING)
    if done:
        change_people(log, new, "added", "clerk", ("office", TWO[0]))
        (log.folder / "signing.json").rename(log.folder / COMING)
        log.keys.without_person("clerk").write(log.folder / "signing.json")
    log.close()
    with Log.open(log.folder, PASSPHRASE, clock) as opened:
        assert not (opened.folder / COMING).exists()
        assert wrong(opened) == []
    assert ("clerk" in Keys.read(log.folder / "signing.json", PASSPHRASE).people) is done


def test_who_was_removed_signs_no_more(log: Log, clock: Clock) -> None:
    """Not in a program that had the record open, and not with an old copy of the file."""
    other = Log.open(log.folder, passphrase_of("head of records"), clock)
    change_people(log, log.keys.without_person("head of records"), "removed", "head of records", ("office", TWO[0]))
    with pytest.raises(RecordError, match="is not the one in effect"):
        other.add(plain())
    other.close()
    assert wrong(log) == []


def test_a_draft_needs_the_signatures_of_both(log: Log) -> None:
    """The writer's and another person's; a name alone writes and approves nothing."""
    with pytest.raises(RecordError, match="whoever writes a draft signs it"):
        keep_draft(log, dealing(), "clerk-4")
    draft = keep_draft(log, dealing(), TWO[0])
    with pytest.raises(RecordError, match="passphrase of their own"):
        approve_draft(log, draft.id, "shift-lead")
    assert approve_draft(log, draft.id, "office") == 0
    assert wrong(log) == []
    entry = log.show(0).entry
    assert entry is not None
    assert sorted((one.person, one.sense) for one in entry.signatures) == [("office", "act"), ("office", "approval"), (TWO[0], "draft")]
    forged = replace(dealing(1), links=replace(dealing(1).links, made_by=TWO[0], approved_by=TWO[1]))
    log.add(forged)
    assert "entry 1: a draft that who wrote it and who approved it did not sign" in wrong(log)[0]


def test_who_published_signed_it(log: Log, tmp_path: Path) -> None:
    """A signature that is taken away, or another's, is told."""
    log.add(plain())
    publish(log, tmp_path / "public", at_once=True)
    assert wrong(log) == []
    kept = log.store.setting("publisher 1")
    for value, told in (("", "no person signed its publication"), (kept.replace('"office"', '"city attorney"'), "not on the list"),
                        (kept.replace('"signature":"', '"signature":"AAAA'), "does not fit")):  # fmt: skip
        log.store.set("publisher 1", value)
        assert told in wrong(log)[0]


def test_a_record_made_before_people_had_keys_is_read_and_begins_with_them(tmp_path: Path, clock: Clock) -> None:
    """Its entries are told as unsigned, never as wrong; from the day of the change on each is signed."""
    log = unsigned(tmp_path / "record", clock)
    log.add_many([dealing(n) for n in range(3)])
    log.void(1, "entered twice", ("a", "b"), "mistake")
    found = check_record(log.folder, log.settings, log.keys)
    assert found.wrong == ()
    assert any("4 entries bear no signature of a person" in one for one in found.notes)
    log = again(log, clock)
    assert change_people(log, log.keys.with_person("office", PASSPHRASE), "key", "office", ("office",)) == 4
    assert log.add(plain()) == 5
    log.close()
    opened = Log.open(log.folder, PASSPHRASE, clock)
    assert [len(line.entry.signatures) for line in opened.entries() if line.entry] == [0, 0, 0, 0, 3, 1]
    found = check_record(opened.folder, opened.settings, opened.keys)
    assert found.wrong == ()
    assert any("4 entries bear no signature of a person" in one for one in found.notes)
    opened.close()


def unsigned(folder: Path, clock: Clock) -> Log:
    """A record as the version before made it: slots without keys of people."""
    log = new_log(folder, clock, people=PEOPLE[:1])
    slots = tuple(replace(slot, key="", own="") for slot in log.keys._slots)
    bare = changed(log.keys, founding=None, hands=(), _slots=slots)
    bare.write(folder / "signing.json")
    assert '"sanctuary.record.keys/2"' in (folder / "signing.json").read_text()
    log.store._run("DELETE FROM settings WHERE name LIKE 'key %'")
    log.close()
    read = Keys.read(folder / "signing.json", PASSPHRASE)
    assert read.founding is None
    return Log.open_with(folder, log.settings, read, clock)


def test_another_person_s_key_opens_under_their_passphrase_alone(tmp_path: Path, clock: Clock) -> None:
    """The file's key, which everybody has, opens nobody's own."""
    log = new_log(tmp_path / "record", clock)
    log.close()
    path = log.folder / "signing.json"
    one, two = Keys.read(path, PASSPHRASE), Keys.read(path, passphrase_of(TWO[0]))
    assert [hand.person for hand in one.hands] == ["office"]
    assert [hand.person for hand in two.hands] == [TWO[0]]
    assert one.file_key == two.file_key
    names, both = two_people(log.folder, one, ("office", TWO[0]), passphrase_of, "two")
    assert [both.hand(name) is not None for name in names] == [True, True]
    moved = path.read_text().replace(f'"{TWO[0]}"', f'"{TWO[0]} 2"')
    path.write_text(moved)
    with pytest.raises(RecordError, match="does not open"):
        Keys.read(path, passphrase_of(TWO[0]))


ODD: dict[str, Callable[[Entry], Entry]] = {
    "nothing": lambda entry: entry,
    "a task force": lambda _: read_entry(
        {
            "kind": "task-force",
            "links": {"covers_from": "2025-01-01", "covers_to": "2025-12-31"},
            "task_force": {"name": "x", "purpose": "y", "partners": ["ice-hsi"]},
        },
        "an entry",
    ),
    "words that json escapes": lambda entry: replace(entry, restricted=replace(entry.restricted, note='"\\ \u00e9 \U0001f600 void')),
}


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 100])
@pytest.mark.parametrize("odd", list(ODD))
def test_entries_that_are_added_together_are_signed_together(log: Log, count: int, odd: str) -> None:
    """However many, whatever they say: each leads to the root that was signed; and canonical bytes stay canonical."""
    log.add(plain())
    log.add_many([ODD[odd](plain(n)) for n in range(count)])
    assert wrong(log) == []
    assert log.size() == count + 1
