"""Who may come in: a token in the Authorization header, its scope for the address, its rate. Whatever is not named here is refused."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from sanctuary.public.guard import API
from sanctuary.public.problem import answered, problem
from sanctuary.systems.limits import Limits
from sanctuary.systems.tokens import Register, Scope, Token

__all__ = ["FAILURES", "Entrance", "token_of"]

FAILURES = 20
"""Requests of a minute with no token or a wrong one, from one address, that are answered as such."""

SCHEMA = f"{API}openapi.json"

Next = Callable[[HttpRequest], HttpResponse]


class Entrance:
    """The check before every request. A good token is never held up by the failures of others at its address."""

    def __init__(self, folder: Path, clock: Callable[[], datetime], elapsed: Callable[[], float]) -> None:
        self.register, self.clock = Register(folder), clock
        self.rates, self.failures = Limits(elapsed), Limits(elapsed)

    def answer(self, request: HttpRequest, onward: Next) -> HttpResponse:
        """What is behind the entrance, or the refusal."""
        if request.path == SCHEMA:
            return onward(request)
        word, _, text = request.headers.get("Authorization", "").partition(" ")
        token = self.register.find(text.strip()) if word.casefold() == "bearer" else None
        if token is None:
            return self._refused(request, "token", "A token is needed: Authorization: Bearer TOKEN.")
        if ended := token.ended(self.clock().date()):
            return self._refused(request, "token-ended", f"{ended} Whoever runs the API makes another.")
        if wait := self.rates.take(token.id, token.rate):
            return _later(wait)
        needed = scope_of(request)
        if needed not in token.scopes:
            found = answered(problem(403, "scope", f"This token lacks the scope {needed}."))
            found["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{needed}"'
            return found
        request.token = token  # type: ignore[attr-defined]
        return onward(request)

    def _refused(self, request: HttpRequest, kind: str, detail: str) -> HttpResponse:
        """Why a request does not come in; a token that has ended counts among the failures, too."""
        if wait := self.failures.take(request.META.get("REMOTE_ADDR", ""), FAILURES):
            return _later(wait)
        found = answered(problem(401, kind, detail))
        found["WWW-Authenticate"] = "Bearer" if kind == "token" else 'Bearer error="invalid_token"'
        return found


def scope_of(request: HttpRequest) -> Scope:
    """The scope that an address needs."""
    if request.path.removeprefix(API).partition("/")[0] != "record":
        return "ask"
    return "record:read" if request.method in ("GET", "HEAD") else "record:write"


def token_of(request: HttpRequest) -> Token:
    """The token that the entrance found."""
    found: Token = request.token  # type: ignore[attr-defined]
    return found


def _later(seconds: int) -> HttpResponse:
    found = answered(problem(429, "too-often", f"Ask again in {seconds} s."))
    found["Retry-After"] = str(seconds)
    return found
