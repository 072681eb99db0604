"""What the report of an audit holds; the shape is documented in docs/json.md."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.engine.table import IMPOSSIBLE
from sanctuary.law.standing import KnownLaw
from sanctuary.law.used import PackUsed

__all__ = [
    "ORDER",
    "REGULATION",
    "SCHEMA",
    "AuditReport",
    "Count",
    "Cross",
    "Group",
    "LateRow",
    "LawReport",
    "LongRow",
    "OneOf",
    "OpenFact",
    "OpenRow",
    "PartedRow",
    "Practice",
    "RuleCount",
    "TextReport",
    "UnknownReport",
]

SCHEMA = "sanctuary.audit/7"

ORDER = ("must-not", "must", "may", "silent", "conflict", "depends", "unknown", IMPOSSIBLE)
"""Outcomes as they are shown."""


class Count(Frozen, frozen=True):
    """Rows and the acts that they stand for: `of` what."""

    of: str
    rows: int
    acts: int


class OpenFact(Frozen, frozen=True):
    """A fact that no column tells, or a dispute of law, that can change the outcome of some rows: its name, and what it asks."""

    of: str
    ask: str
    rows: int
    acts: int


class RuleCount(Frozen, frozen=True):
    """A rule that decides (or obliges: then `duty` says what) in some rows."""

    rule: str
    cites: str
    words: str
    effect: str
    duty: str
    reported: bool
    rows: int
    acts: int


class OneOf(Frozen, frozen=True):
    """Settled rows of an outcome in which one of several rules decides in each case, as open facts have it: ids, and citations."""

    of: str
    rules: tuple[str, ...]
    cites: tuple[str, ...]
    rows: int
    acts: int


class PartedRow(Frozen, frozen=True):
    """A row in which law and practice part: its number from 1 below the header, its line in the file (None where a table has none).

    Its act, and the rules that decide: each of them in every case, or one of them in each (`every` is false).
    """

    row: int
    line: int | None
    act: str
    first_day: date | None
    last_day: date | None
    place: str
    actor: str
    action: str
    resource: str
    outcome: str
    done: str
    every: bool
    rules: tuple[str, ...]
    cites: tuple[str, ...]


class OpenRow(Frozen, frozen=True):
    """A row of which the law cannot be told: its number, its line, its act, and what it turns on (nothing where rules contradict)."""

    row: int
    line: int | None
    act: str
    first_day: date | None
    last_day: date | None
    action: str
    resource: str
    outcome: str
    turns_on: tuple[str, ...]


class LateRow(Frozen, frozen=True):
    """A row that declined a hold and in which the person went later than was due, by so many minutes."""

    row: int
    line: int | None
    first_day: date | None
    minutes: int


REGULATION = "8 CFR 287.7(d)"
"""What names the most hours that a detainer can ask for."""


class LongRow(Frozen, frozen=True):
    """A row that held somebody on a detainer for more than 48 hours after the release was due: how many minutes, past what (`past`).

    `past`: "8 CFR 287.7(d)", which leaves Saturdays, Sundays and holidays out, or "Form I-247A", which leaves out no day.
    """

    row: int
    line: int | None
    first_day: date | None
    minutes: int
    past: str


class Group(Frozen, frozen=True):
    """The outcomes of one actor, or of one month."""

    of: str
    outcomes: tuple[Count, ...]


class Practice(Frozen, frozen=True):
    """Rows by what the law says and what was done: `reading` says in words what the two mean together."""

    outcome: str
    done: str
    reading: str
    rows: int
    acts: int


class LawReport(Frozen, frozen=True):
    """What one law says of the rows. For those that depend: `possible` outcomes, and `open_facts` that can change them.

    `several` are settled rows in which no one rule decides in every case. `practice` crosses the outcomes with what was done, where the
    mapping says that; `own` says that the rows are of agencies of the place. `not_encoded`: governments of which no rule was read, and
    `known_law` what is known of their law of the days of the rows, where none of the state is encoded.
    """

    place: str
    title: str
    kind: str
    own: bool
    known_through: date
    after_known: bool
    outcomes: tuple[Count, ...]
    practice: tuple[Practice, ...]
    by_actor: tuple[Group, ...]
    by_month: tuple[Group, ...]
    rules: tuple[RuleCount, ...]
    several: tuple[OneOf, ...]
    duties: tuple[RuleCount, ...]
    possible: tuple[Count, ...]
    open_facts: tuple[OpenFact, ...]
    unsearched: tuple[str, ...]
    not_encoded: tuple[str, ...]
    known_law: tuple[KnownLaw, ...]
    packs: tuple[PackUsed, ...]

    @property
    def federal_only(self) -> bool:
        """Whether federal law is all that was asked: no rule of the place or of its state is encoded."""
        return bool(self.not_encoded) and not any(one.id != "us" and not one.note for one in self.packs)


class TextReport(Frozen, frozen=True):
    """Free text, read by listed words: how many rows held each, one after a negation alone, said nothing, or said something else."""

    act: str
    field: str
    column: str
    words: tuple[Count, ...]
    negated: Count
    says_nothing: Count
    not_listed: Count
    empty: Count


class UnknownReport(Frozen, frozen=True):
    """Cells that the mapping does not know, or that hold a word for nothing: the fact stays open, or the row is not judged."""

    act: str
    field: str
    column: str
    rows: int
    acts: int


class Cross(Frozen, frozen=True):
    """Rows by what two laws say."""

    first: str
    second: str
    rows: int
    acts: int


class AuditReport(Frozen, frozen=True):
    """The answer of `audit`; the shape is documented in docs/json.md.

    `read_first`: what of the law nobody encoded, and where none of the state's is, what is known of it, a line each.
    `headline` is the first sentence; `parted` how many rows part from the law, `parted_rows` the first of them. `open_rows` are the first
    of which the law cannot be told, `late_rows` all that declined a hold and let the person go late,
    `long_rows` all that held somebody longer than a detainer asks; `untested` says of how many holds that was not tested, and why.
    Records are judged or not; where a row records one act, they are its rows. `answered` are those judged that have one answer.
    """

    schema: str
    read_first: tuple[str, ...]
    headline: str
    parted: Count
    parted_rows: tuple[PartedRow, ...]
    open_rows: tuple[OpenRow, ...]
    late_rows: tuple[LateRow, ...]
    long_rows: tuple[LongRow, ...]
    untested: str
    table: str
    table_sha256: str
    read_as: tuple[str, ...]
    left_out: tuple[str, ...]
    mapping: str
    mapping_sha256: str
    title: str
    each_row: str
    acts_of_a_row: tuple[str, ...]
    rows: int
    records: int
    acts: int
    judged: Count
    answered: Count
    not_judged: tuple[Count, ...]
    first_day: date | None
    last_day: date | None
    law: LawReport
    also: LawReport | None
    cross: tuple[Cross, ...]
    others: tuple[LawReport, ...]
    texts: tuple[TextReport, ...]
    unknown: tuple[UnknownReport, ...]
    blank: tuple[UnknownReport, ...]
    situations: int
    settled: int
    unexamined: int
    not_read: int
    not_shown: tuple[str, ...]

    @property
    def examined(self) -> str:
        """What became of the open rows, as a sentence; empty where none was open."""
        if not self.situations and not self.unexamined:
            return ""
        said = f"{self.situations:,} open situation{'' if self.situations == 1 else 's'} went to the exact engine, which settled "
        said += f"{self.settled:,} row{'' if self.settled == 1 else 's'}"
        return f"{said}; {self.unexamined:,} open rows were not looked at." if self.unexamined else f"{said}."

    @property
    def whose(self) -> str:
        """What was asked, as the title has it."""
        return "federal law" if self.law.federal_only else "its encoded law"

    @property
    def laws(self) -> tuple[LawReport, ...]:
        """Every law that was asked, the place's first."""
        return (self.law, *([self.also] if self.also else []), *self.others)
