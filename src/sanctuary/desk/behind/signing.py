"""The second step of signing in, and setting up or taking away what makes its codes."""

from datetime import datetime, timedelta

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from sanctuary.desk.behind.factor import address, has_factor, keep, matched, new_secret, picture, seal, taken, unseal
from sanctuary.desk.behind.guessing import address_of, forget, wait_of
from sanctuary.desk.behind.models import Factor
from sanctuary.desk.views.page import desk, page
from sanctuary.errors import RecordError

__all__ = ["begin_half", "code", "factor"]

_HALF = timedelta(minutes=5)
"""How long a right password waits for its code."""

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin_half(request: HttpRequest, user: User) -> HttpResponse:
    """The password was right: the session knows whose, and nobody is signed in. The next page asks for the code."""
    chosen = request.session.get("language", "en")
    request.session.flush()
    request.session["language"] = chosen
    request.session["half"] = [user.pk, user.get_session_auth_hash(), desk().clock().isoformat()]
    return redirect("code")


def code(request: HttpRequest) -> HttpResponse:
    """Asks for the code after a right password; tries at it are counted by themselves, whatever passwords were tried."""
    user = _half(request)
    if user is None:
        return redirect("signin")
    if request.method != "POST":
        return page(request, "code")
    name, where, now = f"code of {user.pk}", address_of(request), desk().clock()
    if until := wait_of(name, where, now):
        return page(request, "code", status=429, until=until)
    if not taken(user.pk, request.POST.get("code", ""), now):
        return page(request, "code", status=403, wrong=True)
    forget(name, where)
    chosen = request.session.get("language", "en")
    request.session.pop("half", None)
    login(request, user, backend=_BACKEND)
    request.session["language"] = chosen
    return redirect("home")


def _half(request: HttpRequest) -> User | None:
    """Whose password was right in this session, within five minutes, and is the same still."""
    told = request.session.get("half")
    if not told:
        return None
    number, digest, at = told
    user = User.objects.filter(pk=number, is_active=True).first()
    late = desk().clock() - datetime.fromisoformat(at) > _HALF
    return None if user is None or late or user.get_session_auth_hash() != digest else user


def factor(request: HttpRequest) -> HttpResponse:
    """Sets up the second factor of whoever is signed in, or takes it away; both ask for the password of now."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    if request.method != "POST":
        return _setup(request, user)
    where, now = address_of(request), desk().clock()
    if until := wait_of(user.username, where, now):
        return _setup(request, user, status=429, until=until)
    if not user.check_password(request.POST.get("now", "")):
        return _setup(request, user, status=403, problem="password")
    given = request.POST.get("code", "")
    if has_factor(user.pk):
        if not taken(user.pk, given, now):
            return _setup(request, user, status=403, problem="code")
        Factor.objects.filter(account=user).delete()
    else:
        secret = _secret(request, user)
        step = matched(secret, given, now)
        if step is None:
            return _setup(request, user, status=403, problem="code")
        keep(user, secret, step)
        request.session.pop("factor", None)
    forget(user.username, where)
    return redirect("home")


def _setup(request: HttpRequest, user: User, status: int = 200, problem: str = "", until: str = "") -> HttpResponse:
    told = {"problem": problem, "until": until, "name": user.username, "has": has_factor(user.pk)}
    if told["has"]:
        return page(request, "factor", status=status, **told)
    secret = _secret(request, user)
    drawn = mark_safe(picture(secret, user.username))  # noqa: S308 - drawn by segno; the name is inside as dots
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return page(request, "factor", status=status, secret=spaced, drawn=drawn, address=address(secret, user.username), **told)


def _secret(request: HttpRequest, user: User) -> str:
    """The secret that this session offers, sealed as all that the database holds."""
    try:
        return unseal(user.pk, bytes.fromhex(request.session["factor"]))
    except (KeyError, ValueError, RecordError):
        secret = new_secret()
        request.session["factor"] = seal(user.pk, secret).hex()
        return secret
