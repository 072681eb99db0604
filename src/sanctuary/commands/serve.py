"""`sanctuary serve`: the desk at the counter, a web application on this machine."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from sanctuary.commands.options import Place, Secret
from sanctuary.commands.words import place_of
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.record.passphrase import PASSPHRASE

if TYPE_CHECKING:
    from sanctuary.desk.config import Desk

__all__ = ["serve"]

DEMONSTRATION = "us-ca-los-angeles"


def serve(
    place: Place = DEMONSTRATION,
    *,
    port: Annotated[int, Parameter(help="The port of this machine on which it answers.")] = 8021,
    folder: Annotated[str, Parameter(help="Where it keeps accounts, site cards and open interviews.")] = "desk",
    address: Annotated[str, Parameter(help="The address on which it listens; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    host: Annotated[tuple[str, ...], Parameter(help="Another name under which it answers, behind a proxy.", negative="")] = (),
    https: Annotated[bool, Parameter(help="A proxy before it speaks TLS; the cookie is for TLS alone.", negative="")] = False,
    live: Annotated[
        bool, Parameter(help="For real visits. Without it the desk is in training mode, with a store of its own.", negative="")
    ] = False,
    workers: Annotated[int, Parameter(help="Processes that answer.")] = 1,
    passphrase_file: Secret = "",
    database_file: Annotated[
        str, Parameter(help="A file with the address of a PostgreSQL database; without it the folder has one of SQLite.")
    ] = "",
    agency: Annotated[str, Parameter(help="Prints a link that makes a supervisor of an agency, a new one too, and ends.")] = "",
    remind: Annotated[
        bool, Parameter(help="Sends one round of reminders by mail, to agencies whose folder has a mail.toml, and ends.", negative="")
    ] = False,
    part: Annotated[
        Literal["all", "web", "writer"],
        Parameter(
            help="What runs: the desk with its writer, the web alone (no passphrase), or the writer alone, which has the record's keys."
        ),
    ] = "all",
    parent: Annotated[int, Parameter(show=False, help="The process with which a writer ends.")] = 0,
    public: Annotated[str, Parameter(help="The folder of a site: serves it with the API, in place of a desk.")] = "",
    systems: Annotated[str, Parameter(help="The folder of an agency's tokens: serves the API to its systems, in place of a desk.")] = "",
    record: Annotated[str, Parameter(help="With --systems: the folder of the record that they write and read.")] = "",
) -> int:
    """The desk: what to do, what to say and whom to call when somebody asks for a person, a file or a door.

    In training mode it holds a demonstration with eight counters. A live desk holds counsel's signature and the record in its folder.
    """
    if not find_spec("django") or not find_spec("granian") or not find_spec("whitenoise"):
        raise RequestError("the desk needs the extra: pip install 'sanctuary-law[desk]'.")
    if not 1 <= port <= 65535 or not 1 <= workers <= 64:
        raise RequestError("--port takes 1 to 65535, --workers 1 to 64.")
    if (public and systems) or (record and not systems):
        raise RequestError("--public serves everybody and --systems an agency: give one of the two. --record goes with --systems.")
    if public:
        return _public(public, address, port, host, workers)
    if systems:
        return _systems(systems, record, passphrase_file, address, port, host, workers)
    _need_passphrase(part, passphrase_file, live=live)
    library, pack = place_of(Library(), place)
    from sanctuary.desk.config import Desk  # noqa: PLC0415 - an extra, loaded where it is needed
    from sanctuary.desk.serving import prepared, reminded  # noqa: PLC0415 - the same

    desk = Desk(
        Path(folder) / ("live" if live else "training"),
        pack,
        training=not live,
        library=library,
        passphrase_file=passphrase_file,
        named=place,
        database_file=database_file,
    )
    names = ("localhost", "127.0.0.1", "[::1]", *host)
    if agency:
        # A link opens no record, and whoever asks for one under the web's user could not.
        desk.holds = desk.training
        sys.stdout.write(f"Make a supervisor within two days, on the desk: /first/{prepared(desk, names, agency=agency, invites=False)}\n")
    elif remind:
        sys.stdout.write(f"Mails sent: {reminded(desk)}\n")
    elif part == "writer":
        _writer(desk, names, https=https, parent=parent)
    else:
        _desk(desk, (address, port), names, https=https, workers=workers, writer=part == "all")
    return 0


def _need_passphrase(part: str, file: str, *, live: bool) -> None:
    """Refuses a passphrase where none is wanted, and a file of one that is not there."""
    if part == "web" and (file or PASSPHRASE in os.environ):
        raise RequestError(f"--part web opens no record. Give --passphrase-file, or {PASSPHRASE}, to the writer alone.")
    if live and file and not Path(file).is_file():
        raise RequestError(f"{file}: no such file. Name the file that holds the record's passphrase.")


def _writer(desk: "Desk", names: tuple[str, ...], *, https: bool, parent: int) -> None:
    """The writer alone."""
    from sanctuary.desk.beside import READY  # noqa: PLC0415 - an extra, loaded where it is needed
    from sanctuary.desk.serving import write  # noqa: PLC0415 - the same

    if not desk.training and not desk.keeps and not parent:
        raise RequestError(
            f"{desk.folder / 'record'}: no record that could be opened. Make it (sanctuary record init), and give its passphrase."
        )

    def ready() -> None:
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()

    write(desk, names, https=https, ready=ready, parent=parent)


def _desk(desk: "Desk", at: tuple[str, int], names: tuple[str, ...], *, https: bool, workers: int, writer: bool) -> None:
    """The desk until it is stopped."""
    from sanctuary.desk.serving import serve as served  # noqa: PLC0415 - an extra, loaded where it is needed

    address, port = at

    def ready(first: str) -> None:
        # What a browser is to open: behind a proxy its name, else this machine's port.
        base = f"https://{(*names[3:], 'localhost')[0]}" if https else f"http://{'localhost' if address == '127.0.0.1' else address}:{port}"
        told = [f"The desk{', in training mode' if desk.training else ''}: {base}/"]
        told += [f"Make the first account within two days: {base}{first}"] if first else []
        sys.stdout.write("\n".join([*told, "Stop it with Ctrl-C.", ""]))
        sys.stdout.flush()

    served(desk, address, port, names, https=https, workers=workers, ready=ready, writer=writer)


def _public(folder: str, address: str, port: int, host: tuple[str, ...], workers: int) -> int:
    """The law in public: a site, a page to try, and the API. Nothing is written."""
    if not find_spec("ninja"):
        raise RequestError("the API needs the extra: pip install 'sanctuary-law[desk]'.")
    from sanctuary.public.serving import serve as served  # noqa: PLC0415 - an extra, loaded where it is needed

    def ready() -> None:
        base = f"http://{'localhost' if address == '127.0.0.1' else address}:{port}"
        sys.stdout.write(f"The site: {base}/\nTry a situation: {base}/try\nThe API: {base}/api/v1/openapi.json\nStop it with Ctrl-C.\n")
        sys.stdout.flush()

    served(folder, address, port, ("localhost", "127.0.0.1", "[::1]", *host), workers=workers, ready=ready)
    return 0


def _systems(folder: str, record: str, passphrase_file: str, address: str, port: int, host: tuple[str, ...], workers: int) -> int:
    """The API for an agency's systems, behind tokens, with the record if one is named."""
    if not find_spec("ninja"):
        raise RequestError("the API needs the extra: pip install 'sanctuary-law[desk]'.")
    if workers != 1:
        raise RequestError("--workers: the API for systems counts requests in one process. Leave it out.")
    from sanctuary.systems.serving import serve as served  # noqa: PLC0415 - an extra, loaded where it is needed

    def ready() -> None:
        base = f"http://{'localhost' if address == '127.0.0.1' else address}:{port}"
        sys.stdout.write(f"The API for systems: {base}/api/v1/openapi.json\nStop it with Ctrl-C.\n")
        sys.stdout.flush()

    served(Path(folder), record, passphrase_file, address, port, ("localhost", "127.0.0.1", "[::1]", *host), ready)
    return 0
