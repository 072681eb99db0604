"""The desk in Debian's Chromium, served as it is: at a telephone's and a desk's width, with and without script, by keyboard alone."""

import gzip
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from desk.played import CALM
from desk.serving import Served, serving
from pages.test_browser import axe
from sanctuary.conduct.counters import counters
from sanctuary.conduct.guide import guide
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.texts import LANGUAGES
from sanctuary.desk.card import Card, words_on_paper
from sanctuary.desk.printed import sheet
from sanctuary.desk.words import words
from sanctuary.engine.prove import Proofs
from sanctuary.engine.questions import Questions
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.pages.html import page as written

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk in a browser")]

PASSWORD = "a long enough phrase"  # noqa: S105 - of an account that lives as long as the test
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`sanctuary serve` on a free port, until the tests are done."""
    with serving(tmp_path_factory.mktemp("served")) as one:
        yield one


@pytest.fixture(scope="module")
def state(chromium: Any, served: Served) -> Any:
    """The cookies of whoever made the first account, by the forms of the pages."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.first)
    page.get_by_label("Name").fill("desk-one")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    press(page, page.get_by_role("button", name="Make the account"))
    assert page.get_by_role("heading", level=1).inner_text() == "Is somebody here?"
    # Without hours it is day at whatever hour the tests run.
    for name in ("library", "clinic", "school"):
        page.goto(f"{served.address}/counters/{name}/edit")
        page.get_by_label("Opens at").fill("")
        press(page, page.get_by_role("button", name="Keep"))
    context.close()
    return served


@pytest.fixture
def opened(chromium: Any, state: Served) -> Iterator[Any]:
    """Opens a page that is signed in, by the form; checks that nothing complained and nothing else was asked for."""
    contexts = []
    told: list[str] = []

    def new(width: int = 1280, *, script: bool = True, scheme: str = "light") -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("request", lambda request: None if request.url.startswith(state.address) else told.append(request.url))
        page.goto(f"{state.address}/signin")
        page.get_by_label("Name").fill("desk-one")
        page.get_by_label("Password").fill(PASSWORD)
        press(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
        return page

    yield new
    for context in contexts:
        context.close()
    # Chromium's word on the page that there is not, which one test opens.
    assert [one for one in told if "status of 404" not in one] == []


def entered(page: Any) -> None:
    """Looks for the number until the writer has entered the visit."""
    while (head := page.get_by_role("heading", level=1).inner_text()) == "It will be entered in the record":
        press(page, page.get_by_role("link", name="Look for the number"))
    assert head == "It is in the record"


def press(page: Any, what: Any) -> None:
    """Presses what leads to another page, and waits until that page is whole: on a busy machine the old one would be read."""
    with page.expect_navigation():
        what.click()


def answered(page: Any, answers: dict[str, str], otherwise: str = "unknown") -> None:
    """Answers each question by a press on its words and on Continue, in any language, until the screen."""
    for _ in range(40):
        if page.locator("input[name=question]").count() == 0:
            return
        name = page.locator("input[name=question]").get_attribute("value")
        page.locator(f"label.choice:has(input[value='{answers.get(name, otherwise)}'])").click()
        press(page, page.locator("form[action='/ask'] > button"))
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_visit_from_the_first_page_into_the_record(opened: Any, width: int, *, script: bool) -> None:
    """The call button is larger than the answer and on the first screen; nothing to scroll sideways to; every target is high enough."""
    page = opened(width, script=script)
    press(page, page.get_by_role("button", name="Library"))
    assert page.title() == "Is anybody hurt or in danger right now?"
    answered(page, {**CALM, "what": "enter", "top": "none"})
    answer, call = page.get_by_role("heading", level=1), page.locator(".call")
    assert answer.inner_text() == "Do not agree. Call first."
    boxes = [one.bounding_box() for one in (answer, call)]
    sizes = [float(one.evaluate("one => getComputedStyle(one).fontSize").removesuffix("px")) for one in (answer, call)]
    assert sizes[1] > sizes[0]
    assert boxes[1]["width"] * boxes[1]["height"] > boxes[0]["width"] * boxes[0]["height"]
    assert boxes[1]["y"] + boxes[1]["height"] < 800
    assert call.get_attribute("href") == "tel:5550103"
    targets = "main button:not(.plain), main .button, main a.call, main label.choice"
    low = page.evaluate(f"[...document.querySelectorAll('{targets}')].map(one => one.offsetHeight)")
    assert min(low) >= 40
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(page, page.get_by_role("link", name="Write it down"))
    page.get_by_label("How many officers?").fill("2")
    press(page, page.get_by_role("button", name="Put it into the record"))
    entered(page)
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() in ("It is in the record", "Is somebody here?")


def test_two_windows_and_a_double_click_are_one_visit(opened: Any) -> None:
    """A stale page in the second window puts its answer under its own question."""
    page = opened()
    press(page, page.get_by_role("button", name="Clinic"))
    second = page.context.new_page()
    second.goto(page.url)
    answered(page, {**CALM, "what": "enter", "top": "none"})
    second.locator("label.choice", has_text="Yes").click()
    second.get_by_role("button", name="Continue").dblclick()
    second.wait_for_url("**/answer")
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Call 911. Then call the administrator on duty."
    press(page, page.get_by_role("button", name="Stop here"))
    assert page.get_by_role("heading", level=1).inner_text() == "Is somebody here?"


def test_by_keyboard_alone(opened: Any) -> None:
    """The skip link first, arrows among answers, Enter sends; focus is always seen; Shift three times leaves."""
    page = opened()
    page.get_by_role("button", name="School").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Is anybody hurt").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        if page.evaluate("document.activeElement.name") == "answer":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle") == "solid"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Do they say that it is an emergency?").wait_for()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/away")
    assert "School" not in page.content()
    page.goto(page.url.replace("/away", "/"))
    press(page, page.get_by_role("button", name="Stop here"))


PAGES = tuple(f"/counters/library/{name}" for name in ("card", "signs", "guide", "edit"))
PAGES += (
    "/",
    "/ask",
    "/training",
    "/counters",
    "/pin",
    "/invite",
    "/photograph",
    "/record",
    "/papers",
    "/unfinished",
    "/answer",
    "/nowhere",
    "/away",
)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 360, "light"), ("en", 1280, "dark"), ("es", 360, "dark"), ("es", 1280, "light")]
)
def test_axe_finds_nothing_on_any_page(opened: Any, state: Served, language: str, width: int, scheme: str) -> None:
    """WCAG 2.1 AA and axe's best practices, folded parts open; and nothing to scroll sideways to, at 320 pixels too."""
    page = opened(width, scheme=scheme)
    if language == "es":
        press(page, page.get_by_role("button", name="Español"))
    page.goto(f"{state.address}/")
    press(page, page.locator("button[value=library]"))
    found = _look(page, "/ask")
    answered(page, {**CALM, "what": "enter", "top": "none"})
    for path in PAGES:
        page.goto(state.address + path)
        found += _look(page, path)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES:
        page.goto(state.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert found == []


WIDER = """[...document.querySelectorAll('main :is(dt, dd, p, li, h1, h2, label, button, legend, summary, pre, td, th):not(.hidden)')]
.filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 120))"""
"""Text that is wider than its box, and so lies over what stands beside it; axe does not look for it."""


def _look(page: Any, path: str) -> list[tuple[str, str, str]]:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    # The policy of the pages lets no script of others in; axe is put in by the browser's own hand.
    page.evaluate(axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    wide = page.evaluate(WIDER)
    return [(path, one["id"], one["nodes"][0]["html"]) for one in found["violations"]] + [
        (path, "runs over its neighbor", one) for one in wide
    ]


def test_a_screen_reader_reads_conduct_first(opened: Any) -> None:
    """The reading order of the screen: the answer, the call, what to say, what never to do; law after all of them."""
    page = opened()
    press(page, page.get_by_role("button", name="Library"))
    answered(page, {**CALM, "what": "enter", "top": "none"})
    read = page.get_by_role("main").aria_snapshot()
    order = ["Do not agree. Call first.", "Call the person in charge", "No answer?", "I cannot consent to this.", "Never block"]
    order += ["Write it down", "They go in anyway", "Keep every record as it is"]
    places = [read.index(text) for text in order]
    assert places == sorted(places)
    press(page, page.get_by_role("button", name="Stop here"))


def test_page_and_sheet_are_small(opened: Any, state: Served) -> None:
    """Together below 30 kB compressed, the longest of them too."""
    page = opened()
    for path in ("/", "/training", "/papers", "/counters/jail/guide", "/counters/library/edit"):
        text = page.request.get(state.address + path).text()
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', text)
        assert len(files) == 2
        whole = [text.encode(), *(page.request.get(state.address + one).body() for one in files)]
        assert sum(len(gzip.compress(body)) for body in whole) < 30_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_guide_of_each_counter_is_two_pages_at_most(opened: Any, state: Served, language: str) -> None:
    """On Letter paper, as the browser prints it, in each language; signs are a sheet each."""
    page = opened()
    if language != "en":
        press(page, page.locator(f"button[lang={language}]"))
    for name in counters():
        page.goto(f"{state.address}/counters/{name}/guide")
        assert 1 <= len(re.findall(rb"/Type /Page\b", page.pdf(format="Letter"))) <= 2, name
    page.goto(f"{state.address}/counters/library/signs")
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="Letter"))) == 2


@pytest.mark.parametrize("place", ["us-il-cook", "us-tx", "us-fl", "us-or"])
def test_the_longest_guides_print_on_two_pages_too(chromium: Any, library: Library, place: str) -> None:
    """The page that `sanctuary guide` writes for the jail of places with more law, as counsel signed it, in each language."""
    law = law_of(library, place, date(2026, 11, 22))
    report, stands = guide(Questions(Proofs(law)), "jail", signed=True), Standing(stands=True, signer="Counsel", until=date(2027, 3, 2))
    page = chromium.new_page()
    for language in LANGUAGES:
        told = sheet(report, law, stands, words(language), lambda one: words_on_paper(Card(), "", one))
        page.set_content(written("guide", sheet=told))
        assert len(re.findall(rb"/Type /Page\b", page.pdf(format="Letter"))) <= 2, language
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clerk_sees_what_to_do_and_whom_to_call_at_once(opened: Any, state: Served, language: str, width: int) -> None:
    """By each paper, without a turn of the wheel: the heading is short, and the call stands below it whole, larger than the answer."""
    page = opened(width)
    if language != "en":
        press(page, page.locator(f"button[lang={language}]"))
    for site, asked, sight in (
        ("library", "enter", {"top": "none"}),
        ("clinic", "enter", {"top": "federal-court", "title": "search", "foot": "judge", "match": "yes"}),
        ("school", "enter", {"top": "other"}),
    ):
        page.goto(f"{state.address}/")
        # Beside the counter of the last visit the others are folded.
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        press(page, page.locator(f"button[value={site}]").last)
        answered(page, {**CALM, "what": asked, **sight})
        heading, call = page.get_by_role("heading", level=1), page.locator(".call")
        assert len(heading.evaluate("one => one.firstChild.textContent").split()) <= 20
        box = call.bounding_box()
        assert box["y"] + box["height"] < 800
        sizes = [float(one.evaluate("one => getComputedStyle(one).fontSize").removesuffix("px")) for one in (heading, call)]
        assert sizes[1] > sizes[0]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        press(page, page.locator("form[action='/close'] button"))
