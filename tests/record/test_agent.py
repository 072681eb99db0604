"""An agent keeps one key in memory: for its user alone, for a time, and for nobody who is slow or wrong."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from programs import NO_LIMIT
from record.dealings import ORIGIN, PASSPHRASE, Clock, dealing, new_log
from sanctuary.errors import RecordError
from sanctuary.record.agent import Agent, keys_from_agent, stop_agent
from sanctuary.record.checking import check_record
from sanctuary.record.keys import Keys
from sanctuary.record.log import Log
from sanctuary.record.persons import statement
from sanctuary.record.settings import read_settings

HOUR = timedelta(hours=1)
ASK = b"sanctuary.record agent/2 key\n"


class Elapsed:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with new_log(tmp_path / "r", Clock()) as log:
        log.add(dealing())
    return tmp_path / "r"


@pytest.fixture
def elapsed() -> Elapsed:
    return Elapsed()


@contextmanager
def serving(
    folder: Path, elapsed: Elapsed, lasts: timedelta = 9 * HOUR, idle: timedelta = HOUR, patience: float = NO_LIMIT
) -> Iterator[Agent]:
    agent = Agent(folder, Keys.read(folder / "signing.json", PASSPHRASE), lasts, idle, elapsed, patience)
    thread = Thread(target=agent.serve)
    thread.start()
    try:
        yield agent
    finally:
        elapsed.now += 1e9  # onward: a clock that went back would keep it waiting
        thread.join()


def asked(folder: Path) -> Keys | None:
    """The keys, as a command asks for them that waits as long as it takes."""
    return keys_from_agent(folder, NO_LIMIT)


def raw(folder: Path, *parts: bytes) -> bytes:
    """What the agent answers to bytes."""
    with socket.socket(socket.AF_UNIX) as ours:
        ours.connect(str(folder / "agent.sock"))
        found = b""
        with suppress(OSError):
            for part in parts:
                ours.sendall(part)
            while part := ours.recv(1000):
                found += part
        return found


def test_a_command_of_the_same_user_opens_the_record(folder: Path, elapsed: Elapsed) -> None:
    """The same keys as by the passphrase; before and after there is no agent."""
    assert asked(folder) is None
    with serving(folder, elapsed) as agent:
        keys = asked(folder)
        assert keys is not None
        assert keys == Keys.read(folder / "signing.json", PASSPHRASE)
        with Log.open(folder, "", keys=keys) as log:
            assert log.size() == 1
        assert stat.S_IMODE(agent.path.stat().st_mode) == 0o600
    assert asked(folder) is None
    assert not agent.path.exists()
    assert ORIGIN not in repr(agent)


def test_its_time_is_over_whether_it_is_asked_or_not(folder: Path, elapsed: Elapsed) -> None:
    """A question puts off the end of being idle, never the end of the day; then the key is overwritten."""
    with serving(folder, elapsed, 3 * HOUR, HOUR) as agent:
        for _ in range(3):
            elapsed.now += 3500
            assert asked(folder) is not None
        elapsed.now += 301
        assert agent.over
        assert asked(folder) is None
    assert not any(agent._key)
    with serving(folder, elapsed) as idle:
        elapsed.now += 3600
        assert idle.over
        assert asked(folder) is None


def test_another_user_is_not_answered(folder: Path, elapsed: Elapsed) -> None:
    """Even where somebody opened the socket's permissions: the kernel says who asks."""
    if os.geteuid():
        pytest.skip("only the superuser can become another user here")
    with serving(folder, elapsed) as agent:
        agent.path.chmod(0o666)
        folder.chmod(0o711)
        with pytest.raises(RecordError, match="not a socket of yours alone"):
            asked(folder)
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            place = os.open(folder, os.O_RDONLY)
            os.fchdir(place)
            os.setgid(65534)
            os.setuid(65534)
            with suppress(BaseException), socket.socket(socket.AF_UNIX) as one:
                one.connect("agent.sock")
                os.write(theirs, b"connected:")
                with suppress(OSError):
                    one.sendall(ASK)
                os.write(theirs, one.recv(1000))
            os._exit(0)
        os.close(theirs)
        os.waitpid(child, 0)
        assert os.read(ours, 2000) == b"connected:"
        agent.path.chmod(0o600)
        assert asked(folder) is not None


@pytest.mark.parametrize("words", [(b"key\n",), (b"x" * 5000,), (ASK[:-1],)])
def test_who_is_wrong_or_silent_learns_nothing_and_holds_nobody_up(folder: Path, elapsed: Elapsed, words: tuple[bytes, ...]) -> None:
    """The next question is answered all the same."""
    with serving(folder, elapsed, patience=0.2) as agent:
        assert raw(folder, *words) == b""
        agent._patience = NO_LIMIT  # else a busy machine may cut an honest question short
        assert asked(folder) is not None


def test_what_is_no_socket_is_refused(folder: Path, elapsed: Elapsed) -> None:
    """A file, or a link to somebody's socket, is not asked; a socket that nobody listens at is replaced."""
    (folder / "agent.sock").write_text("no socket", encoding="utf-8")
    with pytest.raises(RecordError, match="not a socket"):
        asked(folder)
    (folder / "agent.sock").unlink()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(folder / "agent.sock"))
    (folder / "agent.sock").chmod(0o600)
    assert asked(folder) is None
    with serving(folder, elapsed):
        assert asked(folder) is not None


def test_a_false_agent_gives_no_keys(folder: Path, elapsed: Elapsed) -> None:
    """A key that does not open the file, or of a person who may not, is refused; nothing is taken on its word."""
    with pytest.raises(RecordError, match="does not open"):
        Keys.read_with(folder / "signing.json", bytes(32), "office")
    real = Keys.read(folder / "signing.json", PASSPHRASE)
    with pytest.raises(RecordError, match="does not open"):
        Keys.read_with(folder / "signing.json", real.file_key, "somebody")
    assert real.file_key.hex() not in repr(real)
    with pytest.raises(RecordError, match="at most 12 hours"):
        Agent(folder, real, 13 * HOUR, HOUR, elapsed)


def test_it_is_stopped_and_a_second_one_is_refused(folder: Path, elapsed: Elapsed) -> None:
    """One agent for a record."""
    with serving(folder, elapsed):
        with pytest.raises(RecordError, match="an agent runs already"):
            Agent(folder, Keys.read(folder / "signing.json", PASSPHRASE), HOUR, HOUR, elapsed)
        assert asked(folder) is not None
        stop_agent(folder)
    assert stop_agent(folder) is False


def test_an_agent_signs_everyday_acts_and_no_approval(folder: Path, elapsed: Elapsed) -> None:
    """Whoever shares the user adds through it, and approves nothing in the person's name; the person's key stays in the agent."""
    with serving(folder, elapsed):
        keys = asked(folder)
        assert keys is not None
        hand = keys.hand()
        assert hand is not None
        assert (hand.person, hand.typed) == ("office", False)
        log = Log.open_with(folder, read_settings(folder), keys, Clock())
        assert log.add(dealing(2)) == 1
        with pytest.raises(RecordError, match="both give their passphrases"):
            log.void(1, "no", ("office", "city attorney"), "mistake")
        for sense in ("approval", "holder", "unknown"):
            with pytest.raises(RecordError, match="signs no more"):
                hand.sign(statement(ORIGIN, "0" * 64, sense, 0, 1, bytes(32)))
        with pytest.raises(RecordError, match="signs no more"):
            hand.sign(b"anything else\nx\nx\nact\n0 1\nx\n")
        log.close()
    assert not check_record(folder, log.settings, Keys.read(folder / "signing.json", PASSPHRASE)).wrong
