"""Behind the counter in Debian's Chromium: two people correct an entry without script; each page at two widths, in two languages."""

import gzip
import re
import time
from pathlib import Path
from typing import Any

import pytest

from desk.played import CALM
from desk.serving import Served
from desk.test_browser import PASSWORD, _look, answered, entered, opened, press, served, state
from desk.test_counsel import LAW, RULES
from desk.test_factor import code

__all__ = ["opened", "served", "state"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk in a browser")]

PAGES = (
    "/",
    "/accounts",
    "/accounts/1",
    "/invite",
    "/password",
    "/factor",
    "/entries",
    "/entries/0",  # the key of the first account
    "/entries/1",  # what it wrote first
    "/entries/1/propose/correction",
    "/entries/1/propose/erasure",
    "/due",
    "/proposals",
    "/reports",
    "/notices",
    "/jobs",
    "/readings",
    "/readings/8-usc-1373",
    "/signoff",
    "/ordinance",
    "/entries/take",
    "/published",
)


def heading(page: Any) -> str:
    """The first heading of a page."""
    return str(page.get_by_role("heading", level=1).inner_text())


def first_dealing(page: Any, state: Served) -> None:
    """Opens the page of the first dealing in the record, from the list; an account's key stands before it."""
    page.goto(f"{state.address}/entries")
    press(page, page.get_by_role("listitem").filter(has_text="dealing").last.get_by_role("link"))


@pytest.fixture(scope="module")
def second(chromium: Any, state: Served) -> Any:
    """The page of somebody in compliance, whom a supervisor invited; an entry is in the record, and a correction of it waits."""
    lead, other = (chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}) for width in (1280, 360))
    page, theirs = lead.new_page(), other.new_page()
    page.goto(f"{state.address}/signin")
    page.get_by_label("Name").fill("desk-one")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    press(page, page.get_by_role("link", name="Invite somebody"))
    page.get_by_label("Role").select_option("compliance")
    press(page, page.get_by_role("button", name="Make a link"))
    theirs.goto(page.locator("code").inner_text())
    theirs.get_by_label("Name").fill("record-keeper")
    theirs.get_by_label("Password", exact=True).fill(PASSWORD)
    theirs.get_by_label("Password again").fill(PASSWORD)
    press(theirs, theirs.get_by_role("button", name="Make the account"))
    page.goto(state.address)
    press(page, page.get_by_role("button", name="Library"))
    answered(page, {**CALM, "what": "enter", "top": "none"})
    press(page, page.get_by_role("link", name="Write it down"))
    page.get_by_label("How many officers?").fill("2")
    press(page, page.get_by_role("button", name="Put it into the record"))
    entered(page)
    first_dealing(page, state)
    press(page, page.get_by_role("link", name="Correct this entry"))
    page.get_by_label("What is wrong").select_option("event.officers_present")
    page.get_by_label("What is right").fill("3")
    page.get_by_label("Why, without a name").first.fill("three stand on the sheet at the door")
    press(page, page.get_by_role("button", name="Propose a correction"))
    assert "You proposed this." in page.get_by_role("main").inner_text()
    assert page.get_by_role("button", name="Approve").count() == 0
    lead.close()
    yield theirs
    other.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 360, "dark"), ("en", 1280, "light"), ("es", 360, "light"), ("es", 1280, "dark")]
)
def test_axe_finds_nothing_behind_the_counter(opened: Any, second: Any, state: Served, language: str, width: int, scheme: str) -> None:
    """WCAG 2.1 AA and axe's best practices, folded parts open; nothing to scroll sideways to, at 320 pixels too."""
    assert second
    page = opened(width, scheme=scheme)
    if language == "es":
        press(page, page.get_by_role("button", name="Español"))
    found = []
    for path in PAGES:
        page.goto(state.address + path)
        found += _look(page, path)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        page.set_viewport_size({"width": width, "height": 800})
    assert found == []


def test_pages_behind_the_counter_are_small(opened: Any, second: Any, state: Served) -> None:
    """With their sheet and script below 30 kB compressed."""
    assert second
    page = opened()
    for path in PAGES:
        text = page.request.get(state.address + path).text()
        whole = [
            text.encode(),
            *(page.request.get(state.address + one).body() for one in re.findall(r'(?:href|src)="(/static/[^"]+)"', text)),
        ]
        assert sum(len(gzip.compress(body)) for body in whole) < 30_000, path


def test_two_people_correct_an_entry(second: Any) -> None:
    """One proposed, the other finds it from the first page and approves; then saves the sheet and a paper, and finds the entry."""
    page = second
    press(page, page.get_by_role("link", name="The desk"))
    press(page, page.get_by_role("link", name="Waiting for a second person"))
    assert "three stand on the sheet" in page.get_by_role("main").inner_text()
    press(page, page.get_by_role("button", name="Approve"))
    said = page.get_by_role("main").inner_text()
    corrected = re.search(r"This corrects entry (\d+)", said)
    assert corrected
    assert int(heading(page).removeprefix("Entry ")) > int(corrected[1])
    assert re.search(r"supervisor-\d+", said)
    assert re.search(r"compliance-\d+", said)
    press(page, page.get_by_role("link", name="The record", exact=True))
    page.get_by_text("Look for entries").click()
    page.get_by_label("What was asked").select_option("area-access")
    press(page, page.get_by_role("button", name="Look"))
    # A correction is found with what it corrects.
    assert "Entries found: 2" in page.get_by_role("main").inner_text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a sheet").click()
    assert saved.value.suggested_filename == "record.csv"
    press(page, page.get_by_role("link", name="The desk"))
    press(page, page.get_by_role("link", name="Papers to hand out"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="English").first.click()
    assert saved.value.suggested_filename.endswith("-en.pdf")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_file_is_scanned_and_the_result_deleted(second: Any, state: Served, tmp_path: Path) -> None:
    """Sent from the first page; the page of the job says how far it is until it is done."""
    page, table = second, tmp_path / "intake.csv"
    table.write_text("first_name,immigration_status\nx,y\n")
    page.goto(state.address)
    press(page, page.get_by_role("link", name="Audits and scans"))
    page.get_by_label("File").set_input_files(table)
    press(page, page.get_by_role("button", name="Begin"))
    while "It is done." not in page.get_by_role("status").inner_text():
        press(page, page.get_by_role("link", name="Look again"))
    assert "immigration_status" in page.locator("pre").inner_text()
    assert "intake" not in page.content()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page, page.get_by_role("button", name="Delete it"))
    assert heading(page) == "Audits and scans"
    assert page.get_by_text("It is done.").count() == 0


def test_a_table_of_past_dealings_is_looked_at_first(second: Any, state: Served, tmp_path: Path) -> None:
    """From the page of the record: a dry run, then the same files added; without script."""
    page = second
    table, mapping = tmp_path / "past.csv", tmp_path / "past.toml"
    table.write_text("when,who\n2026-03-02 09:30,ice-ero\n2026-03-09 10:15,ice-ero\n")
    mapping.write_text(
        'zone = "-08:00"\n[columns]\n"event.received_at" = "when"\n"event.requesting_agency" = "who"\n[fixed]\nkind = "dealing"\n'
    )
    page.goto(f"{state.address}/entries")
    press(page, page.get_by_role("link", name="Take in past dealings"))
    for button, told in (("Look first: add nothing", "Every row can be added; none was"), ("Add every row", "The table is in the record")):
        page.get_by_label("Table", exact=True).set_input_files(table)
        page.get_by_label("Mapping of its columns").set_input_files(mapping)
        press(page, page.get_by_role("button", name=button))
        assert told in page.get_by_role("status").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_draft_that_is_pasted_is_held_against_the_law_above(second: Any, state: Served) -> None:
    """From the first page; the page of the job shows what the command says."""
    page = second
    page.goto(state.address)
    press(page, page.get_by_role("link", name="Check a draft ordinance"))
    page.get_by_label("The law above").select_option("us-ca")
    page.get_by_label("The ordinance in plain words").fill(LAW)
    page.get_by_label("The same as rules").fill(RULES)
    press(page, page.get_by_role("button", name="Hold it against the law above"))
    while "It is done." not in page.get_by_role("status").inner_text():
        press(page, page.get_by_role("link", name="Look again"))
    assert "held against the law of" in " ".join(page.locator("pre").inner_text().split())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page, page.get_by_role("button", name="Delete it"))


def test_a_void_is_proposed_from_the_page_of_the_entry(second: Any, state: Served) -> None:
    """It waits for somebody else, and can be taken away."""
    page = second
    first_dealing(page, state)
    page.get_by_text("Let it count nowhere (void)").first.click()
    page.locator('form:has(input[name="repeats"]) textarea').fill("written for practice")
    press(page, page.get_by_role("button", name="Let it count nowhere (void)"))
    assert "You proposed this." in page.get_by_role("main").inner_text()
    press(page, page.get_by_role("button", name="Take away").last)
    assert "written for practice" not in page.get_by_role("main").inner_text()


def test_a_second_factor_by_telephone(second: Any, state: Served) -> None:
    """Set up from the first page without script, with the secret as it is shown; then signing in takes password and code."""
    page = second
    page.goto(state.address)
    press(page, page.get_by_role("link", name="Second factor and passkeys"))
    press(page, page.get_by_role("link", name="Set up an app for codes"))
    page.get_by_label("Password of now").fill(PASSWORD)
    press(page, page.get_by_role("button", name="Continue"))
    assert page.locator("svg path").count() == 1
    secret = "".join(page.locator("main code").inner_text().split())
    page.get_by_label("Code of six digits").fill(code(secret, time.time()))
    press(page, page.get_by_role("button", name="Keep"))
    assert heading(page) == "Recovery codes"
    press(page, page.get_by_role("link", name="Continue"))
    press(page, page.get_by_role("button", name="Sign out"))
    page.get_by_label("Name").fill("record-keeper")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    assert heading(page) == "The second step"
    # The code of now counted; the next one counts already, for clocks differ.
    page.get_by_label("Code of your app").fill(code(secret, time.time() + 30))
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))
    assert heading(page) == "Is somebody here?"


def test_guesses_wait_and_the_page_says_until_when(chromium: Any, state: Served, second: Any) -> None:
    """After five wrong passwords; somebody who is signed in goes on."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for _ in range(6):
        page.goto(f"{state.address}/signin")
        page.get_by_label("Name").fill("record-keeper")
        page.get_by_label("Password").fill("a wrong phrase")
        press(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
    assert re.search(r"Too many tries\. .* \d\d:\d\d", page.get_by_role("alert").inner_text())
    context.close()
    second.reload()
    assert second.get_by_role("button", name="Sign out").count() == 1
