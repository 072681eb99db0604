"""Open interviews in the database: sealed under a key of the browser's cookie, one for each session, gone at close or after an hour.

Without the cookie nobody can open a row or say whose it is. What is deleted is overwritten (SQLite's secure_delete).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.http import HttpRequest

from sanctuary.desk.config import Desk
from sanctuary.desk.dealing import State
from sanctuary.desk.models import Invitation, OpenInterview
from sanctuary.desk.sessions import key_of
from sanctuary.desk.settings import HOUR
from sanctuary.documents import as_json, reader_for
from sanctuary.errors import RecordError
from sanctuary.record.box import box, unbox

__all__ = ["change", "close", "load", "purge", "start"]

_state = reader_for(State)

_ROW = "SELECT owner, sealed, touched FROM desk_openinterview WHERE owner = %s"
"""Written out, as each page asks it: Django takes longer to work out its words than the database to answer it."""


def _owner(request: HttpRequest) -> tuple[str, bytes]:
    """The name of this session's row, and its key."""
    if not request.session.session_key:
        request.session.save()
    cookie = str(request.session.session_key)
    return key_of(cookie, "row").hex(), key_of(cookie, "key")


def start(request: HttpRequest, desk: Desk, state: State) -> State:
    """The open interview of this session: the one that there is, or this new one. Two clicks begin one."""
    owner, key = _owner(request)
    with transaction.atomic():
        found = _read(owner, key, desk)
        if found is None:
            row = OpenInterview(owner=owner, sealed=_sealed(owner, key, state), touched=desk.clock())
            # Where two begin at once on PostgreSQL, the second finds what the first began.
            OpenInterview.objects.bulk_create([row], ignore_conflicts=True)
            found = _read(owner, key, desk)
    return found or state


def load(request: HttpRequest, desk: Desk) -> State | None:
    """The open interview of this session, if there is one and its hour has not passed."""
    return _read(*_owner(request), desk)


def change(request: HttpRequest, desk: Desk, how: Callable[[State], State]) -> State | None:
    """The interview after a change. Two changes at once take turns, and neither is lost."""
    owner, key = _owner(request)
    with transaction.atomic():
        found = _read(owner, key, desk, " FOR UPDATE" if connection.features.has_select_for_update else "")
        if found is None:
            return None
        found = how(found)
        OpenInterview.objects.filter(pk=owner).update(sealed=_sealed(owner, key, found), touched=desk.clock())
    return found


def close(request: HttpRequest) -> bool:
    """Deletes the open interview of this session for good; whether there was one. Of two that close it at once, one did."""
    return OpenInterview.objects.filter(owner=_owner(request)[0]).delete()[0] > 0


def purge(now: datetime) -> int:
    """Deletes interviews that nobody touched for an hour, and links that ended; how many interviews there were."""
    Invitation.objects.filter(ends__lt=now).delete()
    return OpenInterview.objects.filter(touched__lt=now - timedelta(seconds=HOUR)).delete()[0]


def _read(owner: str, key: bytes, desk: Desk, how: str = "") -> State | None:
    row = next(iter(OpenInterview.objects.raw(_ROW + how, [owner])), None)
    if row is None:
        return None
    if row.touched < desk.clock() - timedelta(seconds=HOUR):
        OpenInterview.objects.filter(pk=owner).delete()
        return None
    try:
        found = _state(unbox(key, bytes(row.sealed), owner.encode()))
    except RecordError:
        found = None
    if found is None:
        # Another key, or a program of another version: nothing of it can be used, and nothing of it stays.
        OpenInterview.objects.filter(owner=owner).delete()
    return found


def _sealed(owner: str, key: bytes, state: State) -> bytes:
    return box(key, as_json(state).encode(), owner.encode())
