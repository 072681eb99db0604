"""How long a step of a visit takes with its page: each GET and POST of visits at the eight counters, in one process, by Django.

Run: .venv/bin/python bench/desk_steps.py [rounds]. Prints the median and the 95th part of a hundred for pages, for forms, and for the first
visit at a counter, in which the diagrams of its acts are made. It is CPU time: what else the machine does is not counted.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from desk.played import CALM, question
from sanctuary.conduct.counters import counters
from sanctuary.desk.config import Desk
from sanctuary.desk.serving import prepared

SIGHTS = (
    {"top": "none"},
    {"top": "homeland-security", "title": "arrest", "foot": "officer"},
    {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"},
)


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "training", "us-ca-los-angeles")
        prepared(desk, ("testserver",))
        from django.contrib.auth.models import User  # noqa: PLC0415 - once the settings stand
        from django.test import Client  # noqa: PLC0415 - the same

        client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        client.force_login(User.objects.create_user("bench"))
        times: dict[str, list[float]] = {"first pages": [], "pages": [], "forms": []}
        for number in range(rounds + 1):
            for name, place in counters().items():
                for act in place.asks:
                    for sight in SIGHTS:
                        client.post("/begin", {"site": name})
                        visit(client, {**CALM, "what": act.id, **sight}, times, "pages" if number else "first pages")
                        client.post("/close")
        for name, found in times.items():
            ranked = sorted(found)
            print(f"{name}: {len(found)}, median {statistics.median(ranked):.1f} ms, p95 {ranked[len(ranked) * 95 // 100]:.1f} ms")
        desk.close()


def visit(client: Any, answers: dict[str, str], times: dict[str, list[float]], pages: str) -> None:
    while True:
        since = time.process_time()
        told = client.get("/ask", follow=True)
        times[pages].append((time.process_time() - since) * 1000)
        text = told.content.decode()
        if 'name="question"' not in text:
            return
        name, _ = question(text)
        since = time.process_time()
        client.post("/ask", {"question": name, "answer": answers.get(name, "unknown")})
        times["forms"].append((time.process_time() - since) * 1000)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
