"""Starts the API of an agency's systems: one process, for its limits are counted in memory and it writes the record."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from sanctuary.errors import RequestError
from sanctuary.public.serving import listen
from sanctuary.record.log import Log
from sanctuary.record.passphrase import passphrase_from
from sanctuary.systems.tokens import read

__all__ = ["SYSTEMS", "serve"]

SYSTEMS = "SANCTUARY_SYSTEMS"
"""The variable by which the server's process learns its folder, record and names."""


def serve(
    folder: Path, record: str, passphrase_file: str, address: str, port: int, hosts: tuple[str, ...], ready: Callable[[], None]
) -> None:
    """Serves until it is stopped; refuses a folder without tokens, and a record that the passphrase does not open."""
    if not read(folder):
        raise RequestError(f"{folder}: no token is here, so nobody could ask. Make one: sanctuary token make {folder} --agency sheriff")
    if record:
        Log.open(Path(record), passphrase_from(passphrase_file)).close()
    told = {"folder": str(folder.resolve()), "record": str(Path(record).resolve()) if record else "", "hosts": hosts}
    os.environ[SYSTEMS] = json.dumps({**told, "passphrase_file": str(Path(passphrase_file).resolve()) if passphrase_file else ""})
    listen("sanctuary.systems.wsgi:application", address, port, workers=1, ready=ready)
