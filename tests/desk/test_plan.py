"""The map of a counter: rooms as text, staff areas marked by words, on the card, the screen and the guide."""

from typing import Any

import pytest

from desk.played import NO_PAPER, begun, play
from sanctuary.desk.card import card_of
from sanctuary.errors import RequestError

PLAN = "Entrance | Reading <b>room</b>\n\n* Office | Front desk\n"


def test_a_map_is_read_row_by_row() -> None:
    """Empty lines and empty rooms are none; a star marks a staff area."""
    rooms = card_of({"plan": PLAN}).rooms_in("en")
    assert [[(one.name, one.staff) for one in row] for row in rooms] == [
        [("Entrance", False), ("Reading <b>room</b>", False)],
        [("Office", True), ("Front desk", False)],
    ]
    assert card_of({}).rooms_in("en") == ()


@pytest.mark.parametrize("plan", ["a|" * 7, "a\n" * 11, "Hall | *", "x" * 1_001])
def test_a_map_that_nobody_could_read_is_refused(plan: str) -> None:
    """Too many rooms or rows, a room without a name, a text that is too long: each with what is expected."""
    with pytest.raises(RequestError, match="plan"):
        card_of({"plan": plan})


def test_the_map_stands_on_card_guide_and_screen(visitor: Any) -> None:
    """Told by words and not by a color alone; what was typed is text and no markup."""
    from sanctuary.desk.models import Site

    site = Site.objects.get(slug="library")
    before = site.card
    client = visitor()
    sent = {**before, "plan": PLAN}
    assert client.post("/counters/library/edit", sent).status_code == 302
    screen = play(begun(client), NO_PAPER)
    for page in (screen, *(client.get(f"/counters/library/{name}").content.decode() for name in ("card", "guide"))):
        assert "Reading &lt;b&gt;room&lt;/b&gt;<small>Public</small>" in page
        assert "Office<small>Staff area</small>" in page
    assert client.post("/counters/library/edit", {**sent, "plan": "Hall | *"}).status_code == 400
    site.card = before
    site.save()
