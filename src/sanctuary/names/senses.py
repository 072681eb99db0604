"""What else a word of a class can mean here: a race that is run, the passport of a museum, a visa that pays.

A field's own words outweigh its name: its comment, help, label and list of codes. Then the words of what it belongs to tell what is
described (an animal, goods, a session), and the fields beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.around import Around
from sanctuary.names.meaning import meaning, told, word_of
from sanctuary.names.pattern import compiled
from sanctuary.names.ready import Ready, any_needed, group
from sanctuary.names.words import words_of_name

__all__ = ["Own", "other_sense", "senses"]

_READ = 60
"""Words of a comment that are read for another sense."""

_SHORT = 3
"""Letters of a word that may stand for several others."""

_HALF = 0.5

_TABLE = 40
"""Fields of the largest table whose other fields tell what it is of."""


class _Sense(Frozen, frozen=True, kw_only=True):
    """A sense as its file writes it."""

    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Ready:
    """A sense, whose patterns are made ready when one is first looked for: few texts have a word that one needs."""

    file: _Sense
    needs: frozenset[str]
    beside_needs: frozenset[str]

    @cached_property
    def words(self) -> re.Pattern[str]:
        """What finds its words."""
        made = compiled(map(_plural, self.file.words), word_of)
        assert made is not None  # noqa: S101 - a sense without words is refused by its test
        return made

    @cached_property
    def beside(self) -> re.Pattern[str] | None:
        """What finds the fields beside it."""
        return compiled(map(_plural, self.file.beside), word_of)

    @cached_property
    def codes(self) -> re.Pattern[str] | None:
        """What finds its codes, and its words as codes."""
        return compiled([f"^ {pattern} $" for pattern in self.file.codes] + [_plural(pattern) for pattern in self.file.words], word_of)

    def told_by(self, words: Sequence[str]) -> bool:
        """Whether words say it."""
        return not self.needs.isdisjoint(words) and self.words.search(told(tuple(words))) is not None


@dataclass(frozen=True, slots=True)
class Own:
    """The words that belong to a field itself: its name, its comment, its codes."""

    name: tuple[str, ...]
    said: tuple[str, ...] = ()
    codes: Sequence[str] = ()
    """Each code in the words of patterns."""
    written: str = ""
    """Its name as it is written."""

    @property
    def shortened(self) -> bool:
        """Whether a word of its name is so short that it may stand for another: `eth`, `lpr`, `pob`."""
        return any(len(word) <= _SHORT and meaning(word) != (word,) for word in words_of_name(self.written))


def _plural(pattern: str) -> str:
    """A pattern that finds its words in the plural too; a plural that is a word of its own in another language is none: `pays`."""
    return " ".join(
        token if token in ("^", "$", "...") or token.endswith("?") else "|".join(_both(one) for one in token.split("|"))
        for token in pattern.split()
    )


def _both(word: str) -> str:
    plural = f"{word}s"
    return f"{word}|{plural}" if word_of(plural) in (plural, word_of(word)) else word


@cache
def senses() -> dict[str, _Ready]:
    """Every sense by its id."""
    held = parse_toml((files("sanctuary.names") / "senses.toml").read_text("utf-8"), "names/senses.toml")
    read = {name: shape(one, _Sense, f"names/senses.toml [{name}]") for name, one in held.items()}
    return {name: _Ready(one, *(any_needed(map(_plural, patterns)) for patterns in (one.words, one.beside))) for name, one in read.items()}


def other_sense(one: Ready, own: Own, here: Around) -> str:
    """The sense in which a name of the class is meant here, by its id; empty where it is that of the class.

    >>> from sanctuary.names.ready import ready
    >>> ssn = next(one for one in ready() if one.id == "ssn_itin")
    >>> other_sense(ssn, Own(("ssn", "token"), ("session", "token")), Around())
    'session'
    """
    named, said = told(own.name), told(own.said[:_READ])
    if not one.file.senses:
        return ""
    # A name that can mean nothing else is told otherwise by its own words alone.
    reached = _reached(one, here)
    if not (said or own.codes or reached) and _either(one.file.senses).isdisjoint(own.name):
        return ""
    plainly = one.plainly is not None and bool(one.plainly.search(named)) and not own.shortened
    if plainly and not (said or own.codes):
        return ""
    held = [(name, senses()[name]) for name in one.file.senses]
    if own.codes and one.codes and sum(1 for code in own.codes if one.codes.search(code)) > 1:
        return ""
    of_person, asked = one.tells_person(own.name), bool(said) and _says(one, said)
    for name, sense in held:
        if own.codes and _coded(one, sense, own.codes):
            return name
        # "Session token of the user" is none of a person; "Race of the runner" is.
        if said and sense.told_by(own.said[:_READ]) and not (asked and (plainly or of_person or one.tells_person(own.said))):
            return name
        if plainly or of_person or (asked and one.tells_person(own.said)):
            continue
        if sense.told_by(own.name) or (name in reached and _around(one, name, own, here)):
            return name
    return ""


@cache
def _either(names: tuple[str, ...]) -> frozenset[str]:
    """Words of which any of some senses needs one."""
    return frozenset[str]().union(*(senses()[name].needs for name in names))


def _reached(one: Ready, here: Around) -> frozenset[str]:
    """The senses of a class that what stands around may tell: quick, and the same for all fields of a table."""
    known = here.reached.get(one.id)
    if known is None:
        words = frozenset((*here.last, *here.told_about))
        known = here.reached[one.id] = frozenset(
            name
            for name in one.file.senses
            if not (senses()[name].needs.isdisjoint(words) and senses()[name].beside_needs.isdisjoint(here.all_held))
        )
    return known


def _says(one: Ready, said: str) -> bool:
    return bool((one.questions and one.questions.search(said)) or one.names.search(said))


def _around(one: Ready, name: str, own: Own, here: Around) -> bool:
    """Whether what it belongs to is of the sense by its words, or by the fields beside it."""
    known = here.senses.get((one.id, name))
    if known is None:
        known = here.senses[one.id, name] = _told_around(one, senses()[name], here)
    if known is True or not known:
        return bool(known)
    return sum(1 for one in known if one != told(own.name)) > (1 if here.of_persons else 0)


def _told_around(one: Ready, sense: _Ready, here: Around) -> tuple[str, ...] | Literal[True]:
    """The fields of a table that tell a sense; true where its own words tell it, which is so for each of its fields."""
    of_persons = one.tells_person((*here.last_or_one, *here.told_about))
    if not of_persons and (sense.told_by(here.last) or sense.told_by(here.told_about)):
        return True
    persons, beside = group("persons"), sense.beside
    if (
        beside is None
        or sense.beside_needs.isdisjoint(here.all_held)
        or of_persons
        or any(word in persons and word not in one.own for word in here.last)
        or len(here.fields) > _TABLE
    ):
        return ()
    return tuple(
        text
        for text, words in zip(here.told_fields, here.held, strict=True)
        if not sense.beside_needs.isdisjoint(words) and beside.search(text)
    )


def _coded(one: Ready, sense: _Ready, codes: Sequence[str]) -> bool:
    """Whether its codes are of the sense, and none of the class."""
    if sense.codes is None or len(codes) < 2 or (one.codes and any(one.codes.search(code) for code in codes)):
        return False
    return sum(1 for code in codes if sense.codes.search(code)) >= _HALF * len(codes)
