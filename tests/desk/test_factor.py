"""A second factor by an app for codes: those of RFC 6238, each once; signing in by two steps; what a live desk asks."""

import re
import time
from typing import Any

import pytest
from django.test import Client

from desk.conftest import Made
from desk.test_behind import PHRASE, member

__all__ = ["code", "factored", "member"]

RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B (SHA-1), in base 32."""


def code(secret: str, at: float) -> str:
    """The code of a moment in seconds, worked out anew from RFC 4226, 5.3."""
    import base64
    import hmac
    import struct

    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


@pytest.fixture(autouse=True)
def half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still: a code is good for half a minute, and a slow machine takes longer."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def factored(user: Any) -> str:
    """Gives an account a second factor as if it had been set up long ago; the secret."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(user, RFC)
    return RFC


@pytest.mark.parametrize(
    ("seconds", "eight"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"), (1234567890, "89005924"), (2000000000, "69279037"),
     (20000000000, "65353130")],
)  # fmt: skip
def test_codes_are_those_of_the_rfc(made: Made, seconds: int, eight: str) -> None:
    """Its own table, of which six digits are asked."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    assert made.desk.training
    assert code(RFC, seconds) == eight[2:] == format_hotp_value(hotp_value(RFC, seconds // 30))


@pytest.mark.parametrize("given", ["", "12345", "abcdef", "١٢٣٤٥٦", "9" * 5000, "-1", "0x1234"])
def test_what_is_no_code_is_refused(member: Any, visitor: Any, given: str) -> None:
    """As any wrong one."""
    from django.contrib.auth.models import User

    member("desk")
    factored(User.objects.get(username="desk"))
    client = visitor(signed_in=False)
    client.post("/signin", {"name": "desk", "password": PHRASE})
    assert client.post("/code", {"code": given}).status_code == 403
    assert client.get("/")["Location"] == "/signin"


def enrolled(client: Client) -> str:
    """A secret that whoever is signed in set up by the pages; the codes for when it is lost are shown once."""
    assert client.get("/factor/app")["Location"] == "/again?next=%2Ffactor%2Fapp"
    assert client.post("/again?next=/factor/app", {"password": "wrong"}).status_code == 403
    assert client.post("/again?next=/factor/app", {"password": PHRASE})["Location"] == "/factor/app"
    page = client.get("/factor/app").content.decode()
    secret = "".join(re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].split())
    assert "<svg" in page
    assert not re.search(r"\sstyle=|<style", page)
    assert client.post("/factor/app", {"code": "000000"}).status_code == 403
    assert client.post("/factor/app", {"code": code(secret, time.time())})["Location"] == "/factor/codes"
    return secret


def test_signing_in_by_two_steps(member: Any, visitor: Any) -> None:
    """The password alone opens nothing; a code counts once, for every worker."""
    secret = enrolled(member("desk"))
    client, form = visitor(signed_in=False), {"name": "desk", "password": PHRASE}
    assert client.get("/code")["Location"] == "/signin"
    assert client.post("/signin", form)["Location"] == "/code"
    before = client.cookies["desk"].value
    for path in ("/", "/factor", "/entries", "/factor/app"):
        assert client.get(path)["Location"] == "/signin"
    right = code(secret, time.time())
    assert client.post("/code", {"code": "000000"}).status_code == 403
    assert client.post("/code", {"code": right})["Location"] == "/"
    assert client.cookies["desk"].value != before
    assert client.get("/").status_code == 200
    again = visitor(signed_in=False)
    again.post("/signin", form)
    assert again.post("/code", {"code": right}).status_code == 403
    assert again.get("/")["Location"] == "/signin"


def test_who_has_just_shown_a_code_sees_the_recovery_codes(member: Any) -> None:
    """An account that the provider alone signs in has nothing else to show, and the code that set the app up counts no second time."""
    from django.contrib.auth.models import User

    client = member("desk")
    user = User.objects.get(username="desk")
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    page = client.get("/factor/app").content.decode()
    secret = "".join(re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].split())
    told = client.post("/factor/app", {"code": code(secret, time.time())}, follow=True)
    assert told.redirect_chain == [("/factor/codes", 302)]
    assert len(re.findall(r"\b\d{10}\b", told.content.decode())) == 10


def test_five_minutes_after_the_first_step_it_is_asked_again(member: Any, visitor: Any) -> None:
    """A session in which nobody went on is worth nothing."""
    secret = enrolled(member("desk"))
    client = visitor(signed_in=False)
    client.post("/signin", {"name": "desk", "password": PHRASE})
    session = client.session
    # As if the first step had been passed so long ago.
    session["account_login"] = {**session["account_login"], "initiated_at": time.time() - 301}
    session.save()
    assert client.post("/code", {"code": code(secret, time.time())})["Location"] == "/signin"
    assert client.get("/")["Location"] == "/signin"


def test_guesses_at_codes_wait(member: Any, visitor: Any) -> None:
    """Whoever has the password cannot go through the codes, nor take the count back by giving the password again."""
    secret = enrolled(member("desk"))
    client = visitor(signed_in=False)
    for _ in range(5):
        client.post("/signin", {"name": "desk", "password": PHRASE})
        assert client.post("/code", {"code": "000000"}).status_code == 403
    client.post("/signin", {"name": "desk", "password": PHRASE})
    assert client.post("/code", {"code": code(secret, time.time())}).status_code == 429
    assert client.get("/")["Location"] == "/signin"


def test_guesses_wait_where_it_is_asked_again_who_one_is(member: Any) -> None:
    """A screen that was left open lets nobody try passwords or codes; tries at a password are those of signing in."""
    client = member("desk")
    for _ in range(5):
        assert client.post("/again?next=/factor/app", {"password": "wrong"}).status_code == 403
    assert client.post("/again?next=/factor/app", {"password": PHRASE}).status_code == 429
    assert client.get("/factor/app")["Location"] == "/again?next=%2Ffactor%2Fapp"


def test_a_half_signed_in_session_ends_with_the_account_or_its_password(member: Any, visitor: Any) -> None:
    """What changed between the two steps counts."""
    from django.contrib.auth.models import User

    secret = enrolled(member("desk"))
    for change in ({"is_active": False}, {"password": "scrypt$another"}):
        client = visitor(signed_in=False)
        assert client.post("/signin", {"name": "desk", "password": PHRASE})["Location"] == "/code"
        kept = User.objects.get(username="desk")
        User.objects.filter(username="desk").update(**change)
        # The code of the next half minute, for the last one counted.
        assert client.post("/code", {"code": code(secret, time.time() + 30 * bool("password" in change))})["Location"] == "/signin"
        assert client.get("/")["Location"] == "/signin"
        kept.save()


def test_the_secret_is_sealed(member: Any, made: Made) -> None:
    """Neither the row of the session nor that of the factor holds it in the clear, nor a code."""
    from allauth.mfa.models import Authenticator
    from django.contrib.sessions.models import Session

    client = member("desk")
    client.post("/again?next=/factor/app", {"password": PHRASE})
    page = client.get("/factor/app").content.decode()
    offered = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")
    assert client.session["mfa.totp.secret"] == offered
    rows = list(Session.objects.values_list("session_data", flat=True))
    assert rows
    assert all(len(row) > 60 and not row.startswith(".ey") for row in rows)
    client.post("/factor/app", {"code": code(offered, time.time())})
    told = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert offered not in told
    if not made.desk.database_file:
        whole = b"".join(path.read_bytes() for path in made.desk.folder.iterdir() if path.name.startswith("desk.sqlite"))
        assert offered.encode() not in whole


def test_after_a_new_secret_of_the_desk_no_code_is_right(member: Any, visitor: Any) -> None:
    """It is told as a wrong one, until a supervisor takes the second factor away."""
    from allauth.mfa.models import Authenticator

    secret = enrolled(member("desk"))
    for row in Authenticator.objects.all():
        Authenticator.objects.filter(pk=row.pk).update(data={**row.data, "secret": "00" * 40, "seed": "00" * 40})
    client = visitor(signed_in=False)
    client.post("/signin", {"name": "desk", "password": PHRASE})
    assert client.post("/code", {"code": code(secret, time.time())}).status_code == 403


def test_recovery_codes_are_shown_once_and_count_once(member: Any, visitor: Any) -> None:
    """Each opens the second step one time; new ones end the old ones; none is told again."""
    client = member("desk")
    secret = enrolled(client)
    codes = re.findall(r"<code>(\d{10})</code>", client.get("/factor/codes").content.decode())
    assert len(set(codes)) == 10
    assert re.findall(r"<code>", client.get("/factor/codes").content.decode()) == []
    other = visitor(signed_in=False)
    for form, status in ((codes[3], 302), (codes[3], 403), (codes[4], 302)):
        other = visitor(signed_in=False)
        other.post("/signin", {"name": "desk", "password": PHRASE})
        assert other.post("/code", {"code": form}).status_code == status
    assert "8." in other.get("/factor").content.decode()
    # The second factor shows who one is, not the password.
    assert other.get("/factor/codes/new")["Location"] == "/again/code?next=%2Ffactor%2Fcodes%2Fnew"
    assert other.get("/again")["Location"] == "/again/code"
    assert other.post("/again/code?next=/factor/codes/new", {"code": code(secret, time.time() + 30)})["Location"] == "/factor/codes/new"
    assert other.post("/factor/codes/new")["Location"] == "/factor/codes"
    third = visitor(signed_in=False)
    third.post("/signin", {"name": "desk", "password": PHRASE})
    assert third.post("/code", {"code": codes[5]}).status_code == 403


def test_it_is_taken_away_by_its_owner_or_a_supervisor_of_the_agency(member: Any) -> None:
    """By whom shows it again; a supervisor of another agency cannot."""
    from allauth.mfa.models import Authenticator

    from sanctuary.desk.behind.models import Member

    client = member("desk")
    secret = enrolled(client)
    fresh = member("desk")
    assert fresh.get("/factor/app/end")["Location"] == "/again/code?next=%2Ffactor%2Fapp%2Fend"
    assert fresh.post("/factor/app/end")["Location"] == "/again/code?next=%2Ffactor%2Fapp%2Fend"
    assert Authenticator.objects.exists()
    assert fresh.post("/again/code?next=/factor/app/end", {"code": "000000"}).status_code == 403
    assert fresh.post("/again/code?next=/factor/app/end", {"code": code(secret, time.time() + 30)}).status_code == 302
    assert not Authenticator.objects.exists()
    enrolled(member("desk", name="another clerk"))
    number = Member.everywhere.get(account__username="another clerk").pk
    assert member("supervisor", elsewhere=True).post(f"/accounts/{number}", {"act": "factor"}).status_code == 404
    assert Authenticator.objects.exists()
    lead = member("supervisor")
    assert "Take the second factor away" in lead.get(f"/accounts/{number}").content.decode()
    assert lead.post(f"/accounts/{number}", {"act": "factor"}).status_code == 302
    assert not Authenticator.objects.exists()


def test_a_passkey_is_its_owners_alone(member: Any) -> None:
    """By its number nobody else sees its name or takes it away, of another agency or of one's own."""
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import User

    member("desk")
    whose = User.objects.get(username="desk")
    row = Authenticator.objects.create(user=whose, type="webauthn", data={"name": "a private name", "credential": {}})
    for client in (member("counsel"), member("supervisor"), member("supervisor", elsewhere=True)):
        client.post("/again", {"password": PHRASE})
        for told in (client.get(f"/factor/passkey/{row.pk}/end"), client.post(f"/factor/passkey/{row.pk}/end")):
            assert told.status_code == 404
            assert "a private name" not in told.content.decode()
    assert Authenticator.objects.filter(pk=row.pk).exists()


def test_a_live_desk_asks_for_it_where_the_record_and_accounts_are(member: Any, made: Made) -> None:
    """A visit never waits for it."""
    client = member("supervisor")
    made.desk.training = False
    try:
        for path in ("/entries", "/due", "/accounts", "/invite", "/reports"):
            assert client.get(path)["Location"] == "/factor"
        assert client.get("/").status_code == 200
        assert client.get("/counters/library/card").status_code == 200
        enrolled(client)
        assert client.get("/accounts").status_code == 200
    finally:
        made.desk.training = True


def test_what_was_set_up_before_goes_on(made: Made) -> None:
    """The change of tables moves the secrets of an earlier desk; one that opened nothing opens nothing after."""
    import hmac
    import importlib
    from types import SimpleNamespace

    from allauth.mfa.adapter import get_adapter
    from django.conf import settings

    from sanctuary.record.box import box

    assert made.desk.training
    old = hmac.digest(str(settings.SECRET_KEY).encode(), b"sanctuary.desk second factor", "sha256")
    rows = [
        SimpleNamespace(account_id=7, sealed=box(old, RFC.encode(), b"factor of 7")),
        SimpleNamespace(account_id=8, sealed=box(old, RFC.encode(), b"factor of 7")),
    ]
    kept: list[dict[str, Any]] = []
    tables = {
        ("behind", "Factor"): SimpleNamespace(objects=SimpleNamespace(all=lambda: rows)),
        ("mfa", "Authenticator"): SimpleNamespace(objects=SimpleNamespace(create=lambda **row: kept.append(row))),
    }
    change = importlib.import_module("sanctuary.desk.behind.migrations.0006_factors")
    change._moved(SimpleNamespace(get_model=lambda *name: tables[name]), None)
    assert [(row["user_id"], row["type"]) for row in kept] == [(7, "totp"), (8, "totp")]
    assert get_adapter().decrypt(kept[0]["data"]["secret"]) == RFC
    assert get_adapter().decrypt(kept[1]["data"]["secret"]) != RFC
