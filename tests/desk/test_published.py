"""The record for everybody: its published head without an account, receipts that are proved, and nothing of any entry."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.conftest import START, Made
from desk.test_behind import member
from sanctuary.record.entry import read_entry
from sanctuary.record.publish import publish

__all__ = ["member"]


def checked(client: Any, raw: bytes, path: str = "/published") -> tuple[int, str]:
    """The status and the page that answers a receipt."""
    told = client.post(path, {"receipt": SimpleUploadedFile("r.txt", raw)})
    return told.status_code, told.content.decode()


def test_a_receipt_is_given_and_proved_without_an_account(member: Any, visitor: Any, made: Made, tmp_path: Path) -> None:
    """Refused until the entry is published; then proved for anybody; changed, cut, or of another record it proves nothing."""
    log, client = made.desk.log(), member("compliance")
    seq = log.add(read_entry({"kind": "dealing", "event": {"request_types": ["hold"]}}, "an entry"))
    early = client.post(f"/entries/{seq}/receipt")
    assert (early.status_code, "not published yet" in early.content.decode()) == (400, True)
    made.clock.at = START + timedelta(days=40)
    publish(log, tmp_path / "public")
    made.clock.at = START
    told = client.post(f"/entries/{seq}/receipt")
    assert told["Content-Disposition"].startswith("attachment")
    anybody = visitor(signed_in=False)
    page = anybody.get("/published").content.decode()
    assert log.settings.origin in page
    assert log.keys.vkeys[0] in page
    kept = anybody.post("/published", {"act": "keys"})
    assert kept["Content-Disposition"] == 'attachment; filename="verification-keys.txt"'
    assert kept.content.decode().splitlines() == list(log.keys.vkeys)
    status, page = checked(anybody, told.content)
    assert (status, f"the record holds entry {seq}." in page) == (200, True)
    changed = told.content.replace(f"index {seq}".encode(), f"index {seq + 1}".encode())
    for raw in (b"", b"\xff\xfe", b"no receipt", told.content[:-40], changed, b"x" * 2_000_000):
        status, page = checked(anybody, raw)
        assert status == 400
        assert "This proves no entry" in page
    other = made.desk.of("another-agency")
    other.log().add(read_entry({"kind": "dealing"}, "an entry"))
    assert checked(anybody, told.content, "/published/another-agency")[0] == 400


def test_a_receipt_of_another_agency_is_not_given(member: Any, made: Made) -> None:
    """Numbers are of the own record; where it has none of that number there is no page."""
    own, theirs = made.desk.log(), made.desk.of("another-agency").log()
    seq = own.add(read_entry({"kind": "dealing"}, "an entry"))
    while seq < theirs.size():  # other tests add entries there
        seq = own.add(read_entry({"kind": "dealing"}, "an entry"))
    assert member("compliance", elsewhere=True).post(f"/entries/{seq}/receipt").status_code == 404
    assert member("desk").post(f"/entries/{seq}/receipt").status_code == 403


@pytest.mark.usefixtures("member")
def test_what_everybody_sees_says_nothing_of_an_entry(visitor: Any, made: Made) -> None:
    """Nor which other agencies there are; one that there is not has no page."""
    made.desk.log().add(read_entry({"kind": "dealing", "event": {"requesting_agency": "ice-hsi"}}, "an entry"))
    page = visitor(signed_in=False).get("/published").content.decode()
    for word in ("ice-hsi", "dealing", "another-agency", "Another agency"):
        assert word not in page
    assert visitor(signed_in=False).get("/published/no-such-agency").status_code == 404
    assert visitor(signed_in=False).get("/published/another-agency").status_code == 200
