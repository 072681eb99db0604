"""Whether the desk can work, for whoever watches over it: words without a value, open to everybody who reaches the desk."""

import os
import shutil
from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanctuary.desk.behind.models import Agency
from sanctuary.desk.config import Desk
from sanctuary.desk.outbox.entering import behind
from sanctuary.desk.outbox.forwarding import asked
from sanctuary.desk.views.page import desk
from sanctuary.errors import SanctuaryError

__all__ = ["FREE", "health", "icon"]

_PATIENCE = 2.0
"""Seconds for a word of the writer."""

FREE = 200_000_000
"""Bytes of the disk below which the desk is told to be failing: a record that cannot be written is worse than one that is watched."""


_LATE = 30
"""Seconds after which a letter that waits is told to be failing."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The word "ok" and how far the writer is behind (200), or a line for each part that fails (503)."""
    del request
    lines, failing = _told(desk())
    text = "\n".join(failing or ["ok", *lines])
    return HttpResponse(f"{text}\n", status=503 if failing else 200, content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Nothing (204): a browser asks for an icon with each first page, and the desk has none."""
    del request
    return HttpResponse(status=204)


def _told(at: Desk) -> tuple[list[str], list[str]]:
    """How far the writer is behind, and what fails."""
    failing = list(_failing(at))
    try:
        late = behind(at.clock())
    except DatabaseError:
        return [], failing
    told = f"writer: {late} seconds behind"
    return [told], [*failing, *([told] if late > _LATE else [])]


def _failing(at: Desk) -> Iterator[str]:
    try:
        others = list(Agency.objects.values_list("folder", flat=True))
    except DatabaseError:
        others = []
        yield "database: it does not answer"
    yield from _records([at, *(at.of(name) for name in others if name)]) if at.holds else _writer(at)
    try:
        if not os.access(at.folder, os.W_OK):
            yield "folder: it cannot be written"
        elif shutil.disk_usage(at.folder).free < FREE:
            yield "disk: almost full"
    except OSError:
        yield "folder: it is not there"


def _records(every: list[Desk]) -> Iterator[str]:
    for one in every:
        if one.keeps:
            try:
                one.log().last_head()
            except (SanctuaryError, OSError):
                yield "record: one does not open"


def _writer(at: Desk) -> Iterator[str]:
    """What the writer says of itself; one that is busy with a page still enters what is sent, and its lag tells if not."""
    if not at.keeps:
        return
    try:
        told = asked(at.folder, "/health", _PATIENCE)
    except TimeoutError:
        return
    if told is None:
        yield "writer: it does not answer"
    else:
        yield from (line for line in told.splitlines() if line.startswith("record:"))
