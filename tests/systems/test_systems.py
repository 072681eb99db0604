"""The API of an agency's systems on a real server: tokens, scopes, rates, entries once, pages, and nothing of another agency."""

import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from itertools import count, takewhile
from pathlib import Path
from typing import Any

import pytest

from programs import NO_LIMIT
from public.conftest import served
from record.dealings import ORIGIN, PASSPHRASE, PLANTED
from sanctuary.record.log import Log
from sanctuary.record.settings import Settings
from sanctuary.systems.tokens import Scope, make, retire

if not all(map(find_spec, ("ninja", "granian", "whitenoise"))):
    pytest.skip("the extra desk is not installed", allow_module_level=True)

DAY = datetime.now().astimezone().date()
DEALING: dict[str, Any] = {
    "event": {"received_at": "2026-03-02T09:20:00-08:00", "requesting_agency": "ice-ero", "request_types": ["hold"], "channel": "fax"},
    "document": {"paper": "detainer"},
    "action": {"response": "declined"},
    "restricted": {"officer_name": PLANTED[0], "note": PLANTED[2]},
}
HOLD = {
    "place": "us-or", "on": "2026-03-01", "actor": "sheriff", "action": "hold", "resource": "subject",
    "context": {"requester": "immigration-authority", "paper": "detainer"},
}  # fmt: skip


@dataclass
class Running:
    """A running server with tokens by name."""

    address: str
    folder: Path
    tokens: dict[str, str]
    log: Path

    def ask(self, path: str, body: object = None, *, who: str = "", key: str = "", raw: str = "") -> tuple[int, Any, Any]:
        """Status, what was said, and the headers."""
        headers = {"Authorization": raw or f"Bearer {self.tokens.get(who, who)}"} if raw or who else {}
        headers |= {"Idempotency-Key": key} if key else {}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/api/v1/{path}", data=data, headers=headers)  # noqa: S310 - this machine's own
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
                return answer.status, json.loads(answer.read()), answer.headers
        except urllib.error.HTTPError as refusal:
            status, kind_of, told, found = refusal.code, refusal.headers["Content-Type"], refusal.read(), refusal.headers
        assert kind_of == "application/problem+json", told
        return status, json.loads(told), found


def kind(found: Any) -> str:
    assert set(found) == {"type", "title", "status", "detail", "errors"}
    return str(found["type"]).removeprefix("urn:sanctuary:problem:")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("systems")
    settings = Settings(schema="sanctuary.record.log/1", origin=ORIGIN, agency="sheriff", place="us-ca")
    Log.create(home / "record", settings, PASSPHRASE).close()
    (home / "pass").write_text(PASSPHRASE, encoding="utf-8")
    (home / "pass").chmod(0o600)
    every: tuple[Scope, ...] = ("ask", "record:read", "record:write")
    made = {
        name: make(home / "tokens", agency, scopes, DAY, rate=rate)[0]
        for name, agency, scopes, rate in (
            ("jail", "sheriff", every, 10_000), ("asks", "sheriff", ("ask",), 10_000), ("reads", "sheriff", ("record:read",), 10_000),
            ("writes", "sheriff", ("record:write",), 10_000), ("police", "police", every, 10_000), ("slow", "sheriff", ("ask",), 1),
        )
    }  # fmt: skip
    log = home / "output"
    words = ("--systems", str(home / "tokens"), "--record", str(home / "record"), "--passphrase-file", str(home / "pass"))
    with served(log, "/api/v1/openapi.json", *words) as address:
        yield Running(address, home / "tokens", made, log)
    told = log.read_text(encoding="utf-8")
    assert [line.partition(":")[0] for line in told.splitlines()] == ["The API for systems", "Stop it with Ctrl-C."], "something was logged"


def test_nothing_but_the_schema_is_told_without_a_token(server: Running) -> None:
    """Every address asks for one, and refuses what is none in the same words."""
    status, schema, _ = server.ask("openapi.json")
    assert status == 200
    assert schema["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}
    good = server.tokens["jail"]
    for path in ("decide", "places", "record", "record/0", "nothing"):
        for raw in ("", "Basic " + good, "Bearer", "Bearer " + good[:-1] + ("0" if good[-1] != "0" else "1")):
            status, found, headers = server.ask(path, raw=raw) if raw else server.ask(path)
            assert (status, kind(found)) in ((401, "token"), (429, "too-often")), path
            assert good not in json.dumps(found)
            assert headers["WWW-Authenticate"] == "Bearer" or headers["Retry-After"]


def test_a_page_is_asked_by_its_own_words_alone(server: Running) -> None:
    """A number of a page is no cursor: it is refused, and the first page is not told for it."""
    status, found, _ = server.ask("record?page=2", who="reads")
    assert (status, kind(found), found["errors"][0]["pointer"]) == (422, "does-not-fit", "/page")
    assert server.ask("record?limit=1", who="reads")[0] == 200


def test_guesses_are_slowed_and_a_good_token_is_not_held_up_by_them(server: Running) -> None:
    """After some failures each further one is told to wait; who has a token comes in all the same."""
    seen = (server.ask("decide", HOLD, who=f"sanctuary_{number:08x}_{'0' * 64}")[0] for number in count())
    # On a slow machine it takes more of them; how many, tests/systems/test_tokens.py holds to by a clock that it sets.
    assert set(takewhile(lambda status: status != 429, seen)) <= {401}
    assert server.ask("decide", HOLD, who="asks")[0] == 200


def test_a_scope_opens_its_own_addresses_and_no_other(server: Running) -> None:
    """Each token at each kind of address."""
    for token, allowed in (("asks", "ask"), ("reads", "record:read"), ("writes", "record:write")):
        for needed, path, body in (
            ("ask", "decide", HOLD),
            ("record:read", "record", None),
            ("record:write", "record", {"circumstances": 1}),
        ):
            status, found, headers = server.ask(path, body, who=token, key="a key of tests")
            if needed == allowed:
                assert status in (200, 422), (token, needed)
            else:
                assert (status, kind(found)) == (403, "scope"), (token, needed)
                assert needed in headers["WWW-Authenticate"]


def test_a_token_asks_as_often_as_its_rate_allows(server: Running) -> None:
    """Whoever asks more often is told when to come again; another token is not held up."""
    status, _, _ = server.ask("places?q=abilene", who="slow")
    assert status == 200
    while status == 200:  # a slow machine may take so long that one more is allowed
        status, told, headers = server.ask("places?q=abilene", who="slow")
    assert (status, kind(told)) == (429, "too-often")
    assert 1 <= int(headers["Retry-After"]) <= 60
    assert server.ask("places?q=abilene", who="asks")[0] == 200


def test_an_entry_is_added_once_under_a_key(server: Running) -> None:
    """A replay adds nothing and is told the same number; another entry under the key is refused; another agency has keys of its own."""
    body = {"circumstances": {**DEALING, "event": {**DEALING["event"], "event_id": "once"}}}
    status, first, _ = server.ask("record", body, who="jail", key="booking-2026-0001")
    assert (status, first["again"]) == (201, False), first
    assert "copy-to-person" in {one["duty"] for one in first["due"]}
    assert "c2sp.org/tlog-proof" in first["receipt"]
    for key in ("booking-2026-0001", '"booking-2026-0001"'):
        status, again, _ = server.ask("record", body, who="writes", key=key)
        assert (status, again["again"], again["seq"]) == (200, True, first["seq"])
    other = {"circumstances": {**DEALING, "document": {"paper": "administrative-warrant"}}}
    status, found, _ = server.ask("record", other, who="jail", key="booking-2026-0001")
    assert (status, kind(found)) == (409, "idempotency-key")
    status, theirs, _ = server.ask("record", other, who="police", key="booking-2026-0001")
    assert status == 201
    assert theirs["seq"] != first["seq"]
    for key in ("", "short", "a" * 300):
        status, found, _ = server.ask("record", other, who="jail", key=key)
        assert (status, kind(found)) == (422, "does-not-fit"), key


def test_what_decide_answered_goes_into_the_record_as_it_came(server: Running) -> None:
    """A jail's system asks, acts, and records; the rules and the outcome stand in the entry."""
    _, decision, _ = server.ask("decide", HOLD, who="jail")
    status, added, _ = server.ask("record", {"circumstances": DEALING, "decision": decision}, who="jail", key="asked-and-recorded")
    assert status == 201, added
    _, entry, _ = server.ask(f"record/{added['seq']}", who="jail")
    told = dict(entry["fields"])
    assert (told["determination.outcome"], told["event.actor"]) == (decision["outcome"], "sheriff")
    assert decision["rules"][0]["id"] in str(entry["fields"])
    assert not [word for word in PLANTED if word in json.dumps(entry)]
    assert "restricted.note" in entry["withheld"]


NIL = {"law": "x", "covers_from": "2026-01-01", "covers_to": "2026-02-01"}

REFUSED: dict[str, tuple[dict[str, Any], int, str, str]] = {
    "another office": ({"event": {**DEALING["event"], "actor": "police"}}, 403, "other-agency", "/circumstances/event/actor"),
    "an act on the record": ({"kind": "erasure", "links": {"about": 0}}, 409, "entry-refused", ""),
    "a nil certificate": (
        {"kind": "nil-certificate", "links": NIL}, 409, "entry-refused", "/circumstances/kind",
    ),
    "a word that is none": ({"event": {**DEALING["event"], "channel": "pigeon"}}, 422, "does-not-fit", "/circumstances/event/channel"),
    "a field that is none": ({"event": {"detainee": PLANTED[0]}}, 422, "does-not-fit", ""),
    "no time": ({"event": {"channel": "fax"}}, 409, "entry-refused", "/circumstances/event/received_at"),
    "the future": ({"event": {**DEALING["event"], "received_at": "2100-01-01T00:00:00Z"}}, 409, "entry-refused", ""),
    "what the record sets": ({"links": {"once": "x"}, "event": DEALING["event"]}, 409, "entry-refused", "/circumstances/links/once"),
    "a number of a person": ({"event": {**DEALING["event"], "event_id": "123-45-6789"}}, 409, "entry-refused", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_record_does_not_take_is_a_problem_that_repeats_nothing(server: Running, name: str) -> None:
    """Kind, place, no word of a command line or of what was sent; nothing is added."""
    said, status, problem, pointer = REFUSED[name]
    before = server.ask("record?limit=200", who="jail")[1]["entries"]
    code, found, _ = server.ask("record", {"circumstances": said}, who="jail", key=f"refused {name}".replace(" ", "-"))
    assert (code, kind(found)) == (status, problem), found
    if pointer:
        assert [one["pointer"] for one in found["errors"]] == [pointer]
    text = json.dumps(found)
    assert not [word for word in (*PLANTED, "sanctuary record", "--", "123-45-6789", "pigeon") if word in text], text
    assert server.ask("record?limit=200", who="jail")[1]["entries"] == before


def test_pages_give_every_entry_of_the_agency_once_while_others_are_added(server: Running) -> None:
    """By a cursor, whatever comes in between; another agency's entries are in no page, and at no address."""
    mine = [server.ask("record", {"circumstances": DEALING}, who="jail", key=f"paged-entry-{number}")[1]["seq"] for number in range(3)]
    theirs = server.ask("record", {"circumstances": DEALING}, who="police", key="theirs-in-between")[1]["seq"]
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        status, found, _ = server.ask(f"record?limit=2&cursor={cursor}", who="reads")
        assert status == 200
        assert len(found["entries"]) <= 2
        seen += [one["seq"] for one in found["entries"]]
        if len(seen) == 2:
            mine += [server.ask("record", {"circumstances": DEALING}, who="jail", key="added-while-read")[1]["seq"]]
        cursor = found["next"]
    assert seen == sorted(set(seen))
    assert set(mine) <= set(seen)
    assert theirs not in seen
    assert (server.ask(f"record/{theirs}", who="jail")[0], server.ask("record/999999", who="jail")[0]) == (404, 404)
    assert server.ask(f"record/{theirs}", who="jail")[1] == server.ask("record/999999", who="jail")[1]
    assert server.ask(f"record/{theirs}", who="police")[0] == 200
    for wrong in ("x", base64.urlsafe_b64encode(b"1:-1").decode(), base64.urlsafe_b64encode(b"2:1").decode(), "%C3%A4"):
        status, found, _ = server.ask(f"record?cursor={wrong}", who="reads")
        assert (status, kind(found), found["errors"][0]["pointer"]) == (404, "no-such-page", "/cursor"), wrong


def test_a_token_made_while_the_server_runs_is_good_and_a_retired_one_ends_at_once(server: Running) -> None:
    """The file is looked at before each request."""
    text, one = make(server.folder, "library", ("ask",), DAY)
    assert server.ask("decide", HOLD, who=text)[0] == 200
    retire(server.folder, one.id, DAY)
    status, found, headers = server.ask("decide", HOLD, who=text)
    assert (status, kind(found)) in ((401, "token-ended"), (429, "too-often"))
    if status == 401:
        assert found["detail"].startswith(f"This token was retired on {DAY}.")
        assert headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.long
def test_new_keys_of_the_record_need_no_new_start(server: Running) -> None:
    """Another process rotates them; the next entry is added under the new ones, and all of them open."""
    body = {"circumstances": DEALING}
    first = server.ask("record", body, who="jail", key="before-new-keys")[1]["seq"]
    with Log.open(server.folder.parent / "record", PASSPHRASE) as log:
        log.rotate("both", PASSPHRASE)
    status, added, _ = server.ask("record", body, who="jail", key="after-new-keys")
    assert (status, added["seq"]) == (201, first + 2), added
    for number in (first, added["seq"]):
        assert server.ask(f"record/{number}", who="jail")[0] == 200


@pytest.mark.long
def test_schemathesis_finds_nothing_in_the_record(server: Running, tmp_path: Path) -> None:
    """Requests made up from the schema, by one whose token opens everything: no failure of the server, no shape that the schema lacks."""
    command = Path(sys.executable).parent / "schemathesis"
    if not command.exists():
        pytest.skip("PyPI's package schemathesis is not installed")
    words = [str(command), "run", f"{server.address}/api/v1/openapi.json", "--header", f"Authorization: Bearer {server.tokens['jail']}"]
    words += ["--include-path-regex", "/record", "--max-examples", "10", "--request-timeout", str(NO_LIMIT), "--seed", "1"]
    words += ["--phases", "examples,coverage,fuzzing"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4_000:]
    assert "Tested: 3" in done.stdout
