"""Every screen of the counter is whole in every language: beside the page in English no sentence of it stands on it as its own."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import tiers
from desk.conftest import Made
from desk.played import CALM, NO_PAPER, begun, play, question
from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import SIGHTS
from sanctuary.conduct.path import next_conduct
from sanctuary.conduct.spoken import duty_in, rule_in
from sanctuary.conduct.texts import LANGUAGES
from sanctuary.desk.card import FIELDS as CARD
from sanctuary.desk.card import OTHERS
from sanctuary.desk.dealing import answers_of
from sanctuary.desk.entries import FIELDS
from sanctuary.desk.words import Told, words
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.duty_lines import Owed
from sanctuary.triage.knowledge import read_knowledge

DRAFTS = tuple(one for one in LANGUAGES if one != "en")
SCREENS = "screens in every language"

STAGES: dict[str, dict[str, str]] = {
    "calm": {}, "hurt": {"danger": "yes", "claim": "yes", "proof": "refused"}, "inside": {"inside": "staff-area", "proof": "refused"},
    "away": {"inside": "away", "claim": "yes", "who": "local"}, "in anyway": {"who": "unknown", "proof": "not-asked"},
    "nobody": {"who": "nobody"},
}  # fmt: skip
"""Stages of a visit, by what is answered otherwise than calmly; in one of them officers go in although nobody agreed."""

ENGLISH = re.compile(
    r"\b(the|is|are|was|were|has|have|not|you|your|they|their|this|that|these|which|what|who|with|without|from|been|will|must|may"
    r"|only|nobody|somebody|write|call|say|here|where|when)\b", re.IGNORECASE)  # fmt: skip
"""Words of English sentences that are no words of Spanish; names of papers and offices have hardly any."""
NAMES = re.compile(r"\u201c[^\u201d]*\u201d|\b(?:WARRANT|Warrant)\b[^.]*?(?=[.;,]|$)|Write it as")


class Parts(HTMLParser):
    """The words of a page: its own, a line for each element, and those marked as English, with the tag that marks them."""

    VOID = ("meta", "link", "input", "br", "img", "option", "hr")
    INLINE = ("b", "strong", "span", "a", "code", "time", "em")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.own: list[str] = [""]
        self.english: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.INLINE:
            self.own.append("")
        if tag not in self.VOID:
            # What somebody typed, and codes, stand in no language of the page.
            english = tag in ("textarea", "code") or (tag != "html" and dict(attrs).get("lang") == "en")
            if english:
                self.english.append((tag, ""))
            self.open.append((tag, english))
        self._said(dict(attrs).get("aria-label"), dict(attrs).get("title"))

    def _said(self, *labels: str | None) -> None:
        if not any(english for _, english in self.open):
            self.own += [*(one for one in labels if one), ""] if any(labels) else []

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()
        if tag not in self.INLINE:
            self.own.append("")

    def handle_data(self, data: str) -> None:
        if any(english for _, english in self.open):
            tag, said = self.english[-1]
            self.english[-1] = (tag, said + data)
        else:
            self.own[-1] += data

    @property
    def lines(self) -> set[str]:
        """Its own lines that have words."""
        return {" ".join(one.split()) for one in self.own if re.search(r"[^\W\d]{2}", one)}


def english_in(mine: str, english: str) -> list[str]:
    """Lines of a page that stand on the page in English too, or that read as English; those marked as English beside nothing."""
    page = Parts(mine)
    same = [one for one in page.lines & Parts(english).lines if len(re.findall(r"[^\W\d_]{2,}", one)) > 2]
    sounds = [one for one in page.lines if len(set(ENGLISH.findall(NAMES.sub("", one).casefold()))) > 1]
    alone = [
        said for tag, said in page.english if tag not in ("small", "button", "textarea", "code") and "DRAFT" not in said and said.strip()
    ]
    return [*same, *sounds, *alone]


ALLOWED = re.compile(
    r"^[\w ]+, \d{4}-\d\d-\d\d$|555-\d|^[A-Z][\w.,;& -]*(?:Court|Code|CFR|USC|County)|^\d+ (?:USC|CFR)|^(?:LA|SB) [\w. ]+,|^us-|https?:"
    r"|^(?:[A-Z][\w'.-]*,? ?)+$|^sanctuary ")  # fmt: skip
"""Lines that are the same in every language: names, citations, numbers, addresses, commands."""


def need_whole(client: Any, path: str, language: str, *, post: dict[str, Any] | None = None, alone: tuple[str, ...] = ()) -> str:
    """The page, read in a language and in English; nothing of it is English but what may be (`alone`: papers as they are printed)."""
    pages = {}
    for one in ("en", language):
        client.post("/language", {"language": one, "back_to": "home"})
        for value in (post or {}).values():
            if isinstance(value, SimpleUploadedFile):
                value.seek(0)  # what was sent before
        told = client.post(path, post) if post is not None else client.get(path, follow=True)
        pages[one] = told.content.decode()
    mine: str = pages[language]
    found = [one for one in english_in(mine, pages["en"]) if not ALLOWED.search(one) and one not in alone]
    assert not found, (path, found)
    told = words(language).ui
    assert told["law_unsaid"] not in mine, path
    assert told["problem_other"] not in mine, path
    return mine


def screens() -> Iterator[tuple[str, str, str, str]]:
    """Counter, what is asked for, paper, stage: all that there are."""
    for at, place in counters().items():
        for asked in (*(one.id for one in place.asks), *place.only_conduct, "paper", "unknown"):
            for sight in SIGHTS:
                yield from ((at, asked, sight, stage) for stage in STAGES)


@pytest.mark.drawn(SCREENS)
@pytest.mark.parametrize("language", DRAFTS)
def test_every_question_and_every_screen_of_a_visit(visitor: Any, language: str) -> None:
    """All counters, acts, papers and stages, with the questions of the law for whoever can answer them, and the record's."""
    client, at_now = visitor(), ""
    for at, asked, sight, stage in tiers.some(SCREENS, list(screens())):
        if at != at_now:
            client.post("/close")
            begun(client, at)
            at_now = at
        client.post("/entered", {"refused": "yes" if stage == "in anyway" else "no"})
        answers = {**CALM, **STAGES[stage], "what": asked, "match": "unknown", **SIGHTS[sight]}
        for name, value in answers.items():
            client.post("/ask", {"question": name, "answer": value})
        for who in ("", "supervisor", "records", "counsel"):
            if who:
                client.post("/reach", {"who": who})
            for _ in range(30):
                page = need_whole(client, "/ask", language)
                if 'name="question"' not in page:
                    break
                name, values = question(page)
                assert name not in CALM
                client.post("/ask", {"question": name, "answer": values[-1]})
            else:
                raise AssertionError("the questions do not end")


@pytest.mark.parametrize("language", DRAFTS)
@pytest.mark.parametrize("at", [pytest.param(one, marks=[pytest.mark.long] * (one != "jail")) for one in counters()])
def test_every_question_of_conduct_and_every_answer(visitor: Any, language: str, at: str) -> None:
    """With what is said aloud beside it; a form that is sent empty; the record and what leads there."""
    client, answers = begun(visitor(), at), dict[str, str]()
    wanted = {**CALM, "what": answers_of("what", at)[0], "top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}
    while name := next_conduct(answers):
        need_whole(client, "/ask", language)
        need_whole(client, "/ask", language, post={"question": name})
        answers[name] = wanted[name]
        client.post("/ask", {"question": name, "answer": wanted[name]})
    play(client, wanted)
    for path in ("/", "/answer", "/record", "/photograph", "/unfinished"):
        need_whole(client, path, language)


PAGES = ("/", "/counters", "/training", "/pin", "/unlock", "/away", "/password", "/factor", "/unfinished", "/done", "/nowhere", "/close")


@pytest.mark.parametrize("language", DRAFTS)
def test_every_page_beside_a_visit(visitor: Any, language: str) -> None:
    """Cards, guides, training, machines that are shared, accounts at the counter, refusals; papers as they are printed stand in English."""
    client = visitor()
    for path in PAGES:
        need_whole(client, path, language)
    for name in ("card", "edit", "guide"):
        need_whole(client, f"/counters/library/{name}", language)
    begun(client)
    printed = [one.top for one in read_knowledge().kinds]
    need_whole(client, "/papers", language, alone=tuple(printed))
    stranger = visitor(signed_in=False)
    for path in ("/signin", "/first/none", "/signin/passkey"):
        need_whole(stranger, path, language)


@pytest.mark.long
@pytest.mark.parametrize("language", DRAFTS)
@pytest.mark.parametrize("at", counters())
def test_every_guide_and_card(visitor: Any, language: str, at: str) -> None:
    """As counsel signed it."""
    client = visitor()
    for name in ("card", "edit", "guide"):
        need_whole(client, f"/counters/{at}/{name}", language)


@pytest.mark.parametrize("language", DRAFTS)
def test_a_case_of_training_and_its_score(visitor: Any, language: str) -> None:
    """What was seen otherwise too."""
    client = visitor()
    client.post("/training/play", {"case": "clinic-search-warrant"})
    client.get("/training")
    from sanctuary.desk.cases import cases

    name = next(one.id for one in cases().values() if one.counter == "library")
    client.post("/training/play", {"case": name})
    play(client, NO_PAPER)
    need_whole(client, "/answer", language)
    client.post("/language", {"language": "en", "back_to": "home"})
    english = client.post("/training/score").content.decode()
    client.post("/training/play", {"case": name})
    play(client, NO_PAPER)
    client.post("/language", {"language": language, "back_to": "home"})
    mine = client.post("/training/score").content.decode()
    assert not english_in(mine, english)


WRONG: dict[str, tuple[str, ...]] = {
    "arrived": ("25:99", "noon"),
    "left": ("23:59",),
    "officers": ("many", "-1"),
    "persons": ("99999",),
    "officer_name": ("x" * 301,),
    "badge": ("a\u202eb", "123-45-6789"),
    "supervisor_telephone": ("x" * 301,),
    "purpose_words": ("they look for someone born on 3/4/1990", "A123456789"),
    "case_no": ("x" * 301,),
    "called": ("Anna Example",),
    "decided_by": ("Anna Example",),
    "reason": ("call 213-555-0123",),
    "areas": (", ".join(["hall"] * 101),),
    "searched": ("the bag of Anna Example",),
    "taken": ("Anna Example",),
    "witnessed_by": ("Anna Example",),
    "note": ("A123456789",),
}
"""For each question of the record that is answered in words, answers that are refused."""


@pytest.mark.parametrize("language", DRAFTS)
def test_every_refusal_of_the_record_is_told_with_its_question(visitor: Any, language: str) -> None:
    """Each field that can be wrong; nothing that was typed is repeated but in the form, and nothing is lost."""
    client = begun(visitor())
    play(client, NO_PAPER)
    told = words(language)
    for name, every in WRONG.items():
        for value in every:
            page = need_whole(client, "/record", language, post={"act": "record", name: value})
            assert 'role="alert"' in page, (name, value)
            assert told.ui[f"record_{name}"] in page.partition('role="alert"')[2].partition("</div>")[0], (name, value)
    assert set(WRONG) == {one.name for one in FIELDS if one.kind != "choice"}


@pytest.mark.parametrize("language", DRAFTS)
def test_every_refusal_of_other_forms(visitor: Any, language: str) -> None:
    """Card, counter, PIN, account, photograph."""
    client = visitor()
    card = dict.fromkeys((*CARD[:2], "plan", *OTHERS[:1], OTHERS[-1]), "x" * 2_000)
    for name, value in {
        **card,
        "unit": "y" * 301,
        "wait": "soon",
        "opens": "8",
        "role_phone": "none",
        "plan": "|".join("abcdefgh"),
    }.items():
        page = need_whole(client, "/counters/library/edit", language, post={name: value})
        assert words(language).ui[f"card_{name.partition('.')[0]}"] in page.partition('role="alert"')[2].partition("</div>")[0]
    need_whole(client, "/counters", language, post={"title": "", "counter": "library"})
    need_whole(client, "/pin", language, post={"pin": "1"})
    need_whole(client, "/password", language, post={"password": "x", "new": "y", "again": "z"})
    begun(client)
    need_whole(client, "/photograph", language, post={})
    need_whole(client, "/photograph", language, post={"photograph": SimpleUploadedFile("a.png", b"no picture")})
    need_whole(visitor(signed_in=False), "/signin", language, post={"name": "nobody", "password": "wrong"})


def asked_at_counters(law: Law) -> Iterator[Any]:
    """The rules in force of a law that speak of what visitors ask for at a counter."""
    for place in counters().values():
        for act in place.asks:
            yield from (one.rule for one in law.rules_of(act.action) if place.actor in one.actors)


PLACES = ("us-ca-los-angeles", "us-tx", "us-fl", "us-il-chicago", "us-il-cook", "us-ny-nyc", "us-nj", "us-or")


@pytest.mark.parametrize("language", DRAFTS)
@pytest.mark.parametrize("place", [PLACES[0], *(pytest.param(one, marks=pytest.mark.long) for one in PLACES[1:])])
def test_every_rule_and_every_duty_that_a_counter_can_meet_is_told(library: Library, language: str, place: str) -> None:
    """The sentence of the pack, and what it obliges to."""
    law = law_of(library, place, date(2026, 11, 29))
    rules = {one.id: one for one in asked_at_counters(law)}
    assert len(rules) > 10
    said = {one.words: rule_in(law, one.id, language) for one in rules.values() if one.effect not in ("obliges", "notes")}
    assert [english for english, mine in said.items() if not mine] == []
    assert [one for one in said.values() if len(set(ENGLISH.findall(one))) > 1] == []
    for one in rules.values():
        if one.effect == "obliges":
            owed = Owed(duty=one.duty, on=one.on, within=one.within, rule=one.id, cites=(one.cites,), others=False, sometimes=True,
                reported=True, draft=False)  # fmt: skip
            assert duty_in(owed, language), one.id
            assert len(set(ENGLISH.findall(duty_in(owed, language)))) < 2


def test_a_language_that_lacks_a_sentence_says_so(library: Library, made: Made) -> None:
    """The English follows, behind a word in the language; in English nothing is said of it."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 11, 29))
    rule = next(iter(law.rules)).rule
    assert rule_in(law, rule.id, "xx") == ""
    assert words("es").own("", "a rule") == Told(text=words("es").ui["law_unsaid"], english="a rule")
    assert words("en").own("", "a rule") == Told(text="a rule")
    assert made.desk.training
