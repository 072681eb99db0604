"""Entries that were begun at one machine and are finished at another: sealed drafts of the record, with nothing of an interview.

A draft holds what the entry would hold and no more: which questions were asked, and in which order, is gone with the interview.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sanctuary.desk.entries import ASKS, answered
from sanctuary.desk.outbox.models import Letter
from sanctuary.desk.views.page import card_at, desk, page, words_for
from sanctuary.desk.views.record import by_whom, fields_of, given_in
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told
from sanctuary.errors import RecordError
from sanctuary.record.drafts import Draft, begin_entry, draft_of, drafts_of, finish_entry

__all__ = ["finish", "unfinished"]


@require_safe
def unfinished(request: HttpRequest) -> HttpResponse:
    """What waits to be finished: counter and hour, the oldest first; and that the writer still has to take up what was handed over."""
    begun = [one for one in drafts_of(desk().log()) if one.begun] if desk().keeps else []
    told = words_for(request).language
    rows = [
        {"id": one.id, "title": card_at(one.entry.event.desk, told)[0], "at": one.entry.event.received_at, "by": one.made_by}
        for one in begun
    ]
    letter = Letter.objects.filter(token=request.session.get("handed", ""), done_at=None).first()
    why = words_for(request).refused(letter.told, ASKS) if letter and letter.told else None
    return page(request, "unfinished", rows=rows, waits=letter is not None, told=why)


def finish(request: HttpRequest, name: str) -> HttpResponse:
    """The questions of the record of an entry that was begun, with the answers so far."""
    try:
        begun = draft_of(desk().log(), name) if desk().keeps else None
    except RecordError:
        begun = None
    if begun is None or not begun.begun:
        # Finished meanwhile in another tab, or never there.
        if request.method == "POST":
            return redirect("unfinished")
        raise Http404
    if request.method != "POST":
        return _form(request, begun, {**begun.answers, **typed(request)})
    given = given_in(request)
    try:
        entry = by_whom(answered(begun.entry, given, desk().clock()))
        if request.POST.get("act") != "record":
            begin_entry(desk().log(), begun.entry, begun.made_by, given, name)
            return redirect("unfinished")
        request.session["recorded"] = finish_entry(desk().log(), name, entry)
    except RecordError as problem:
        return _form(request, begun, given, words_for(request).refused(str(problem), ASKS))
    return redirect("done")


def _form(request: HttpRequest, begun: Draft, given: Any, problem: Told | None = None) -> HttpResponse:
    title, status = card_at(begun.entry.event.desk, words_for(request).language)[0], 400 if problem else 200
    fields = fields_of(request, given)
    return page(
        request, "record", status=status, fields=fields, problem=problem, title=title, keeps=True, back="/unfinished", elsewhere=True
    )
