"""Signing in by the agency's own provider (OpenID Connect): the way there, the way back, and the end of the tie to it."""

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from sanctuary.desk.provider import NAME
from sanctuary.desk.views.page import page

__all__ = ["callback", "connection", "leaving", "login", "name_of_provider", "tied"]


def name_of_provider() -> str:
    """How the button calls the agency's provider; nothing where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


def leaving(request: HttpRequest, process: str) -> HttpResponse:
    """A page that leads to the provider. It is a page, not an answer that sends on, for forms of the desk lead to the desk alone (CSP)."""
    try:
        told = get_adapter().get_provider(request, NAME).redirect(request, process)
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
    return views.callback(request, provider_id)  # type: ignore[no-any-return]


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


def tied(user: User) -> bool:
    """Whether the provider can sign an account in."""
    return SocialAccount.objects.filter(user=user).exists()
