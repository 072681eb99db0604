"""The site in Spanish: a first page and a page for each place with a pack, around the same answers; a draft, with the English a link away.

What has no word in spanish.toml (a place or a definition of somebody's own) is shown in English, and marked as English.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.site.frame import Frame, Leaf
from sanctuary.site.laws import Computed, Known
from sanctuary.study.assess import StandardReport

__all__ = ["Spanish", "draw", "twin", "words"]

HOME = "es/index.html"


class Text(Frozen, frozen=True):
    """Words, and the language in which they stand."""

    words: str
    language: str = "es"


class Spanish(Frozen, frozen=True):
    """spanish.toml: what pages say, answers, names by id of a pack, what criteria ask by id of a definition and their own.

    `by`: a definition inside a sentence, with its article.
    """

    page: Mapping[str, str]
    answer: Mapping[str, str]
    names: Mapping[str, str]
    by: Mapping[str, str]
    criteria: Mapping[str, Mapping[str, str]]

    def name(self, pack: str, title: str) -> Text:
        """A place or a definition."""
        return Text(words=self.names[pack]) if pack in self.names else Text(words=title, language="en")

    def asks(self, standard: str, criterion: str, asks: str) -> Text:
        """What a criterion asks."""
        found = self.criteria.get(standard, {}).get(criterion)
        return Text(words=found) if found else Text(words=asks, language="en")


@cache
def words() -> Spanish:
    """The words, read once."""
    path = Path(__file__).resolve().parent / "spanish.toml"
    return shape(parse_toml(read_text(path), str(path)), Spanish, str(path))


def twin(path: str) -> str:
    """Where the Spanish page of an English one stands."""
    return f"es/{path}"


def draw(made: Computed, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """es/index.html, and es/places/ID.html for each place."""
    yield _home(made, frame)
    for known in made.places.values():
        yield _place(frame, known)


def _home(made: Computed, frame: Frame) -> tuple[str, bytes]:
    told = words()
    leaf = Leaf(
        path=HOME,
        title=told.page["title"],
        short=told.page["home"],
        description=told.page["about"],
        data="data/survey.json",
        commands=[made.table],
        about={"@type": "WebSite"},
        language="es",
        twin="index.html",
    )
    listed = {one.id for one in made.survey.places}
    return leaf.path, frame.draw(
        leaf,
        "es_home",
        told=told,
        survey=made.survey,
        rows=list(enumerate(made.survey.places)),
        others=[known.report for name, known in made.places.items() if name not in listed],
        reverse=[one for one in made.standards if one.file.asks != "sanctuary"],
    )


def _place(frame: Frame, known: Known) -> tuple[str, bytes]:
    report, told = known.report, words()
    name = told.name(known.pack.id, report.title).words
    path = f"places/{known.pack.id}.html"
    leaf = Leaf(
        path=twin(path),
        title=f"{name}: {told.page['ask'].lower()} {report.on}",
        heading=f"{name}: {told.page['ask'].lower()}",
        short=name,
        description=f"{name}. {_summed(told, report.standards)}",
        crumbs=[(told.page["home"], HOME)],
        data=f"data/places/{known.pack.id}.json",
        picture=f"share/{known.pack.id}.png",
        commands=[f"sanctuary assess {known.pack.id} --on {report.on}"],
        about={"about": {"@type": "AdministrativeArea", "name": name}},
        language="es",
        twin=path,
    )
    ordered = sorted(enumerate(report.standards), key=lambda pair: pair[1].asks != "sanctuary")
    return leaf.path, frame.draw(
        leaf,
        "es_place",
        told=told,
        report=report,
        ordered=ordered,
        summed=_summed(told, report.standards),
        english=f"places/{known.pack.id}",
    )


def _summed(told: Spanish, standards: Sequence[StandardReport]) -> str:
    """Which definitions say yes, which no, which nothing; those that ask the reverse are left to the page."""
    groups = {"yes": "says_yes", "no": "says_no", "unknown": "says_open", "not-applicable": "says_none", None: "says_counts"}
    asked = [one for one in standards if one.asks == "sanctuary"]
    lines = []
    for verdict, key in groups.items():
        found = [told.by.get(one.id) or one.title.partition(":")[0] for one in asked if one.verdict == verdict]
        if found:
            lines.append(f"{told.page[key]} {'; '.join(found)}.")
    return " ".join(lines)
