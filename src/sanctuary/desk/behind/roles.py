"""Roles, and which of them may enter each page: the one list of routes. What is not on it nobody may enter."""

from collections.abc import Mapping
from typing import Literal, get_args

from sanctuary.desk.behind.scope import here

__all__ = ["ANYBODY", "GUARDED", "OPEN", "ROLES", "ROUTES", "Role", "allowed", "may"]

Role = Literal["desk", "supervisor", "compliance", "counsel", "auditor"]
ROLES: tuple[Role, ...] = get_args(Role)
"""At the counter; who leads it and its accounts; who keeps the record; the agency's lawyer; who looks and changes nothing."""

ANYBODY = frozenset({"anybody"})
"""Whoever asks, signed in or not."""

_ALL = frozenset(ROLES)
_VISITS = _ALL - {"auditor"}
_COUNSEL = frozenset({"counsel"})
_LEADS = frozenset({"supervisor"})
_READS = frozenset({"supervisor", "compliance", "counsel", "auditor"})
_KEEPS = frozenset({"supervisor", "compliance", "counsel"})

ROUTES: Mapping[str, frozenset[str]] = {
    "health": ANYBODY, "icon": ANYBODY, "first": ANYBODY, "away": ANYBODY, "language": ANYBODY,
    "account_login": ANYBODY, "mfa_login_webauthn": ANYBODY, "mfa_authenticate": ANYBODY,
    "openid_connect_login": ANYBODY, "openid_connect_callback": ANYBODY,
    "published": ANYBODY, "published_by": ANYBODY,
    "home": _ALL, "signout": _ALL, "pin": _ALL, "unlock": _ALL, "password": _ALL,
    "account_reauthenticate": _ALL, "mfa_reauthenticate": _ALL, "mfa_reauthenticate_webauthn": _ALL,
    "mfa_index": _ALL, "mfa_activate_totp": _ALL, "mfa_deactivate_totp": _ALL, "mfa_view_recovery_codes": _ALL,
    "mfa_generate_recovery_codes": _ALL, "mfa_add_webauthn": _ALL, "mfa_remove_webauthn": _ALL, "connection": _ALL,
    "begin": _VISITS, "ask": _VISITS, "earlier": _VISITS, "answer": _VISITS, "reach": _VISITS, "entered": _VISITS, "close": _VISITS,
    "papers": _VISITS, "photograph": _VISITS, "record": _VISITS, "done": _VISITS, "unfinished": _VISITS, "finish": _VISITS,
    "training": _ALL, "play": _ALL, "score": _ALL,
    "sites": _ALL, "card": _ALL, "signs": _ALL, "guide": _ALL, "edit": _LEADS,
    "entries": _READS, "entry": _READS, "due": _READS, "export": _READS, "reports": _READS, "report": _READS,
    "propose": _KEEPS, "proposing": _KEEPS, "proposals": _KEEPS, "decide": _KEEPS, "fulfill": _KEEPS, "owed": _KEEPS,
    "take": _KEEPS, "receipt": _READS,
    "notices": _VISITS, "notice": _VISITS,
    "jobs": _READS, "job": _READS,
    "readings": _READS, "reading": _READS, "signoff": _READS, "sign": _COUNSEL, "ordinance": _READS,
    "invite": _LEADS, "accounts": _LEADS, "account": _LEADS,
}  # fmt: skip
"""By the name of a route, who may enter it. A new page needs a line here; a test compares the list with the addresses."""

OPEN = tuple(name for name, who in ROUTES.items() if who is ANYBODY)
"""Pages that nobody needs to be signed in for."""

GUARDED = tuple(name for name, who in ROUTES.items() if "desk" not in who and who is not ANYBODY)
"""Pages of accounts and of the record. In a live desk only an account with a second factor enters them."""


def may(role: str, route: str) -> bool:
    """Whether a role may enter a route.

    >>> may("auditor", "begin"), may("desk", "begin"), may("supervisor", "no-such-page"), may("", "home")
    (False, True, False, False)
    """
    who = ROUTES.get(route, frozenset())
    return who is ANYBODY or role in who


def allowed(route: str) -> bool:
    """Whether whoever asks may enter a route."""
    whose = here()
    return may(whose.role if whose else "", route)
