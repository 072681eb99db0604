"""The record in the browser: its entries found by day, agency, request and open duty; one with its corrections; a sheet of all."""

from datetime import date
from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from sanctuary.account.due import calendar
from sanctuary.account.search import Wanted, search
from sanctuary.desk.behind.by_keys import waits_no_more
from sanctuary.desk.behind.keeping import need_open, now_known, rows_of, sheet_of
from sanctuary.desk.behind.roles import allowed
from sanctuary.desk.behind.showing import Shown, said, shown_of
from sanctuary.desk.behind.signers import signers_of
from sanctuary.desk.behind.telling import due_line
from sanctuary.desk.views.page import desk, page, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told
from sanctuary.errors import RecordError
from sanctuary.pages.sheet import sheet
from sanctuary.record.corrections import acts_of
from sanctuary.record.fields import Agency, Asked
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log

__all__ = ["attached", "entries", "entry", "entry_page", "export", "no_record", "open_record"]

_MOST = 50
"""Entries on one page."""


def open_record() -> Log | None:
    """The record of the agency whose request it is, where it has one."""
    at = desk()
    return at.log() if at.keeps else None


def no_record(request: HttpRequest) -> HttpResponse:
    """What a desk without a record says."""
    return page(request, "no_record", status=404)


def attached(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save, never shown as a page of the desk."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def entries(request: HttpRequest) -> HttpResponse:
    """The entries, the newest first. What is looked for is sent in a form, so that no address and no history holds it."""
    log = open_record()
    if log is None:
        return no_record(request)
    before = typed(request)
    given = {name: request.POST.get(name, before.get(name, "")) for name in ("first", "last", "requester", "asked", "open", "page")}
    told = words_for(request)
    lines, problem = search(log, Wanted()), None
    try:
        found = search(log, _wanted(given))
    except ValueError:
        found, problem = lines, Told(text=told.ui["entries_days"])
    number = int(given["page"]) if given["page"].isascii() and given["page"].isdecimal() and len(given["page"]) < 6 else 0
    rows = rows_of(found, now_known(lines), told)
    shown = rows[number * _MOST : (number + 1) * _MOST]
    requests = [(one, said("event.request_types", one, told)) for one in get_args(Asked) if one != "unknown"]
    agencies = [(one, told.ui[f"choice_{one}"]) for one in get_args(Agency) if one != "unknown"]
    return page(
        request, "entries", status=400 if problem else 200, rows=shown, every=len(rows), given=given, problem=problem,
        agencies=agencies, requests=requests, may_export=allowed("export"),
        may_take=allowed("take"),
        later=number + 1 if len(rows) > (number + 1) * _MOST else 0,
    )  # fmt: skip


def _wanted(given: dict[str, str]) -> Wanted:
    """What a form looks for; a ValueError for a day that is none, or a first day without a last one."""
    received = None
    if given["first"] or given["last"]:
        first = date.fromisoformat(given["first"]) if given["first"] else date.min
        last = date.fromisoformat(given["last"]) if given["last"] else date.max
        if last < first:
            raise ValueError
        received = first, last
    return Wanted(received=received, requester=given["requester"], asked=given["asked"], unfinished=bool(given["open"]))


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: what is known now, how it came to be so, what is due of it, and what can be proposed about it."""
    return entry_page(request, number)


def entry_page(request: HttpRequest, number: int, problem: Told | None = None) -> HttpResponse:
    """The page of an entry, with why nothing can be proposed about it."""
    log = open_record()
    if log is None:
        return no_record(request)
    try:
        line = log.show(number)
    except RecordError:
        raise Http404 from None
    same = [log.show(one) for one in log.same_act(number)]
    known = now_known(log.entries()).get(same[0].seq, line.entry)
    told = words_for(request)
    now = log.now()
    others = [
        (one.seq, one.day, shown_of(one.entry, told, now.tzinfo), one.voided_by)
        for one in same
        if one.entry is not None and one.seq != same[0].seq
    ]
    items = [one for one in calendar(log, {}, date.min, date.max) if one.seq == same[0].seq]
    signed = signers_of(line.entry, log.derived().people, told) if line.entry is not None else ((), "")
    shown, kind = (shown_of(known, told, now.tzinfo), said("kind", known.kind, told)) if known else (Shown(), "")
    return page(
        request, "entry", status=400 if problem else 200, line=line, first=same[0].seq, others=others, problem=problem,
        kind=kind, shown=shown, signed=signed[0], signed_more=signed[1], may_propose=_may_propose(line),
        gone=line.entry is not None and waits_no_more(line.entry),
        items=[(one, due_line(one, desk().law(now.date()), told), one.late(now)) for one in items],
    )  # fmt: skip


def _may_propose(line: Recorded) -> bool:
    """Whether the forms to propose something stand on the page of a line."""
    try:
        need_open(line)
    except RecordError:
        return False
    return allowed("propose")


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The acts of the record as a sheet, as corrected, without sealed fields and without formulas."""
    log = open_record()
    if log is None:
        return no_record(request)
    lines = list(log.entries())
    days = {line.seq: line.day for line in lines}
    return attached(sheet(sheet_of(acts_of(lines).acts, days)).encode(), "text/csv; charset=utf-8", "record.csv")
