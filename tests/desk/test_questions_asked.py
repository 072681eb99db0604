"""What a page of a visit costs: how many questions it asks of the database, and that nothing read once is old by the next request."""

from typing import Any

import pytest

from desk.conftest import Made
from desk.played import CALM, begun, play
from desk.test_behind import member

__all__ = ["member"]


def asked(client: Any, method: str, path: str, form: dict[str, str] | None = None) -> list[str]:
    """The statements of one request that read or change rows."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        getattr(client, method)(path, form)
    told = [one["sql"].strip() for one in seen.captured_queries]
    return [sql for sql in told if sql.startswith(("SELECT", "UPDATE", "INSERT", "DELETE")) and "set_config" not in sql]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_of_a_visit_asks_four_questions(visitor: Any, language: str) -> None:
    """The session, the account with its role and agency, the visit, the counter; in another language also whether it is one of its kind."""
    client = visitor()
    client.post("/language", {"language": language})
    begun(client)
    for path in ("/ask", "/ask/1"):
        assert len(asked(client, "get", path)) == 4 + (language != "en")
    # An answer is read and written; what is asked next is asked on the next page.
    assert len(asked(client, "post", "/ask", {"question": "danger", "answer": "no"})) == 4
    play(client, {**CALM, "what": "enter", "top": "none"})
    client.get("/answer")
    assert len(asked(client, "get", "/answer")) == 4 + (language != "en")


def test_a_visit_at_the_same_counter_writes_no_session_anew(visitor: Any) -> None:
    """Once a counter is chosen, the next visit there begins without another commit."""
    client = visitor()
    first, again = list[str](), list[str]()
    for told in (first, again):
        told += [one for one in asked(client, "post", "/begin", {"site": "library"}) if "django_session" in one]
        client.post("/close")
    assert [one.split()[0] for one in first] == ["SELECT", "UPDATE"]
    assert [one.split()[0] for one in again] == ["SELECT"]


def test_what_changed_is_seen_by_the_next_request(visitor: Any, made: Made) -> None:
    """A card, a role and an ended account count at once, whoever reads what once."""
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Member
    from sanctuary.desk.models import Site

    client = begun(visitor())
    user, site = User.objects.get(username=made.name), Site.objects.get(slug="library")
    title = site.title
    try:
        for name in ("One counter", "Another counter"):
            Site.objects.filter(pk=site.pk).update(title=name)
            assert name in client.get("/ask").content.decode()
        assert client.get("/accounts").status_code == 200
        Member.everywhere.filter(account=user).update(role="desk")
        assert client.get("/accounts").status_code == 403
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert client.get("/ask")["Location"] == "/signin"
    finally:
        Site.objects.filter(pk=site.pk).update(title=title)
        User.objects.filter(pk=user.pk).update(is_active=True)
        Member.everywhere.filter(account=user).update(role="supervisor")


def test_what_is_read_once_belongs_to_one_request() -> None:
    """Outside of requests everything is read again; within one what was found is kept, and what was not is asked again."""
    from sanctuary.desk.behind.scope import NOBODY, entered, read_once

    asked: list[int] = []

    def read() -> list[int] | None:
        asked.append(1)
        return asked if len(asked) > 3 else None

    assert [read_once("x", read) for _ in range(2)] == [None, None]
    with entered(NOBODY):
        assert read_once("x", read) is None
        assert [read_once("x", read) for _ in range(3)] == [asked] * 3
        assert len(asked) == 4
        with entered(NOBODY):
            read_once("x", read)
        assert len(asked) == 5
        read_once("x", read)
    assert len(asked) == 5
