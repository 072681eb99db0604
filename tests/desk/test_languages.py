"""A card in each language: no screen, guide, sign or print in a language names a role or a counter in another."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from desk.conftest import START, Made
from desk.played import CALM, begun, play, question
from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import SIGHTS, guide
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.desk.card import OTHERS, Card, calls, card_of, known_word, titled_in, words_of, words_on_paper
from sanctuary.desk.printed import Sheet, sheet
from sanctuary.desk.words import words
from sanctuary.documents import as_json, parse_json
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.triage.knowledge import read_knowledge

DRAFTS = tuple(one for one in LANGUAGES if one != "en")
NAMES = {
    *texts("en").standard.values(),
    *texts("en").counter.values(),
    *(texts("en").words[one] for one in ("role", "night", "deputy", "unit")),
}
NAMES -= {"Office"}  # "Executive Office for Immigration Review" stands on papers
NAMES |= {"the branch boss", "the second boss", "North Branch", "city attorney", "Superior Court of"}
ENGLISH = re.compile("|".join(rf"(?<![\w.])(?:{re.escape(name)})(?![\w.]\w)" for name in sorted(NAMES, key=len, reverse=True)))
"""English names of roles, offices and counters, those of files left out (`counsel.note`)."""
OWN = {
    "role": "the branch boss",
    "role_phone": "555-0101",
    "deputy": "the second boss",
    "counsel": "the city attorney",
    "plan": "Vault | * Office",
}


class Said(HTMLParser):
    """What a page says in its own language: parts marked as of another are left out, as a screen reader reads them."""

    VOID = ("meta", "link", "input", "br", "img", "option", "hr")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lang = dict(attrs).get("lang")
        if tag not in self.VOID:
            self.open.append(bool(lang) and tag != "html" and lang == "en")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.text.append(data)


def said(page: str) -> str:
    """The words of a page in its own language."""
    parser = Said()
    parser.feed(page)
    return " ".join(" ".join(parser.text).split())


@pytest.fixture(
    params=[
        pytest.param("as the demonstration fills it", marks=pytest.mark.long),
        pytest.param("words of their own", marks=pytest.mark.long),
        "own words, typed in each language",
    ]
)
def cards(request: pytest.FixtureRequest, made: Made) -> Iterator[str]:
    """Cards of every counter, put back afterwards."""
    from sanctuary.desk.models import Site

    kept = {one.slug: (one.title, one.card) for one in Site.objects.all()}
    typed = {f"{name}.{language}": "el jefe" for language in DRAFTS for name in ("role", "deputy")}
    typed |= {f"title.{language}": "Sucursal Norte" for language in DRAFTS}
    if request.param != "as the demonstration fills it":
        Site.objects.update(title="North Branch", card={**OWN, **(typed if "each" in request.param else {})})
    yield request.param
    assert made.desk.training
    for slug, (title, card) in kept.items():
        Site.objects.filter(slug=slug).update(title=title, card=card)


def pages(client: Any, slug: str, kind: str) -> Iterator[tuple[str, str]]:
    """The pages of a counter, and those of a visit at it: its questions, its screen, the record."""
    for path in ("/", "/counters", "/training", *(f"/counters/{slug}/{name}" for name in ("card", "signs", "guide", "edit"))):
        yield path, client.get(path).content.decode()
    act = counters()[kind].asks[0].id
    for answers in ({"top": "none"}, {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}):
        begun(client, slug)
        for _ in range(20):
            page = client.get("/ask", follow=True).content.decode()
            yield "/ask", page
            if 'name="question"' not in page:
                break
            name, _ = question(page)
            value = {**CALM, "proof": "refused", "claim": "yes", "what": act, **answers}.get(name, "unknown")
            client.post("/ask", {"question": name, "answer": value})
        yield "/record", client.get("/record").content.decode()
        client.post("/close")


@pytest.mark.parametrize("language", DRAFTS)
@pytest.mark.parametrize("kind", [pytest.param(one, marks=[pytest.mark.long] * (one != "shelter")) for one in counters()])
def test_no_page_of_a_language_names_a_role_or_a_counter_in_english(visitor: Any, cards: str, kind: str, language: str) -> None:
    """Whatever the card holds: roles that every language knows, words that nobody translated, and words typed in each language."""
    client = visitor()
    client.post("/language", {"language": language, "back_to": "home"})
    for path, page in pages(client, kind, kind):
        text = said(page)
        found = ENGLISH.findall(text)
        assert not found, (path, cards, text)
        if path == "/ask" and "each" in cards:
            assert "Sucursal Norte" in text
            assert "a el jefe" not in text


def sheets(library: Library, language: str, given: Mapping[str, str]) -> Iterator[Sheet]:
    """Printed guides, signed and not."""
    law = law_of(library, "us-ca-los-angeles", date(2026, 11, 22))
    questions, card = Questions(Proofs(law)), card_of(given)
    for name, signed in (("shelter", True), ("jail", False)):
        stands = Standing(stands=signed, why="" if signed else "none", signer="X", until=date(2026, 12, 1) if signed else None)
        report = guide(questions, name, signed=signed)
        yield sheet(report, law, stands, words(language), lambda one: words_on_paper(card, "", one), again="sanctuary guide")


def texts_of(held: Any) -> Iterator[str]:
    """Every `text` of a sheet: what stands in its own language."""
    if isinstance(held, dict):
        yield from ([held["text"]] if isinstance(held.get("text"), str) else [])
        for one in held.values():
            yield from texts_of(one)
    elif isinstance(held, list):
        for one in held:
            yield from texts_of(one)


@pytest.mark.long
@pytest.mark.parametrize("language", DRAFTS)
def test_no_print_of_a_language_names_a_role_in_english(library: Library, language: str) -> None:
    """The sheet that text, page and PDF are made of: roles, night, telephones."""
    for given in ({**OWN, "night_role": "the duty officer"}, {"role": "the principal", "counsel": "counsel", "unit": "the records unit"}):
        for one in sheets(library, language, given):
            for text in texts_of(parse_json(as_json(one), "the sheet")):
                assert not ENGLISH.findall(text), text
            assert one.phones[1].who.text != one.phones[0].who.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_the_demonstration_is_known(made: Made, language: str) -> None:
    """In every language, so that a fresh desk speaks it whole."""
    from sanctuary.desk.demonstration import ROLES

    assert made.desk.training
    for roles in ROLES.values():
        for role in roles:
            assert known_word(role, "en", language)


def test_words_of_a_card_by_language(made: Made) -> None:
    """As typed for the language; else the word that every language has, with or without its article; else the general one."""
    card = card_of({**OWN, "role": "Principal", "deputy.es": "el segundo jefe", "unit": "the vault office"})
    assert [card.word(name, "es") for name in ("role", "deputy", "counsel", "unit", "night_role")] == [
        "la dirección de la escuela", "el segundo jefe", "la asesoría jurídica de la ciudad", "la oficina a cargo", "",
    ]  # fmt: skip
    assert card.word("role", "en") == "Principal"
    spanish = card_of({"role.es": "la dirección de la escuela", "counsel.es": "el abogado"})
    assert spanish.word("role", "en") == "the principal"
    assert spanish.word("counsel", "en") == "counsel"
    line = calls(spanish, START, ("counsel",), texts("es"))[0]
    assert (line.who, line.do) == ("el abogado", "Llame al abogado")
    assert words_of(spanish, START, "X", "es")["counsel"] == "el abogado"
    rooms = card_of({"plan": "Entrance | Vault\n* Behind the counter"}).rooms_in("es")
    assert [(one.name, one.staff, one.language) for row in rooms for one in row] == [
        ("Entrada", False, "es"), ("Vault", False, "en"), ("Detrás del mostrador", True, "es"),
    ]  # fmt: skip
    assert made.desk.training
    for name in OTHERS:
        with pytest.raises(RequestError):
            card_of({name: "x" * 1_001})


def test_names_of_counters_by_language() -> None:
    """What it is, where the agency typed no name; with its own name where two are the same."""
    card = Card()
    assert titled_in("Library", "library", card, "es", alone=False) == "Biblioteca"
    assert titled_in("Central Library", "library", card, "es") == "Biblioteca"
    assert titled_in("Central Library", "library", card, "es", alone=False) == "Biblioteca (Central Library)"
    assert titled_in("Central Library", "library", card_of({"title.es": "Biblioteca Central"}), "es") == "Biblioteca Central"
    assert titled_in("Central Library", "library", card, "en", alone=False) == "Central Library"


def test_signs_hang_in_every_language_each_marked_as_a_draft_where_it_is_one(visitor: Any) -> None:
    """Whom to report to and who decides, in the words of each."""
    page = visitor().get("/counters/school/signs").content.decode()
    for language in LANGUAGES:
        held = texts(language)
        assert page.count(f'<div lang="{language}">') == 2
        assert held.sign["staff"] in page
        assert page.count(f"<small>{held.draft}</small>") == (2 if held.draft else 0)
    assert "Decide la dirección de la escuela." in page
    assert "Decisions are made by the principal." in page


@pytest.mark.parametrize("language", DRAFTS)
def test_specimens_of_papers_are_told_in_every_language(visitor: Any, language: str) -> None:
    """What each asks for and its trap, with the English beside; the paper itself stays as it is printed. None of another state."""
    known = {one.id: one for one in read_knowledge().kinds}
    assert set(words(language).paper) == set(known)
    for name, held in words(language).paper.items():
        assert bool(held.get("mistaken")) == bool(known[name].mistaken)
    client = visitor()
    client.post("/language", {"language": language, "back_to": "home"})
    page = client.get("/papers").content.decode()
    for one in known.values():
        assert (one.title in page) == (one.pack in ("us", "us-ca"))
    assert words(language).paper["i-200"]["asks"] in said(page)
    assert known["i-200"].asks not in said(page)


@pytest.mark.parametrize(("place", "first"), [("us-il-cook", "Circuit Court"), ("us-ny", "Supreme Court"), ("us-tx", "District Court")])
def test_a_desk_names_the_courts_of_its_state(
    visitor: Any, made: Made, library: Library, monkeypatch: pytest.MonkeyPatch, place: str, first: str
) -> None:
    """In the question, in what papers look like, and in the training case; none of another state."""
    law = law_of(library, place, made.desk.today())
    questions = Questions(Proofs(law))
    monkeypatch.setattr(type(made.desk), "law", lambda _self, _on: law)
    monkeypatch.setattr(type(made.desk), "questions", lambda _self, _on: questions)
    client = visitor()
    for language in LANGUAGES:
        client.post("/language", {"language": language, "back_to": "home"})
        assert first in client.get("/training").content.decode()
        begun(client)
        for name, value in {**CALM, "what": "enter"}.items():
            client.post("/ask", {"question": name, "answer": value})
        page = client.get("/ask").content.decode()
        assert question(page)[0] == "top"
        assert page.count(first) >= 2
        assert "Superior Court" not in page
        client.post("/close")


def test_the_law_below_says_duties_in_words(visitor: Any) -> None:
    """No bare word of the encoding: what is owed, when, and by which paragraph."""
    shown = play(begun(visitor(), "jail"), {**CALM, "what": "hold", **SIGHTS["detainer"]})
    duties = shown[shown.index("<h3>") :].partition("</ul>")[0]
    assert "give the person a copy of the request" in duties
    assert "On receiving it" in duties
    assert "copy-to-person" not in shown
