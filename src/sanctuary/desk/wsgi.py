"""The application as a worker of the server loads it: the desk that the environment names, with its sheet and script."""

import os
import threading
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from whitenoise import WhiteNoise

from sanctuary.desk.beside import end_with
from sanctuary.desk.config import FOLDER, Desk
from sanctuary.desk.settings import configure
from sanctuary.documents import parse_json
from sanctuary.law.packs import Library

__all__ = ["application"]

_EVERY = 60.0
"""Seconds between two looks for interviews whose hour has passed."""

_STATIC = Path(__file__).resolve().parent / "static"


def _made() -> WhiteNoise:
    desk: Desk = settings.DESK if settings.configured else _read()
    if FOLDER in os.environ:
        end_with(parse_json(os.environ[FOLDER], "the desk's own settings")["parent"])
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.outbox.forwarding import Forwarding, whole  # noqa: PLC0415 - the same

    threading.Thread(target=_purge, args=(desk,), daemon=True).start()
    handler = whole(WSGIHandler())
    return WhiteNoise(
        handler if desk.holds else Forwarding(handler, desk.folder),
        root=str(_STATIC),
        prefix="static/",
        max_age=3600,
        allow_all_origins=False,
        add_headers_function=_headers,
    )


def _headers(headers: Headers, *_: object) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _read() -> Desk:
    """The desk of the environment, where a worker begins with nothing (elsewhere it is a fork of the process that prepared)."""
    told = parse_json(os.environ[FOLDER], "the desk's own settings")
    library, place = Library().find(told["place"], "law")
    desk = Desk(Path(told["folder"]), place, library=library, training=told["training"], database_file=told["database_file"], holds=False)
    configure(desk, hosts=tuple(told["hosts"]), https=told["https"])
    return desk


def _purge(desk: Desk) -> None:
    """Deletes what nobody touched for an hour, as long as the worker runs."""
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.behind import guessing, running  # noqa: PLC0415 - the same
    from sanctuary.desk.behind.scope import across  # noqa: PLC0415 - the same
    from sanctuary.desk.kept import purge  # noqa: PLC0415 - the same

    pause = threading.Event()
    while not pause.wait(_EVERY):
        with across():
            purge(desk.clock())
            guessing.purge(desk.clock())
            running.purge(desk.clock())
            SessionStore.clear_expired()


application = _made()
