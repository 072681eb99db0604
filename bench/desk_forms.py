"""How fast the desk is: whole visits without pauses beside a bare Django form with the same writes, and fifty people with pauses.

Run: .venv/bin/python bench/desk_forms.py [people] [seconds] [rounds]. Both are real servers of one worker with the same settings, and take
turns. Writes docs/benchmarks-desk.md. CPU time is that of the servers' processes, of the desk's writer too; rates and times are by the
clock, which other work on the machine makes worse. Without numbers: 50 people, 60 seconds, 5 rounds; about three minutes.
"""

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "tests")]

from desk.played import CALM, question
from desk_crowd import Answer, Ask, Play, crowd
from measure import machine, today, versions_of
from sanctuary.desk.config import Desk
from sanctuary.desk.serving import prepared

ANSWERS = {**CALM, "what": "enter", "top": "none"}
SAME = {"Sec-Fetch-Site": "same-origin"}
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-desk.md"
BARE = Path(__file__).resolve().parent / "desk_bare.py"
CROWD = 8
"""Clients at once where nobody pauses."""

TEMPLATE = """\
# Benchmarks: the desk

Written on {today} by `.venv/bin/python bench/desk_forms.py`: {machine}; {versions}; load of the machine at the end {load:.1f}. CPU time
hardly depends on what else runs, wall time does.

| what | seen | goal |
| --- | --- | --- |
| {people} people at once, 0 to 2 s of thought, whole visits with their record: p95 | {p95:.0f} ms | under 150 ms |
| the same: median; requests a second; failed | {median:.0f} ms; {rate:.0f}; {failed} | none fails |
| whole visits without pauses: requests a second, beside posts of a bare form | {ours:.0f} and {theirs:.0f}: {ratio:.0%} | at least 60% |
| CPU time of a request of a whole visit, and of a bare post | {cpu:.1f} and {bare:.1f} ms: {cpu_ratio:.0%} | - |
| an answer alone, without pauses, beside the bare post | {posts:.0f} and {theirs:.0f}: {posts_ratio:.0%} | at least 60% |
| CPU time of an answer, and of a bare post | {posts_cpu:.1f} and {bare:.1f} ms: {posts_cpu_ratio:.0%} | - |

A visit is begun, answered question by question (a page and a form each), shown, written down and recorded, some eighteen requests, in the
answers of a calm visit without paper; the writer's work for it is counted with it. The bare form is a Django view behind sessions and
accounts that reads and writes one row in a transaction, with the desk's database settings and server; it draws no page and asks no law.
Medians of {rounds} rounds in turns, {crowd} clients at once, one worker each, clients on the same machine.
"""


class Server:
    """A server that was started, the cookies of its people, and how much CPU its processes took."""

    def __init__(self, words: list[str], port: int, until: str) -> None:
        self.port = port
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if until in line:
                break
        while self.process.poll() is None:
            try:
                self.link().request("GET", "/")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit("a server did not start")

    def link(self) -> http.client.HTTPConnection:
        """A connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port)

    def cpu(self) -> float:
        """Seconds of CPU of the process and of all below it."""
        parents, used = dict[int, int](), dict[int, float]()
        for one in Path("/proc").glob("[0-9]*"):
            try:
                told = (one / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(one.name)] = int(told[1])
            used[int(one.name)] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
        own = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in own and pid not in own}:
            own |= more
        return sum(used.get(pid, 0.0) for pid in own)


def visits(thought: float) -> Play:
    """Whole visits until the time is over, with up to so many seconds of thought before each page."""

    def play(rng: random.Random, until: float) -> Generator[Ask | float, Answer | None, None]:
        while time.perf_counter() < until:
            yield rng.uniform(0, thought)
            yield Ask("POST", "/begin", {"site": "library"})
            for _ in range(20):
                yield rng.uniform(0, thought)
                told = yield Ask("GET", "/ask")
                if told is None or told.where or 'name="question"' not in told.text:
                    break
                name, values = question(told.text)
                yield Ask("POST", "/ask", {"question": name, "answer": ANSWERS.get(name, values[-1])})
            for one in (
                Ask("GET", "/answer"), Ask("GET", "/record"),
                Ask("POST", "/record", {"act": "record", "officers": "2"}), Ask("GET", "/done"),
            ):  # fmt: skip
                yield rng.uniform(0, thought)
                yield one

    return play


def answers(_: random.Random, until: float) -> Generator[Ask | float, Answer | None, None]:
    """One answer, again and again."""
    yield Ask("POST", "/begin", {"site": "library"})
    while time.perf_counter() < until:
        yield Ask("POST", "/ask", {"question": "danger", "answer": "no"})
    yield Ask("POST", "/close")


def posts(_: random.Random, until: float) -> Generator[Ask | float, Answer | None, None]:
    """Posts of the bare form."""
    while time.perf_counter() < until:
        yield Ask("POST", "/form", {"question": "danger", "answer": "no"})


def used(server: Server, cookies: list[str], seconds: float, play: Play) -> tuple[list[float], list[str], float]:
    """The times of what so many people asked, what failed, and the CPU of a request in milliseconds."""
    before = server.cpu()
    times, failed = crowd(server.port, cookies, seconds, play)
    return times, failed, (server.cpu() - before) * 1000 / len(times)


@contextmanager
def served(words: list[str], port: int, until: str) -> Iterator[Server]:
    """A server until the end."""
    server = Server(words, port, until)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def accounts(folder: Path, people: int) -> list[str]:
    """The tables of a desk in training, with a cookie for each person."""
    desk = Desk(folder / "training", "us-ca-los-angeles", holds=False)
    prepared(desk, ("testserver", "localhost", "127.0.0.1"))
    from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
    from django.db import connections  # noqa: PLC0415 - the same
    from django.test import Client  # noqa: PLC0415 - the same

    cookies = []
    for number in range(people):
        client = Client(headers=SAME)
        client.force_login(User.objects.create_user(f"person {number}"))
        cookies.append(client.cookies["desk"].value)
    connections.close_all()
    return cookies


def main(people: int, seconds: float, rounds: int) -> None:
    """Both parts, and the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cookies = accounts(folder, people)
        (folder / "bare").mkdir()
        program = str(Path(sys.executable).with_name("sanctuary"))
        ours = [program, "serve", "--folder", str(folder), "--port", "8971"]
        bare = [sys.executable, str(BARE), str(folder / "bare"), "8972", str(CROWD)]
        with served(ours, 8971, "Stop it") as desk, served(bare, 8972, "Ready") as form:
            others = json.loads((folder / "bare" / "cookies").read_text())
            used(desk, cookies[:CROWD], 3, visits(0))
            seen: dict[str, list[tuple[float, float]]] = {"visits": [], "answers": [], "bare": []}
            span = max(3.0, seconds / 10)
            failed: list[str] = []
            for _ in range(rounds):
                for kind, server, who, play in (
                    ("visits", desk, cookies[:CROWD], visits(0)), ("bare", form, others, posts),
                    ("answers", desk, cookies[CROWD : 2 * CROWD], answers),
                ):  # fmt: skip
                    since = time.perf_counter()
                    times, wrong, cost = used(server, who, span, play)
                    seen[kind].append((len(times) / (time.perf_counter() - since), cost))
                    failed += wrong
            since = time.perf_counter()
            times, wrong, _ = used(desk, cookies, seconds, visits(2))
            many = len(times) / (time.perf_counter() - since)
            failed += wrong
    rate = {kind: statistics.median(one for one, _ in found) for kind, found in seen.items()}
    cpu = {kind: statistics.median(one for _, one in found) for kind, found in seen.items()}
    ratio = {
        kind: statistics.median(one / other for (one, _), (other, _) in zip(seen[kind], seen["bare"], strict=True))
        for kind in ("visits", "answers")
    }
    ranked = sorted(times)
    told = TEMPLATE.format(
        today=today(), machine=machine(), versions=versions_of("django", "granian"), load=os.getloadavg()[0], people=people, rounds=rounds,
        p95=ranked[len(ranked) * 95 // 100], median=statistics.median(ranked), rate=many, failed=len(failed) or "none",
        ours=rate["visits"], theirs=rate["bare"], ratio=ratio["visits"], posts=rate["answers"], posts_ratio=ratio["answers"],
        cpu=cpu["visits"], bare=cpu["bare"], cpu_ratio=cpu["bare"] / cpu["visits"], posts_cpu=cpu["answers"],
        posts_cpu_ratio=cpu["bare"] / cpu["answers"], crowd=CROWD,
    )  # fmt: skip
    PAGE.write_text(told, encoding="utf-8")
    sys.stdout.write(told)
    for one in sorted(set(failed)):
        sys.stdout.write(f"failed: {one}\n")


if __name__ == "__main__":
    numbers = [*map(float, sys.argv[1:]), *(50, 60, 5)[len(sys.argv) - 1 :]]
    main(int(numbers[0]), numbers[1], int(numbers[2]))
