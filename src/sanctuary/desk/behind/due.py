"""The calendar of duties: what is late, what falls due, what has no day; and saying how one was fulfilled."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.account.due import DueItem, calendar
from sanctuary.account.due import fulfill as fulfilled
from sanctuary.conduct.spoken import title_in
from sanctuary.desk.behind.reading import no_record, open_record
from sanctuary.desk.behind.roles import allowed
from sanctuary.desk.behind.scope import here
from sanctuary.desk.behind.telling import due_line
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.views.record import by_whom
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.entry import read_entry
from sanctuary.record.log import Log

__all__ = ["due", "fulfill", "ordered"]

_SOON = timedelta(days=30)
_AHEAD = timedelta(days=366)
_PARTS = ("late", "now", "soon", "ahead", "no_day", "before")
"""When something is due, in the order of the page."""


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Open duties of entries and standing duties of the place for a year, by when; those that the record cannot tell of stand last."""
    return _calendar(request)


def _items(log: Log) -> list[DueItem]:
    """What is due, and was, of this year and the next."""
    now = log.now()
    duties = {pack.id: pack.duties for pack in desk().law(now.date()).packs.values()}
    return calendar(log, duties, date(now.year, 1, 1), (now + _AHEAD).date(), log.settings.agency)


def _calendar(request: HttpRequest) -> HttpResponse:
    log = open_record()
    if log is None:
        return no_record(request)
    now, told = log.now(), words_for(request)
    law = desk().law(now.date())
    parts: dict[str, list[dict[str, Any]]] = {name: [] for name in _PARTS}
    for item in ordered(_items(log), now):
        if item.fulfilled_by is None:
            parts[_part(item, now)].append(
                {
                    "item": item,
                    "said": due_line(item, law, told),
                    "by": _by(item),
                    "who": told.own(title_in(law, item.who, told.language), item.who),
                }
            )
    named = [(told.ui[f"due_{name}"], every) for name, every in parts.items()]
    return page(request, "due", parts=named, may_fulfill=allowed("fulfill"))


@require_safe
def owed(request: HttpRequest, item: str) -> HttpResponse:
    """The form on which it is said how something that is due was done."""
    return _owed(request, item, typed(request).get("reason", ""))


def _owed(request: HttpRequest, item: str, given: str, problem: Told | None = None) -> HttpResponse:
    log = open_record()
    if log is None:
        return no_record(request)
    found = next((one for one in _items(log) if one.id == item and one.fulfilled_by is None), None)
    if found is None and problem is None:
        raise Http404
    said = due_line(found, desk().law(log.now().date()), words_for(request)) if found else None
    back_to = f"/due/item/{item}" if found else "/due"
    return page(
        request, "owed", status=400 if problem else 200, said=said, cites=found.cites if found else "", item=item, given=given,
        problem=problem, back_to=back_to,
    )  # fmt: skip


def ordered(items: Iterable[DueItem], now: datetime) -> list[DueItem]:
    """Items by how urgent they are, those of entries by the numbers of these."""
    return sorted(items, key=lambda one: (*one.urgency(now)[:2], -1 if one.seq is None else one.seq, one.id))


def _part(item: DueItem, now: datetime) -> str:
    if item.before_record or item.uncovered:
        # Its day, or the year that it is about, was before the record began: nothing here says whether it was done.
        return "before"
    if item.by is None:
        return "now" if item.owed_at(now) else "no_day"
    return "late" if item.late(now) else "soon" if item.within(now, _SOON) else "ahead"


def _by(item: DueItem) -> str:
    return f"{item.by:%Y-%m-%d %H:%M}" if isinstance(item.by, datetime) else str(item.by or "")


@require_POST
def fulfill(request: HttpRequest) -> HttpResponse:
    """Says how a duty was fulfilled; the entry names who said so by their code."""
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    item, reason = request.POST.get("item", "")[:200], request.POST.get("reason", "").strip()
    try:
        said = {"kind": "fulfillment", "links": {"due": item or "none", "reason": reason, "role": whose.code}}
        number = fulfilled(log, item, by_whom(read_entry(said, "the fulfillment")))
    except (RecordError, RequestError) as problem:
        return _owed(request, item, reason, refused(request, problem))
    return redirect("entry", number=number)
