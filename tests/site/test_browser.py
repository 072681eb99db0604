"""The site in a real browser, from a web server: axe, nothing to scroll sideways to, the search, and no word to anybody else."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sanctuary
from page_kinds import ALSO_OF_THE_SITE, OF_THE_SITE
from pages.test_browser import axe

pytestmark = pytest.mark.browser

KINDS = (*OF_THE_SITE.values(), *ALSO_OF_THE_SITE)
"""A page of each kind."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A small site at an address of this machine."""
    folder = tmp_path_factory.mktemp("served") / "site"
    sanctuary.site(folder, "2026-11-22", places=["us-tx"], standard="minimum", situations=0, keep=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", folder
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_every_kind_of_page_fits(chromium: Any, served: tuple[str, Path], width: int, scheme: str) -> None:
    """WCAG 2.1 AA, folded parts open; no request leaves the server, no cookie is set, no word stands on the console."""
    address, folder = served
    for name in KINDS:
        assert (folder / name).is_file(), name
        page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        told: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message, told=told: told.append(message.text))
        page.on("pageerror", lambda problem, told=told: told.append(str(problem)))
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address + name, wait_until="load")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.evaluate(axe())
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], name
        assert page.context.cookies() == []
        page.close()
        assert told == [], name
        assert [one for one in asked if not one.startswith((address, "data:"))] == [], name


def test_the_search_finds_a_city_and_its_states_page_says_whose_law_answers(chromium: Any, served: tuple[str, Path]) -> None:
    """Typed as people type: without accents, with the state; a name that nobody has leads to the list."""
    address, _ = served
    page = chromium.new_page()
    page.goto(address)
    for typed, label in (
        ("abilene, tx", "Abilene, Texas"),
        ("St. Louis, Missouri", "St. Louis, Missouri"),
        ("nyc", "New York"),
        ("dona ana county", "Doña Ana County"),
        ("boise idaho", "Boise, Idaho"),
        ("Is Boise a sanctuary city?", "Boise, Idaho"),
        ("abilene texas", "Abilene, Texas"),
        ("new york", "New York"),
    ):
        page.fill("#q", typed)
        page.wait_for_selector(f"#found a:has-text('{label}')")
    page.fill("#q", "new york")
    page.wait_for_selector("#found a:has-text('New York')")
    links = page.eval_on_selector_all("#found a", "some => some.map(one => one.href)")
    assert len(links) == len(set(links))
    page.fill("#q", "abilene, tx")
    page.wait_for_selector("#found a:has-text('Abilene, Texas')")
    page.press("#q", "Enter")
    page.wait_for_selector("#here:not([hidden])")
    assert page.url == f"{address}places/us-tx.html#us-tx-abilene"
    assert page.inner_text("#here").startswith("Abilene, Texas: no local rule of it is encoded here. This page answers for the state;")
    assert page.inner_text("#here").endswith('sanctuary assess "Abilene, Texas"')
    page.goto(address)
    page.fill("#q", "xyzzyplugh")
    page.wait_for_selector("#found li:has-text('Choose the state below')")
    page.close()


def test_two_days_stand_beside_each_other(chromium: Any, served: tuple[str, Path]) -> None:
    """What is chosen in the two lists is told from the rows of the table."""
    address, _ = served
    page = chromium.new_page()
    page.goto(address + "changes/us-tx.html")
    lists = ["form > label:nth-of-type(1) select", "form > label:nth-of-type(2) select"]
    first, second = [page.eval_on_selector(one, "one => one.selectedIndex") for one in lists]
    assert first == second + 1
    page.select_option(lists[0], index=page.eval_on_selector(lists[0], "one => one.length - 1"))
    assert "Minimum definition: first known: no" in page.inner_text("form + ul")
    last = page.eval_on_selector("form > label:nth-of-type(2) select", "one => one.value")
    page.select_option("form > label:nth-of-type(1) select", last)
    assert page.inner_text("form + ul") == "No answer differs between the two days."
    page.close()


def test_without_a_script_every_place_can_be_reached(chromium: Any, served: tuple[str, Path]) -> None:
    """The search stays hidden; the list of states leads to a page that names the city."""
    address, _ = served
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.is_visible("#find")
    page.click("text=Wyoming")
    assert page.url == f"{address}places/us-wy.html"
    page.goto(f"{address}places/us-wy.html#us-wy-cheyenne")
    assert page.is_visible("#us-wy-cheyenne")
    context.close()
