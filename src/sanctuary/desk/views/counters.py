"""The first page, the counters of the agency with their cards, and what is printed: card, door signs, guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import guide as guided
from sanctuary.conduct.screen import never_at
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.desk import kept
from sanctuary.desk.behind.agencies import new_site
from sanctuary.desk.behind.roles import allowed
from sanctuary.desk.behind.signoff import ends, keep_signed
from sanctuary.desk.card import FIELDS, OTHERS, TITLE, WORDED, Card, Worded, card_of, words_on_paper
from sanctuary.desk.models import Site
from sanctuary.desk.printed import sheet
from sanctuary.desk.views.page import card_at, desk, named, page, site_of, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told, Words, words
from sanctuary.documents import Frozen
from sanctuary.errors import RequestError

__all__ = ["card", "edit", "guide", "home", "signs", "sites"]


class Sign(Frozen, frozen=True):
    """A sign in one language; `draft` where no certified translator has read it."""

    language: str
    head: str
    more: str
    draft: str


_WHOLE = "\u2011"
"""A hyphen at which no line ends: a telephone is read as one."""

_BEHIND = ("begin", "invite", "accounts", "entries", "proposals", "reports", "notices", "jobs", "signoff")
"""Pages that the first page offers to those who may enter them."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Somebody is here: the one button that matters; then counters, training and what is printed."""
    chosen = str(request.session.get("site", ""))
    stands = desk().standing(desk().today())
    every = named(words_for(request).language)
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
            return page(
                request, "sites", status=400, sites=named(told.language), kinds=kinds, wrong=True, staff=leads, given=request.POST.dict()
            )
        return redirect("edit", slug=new_site(slug, kind, title).slug)
    return page(request, "sites", sites=named(told.language), kinds=kinds, staff=leads, given=typed(request))


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a counter as a form."""
    site = _site(slug)
    told, given = words_for(request), {**site.card, **typed(request)}
    problem: Told | None = None
    if request.method == "POST":
        given = {name: request.POST.get(name, "").strip() for name in (*FIELDS, *OTHERS)}
        try:
            card_of(given)
        except RequestError as wrong:
            problem = told.refused(str(wrong), {name: f"card_{name.partition('.')[0]}" for name in (*FIELDS, *OTHERS)})
        else:
            site.card = {name: value for name, value in given.items() if value}
            site.save()
            return redirect("card", slug=slug)
    fields = [
        {
            "name": name,
            "ask": told.ui[f"card_{name.partition('.')[0]}"],
            "language": _language(name),
            "of": name.partition(".")[2] or "en",
            "worded": name.partition(".")[0] in (*WORDED, TITLE),
            "given": given.get(name, ""),
        }
        for field in (TITLE, *FIELDS)
        for name in (*([field] if field != TITLE else []), *(one for one in OTHERS if one.partition(".")[0] == field))
    ]
    title = card_at(slug, told.language)[0]
    return page(request, "edit", status=400 if problem else 200, title=title, fields=fields, problem=problem, standard=_standards())


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a counter, to print and keep at the desk."""
    site, told = _site(slug), words_for(request)
    title, found = card_at(slug, told.language)
    lines = [(told.ui[f"card_{name}"], _value(found, name, told)) for name in FIELDS if name != "plan"]
    return page(
        request,
        "card",
        title=title,
        lines=[(ask, value) for ask, value in lines if value.text],
        rooms=found.rooms_in(told.language),
        stands=desk().standing(desk().today()),
        never=_never(told, slug, site.counter),
    )


@require_safe
def signs(request: HttpRequest, slug: str) -> HttpResponse:
    """Signs for doors and entrances, in every language that there is."""
    _site(slug)
    return page(request, "signs", title=card_at(slug, words_for(request).language)[0], staff=[_staff(one) for one in LANGUAGES],
        visitors=[_visitors(slug, one) for one in LANGUAGES])  # fmt: skip


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The printed guide of a counter, from the path that a screen takes."""
    site, told, on = _site(slug), words_for(request), desk().today()
    stands, questions = desk().standing(on), desk().questions(on)
    title, found = card_at(slug, told.language)
    phones = {name: getattr(found, name) for name in FIELDS if name.endswith("_phone")}

    def given(language: str) -> dict[str, str]:
        return words_on_paper(found, card_at(slug, language)[0], language) | phones

    report = guided(questions, site.counter, signed=stands.stands)
    printed = sheet(report, questions.proofs.law, stands, told, given)
    law, pinned = questions.proofs.law.place.file.title, desk().pinned(on)
    return page(request, "guide", title=title, sheet=printed, law=law, on=on, pinned=pinned, rooms=found.rooms_in(told.language))


def _value(card: Card, name: str, told: Words) -> Worded:
    """A field of a card in a language."""
    return card.worded(name, told.language) if name in WORDED else Worded(text=getattr(card, name), language=told.language)


def _never(told: Words, slug: str, counter: str) -> list[Told]:
    """What never to do, and what to do if they act anyway, with the agency's own words of each language."""
    found = []
    for one in (told.conduct, texts("en")):
        title, card = card_at(slug, one.language)
        given = words_on_paper(card, title, one.language)
        found.append([one.filled(one.never[name], given) for name in never_at(counter)])
    return [told.told(*pair) for pair in zip(*found, strict=True)]


def _staff(language: str) -> Sign:
    found = texts(language)
    return Sign(language=language, head=found.sign["staff"], more=found.sign["staff_more"], draft=found.draft)


def _visitors(slug: str, language: str) -> Sign:
    """Where to report, who decides and who reads papers. A place that nobody named in the language is left out."""
    found, (title, card) = texts(language), card_at(slug, language)
    waiting, phone = card.worded("waiting_place", language), card.counsel_phone.replace("-", _WHOLE)
    given = {**words_on_paper(card, title, language), "waiting": waiting.text, "phone": phone}
    names = ["report_to" if waiting.text and waiting.language == language else "report", *(["decides"] if given["role"] else [])]
    told = [found.filled(found.sign[name], given) for name in (*names, "reads" if phone else "reads_only")]
    return Sign(language=language, head=found.sign["visitors"], more=" ".join(told), draft=found.draft)


def _language(name: str) -> str:
    """The name of the language of a field, where it is for another than English."""
    return words(name.partition(".")[2]).ui["language_name"] if "." in name else ""


def _standards() -> list[str]:
    """Words of cards that every language has."""
    return sorted(texts("en").standard.values())


def _site(slug: str) -> Site:
    found = site_of(slug)
    if found is None:
        raise Http404
    return found
