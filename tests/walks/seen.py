"""The counter in Chromium: a visit by touch, and one by keyboard alone; what a page asks for, keeps and lets be seen."""

import re
from typing import Any

from at_desk import PHRASE, Desk, Walk
from walking import NO_PAPER, axe

__all__ = ["PAGES", "keyboard", "press", "seen", "signed_in"]

PAGES: tuple[str, ...] = ("/", "/training", "/counters", "/papers", "/photograph", "/record", "/answer", "/unfinished", "/pin", "/ask/1")
PAGES += tuple(f"/counters/library/{one}" for one in ("card", "signs", "guide", "edit"))

TARGETS = "main button:not(.plain), main .button, main a.call, main label.choice"


def press(page: Any, what: Any) -> None:
    """Presses what leads to another page, and waits until that page is whole."""
    with page.expect_navigation():
        what.click()


def signed_in(page: Any, desk: Desk, name: str = "lead") -> None:
    """By name and password, on the page for it."""
    page.goto(f"{desk.address}/signin")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PHRASE)
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))


def answered(page: Any, answers: dict[str, str]) -> None:
    """Answers by a press on the words and on Continue, until the screen."""
    while page.locator("input[name=question]").count():
        name = page.locator("input[name=question]").get_attribute("value")
        page.locator(f"label.choice:has(input[value='{answers.get(name, 'unknown')}'])").click()
        press(page, page.locator("form[action='/ask'] > button"))


def begun(page: Any, desk: Desk, counter: str) -> None:
    """A visit at a counter, from the first page."""
    page.goto(f"{desk.address}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    press(page, page.locator(f"button[value={counter}]").last)


def seen(walk: Walk, chromium: Any, desk: Desk, width: int, *, script: bool) -> None:
    """One visit at a width, with script or without: the screen, axe on each page, and what the browser kept."""
    at = f"{width} pixels, script {'on' if script else 'off'}"
    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page, told = context.new_page(), list[str]()
    page.set_default_timeout(0)
    page.on("console", lambda one: told.append(one.text))
    page.on("request", lambda one: None if one.url.startswith(desk.address) else told.append(one.url))
    signed_in(page, desk)
    begun(page, desk, "library")
    answered(page, NO_PAPER)
    _screen(walk, page, at)
    found, wide = [], []
    for path in PAGES:
        page.goto(desk.address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        if script:  # axe waits by the page's own timers, which never run without
            page.evaluate(axe())
            found += [(path, one["id"]) for one in page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    if script:
        walk.holds(f"axe finds nothing on {len(PAGES)} pages ({at})", not found, found)
    walk.holds(f"nothing to scroll sideways to ({at})", not wide, wide)
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    walk.holds(f"nothing is kept in the browser ({at})", kept == [0, 0, ""], kept)
    page.goto(f"{desk.address}/record")
    page.get_by_label("How many officers?").fill("2")
    press(page, page.get_by_role("button", name="Put it into the record"))
    while (head := page.get_by_role("heading", level=1).inner_text()) == "It will be entered in the record":
        press(page, page.get_by_role("link", name="Look for the number"))
    walk.holds(f"a whole visit ends in the record ({at})", head == "It is in the record", head)
    walk.holds(f"no policy is broken and nobody else is asked ({at})", not told, told)
    context.close()


def _screen(walk: Walk, page: Any, at: str) -> None:
    answer, call = page.get_by_role("heading", level=1), page.locator(".call")
    sizes = [float(one.evaluate("one => getComputedStyle(one).fontSize").removesuffix("px")) for one in (answer, call)]
    box = call.bounding_box()
    walk.holds(
        f"the call is larger than the answer, and on the first screen ({at})",
        sizes[1] > sizes[0] and box["y"] + box["height"] < 800,
        (sizes, box),
    )
    low = page.evaluate(f"[...document.querySelectorAll('{TARGETS}')].map(one => one.offsetHeight)")
    walk.holds(f"every target is 40 pixels high ({at})", low and min(low) >= 40, low)
    colors = page.evaluate(
        "[...document.querySelectorAll('h1, .call, .do, .say')].map(one => getComputedStyle(one).color + getComputedStyle(one).backgroundColor)"
    )
    plain = [tuple(int(part) for part in re.findall(r"\d+", one)[:3]) for one in colors]
    strong = [one for one in plain if one[1] > one[0] + 60 and one[1] > one[2] + 60]
    walk.holds(f"no green for yes ({at})", not strong, strong)


def keyboard(walk: Walk, chromium: Any, desk: Desk) -> None:
    """From the first page to the screen without a pointer; Shift three times leaves."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(0)
    signed_in(page, desk)
    page.goto(f"{desk.address}/")
    if page.locator("form[action='/close'] button").count():
        press(page, page.locator("form[action='/close'] button"))
    walk.holds("the first stop of the Tab key is the skip link", _tab(page, "document.activeElement.className === 'skip'") == 1, "another")
    _tab(page, "document.activeElement.name === 'site'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    unseen, steps = 0, 0
    while page.locator("input[name=question]").count() and steps < 30:
        name = page.locator("input[name=question]").get_attribute("value")
        _tab(page, "document.activeElement.name === 'answer'")
        unseen += page.evaluate("getComputedStyle(document.activeElement.closest('label')).outlineStyle") != "solid"
        wanted = NO_PAPER.get(name, "unknown")
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.value") != wanted:
            page.keyboard.press("ArrowDown")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        steps += 1
    walk.holds("a visit goes by keyboard alone to its screen", page.url.endswith("/answer"), (page.url, steps))
    walk.holds("the focus is seen at every question", unseen == 0, unseen)
    read = page.get_by_role("main").aria_snapshot()
    order = [read.find(one) for one in ("heading", "Call ", "Never block", "Write it down")]
    walk.holds("a screen reader hears what to do and whom to call first", -1 not in order and order == sorted(order), order)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/away")
    walk.holds("Shift three times leaves; a plain link does too", "Welcome" in page.content(), page.url)
    context.close()


def _tab(page: Any, until: str) -> int:
    """Presses Tab until it holds; how often."""
    for number in range(1, 60):
        page.keyboard.press("Tab")
        if page.evaluate(until):
            return number
    raise AssertionError(f"the Tab key never comes to: {until}")
