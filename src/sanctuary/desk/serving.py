"""Starts a desk: its folder, its tables, on the first start the link that makes the first account; then the server."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

from sanctuary.desk.config import FOLDER, Desk
from sanctuary.desk.settings import configure
from sanctuary.errors import RequestError
from sanctuary.record.settings import read_settings
from sanctuary.record.sqlite import SOUND, VERSION

__all__ = ["prepared", "reminded", "serve"]


def prepared(desk: Desk, hosts: tuple[str, ...] = (), *, https: bool = False, agency: str = "") -> str:
    """Makes folder and tables; the word of a link for the first account, or nothing where there is an account.

    `agency`: makes an agency of this name where there is none, and gives a link that makes a supervisor of it.
    """
    desk.prepare()
    if desk.keeps and not desk.training:
        # A passphrase that opens nothing is told now, not when somebody writes down a visit.
        desk.log()
        desk.close()
    configure(desk, hosts=hosts, https=https)
    from django.db import connections  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.behind.scope import across  # noqa: PLC0415 - the same

    with across():
        word = _tables(desk, agency)
    # A worker may be a fork of this process, and a connection is for one process.
    connections.close_all()
    return word


def _tables(desk: Desk, agency: str) -> str:
    from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
    from django.core.management import call_command  # noqa: PLC0415 - the same

    from sanctuary.desk.behind.agencies import agency_of  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.inviting import invitation  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.models import Agency  # noqa: PLC0415 - the same
    from sanctuary.desk.demonstration import fill  # noqa: PLC0415 - the same

    _need_kept_apart(desk)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if not desk.database_file:
        (desk.folder / "desk.sqlite").chmod(0o600)
    if desk.training:
        fill()
    word = "" if User.objects.exists() else invitation(desk)
    if agency:
        made = agency_of(agency)
        desk.of(made.folder).prepare()
        word = invitation(desk, "supervisor", made)
    for one in Agency.objects.exclude(folder=""):
        desk.of(one.folder).prepare()
    return word


def _need_kept_apart(desk: Desk) -> None:
    """Refuses a role of PostgreSQL for which row-level security does not hold: it would show every agency's rows to each."""
    from django.db import connection  # noqa: PLC0415 - once the settings stand

    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        above = cursor.fetchone()[0]
    if above:
        raise RequestError(
            f"{desk.database_file}: this role is above row-level security, which keeps agencies apart. "
            "Make one for the desk: CREATE ROLE desk LOGIN PASSWORD '...'; CREATE DATABASE desk OWNER desk."
        )


def reminded(desk: Desk) -> int:
    """One round of reminders to every agency of a desk: to how many addresses a mail went. The desk may run meanwhile."""
    prepared(desk)
    from sanctuary.desk.behind.models import Agency, Proposal  # noqa: PLC0415 - once the settings stand
    from sanctuary.desk.behind.reminding import remind  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.scope import across  # noqa: PLC0415 - the same

    try:
        with across():
            waiting = {one: Proposal.objects.filter(agency=one).count() for one in Agency.objects.all()}
        return sum(remind(desk.of(one.folder), count) for one, count in waiting.items())
    finally:
        desk.close()


def serve(desk: Desk, address: str, port: int, hosts: tuple[str, ...], *, https: bool, workers: int, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped. `ready` hears the path of the first link, or nothing, before the server listens."""
    try:
        from granian.constants import Interfaces  # noqa: PLC0415 - an extra, loaded where it is needed
        from granian.server import Server  # noqa: PLC0415 - the same
    except ImportError:
        raise RequestError("the desk needs the extra: pip install 'sanctuary-law[desk]'.") from None
    _need_free(address, port)
    word = prepared(desk, hosts, https=https)
    _need_one_writer(desk, workers)
    told = {"folder": str(desk.folder.resolve()), "place": desk.named, "training": desk.training, "hosts": hosts, "https": https}
    told |= {"passphrase_file": desk.passphrase_file, "database_file": desk.database_file}
    os.environ[FOLDER] = json.dumps(told)
    ready(f"/first/{word}" if word else "")
    server = Server(
        "sanctuary.desk.wsgi:application", address=address, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=1,
        log_access=False, log_enabled=False, working_dir=Path.cwd(),
    )  # fmt: skip
    server.serve()


def _need_free(address: str, port: int) -> None:
    """Refuses an address where another program listens: the server would share it, and answer every second request."""
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as problem:
        raise RequestError(f"{address}, port {port}: cannot be listened on ({problem.strerror}). Give another --port.") from None


def _need_one_writer(desk: Desk, workers: int) -> None:
    """Refuses several processes that would write one SQLite record, where this SQLite can damage its file."""
    if workers > 1 and desk.keeps and not SOUND and not read_settings(desk.folder / "record").store:
        raise RequestError(
            f"--workers {workers}: SQLite {VERSION} can damage a record that several processes write (before 3.51.3; sqlite.org/wal.html). "
            "Give --workers 1, or keep the record in PostgreSQL."
        )
