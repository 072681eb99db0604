"""The page to try in a real browser: axe, nothing to scroll sideways to, at a telephone's and a desk's width; it works without a script."""

from typing import Any

import pytest

from desk.test_browser import press
from pages.test_browser import axe

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_page_to_try(chromium: Any, address: str, width: int, scheme: str) -> None:
    """Empty, with several places of a name, and with an answer, its folded parts open."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{address}/try", wait_until="load")
    clean(page, width)
    page.fill("input[name=place]", "Austin")
    press(page, page.locator("main form button"))
    assert page.is_visible("text=Several places have this name")
    clean(page, width)
    page.select_option("select[name=place]", "us-tx-austin")
    press(page, page.locator("main form button"))
    assert page.is_visible("section[aria-label=Answer]")
    assert page.is_visible("text=sanctuary decide us-tx-austin")
    clean(page, width)
    assert page.context.cookies() == []
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_page_to_try_in_spanish(chromium: Any, address: str, width: int) -> None:
    """With an answer; the English page is a link away."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/es/try", wait_until="load")
    page.select_option("select[name=action]", "hold")
    press(page, page.locator("main form button"))
    assert page.is_visible("section[aria-label=Respuesta]")
    clean(page, width)
    press(page, page.locator("header a[hreflang=en]"))
    assert page.is_visible("text=Whose law?")
    page.close()


def clean(page: Any, width: int) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
