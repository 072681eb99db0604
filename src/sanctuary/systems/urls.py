"""The addresses of an agency's systems, and the check before them."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sanctuary.documents import parse_json
from sanctuary.law.packs import Library
from sanctuary.public.asking import Answers
from sanctuary.public.urls import handler400, handler404, handler500
from sanctuary.record.log import Log
from sanctuary.record.passphrase import passphrase_from
from sanctuary.systems.api import systems_api
from sanctuary.systems.entrance import Entrance
from sanctuary.systems.recording import Recording
from sanctuary.systems.serving import SYSTEMS

__all__ = ["enter", "handler400", "handler404", "handler500"]


def _now() -> datetime:
    return datetime.now().astimezone()


@cache
def _told() -> Any:
    return parse_json(os.environ[SYSTEMS], "the server's own settings")


@cache
def _patterns() -> list[Any]:
    told, answers = _told(), Answers(Library())
    recording = None
    if told["record"]:
        recording = Recording(Log.open(Path(told["record"]), passphrase_from(told["passphrase_file"])), answers)
    return [path("api/v1/", systems_api(answers, recording).urls)]


def enter(onward: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The entrance, as Django's middleware."""
    entrance = Entrance(Path(_told()["folder"]), _now, time.monotonic)
    return lambda request: entrance.answer(request, onward)


def __getattr__(name: str) -> list[Any]:
    """`urlpatterns`, made when Django asks for it: by then its settings stand."""
    if name == "urlpatterns":
        return _patterns()
    raise AttributeError(name)
