"""Asks a witness to cosign a checkpoint: C2SP tlog-witness, the call add-checkpoint.

A witness keeps the last size that it cosigned, and cosigns a larger tree only with a proof that the earlier one is its beginning. It
sees origin, size and root, never an entry.

- What it answers is used only after its signature verifies under the key that was configured for it.
- Where it remembers another size than ours, it is asked once more with a proof from that size.
- A larger size than ours, or another root for the same size, means that two trees were signed: that is reported, never worked around.
- The answer's text is not repeated in any message; redirects are not followed.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.note import signature_line
from sanctuary.tlog.verify import (
    ED25519,
    Key,
    Note,
    Refused,
    decode_number,
    in_time,
    parse_checkpoint,
    parse_note,
    parse_signatures,
    verify_note,
)

__all__ = ["Cosignature", "Witness", "ask"]

_ANSWER_LIMIT = 64_000


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a witness takes checkpoints (its submission prefix) and the keys that it cosigns with."""

    address: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A verified cosignature: whose, when, and its line for the note."""

    key: Key
    time: int
    line: str


def ask(
    witness: Witness, checkpoint: bytes, old: int, prove: Callable[[int], Sequence[bytes]], timeout: float = 10.0
) -> tuple[Cosignature, ...]:
    """The witness's cosignatures on this signed checkpoint.

    `old` is the size that it cosigned last, as far as is known (0 where nothing is); `prove` gives the consistency proof from a size.
    """
    if not witness.keys or any(key.kind == ED25519 for key in witness.keys):
        raise RecordError(f"{witness.address}: a witness needs cosignature keys (kind 4 or 6). Ask its operator for them.")
    try:
        note = parse_note(checkpoint)
        size = parse_checkpoint(note.text).size
    except Refused as problem:
        raise RecordError(f"{problem}.") from None
    known = min(old, size)
    status, answer = _add_checkpoint(witness.address, _body(known, prove, checkpoint), timeout)
    if status == 409:
        held = _size_held(answer)
        if held is not None and held > size:
            raise TamperError(
                f"{witness.address}: has cosigned size {held}, beyond ours of {size}: the log was set back, or another one signs."
            )
        if held == known or (held is None and known == size):
            raise TamperError(f"{witness.address}: has cosigned another tree of size {known} for this log. Stop publishing and find out.")
        if held is None:
            raise RecordError(f"{witness.address}: the witness answered 409 without the size that it holds.")
        status, answer = _add_checkpoint(witness.address, _body(held, prove, checkpoint), timeout)
    if status != 200:
        raise _refusal(witness.address, status)
    return _verified(witness, note, answer)


def _body(old: int, prove: Callable[[int], Sequence[bytes]], checkpoint: bytes) -> bytes:
    proof = prove(old) if old else ()
    rows = [f"old {old}", *(b64encode(value).decode() for value in proof), "", ""]
    return "\n".join(rows).encode() + checkpoint


def _add_checkpoint(address: str, body: bytes, timeout: float) -> tuple[int, bytes]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RecordError(f"{address}: not an http(s) address of a witness.")
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    host = parts.hostname

    def post() -> tuple[int, bytes]:
        connection = connect(host, parts.port, timeout=timeout)
        try:
            connection.request("POST", parts.path.rstrip("/") + "/add-checkpoint", body, {"Content-Type": "text/plain; charset=utf-8"})
            answer = connection.getresponse()
            return answer.status, answer.read(_ANSWER_LIMIT + 1)
        finally:
            connection.close()

    try:
        return in_time(post, timeout)
    except (OSError, HTTPException, ValueError) as problem:
        raise RecordError(f"{address}: the witness cannot be reached ({type(problem).__name__}). Try again later.") from None


def _size_held(answer: bytes) -> int | None:
    """The size in the answer to a conflict; None where it holds none."""
    text = answer.decode("ascii", "replace")
    try:
        return decode_number(text.removesuffix("\n"), "size")
    except Refused:
        return None


def _refusal(address: str, status: int) -> RecordError:
    match status:
        case 403:
            return RecordError(f"{address}: the witness trusts none of the keys that signed (403). Send its operator the log's key.")
        case 404:
            return RecordError(f"{address}: the witness does not know this log's origin (404). Send its operator the origin and the key.")
        case 409:
            return RecordError(f"{address}: the witness moved on while it was asked (409). Ask again.")
        case 422:
            return TamperError(f"{address}: the witness finds that this tree does not continue the one that it cosigned (422).")
        case _:
            return RecordError(f"{address}: the witness answered {status}, expected 200.")


def _verified(witness: Witness, note: Note, answer: bytes) -> tuple[Cosignature, ...]:
    try:
        lines = parse_signatures(answer.decode() if len(answer) <= _ANSWER_LIMIT else "")
        answered = Note(note.text, lines)
        found = []
        for key in witness.keys:
            signatures = [signature for name, number, signature in lines if (name, number) == (key.name, key.id)]
            if signatures:
                found.append(Cosignature(key, verify_note(answered, key) or 0, signature_line(key, signatures[0])))
    except UnicodeDecodeError:
        raise TamperError(f"{witness.address}: the witness's answer is not UTF-8 text. It is not used.") from None
    except Refused as problem:
        raise TamperError(f"{witness.address}: the witness's answer is not used: {problem}.") from None
    if not found:
        raise TamperError(f"{witness.address}: the witness answered with no cosignature by its key. Check the key configured for it.")
    return tuple(found)
