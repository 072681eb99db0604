"""Every language says the same things; every word that a page asks for is there; every case is played rightly."""

import importlib
import json
import pkgutil
import re
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, get_args

import pytest

import sanctuary.desk
import tiers
from desk.conftest import START, Made
from desk.played import CALM, begun, play, question
from sanctuary.conduct.counters import counters
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.desk.behind.roles import ROLES
from sanctuary.desk.card import FIELDS as CARD
from sanctuary.desk.card import TITLE, Card, calls, card_of, is_night
from sanctuary.desk.cases import Case, cases, offered
from sanctuary.desk.dealing import State, walk
from sanctuary.desk.entries import FIELDS
from sanctuary.desk.words import words
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.model import Outcome
from sanctuary.triage.knowledge import Class

SAID = {"entries_days", "job_none", "job_many", "job_mapping", "ordinance_none", "ordinance_above_none", "take_none"}
SAID |= {"outcome_may_unless"} | {f"photograph_{what}" for what in ("page", "against", "told")}
SAID |= {f"remind_{what}" for what in ("subject", "late", "soon", "waits", "unsigned", "signature", "open")}
SAID |= {f"due_{what}" for what in ("late", "now", "soon", "ahead", "no_day", "before")}
SAID |= {f"signed_{what}" for what in ("act", "approval", "draft", "holder", "before", "none", "more")}
"""Words that a view chooses, and no template asks for by name."""

PLAYED = "training cases played by forms"
TEMPLATES = Path(sanctuary.desk.__path__[0]) / "templates" / "desk"


def test_every_module_says_what_it_gives(made: Made) -> None:
    """As tests/test_names.py asks of all others; the server's own entrance begins to serve where it is read."""
    assert made.desk.training
    names = [info.name for info in pkgutil.walk_packages(sanctuary.desk.__path__, "sanctuary.desk.") if not info.name.endswith(".wsgi")]
    for name in names:
        module = importlib.import_module(name)
        assert module.__doc__
        assert [one for one in getattr(module, "__all__", ()) if not hasattr(module, one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_a_page_asks_for_is_there(language: str) -> None:
    """Templates, forms and choices; and no word that no page asks for."""
    asked = {key for path in TEMPLATES.glob("*.html") for key in re.findall(r"\bw\.([a-z0-9_]+)", path.read_text(encoding="utf-8"))}
    asked |= {f"record_{one.name}" for one in FIELDS} | {f"choice_{choice}" for one in FIELDS for choice in one.choices}
    asked |= {f"card_{name}" for name in (*CARD, TITLE)} | {"language_name", "reading", "photograph_none", "photograph_unread"}
    asked |= {f"role_{role}" for role in ROLES} | SAID
    asked |= {f"outcome_{one}" for one in Outcome} | {f"class_{one}" for one in get_args(Class)}
    asked |= {"law_unsaid", "problem_other", "outcome_may_unless"}
    assert asked == set(words(language).ui)
    assert all(text.strip() for text in words(language).ui.values())


def test_every_answer_of_the_law_has_words_in_spanish(library: Library) -> None:
    """For every act that a counter knows, each value that a fact can have."""
    told = words("es")
    for one in counters().values():
        for act in one.asks:
            for variable in library.vocabulary.actions[act.action].variables:
                if variable.name in ("actor", "resource"):
                    continue
                assert variable.name in told.fact
                if variable.kind == "enum":
                    assert {"absent" if value is None else str(value) for value in variable.domain} <= set(told.value)


def test_spanish_shows_that_it_is_a_draft_and_the_english_beside_it(visitor: Any) -> None:
    """On every question and on the screen."""
    client = begun(visitor())
    client.post("/language", {"language": "es", "back_to": "/ask"})
    page = client.get("/ask").content.decode()
    for text in ("BORRADOR", "DRAFT", "¿Hay alguien herido", '<small lang="en">Is anybody hurt or in danger right now?</small>'):
        assert text in page
    shown = play(client, {**CALM, "what": "enter", "top": "none"})
    for text in ("BORRADOR", "No acepte. Llame primero.", '<small lang="en">Do not agree. Call first.</small>', "Nunca bloquee"):
        assert text in shown


def state_of(made: Made, one: Case) -> State:
    """The state of a case whose answers are those of whoever sees it rightly."""
    facts = {name: json.loads(value) for name, value in one.facts.items() if value != "unknown"}
    unknown = tuple(name for name, value in one.facts.items() if value == "unknown")
    on = made.desk.today()
    return State(
        site=one.counter, counter=one.counter, begun=START, on=on, pinned=made.desk.pinned(on), token=one.id,
        answers=one.answers, facts=facts,
        not_known=unknown, refused=one.refused, case=one.id,
    )  # fmt: skip


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.long] * (number % 3 > 0)) for number, name in enumerate(cases())])
def test_a_case_that_is_seen_rightly_ends_in_the_right_conduct(made: Made, library: Library, name: str) -> None:
    """At its counter, under the law of the demonstration, or of the state that it names; and it is told in every language."""
    one, made.clock.at = cases()[name], START
    on = made.desk.today()
    here = not one.under or one.under[0] in made.desk.law(on).packs
    asks = made.desk.questions(on) if here else Questions(Proofs(law_of(library, one.under[0], on)))
    path = walk(asks, state_of(made, one), signed=True)
    assert path.waits is None, path.points[-1]
    assert path.step.screen is not None
    assert one.do in path.step.screen.do, path.step.screen
    assert path.step.screen.call[0] == one.call
    assert {point.name for point in path.points} >= set(one.answers)
    assert set(one.scene) == set(one.why) == set(LANGUAGES)


def test_a_case_stands_only_where_its_law_is_in_force(library: Library) -> None:
    """What it says of a statute of one state is not said in another; conduct that all share is trained everywhere."""
    here = {place: offered(law_of(library, place, date(2026, 11, 22)).packs) for place in ("us-ca-los-angeles", "us-tx", "us-fl", "us-or")}
    assert "jail-detainer" in here["us-ca-los-angeles"]
    assert [place for place in here if any(name.endswith("-texas") for name in here[place])] == ["us-tx"]
    assert [place for place in here if any(name.endswith("-florida") for name in here[place])] == ["us-fl"]
    assert all({one.counter for one in found.values()} == set(counters()) for found in here.values())
    assert {"clinic-search", "shelter-walk-past", "jail-federal-arrest"} <= set.intersection(*(set(found) for found in here.values()))


def test_the_score_follows_the_law_of_the_place(visitor: Any, made: Made, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same case, seen rightly, is right in a state whose law says otherwise, and the page tells that state's conduct."""
    from sanctuary.desk.models import Score

    client, one = visitor(), cases()["school-warrant"]
    told = {}
    for place in (made.desk.place, "us-fl"):
        law = law_of(library, place, made.desk.today())
        monkeypatch.setattr(type(made.desk), "law", lambda _self, _on, law=law: law)
        monkeypatch.setattr(type(made.desk), "questions", lambda _self, _on, law=law: Questions(Proofs(law)))
        monkeypatch.setattr(type(made.desk), "standing", lambda _self, _on: Standing(stands=True))
        client.post("/training/play", {"case": one.id})
        play(client, {**one.answers, **one.facts})
        told[place] = client.post("/training/score").content.decode()
        last = Score.objects.order_by("-id").first()
        assert last is not None
        assert last.right is True, place
    depends, silent = (escape(texts("en").do[name].partition("{")[0].rstrip(": ")) for name in ("depends", "silent"))
    assert depends in told[made.desk.place]
    assert silent in told["us-fl"]


def test_cases_stand_for_every_counter() -> None:
    """Each of the eight has one at least."""
    assert {one.counter for one in cases().values()} == set(counters())


def test_a_case_is_played_on_the_pages_and_scored(visitor: Any) -> None:
    """Seen rightly it is right; taken for a judge's paper it is not, and the page says what was seen otherwise."""
    from sanctuary.desk.models import Score

    client = visitor()
    Score.objects.all().delete()
    one = cases()["shelter-removal"]
    for answers, right in ((one.answers, True), ({**one.answers, "top": "federal-court", "foot": "judge", "match": "yes"}, False)):
        client.post("/training/play", {"case": one.id})
        assert question(client.get("/ask").content.decode())[0] == "danger"
        play(client, answers)
        page = client.post("/training/score").content.decode()
        assert ("What the case shows otherwise" in page) != right
        last = Score.objects.order_by("-id").first()
        assert last is not None
        assert last.right is right
    assert "Played rightly: 0" in client.get("/training").content.decode()
    assert client.post("/training/play", {"case": "no-such-case"})["Location"] == "/training"


@pytest.mark.drawn(PLAYED)
def test_every_case_is_played_by_forms_and_is_right(visitor: Any, made: Made) -> None:
    """At all eight counters: the questions come as pages, the screen says and calls what the case asks for, and the score says so."""
    from sanctuary.desk.models import Score

    client = visitor()
    for name in tiers.some(PLAYED, list(offered(made.desk.law(made.desk.today()).packs))):
        one = cases()[name]
        client.post("/training/play", {"case": name})
        shown = play(client, {**one.answers, **one.facts})
        if one.refused:
            client.post("/entered", {"refused": "yes"})
            shown = client.get("/answer").content.decode()
        given = texts("en").do[one.do].partition("{")[0].rstrip(": ").split(". ")[0]
        assert escape(given) in shown, name
        assert escape(texts("en").never["title"]) in shown, name
        page = client.post("/training/score").content.decode()
        last = Score.objects.order_by("-id").first()
        assert last is not None
        assert (last.case, last.right) == (name, True), name
        assert "What the case shows otherwise" not in page, name
        assert "{" not in page, name


def test_a_live_desk_has_no_cases_and_without_a_signature_says_what_every_state_shares(visitor: Any, made: Made) -> None:
    """Taking the signature away ends it at the next answer; a judge's paper is met as before."""
    note = made.desk.folder / "counsel.note"
    text = note.read_bytes()
    client = begun(visitor())
    signed = play(client, {**CALM, "what": "enter", "top": "none"})
    try:
        made.desk.training = False
        assert client.get("/training").status_code == 404
        note.unlink()
        shown = client.get("/answer").content.decode()
        assert "Do not agree" in signed
        assert "Do not agree" not in shown
        assert "Call the agency&#x27;s counsel" in shown
        assert "leaves out the law here" in shown
        client.post("/ask", {"question": "top", "answer": "federal-court"})
        judge = play(client, {**CALM, "title": "search", "foot": "judge", "match": "yes"})
        assert "Do not stand in the way." in judge
        note.write_bytes(text.replace(b"2026-11-22", b"2026-11-23"))
        assert "leaves out the law here" in client.get("/answer").content.decode()
    finally:
        made.desk.training = True
        note.write_bytes(text)
    assert "leaves out the law here" not in client.get("/answer").content.decode()


def test_an_interview_stays_on_the_law_with_which_it_began(visitor: Any, made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight it goes on under yesterday's law; where the law was replaced, it goes on without it."""
    from datetime import timedelta

    client = visitor()
    made.clock.at = START + timedelta(hours=9, minutes=54)
    begun(client)
    client.post("/ask", {"question": "danger", "answer": "no"})
    made.clock.at += timedelta(minutes=5)
    shown = play(client, {**CALM, "what": "enter", "top": "none"})
    assert "Do not agree" in shown
    monkeypatch.setattr(type(made.desk), "pinned", lambda _self, _on: "another law")
    assert "leaves out the law here" in client.get("/answer").content.decode()


def test_a_card_names_deputies_and_the_night_and_makes_no_time_up(made: Made) -> None:
    """By day the role and its deputies, by night those of the night; minutes only where the agency gave them."""
    roles = {"role": "the principal", "deputy": "the assistant principal", "night_role": "the duty line", "counsel": "the lawyer"}
    card = card_of({**roles, "role_phone": "213-555-0100", "opens": "08:00", "closes": "18:00", "counsel_phone": "213-555-0199"})
    texts = words("en").conduct
    day = [line.who for line in calls(card, START, ("role", "counsel"), texts)]
    assert day == ["the principal", "the assistant principal", "the lawyer"]
    night = START.replace(hour=23)
    assert [line.who for line in calls(card, night, ("911", "role"), texts)] == ["911", "the duty line"]
    assert is_night(Card(opens="20:00", closes="06:00"), START)
    assert not is_night(Card(), night)
    assert made.desk.training
    for wrong in ({"wait": "soon"}, {"wait": "0"}, {"role_phone": "call me"}, {"opens": "early"}, {"role": "x" * 400}):
        with pytest.raises(RequestError):
            card_of(wrong)


def test_the_card_gives_the_minutes_that_the_agency_set(visitor: Any) -> None:
    """On the screen beside the deputies."""
    from sanctuary.desk.models import Site

    client = begun(visitor())
    assert "No answer? <a" in play(client, {**CALM, "what": "enter", "top": "none"})
    site = Site.objects.get(slug="library")
    form = {**site.card, "wait": "7"}
    assert client.post("/counters/library/edit", form).status_code == 302
    assert "No answer after 7 minutes? <a" in client.get("/answer").content.decode()
    client.post("/counters/library/edit", {**form, "wait": ""})


@pytest.mark.parametrize("counter", sorted(counters()))
@pytest.mark.long
def test_the_printed_guide_says_what_the_screen_says(visitor: Any, counter: str) -> None:
    """For each thing that is asked for and a calm visit without paper."""
    client = visitor()
    page = client.get(f"/counters/{counter}/guide").content.decode()
    for act in counters()[counter].asks:
        begun(client, counter)
        shown = play(client, {**CALM, "what": act.id, "top": "none"})
        client.post("/close")
        said = re.findall(r'class="say">([^<]+)', shown)
        # The paper leaves the hour to be written.
        assert all(one.replace("14:05", "___") in page for one in said), (act.id, said)
