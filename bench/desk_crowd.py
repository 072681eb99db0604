"""Many people at once from one thread: each is a generator that gives a request or a pause, and is sent the answer.

The clients share the machine with what they measure, so they are cheap: a request is bytes, and an answer is looked at where it must be.
"""

import heapq
import random
import selectors
import socket
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from urllib.parse import urlencode

__all__ = ["Answer", "Ask", "Play", "crowd"]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: the method, the path and the form."""

    method: str
    path: str
    form: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, where it leads, and what it says."""

    status: int
    where: str
    text: str


Play = Callable[[random.Random, float], Generator[Ask | float, Answer | None, None]]
"""What a person does until a time: requests, and seconds of thought between them."""


class _Person:
    """One person and the connection: what was asked, since when, and what has come of the answer."""

    def __init__(self, port: int, cookie: str, play: Generator[Ask | float, Answer | None, None]) -> None:
        self.link = socket.create_connection(("127.0.0.1", port))
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked, self.since, self._got = Ask("", ""), 0.0, b""
        self._play = play
        self._head = f"Host: 127.0.0.1\r\nCookie: desk={cookie}\r\nSec-Fetch-Site: same-origin\r\n"

    def goes_on(self, told: Answer | None) -> float | None:
        """Sends the next request, or gives the seconds of a pause; a StopIteration where the person has gone."""
        wanted = self._play.send(told)
        if isinstance(wanted, float):
            return wanted
        body = urlencode(wanted.form).encode() if wanted.form else b""
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n" if body else ""
        self.asked, self._got, self.since = wanted, b"", time.perf_counter()
        self.link.sendall(f"{wanted.method} {wanted.path} HTTP/1.1\r\n{self._head}{kind}\r\n".encode() + body)
        return None

    def hears(self) -> Answer | None:
        """The answer, once the whole of it has come."""
        part = self.link.recv(1 << 18)
        if not part:
            raise SystemExit(f"a connection ended: {self.asked.path}")
        self._got += part
        head, mark, body = self._got.partition(b"\r\n\r\n")
        if not mark:
            return None
        lines = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:])
        size = lines.get("content-length")
        # An answer in chunks ends with one of no bytes (RFC 9112, 7.1); one request at a time is sent, so that nothing follows it.
        if len(body) < int(size) if size is not None else not self._got.endswith(b"\r\n0\r\n\r\n"):
            return None
        return Answer(int(head[9:12]), lines.get("location", ""), body.decode())


def crowd(port: int, cookies: list[str], seconds: float, play: Play) -> tuple[list[float], list[str]]:
    """The milliseconds of each request of so many people, and which of them failed."""
    until = time.perf_counter() + seconds
    times: list[float] = []
    failed: list[str] = []
    later: list[tuple[float, int, _Person]] = []
    with selectors.DefaultSelector() as present:

        def step(one: _Person, told: Answer | None) -> None:
            try:
                pause = one.goes_on(told)
            except StopIteration:
                present.unregister(one.link)
                one.link.close()
            else:
                if pause is not None:
                    heapq.heappush(later, (time.perf_counter() + pause, id(one), one))

        for cookie in cookies:
            one = _Person(port, cookie, play(random.Random(cookie), until))
            present.register(one.link, selectors.EVENT_READ, one)
            step(one, None)
        while present.get_map():
            for key, _ in present.select(max(0.0, later[0][0] - time.perf_counter()) if later else None):
                if told := key.data.hears():
                    times.append((time.perf_counter() - key.data.since) * 1000)
                    failed += [f"{told.status} {key.data.asked.path}"] if told.status >= 400 else []
                    step(key.data, told)
            while later and later[0][0] <= time.perf_counter():
                step(heapq.heappop(later)[2], None)
    return times, failed
