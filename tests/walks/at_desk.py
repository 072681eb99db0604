"""What the two walks of the desk share: a desk as its commands start it, people at browsers, and what is told of each promise.

A walk uses commands, pages and forms, as people do. Where an existing test is the best trial of a promise, it is run by its name.
"""

import argparse
import html
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import requests

__all__ = ["CALM", "PHRASE", "Desk", "Person", "Walk", "browser", "main", "question_of", "words_of"]

PHRASE = "a long enough phrase"
"""The password of every account that a walk makes; they end with its folder."""

CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}
"""Answers of conduct where nobody is hurt and officers stand at the counter."""

LONG = 1e6
"""Seconds, for what insists on a limit: a slow machine is no fault."""

CHROMIUM = Path("/usr/bin/chromium")


@dataclass
class Walk:
    """One run: the clone that is tried, a folder of its own, and what was kept."""

    clone: Path
    folder: Path
    whole: bool = False
    kept: int = 0
    broken: list[str] = field(default_factory=list)
    skipped: int = 0
    ends: ExitStack = field(default_factory=ExitStack)
    desks: dict[str, "Desk"] = field(default_factory=dict)

    def holds(self, promise: str, holds: object, found: object = "") -> None:
        """Prints whether a promise is kept."""
        if holds:
            self.kept += 1
            self.say(f"kept: {promise}")
        else:
            self.broken.append(promise)
            self.say(f"NOT kept: {promise}: {' '.join(str(found).split())[-600:]}")

    def skips(self, promise: str, why: str) -> None:
        """Prints what could not be tried on this machine."""
        self.skipped += 1
        self.say(f"skipped: {promise}: {why}")

    def say(self, line: str) -> None:
        """One line, at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def command(self, *words: str, **more: Any) -> "subprocess.CompletedProcess[str]":
        """A command of the program, as a user types it."""
        return subprocess.run(
            [str(self.clone / ".venv/bin/sanctuary"), *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=plain(),
            **more,
        )

    def tests(self, promise: str, *names: str, tier: str = "fast", also: Mapping[str, str] | None = None) -> None:
        """Tests of the clone by their names, below tests/; a test that is skipped is no trial."""
        words = [str(self.clone / ".venv/bin/python"), "-m", "pytest", "-n", "0", "-q", "-rs", "-p", "no:cacheprovider", "--tier", tier]
        words += [f"tests/{name}" for name in names]
        told = subprocess.run(words, cwd=self.clone, capture_output=True, text=True, check=False, env={**plain(), **(also or {})})
        last = told.stdout.splitlines()[-12:]
        found = re.search(r"(\d+) passed", told.stdout) or re.search(r"^\.+\s+\[100%\]", told.stdout, re.MULTILINE)
        missing = re.search(r"\d+ skipped", told.stdout) or "\nSKIPPED" in told.stdout
        self.holds(f"{promise} (tests: {', '.join(names)})", told.returncode == 0 and found and not missing, "\n".join(last) + told.stderr)

    def desk(self, place: str = "", **more: Any) -> "Desk":
        """A training desk of a place, started once for all parts."""
        if place not in self.desks:
            self.desks[place] = self.ends.enter_context(Desk(self, f"training-{place or 'demonstration'}", place, **more))
        return self.desks[place]


def plain() -> dict[str, str]:
    """The surroundings of a command: no color, and no passphrase of whoever walks."""
    return {**{name: one for name, one in os.environ.items() if not name.startswith("SANCTUARY_")}, "NO_COLOR": "1"}


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
        return int(self.desk.found(lambda: re.findall(r"<strong>(\d+)</strong>", self.get("/done").text))[0])

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


def main(told: str, parts: Mapping[str, Callable[[Walk], None]]) -> int:
    """Walks the parts that are named, or all: 1 where a promise is not kept."""
    words = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("clone", nargs="?", default=".", help="the folder of the project, set up")
    words.add_argument("part", nargs="*", help=f"parts to walk: {', '.join(parts)}")
    words.add_argument("--whole", action="store_true", help="all situations, kills and tests, in place of a sample")
    chosen = words.parse_args()
    unknown = [one for one in chosen.part if one not in parts]
    if unknown:
        words.error(f"no part is called {', '.join(unknown)}; there are {', '.join(parts)}")
    folder = Path(tempfile.mkdtemp(prefix="walk-"))
    walk = Walk(Path(chosen.clone).resolve(), folder, whole=chosen.whole)
    try:
        for name in chosen.part or parts:
            _walked(walk, name, parts[name])
        walk.ends.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    walk.say(f"{walk.kept} kept, {len(walk.broken)} not kept, {walk.skipped} skipped; {_spent():.0f} s of processor time with the desks")
    return 1 if walk.broken or not walk.kept else 0


def _walked(walk: Walk, name: str, part: Callable[[Walk], None]) -> None:
    """One part; what stops it is a promise that is not kept."""
    before = _spent()
    try:
        part(walk)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the walk goes on and tells it
        where = [line.lineno for line in traceback.extract_tb(problem.__traceback__) if "walks" in line.filename]
        walk.holds(f"the part {name} comes to its end", holds=False, found=f"line {where}: {type(problem).__name__}: {problem}")
    walk.say(f"-- {name}: {_spent() - before:.1f} s of processor time beside desks that go on")


def _spent() -> float:
    """Seconds of processor time of this program and of all that it started and that has ended."""
    one = os.times()
    return one.user + one.system + one.children_user + one.children_system
