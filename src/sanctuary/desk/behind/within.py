"""The middleware that puts a request into the scope of one agency; an account is read with its role and its agency, in one question.

Each page asks this question. It is written out, for Django takes longer to work out its words than the database to answer it.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from sanctuary.desk.behind.scope import NOBODY, Here, across, entered

__all__ = ["Accounts", "within"]

_ACCOUNT = """
SELECT account.*, member.id AS of_member, member.role AS of_role, agency.id AS of_agency, agency.folder AS of_folder
FROM auth_user account
LEFT JOIN behind_member member ON member.account_id = account.id
LEFT JOIN behind_agency agency ON agency.id = member.agency_id
WHERE account.id = %s
"""


class Accounts(ModelBackend):
    """Accounts by name and password; of a session, each with what it is a member of."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, where it has not ended."""
        with across():
            found = next(iter(User.objects.raw(_ACCOUNT, [user_id])), None)
        return found if found is not None and self.user_can_authenticate(found) else None


def within(onward: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Everything after it sees the rows of one agency, or of none."""

    def answer(request: HttpRequest) -> HttpResponse:
        with entered(_whose(request)):
            return onward(request)

    return answer


def _whose(request: HttpRequest) -> Here:
    user: Any = request.user
    if not user.is_authenticated or user.of_member is None:
        return NOBODY
    return Here(agency=user.of_agency, folder=user.of_folder, member=user.of_member, role=user.of_role)
