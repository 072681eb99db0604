"""Signing in by the agency's own provider (OpenID Connect), a real one on this machine: who comes in, what is kept and refused."""

import base64
import hmac
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from desk.conftest import Made
from desk.test_behind import PHRASE, member
from programs import free_port, until_open
from sanctuary.desk.provider import app_of, read_provider
from sanctuary.errors import RequestError

__all__ = ["member", "provider"]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider that signs in whoever types a subject, a process of its own; its issuer."""
    if find_spec("oidc_provider_mock") is None:
        pytest.skip("the package oidc-provider-mock is not installed")
    port = free_port()
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        until_open(process, port)
        yield f"http://localhost:{port}"
        process.terminate()


def written(folder: Path, issuer: str) -> None:
    """The settings of a provider in a desk's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "oidc.secret").write_text("a secret of the provider")
    (folder / "oidc.toml").write_text(
        f'issuer = "{issuer}"\nname = "City sign-in"\nclient_id = "desk"\nsecret_file = "oidc.secret"\n', encoding="utf-8"
    )


@pytest.fixture
def outside(made: Made, provider: str, tmp_path: Path) -> Iterator[str]:
    """The desk of the tests with that provider."""
    from django.test import override_settings

    assert made.desk.training
    written(tmp_path, provider)
    found = read_provider(tmp_path)
    assert found is not None
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app_of(found, tmp_path)]}}):
        yield provider


def sent(client: Client, subject: str, path: str = "/signin/agency/begin", form: dict[str, str] | None = None) -> str:
    """The address by which the provider sends somebody back, who signed in there as a subject."""
    import requests

    page = client.post(path, form or {}).content.decode()
    away = re.findall(r'href="(http://localhost:\d+/[^"]+)"', page)[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(away).query)
    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) > 20
    assert asked["redirect_uri"] == ["http://testserver/signin/agency/back"]
    told = requests.post(away, data={"sub": subject}, allow_redirects=False)  # noqa: S113 - a slow machine is no fault
    back = urlsplit(told.headers["Location"])
    return f"{back.path}?{back.query}"


def invited(client: Client) -> str:
    """The path of a link that somebody who leads made."""
    return str(re.findall(r"/first/[\w-]+", client.post("/invite", {"role": "auditor"}).content.decode())[0])


def fresh() -> Client:
    return Client(headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.long
def test_nobody_comes_in_whom_the_desk_does_not_know(outside: str) -> None:
    """Whoever the provider signs in: without an account and a link nothing is made."""
    from django.contrib.auth.models import User

    client, before = fresh(), User.objects.count()
    told = client.get(sent(client, "a stranger"))
    assert told.status_code == 403
    assert "the desk does not" in told.content.decode()
    assert User.objects.count() == before
    assert client.get("/")["Location"] == "/signin"
    assert outside


@pytest.mark.long
def test_a_link_makes_an_account_without_a_password(outside: str, member: Any) -> None:
    """In the role of the link, once; it comes back by the provider alone, and nothing else of the person is kept."""
    from allauth.account.models import EmailAddress
    from allauth.socialaccount.models import SocialAccount, SocialToken
    from django.contrib.auth.models import User

    from sanctuary.desk.behind.models import Member

    lead = member("supervisor", elsewhere=True)
    path, client = invited(lead), fresh()
    assert client.post(path, {"name": "", "by": "provider"}).status_code == 400
    back = sent(client, "subject-1", path, {"name": "looks on", "by": "provider", "role": "supervisor", "is_staff": "on"})
    assert client.get(back)["Location"] == "/"
    user = User.objects.get(username="looks on")
    found = Member.everywhere.get(account=user)
    assert (user.has_usable_password(), user.is_staff, user.email, user.first_name) == (False, False, "", "")
    assert (found.role, found.agency.folder) == ("auditor", "another-agency")
    kept = SocialAccount.objects.get(user=user)
    assert (kept.uid, kept.extra_data) == ("subject-1", {})
    assert not EmailAddress.objects.exists()
    assert not SocialToken.objects.exists()
    assert client.get("/training").status_code == 200
    # The link is used up; so is what the provider sent back.
    assert fresh().get(path).status_code == 404
    assert fresh().get(back + "&_redir=").status_code == 403
    again = fresh()
    before = again.cookies.get("desk")
    assert again.get(sent(again, "subject-1"))["Location"] == "/"
    assert before is None or again.cookies["desk"].value != before.value
    assert again.post("/signin", {"name": "looks on", "password": ""}).status_code == 403
    # It sets a second factor up although there is no password to show.
    assert again.get("/factor/app").status_code == 200
    assert outside
    assert lead.post(f"/accounts/{found.pk}", {"act": "end"}).status_code == 302
    ended = fresh()
    assert ended.get(sent(ended, "subject-1")).status_code == 403
    assert ended.get("/")["Location"] == "/signin"


@pytest.mark.long
def test_an_account_is_tied_to_the_provider_by_whom_shows_who_they_are(outside: str, member: Any, visitor: Any) -> None:
    """By password first; a subject is of one account; the second step stays; the tie ends the same way."""
    from allauth.socialaccount.models import SocialAccount

    from desk.test_factor import factored

    client = member("desk")
    back = sent(client, "subject-2", "/factor/connection")
    assert client.get(back)["Location"] == "/again"
    assert not SocialAccount.objects.exists()
    assert client.post("/again", {"password": "wrong"}).status_code == 403
    assert client.post("/again", {"password": PHRASE})["Location"] == "/factor"
    assert SocialAccount.objects.get().user.username == "desk"
    other = member("counsel")
    other.post("/again", {"password": PHRASE})
    other.get(sent(other, "subject-2", "/factor/connection"))
    assert SocialAccount.objects.get().user.username == "desk"
    factored(SocialAccount.objects.get().user)
    there = visitor(signed_in=False)
    assert there.get(sent(there, "subject-2"))["Location"] == "/code"
    assert there.get("/")["Location"] == "/signin"
    assert client.post("/factor/connection")["Location"] == "/factor"
    assert not SocialAccount.objects.exists()
    assert outside


@pytest.mark.long
def test_what_another_browser_began_ends_nowhere(outside: str, member: Any) -> None:
    """A way back that was begun in another session, one without a state, and one that was stopped sign nobody in."""
    from allauth.socialaccount.models import SocialAccount
    from django.contrib.auth.models import User

    member("desk")
    SocialAccount.objects.create(user=User.objects.get(username="desk"), provider="agency", uid="subject-3")
    attacker, victim = fresh(), fresh()
    back = sent(attacker, "subject-3")
    # The first answer asks again from a page of the desk, for the cookie does not come along from elsewhere.
    assert "refresh" in victim.get(back).content.decode()
    for path in (f"{back}&_redir=", "/signin/agency/back?code=x&_redir=", "/signin/agency/back?error=access_denied&_redir="):
        told = victim.get(path)
        assert told.status_code == 403, path
        assert victim.get("/")["Location"] == "/signin"
    assert attacker.get(re.sub(r"code=[^&]+", "code=wrong", back)).status_code == 403
    assert victim.get("/signin/other/back?code=x").status_code == 404
    assert victim.post("/signin/other/begin").status_code == 404
    assert outside


def test_without_settings_there_is_no_provider(visitor: Any, made: Made) -> None:
    """No button, and its addresses lead nowhere."""
    assert made.desk.training
    client = visitor(signed_in=False)
    assert "Sign in by" not in client.get("/signin").content.decode()
    assert client.post("/signin/agency/begin").status_code == 404
    assert client.get("/signin/agency/back?code=x&state=y&_redir=").status_code == 404


def test_a_provider_that_does_not_answer_is_told(made: Made, visitor: Any, tmp_path: Path) -> None:
    """And the password still opens the desk."""
    from django.test import override_settings

    assert made.desk.training
    written(tmp_path, "http://localhost:9")
    found = read_provider(tmp_path)
    assert found is not None
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app_of(found, tmp_path)]}}):
        client = visitor(signed_in=False)
        told = client.post("/signin/agency/begin")
        assert told.status_code == 502
        assert "localhost:9" not in told.content.decode()
        assert client.post("/signin", {"name": made.name, "password": made.password})["Location"] == "/"


@pytest.mark.parametrize(
    "text",
    [
        'issuer = "http://elsewhere.example"\nname = "x"\nclient_id = "desk"\nsecret_file = "s"\n',
        'issuer = "signin.example.gov"\nname = "x"\nclient_id = "desk"\nsecret_file = "s"\n',
        'issuer = "https://signin.example.gov"\nname = ""\nclient_id = "desk"\nsecret_file = "s"\n',
        'issuer = "https://signin.example.gov"\nname = "x"\nclient_id = ""\nsecret_file = "s"\n',
        'issuer = "https://signin.example.gov"\nname = "x"\nclient_id = "desk"\nsecret = "a private word"\n',
        "issuer = ",
    ],
)
def test_settings_that_are_wrong_are_refused(tmp_path: Path, text: str) -> None:
    """With the file, what is expected, and no secret."""
    (tmp_path / "oidc.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as refused:
        read_provider(tmp_path)
    assert "oidc.toml" in str(refused.value)
    assert "a private word" not in str(refused.value)


def test_a_secret_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its file."""
    written(tmp_path, "https://signin.example.gov")
    (tmp_path / "oidc.secret").unlink()
    found = read_provider(tmp_path)
    assert found is not None
    with pytest.raises(RequestError, match=r"oidc\.secret"):
        app_of(found, tmp_path)


def by_secret(claims: dict[str, Any], secret: bytes) -> str:
    """A token that is signed with a public key as if it were a secret, which no library of today writes."""
    parts = [b64url(json.dumps(one).encode()) for one in ({"alg": "HS256", "kid": "one"}, claims)]
    return ".".join([*parts, b64url(hmac.digest(secret, ".".join(parts).encode(), "sha256"))])


def b64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Keys:
    """What the provider's key address answers."""

    def __init__(self, jwks: dict[str, Any]) -> None:
        self.jwks = jwks

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def get(self, _: str) -> "Keys":
        return self

    def raise_for_status(self) -> None:
        return None

    def json(self) -> dict[str, Any]:
        return self.jwks


RIGHT: dict[str, Any] = {"iss": "https://signin.example.gov", "aud": "desk", "sub": "1", "iat": 1, "exp": 32_503_680_000, "nonce": "n" * 32}


@pytest.mark.parametrize(
    ("changed", "how"),
    [
        ({}, "right"),
        ({"iss": "https://elsewhere.example"}, "right"),
        ({"aud": "another client"}, "right"),
        ({"exp": 2}, "right"),
        ({"nonce": "m" * 32}, "right"),
        ({"nonce": None}, "right"),
        ({"sub": None}, "right"),
        ({"exp": None}, "right"),
        ({}, "another key"),
        ({}, "no signature"),
        ({}, "the public key as a secret"),
        ({}, "a key of another name"),
        ({}, "no token"),
    ],
)
def test_an_id_token_is_verified_whole(made: Made, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], how: str) -> None:
    """Issuer, audience, time, nonce, signature, and the algorithm: one thing wrong is enough."""
    from types import SimpleNamespace

    import jwt
    from allauth.socialaccount.adapter import get_adapter
    from allauth.socialaccount.providers.oauth2.client import OAuth2Error
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from sanctuary.desk.behind.outside import Verified

    assert made.desk.training
    key, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    numbers = key.public_key().public_numbers()
    point = {"x": b64url(numbers.x.to_bytes(32, "big")), "y": b64url(numbers.y.to_bytes(32, "big"))}
    jwk = {"kty": "EC", "crv": "P-256", **point, "kid": "one", "use": "sig", "alg": "ES256"}
    claims = {name: value for name, value in {**RIGHT, **changed}.items() if value is not None}
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    tokens: dict[str, Callable[[], str]] = {
        "right": lambda: jwt.encode(claims, key, "ES256", headers={"kid": "one"}),
        "another key": lambda: jwt.encode(claims, other, "ES256", headers={"kid": "one"}),
        "no signature": lambda: jwt.encode(claims, "", "none", headers={"kid": "one"}),
        "the public key as a secret": lambda: by_secret(claims, public),
        "a key of another name": lambda: jwt.encode(claims, key, "ES256", headers={"kid": "two"}),
        "no token": lambda: "no.token.at all",
    }
    token = tokens[how]()
    monkeypatch.setattr(type(get_adapter()), "get_requests_session", lambda _: Keys({"keys": [jwk]}))
    at: Any = Verified.__new__(Verified)
    at.request = SimpleNamespace(session={"nonce": "n" * 32})
    at._openid_config = {"jwks_uri": "https://signin.example.gov/keys", "issuer": "https://signin.example.gov"}
    app = SimpleNamespace(client_id="desk")
    if changed or how != "right":
        with pytest.raises(OAuth2Error):
            at._decode_id_token(app, token)
    else:
        assert at._decode_id_token(app, token)["sub"] == "1"
        # What was said once is said no more.
        with pytest.raises(OAuth2Error):
            at._decode_id_token(app, token)
