"""What else a word of a class can mean here: a race that is run, the passport of a museum, a visa that pays.

A field's own words outweigh its name: its comment, help, label and list of codes. Then the words of what it belongs to tell what is
described (an animal, goods, a session), and the fields beside it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.around import Around
from sanctuary.names.meaning import meaning, told, word_of
from sanctuary.names.pattern import compiled
from sanctuary.names.ready import Ready, group, needed
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


@dataclass(frozen=True, slots=True)
class _Ready:
    """The patterns of a sense made ready."""

    words: re.Pattern[str]
    beside: re.Pattern[str] | None
    codes: re.Pattern[str] | None
    needs: frozenset[str]
    beside_needs: frozenset[str]


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
    return {
        name: _Ready(
            _found(map(_plural, one.words)),
            compiled(map(_plural, one.beside), word_of),
            compiled([f"^ {pattern} $" for pattern in one.codes] + [_plural(pattern) for pattern in one.words], word_of),
            frozenset[str]().union(*(needed(_plural(pattern)) for pattern in one.words)),
            frozenset[str]().union(*(needed(_plural(pattern)) for pattern in one.beside)),
        )
        for name, one in read.items()
    }


def _found(patterns: Iterable[str]) -> re.Pattern[str]:
    made = compiled(patterns, word_of)
    assert made is not None  # noqa: S101 - a sense without words is refused by its test
    return made


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
    if not (said or own.codes) and not _possible(one, own.name, here):
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
        if said and sense.words.search(said) and not (asked and (plainly or of_person or one.tells_person(own.said))):
            return name
        if plainly or of_person or (asked and one.tells_person(own.said)):
            continue
        if sense.words.search(named) or _around(one, name, own, here):
            return name
    return ""


class _Either(NamedTuple):
    """What finds the words of any of some senses and the fields beside any, and words of which each needs one."""

    words: re.Pattern[str]
    beside: re.Pattern[str]
    needs: frozenset[str]
    beside_needs: frozenset[str]


@cache
def _either(names: tuple[str, ...]) -> _Either:
    held = [senses()[name] for name in names]
    words = "|".join(one.words.pattern for one in held)
    beside = "|".join(one.beside.pattern for one in held if one.beside is not None)
    return _Either(
        re.compile(words),
        re.compile(beside or r"(?!)"),
        frozenset[str]().union(*(one.needs for one in held)),
        frozenset[str]().union(*(one.beside_needs for one in held)),
    )


def _possible(one: Ready, named: tuple[str, ...], here: Around) -> bool:
    """Whether any sense of a class may be meant: quick, and the same for all fields of a table but for their names."""
    either = _either(one.file.senses)
    known = here.looked_up.get(one.id)
    if known is None:
        found = (
            _in(either.words, either.needs, here.last)
            or _in(either.words, either.needs, here.told_about)
            or (not either.beside_needs.isdisjoint(here.all_held) and bool(either.beside.search(here.whole)))
        )
        known = ("x",) if found else ()
        here.looked_up[one.id] = known
    return bool(known) or _in(either.words, either.needs, named)


def _in(pattern: re.Pattern[str], needs: frozenset[str], words: tuple[str, ...]) -> bool:
    """Whether words hold a pattern: looked for only where they have one that it needs."""
    return not needs.isdisjoint(words) and pattern.search(told(words)) is not None


def _says(one: Ready, said: str) -> bool:
    return bool((one.questions and one.questions.search(said)) or one.names.search(said))


def _around(one: Ready, name: str, own: Own, here: Around) -> bool:
    """Whether what it belongs to is of the sense by its words, or by the fields beside it."""
    sense = senses()[name]
    of_persons = one.tells_person((*here.last_or_one, *here.told_about))
    if not of_persons and (sense.words.search(told(here.last)) or sense.words.search(told(here.told_about))):
        return True
    persons = group("persons")
    if (
        sense.beside is None
        or of_persons
        or any(word in persons and word not in one.own for word in here.last)
        or len(here.fields) > _TABLE
    ):
        return False
    held = here.looked_up.get(name)
    if held is None:
        # All names at once first: of most tables, no sense has one.
        found = sense.beside.search(here.whole)
        held = tuple(one for one in here.told_fields if sense.beside.search(one)) if found else ()
        here.looked_up[name] = held
    return sum(1 for one in held if one != told(own.name)) > (1 if here.of_persons else 0)


def _coded(one: Ready, sense: _Ready, codes: Sequence[str]) -> bool:
    """Whether its codes are of the sense, and none of the class."""
    if sense.codes is None or len(codes) < 2 or (one.codes and any(one.codes.search(code) for code in codes)):
        return False
    return sum(1 for code in codes if sense.codes.search(code)) >= _HALF * len(codes)
