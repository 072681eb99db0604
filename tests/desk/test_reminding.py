"""Reminders by mail: none by default, numbers and days alone, sent to a server that really answers."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from desk.conftest import START, Made
from desk.test_behind import member
from sanctuary.desk.behind.reminding import read_mail, remind, told_of
from sanctuary.errors import RequestError
from sanctuary.record.entry import read_entry

__all__ = ["member"]


class Server:
    """A mail server that takes one mail, or refuses it: what RFC 5321 asks of one, in a thread."""

    def __init__(self, greeting: bytes = b"220 here") -> None:
        self.greeting, self.mail = greeting, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        with self.socket:
            peer, _ = self.socket.accept()
        with peer, peer.makefile("rwb") as file:

            def say(line: bytes) -> None:
                file.write(line + b"\r\n")
                file.flush()

            say(self.greeting)
            for line in file:
                if line.upper().startswith(b"DATA"):
                    say(b"354 go on")
                    while (part := next(file)) != b".\r\n":
                        self.mail += part
                    say(b"250 taken")
                elif line.upper().startswith(b"QUIT"):
                    say(b"221 bye")
                    return
                else:
                    say(b"250 well")


@pytest.fixture
def settings(made: Made) -> Iterator[Path]:
    """The file of settings of the first agency, which is taken away afterwards."""
    path = made.desk.folder / "mail.toml"
    made.clock.at = START
    yield path
    path.unlink(missing_ok=True)


def written(path: Path, port: int, language: str = "en") -> None:
    """Settings for a server of this machine."""
    told = f'server = "127.0.0.1"\nport = {port}\nsecurity = "none"\nlanguage = "{language}"\n'
    path.write_text(told + 'sender = "desk@example.gov"\nto = ["records@example.gov", "counsel@example.gov"]\n', encoding="utf-8")


def test_without_settings_none_is_sent(made: Made, settings: Path) -> None:
    """That is the default: nothing opens a connection."""
    assert not settings.exists()
    assert read_mail(made.desk.folder) is None
    assert remind(made.desk, 0) == 0


@pytest.mark.parametrize(("language", "says"), [("en", "Acts that wait for a second person: 1"), ("es", "Actos que esperan")])
def test_a_mail_has_numbers_and_nothing_else(member: Any, made: Made, settings: Path, language: str, says: str) -> None:
    """What waits is counted; no word of an entry, no name and no code goes out."""
    from sanctuary.desk.behind.models import Proposal

    seq = made.desk.log().add(read_entry({"kind": "dealing", "event": {"requesting_agency": "ice-hsi"}}, "an entry"))
    member("compliance").post(f"/entries/{seq}/propose", {"act": "void", "reason": "written for practice"})
    server = Server()
    written(settings, server.port, language)
    assert remind(made.desk, Proposal.objects.count()) == 2
    server.thread.join()
    text = server.mail.decode()
    assert says in text
    for word in ("practice", "ice-hsi", "compliance", f"entry {seq}"):
        assert word not in text
    Proposal.objects.all().delete()


def test_the_signature_that_ends_or_does_not_stand_is_told(made: Made) -> None:
    """In either language; an agency with nothing due and a signature that stands is not written to."""
    note = made.desk.folder / "counsel.note"
    raw = note.read_bytes()
    before = told_of(made.desk, 0, "en")
    note.unlink()
    try:
        assert set(told_of(made.desk, 0, "en")) - set(before) == {"Counsel's signature does not stand."}
        assert any("no está vigente" in line for line in told_of(made.desk, 0, "es"))
    finally:
        note.write_bytes(raw)


def test_a_server_that_refuses_is_told_without_a_value(made: Made, settings: Path) -> None:
    """Nor one that is not there; the next round tries again."""
    note = made.desk.folder / "counsel.note"
    raw = note.read_bytes()
    note.unlink()
    try:
        server = Server(b"554 private words of a server")
        written(settings, server.port)
        with pytest.raises(RequestError, match="was not taken") as refused:
            remind(made.desk, 0)
        assert "private words" not in str(refused.value)
        server.thread.join()
        with pytest.raises(RequestError, match="was not taken"):
            remind(made.desk, 0)
    finally:
        note.write_bytes(raw)


@pytest.mark.parametrize(
    "text",
    [
        "", "no toml", 'server = "x"\nsender = "a@b"\nto = []', 'server = "x"\nsender = "none"\nto = ["a@b"]',
        'server = "x"\nsender = "a@b"\nto = ["a@b\\nBcc: c@d"]', 'server = "x"\nsender = "a@b"\nto = ["a@b"]\nlanguage = "xx"',
        'server = "x"\nsender = "a@b"\nto = ["a@b"]\nport = 0', 'server = "x"\nsender = "a@b"\nto = ["a@b"]\nsecurity = "maybe"',
    ],
)  # fmt: skip
def test_settings_that_are_wrong_are_refused(made: Made, settings: Path, text: str) -> None:
    """With the file and what is expected, before anything is sent."""
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match=r"mail\.toml"):
        read_mail(made.desk.folder)


@pytest.mark.long
def test_a_round_is_one_command(tmp_path: Path) -> None:
    """For a timer: it makes what a desk needs, sends where there are settings, and ends; refused settings end it with 2."""
    words = [str(Path(sys.executable).with_name("sanctuary")), "serve", "--folder", str(tmp_path), "--remind"]

    def told() -> tuple[int, str]:
        found = subprocess.run(words, capture_output=True, text=True, check=False)
        return found.returncode, found.stdout + found.stderr

    assert told() == (0, "Mails sent: 0\n")
    (tmp_path / "training" / "mail.toml").write_text("no toml", encoding="utf-8")
    code, said = told()
    assert code == 2
    assert "mail.toml" in said
    assert "Traceback" not in said
