"""Signing in and out, the link that makes an account, the PIN of a shared machine, and leaving."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.desk import kept
from sanctuary.desk.behind.agencies import leaders
from sanctuary.desk.behind.factor import has_factor
from sanctuary.desk.behind.guessing import address_of, forget, wait_of
from sanctuary.desk.behind.models import Agency, Member, Offer
from sanctuary.desk.behind.roles import ROLES
from sanctuary.desk.behind.scope import here
from sanctuary.desk.behind.signing import begin_half
from sanctuary.desk.config import Desk
from sanctuary.desk.models import Invitation
from sanctuary.desk.views.page import desk, page, words_for

__all__ = ["away", "first", "invitation", "invite", "password_problems", "pin", "roles_in", "signin", "signout", "unlock"]

_DAYS = timedelta(days=2)
_TRIES = 5
"""Wrong PINs, after which the session ends."""


def invitation(at: Desk, role: str = "", agency: Agency | None = None) -> str:
    """The word of a new link that makes one account of an agency, the first where none is named, within two days.

    Where no role is named, it makes somebody who leads where nobody does, and else somebody at the counter.
    """
    word, agency = token_urlsafe(24), agency or Agency.objects.get(folder="")
    role = role or ("desk" if leaders(agency.pk) else "supervisor")
    made = Invitation.objects.create(digest=sha256(word.encode()).hexdigest(), ends=at.clock() + _DAYS)
    Offer.objects.create(invitation=made, agency=agency, role=role)
    return word


def first(request: HttpRequest, word: str) -> HttpResponse:
    """The page of such a link: a name and a password, once."""
    digest = sha256(word.encode()).hexdigest()
    open_ones = Invitation.objects.filter(digest=digest, ends__gte=desk().clock())
    if not open_ones.exists():
        return page(request, "first", status=404, gone=True)
    if request.method != "POST":
        return page(request, "first")
    name, password = request.POST.get("name", "").strip(), request.POST.get("password", "")
    problems = _problems(name, password, request.POST.get("again", ""))
    if problems:
        return page(request, "first", status=400, problems=problems, name=name)
    with transaction.atomic():
        offer = Offer.objects.select_related("agency").filter(invitation__in=open_ones.select_for_update()).first()
        if offer is None:
            return page(request, "first", status=404, gone=True)
        user = User.objects.create_user(name, password=password)
        Member.everywhere.update_or_create(account=user, defaults={"agency": offer.agency, "role": offer.role})
        open_ones.delete()
    login(request, user)
    return redirect("home")


def _problems(name: str, password: str, again: str) -> list[str]:
    """What keeps an account from being made, as keys of words."""
    found = []
    if not (1 <= len(name) <= 60 and name.isprintable()):
        found.append("name_bad")
    elif User.objects.filter(username__iexact=name).exists():
        found.append("name_taken")
    return found + password_problems(password, again, User(username=name))


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
    if request.method != "POST":
        return page(request, "signin")
    name, address = request.POST.get("name", ""), address_of(request)
    if until := wait_of(name, address, desk().clock()):
        return page(request, "signin", status=429, until=until)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        return page(request, "signin", status=403, wrong=True)
    forget(name, address)
    if has_factor(user.pk) and isinstance(user, User):
        return begin_half(request, user)
    chosen = request.session.get("language", "en")
    login(request, user)
    request.session["language"] = chosen
    return redirect("home")


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Ends the session; an open interview of it is deleted."""
    kept.close(request)
    logout(request)
    return redirect("signin")


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
