"""What `decide` takes on its quick way the route takes too, and as the same question."""

import json
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

import pytest
from pydantic import ValidationError

import sanctuary
from sanctuary.documents import as_wire
from sanctuary.law.packs import Library
from sanctuary.public.asked import EXAMPLE, Models
from sanctuary.public.guard import HEADERS
from sanctuary.public.quick import DECIDE, Application, quick
from sanctuary.public.settings import MOST

YEARS: Mapping[str, Any] = {"history": {"years_since_listed_felony": 2.0}}

BODIES: Mapping[str, bytes] = {
    "plain": json.dumps(EXAMPLE).encode(),
    "a whole number with a point": json.dumps({**EXAMPLE, "context": YEARS}).encode(),
    "half a year": json.dumps({**EXAMPLE, "context": {"history": {"years_since_listed_felony": 2.5}}}).encode(),
    "a name twice": b'{"place": "us-tx", ' + json.dumps(EXAMPLE).encode()[1:],
    "an act twice": b'{"action": "transfer", ' + json.dumps(EXAMPLE).encode()[1:],
    "a fact twice": json.dumps(EXAMPLE).replace('"paper"', '"paper": "none", "paper"').encode(),
    "truth as a number": json.dumps({**EXAMPLE, "context": {"required_by_law": 1}}).encode(),
    "a day as a number": json.dumps({**EXAMPLE, "on": 1}).encode(),
    "no number": json.dumps({**EXAMPLE, "context": {"history": {"years_since_listed_felony": float("nan")}}}).encode(),
    "a long number": b'{"place": "us-tx", "on": ' + b"9" * 5000 + b"}",
    "half a character": json.dumps({**EXAMPLE, "place": "\ud800"}).encode(),
    "another alphabet": json.dumps({**EXAMPLE, "place": "ñandú"}, ensure_ascii=False).encode("utf-16"),
    "a mark before it": b"\xef\xbb\xbf" + json.dumps(EXAMPLE).encode(),
    "deep": b'{"place": ' + b"[" * 3000 + b"]" * 3000 + b"}",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "nothing": b"",
}


def taken(model: Any, body: bytes) -> Any:
    """The question as the route reads it; nothing where it takes none."""
    try:
        return model.model_validate(json.loads(body)).root
    except (ValidationError, ValueError, RecursionError):
        return None


@pytest.mark.parametrize("what", BODIES)
def test_the_quick_way_takes_nothing_else(library: Library, what: str) -> None:
    """Where it takes a body, the route takes it, word for word the same; else the route is asked."""
    model = Models(library.vocabulary).situation
    slow = taken(model, BODIES[what])
    try:
        quick = model.model_validate_json(BODIES[what]).root
    except ValidationError:
        quick = None
    assert quick in (None, slow)
    if what in ("plain", "a whole number with a point"):
        assert quick is not None


def asked_of(app: Application, body: bytes, **more: str) -> tuple[str, dict[str, str], bytes]:
    """What an application answers to a question of `decide`, as a server would ask it."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": DECIDE, "HTTP_HOST": "here.example:80", "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body), **more,
    }  # fmt: skip
    content = b"".join(app(environ, lambda status, headers: told.append((status, headers))))
    return told[0][0], dict(told[0][1]), content


def onward(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The way of all requests: here it says what reached it."""
    start("404 onward", [])
    return [environ["wsgi.input"].read()]


def test_what_fits_is_answered_under_the_headers_of_every_answer() -> None:
    """The decision of the library, not to be stored, with its length."""
    status, headers, content = asked_of(quick(onward, ("here.example",)), BODIES["plain"])
    assert status == "200 OK"
    words = {name: EXAMPLE[name] for name in ("actor", "action", "resource")}
    report = sanctuary.place(EXAMPLE["place"], on=EXAMPLE["on"]).decide(**words, facts=EXAMPLE["context"])
    assert content == as_wire(report)
    assert headers == {**HEADERS, "Content-Type": "application/json", "Content-Length": str(len(content))}


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"{", {}),
        (json.dumps({**EXAMPLE, "actor": "nobody"}).encode(), {}),
        (json.dumps({**EXAMPLE, "place": "nowhere at all"}).encode(), {}),
        (json.dumps({**EXAMPLE, "readings": {"nothing": True}}).encode(), {}),
        (BODIES["plain"], {"HTTP_HOST": "elsewhere.example"}),
        (BODIES["plain"], {"HTTP_HOST": ""}),
        (BODIES["plain"], {"REQUEST_METHOD": "PUT"}),
        (BODIES["plain"], {"PATH_INFO": DECIDE + "/"}),
        (BODIES["plain"], {"SCRIPT_NAME": "/law"}),
        (BODIES["plain"], {"CONTENT_LENGTH": ""}),
        (BODIES["plain"], {"CONTENT_LENGTH": "-1"}),
        (b" " * (MOST + 1) + BODIES["plain"], {}),
    ],
)
def test_all_else_goes_on_with_its_body(body: bytes, more: dict[str, str]) -> None:
    """What does not fit, cannot be answered, names another host or address, or tells no length that is read."""
    status, _, content = asked_of(quick(onward, ("here.example",)), body, **more)
    assert status == "404 onward"
    assert content == body
