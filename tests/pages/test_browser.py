"""Pages in a real browser, on a telephone and on a desk."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from account.desk import FIRST, LAST, document, happenings
from conftest import Ran
from examples import ROOT, fences
from pages.test_html import PAGES
from record.dealings import PASSPHRASE, Clock, new_log
from sanctuary.record.entry import read_entry
from sanctuary.record.passphrase import PASSPHRASE as PASSPHRASE_VARIABLE
from triage.specimens import specimen, text_of

OWN = {
    "audit": ("audit", "los-angeles", "requests.csv", "--map", "requests.toml", "--also", "us-tx"),
    "scan": ("scan", "los-angeles", "applicants.sql"),
    "triage": ("triage", "paper.txt"),
    "report": ("report", "public-account", "--record", "record", "--from", str(FIRST), "--to", str(LAST)),
    "report for the public": ("report", "nyc-9-205", "--record", "record", "--from", str(FIRST), "--to", str(LAST), "--public"),
}
"""Pages of what somebody has: a table, a schema, a paper, a record."""
AXED = {
    **PAGES, **OWN, "all": ("assess", "--all", "--standard", "minimum"), "situation": ("timeline", "us-or", "--standard", "all"),
    "several": ("assess", "miami", "philadelphia", "us-tx"), "assess whole": ("assess", "chicago"),
    "guide": ("guide", "los-angeles", "--counter", "library"),
}  # fmt: skip
"""Pages that axe looks at: those of the other tests, of what somebody has, and others; tests/page_kinds.py has them by kind."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages by name, each written once."""
    return {"": tmp_path_factory.mktemp("pages")}


@pytest.fixture
def page_of(drawn: dict[str, Path], sanctuary: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """The file of a page that a command writes, beside what it reads."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)

    def write(name: str) -> Path:
        if name not in drawn:
            monkeypatch.chdir(drawn[""])
            if name in OWN:
                _material(drawn[""])
            path = drawn[""] / f"{name.replace(' ', '-')}.html"
            assert sanctuary(*AXED[name], "--format", "html", "-o", str(path)).code in (0, 1)
            drawn[name] = path
        return drawn[name]

    return write


def _material(folder: Path) -> None:
    """The tables and schemas of the documentation, a specimen of a paper, and a month of an invented desk."""
    if (folder / "record").exists():
        return
    for page in ("audit", "scan"):
        for fence in fences((ROOT / "docs" / "commands" / f"{page}.md").read_text(encoding="utf-8")):
            if fence.title:
                (folder / fence.title).parent.mkdir(parents=True, exist_ok=True)
                (folder / fence.title).write_text(fence.body, encoding="utf-8")
    (folder / "paper.txt").write_text(text_of(specimen("i-200", 1, 0)), encoding="utf-8")
    log = new_log(folder / "record", Clock(), people=("office",))
    log.add_many([read_entry(document(one, n), "desk") for n, one in enumerate(happenings(7))])
    log.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", [*PAGES, *OWN])
def test_a_page_fits_the_screen_and_loads_without_an_error(chromium: Any, page_of: Callable[[str], Path], name: str, width: int) -> None:
    """Nothing to scroll sideways to, folded parts open or not; no word on the console but a plain one, and no request for another file."""
    path = page_of(name)
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


@cache
def axe() -> str:
    """axe-core, as PyPI's axe-playwright-python carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    if not found or not found.origin:
        pytest.skip("PyPI's package axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


CUT = """[...document.querySelectorAll('svg')].flatMap(one => {
  const box = one.viewBox.baseVal;
  return [...one.querySelectorAll('text')].filter(text => {
    const at = text.getBBox();
    return at.x < box.x - 1 || at.x + at.width > box.x + box.width + 1 || at.y + at.height > box.y + box.height + 1;
  }).map(text => text.textContent);
})"""
"""Texts of pictures that reach past their picture."""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", AXED)
def test_axe_finds_nothing_and_no_text_of_a_picture_is_cut(
    chromium: Any, page_of: Callable[[str], Path], name: str, width: int, scheme: str
) -> None:
    """WCAG 2.1 AA and axe's best practices, folded parts open; a phone and a desk, by day and by night."""
    path = page_of(name)
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    cut = page.evaluate(CUT)
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert cut == []


@pytest.mark.browser
def test_a_page_of_320_pixels_and_a_printed_one_read_too(chromium: Any, page_of: Callable[[str], Path]) -> None:
    """Nothing to scroll sideways to; on paper the folded parts stand open."""
    path = page_of("assess")
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    shown = page.evaluate("[...document.querySelectorAll('details > :not(summary)')].every(one => one.getClientRects().length > 0)")
    page.close()
    assert shown
