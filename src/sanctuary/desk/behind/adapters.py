"""What django-allauth asks of the desk: who may come in, how a secret is kept, what is known of whom a provider signs in.

Rules it keeps:
- No account is made but by an invitation, whoever signs in elsewhere.
- Whatever changed between two steps of signing in (an ended account, another password) counts.
- What a provider says of a person is not kept, but for the name by which it will call them again.
"""

import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sanctuary.desk.behind.guessing import address_of
from sanctuary.desk.behind.inviting import accepted
from sanctuary.desk.behind.outside import name_of_provider
from sanctuary.desk.views.page import page, words_for
from sanctuary.errors import RecordError
from sanctuary.record.box import box, unbox

__all__ = ["AccountAdapter", "MFAAdapter", "SocialAdapter"]

_STOOD = "stood"
"""In a session: the digest of the account's password when its first step was passed."""

_BOUND = b"second factor"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, by steps; nothing is sent by mail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account is made by an invitation."""
        del request
        return False

    def pre_login(self, request: HttpRequest, user: User, **words: Any) -> HttpResponse | None:
        """Before the first step: notes what the account is now."""
        request.session[_STOOD] = user.get_session_auth_hash()
        return super().pre_login(request, user, **words)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, user: User) -> None:
        """After the last step: a session of its own, unless the account has changed meanwhile."""
        stood, now = request.session.pop(_STOOD, ""), User.objects.filter(pk=user.pk, is_active=True).first()
        if now is None or not hmac.compare_digest(now.get_session_auth_hash(), stood):
            raise ImmediateHttpResponse(redirect("account_login"))
        chosen = request.session.get("language", "en")
        super().login(request, user)
        request.session["language"] = chosen

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """An ended account is told like a wrong password."""
        del user
        return page(request, "signin", status=403, wrong=True, provider=name_of_provider())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from."""
        return address_of(request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody shows again who they are: by a second factor, where there is one, a passkey first; else by the password."""
        found = super().get_reauthentication_methods(user)
        if is_mfa_enabled(user):
            found = [one for one in found if one["id"] != "reauthenticate"]
        return sorted(found, key=lambda one: one["id"] != "mfa_reauthenticate:webauthn")

    def is_reauthentication_required(self, *, app: str, **words: Any) -> bool:
        """Always, but of an account that has neither password nor second factor: the provider has just signed it in."""
        known = bool(self.get_reauthentication_methods(context.request.user))
        return known and bool(super().is_reauthentication_required(app=app, **words))

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """None is sent: the desk has nobody's address."""


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed under the desk's own."""

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return box(_key(), text.encode(), _BOUND).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """A secret; one that was sealed under an earlier secret of the desk is told as one that nobody knows."""
        try:
            return unbox(_key(), bytes.fromhex(encrypted_text), _BOUND).decode()
        except (RecordError, ValueError):
            from allauth.mfa.totp.internal.auth import generate_totp_secret  # noqa: PLC0415 - loaded where it is needed

            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - as django-allauth names it
        """The name of a passkey for which nobody gave one."""
        del user, type
        return words_for(context.request).ui["passkey"]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom a passkey is made: the name under which the desk answers."""
        return {"id": context.request.get_host().partition(":")[0], "name": "desk"}


class SocialAdapter(DefaultSocialAccountAdapter):
    """Whom the agency's provider signs in."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Nobody's name or address is taken over."""
        del request, data
        sociallogin.account.extra_data, sociallogin.email_addresses = {}, []
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Lets in whom the desk knows, and whoever holds an open invitation; refuses everybody else."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        user = accepted(request)
        if user is None:
            raise ImmediateHttpResponse(page(request, "signin", status=403, unknown=True, provider=name_of_provider()))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:
        """What failed at the provider is told without a value."""
        del provider
        raise ImmediateHttpResponse(page(request, "signin", status=403, failed=True, provider=name_of_provider()))

    def get_requests_session(self) -> Any:
        """The provider answers where the operator said, and sends nowhere else."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Back to the page of second factors and sign-ins."""
        del request, socialaccount
        return reverse("mfa_index")


def _key() -> bytes:
    return hmac.digest(str(settings.SECRET_KEY).encode(), _BOUND, "sha256")
