"""Webhooks on a real server of this machine: signed, codes alone, tried again until their time is over, no address inside a network."""

import base64
import hmac
import http.server
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from record.dealings import PASSPHRASE, PLANTED, Clock, dealing, new_log
from sanctuary.account.due import calendar
from sanctuary.errors import RequestError
from sanctuary.record import keys
from sanctuary.record.log import Log
from sanctuary.systems.hooks import Hook, hooks_of, make_hook, retire_hook
from sanctuary.systems.sending import SendError, is_public, post, signed
from sanctuary.systems.telling import GIVES_UP, Round, Send, send_over_network, tell_round

DAY = date(2026, 11, 18)
SOON = timedelta(hours=24)
DUTIES = frozenset({"copy-to-person", "publish-account"})


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what came, and answers with the status that the test set."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((dict(self.headers), body, self.path))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def receiver() -> Iterator[Any]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.came, server.status = [], 204  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    """A record with a dealing of which a copy is owed within a day of 2026-11-18 09:20."""
    monkeypatch.setattr(keys, "_COST", 2**10)
    with new_log(tmp_path / "record", Clock()) as made:
        made.add(dealing())
        yield made


def address(receiver: Any) -> str:
    return f"http://127.0.0.1:{receiver.server_address[1]}/due?from=sanctuary"


def went(folder: Path, log: Log, now: datetime, send: Send = send_over_network) -> Round:
    return tell_round(folder, lambda agency: calendar(log, {}, DAY, DAY, agency), DUTIES, now, SOON, send)


NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def test_what_is_due_is_told_once_and_again_when_it_is_late(tmp_path: Path, log: Log, receiver: Any) -> None:
    """Signed as Standard Webhooks says, under an id of its own; nothing of the entry's text."""
    hook = make_hook(tmp_path, "sheriff", address(receiver), DAY, private=True)
    assert went(tmp_path, log, NOW).sent == 1
    assert went(tmp_path, log, NOW).sent == 0
    assert went(tmp_path, log, NOW + timedelta(days=2)).sent == 1
    told = [json.loads(body) for _, body, _ in receiver.came]
    assert [one["type"] for one in told] == ["duty.due", "duty.late"]
    assert told[0]["data"] == {
        "item": "0.0", "duty": "copy-to-person", "agency": "sheriff", "by": "2026-11-19T09:20:00Z", "certain": True,
    }  # fmt: skip
    assert len({headers["webhook-id"] for headers, _, _ in receiver.came}) == 2
    for headers, body, path in receiver.came:
        signs = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        digest = hmac.new(base64.b64decode(hook.secret.removeprefix("whsec_")), signs, sha256).digest()
        assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
        assert path == "/due?from=sanctuary"
        assert not [word for word in (*PLANTED, "a note", "detainer") if word in body.decode()]
    assert receiver.came[0][0]["webhook-timestamp"] == str(int(NOW.timestamp()))


def test_nothing_is_sent_without_a_webhook_or_to_a_retired_one(tmp_path: Path, log: Log, receiver: Any) -> None:
    """It is off unless an operator makes one."""
    assert went(tmp_path, log, NOW).sent == 0
    hook = make_hook(tmp_path, "sheriff", address(receiver), DAY, private=True)
    retire_hook(tmp_path, hook.id, DAY)
    assert went(tmp_path, log, NOW).sent == 0
    assert receiver.came == []


@pytest.mark.parametrize("status", [500, 301])
def test_what_fails_is_tried_again_under_one_id_until_its_time_is_over(tmp_path: Path, log: Log, receiver: Any, status: int) -> None:
    """Later each time; a redirect is a failure and is not followed; then it is given up, and no round sends it again."""
    make_hook(tmp_path, "sheriff", address(receiver), DAY, private=True)
    receiver.status, now, seen = status, NOW + timedelta(days=2), []
    items = calendar(log, {}, DAY, DAY, "sheriff")
    while now < NOW + timedelta(days=7):
        done = tell_round(tmp_path, lambda _: items, DUTIES, now, SOON)
        assert set(done.why) <= {str(status)}
        seen += [now] if done.waiting or done.given_up else []
        now += timedelta(hours=2)
    pauses = [later - earlier for earlier, later in pairwise(seen)]
    assert pauses == sorted(pauses)
    assert timedelta(0) < seen[-1] - seen[0] <= GIVES_UP
    assert len({headers["webhook-id"] for headers, _, _ in receiver.came}) == 1
    assert len(receiver.came) == len(seen)


def test_a_receiver_that_comes_back_is_told_and_one_that_is_gone_is_retired(tmp_path: Path, log: Log, receiver: Any) -> None:
    """After a failure the same message; 410 Gone ends the webhook."""
    make_hook(tmp_path, "sheriff", address(receiver), DAY, private=True)
    receiver.status = 503
    assert went(tmp_path, log, NOW).waiting == 1
    receiver.status = 200
    assert went(tmp_path, log, NOW).sent == 0, "too early"
    assert went(tmp_path, log, NOW + timedelta(minutes=1)).sent == 1
    receiver.status = 410
    done = went(tmp_path, log, NOW + timedelta(days=2))
    assert (done.given_up, len(done.retired)) == (1, 1)
    assert hooks_of(tmp_path)[0].retired is not None


def test_a_fulfilled_item_is_told_no_more(tmp_path: Path, log: Log, receiver: Any) -> None:
    """What waited for another attempt is dropped."""
    make_hook(tmp_path, "sheriff", address(receiver), DAY, private=True)
    receiver.status = 500
    assert went(tmp_path, log, NOW).waiting == 1
    done = tell_round(tmp_path, lambda _: [], DUTIES, NOW + timedelta(hours=1), SOON, send_over_network)
    assert (done.sent, done.waiting) == (0, 0)
    assert len(receiver.came) == 1


PRIVATE = (
    "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",  # noqa: S104
    "224.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("found", PRIVATE)
def test_no_message_goes_into_a_network_unless_it_was_allowed(found: str) -> None:
    """Whatever the name: what it means decides, one such address among several too; nothing is connected to."""
    assert not is_public(found)

    def resolve(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", (one, 443)) for one in ("93.184.216.34", found)]

    with pytest.raises(SendError, match="private"):
        post("https://jail.example.gov/due", {}, b"{}", private=False, resolve=resolve)


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_found(receiver: Any) -> None:
    """A second look-up could mean another machine."""
    looked: list[object] = []

    def resolve(host: str, *_: object, **__: object) -> list[Any]:
        looked.append(host)
        return [(0, 0, 0, "", ("127.0.0.1", 0))]

    port = receiver.server_address[1]
    assert post(f"http://jail.example.gov:{port}/x", {}, b"{}", private=True, resolve=resolve) == 204
    assert looked == ["jail.example.gov"]
    assert receiver.came[0][0]["Host"] == f"jail.example.gov:{port}"


def test_one_deadline_ends_a_slow_receiver_and_a_slow_name() -> None:
    """One that sends a sign now and then does not hold a round up: the clock that is told runs out, whatever came."""
    ticks = iter(range(1_000))
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _ = server.accept()
            with line:
                line.recv(4_096)
                line.sendall(b"HTTP/1.1 2")
                line.recv(4_096)

        threading.Thread(target=drip, daemon=True).start()
        where = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(SendError, match="deadline"):
            post(where, {}, b"{}", private=True, deadline=6.5, elapsed=lambda: float(next(ticks)))
    held = threading.Event()
    with pytest.raises(SendError, match="deadline"):
        post("https://jail.example.gov/", {}, b"{}", private=False, deadline=0.05, resolve=lambda *_, **__: (held.wait(), [])[1])
    held.set()


@pytest.mark.parametrize("answer", [b"", b"no http\r\n", b"HTTP/1.1 abc\r\n", b"\x00" * 9_000])
def test_what_is_no_answer_is_a_failure(answer: bytes) -> None:
    """Nothing of it is told."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            line, _ = server.accept()
            with line:
                line.recv(4_096)
                line.sendall(answer)

        threading.Thread(target=speak, daemon=True).start()
        with pytest.raises(SendError, match=r"answer|connection"):
            post(f"http://127.0.0.1:{server.getsockname()[1]}/", {}, b"{}", private=True)


def test_the_signature_is_that_of_the_specification_s_example() -> None:
    """Secret, id, second and body as the documentation of the libraries has them."""
    body = b'{"test": 2432232314}'
    told = signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


NO_ADDRESS = (
    "", "jail", "ftp://a.example/", "http://a.example/", "https://", "https://u:p@a.example/", "https://a.example/#x",
    "https://a.example/\r\nX: y", "https://a.example/ x", "https://a.example:0/", "https://a.example:x/",
)  # fmt: skip


@pytest.mark.parametrize("wrong", NO_ADDRESS)
def test_an_address_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    """Nothing is written, and a secret is never printed in a list."""
    with pytest.raises(RequestError, match="address of a webhook"):
        make_hook(tmp_path, "sheriff", wrong, DAY)
    assert hooks_of(tmp_path) == ()


def test_an_operator_makes_sends_lists_and_retires(
    sanctuary: Callable[..., Ran], tmp_path: Path, log: Log, receiver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands end to end; the exit code says whether something waits."""
    monkeypatch.setenv("SANCTUARY_RECORD_PASSPHRASE", PASSPHRASE)
    log.keys.with_person("office", PASSPHRASE).write(log.folder / "signing.json")
    log.close()
    folder = str(tmp_path / "tokens")
    made = sanctuary("hook", "make", folder, address(receiver), "--agency", "sheriff", "--private")
    assert made.code == 0, made.err
    secret = made.out.splitlines()[0]
    listed = sanctuary("hook", "list", folder)
    assert address(receiver) in listed.out
    assert secret not in listed.out + sanctuary("hook", "list", folder, "--format", "json").out
    one: Hook = hooks_of(tmp_path / "tokens")[0]
    assert (tmp_path / "tokens" / "hooks.json").stat().st_mode & 0o077 == 0
    done = sanctuary("hook", "send", folder, str(tmp_path / "record"))
    assert (done.code, done.out) == (0, "1 message sent, 0 to be tried again, 0 given up.\n"), done.err
    assert sanctuary("hook", "retire", folder, one.id).code == 0
    assert sanctuary("hook", "send", folder, str(tmp_path / "record"), "--format", "json").json["sent"] == 0
    assert sanctuary("hook", "make", folder, "https://a.example/", "--agency", "sherif").code == 2
    assert sanctuary("hook", "send", folder, str(tmp_path / "record"), "--soon", "tomorrow").code == 2
