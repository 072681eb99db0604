"""Starts the law in public: the files of a site, the page to try, and the API, by one server. Nothing is written."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from sanctuary.errors import RequestError
from sanctuary.site.folder import MANIFEST

__all__ = ["SITE", "listen", "serve"]

SITE = "SANCTUARY_PUBLIC"
"""The variable by which workers of the server learn their folder and names."""


def serve(folder: str, address: str, port: int, hosts: tuple[str, ...], *, workers: int, ready: Callable[[], None]) -> None:
    """Serves until it is stopped; refuses a folder that holds no site."""
    home = Path(folder)
    if not (home / MANIFEST).is_file():
        raise RequestError(f"{home}: no site is here. Write one first: sanctuary site {home}")
    os.environ[SITE] = json.dumps({"folder": str(home.resolve()), "hosts": hosts})
    listen("sanctuary.public.wsgi:application", address, port, workers=workers, ready=ready)


def listen(application: str, address: str, port: int, *, workers: int, ready: Callable[[], None]) -> None:
    """Serves an application until it is stopped; no request is logged. `ready` is called before the server listens."""
    try:
        from granian.constants import Interfaces  # noqa: PLC0415 - an extra, loaded where it is needed
        from granian.server import Server  # noqa: PLC0415 - the same
    except ImportError:
        raise RequestError("the server needs the extra: pip install 'sanctuary-law[desk]'.") from None
    ready()
    server = Server(
        application, address=address, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=2,
        log_access=False, log_enabled=False, working_dir=Path.cwd(),
    )  # fmt: skip
    server.serve()
