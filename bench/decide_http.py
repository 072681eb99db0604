"""How long `decide` takes over HTTP beside a bare Django view that answers JSON: two servers of one kind, asked in turns in one run.

Run: .venv/bin/python bench/decide_http.py [rounds]. Each kind is told by the median of the clock and by the CPU that a request takes of its
server (the mean, over all of the server's processes), which other programs touch least; the exit code is 1 where any kind takes more of
the CPU than the limit. The bare view has no middleware; it reads the body as JSON and answers, by Django's JsonResponse, a decision of
the same kind and of middling length that was computed before. Each request of `decide` is another situation, of the acts and papers of a
jail, under the law of three places. Settled situations and those that turn on a fact stand apart: the situations of a day, asked again in
each round and so answered from memory, and those with more facts, drawn at random, of which the server meets each once.
"""

import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import sanctuary
from sanctuary.documents import as_line
from sanctuary.engine.decision import DecisionReport
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Vocabulary

MOST = 2.0
"""What a decision of any kind may take of the bare view's time, at most."""

ONCE = ", met once"
DRAWN, SHARE = 3000, 0.3

BARE = """
from django.conf import settings
settings.configure(SECRET_KEY="x", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="bare", MIDDLEWARE=[], LOGGING_CONFIG=None)
import django
django.setup()
import json
from django.core.handlers.wsgi import WSGIHandler
from django.http import JsonResponse
from django.urls import path

with open("answers.json", encoding="utf-8") as file:
    ANSWERS = json.load(file)

def view(request, kind):
    json.loads(request.body)
    return JsonResponse(ANSWERS[kind])

urlpatterns = [path("api/v1/decide/<kind>", view)]
application = WSGIHandler()
"""

RUN = """
from granian.constants import Interfaces
from granian.server import Server
Server("bare:application", address="127.0.0.1", port={port}, interface=Interfaces.WSGI, workers=1, blocking_threads=2,
       log_access=False, log_enabled=False).serve()
"""


def situations() -> list[dict[str, Any]]:
    papers = ("none", "detainer", "administrative-warrant", "federal-arrest-warrant", "state-arrest-warrant")
    acts = (("hold", "subject"), ("transfer", "subject"), ("disclose", "release-date"), ("allow-interview", "subject"))
    return [
        {
            "place": place, "on": "2026-03-01", "actor": "sheriff", "action": action, "resource": resource,
            "context": {"requester": "immigration-authority", "paper": paper, "required_by_law": required},
        }
        for place in ("us-or", "us-tx", "us-ca-los-angeles-county") for action, resource in acts for paper in papers
        for required in (True, False)
    ]  # fmt: skip


@contextmanager
def served(words: list[str], folder: Path, port: int) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """A connection to a server that stays open, and the server's process."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    with subprocess.Popen(words, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        while server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield http.client.HTTPConnection("127.0.0.1", port, timeout=120), server.pid
        finally:
            server.send_signal(signal.SIGTERM)


def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def spent(top: int) -> float:
    """Milliseconds of CPU that a process and those that it started took so far, in all their threads."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text(encoding="utf-8").rpartition(")")[2].split()[1])

    def below(one: int) -> bool:
        return one == top or (one in parents and below(parents[one]))

    took = 0
    for process in filter(below, parents):
        for path in Path(f"/proc/{process}/task").glob("*/schedstat"):
            with suppress(OSError):
                took += int(path.read_text(encoding="utf-8").split()[0])
    return took / 1e6


def ask(line: http.client.HTTPConnection, address: str, body: bytes) -> float:
    """Milliseconds of one request."""
    since = time.perf_counter()
    line.request("POST", address, body, {"Content-Type": "application/json"})
    answer = line.getresponse()
    told = answer.read()
    took = (time.perf_counter() - since) * 1000
    assert answer.status == 200, told
    return took


@cache
def vocabulary() -> Vocabulary:
    """The words of situations."""
    return Library().vocabulary


def drawn(rng: random.Random) -> dict[str, Any]:
    """A situation with about a third of the facts that its act has, each with any value."""
    one = rng.choice(situations())
    facts = dict(one["context"])
    for fact in vocabulary().actions[one["action"]].variables:
        if fact.name not in ("actor", "resource") and rng.random() < SHARE:
            facts[fact.name] = rng.choice([value for value in fact.domain if value is not None])
    return {**one, "context": facts}


law_of = cache(sanctuary.place)
"""A law, prepared once."""


def asked_of(one: dict[str, Any]) -> DecisionReport | None:
    """The decision, or nothing where the situation cannot occur."""
    try:
        law = law_of(one["place"], one["on"])
        return law.decide(actor=one["actor"], action=one["action"], resource=one["resource"], facts=one["context"])
    except sanctuary.RequestError:
        return None


def nested(one: dict[str, Any]) -> dict[str, Any]:
    """The same with facts of records in records, as the API takes them."""
    context: dict[str, Any] = {}
    for path, value in one["context"].items():
        record, dot, name = path.partition(".")
        if dot:
            context.setdefault(record, {})[name] = value
        else:
            context[path] = value
    return {**one, "context": context}


SETTLED, TURNS = "settled", "turns"
"""Answers of the bare view, as its addresses name them."""


def told_before() -> tuple[dict[str, list[bytes]], dict[str, Any]]:
    """The bodies of requests by kind, and an answer of middling length of those that are settled and of those that are not."""
    found: dict[str, list[bytes]] = {}
    answers: dict[str, list[str]] = {SETTLED: [], TURNS: []}
    rng = random.Random(1)
    drawn_once = list({json.dumps(one, sort_keys=True): one for one in (drawn(rng) for _ in range(DRAWN))}.values())
    for once, some in (("", situations()), (ONCE, drawn_once)):
        for one in some:
            report = asked_of(one)
            if report:
                settled = report.outcome != "depends"
                found.setdefault(f"{'settled' if settled else 'turns on a fact'}{once}", []).append(json.dumps(nested(one)).encode())
                answers[SETTLED if settled else TURNS].append(as_line(report))
    return found, {kind: json.loads(sorted(some, key=len)[len(some) // 2]) for kind, some in answers.items()}


def address(server: str, kind: str) -> str:
    """Where a server is asked a question of a kind."""
    return "/api/v1/decide" if server == "decide" else f"/api/v1/decide/{SETTLED if kind.startswith('settled') else TURNS}"


def measured(rounds: int) -> tuple[dict[str, dict[str, list[float]]], dict[str, dict[str, float]]]:
    """By kind of situation and by server, asked in turns: milliseconds of each request, and of CPU of all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        (folder / "site.json").write_text("{}", encoding="utf-8")
        bodies, middling = told_before()
        (folder / "answers.json").write_text(json.dumps(middling), encoding="utf-8")
        here, there = port(), port()
        program = [sys.executable, "-c", "from sanctuary.cli import main; main()", "serve", "--public", ".", "--port", str(here)]
        bare_server = [sys.executable, "-c", RUN.format(port=there)]
        with served(program, folder, here) as ours, served(bare_server, folder, there) as bare:
            lines = {"decide": ours[0], "bare view": bare[0]}
            servers = {"decide": ours[1], "bare view": bare[1]}
            warm = [(kind, one) for kind, found in bodies.items() if ONCE not in kind for one in found]
            for kind, body in warm * 2:  # the law is read once, the first time
                for one, line in lines.items():
                    ask(line, address(one, kind), body)
            times: dict[str, dict[str, list[float]]] = {kind: {one: [] for one in lines} for kind in bodies}
            cpu = {kind: dict.fromkeys(lines, 0.0) for kind in bodies}
            for number in range(rounds):
                for kind, found in bodies.items():
                    before = {one: spent(server) for one, server in servers.items()}
                    for body in found if ONCE not in kind or not number else ():
                        for one, line in lines.items():
                            times[kind][one].append(ask(line, address(one, kind), body))
                    for one, server in servers.items():
                        cpu[kind][one] += spent(server) - before[one]
            return times, cpu


def main(rounds: int) -> int:
    ratios: dict[str, float] = {}
    clock, cpu = measured(rounds)
    for kind, times in clock.items():
        medians = {name: statistics.median(found) for name, found in times.items()}
        for name, found in times.items():
            ranked = sorted(found)
            print(f"{kind}, {name}: {len(found)} requests, median {medians[name]:.2f} ms, p95 {ranked[len(ranked) * 95 // 100]:.2f} ms")
        each = {name: cpu[kind][name] / len(found) for name, found in times.items()}
        ratios[kind] = each["decide"] / each["bare view"]
        print(
            f"{kind}: decide takes {medians['decide'] / medians['bare view']:.2f} times as long as the bare view;",
            f"CPU {each['decide']:.2f} ms against {each['bare view']:.2f} ms, {ratios[kind]:.2f} times",
        )
    return 0 if max(ratios.values()) <= MOST else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
