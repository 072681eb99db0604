"""`sanctuary record`: one desk's way through it, what it withholds, and its exit codes."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE, PEOPLE, PLANTED, Clock, dealing, new_log
from sanctuary.record.entry import GROUPS
from sanctuary.record.passphrase import PASSPHRASE as VARIABLE
from sanctuary.record.seal import Revealed, check_revealed

Sanctuary = Callable[..., Ran]
ORIGIN = "records.example.gov/jail"
PERIOD = ("--set", "links.covers_from=2026-01-01", "--set", "links.covers_to=2026-12-31")
DECIDE = "decide los-angeles --actor sheriff --action transfer --resource subject --fact requester=immigration-authority --format json"


@pytest.fixture
def folder(sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record that was begun."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    assert sanctuary("record", "init", str(tmp_path / "jail"), "--origin", ORIGIN).code == 0
    return tmp_path / "jail"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with one dealing of 2020."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    log = new_log(tmp_path / "old", Clock(datetime(2020, 5, 5, 12, tzinfo=UTC)), people=PEOPLE[:1])
    log.add(dealing(1, private=PLANTED[2], received="2020-05-05T11:20:00+00:00"))
    log.close()
    return tmp_path / "old"


def test_a_dealing_goes_from_the_decision_to_a_verified_receipt(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """Decide, add, list, publish, verify, prove; every step answers 0."""
    (tmp_path / "decision.json").write_text(sanctuary(*DECIDE.split()).out, encoding="utf-8")
    (tmp_path / "more.toml").write_text(f'[restricted]\nofficer_name = "{PLANTED[0]}"\n', encoding="utf-8")
    words = ("--decision", str(tmp_path / "decision.json"), "--set", "event.channel=fax", "--set", 'event.request_types=["transfer"]')
    added = sanctuary("record", "add", str(folder), str(tmp_path / "more.toml"), *words, "--format", "json")
    assert (added.code, added.json["seq"], added.json["due"][0]["duty"]) == (0, 0, "copy-to-person")
    listed = sanctuary("record", "list", str(folder))
    assert "dealing" in listed.out
    assert "depends" in listed.out
    public = tmp_path / "public"
    assert "1 entry waits for" in sanctuary("record", "publish", str(folder), str(public)).out
    assert sanctuary("record", "publish", str(folder), str(public), "--now", "--format", "json").json["size"] == 1
    keys = json.loads((public / "keys.json").read_text())["current"]
    checked = sanctuary("record", "verify", str(public), "--key", keys[0], "--key", keys[1], "--format", "json")
    assert (checked.code, checked.json["verified"], checked.json["size"]) == (0, True, 1)
    proof = sanctuary("record", "prove", str(folder), "0")
    assert proof.out.startswith("c2sp.org/tlog-proof@v1\nindex 0\n")
    told = added.out + listed.out + proof.out + "".join(path.read_text("latin-1") for path in public.rglob("*") if path.is_file())
    assert PLANTED[0] not in told


def test_a_record_that_was_changed_is_refused_with_exit_code_1(sanctuary: Sanctuary, old: Path, tmp_path: Path) -> None:
    """One bit of a bundle; bad use is 2."""
    public = tmp_path / "public"
    assert sanctuary("record", "publish", str(old), str(public)).code == 0
    key = json.loads((public / "keys.json").read_text())["current"][0]
    assert sanctuary("record", "verify", str(public), "--key", key).code == 0
    (bundle,) = (public / "tile" / "entries").rglob("1")
    raw = bytearray(bundle.read_bytes())
    raw[-1] ^= 1
    bundle.write_bytes(raw)
    refused = sanctuary("record", "verify", str(public), "--key", key)
    assert (refused.code, refused.out.startswith("refused: ")) == (1, True)
    assert sanctuary("record", "verify", str(public), "--key", "no key").code == 2


def test_what_is_restricted_is_withheld_and_named_until_its_group_is_revealed(sanctuary: Sanctuary, old: Path) -> None:
    """A revealed group comes with the key that anybody checks it with."""
    shown = sanctuary("record", "show", str(old), "0")
    assert "withheld: event.event_id, restricted.officer_name, restricted.badge, restricted.note, signatures." in " ".join(
        shown.out.split()
    )
    assert not any(value in shown.out for value in PLANTED)
    revealed = sanctuary("record", "show", str(old), "0", "--reveal", "restricted", "--format", "json").json
    assert ["restricted.officer_name", PLANTED[0]] in revealed["fields"]
    (proof,) = revealed["revealed"]
    check_revealed(bytes.fromhex(revealed["leaf"]), Revealed(0, proof["group"], bytes.fromhex(proof["field_key"]), proof["value"].encode()))
    assert sanctuary("record", "show", str(old), "0", "--reveal", "weather").code == 2
    assert list(GROUPS)[-1] == "restricted"


def test_holding_releasing_and_erasing(sanctuary: Sanctuary, old: Path, tmp_path: Path) -> None:
    """Refused under the hold with 2, and for two names that one passphrase gives; done by two people with the city attorney's consent."""
    consent = ("--place", "los-angeles", "--agency", "police", "--consent", "city attorney=letter of 2026-01-05")
    erase = ("record", "erase", str(old), "0", "--retention-item", "R-12", "--ground", "Gov. Code 34090", *consent)
    assert "passphrases of their own" in sanctuary(*erase, "--approver", "office", "--approver", "clerk").err
    second = tmp_path / "second"
    second.touch(0o600)
    second.write_text("five words of somebody else\n", encoding="utf-8")
    assert sanctuary("record", "person", str(old), "add", "counsel", "--new-passphrase-file", str(second)).code == 0
    both = ("--approver", "office", "--approver", "counsel", "--second-passphrase-file", str(second))
    assert sanctuary("record", "hold", str(old), "0", "--reason", "litigation").code == 0
    assert "hold of entry 2" in sanctuary(*erase, *both).err
    assert sanctuary("record", "hold", str(old), "0", "--reason", "ended", "--release", "--format", "json").json["held"] is False
    assert "two different approvers" in sanctuary(*erase, "--approver", "clerk").err
    assert "consent of the legislative body" in sanctuary(*erase, *both).err
    whole = (*erase, "--consent", "legislative body=resolution 26-14")
    assert sanctuary(*whole, *both, "--format", "json").json == {
        "schema": "sanctuary.record.erase/1",
        "seq": 4,
        "about": 0,
        "not_erased": [],
    }
    listed = sanctuary("record", "list", str(old)).out
    assert "erased by" in listed
    assert "entry 4" in listed


def test_due_items_are_listed_and_fulfilled(sanctuary: Sanctuary, old: Path, tmp_path: Path) -> None:
    """With the standing duties of a place beside those of entries."""
    items = sanctuary("record", "due", str(old), "--place", "los-angeles", "--format", "json").json["items"]
    assert [item["cites"] for item in items if item["id"] == "0.0"] == ["Gov. Code 7283.1(b)"]
    assert any(item["id"].startswith("us-ca/gov-7284.6-c-1@") for item in items)
    paper = '[[notices]]\nkind = "copy-of-request"\nform_version = "%s"\nserved_at = 2020-05-05T15:00:00-07:00\n'
    for version, code in (("draft", 2), ("2020-1", 0)):
        (tmp_path / "served.toml").write_text(paper % version, encoding="utf-8")
        assert sanctuary("record", "add", str(old), str(tmp_path / "served.toml"), "--fulfills", "0.0").code == code
    assert "0.0" not in [item["id"] for item in sanctuary("record", "due", str(old), "--format", "json").json["items"]]


def test_a_correction_points_back_and_new_keys_are_an_entry(sanctuary: Sanctuary, old: Path) -> None:
    """Both are told in the list."""
    words = ("--corrects", "0", "--reason", "it was a telephone call", "--set", "event.channel=telephone", "--format", "json")
    assert sanctuary("record", "add", str(old), *words).json["seq"] == 1
    assert sanctuary("record", "rotate", str(old), "--keys", "wrapping").code == 0
    listed = sanctuary("record", "list", str(old), "--format", "json").json["entries"]
    assert [entry["kind"] for entry in listed] == ["dealing", "correction", "key-rotation"]
    assert ["links.corrects_fields", "event.channel"] in listed[1]["fields"]


def test_an_old_checkpoint_verifies_after_the_keys_were_rotated(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """With the keys of its time as --old-key; an empty file is no checkpoint, and no folder is bad use."""
    assert sanctuary("record", "add", str(folder), "--set", "event.channel=fax").code == 0
    public, kept, empty = tmp_path / "public", tmp_path / "kept", tmp_path / "empty"
    sanctuary("record", "publish", str(folder), str(public), "--now")
    kept.write_bytes((public / "checkpoint").read_bytes())
    empty.write_bytes(b"")
    before = json.loads((public / "keys.json").read_text())["current"]
    told = sanctuary("record", "rotate", str(folder), "--keys", "signing")
    assert (told.code, max(map(len, told.out.splitlines())) < 300) == (0, True)
    kept_keys = folder / "verification-keys.txt"
    assert str(kept_keys) in told.out
    sanctuary("record", "publish", str(folder), str(public), "--now")
    assert kept_keys.read_text(encoding="utf-8").split() == json.loads((public / "keys.json").read_text())["current"]
    now = json.loads((public / "keys.json").read_text())["current"]
    verify = ("record", "verify", str(public), *(word for key in now for word in ("--key", key)))
    old = tuple(word for key in before for word in ("--old-key", key))
    assert sanctuary(*verify, "--since", str(kept), *old).code == 0
    refused = sanctuary(*verify, "--since", str(kept))
    assert (refused.code, "give the old ones as well" in refused.out) == (1, True)
    assert sanctuary(*verify, "--since", str(empty)).code == 2
    assert sanctuary("record", "verify", str(tmp_path / "nowhere"), "--key", now[0]).code == 2
    assert sanctuary(*verify, "--quorum", "1").code == 2


def test_a_leaf_that_was_changed_is_found_by_publishing_with_exit_code_1(sanctuary: Sanctuary, folder: Path, tmp_path: Path) -> None:
    """Something was found: neither a refusal of bad use nor an answer."""
    for _ in range(3):
        assert sanctuary("record", "add", str(folder), "--set", "event.channel=fax").code == 0
    sanctuary("record", "publish", str(folder), str(tmp_path / "public"), "--now")
    with closing(sqlite3.connect(folder / "log.sqlite", isolation_level=None)) as store:
        store.execute("update entries set leaf = zeroblob(length(leaf)) where seq = 1")
    ran = sanctuary("record", "publish", str(folder), str(tmp_path / "second"), "--now")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "--set", "event.channel=fax", "--fulfills", "nonsense/foo"), "no standing duty has this id"),
        (("add", "--set", "event.channel=fax", "--fulfills", "us-ca/gov-7284.6-c-1@2026-Q9"), "no standing duty has this id"),
        (("add", "--set", "event.channel=fax", "--corrects", "0", "--fulfills", "0.0"), "not both"),
        (("add", "--set", "event.channel=fax", "--reason", "x"), "--corrects NUMBER"),
        (("add", "--set", "recorded_at=2026-01-01T00:00:00Z"), "the record sets it"),
        (("add", "--set", "action.hours=nan"), "action.hours: a number"),
        (("add", "--set", "kind=nil-certificate", "--set", "links.law=nonsense", *PERIOD), "no report has this name"),
        (("due", "--from", "2025-01-01", "--to", "2024-01-01"), "--to is before --from"),
        (("list", "--from", "2026-11", "--to", "2026-10"), "--to is before --from"),
        (("list", "--kind", "dealings"), "did you mean 'dealing'"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_recorded(
    sanctuary: Sanctuary, folder: Path, words: tuple[str, ...], says: str
) -> None:
    """One line, exit code 2."""
    command, *rest = words
    ran = sanctuary("record", command, str(folder), *rest)
    assert (ran.code, says in ran.err) == (2, True), ran.err
    assert sanctuary("record", "list", str(folder), "--format", "json").json["entries"] == []


@pytest.mark.parametrize(
    "text",
    [
        '{{"event": {{"desk": "{0}", "desk": "{0}"}}}}',
        '{{"action": {{"hours": NaN}}, "x": "{}"}}',
        '{{"event": {{"persons": 1' + 5_000 * "0" + '}}, "x": "{}"}}',
        "event.persons = 1" + 5_000 * "0" + '\nx = "{}"\n',
        '[event]\nchannel = "{}"\n',
        '[event]\n"{}" = 1\n',
        '"{}" = 1\n',
        '[event]\nreceived_at = "{}"\n',
        '[restricted]\nnote = "{} A123456789"\n',
        "[event]\nchannel = {}\n",
        '{{"event": {{"channel": "{}"}}}}',
        '{{"{}": ',
        '[[restricted]]\nnote = "{}"\n[restricted]\n',
        '{{"kind": "{}"}}',
        '[event]\nreceived_at = 2026-01-01T00:00:00\ndesk = "{}"\n',
        "{}",
    ],
)
@pytest.mark.parametrize("secret", PLANTED)
def test_a_file_that_does_not_fit_is_refused_without_a_word_of_it(
    sanctuary: Sanctuary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, secret: str
) -> None:
    """One line on standard error, exit code 2, nothing private in it."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    (tmp_path / "entry.toml").write_text(text.format(secret), encoding="utf-8")
    ran = sanctuary("record", "add", str(tmp_path / "none"), str(tmp_path / "entry.toml"))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not any(part in ran.err for part in (secret, *secret.split()))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "none"), "nothing to add"),
        (("add", "none", "--set", "restricted.note=x"), "other users of this machine see options"),
        (("add", "none", "--set", "channel"), "write GROUP.FIELD=VALUE"),
        (("add", "none", "--set", "event.channel=fax"), "no record is here"),
        (("init", "none", "--origin", ORIGIN, "--quorum", "1"), "0 witnesses are named"),
        (("init", "none", "--origin", ORIGIN, "--witness", "http://w.example"), "--witness"),
        (("erase", "none", "0"), "retention item"),
    ],
)
def test_bad_use_is_one_message_and_exit_code_2(
    sanctuary: Sanctuary, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    """And nothing is made."""
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    ran = sanctuary("record", *words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []
