"""What somebody has typed into a form goes with them into another language: once, to the same page, and in no address.

The buttons of languages send the form that they stand under (`filled` in frame.html). What it holds lies in the session, which is sealed
under its cookie, until the next page is shown.
"""

from django.http import HttpRequest

__all__ = ["FILLED", "forget_typed", "keep_typed", "typed"]

FILLED = frozenset({"ask", "edit", "entries", "ordinance", "record"})
"""Templates whose form, called `filled`, goes along with a change of language."""

_HELD = "typed"
_MOST = 200_000
"""Characters that go along; more is a table or a book, and stays on the page that holds it."""


def keep_typed(request: HttpRequest, where: str) -> None:
    """Keeps what a form held that was sent with a change of language, for the page at `where`."""
    given = {name: value for name, value in request.POST.items() if name not in ("language", "back_to") and isinstance(value, str)}
    if given and sum(map(len, [*given, *given.values()])) <= _MOST:
        request.session[_HELD] = [where, given]


def typed(request: HttpRequest) -> dict[str, str]:
    """What was typed into the form of this page before its language changed; nothing otherwise."""
    where, given = request.session.get(_HELD, ("", {}))
    return dict(given) if where == request.path and request.method == "GET" else {}


def forget_typed(request: HttpRequest) -> None:
    """Drops it, once a page was shown."""
    if _HELD in request.session:
        del request.session[_HELD]
