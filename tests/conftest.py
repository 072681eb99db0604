"""What tests share: the library, laws on days, and the folder beside the project, which may be missing."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")

TODAY = date(2026, 11, 22)
THEN = date(2018, 10, 1)
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def los_angeles(library: Library) -> Law:
    return law_of(library, "us-ca-los-angeles", TODAY)


@pytest.fixture(scope="session")
def proofs(los_angeles: Law) -> Proofs:
    return Proofs(los_angeles)


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the folder of outside scenarios and data is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output is compared as plain text, whatever the terminal that runs the tests."""
    monkeypatch.setenv("NO_COLOR", "1")
    os.environ.pop("FORCE_COLOR", None)
