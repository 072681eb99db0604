"""The eight counters: who works there, and what visitors ask for, as acts that the law decides."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from sanctuary.conduct.texts import LANGUAGES, texts
from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import RequestError, nearest
from sanctuary.law.meant import one_meant

__all__ = ["PAPER", "Act", "Counter", "Stake", "counter", "counter_meant", "counters"]

PAPER = "paper"
"""What is asked where somebody only leaves a paper: no act that the law decides."""


Stake = Literal["", "person", "hold", "record"]
"""What a paper could wrongly be taken to hand over: somebody in custody, somebody's liberty, a record; nothing where it opens a door."""

_KEEPS = ("hold", "transfer")
"""Acts of whoever keeps people."""


class Act(Frozen, frozen=True):
    """What a visitor asks for: an act of the vocabulary."""

    id: str
    action: str
    resource: str


class Counter(Frozen, frozen=True):
    """A kind of counter: the actor whose law is asked, and what visitors ask for; `only_conduct` are no acts of the law."""

    actor: str
    asks: tuple[Act, ...]
    only_conduct: tuple[str, ...] = ()

    @property
    def keeps(self) -> bool:
        """Whether people are kept in custody here."""
        return any(one.action in _KEEPS for one in self.asks)

    def act(self, asked: str) -> Act | None:
        """The act of an answer to "what do they ask for?"; None where it is none."""
        return next((one for one in self.asks if one.id == asked), None)

    def stake(self, asked: str) -> Stake:
        """What is at stake in what they ask for: where people are kept it is they, unless something else is asked for."""
        act = self.act(asked)
        if act is None:
            return "person" if self.keeps else ""
        if act.action == "hold":
            return "hold"
        if act.action == "transfer" or (act.action == "allow-interview" and self.keeps):
            return "person"
        return "record" if act.action in ("disclose", "query") else ""


@cache
def counters() -> Mapping[str, Counter]:
    """Every counter by id, in the order of the file."""
    path = Path(__file__).resolve().parent / "counters.toml"
    return {name: shape(table, Counter, f"{path}: [{name}]") for name, table in parse_toml(read_text(path), str(path)).items()}


def counter_meant(word: str) -> str:
    """The counter that a word means: its id, its title in any language, or the actor who works there; the word itself where it means none.

    A title is read with or without accents, and what stands before its comma is enough; an actor is read as `decide` reads one.

    >>> counter_meant("city-hall"), counter_meant("permit-office"), counter_meant("cop"), counter_meant("moon")
    ('city-hall', 'city-hall', 'police', 'moon')
    >>> counter_meant("biblioteca"), counter_meant("Clinica")
    ('library', 'clinic')
    """
    if word in counters():
        return word
    if titled := _titles().get(_folded(word)):
        return titled
    actors = {one.actor: name for name, one in counters().items()}
    return actors.get(one_meant("actor", word, actors), word)


@cache
def _titles() -> Mapping[str, str]:
    """Each title of a counter, whole and in the names before its comma, to the counter's id."""
    return {
        _folded(part): name
        for language in LANGUAGES
        for name, title in texts(language).counter.items()
        for part in (title, *re.split(r" (?:or|o|u) ", title.partition(",")[0]))
    }


def _folded(word: str) -> str:
    """Small letters without accents; hyphens are spaces."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("-", " "))
    return "".join(one for one in apart if not unicodedata.combining(one)).strip()


def counter(name: str) -> Counter:
    """A counter by id; refuses another."""
    if name not in counters():
        raise RequestError(f"no counter is called '{name}'; {nearest(name, counters())}")
    return counters()[name]
