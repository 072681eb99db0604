"""A desk whose tables an older program made, and what is there once this program has started over it: `older.py put|tell FOLDER [ADDRESS]`.

`put` makes the tables as they were: on SQLite they are the older program's own (`older.sql`), on PostgreSQL its rows in tables that the
migrations up to its last one make. `tell` starts this program over them, lets each account sign in by password and code, and prints JSON.
"""

import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

PHRASE = "quite a long phrase of ours"
SECRET = "b6dc65db0fd5daba5edb6624ded1aee3ecb8d1283191dae62bda894e4145511a"  # noqa: S105 - good for this desk of a test alone
CODES = {
    "lead one": "SLCKGHSB6SLF64HK65C6KYCGDWXEYK3V",
    "keeper two": "PR5TN6AMXF6DLRTJLJ77DOQXMBZ45ZWH",
    "keeper three": "GJTTGQ45R4JZUZIFJKNOXC6IZABK54QB",
    "clerk four": "27NRRF5EFMFDULORJANMY3JYCNNLZL22",
}
"""What each account's app had: the secrets that the older tables hold sealed under `SECRET`."""

LAST = {"desk": "0001", "behind": "0005", "sessions": "0001"}
"""The older program's last migrations."""

TABLES = ("auth_user", "desk_site", "behind_agency", "behind_member", "behind_placed", "behind_proposal", "behind_factor")


def desk_of(folder: Path, address: str) -> Any:
    """The desk, live and without a record: what it has behind the counter."""
    from sanctuary.desk.config import Desk

    return Desk(folder, "us-ca-los-angeles", training=False, database_file=address)


def put(folder: Path, address: str) -> None:
    """Makes the older desk."""
    folder.mkdir(mode=0o700)
    (folder / "desk.secret").write_text(SECRET + "\n", encoding="ascii")
    (folder / "desk.secret").chmod(0o600)
    script = Path(__file__).with_name("older.sql").read_text(encoding="utf-8")
    with sqlite3.connect(":memory:" if address else folder / "desk.sqlite") as older:
        older.executescript(script)
        if address:
            _into_postgresql(desk_of(folder, address), older)


def _into_postgresql(desk: Any, older: sqlite3.Connection) -> None:
    from sanctuary.desk.settings import configure

    configure(desk, hosts=("testserver",), https=False)
    from django.core.management import call_command
    from django.db import connection, transaction

    for app, name in LAST.items():
        call_command("migrate", app, name, verbosity=0, interactive=False)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        for table in TABLES:
            cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table])
            kinds = dict(cursor.fetchall())
            rows = older.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of the names above
            names = [one[0] for one in rows.description]
            marks = ", ".join(["%s"] * len(names))
            for row in rows:
                values = [bool(value) if kinds[name] == "boolean" else value for name, value in zip(names, row, strict=True)]
                cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608 - names of tables
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 - the same


def tell(folder: Path, address: str) -> dict[str, Any]:
    """What is there after this program has started."""
    from sanctuary.desk.serving import prepared

    desk = desk_of(folder, address)
    word = prepared(desk, ("testserver",))
    from django.db import connection

    from sanctuary.desk.behind.models import Member, Proposal
    from sanctuary.desk.behind.scope import across
    from sanctuary.desk.models import Site

    with across():
        members = {one.account.username: one.role for one in Member.everywhere.select_related("account")}
        sites = list(Site.everywhere.values_list("slug", flat=True))
        proposals = [(one.act, one.seq, len(bytes(one.sealed)) > 0) for one in Proposal.objects.order_by("pk")]
        kept = "behind_factor" in connection.introspection.table_names()
    return {
        "first": bool(word), "members": members, "sites": sites, "proposals": proposals, "old table": kept,
        "signed in": {name: _signed_in(name, secret) for name, secret in CODES.items()},
    }  # fmt: skip


def _signed_in(name: str, secret: str) -> list[Any]:
    """Where password and code lead, and what the page of accounts then answers."""
    from django.test import Client

    from desk.test_factor import code

    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    steps = [client.post("/signin", {"name": name, "password": PHRASE})["Location"]]
    with patch("time.time", return_value=time.time()) as now:  # a code is good for half a minute, and a slow machine takes longer
        steps += [client.post("/code", {"code": code(secret, now())})["Location"]]
    return [*steps, client.get("/accounts").status_code]


def main() -> None:
    """One of the two."""
    act, folder, address = sys.argv[1], Path(sys.argv[2]), (*sys.argv[3:], "")[0]
    if act == "put":
        put(folder, address)
    else:
        sys.stdout.write(json.dumps(tell(folder, address)))


if __name__ == "__main__":
    main()
