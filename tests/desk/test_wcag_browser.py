"""What WCAG asks and axe cannot see: text that is spaced or doubled, a focus that is seen, titles, and borders of fields."""

from typing import Any

import pytest

from desk.serving import Served
from desk.test_browser import opened, served, state

__all__ = ["opened", "served", "state"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk in a browser")]

PAGES = (
    "/", "/counters", "/training", "/papers", "/pin", "/password", "/factor", "/factor/passkey", "/accounts", "/invite", "/entries", "/due",
    "/proposals", "/reports", "/notices", "/jobs", "/readings", "/signoff", "/ordinance", "/entries/take", "/published", "/unfinished",
    "/counters/library/card", "/counters/library/edit", "/counters/library/guide", "/counters/library/signs",
)  # fmt: skip

SPACED = """() => {
  for (const one of document.querySelectorAll("body, body *")) {
    one.style.setProperty("line-height", "1.5", "important");
    one.style.setProperty("letter-spacing", ".12em", "important");
    one.style.setProperty("word-spacing", ".16em", "important");
    if (one.tagName === "P") one.style.setProperty("margin-bottom", "2em", "important");
  }
}"""
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const style = getComputedStyle(one);
  return !one.matches(".hidden, input, select, textarea, pre, code") && one.textContent.trim() && style.overflow === "hidden"
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 80))"""


def test_text_that_is_spaced_or_doubled_is_whole(opened: Any, state: Served) -> None:
    """At 320 pixels with the spacing of 1.4.12, and with letters of twice the size at 1280 (1.4.4): nothing is cut or scrolls sideways."""
    page, found = opened(), []
    for path in PAGES:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(state.address + path)
        page.evaluate(SPACED)
        found += [(path, "spaced", one) for one in page.evaluate(CUT)]
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append((path, "spaced", "sideways"))
        # Twice the size is half the width.
        page.set_viewport_size({"width": 640, "height": 400})
        page.goto(state.address + path)
        found += [(path, "doubled", one) for one in page.evaluate(CUT)]
        if page.evaluate("document.documentElement.scrollWidth") > 640:
            found.append((path, "doubled", "sideways"))
    assert found == []


def test_each_page_has_a_title_of_its_own(opened: Any, state: Served) -> None:
    """Two pages share none; the heading is one."""
    page, titles = opened(), dict[str, str]()
    for path in PAGES:
        page.goto(state.address + path)
        title = page.title()
        assert title.strip(), path
        if path not in ("/counters/library/guide", "/counters/library/signs", "/counters/library/card", "/counters/library/edit"):
            assert title not in titles, (path, titles.get(title))
            titles[title] = path
        assert page.get_by_role("heading", level=1).count() == 1, path


def test_the_focus_is_seen_wherever_it_goes(opened: Any, state: Served) -> None:
    """Through every element of each page by the Tab key, in the order of the page; it comes back out (2.1.2, 2.4.3, 2.4.7)."""
    page, found = opened(), []
    look = """() => { const one = document.activeElement, style = getComputedStyle(one), box = one.closest(".choice");
      const rim = box ? getComputedStyle(box) : style;
      const seen = style.outlineStyle !== "none" || rim.outlineStyle !== "none";
      return [one.tagName, (one.textContent || one.name || "").trim().slice(0, 40), seen,
        [...document.querySelectorAll("*")].indexOf(one)] }"""
    for path in PAGES:
        page.goto(state.address + path)
        last = -1
        for _ in range(400):
            page.keyboard.press("Tab")
            tag, words, seen, place = page.evaluate(look)
            if tag == "BODY" or place <= last:
                break
            last = place
            if not seen:
                found.append((path, tag, words))
        else:
            found.append((path, "the focus does not come out", ""))
    assert found == []
