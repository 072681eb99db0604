"""The addresses of the law in public. None holds a fact of a situation: those stand in the bodies of POST requests."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sanctuary.law.packs import Library
from sanctuary.public.api import made
from sanctuary.public.asked import Models
from sanctuary.public.asking import Answers
from sanctuary.public.attempt import attempt

__all__ = ["answers", "handler400", "handler404", "handler500", "models"]


@cache
def answers() -> Answers:
    """The law that this process answers from."""
    return Answers(Library())


@cache
def models() -> Models:
    """What its API takes."""
    return Models(answers().library.vocabulary)


@cache
def _patterns() -> list[Any]:
    return [
        path("api/v1/", made(answers(), models=models()).urls),
        path("try", partial(attempt, answers(), "en")),
        path("es/try", partial(attempt, answers(), "es")),
    ]


def __getattr__(name: str) -> list[Any]:
    """`urlpatterns`, made when Django asks for it: by then its settings stand."""
    if name == "urlpatterns":
        return _patterns()
    raise AttributeError(name)


def _plain(status: int) -> Callable[..., HttpResponse]:
    def answer(_request: HttpRequest, *_: object, **__: object) -> HttpResponse:
        return HttpResponse(f"{status}\n", status=status, content_type="text/plain")

    return answer


handler400, handler404, handler500 = (_plain(status) for status in (400, 404, 500))
