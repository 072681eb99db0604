"""The application as a worker of the server loads it."""

import os
from functools import cache

from whitenoise import WhiteNoise

from sanctuary.documents import parse_json
from sanctuary.public.quick import Application, quick
from sanctuary.public.serving import SITE
from sanctuary.public.settings import configure

__all__: list[str] = []


@cache
def _made() -> Application:
    told = parse_json(os.environ[SITE], "the server's own settings")
    configure(tuple(told["hosts"]))
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - once the settings stand

    files = WhiteNoise(WSGIHandler(), root=told["folder"], index_file=True, max_age=60, allow_all_origins=False)
    return quick(files, told["hosts"])


def __getattr__(name: str) -> Application:
    """`application`, made when the server asks for it: an import alone needs no folder."""
    if name == "application":
        return _made()
    raise AttributeError(name)
