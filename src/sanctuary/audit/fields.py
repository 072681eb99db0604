"""Fields of a mapping: how a cell, or several of a row, become a word."""

from collections.abc import Iterator, Mapping
from typing import Any

from sanctuary.documents import Frozen

__all__ = [
    "ABSENT_WORD",
    "CANNOT",
    "OPEN",
    "SKIP",
    "Choice",
    "Condition",
    "Field",
    "Lookup",
    "Word",
    "Words",
    "is_reason",
    "targets",
    "told",
]

OPEN = "open"
"""The word of a mapping that leaves a fact open on purpose."""

SKIP = "skip: "
"""How a word begins that sets a row aside, with the reason after it."""

CANNOT = "cannot: "
"""How a word begins that says of a row that it cannot be judged, with the reason after it."""

ABSENT_WORD = "absent"
"""The word for an optional fact known to be missing."""

Word = str | bool | int | tuple[str | bool | int, ...]
"""What a field can say; several words mean one of them, and nobody knows which."""


class Words(Frozen, frozen=True):
    """Free text that means a value: `any` lists words or phrases, matched whole, whatever their case."""

    value: Word
    any: tuple[str, ...]


class Lookup(Frozen, frozen=True):
    """A table beside the mapping: the value in one column for the key in another (or in several, joined)."""

    file: str
    key: tuple[str, ...]
    value: str


class Condition(Frozen, frozen=True, rename={"among": "is"}):
    """What a cell must be: one of some cells (`is`), text with one of some words (`any`), a number from and below bounds, or empty."""

    column: str
    among: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    at_least: float | None = None
    below: float | None = None
    empty: bool | None = None


class Choice(Frozen, frozen=True):
    """A word for the rows that meet all of some conditions."""

    value: Word
    when: tuple[Condition, ...]


class Field(Frozen, frozen=True):
    """How a row becomes a word. One of `values`, `words`, `lookup`, `number`, `years_since`, `choose` says how."""

    column: str = ""
    values: Mapping[str, Word] = {}
    words: tuple[Words, ...] = ()
    nothing: tuple[str, ...] = ()
    lookup: Lookup | None = None
    number: bool = False
    years_since: tuple[str, ...] = ()
    choose: tuple[Choice, ...] = ()
    fold: bool = False
    empty: Word = OPEN
    other: Word | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        named = [self.column, *(one.column for choice in self.choose for one in choice.when)]
        return tuple(dict.fromkeys(one for one in named if one))

    def listed(self) -> Iterator[Any]:
        """Every word that the file gives it."""
        yield from self.values.values()
        yield from (one.value for one in self.words)
        yield from (one.value for one in self.choose)


def targets(field: Field, table: Mapping[str, Word]) -> list[Word]:
    """Every word that a field can give, in the order of the file."""
    given = [*field.listed(), *table.values(), field.empty]
    return list(dict.fromkeys([*given, *([field.other] if field.other is not None else [])]))


def told(word: Word) -> str:
    """A word as a report shows it.

    >>> told(("detainer", "none"))
    'detainer or none'
    """
    return " or ".join(str(one) for one in word) if isinstance(word, tuple) else str(word)


def is_reason(word: object) -> bool:
    """Whether a word sets a row aside."""
    return isinstance(word, str) and word.startswith((SKIP, CANNOT))
