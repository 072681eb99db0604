"""Visits played on the pages: the answer as conduct, going back, two tabs, stale forms, one entry of the record."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from desk.conftest import START, Made, acts
from desk.played import CALM, NO_PAPER, begun, play, question
from sanctuary.conduct.counters import counters
from sanctuary.conduct.texts import texts

JUDGE = {**CALM, "what": "enter", "top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}


def test_nobody_sees_a_page_before_signing_in(visitor: Any) -> None:
    """And the page where one signs in is told nothing of where one wanted to go."""
    client = visitor(signed_in=False)
    for path in ("/", "/ask", "/answer", "/record", "/training", "/counters", "/counters/library/guide", "/invite", "/photograph"):
        told = client.get(path)
        assert (told.status_code, told["Location"]) == (302, "/signin")
    assert client.get("/away").status_code == 200
    assert not client.cookies


def test_a_name_and_a_password_sign_in_and_a_link_makes_an_account_once(visitor: Any, made: Made) -> None:
    """Wrong ones say nothing of which; a short password is refused; a used link is gone."""
    from sanctuary.desk.behind.inviting import invitation

    client = visitor(signed_in=False)
    assert client.post("/signin", {"name": made.name, "password": "wrong"}).status_code == 403
    assert client.post("/signin", {"name": made.name, "password": made.password}).status_code == 302
    assert "Is somebody here?" in client.get("/").content.decode()
    client.post("/signout")
    assert client.get("/").status_code == 302
    path = f"/first/{invitation(made.desk)}"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "second", "password": "short", "again": "short"}).status_code == 400
    words = {"name": "second", "password": "quite another phrase", "again": "quite another phrase"}
    assert client.post(path, words).status_code == 302
    assert client.get("/invite").status_code == 403
    assert client.get(path).status_code == 404
    assert client.post(path, {**words, "name": "third"}).status_code == 404
    assert client.get("/first/no-such-word").status_code == 404


@pytest.mark.parametrize("counter", sorted(counters()))
def test_a_visit_without_paper_ends_with_conduct_before_law(visitor: Any, counter: str) -> None:
    """The call stands before the law, and "never" is on the screen; the law is folded."""
    act = counters()[counter].asks[0].id
    shown = play(begun(visitor(), counter), {**CALM, "what": act, "top": "none"})
    assert texts("en").never["title"] in shown
    assert shown.index('class="call"') < shown.index(texts("en").never["title"])
    assert "<details><summary>Why: the law" in shown or "details" not in shown
    assert shown.index('class="say"') < (shown.find("<details>") if "<details>" in shown else len(shown))


def test_a_judges_paper_is_never_refused_and_counsel_is_called(visitor: Any) -> None:
    """Whatever else was answered."""
    shown = play(begun(visitor()), JUDGE)
    assert "Do not stand in the way." in shown
    assert 'href="tel:5550190"' in shown
    assert "I cannot consent to this" not in shown


def test_whoever_moves_to_another_counter_chooses_it(visitor: Any) -> None:
    """The first page offers the last counter first, and all others below."""
    client = begun(visitor())
    assert "A visit is open" in client.get("/").content.decode()
    client.post("/close")
    page = client.get("/").content.decode()
    assert page.index("Somebody is here: Library") < page.index('value="clinic"')
    assert "Clinic" in begun(client, "clinic").get("/ask").content.decode()


def test_what_cannot_wait_is_said_at_once(visitor: Any) -> None:
    """Danger on the next page, and a judge's paper while the law is still asked; whom to call stands on every page."""
    client = begun(visitor())
    assert "Call at any time" in client.get("/ask").content.decode()
    for name, value in {**CALM, "what": "file", "top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}.items():
        client.post("/ask", {"question": name, "answer": value})
    page = client.get("/ask").content.decode()
    assert question(page)[0] == "written_consent"
    assert page.index("do not stand in the way.") < page.index("<form")
    client.post("/ask", {"question": "danger", "answer": "yes"})
    page = client.get("/ask").content.decode()
    assert page.index("Call 911. Then call") < page.index('href="tel:911"') < page.index("<fieldset")


@pytest.mark.parametrize("sight", [{"top": "other"}, {"top": "federal-court", "title": "subpoena", "foot": "clerk", "match": "yes"}])
def test_no_law_is_asked_where_it_changes_no_conduct(visitor: Any, sight: dict[str, str]) -> None:
    """A paper that nobody can tell, and a court's subpoena, go to counsel at once."""
    client = begun(visitor())
    for name, value in {**CALM, "what": "file", **sight}.items():
        client.post("/ask", {"question": name, "answer": value})
    assert client.get("/ask")["Location"] == "/answer"
    assert 'href="tel:5550190"' in client.get("/answer").content.decode()


def test_going_back_loses_nothing(visitor: Any) -> None:
    """An earlier question shows its answer; another answer keeps those after it."""
    client = begun(visitor())
    play(client, NO_PAPER)
    page = client.get("/ask/2").content.decode()
    assert question(page)[0] == "claim"
    assert 'value="no" checked' in page
    client.post("/ask", {"question": "claim", "answer": "yes"})
    assert client.get("/ask")["Location"] == "/answer"
    assert "Step aside and call" in client.get("/answer").content.decode()
    assert client.get("/ask/999").status_code == 200
    assert client.get("/ask/0").status_code == 302


def test_two_tabs_a_stale_form_and_a_double_click_are_one_interview(visitor: Any) -> None:
    """Answers stand under their own names, whichever page sent them, and however often."""
    from sanctuary.desk.models import OpenInterview

    client = visitor()
    for _ in range(3):
        begun(client)
    assert OpenInterview.objects.count() == 1
    # The second tab still shows the first question while the first tab is three further.
    for name in ("danger", "claim", "inside", "danger", "danger"):
        value = {"danger": "no", "claim": "no", "inside": "counter"}[name]
        assert client.post("/ask", {"question": name, "answer": value}).status_code == 302
    assert question(client.get("/ask").content.decode())[0] == "who"
    client.post("/ask", {"question": "danger", "answer": "yes"})
    assert question(client.get("/ask").content.decode())[0] == "who"
    assert "Call 911" in play(client, NO_PAPER)


def test_an_answer_that_is_none_changes_nothing(visitor: Any) -> None:
    """A form without an answer says so; a question or an answer that there is not is left out."""
    client = begun(visitor())
    empty = client.post("/ask", {"question": "danger", "place": "1"})
    assert empty.status_code == 400
    assert 'role="alert"' in empty.content.decode()
    for form in (
        {"question": "danger", "answer": "perhaps"},
        {"question": "nothing", "answer": "yes"},
        {"question": "purpose", "answer": "[1]"},
    ):
        assert client.post("/ask", form).status_code == 302
        assert question(client.get("/ask").content.decode())[0] == "danger"


def test_one_dealing_is_one_entry_however_often_it_is_sent(visitor: Any, made: Made) -> None:
    """The entry holds the outcome and the digest of what the screen said; the open interview is gone."""
    from sanctuary.desk.models import OpenInterview

    client = begun(visitor())
    shown = play(client, NO_PAPER)
    form = {"act": "record", "officers": "2", "arrived": "13:50", "response": "declined", "badge": "A-1234", "areas": "reading room, hall"}
    before = len(acts(made.desk.log()))
    assert client.post("/record", {**form, "act": "keep"}).status_code == 302
    assert 'value="A-1234"' in client.get("/record").content.decode()
    assert client.post("/record", form)["Location"] == "/done"
    assert client.post("/record", form)["Location"] == "/done"
    assert len(acts(made.desk.log())) == before + 1
    entry = made.desk.log().show(acts(made.desk.log())[-1]).entry
    assert (entry.event.officers_present, entry.restricted.badge, entry.action.response) == (2, "A-1234", "declined")
    assert entry.determination.outcome == "must-not"
    assert entry.determination.screen_sha256[:16] in shown
    assert not OpenInterview.objects.exists()
    assert str(acts(made.desk.log())[-1]) in client.get("/done").content.decode()


def test_an_entry_tells_what_the_path_takes_and_what_was_shown(visitor: Any, made: Made) -> None:
    """An answer left from before the paper was answered anew is in no entry; a changed card changes no digest; hours pass midnight."""
    from sanctuary.desk.models import Site

    made.clock.at = START.replace(hour=23, minute=50)
    client = begun(visitor())
    play(client, {**JUDGE, "what": "enter"})
    client.post("/ask", {"question": "top", "answer": "none"})
    shown = play(client, NO_PAPER)
    site = Site.objects.get(slug="library")
    client.post("/counters/library/edit", {**site.card, "role": "somebody else", "night_role": "another"})
    made.clock.at += timedelta(minutes=30)
    client.post("/record", {"act": "record", "arrived": "23:40", "left": "00:10"})
    client.post("/counters/library/edit", site.card)
    entry = made.desk.log().show(acts(made.desk.log())[-1]).entry
    assert (entry.document.paper, entry.document.issuer, entry.document.signed) == ("none", "unknown", "unknown")
    assert entry.determination.screen_sha256[:16] in shown
    assert entry.event.left_at - entry.event.arrived_at == timedelta(minutes=30)


def test_a_try_after_a_failure_adds_no_second_entry(visitor: Any, made: Made) -> None:
    """The entry was added, and the answer did not come: the same interview, sent again, is the same entry."""
    from sanctuary.desk.models import OpenInterview

    client = begun(visitor())
    play(client, NO_PAPER)
    row = OpenInterview.objects.get()
    before = len(acts(made.desk.log()))
    client.post("/record", {"act": "record"})
    row.save(force_insert=True)
    client.post("/record", {"act": "record"})
    assert len(acts(made.desk.log())) == before + 1


def test_what_the_record_does_not_take_is_told_and_nothing_is_lost(visitor: Any, made: Made) -> None:
    """A number that is none, an hour to come: the form says which, and keeps all answers."""
    client = begun(visitor())
    play(client, NO_PAPER)
    before = len(acts(made.desk.log()))
    for form, told in (({"officers": "many"}, "officers"), ({"arrived": "23:59"}, "arrived")):
        page = client.post("/record", {"act": "record", "note": "kept all the same", **form})
        assert page.status_code == 400
        assert told in page.content.decode()
        assert "kept all the same" in client.get("/record").content.decode()
    assert len(acts(made.desk.log())) == before


def test_an_hour_without_an_answer_ends_an_interview_for_good(visitor: Any, made: Made) -> None:
    """Nothing of it is left in the database."""
    from sanctuary.desk.kept import purge
    from sanctuary.desk.models import OpenInterview

    client = begun(visitor())
    play(client, NO_PAPER)
    made.clock.at += timedelta(minutes=59)
    assert client.get("/answer").status_code == 200
    made.clock.at += timedelta(minutes=2)
    assert client.get("/answer")["Location"] == "/"
    begun(client)
    made.clock.at += timedelta(minutes=61)
    assert purge(made.clock()) == 1
    assert not OpenInterview.objects.exists()


def test_somebody_else_can_answer_what_the_counter_cannot_see(visitor: Any) -> None:
    """What was kept is asked once a supervisor, the records office or counsel was reached."""
    client = begun(visitor(), "city-hall")
    shown = play(client, {**CALM, "what": "file", "top": "none"})
    assert "Not now. Call" in shown
    assert "Counsel can answer more" in shown
    client.post("/reach", {"who": "counsel"})
    assert question(client.get("/ask").content.decode())[0] == "required_by_law"
    assert "Do not agree" in play(client, {"required_by_law": "false"})
    client.post("/reach", {"who": "nobody"})
    client.post("/entered", {"refused": "yes"})
    assert "Keep clear." in client.get("/answer").content.decode()


def test_leaving_locks_a_machine_with_a_pin(visitor: Any) -> None:
    """The PIN opens it; five wrong ones end the session and its interview."""
    from sanctuary.desk.models import OpenInterview

    client = begun(visitor())
    client.get("/away")
    assert client.get("/ask").status_code == 200
    assert client.post("/pin", {"pin": "1111"}).status_code == 400
    client.post("/pin", {"pin": "2580"})
    client.get("/away")
    assert client.get("/ask")["Location"] == "/unlock"
    assert client.post("/ask", {"question": "danger", "answer": "no"})["Location"] == "/unlock"
    assert client.post("/unlock", {"pin": "2580"}).status_code == 302
    assert client.get("/ask").status_code == 200
    client.get("/away")
    for _ in range(4):
        assert client.post("/unlock", {"pin": "9999"}).status_code == 403
    client.post("/unlock", {"pin": "9999"})
    assert client.get("/unlock")["Location"] == "/signin"
    assert not OpenInterview.objects.exists()


def test_answers_that_come_at_once_are_all_kept(visitor: Any) -> None:
    """Eight windows of one session answer eight questions in the same moment: one visit, and nothing is lost."""
    from django.db import connections
    from django.test import Client

    from sanctuary.desk.models import OpenInterview

    client = visitor()
    cookie = client.cookies["desk"].value
    answers = {**NO_PAPER, "claim": "yes"}
    together = Barrier(len(answers))

    def answer(name: str) -> int:
        one = Client(headers={"Sec-Fetch-Site": "same-origin"})
        one.cookies["desk"] = cookie
        together.wait()
        one.post("/begin", {"site": "library"})
        code = one.post("/ask", {"question": name, "answer": answers[name]}).status_code
        connections.close_all()
        return code

    with ThreadPoolExecutor(len(answers)) as pool:
        assert set(pool.map(answer, answers)) == {302}
    assert OpenInterview.objects.count() == 1
    assert "Step aside and call" in client.get("/ask", follow=True).content.decode()
