"""The application as the server loads it."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any

from sanctuary.documents import parse_json
from sanctuary.public.settings import configure
from sanctuary.systems.serving import SYSTEMS

__all__: list[str] = []


@cache
def _made() -> Callable[..., Any]:
    told = parse_json(os.environ[SYSTEMS], "the server's own settings")
    configure(tuple(told["hosts"]), "sanctuary.systems.urls", ("sanctuary.systems.urls.enter",))
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - once the settings stand

    return WSGIHandler()


def __getattr__(name: str) -> Callable[..., Any]:
    """`application`, made when the server asks for it: an import alone needs no folder."""
    if name == "application":
        return _made()
    raise AttributeError(name)
