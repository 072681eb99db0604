"""What a form of the desk costs beside a bare Django form with the same writes; and how long pages take for fifty people at once.

Run: .venv/bin/python bench/desk_forms.py [forms] [people] [seconds]. The first part is CPU time in one process, in turns. The second
starts the server with one worker and plays visits with 0 to 2 seconds of thought; it is wall time, which other work on the machine makes
longer.
"""

import http.client
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "tests")]

from desk.played import CALM, question
from sanctuary.desk.config import Desk
from sanctuary.desk.serving import prepared

ANSWERS = {**CALM, "what": "enter", "top": "none"}
SAME = {"Sec-Fetch-Site": "same-origin"}
BARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"]

urlpatterns: list[Any] = []


def bare(request: Any) -> Any:
    """A form post with the writes of an answer: the session, and one row read and written in a transaction."""
    from django.db import transaction  # noqa: PLC0415 - once the settings stand
    from django.http import HttpResponseRedirect  # noqa: PLC0415 - once the settings stand
    from django.utils import timezone  # noqa: PLC0415 - once the settings stand

    from sanctuary.desk.models import OpenInterview  # noqa: PLC0415 - once the settings stand

    assert request.user.is_authenticated
    with transaction.atomic():
        row = OpenInterview.objects.select_for_update().first()
        assert row is not None
        OpenInterview.objects.filter(owner=row.owner).update(sealed=row.sealed, touched=timezone.now())
    return HttpResponseRedirect("/")


def beside(count: int) -> None:
    """Milliseconds of CPU of an answer at the desk and of a bare form, in turns."""
    from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
    from django.test import Client, override_settings  # noqa: PLC0415 - once the settings stand
    from django.urls import path  # noqa: PLC0415 - once the settings stand

    urlpatterns.append(path("bare", bare))
    user = User.objects.create_user("bench")
    client = Client(headers=SAME)
    client.force_login(user)
    client.post("/begin", {"site": "library"})
    times: dict[str, list[float]] = {"desk": [], "bare": []}
    with override_settings(ROOT_URLCONF="__main__", MIDDLEWARE=BARE):
        other = Client(headers=SAME)
        other.force_login(user)
        other.post("/bare")
    for _ in range(count):
        for name, one, where, form in (
            ("desk", client, "/ask", {"question": "danger", "answer": "no"}),
            ("bare", other, "/bare", {"question": "danger", "answer": "no"}),
        ):
            with override_settings(**({"ROOT_URLCONF": "__main__", "MIDDLEWARE": BARE} if name == "bare" else {})):
                since = time.process_time()
                assert one.post(where, form).status_code == 302
                times[name].append((time.process_time() - since) * 1000)
    ours, theirs = (statistics.median(times[name]) for name in ("desk", "bare"))
    print(f"an answer: {ours:.2f} ms of CPU; a bare form with the same writes: {theirs:.2f} ms; {theirs / ours:.0%} of its rate")


def person(port: int, cookie: str, until: float, times: list[float], failed: list[str]) -> None:
    """One person: visits with pauses until the time is over."""
    rng, link = random.Random(cookie), http.client.HTTPConnection("127.0.0.1", port)

    def ask(method: str, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
        since = time.perf_counter()
        head = {"Cookie": f"desk={cookie}", **SAME, "Content-Type": "application/x-www-form-urlencoded"}
        link.request(method, path, urlencode(form) if form else None, head)
        told = link.getresponse()
        text = told.read().decode()
        times.append((time.perf_counter() - since) * 1000)
        if told.status >= 400:
            failed.append(f"{told.status} {path}")
        return told.headers.get("Location", ""), text

    while time.perf_counter() < until:
        ask("POST", "/begin", {"site": "library"})
        for _ in range(20):
            time.sleep(rng.uniform(0, 2))
            where, text = ask("GET", "/ask")
            if where or 'name="question"' not in text or time.perf_counter() > until:
                break
            name, values = question(text)
            ask("POST", "/ask", {"question": name, "answer": ANSWERS.get(name, values[-1])})
        ask("GET", "/answer")
        ask("POST", "/record", {"act": "record", "officers": "2"})


def fifty(folder: Path, people: int, seconds: float) -> None:
    """How long pages take for so many people at once, by the server as it is started."""
    port = 8971
    words = [str(Path(sys.executable).with_name("sanctuary")), "serve", "--folder", str(folder), "--port", str(port)]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if "Stop it" in line:
                break
        cookies = json.loads((folder / "cookies").read_text())
        while server.poll() is None:
            try:
                link = http.client.HTTPConnection("127.0.0.1", port)
                link.request("GET", "/health")
                link.getresponse().read()
                break
            except OSError:
                time.sleep(0.2)
        times: list[float] = []
        failed: list[str] = []
        until = time.perf_counter() + seconds
        crowd = [threading.Thread(target=person, args=(port, one, until, times, failed)) for one in cookies[:people]]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
    finally:
        server.terminate()
        server.wait()
    ranked = sorted(times)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"the server's own CPU: {(used.ru_utime + used.ru_stime) * 1000 / len(times):.1f} ms a request, its start included")
    told = f"median {statistics.median(ranked):.0f} ms, p95 {ranked[len(ranked) * 95 // 100]:.0f} ms, failed {len(failed)}"
    rate = f"{len(times)} requests in {seconds:.0f} s, {len(times) / seconds:.0f} a second"
    print(f"{people} people, {rate}: {told}; load {os.getloadavg()[0]:.1f}")


def main(forms: int, people: int, seconds: float) -> None:
    """Both parts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(folder / "training", "us-ca-los-angeles")
        prepared(desk, ("testserver", "localhost", "127.0.0.1"))
        from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
        from django.db import connections  # noqa: PLC0415 - once the settings stand
        from django.test import Client  # noqa: PLC0415 - once the settings stand

        beside(forms)
        cookies = []
        for number in range(people):
            client = Client(headers=SAME)
            client.force_login(User.objects.create_user(f"person {number}"))
            cookies.append(client.cookies["desk"].value)
        (folder / "cookies").write_text(json.dumps(cookies))
        desk.close()
        connections.close_all()
        fifty(folder, people, seconds)


if __name__ == "__main__":
    numbers = [*map(int, sys.argv[1:]), *(300, 50, 30)[len(sys.argv) - 1 :]]
    main(numbers[0], numbers[1], float(numbers[2]))
