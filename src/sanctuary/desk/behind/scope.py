"""Whose rows can be seen: within a request those of the agency of whoever is signed in, and none where nobody is.

Rules it keeps:
- A query of a page is scoped where the rows come from, not where somebody remembers it: `Scoped` is the manager of what agencies have.
- Outside of requests (the operator's shell, the purge, the first start) every row can be seen.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

__all__ = ["NOBODY", "Here", "Scoped", "entered", "here"]

Row = TypeVar("Row", bound=models.Model)


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


def here() -> Here | None:
    """Whose request it is; nothing outside of requests."""
    return _here.get()


@contextmanager
def entered(whose: Here) -> Iterator[None]:
    """Everything inside belongs to a request."""
    token = _here.set(whose)
    try:
        yield
    finally:
        _here.reset(token)


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
