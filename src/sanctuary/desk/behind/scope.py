"""Whose rows can be seen: within a request those of the agency of whoever is signed in, and none where nobody is.

Rules it keeps:
- A query of a page is scoped where the rows come from, not where somebody remembers it: `Scoped` is the manager of what agencies have.
- PostgreSQL keeps the rows apart by itself too (migration 0007): a query sees the rows of the agency that the connection was told, and
  none where it was told nothing. So a query that passes the manager by sees no other agency.
- What has to ask across agencies (signing in, the purge, the first start) says so: `across`.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models
from django.db.backends.signals import connection_created
from django.dispatch import receiver

__all__ = ["NOBODY", "SETTING", "Here", "Scoped", "across", "entered", "here", "read_once"]

Read = TypeVar("Read")
Row = TypeVar("Row", bound=models.Model)

SETTING = "sanctuary.agency"
"""The setting of a connection that the policies of PostgreSQL read: the number of an agency, `all`, or nothing."""

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Here:
    """Whose request it is: the agency by its number, the name of its folder ("" for the first), the member's number and role."""

    agency: int = 0
    folder: str = ""
    member: int = 0
    role: str = ""

    @property
    def code(self) -> str:
        """How the record calls whoever acts: the role and the number of the account, never a name."""
        return f"{self.role}-{self.member}"


NOBODY = Here()
"""A request of somebody who is not signed in, or whose account belongs to no agency."""

_here: ContextVar[Here | None] = ContextVar("sanctuary.desk.behind", default=None)
_told: ContextVar[str] = ContextVar("sanctuary.desk.behind.told", default="")
"""What the connection is told."""
_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("sanctuary.desk.behind.held", default=None)
"""What a request has read."""


def here() -> Here | None:
    """Whose request it is; nothing outside of requests."""
    return _here.get()


@contextmanager
def entered(whose: Here) -> Iterator[None]:
    """Everything inside belongs to a request."""
    token, held = _here.set(whose), _held.set({})
    try:
        with _tells(str(whose.agency)):
            yield
    finally:
        _held.reset(held)
        _here.reset(token)


def read_once(name: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` gives, asked once within a request; what it does not find is asked again, and outside of requests everything is."""
    held = _held.get()
    if held is None:
        return read()
    found: Read = held.get(name)  # type: ignore[assignment] # nothing where it was not read
    if found is None:
        found = held[name] = read()
    return found


@contextmanager
def across() -> Iterator[None]:
    """Inside, the database shows the rows of every agency; whose request it is stays, and so does what `Scoped` shows."""
    with _tells(_ALL):
        yield


@contextmanager
def _tells(word: str) -> Iterator[None]:
    token = _told.set(word)
    try:
        _tell()
        yield
    finally:
        _told.reset(token)
        _tell()


def _tell() -> None:
    """Tells the connection, where it is PostgreSQL's and open; one that cannot be told is closed, and the next one is told anew."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return
    try:
        _set(connection)
    except DatabaseError:
        # In a transaction that failed the setting goes back with it; else the connection is of no use.
        if not connection.in_atomic_block:
            connection.close()


@receiver(connection_created)
def _begins(connection: Any, **_: Any) -> None:
    if connection.vendor == "postgresql":
        _set(connection)


def _set(on: Any) -> None:
    with on.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, _told.get()])


class Scoped(models.Manager[Row]):
    """Rows of one agency. `path` leads from a row to its agency; agencies that are ended have no rows."""

    path = "agency"

    def __init__(self, path: str = "agency") -> None:
        super().__init__()
        self.path = path

    def get_queryset(self) -> Any:
        """The rows that can be seen from here."""
        rows, whose = super().get_queryset(), here()
        return rows if whose is None else rows.filter(**{f"{self.path}_id": whose.agency})
