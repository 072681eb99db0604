"""Data beside the vocabulary for whoever asks about a situation (questions.toml): who can see a fact, how often it is what, how to ask."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal, get_args

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import PackError, nearest
from sanctuary.law.vocabulary import ACTOR, RESOURCE, YEARS, Value, Variable, Vocabulary

__all__ = ["Asking", "Questions", "Seen", "read_asking"]

Seen = Literal["desk", "supervisor", "records", "counsel"]
"""Who can see a fact, the nearest first: whoever sits at the desk, a supervisor, the agency's records, counsel."""


class Asking(Frozen, frozen=True):
    """How a fact is asked. `often` weighs its values; `yes` weighs true, and `absent` that there are no years to count.

    `yes` and `absent` are of a hundred, other weights relative to each other; a value that is not named weighs `other`.
    What cannot occur is left out afterwards, so a weight is no share of cases. `crime`: the fact is a class of crime of the person, which
    whoever typed a crime's name is told; `crimes`: of these crimes alone (crimes.toml), where the class is no class of others.
    """

    seen: Seen
    ask: str
    yes: int = 50
    absent: int = 50
    often: Mapping[str, int] = {}
    other: int = 1
    crime: bool = False
    crimes: tuple[str, ...] = ()
    charge: bool = False

    def weight(self, variable: Variable, cell: tuple[Value, ...]) -> float:
        """How often the fact is expected to have a value of a cell, where nothing else is known; the cells of a fact add up to one."""
        if variable.kind == "bool" and not variable.optional:
            return sum(self.yes if value else 100 - self.yes for value in cell) / 100
        if variable.kind == "count":
            absent = self.absent / 100 if variable.optional else 0.0
            return (absent if None in cell else 0.0) + (1 - absent) * _recent(cell)
        whole = sum(self._of(value) for value in variable.domain)
        return sum(self._of(value) for value in cell) / whole

    def _of(self, value: Value) -> int:
        return self.often.get("absent" if value is None else str(value).lower(), self.other)


def _recent(years: Sequence[Value]) -> float:
    """The part that some of the years 0 to 99 make up: each year is nine tenths as frequent as the one before it."""
    return sum(_SHARES[year] for year in years if isinstance(year, int))


_PLAIN = tuple(accumulate(range(1, YEARS), lambda before, _: before * 0.9, initial=1.0))
_SHARES = tuple(one / sum(_PLAIN) for one in _PLAIN)


class Questions(Frozen, frozen=True):
    """questions.toml: how each fact is asked, and what a question costs by who can see the fact."""

    effort: Mapping[Seen, int]
    fact: Mapping[str, Asking]


def read_asking(path: Path, vocabulary: Vocabulary) -> Questions:
    """Every fact of the vocabulary, in its order; refuses a fact, or a value, that either does not have, and a weight out of range."""
    variables = {v.name: v for action in vocabulary.actions.values() for v in action.variables if v.name not in (ACTOR, RESOURCE)}
    table = parse_toml(read_text(path), str(path))
    read = shape(table, Questions, str(path))
    for name in (*read.fact, *variables):
        if name not in variables:
            raise PackError(f"{path}: no fact is called '{name}'; {nearest(name, variables)}")
        if name not in read.fact:
            raise PackError(f"{path}: the fact '{name}' is missing. Add it, with who can see it and how to ask.")
    for seen in get_args(Seen):
        if read.effort.get(seen, 0) < 1:
            raise PackError(f"{path}: [effort] says nothing of '{seen}'. Give each of {', '.join(get_args(Seen))} a whole number from 1.")
    for name, variable in variables.items():
        _check(f"{path}: [fact.{name}]", read.fact[name], variable)
    return Questions(effort=read.effort, fact={name: read.fact[name] for name in variables})


def _check(where: str, one: Asking, variable: Variable) -> None:
    known = ["absent" if value is None else str(value).lower() for value in variable.domain]
    for value in one.often:
        if value not in known:
            raise PackError(f"{where} weighs '{value}', which it cannot be; {nearest(value, known)}")
    if not (0 < one.yes < 100 and 0 < one.absent < 100) or min((one.other, *one.often.values())) < 1:
        raise PackError(f"{where} has a weight out of range. `yes` and `absent` lie between 1 and 99, others are 1 or more.")
