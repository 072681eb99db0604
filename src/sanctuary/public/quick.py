"""The way of a question that fits: `decide` answered before addresses are looked up. Whatever does not fit goes the way of all requests.

A jail's system asks before each act, so what this question takes is what the API takes. The model is that of the route and reads the body
itself; a body that it does not take is read again by the route, which says where it does not fit.
"""

from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from sanctuary.errors import RequestError
from sanctuary.public.api import answer_of
from sanctuary.public.guard import API, Next
from sanctuary.public.problem import RefusedError, answered, refused
from sanctuary.public.urls import answers, models

__all__ = ["quick"]

DECIDE = f"{API}decide"


def quick(onward: Next) -> Next:
    """Answers what fits, as Django's middleware."""

    def ask(body: bytes) -> object:
        return answers().decide(models().situation.model_validate_json(body).root)

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path != DECIDE or request.method != "POST":
            return onward(request)
        try:
            return answer_of(ask(request.body))
        except ValidationError:
            return onward(request)
        except RefusedError as found:
            return answered(found.problem)
        except RequestError as words:
            return answered(refused(words))

    return answer
