"""A desk as `sanctuary serve` starts it, asked over HTTP as a browser without script asks it."""

import http.client
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desk.played import CALM, question
from programs import free_port, said_until, until

__all__ = ["NO_PAPER", "Running"]

NO_PAPER = {**CALM, "what": "enter", "top": "none"}


class Running:
    """A desk as it is started, by its pages over HTTP."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.port = free_port()
        words = [sys.executable, "-c", "from sanctuary.cli import main; main()", "serve", "--folder", str(folder), "--port", str(self.port)]
        words += ["--database-file", database] if database else []
        self.folder = folder / "training"
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        told = said_until(self.process, "Stop it")
        self.cookie = ""
        self.until(lambda: self.ask("GET", "/health")[0] == 200)
        word = re.search(r"(/first/\S+)", told)
        assert word is not None
        phrase = {"password": "a long enough phrase", "again": "a long enough phrase"}
        assert self.ask("POST", word[1], {"name": "one who leads", **phrase})[0] == 302

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and what a page says; (0, "", "") where nobody answers."""
        link = http.client.HTTPConnection("127.0.0.1", self.port)
        head = {"Sec-Fetch-Site": "same-origin", "Cookie": f"desk={self.cookie}", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            link.request(method, path, urlencode(form) if form is not None else None, head)
            told = link.getresponse()
            text = told.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, "", ""
        finally:
            link.close()
        found = re.search(r"desk=([^;]+)", told.headers.get("Set-Cookie", ""))
        self.cookie = found[1] if found else self.cookie
        return told.status, told.headers.get("Location", ""), text

    def until(self, holds: Any) -> None:
        """Waits until something holds; fails where the desk has ended."""
        until(self.process, holds)

    def number(self) -> int:
        """The number of the entry that was recorded last, once the writer has entered it."""
        found: list[str] = []

        def told() -> list[str]:
            found.extend(re.findall(r"<strong>(\d+)</strong>", self.ask("GET", "/done")[2]))
            return found

        self.until(told)
        return int(found[0])

    def dealings(self) -> list[int]:
        """The numbers of the dealings on the page of the record, the oldest first."""
        shown = self.ask("GET", "/entries")[2]
        return sorted(int(one) for one in re.findall(r'href="/entries/(\d+)"><strong>[^<]*</strong></a>[^<]*<br>dealing\b', shown))

    def end(self) -> None:
        """Kills the process that was started."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def children(self) -> dict[bool, list[int]]:
        """The processes beside the one that was started: the writer (True), and those that answer."""
        found: dict[bool, list[int]] = {True: [], False: []}
        for one in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
                words = (one / "cmdline").read_bytes()
            except (OSError, ValueError):
                continue
            if parent == self.process.pid:
                found[b"--part\0writer" in words].append(int(one.name))
        return found

    def rotates(self) -> None:
        """New keys of the record, by the command, while the desk runs."""
        words = ["record", "rotate", str(self.folder / "record"), "--passphrase-file", str(self.folder / "record.secret")]
        subprocess.run([sys.executable, "-c", "from sanctuary.cli import main; main()", *words], check=True, stdout=subprocess.DEVNULL)

    def visit(self) -> None:
        """A visit played to its end."""
        assert self.ask("POST", "/begin", {"site": "library"})[0] == 302
        for _ in range(60):
            _, where, text = self.ask("GET", "/ask")
            if where or 'name="question"' not in text:
                return
            name, values = question(text)
            self.ask("POST", "/ask", {"question": name, "answer": NO_PAPER.get(name, values[-1])})
        raise AssertionError("the questions do not end")
