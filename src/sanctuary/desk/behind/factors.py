"""Second factors of whoever is signed in: an app for codes (TOTP, RFC 6238), passkeys (WebAuthn), codes for the day when both are lost.

Each change is django-allauth's, which asks again who it is; the pages are the desk's.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.safestring import mark_safe

from sanctuary.desk.behind.outside import name_of_provider, tied
from sanctuary.desk.behind.signing import Counted, Framed

__all__ = ["App", "AppEnds", "Codes", "CodesAnew", "Factors", "PasskeyEnds", "PasskeyForm", "PasskeyMade"]


class Factors(Framed, IndexView):
    """What the account has, and what it can have."""

    shown = "factor"

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """With the agency's own sign-in, where there is one."""
        told = super().get_context_data(**words)
        found = told["authenticators"]
        codes = found.get("recovery_codes")
        return {
            "app": "totp" in found,
            "passkeys": found.get("webauthn", []),
            "codes": len(codes.get_unused_codes()) if codes else 0,
            "has": told["is_mfa_enabled"],
            "provider": name_of_provider(),
            "tied": tied(self.request.user.pk or 0),
        }


class Made:
    """A view that makes a second factor. Whoever has just used it is not asked for it again, for a code counts once."""

    request: Any

    def form_valid(self, form: Any) -> HttpResponse:
        """Makes it; the recovery codes, which follow, are shown without another question."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        record_authentication(self.request, self.request.user, method="mfa", reauthenticated=True)
        return answer


class App(Made, Counted, ActivateTOTPView):
    """Sets an app for codes up: a picture to read, or the secret to type."""

    shown = "factor_app"

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """The secret as a picture without a style, and in groups of four."""
        told = super().get_context_data(**words)
        secret, drawn = told["form"].secret, told["totp_svg"]
        spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        svg = mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 - drawn by qrcode; the name is inside as dots
        return {**told, "drawn": svg, "secret": spaced, "address": told["totp_url"]}


class AppEnds(Framed, DeactivateTOTPView):
    """Takes the app away."""

    shown = "factor_app_end"


class Codes(Framed, ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    shown = "factor_codes"


class CodesAnew(Framed, GenerateRecoveryCodesView):
    """New recovery codes in place of the ones that there are."""

    shown = "factor_codes_new"


class PasskeyForm(AddWebAuthnForm):
    """Every passkey of the desk is unlocked by its owner, so that it is two factors in one."""

    def clean_name(self) -> str:
        """What its owner calls it, in a line."""
        name = "".join(one for one in str(super().clean_name()) if one.isprintable())
        return name[:60]

    def clean(self) -> dict[str, Any]:
        """Refuses one that was not."""
        self.cleaned_data["passwordless"] = True
        return dict(super().clean())


class PasskeyMade(Made, Framed, AddWebAuthnView):
    """Makes a passkey."""

    shown = "factor_passkey"
    form_class = PasskeyForm

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """A new challenge."""
        return {**words, "js_data": {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}}


class PasskeyEnds(Framed, RemoveWebAuthnView):
    """Takes a passkey of one's own away."""

    shown = "factor_passkey_end"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        """Its name, for the question whether it is meant."""
        return {**super().get_context_data(**words), "name": self.object.wrap().name}
