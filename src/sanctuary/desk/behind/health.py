"""Whether the desk can work, for whoever watches over it: words without a value, open to everybody who reaches the desk."""

import os
import shutil
from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sanctuary.desk.behind.models import Agency
from sanctuary.desk.config import Desk
from sanctuary.desk.views.page import desk
from sanctuary.errors import SanctuaryError

__all__ = ["FREE", "health"]

FREE = 200_000_000
"""Bytes of the disk below which the desk is told to be failing: a record that cannot be written is worse than one that is watched."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The word "ok" (200), or a line for each part that fails (503): database, record, folder, disk."""
    del request
    failing = list(_failing(desk()))
    return HttpResponse("\n".join(failing or ["ok"]) + "\n", status=503 if failing else 200, content_type="text/plain; charset=utf-8")


def _failing(at: Desk) -> Iterator[str]:
    try:
        others = list(Agency.objects.values_list("folder", flat=True))
    except DatabaseError:
        others = []
        yield "database: it does not answer"
    for one in (at, *(at.of(name) for name in others if name)):
        if one.keeps:
            try:
                one.log().last_head()
            except (SanctuaryError, OSError):
                yield "record: one does not open"
    try:
        if not os.access(at.folder, os.W_OK):
            yield "folder: it cannot be written"
        elif shutil.disk_usage(at.folder).free < FREE:
            yield "disk: almost full"
    except OSError:
        yield "folder: it is not there"
