"""The page on which a table of past dealings is taken into the record, after a dry run."""

import os

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sanctuary.desk.behind.reading import no_record, open_record
from sanctuary.desk.behind.scope import here
from sanctuary.desk.behind.taking import MOST_ROWS, Taken, take_in
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.words import Told
from sanctuary.errors import SanctuaryError

__all__ = ["take"]

_MOST = 4_000_000
_TOLD = 20
"""Warnings on the page; of more, how many there are is told."""


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """A table and its mapping: what would be added, or that it was. The files are kept nowhere, so the second step sends them again."""
    whose = here()
    if open_record() is None or whose is None:
        return no_record(request)
    if request.method != "POST":
        return _page(request)
    sent = [request.FILES.get(name) for name in ("table", "mapping")]
    files = [one.read() for one in sent if isinstance(one, UploadedFile) and one.size and one.size <= _MOST]
    if len(files) != len(sent) or not hasattr(os, "memfd_create"):
        return _page(request, Told(text=words_for(request).ui["take_none"]))
    dry = request.POST.get("act") != "add"
    try:
        found = take_in(desk(), files[0], files[1], whose.code, dry=dry)
    except SanctuaryError as problem:
        return _page(request, refused(request, problem))
    return _page(request, taken=found, dry=dry)


def _page(request: HttpRequest, problem: Told | None = None, taken: Taken | None = None, *, dry: bool = True) -> HttpResponse:
    told = taken.warnings[:_TOLD] if taken else ()
    more = len(taken.warnings) - len(told) if taken else 0
    return page(
        request, "take", status=400 if problem else 200, problem=problem, taken=taken, dry=dry, told=told, more=more, most=MOST_ROWS
    )  # fmt: skip
