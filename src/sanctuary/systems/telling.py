"""One round of telling: what is due soon or late goes to each webhook once, and again while it fails, until its time is over.

A message holds codes and days: an item, its duty, when, whether it is late. No text of an entry, and nothing about anybody. A round is
started by a timer of the operator's; the clock is an argument.
"""

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from sanctuary.account.due import DueItem
from sanctuary.documents import Frozen, as_line, parse_json, read_text, replace, shape
from sanctuary.errors import RequestError
from sanctuary.record.files import replace_file
from sanctuary.systems.hooks import Hook, hooks_of, retire_hook
from sanctuary.systems.sending import SendError, post, signed

__all__ = ["GIVES_UP", "Round", "Send", "tell_round"]

FILE, LOCK = "told.json", "told.lock"

WAITS = tuple(timedelta(minutes=one) for one in (1, 5, 30, 120, 300, 600))
"""Between one attempt and the next; the last one again and again."""

GIVES_UP = timedelta(days=3)
"""After the first attempt: a message is then given up."""

MOST_IN_ROUND = 200

Send = Callable[[Hook, dict[str, str], bytes], int]
"""Sends a body with headers to a webhook; the status of the answer, or a SendError."""


class Told(Frozen, frozen=True):
    """What became of a message: `sent`, `waits` for another attempt, or was `given-up`; `why` is the last status or code."""

    hook: str
    message: str
    state: Literal["sent", "waits", "given-up"]
    attempts: int
    first: datetime
    after: datetime
    why: str = ""


class Ledger(Frozen, frozen=True):
    """told.json."""

    schema: Literal["sanctuary.told/1"] = "sanctuary.told/1"
    told: tuple[Told, ...] = ()


class Round(Frozen, frozen=True):
    """What a round came to: messages sent, that wait for another attempt, and that were given up; webhooks that answered 410 Gone."""

    schema: str
    sent: int
    waiting: int
    given_up: int
    retired: tuple[str, ...]
    why: tuple[str, ...]


def send_over_network(hook: Hook, headers: dict[str, str], body: bytes) -> int:
    """Sends it."""
    return post(hook.address, headers, body, private=hook.private)


def tell_round(
    folder: Path,
    items: Callable[[str], Iterable[DueItem]],
    duties: frozenset[str],
    now: datetime,
    soon: timedelta,
    send: Send = send_over_network,
) -> Round:
    """Tells every webhook of what is late, or due within a time. `items` gives those of an agency; `duties`: the vocabulary's words.

    What was told is kept after each message: a crash costs at most one that comes twice, under the same id.
    """
    with _alone(folder):
        known = {(one.hook, one.message): one for one in _ledger(folder)}
        current: set[tuple[str, str]] = set()
        retired: list[str] = []
        done: list[Told] = []
        for hook in (one for one in hooks_of(folder) if one.retired is None):
            for name, body in _messages(hook, items(hook.agency), duties, now, soon):
                key = hook.id, name
                current.add(key)
                before = known.get(key)
                if hook.id in retired or len(done) >= MOST_IN_ROUND or (before and (before.state != "waits" or before.after > now)):
                    continue
                after = _attempt(hook, name, body, before, now, send)
                known[key] = after
                done.append(after)
                _keep(folder, known.values())
                if after.why == "410":
                    retire_hook(folder, hook.id, now.date())
                    retired.append(hook.id)
        _keep(folder, [one for key, one in known.items() if key in current])
    states = [one.state for one in done]
    why = tuple(sorted({one.why for one in done if one.state != "sent"}))
    return Round(
        schema="sanctuary.hook.sent/1", sent=states.count("sent"), waiting=states.count("waits"), given_up=states.count("given-up"),
        retired=tuple(retired), why=why,
    )  # fmt: skip


def _attempt(hook: Hook, name: str, body: bytes, before: Told | None, now: datetime, send: Send) -> Told:
    count, first = (before.attempts, before.first) if before else (0, now)
    try:
        status = send(hook, signed(hook.secret, name, int(now.timestamp()), body), body)
        why, fine = str(status), 200 <= status < 300
    except SendError as problem:
        why, fine = str(problem), False
    after = now + WAITS[min(count, len(WAITS) - 1)]
    over = why == "410" or after - first > GIVES_UP
    state: Literal["sent", "waits", "given-up"] = "sent" if fine else "given-up" if over else "waits"
    return Told(hook=hook.id, message=name, state=state, attempts=count + 1, first=first, after=after, why="" if fine else why)


def _messages(hook: Hook, items: Iterable[DueItem], duties: frozenset[str], now: datetime, soon: timedelta) -> Iterator[tuple[str, bytes]]:
    """Each message with its id, which is the same at every attempt and names nothing."""
    for item in items:
        if item.fulfilled_by is not None or not item.within(now, soon):
            continue
        kind = "duty.late" if item.late(now) else "duty.due"
        digest = sha256(f"{hook.secret}\n{kind}\n{item.id}\n{item.by}".encode()).hexdigest()
        data: Mapping[str, object] = {
            "item": item.id if _CODE.fullmatch(item.id) else "",
            "duty": item.duty if item.duty in duties else "",
            "agency": hook.agency,
            "by": item.by,
            "certain": item.certain,
        }
        yield f"msg_{digest[:32]}", as_line({"type": kind, "timestamp": item.by, "data": data}).encode()


_CODE = re.compile(r"[a-z0-9.\-_/@:Q]{1,120}", re.ASCII)


def _ledger(folder: Path) -> tuple[Told, ...]:
    path = folder / FILE
    if not path.exists():
        return ()
    return shape(parse_json(read_text(path, RequestError), str(path)), Ledger, str(path), RequestError).told


def _keep(folder: Path, told: Iterable[Told]) -> None:
    replace_file(folder / FILE, as_line(Ledger(told=tuple(replace(one) for one in told))))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Refuses a second round beside this one: each would send what the other sends."""
    try:
        file = (folder / LOCK).open("a")
    except OSError as problem:
        raise RequestError(f"{folder}: cannot be written ({problem.strerror}). Name the folder of the webhooks.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise RequestError(f"{folder}: another round is under way. Let it end.") from None
        yield
