"""The map: each state once, status by word and pattern, marks that do not hide each other."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

from sanctuary.law.gazetteer import read_gazetteer, read_states
from sanctuary.law.packs import Library
from sanctuary.pages.atlas import PATTERNS, RADIUS, Map, shapes, spot_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**words: object) -> ET.Element:
    """A map of three states and three places at one point."""
    marks = tuple((number, "yes", (89, 357)) for number in (1, 2, 3))
    given = {
        "name": "m",
        "title": 'A <b>"title"</b>',
        "description": "d",
        "answers": {"us-ca": "yes", "us-tx": "no", "us-fl": "unknown"},
        "marks": marks,
    }
    return ET.fromstring(Map(**{**given, **words}).__html__())  # type: ignore[arg-type]  # noqa: S314 - our own text


def test_every_state_has_a_shape_of_its_own() -> None:
    """Fifty and the District; their middles lie apart and on the map."""
    assert set(shapes()) == {one.id for one in read_states() if int(one.fips) < 60}
    assert len({(shape.x, shape.y) for shape in shapes().values()}) == 51
    assert all(0 <= shape.x <= 975 and 0 <= shape.y <= 610 for shape in shapes().values())


def test_status_is_a_word_and_a_pattern_and_no_color() -> None:
    """Every ink is a gray."""
    root = drawn()
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert {"CA yes", "TX no", "FL unknown"} <= set(words)
    fills = [one.get("fill", "") for one in root.iter(f"{SVG}path") if one.get("d", "").startswith("M") and one.get("fill")]
    assert {fill for fill in fills if fill.startswith("url")} == {f"url(#m-{answer})" for answer in PATTERNS}
    assert len(fills) == 51
    colors = re.findall(r"#([0-9a-f]{3,6})\b", ET.tostring(root, encoding="unicode"))
    assert all(len(set(color)) == 1 for color in colors)


def test_marks_do_not_hide_each_other_or_a_word() -> None:
    """Three at one point are moved aside."""
    circles = [
        (float(one.get("cx", "0")), float(one.get("cy", "0"))) for one in drawn().iter(f"{SVG}circle") if one.get("r") == str(RADIUS)
    ]
    assert len(circles) == 3
    assert all(((a - c) ** 2 + (b - d) ** 2) ** 0.5 >= 2 * RADIUS for (a, b), (c, d) in combinations(circles, 2))


def test_a_map_of_one_mark_and_no_state_is_drawn() -> None:
    """Two cities whose states are no part of a site: the first mark lies where it lies."""
    root = drawn(answers={}, marks=((1, "yes", (500, 300)),))
    assert [one.get("cx") for one in root.iter(f"{SVG}circle") if one.get("r") == str(RADIUS)] == ["500"]


def test_a_title_is_text() -> None:
    """What a pack calls itself is shown, never obeyed."""
    title = drawn().find(f"{SVG}title")
    assert title is not None
    assert title.text == 'A <b>"title"</b>'


def test_every_local_pack_lies_within_its_state(library: Library) -> None:
    """A city at the middle of its county."""
    stands = {one: library.places.standing(one) for one in read_gazetteer().entries}
    for name in library.ids:
        if name.startswith("us-") and library.get(name).government in ("city", "county"):
            spot = spot_of(name, stands)
            assert spot is not None
            state = shapes()["-".join(name.split("-")[:2])]
            assert abs(spot[0] - state.x) < 120
            assert abs(spot[1] - state.y) < 120
