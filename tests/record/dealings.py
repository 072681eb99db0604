"""Entries of invented dealings, and logs with fixed keys and a clock that tests set."""

import io
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from sanctuary.documents import replace
from sanctuary.record import keys as key_files
from sanctuary.record.entry import Entry, read_entry
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.settings import Settings

ORIGIN = "records.example.org/desk"
PASSPHRASE = "four words of a test"  # noqa: S105 - a test's own
START = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
"""A Wednesday."""

LATER = date(2029, 1, 1)
"""After what is kept two years may be erased."""

APPROVERS = ("records officer", "city attorney")
TWO = ("head of records", "city attorney")
"""Two people each, who may approve."""

PLANTED = ("Zebulon Quillfeather", "bk-7731995-q", "ZQ-Blue-Heron-44")
"""What no message, file in the public folder, or line of output may hold."""


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def keys() -> Keys:
    """The same keys in every test: what they are does not matter, and random ones would hide a failure's cause."""
    return Keys(ORIGIN, (), sha256(b"ed25519").digest(), sha256(b"mldsa44").digest(), sha256(b"wrapping").digest())


PEOPLE = ("office", "records officer", "city attorney", "head of records")
"""Who may open the records of tests; the first has PASSPHRASE, and each other one a passphrase of their own."""


def peopled(people: tuple[str, ...] = PEOPLE) -> Keys:
    """The same keys with people who may open them, and whose own keys are all open."""
    return _peopled(people, key_files._COST)


@cache
def _peopled(people: tuple[str, ...], _: int) -> Keys:
    made = keys()
    for person in people:
        made = made.with_person(person, passphrase_of(person))
    return made


def passphrase_of(person: str) -> str:
    """The passphrase of a person of tests."""
    return PASSPHRASE if person == PEOPLE[0] else f"five more words of {person}"


def dealing(number: int = 0, *, private: str = "a note", response: str = "declined", received: str = "2026-11-18T09:20:00+00:00") -> Entry:
    return read_entry(
        {
            "event": {
                "event_id": f"e{number}",
                "received_at": received,
                "channel": "fax",
                "request_types": ["transfer"],
                "requesting_agency": "ice-ero",
            },
            "document": {"paper": "detainer"},
            "determination": {
                "outcome": "must-not",
                "rule_ids": ["us-ca/gov-7284.6-a-4"],
                "decided_by": "watch commander",
                "duties": [
                    {
                        "duty": "copy-to-person",
                        "on": "request",
                        "within": "PT24H",
                        "rule": "us-ca/gov-7283.1-b-copy-custody",
                        "cites": "Gov. Code 7283.1(b)",
                        "always": True,
                    },
                    {
                        "duty": "publish-account",
                        "on": "act",
                        "within": "",
                        "rule": "us-ca/gov-7283.1-c-custody",
                        "cites": "Gov. Code 7283.1(c)",
                        "always": True,
                    },
                ],
            },
            "action": {"response": response},
            "restricted": {"officer_name": PLANTED[0], "badge": PLANTED[1], "note": private},
        },
        "a dealing",
    )


def plain(number: int = 0) -> Entry:
    """A dealing that leaves nothing due."""
    return read_entry({"event": {"event_id": f"e{number}"}, "restricted": {"note": PLANTED[2]}}, "a plain dealing")


def new_log(folder: Path, clock: Clock, store: str = "", settings: Settings | None = None, people: tuple[str, ...] = PEOPLE) -> Log:
    chosen = settings or Settings(schema="sanctuary.record.log/1", origin=ORIGIN, store=store, schedule="weekly")
    return Log.create(folder, chosen, PASSPHRASE, clock, peopled(people))


def again(log: Log, clock: Clock) -> Log:
    """The log as the next start finds it."""
    log.close()
    return Log.open_with(log.folder, log.settings, log.keys, clock)


def said(entry: Entry | None) -> Entry:
    """An entry without what the record sets: when it was recorded, and who signed it."""
    assert entry is not None
    return replace(entry, recorded_at=None, signatures=())


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(text: str) -> io.StringIO:
    """Standard input as somebody types it, who hears when an answer is none."""
    return _Terminal(text)
