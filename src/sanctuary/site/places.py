"""Pages of places: one for each with a pack, with its definitions clause by clause, and one for each other state."""

from collections.abc import Iterator, Sequence

from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.others import others_said
from sanctuary.pages.share import draw as shared
from sanctuary.site.frame import Frame, Leaf, short
from sanctuary.site.laws import Computed, Known
from sanctuary.site.spanish import twin
from sanctuary.study.answers import answer, gaps_of, question, turning
from sanctuary.study.assess import StandardReport
from sanctuary.study.changing import who_said
from sanctuary.study.events import UNSETTLED, event, moves
from sanctuary.study.phrases import plural, titled
from sanctuary.study.suits import suit_said
from sanctuary.study.timeline import Change, Timeline

__all__ = ["draw", "names_of"]

PLACES = ("Places", "places.html")
MOST_MOVED = 6
"""Changes that a place's page tells; its page of changes has all."""


def draw(made: Computed, frame: Frame, states: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Every page of a place, the list of places, and the pictures to share."""
    for name, known in made.places.items():
        yield from _place(made, frame, known)
        for number, one in enumerate(known.report.standards):
            yield _measured(frame, known, number, one)
        scene = shared(known.report, known.law)
        yield f"share/{name}.png", scene.png()
    for state in states:
        if state not in made.places:
            yield _state(made, frame, state)
    yield _list(made, frame, states)


def names_of(made: Computed, state: str) -> list[tuple[str, str]]:
    """The cities, towns and counties of a state without a page of their own, by name."""
    table = made.library.places
    inside = [one for one in (*table.table(), *made.library.ids) if one.startswith(f"{state}-")]
    found = dict.fromkeys(one for one in map(table.standing, inside) if one not in made.places)
    tail = f", {table.title(state)}"
    return sorted(((one, table.title(one).removesuffix(tail)) for one in found), key=lambda pair: (pair[1].casefold(), pair[0]))


def _place(made: Computed, frame: Frame, known: Known) -> Iterator[tuple[str, bytes]]:
    report, law, name = known.report, known.law, known.pack.id
    asked = question(report, law)
    moved = list(_moved(made, known.timeline))[:MOST_MOVED] if known.timeline else []
    is_state = known.pack.government == "state"
    leaf = Leaf(
        path=f"places/{name}.html",
        title=asked,
        heading=asked.replace(f" on {report.on}", ""),
        short=report.title,
        description=answer(report),
        crumbs=[PLACES],
        data=f"data/places/{name}.json",
        picture=f"share/{name}.png",
        script=is_state,
        commands=[f"sanctuary assess {name} --on {report.on}", f"sanctuary timeline {name}"]
        + ([f"sanctuary assess {made.elsewhere[name].pack.id} --on {report.on}"] if name in made.elsewhere else []),
        about={"about": {"@type": "AdministrativeArea", "name": report.title}},
        twin=twin(f"places/{name}.html"),
    )
    yield (
        leaf.path,
        frame.draw(
            leaf,
            "place",
            known=known,
            report=report,
            rules=rules_of(law),
            answer=answer(report),
            ordered=sorted(enumerate(report.standards), key=lambda pair: pair[1].asks != "sanctuary"),
            said=lambda suit: suit_said(law, suit),
            moved=moved,
            unsettled=UNSETTLED,
            pages=made.places,
            gaps=gaps_of(law),
            others=others_said(name, made.on),
            below=made.inside(name) if is_state else [],
            cities=names_of(made, name) if is_state else [],
            other=made.elsewhere.get(name),
        ),
    )


def _moved(made: Computed, followed: Timeline) -> Iterator[tuple[Change, str, list[str]]]:
    """The days up to the site's on which an answer moved, the latest first: what happened, and what moved."""
    for one in reversed(followed.changes):
        if one.moved and one.on <= made.on:
            yield one, event(made.library, one.on, one.began, one.ended), moves(one, followed)


def _measured(frame: Frame, known: Known, number: int, one: StandardReport) -> tuple[str, bytes]:
    """A place under one definition, clause by clause."""
    report, law, name = known.report, known.law, known.pack.id
    called = one.title.partition(":")[0]
    leaf = Leaf(
        path=f"places/{name}/{short(one.id)}.html",
        title=f"{report.title} by the {called}, {report.on}" if "efinition" in called else f"{report.title} by {called}, {report.on}",
        heading=f"{report.title}: {one.title}",
        short=called,
        description=f"{one.headline.answer}. {one.headline.says}",
        crumbs=[PLACES, (report.title, f"places/{name}.html")],
        data=f"data/places/{name}.json",
        picture=f"share/{name}.png",
        commands=[f"sanctuary assess {name} --on {report.on} --standard {short(one.id)}"],
    )
    return leaf.path, frame.draw(
        leaf,
        "measured",
        report=report,
        one=one,
        i=number,
        rules=rules_of(law),
        turning=lambda names: turning(law, names),
        who=lambda difference: who_said(law, difference),
    )


def rules_of(law: Law) -> dict[str, object]:
    """The rules in force by id, those that a court has stopped too."""
    return {bound.rule.id: bound.rule for bound in law.written}


def _state(made: Computed, frame: Frame, state: str) -> tuple[str, bytes]:
    """A state without a page of its own law: nothing of it is encoded, or it is none of the places of this site; and its names."""
    law = law_of(made.library, state, made.on)
    title = law.place.file.title
    absent = law.place.encoded
    told = (
        f"{title} is none of the places of this site. Its law is encoded: sanctuary assess {state} tells what each definition says."
        if absent
        else f"No law of {title} is encoded here, so no definition gives a verdict. Federal law alone is known."
    )
    leaf = Leaf(
        path=f"places/{state}.html",
        title=f"Is {titled(title)} a sanctuary {'city' if state == 'us-dc' else 'state'}?",
        short=title,
        description=told,
        crumbs=[PLACES],
        script=True,
        commands=[f"sanctuary assess {state} --on {made.on}"],
    )
    return leaf.path, frame.draw(
        leaf,
        "state",
        id=state,
        title=title,
        unencoded=law.unencoded,
        nation="us" in made.places,
        cities=names_of(made, state),
        absent=absent,
        here=[(one, titled(name)) for one, name in made.inside(state)],
    )


def _list(made: Computed, frame: Frame, states: Sequence[str]) -> tuple[str, bytes]:
    titles = {one: made.library.places.title(one) for one in states}
    groups: list[tuple[str, str, list[tuple[str, str, str]]]] = []
    for state in ["us", *states]:
        inside = [
            (one, known.report.title, str(known.pack.government))
            for one, known in made.places.items()
            if one == state or (state != "us" and one.startswith(f"{state}-"))
        ]
        if inside:
            groups.append((state, titles.get(state, "United States"), inside))
    others = [(one, titles[one]) for one in states if one not in made.library.ids]
    away = [(one, titles[one]) for one in states if one in made.library.ids and one not in made.places]
    leaf = Leaf(
        path="places.html",
        title="Places",
        description=f"{plural(len(made.places), 'government')} whose law is encoded, and a page for every state.",
        commands=["sanctuary places"],
    )
    return leaf.path, frame.draw(leaf, "places", groups=groups, others=others, away=away)
