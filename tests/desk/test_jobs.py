"""Audits and scans of uploaded files: in memory alone, for whoever began them, refused as the readers refuse."""

import io
import os
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.conftest import Made
from desk.test_behind import member

__all__ = ["member"]

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="files in memory need Linux")

TABLE = (
    b"detainer_prepare_date,detention_facility,detainer_lift_reason,detainer_type\n2025-02-03,COUNTY JAIL,Detainer declined by LEA,I-247A\n"
)
FORM = b"first_name,immigration_status,country_of_birth\n=cmd|x,PRIVATE-CELL,y\n"


def sent(client: Any, raw: bytes, name: str = "a private name.csv", **form: str) -> Any:
    """What a page answers to a file."""
    return client.post("/jobs", {"file": SimpleUploadedFile(name, raw), **form})


def ended(number: int) -> Any:
    """The job once the thread that works on it is done."""
    import threading

    from sanctuary.desk.behind.models import Job

    for thread in threading.enumerate():
        if thread.name.endswith("(_begun)"):
            thread.join()
    return Job.everywhere.get(pk=number)


def zipped(raw: bytes) -> bytes:
    """A packed table."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("table.csv", raw)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "form"),
    [
        ("a.csv", b"", {"kind": "scan"}),
        ("a.exe", b"MZ", {"kind": "scan"}),
        ("a", b"x", {"kind": "scan"}),
        ("a.sqlite", b"SQLite format 3\0", {"kind": "audit", "mapping": "detainer-releases"}),
        ("a.csv", b"x", {"kind": "other"}),
        ("a.csv", b"x", {"kind": "audit"}),
        ("a.csv", b"x", {"kind": "audit", "mapping": "/etc/passwd"}),
        ("a.csv", b"x", {"kind": "audit", "mapping": "--output=x"}),
        ("a.csv", b"\0" * 12_000_001, {"kind": "scan"}),
    ],
)
def test_a_file_that_no_job_takes_is_refused_at_once(member: Any, made: Made, name: str, raw: bytes, form: dict[str, str]) -> None:
    """With what it takes; nothing is begun, and nothing is written."""
    from sanctuary.desk.behind.models import Job

    before = sorted(path.name for path in made.desk.folder.iterdir())
    told = sent(member("compliance"), raw, name, **form)
    assert told.status_code == 400
    assert 'role="alert"' in told.content.decode()
    assert not Job.everywhere.exists()
    assert sorted(path.name for path in made.desk.folder.iterdir()) == before


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "raw", "form", "state", "says"),
    [
        ("a.csv", FORM, {"kind": "scan"}, "done", "immigration_status"),
        ("a.csv", TABLE, {"kind": "audit", "mapping": "detainer-releases"}, "done", "upload.csv"),
        ("a.zip", lambda: zipped(TABLE), {"kind": "audit", "mapping": "detainer-releases"}, "done", "upload.zip"),
        ("a.zip", lambda: zipped(b"a," * 200_000_000), {"kind": "audit", "mapping": "detainer-releases"}, "refused", "upload.zip"),
        ("a.xlsx", b"PK broken", {"kind": "audit", "mapping": "detainer-releases"}, "refused", "not a workbook"),
        ("a.csv", FORM, {"kind": "audit", "mapping": "detainer-releases"}, "refused", "column"),
    ],
)
def test_a_job_says_what_was_found_and_the_upload_is_gone(
    member: Any, made: Made, name: str, raw: bytes | Callable[[], bytes], form: dict[str, str], state: str, says: str
) -> None:  # fmt: skip
    """No cell and no name of the file is in the result or in a file of the desk; a bomb is refused as the readers refuse it."""
    client = member("compliance")
    told = sent(client, raw if isinstance(raw, bytes) else raw(), f"a private name{Path(name).suffix}", **form)
    number = int(re.findall(r"/jobs/(\d+)", told["Location"])[0])
    job = ended(number)
    page = client.get(f"/jobs/{number}").content.decode()
    assert (job.state, says in page) == (state, True), page
    assert "private name" not in page
    assert "PRIVATE-CELL" not in page
    whole = b"".join(path.read_bytes() for path in made.desk.folder.rglob("*") if path.is_file())
    assert b"PRIVATE-CELL" not in whole
    assert says.encode() not in bytes(job.sealed)
    if state == "done":
        assert client.post(f"/jobs/{number}", {"act": "save"})["Content-Disposition"].startswith("attachment")
    assert client.post(f"/jobs/{number}", {"act": "delete"})["Location"] == "/jobs"
    assert client.get(f"/jobs/{number}").status_code == 404


def test_a_job_is_its_owners_alone(member: Any, made: Made) -> None:
    """Not another's of the agency, and not another agency's."""
    from sanctuary.desk.behind.models import Job, Member

    now = made.desk.clock()
    client = member("compliance")
    whose = Member.everywhere.get(account__username="compliance")
    job = Job.everywhere.create(agency=whose.agency, member=whose, kind="scan", state="done", begun=now, touched=now)
    assert client.get(f"/jobs/{job.pk}").status_code == 200
    for other in (member("counsel"), member("compliance", elsewhere=True)):
        for told in (
            other.get(f"/jobs/{job.pk}"),
            other.post(f"/jobs/{job.pk}", {"act": "delete"}),
            other.post(f"/jobs/{job.pk}", {"act": "save"}),
        ):
            assert told.status_code == 404
        assert f"/jobs/{job.pk}" not in other.get("/jobs").content.decode()
    assert Job.everywhere.filter(pk=job.pk).exists()


def test_jobs_wait_end_and_are_deleted_after_a_day(member: Any, made: Made) -> None:
    """Three of one person at once; one that nobody works on any more is told so; after a day none is left."""
    from sanctuary.desk.behind.models import Job, Member
    from sanctuary.desk.behind.running import purge

    now, client = made.desk.clock(), member("compliance")
    whose = Member.everywhere.get(account__username="compliance")
    for _ in range(3):
        Job.everywhere.create(agency=whose.agency, member=whose, kind="scan", state="running", done=5, total=9, begun=now, touched=now)
    assert "5 / 9" in client.get(f"/jobs/{Job.everywhere.latest('pk').pk}").content.decode()
    assert "Three of yours" in sent(client, FORM, kind="scan").content.decode()
    made.clock.at += timedelta(minutes=3)
    assert "The desk was stopped while it ran" in client.get("/jobs").content.decode()
    purge(now + timedelta(hours=23))
    assert Job.everywhere.count() == 3
    purge(now + timedelta(hours=25))
    assert not Job.everywhere.exists()


@pytest.mark.long
def test_a_process_that_dies_or_says_too_much_is_a_failure(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as one, without what it printed; how far it was is heard before."""
    from sanctuary.desk.behind import running

    assert made.desk.training
    handle = os.memfd_create("upload")
    monkeypatch.setenv("SANCTUARY_PASSPHRASE", "a secret of the desk")
    told: list[tuple[int, int]] = []
    for program, state in (
        ("import os; os.kill(os.getpid(), 9)", "failed"),
        ("import sys; sys.stdout.write('x' * 3_000_000)", "failed"),
        ("import os, sys; os.write(int(os.environ['SANCTUARY_PROGRESS']), b'7 9\\n'); print('SANCTUARY_PASSPHRASE' in os.environ)", "done"),
        ("import sys; sys.stderr.write('no'); sys.exit(2)", "refused"),
        ("x = bytearray(5 << 30)", "failed"),
    ):
        monkeypatch.setattr(running, "_PROGRAM", program)
        found = running.run(["scan", "{}"], handle, ".csv", lambda *far: told.append(far))
        assert found[0] == state, program
        assert found[1] in (b"", b"False\n", b"no")
    assert (7, 9) in told
    os.close(handle)
    assert sys.platform == "linux"
