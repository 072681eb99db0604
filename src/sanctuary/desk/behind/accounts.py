"""The accounts of an agency: who may do what, whose account has ended; and a new password for one's own."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sanctuary.desk.behind.agencies import leaders
from sanctuary.desk.behind.guessing import address_of, forget, wait_of
from sanctuary.desk.behind.models import Member
from sanctuary.desk.behind.roles import ROLES
from sanctuary.desk.views.account import password_problems, roles_in
from sanctuary.desk.views.page import desk, page
from sanctuary.desk.views.typed import typed

__all__ = ["account", "accounts", "password"]


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account of the agency, with the role; ended accounts too."""
    return page(request, "accounts", rows=Member.objects.select_related("account").order_by("account__username"))


def _one(request: HttpRequest, number: int, problem: str = "") -> HttpResponse:
    one = Member.objects.select_related("account").annotate(factored=Count("account__authenticator")).filter(pk=number).first()
    if one is None:
        raise Http404
    chosen = typed(request).get(f"role-{number}", one.role)
    return page(request, "account", status=400 if problem else 200, one=one, chosen=chosen, roles=roles_in(request), problem=problem)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One account: another role for it, its end, or its going on; one that leads stays, so that the agency is not shut out.

    Each has a page of its own: what is chosen for one account is not lost by a button of another, however many there are.
    """
    if request.method != "POST":
        return _one(request, number)
    with transaction.atomic():
        found = Member.objects.select_related("account").select_for_update(of=("self",)).filter(pk=number).first()
        if found is None:
            raise Http404
        role, act = request.POST.get(f"role-{number}", found.role), request.POST.get("act", "")
        if role not in ROLES or act not in ("", "end", "resume", "factor"):
            return _one(request, number, "account_bad")
        stays = role == "supervisor" and act != "end"
        leads = found.role == "supervisor" and found.account.is_active
        if leads and not stays and leaders(found.agency_id) == 1:  # type: ignore[attr-defined]
            return _one(request, number, "account_last")
        found.role = role
        found.save()
        if act == "factor":
            # Whoever lost telephone or passkey sets up another; the supervisor knows who they are.
            Authenticator.objects.filter(user=found.account).delete()
        elif act:
            found.account.is_active = act == "resume"
            found.account.save()
    return redirect("accounts")


def password(request: HttpRequest) -> HttpResponse:
    """A new password for whoever is signed in, with the one of now, or none; every other session of the account ends."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    told: dict[str, Any] = {"name": user.username, "own": user.has_usable_password()}
    if request.method != "POST":
        return page(request, "password", **told)
    address, only_ends = address_of(request), request.POST.get("act") == "others"
    if until := wait_of(user.username, address, desk().clock()):
        return page(request, "password", status=429, until=until, **told)
    # An account that the provider or a passkey signs in has no password to show, and gets none here.
    now = request.POST.get("now", "") if told["own"] else None
    if not (user.check_password(now) if now is not None else only_ends):
        return page(request, "password", status=403, problems=["password_wrong"], **told)
    forget(user.username, address)
    if only_ends:
        _end_others(request, user, now)
        return page(request, "password", ended=True, **told)
    new = request.POST.get("password", "")
    if problems := password_problems(new, request.POST.get("again", ""), user):
        return page(request, "password", status=400, problems=problems, **told)
    _end_others(request, user, new)
    return redirect("home")


def _end_others(request: HttpRequest, user: User, word: str | None) -> None:
    """Ends every session of an account but this one: each holds a digest of the password's own digest, which is salted anew."""
    user.set_password(word)
    user.save()
    update_session_auth_hash(request, user)
