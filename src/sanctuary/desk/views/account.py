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
from sanctuary.desk.config import Desk
from sanctuary.desk.models import Invitation
from sanctuary.desk.views.page import desk, page

__all__ = ["away", "first", "invitation", "invite", "pin", "signin", "signout", "unlock"]

_DAYS = timedelta(days=2)
_TRIES = 5
"""Wrong PINs, after which the session ends."""


def invitation(at: Desk) -> str:
    """The word of a new link that makes one account within two days."""
    word = token_urlsafe(24)
    Invitation.objects.create(digest=sha256(word.encode()).hexdigest(), ends=at.clock() + _DAYS)
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
        if not open_ones.select_for_update().exists():
            return page(request, "first", status=404, gone=True)
        # Who makes the first account may invite others.
        user = User.objects.create_user(name, password=password, is_staff=not User.objects.exists())
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
    try:
        validate_password(password, User(username=name))
    except ValidationError:
        found.append("password_weak")
    if password != again:
        found.append("password_differs")
    return found


def signin(request: HttpRequest) -> HttpResponse:
    """Name and password; where they are wrong nothing says which of the two."""
    if request.method == "POST":
        user = authenticate(request, username=request.POST.get("name", ""), password=request.POST.get("password", ""))
        if user is None:
            return page(request, "signin", status=403, wrong=True)
        chosen = request.session.get("language", "en")
        login(request, user)
        request.session["language"] = chosen
        return redirect("home")
    return page(request, "signin")


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
    """A link for one more account; whoever made the first account may give them out. It is shown once."""
    user = request.user
    if not (isinstance(user, User) and user.is_staff):
        return page(request, "refused", status=403, problem_key="staff_only")
    if request.method != "POST":
        return page(request, "invite")
    return page(request, "invite", link=request.build_absolute_uri(f"/first/{invitation(desk())}"))
