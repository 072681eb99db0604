"""What stands around the fields of one table: its name, and the names of all of its fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from sanctuary.names.catalog import context
from sanctuary.names.meaning import meaning, told
from sanctuary.names.pattern import compiled
from sanctuary.names.ready import Ready, candidates, group, ready

__all__ = ["Around"]


@dataclass(frozen=True)
class Around:
    """What stands around the fields of one table: its name (the last part tells most), and the names of all of its fields."""

    table: str = ""
    fields: Sequence[str] = field(default=())
    about: str = ""
    """What is said of the table: its comment, the names and comments of what it stands in."""
    also: tuple[str, ...] = ()
    """Classes that it is about by what was found in its other fields."""

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the table's name that name something."""
        parts = [part for part in re.split(r"[/.:>\[\]]+", self.table) if part]
        return tuple(
            part for part in parts if part not in ("properties", "items", "allOf", "anyOf", "oneOf", "definitions", "schema", "json")
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the table's name."""
        return tuple(word for part in self.parts for word in meaning(part))

    @cached_property
    def held(self) -> tuple[tuple[str, ...], ...]:
        """The words of the names of its fields."""
        return tuple(meaning(name) for name in self.fields)

    @cached_property
    def all_held(self) -> frozenset[str]:
        """Every word of a name of its fields."""
        return frozenset(word for words in self.held for word in words)

    @cached_property
    def told_fields(self) -> tuple[str, ...]:
        """The names of its fields in words, as the patterns search them."""
        return tuple(told(words) for words in self.held)

    @cached_property
    def lists(self) -> dict[str, bool]:
        """Whether it is the list of codes of a class, as it was looked up."""
        return {}

    @cached_property
    def reached(self) -> dict[str, frozenset[str]]:
        """The senses of a class that it may tell, as they were looked up."""
        return {}

    @cached_property
    def senses(self) -> dict[tuple[str, str], tuple[str, ...] | Literal[True]]:
        """The fields that tell a sense, by the class and the sense, as they were looked up; true where the table itself tells it."""
        return {}

    @cached_property
    def last(self) -> tuple[str, ...]:
        """The words of its last part."""
        return meaning(self.parts[-1]) if self.parts else ()

    @cached_property
    def last_or_one(self) -> frozenset[str]:
        """These words, and each as one of many."""
        return frozenset((*self.last, *(word.removesuffix("s") for word in self.last)))

    @cached_property
    def of_persons(self) -> bool:
        """Whether it is a table of persons: its name says so, or its fields do."""
        persons = group("persons")
        if any(word in persons or word.removesuffix("s") in persons for word in self.words) or _TAXED in self.table.lower():
            return True
        return self.keeps_persons

    @cached_property
    def told_about(self) -> tuple[str, ...]:
        """The words that are said of it."""
        return meaning(self.about)

    @cached_property
    def code_table(self) -> bool:
        """Whether it is a list of codes: all of its fields are words that such lists have, or words of its own name."""
        known = context()
        own = self.last_or_one
        if not self.fields or not self.last:
            return False
        if any(word in known.persons for word in self.last) and not self.named_for_codes:
            return False
        if len(self.fields) > 14 or any(word in _PERSON_KEYS for name in self.fields for word in meaning(name)):
            return False
        held = list(self.held)
        says = any(words and words[-1] in _NAMING for words in held) or self.last[-1] in _NAMING
        if not (says or self.named_for_codes) or not _ABOUT.isdisjoint(self.last):
            return False
        if not self.named_plainly and not any(_of_codes(word) or word in own for words in held for word in words):
            return False
        strange = [words for words in held if not all(word in own or _of_list(word) for word in words)]
        # A table of countries may say more of each: whether there is a consulate, but no other class.
        return (
            not strange
            or self._told_by_code(held, strange)
            or (
                self.named_for_codes
                and not self.of_persons
                and _MOSTLY * len(strange) <= len(held)
                and not any(one.names.search(told(words)) for words in strange for one in candidates(words))
            )
        )

    def _told_by_code(self, held: list[tuple[str, ...]], strange: list[tuple[str, ...]]) -> bool:
        """Whether a table named for codes has a key, and beside it what says or reports the code: a label, another list's code."""
        if not self.named_for_codes or self.of_persons or not any(words and words[-1] in _KEYS for words in held):
            return False
        rest = [words for words in strange if words[-1] not in _REPORTING]
        return _FEW_MORE * len(rest) <= len(held) and _REACHED.isdisjoint(word for words in held for word in words)

    @cached_property
    def aggregate(self) -> bool:
        """Whether its rows are counts, told apart by its other fields: its name says so, or a field is a plain count."""
        if not self.last or len(self.fields) > _DIMENSIONS:
            return False
        held = list(self.held)
        beside = _beside()
        # Sex and citizenship tell rows of counts apart too; a name or a birth date does not.
        if beside and any(beside.search(told(words)) and not _apart(words) for words in held):
            return False
        if any(words[-1:] in (("id",), ("identification",)) or not _PERSON_KEYS.isdisjoint(words) for words in held):
            return False
        named = not _TALLIES.isdisjoint(self.last) or self.parts[-1].lower().endswith("stats")
        plain = not self.tells_persons and _ABOUT.isdisjoint(self.last)
        return len(held) > 1 and (named or (plain and any(words in _COUNTS for words in held)))

    @cached_property
    def named_plainly(self) -> bool:
        """Whether its name says nothing else: one of a list or of a master may be that of those who wait."""
        return _LISTS.isdisjoint((self.last[0], self.last[-1]))

    @cached_property
    def of_body(self) -> bool:
        """Whether it is of an organization or a building: the last word of its name says so, and no word before it a person."""
        if not self.last:
            return False
        ends = {self.last[-1], self.last[-1].removesuffix("s")}
        known = context()
        if ends.isdisjoint(known.bodies | known.organizations):
            return False
        return not self.tells_persons and not self.keeps_persons

    @cached_property
    def tells_persons(self) -> bool:
        """Whether its name holds a word of persons that bodies and things have not too."""
        known = context()
        persons = (group("persons") - known.gatherings) | known.owners
        return any(word in persons or word.removesuffix("s") in persons for word in self.last)

    @cached_property
    def keeps_persons(self) -> bool:
        """Whether its fields are those of persons."""
        beside = _beside()
        if beside is None or _beside_needs().isdisjoint(self.all_held):
            return False
        return any(
            beside.search(name)
            for name, words in zip(self.told_fields, self.held, strict=True)
            if not _beside_needs().isdisjoint(words) and words[0] != _REQUIRED
        )

    @cached_property
    def concerns(self) -> tuple["Ready", ...]:
        """The classes that the table is about by its name; none for a list of codes."""
        if not self.parts or self.code_table:
            return ()
        # A table of papers is of what is said of it: "Stay" for "what allows the person to be in the country".
        text = (
            told((*self.last, *self.told_about)) if not _PAPERS.isdisjoint(self.last) and len(self.told_about) <= _FEW else told(self.last)
        )
        return tuple(
            one
            for one in ready()
            if one.id in self.also or (one.inside and one.inside.search(text) and not (one.friends and one.friends.search(text)))
        )

    @cached_property
    def besides(self) -> tuple["Ready", ...]:
        """The classes of which two fields or more are by their names alone."""
        return tuple(one for one in ready() if one.beside and not self.all_held.isdisjoint(one.needs) and self._several(one))

    def _several(self, one: "Ready") -> bool:
        """Whether two fields or more are of a class by their names alone."""
        hits = 0
        for words, text in zip(self.held, self.told_fields, strict=True):
            hits += not one.needs.isdisjoint(words) and one.names.search(text) is not None
            if hits > 1:
                return True
        return False

    @cached_property
    def named_for_codes(self) -> bool:
        """Whether its name says that it is a list of codes."""
        return bool(self.last) and any(word in context().code_table_names for word in (self.last[0], self.last[-1]))


_LISTS = frozenset(["list", "lists", "master", "mst", "m", "map", "mapping", "table", "tbl"])
"""Words of lists of codes that other lists have too."""

_TAXED = "taxpayer"
"""A person whom the lexicon writes as the tax: a table of tax bills is of none."""

_REQUIRED = "required"
"""How the name of a requirement begins, which tells of no person."""

_MOSTLY = 4
"""Of so many columns of a list of codes, one may say something else."""

_FEW_MORE = 3
"""Of so many columns of a list of codes with a key, one may say more of the code."""

_KEYS = frozenset(["code", "key", "iso", "clave"])
"""Last words of the key of a list of codes."""

_REPORTING = frozenset(["label", "description", "desc", "descr", "display", "code", "value", "val", "category", "title", "abbreviation"])
"""Last words of a column that says a code in words, or in the codes of those to whom it is reported."""

_REACHED = frozenset(["phone", "email", "address", "street", "zip", "mobile", "telephone"])
"""Words of columns that reach a person: such a list is of those who wait."""

_DIMENSIONS = 12
"""Fields of the largest table of counts."""

_TALLIES = frozenset(
    ["count", "counts", "totals", "tally", "tallies", "rates", "statistic", "statistics", "stats", "stat", "aggregate", "aggregates", "by"]
)
"""Words of the name of a table of counts."""

_COUNTS = (
    ("geoid",),
    ("tot", "pop"),
    ("total", "population"),
    ("total", "pop"),
    ("count",),
    ("suppressed",),
    ("is", "suppressed"),
    ("numerator",),
    ("denominator",),
)
"""Names of fields that count what the other fields tell apart."""

_SHORTEST, _LONGEST = 3, 5
"""Letters of a short form that stands for a word of a list of codes."""


def _of_codes(word: str) -> bool:
    """Whether only a list of codes has a column of this word."""
    return word in (
        "code",
        "key",
        "iso",
        "iso2",
        "iso3",
        "alpha2",
        "alpha3",
        "abbreviation",
        "abbr",
        "clave",
        "sort",
        "sortorder",
        "ordinal",
    )


@cache
def _of_list(word: str) -> bool:
    """Whether a list of codes has a column of this word, or of one that it shortens: `srt`, `trmn`, `descr`."""
    words = context().code_tables
    if word in words or word.isdigit():
        return True
    if not _SHORTEST <= len(word) <= _LONGEST or word in group("persons"):
        return False
    bare = not re.search(r"[aeiou]", word[1:])
    return any(one.startswith(word) or (bare and _shortens(word, one)) for one in words if len(one) > len(word))


def _shortens(short: str, word: str) -> bool:
    """Whether the letters of a short form stand in a word in their order, from its first one on."""
    letters = iter(word)
    return short[0] == word[0] and all(one in letters for one in short)


_NAMING = frozenset(["name", "label", "description", "title", "code", "display", "value", "text", "nationality", "demonym"])
"""Words of which a list of codes has one: what says the code."""

_ABOUT = frozenset(
    """
    info information detail details data record records history answer answers response responses request requests verification
    verifications application applications screening screenings case cases referral referrals appointment appointments visit visits
    interview interviews
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
"""Words of tables that tell about persons, not about codes."""

_PAPERS = frozenset("document paper card permit permission proof verification credential evidence stay identification id doc".split())  # noqa: SIM905
_FEW = 24
"""Words of tables of papers, and of the longest text that tells whose they are."""

_PERSON_KEYS = frozenset(["person", "client", "patient", "student", "applicant", "member", "household", "employee"])


def _apart(words: tuple[str, ...]) -> bool:
    """Whether a field tells groups of persons apart: sex, or a class that no single person alone is of."""
    numbers = ("ssn_itin", "foreign_id", "immigration_id")
    return not {"sex", "gender"}.isdisjoint(words) or any(
        one.names.search(told(words)) and one.id not in numbers for one in candidates(words)
    )


@cache
def _beside() -> re.Pattern[str] | None:
    return compiled([f"{' '.join(meaning(one))} $" for one in context().beside], str)


@cache
def _beside_needs() -> frozenset[str]:
    """The last words of these, without one of which no name is of them."""
    return frozenset(words[-1] for one in context().beside if (words := meaning(one)))
