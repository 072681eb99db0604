"""The way of a question that fits: `decide` answered before Django makes a request of it. All else goes the way of all requests.

A jail's system asks before each act, so what this question takes is what the API takes. The model is that of the route and reads the body
itself. Whatever it does not take, and whatever cannot be answered, the route is asked again: it says where and why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from django.http.request import split_domain_port, validate_host

from sanctuary.documents import as_wire
from sanctuary.public.guard import API, HEADERS
from sanctuary.public.settings import MOST
from sanctuary.public.urls import answers, models

__all__ = ["Application", "quick"]

DECIDE = f"{API}decide"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""What a server calls for each request (PEP 3333)."""


def quick(onward: Application, hosts: Sequence[str]) -> Application:
    """Answers what fits and names one of the hosts; `onward` answers all else."""
    plain = [("Content-Type", "application/json"), *HEADERS.items()]

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not _is_ours(environ, hosts):
            return onward(environ, start)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        with suppress(Exception):  # whatever stopped it stops the route too, which tells it
            found = as_wire(answers().decide(models().situation.model_validate_json(body).root))
            start("200 OK", [*plain, ("Content-Length", str(len(found)))])
            return [found]
        return onward({**environ, "wsgi.input": BytesIO(body)}, start)

    return answer


def _is_ours(environ: Mapping[str, Any], hosts: Sequence[str]) -> bool:
    """Whether it is a question of `decide`, at a host that is ours, of a length that is told and read."""
    length = environ.get("CONTENT_LENGTH", "")
    return (
        environ["PATH_INFO"] == DECIDE
        and environ["REQUEST_METHOD"] == "POST"
        and not environ.get("SCRIPT_NAME")
        and not environ.get("QUERY_STRING")
        and length.isascii()
        and length.isdecimal()
        and int(length) <= MOST
        and validate_host(split_domain_port(environ.get("HTTP_HOST", ""))[0], hosts)
    )
