"""`sanctuary record` through a jail's day: check and restore, voids and people, done, import, lists, nil certificates."""

import importlib
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE, at_a_terminal
from sanctuary.commands.entries import fill_in
from sanctuary.record.entry import read_entry
from sanctuary.record.keys import Keys
from sanctuary.record.passphrase import PASSPHRASE as VARIABLE
from sanctuary.record.paths import is_list, path_of, paths

Sanctuary = Callable[..., Ran]
HOLD = (
    "--set", "event.request_types=hold,notify", "--set", "event.requesting_agency=ice",
    "--set", "event.received_at=2025-03-04T09:30:00-08:00",
)  # fmt: skip
TWO = ("--approver", "records officer", "--approver", "city attorney")


@pytest.fixture
def folder(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with three dealings, of which the last repeats the one before it."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    folder = tmp_path / "jail"
    assert sanctuary("record", "init", str(folder), "--origin", "records.example.gov/jail", "--agency", "sheriff").code == 0
    for agency in ("cbp", "ice", "ice"):
        added = sanctuary("record", "add", str(folder), *HOLD, "--set", f"event.requesting_agency={agency}", "--format", "json")
        assert added.code == 0
    assert any("entry 1 tells of a dealing with the same time" in one for one in added.json["warnings"])
    return folder


@pytest.fixture
def second(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> tuple[str, ...]:
    """A second person, and the words by which the two approve."""
    (file := tmp_path / "second").touch(0o600)
    file.write_text("another five words of a test\n", encoding="utf-8")
    assert sanctuary("record", "person", str(folder), "add", "attorney", "--new-passphrase-file", str(file)).code == 0
    return ("--approver", "office", "--approver", "attorney", "--second-passphrase-file", str(file))


def changed(folder: Path, sql: str) -> None:
    """Somebody with the database file."""
    with closing(sqlite3.connect(folder / "log.sqlite")) as store, store:
        store.execute(sql)


def test_a_changed_store_is_told_with_exit_code_1_and_a_lost_entry_is_gone_on_from(sanctuary: Sanctuary, folder: Path) -> None:
    """List, report, due and check; then the lawful way on."""
    assert sanctuary("record", "check", str(folder)).code == 0
    changed(folder, "DELETE FROM entries WHERE seq = 2")
    for words in (("record", "list", str(folder)), ("record", "due", str(folder)), ("report", "il-805-25", "--record", str(folder))):
        found = sanctuary(*words)
        assert (found.code, found.out) == (1, "")
        assert "entry 2 is lost" in found.err
    told = sanctuary("record", "check", str(folder), "--format", "json")
    assert (told.code, len(told.json["wrong"])) == (1, 1)
    assert "two different approvers" in sanctuary("record", "restore", str(folder), "--reason", "the disk broke").err
    restore = ("record", "restore", str(folder), "--reason", "the disk broke", *TWO)
    assert "--nothing-published" in sanctuary(*restore).err
    assert sanctuary(*restore, "--nothing-published", "--format", "json").json["lost"] == [2]
    assert sanctuary("record", "check", str(folder)).code == 0
    assert sanctuary("record", "add", str(folder), *HOLD, "--format", "json").json["seq"] == 4


def test_a_void_counts_nowhere_and_every_report_tells_of_it(sanctuary: Sanctuary, folder: Path, second: tuple[str, ...]) -> None:
    """Before and after."""
    report = ("report", "il-805-25", "--record", str(folder), "--from", "2025-01-01", "--to", "2025-12-31", "--format", "json")
    assert sanctuary(*report).json["figures"][0]["total"] == 3
    assert sanctuary("record", "void", str(folder), "2", "--reason", "entered twice", "--repeats", "1", *second).code == 0
    after = sanctuary(*report).json
    assert (after["figures"][0]["total"], after["voided"], after["size"]) == (2, {"dealing": 1}, 5)
    assert "voided by entry 4" in sanctuary("record", "list", str(folder)).out


def test_a_nil_certificate_is_refused_where_something_stands_or_the_year_runs(sanctuary: Sanctuary, folder: Path) -> None:
    """And taken where nothing does."""
    nil = ("record", "add", str(folder), "--set", "kind=nil-certificate", "--set", "links.law=il-805-25/requests")

    def period(year: int) -> tuple[str, ...]:
        return ("--set", f"links.covers_from={year}-01-01", "--set", f"links.covers_to={year}-12-31")

    assert "stand entries 0, 1, 2" in sanctuary(*nil, *period(2025)).err
    assert "the period ends on 2199-12-31" in sanctuary(*nil, *period(2199)).err
    assert sanctuary(*nil, *period(2024)).code == 0


def test_two_people_approve_with_passphrases_of_their_own(
    sanctuary: Sanctuary, folder: Path, second: tuple[str, ...], tmp_path: Path
) -> None:
    """Once there are two, names that are typed are not enough."""
    assert "attorney may open this record; signing key" in sanctuary("record", "person", str(folder)).out
    void = ("record", "void", str(folder), "2", "--reason", "entered twice", "--repeats", "1")
    assert "is nobody who may open this record" in sanctuary(*void, *TWO).err
    assert sanctuary(*void, *second[:-1], str(tmp_path / "nowhere")).code == 2
    assert sanctuary(*void, *second).code == 0
    assert sanctuary("record", "list", str(folder), "--passphrase-file", second[-1], "--as", "attorney").code == 0


def test_one_person_brings_in_no_accomplice(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """Where two may open a record, one of them alone adds nobody; what somebody writes into signing.json shows."""
    for name in ("second", "third"):
        (tmp_path / name).touch(0o600)
        (tmp_path / name).write_text(f"the {name} five words of a test\n", encoding="utf-8")
    person = ("record", "person", str(folder))
    new = ("--new-passphrase-file", str(tmp_path / "third"))
    assert sanctuary(*person, "add", "attorney", "--new-passphrase-file", str(tmp_path / "second")).code == 0
    both = ("--approver", "office", "--approver", "attorney")
    for words in ((), both, (*both, "--second-passphrase-file", str(tmp_path / "third"))):
        ran = sanctuary(*person, "add", "accomplice", *new, *words)
        assert (ran.code, ran.out) == (2, "")
    assert [one["person"] for one in sanctuary(*person, "--format", "json").json["people"]] == ["office", "attorney"]
    assert sanctuary("record", "check", str(folder)).code == 0
    added = sanctuary(*person, "add", "clerk", *new, *both, "--second-passphrase-file", str(tmp_path / "second"))
    assert added.code == 0
    assert "key-holder" in sanctuary("record", "list", str(folder)).out
    keys = Keys.read(folder / "signing.json", PASSPHRASE)
    keys.with_person("accomplice", "words of the accomplice").write(folder / "signing.json")
    checked = sanctuary("record", "check", str(folder))
    assert checked.code == 1
    assert "lets 'accomplice' open the record, and no entry says so" in checked.out


def test_lists_and_finds_what_people_ask_for(sanctuary: Sanctuary, folder: Path) -> None:
    """By day received, by whom, by what; a field that does not exist is named."""

    def rows(*words: str) -> int:
        return len(sanctuary("record", "list", str(folder), *words, "--format", "json").json["entries"])

    assert [rows("--by", "ice"), rows("--by", "cbp"), rows("--asked", "notify"), rows("--asked", "transfer")] == [2, 1, 3, 0]
    assert [rows("--received", "2025-03-04"), rows("--received", "2025-03-05..2025-03-06"), rows("--open")] == [3, 0, 0]
    assert len(sanctuary("record", "find", str(folder), "event.requesting_agency=cbp", "--format", "json").json["entries"]) == 1
    assert "did you mean" in sanctuary("record", "find", str(folder), "event.chanel=fax").err
    assert "[restricted]" in sanctuary("record", "find", str(folder), "restricted.badge=1").err


def test_a_table_is_taken_in_whole_or_not_at_all_and_once(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """A dry run, a row that does not fit, the same file again; no cell is told."""
    table, mapping = tmp_path / "past.csv", tmp_path / "map.toml"
    mapping.write_text(
        'zone = "-08:00"\n[columns]\n"event.received_at" = "When"\n"event.requesting_agency" = "Who"\n'
        '[values."event.requesting_agency"]\nICE = "ice"\n',
        encoding="utf-8",
    )
    take = ("record", "import", str(folder), str(table), "--map", str(mapping))
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('"event.requesting_agency" =', "requesting_agency ="), encoding="utf-8")
    table.write_text("When,Who\n01/02/2025 09:30,ICE\n2025-01-03 10:00,Zebulon\n", encoding="utf-8")
    refused = sanctuary(*take)
    assert (refused.code, "row 2: event.requesting_agency" in refused.err, "Zebulon" in refused.err) == (2, True, False)
    table.write_text("When,Who\n01/02/2025 09:30,ICE\n2025-01-03 10:00,ICE\n", encoding="utf-8")
    assert sanctuary(*take, "--dry-run", "--format", "json").json["added"] == 0
    assert sanctuary(*take, "--format", "json").json["entries"] == [3, 4]
    again = tmp_path / "again.csv"
    again.write_text("When,Who\n2025-01-03 10:00,ICE\n2025-01-04 10:00,ICE\n2025-01-04 10:00,ICE\n", encoding="utf-8")
    told = sanctuary("record", "import", str(folder), str(again), "--map", str(mapping), "--dry-run", "--format", "json").json["warnings"]
    alike = "tells of a dealing with the same time, agency and request as"
    assert told[:2] == [f"row 1 {alike} entry 4", f"row 3 {alike} row 2"]
    assert [one for one in told[2:] if "'record due' knows of no duties of 3 of the rows" in one] == told[2:] != []
    assert sanctuary(*take, "--format", "json").json["warnings"] == []
    good = mapping.read_text(encoding="utf-8")
    mapping.write_text(good.replace("requesting_agency =", "requesting_agenci ="), encoding="utf-8")
    assert "did you mean 'requesting_agency'" in sanctuary(*take).err
    mapping.write_text(good, encoding="utf-8")
    assert sanctuary(*take, "--format", "json").json["added"] == 0


def test_a_hold_has_an_end_and_a_jail_sees_what_it_owes(sanctuary: Sanctuary, folder: Path) -> None:
    """Friday, 11:59 pm: 48 hours on the clock end on Sunday; without days off, and with a holiday on Monday, on Wednesday."""
    hold = (
        "--set",
        "document.paper=detainer",
        "--set",
        "action.response=pending",
        "--set",
        "custody.eligible_release_at=2025-11-07T23:59:00-08:00",
    )
    assert sanctuary("record", "add", str(folder), *HOLD, *hold).code == 0
    due = ("record", "due", str(folder), "--place", "los-angeles", "--holiday", "2025-11-10", "--format", "json")
    items = sanctuary(*due).json["items"]
    ends = {item["id"]: item["by"] for item in items if item["id"].startswith("3.hold")}
    assert ends == {"3.hold-48": "2025-11-09T23:59:00-08:00", "3.hold-48-days-off": "2025-11-12T23:59:00-08:00"}
    cites = {item["id"]: item["cites"] for item in items if item["id"].startswith("3.hold")}
    assert cites == {"3.hold-48": "Form I-247A", "3.hold-48-days-off": "8 CFR 287.7(d)"}
    assert all({"sheriff", "everyone"} & set(item["owed_by"]) for item in items if item["owed_by"])
    assert {item["id"] for item in items} < {item["id"] for item in sanctuary(*due, "--agency", "school").json["items"]} | {
        item["id"] for item in sanctuary(*due, "--all").json["items"]
    }


def test_a_backup_goes_back(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """The store of the backup, under the keys that are there."""
    assert sanctuary("record", "backup", str(folder), str(tmp_path / "copy")).code == 0
    assert sanctuary("record", "add", str(folder), *HOLD).code == 0
    (folder / "log.sqlite").write_bytes(b"damaged " * 1000)
    assert sanctuary("record", "list", str(folder)).code == 2
    back = ("record", "restore", str(folder), "--reason", "the disk broke", *TWO, "--from", str(tmp_path / "copy"), "--nothing-published")
    assert sanctuary(*back, "--format", "json").json["lost"] == [3]
    assert sanctuary("record", "check", str(folder)).code == 0
    shutil.rmtree(tmp_path / "copy")


def test_a_word_of_a_field_is_enough_and_duties_are_derived(sanctuary: Sanctuary, folder: Path) -> None:
    """`request_types=hold,notify` as people type it; without a decision the law of a place is asked, or the command says it was not."""
    words = ("--set", "request_types=hold,notify", "--set", "requesting_agency=ice", "--set", "actor=sheriff", "--format", "json")
    without = sanctuary("record", "add", str(folder), *words).json
    assert without["due"] == []
    assert any("no duties were derived" in one for one in without["warnings"])
    derived = sanctuary("record", "add", str(folder), *words, "--place", "los-angeles").json
    assert {"copy-to-person", "intent-to-person"} <= {item["duty"] for item in derived["due"]}
    assert any("derived from the request under the law of us-ca-los-angeles" in one for one in derived["warnings"])
    unsaid = sanctuary("record", "add", str(folder), "--set", "channel=fax", "--place", "los-angeles", "--format", "json").json["warnings"]
    assert unsaid == ["no duties were derived: the entry does not say what was asked for (event.request_types)"]
    assert len(sanctuary("record", "find", str(folder), "request_types=hold", "actor=sheriff", "--format", "json").json["entries"]) == 2
    ran = sanctuary("record", "add", str(folder), "--set", "reason=x")
    assert (ran.code, "several fields are called so" in ran.err) == (2, True)


def test_a_draft_waits_for_a_second_person(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """Nobody approves their own, and one passphrase is nobody's second person."""
    add = sanctuary("record", "add", str(folder), "--set", "channel=fax", "--draft", "--format", "json")
    draft = ("record", "draft", str(folder))
    name = add.json["id"]
    assert "needs a second person" in sanctuary(*draft, "approve", name).err
    second = tmp_path / "second"
    second.touch(0o600)
    second.write_text("another five words of a test\n", encoding="utf-8")
    assert sanctuary("record", "person", str(folder), "add", "lead", "--new-passphrase-file", str(second)).code == 0
    assert "not who wrote it" in sanctuary(*draft, "approve", name).err
    assert "event.channel" in sanctuary(*draft, "show", name).out
    forged = sanctuary("record", "add", str(folder), "--set", "channel=fax", "--set", "links.approved_by=lead")
    assert (forged.code, "the record sets it" in forged.err) == (2, True)
    approved = sanctuary(*draft, "approve", name, "--passphrase-file", str(second), "--as", "lead", "--format", "json")
    assert approved.json["seq"] == 4
    assert sanctuary(*draft).out == "0 drafts wait.\n"


def test_a_sample_is_checked_without_a_passphrase(
    sanctuary: Sanctuary, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the published keys and the auditor's words; other words do not hold (1), and no file is bad use (2)."""
    assert sanctuary("record", "publish", str(folder), str(tmp_path / "public"), "--now").code == 0
    keys = json.loads((tmp_path / "public" / "keys.json").read_text(encoding="utf-8"))["current"]
    file, words = tmp_path / "sample.json", "the weather of next Tuesday at noon"
    draw = ("record", "sample", str(folder), words, "--count", "2", "--reveal", "event")
    assert sanctuary(*draw).code == 2
    assert sanctuary(*draw, "-o", str(file)).code == 0
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.delenv(VARIABLE)
    check = ("record", "check-sample", str(file), words, "--count", "2", "--reveal", "event", "--key", keys[0], "--key", keys[1])
    assert sanctuary(*check, "--format", "json").json["holds"] is True
    assert sanctuary(*check[:3], "other words than the auditor's", *check[4:]).code == 1


def test_a_guided_entry(sanctuary: Sanctuary, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal an answer that is none is asked for again; answers that end early record nothing."""
    answers = ["2025-03-04 09:30", "bulletin", "fax", "", "ice-ero", *[""] * 3, "hold", *[""] * 7, "declined", "", "", "", "", "yes"]
    monkeypatch.setattr("sys.stdin", at_a_terminal("\n".join(answers) + "\n"))
    ran = sanctuary("record", "add", str(folder), "--ask")
    assert ran.code == 0, ran.err
    assert "choose a number or a word" in ran.err
    told = json.loads(sanctuary("record", "show", str(folder), "3", "--format", "json").out)["fields"]
    assert ["event.channel", "fax"] in told
    assert ["action.response", "declined"] in told
    monkeypatch.setattr("sys.stdin", io.StringIO("now\nfax\n"))
    ended = sanctuary("record", "add", str(folder), "--ask")
    assert (ended.code, "Nothing was recorded" in ended.err) == (2, True)
    assert len(sanctuary("record", "list", str(folder), "--format", "json").json["entries"]) == 4


def test_the_day_of_a_forum_is_set(sanctuary: Sanctuary, folder: Path) -> None:
    """One entry; the calendar has it and its notice. An item that is none, and a day of another year, are refused."""
    plan = ("record", "plan", str(folder), "us-ca/gov-7283.1-d@2027")
    assert sanctuary("record", "plan", str(folder), "us-ca/gov-7283.1-x@2027", "2027-05-10").code == 2
    assert sanctuary(*plan, "2028-05-10").code == 2
    assert sanctuary(*plan, "2027-05-10").code == 0
    due = ("record", "due", str(folder), "--place", "us-ca", "--agency", "governing-body", "--from", "2027-01-01", "--to", "2027-12-31")
    days = {item["id"]: item["by"] for item in sanctuary(*due, "--format", "json").json["items"]}
    assert days["us-ca/gov-7283.1-d@2027"] == "2027-05-10"
    assert days["us-ca/gov-7283.1-d-notice@2027"] == "2027-04-10"


def test_the_page_has_an_example_of_each_list_and_each_is_taken() -> None:
    """Every list of a dealing, and of kinds that have a table of their own, but for those that a decision fills or a file holds."""
    page = (Path(__file__).parent.parent.parent / "docs" / "commands" / "record.md").read_text(encoding="utf-8")
    typed = [words.strip('"') for words in re.findall(r'`--set ("[^"]+"|\S+)`', page)]
    named = {path_of(word.partition("=")[0]) for word in typed}
    others = {"determination", "links", "restricted", "erasure", "rotation", "restoration", "void", "key_holder", "notices", "demographics"}
    others |= {"signatures"}
    assert named == {path for path in paths() if is_list(path) and path.partition(".")[0] not in others}
    for word in typed:
        document: dict[str, Any] = {}
        fill_in(document, [word], lambda: datetime.now(UTC))
        ((group, fields),) = document.items()
        assert all(isinstance(value, list) and value for value in fields.values()), word
        if group in ("event", "document", "action"):
            assert read_entry(document, "an example")


def test_programs_find_what_the_page_names() -> None:
    """A function that the page tells of is there."""
    page = (Path(__file__).parent.parent.parent / "docs" / "commands" / "record.md").read_text(encoding="utf-8")
    section = page.partition("## For programs")[2].partition("## JSON")[0]
    for functions, module in re.findall(r"((?:`[a-z_]+`(?:, )?)+) of `(sanctuary[a-z_.]+)`", section):
        for name in re.findall(r"`([a-z_]+)`", functions):
            assert callable(getattr(importlib.import_module(module), name)), name


def test_an_hour_is_one_of_the_records_own_time_zone(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that runs in another zone writes the jail's hours all the same; a zone that nobody knows begins no record."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    init = ("record", "init", str(tmp_path / "r"), "--origin", "records.example.gov/jail", "--zone")
    assert sanctuary(*init, "America/Nowhere").code == 2
    assert not (tmp_path / "r").exists()
    assert sanctuary(*init, "Pacific/Kiritimati", "--place", "los-angeles").code == 0
    words = ("--set", "actor=sheriff", "--set", "document.paper=detainer", "--set", "received_at=2026-01-05T09:00:00+14:00")
    assert sanctuary("record", "add", str(tmp_path / "r"), *words).code == 0
    assert sanctuary("record", "done", str(tmp_path / "r"), "0", "copy", "--at", "2026-01-05T15:00").code == 0
    shown = sanctuary("record", "show", str(tmp_path / "r"), "1", "--format", "json").json["fields"]
    assert ["notices.served_at", "2026-01-05 15:00:00+14:00"] in shown


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--asked", "holt"), ("list", "--by", "ice-er"), ("list", "--agency", "sherif"), ("list", "--kind", "deling"),
        ("find", "channel=telefone"), ("find", "document.paper=detaner"), ("find", "request_types=holt"),
    ],
)  # fmt: skip
def test_a_word_that_no_field_has_is_refused_with_the_nearest(sanctuary: Sanctuary, folder: Path, words: tuple[str, ...]) -> None:
    """Nothing found is no answer to a word that nothing can have."""
    ran = sanctuary("record", words[0], str(folder), *words[1:])
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean '" in ran.err


@pytest.mark.parametrize(
    ("typed", "kept"), [("2026-01-05 09:00", "2026-01-05 09:00:00+14:00"), ("2026-01-05T09:00", "2026-01-05 09:00:00+14:00")]
)
def test_a_time_is_set_as_it_is_answered(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    """In the zone of the record; what is no time is refused with the form to write."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    init = ("record", "init", str(tmp_path / "r"), "--origin", "records.example.gov/jail", "--zone", "Pacific/Kiritimati")
    assert sanctuary(*init).code == 0
    assert sanctuary("record", "add", str(tmp_path / "r"), "--set", f"received_at={typed}").code == 0
    shown = sanctuary("record", "show", str(tmp_path / "r"), "0", "--format", "json").json
    assert ["event.received_at", kept] in shown["fields"]
    ran = sanctuary("record", "add", str(tmp_path / "r"), "--set", "received_at=yesterday")
    assert (ran.code, "15:00" in ran.err, "yesterday" in ran.err) == (2, True, False)


def test_what_was_done_owes_its_duties_whatever_was_found(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """A hold that the law forbids, done all the same: with the decision or without it, the duties of the act are owed."""
    facts = ("--fact", "requester=immigration-authority", "--fact", "purpose=civil-immigration", "--fact", "paper=detainer")
    question = ("--actor", "sheriff", "--action", "hold", "--resource", "subject")
    decided = sanctuary("decide", "us-ca", *question, *facts, "--on", "2026-01-06", "--format", "json")
    assert decided.json["outcome"] == "must-not"
    assert not [one for one in decided.json["duties"] if one["on"] == "act"]
    (tmp_path / "decision.json").write_text(decided.out)
    said = ("--set", "request_types=hold", "--set", "requesting_agency=ice", "--set", "stated_purpose=civil-immigration")
    more = ("--set", "actor=sheriff", "--set", "received_at=2026-01-05 09:00", "--set", "action.response=complied", "--format", "json")
    with_it = sanctuary("record", "add", str(folder), "--decision", str(tmp_path / "decision.json"), *said, *more).json
    without = sanctuary("record", "add", str(folder), "--set", "document.paper=detainer", "--place", "us-ca", *said, *more).json
    owed = [{(item["duty"], item["cites"]) for item in one["due"]} for one in (with_it, without)]
    assert owed[0] == owed[1]
    assert "keep-records-open" in {duty for duty, _ in owed[0]}
    assert any("asked of 2026-01-06 and the dealing was on 2026-01-05" in one for one in with_it["warnings"])
    assert not any("document.paper" in one for one in with_it["warnings"])
    other = ("--decision", str(tmp_path / "decision.json"), "--set", "document.paper=none")
    apart = sanctuary("record", "add", str(folder), *other, *said, *more).json
    assert any("asked with the paper 'detainer', and the entry says 'none'" in one for one in apart["warnings"])


def test_due_tells_plain_names_first_and_what_is_owed_only_if_it_is_done(sanctuary: Sanctuary, folder: Path) -> None:
    """Items of dealings stand before standing ones; an entry with several answers shows them."""
    words = ("--set", "request_types=hold,notify", "--set", "requesting_agency=ice", "--set", "actor=sheriff", "--place", "us-ca")
    assert sanctuary("record", "add", str(folder), *words).code == 0
    told = " ".join(sanctuary("record", "due", str(folder), "--place", "us-ca").out.split())
    assert told.startswith(
        "Owed now Entry 3, ICE hold and notify: Give the person a copy of the request, on the request (the law sets no hour) - Gov. Code"
    )
    assert "Keep the records of it open to the public, once it is done - Gov. Code 7283.1(c) (only if you do what was asked)" in told
    more = ("--set", "stated_purpose=civil-immigration", "--set", "document.paper=detainer")
    assert sanctuary("record", "add", str(folder), *words, *more).code == 0
    listed = sanctuary("record", "list", str(folder)).out
    assert ("hold:" in listed, "must-not" in listed) == (True, False)
