"""What others might try: forged forms, script in every field, redirects, uploads, addresses, a copied database."""

import io
import re
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw, ImageFont

from desk.conftest import Made, acts
from desk.played import NO_PAPER, begun, play
from desk.test_behind import member
from desk.test_writer import address
from sanctuary.conduct.texts import LANGUAGES
from sanctuary.desk.behind.roles import ROUTES
from sanctuary.desk.card import FIELDS as CARD
from sanctuary.desk.card import OTHERS
from sanctuary.desk.cases import cases
from sanctuary.desk.entries import FIELDS
from sanctuary.desk.guard import HEADERS

__all__ = ["member"]

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
POSTED = (
    "/signout",
    "/language",
    "/begin",
    "/ask",
    "/reach",
    "/entered",
    "/close",
    "/record",
    "/photograph",
    "/pin",
    "/training/play",
    "/counters",
)


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://testserver"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_from_elsewhere_is_refused(made: Made, path: str, headers: dict[str, str]) -> None:
    """Whoever is signed in, and before anything is looked up."""
    assert made.desk.training
    assert Client(headers=headers).post(path, {"site": "library"}).status_code == 403


def test_a_form_of_ours_is_taken_by_either_header(visitor: Any) -> None:
    """Chromium says `Sec-Fetch-Site` to places it trusts only; `Origin` always."""
    client = visitor()
    client.defaults.pop("HTTP_SEC_FETCH_SITE", None)
    for headers in ({"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}):
        assert client.post("/begin", {"site": "library"}, headers=headers)["Location"] == "/ask"


def test_reading_changes_nothing(visitor: Any) -> None:
    """No address that is only opened begins, answers, closes or records."""
    client = begun(visitor())
    play(client, NO_PAPER)
    for path in ("/begin", "/close", "/reach", "/entered", "/signout", "/language", "/training/play", "/training/score"):
        assert client.get(path).status_code == 405
    assert client.get("/answer").status_code == 200


def test_every_answer_has_its_headers(visitor: Any) -> None:
    """Refusals and missing pages too; no page has script or style inside, or a handler on an element."""
    client = begun(visitor())
    pages = ["/", "/ask", "/away", "/training", "/counters", "/pin", "/photograph", "/record", "/done", "/nowhere"]
    pages += [f"/counters/library/{name}" for name in ("card", "signs", "guide", "edit")]
    for path in pages:
        told = client.get(path)
        for name, value in HEADERS.items():
            assert told[name] == value, (path, name)
        text = told.content.decode()
        assert re.findall(r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=|javascript:|https?://", text) == [], path
    assert set(client.cookies) == {"desk"}
    cookie = client.cookies["desk"]
    client.post("/signin", {"name": "x", "password": "y"})
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) in ((True, "Strict", ""), ("", "", ""))


def test_script_in_a_field_stays_text(visitor: Any, made: Made) -> None:
    """What was typed comes back escaped: the record's form, a card, a counter's name, a name at signing in, an address."""
    client = begun(visitor())
    play(client, NO_PAPER)
    client.post("/record", {one.name: SCRIPT for one in FIELDS} | {"act": "keep"})
    client.post("/counters", {"title": f"Hall {SCRIPT}", "counter": "library"})
    form = {name: SCRIPT for name in (*CARD, *OTHERS) if not name.endswith("_phone") and name not in ("wait", "opens", "closes")}
    assert client.post("/counters/library/edit", form).status_code == 302
    seen = []
    for language in LANGUAGES:
        client.post("/language", {"language": language, "back_to": "home"})
        paths = (
            "/",
            "/record",
            "/counters",
            *(f"/counters/library/{one}" for one in ("card", "signs", "edit")),
            "/answer",
            "/ask/1",
            "/ask/4",
        )
        seen += [client.get(path) for path in paths]
    client.post("/language", {"language": "en", "back_to": "home"})
    seen += [client.post("/counters/library/edit", {"wait": SCRIPT}), client.get(f"/{SCRIPT}"), client.get(f"/first/{SCRIPT}")]
    seen += [client.post("/record", {"act": "record", "note": SCRIPT, "officers": SCRIPT}), client.post("/ask", {"question": SCRIPT})]
    for told in seen:
        text = told.content.decode()
        assert "<script>alert" not in text
        assert "<img" not in text
    from sanctuary.desk.demonstration import fill
    from sanctuary.desk.models import Site

    Site.objects.all().delete()
    fill()
    assert made.desk.training


@pytest.mark.parametrize(
    "where",
    [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere",
        "signin?next=//elsewhere",
        "card",
        "/first//\\elsewhere",
        "/first/%5celsewhere",
        "/ask?next=//elsewhere",
        "/answer\r\nLocation: //elsewhere",
        "/close",
        "/language",
    ],
)
def test_no_form_leads_elsewhere(visitor: Any, where: str) -> None:
    """A change of language goes back to a page of the desk, and to nothing else."""
    client = visitor()
    told = client.post("/language", {"language": "es", "back_to": where})
    assert told["Location"] == "/"
    assert client.get("/").content.decode().startswith('<!doctype html>\n<html lang="es">')


def test_a_change_of_language_stays_on_the_page(visitor: Any, member: Any, made: Made) -> None:
    """The link of a first account, an earlier question, a page behind the counter; of a form that was sent, the page above it."""
    assert made.desk.training
    stranger, client, lead = visitor(signed_in=False), begun(visitor()), member("supervisor")
    play(client, NO_PAPER)
    for who, path in ((stranger, "/first/word"), (stranger, "/signin/passkey"), (client, "/ask/2"), (client, "/record"), (lead, "/due")):
        (where,) = re.findall(r'name="back_to" value="([^"]*)"', who.get(path).content.decode())
        assert who.post("/language", {"language": "es", "back_to": where})["Location"] == path
    client.post("/training/play", {"case": "shelter-removal"})
    play(client, cases()["shelter-removal"].answers)
    assert 'name="back_to" value="/training"' in client.post("/training/score").content.decode()


def test_addresses_that_show_no_page_are_known(member: Any, made: Made) -> None:
    """So no change of language leads to one."""
    assert made.desk.training
    from sanctuary.desk.views.page import FORMS

    clients = [member("supervisor"), member("counsel")]
    taken = {name for name in ROUTES for one in clients if one.get(address(name)).status_code == 405}
    assert taken <= set(FORMS)
    assert set(FORMS) - taken <= {"openid_connect_callback", "openid_connect_login"}


def test_uploads_stay_in_memory_and_are_bounded(visitor: Any, made: Made) -> None:
    """What is no picture is told so; what is too large never becomes a file; nothing of one is kept."""
    from sanctuary.desk.settings import MOST_UPLOAD

    client = begun(visitor())
    before = sorted(path.name for path in made.desk.folder.iterdir())
    for raw in (b"", b"\x89PNG broken", b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"\x00" * (MOST_UPLOAD + 1)):
        told = client.post("/photograph", {"photograph": SimpleUploadedFile("../../evil.png", raw)})
        assert told.status_code == 400
        assert "evil" not in told.content.decode()
    assert client.post("/photograph", {"photograph": "no file"}).status_code == 400
    paper = SimpleUploadedFile("x.txt", b"DEPARTMENT OF HOMELAND SECURITY\nWARRANT FOR ARREST OF ALIEN\nForm I-200\nName: NOBODY AT ALL\n")
    told = client.post("/photograph", {"photograph": paper})
    assert told.status_code == 200
    assert "NOBODY" not in told.content.decode()
    assert sorted(path.name for path in made.desk.folder.iterdir()) == before


@pytest.mark.long
def test_a_photograph_is_read_and_forgotten(visitor: Any, made: Made) -> None:
    """A picture of a paper of the agency is told as one; nothing of it stays but its digest, in the sealed part of the entry."""
    pytest.importorskip("rapidocr", reason="the extra triage is not installed")
    lines = (
        "DEPARTMENT OF HOMELAND SECURITY",
        "U.S. Immigration and Customs Enforcement",
        "WARRANT FOR ARREST OF ALIEN",
        "Form I-200 (Rev. 09/16)",
    )
    picture = Image.new("RGB", (1700, 900), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 100 + 180 * number), line, fill="black", font=ImageFont.load_default(64))
    raw = io.BytesIO()
    picture.save(raw, "PNG")
    client = begun(visitor())
    shown = client.post("/photograph", {"photograph": SimpleUploadedFile("paper.png", raw.getvalue())})
    assert "Signs of: a paper of an agency" in shown.content.decode()
    play(client, NO_PAPER)
    client.post("/record", {"act": "record"})
    assert made.desk.log().show(acts(made.desk.log())[-1]).entry.document.sha256 == sha256(raw.getvalue()).hexdigest()
    assert raw.getvalue()[100:200] not in b"".join(path.read_bytes() for path in made.desk.folder.rglob("*") if path.is_file())


def test_no_address_holds_a_fact(made: Made) -> None:
    """Routes have words, a place on the path, a counter's own name, the words of a link and a provider, and the random name of a draft.

    An act is one of three, a duty one of the law and a period, or of an entry by its number.
    """
    from sanctuary.desk.urls import urlpatterns

    assert made.desk.training
    assert {found for route in urlpatterns for found in re.findall(r"<(\w+:\w+)>", str(route.pattern))} == {
        "int:number",
        "int:pk",
        "path:item",
        "slug:slug",
        "str:act",
        "str:name",
        "str:provider_id",
        "str:word",
    }


def test_who_has_the_database_has_no_visit_and_no_cookie(visitor: Any, made: Made) -> None:
    """Neither the cookie nor an answer stands in a file of the desk, and a row opens under no other session."""
    from sanctuary.desk.kept import load
    from sanctuary.desk.models import OpenInterview

    client, other = begun(visitor()), visitor()
    client.post("/ask", {"question": "danger", "answer": "yes"})
    play(client, NO_PAPER)
    client.post("/record", {"act": "keep", "note": "a word that nobody else writes"})
    whole = b"".join(path.read_bytes() for path in made.desk.folder.iterdir() if path.is_file())
    cookie = client.cookies["desk"].value
    assert cookie.encode() not in whole
    assert b"a word that nobody else writes" not in whole
    row = OpenInterview.objects.get()
    assert b"danger" not in bytes(row.sealed)
    assert other.get("/answer")["Location"] == "/"

    class Request:
        session = other.session

    assert load(Request(), made.desk) is None  # type: ignore[arg-type]
    # The same bytes under another's name do not open, and do not stay.
    name = f"{int(row.owner, 16) ^ 1:064x}"
    OpenInterview.objects.create(owner=name, sealed=row.sealed, touched=row.touched)
    assert OpenInterview.objects.count() == 2
    client.post("/close")
    assert not OpenInterview.objects.filter(owner=row.owner).exists()


def test_the_session_changes_when_somebody_signs_in(visitor: Any, made: Made) -> None:
    """A cookie that was set before is worth nothing after."""
    client = visitor(signed_in=False)
    client.post("/language", {"language": "es"})
    before = client.cookies["desk"].value
    client.post("/signin", {"name": made.name, "password": made.password})
    assert client.cookies["desk"].value != before
    stale = visitor(signed_in=False)
    stale.cookies["desk"] = before
    assert stale.get("/").status_code == 302
    client.post("/signout")
    assert client.get("/").status_code == 302


def test_a_failure_tells_no_value(visitor: Any, made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the kind of the failure and the line of the program; the page leads to the card and the call."""
    from sanctuary.desk.views import interview

    client = begun(visitor())
    client.raise_request_exception = False

    def fail(_: object) -> None:
        raise KeyError("a private word")

    monkeypatch.setattr(interview, "walked", fail)
    told = client.get("/ask")
    assert told.status_code == 500
    assert "a private word" not in told.content.decode() + capsys.readouterr().err
    assert made.desk.training
    assert client.get("/a-private-address").status_code == 404
    assert "private" not in "".join(capsys.readouterr())


def test_another_host_is_refused(visitor: Any) -> None:
    """A name that is not the desk's own."""
    assert visitor().get("/", HTTP_HOST="elsewhere.example").status_code == 400


def test_no_other_method_is_answered(visitor: Any) -> None:
    """TRACE says back nothing, wherever it comes from."""
    client = visitor()
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "CONNECT"):
        told = client.generic(method, "/", headers={"X-Private": "a private word"})
        assert told.status_code == 405
        assert "private" not in told.content.decode()


def test_behind_tls_a_browser_is_told_to_stay_there(visitor: Any) -> None:
    """For a year, on every answer; where there is no TLS nothing is said of it."""
    from django.test import override_settings

    client = visitor(signed_in=False)
    assert "Strict-Transport-Security" not in client.get("/signin")
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        for path in ("/signin", "/nowhere", "/health"):
            told = client.get(path, headers={"X-Forwarded-Proto": "https"})
            assert told["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_every_answer_says_what_it_is(visitor: Any) -> None:
    """With its characters, refusals too."""
    client = begun(visitor())
    for path in ("/", "/ask", "/nowhere", "/health", "/counters/library/card"):
        assert client.get(path)["Content-Type"] in ("text/html; charset=utf-8", "text/plain; charset=utf-8"), path
    for told in (Client().post("/begin"), client.get("/", HTTP_HOST="elsewhere.example")):
        assert told["Content-Type"] == "text/plain; charset=utf-8"
