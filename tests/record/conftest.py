"""A log on each kind of store: SQLite, and a real PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from record.dealings import APPROVERS, LATER, START, Clock, dealing, new_log, plain
from sanctuary.record import keys
from sanctuary.record.log import Log
from sanctuary.record.publish import publish


@pytest.fixture(autouse=True)
def quick_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are derived quickly, but where a test holds the real cost or starts programs that do."""
    if request.node.get_closest_marker("real_keys") is None:
        monkeypatch.setattr(keys, "_COST", 2**10)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest) -> str:
    """Nothing for SQLite, or the address of an empty PostgreSQL database."""
    return request.getfixturevalue("postgres")() if request.param == "postgresql" else ""


@pytest.fixture
def log(tmp_path: Path, clock: Clock, store_address: str) -> Iterator[Log]:
    made = new_log(tmp_path / "record", clock, store_address)
    yield made
    made.close()


@pytest.fixture
def whole(log: Log, clock: Clock, tmp_path: Path) -> Log:
    """A record with something in every table, published."""
    log.add_many([dealing(n) for n in range(8)])
    log.hold(2, "litigation")
    log.fulfill("0.0", dealing(9))
    log.correct(3, plain(3), "found wrong")
    clock.now = START + timedelta(days=800)
    log.erase(1, "R-12", "Gov. Code 34090", APPROVERS, LATER)
    publish(log, tmp_path / "public")
    assert log.size() == 12
    return log
