"""What somebody has typed into a form goes with them into another language: once, to the same page, and in no address.

The buttons of languages send the form of the page, which is called `filled` (frame.html); a page has one form that is filled in. What it
holds lies in the session, which is sealed under its cookie, until the next page is shown. A form with a secret never goes along: a password
is sent to where it is meant for, and nowhere else. Nor does a file: the buttons send text alone, and of a file its name, which is dropped.
"""

from django.http import HttpRequest

__all__ = ["FILLED", "forget_typed", "keep_typed", "typed"]

FILLED = frozenset(
    {"account", "ask", "edit", "entries", "factor_passkey", "invite", "jobs", "ordinance", "owed", "propose", "record", "reports", "sites"}
)
"""Templates whose form, called `filled`, goes along with a change of language."""

_FILES = ("file",)
"""Fields of the forms called `filled` that choose a file: sent as text, they hold its name, which may be a resident's."""

_HELD = "typed"
_MOST = 200_000
"""Characters that go along; more is a table or a book, and stays on the page that holds it."""


def keep_typed(request: HttpRequest, where: str) -> None:
    """Keeps what a form held that was sent with a change of language, for the page at `where`."""
    given = {name: value for name, value in request.POST.items() if name not in ("language", "back_to", *_FILES) and isinstance(value, str)}
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
