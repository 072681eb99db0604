"""Passkeys in Chromium with its own virtual authenticator: made, used alone and as the second step, taken away, and refused elsewhere."""

from collections.abc import Iterator
from typing import Any

import pytest

from desk.serving import Served
from desk.test_browser import PASSWORD, WIDTHS, _look, press, served, state

__all__ = ["served", "state"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk in a browser")]


@pytest.fixture
def device(chromium: Any, state: Served) -> Iterator[Any]:
    """Makes pages of a browser whose device has a passkey store of its own; whatever a page's policy forbids fails the test."""
    contexts, told = [], list[str]()

    def new(*, verified: bool = True, width: int = 360) -> tuple[Any, Any, str]:
        context = chromium.new_context(viewport={"width": width, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("request", lambda request: None if request.url.startswith(state.address) else told.append(request.url))
        driver = context.new_cdp_session(page)
        driver.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": verified, "automaticPresenceSimulation": True,
        }  # fmt: skip
        store = driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
        return page, driver, store

    yield new
    for context in contexts:
        context.close()
    assert [one for one in told if "status of 403" not in one] == []


def heading(page: Any) -> str:
    return str(page.get_by_role("heading", level=1).inner_text())


def signed_in(page: Any, state: Served) -> None:
    """By name and password."""
    page.goto(f"{state.address}/signin")
    page.get_by_label("Name").fill("desk-one")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, page.get_by_role("main").get_by_role("button", name="Sign in", exact=True))


def made(page: Any, state: Served, name: str) -> None:
    """A passkey, from the first page on."""
    page.goto(state.address)
    press(page, page.get_by_role("link", name="Second factor and passkeys"))
    press(page, page.get_by_role("link", name="Make a passkey"))
    if heading(page) == "Show again who you are":
        page.get_by_label("Password of now").fill(PASSWORD)
        press(page, page.get_by_role("button", name="Continue"))
    page.get_by_label("What do you call it?").fill(name)
    press(page, page.get_by_role("button", name="Make a passkey"))


def test_a_passkey_is_made_and_signs_in_alone_and_as_the_second_step(device: Any, state: Served) -> None:
    """The policy of the pages stays as it is; the codes for when it is lost come first; without it the password opens nothing."""
    page, driver, store = device()
    signed_in(page, state)
    made(page, state, "the key of the desk")
    assert heading(page) == "Recovery codes"
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    press(page, page.get_by_role("link", name="Continue"))
    assert "the key of the desk" in page.get_by_role("main").inner_text()
    kept = driver.send("WebAuthn.getCredentials", {"authenticatorId": store})["credentials"]
    assert [(one["isResidentCredential"], one["rpId"]) for one in kept] == [(True, "localhost")]
    # Alone.
    press(page, page.get_by_role("button", name="Sign out"))
    press(page, page.get_by_role("link", name="Sign in with a passkey"))
    before = page.context.cookies()
    press(page, page.get_by_role("button", name="Use a passkey"))
    assert heading(page) == "Is somebody here?"
    assert page.context.cookies()[0]["value"] not in [one["value"] for one in before]
    # After the password.
    press(page, page.get_by_role("button", name="Sign out"))
    signed_in(page, state)
    assert heading(page) == "The second step"
    page.goto(f"{state.address}/entries")
    assert heading(page) == "Sign in"
    signed_in(page, state)
    press(page, page.get_by_role("button", name="Use a passkey"))
    assert heading(page) == "Is somebody here?"
    # Another device has none, and a recovery code opens the second step.
    other, _, _ = device()
    signed_in(other, state)
    assert heading(other) == "The second step"
    other.get_by_label("Recovery code").fill(codes[0])
    press(other, other.get_by_role("button", name="Sign in", exact=True))
    assert heading(other) == "Is somebody here?"
    # Whoever wants to take it away shows it again.
    press(page, page.get_by_role("link", name="Second factor and passkeys"))
    press(page, page.get_by_role("link", name="Take away: the key of the desk"))
    assert heading(page) == "Show again who you are"
    press(page, page.get_by_role("button", name="Use a passkey"))
    assert heading(page) == "Take a passkey away: the key of the desk"
    press(page, page.get_by_role("button", name="Take away"))
    assert "Your account has none." in page.get_by_role("main").inner_text()
    press(page, page.get_by_role("button", name="Sign out"))
    press(page, page.get_by_role("link", name="Sign in with a passkey"))
    press(page, page.get_by_role("button", name="Use a passkey"))
    assert "does not open the desk" in page.get_by_role("alert").inner_text()


def test_a_device_that_cannot_tell_its_owner_makes_none(device: Any, state: Served) -> None:
    """Nothing is sent, and the page says so."""
    page, driver, store = device(verified=False)
    signed_in(page, state)
    page.goto(f"{state.address}/factor/passkey")
    page.get_by_label("Password of now").fill(PASSWORD)
    press(page, page.get_by_role("button", name="Continue"))
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("alert").wait_for(state="visible")
    assert "No passkey came" in page.get_by_role("alert").inner_text()
    assert driver.send("WebAuthn.getCredentials", {"authenticatorId": store})["credentials"] == []


def test_what_was_signed_once_or_for_another_page_opens_nothing(device: Any, state: Served) -> None:
    """A signature over an earlier challenge, one that was changed, and what is none at all are refused, and told alike."""
    page, driver, store = device()
    signed_in(page, state)
    made(page, state, "spare")
    press(page, page.get_by_role("link", name="Continue"))
    press(page, page.get_by_role("button", name="Sign out"))
    page.goto(f"{state.address}/signin/passkey")
    # The form is kept back, and sent by hand, so that it can be sent twice.
    page.evaluate("() => { HTMLFormElement.prototype.submit = function () { window.signed = this.credential.value } }")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_function("window.signed")
    signed = page.evaluate("window.signed")
    away, _, _ = device()
    away.goto(f"{state.address}/signin/passkey")
    # The policy lets no script of a page fetch, so the browser's own hand sends.
    for page_, credential in ((away, signed), (page, signed.replace('"signature":"', '"signature":"AAAA')), (page, "{}"), (page, "no")):
        told = page_.request.post(
            f"{state.address}/signin/passkey", form={"credential": credential}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert told.status == 403
        assert "does not open the desk" in told.text()
    page.goto(f"{state.address}/signin/passkey")
    press(page, page.get_by_role("button", name="Use a passkey"))
    assert heading(page) == "Is somebody here?"
    page.goto(f"{state.address}/factor")
    press(page, page.get_by_role("link", name="Take away: spare"))
    press(page, page.get_by_role("button", name="Use a passkey"))
    press(page, page.get_by_role("button", name="Take away"))
    assert driver.send("WebAuthn.getCredentials", {"authenticatorId": store})["credentials"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_on_the_pages_of_passkeys_and_codes(device: Any, state: Served, language: str) -> None:
    """At both widths, and at 320 pixels nothing to scroll sideways to."""
    found = []
    for width in WIDTHS:
        page, _, _ = device(width=width)
        page.goto(f"{state.address}/signin")
        if language == "es":
            press(page, page.get_by_role("button", name="Español"))
        for path in ("/signin", "/signin/passkey"):
            page.goto(state.address + path)
            found += _look(page, path)
        page.goto(f"{state.address}/signin")
        page.locator("input[name=name]").fill("desk-one")
        page.locator("input[name=password]").fill(PASSWORD)
        press(page, page.locator("main form[action='/signin'] button"))
        page.goto(f"{state.address}/factor/app")
        found += _look(page, "/again")
        page.locator("input[name=password]").fill(PASSWORD)
        press(page, page.locator("main form button"))
        for path in ("/factor", "/factor/app", "/factor/passkey", "/factor/codes/new"):
            page.goto(state.address + path)
            found += _look(page, path)
            page.set_viewport_size({"width": 320, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            page.set_viewport_size({"width": width, "height": 800})
    assert found == []


def test_without_script_the_page_says_what_else_there_is(chromium: Any, state: Served) -> None:
    """Whoever signs in by password needs no script."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{state.address}/signin/passkey")
    assert "Sign in by password" in page.locator("noscript").inner_text()
    context.close()
