"""The middleware that puts a request into the scope of one agency; an account is read with its role and its agency, in one question."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from sanctuary.desk.behind.scope import NOBODY, Here, across, entered

__all__ = ["Accounts", "within"]


class Accounts(ModelBackend):
    """Accounts by name and password; of a session, each with what it is a member of."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, where it has not ended."""
        with across(), suppress(User.DoesNotExist):
            found = User.objects.select_related("member__agency").get(pk=user_id)
            return found if self.user_can_authenticate(found) else None
        return None


def within(onward: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Everything after it sees the rows of one agency, or of none."""

    def answer(request: HttpRequest) -> HttpResponse:
        with entered(_whose(request)):
            return onward(request)

    return answer


def _whose(request: HttpRequest) -> Here:
    user = request.user
    return user.member.here() if user.is_authenticated and hasattr(user, "member") else NOBODY
