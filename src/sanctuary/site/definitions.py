"""Pages of definitions: all places side by side, clause by clause, who wrote it."""

from collections.abc import Iterator, Sequence

from sanctuary.law.packs import Pack
from sanctuary.pages.atlas import Map
from sanctuary.site.frame import Frame, Leaf, short
from sanctuary.site.home import marks_of, picture
from sanctuary.site.laws import Computed, Known
from sanctuary.study.asked import THRESHOLDS
from sanctuary.study.phrases import listed, plural, upper
from sanctuary.study.survey import ASKED

__all__ = ["draw"]

TESTS = {
    "every": "Met if the law agrees wherever the definition speaks.",
    "some": "Met if the law agrees somewhere.",
    "fact": "A fact of the place.",
    "consequence": "Met if the law attaches a consequence to a breach.",
}
STATUSES = ("met", "partly", "not-met", "not-fully-met", "unknown", "not-applicable")


def draw(made: Computed, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Each definition with its picture, and the list of them."""
    for index, pack in enumerate(made.standards):
        yield _definition(made, frame, index, pack)
        foot = f"sanctuary: law as data for cities. {made.on}. Not legal advice."
        yield f"share/{short(pack.id)}.png", picture(pack.file.title, [told(pack), _tally(made, index, pack)], foot).png()
    leaf = Leaf(
        path="definitions.html",
        title="Definitions of a sanctuary",
        short="Definitions",
        description=f"{plural(len(made.standards), 'definition')} that disagree, "
        "from statutes, agencies, bills and an article, clause by clause.",
        commands=[made.table],
    )
    yield (
        leaf.path,
        frame.draw(leaf, "definitions", definitions=[(one, told(one), [s.title for s in one.file.source]) for one in made.standards]),
    )


def told(pack: Pack) -> str:
    """What a definition asks, and when it says yes."""
    count = len(pack.criteria)
    asks = "It asks the reverse: whether limits are forbidden and help is required. " if pack.file.asks != "sanctuary" else ""
    if count == 1:
        return f"{asks}{pack.criteria[0].asks}"
    return f"{asks}{upper(plural(count, 'criterion', 'criteria'))}: {THRESHOLDS[pack.threshold]}."


def _tally(made: Computed, index: int, pack: Pack) -> str:
    """How many places have which answer, yes first, then no; nothing where a definition gives no verdict but a count."""
    if not pack.threshold:
        return ""
    found: dict[str, int] = {}
    for known in made.places.values():
        if known.pack.government in ASKED:
            answer = known.report.standards[index].headline.answer.lower()
            found[answer] = found.get(answer, 0) + 1
    said = [f"{count} {answer}" for answer, count in sorted(found.items(), key=_yes_first)]
    return f"Of {plural(sum(found.values()), 'place')}: {listed(said)}." if said else ""


def _yes_first(answered: tuple[str, int]) -> tuple[bool, bool, int, str]:
    answer, count = answered
    return answer != "yes", answer != "no", -count, answer


def _definition(made: Computed, frame: Frame, index: int, pack: Pack) -> tuple[str, bytes]:
    rows = list(made.places.values())
    rows = [one for one in rows if one.pack.government in ASKED]
    own = {rule.id.partition("/")[2]: rule for rule in pack.rules}
    marks, _ = marks_of(made)
    tally = _tally(made, index, pack)
    leaf = Leaf(
        path=f"definitions/{short(pack.id)}.html",
        title=f"{pack.file.title}: {plural(len(rows), 'place')} side by side",
        heading=pack.file.title,
        short=pack.file.title.partition(":")[0],
        description=f"{told(pack)} {tally}".strip(),
        crumbs=[("Definitions", "definitions.html")],
        picture=f"share/{short(pack.id)}.png",
        commands=[
            f"{made.table} --standard {short(pack.id)}",
            *(f"sanctuary assess {one.pack.id} --on {made.on} --standard {short(pack.id)}" for one in rows),
        ],
        about={"about": {"@type": "DefinedTerm", "name": pack.file.title}},
    )
    return leaf.path, frame.draw(
        leaf,
        "definition",
        pack=pack,
        i=index,
        rows=rows,
        told=told(pack),
        tally=tally,
        tests=TESTS,
        own={one.id: [own[name] for name in one.rules] for one in pack.criteria},
        by_status=[list(_by_status(rows, index, number)) for number in range(len(pack.criteria))],
        map=_map(made, index, pack) if pack.threshold else None,
        marks=marks if pack.threshold else [],
    )


def _by_status(rows: Sequence[Known], index: int, criterion: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The places of each status of a criterion."""
    for status in STATUSES:
        found = [(one.report.place, one.report.title) for one in rows if one.report.standards[index].criteria[criterion].status == status]
        if found:
            yield status, found


def _map(made: Computed, index: int, pack: Pack) -> Map:
    said = {one.id: one.verdicts[index].verdict or "" for one in made.survey.places}
    by_answer: dict[str, list[str]] = {}
    for one in made.survey.places:
        by_answer.setdefault(said[one.id], []).append(one.title)
    caption = upper("; ".join(f"{answer}: {', '.join(titles)}" for answer, titles in sorted(by_answer.items(), reverse=True)) + ".")
    states = {one.id: said[one.id] for one in made.survey.places if one.government == "state"}
    marks, spots = marks_of(made)
    placed = tuple((number, said[name], spot) for (number, name, _), spot in zip(marks, spots, strict=True))
    return Map("map", f"{pack.file.title}, on {made.on}", caption, states, placed)
