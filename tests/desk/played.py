"""A visit played on the pages of the desk, as a browser without script plays it."""

import html
import re
from collections.abc import Mapping
from typing import Any

__all__ = ["CALM", "begun", "play", "question"]

CALM = {"danger": "no", "claim": "no", "inside": "counter", "who": "immigration", "proof": "seen"}
NO_PAPER = {**CALM, "what": "enter", "top": "none"}


def question(page: str) -> tuple[str, list[str]]:
    """The name of the question on a page, and the values of its answers."""
    name = re.search(r'name="question" value="([^"]+)"', page)
    assert name, page
    return name[1], [html.unescape(one) for one in re.findall(r'name="answer" id="answer-\d+" value="([^"]*)"', page)]


def begun(client: Any, site: str = "library") -> Any:
    """An interview begun at a counter."""
    assert client.post("/begin", {"site": site}).status_code == 302
    return client


def play(client: Any, answers: Mapping[str, str], otherwise: str = "unknown") -> str:
    """Answers every question until the screen, and gives it; questions that `answers` does not name are answered with `otherwise`."""
    for _ in range(60):
        page = client.get("/ask", follow=True)
        text: str = page.content.decode()
        if 'name="question"' not in text:
            return text
        name, values = question(text)
        value = answers.get(name, otherwise)
        assert value in values, (name, value, values)
        assert client.post("/ask", {"question": name, "answer": value}).status_code == 302
    raise AssertionError("the questions do not end")
