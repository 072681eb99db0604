"""A limit on guessing: tries at a secret are counted in the database, by account, by address, and by both together.

Rules it keeps:
- A try is written down before the secret is looked at, so that many at once are counted too; a refused try costs no digest of a password.
- From one address five tries at an account in a quarter of an hour; from one address twenty at all accounts; at one account from everywhere
  fifty in an hour (OWASP ASVS 4.0.3, 2.2.1 allows a hundred). So who guesses elsewhere does not soon lock out whoever is at the counter.
- An account that nobody has is counted like one that somebody has.
- What was right takes back the tries of that account from that address, and no others.
- The database has no name and no address: rows bear a digest under the desk's own secret, and end after an hour.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from sanctuary.desk.behind.models import Try
from sanctuary.desk.behind.noticed import notice

__all__ = ["LIMITS", "Limit", "address_of", "forget", "purge", "wait_of"]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries within a length of time."""

    most: int
    within: timedelta


LIMITS = {
    "both": Limit(5, timedelta(minutes=15)),
    "address": Limit(20, timedelta(minutes=15)),
    "account": Limit(50, timedelta(hours=1)),
}
"""How many tries, by what they are counted by."""

_LONGEST = max(one.within for one in LIMITS.values())


def wait_of(account: str, address: str, now: datetime) -> str:
    """Counts a try, at a time; nothing where it may go on, else the hour (14:05) after which the next one may, on the clock of `now`.

    A try that is refused is not counted, so that who goes on trying does not wait forever.
    """
    names = _names(account, address)
    # Durable before it is counted: of many at once, each sees all that were before it.
    made = Try.objects.create(at=now, **names)
    ends = [_end(LIMITS[by], {by: about}, now) for by, about in names.items()]
    found = max((end for end in ends if end is not None), default=None)
    if found is not None:
        made.delete()
        notice("guessing", now)
    return f"{found.astimezone(now.tzinfo) + timedelta(minutes=1):%H:%M}" if found else ""


def _end(limit: Limit, about: dict[str, str], now: datetime) -> datetime | None:
    """When a limit lets the next try through; nothing where this one, which the rows include, is within it."""
    rows = Try.objects.filter(at__gt=now - limit.within, **about).order_by("-at", "-pk")
    times = list(rows.values_list("at", flat=True)[: limit.most + 1])
    return times[limit.most] + limit.within if len(times) > limit.most else None


def forget(account: str, address: str) -> None:
    """Takes back the tries of an account from an address: the secret was right."""
    Try.objects.filter(both=_names(account, address)["both"]).delete()


def purge(now: datetime) -> None:
    """Deletes tries that no limit counts any more."""
    Try.objects.filter(at__lte=now - _LONGEST).delete()


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the peer; behind a proxy that speaks TLS, which the operator declared, what that proxy saw.

    Only the last address of `X-Forwarded-For` is the proxy's own word (RFC 7239, 8.1, says why the others are not).
    """
    told = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return told.rpartition(",")[2].strip()[:64] or str(request.META.get("REMOTE_ADDR", ""))


def _names(account: str, address: str) -> dict[str, str]:
    who = account.strip().casefold()[:200]
    told = {"both": f"{who}\0{address}", "address": address, "account": who}
    return {by: _digest(f"{by}\0{what}") for by, what in told.items()}


def _digest(text: str) -> str:
    return hmac.digest(str(settings.SECRET_KEY).encode(), text.encode("utf-8", "replace"), "sha256").hex()
