"""A second factor: the codes of RFC 6238, each once; signing in by two steps; what a live desk asks of whoever reads the record."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from desk.conftest import Made
from desk.test_behind import PHRASE, member

__all__ = ["member"]

RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B (SHA-1), in base 32."""


def code(secret: str, at: datetime) -> str:
    """The code of a moment, worked out anew from RFC 4226, 5.3."""
    import base64
    import hmac
    import struct

    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at.timestamp()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.mark.parametrize(
    ("seconds", "eight"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"), (2000000000, "69279037"),
     (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_the_rfc(made: Made, seconds: int, eight: str) -> None:
    """Its own table, of which six digits are asked; the 30 seconds before and after count, those beyond do not."""
    from sanctuary.desk.behind.factor import matched

    at, step = datetime.fromtimestamp(seconds, UTC), seconds // 30
    assert made.desk.training
    assert code(RFC, at) == eight[2:]
    assert matched(RFC, eight[2:], at) == step
    assert matched(RFC, f"{eight[2:5]} {eight[5:]}", at + timedelta(seconds=30)) == step
    assert matched(RFC, eight[2:], at - timedelta(seconds=30)) == step
    assert matched(RFC, eight[2:], at + timedelta(seconds=60)) is None
    assert matched(RFC, eight[2:], at, step) is None
    for wrong in ("", "12345", "abcdef", "١٢٣٤٥٦", eight, "9" * 5000):
        assert matched(RFC, wrong, at) is None


def enrolled(client: Client, made: Made) -> str:
    """A secret that whoever is signed in set up by the pages."""
    page = client.get("/factor").content.decode()
    secret = "".join(re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].split())
    assert "<svg" in page
    assert not re.search(r"\sstyle=", page)
    assert client.post("/factor", {"now": "wrong", "code": code(secret, made.clock.at)}).status_code == 403
    assert client.post("/factor", {"now": PHRASE, "code": "000000"}).status_code == 403
    assert client.post("/factor", {"now": PHRASE, "code": code(secret, made.clock.at)})["Location"] == "/"
    return secret


def test_signing_in_by_two_steps(member: Any, visitor: Any, made: Made) -> None:
    """The password alone opens nothing; a code counts once; after five minutes the password is asked for again."""
    secret = enrolled(member("desk"), made)
    client, form = visitor(signed_in=False), {"name": "desk", "password": PHRASE}
    made.clock.at += timedelta(minutes=1)
    assert client.get("/code")["Location"] == "/signin"
    assert client.post("/signin", form)["Location"] == "/code"
    before = client.cookies["desk"].value
    assert client.get("/")["Location"] == "/signin"
    right = code(secret, made.clock.at)
    assert client.post("/code", {"code": "000000"}).status_code == 403
    assert client.post("/code", {"code": right})["Location"] == "/"
    assert client.cookies["desk"].value != before
    assert client.get("/").status_code == 200
    again = visitor(signed_in=False)
    again.post("/signin", form)
    assert again.post("/code", {"code": right}).status_code == 403
    made.clock.at += timedelta(minutes=6)
    assert again.post("/code", {"code": code(secret, made.clock.at)})["Location"] == "/signin"
    assert again.get("/")["Location"] == "/signin"


def test_guesses_at_codes_wait(member: Any, visitor: Any, made: Made) -> None:
    """Whoever has the password cannot go through the codes, nor take the count back by giving the password again."""
    secret = enrolled(member("desk"), made)
    client = visitor(signed_in=False)
    made.clock.at += timedelta(minutes=1)
    for _ in range(5):
        client.post("/signin", {"name": "desk", "password": PHRASE})
        assert client.post("/code", {"code": "000000"}).status_code == 403
    client.post("/signin", {"name": "desk", "password": PHRASE})
    assert client.post("/code", {"code": code(secret, made.clock.at)}).status_code == 429


def test_a_half_signed_in_session_ends_with_the_account_or_its_password(member: Any, visitor: Any, made: Made) -> None:
    """What changed between the two steps counts."""
    from django.contrib.auth.models import User

    secret = enrolled(member("desk"), made)
    made.clock.at += timedelta(minutes=1)
    for change in ({"is_active": False}, {"password": "scrypt$another"}):
        client = visitor(signed_in=False)
        assert client.post("/signin", {"name": "desk", "password": PHRASE})["Location"] == "/code"
        kept = User.objects.get(username="desk")
        User.objects.filter(username="desk").update(**change)
        assert client.post("/code", {"code": code(secret, made.clock.at)})["Location"] == "/signin"
        kept.save()


def test_the_secret_is_sealed(member: Any, made: Made) -> None:
    """Neither the session nor the row holds it in the clear; a row moved to another account opens nothing."""
    from sanctuary.desk.behind.factor import unseal
    from sanctuary.desk.behind.models import Factor
    from sanctuary.errors import RecordError

    client = member("desk")
    page = client.get("/factor").content.decode()
    offered = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")
    assert offered not in str(dict(client.session))
    secret = enrolled(client, made)
    assert secret == offered
    row = Factor.objects.get()
    assert secret.encode() not in bytes(row.sealed)
    assert unseal(row.account.pk, bytes(row.sealed)) == secret
    with pytest.raises(RecordError):
        unseal(row.account.pk + 1, bytes(row.sealed))


def test_after_a_new_secret_of_the_desk_no_code_is_right(member: Any, visitor: Any, made: Made) -> None:
    """It is told as a wrong one, until a supervisor takes the second factor away."""
    from sanctuary.desk.behind.models import Factor

    secret = enrolled(member("desk"), made)
    made.clock.at += timedelta(minutes=1)
    Factor.objects.update(sealed=b"sealed under another secret")
    client = visitor(signed_in=False)
    client.post("/signin", {"name": "desk", "password": PHRASE})
    assert client.post("/code", {"code": code(secret, made.clock.at)}).status_code == 403


def test_it_is_taken_away_by_its_owner_or_a_supervisor_of_the_agency(member: Any, made: Made) -> None:
    """With password and code; a supervisor of another agency cannot."""
    from sanctuary.desk.behind.models import Factor, Member

    client = member("desk")
    secret = enrolled(client, made)
    made.clock.at += timedelta(minutes=1)
    assert client.post("/factor", {"now": PHRASE, "code": "000000"}).status_code == 403
    assert client.post("/factor", {"now": PHRASE, "code": code(secret, made.clock.at)}).status_code == 302
    assert not Factor.objects.exists()
    enrolled(client, made)
    number = Member.everywhere.get(account__username="desk").pk
    assert member("supervisor", elsewhere=True).post(f"/accounts/{number}", {"act": "factor"}).status_code == 404
    assert Factor.objects.exists()
    lead = member("supervisor")
    assert "Take the second factor away: desk" in lead.get("/accounts").content.decode()
    assert lead.post(f"/accounts/{number}", {"act": "factor"}).status_code == 302
    assert not Factor.objects.exists()


def test_a_live_desk_asks_for_it_where_the_record_and_accounts_are(member: Any, made: Made) -> None:
    """A visit never waits for it."""
    client = member("supervisor")
    made.desk.training = False
    try:
        for path in ("/entries", "/due", "/accounts", "/invite", "/reports"):
            assert client.get(path)["Location"] == "/factor"
        assert client.get("/").status_code == 200
        assert client.get("/counters/library/card").status_code == 200
        enrolled(client, made)
        assert client.get("/accounts").status_code == 200
    finally:
        made.desk.training = True
