"""Starts a desk: its folder, its tables, on the first start the link that makes the first account; then the server."""

import fcntl
import json
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sanctuary.desk.beside import Beside
from sanctuary.desk.config import FOLDER, Desk, is_shared
from sanctuary.desk.place import Standing
from sanctuary.desk.settings import configure
from sanctuary.errors import RequestError
from sanctuary.record.agent import harden
from sanctuary.record.passphrase import PASSPHRASE

__all__ = ["prepared", "reminded", "serve", "write"]


def prepared(desk: Desk, hosts: tuple[str, ...] = (), *, https: bool = False, agency: str = "", invites: bool = True) -> str:
    """Makes folder and tables; the word of a link for the first account, or nothing where there is an account.

    `agency`: makes an agency of this name where there is none, and gives a link that makes a supervisor of it. `invites`: false where
    nobody hears of the link, so that none is made.
    """
    desk.prepare()
    if desk.holds and desk.keeps and not desk.training:
        # A passphrase that opens nothing is told now, not when somebody writes down a visit.
        desk.log()
        desk.close()
    configure(desk, hosts=hosts, https=https)
    from django.db import connections  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.behind.scope import across  # noqa: PLC0415 - the same

    with _answering(desk), across():
        word = _tables(desk, agency, invites=invites)
    # A worker may be a fork of this process, and a connection is for one process.
    connections.close_all()
    return word


def _tables(desk: Desk, agency: str, *, invites: bool) -> str:
    from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
    from django.core.management import call_command  # noqa: PLC0415 - the same

    from sanctuary.desk.behind.agencies import agency_of  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.inviting import first_link, invitation  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.models import Agency  # noqa: PLC0415 - the same
    from sanctuary.desk.demonstration import fill  # noqa: PLC0415 - the same

    _need_kept_apart(desk)
    with _in_turn(desk):
        if not desk.database_file:
            _make_file(desk.folder)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if desk.training:
        fill()
    word = first_link(desk) if invites and not User.objects.exists() else ""
    if agency:
        made = agency_of(agency)
        desk.of(made.folder).prepare()
        word = invitation(desk, "supervisor", made)
    for one in Agency.objects.exclude(folder=""):
        desk.of(one.folder).prepare()
    return word


def _make_file(folder: Path) -> None:
    """The database's file with its mode, before anything is written: its journal takes the same, and stays, for whoever writes next."""
    mode = 0o660 if is_shared(folder) else 0o600
    with suppress(FileExistsError):
        os.close(os.open(folder / "desk.sqlite", os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    for path in folder.glob("desk.sqlite*"):
        if path.stat().st_uid == os.geteuid():
            path.chmod(mode)


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


@contextmanager
def _answering(desk: Desk) -> Iterator[None]:
    """Tells a database that does not answer at the start in our own words: a driver's name hosts and users."""
    from django.db import OperationalError  # noqa: PLC0415 - once the settings stand

    try:
        yield
    except OperationalError:
        where = desk.database_file or desk.folder / "desk.sqlite"
        told = "Look whether it runs, has room and lets this user in, then start again."
        raise RequestError(f"{where}: the database does not answer. {told}") from None


@contextmanager
def _in_turn(desk: Desk) -> Iterator[None]:
    """Web and writer may start at once: one makes the tables, and the other finds them."""
    handle = os.open(desk.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def reminded(desk: Desk) -> int:
    """One round of reminders to every agency of a desk: to how many addresses a mail went. The desk may run meanwhile."""
    prepared(desk, invites=False)
    from sanctuary.desk.behind.models import Agency, Proposal  # noqa: PLC0415 - once the settings stand
    from sanctuary.desk.behind.reminding import remind  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.scope import across  # noqa: PLC0415 - the same

    try:
        with across():
            waiting = {one: Proposal.objects.filter(agency=one).count() for one in Agency.objects.all()}
        return sum(remind(desk.of(one.folder), count) for one, count in waiting.items())
    finally:
        desk.close()


def serve(
    desk: Desk,
    address: str,
    port: int,
    hosts: tuple[str, ...],
    *,
    https: bool,
    workers: int,
    ready: Callable[[str], None],
    writer: bool = True,
) -> None:
    """Serves until it is stopped. `ready` hears the path of the first link, or nothing, before the server listens.

    Neither this process nor the workers open the record: a writer of its own is started beside them, unless one runs elsewhere.
    A desk whose folder is deleted or made anew meanwhile ends.
    """
    try:
        from granian.constants import Interfaces  # noqa: PLC0415 - an extra, loaded where it is needed
        from granian.server import Server  # noqa: PLC0415 - the same
    except ImportError:
        raise RequestError("the desk needs the extra: pip install 'sanctuary-law[desk]'.") from None
    _need_free(address, port)
    desk.holds = False
    word = prepared(desk, hosts, https=https)
    standing, over = Standing(desk.folder), threading.Event()
    beside = Beside(desk, hosts, standing, https=https) if writer else None
    os.environ.pop(PASSPHRASE, None)
    told = {"folder": str(desk.folder.resolve()), "place": desk.named, "training": desk.training, "hosts": hosts, "https": https}
    os.environ[FOLDER] = json.dumps(told | {"database_file": desk.database_file, "parent": os.getpid()})
    try:
        ready(f"/first/{word}" if word else "")
        server = Server(
            "sanctuary.desk.wsgi:application", address=address, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=1,
            log_access=False, log_enabled=False, working_dir=Path.cwd(), respawn_failed_workers=True,
        )  # fmt: skip
        standing.lost(lambda: os.kill(os.getpid(), signal.SIGTERM), over)
        server.serve()
        if not standing:
            raise RequestError(
                f"{desk.folder}: this folder was deleted or made anew while its desk ran. The desk ends. Start it again where the folder "
                "is."
            )
    finally:
        over.set()
        if beside:
            beside.stop()
        standing.close()


def write(desk: Desk, hosts: tuple[str, ...], *, https: bool, ready: Callable[[], None], parent: int) -> None:
    """Writes the record until it is stopped; the tables are made where nobody made them yet."""
    harden()
    prepared(desk, hosts, https=https, invites=False)
    from sanctuary.desk.outbox.writer import write as written  # noqa: PLC0415 - once the settings stand

    written(desk, ready, parent=parent)


def _need_free(address: str, port: int) -> None:
    """Refuses an address where another program listens: the server would share it, and answer every second request."""
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as problem:
        raise RequestError(f"{address}, port {port}: cannot be listened on ({problem.strerror}). Give another --port.") from None
