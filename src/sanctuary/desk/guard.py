"""What every request passes: where it comes from, who is signed in, whether the screen is locked; and what answers say to the browser.

Forms carry no token. A request that changes something must come from a page of this desk, as the browser says in `Sec-Fetch-Site` or
`Origin` (fetch.spec.whatwg.org); one that says neither is refused.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import DisallowedHost
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden, HttpResponseNotAllowed
from django.shortcuts import redirect

from sanctuary.desk.behind.noticed import notice
from sanctuary.desk.behind.roles import GUARDED, OPEN, allowed
from sanctuary.desk.outbox.forwarding import ASLEEP

__all__ = ["HEADERS", "SignedIn", "guard"]

Next = Callable[[HttpRequest], HttpResponse]

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of every answer. `Referrer-Policy` is not no-referrer, for then Chromium sends forms with `Origin: null`."""

_WHILE_LOCKED = (*OPEN, "unlock", "signout")
_SAFE = ("GET", "HEAD", "OPTIONS")
_PLAIN = "text/plain; charset=utf-8"
_LONGEST = timedelta(hours=12)
"""After signing in: a shift. Whoever goes on signs in again (NIST SP 800-63B-4, 2.2.3, allows a day)."""


def guard(onward: Next) -> Next:
    """Refuses what comes from elsewhere or under another name, and sets the headers."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = _refusal(request) or onward(request)
        for name, value in HEADERS.items():
            response[name] = value
        if request.is_secure():
            response["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response

    return answer


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """What is said to a request that is not for this desk, or not from one of its pages; nothing where it is."""
    try:
        request.get_host()
    except DisallowedHost:
        return HttpResponseBadRequest("The desk does not answer under this name.\n", content_type=_PLAIN)
    if request.method not in (*_SAFE, "POST"):
        return HttpResponseNotAllowed((*_SAFE, "POST"))
    if request.method in _SAFE or _from_here(request):
        return None
    notice("elsewhere", settings.DESK.clock())
    return HttpResponseForbidden("This form was not sent from a page of the desk. Open the desk anew.\n", content_type=_PLAIN)


def _from_here(request: HttpRequest) -> bool:
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    scheme = "https" if request.is_secure() else "http"
    return request.headers.get("Origin") == f"{scheme}://{request.get_host()}"


class SignedIn:
    """Sends to the page where one signs in, without a word of where one wanted to go; a locked screen asks for its PIN.

    Whoever is signed in enters the pages of their role alone (behind/roles.py).
    """

    def __init__(self, onward: Next) -> None:
        self._onward = onward

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """What the rest answers."""
        return self._onward(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """A page to go to first, or nothing; Django calls it before the view."""
        name = (request.resolver_match.url_name or "") if request.resolver_match else ""
        if name in OPEN and not request.META.get(ASLEEP):
            return None
        if not request.user.is_authenticated and name not in OPEN:
            return redirect("account_login")
        if name not in OPEN and _over(request):
            from sanctuary.desk.kept import close  # noqa: PLC0415 - once the tables stand

            close(request)
            logout(request)
            return redirect("account_login")
        if request.session.get("locked") and name not in _WHILE_LOCKED:
            return redirect("unlock")
        if not allowed(name):
            from sanctuary.desk.views.page import page  # noqa: PLC0415 - once the tables stand

            notice("role", settings.DESK.clock())
            return page(request, "refused", status=403, problem_key="not_for_role")
        if request.META.get(ASLEEP):
            from sanctuary.desk.views.page import page  # noqa: PLC0415 - once the tables stand

            return page(request, "asleep", status=503)
        if name in GUARDED and not settings.DESK.training:
            from allauth.mfa.utils import is_mfa_enabled  # noqa: PLC0415 - once the tables stand

            return None if is_mfa_enabled(request.user) else redirect("mfa_index")
        return None


def _over(request: HttpRequest) -> bool:
    """Whether a session has lasted as long as one may, however much it was used."""
    now = settings.DESK.clock().timestamp()
    return bool(now - request.session.setdefault("since", now) > _LONGEST.total_seconds())


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, **_: Any) -> None:
    """Whoever signs in begins a shift, in a session that goes on too."""
    request.session.pop("since", None)


@receiver(got_request_exception)
def _failed(**_: Any) -> None:
    """Which failure and where, and no value: neither the message nor the address is written."""
    problem = sys.exc_info()[1]
    if problem is None:
        return
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(problem.__traceback__)]
    own = [(name, line) for name, line in frames if name.startswith("sanctuary.")]
    name, line = own[-1] if own else ("sanctuary.desk", 0)
    # Where standard error is a file on a disk that is full, the page is still answered.
    with suppress(OSError):
        sys.stderr.write(f"sanctuary: the desk failed inside ({type(problem).__name__} at {name}:{line}).\n")
        sys.stderr.flush()
