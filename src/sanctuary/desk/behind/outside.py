"""Signing in by the agency's own provider (OpenID Connect): the way there, the way back, and the end of the tie to it."""

import hmac
from secrets import token_urlsafe
from typing import Any

import jwt
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from sanctuary.desk.provider import NAME
from sanctuary.desk.views.page import page

__all__ = ["ALGORITHMS", "callback", "connection", "leaving", "login", "name_of_provider", "tied"]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""By which a provider may sign: none of them takes a secret that others know, and none is no signature."""

_NONCE = "nonce"
"""In a session: what the next ID token must repeat."""


class Verified(OpenIDConnectOAuth2Adapter):
    """Verifies each ID token as OpenID Connect Core 1.0, 3.1.3.7, says, its signature and nonce too."""

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """What a token says; refuses one that is not of this provider, for this desk, of now, and of the request of this session."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
            kid = jwt.get_unverified_header(id_token).get("kid")
            # Where a provider has one key, its tokens need not name it (10.1).
            fitting = [one for one in keys if kid is None or one.key_id == kid]
            if len(fitting) != 1:
                raise OAuth2Error
            issuer, needed = self.openid_config["issuer"], ["iss", "aud", "exp", "iat", "sub"]
            told = jwt.decode(
                id_token, fitting[0], algorithms=ALGORITHMS, audience=app.client_id, issuer=issuer, options={"require": needed}
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError) as problem:
            raise OAuth2Error from problem
        nonce = str(self.request.session.pop(_NONCE, ""))
        if not nonce or not hmac.compare_digest(nonce, str(told.get("nonce", ""))):
            raise OAuth2Error
        return dict(told)


def name_of_provider() -> str:
    """How the button calls the agency's provider; nothing where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


def leaving(request: HttpRequest, process: str) -> HttpResponse:
    """A page that leads to the provider. It is a page, not an answer that sends on, for forms of the desk lead to the desk alone (CSP)."""
    try:
        request.session[_NONCE] = token_urlsafe(24)
        told = get_adapter().get_provider(request, NAME).redirect(request, process, auth_params={"nonce": request.session[_NONCE]})
    except (RequestException, ValueError, KeyError):
        # It does not answer, or not as a provider does.
        return page(request, "signin", status=502, failed=True, provider=name_of_provider())
    return page(request, "leaving", to=told["Location"], provider=name_of_provider())


@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Begins signing in at the provider."""
    if provider_id != NAME or not name_of_provider():
        raise Http404
    return leaving(request, "login")


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The way back. The session's cookie is not sent from elsewhere, so the first answer is a page of the desk that asks again."""
    if provider_id != NAME or not name_of_provider():
        raise Http404
    return OAuth2CallbackView.adapter_view(Verified(request, provider_id))(request)  # type: ignore[no-any-return]


@require_POST
def connection(request: HttpRequest) -> HttpResponse:
    """Ties the account of whoever is signed in to the provider, or ends that; both ask again who it is."""
    user = request.user
    if not isinstance(user, User) or not name_of_provider():
        raise Http404
    found = SocialAccount.objects.filter(user=user).first()
    if found is None:
        return leaving(request, "connect")
    if user.has_usable_password() or is_mfa_enabled(user, ["webauthn"]):
        disconnect(request, found)
    return redirect("mfa_index")


def tied(account: int) -> bool:
    """Whether the provider can sign an account in, by its number."""
    return bool(SocialAccount.objects.filter(user_id=account).exists())
