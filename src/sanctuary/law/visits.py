"""What visitors ask for, by who is asked (visits.toml): what is told most, whom they want to see, which door they mean, which guide."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.meant import SMALL, meant, plain

__all__ = ["Visited", "agency_of", "asked_to_see", "asker_in", "holds_nobody", "usual", "visited"]

_PATH = Path(__file__).resolve().parent.parent / "packs" / "visits.toml"
_OF_WORDS = ("verbs", "beside")


class Visited(Frozen, frozen=True):
    """What visitors ask of an actor; `people`, `door` and `counter` are empty of those who hold people."""

    usual: tuple[str, ...]
    people: tuple[str, ...] = ()
    door: str = ""
    counter: str = ""
    called: tuple[str, ...] = ()


@cache
def _table() -> Mapping[str, Any]:
    return parse_toml(read_text(_PATH), str(_PATH))


@cache
def visited() -> Mapping[str, Visited]:
    """For each actor, and for `any` other, what visitors ask for."""
    return {name: shape(table, Visited, f"{_PATH}: [{name}]") for name, table in _table().items() if name not in _OF_WORDS}


def holds_nobody(actor: str) -> bool:
    """Whether an actor is one with a door of its own and nobody in custody: a school, a clinic, a business.

    >>> holds_nobody("school"), holds_nobody("police"), holds_nobody("court")
    (True, False, False)
    """
    return actor in visited() and bool(visited()[actor].door)


def usual(actor: str, values: Sequence[str]) -> tuple[str, ...]:
    """Those of some things that are asked about most there, the first of all as an example; nothing where none of them is.

    >>> usual("police", ("citizenship", "release-date")), usual("school", ("school-record",)), usual("police", ("jail",))
    (('release-date',), ('school-record',), ())
    """
    found = visited()
    return tuple(one for one in (found.get(actor) or found["any"]).usual if one in values)


def asked_to_see(phrase: str) -> tuple[str, ...]:
    """The actors of whom a phrase asks to see, to be given or to take somebody; none where it names a thing, or nobody.

    >>> asked_to_see("pull a student out of class"), asked_to_see("speak with a patient"), asked_to_see("see the student's record")
    (('school', 'college'), ('health-facility',), ())
    """
    words = {name: frozenset(_table()[name]) for name in _OF_WORDS}
    parts = [part for part in plain(phrase).split("-") if part and part not in SMALL and not asker_in(part)]
    people = [part for part in parts if part not in words["verbs"] | words["beside"]]
    if not people or not words["verbs"] & {*parts[:2]}:
        return ()
    return tuple(
        name for name, one in visited().items() if all(part in one.people or part.removesuffix("s") in one.people for part in people)
    )


def asker_in(phrase: str) -> str:
    """The word of a phrase that names immigration authorities; nothing where none does.

    >>> asker_in("hand a student over to ICE"), asker_in("see a pupil")
    ('ice', '')
    """
    askers = meant()["value"]
    return next((part for part in plain(phrase).split("-") if "immigration-authority" in askers.get(part, ())), "")


def agency_of(name: str) -> tuple[str, str]:
    """The place and the actor of a body that is called by the name of its place; two empty words where it is none.

    >>> agency_of("San Diego Unified School District"), agency_of("Houston ISD"), agency_of("Houston")
    (('San Diego', 'school'), ('Houston', 'school'), ('', ''))
    """
    bare, comma, state = (part.strip() for part in name.partition(","))  # "Fresno Unified, CA"
    every = sorted(((one, actor) for actor, held in visited().items() for one in held.called), key=lambda pair: -len(pair[0]))
    for ending, actor in every:
        if plain(bare).endswith(f"-{plain(ending)}"):
            return f"{bare[: -len(ending)].rstrip()}{comma}{state and f' {state}'}", actor
    return "", ""
