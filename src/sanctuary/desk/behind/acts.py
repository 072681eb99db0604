"""Corrections by two: one person proposes, another approves, and the entry that follows names both by their codes."""

from secrets import token_hex

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.desk.behind.keeping import Proposed, carried_out, opened, proposal_of, sealed
from sanctuary.desk.behind.models import Proposal
from sanctuary.desk.behind.reading import entry_page, no_record, open_record
from sanctuary.desk.behind.scope import here
from sanctuary.desk.views.page import page, words_for
from sanctuary.errors import RecordError, RequestError

__all__ = ["decide", "proposals", "propose"]


@require_POST
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """A correction that waits for a second person; what could not be recorded is refused now."""
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    given = {name: request.POST.get(name, "")[:2000].strip() for name in ("path", "value", "reason")}
    try:
        log.show(number)
    except RecordError:
        raise Http404 from None
    try:
        told = Proposed(reason=given["reason"], path=given["path"], value=given["value"])
        proposal_of(log, number, told)
    except (RecordError, RequestError) as problem:
        return entry_page(request, number, str(problem), given)
    token = token_hex(16)
    Proposal.objects.create(
        agency_id=whose.agency,
        member_id=whose.member,
        act="correction",
        seq=number,
        token=token,
        sealed=sealed(log, token, told),
        made_at=log.now(),
    )
    return redirect("proposals")


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    return _list(request)


def _list(request: HttpRequest, problem: str = "") -> HttpResponse:
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    zone = log.now().tzinfo
    rows = [
        {
            "row": one,
            "told": opened(log, one),
            "own": one.member.pk == whose.member,
            "day": f"{one.made_at.astimezone(zone):%Y-%m-%d %H:%M}",
        }
        for one in Proposal.objects.select_related("member").order_by("made_at", "pk")
    ]
    return page(request, "proposals", status=400 if problem else 200, rows=rows, problem=problem)


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Carries a proposal out, by somebody else than who made it; or takes it away, of which no entry tells."""
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    with transaction.atomic():
        row = Proposal.objects.select_for_update(of=("self",)).select_related("member").filter(pk=number).first()
        if row is None:
            raise Http404
        if request.POST.get("act") == "drop":
            row.delete()
            return redirect("proposals")
        told = opened(log, row)
        if told is None or row.member.pk == whose.member:
            return _list(request, words_for(request).ui["proposal_closed" if told is None else "proposal_own"])
        try:
            done = carried_out(log, row, told, whose.code)
        except (RecordError, RequestError) as problem:
            return _list(request, str(problem))
        # A crash between the entry and this line leaves the proposal; approved again, it is the same entry.
        row.delete()
    return redirect("entry", number=done)
