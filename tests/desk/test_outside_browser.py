"""The agency's own sign-in in Chromium: from the page of the desk to the provider and back, under the policy of the pages."""

from collections.abc import Iterator
from typing import Any

import pytest

from desk.serving import Served, serving
from desk.test_browser import _look, press
from desk.test_outside import provider, written

__all__ = ["provider"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("desk in a browser")]


@pytest.fixture(scope="module")
def tied(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[Served]:
    """`sanctuary serve` over a folder that names a provider."""
    folder = tmp_path_factory.mktemp("tied")
    written(folder / "training", provider)
    with serving(folder) as one:
        yield one


def test_the_way_to_the_provider_and_back(chromium: Any, tied: Served, provider: str) -> None:
    """A link makes the first account without a password; it signs out, and in again; the cookie stays Strict; axe finds nothing."""
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page, told, asked = context.new_page(), list[str](), set[str]()
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}") if page.url.startswith(tied.address) else None)
    page.on("request", lambda request: asked.add(request.url.split("/", 3)[2]))
    page.goto(tied.first)
    found = _look(page, "/first")
    page.get_by_label("Name").last.fill("lead")
    page.get_by_role("button", name="Sign in by City sign-in").click()
    page.wait_for_url(f"{provider}/**")
    page.get_by_placeholder("sub").fill("subject-1")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{tied.address}/")
    assert page.get_by_role("heading", level=1).inner_text() == "Is somebody here?"
    cookie = next(one for one in context.cookies() if one["name"] == "desk")
    assert (cookie["sameSite"], cookie["httpOnly"]) == ("Strict", True)
    page.goto(f"{tied.address}/factor")
    found += _look(page, "/factor")
    press(page, page.get_by_role("button", name="Sign out"))
    found += _look(page, "/signin")
    page.get_by_role("button", name="Sign in by City sign-in").click()
    page.wait_for_url(f"{provider}/**")
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{tied.address}/signin/agency/back**")
    page.get_by_role("alert").wait_for()
    assert "did not answer as it should, or was stopped" in page.get_by_role("alert").inner_text()
    page.goto(f"{tied.address}/signin")
    page.get_by_role("button", name="Sign in by City sign-in").click()
    page.wait_for_url(f"{provider}/**")
    page.get_by_role("button", name="subject-1").click()
    page.wait_for_url(f"{tied.address}/")
    assert page.get_by_role("button", name="Sign out").count() == 1
    context.close()
    assert found == []
    # The provider's pages have words of their own; none may say that the policy of the desk forbade something.
    assert [one for one in told if "Content Security Policy" in one] == []
    # The provider's own pages ask elsewhere for their sheets; the desk asks for nothing of others.
    assert {tied.address.split("/")[2], provider.split("/")[2]} <= asked
