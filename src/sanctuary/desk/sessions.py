"""Sessions whose cookie the database does not hold: rows bear a digest of it, and keys of the browser follow from it alone.

Who reads the database finds no cookie to sign in with, no key of an open interview, and nothing of what a session holds: it is sealed.
"""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Rows
from django.utils import timezone

from sanctuary.errors import RecordError
from sanctuary.record.box import box, unbox

__all__ = ["SessionStore", "key_of", "once"]


_BOUND = b"session"


_MINUTE = timedelta(minutes=1)


def key_of(cookie: str, purpose: str) -> bytes:
    """32 bytes for a purpose, from the cookie of a session; nothing on this machine keeps them."""
    return hmac.digest(cookie.encode(), f"sanctuary.desk {purpose}".encode(), "sha256")


def once(key: str, prefix: str, version: int) -> str:
    """The key of what counts once, as the database holds it: a digest under the desk's own secret."""
    return hmac.digest(str(settings.SECRET_KEY).encode(), f"once {prefix} {version} {key}".encode(), "sha256").hex()


class SessionStore(Rows):
    """Django's rows of sessions, under a digest of the cookie, sealed under a key that follows from it."""

    def encode(self, session_dict: Any) -> str:
        """What a row holds of a session."""
        cookie = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return b64encode(box(key_of(cookie, "session"), json.dumps(session_dict).encode(), _BOUND)).decode()

    def decode(self, session_data: Any) -> dict[str, Any]:
        """What a session holds; nothing where the row was changed, or is another's."""
        try:
            clear = unbox(key_of(self.session_key or "", "session"), b64decode(session_data), _BOUND)
            return dict(json.loads(clear))
        except (RecordError, ValueError):
            return {}

    _ends: datetime | None = None

    def save(self, must_create: bool = False) -> None:
        """Keeps the session: what changed at once, and that somebody is there once in a minute."""
        if not must_create and not self.modified and self._ends and self._ends > self.get_expiry_date() - _MINUTE:
            return
        super().save(must_create)

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(session_key=_stored(self.session_key or ""), expire_date__gt=timezone.now()).order_by().first()
        if found is None:
            self._session_key = None
        self._ends = found.expire_date if found else None
        return found

    def exists(self, session_key: str | None = None) -> bool:
        """Whether a session of this cookie is there."""
        return super().exists(_stored(session_key or ""))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session."""
        made = super().create_model_instance(data)
        made.session_key = _stored(self._get_or_create_session_key())  # type: ignore[attr-defined]
        return made

    def delete(self, session_key: str | None = None) -> None:
        """Deletes the row of a cookie, or of this session."""
        if known := session_key or self.session_key:
            super().delete(_stored(known))


def _stored(cookie: str) -> str:
    return sha256(f"sanctuary.desk session {cookie}".encode()).hexdigest()[:40]
