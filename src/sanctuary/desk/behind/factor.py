"""A second factor: codes of six digits that a telephone makes from a shared secret and the time (TOTP, RFC 6238).

Rules it keeps:
- A code counts once: none of its 30 seconds or of earlier ones is taken again (RFC 6238, 5.2). The one before and the one after now count
  too, for clocks differ.
- The secret lies in the database sealed under the desk's own secret, which is a file.
"""

import hmac
from datetime import datetime

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.models import User

from sanctuary.desk.behind.models import Factor
from sanctuary.errors import RecordError
from sanctuary.record.box import box, unbox

__all__ = ["address", "has_factor", "keep", "matched", "new_secret", "picture", "seal", "taken", "unseal"]

_SECONDS = 30
_BESIDE = (-1, 0, 1)


def new_secret() -> str:
    """A secret of 160 bits in base 32, as telephones take it."""
    return pyotp.random_base32()


def address(secret: str, name: str) -> str:
    """The secret as an address (otpauth) that an app on this machine opens."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="desk")


def picture(secret: str, name: str) -> str:
    """The same as a QR code: an SVG to stand in a page, with nothing that a Content Security Policy forbids."""
    return str(segno.make(address(secret, name), error="m").svg_inline(scale=4, border=4, dark="black", light="white"))


def matched(secret: str, code: str, at: datetime, last: int = 0) -> int | None:
    """The step of time of which a code is, where it is later than the last that counted; nothing for any other code.

    >>> from datetime import UTC
    >>> matched("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "287082", datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC))
    1
    """
    given, now = "".join(code.split()), int(at.timestamp()) // _SECONDS
    if not (given.isascii() and given.isdecimal()):
        return None
    steps = [now + beside for beside in _BESIDE if now + beside >= 0]
    made = {step: pyotp.TOTP(secret).at(step * _SECONDS) for step in steps}
    return next((step for step, one in made.items() if hmac.compare_digest(one, given) and step > last), None)


def seal(account: int, secret: str) -> bytes:
    """The secret of an account as it is kept."""
    return box(_key(), secret.encode(), f"factor of {account}".encode())


def unseal(account: int, sealed: bytes) -> str:
    """The secret of an account; refuses one that was kept for another."""
    return unbox(_key(), sealed, f"factor of {account}".encode()).decode()


def has_factor(account: int) -> bool:
    """Whether an account has a second factor."""
    return Factor.objects.filter(account_id=account).exists()


def keep(account: User, secret: str, step: int) -> None:
    """Keeps the second factor of an account, in the place of one that it had."""
    Factor.objects.update_or_create(account=account, defaults={"sealed": seal(account.pk, secret), "step": step})


def taken(account: int, code: str, at: datetime) -> bool:
    """Whether a code is right; it counts once, for two that come at the same moment too."""
    row = Factor.objects.filter(account_id=account).first()
    if row is None:
        return False
    try:
        secret = unseal(account, bytes(row.sealed))
    except RecordError:
        # Sealed under an earlier secret of the desk: no code is right until a supervisor takes it away.
        return False
    step = matched(secret, code, at, row.step)
    return step is not None and Factor.objects.filter(pk=row.pk, step__lt=step).update(step=step) == 1


def _key() -> bytes:
    return hmac.digest(str(settings.SECRET_KEY).encode(), b"sanctuary.desk second factor", "sha256")
