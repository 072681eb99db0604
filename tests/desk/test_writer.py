"""One writer: whoever answers browsers holds no key of the record, hands sealed letters over, and passes pages of the record on."""

import os
import re
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import START, Made, acts
from desk.played import begun, play
from desk.running import NO_PAPER, Running
from desk.test_behind import member
from sanctuary.errors import RecordError

__all__ = ["member"]


@contextmanager
def without_keys(made: Made) -> Iterator[None]:
    """This process as one that answers browsers and holds no key."""
    hold(made, holds=False)
    try:
        yield
    finally:
        # Those of other agencies too that were made meanwhile: else a later test finds one that can open nothing.
        hold(made, holds=True)


def hold(made: Made, *, holds: bool) -> None:
    """Gives this process the keys of every agency, or takes them away."""
    for one in (made.desk, *made.desk._others.values()):
        one.holds = holds


@pytest.fixture
def front(made: Made) -> Iterator[None]:
    """The same for a test."""
    with without_keys(made):
        yield


def entered(made: Made) -> int:
    """What the writer enters."""
    from sanctuary.desk.outbox.entering import enter

    hold(made, holds=True)
    return enter(made.desk)


def page(client: Any, path: str) -> str:
    """What a page says."""
    return str(client.get(path, follow=True).content.decode())


def test_a_record_waits_for_the_writer_and_its_number_follows(visitor: Any, made: Made) -> None:
    """Whoever sent it reads that it will be entered; once it is, the number. The letter is emptied, and a second round enters nothing."""
    from sanctuary.desk.models import OpenInterview
    from sanctuary.desk.outbox.models import Letter

    before = len(acts(made.desk.log()))
    client = begun(visitor())
    play(client, NO_PAPER)
    with without_keys(made):
        assert client.post("/record", {"act": "record", "badge": "B 17 SECRET"})["Location"] == "/done"
        assert not OpenInterview.objects.exists()
        assert "The number of the entry follows" in page(client, "/done")
        row = Letter.objects.latest("pk")
        assert row.done_at is None
        assert b"SECRET" not in bytes(row.sealed)
        # Sent again, nothing more is sent.
        assert client.post("/record", {"act": "record", "badge": "B 17 SECRET"})["Location"] == "/done"
    assert len(acts(made.desk.log())) == before
    assert entered(made) == 1
    assert entered(made) == 0
    assert len(acts(made.desk.log())) == before + 1
    row.refresh_from_db()
    assert (row.number, bytes(row.sealed)) == (acts(made.desk.log())[-1], b"")
    assert f"<strong>{row.number}</strong>" in page(client, "/done")
    entry = made.desk.log().show(acts(made.desk.log())[-1]).entry
    assert entry is not None
    assert entry.restricted.badge == "B 17 SECRET"
    assert re.fullmatch(r"[a-z]+-\d+", entry.links.made_by)


def test_a_record_that_a_desk_writes_passes_its_own_check(member: Any, made: Made) -> None:
    """Entries that name an account by its code, and such that two accounts made: nothing is wrong with them."""
    from sanctuary.desk.behind.models import Proposal
    from sanctuary.record.checking import check_record

    client = begun(member("supervisor"))
    play(client, NO_PAPER)
    assert client.post("/record", {"act": "record", "officers": "2"})["Location"] == "/done"
    number, log = acts(made.desk.log())[-1], made.desk.log()
    member("compliance").post(f"/entries/{number}/propose", {"path": "event.officers_present", "value": "3", "reason": "the sheet says so"})
    member("counsel").post(f"/proposals/{Proposal.objects.latest('pk').pk}", {"act": "approve"})
    assert acts(log)[-1] > number
    entry = log.show(acts(log)[-1]).entry
    assert entry is not None
    assert entry.links.approved_by.startswith("counsel-")
    assert check_record(log.folder, log.settings, log.keys).wrong == ()


def test_a_letter_that_was_entered_and_not_emptied_is_the_same_entry(visitor: Any, made: Made) -> None:
    """As after a writer that was killed in between."""
    from sanctuary.desk.outbox.models import Letter

    before = len(acts(made.desk.log()))
    client = begun(visitor())
    play(client, NO_PAPER)
    with without_keys(made):
        client.post("/record", {"act": "record"})
        row = Letter.objects.latest("pk")
        sealed = bytes(row.sealed)
    assert entered(made) == 1
    Letter.objects.filter(pk=row.pk).update(sealed=sealed, done_at=None, number=None)
    assert entered(made) == 1
    row.refresh_from_db()
    assert (row.number, len(acts(made.desk.log()))) == (acts(made.desk.log())[-1], before + 1)


def test_new_keys_of_the_record_need_no_new_start_of_the_writer(
    visitor: Any, member: Any, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that were sealed before, letters after it, and pages: all go on, with the keys that another process put into effect."""
    from sanctuary.desk.config import secret_of
    from sanctuary.record import keys
    from sanctuary.record.log import Log

    monkeypatch.setattr(keys, "_COST", 2**10)  # as the desk's own file of keys
    record, before = made.desk.log(), len(acts(made.desk.log()))
    passphrase, reader = secret_of(made.desk.folder, "record"), member("auditor")
    clients = [begun(visitor()) for _ in range(2)]
    for number, client in enumerate(clients):
        play(client, NO_PAPER)
        if number:
            with Log.open(record.folder, passphrase, made.clock) as other:
                other.rotate("both", passphrase)
        else:
            with without_keys(made):
                client.post("/record", {"act": "record", "officers": "2"})
    assert entered(made) == 1
    with without_keys(made):
        clients[1].post("/record", {"act": "record", "officers": "2"})
    assert entered(made) == 1
    assert made.desk.log() is record
    assert len(acts(record)) == before + 3
    last = acts(record)[-3:]
    assert [record.show(number).entry.kind for number in last] == ["key-rotation", "dealing", "dealing"]
    assert f'href="/entries/{last[2]}"' in page(reader, "/entries")
    assert page(reader, f"/entries/{last[1]}") != page(reader, f"/entries/{last[0]}")
    assert visitor(signed_in=False).get("/health").status_code == 200


@pytest.mark.parametrize("act", ["hand", "second"])
def test_what_is_finished_elsewhere_or_waits_for_a_second_goes_the_same_way(visitor: Any, made: Made, act: str) -> None:
    """No key is needed to send it, and none is used."""
    from sanctuary.desk.behind.models import Proposal
    from sanctuary.record.drafts import discard_draft, drafts_of

    client = begun(visitor())
    play(client, NO_PAPER)
    before = len(drafts_of(made.desk.log())), Proposal.objects.count()
    with without_keys(made):
        assert client.post("/record", {"act": act, "officers": "3"}).status_code in (200, 302)
    # Until the writer has it, the page of entries to finish says so, and not that there is none.
    assert ("will stand here in a moment" in page(client, "/unfinished")) == (act == "hand")
    assert (len(drafts_of(made.desk.log())), Proposal.objects.count()) == before
    assert entered(made) == 1
    assert "will stand here in a moment" not in page(client, "/unfinished")
    after = len(drafts_of(made.desk.log())), Proposal.objects.count()
    assert after == (before[0] + (act == "hand"), before[1] + (act == "second"))
    Proposal.objects.all().delete()
    for one in drafts_of(made.desk.log()):
        discard_draft(made.desk.log(), one.id)


def test_a_letter_that_the_record_does_not_take_waits_and_keeps_no_other(visitor: Any, made: Made) -> None:
    """It says why without a value, the health page says how long, and it is tried again."""
    from sanctuary.desk.outbox import entering
    from sanctuary.desk.outbox.models import Letter

    clients = []
    for _ in range(2):
        client = begun(visitor())
        play(client, NO_PAPER)
        with without_keys(made):
            client.post("/record", {"act": "record"})
        clients.append(client)
    first, second = Letter.objects.order_by("-pk")[:2][::-1]
    good = bytes(first.sealed)
    Letter.objects.filter(pk=first.pk).update(sealed=good[:-1] + bytes([good[-1] ^ 1]))
    assert entered(made) == 1
    assert "The record has not taken it yet" in page(clients[0], "/done")
    assert "A letter that does not open" in page(clients[0], "/done")
    assert "The number of the entry is" in page(clients[1], "/done")
    made.clock.at = START + timedelta(seconds=95)
    told = visitor(signed_in=False).get("/health")
    assert (told.status_code, told.content.decode()) == (503, "writer: 95 seconds behind\n")
    Letter.objects.filter(pk=first.pk).update(sealed=good)
    assert entered(made) == 0  # not before its pause is over
    entering._later.clear()
    assert entered(made) == 1
    assert "The number of the entry is" in page(clients[0], "/done")
    assert second.pk != first.pk
    assert visitor(signed_in=False).get("/health").content.decode() == "ok\nwriter: 0 seconds behind\n"


def test_letters_go_with_the_transaction_that_closes_the_visit(visitor: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the letter cannot be left, the visit is still open; and the other way around there is no letter."""
    from sanctuary.desk import kept
    from sanctuary.desk.outbox.models import Letter

    client = begun(visitor())
    client.raise_request_exception = False
    play(client, NO_PAPER)
    count = Letter.objects.count()

    def fails(*_: object, **__: object) -> None:
        raise OSError

    with without_keys(made):
        for where, name in ((Letter.objects, "bulk_create"), (kept, "close")):
            with monkeypatch.context() as one:
                one.setattr(where, name, fails)
                assert client.post("/record", {"act": "record"}).status_code == 500
            assert Letter.objects.count() == count
            assert client.get("/record").status_code == 200
        assert client.post("/record", {"act": "record"})["Location"] == "/done"
    assert Letter.objects.count() == count + 1
    assert entered(made) == 1


@pytest.mark.usefixtures("front")
def test_a_process_without_keys_opens_no_record(made: Made) -> None:
    """Not by a wrong turn of a page either: the record refuses in one place."""
    with pytest.raises(RecordError, match="its writer alone holds the keys"):
        made.desk.log()
    assert made.desk.keeps


def address(name: str) -> str:
    """An address of a page by its name: of a counter that there is, else of something that there is not."""
    from django.urls import NoReverseMatch, reverse

    for args in ([], ["library"], [10**9], [10**9, "void"]):
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address of {name} was found")


def test_every_page_that_opens_the_record_is_passed_on(member: Any, made: Made) -> None:
    """Each address, asked in a process without keys: those that are not passed on need none."""
    from sanctuary.desk.behind.roles import ROLES, ROUTES
    from sanctuary.desk.models import Site
    from sanctuary.desk.outbox.forwarding import of_the_record

    clients = {role: member(role) for role in ROLES}
    site, note = Site.objects.get(slug="library"), (made.desk.folder / "counsel.note").read_bytes()
    passed = 0
    try:
        with without_keys(made):
            for name, who in ROUTES.items():
                path = address(name)
                if of_the_record(path):
                    passed += 1
                    continue
                for role, client in clients.items():
                    if (role in who or "anybody" in who) and name not in ("signout", "health", "icon"):
                        for method in ("get", "post"):
                            assert getattr(client, method)(path).status_code < 500, (name, role, method)
    finally:
        # Empty forms empty a card, and take the signature away.
        site.save()
        (made.desk.folder / "counsel.note").write_bytes(note)
    assert passed > 10


def test_a_page_of_the_record_says_when_the_writer_does_not_answer(member: Any, made: Made) -> None:
    """In the frame of the desk, and to those alone who may see the page."""
    from io import BytesIO

    from django.core.handlers.wsgi import WSGIHandler
    from django.test import RequestFactory

    from sanctuary.desk.outbox.forwarding import Forwarding

    app = Forwarding(WSGIHandler(), made.desk.folder)

    def told(client: Any, path: str, **more: Any) -> tuple[int, str]:
        found: list[str] = []
        environ = RequestFactory(headers={"Sec-Fetch-Site": "same-origin"}).get(path).environ
        environ["HTTP_COOKIE"] = f"desk={client.cookies['desk'].value}" if client else ""
        answer = app({**environ, "wsgi.input": BytesIO(), **more}, lambda line, _: found.append(line))
        return int(found[0].split()[0]), b"".join(answer).decode()

    reader, clerk = member("auditor"), member("desk")
    assert told(reader, "/entries")[0] == 503
    assert "The record does not answer now" in told(reader, "/entries")[1]
    assert "The record does not answer now" in told(None, "/published")[1]
    assert told(clerk, "/entries")[0] == 403
    assert told(None, "/entries")[0] == 302
    assert told(clerk, "/")[0] == 200
    for length in ("13000001", "x", "-1"):
        assert told(reader, "/entries/take", CONTENT_LENGTH=length)[0] == 413


def test_a_page_that_refuses_without_reading_a_form_is_told(made: Made, tmp_path: Path) -> None:
    """The whole form is taken first: else the connection ends while it is sent, and the page would say that the record does not answer."""
    from io import BytesIO
    from threading import Thread

    from sanctuary.desk.outbox.forwarding import SOCKET, Forwarding
    from sanctuary.desk.outbox.writer import _serving, read_first

    def refuses(_: Any, start_response: Any) -> list[bytes]:
        start_response("403 Forbidden", [("Content-Length", "0")])
        return [b""]

    def asleep(_: Any, start_response: Any) -> list[bytes]:
        start_response("503 Service Unavailable", [])
        return [b""]

    assert made.desk.training
    form, found = b"x" * 4_000_000, list[str]()
    environ = {"PATH_INFO": "/proposals/1", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(form)), "wsgi.input": BytesIO(form)}
    with _serving(tmp_path / SOCKET) as server:
        server.set_app(read_first(refuses))
        thread = Thread(target=server.handle_request)
        thread.start()
        Forwarding(asleep, tmp_path)(environ, lambda line, _: found.append(line))
        thread.join()
    assert found == ["403 Forbidden"]


@pytest.mark.usefixtures("front")
def test_the_health_of_a_process_without_keys_tells_of_the_writer(visitor: Any) -> None:
    """That none answers, in words without a value."""
    told = visitor(signed_in=False).get("/health")
    assert (told.status_code, told.content.decode()) == (503, "writer: it does not answer\n")


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found by /proc")
def test_a_desk_as_it_is_started(tmp_path: Path, database: str) -> None:
    """A record while the writer is stopped waits and gets its number; both are killed and come back, and rotated keys need no new start.

    No process but the writer has keys.
    """
    one = Running(tmp_path, database)
    try:
        one.visit()
        (writer,) = one.children()[True]
        os.kill(writer, signal.SIGSTOP)
        assert one.ask("POST", "/record", {"act": "record"})[1] == "/done"
        assert "The number of the entry follows" in one.ask("GET", "/done")[2]
        os.kill(writer, signal.SIGKILL)
        numbers = [one.number()]
        one.until(lambda: one.ask("GET", "/entries")[0] == 200)
        assert one.dealings() == numbers
        assert one.ask("GET", "/health") == (200, "", "ok\nwriter: 0 seconds behind\n")
        one.visit()
        before = one.children()[False]
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        one.until(lambda: one.ask("POST", "/record", {"act": "record"})[1] == "/done")
        numbers.append(one.number())
        one.rotates()
        one.visit()
        one.until(lambda: one.ask("POST", "/record", {"act": "record"})[1] == "/done")
        numbers.append(one.number())
        assert numbers[1] + 1 < numbers[2], "an entry between them tells of the new keys"
        assert one.dealings() == numbers
        # Nothing of the record is open where browsers are answered.
        for pid in (one.process.pid, *one.children()[False]):
            held = [str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir()]
            assert not [name for name in held if "/record/" in name], held
        left = [os.pidfd_open(pid) for every in one.children().values() for pid in every]
    finally:
        one.end()
    # What was started ends with the desk. By handles, for another process may get the number of one that ended meanwhile.
    try:
        for handle in left:
            select.select([handle], [], [])
    finally:
        for handle in left:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
            os.close(handle)
