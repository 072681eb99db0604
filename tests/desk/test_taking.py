"""A table of past dealings taken in at the desk: a dry run, all rows or none, once, and nothing of it kept or told."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk.conftest import Made, acts
from desk.test_behind import member

__all__ = ["member"]

MAPPING = b"""zone = "-08:00"
[columns]
"event.received_at" = "when"
"event.requesting_agency" = "who"
"event.request_types" = "what"
"event.actor" = "office"
[values."event.requesting_agency"]
ERO = "ice-ero"
[values."event.request_types"]
room = "area-access"
[fixed]
kind = "dealing"
"""
TABLE = b"when,who,what,office\n2026-03-02 09:30,ERO,room,library\n2026-03-09 10:15,ERO,room,library\n"


def sent(client: Any, act: str, table: bytes = TABLE, mapping: bytes = MAPPING) -> Any:
    """What the page answers to two files."""
    files = {"table": SimpleUploadedFile("a private name.csv", table), "mapping": SimpleUploadedFile("m.toml", mapping)}
    return client.post("/entries/take", {"act": act, **files})


def test_a_table_is_looked_at_and_then_added_once(member: Any, made: Made) -> None:
    """The dry run adds nothing; each entry has the code of whoever added it; again, by somebody else too, it adds nothing."""
    client, log = member("compliance"), made.desk.log()
    size = len(acts(log))
    told = sent(client, "dry")
    assert told.status_code == 200
    assert "Every row can be added; none was" in told.content.decode()
    assert "private name" not in told.content.decode()
    assert len(acts(log)) == size
    assert "The table is in the record" in sent(client, "add").content.decode()
    assert len(acts(log)) == size + 2
    entry = log.show(acts(log)[-1]).entry
    assert entry is not None
    assert entry.event.requesting_agency == "ice-ero"
    assert entry.links.made_by.startswith("compliance-")
    assert entry.determination.place == made.desk.place
    for other in (client, member("counsel")):
        assert "<dt>Not in the record before</dt><dd>0</dd>" in sent(other, "add").content.decode()
    assert len(acts(log)) == size + 2


@pytest.mark.parametrize(
    ("table", "mapping", "says"),
    [
        (TABLE.replace(b"2026-03-09", b"2031-03-09"), MAPPING, "the table: row 2"),
        (TABLE.replace(b"ERO,room,library\n2026", b"SECRET,room,library\n2026"), MAPPING, "the table: row 1"),
        (TABLE + b"x\n", MAPPING, "row 3 has 1 cells"),
        (TABLE, b"no toml", "the mapping"),
        (TABLE, MAPPING.replace(b'"when"', b'"no column"'), "it has no column"),
        (b"\xff\xfe", MAPPING, "the table"),
        (TABLE + b"2026-03-09 10:15,ERO,room,library\n" * 2000, MAPPING, "at most 2000 here"),
        (b"", MAPPING, "Both files are needed"),
        (b"x" * 4_000_001, MAPPING, "Both files are needed"),
    ],
)
def test_a_table_that_is_wrong_adds_nothing(member: Any, made: Made, table: bytes, mapping: bytes, says: str) -> None:
    """The row and the field are named, never a cell, a path of the machine or the file's name."""
    client, size = member("compliance"), len(acts(made.desk.log()))
    for act in ("dry", "add"):
        told = sent(client, act, table, mapping)
        page = told.content.decode()
        assert told.status_code == 400
        assert says.lower() in page.lower(), page
        assert 'role="alert"' in page
        for word in ("SECRET", "/proc/", "private name"):
            assert word not in page
    assert len(acts(made.desk.log())) == size


def test_a_table_goes_into_the_record_of_the_own_agency(member: Any, made: Made) -> None:
    """And nobody hears of it elsewhere; an auditor takes nothing in."""
    sizes = len(acts(made.desk.log())), len(acts(made.desk.of("another-agency").log()))
    # Another word than other tests look for: the record of the other agency lasts as long as this process.
    mapping = MAPPING.replace(b'"ice-ero"', b'"uscis"')
    assert sent(member("compliance", elsewhere=True), "add", mapping=mapping).status_code == 200
    assert (len(acts(made.desk.log())), len(acts(made.desk.of("another-agency").log()))) == (sizes[0], sizes[1] + 2)
    for role in ("auditor", "desk"):
        assert sent(member(role), "add").status_code == 403
    assert len(acts(made.desk.log())) == sizes[0]
