"""Links that make one account: made by somebody who leads or on the machine, taken up with a password or by the agency's provider."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from sanctuary.desk.behind.agencies import leaders
from sanctuary.desk.behind.models import Agency, Member, Offer
from sanctuary.desk.behind.scope import across
from sanctuary.desk.config import Desk
from sanctuary.desk.models import Invitation
from sanctuary.desk.views.page import desk

__all__ = ["accepted", "account_of", "first_link", "invitation", "name_problems", "open_ones", "waits"]

_DAYS = timedelta(days=2)
_HELD = "invited"
"""In a session: the digest of a link and the name that somebody chose, while the provider signs them in."""


def invitation(at: Desk, role: str = "", agency: Agency | None = None) -> str:
    """The word of a new link that makes one account of an agency, the first where none is named, within two days.

    Where no role is named, it makes somebody who leads where nobody does, and else somebody at the counter.
    """
    word, agency = token_urlsafe(24), agency or Agency.objects.get(folder="")
    role = role or ("desk" if leaders(agency.pk) else "supervisor")
    made = Invitation.objects.create(digest=_digest(word), ends=at.clock() + _DAYS)
    Offer.objects.create(invitation=made, agency=agency, role=role)
    return word


def first_link(at: Desk) -> str:
    """The word of a link that makes the first account of a desk. Those of earlier starts end: they stand in a journal."""
    Invitation.objects.filter(offer__agency__folder="").delete()
    return invitation(at)


def open_ones(word: str) -> "QuerySet[Invitation]":
    """The link of a word, where it is open still."""
    return _open(_digest(word))


def account_of(links: "QuerySet[Invitation]", name: str, password: str | None) -> User | None:
    """The account that a link makes, once; nothing where it was used meanwhile. Without a password the provider alone signs it in."""
    # Whoever holds a link is of no agency yet.
    with across(), transaction.atomic():
        offer = Offer.objects.select_related("agency").filter(invitation__in=links.select_for_update()).first()
        if offer is None:
            return None
        user = User.objects.create_user(name, password=password)
        Member.everywhere.update_or_create(account=user, defaults={"agency": offer.agency, "role": offer.role})
        links.delete()
    return user


def name_problems(name: str) -> list[str]:
    """What is wrong with the name of a new account, as keys of words."""
    if not (1 <= len(name) <= 60 and name.isprintable()):
        return ["name_bad"]
    return ["name_taken"] if User.objects.filter(username__iexact=name).exists() else []


def waits(request: HttpRequest, word: str, name: str) -> None:
    """Keeps link and name in the session, until whoever holds the link comes back from the provider."""
    request.session[_HELD] = [_digest(word), name]


def accepted(request: HttpRequest) -> User | None:
    """The account that this session's link makes for whom the provider has signed in; nothing where it has none that is open."""
    digest, name = request.session.pop(_HELD, ("", ""))
    return None if name_problems(name) else account_of(_open(digest), name, None)


def _open(digest: str) -> "QuerySet[Invitation]":
    return Invitation.objects.filter(digest=digest, ends__gte=desk().clock())


def _digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()
