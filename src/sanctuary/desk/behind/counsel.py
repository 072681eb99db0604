"""Counsel's room: what lawyers dispute with both sides, the signature and what changed since, a draft held against the law above it."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanctuary.desk.behind.drafting import MOST, packed, pasted, unpacked
from sanctuary.desk.behind.jobs import begun, too_many
from sanctuary.desk.behind.roles import allowed
from sanctuary.desk.behind.scope import here
from sanctuary.desk.behind.signoff import changes, ends, give, inventory_of, keep_signed, kept_signed, withdraw
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told
from sanctuary.errors import RequestError
from sanctuary.study.disputes import disputes

__all__ = ["ordinance", "reading", "readings", "sign", "signoff"]

_SHOWN = 400
"""Changes on the page; of more, how many there are is told."""


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every disputed reading of the law of the place, by the law whose it is."""
    found = disputes(desk().law(desk().today()))
    return page(request, "readings", report=found)


@require_safe
def reading(request: HttpRequest, name: str) -> HttpResponse:
    """One reading with both sides: who says what, what courts have said, the suits, and the rules that turn on it."""
    found = next((one for one in disputes(desk().law(desk().today())).disputes if one.id == name), None)
    if found is None:
        raise Http404
    return page(request, "reading", one=found)


@require_safe
def signoff(request: HttpRequest) -> HttpResponse:
    """Whose signature stands until when, and what changed since it was given."""
    return _signoff(request)


def _signoff(request: HttpRequest, problem: Told | None = None) -> HttpResponse:
    at = desk()
    keep_signed(at)
    stands, last = at.standing(at.today()), kept_signed(at)
    found = changes(last.told, inventory_of(at)) if last else []
    counts: dict[str, int] = {}
    for one in found:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    told: dict[str, Any] = {"why": stands.told(words_for(request).conduct), "place": at.place, "may_sign": allowed("sign")}
    return page(
        request, "signoff", status=400 if problem else 200, stands=stands, last=last, ends=ends(at), found=found[:_SHOWN],
        more=max(0, len(found) - _SHOWN), counts=sorted(counts.items()), problem=problem, **told,
    )  # fmt: skip


@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Takes a note of counsel that stands, in the place of the old one; or takes the signature away."""
    at, told = desk(), words_for(request)
    if request.POST.get("act") == "withdraw":
        withdraw(at)
        return redirect("signoff")
    sent = request.FILES.get("note")
    if not isinstance(sent, UploadedFile):
        return _signoff(request, Told(text=told.conduct.guide["not_none"]))
    found = give(at, sent.read())
    return redirect("signoff") if found.stands else _signoff(request, Told(text=found.told(told.conduct)))


@require_http_methods(["GET", "HEAD", "POST"])
def ordinance(request: HttpRequest) -> HttpResponse:
    """A draft as the folder of a pack in a zip, or as two texts; held against a law above the place in a process of its own."""
    if request.method != "POST":
        return _ordinance(request, law=typed(request).get("law", ""), rules=typed(request).get("rules", ""))
    whose, told = here(), words_for(request).ui
    law, rules = (request.POST.get(name, "")[:MOST].replace("\r\n", "\n") for name in ("law", "rules"))
    above, at = request.POST.get("above", ""), desk()
    if whose is None or too_many():
        return _ordinance(request, Told(text=told["job_many"]), law, rules)
    if above not in dict(_above()):
        return _ordinance(request, Told(text=told["ordinance_above_none"]), law, rules)
    sent = request.FILES.get("file")
    raw = sent.read(MOST + 1) if isinstance(sent, UploadedFile) and sent.size else b""
    if len(raw) > MOST or not (raw or (law.strip() and rules.strip())):
        return _ordinance(request, Told(text=told["ordinance_none"]), law, rules)
    try:
        raw = raw or packed(pasted(at.place, law, rules, at.today()))
        unpacked(raw)
        made = begun(whose, "draft", ["draft", "{}", above, f"{at.today()}"], raw, ".zip")
    except RequestError as problem:
        return _ordinance(request, refused(request, problem), law, rules)
    return redirect("job", number=made.pk)


def _above() -> list[tuple[str, str]]:
    """The laws above the place by their ids and titles, the nearest first."""
    law = desk().law(desk().today())
    return [(name, pack.file.title) for name, pack in reversed(list(law.packs.items())) if name != law.place.id]


def _ordinance(request: HttpRequest, problem: Told | None = None, law: str = "", rules: str = "") -> HttpResponse:
    return page(request, "ordinance", status=400 if problem else 200, above=_above(), problem=problem, law=law, rules=rules)
