"""The steps of signing in behind the first one, and showing again who one is before a second factor changes.

Each is django-allauth's view in the frame of the desk; tries at codes and passwords are counted, whatever was tried before.
"""

import json
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCode
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse

from sanctuary.desk.behind.guessing import address_of, forget, wait_of
from sanctuary.desk.views.page import desk, page

__all__ = ["Again", "AgainByCode", "AgainByPasskey", "Code", "Framed", "Passkey"]


class Framed:
    """A view of django-allauth that answers with a page of the desk."""

    request: HttpRequest
    shown = ""
    """The template."""

    def render_to_response(self, context: dict[str, Any], **words: Any) -> HttpResponse:
        """The page; what a browser needs for a passkey stands in it, so that no script asks for more."""
        asked = context.pop("js_data", None)
        if asked:
            context["options"] = json.dumps(next(iter(asked.values())), default=dict)
        return page(self.request, self.shown, status=words.get("status", 200), **context)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same page, which says that it was wrong."""
        return self.render_to_response({**self.get_context_data(form=form), "wrong": True}, status=403)  # type: ignore[attr-defined]


class Counted(Framed):
    """A view at which somebody could guess."""

    def about(self) -> str:
        """Whose tries they are."""
        return f"code of {self.request.user.pk}"

    def post(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        """Counts the try; what is right takes it back."""
        name, where = self.about(), address_of(request)
        if until := wait_of(name, where, desk().clock()):
            return self.render_to_response({**self.get_context_data(), "until": until}, status=429)  # type: ignore[attr-defined]
        answer: HttpResponse = super().post(request, *args, **words)  # type: ignore[misc]
        if answer.status_code < 400:
            forget(name, where)
        return answer


class Code(Counted, AuthenticateView):
    """The second step: a code of the app, a recovery code, or a passkey."""

    shown = "code"

    def about(self) -> str:
        """The account of which the first step was passed."""
        return f"code of {self.stage.login.user.pk}"

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """What the account can show."""
        user = self.stage.login.user
        kinds = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
        told = super().get_context_data(**words)
        if "webauthn" not in kinds:
            told.pop("js_data", None)
        return {**told, "by_app": "totp" in kinds}


class Passkey(Framed, LoginWebAuthnView):
    """Signing in by a passkey alone, which is a device and what unlocks it."""

    shown = "passkey"

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """The page with a challenge."""
        del request
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """A new challenge for any account."""
        return {**words, "js_data": {"request_options": auth.begin_authentication(user=None)}}


class Again(Counted, ReauthenticateView):
    """Shows again who one is, by the password."""

    shown = "again"

    def about(self) -> str:
        """Tries at a password are those of signing in."""
        return str(self.request.user.get_username())


class AgainByCode(Counted, ReauthenticateByCode):
    """The same by a code."""

    shown = "again"

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """Asks for a code in place of the password."""
        return {**super().get_context_data(**words), "by_code": True}


class AgainByPasskey(Counted, ReauthenticateWebAuthnView):
    """The same by a passkey."""

    shown = "again"
