"""Pages in a real browser, on a telephone and on a desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Ran
from pages.test_html import PAGES


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_screen_and_loads_without_an_error(
    chromium: Any, sanctuary: Callable[..., Ran], tmp_path: Path, name: str, width: int
) -> None:
    """Nothing to scroll sideways to, folded parts open or not; no word on the console but a plain one, and no request for another file."""
    path = tmp_path / f"{name}.html"
    assert sanctuary(*PAGES[name], "--format", "html", "-o", str(path)).code == 0
    page = chromium.new_page(viewport={"width": width, "height": 800})
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda problem: told.append(str(problem)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    for folded in (True, False):
        page.evaluate("open => document.querySelectorAll('details').forEach(one => one.open = open)", not folded)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    assert told == []
    assert asked == [path.as_uri()]
