"""An entry that was begun at one machine is finished at another, by whoever was there; the interview is kept nowhere."""

import re
from datetime import timedelta
from typing import Any

import pytest

from desk.conftest import Made, acts
from desk.played import NO_PAPER, begun, play
from desk.test_behind import member
from sanctuary.errors import RecordError
from sanctuary.record.drafts import approve_draft, drafts_of

__all__ = ["member"]

ANSWERS = {"officers": "2", "badge": "4417", "agency": "ice-ero", "areas": "lobby, hall"}


def handed(visitor: Any, **more: str) -> Any:
    """A visit whose entry was begun, and the browser that began it."""
    client = begun(visitor())
    play(client, NO_PAPER)
    assert client.post("/record", {**ANSWERS, **more, "act": "hand"})["Location"] == "/unfinished"
    return client


def waiting(client: Any) -> list[str]:
    """The ids of entries to finish, as the page lists them."""
    return re.findall(r'href="/unfinished/([0-9a-f]+)"', client.get("/unfinished").content.decode())


def test_an_entry_is_finished_on_another_machine(visitor: Any, made: Made) -> None:
    """With the answers of both, hours later; one entry, whatever is sent twice; nothing waits after it."""
    from sanctuary.desk.models import OpenInterview

    log = made.desk.log()
    before = len(acts(log))
    handed(visitor)
    assert OpenInterview.objects.count() == 0
    other = visitor()
    made.clock.at += timedelta(hours=5)
    (name,) = waiting(other)
    form = other.get(f"/unfinished/{name}").content.decode()
    assert 'value="4417"' in form
    assert "Finish on another machine" not in form
    assert other.post(f"/unfinished/{name}", {**ANSWERS, "officers": "3", "act": "keep"})["Location"] == "/unfinished"
    sent = {**ANSWERS, "officers": "3", "arrived": "14:05", "response": "declined", "act": "record"}
    assert other.post(f"/unfinished/{name}", sent)["Location"] == "/done"
    assert other.post(f"/unfinished/{name}", sent)["Location"] == "/unfinished"
    assert waiting(other) == []
    assert len(acts(log)) == before + 1
    entry = log.show(acts(log)[-1]).entry
    assert (entry.event.officers_present, entry.restricted.badge, entry.event.requesting_agency) == (3, "4417", "ice-ero")
    assert (entry.action.response, entry.action.areas_entered) == ("declined", ("lobby", "hall"))
    assert entry.determination.screen_sha256
    assert other.get(f"/unfinished/{name}").status_code == 404


def test_what_is_kept_holds_no_interview_and_nobody_approves_it(visitor: Any, made: Made) -> None:
    """The draft is sealed, holds what the entry would hold, and is no draft that a second person approves."""
    client = handed(visitor, note="a blue van stood outside")
    (name,) = waiting(client)
    (draft,) = [one for one in drafts_of(made.desk.log()) if one.id == name]
    raw = (made.desk.folder / "record" / "drafts" / f"{name}.sealed").read_bytes()
    assert b"blue van" not in raw
    assert b"blue van" not in bytes.fromhex(raw.decode())
    assert set(type(draft).__struct_fields__) == {"id", "made_by", "made_at", "entry", "signed", "begun", "answers"}
    assert "blue van" not in repr(draft)
    with pytest.raises(RecordError, match="not finished"):
        approve_draft(made.desk.log(), name, "somebody else")
    wrong = client.post(f"/unfinished/{name}", {**ANSWERS, "officers": "many", "act": "record"})
    assert wrong.status_code == 400
    assert waiting(client) == [name]
    assert client.post(f"/unfinished/{name}", {"act": "record"})["Location"] == "/done"


def test_only_who_signed_in_sees_what_waits(visitor: Any) -> None:
    """And a name that is none is no page."""
    assert visitor(signed_in=False).get("/unfinished")["Location"] == "/signin"
    for name in ("0" * 12, "x", "..", "%2e%2e"):
        assert visitor().get(f"/unfinished/{name}").status_code == 404


def test_nothing_of_another_agency_is_finished_or_seen(visitor: Any, member: Any) -> None:
    """Its entries that wait are in no list, and the address of one is no page."""
    (name,) = waiting(handed(visitor))
    theirs = member("desk", elsewhere=True)
    assert waiting(theirs) == []
    assert theirs.get(f"/unfinished/{name}").status_code == 404
    assert theirs.post(f"/unfinished/{name}", {"act": "record"})["Location"] == "/unfinished"
    assert visitor().post(f"/unfinished/{name}", {"act": "record"})["Location"] == "/done"
