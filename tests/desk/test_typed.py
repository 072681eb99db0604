"""What somebody has typed goes with them into another language."""

import re
from typing import Any

from desk.conftest import Made
from desk.played import NO_PAPER, begun, play
from desk.test_behind import member

__all__ = ["member"]


def test_a_change_of_language_keeps_what_was_typed(visitor: Any, member: Any, made: Made) -> None:
    """A choice, half of the record, a card, a search, a draft: the page shows it once, and no address holds it."""
    client, lead = begun(visitor()), member("supervisor")

    def switched(one: Any, path: str, given: dict[str, str], language: str = "es") -> str:
        page = one.get(path).content.decode()
        assert 'form="filled" formaction="/language" formnovalidate name="language"' in page
        (back_to,) = re.findall(r'<form [^>]*id="filled"[^>]*>\s*<input type="hidden" name="back_to" value="([^"]+)">', page)
        told = one.post("/language", {**given, "back_to": back_to, "language": language})
        assert told["Location"] == back_to == path
        shown = one.get(path).content.decode()
        assert f'<html lang="{language}">' in shown
        assert all(word not in one.get(path).content.decode() for word in given.values() if len(word) > 9)
        return str(shown)

    assert re.search(r"value=\"unknown\" checked", switched(client, "/ask", {"answer": "unknown"}))
    play(client, NO_PAPER)
    form = {"note": "two cars outside", "officers": "4", "response": "declined", "arrived": "14:05"}
    shown = switched(client, "/record", form)
    assert ">two cars outside</textarea>" in shown
    assert 'value="4"' in shown
    assert 'value="declined" selected' in shown
    assert 'value="the other side"' in switched(lead, "/counters/library/edit", {"staff_areas": "the other side"}, "en")
    assert 'value="2026-11-02"' in switched(lead, "/entries", {"first": "2026-11-02", "last": "2026-11-03"})
    assert ">a law that begins</textarea>" in switched(member("counsel"), "/ordinance", {"law": "a law that begins"})
    assert client.post("/record", {**form, "act": "record"})["Location"] == "/done"
    assert made.desk.log().size() > 0


def test_several_questions_for_others_stand_in_a_list(visitor: Any) -> None:
    """A jail, asked for the day of a release: one question in each line, in both languages, with the English beside it."""
    client = begun(visitor(), "jail")
    client.post("/language", {"language": "en", "back_to": "/"})
    shown = play(client, {**NO_PAPER, "what": "release-date"})
    assert "Call and ask:</h1>" in shown
    (listed,) = re.findall(r'<ul class="about">(.*?)</ul>', shown)
    questions = re.findall(r"<li>(.*?)</li>", listed)
    assert len(questions) > 1
    assert all(one.count("?") == 1 for one in questions)
    client.post("/language", {"language": "es", "back_to": "/"})
    (spanish,) = re.findall(r'<ul class="about">(.*?)</ul>', client.get("/answer").content.decode())
    assert re.findall(r'<li>[^<]+<small lang="en">(.*?)</small></li>', spanish) == questions
