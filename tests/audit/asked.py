"""A table of requests and its mapping: rows that are odd in every way that the tests of audits look for."""

import csv
import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["MAP", "PLANTED", "files_of_at_most", "random_rows", "write"]

PLANTED = "Zacarias Quintero A087654321"

MAP = """
title = "Requests"
each_row = "a request by immigration authorities"
[act]
actor = "sheriff"
[act.action]
column = "request"
values = { "hold" = "hold", "date" = "disclose", "talk" = "allow-interview" }
[act.resource]
column = "request"
values = { "hold" = "subject", "date" = "release-date", "talk" = "subject" }
[day]
column = "received"
formats = ["%Y-%m-%d"]
[facts]
requester = "immigration-authority"
[facts.purpose]
column = "reason"
words = [{ value = "civil-immigration", any = ["ICE", "civil"] }, { value = "other-crime", any = ["homicide", "police case"] }]
nothing = ["inv", "investigation"]
[facts.paper]
column = "form"
values = { "I-247A" = "detainer", "court" = "court-order" }
[facts."history.years_since_listed_felony"]
column = "convicted"
years_since = ["%Y-%m-%d"]
empty = "absent"
"""


def write(path: Path, rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("received", "request", "form", "reason", "convicted"), *rows])
    return path


def random_rows(rng: random.Random, count: int) -> list[tuple[str, ...]]:
    return [
        (
            rng.choice([f"20{rng.randint(10, 26)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}", "", "soon"]),
            rng.choice(["hold", "date", "talk", "lunch", ""]),
            rng.choice(["I-247A", "court", "", "napkin"]),
            rng.choice(["ICE - vehicle", "notice", "inv", "homicide", "", "case 12 investigation"]),
            rng.choice(["", "2001-05-06", "2020-02-29"]),
        )
        for _ in range(count)
    ]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """While it lasts, no file of this process grows beyond so many bytes: it stands for a full disk."""
    before, (soft, hard) = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
