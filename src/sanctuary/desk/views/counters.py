"""The first page, the counters of the agency with their cards, and what is printed: card, door signs, guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import guide as guided
from sanctuary.conduct.texts import texts
from sanctuary.desk import kept
from sanctuary.desk.behind.agencies import new_site
from sanctuary.desk.behind.roles import allowed
from sanctuary.desk.behind.signoff import ends, keep_signed
from sanctuary.desk.card import FIELDS, card_of, words_on_paper
from sanctuary.desk.models import Site
from sanctuary.desk.printed import sheet
from sanctuary.desk.views.page import card_at, desk, page, site_of, words_for
from sanctuary.desk.words import Told, Words
from sanctuary.errors import RequestError

__all__ = ["card", "edit", "guide", "home", "signs", "sites"]

_BEHIND = ("begin", "invite", "accounts", "entries", "proposals", "reports", "notices", "jobs", "signoff")
"""Pages that the first page offers to those who may enter them."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Somebody is here: the one button that matters; then counters, training and what is printed."""
    chosen = str(request.session.get("site", ""))
    stands = desk().standing(desk().today())
    every = list(Site.objects.order_by("title"))
    first = next((one for one in every if one.slug == chosen), every[0] if len(every) == 1 else None)
    opened, may = kept.load(request, desk()), {one: allowed(one) for one in _BEHIND}
    why = stands.told(words_for(request).conduct)
    if stands.stands:
        keep_signed(desk())
    return page(request, "home", sites=every, chosen=first, open=opened, stands=stands, why=why, may=may, ends=ends(desk()))


def sites(request: HttpRequest) -> HttpResponse:
    """The counters of the agency; whoever leads may add one."""
    told = words_for(request)
    kinds = [(name, told.conduct.counter[name]) for name in counters()]
    leads = allowed("edit")
    if request.method == "POST":
        title, kind = request.POST.get("title", "").strip(), request.POST.get("counter", "")
        slug = slugify(title)[:40]
        if not leads or kind not in counters() or not slug or len(title) > 120 or site_of(slug):
            return page(request, "sites", status=400, sites=Site.objects.order_by("title"), kinds=kinds, wrong=True, staff=leads)
        return redirect("edit", slug=new_site(slug, kind, title).slug)
    return page(request, "sites", sites=Site.objects.order_by("title"), kinds=kinds, staff=leads)


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a counter as a form."""
    site = _site(slug)
    told, problem, given = words_for(request), "", dict(site.card)
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in FIELDS}
        try:
            card_of(given)
        except RequestError as wrong:
            problem = str(wrong)
        else:
            site.card = {name: value for name, value in given.items() if value}
            site.save()
            return redirect("card", slug=slug)
    fields = [{"name": name, "ask": told.ui[f"card_{name}"], "given": given.get(name, "")} for name in FIELDS]
    return page(request, "edit", status=400 if problem else 200, site=site, fields=fields, problem=problem)


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a counter, to print and keep at the desk."""
    site, told = _site(slug), words_for(request)
    found = card_at(slug)[1]
    lines = [(told.ui[f"card_{name}"], getattr(found, name)) for name in FIELDS if getattr(found, name) and name != "plan"]
    return page(request, "card", site=site, lines=lines, rooms=found.rooms, stands=desk().standing(desk().today()), never=_never(told))


@require_safe
def signs(request: HttpRequest, slug: str) -> HttpResponse:
    """Signs for doors and entrances, in every language that there is."""
    site = _site(slug)
    return page(request, "signs", site=site, card=card_at(slug)[1])


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The printed guide of a counter, from the path that a screen takes."""
    site, told, on = _site(slug), words_for(request), desk().today()
    stands, questions = desk().standing(on), desk().questions(on)
    found = card_at(slug)[1]
    given = words_on_paper(found, site.title) | {name: getattr(found, name) for name in FIELDS if name.endswith("_phone")}
    report = guided(questions, site.counter, signed=stands.stands)
    printed = sheet(report, questions.proofs.law, stands, told, given)
    title, pinned = questions.proofs.law.place.file.title, desk().pinned(on)
    return page(request, "guide", site=site, sheet=printed, law=title, on=on, pinned=pinned, rooms=found.rooms)


def _never(told: Words) -> list[Told]:
    """What never to do, and what to do if they go in anyway."""
    return [told.told(told.conduct.never[one], texts("en").never[one]) for one in ("title", "then")]


def _site(slug: str) -> Site:
    found = site_of(slug)
    if found is None:
        raise Http404
    return found
