"""The API on a real server: the library's answers, one shape of refusal, nothing kept, and its schema tried by another program."""

import html
import json
import re
import shlex
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import sanctuary
import tiers
from conftest import Ran
from programs import NO_LIMIT
from sanctuary.documents import as_line
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.model import Outcome
from sanctuary.public.words import words as form_words

if not all(map(find_spec, ("ninja", "granian", "whitenoise"))):
    pytest.skip("the extra desk is not installed", allow_module_level=True)


HOLD: dict[str, Any] = {
    "place": "us-or",
    "on": "2026-03-01",
    "actor": "sheriff",
    "action": "hold",
    "resource": "subject",
    "context": {"requester": "immigration-authority", "paper": "detainer", "history": {"victim_or_witness": False}},
}


def asked(address: str, path: str, body: object = None, *, raw: bytes | None = None, method: str = "") -> tuple[int, str, Any]:
    """Status, kind of content, and what was said."""
    data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{address}/api/v1/{path}", data=data, method=method or None)  # noqa: S310 - this machine's own
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            return answer.status, answer.headers["Content-Type"], json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.headers["Content-Type"], json.loads(refusal.read() or b"null")


def test_answers_are_those_of_the_library(address: str) -> None:
    """A decision, a batch with a refusal in its place, a question, places, readings."""
    law = sanctuary.place("us-or", on="2026-03-01")
    words = {name: HOLD[name] for name in ("actor", "action", "resource")}
    report = json.loads(as_line(law.decide(**words, facts=HOLD["context"])))
    status, kind, found = asked(address, "decide", HOLD)
    assert (status, kind) == (200, "application/json")
    assert found == report
    _, _, many = asked(address, "decide:batch", {"situations": [HOLD, {**HOLD, "place": "nowhere at all"}]})
    assert many["answers"][0] == report
    assert many["answers"][1]["type"] == "urn:sanctuary:problem:unknown-place"
    step = law.next_question(**words, known=HOLD["context"], papers="assumed")
    assert {**asked(address, "next-question", HOLD)[2], "law": law.digest} == json.loads(as_line(step))
    assert asked(address, "places?q=abilene")[2] == json.loads(as_line(sanctuary.search("abilene")))
    assert asked(address, "readings?place=us-or&on=2026-03-01")[2] == json.loads(as_line(law.disputes()))
    assert asked(address, "decide", {**HOLD, "packs": law.digest})[0] == 200


@pytest.mark.long
def test_what_takes_long_is_the_library_s_too(address: str) -> None:
    """An assessment, and one law on two days."""
    law = sanctuary.place("us-or", on="2026-03-01")
    assert asked(address, "assess?place=us-or&standard=technical&on=2026-03-01")[2] == json.loads(as_line(law.assess("technical")))
    before = sanctuary.place("us-or", on="2018-03-01")
    there = json.loads(as_line(sanctuary.compare(law, before)))
    assert asked(address, "compare?a=us-or&on=2026-03-01&other_on=2018-03-01")[2] == there


BAD: dict[str, tuple[object, int, str, str]] = {
    "a word that is none": ({**HOLD, "actor": "sherif"}, 422, "does-not-fit", "/actor"),
    "a fact that is none": ({**HOLD, "context": {"papers": "detainer"}}, 422, "does-not-fit", "/context/papers"),
    "a value that is none": ({**HOLD, "context": {"paper": "napkin"}}, 422, "does-not-fit", "/context/paper"),
    "a number as text": ({**HOLD, "context": {"emergency": "yes"}}, 422, "does-not-fit", "/context/emergency"),
    "no place": ({**HOLD, "place": ""}, 422, "does-not-fit", "/place"),
    "a place of many": ({**HOLD, "place": "springfield"}, 409, "ambiguous-place", "/place"),
    "a path": ({**HOLD, "place": "/etc/passwd"}, 404, "unknown-place", "/place"),
    "a path up": ({**HOLD, "place": "../us-or"}, 404, "unknown-place", "/place"),
    "a definition as a place": ({**HOLD, "place": "standard-technical"}, 404, "unknown-place", "/place"),
    "another law": ({**HOLD, "packs": "0" * 64}, 409, "other-law", "/packs"),
    "a field that is none": ({**HOLD, "conduct": True}, 422, "does-not-fit", "/conduct"),
    "a day that is none": ({**HOLD, "on": "2026-02-30"}, 422, "does-not-fit", "/on"),
    "a day as seconds": ({**HOLD, "on": 0}, 422, "does-not-fit", "/on"),
    "an act that is none": ({**HOLD, "action": "keep"}, 422, "does-not-fit", "/action"),
    "no act": ({name: word for name, word in HOLD.items() if name != "action"}, 422, "does-not-fit", "/action"),
    "a thing of another act": ({**HOLD, "resource": "home-address"}, 422, "does-not-fit", "/resource"),
    "a fact of another act": ({**HOLD, "context": {"stage": "before-plea"}}, 422, "does-not-fit", "/context/stage"),
    "an absent fact that is none": ({**HOLD, "absent": ["nothing"]}, 422, "does-not-fit", "/absent/0"),
    "given and absent": (
        {**HOLD, "context": {**HOLD["context"], "paper_court": "federal"}, "absent": ["paper_court"]},
        409,
        "cannot-be-asked",
        "",
    ),
    "a reading that is none": ({**HOLD, "readings": {"nothing": True}}, 409, "cannot-be-asked", ""),
}


@pytest.mark.parametrize("name", BAD)
def test_every_refusal_has_one_shape_and_speaks_of_the_request(address: str, name: str) -> None:
    """Kind, place in the request, and no word of a command line; what was sent is not repeated in an address."""
    body, status, kind, pointer = BAD[name]
    code, content, found = asked(address, "decide", body)
    assert (code, content, found["type"]) == (status, "application/problem+json", f"urn:sanctuary:problem:{kind}")
    assert set(found) == {"type", "title", "status", "detail", "errors"}
    assert [one["pointer"] for one in found["errors"][:1]] == ([pointer] if pointer else [])
    assert "--" not in json.dumps(found)
    assert "sanctuary " not in json.dumps(found)


def test_what_is_no_request_of_the_api_is_refused_in_the_same_shape(address: str) -> None:
    """Another method, another address, no JSON, too large, another host."""
    for path, words, status, kind in (
        ("nothing", {}, 404, "no-such-address"),
        ("decide", {}, 405, "other-method"),
        ("decide", {"raw": b"{"}, 400, "unreadable"),
        ("decide", {"raw": b"\xff"}, 400, "unreadable"),
        ("decide", {"raw": b"[" * 5_000}, 400, "unreadable"),
        ("decide", {"raw": b" " * 1_100_000}, 413, "too-large"),
        ("decide", {"body": []}, 422, "does-not-fit"),
        ("decide:batch", {"body": {"situations": []}}, 422, "does-not-fit"),
        ("assess", {}, 422, "does-not-fit"),
        ("assess?place=us-or&standard=..", {}, 404, "unknown-definition"),
        ("assess?place=us-or&standard=/etc", {}, 404, "unknown-definition"),
        ("compare?a=us-or&b=nowhere", {}, 404, "unknown-place"),
    ):
        code, content, found = asked(address, path, **words)
        assert (code, content, found["type"].rpartition(":")[2]) == (status, "application/problem+json", kind), path


def test_a_word_of_an_address_that_none_is_called_is_refused(address: str) -> None:
    """A misspelled day would else be answered for today, and a place that is missing compared with itself."""
    for path, body, pointer, takes in (
        ("assess?place=us-or&date=2020-01-01", None, "/date", "it takes place, standard, on"),
        ("readings?place=us-or&on=2026-03-01&o%6Ee=1", None, "/one", "it takes place, on"),
        ("places?query=abilene", None, "/query", "it takes q"),
        ("decide?on=2020-01-01", HOLD, "/on", "it takes none"),
    ):
        code, _, found = asked(address, path, body)
        assert (code, [one["pointer"] for one in found["errors"]]) == (422, [pointer]), path
        assert found["errors"][0]["detail"].endswith(f"{takes}.")


def test_the_page_to_try_answers_a_post_and_keeps_nothing(address: str) -> None:
    """Every choice stands in the body; the page is not stored, and sets no cookie."""
    with urllib.request.urlopen(f"{address}/try") as answer:  # noqa: S310 - this machine's own
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
        form = answer.read().decode()
    assert 'method="post"' in form
    body = b"place=us-or&on=2026-03-01&actor=sheriff&action=hold&resource=subject&fact.requester=immigration-authority&fact.paper=detainer"
    with urllib.request.urlopen(f"{address}/try", data=body) as answer:  # noqa: S310 - the same
        page = answer.read().decode()
    assert 'aria-label="Answer"' in page
    assert "ORS 181A" in page
    for wrong in (
        b"place=nowhere&actor=sheriff&action=hold&resource=subject",
        b"place=us-or&on=x",
        b"place=us-or&actor=nobody&action=hold",
    ):
        with urllib.request.urlopen(f"{address}/try", data=wrong) as answer:  # noqa: S310 - the same
            assert "This cannot be asked" in answer.read().decode()


def tried(address: str, **words: str) -> str:
    """The page to try after a choice, with entities as signs."""
    body = urllib.parse.urlencode({"actor": "permit-office", "action": "disclose", "on": "2026-03-01", **words}).encode()
    with urllib.request.urlopen(f"{address}/try", data=body) as answer:  # noqa: S310 - this machine's own
        return html.unescape(answer.read().decode())


@pytest.mark.parametrize(
    ("place", "pack"),
    [("Portland, OR", "us-or-portland"), ("Austin, TX", "us-tx-austin"), ("Los Angeles", "us-ca-los-angeles")],
)
def test_the_page_to_try_tells_what_the_command_tells_of_any_city(
    address: str, sanctuary: Callable[..., Ran], place: str, pack: str
) -> None:
    """Each line of the command, the tree of questions included; the command on the page prints that answer."""
    page = tried(address, place=place, resource="permit-record", **{"fact.requester": "immigration-authority"})
    line = next(one for one in page.splitlines() if "sanctuary decide" in one).removeprefix('<pre tabindex="0">').removesuffix("</pre>")
    words = shlex.split(line)
    assert words[:3] == ["sanctuary", "decide", pack]
    told = sanctuary(*words[1:], "--all")
    assert told.code == 0, told.err
    plain = " ".join(page.split())
    for one in re.split("Question by question|Suits and disputes|Decided for ", told.out)[0].splitlines():
        if one.strip():
            assert one.strip() in plain, one
    assert ("No local rule" in page or "is encoded" in page) == (pack not in Library().ids)


def test_the_page_to_try_asks_which_place_is_meant_and_speaks_in_words(address: str) -> None:
    """A name of several places lists them; no list shows a word of the program where there is one of the language."""
    page = tried(address, place="Austin")
    assert "Several places have this name" in page
    assert '<option value="us-tx-austin">Austin, Texas</option>' in page
    page = tried(address, place="Oregon")
    assert ">give out any information about a person<" in page
    assert ">the police<" in page
    assert 'name="place" value="Oregon"' in page


def test_the_page_to_try_speaks_spanish_and_answers_the_same(address: str) -> None:
    """The same choices and command; what it turns on is asked in Spanish; the law stands in English and is marked so."""
    body = urllib.parse.urlencode(
        {"place": "us-ca", "on": "2026-03-01", "actor": "sheriff", "action": "transfer", "fact.requester": "immigration-authority"}
    ).encode()
    pages = {}
    for path in ("try", "es/try"):
        with urllib.request.urlopen(f"{address}/{path}", data=body) as answer:  # noqa: S310 - this machine's own
            pages[path] = html.unescape(answer.read().decode())
    command = [next(line for line in page.splitlines() if "sanctuary decide" in line) for page in pages.values()]
    assert command[0] == command[1]
    spanish = pages["es/try"]
    assert '<html lang="es">' in spanish
    assert "BORRADOR" in spanish
    assert "<strong>Depende.</strong>" in spanish
    assert "<li>¿Tiene la persona alguna condena por un delito grave (felony) serio o violento?</li>" in spanish
    assert spanish.index('<div lang="en">') < spanish.index("Gov. Code 7284.6")
    values = {path: re.findall(r'<option value="([^"]*)"( selected)?>', page) for path, page in pages.items()}
    assert values["try"] == values["es/try"]
    with urllib.request.urlopen(f"{address}/es/try", data=b"place=nowhere") as answer:  # noqa: S310 - the same
        assert "Ningún lugar tiene este nombre" in answer.read().decode()


def test_the_page_to_try_has_every_word_in_spanish() -> None:
    """Of the vocabulary: acts, actors, values, facts, outcomes; the labels of both languages are the same ones."""
    vocabulary, told, english = Library().vocabulary, form_words("es"), form_words("en")
    variables = [one for action in vocabulary.actions.values() for one in action.variables]
    assert set(told.form) == set(english.form)
    assert set(told.which) == set(english.which) == {action.resource_type for action in vocabulary.actions.values()}
    assert set(told.action) == set(vocabulary.actions)
    assert set(told.answer) == {"may-unless", *(one.value for one in Outcome)}
    assert set(told.value) == {str(value) for one in variables if one.kind not in ("bool", "count") for value in one.values}
    assert set(told.fact) == {one.name for one in variables if one.name not in (ACTOR, RESOURCE)}


SET, EVERY_WORD = "requests made up from the schema", "every word of the schema, right and wrong"


@pytest.mark.drawn(SET)
def test_schemathesis_finds_nothing(address: str, tmp_path: Path) -> None:
    """Answers and refusals of requests made up from the schema, by all its checks: what fits is answered, what does not is refused."""
    schemathesis(address, tmp_path, "examples,fuzzing", tiers.cases(SET))


@pytest.mark.drawn(EVERY_WORD)
def test_schemathesis_finds_nothing_in_any_word_of_the_schema(address: str, tmp_path: Path) -> None:
    """Each value, bound and shape of each field of each act, in some twenty thousand requests."""
    schemathesis(address, tmp_path, "coverage", 1)


def schemathesis(address: str, folder: Path, phases: str, examples: int) -> None:
    """Runs it over the schema; what it finds fails."""
    command = str(Path(sys.executable).parent / "schemathesis")
    words = [command, "run", f"{address}/api/v1/openapi.json", "--max-examples", str(examples), "--request-timeout", str(NO_LIMIT)]
    words += ["--seed", str(tiers.chosen.seed), "--phases", phases]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4_000:]
