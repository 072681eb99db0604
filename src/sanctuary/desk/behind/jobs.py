"""Jobs: a file is sent, an audit or a scan of it runs in the background, and whoever sent it sees how far it is and what was found."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sanctuary.audit.ready import READY
from sanctuary.desk.behind.models import Job
from sanctuary.desk.behind.reading import attached
from sanctuary.desk.behind.running import ENDINGS, found, need_readable, stale, start
from sanctuary.desk.behind.scope import Here, here
from sanctuary.desk.settings import MOST_UPLOAD
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.words import Told
from sanctuary.errors import RequestError

__all__ = ["begun", "job", "jobs", "too_many"]

_WAITING = 3
"""Jobs of one person that may wait or run at once."""


@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest) -> HttpResponse:
    """What this person began, and a form to begin another one."""
    if request.method != "POST":
        return _list(request)
    whose, told = here(), words_for(request).ui
    sent, kind = request.FILES.get("file"), request.POST.get("kind", "")
    if whose is None or not isinstance(sent, UploadedFile) or not sent.size or sent.size > MOST_UPLOAD:
        return _list(request, Told(text=told["job_none"]))
    if too_many():
        return _list(request, Told(text=told["job_many"]))
    mapping = request.POST.get("mapping", "")
    if kind == "audit" and mapping not in {one.file for one in READY}:
        return _list(request, Told(text=told["job_mapping"]))
    try:
        # A draft has a page of its own.
        ending = need_readable("" if kind == "draft" else kind, sent.name or "")
        words = ["audit", desk().place, "{}", "--map", mapping] if kind == "audit" else ["scan", desk().place, "{}"]
        made = begun(whose, kind, words, sent.read(), ending)
    except RequestError as problem:
        return _list(request, refused(request, problem))
    return redirect("job", number=made.pk)


def too_many() -> bool:
    """Whether as many jobs of this person wait or run as may."""
    now = desk().clock()
    return sum(not stale(one, now) for one in _mine().filter(state__in=("waiting", "running"))) >= _WAITING


def begun(whose: Here, kind: str, words: list[str], raw: bytes, ending: str) -> Job:
    """A job that was begun over a file, for whoever asks."""
    now = desk().clock()
    made = Job.objects.create(agency_id=whose.agency, member_id=whose.member, kind=kind, begun=now, touched=now)
    start(made, words, raw, ending, desk().clock)
    return made


def _mine() -> "QuerySet[Job]":
    whose = here()
    return Job.objects.filter(member_id=whose.member if whose else 0).order_by("-pk")


def _list(request: HttpRequest, problem: Told | None = None) -> HttpResponse:
    ready = [(one.file, one.title) for one in READY]
    ends = ", ".join(sorted({*ENDINGS["audit"], *ENDINGS["scan"]}))
    return page(
        request, "jobs", status=400 if problem else 200, rows=[_row(one) for one in _mine()], ready=ready, problem=problem, ends=ends
    )  # fmt: skip


def _row(one: Job) -> dict[str, Any]:
    now = desk().clock()
    state = "lost" if stale(one, now) else one.state
    return {"job": one, "state": state, "begun": f"{one.begun.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"}


@require_http_methods(["GET", "HEAD", "POST"])
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far a job is, or what was found; to save as text, or to delete."""
    one = _mine().filter(pk=number).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        if request.POST.get("act") == "save" and one.state == "done":
            return attached(found(one).encode(), "text/plain; charset=utf-8", f"{one.kind}.txt")
        if request.POST.get("act") == "delete":
            one.delete()
        return redirect("jobs")
    return page(request, "job", told=found(one), **_row(one))
