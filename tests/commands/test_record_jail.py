"""`sanctuary record` at a jail in a county without a pack of its own, and in Illinois: what a compliance officer meets on the first day."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import Ran
from sanctuary.account.catalog import read_report
from sanctuary.account.corrected import in_places
from sanctuary.account.nil import NIL
from sanctuary.account.owed import reports_in
from sanctuary.commands.entries import fill_in
from sanctuary.engine.decision import DutyReport
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.used import PackUsed
from sanctuary.record import fields
from sanctuary.record.times import day_and_hour, time_of
from sanctuary.study.everyday import everyday

Sanctuary = Callable[..., Ran]
NOTIFY = ("--set", "requesting_agency=ice", "--set", "request_types=notify", "--set", "paper=detainer")


def test_a_county_without_a_pack_of_its_own_records(sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path) -> None:
    folder = begun("alameda county")
    for place in ((), ("--place", "kern county"), ("--place", "Houston, TX")):
        added = sanctuary("record", "add", str(folder), *NOTIFY, *place)
        assert added.code == 0, added.err
    asked = ("--actor", "sheriff", "--action", "disclose", "--resource", "release-date", "--fact", "paper=detainer", "--format", "json")
    decision = tmp_path / "decision.json"
    decision.write_text(sanctuary("decide", "kern county", *asked).out, encoding="utf-8")
    assert any("note" in one for one in json.loads(decision.read_text(encoding="utf-8"))["packs"])
    added = sanctuary("record", "add", str(folder), "--decision", str(decision), "--set", "requesting_agency=ice")
    assert added.code == 0, added.err
    assert "copy-to-person" in sanctuary("record", "due", str(folder), "--agency", "jail").out


def test_an_entry_has_every_field_of_what_decide_answers_but_the_note() -> None:
    assert set(PackUsed.__struct_fields__) - {"note"} == set(fields.PackUsed.__struct_fields__)
    assert set(DutyReport.__struct_fields__) == set(fields.Duty.__struct_fields__)


def test_what_a_yearly_report_meets_is_due_of_no_entry(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("cook county, il")
    before = sanctuary("record", "due", str(folder))
    assert "this one or the certificate that nothing was received" in " ".join(before.out.split())
    added = sanctuary("record", "add", str(folder), *NOTIFY, "--set", "received_at=now")
    assert "In the yearly report: report it to the Attorney General" in added.out
    assert "[0." not in added.out
    refused = sanctuary("record", "done", str(folder), "0", "report")
    assert refused.code == 2
    assert "in the yearly report" in refused.err
    year = before.json if before.out.startswith("{") else json.loads(sanctuary("record", "due", str(folder), "--format", "json").out)
    ids = {one["id"]: one for one in year["items"]}
    next_year = max(int(one.partition("@")[2]) for one in ids if "805-25-report" in one)
    assert not any(one.startswith("0.") for one in ids)
    assert ids[f"us-il/5-ilcs-805-25-nil@{next_year - 1}"]["instead"] == f"us-il/5-ilcs-805-25-report@{next_year - 1}"
    # A detainer is a request and a paper: nothing is left that could be certified of its year.
    assert f"us-il/5-ilcs-805-25-nil@{next_year}" not in ids
    assert not ids[f"us-il/5-ilcs-805-25-report@{next_year}"]["instead"]


def test_a_certificate_says_which_part_is_left(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("cook county, il")
    sanctuary("record", "add", str(folder), "--set", "requesting_agency=ice", "--set", "request_types=interview", "--set", "paper=none",
              "--set", "received_at=now")  # fmt: skip
    assert "only for what has no entry: Detainers and civil immigration warrants" in " ".join(
        sanctuary("record", "due", str(folder)).out.split()
    )


def test_of_two_standing_duties_one_is_the_certificate_of_a_report() -> None:
    library = Library()
    for pack in (library.get(name) for name in library.ids):
        for duty in pack.duties:
            if duty.instead:
                assert duty.id.endswith(NIL) != duty.instead.endswith(NIL)
                reports = [read_report(path) for path in reports_in().values() if path.parent.parent.name == pack.id]
                assert any(one.nil.rule == "certify" and one.nil.cites == duty.cites for one in reports)


def test_a_corrected_entry_says_so(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("alameda county")
    sanctuary("record", "add", str(folder), *NOTIFY)
    words = ("--corrects", "0", "--reason", "the paper was another", "--set", "paper=administrative-subpoena")
    assert sanctuary("record", "add", str(folder), *words).code == 0
    assert "corrected by entry 1: paper administrative-subpoena" in sanctuary("record", "show", str(folder), "0").out
    assert "corrected by" not in sanctuary("record", "show", str(folder), "1").out
    asked = ("record", "show", str(folder), "--format", "json")
    assert sanctuary(*asked, "0").json["corrected_by"] == [{"seq": 1, "says": "paper administrative-subpoena"}]
    assert sanctuary(*asked, "1").json["corrected_by"] == []


def test_what_was_asked_for_is_read_by_the_information_that_it_names(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    said = sanctuary("record", "add", str(begun("kern county")), "--set", "request_types=release date").err
    assert "Read 'release date' as release-information." in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("record", "init", "x"), "give --origin a value (the log's name: a host name of the city and a path, as jail.example.gov/jail)"),
        (("record", "import", "x", "y"), "give --map a value (a mapping: a TOML file"),
        (("record", "verify", "."), "the agency gave them out by another way (its file verification-keys.txt"),
    ],
)
def test_what_is_missing_is_told_with_what_to_give(sanctuary: Sanctuary, words: tuple[str, ...], told: str) -> None:
    ran = sanctuary(*words)
    assert ran.code == 2
    assert told in ran.err


def test_a_table_tells_how_days_were_read_and_what_is_new(sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path) -> None:
    folder, table, mapping = begun("alameda county"), tmp_path / "t.csv", tmp_path / "m.toml"
    table.write_text(
        "when,who,what\n04/02/2026 9:30 am,ice,notify\n04/22/2026 9:30 am,ice,notify\n04/23/2026 9:30,ice,\n", encoding="utf-8"
    )
    mapping.write_text(
        'zone = "America/Los_Angeles"\n[columns]\nreceived_at = "when"\nrequesting_agency = "who"\nrequest_types = "what"\n',
        encoding="utf-8",
    )
    words = ("record", "import", str(folder), str(table), "--map", str(mapping))
    first = sanctuary(*words)
    assert "3 entries are recorded" in first.out
    assert "Days with slashes are read month first: 04/02/2026 is April 2. 1 of these cells" in " ".join(first.out.split())
    assert "neither the table nor a place" not in first.out
    assert "Nothing new: these 3 rows are entries 0 to 2." in sanctuary(*words).out


def test_hours_are_read_as_people_write_them(sanctuary: Sanctuary, begun: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    written = ("2026-11-24 14:05", "11/24/2026 2:05 pm", "11/24/2026 2:05PM", "11/24/2026 14:05", "2026-11-24T14:05")
    assert len({day_and_hour(one) for one in written}) == 1
    assert day_and_hour("24/11/2026 14:05") is None
    folder = begun("alameda county")
    monkeypatch.setattr("sys.stdin", io.StringIO("11/24/2025 2:05 pm\n" + "\n" * 80))
    asked = sanctuary("record", "add", str(folder), "--ask").err
    assert "11/22/2026 3:00 pm" in asked
    assert "a detainer, I-247A (detainer)" in asked


def test_a_report_without_days_is_of_the_period_that_has_dealings(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """The one that runs, where the last that has ended has none; said first. With one in each, the last that has ended."""
    folder = begun("cook county, il")
    report = ("report", "il-805-25", "--record", str(folder))
    this = datetime.now(UTC).year
    assert sanctuary(*report, "--format", "json").json["first"] == f"{this - 1}-01-01"
    sanctuary("record", "add", str(folder), *NOTIFY, "--set", "received_at=now")
    ran = sanctuary(*report)
    assert "lies outside" not in ran.err
    head = " ".join(ran.out.split())[:400]
    assert f"{this}-01-01 to {this}-12-31, the year that runs: this record has no dealing of {this - 1}-01-01 to {this - 1}-12-31" in head
    assert sanctuary(*report, "--format", "json").json["first"] == f"{this}-01-01"
    sanctuary("record", "add", str(folder), *NOTIFY, "--set", f"received_at={this - 1}-05-05 10:00")
    ran = sanctuary(*report)
    assert f"{this - 1}-01-01 to {this - 1}-12-31, the last year that has ended" in " ".join(ran.out.split())
    assert "1 dealing lies outside the period" in ran.err


@pytest.mark.parametrize("place", ["cook county", "--place=cook county"])
def test_a_report_of_a_place_is_named(place: str, sanctuary: Sanctuary) -> None:
    """What was typed for the place tells which."""
    ran = sanctuary("report", *([place] if place.startswith("--") else ["--place", place]))
    assert (ran.code, "sanctuary report il-805-25" in ran.out, "wa-2.28.320" in ran.out) == (0, True, False)


def test_who_cannot_make_an_entry_void_alone_is_told_what_one_person_can_do(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("cook county")
    sanctuary("record", "add", str(folder), *NOTIFY)
    refused = sanctuary("record", "void", str(folder), "0", "--reason", "entered twice")
    assert (refused.code, "record add FOLDER --corrects 0" in refused.err) == (2, True), refused.err


WORDS = {
    "paper=I-247A": ("document.paper", "detainer"),
    "paper=I-205": ("document.paper", "removal-warrant"),
    "attachments=I-200, I-205": ("document.attachments", ["administrative-warrant", "removal-warrant"]),
    "actor=jail": ("event.actor", "sheriff"),
    "channel=phone call": ("event.channel", "telephone"),
    "response=Said no": ("action.response", "declined"),
    "signed=y": ("document.signed", "yes"),
    "request_types=hand him over,keep": ("event.request_types", ["transfer", "hold"]),
}


@pytest.mark.parametrize("said", WORDS)
def test_what_is_printed_or_said_is_read(said: str, sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path) -> None:
    """By an option and in a file, as `decide` reads it; a line says how."""
    folder, (path, meant) = begun("cook county"), WORDS[said]
    ran = sanctuary("record", "add", str(folder), "--set", "requesting_agency=ice", "--set", said)
    assert ran.code == 0, ran.err
    typed = said.partition("=")[2]
    assert f"Read '{typed.split(',')[0]}' as {meant if isinstance(meant, str) else meant[0]}" in ran.err
    group, _, name = path.partition(".")
    value: object = [one.strip() for one in typed.split(",")] if isinstance(meant, list) else typed
    (tmp_path / "one.json").write_text(json.dumps({"event": {"requesting_agency": "ice"}, group: {name: value}}), encoding="utf-8")
    assert sanctuary("record", "add", str(folder), str(tmp_path / "one.json")).code == 0
    for number in ("0", "1"):
        fields = sanctuary("record", "show", str(folder), number, "--format", "json").json["fields"]
        assert [value for name, value in fields if name == path] == ([meant] if isinstance(meant, str) else meant)


@pytest.mark.parametrize(("said", "told"), [("paper=warrant", "'state-arrest-warrant'"), ("request_types=tell ICE", "notify (to be told")])
def test_a_word_of_several_meanings_is_refused_with_them(said: str, told: str, sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    ran = sanctuary("record", "add", str(begun("cook county")), "--set", said)
    assert ran.code == 2
    assert told in ran.err


HOURS = {"6pm": 18, "6 p.m.": 18, "18:00": 18, "1800": 18, "1800 hrs": 18, "today at 6 pm": 18, "noon": 12, "12 am": 0}


@pytest.mark.parametrize("text", HOURS)
def test_hours_of_today(text: str) -> None:
    now = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert time_of(text, now) == now.replace(hour=HOURS[text], minute=0)
    assert time_of("yesterday 9:10 am", now) == now.replace(day=21, hour=9, minute=10)


@pytest.mark.parametrize("text", ["6", "25:00", "13 pm", "0 am", "9:75", "soon", "tomorrow", "11/22/2026"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="write an hour as 15:00 or 3 pm"):
        time_of(text, datetime(2026, 11, 22, 20, 30, tzinfo=UTC))


HELD = ("--set", "requesting_agency=ice", "--set", "received_at=now")


def test_a_hold_without_the_time_of_release_says_what_its_end_needs(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """When it is added and in the calendar; with the time the end is computed."""
    folder, told = begun("Harris County, Texas"), "o end of the hold is computed: say when the person could go (eligible_release_at)"
    assert told in sanctuary("record", "add", str(folder), *HELD, "--set", "request_types=hold").out
    assert told in " ".join(sanctuary("record", "due", str(folder)).out.split())
    words = ("--corrects", "0", "--reason", "the time was told", "--set", "eligible_release_at=tomorrow 6 pm")
    assert told not in sanctuary("record", "add", str(folder), *words).out
    text = " ".join(sanctuary("record", "due", str(folder)).out.split())
    assert told not in text
    assert "[0.hold-48" in text


def test_what_is_owed_once_it_is_done_is_not_done_before(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """Neither while no entry says that it was, nor before the hold begins; --how says what was otherwise."""
    folder = begun("Harris County, Texas")
    sanctuary("record", "add", str(folder), *HELD, "--set", "request_types=hold", "--set", "paper=detainer")
    done = ("record", "done", str(folder), "0", "tell")
    assert "no entry says that it was" in sanctuary(*done).err
    more = ("--set", "response=complied", "--set", "eligible_release_at=tomorrow 6 pm")
    assert sanctuary("record", "add", str(folder), "--corrects", "0", "--reason", "held", *more).code == 0
    early = sanctuary(*done)
    assert (early.code, "owed once the hold begins" in early.err) == (2, True)
    assert sanctuary(*done, "--how", "told at booking").code == 0


def test_a_duty_of_a_hold_waits_for_it_though_more_was_asked(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """Not owed now and not done before; the calendar says from when."""
    folder = begun("Harris County, Texas")
    more = ("--set", "response=complied", "--set", "eligible_release_at=tomorrow 6 pm", "--set", "paper=detainer")
    sanctuary("record", "add", str(folder), *HELD, "--set", "request_types=hold,notify", *more)
    text = " ".join(sanctuary("record", "due", str(folder)).out.split())
    assert "18:00 on, when the hold begins" in text
    assert "Owed now" not in text
    assert sanctuary("record", "done", str(folder), "0", "tell").code == 2


def test_a_declined_hold_has_the_time_of_release(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("cook county")
    more = ("--set", "response=declined", "--set", "eligible_release_at=tomorrow 6 pm")
    sanctuary("record", "add", str(folder), *HELD, "--set", "request_types=hold", *more)
    assert "Release the person at the usual time" in " ".join(sanctuary("record", "due", str(folder)).out.split())


def test_two_papers_are_read_as_the_paper_and_what_came_with_it(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    folder = begun("cook county")
    assert sanctuary("record", "add", str(folder), *HELD, "--set", "paper=I-200 with I-247A").code == 0
    fields = sanctuary("record", "show", str(folder), "0", "--format", "json").json["fields"]
    assert [value for name, value in fields if name.startswith("document.")] == ["detainer", "administrative-warrant"]
    assert sanctuary("record", "add", str(folder), *HELD, "--set", "paper=I-200 with nonsense").code == 2


TOGETHER = (
    ("paper=I-247A with I-200",), ("paper=I-247A,I-200",), ("paper=I-247A and I-200",), ("paper=I-247A", "attachments=I-200"),
    ("paper=I-247A", "attachments=I-200, I-200"),
)  # fmt: skip


@pytest.mark.parametrize("words", TOGETHER)
def test_two_papers_are_typed_alike_for_decide_and_for_the_record(words: tuple[str, ...], library: Library) -> None:
    """Named together, with a comma, or the second as what was attached."""
    document: dict[str, Any] = {}
    fill_in(document, words, lambda: datetime.now(UTC))
    assert document["document"] == {"paper": "detainer", "attachments": ["administrative-warrant"]}
    context = dict(word.split("=") for word in words)
    read, _ = everyday(law_of(library, "us-il-cook", date(2026, 1, 5)), Situation("sheriff", "hold", "subject", context))
    assert (read.context["paper"], read.other_paper) == ("detainer", "administrative-warrant")


def test_what_was_attached_stands_beside_the_papers_that_were_named_together() -> None:
    """In either order, and a list by words as well as by commas."""
    for words in (("paper=I-247A with I-200", "attachments=writ"), ("attachments=writ", "paper=I-247A with I-200")):
        document: dict[str, Any] = {}
        fill_in(document, words, lambda: datetime.now(UTC))
        assert set(document["document"]["attachments"]) == {"administrative-warrant", "writ"}
    fill_in(document := {}, ("attachments=I-200 and I-205",), lambda: datetime.now(UTC))
    assert document["document"]["attachments"] == ["administrative-warrant", "removal-warrant"]


def test_an_empty_record_says_so(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    assert "the record is empty. Add a dealing first" in sanctuary("record", "done", str(begun("cook county")), "0", "tell").err


def test_a_correction_brings_the_duties_of_what_the_dealing_says_now(sanctuary: Sanctuary, begun: Callable[..., Path]) -> None:
    """Those that nobody decided; a duty that was fulfilled keeps its place."""
    folder = begun("alameda county")
    asked = ("record", "due", str(folder), "--all", "--format", "json")
    sanctuary("record", "add", str(folder), *HELD, "--set", "request_types=interview")
    before = {one["duty"] for one in sanctuary(*asked).json["items"] if one["id"].startswith("0.")}
    assert sanctuary("record", "done", str(folder), "0", "consent", "--how", "before the interview").code == 0
    words = ("--corrects", "0", "--reason", "it was a detainer", "--set", "request_types=hold", "--set", "paper=detainer")
    added = sanctuary("record", "add", str(folder), *words)
    assert "derived anew" in added.out
    items = [one for one in sanctuary(*asked).json["items"] if one["id"].startswith("0.")]
    assert {"copy-to-person", "intent-to-person"} <= {one["duty"] for one in items} - before
    assert [one["duty"] for one in items if one["fulfilled_by"] == 1] == ["interview-consent-form"]


DUTIES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


def duty_named(name: str) -> fields.Duty:
    return fields.Duty(duty=name, on="request", within="", rule=f"r/{name}", cites="c", always=True)


@given(DUTIES, DUTIES, st.sets(st.integers(0, 5)))
@example(["a", "b", "c"], ["b"], {2})  # a gap that only a duty before the fulfilled one could fill
def test_a_fulfilled_duty_keeps_its_place_and_none_is_lost(before: list[str], after: list[str], fulfilled: set[int]) -> None:
    done = {place for place in fulfilled if place < len(before)}
    found = [one.duty for one in in_places([duty_named(one) for one in before], [duty_named(one) for one in after], done)]
    assert all(found[place] == before[place] for place in done)
    assert set(after) <= set(found)
    assert len(found) == len(set(found))
    if not done:
        assert set(found) == set(after)


def test_verify_says_first_what_was_shown_and_what_was_not(sanctuary: Sanctuary, begun: Callable[..., Path], tmp_path: Path) -> None:
    """With keys that came by another way; the keys of the folder itself are told to prove nothing."""
    folder, public, keys = begun("cook county"), tmp_path / "public", tmp_path / "kept.txt"
    sanctuary("record", "add", str(folder), *NOTIFY)
    assert sanctuary("record", "publish", str(folder), str(public), "--now").code == 0
    keys.write_bytes((folder / "verification-keys.txt").read_bytes())
    first, second, third, last = sanctuary("record", "verify", str(public), "--keys", str(keys)).out.splitlines()
    assert first == "This is the record jail.example.gov/jail: its keys signed it, and its 1 entry is as it was signed."
    assert "--since and a checkpoint that you kept" in second
    assert "No outside witness has signed it" in third
    assert last.startswith("verified: jail.example.gov/jail, 1 entry, root ")
    kept = tmp_path / "checkpoint"
    kept.write_bytes((public / "checkpoint").read_bytes())
    again = sanctuary("record", "verify", str(public), "--keys", str(keys), "--since", str(kept)).out
    assert "Nothing before the checkpoint that you kept was changed or dropped." in again


def test_answers_from_a_pipe_end_with_the_first_that_is_none(
    sanctuary: Sanctuary, begun: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is named and nothing is recorded: the next answer is not taken for this one."""
    monkeypatch.setattr("sys.stdin", io.StringIO("2025-03-04 09:30\nbulletin\nfax\n" + "\n" * 80))
    stopped = sanctuary("record", "add", str(begun("cook county")), "--ask")
    assert (stopped.code, "How did it come? choose a number or a word" in stopped.err) == (2, True)
    assert "Nothing was recorded" in stopped.err
