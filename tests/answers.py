"""Answers that the packs gave first, and each change of one since: what stands in `tests/study/answers.tsv` and in the packs' `CHANGES.md`.

An answer is what one definition says of one place on the last day for which the law of the place is known: its verdict, the strict one, the
status of each criterion. The file holds the answer that was first given and is never changed. Whatever is answered otherwise today has its
line in a `CHANGES.md`, of the definition or of the place, under a heading with a day:

    - Texas: verdict from unknown to no; 1 from unknown to not met.             (in the changes of a definition, by place)
    - H.R. 32: verdict from unknown to no; 1 from unknown to not met.           (in the changes of a place, by definition)
    - Known through: day from 2026-04-30 to 2026-05-28.                         (in the changes of a place)

First answers and lines, in the order of their days, give the answers of today, and each line takes up where the one before it ended.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sanctuary.law.packs import Library
from sanctuary.study.assess import Assessment, StandardReport

__all__ = ["FIRST", "Change", "Key", "answers", "changes", "first", "lines", "moved", "told"]

FIRST = Path(__file__).resolve().parent / "study" / "answers.tsv"

Key = tuple[str, str, str]
"""A place, a definition (or "known-through") and an item of it."""

DAY = "known-through"

GONE = "gone"
"""The answer of a place, a definition or a criterion that is no longer there; one that is new has its row in the file."""


class Change(NamedTuple):
    """One line's change of one answer: where it stands, and from what to what."""

    pack: str
    heading: str
    key: Key
    before: str
    after: str


def told(one: StandardReport) -> dict[str, str]:
    """The items of one definition, in the words of the page of places: verdict, strict one, criteria; a star where it rests on reports."""
    items = {}
    if one.verdict is not None:
        searched = one.as_far_as_searched if one.verdict == "unknown" and one.as_far_as_searched != "unknown" else None
        verdict = _word(one.verdict) + (f" ({_word(searched)}, as far as searched)" if searched else "") + ("*" if one.reported else "")
        enforceable = f", {_word(one.as_enforceable)} as enforceable" if one.as_enforceable != one.verdict else ""
        items = {"verdict": verdict + enforceable, "read strictly": _word(one.strict)}
    return items | {criterion.id: _word(criterion.status) + ("*" if criterion.reported else "") for criterion in one.criteria}


def answers(place: str, report: Assessment) -> dict[Key, str]:
    """All items of a place, the day for which its law is known among them."""
    found = {(place, DAY, "day"): str(report.on)}
    return found | {(place, one.id, item): answer for one in report.standards for item, answer in told(one).items()}


def _word(status: str | None) -> str:
    return str(status).replace("not-applicable", "not asked").replace("-", " ")


@cache
def first() -> dict[Key, str]:
    """The first answers: a row a place and definition, with the day on which they were given."""
    found = {}
    for row in FIRST.read_text(encoding="utf-8").splitlines()[1:]:
        _, place, definition, *items = row.split("\t")
        for item in items:
            name, _, answer = item.partition(": ")
            found[place, definition, name] = answer
    return found


@cache
def _subjects() -> tuple[dict[str, str], dict[str, str]]:
    """Places by title, and definitions by the beginning of theirs."""
    library = Library()
    titles = {library.get(name).file.title: name for name in library.ids}
    places = {title: name for title, name in titles.items() if not name.startswith("standard-")}
    return places, {short(title): name for title, name in titles.items() if name.startswith("standard-")}


def short(title: str) -> str:
    """The title of a definition to its first comma or colon."""
    return re.split(r"[,:]", title)[0]


@cache
def changes() -> tuple[Change, ...]:
    """Every line of every pack, by the day of its heading; on one day those of the definitions first, each file from the top."""
    library = Library()
    found = []
    for name in sorted(library.ids, key=lambda one: not one.startswith("standard-")):
        path = library.get(name).folder / "CHANGES.md"
        parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE) if path.exists() else []
        for heading, body in zip(parts[1::2], parts[2::2], strict=True):
            day = re.search(r"\d{4}-\d{2}-\d{2}", heading)
            found += [(day[0] if day else "", one) for one in _of_section(name, heading, body)]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _of_section(pack: str, heading: str, body: str) -> Iterator[Change]:
    """The lines of one section that tell of answers: a bullet opens with a subject and holds only clauses "ITEM from A to B"."""
    places, definitions = _subjects()
    for bullet in re.findall(r"^- ((?:.+\n?)(?:  .+\n?)*)", body, re.MULTILINE):
        subject, _, rest = " ".join(bullet.split()).partition(": ")
        if pack.startswith("standard-"):
            place, definition = places.get(subject, ""), pack
        else:
            place, definition = pack, DAY if subject == "Known through" else definitions.get(subject, "")
        for clause in rest.rstrip(".").split("; ") if place and definition else []:
            if found := re.fullmatch(r"(.+?) from (.+) to (.+)", clause):
                yield Change(pack, heading, (place, definition, found[1]), found[2], found[3])


def moved() -> tuple[dict[Key, str], list[str]]:
    """The answers after all lines, and each line that does not take up where the one before it ended."""
    state, broken = dict(first()), []
    for one in changes():
        if state.get(one.key) != one.before:
            broken.append(f"{one.pack}, {one.heading}: {' '.join(one.key)} was {state.get(one.key)}, and the line says from {one.before}")
        state[one.key] = one.after
    return {key: answer for key, answer in state.items() if answer != GONE}, broken


def lines(before: Mapping[Key, str], after: Mapping[Key, str], *, by_place: bool) -> list[str]:
    """The lines that tell how answers differ, for the changes of places (by definition) or of definitions (by place)."""
    places, definitions = ({name: title for title, name in one.items()} for one in _subjects())
    found: dict[tuple[str, str], list[str]] = {}
    at = {key: place for place, key in enumerate({**after, **before})}
    for key in sorted(at, key=lambda one: (one[0], one[1], at[one])):
        if before.get(key) != after.get(key):
            found.setdefault(key[:2], []).append(f"{key[2]} from {before.get(key, 'nothing')} to {after.get(key, GONE)}")
    told_of = definitions | {DAY: "Known through"}
    return [
        f"{place if by_place else definition}\t- {told_of[definition] if by_place else places[place]}: {'; '.join(clauses)}."
        for (place, definition), clauses in found.items()
    ]
