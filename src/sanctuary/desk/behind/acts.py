"""Acts by two: one person proposes or writes, another approves, and the entry that follows names both by their codes.

A correction and a written entry are recorded when they are approved. A void and an erasure are agreed to here and signed elsewhere
(by_keys.py).
"""

from collections.abc import Mapping
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.account.asking import QUESTIONS
from sanctuary.desk.behind.by_keys import SIGNED, agree, bring_up, brought_up, command_of, is_done, need_signable, tell
from sanctuary.desk.behind.keeping import Proposed, carried_out, entry_in, need_open, now_known, opened, proposal_of, sealed, signed_as
from sanctuary.desk.behind.models import Proposal
from sanctuary.desk.behind.reading import entry_page, no_record, open_record
from sanctuary.desk.behind.scope import Here, here
from sanctuary.desk.behind.showing import Field, Shown, field_of, shown_of
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told, Words
from sanctuary.documents import as_json
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.by_two import steps_of
from sanctuary.record.drafts import drafts_of
from sanctuary.record.log import Log

__all__ = ["decide", "keep", "proposals", "propose", "proposing"]

_GIVEN = ("path", "value", "reason", "repeats", "item", "ground")
_ACTS = ("correction", "void", "erasure")


@require_POST
def propose(request: HttpRequest, number: int) -> HttpResponse:
    """A correction, a void or an erasure that waits for a second person; what could not be recorded is refused now."""
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    given = {name: request.POST.get(name, "")[:2000].strip() for name in _GIVEN}
    act = request.POST.get("act", "correction")
    if (closed := _closed(request, log, number)) is not None:
        return closed
    try:
        keep(log, whose, act, number, _told(log, number, act, given), _token(request, whose, number, act, given))
    except (RecordError, RequestError) as problem:
        return _form(request, number, act, given, refused(request, problem))
    return redirect("proposals")


def _closed(request: HttpRequest, log: Log, number: int) -> HttpResponse | None:
    """What is said where nothing can be proposed about an entry; nothing where something can."""
    try:
        line = log.show(number)
    except RecordError:
        raise Http404 from None
    try:
        need_open(line)
    except RecordError as problem:
        return entry_page(request, number, refused(request, problem))
    return None


def _token(request: HttpRequest, whose: Here, seq: int, act: str, given: Mapping[str, str]) -> str:
    """What makes one proposal of a form that is sent twice, by one account about one entry; of one that has none, a new one.

    What was typed is part of it: a form that is changed and sent again is another proposal.
    """
    sent = request.POST.get("token", "") or token_hex(16)
    parts = (str(whose.agency), str(whose.member), str(seq), act, sent, *(given[name] for name in _GIVEN))
    return sha256(as_json(parts).encode()).hexdigest()[:32]


@require_safe
def proposing(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """The form on which a correction, a void or an erasure is proposed."""
    log = open_record()
    if log is None:
        return no_record(request)
    if act not in _ACTS:
        raise Http404
    return _closed(request, log, number) or _form(request, number, act, typed(request))


def _form(request: HttpRequest, seq: int, act: str, given: Mapping[str, str], problem: Told | None = None) -> HttpResponse:
    told, act = words_for(request), act if act in _ACTS else "correction"
    questions = [(one.path, told.field.get(one.path) or one.words) for one in QUESTIONS]
    return page(
        request, "propose", status=400 if problem else 200, number=seq, act=act, given=given, problem=problem, questions=questions,
        token=token_hex(16), back_to=f"/entries/{seq}/propose/{act}",
    )  # fmt: skip


def _told(log: Log, seq: int, act: str, given: dict[str, str]) -> Proposed:
    """What is proposed; refuses what the record would not take."""
    if act in ("void", "erasure"):
        repeats = given["repeats"]
        if repeats and not (repeats.isascii() and repeats.isdecimal() and len(repeats) < 10):
            raise RequestError("give the number of the entry that it repeats, or nothing.")
        told = Proposed(given["reason"], repeats=int(repeats) if repeats else None, item=given["item"], ground=given["ground"])
        need_signable(desk(), seq, act, told)
        return told
    if act != "correction":
        raise RequestError("that is no act on an entry.")
    told = Proposed(given["reason"], given["path"], given["value"])
    proposal_of(log, seq, told)
    return told


def keep(log: Log, whose: Here, act: str, seq: int, told: Proposed, token: str) -> None:
    """Keeps what somebody proposes, once under a token and under their key; of two at once the second finds the first."""
    if act not in SIGNED:
        told = signed_as(log, act, seq, told, whose.code, token)
    whole = {"act": act, "seq": seq, "sealed": sealed(log, token, told), "made_at": log.now()}
    defaults = {"agency_id": whose.agency, "member_id": whose.member, **whole}
    row, made = Proposal.objects.get_or_create(token=token, defaults=defaults)
    if act in SIGNED:
        # The row is durable before the entry: killed in between, it is found, and the entry is told then (bring_up).
        try:
            tell(log, row, told, "proposed", whose.code)
        except (RecordError, RequestError):
            # Only what nobody else has made, or told of meanwhile.
            if made and "proposed" not in steps_of(log, token):
                row.delete()
            raise


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person."""
    return _list(request)


def _list(request: HttpRequest, problem: Told | None = None) -> HttpResponse:
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    every = [one for one in Proposal.objects.select_related("member", "agreed").order_by("made_at", "pk") if _waits(log, one)]
    done = [one.pk for one in every if one.act in SIGNED and is_done(log, one.seq, one.act)]
    # Two people signed it where the keys are: nothing waits any more.
    Proposal.objects.filter(pk__in=done).delete()
    rows = [_row(log, one, whose.member, words_for(request)) for one in every if one.pk not in done]
    drafts = [one for one in drafts_of(log) if not one.begun]
    return page(request, "proposals", status=400 if problem else 200, rows=rows, drafts=drafts, problem=problem)


def _waits(log: Log, row: Proposal) -> bool:
    """Whether a proposal waits still; where the record does not take what it tells of it now, the page of it says why."""
    return row.act not in SIGNED or brought_up(log, row) is not False


def _row(log: Log, one: Proposal, member: int, told_in: Words) -> dict[str, Any]:
    told = opened(log, one)
    return {
        "row": one,
        "told": told,
        "own": one.member.pk == member,
        "day": f"{one.made_at.astimezone(log.now().tzinfo):%Y-%m-%d %H:%M}",
        "shown": shown_of(entry_in(told), told_in, log.now().tzinfo) if told and one.act == "entry" else Shown(),
        "field": _field(log, one.seq, told, told_in) if told and told.path else None,
        "command": command_of(one.seq, one.act, told) if told and one.act in SIGNED and one.agreed else "",
    }


def _field(log: Log, seq: int, told: Proposed, told_in: Words) -> tuple[Field | None, Field]:
    """The field that a correction is about, as it is known now, where it is filled, and as it would be."""
    known, zone = now_known(log.entries()).get(seq), log.now().tzinfo
    try:
        after = shown_of(entry_in(told) if told.entry else proposal_of(log, seq, told), told_in, zone)
    except (RecordError, RequestError):
        # It cannot be recorded any more; approving it says why.
        after = Shown()
    return field_of(shown_of(known, told_in, zone), told.path) if known else None, field_of(after, told.path) or Field(
        told.path, told.path, told.value
    )


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Carries a proposal out or agrees to it, by somebody else than who made it; or takes it away, of which no entry tells."""
    log, whose = open_record(), here()
    if log is None or whose is None:
        return no_record(request)
    with transaction.atomic():
        row = Proposal.objects.select_for_update(of=("self",)).select_related("member").filter(pk=number).first()
        if row is None:
            raise Http404
        told, drops = opened(log, row), request.POST.get("act") == "drop"
        if not drops and (told is None or row.member.pk == whose.member):
            return _list(request, Told(text=words_for(request).ui["proposal_closed" if told is None else "proposal_own"]))
        try:
            done = _decided(log, row, told, whose, drops=drops)
        except (RecordError, RequestError) as problem:
            return _list(request, refused(request, problem))
    return redirect("proposals") if done is None else redirect("entry", number=done)


def _decided(log: Log, row: Proposal, told: Proposed | None, whose: Here, *, drops: bool) -> int | None:
    """The number of the entry that a proposal became; nothing where it is taken away, or agreed to and signed elsewhere."""
    if told is not None and row.act in SIGNED:
        if not bring_up(log, row, told):
            return None
        if not drops:
            if row.agreed is None:
                tell(log, row, told, "agreed", whose.code)
                agree(row, whose.member)
            return None
        tell(log, row, told, "withdrawn", whose.code)
    done = None if drops or told is None else carried_out(log, row, told, whose.code)
    # A crash between the entry and this line leaves the proposal; decided again, it is the same entry.
    row.delete()
    return done
