"""The middleware that puts a request into the scope of one agency, and keeps out whoever's role may not enter a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sanctuary.desk.behind.models import Member
from sanctuary.desk.behind.scope import NOBODY, across, entered

__all__ = ["within"]


def within(onward: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Everything after it sees the rows of one agency, or of none."""

    def answer(request: HttpRequest) -> HttpResponse:
        known = request.user.pk if request.user.is_authenticated else None
        with across():
            found = Member.everywhere.select_related("agency").filter(account_id=known).first() if known else None
        with entered(found.here() if found else NOBODY):
            return onward(request)

    return answer
