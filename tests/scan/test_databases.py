"""Catalogs of real databases: comments, checks, enumerations and tables referred to are read; values only where they are asked for."""

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from machine import need
from programs import until
from sanctuary.errors import EvidenceError
from sanctuary.law.jurisdiction import Law
from sanctuary.scan.catalogs import plain_address, read_catalog
from sanctuary.scan.scan import Options, classified, scan
from sanctuary.scan.views import views

PLANTED = "Zzyzx-Planted-4711"

TABLES = """
create table citizenship_statuses (id serial primary key, name text, description text);
create type standing as enum ('permanent resident', 'refugee', 'asylee');
create table applicants (
  id serial primary key, first_name text, ssn text, cz_id int references citizenship_statuses (id), standing_now standing,
  q7 text check (q7 in ('Catholic', 'Muslim', 'Jewish')), f1 text, zip text
);
comment on column applicants.f1 is 'Country of birth of the applicant';
create table languages (id serial primary key, language_name text, sort_order int);
create view applicants_public as select id, first_name as given, f1 as birth_country from applicants;
"""


def _found(address: str) -> dict[tuple[str, str], str]:
    return {(one.table, one.name): hit.of for one, hit in classified(read_catalog(address)).found}


def test_a_catalog_of_postgresql_is_read(postgres: Callable[[], str]) -> None:
    """Comments, checks, enumerations and foreign keys tell what names do not; a table of codes is none."""
    address = postgres()
    with psycopg.connect(address) as connection:
        connection.execute(TABLES.encode())
    assert _found(address) == {
        ("applicants", "ssn"): "ssn_itin",
        ("applicants", "cz_id"): "citizenship",
        ("applicants", "standing_now"): "immigration_status",
        ("applicants", "q7"): "religion",
        ("applicants", "f1"): "birth_place",
        ("applicants_public", "birth_country"): "birth_place",
    }


def test_views_withhold_what_the_law_forbids_to_disclose(postgres: Callable[[], str], los_angeles: Law) -> None:
    """The role sees the view without the column, and not the table; who runs the statements may make roles."""
    address = postgres().replace("//plain@", "//postgres@")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(b"create table permits (id int, us_citizen boolean, street text)")
        connection.execute(b"insert into permits values (1, true, 'Main')")
        connection.execute(
            b"do $$ begin if not exists (select from pg_roles where rolname = 'clerk-1') then create role \"clerk-1\"; end if; end $$"
        )
        made = views(los_angeles, address, "clerk-1")
        connection.execute(made.encode())
        connection.execute(b'set role "clerk-1"')
        row = connection.execute(b"select * from sanctuary_views.permits")
        assert [one.name for one in row.description or ()] == ["id", "street"]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(b"select * from permits")
        connection.execute(b"reset role")
    assert "Main" not in made


def test_values_are_looked_at_where_asked_and_never_shown(postgres: Callable[[], str], los_angeles: Law) -> None:
    """A column without a name is told by its shape, and a key within JSON by its name."""
    address = postgres()
    with psycopg.connect(address) as connection:
        connection.execute(b"create table people (id int, col_a text, extra jsonb)")
        for number in range(20):
            connection.execute(
                b"insert into people values (%s, %s, %s)",
                (number, f"219-09-{1000 + number}", f'{{"visa_type": "{PLANTED}", "{PLANTED}": 1}}'),
            )
    assert not scan(los_angeles, [address], Options()).findings
    report = scan(los_angeles, [address], Options(values=True))
    assert {(one.table, one.column, one.of) for one in report.findings} == {
        ("people", "col_a", "ssn_itin"),
        ("people.extra", "visa_type", "immigration_status"),
    }
    assert PLANTED not in str(report)
    assert "219-09" not in str(report)


def test_every_schema_and_domain_of_postgresql_is_read(postgres: Callable[[], str], los_angeles: Law) -> None:
    """Values of each schema are looked at, a domain's check is a list of codes, and a table that may not be read stops no other."""
    address = postgres()
    with psycopg.connect(address) as connection:
        connection.execute(b"create domain standing as text check (value in ('permanent resident', 'refugee', 'asylee'))")
        connection.execute(b'create schema "Case Mgmt"')
        connection.execute(b'create table "Case Mgmt"."People" ("Col A" text, now standing, extra jsonb)')
        connection.execute(b"create table broken (id int); insert into broken values (1)")
        connection.execute(b"alter table broken enable row level security; alter table broken force row level security")
        connection.execute(b"create function boom() returns bool language plpgsql as $$ begin raise exception 'no'; end $$")
        connection.execute(b"create policy p on broken using (boom())")
        for number in range(20):
            connection.execute(
                b'insert into "Case Mgmt"."People" values (%s, null, %s)', (f"219-09-{1000 + number}", f'{{"visa_type": "{PLANTED}"}}')
            )
    report = scan(los_angeles, [address], Options(values=True))
    assert {(one.table, one.column, one.of) for one in report.findings} == {
        ("Case Mgmt.People", "Col A", "ssn_itin"),
        ("Case Mgmt.People", "now", "immigration_status"),
        ("Case Mgmt.People.extra", "visa_type", "immigration_status"),
    }
    assert [one.why for one in report.not_read] == ["public.broken: its values cannot be read"]
    assert PLANTED not in str(report)


def test_a_file_of_sqlite_is_read_and_not_written(tmp_path: Path) -> None:
    """Found by its ending or its address; the file stays as it is."""
    path = tmp_path / "city.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table clients (id int, nationality text, status text check (status in ('refugee', 'parolee', 'other')))")
    connection.close()
    before = path.read_bytes()
    assert _found(f"sqlite:///{path}") == {("clients", "nationality"): "national_origin", ("clients", "status"): "immigration_status"}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:{secret}@127.0.0.1:1/x",
        "mysql://me:{secret}@127.0.0.1:1/x",
        "nosuch://me:{secret}@h/x",
        "sqlite:////none/{secret}.db",
    ],
)
def test_what_cannot_be_reached_is_told_without_its_password(address: str) -> None:
    """Drivers quote the address; we do not."""
    with pytest.raises(EvidenceError) as refused:
        list(read_catalog(address.format(secret=PLANTED)))
    assert PLANTED not in str(refused.value).replace(f"{PLANTED}.db", "")


def test_an_address_is_shown_without_user_and_options() -> None:
    """Host, port and database alone."""
    assert plain_address("postgresql://a:b@h:5432/d?password=c") == "postgresql://h:5432/d"
    assert plain_address("postgresql://a:b@[bad/d") == "postgresql://"


@pytest.fixture(scope="module")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database on a real MariaDB of this run."""
    server = need("MariaDB")
    folder = tmp_path_factory.mktemp("mariadb")
    data, socket = folder / "data", Path("/tmp") / f"sanctuary-{folder.name}.sock"  # noqa: S108 - a socket's path must be short
    subprocess.run(
        ["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", "--user=root"],
        check=True, capture_output=True,
    )  # fmt: skip
    running = subprocess.Popen(
        [str(server), f"--datadir={data}", f"--socket={socket}", "--skip-networking", "--user=root", f"--pid-file={folder}/pid"],
        stderr=subprocess.DEVNULL,
    )
    import pymysql  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a server runs

    try:
        until(running, socket.exists)
        connection = pymysql.connect(unix_socket=str(socket), user="root")
        connection.cursor().execute("create database city")
        connection.close()
        yield f"mariadb://root@localhost/city?unix_socket={socket}"
    finally:
        running.terminate()
        running.wait()


@pytest.mark.long
def test_a_catalog_of_mariadb_is_read(mariadb: str) -> None:
    """Comments and enumerations of columns."""
    import pymysql  # noqa: PLC0415 - only where a server runs

    with pymysql.connect(unix_socket=mariadb.partition("unix_socket=")[2], user="root", database="city") as connection:
        connection.cursor().execute(
            "create table tenants (id int primary key, f2 varchar(9) comment 'Immigration status', "
            "kind enum('refugee','asylee','other'), doc varchar(20) check (doc in ('USC', 'LPR', 'Undocumented')), rent int)"
        )
    of_status = dict.fromkeys((("tenants", "f2"), ("tenants", "kind"), ("tenants", "doc")), "immigration_status")
    assert _found(mariadb) == of_status
    every = _found(mariadb.replace("/city?", "/?"))
    assert {(table.removeprefix("city."), name): of for (table, name), of in every.items()} == of_status
