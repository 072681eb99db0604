"""A log on each kind of store: SQLite, and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from record.dealings import Clock, new_log
from sanctuary.record import keys
from sanctuary.record.log import Log


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
