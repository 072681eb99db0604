"""Row-level security on a real PostgreSQL: what a query sees that forgot whose request it is. SQLite has none of it."""

import os
from secrets import token_hex
from typing import Any

import pytest
from django.test import Client

from desk.conftest import DATABASE, Made
from desk.test_behind import member

__all__ = ["member"]

TABLES = ("behind_member", "behind_placed", "behind_offer", "behind_proposal", "behind_job", "desk_site", "desk_score", "outbox_letter")


def counted(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from the list above
        return int(cursor.fetchone()[0])


def two_agencies(member: Any) -> tuple[Any, Any]:
    """The agencies of the fixture, with a row of each table in both."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sanctuary.desk.behind.models import Agency, Job, Member, Proposal
    from sanctuary.desk.models import Score
    from sanctuary.desk.outbox.models import Letter

    found = []
    for elsewhere in (False, True):
        client: Client = member("supervisor", elsewhere=elsewhere)
        client.post("/invite", {"role": "desk"})
        agency = Agency.objects.get(folder="another-agency" if elsewhere else "")
        one = Member.everywhere.get(account__username=f"supervisor{' elsewhere' * elsewhere}")
        now = timezone.now()
        Job.objects.create(agency=agency, member=one, kind="scan", begun=now, touched=now)
        Proposal.objects.create(agency=agency, member=one, act="void", seq=0, token=f"token {elsewhere}", sealed=b"", made_at=now)
        Letter.everywhere.create(agency=agency, token=token_hex(16), sealed=b"", made_at=now, done_at=now)
        Score.objects.create(account=User.objects.get(member=one), case="x", right=True, day=now.date())
        found.append(agency)
    return found[0], found[1]


if os.environ.get(DATABASE) == "postgresql":

    def test_the_role_of_the_desk_is_under_the_policies(made: Made) -> None:
        """It owns the tables, and they hold for the owner too; each table that has an agency has one."""
        from django.apps import apps
        from django.db import connection

        assert made.desk.training
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
            assert {row[0] for row in cursor.fetchall()} == set(TABLES)
        with_agency = {one._meta.db_table for one in apps.get_models() if any(field.name == "agency" for field in one._meta.get_fields())}
        assert with_agency <= set(TABLES)

    def test_a_connection_that_was_told_nothing_sees_nothing(member: Any) -> None:
        """No row of any table, though both agencies have some; nor where it was told an agency that is none."""
        from sanctuary.desk.behind.scope import NOBODY, _tells, entered

        two_agencies(member)
        assert all(counted(table) >= 2 for table in TABLES)
        with _tells(""):
            assert [counted(table) for table in TABLES] == [0] * len(TABLES)
        with entered(NOBODY):
            assert [counted(table) for table in TABLES] == [0] * len(TABLES)
        with _tells("1 OR true"):
            assert [counted(table) for table in TABLES] == [0] * len(TABLES)

    def test_a_new_connection_is_told_whose_request_it_is(member: Any) -> None:
        """One that was lost in the middle of a request comes back with the same rows."""
        from django.db import connection

        from sanctuary.desk.behind.scope import Here, entered

        _, other = two_agencies(member)
        with entered(Here(agency=other.pk)):
            seen = [counted(table) for table in TABLES]
            connection.close()
            assert [counted(table) for table in TABLES] == seen
        assert sum(counted(table) for table in TABLES) > sum(seen)

    def test_a_page_that_forgets_its_filter_shows_its_own_agency_alone(member: Any) -> None:
        """Pages that ask past the manager, in each way there is: the plain manager, SQL by hand, a row by its number, a join."""
        from django.http import HttpRequest, HttpResponse
        from django.test import override_settings
        from django.urls import path

        from sanctuary.desk.behind import roles
        from sanctuary.desk.behind.models import Job, Member, Offer, Placed, Proposal
        from sanctuary.desk.models import Score, Site
        from sanctuary.desk.urls import urlpatterns

        two_agencies(member)
        theirs = Member.everywhere.get(account__username="supervisor elsewhere")

        def forgotten(request: HttpRequest) -> HttpResponse:
            del request
            agencies: set[int] = set()
            for table in (Member.everywhere, Job.everywhere, Offer.objects, Placed._base_manager, Proposal._base_manager):
                agencies |= set(table.values_list("agency_id", flat=True))
            agencies |= set(Site.everywhere.values_list("placed__agency_id", flat=True))
            agencies |= set(Score.objects.values_list("account__member__agency_id", flat=True))
            found = Member.everywhere.filter(pk=theirs.pk).exists()
            changed = Member.everywhere.filter(pk=theirs.pk).update(role="desk")
            gone = Job.everywhere.filter(member_id=theirs.pk).delete()[0]
            return HttpResponse(f"{sorted(agencies)} {found} {changed} {gone} {counted('behind_member')}")

        routes = [*urlpatterns, path("forgotten", forgotten, name="home")]
        urls: Any = type("urls", (), {"urlpatterns": routes})
        assert roles.ROUTES["home"]
        with override_settings(ROOT_URLCONF=urls):
            told = {elsewhere: member("supervisor", elsewhere=elsewhere).get("/forgotten").content.decode() for elsewhere in (False, True)}
        mine, there = Member.everywhere.get(account__username="supervisor").agency.pk, theirs.agency.pk
        own = Member.everywhere.filter(agency_id=mine).count()
        assert told[False] == f"[{mine}] False 0 0 {own}"
        assert told[True].startswith(f"[{there}] True 1 1")

    def test_no_row_is_written_into_another_agency(member: Any) -> None:
        """Neither a new one nor one's own that is moved."""
        from django.db import ProgrammingError, transaction
        from django.utils import timezone

        from sanctuary.desk.behind.models import Job, Member
        from sanctuary.desk.behind.scope import Here, entered

        first, other = two_agencies(member)
        mine = Member.everywhere.get(account__username="supervisor")
        now = timezone.now()
        with entered(Here(agency=mine.agency.pk)):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                Job.objects.create(agency=other, member=mine, kind="scan", begun=now, touched=now)
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                Member.everywhere.filter(pk=mine.pk).update(agency=other)
            # What failed leaves the request where it was.
            assert set(Member.everywhere.values_list("agency_id", flat=True)) == {first.pk}

    def test_what_asks_across_agencies_goes_back_to_its_own(member: Any) -> None:
        """Where it fails in the middle of a transaction too."""
        from django.db import DatabaseError, connection, transaction

        from sanctuary.desk.behind.models import Member
        from sanctuary.desk.behind.scope import Here, across, entered

        two_agencies(member)
        mine = Member.everywhere.get(account__username="supervisor")
        with entered(Here(agency=mine.agency.pk)):
            with across():
                assert Member.everywhere.values("agency").distinct().count() == 2
            assert Member.everywhere.values("agency").distinct().count() == 1
            with pytest.raises(DatabaseError), transaction.atomic(), across(), connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
            assert Member.everywhere.values("agency").distinct().count() == 1

    def test_a_role_above_the_policies_is_refused(made: Made) -> None:
        """A superuser sees everything, whatever the policies say; the desk does not start with one."""
        from django.db import connection, connections

        from sanctuary.desk.serving import _need_kept_apart
        from sanctuary.errors import RequestError

        _need_kept_apart(made.desk)
        told = connections["default"].settings_dict
        kept = told["USER"]
        connection.close()
        told["USER"] = "postgres"
        try:
            with pytest.raises(RequestError, match="above row-level security"):
                _need_kept_apart(made.desk)
        finally:
            connection.close()
            told["USER"] = kept
