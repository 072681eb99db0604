"""How long a session lasts, and what is no password."""

from datetime import timedelta
from typing import Any

import pytest

from desk.conftest import Made


def test_a_session_ends_after_a_shift_however_much_it_is_used(visitor: Any, made: Made) -> None:
    """Twelve hours after signing in; an open visit of it is deleted."""
    from sanctuary.desk.models import OpenInterview

    client = visitor(signed_in=False)
    client.post("/signin", {"name": made.name, "password": made.password})
    for _ in range(12):
        assert client.get("/").status_code == 200
        made.clock.at += timedelta(hours=1)
    assert client.post("/begin", {"site": "library"})["Location"] == "/ask"
    made.clock.at += timedelta(minutes=1)
    assert OpenInterview.objects.count() == 1
    assert client.get("/")["Location"] == "/signin"
    assert not OpenInterview.objects.exists()
    assert client.get("/")["Location"] == "/signin"


@pytest.mark.parametrize(
    ("password", "problems"),
    [
        ("Sanctuary-Desk-2026!", ["password_weak"]),
        ("los angeles police department"[:22], ["password_weak"]),
        ("1234567890123", ["password_weak"]),
        ("passwordpassword", ["password_weak"]),
        ("keeper of things", ["password_weak"]),
        ("eleven sign", ["password_weak"]),
        ("three words of no desk", []),
        ("x y z " * 40, []),
        ("contraseña larga única", []),
    ],
)
def test_what_is_no_password_here(made: Made, password: str, problems: list[str]) -> None:
    """Short, common, like the name, or of the desk's own words; a long one of any characters is one."""
    from django.contrib.auth.models import User

    from sanctuary.desk.views.account import password_problems

    assert made.desk.training
    assert password_problems(password, password, User(username="keeper of things")) == problems
