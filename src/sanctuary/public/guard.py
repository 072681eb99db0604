"""What every answer says to a browser, and the one shape of every refusal of the API, whoever refused."""

import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from sanctuary.public.problem import answered, problem

__all__ = ["API", "HEADERS", "guard"]

API = "/api/v1/"

Next = Callable[[HttpRequest], HttpResponse]

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

KINDS = {400: "unreadable", 404: "no-such-address", 405: "other-method", 413: "too-large", 500: "failed"}


def guard(onward: Next) -> Next:
    """Sets the headers; what Django or Ninja refuse in words of their own becomes a problem."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
            _ = request.body
            response = onward(request)
        except DisallowedHost:
            response = answered(problem(400, "unreadable", "The request names another host."))
        except RequestDataTooBig:
            response = answered(problem(413, "too-large"))
        plain = not response.get("Content-Type", "").startswith("application/problem+json")
        if request.path.startswith(API) and response.status_code >= 400 and plain:
            allowed = response.get("Allow")
            response = answered(problem(response.status_code, KINDS.get(response.status_code, "refused")))
            if allowed:
                response["Allow"] = allowed
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return answer


@receiver(got_request_exception)
def _failed(**_: Any) -> None:
    """Which failure and where, and no value: neither the message nor the address is written."""
    found = sys.exc_info()[1]
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in traceback.walk_tb(found.__traceback__ if found else None)]
    own = [(name, line) for name, line in frames if name.startswith("sanctuary.")]
    name, line = own[-1] if own else ("sanctuary.public", 0)
    sys.stderr.write(f"sanctuary: a request failed inside ({type(found).__name__} at {name}:{line}).\n")
