"""Asking witnesses: a real server on this machine that keeps the rules of C2SP tlog-witness, or breaks them."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.note import Signer, add_signatures, checkpoint_text, note_bytes, signature_line
from sanctuary.tlog.tree import consistency_proof
from sanctuary.tlog.verify import (
    Checkpoint,
    Key,
    Refused,
    parse_checkpoint,
    parse_note,
    verify_checkpoint,
    verify_consistency,
    verify_note,
)
from sanctuary.tlog.witness import Witness, ask
from tlog.published import LOG, LOG_PQ, NOON, ORIGIN, WITNESS, WITNESS_PQ, checkpoint, hashes_of, noon, seed

HASHES = hashes_of(300)
SMALL, LARGE = checkpoint(HASHES, 3), checkpoint(HASHES, 300)


@dataclass
class Served:
    """What the witness trusts, remembers and does wrong."""

    signers: tuple[Signer, ...] = (WITNESS, WITNESS_PQ)
    trusted: Key = LOG.key
    held: Checkpoint | None = None
    status: int = 0
    answer: bytes | None = None
    moving: bool = False
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def add_checkpoint(self, body: bytes) -> tuple[int, bytes]:
        """The answer that the page on witnesses asks for, unless something else was set."""
        self.bodies.append(body)
        if self.status:
            return self.status, self.answer or b""
        head, _, signed = body.partition(b"\n\n")
        old, *proof = head.decode().split("\n")
        note = parse_note(signed)
        now = parse_checkpoint(note.text)
        if now.origin != ORIGIN:
            return 404, b""
        try:
            verify_note(note, self.trusted)
        except Refused:
            return 403, b""
        held = self.held or Checkpoint(ORIGIN, 0, bytes(32))
        if self.moving:
            return 409, f"{len(self.bodies)}\n".encode()
        if old != f"old {held.size}" or (held.size == now.size and held.root != now.root):
            return 409, f"{held.size}\n".encode()
        try:
            if held.size:
                verify_consistency(held.size, now.size, [b64decode(row) for row in proof], held.root, now.root)
        except Refused:
            return 422, b""
        self.held = now
        return 200, self.answer or "".join(signer.sign(note.text) for signer in self.signers).encode()


class Answering(BaseHTTPRequestHandler):
    """One request to a witness."""

    def __init__(self, served: Served, *words: object) -> None:
        self.served = served
        super().__init__(*words)  # type: ignore[arg-type]  # what socketserver gives a request is passed on as it is

    def do_POST(self) -> None:
        self.served.paths.append(self.path)
        status, answer = self.served.add_checkpoint(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        if status == 409:
            self.send_header("Content-Type", "text/x.tlog.size")
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words: object) -> None:
        """Nothing is printed."""


@dataclass(frozen=True)
class Running:
    """A witness that runs, and the client's word for it."""

    served: Served
    client: Witness


@pytest.fixture
def running() -> Iterator[Running]:
    served = Served()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Answering, served)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Running(served, Witness(f"http://127.0.0.1:{server.server_port}/w/", (WITNESS.key, WITNESS_PQ.key)))
        server.shutdown()
        thread.join()


def prove_to(size: int, old: int) -> Sequence[bytes]:
    return consistency_proof(HASHES, old, size)


def test_a_witness_cosigns_the_first_checkpoint_and_a_later_one(running: Running) -> None:
    """The cosignatures that come back make the note pass a quorum."""
    ask(running.client, SMALL, 0, partial(prove_to, 3))
    found = ask(running.client, LARGE, 3, partial(prove_to, 300))
    assert [(cosignature.key, cosignature.time) for cosignature in found] == [(WITNESS.key, NOON), (WITNESS_PQ.key, NOON)]
    note = add_signatures(LARGE, [cosignature.line for cosignature in found])
    assert verify_checkpoint(note, [LOG.key, LOG_PQ.key], [WITNESS.key, WITNESS_PQ.key]).checkpoint.size == 300
    assert running.served.paths == ["/w/add-checkpoint"] * 2


def test_the_request_has_the_form_of_the_page_on_witnesses(running: Running) -> None:
    """An old size, the proof's hashes, an empty line, the checkpoint as it was signed."""
    ask(running.client, SMALL, 0, partial(prove_to, 3))
    ask(running.client, LARGE, 3, partial(prove_to, 300))
    first, second = running.served.bodies
    assert first == b"old 0\n\n" + SMALL
    head, _, signed = second.partition(b"\n\n")
    rows = head.decode().split("\n")
    assert rows[0] == "old 3"
    assert [b64decode(row) for row in rows[1:]] == consistency_proof(HASHES, 3, 300)
    assert signed == LARGE


@pytest.mark.parametrize("known", [0, 2, 300, 5_000])
def test_a_witness_that_holds_another_size_is_asked_once_more_from_there(known: int, running: Running) -> None:
    """409 names the size that it holds; the second request proves from it."""
    ask(running.client, SMALL, 0, partial(prove_to, 3))
    assert len(ask(running.client, LARGE, known, partial(prove_to, 300))) == 2
    assert [body.split(b"\n")[0] for body in running.served.bodies[1:]] == [b"old %d" % min(known, 300), b"old 3"]


def test_the_same_checkpoint_is_cosigned_again(running: Running) -> None:
    """Asking twice is no conflict."""
    ask(running.client, SMALL, 0, partial(prove_to, 3))
    assert len(ask(running.client, SMALL, 3, partial(prove_to, 3))) == 2


def test_a_witness_beyond_our_size_means_that_the_log_was_set_back(running: Running) -> None:
    """A larger tree with our signature exists: an alarm, and no further request."""
    ask(running.client, LARGE, 0, partial(prove_to, 300))
    with pytest.raises(TamperError, match="has cosigned size 300, beyond ours of 3"):
        ask(running.client, SMALL, 0, partial(prove_to, 3))
    assert len(running.served.bodies) == 2


def test_another_tree_of_the_same_size_is_an_alarm(running: Running) -> None:
    """The witness holds our size with another root, whether or not its answer repeats the size."""
    ask(running.client, SMALL, 0, partial(prove_to, 3))
    other = note_bytes(checkpoint_text(ORIGIN, 3, seed("another tree")), [LOG])
    with pytest.raises(TamperError, match="another tree of size 3"):
        ask(running.client, other, 3, partial(prove_to, 3))
    running.served.status = 409
    with pytest.raises(TamperError, match="another tree of size 3"):
        ask(running.client, other, 3, partial(prove_to, 3))


def test_a_tree_that_does_not_continue_the_cosigned_one_is_an_alarm(running: Running) -> None:
    """422: the proof does not lead from the witness's root to ours."""
    running.served.held = Checkpoint(ORIGIN, 3, seed("another tree"))
    with pytest.raises(TamperError, match=r"does not continue .* \(422\)"):
        ask(running.client, LARGE, 3, partial(prove_to, 300))


def test_a_witness_that_does_not_know_the_log_or_its_key_says_so(running: Running) -> None:
    """404 and 403 name what the operator needs."""
    elsewhere = note_bytes(checkpoint_text("elsewhere.example.org", 3, seed("root")), [LOG])
    with pytest.raises(RecordError, match=r"does not know this log's origin \(404\)"):
        ask(running.client, elsewhere, 0, partial(prove_to, 3))
    running.served.trusted = Signer.ed25519(ORIGIN, seed("next year's key")).key
    with pytest.raises(RecordError, match=r"trusts none of the keys that signed \(403\)"):
        ask(running.client, SMALL, 0, partial(prove_to, 3))


def test_a_witness_that_moves_while_it_is_asked_is_left_alone(running: Running) -> None:
    """After a second 409 the caller is told to ask again; there is no third request."""
    running.served.moving = True
    with pytest.raises(RecordError, match="moved on while it was asked"):
        ask(running.client, LARGE, 0, partial(prove_to, 300))
    assert len(running.served.bodies) == 2


@pytest.mark.parametrize("status", [302, 400, 500, 503])
def test_any_other_status_is_no_cosignature(status: int, running: Running) -> None:
    """Redirects are not followed, and the answer's text is not repeated."""
    running.served.status, running.served.answer = status, b"a text that nobody should see"
    with pytest.raises(RecordError, match=f"answered {status}, expected 200") as caught:
        ask(running.client, SMALL, 0, partial(prove_to, 3))
    assert "nobody" not in str(caught.value)
    assert running.served.paths == ["/w/add-checkpoint"]


TEXT = parse_note(SMALL).text
LIES = {
    "another text": WITNESS.sign(checkpoint_text(ORIGIN, 4, seed("root"))).encode(),
    "no real signature": signature_line(WITNESS.key, bytes(72)).encode(),
    "a short signature": signature_line(WITNESS.key, bytes(71)).encode(),
    "a good line and a bad one": (WITNESS.sign(TEXT) + signature_line(WITNESS_PQ.key, bytes(2428))).encode(),
    "a key of its own choice": Signer.cosigner(WITNESS.key.name, seed("other"), noon).sign(TEXT).encode(),
    "a key of another's name": Signer.cosigner("witness.example.net/w3", seed("w1"), noon).sign(TEXT).encode(),
    "the log's own line": LOG.sign(TEXT).encode(),
    "no newline": WITNESS.sign(TEXT).encode()[:-1],
    "no signature line": b"ok\n",
    "not UTF-8": b"\xff\n",
    "too much": WITNESS.sign(TEXT).encode() * 1_000,
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_witness_is_not_believed(lie: str, running: Running) -> None:
    """What comes back is used only if it verifies under the configured key, for this checkpoint."""
    running.served.answer = LIES[lie]
    with pytest.raises(TamperError, match=r"is not used|no cosignature by its key"):
        ask(running.client, SMALL, 0, partial(prove_to, 3))


def test_lines_of_unknown_keys_in_the_answer_are_ignored(running: Running) -> None:
    """Only the configured key's line comes out."""
    stranger = Signer.cosigner("stranger.example.org", seed("stranger"), noon)
    running.served.signers = (stranger, WITNESS)
    found = ask(running.client, SMALL, 0, partial(prove_to, 3))
    assert [cosignature.key for cosignature in found] == [WITNESS.key]


@pytest.mark.parametrize("answer", [b"", b"03\n", b"-1\n", b"three\n", b"\xff\n"])
def test_a_conflict_without_a_size_is_refused(answer: bytes, running: Running) -> None:
    """409 must say in plain decimal what the witness holds."""
    running.served.status, running.served.answer = 409, answer
    with pytest.raises(RecordError, match="409 without the size"):
        ask(running.client, LARGE, 3, partial(prove_to, 300))


def test_a_witness_that_cannot_be_reached_is_one_clear_line() -> None:
    """A closed port, a wrong scheme, a malformed port."""
    for address in ("http://127.0.0.1:1", "ftp://127.0.0.1", "https://", "http://127.0.0.1:none"):
        with pytest.raises(RecordError, match=r"cannot be reached|not an http\(s\) address"):
            ask(Witness(address, (WITNESS.key,)), SMALL, 0, partial(prove_to, 3))


def test_only_a_witness_with_cosignature_keys_is_asked_and_only_about_a_checkpoint() -> None:
    """No key, or the log's own kind of key, or a note that is no checkpoint."""
    for keys in ((), (LOG.key,)):
        with pytest.raises(RecordError, match="needs cosignature keys"):
            ask(Witness("http://127.0.0.1:1", keys), SMALL, 0, partial(prove_to, 3))
    with pytest.raises(RecordError, match="no empty line"):
        ask(Witness("http://127.0.0.1:1", (WITNESS.key,)), b"nothing", 0, partial(prove_to, 3))
