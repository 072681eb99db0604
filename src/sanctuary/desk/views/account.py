"""Signing in and out, the link that makes an account, the PIN of a shared machine, and leaving."""

from allauth.account.utils import perform_login
from django.contrib.auth import authenticate, logout
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.desk import kept
from sanctuary.desk.behind.guessing import address_of, forget, wait_of
from sanctuary.desk.behind.inviting import account_of, invitation, name_problems, open_ones, waits
from sanctuary.desk.behind.models import Agency
from sanctuary.desk.behind.outside import leaving, name_of_provider
from sanctuary.desk.behind.roles import ROLES
from sanctuary.desk.behind.scope import here
from sanctuary.desk.views.page import desk, page, words_for

__all__ = ["away", "first", "invite", "password_problems", "pin", "roles_in", "signin", "signout", "unlock"]

_TRIES = 5
"""Wrong PINs, after which the session ends."""


def first(request: HttpRequest, word: str) -> HttpResponse:
    """The page of a link that makes an account, once: a name and a password, or a name and the agency's own sign-in."""
    links = open_ones(word)
    if not links.exists():
        return page(request, "first", status=404, gone=True)
    provider = name_of_provider()
    if request.method != "POST":
        return page(request, "first", provider=provider)
    name, password = request.POST.get("name", "").strip(), request.POST.get("password", "")
    outside = bool(provider) and request.POST.get("by") == "provider"
    problems = name_problems(name)
    if not outside:
        problems += password_problems(password, request.POST.get("again", ""), User(username=name))
    if problems:
        return page(request, "first", status=400, problems=problems, name=name, provider=provider)
    if outside:
        waits(request, word, name)
        return leaving(request, "login")
    user = account_of(links, name, password)
    if user is None:
        return page(request, "first", status=404, gone=True)
    return perform_login(request, user)  # type: ignore[no-any-return]


def password_problems(password: str, again: str, whose: User) -> list[str]:
    """What is wrong with a new password, as keys of words."""
    found = []
    try:
        validate_password(password, whose)
    except ValidationError:
        found.append("password_weak")
    if password != again:
        found.append("password_differs")
    return found


def signin(request: HttpRequest) -> HttpResponse:
    """Name and password; where they are wrong nothing says which of the two, and after some tries the next one waits."""
    provider = name_of_provider()
    if request.method != "POST":
        return page(request, "signin", provider=provider)
    name, address = request.POST.get("name", ""), address_of(request)
    if until := wait_of(name, address, desk().clock()):
        return page(request, "signin", status=429, until=until, provider=provider)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        return page(request, "signin", status=403, wrong=True, provider=provider)
    forget(name, address)
    return perform_login(request, user)  # type: ignore[no-any-return]


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Ends the session; an open interview of it is deleted."""
    kept.close(request)
    logout(request)
    return redirect("account_login")


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """A page that shows nothing. Where this machine has a PIN the screen is locked behind it."""
    if request.session.get("pin"):
        request.session["locked"] = True
    return page(request, "away")


def pin(request: HttpRequest) -> HttpResponse:
    """Sets the PIN of this machine for this session: leaving locks the screen, and the PIN opens it."""
    if request.method != "POST":
        return page(request, "pin")
    word = request.POST.get("pin", "")
    if not (word.isascii() and word.isdecimal() and 4 <= len(word) <= 12 and len(set(word)) > 1):
        return page(request, "pin", status=400, wrong=True)
    request.session["pin"] = make_password(word)
    return redirect("home")


def unlock(request: HttpRequest) -> HttpResponse:
    """Opens a locked screen; after five wrong PINs the session ends, and its open interview with it."""
    if request.method != "POST":
        return page(request, "unlock")
    if check_password(request.POST.get("pin", ""), str(request.session.get("pin", ""))):
        request.session["locked"] = False
        request.session["tries"] = 0
        return redirect("home")
    tries = int(request.session.get("tries", 0)) + 1
    request.session["tries"] = tries
    if tries >= _TRIES:
        return signout(request)
    return page(request, "unlock", status=403, wrong=True)


def invite(request: HttpRequest) -> HttpResponse:
    """A link for one more account of the agency, in a role. It is shown once."""
    if request.method != "POST":
        return page(request, "invite", roles=roles_in(request))
    role, whose = request.POST.get("role", "desk"), here()
    if role not in ROLES or whose is None:
        return page(request, "invite", status=400, roles=roles_in(request))
    word = invitation(desk(), role, Agency.objects.get(pk=whose.agency))
    return page(request, "invite", link=request.build_absolute_uri(f"/first/{word}"))


def roles_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The roles with their words."""
    told = words_for(request)
    return [(role, told.ui[f"role_{role}"]) for role in ROLES]
