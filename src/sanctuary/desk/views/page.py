"""What every page shares: the desk, the language, the chosen counter, and the frame around a template."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST

from sanctuary.conduct.texts import LANGUAGES
from sanctuary.desk.behind.scope import here, read_once
from sanctuary.desk.card import Card, card_of, titled_in
from sanctuary.desk.config import Desk
from sanctuary.desk.entries import ASKS
from sanctuary.desk.models import Site
from sanctuary.desk.views.typed import FILLED, forget_typed, keep_typed, typed
from sanctuary.desk.words import Told, Words, words
from sanctuary.errors import RequestError, SanctuaryError

__all__ = ["FORMS", "Named", "card_at", "desk", "language", "named", "page", "refused", "site_of", "words_for"]

FORMS = (
    "begin", "close", "connection", "decide", "entered", "export", "fulfill", "language", "notice",
    "openid_connect_callback", "openid_connect_login", "play", "propose", "reach", "receipt", "report", "score", "sign", "signout",
)  # fmt: skip
"""Addresses that take a form and show no page by themselves; a page that answers one leads back to what stands above it."""


def desk() -> Desk:
    """The desk of the agency whose request it is; outside of requests that of the process."""
    whose = here()
    return cast("Desk", settings.DESK).of(whose.folder if whose else "")


def words_for(request: HttpRequest) -> Words:
    """The words in the language of this session."""
    chosen = str(request.session.get("language", "en"))
    return words(chosen if chosen in LANGUAGES else "en")


def refused(request: HttpRequest, problem: SanctuaryError) -> Told:
    """Why something was refused, in the language of this session."""
    return words_for(request).refused(str(problem), ASKS)


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the session's language.

    `back_to` is where a change of language leads: the page itself, or the one above what answers a form; a view that knows better says so.
    """
    told = words_for(request)
    name = request.resolver_match.url_name if request.resolver_match else ""
    known = request.user.is_authenticated and not request.session.get("locked")
    frame = {
        "w": told.ui,
        "language": told.language,
        "languages": [(one, words(one).ui["language_name"]) for one in LANGUAGES if one != told.language],
        "draft": told.conduct.draft,
        "training": desk().training,
        "version": _version(),
        "known": known,
        "back_to": request.path.rpartition("/")[0] or "/" if name in FORMS else request.path,
        "filled": template in FILLED,
        "typed": typed(request),
    }
    forget_typed(request)
    return render(request, f"desk/{template}.html", {**frame, **context}, status=status)


@cache
def _version() -> str:
    """A digest of sheet and script, so that no browser keeps an old one."""
    folder = Path(__file__).resolve().parent.parent / "static"
    return sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()))).hexdigest()[:12]


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Another language for this session, and back to the page that asked, with what was typed there; only to a page of the desk."""
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES:
        request.session["language"] = chosen
    back_to = request.POST.get("back_to", "")
    if _is_page(back_to):
        keep_typed(request, back_to)
    return redirect(back_to if _is_page(back_to) else "/")


def _is_page(where: str) -> bool:
    """Whether an address is that of a page of this desk, by its path alone."""
    if not where.startswith("/") or where.startswith("//") or not where.isprintable() or set(where) & set("\\?#%"):
        return False
    with suppress(Resolver404):
        return resolve(where).url_name not in FORMS
    return False


def site_of(slug: str) -> Site | None:
    """A counter of the agency."""
    with suppress(Site.DoesNotExist):
        return read_once(("site", slug), lambda: Site.objects.get(slug=slug))
    return None


def card_at(slug: str, language: str) -> tuple[str, Card]:
    """The title in a language and the card of a counter; an empty card where there is none any more."""
    site = site_of(slug)
    if site is None:
        return slug, Card()
    card = _card(site)
    alone = language == "en" or read_once(("sites", site.counter), Site.objects.filter(counter=site.counter).count) == 1
    return titled_in(site.title, site.counter, card, language, alone=alone), card


@dataclass
class Named:
    """A counter with its name in the language of a page."""

    slug: str
    counter: str
    title: str


def named(language: str) -> list[Named]:
    """The counters of the agency by their names in a language."""
    every = list(Site.objects.all())
    many = Counter(one.counter for one in every)
    told = [
        Named(one.slug, one.counter, titled_in(one.title, one.counter, _card(one), language, alone=many[one.counter] == 1)) for one in every
    ]
    return sorted(told, key=lambda one: one.title)


def _card(site: Site) -> Card:
    return _read(tuple(site.card.items()))


@lru_cache(maxsize=256)
def _read(given: tuple[tuple[str, str], ...]) -> Card:
    try:
        return card_of(dict(given))
    except RequestError:
        return Card()
