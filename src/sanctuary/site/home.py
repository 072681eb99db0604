"""The first page: the search, the map, and the table of all places by all definitions."""

from collections.abc import Sequence

from sanctuary.pages.atlas import Map, spot_of
from sanctuary.pages.scene import SOFT, YES, Scene
from sanctuary.site.changes import Event
from sanctuary.site.frame import Frame, Leaf
from sanctuary.site.laws import Computed
from sanctuary.site.spanish import twin
from sanctuary.study.answers import answer
from sanctuary.study.phrases import plural

__all__ = ["draw", "marks_of", "picture"]

MOST_LATEST = 5


def draw(made: Computed, frame: Frame, states: Sequence[str], events: Sequence[Event]) -> tuple[str, bytes]:
    """index.html."""
    survey = made.survey
    read = {name for known in made.places.values() for name, pack in known.law.packs.items() if pack.encoded}
    encoded = [one for one in states if one in read]
    marks, spots = marks_of(made)
    drawn = Map(
        "where",
        "Where law was read",
        f"Law of these states was read: {', '.join(made.library.places.title(one) for one in encoded) or 'none'}."
        + (" Numbers are counties and cities with law of their own." if marks else ""),
        dict.fromkeys(encoded, ""),
        tuple((number, "", spot) for (number, _, _), spot in zip(marks, spots, strict=True)),
    )
    leaf = Leaf(
        path="index.html",
        title="Is my city a sanctuary? By whose definition?",
        short="Home",
        description=f"{plural(len(survey.places), 'place')} by {plural(len(survey.standards), 'definition')}, each answer with the "
        "paragraph that decides. Law as data: anybody can check it.",
        data="data/survey.json",
        script=True,
        commands=[made.table],
        about={"@type": "WebSite"},
        twin=twin("index.html"),
    )
    return leaf.path, frame.draw(
        leaf,
        "home",
        survey=survey,
        rows=list(enumerate(survey.places)),
        states=[(one, made.library.places.title(one), one in encoded) for one in states],
        some=[(one, known.report.title, answer(known.report)) for one, known in made.places.items()] if made.of_some else [],
        map=drawn,
        marks=marks,
        reverse=[one.file.title.partition(":")[0] for one in made.standards if one.file.asks != "sanctuary"],
        latest=[one for one in events if one.on <= made.on][:MOST_LATEST],
    )


def marks_of(made: Computed) -> tuple[list[tuple[int, str, str]], list[tuple[int, int]]]:
    """Counties and cities with law of their own, numbered, and where they lie on a map."""
    table = made.library.places
    stands = {one: table.standing(one) for one in table.table()}
    lying = [(one, spot_of(one.id, stands)) for one in made.survey.places if one.government != "state"]
    found = [(one, spot) for one, spot in lying if spot]
    return [(number, one.id, one.title) for number, (one, _) in enumerate(found, 1)], [spot for _, spot in found]


def picture(title: str, lines: Sequence[str], foot: str) -> Scene:
    """A picture to share of a page without one place: a title, and some sentences."""
    scene = Scene(600, 315, title, " ".join(lines))
    scene.rect(0, 0, 600, 6, YES)
    y = scene.paragraph(24, 60, title, 552, size=28, bold=True, most=3) + 12
    for line in lines:
        y = scene.paragraph(24, y, line, 552, size=15, most=4) + 8
    scene.text(24, 301, foot, size=10, color=SOFT)
    return scene
