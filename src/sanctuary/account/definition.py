"""What a report is, as data: a file `reports/ID.toml` of the pack whose law demands it. No Python is written for a new one.

A report names who owes it to whom, its clock, its period, its nil rule, its identity rule, which entries it takes, its figures, the fields
that may be withheld, and what goes to the public version. Each of these says which paragraph it rests on, what was read of it, and whether
it was established at all: what was not found is told as not found. `catalog.py` finds and reads the files.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from sanctuary.documents import Frozen
from sanctuary.model import SourceKind

__all__ = ["Condition", "Definition", "Due", "Every", "Exempt", "Field", "Figure", "Grounds", "Identity", "Nil", "Period"]

Every = Literal["yearly", "quarterly", "monthly"]


class Grounds(Frozen, frozen=True):
    """What a part of a report rests on; `established = false` where the paragraph was not found to say it."""

    cites: str
    source: SourceKind
    established: bool = True
    note: str = ""

    @property
    def reported(self) -> bool:
        """It rests on a report or on memory."""
        return self.source in ("secondary", "recalled")


class Due(Grounds, frozen=True, kw_only=True):
    """A clock: to whom, how often, and by which day after the period ("03-01"); nothing where no day was found."""

    to: str
    every: Literal["yearly", "quarterly", "monthly", "at-once", "timely"]
    by: str = ""


class Period(Grounds, frozen=True, kw_only=True):
    """What one report covers; `starts` is the first month of its year."""

    every: Every
    starts: int = 1


class Nil(Grounds, frozen=True, kw_only=True):
    """What is owed where nothing happened: a certificate, no report, or nothing that was found.

    `apart`: the figures for each of which it is owed apart. The others add detail to these and need nothing of their own; without any, it
    is owed for the report as a whole.
    """

    rule: Literal["certify", "none", "state-nothing"]
    apart: tuple[str, ...] = ()


class Identity(Grounds, frozen=True, kw_only=True):
    """How people may appear: not at all, without anything that identifies them, or by initials."""

    rule: Literal["none", "anonymized", "initials"]


class Condition(Frozen, frozen=True):
    """A field of which one value is among `any`, none is among `none`, that is filled or not, or that is at least a number.

    `blank`: an entry that does not say it counts too, and the report tells how many do. `either`: instead of a field, conditions of which
    one holds; `every`: conditions that all hold.
    """

    field: str = ""
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    filled: bool | None = None
    at_least: int | None = None
    blank: bool = False
    either: tuple["Condition", ...] = ()
    every: tuple["Condition", ...] = ()

    def fields(self) -> Iterator[str]:
        """The fields that it looks at."""
        if self.field:
            yield self.field
        for one in (*self.either, *self.every):
            yield from one.fields()


class Field(Grounds, frozen=True, kw_only=True):
    """A field that a report shows or counts by, under the report's own name for it."""

    field: str
    title: str


class Figure(Grounds, frozen=True, kw_only=True):
    """A number, by groups where it says so, with a line for each entry where it lists fields.

    `kinds`: of entries. `where`: all must hold, beside the report's own filter. `sum`: a field to add up; without it entries are counted.
    `people`: the table of people of the period, suppressed. `persons`: people are counted, not entries: as many as an entry says (one where
    it does not say), and one person of several entries (custody.pseudonym) once.
    """

    id: str
    title: str
    kinds: tuple[str, ...] = ("dealing",)
    where: tuple[Condition, ...] = ()
    sum: str = ""
    by: tuple[Field, ...] = ()
    list: tuple[Field, ...] = ()
    people: bool = False
    persons: bool = False


class Exempt(Grounds, frozen=True, kw_only=True):
    """A field that is withheld and why: from the public version, or wherever somebody asks for it under that ground."""

    field: str
    ground: str
    when: Literal["public", "asked"]


class Definition(Grounds, frozen=True, kw_only=True):
    """A report that a law demands.

    `day`: the fields that say on which day an act counts: the first that is filled. `filter`: the dealings that every figure takes.
    `state`: the state whose law demands it, by its id, where no pack of that state holds the report. `public`: the figures, and with
    ".lines" the lines, of the public version. `pack` and `digest` say where it was read, and what.
    """

    id: str
    title: str
    who: str
    due: tuple[Due, ...]
    period: Period
    nil: Nil
    identity: Identity
    figure: tuple[Figure, ...]
    day: tuple[str, ...] = ("event.received_at", "recorded_at")
    since: date | None = None
    filter: tuple[Condition, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    public: tuple[str, ...] = ()
    state: str = ""
    pack: str = ""
    digest: str = ""

    def grounds(self) -> Iterator[tuple[str, Grounds]]:
        """Every part that rests on something, with its name."""
        yield "the report", self
        yield from ((f"due {one.every}, to {one.to}", one) for one in self.due)
        yield from (("period", self.period), ("nil rule", self.nil), ("identity rule", self.identity))
        for figure in self.figure:
            yield figure.title, figure
            yield from ((f"{figure.title}, by {one.title}", one) for one in figure.by)
            yield from ((f"{figure.title}: {one.title}", one) for one in figure.list)
        yield from ((f"withheld: {one.field}", one) for one in self.exempt)

    def fields(self) -> Iterator[tuple[str, str]]:
        """What an entry must say for it, each field once with the report's own name for it, or nothing where it only selects by it."""
        named = {one.field: one.title for figure in self.figure for one in (*figure.by, *figure.list)}
        tests = (path for one in (self.filter, *(figure.where for figure in self.figure)) for test in one for path in test.fields())
        summed = (figure.sum for figure in self.figure if figure.sum)
        yield from ((path, named.get(path, "")) for path in dict.fromkeys((*tests, *named, *summed)))
