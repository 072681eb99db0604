"""One desk for all tests of a process, as Django has one set of settings: in training mode, in a folder of its own, with a clock to set."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from sanctuary.record import keys

pytest.importorskip("django", reason="the extra desk is not installed")

START = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=-8)))


@dataclass
class Clock:
    """A clock that a test sets."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Made:
    """The desk, its clock, and an account: its name and password."""

    desk: Any
    clock: Clock
    name: str = "desk-one"
    password: str = field(default="a long enough phrase", repr=False)


DATABASE = "SANCTUARY_TEST_DATABASE"
"""Where this variable says "postgresql", every test of the desk runs on a real PostgreSQL; else on SQLite."""


@pytest.fixture
def database(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The file with the address of an empty PostgreSQL database, for a desk that is started; nothing where the tests run on SQLite."""
    if os.environ.get(DATABASE) != "postgresql":
        return ""
    (tmp_path / "database").write_text(request.getfixturevalue("postgres")(), encoding="utf-8")
    return str(tmp_path / "database")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Made]:
    from django.contrib.auth.hashers import ScryptPasswordHasher

    from sanctuary.desk.config import Desk
    from sanctuary.desk.serving import prepared

    # Passwords at a cost for tests; Django's own is 2**14.
    ScryptPasswordHasher.work_factor = 2**4
    folder: Path = tmp_path_factory.mktemp("desk")
    clock = Clock()
    file = folder / "database"
    if os.environ.get(DATABASE) == "postgresql":
        file.write_text(request.getfixturevalue("postgres")(), encoding="utf-8")
    desk = Desk(folder / "training", "us-ca-los-angeles", clock=clock, database_file=str(file) if file.exists() else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_COST", 2**10)
        prepared(desk, ("testserver",))
        desk.log()
    from django.contrib.auth.models import User
    from django.db import connections

    from sanctuary.desk.behind.scope import across

    one = Made(desk, clock)
    # A test looks at the rows of every agency; a request within it at those of one.
    with across():
        User.objects.create_user(one.name, password=one.password, is_staff=True)
        yield one
    desk.close()
    connections.close_all()


def acts(log: Any) -> list[int]:
    """The numbers of a record's entries that tell of an act, and not of an account's key."""
    return [line.seq for line in log.entries() if line.entry is None or line.entry.kind != "key-holder"]


@pytest.fixture
def visitor(made: Made) -> Iterator[Any]:
    """Makes browsers that are signed in; each is a session of its own."""
    from django.contrib.auth.models import User
    from django.test import Client

    from sanctuary.desk.behind.models import Try
    from sanctuary.desk.models import OpenInterview

    made.clock.at = START

    def new(*, signed_in: bool = True) -> Client:
        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        if signed_in:
            client.force_login(User.objects.get(username=made.name))
        return client

    yield new
    OpenInterview.objects.all().delete()
    Try.objects.all().delete()
