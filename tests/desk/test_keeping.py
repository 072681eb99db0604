"""The record in the browser: found by day, agency, request and open duty; corrected by two; sheets, reports and papers."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from desk.conftest import START, Made, acts
from desk.played import CALM, begun, play
from desk.test_behind import member
from sanctuary.desk.behind.roles import ROLES, ROUTES, may
from sanctuary.pages.sheet import inert
from sanctuary.record.entry import read_entry

__all__ = ["member"]


@pytest.fixture
def written(member: Any, made: Made) -> Iterator[Any]:
    """A visit that the desk wrote down: its number; the clock goes on after it."""
    clerk = member("desk", name="who wrote it")
    play(begun(clerk), {**CALM, "what": "enter", "top": "none"})
    told = {"act": "record", "officers": "2", "agency": "ice-ero", "response": "declined", "badge": "B 17", "note": "two cars outside"}
    assert clerk.post("/record", told)["Location"] == "/done"
    made.clock.at = START + timedelta(hours=1)
    yield acts(made.desk.log())[-1]
    made.clock.at = START


def text(told: Any) -> str:
    """What a page says."""
    return str(told.content.decode())


def test_an_entry_says_who_wrote_it_by_a_code(written: int, made: Made) -> None:
    """The role and the number of the account, and no name."""
    entry = made.desk.log().show(written).entry
    assert entry is not None
    assert re.fullmatch(r"desk-\d+", entry.links.made_by)


def test_entries_are_found_by_day_agency_request_and_open_duty(member: Any, written: int) -> None:
    """By a form; the address holds nothing of it, and a day that is none is told."""
    client = member("compliance")
    link = f'href="/entries/{written}"'
    assert link in text(client.get("/entries"))
    day = {"first": "2026-11-22", "last": "2026-11-22"}
    for form, found in (
        (day, True),
        ({"first": "2026-11-23"}, False),
        ({"last": "2026-11-21"}, False),
        ({"requester": "ice-ero"}, True),
        ({"requester": "cbp"}, False),
        ({"asked": "area-access"}, True),
        ({"asked": "hold"}, False),
        ({**day, "asked": "area-access"}, True),
    ):
        assert (link in text(client.post("/entries", form))) == found, form
    for form in ({"first": "soon"}, {"first": "2026-11-23", "last": "2026-11-22"}):
        assert client.post("/entries", form).status_code == 400
    assert client.post("/entries", {"page": "99999"}).status_code == 200
    assert client.post("/entries", {"page": "x" * 50, "open": "yes"}).status_code == 200


def test_an_entry_shows_no_sealed_field(member: Any, written: int) -> None:
    """It is named as sealed; what is restricted inside the agency is shown. What happened is in words, before what checks the entry."""
    page = text(member("auditor").get(f"/entries/{written}"))
    assert "two cars outside" not in page
    assert "<dt>What else was seen?</dt><dd><em>sealed</em>" in page
    assert "B 17" in page
    happened, _, checked = page.partition("How the program decided")
    assert re.search(r"<dt>What do they ask for\?</dt><dd>area access<", happened)
    assert re.search(r"When was it recorded\?</dt><dd>2026-11-22 14:05<", happened)
    assert re.findall(r"[0-9a-f]{64}|determination\.|links\.|\d\d:\d\d:\d\d", happened) == []
    assert "determination.packs.hash" in checked
    assert "/propose" not in page


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_and_who_keeps_the_record(member: Any, written: int, role: str) -> None:
    """A desk writes and does not read; an auditor reads and changes nothing."""
    client = member(role)
    opened = {"entries": "/entries", "entry": f"/entries/{written}", "due": "/due", "proposals": "/proposals", "reports": "/reports"}
    sent = {"export": "/entries/export", "propose": f"/entries/{written}/propose", "fulfill": "/due/fulfill"}
    for name, path in {**opened, **sent}.items():
        told = client.get(path) if name in opened else client.post(path, {})
        assert (told.status_code == 403) != may(role, name), (role, name, told.status_code)
    assert "desk" not in ROUTES["entries"]


def test_a_correction_needs_a_second_person(member: Any, written: int, made: Made) -> None:
    """Who proposed it cannot approve it; the entry that follows names both by their codes; approved twice it is one."""
    from sanctuary.desk.behind.models import Member, Proposal

    one, other, log = member("compliance"), member("counsel"), made.desk.log()
    form = {"path": "event.officers_present", "value": "3", "reason": "the sheet at the door says three"}
    assert one.post(f"/entries/{written}/propose", form)["Location"] == "/proposals"
    row, size = Proposal.objects.get(), len(acts(log))
    assert b"three" not in bytes(row.sealed)
    # Who decides sees what is known now beside what would be.
    waits = text(other.get("/proposals"))
    assert "the sheet at the door" in waits
    assert re.search(r"How many officers\?</dt><dd><del>2</del> <ins>3</ins>", waits)
    assert one.post(f"/proposals/{row.pk}", {"act": "approve"}).status_code == 400
    assert len(acts(log)) == size
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == f"/entries/{acts(log)[-1]}"
    entry = log.show(acts(log)[-1]).entry
    assert entry is not None
    codes = tuple(str(Member.everywhere.get(account__username=name)) for name in ("compliance", "counsel"))
    assert (entry.kind, entry.links.about, entry.links.made_by, entry.links.approved_by) == ("correction", written, *codes)
    # A crash after the entry leaves the proposal: it is the same entry again.
    row.pk = None
    row.save(force_insert=True)
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == f"/entries/{acts(log)[-1]}"
    assert len(acts(log)) == size + 1
    assert not Proposal.objects.exists()
    page = text(other.get(f"/entries/{written}"))
    assert page.index("How many officers") < page.index(f"Entry {acts(log)[-1]}")
    assert "<dd>3</dd>" in page


@pytest.mark.parametrize(
    ("form", "command"),
    [
        (
            {"act": "void", "reason": "written for practice"},
            "record void RECORD {seq} --reason 'written for practice' --approver",
        ),
        ({"act": "void", "reason": "it's twice", "repeats": "0"}, "--repeats 0"),
    ],
)
def test_a_void_is_proposed_agreed_to_and_signed_elsewhere(
    member: Any, written: int, made: Made, form: dict[str, str], command: str
) -> None:  # fmt: skip
    """One proposes, another agrees, each an entry; then the page has the command, and the desk makes nothing void."""
    from sanctuary.desk.behind.models import Proposal

    one, other, log = member("compliance"), member("counsel"), made.desk.log()
    seq = log.add(read_entry({"kind": "dealing", "event": {"request_types": ["hold"]}}, "an entry"))
    size = len(acts(log))
    assert one.post(f"/entries/{seq}/propose", form)["Location"] == "/proposals"
    row = Proposal.objects.get()
    assert "sanctuary record void" not in text(other.get("/proposals"))
    assert one.post(f"/proposals/{row.pk}", {"act": "approve"}).status_code == 400
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == "/proposals"
    page = unescape(text(one.get("/proposals")))
    assert command.format(seq=seq) in page
    assert "counsel-" in page
    assert (len(acts(log)), log.show(seq).voided_by) == (size + 2, None)  # that it was proposed and agreed to
    assert written < seq
    assert one.post(f"/proposals/{row.pk}", {"act": "drop"}).status_code == 302


def test_what_two_people_signed_waits_no_more(member: Any, written: int, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page sees by itself that the record tells of it."""
    from sanctuary.desk.behind import acts as by_two
    from sanctuary.desk.behind.models import Proposal

    client = member("compliance")
    client.post(f"/entries/{written}/propose", {"act": "void", "reason": "written for practice"})
    assert Proposal.objects.count() == 1
    monkeypatch.setattr(by_two, "is_done", lambda *_: True)
    assert "written for practice" not in text(client.get("/proposals"))
    assert not Proposal.objects.exists()
    assert made.desk.log().size() > written


def test_an_erasure_is_refused_before_its_time(member: Any, written: int, made: Made) -> None:
    """As the record refuses it; two years on, past what the law asks for, it is taken and says its command."""
    from sanctuary.desk.behind.models import Proposal

    one, other = member("compliance"), member("counsel")
    form = {"act": "erasure", "item": "Visits 12", "ground": "Gov. Code 34090"}
    assert "nothing is erased before" in unescape(text(one.post(f"/entries/{written}/propose", form)))
    assert not Proposal.objects.exists()
    made.clock.at = START + timedelta(days=5000)
    for client, name in ((one, "compliance"), (other, "counsel")):
        client.force_login(_user(name))
    assert one.post(f"/entries/{written}/propose", {**form, "ground": ""}).status_code == 400
    assert one.post(f"/entries/{written}/propose", form)["Location"] == "/proposals"
    row = Proposal.objects.get()
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"}).status_code == 302
    told = f"sanctuary record erase RECORD {written} --retention-item 'Visits 12' --ground 'Gov. Code 34090' --approver NAME"
    assert told in unescape(text(other.get("/proposals")))
    row.delete()


def _user(name: str) -> Any:
    from django.contrib.auth.models import User

    return User.objects.get(username=name)


def test_an_entry_waits_for_a_second_person(member: Any, made: Made) -> None:
    """Written at the counter, approved by somebody else: one entry with both codes, and none before; a second press makes no second one."""
    from sanctuary.desk.behind.models import Proposal

    clerk, other, log = member("supervisor"), member("counsel"), made.desk.log()
    size = len(acts(log))
    play(begun(clerk), {**CALM, "what": "enter", "top": "none"})
    told = clerk.post("/record", {"act": "second", "officers": "2", "note": "two cars outside", "response": "declined"})
    assert "waits for a second person" in text(told)
    assert clerk.post("/record", {"act": "second"}).status_code == 302
    row = Proposal.objects.get()
    assert len(acts(log)) == size
    assert b"cars" not in bytes(row.sealed)
    page = text(other.get("/proposals"))
    assert "An entry that somebody wrote" in page
    assert "two cars outside" not in page
    assert clerk.post(f"/proposals/{row.pk}", {"act": "approve"}).status_code == 400
    assert len(acts(log)) == size
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == f"/entries/{acts(log)[-1]}"
    entry = log.show(acts(log)[-1]).entry
    assert entry is not None
    assert entry.kind == "dealing"
    assert re.fullmatch(r"supervisor-\d+", entry.links.made_by)
    assert re.fullmatch(r"counsel-\d+", entry.links.approved_by)
    # A crash after the entry leaves what waited: it is the same entry again.
    row.pk = None
    row.save(force_insert=True)
    assert other.post(f"/proposals/{row.pk}", {"act": "approve"})["Location"] == f"/entries/{acts(log)[-1]}"
    assert len(acts(log)) == size + 1


def test_drafts_of_the_record_are_listed(member: Any, made: Made) -> None:
    """With the command that approves one; the desk has no key of an approver's own."""
    from sanctuary.record.drafts import discard_draft, keep_draft

    draft = keep_draft(made.desk.log(), read_entry({"kind": "dealing"}, "an entry"), "desk")
    try:
        assert f"sanctuary record draft RECORD approve {draft.id}" in text(member("compliance").get("/proposals"))
        assert draft.id not in text(member("compliance", elsewhere=True).get("/proposals"))
    finally:
        discard_draft(made.desk.log(), draft.id)


@pytest.mark.parametrize(
    "form",
    [
        {"path": "event.officers_present", "value": "many", "reason": "x"},
        {"path": "event.officers_present", "value": "", "reason": "x"},
        {"path": "event.officers_present", "value": "3", "reason": ""},
        {"path": "links.made_by", "value": "counsel-1", "reason": "x"},
        {"path": "", "value": "3", "reason": "x"},
        {"path": "event.arrived_at", "value": "2031-01-01 10:00", "reason": "x"},
        {"path": "action.reason", "value": "A 123 456 789", "reason": "x"},
        {"path": "event.officers_present", "value": "3", "reason": "about A 123 456 789"},
        {"act": "void", "reason": ""},
        {"act": "void", "reason": "about A 123 456 789"},
        {"act": "void", "reason": "twice", "repeats": "99999"},
        {"act": "void", "reason": "twice", "repeats": "-1"},
        {"act": "erasure", "reason": "x"},
        {"act": "other", "reason": "x"},
        {},
    ],
)
def test_what_could_not_be_recorded_is_refused_at_once(member: Any, written: int, form: dict[str, str]) -> None:
    """With what is expected, before a second person is asked; nothing is kept."""
    from sanctuary.desk.behind.models import Proposal

    client = member("compliance")
    told = client.post(f"/entries/{written}/propose", form)
    assert told.status_code == 400
    assert 'role="alert"' in text(told)
    assert not Proposal.objects.exists()
    assert client.post("/entries/99999/propose", form).status_code == 404
    assert client.get("/entries/99999").status_code == 404


def test_nothing_of_another_agencys_record_is_seen_or_decided(member: Any, written: int, made: Made) -> None:
    """Entries have numbers of their own in each record; a proposal of another agency is not there."""
    from sanctuary.desk.behind.models import Proposal

    mine, theirs = member("compliance"), member("compliance", elsewhere=True)
    theirs_last = max((int(number) for number in re.findall(r'href="/entries/(\d+)"', text(theirs.get("/entries")))), default=-1)
    while written <= theirs_last:  # other tests wrote to both records: an entry with a number that theirs has not
        made.desk.log().add(
            read_entry({"kind": "dealing", "event": {"requesting_agency": "ice-ero", "request_types": ["hold"]}}, "an entry")
        )
        written = acts(made.desk.log())[-1]
    mine.post(f"/entries/{written}/propose", {"path": "event.officers_present", "value": "3", "reason": "written for practice"})
    row, size = Proposal.objects.get(), len(acts(made.desk.log()))
    for act in ("approve", "drop"):
        assert theirs.post(f"/proposals/{row.pk}", {"act": act}).status_code == 404
    assert "written for practice" not in text(theirs.get("/proposals"))
    assert f'href="/entries/{written}"' not in text(theirs.get("/entries"))
    for path in ("", "/propose/correction", "/propose/void", "/propose/erasure"):
        assert theirs.get(f"/entries/{written}{path}").status_code == 404
    assert "ice-ero" not in text(theirs.post("/entries/export"))
    assert (Proposal.objects.count(), len(acts(made.desk.log()))) == (1, size)
    assert mine.post(f"/proposals/{row.pk}", {"act": "drop"}).status_code == 302
    assert not Proposal.objects.exists()


def test_the_sheet_has_no_formula_and_no_sealed_field(member: Any, written: int, made: Made) -> None:
    """What begins as a formula is text; a correction stands in the row of what it corrects."""
    assert made.desk.log().size() > written
    formula = '=HYPERLINK("x")'
    made.desk.log().add(read_entry({"kind": "dealing", "event": {"sub_unit": formula, "request_types": ["hold"]}}, "an entry"))
    told = member("auditor").post("/entries/export")
    assert told["Content-Disposition"] == 'attachment; filename="record.csv"'
    rows = list(csv.reader(io.StringIO(text(told))))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert f"'{formula}" in cells
    assert not any(cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in cells)
    assert "two cars outside" not in text(told)
    assert "restricted.note" not in rows[0]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "  =1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """Whatever a spreadsheet skips before it."""
    assert inert(cell) == f"'{cell}"
    assert inert("plain") == "plain"
    assert inert("") == ""


def test_the_calendar_and_how_a_duty_was_fulfilled(member: Any, made: Made) -> None:
    """A duty without its day in the law is told so; said to be done, it is an entry, once, by whoever said so."""
    client, log = member("counsel"), made.desk.log()
    page = text(client.get("/due"))
    items = re.findall(r'href="/due/item/([^"]+)"', page)
    assert items
    assert client.post("/due/fulfill", {"item": items[0], "reason": ""}).status_code == 400
    assert client.post("/due/fulfill", {"item": "no/such-duty", "reason": "done"}).status_code in (302, 400)
    assert client.post("/due/fulfill", {"item": items[0], "reason": "sent by post"})["Location"] == f"/entries/{acts(log)[-1]}"
    assert client.post("/due/fulfill", {"item": items[0], "reason": "sent by post"}).status_code == 400
    entry = log.show(acts(log)[-1]).entry
    assert entry is not None
    assert re.fullmatch(r"counsel-\d+", entry.links.role)
    assert [(one.person, one.sense) for one in entry.signatures] == [(entry.links.role, "act")]
    assert f'/due/item/{items[0]}"' not in text(client.get("/due"))
    assert [client.get(f"/due/item/{one}").status_code for one in (items[0], "no/such-duty", items[1])] == [404, 404, 200]


def test_reports_and_papers_in_two_presses(member: Any, written: int) -> None:
    """Each as a file to save; the version for everybody is what is offered first."""
    client = member("compliance")
    assert written >= 0
    found = re.findall(r'name="csv" value="([^"]+)"', text(client.get("/reports")))
    assert found
    sheets = client.post("/reports/write", {"csv": found[0], f"public-{found[0]}": "yes"})
    assert sheets["Content-Type"].startswith("text/csv")
    assert text(sheets).startswith("report,from,to")
    assert client.post("/reports/write", {"pdf": "none"}).status_code == 200
    kinds = re.findall(r'name="kind" value="([^"]+)"', text(client.get("/notices")))
    assert kinds
    assert client.post("/notices/write", {"kind": kinds[0], "paper": "xx"}).status_code == 200


@pytest.mark.long
def test_every_report_and_paper_is_written(member: Any, written: int) -> None:
    """As PDF, in each version and language."""
    pytest.importorskip("typst", reason="the extra paper is not installed")
    client = member("counsel")
    assert written >= 0
    for name in re.findall(r'name="pdf" value="([^"]+)"', text(client.get("/reports"))):
        for version in ({f"public-{name}": "yes"}, {}):
            told = client.post("/reports/write", {"pdf": name, **version})
            assert told.content.startswith(b"%PDF"), name
    page = text(client.get("/notices"))
    for part in page.split("<li>")[1:]:
        kind = re.findall(r'name="kind" value="([^"]+)"', part)[0]
        assert client.post("/notices/write", {"kind": kind, "paper": "en"}).content.startswith(b"%PDF"), kind


def test_a_desk_without_a_record_says_so(member: Any, made: Made) -> None:
    """On each page of the record."""
    from django.contrib.auth.models import User

    from desk.test_factor import factored

    client: Client = member("counsel")
    factored(User.objects.get(username="counsel"))
    made.desk.training = False
    try:
        for path in ("/entries", "/entries/0", "/due", "/proposals", "/reports"):
            told = client.get(path)
            assert told.status_code == 404
            assert "no record to write into" in text(told)
    finally:
        made.desk.training = True
