"""Cases of training: what happens at a counter, and how it is seen rightly. They are data: cases.toml.

What to do then follows from the path of the desk, under the law of its place: the same detainer is met differently in two states.
"""

import json
from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path

from sanctuary.conduct.texts import texts
from sanctuary.desk.dealing import UNKNOWN, State
from sanctuary.desk.words import Told, Words
from sanctuary.documents import Frozen, parse_toml, read_text, replace, shape

__all__ = ["Case", "Shown", "case_of", "cases", "offered", "seen_rightly"]


class Case(Frozen, frozen=True):
    """A case. `scene` and `why` by language; `answers` as who sees rightly gives them.

    `under`: the packs of law one of which must be in force for it, any where it names none. `do` and `call`: the id of what to do and whom
    to call first, in a place of the first of them, else in the city of the demonstration; other law can ask for something else.
    `facts`: answers to questions of the law (a value, or unknown) where the path asks for them; `refused`: officers go in.
    """

    id: str
    counter: str
    scene: Mapping[str, str]
    why: Mapping[str, str]
    answers: Mapping[str, str]
    do: str
    call: str
    facts: Mapping[str, str] = {}
    refused: bool = False
    under: tuple[str, ...] = ()


class _Cases(Frozen, frozen=True):
    case: tuple[Case, ...]


class Shown(Frozen, frozen=True):
    """A case in one language, with the English beside it where that stands beside."""

    id: str
    scene: Told
    why: Told


@cache
def cases() -> Mapping[str, Case]:
    """Every case by id, in the order of the file."""
    path = Path(__file__).resolve().parent / "cases.toml"
    return {one.id: one for one in shape(parse_toml(read_text(path), str(path)), _Cases, str(path)).case}


def offered(packs: Container[str]) -> Mapping[str, Case]:
    """The cases for a place with these packs of law, by id, in the order of the file."""
    return {name: one for name, one in cases().items() if not one.under or any(pack in packs for pack in one.under)}


def seen_rightly(one: Case, state: State) -> State:
    """The interview as it is where everything that the case shows was seen rightly; what the case leaves open stays as it was answered."""
    given = {name: json.loads(value) for name, value in one.facts.items() if value != UNKNOWN}
    unknown = [name for name, value in one.facts.items() if value == UNKNOWN]
    facts = {name: value for name, value in state.facts.items() if name not in one.facts}
    not_known = tuple(name for name in state.not_known if name not in one.facts)
    return replace(state, answers=one.answers, facts={**facts, **given}, not_known=(*not_known, *unknown), refused=one.refused)


def case_of(name: str, told: Words, courts: Mapping[str, str]) -> Shown | None:
    """A case in a language, with the names of the state's courts; nothing where there is no such case."""
    one = cases().get(name)
    if one is None:
        return None
    mine, ours = (texts(each).filled(one.scene[each], courts) for each in (told.language, "en"))
    return Shown(id=one.id, scene=told.told(mine, ours), why=told.told(one.why[told.language], one.why["en"]))
