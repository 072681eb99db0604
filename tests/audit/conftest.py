"""A real PostgreSQL for the tests that need one."""

from collections.abc import Callable

import pytest


@pytest.fixture
def postgresql(postgres: Callable[[], str]) -> str:
    """The address of an empty database."""
    return postgres()
