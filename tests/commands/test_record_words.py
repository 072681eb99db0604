"""Words of the record as somebody new to it meets them: duties of a table, due items, words nearly right, the next step."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import Ran
from sanctuary.account.catalog import find_report
from sanctuary.account.due_item import DueItem
from sanctuary.account.fieldwords import said
from sanctuary.account.owed import reports_in
from sanctuary.commands.entries import fill_in
from sanctuary.commands.record import record
from sanctuary.commands.record_done import _early
from sanctuary.documents import parse_toml
from sanctuary.engine.situation import known_facts
from sanctuary.errors import RecordError, RequestError
from sanctuary.law.packs import OWN, Library
from sanctuary.record.importing import entries_of, read_mapping
from sanctuary.record.paths import is_time, path_of, word_of

Sanctuary = Callable[..., Ran]


TABLE = "When,Asked,Answer\n2026-10-06 09:30,transfer,complied\n2026-10-07 10:00,,declined\n"
MAP = """zone = "-07:00"
[columns]
received_at = "When"
request_types = "Asked"
response = "Answer"
[fixed]
requesting_agency = "ice-ero"
"""


def test_a_table_owes_what_its_rows_would_one_by_one(sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path) -> None:
    """Under the record's own place; the same table again is the same; a row that says too little is named."""
    folder, table, mapping = begun("los-angeles", "sheriff"), tmp_path / "past.csv", tmp_path / "map.toml"
    table.write_text(TABLE, encoding="utf-8")
    mapping.write_text(MAP, encoding="utf-8")
    take = ("record", "import", str(folder), str(table), "--map", str(mapping), "--format", "json")
    told = sanctuary(*take).json
    assert told["entries"] == [0, 1]
    assert told["warnings"][0].startswith("row 1: duties were derived from the request under the law of ")
    assert "row 2: no duties were derived: the entry does not say what was asked for (event.request_types)" in told["warnings"]
    words = ("received_at=2026-10-06T09:30:00-07:00", "request_types=transfer", "response=complied", "requesting_agency=ice-ero")
    assert sanctuary("record", "add", str(folder), *(word for one in words for word in ("--set", one))).code == 0
    items = sanctuary("record", "due", str(folder), "--format", "json").json["items"]
    of_row, alone = ([item["id"].partition(".")[2] for item in items if item["id"].startswith(mark)] for mark in ("0.", "2."))
    assert of_row == alone != []
    assert (sanctuary(*take).json["added"], sanctuary(*take).json["warnings"]) == (0, [])


@pytest.mark.parametrize(
    ("word", "path", "value"),
    [
        ("requesting_agency=ICE", "event.requesting_agency", "ice"),
        ("requesting_agency=ICE ERO", "event.requesting_agency", "ice-ero"),
        ("request_types=Hold,NOTIFY", "event.request_types", ["hold", "notify"]),
        ("response=declined", "action.response", "declined"),
        ("response=Declined", "action.response", "declined"),
        ("actor=jail", "event.actor", "sheriff"),
        ('actor="Jail"', "event.actor", "sheriff"),
        ("actor=sheriff", "event.actor", "sheriff"),
        ("paper=I-247A", "document.paper", "detainer"),
        ("paper=Civil Warrant", "document.paper", "administrative-warrant"),
        ("attachments=I-200, detainer", "document.attachments", ["administrative-warrant", "detainer"]),
        ("determination.action=hand over", "determination.action", "transfer"),
        ("determination.resource=release time", "determination.resource", "release-date"),
        ("request_types=let in, hand over", "event.request_types", ["area-access", "transfer"]),
    ],
)
def test_a_word_counts_whatever_its_capitals(word: str, path: str, value: object) -> None:
    """In a plain dealing the dealing's own field is meant; an everyday word of one meaning is read as `decide` reads it."""
    document: dict[str, Any] = {}
    fill_in(document, (word,), lambda: datetime.now(UTC))
    group, _, name = path.partition(".")
    assert document == {group: {name: value}}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("requesting_agency=ICE/X",), "did you mean"),
        (("response=declind",), "did you mean 'declined'?"),
        (("actor=officer",), "did you mean 'police' or 'sheriff'?"),
        (("actor=Zebulon",), "sanctuary actors"),
        (("paper=warrant",), "'federal-arrest-warrant', "),
        (("request_types=release papers",), "or notify (to be told"),
        (("request_types=release",), "or transfer (to be handed somebody over)?"),
        (("person=Zebulon",), "did you mean 'pseudonym' or 'persons'?"),
        (("agency=ICE",), "did you mean 'requesting_agency'"),
        (("kind=complaint", "response=closed"), "several fields are called so: action.response, complaint.response"),
    ],
)
def test_a_word_that_is_nearly_right_is_refused_with_what_is_meant(words: tuple[str, ...], says: str) -> None:
    """And nothing that was typed is repeated."""
    with pytest.raises(RequestError, match=re.escape(says)) as refused:
        fill_in({}, words, lambda: datetime.now(UTC))
    assert "Zebulon" not in str(refused.value)


def test_everyday_words_owe_what_the_laws_words_owe(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """By options, in a correction too; how a word was read is said beside the answer."""
    folder = begun("los-angeles", "sheriff")
    for who, paper in (("sheriff", "detainer"), ("jail", "I-247A"), ("Jail", "ice hold")):
        words = (f"actor={who}", f"paper={paper}", "requesting_agency=ice", "request_types=hold")
        ran = sanctuary("record", "add", str(folder), *(word for one in words for word in ("--set", one)))
        assert ran.code == 0
        assert (f"Read '{who}' as sheriff; '{paper}' as detainer." in ran.err) == (who != "sheriff")
    items = sanctuary("record", "due", str(folder), "--format", "json").json["items"]
    owed = [{item["id"].partition(".")[2] for item in items if item["id"].startswith(f"{seq}.")} for seq in range(3)]
    assert owed[0] == owed[1] == owed[2] != set()
    ran = sanctuary("record", "add", str(folder), "--corrects", "1", "--reason", "the wrong office", "--set", "actor=police department")
    assert (ran.code, "Read 'police department' as police." in ran.err) == (0, True)


def test_every_field_that_is_meant_is_one() -> None:
    """A hint leads to a field."""
    path = OWN / "fields.toml"
    told = parse_toml(path.read_text(encoding="utf-8"), str(path))
    assert all(path_of(one, "dealing") for meant in told["field"].values() for one in meant)
    assert set(told["said"]) <= {one for meant in told["field"].values() for one in meant}


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        *((f"{word}_at", ["eligible_release_at", "bail_posted_at"]) for word in ("bond_posted", "posted_bail", "bonded_out")),
        *((word, ["eligible_release_at", "bail_posted_at"]) for word in ("history.posted_bond", "custody.bond_posted", "bail")),
        *((word, ["outcome_at"]) for word in ("released_at", "let_go_at", "custody.released_at", "handed_over_time", "picked-up")),
        *((word, ["detainer_received_at"]) for word in ("detainer_received", "detainer_lodged_at")),
        *((word, ["eligible_release_at"]) for word in ("release_due_at", "due_release", "could_go_at")),
    ],
)
def test_a_time_in_everyday_words_is_hinted_by_its_meaning(word: str, fields: list[str]) -> None:
    """Where the record is asked, and where `decide` is: never the name that is spelled most alike."""
    with pytest.raises(RequestError) as refused:
        fill_in({}, (f"{word.replace('-', '_')}=now",), lambda: datetime.now(UTC))
    assert re.findall(r"'([a-z_.]+)' \(", str(refused.value)) == fields
    assert all(is_time(path_of(one, "dealing")) for one in fields)
    with pytest.raises(RequestError, match="no rule asks for that time") as of_law:
        known_facts(Library().vocabulary, "sheriff", "hold", "subject", {word: "now"})
    assert fields[0] in str(of_law.value)


def test_due_tells_one_of_two_and_what_the_record_cannot_tell(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """In a new record of Illinois nothing of the year before is late, one of two is owed, and the next one is listed."""
    folder = begun("chicago", "sheriff")
    year = datetime.now(UTC).year
    items = {item["id"]: item for item in sanctuary("record", "due", str(folder), "--format", "json").json["items"]}
    report, nil = (f"us-il/5-ilcs-805-25-{name}@{{}}" for name in ("report", "nil"))
    for one, other in ((report, nil), (nil, report)):
        assert (items[one.format(year)]["late"], items[one.format(year)]["uncovered"]) == (False, True)
        assert items[one.format(year)]["instead"] == other.format(year)
        assert items[one.format(year + 1)]["by"] == f"{year + 1}-03-01"
    told = " ".join(sanctuary("record", "due", str(folder)).out.split())
    assert f"for {year - 1}: this one or the certificate that nothing was received - this record does not cover {year - 1}" in told
    assert f"for {year - 1}: this one or the report of what was received - this record does not cover {year - 1}" in told
    assert f"by {year + 1}-03-01" in told
    assert "LATE" not in told


def test_due_tells_what_is_owed_now_first_and_codes_last(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """What had its day before the record began is not late; what is owed on the request is soon; a day of no law is told."""
    folder = begun("los-angeles", "sheriff")
    words = ("--set", "request_types=notify", "--set", "requesting_agency=ICE", "--set", "response=pending")
    assert sanctuary("record", "add", str(folder), *words).code == 0
    told = " ".join(sanctuary("record", "due", str(folder)).out.split())
    assert told.startswith("Owed now Entry 0, ICE notify: Give the person a copy of the request, on the request (the law sets no hour) - ")
    assert told.index("[0.0 copy-to-person]") < told.index("not entered here: done before? [us-ca/labor-1550-notice]")
    assert "LATE" not in told
    assert "(yearly; no day found in the law; the year's end stands in) - Gov. Code 7284.6(c)(2)" in told
    soon = sanctuary("record", "due", str(folder), "--soon", "PT48H", "--format", "json").json["items"]
    assert "0.0" in [item["id"] for item in soon]
    report = " ".join(sanctuary("report", "ca-transfers", "--record", str(folder)).out.split())
    assert "yearly; no day found in the law; the year's end stands in" in report


def test_a_list_tells_when_it_was_entered_and_received(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """The month of entry is no month of the dealing. The report of access says why a year was taken, and fills the kind."""
    folder = begun("los-angeles", "sheriff")
    words = ("received_at=2026-01-06T09:30:00-08:00", "request_types=transfer", "requesting_agency=ICE", "custody.outcome=transferred")
    assert sanctuary("record", "add", str(folder), *(word for one in words for word in ("--set", one))).code == 0
    head, row = sanctuary("record", "list", str(folder)).out.splitlines()[:2]
    assert "entered in" in head
    assert "received" in head
    assert "2026-01-06" in row + sanctuary("record", "list", str(folder)).out
    told = " ".join(sanctuary("report", "ca-truth-act", "--record", str(folder)).out.split())
    assert "the year that runs: this record has no dealing of 2025-01-01 to 2025-12-31, the last that has ended" in told
    year = ("--from", "2026-01-01", "--to", "2026-12-31", "--format", "json")
    cells = sanctuary("report", "ca-truth-act", "--record", str(folder), *year).json["figures"][0]["cells"]
    assert [(cell["groups"], cell["count"]) for cell in cells] == [(["transfer"], 1)]


def test_of_several_requests_each_has_its_own_answer_and_no_word_of_the_list_is_cut(
    sanctuary: Sanctuary, begun: Callable[..., Path]
) -> None:
    """One outcome for both looks as if nobody had known the law: an order to refuse a hold says nothing of a notice."""
    folder = begun("multnomah county", "sheriff")
    words = ("received_at=2026-11-20T09:30:00-08:00", "requesting_agency=ice", "request_types=hold,notify", "paper=detainer")
    assert sanctuary("record", "add", str(folder), *(word for one in (*words, "response=declined") for word in ("--set", one))).code == 0
    listed = sanctuary("record", "list", str(folder)).out
    assert {"response", "note", "declined"} <= set(listed.split())
    assert all(len(line) <= 80 for line in listed.splitlines())
    assert "hold: must not;" in sanctuary("record", "show", str(folder), "0").out
    fields = sanctuary("record", "show", str(folder), "0", "--format", "json").json["fields"]
    asked = [value for path, value in fields if path == "determination.answers.asked"]
    assert asked == ["hold", "notify"]


def test_a_word_of_a_duty_that_is_nearly_right_is_refused_with_what_is_meant(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """And a beginning tells the next step, with keys that can be read."""
    folder = begun("los-angeles", "sheriff")
    kept = (folder / "verification-keys.txt").read_text(encoding="utf-8").splitlines()
    assert all(one.startswith("jail.example.gov/jail+") for one in kept)
    other = folder.with_name("other")
    told = sanctuary("record", "init", str(other), "--origin", "records.example.gov/jail").out
    assert max(map(len, told.splitlines())) < 300
    assert str(other / "verification-keys.txt") in told
    assert "Next: 'sanctuary record add" in told
    assert sanctuary("record", "add", str(folder), "--set", "request_types=hold", "--set", "requesting_agency=ice").code == 0
    assert "did you mean 'intent'?" in sanctuary("record", "done", str(folder), "0", "intend").err
    refused = sanctuary("record", "check-sample", str(folder / "record.json"), "words")
    assert (refused.code, "--keys FILE" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("zone", "times"),
    [
        ("America/Los_Angeles", ["2026-01-05T09:00:00-08:00", "2026-07-05T09:00:00-07:00"]),
        ("-08:00", ["2026-01-05T09:00:00-08:00", "2026-07-05T09:00:00-08:00"]),
        ("", ["2026-01-05T09:00:00-05:00", "2026-07-05T09:00:00-04:00"]),
        ("Pacific time", []),
    ],
)
def test_times_of_a_year_get_the_offset_of_their_day(tmp_path: Path, zone: str, times: list[str]) -> None:
    """By the mapping's zone, or else the record's; a fixed offset is right for half of a year."""
    table, mapping = tmp_path / "year.csv", tmp_path / "map.toml"
    table.write_text("When\n2026-01-05 09:00\n07/05/2026 9:00 AM\n", encoding="utf-8")
    mapping.write_text(f'zone = "{zone}"\n[columns]\nreceived_at = "When"\n', encoding="utf-8")
    if not times:
        with pytest.raises(RecordError, match="America/Los_Angeles"):
            entries_of(table, read_mapping(mapping))
        return
    entries, _ = entries_of(table, read_mapping(mapping), ZoneInfo("America/New_York"))
    assert [one.event.received_at.isoformat() for one in entries if one.event.received_at] == times
    if not zone:
        with pytest.raises(RecordError, match="without its offset"):
            entries_of(table, read_mapping(mapping))


@pytest.mark.long
def test_a_list_is_told_without_the_law(begun: Callable[..., Path]) -> None:
    """It is asked for many times a day: neither the packs' readers nor the engine, nor what fetches from the network, is loaded for it."""
    words = ["sanctuary", "record", "list", str(begun("los-angeles", "sheriff"))]
    code = f"import atexit, sys; sys.argv = {words!r}; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))\n"
    # As quick as the keys of these tests are made.
    code += "from sanctuary.record import keys; keys._COST = 2**10\nfrom sanctuary.cli import main; main()"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "0 entries." in told.stdout
    assert not {"cedarpy", "pysat", "http.client", "sanctuary.law.packs", "sanctuary.engine.decide"} & set(told.stderr.split())


def test_every_field_by_which_a_report_selects_has_words() -> None:
    """What an entry does not say is told as a person would."""
    for name in reports_in():
        report = find_report(name)
        conditions = [*report.filter, *(one for figure in report.figure for one in figure.where)]
        fields = {field for one in conditions for field in one.fields()} | {one.field for one in report.exempt}
        assert all(said(field) != field for field in fields), (name, fields)


@pytest.mark.parametrize("language", ["es", "Spanish", "Español", "spanish"])
def test_a_language_is_called_as_people_call_it(sanctuary: Sanctuary, language: str) -> None:
    """By its code, its English name or its own."""
    told = sanctuary(
        "notice", "copy-and-intent", "--place", "los-angeles", "--language", language, "--set", "intent=no", "--format", "json"
    )
    assert told.json["language"] == "es"
    boxes = next(one for section in told.json["sections"] for one in section["fields"] if one["name"] == "intent")["options"]
    assert [one["name"] for one in boxes if one["marked"]] == ["will-not"]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (
            "us-il-cook",
            ("No law that was found demands a paper to hand out here", "report it to the Attorney General (5 ILCS 805/25(a)(1);",
             "sanctuary report il-805-25 --record FOLDER"),
        ),
        ("multnomah county", ("No law that was found", "sanctuary record add FOLDER --ask", "sanctuary report or-181a.826 --record")),
        (
            "travis county",
            ("tell the person that the hold rests on a detainer (Code Crim. Proc. art. 2A.060(a)(2))",
             "sanctuary notice notice-to-person --place us-tx-travis-county", "prescribes no form"),
        ),
        ("hudson county", ("no form is in the packs: what must be in it, that paragraph says",)),
    ],
)  # fmt: skip
def test_papers_of_a_place_begin_with_what_the_law_demands(place: str, says: tuple[str, ...], sanctuary: Sanctuary) -> None:
    """Where it demands none, what is due instead, with its command; nobody is sent to write a pack."""
    told = " ".join(sanctuary("notice", "--place", place).out.split())
    assert [one for one in says if one not in told] == []
    assert "notices/KIND.toml" not in told
    for name in re.findall(r"sanctuary report ([a-z0-9.-]+) --record", told):
        assert find_report(name)


def test_a_plain_notice_says_what_the_paragraph_demands_and_no_more(sanctuary: Sanctuary) -> None:
    """Of each rule with such words there is one, with its paragraph; without a place every paper is listed."""
    told = sanctuary("notice", "notice-to-person", "--place", "travis county", "--format", "json").json
    assert told["sections"][0]["says"] == ["You are held on a detainer request of U.S. Immigration and Customs Enforcement (ICE)."]
    assert (told["cites"], told["fulfills"]) == (["Code Crim. Proc. art. 2A.060(a)(2)"], ["intent-to-person"])
    before = sanctuary("notice", "notice-to-person", "--place", "travis county", "--on", "2020-01-01", "--format", "json").json
    assert before["cites"] == ["Code Crim. Proc. art. 2.251(a)(2)"]
    rules = {rule.id: rule.duty for name in Library().ids for rule in Library().get(name).rules}
    words = parse_toml((OWN / "words.toml").read_text(encoding="utf-8"), "words.toml")
    assert {rules[one] for one in words["told"]} <= {"intent-to-person"}
    listed = sanctuary("notice")
    assert listed.code == 0
    for one in ("Texas: Notice to the person [notice-to-person]", "California: Interview consent form [interview-consent]"):
        assert one in listed.out


def test_help_of_a_subcommand_is_what_its_function_says() -> None:
    """It stands beside the name too, so that `record --help` loads no module of a subcommand."""
    for name in record:
        if name.startswith("-"):
            continue
        command = record[name]
        function = command.default_command
        assert function is not None
        said = (function.__doc__ or "").partition("Parameters\n")[0]
        assert str(command.help).split() == said.split(), name


def test_a_backup_that_lacks_nothing_goes_back_and_an_entry_says_so(
    sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path
) -> None:
    """Once both people are known, and not before: a refusal leaves the store where it was."""
    folder, two = begun("los-angeles", "sheriff"), ("--approver", "records officer", "--approver", "city attorney")
    assert sanctuary("record", "add", str(folder), "--set", "channel=fax").code == 0
    assert sanctuary("record", "backup", str(folder), str(tmp_path / "copy")).code == 0
    (folder / "log.sqlite").write_bytes(b"damaged " * 1000)
    back = ("record", "restore", str(folder), "--reason", "the disk broke", "--from", str(tmp_path / "copy"))
    wrong = tmp_path / "wrong"
    wrong.touch(0o600)
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    assert sanctuary(*back, *two, "--passphrase-file", str(wrong)).code == 2
    assert (folder / "log.sqlite").read_bytes().startswith(b"damaged ")
    told = sanctuary(*back, *two, "--format", "json").json
    assert (told["seq"], told["lost"], told["put_back"]) == (1, [], ["log.sqlite"])
    assert sanctuary("record", "list", str(folder), "--format", "json").json["entries"][1]["kind"] == "restoration"
    assert sanctuary("record", "check", str(folder)).code == 0


def test_an_interview_brings_no_duty_of_a_detainer_and_a_hold_asks_for_the_paper(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """Gov. Code 7283.1(b) is about requests to hold, to be told and to hand over; a word of the screen fulfills."""
    folder = begun("los-angeles", "sheriff")
    add = ("record", "add", str(folder), "--set", "requesting_agency=ice", "--set")
    interview = sanctuary(*add, "request_types=interview")
    assert "interview-consent-form" in interview.out
    assert "7283.1(b)" not in interview.out
    with_form = sanctuary(*add, "request_types=interview", "--set", "paper=detainer")
    assert "copy-to-person" in with_form.out
    hold = sanctuary(*add, "request_types=hold")
    assert "was it a detainer (paper=detainer), or a form like it? Then Gov. Code 7283.1(b) holds in every case" in hold.out
    assert "later than now" in sanctuary("record", "done", str(folder), "2", "copy", "--at", "2199-01-01T10:00").err
    assert "2.1 (intent-to-person) is fulfilled" in sanctuary("record", "done", str(folder), "2", "tell", "--how", "said so").out
    assert "most used: requesting_agency" in sanctuary(*add, "zzzzzz=1").err


@pytest.mark.parametrize(
    ("typed", "word"),
    [("release date", "release-information"), ("custody status", "custody-information"), ("home address", "contact-information")],
)
def test_what_was_asked_for_is_read_by_the_information_that_it_names(typed: str, word: str) -> None:
    """As `decide` takes it."""
    assert word_of("event.request_types", typed) == word


def test_a_report_of_a_month_that_has_not_ended_is_closed_with_a_warning() -> None:
    """What comes in until its end would be in no report; on its last day, and of a year, nothing is said."""
    month = DueItem("us-or/report@2026-11", "Report", date(2026, 11, 30), "monthly", "ORS 1", stands_in="month")
    assert _early([month], date(2026, 11, 12)) == [
        "look again: 2026-11 ends on 2026-11-30; what comes in until then is in no report made now."
    ]
    assert not _early([month], date(2026, 11, 30))
    assert not _early([replace(month, stands_in="year")], date(2026, 11, 12))
