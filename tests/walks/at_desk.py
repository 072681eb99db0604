"""What the two walks of the desk share: a desk as its commands start it, people at browsers, and what is told of each promise.

A walk uses commands, pages and forms, as people do. Where an existing test is the best trial of a promise, it is run by its name.
"""

import html
import re
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import requests
import walking
from walking import CHROMIUM, plain

__all__ = ["LONG", "PHRASE", "Desk", "Person", "Walk", "browser", "question_of", "words_of"]

PHRASE = "a long enough phrase"
"""The password of every account that a walk makes; they end with its folder."""

LONG = 1e6
"""Seconds, for what insists on a limit: a slow machine is no fault."""


class Walk(walking.Walk):
    """A walk through the desk, with the desks that it started."""

    def __init__(self, clone: Path, folder: Path, *, whole: bool = False) -> None:
        super().__init__(clone, folder, whole=whole)
        self.desks: dict[str, Desk] = {}

    def tests(self, promise: str, *names: str, tier: str = "fast", also: Mapping[str, str] | None = None) -> None:
        """Tests of the clone by their names, below tests/; a test that is skipped is no trial."""
        words = [str(self.clone / ".venv/bin/python"), "-m", "pytest", "-n", "0", "-q", "-rs", "-p", "no:cacheprovider", "--tier", tier]
        words += [f"tests/{name}" for name in names]
        told = subprocess.run(words, cwd=self.clone, capture_output=True, text=True, check=False, env={**plain(), **(also or {})})
        last = told.stdout.splitlines()[-12:]
        found = re.search(r"(\d+) passed", told.stdout) or re.search(r"^\.+\s+\[100%\]", told.stdout, re.MULTILINE)
        missing = re.search(r"\d+ skipped", told.stdout) or "\nSKIPPED" in told.stdout
        self.holds(
            f"{promise} (tests: {', '.join(names)})",
            told.returncode == 0 and found and not missing,
            f"exit {told.returncode}: " + "\n".join(last) + told.stderr,
        )

    def desk(self, place: str = "", **more: Any) -> "Desk":
        """A training desk of a place, started once for all parts."""
        if place not in self.desks:
            self.desks[place] = self.ends.enter_context(Desk(self, f"training-{place or 'demonstration'}", place, **more))
        return self.desks[place]


class Desk:
    """`sanctuary serve`, as the docs say, in a folder of its own."""

    def __init__(self, walk: Walk, name: str, place: str = "", *words: str, live: bool = False, under: Sequence[str] = ()) -> None:
        self.walk, self.home = walk, walk.folder / name
        self.home.mkdir(exist_ok=True)
        self.words = [*([place] if place else []), *(["--live"] if live else []), *words]
        self.under, self.kind = list(under), "live" if live else "training"
        self.first, self.port, self.people = "", 0, dict[str, Person]()

    def __enter__(self) -> Self:
        """Starts it, and waits until it answers."""
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port = int(one.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        words = [
            *self.under,
            str(self.walk.clone / ".venv/bin/sanctuary"),
            "serve",
            *self.words,
            "--port",
            str(self.port),
            "--folder",
            "desk",
        ]
        self.errors = (self.home / "errors").open("a", encoding="utf-8")
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=self.errors, text=True, cwd=self.home, env=plain())
        assert self.process.stdout is not None
        self.told = ""
        while "Stop it" not in self.told:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError(f"the desk ended at its start: {self.told} {self.log}")
            self.told += line
        found = re.search(r"http://\S+(/first/\S+)", self.told)
        self.first = found[1] if found else ""
        self.until(self.answers)
        return self

    def __exit__(self, *_: object) -> None:
        """Stops it as a person does."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        assert self.process.stdout is not None
        self.told += self.process.stdout.read()
        self.process.stdout.close()
        self.errors.close()

    @property
    def folder(self) -> Path:
        """Where its database lies."""
        return self.home / "desk" / self.kind

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return (self.home / "errors").read_text(encoding="utf-8")

    def answers(self) -> bool:
        """Whether the desk is well, writer and all."""
        try:
            return requests.get(f"{self.address}/health", timeout=LONG).status_code == 200
        except requests.RequestException:
            return False

    def until(self, holds: Callable[[], object]) -> None:
        """Waits until something holds; fails where the desk has ended."""
        while not holds():
            if self.process.poll() is not None:
                raise AssertionError(f"the desk ended: {self.log}")
            with socket.socket() as one:  # a short rest that asks the machine, so that the desk may work
                one.settimeout(0.05)
                one.connect_ex(("127.0.0.1", self.port))

    def found(self, look: Callable[[], Sequence[str]]) -> Sequence[str]:
        """What is found, once there is something."""
        last: list[Sequence[str]] = [[]]

        def looked() -> bool:
            last[0] = look()
            return bool(last[0])

        self.until(looked)
        return last[0]

    def lead(self) -> "Person":
        """The supervisor, whose account the first link made."""
        if "lead" not in self.people:
            one = Person(self)
            told = one.post(self.first, {"name": "lead", "password": PHRASE, "again": PHRASE})
            if told.status_code != 302:
                raise AssertionError(words_of(told.text))
            self.people["lead"] = one
        return self.people["lead"]

    def invited(self, role: str, by: "Person | None" = None, name: str = "") -> "Person":
        """Somebody in a role, by the link that a supervisor made."""
        name = name or role
        if name not in self.people:
            told = (by or self.lead()).post("/invite", {"role": role})
            one = Person(self)
            link = re.findall(r"/first/[\w-]+", told.text)[0]
            one.post(link, {"name": name, "password": PHRASE, "again": PHRASE})
            self.people[name] = one
        return self.people[name]


class Person:
    """Somebody at a browser without script: pages and forms over HTTP."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.session = desk, requests.Session()
        self.session.headers["Sec-Fetch-Site"] = "same-origin"
        self.seen: set[str] = set()

    def get(self, path: str, **more: Any) -> requests.Response:
        """A page, and where it leads."""
        told = self.session.get(self.desk.address + path, timeout=LONG, **more)
        self.seen |= {one.url for one in (*told.history, told)}
        return told

    def post(self, path: str, form: Mapping[str, Any] | None = None, **more: Any) -> requests.Response:
        """What a form answers, before it leads elsewhere."""
        told = self.session.post(self.desk.address + path, data=form or {}, timeout=LONG, allow_redirects=False, **more)
        self.seen.add(told.url)
        return told

    def visit(self, counter: str, answers: Mapping[str, str], otherwise: str = "unknown") -> tuple[str, list[str]]:
        """A visit to its screen: the page, and the names of the questions in the order in which they came."""
        self.post("/close")
        self.post("/begin", {"site": counter})
        return self.play(answers, otherwise)

    def play(self, answers: Mapping[str, str], otherwise: str = "unknown") -> tuple[str, list[str]]:
        """Answers each question until the screen."""
        asked: list[str] = []
        for _ in range(60):
            text = self.get("/ask").text
            if 'name="question"' not in text:
                return text, asked
            name, values = question_of(text)
            value = answers.get(name, otherwise)
            if value not in values:
                raise AssertionError(f"{name}: no answer {value} among {values}")
            asked.append(name)
            self.post("/ask", {"question": name, "answer": value})
        raise AssertionError(f"the questions do not end: {asked}")

    def recorded(self, **form: str) -> int:
        """Puts the visit into the record; the number of the entry, once the writer has entered it."""
        told = self.post("/record", {"act": "record", **form})
        if told.status_code != 302:
            raise AssertionError(words_of(told.text))

        def number() -> list[str]:
            page = self.get("/done").text
            if 'role="alert"' in page:
                raise AssertionError(words_of(page))
            return re.findall(r"<strong>(\d+)</strong>", page)

        return int(self.desk.found(number)[0])

    def dealings(self) -> list[int]:
        """Numbers of the dealings on the page of the record."""
        shown = self.get("/entries").text
        return sorted(int(one) for one in re.findall(r'href="/entries/(\d+)"><strong>[^<]*</strong></a>[^<]*<br>dealing\b', shown))


def question_of(page: str) -> tuple[str, list[str]]:
    """The name of the question on a page, and its answers."""
    name = re.search(r'name="question" value="([^"]+)"', page)
    if name is None:
        raise AssertionError("no question is on the page: " + words_of(page)[:300])
    return name[1], [html.unescape(one) for one in re.findall(r'name="answer" id="answer-\d+" value="([^"]*)"', page)]


def words_of(page: str) -> str:
    """The words of a page, in one line."""
    body = re.sub(r"(?s)<(head|script|style).*?</\1>|<header.*?</header>|<footer.*?</footer>", " ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's Chromium by Playwright, whose pages wait for as long as a slow machine takes."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a part needs it

    words = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update")
    with sync_playwright() as driver:
        one = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=[f"--{word}" for word in words], timeout=0)
        yield one
        one.close()
