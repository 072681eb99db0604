"""Kills a worker or the writer of a desk in the middle of what somebody sends, at any call of the program.

Run: `killed.py FOLDER FIRST COUNT [FILE]`, where the file has the address of a PostgreSQL database; without it there is SQLite.

It prepares one desk and forks a process for each try, so that the tries share the start. For each kind of what is sent, one is counted
through to know how many calls there are. A try is set up, sent and killed (SIGKILL) at one of them, then sent again by another process, as
a person does whose page did not come. It prints a line of JSON for each try: what was sent, where it was killed, what was lost or doubled.
"""

import json
import os
import random
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk.played import CALM, begun, play

Sent = Callable[[Any], None]

WHOLE = {"act": "record", "officers": "2", "response": "declined"}
WAITS = {**WHOLE, "act": "second"}
MAPPING = b'zone = "-08:00"\n[columns]\n"event.received_at" = "when"\n[fixed]\nkind = "dealing"\n'


def signed_in(role: str, rng: random.Random | None = None) -> Any:
    """A browser of an account in a role; drawn, of one that never acted on the record and is given its key by what it does."""
    from django.contrib.auth.models import User
    from django.test import Client

    from sanctuary.desk.behind.models import Member

    name = role if rng is None or rng.random() < 1 / 2 else f"{role} {rng.random()}"
    user, _ = User.objects.get_or_create(username=name)
    Member.everywhere.filter(account=user).update(role=role)
    client = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=True)
    client.force_login(user)
    return client


def visit(rng: random.Random, form: dict[str, str]) -> tuple[Any, Sent]:
    """A visit played to its end; what is sent is the form of the record."""
    client = signed_in("supervisor", rng)
    play(begun(client), {**CALM, "what": "enter", "top": "none"})

    def send(one: Any) -> None:
        one.post("/record", form)

    return client, send


def approval(rng: random.Random) -> tuple[Any, Sent]:
    """A correction that somebody proposed; what is sent is the approval."""
    from django.conf import settings

    from desk.conftest import acts
    from sanctuary.desk.behind.models import Proposal

    signed_in("compliance").post(
        f"/entries/{acts(settings.DESK.log())[0]}/propose",
        {"path": "event.officers_present", "value": str(rng.randrange(1, 90)), "reason": "the sheet says so"},
    )
    number = Proposal.objects.latest("pk").pk

    def send(one: Any) -> None:
        one.post(f"/proposals/{number}", {"act": "approve"})

    return signed_in("counsel", rng), send


def void(rng: random.Random) -> tuple[Any, Sent]:
    """A void; what is sent is that it is proposed."""
    from django.conf import settings

    from desk.conftest import acts

    form = {"act": "void", "reason": "written for practice", "token": f"{rng.getrandbits(128):032x}"}
    number = acts(settings.DESK.log())[0]

    def send(one: Any) -> None:
        one.post(f"/entries/{number}/propose", form)

    return signed_in("compliance", rng), send


def decided(rng: random.Random, act: str) -> tuple[Any, Sent]:
    """A void that somebody proposed; what is sent is that a second person agrees to it, or that it is taken back."""
    from sanctuary.desk.behind.models import Proposal

    client, propose = void(rng)
    propose(client)
    other = signed_in("counsel", rng)
    other.decides = f"/proposals/{Proposal.objects.latest('pk').pk}"

    def send(one: Any) -> None:
        one.post(other.decides, {"act": act})

    return other, send


def table(rng: random.Random) -> tuple[Any, Sent]:
    """Three rows of past dealings."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = "".join(f"2026-0{month}-02 09:{rng.randrange(10, 60)}\n" for month in (1, 2, 3))
    raw = f"when,x\n{rows.replace(chr(10), f',{rng.random()}{chr(10)}')}".encode()

    def send(one: Any) -> None:
        files = {"table": SimpleUploadedFile("t.csv", raw), "mapping": SimpleUploadedFile("m.toml", MAPPING)}
        one.post("/entries/take", {"act": "add", **files})

    return signed_in("compliance", rng), send


def front(rng: random.Random) -> tuple[Any, Sent]:
    """The same by a process that holds no keys: it leaves a letter, and the writer is another process."""
    client, _ = visit(rng, WHOLE)
    return client, without_keys


def without_keys(one: Any) -> None:
    """Sends the form of the record in a process that holds no keys."""
    from django.conf import settings

    settings.DESK.holds = False
    try:
        one.post("/record", WHOLE)
    finally:
        settings.DESK.holds = True


def writer(rng: random.Random) -> tuple[Any, Sent]:
    """A letter that waits; what is killed is the writer that enters it."""
    client, send = front(rng)
    send(client)
    return client, lambda _: enter()


def enter() -> None:
    """A round of the writer that starts now."""
    from django.conf import settings

    from sanctuary.desk.outbox import entering

    entering._later.clear()
    entering.round_of(settings.DESK)


KINDS: dict[str, tuple[Callable[[random.Random], tuple[Any, Sent]], int, int]] = {
    "record": (lambda rng: visit(rng, WHOLE), 1, 0),
    "second": (lambda rng: visit(rng, WAITS), 0, 1),
    "approve": (approval, 1, -1),
    "take": (table, 3, 0),
    "front": (front, 1, 0),
    "writer": (writer, 1, 0),
    "void": (void, 1, 1),
    "agree": (lambda rng: decided(rng, "approve"), 1, 0),
    "withdraw": (lambda rng: decided(rng, "drop"), 1, -1),
}
"""What is sent, by how many entries and how many waiting acts it leaves more."""


class Calls:
    """Counts calls of the program, and of what it calls; at one of them the process is killed."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.count = at, 0

    def __call__(self, _frame: Any, event: str, _: Any) -> None:
        if event in ("call", "c_call", "c_return"):
            self.count += 1
            if self.count == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


def forked(work: Callable[[], Any]) -> tuple[Any, int]:
    """What a process of its own gave back, and the signal that ended it."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        code = 1
        try:
            with os.fdopen(theirs, "w") as out:
                json.dump(work(), out)
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(theirs)
    with os.fdopen(ours) as told:
        text = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("a process of a try failed")
    return json.loads(text) if text else None, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def sizes(desk: Any) -> tuple[int, int]:
    """Entries that tell of an act, and waiting acts.

    Refuses an account with two keys, what check finds wrong, and voids that wait of which the record tells otherwise.
    """
    from desk.conftest import acts
    from sanctuary.desk.behind.models import Proposal
    from sanctuary.record.by_two import steps_of
    from sanctuary.record.checking import check_record

    log = desk.log()
    people = log.derived().people
    if [code for code, turns in people.turns.items() if turns != 1] or check_record(log.folder, log.settings, log.keys).wrong:
        raise SystemExit("an account has two keys, or something is wrong with the record")
    rows = [steps_of(log, row.token) for row in Proposal.objects.filter(act="void")]
    steps = [line.entry.proposal.step for line in log.entries(kind="proposal") if line.entry and line.entry.proposal]
    told = [sum(step in row for row in rows) for step in ("proposed", "withdrawn")]
    if told != [len(rows), 0] or len(rows) != steps.count("proposed") - steps.count("withdrawn"):
        raise SystemExit("entries tell of other proposals than those that wait")
    return len(acts(log)), Proposal.objects.count()


def counted(desk: Any, kind: str, number: int) -> int:
    """How many calls sending takes; it is sent for this, and counts as one that was not killed."""

    def work() -> int:
        client, send = KINDS[kind][0](random.Random(number))
        desk.log()
        calls = Calls()
        sys.setprofile(calls)
        send(client)
        sys.setprofile(None)
        return calls.count

    return int(forked(work)[0])


def tried(desk: Any, kind: str, number: int, total: int) -> dict[str, Any]:
    """One try: set up and killed in one process, sent again in another; what is more than before."""
    rng = random.Random(number)
    at = rng.randrange(1, total)
    seed = rng.random()
    ours, theirs = os.pipe()

    def doomed() -> None:
        client, send = KINDS[kind][0](random.Random(seed))
        os.write(theirs, json.dumps([client.cookies["desk"].value, getattr(client, "decides", ""), *sizes(desk)]).encode())
        sys.setprofile(Calls(at))
        send(client)

    _, killed = forked(doomed)
    cookie, decides, entries, waiting = json.loads(os.read(ours, 4096))
    os.close(ours)
    os.close(theirs)

    def again() -> list[int]:
        from django.test import Client

        client: Any = Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.cookies["desk"], client.decides = cookie, decides
        _resent(kind, seed, client)
        return list(sizes(desk))

    (after, left), _ = forked(again)
    return {
        "kind": kind, "at": at, "of": total, "killed": killed == signal.SIGKILL,
        "entries": after - entries - KINDS[kind][1], "waiting": left - waiting - KINDS[kind][2],
    }  # fmt: skip


def full(desk: Any, kind: str, number: int) -> dict[str, Any]:
    """One try on a disk that takes no byte more: it is refused as a page; and sent again by the same process once there is room."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def work() -> dict[str, Any]:
        client, send = KINDS[kind][0](random.Random(number))
        client.raise_request_exception = False
        entries, waiting = sizes(desk)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
        send(client)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        during = sizes(desk)
        _resent(kind, number, client)
        after, left = sizes(desk)
        return {
            "kind": kind, "full": True, "during": [during[0] - entries, during[1] - waiting],
            "entries": after - entries - KINDS[kind][1], "waiting": left - waiting - KINDS[kind][2],
        }  # fmt: skip

    return dict(forked(work)[0])


def _resent(kind: str, seed: float, client: Any) -> None:
    """Sends the same form in the same session, as a person does whose page did not come; and the writer starts anew."""
    if kind in ("record", "writer"):
        client.post("/record", WHOLE)
    elif kind == "front":
        without_keys(client)
    elif kind == "second":
        client.post("/record", WAITS)
    elif kind == "take":
        table(random.Random(seed))[1](client)
    elif kind == "void":
        void(random.Random(seed))[1](client)
    elif kind in ("agree", "withdraw"):
        client.post(client.decides, {"act": "approve" if kind == "agree" else "drop"})
    else:
        from sanctuary.desk.behind.models import Proposal

        last = Proposal.objects.order_by("-pk").first()
        if last is not None and last.act == "correction":
            client.post(f"/proposals/{last.pk}", {"act": "approve"})
    enter()


def tries(desk: Any, first: int, count: int, *, full_too: bool) -> None:
    """An entry to begin with, the tries on a full disk, and those that are killed."""

    def begin() -> None:
        visit(random.Random(0), WHOLE)[1](signed_in("supervisor"))
        client, send = visit(random.Random(0), WHOLE)
        send(client)

    forked(begin)
    # A server of PostgreSQL has a disk of its own, which is not full where this program's is.
    for number, kind in enumerate(KINDS if full_too else ()):
        sys.stdout.write(json.dumps(full(desk, kind, first + number)) + "\n")
    totals = {kind: counted(desk, kind, first) for kind in KINDS}
    for number in range(first, first + count):
        kind = list(KINDS)[number % len(KINDS)]
        sys.stdout.write(json.dumps(tried(desk, kind, number, totals[kind])) + "\n")
        sys.stdout.flush()


def main() -> None:
    """The tries, one after the other."""
    folder, first, count, database = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "".join(sys.argv[4:])
    from sanctuary.desk.config import Desk
    from sanctuary.desk.serving import prepared

    desk = Desk(folder, "us-ca-los-angeles", database_file=database)
    prepared(desk, ("testserver",))
    # The law is read before the forks, which then share it; the record and the database are opened by each.
    desk.questions(desk.today())
    from sanctuary.desk.behind.scope import across

    # A try looks at the rows of every agency; a request within it at those of one.
    with across():
        tries(desk, first, count, full_too=not database)


if __name__ == "__main__":
    main()
