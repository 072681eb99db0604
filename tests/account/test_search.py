"""Entries looked for by day, agency, request, field and open duty, as corrected."""

from datetime import date

import pytest

from record.dealings import dealing
from sanctuary.account.due import fulfill
from sanctuary.account.search import Wanted, search
from sanctuary.documents import replace
from sanctuary.errors import RequestError
from sanctuary.record.entry import Entry, read_entry
from sanctuary.record.log import Log
from sanctuary.record.paths import path_of


@pytest.fixture
def store_address() -> str:
    """Searching is the same on every store: SQLite."""
    return ""


def numbers(log: Log, wanted: Wanted) -> list[int]:
    return [line.seq for line in search(log, wanted)]


def other(number: int) -> Entry:
    return read_entry(
        {
            "event": {
                "event_id": f"o{number}", "received_at": "2026-11-17T23:30:00-08:00", "actor": "school", "requesting_agency": "cbp",
                "request_types": ["records", "area-access"], "channel": "in-person",
            }
        },
        "a dealing",
    )  # fmt: skip


def test_each_question_finds_its_entries(log: Log) -> None:
    """The day is that of the offset it was written with; a list has the word among its words."""
    log.add_many([dealing(0), other(1), dealing(2)])
    assert numbers(log, Wanted()) == [0, 1, 2]
    assert numbers(log, Wanted(received=(date(2026, 11, 17), date(2026, 11, 17)))) == [1]
    assert numbers(log, Wanted(requester="ice-ero")) == [0, 2]
    assert numbers(log, Wanted(agency="school", asked="area-access")) == [1]
    assert numbers(log, Wanted(fields={"event.request_types": "records"})) == [1]
    assert numbers(log, Wanted(fields={"event.event_id": "e2", "event.channel": "fax"})) == [2]
    assert numbers(log, Wanted(kind="training")) == []
    assert numbers(log, Wanted(recorded=("2026-10", "2026-10"))) == []


def test_a_corrected_entry_is_found_by_what_it_says_now(log: Log) -> None:
    """And no more by what it said."""
    log.add_many([dealing(0), dealing(1)])
    right = read_entry({"event": {"requesting_agency": "cbp"}}, "the right agency")
    log.correct(0, right, "read again", ["event.requesting_agency"])
    assert numbers(log, Wanted(requester="cbp")) == [0, 2]
    assert numbers(log, Wanted(requester="ice-ero")) == [1]


def test_an_open_duty_is_found_until_it_is_fulfilled(log: Log) -> None:
    """The duty on the act does not arise where the request was declined."""
    log.add_many([dealing(0), dealing(1)])
    assert numbers(log, Wanted(unfinished=True)) == [0, 1]
    how = read_entry({"links": {"reason": "the copy was handed over"}}, "how")
    fulfill(log, "0.0", replace(how, links=how.links))
    assert numbers(log, Wanted(unfinished=True)) == [1]


def test_a_field_is_named_in_full_or_by_its_last_part() -> None:
    """A name of several fields is refused with all of them, an unknown one with the nearest; nothing typed is repeated."""
    assert path_of("request_types") == "event.request_types"
    with pytest.raises(RequestError, match=r"action\.reason, links\.reason"):
        path_of("reason")
    with pytest.raises(RequestError, match="did you mean 'channel'"):
        path_of("chanel")
