"""The questions of the record, afterwards; and a photograph of a paper, read in memory and forgotten."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, cast, get_args

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sanctuary.conduct.screen import Call
from sanctuary.desk import kept
from sanctuary.desk.behind.scope import NOBODY, here
from sanctuary.desk.card import Card, calls
from sanctuary.desk.dealing import State
from sanctuary.desk.entries import ASKS, FIELDS, begun_of, entry_of
from sanctuary.desk.outbox.models import Letter
from sanctuary.desk.outbox.sending import Act, Handed, send
from sanctuary.desk.settings import MOST_UPLOAD
from sanctuary.desk.views.interview import screen_of, walked
from sanctuary.desk.views.page import card_at, desk, page, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told, Words
from sanctuary.documents import as_json, replace
from sanctuary.errors import EvidenceError, RecordError
from sanctuary.record.entry import Entry
from sanctuary.record.times import need_past
from sanctuary.triage.knowledge import read_knowledge
from sanctuary.triage.papers import Paper, Triage, report
from sanctuary.triage.read import pages_of, reads_pictures
from sanctuary.triage.said import is_told_by

__all__ = ["DRAFT", "by_whom", "done", "fields_of", "given_in", "papers", "photograph", "record"]

DRAFT = 12
"""Digits of a visit's token that name its unfinished entry."""

_PAGES = 12
"""Pages of a photograph or a scan that are read at a counter."""


def record(request: HttpRequest) -> HttpResponse:
    """The questions of the record. They are kept with the open interview until it is recorded; then it is deleted."""
    state = kept.load(request, desk())
    if state is None:
        return redirect("done" if request.session.get("recorded") is not None else "home")
    if request.method != "POST":
        return _form(request, state)
    given = given_in(request)
    changed = kept.change(request, desk(), lambda found: replace(found, record=given))
    act = request.POST.get("act", "")
    if changed is None or act not in get_args(Act):
        return redirect("record" if act == "keep" else "answer")
    return _recorded(request, changed, cast("Act", act))


def given_in(request: HttpRequest) -> dict[str, str]:
    """The answers of a form of the record: those that are none are left out."""
    given = {one.name: request.POST.get(one.name, "").strip() for one in FIELDS}
    wrong = [one.name for one in FIELDS if one.kind == "choice" and given[one.name] not in one.choices]
    return {name: word[:2000] for name, word in given.items() if word and name not in wrong}


def _recorded(request: HttpRequest, state: State, act: Act) -> HttpResponse:
    at, whose = desk(), here()
    path, _ = walked(state)
    if path.step.screen is None:
        return redirect("ask")
    if not at.keeps:
        return _form(request, state, Told(text=words_for(request).ui["no_record"]))
    try:
        digest = state.shown or screen_of(state, path, words_for(request).language).digest
        entry = entry_of(state, path, digest, at.clock())
        need_past(entry, at.clock(), "the entry")
        # The token makes one entry of a double click, a second tab, a try after a failure, or one that is finished elsewhere too.
        name, who = state.token[:DRAFT], whose or NOBODY
        said = Handed(act=act, name=name, entry=as_json(entry), by=who.code, member=who.member)
        if act == "hand":
            said = replace(said, entry=as_json(begun_of(state, path, digest)), answers=state.record)
        # What is sent and what it ends are one: killed at any moment, either both happened or none.
        with transaction.atomic():
            sent = kept.close(request)
            if sent:
                send(at, who.agency, said)
    except RecordError as problem:
        return _form(request, state, words_for(request).refused(str(problem), ASKS))
    if not sent:
        return redirect("record")
    if act == "hand":
        request.session["handed"] = name
        return redirect("unfinished")
    if act == "second":
        return page(request, "waits")
    request.session["recorded"] = name
    return redirect("done")


def by_whom(entry: Entry) -> Entry:
    """The entry with the code of whoever is signed in: a role and a number, no name."""
    whose = here()
    return replace(entry, links=replace(entry.links, made_by=whose.code)) if whose else entry


def _form(request: HttpRequest, state: State, problem: Told | None = None) -> HttpResponse:
    status, title = 400 if problem else 200, card_at(state.site, words_for(request).language)[0]
    fields = fields_of(request, {**state.record, **typed(request)})
    return page(request, "record", status=status, fields=fields, problem=problem, title=title, keeps=desk().keeps, back="/answer")


def fields_of(request: HttpRequest, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions of the record in words, with the answers that there are."""
    told = words_for(request)
    return [
        {
            "name": one.name,
            "kind": one.kind,
            "ask": told.ui[f"record_{one.name}"],
            "given": given.get(one.name, ""),
            "choices": [(choice, told.ui.get(f"choice_{choice}", choice)) for choice in one.choices],
        }
        for one in FIELDS
    ]


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The number of the entry that was recorded last in this session; until the writer has entered it, that it will be."""
    number, letter = request.session.get("recorded"), None
    if isinstance(number, str):
        letter = Letter.objects.filter(token=number).first()
        number = letter.number if letter else None
    told = words_for(request).refused(letter.told, ASKS) if letter and letter.told else None
    return page(request, "done", number=number, waits=letter is not None and letter.done_at is None, told=told)


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Specimen cards of the place: each kind of paper by its top, its title and its foot, with what it is mistaken for."""
    told, packs = words_for(request), desk().law(desk().today()).packs
    kinds = []
    for one in read_knowledge().kinds:
        if one.pack in packs:
            mine = told.paper.get(one.id, {})
            parts = {"title": one.title, "foot": one.foot, "asks": one.asks, "mistaken": one.mistaken}
            kinds.append({"top": one.top, **{name: told.told(mine.get(name, english), english) for name, english in parts.items()}})
    return page(request, "papers", kinds=kinds)


def photograph(request: HttpRequest) -> HttpResponse:
    """What a photographed paper seems to be. It is read in memory; its SHA-256 stays, for the sealed part of the entry."""
    state = kept.load(request, desk())
    if state is None:
        return redirect("home")
    if not reads_pictures():
        return page(request, "photograph", status=404, without=True)
    if request.method != "POST":
        return page(request, "photograph")
    told = request.FILES.get("photograph")
    if not isinstance(told, UploadedFile) or not told.size or told.size > MOST_UPLOAD:
        return page(request, "photograph", status=400, problem=words_for(request).ui["photograph_none"])
    raw = told.read()
    try:
        found = _read(raw, desk().today())
    except EvidenceError:
        # What it says names the file, or what was found in it.
        return page(request, "photograph", status=400, problem=words_for(request).ui["photograph_unread"])
    kept.change(request, desk(), lambda one: replace(one, photo=sha256(raw).hexdigest()))
    card = card_at(state.site, words_for(request).language)[1]
    return page(request, "photograph", papers=[_seen(one, words_for(request), card) for one in found.papers])


def _seen(one: Paper, told: Words, card: Card) -> dict[str, Any]:
    """A paper that was read, in the language of the page; one that cannot be told has no name."""
    known = told.paper.get(one.card.kind, {}) if one.card else {}
    whom: tuple[Call, ...] = ("role",) if one.class_ == "none" else ("counsel",)
    return {
        # A paper that only looks like one of a court is headed as one that cannot be told.
        "title": told.named(one.card.title) if one.card and one.kind else None,
        "looks": told.named(one.looks_like) if one.looks_like else None,
        "asks": told.own(known.get("asks", ""), one.card.asks) if one.card and one.kind else None,
        "signs": told.ui[f"class_{one.class_}"],
        "call": told.seen(one.call, ends=True),
        "line": calls(card, desk().clock(), whom, told.conduct)[0],
        "against_as": told.ui["photograph_told" if is_told_by(one) else "photograph_against"],
        "against": [told.sign(sign) for sign in one.signs if sign.weighs == "against"],
        "missing": [told.seen(line) for line in one.missing],
        "irregular": [told.seen(line) for line in one.irregular],
        "check": [told.seen(line) for line in one.check],
    }


def _read(raw: bytes, on: date) -> Triage:
    name = "photograph"
    pages = []
    for one in pages_of(Path(name), raw):
        pages.append(one)
        if len(pages) >= _PAGES:
            break
    return report([(name, pages)], on, library=desk().library, place=desk().place)
