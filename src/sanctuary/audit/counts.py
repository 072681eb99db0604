"""What an audit counts: rows, and the acts that they stand for. It holds no row, and does not grow with their number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

import polars as pl

from sanctuary.audit.mapping import DONE
from sanctuary.audit.marks import DONE_AS, ROWS
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan
from sanctuary.law.vocabulary import ACTOR
from sanctuary.model import Outcome

__all__ = ["ACTS", "MONTH", "ROWS", "Counts", "Decided", "Kind", "Reasons", "Seen", "Tally", "by_one_of", "rows_where"]

MONTH, ACTS = "month", "acts"

T = TypeVar("T")


class Kind(NamedTuple):
    """What rows that are counted together share; the month is year * 100 + month, and 0 for the month where only the year is known."""

    action: str
    actor: str
    month: int
    done: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What one law says of a row.

    Where that depends, the facts that it turns on and the outcomes that are possible; where the row contradicts itself, why. `one_of`
    are rules of which one decides in each case, where no one rule decides in every case.
    """

    outcome: str
    because: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    why: str = ""


BY_RULES = (Outcome.MUST_NOT, Outcome.MUST, Outcome.MAY)
"""Outcomes that some rule decides."""


class Counts(Generic[T]):
    """Rows and acts by something."""

    def __init__(self) -> None:
        self.rows: Counter[T] = Counter()
        self.acts: Counter[T] = Counter()

    def add(self, key: T, rows: int, acts: int) -> None:
        """So many more."""
        self.rows[key] += rows
        self.acts[key] += acts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counts) and (self.rows, self.acts) == (other.rows, other.acts)

    __hash__ = None  # type: ignore[assignment]


@dataclass
class Reasons:
    """Of one law: rows by rule that decides, by rule that obliges, by fact that an open row turns on, by its possible outcomes.

    `several`: settled rows, by outcome and rules, in which no one rule decides in every case, but one of those in each.
    """

    because: Counts[str] = field(default_factory=Counts)
    duties: Counts[str] = field(default_factory=Counts)
    turns_on: Counts[str] = field(default_factory=Counts)
    possible: Counts[tuple[str, ...]] = field(default_factory=Counts)
    several: Counts[tuple[str, tuple[str, ...]]] = field(default_factory=Counts)


@dataclass
class Seen:
    """What was read, before any law: rows of the table, and where a row records several acts, records of them.

    `why` counts records that are not decided, `odd` those that contradict themselves, by reason; `said` the listed words of each field;
    `unknown` the cells that the mapping does not know, `blank` words for nothing that were read as empty; `ahead` rows of a day to come;
    `several` rows that ask for more than one thing, of which one is judged, `papers` rows that name more than one paper; `no_paper` rows of
    which the mapping's word on their paper is not said.
    """

    rows: int = 0
    records: int = 0
    acts: int = 0
    why: Counts[str] = field(default_factory=Counts)
    odd: Counts[str] = field(default_factory=Counts)
    said: dict[tuple[str, str], Counts[int]] = field(default_factory=dict)
    unknown: Counts[tuple[str, str]] = field(default_factory=Counts)
    blank: Counts[tuple[str, str]] = field(default_factory=Counts)
    ahead: int = 0
    several: int = 0
    papers: int = 0
    no_paper: int = 0
    first: date | None = None
    last: date | None = None


@dataclass
class Tally:
    """What was counted under some laws. `situations` went to the exact engine; open rows that it did not look at are `unexamined`.

    `settled` are the rows that the first law left open before, and not after.
    """

    reasons: tuple[Reasons, ...]
    kinds: Counts[Kind] = field(default_factory=Counts)
    situations: int = 0
    settled: int = 0
    unexamined: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, action: str, actor: str, month: int, done: str, decided: Sequence[Decided], rows: int, acts: int) -> None:
        """Rows that are alike."""
        self.kinds.add(Kind(action, actor, month, done, tuple(one.outcome for one in decided)), rows, acts)
        for one, reasons in zip(decided, self.reasons, strict=True):
            for counts, names in ((reasons.because, one.because), (reasons.duties, one.duties), (reasons.turns_on, one.turns_on)):
                for name in names:
                    counts.add(name, rows, acts)
            if one.possible:
                reasons.possible.add(one.possible, rows, acts)
            if one.outcome in BY_RULES and not one.because:
                reasons.several.add((one.outcome, one.one_of), rows, acts)

    def add_frame(self, action: str, frame: pl.DataFrame, plans: Sequence[Plan], actors: Sequence[str]) -> None:
        """Decided groups of rows in ROWS and ACTS, with each law's columns under `NAME@PLACE`; no loop over rows."""
        outcomes = [f"{OUTCOME}@{i}" for i in range(len(plans))]
        for actor, month, done, *held, rows, acts in frame.group_by(ACTOR, MONTH, DONE_AS, *outcomes).agg(pl.col(ROWS, ACTS).sum()).rows():
            self.kinds.add(Kind(action, actors[actor], month, DONE[done], tuple(CODES[one] for one in held)), rows, acts)
        open_or_odd = [CODES.index(Outcome.DEPENDS), CODES.index(IMPOSSIBLE)]
        for i, (plan, reasons) in enumerate(zip(plans, self.reasons, strict=True)):
            sure = frame.filter(~pl.col(outcomes[i]).is_in(open_or_odd))
            for kind, counts in (("because", reasons.because), ("duties", reasons.duties)):
                bits = plan.bits(kind)
                held = [pl.col(f"{column}@{i}") & pl.lit(1 << bit, pl.UInt8) != 0 for _, column, bit in bits]
                sums = [pl.col(of).filter(one).sum().alias(f"{of}{n}") for n, one in enumerate(held) for of in (ROWS, ACTS)]
                found = sure.select(sums).row(0) if sums else ()
                for n, (name, _, _) in enumerate(bits):
                    if found[2 * n]:
                        counts.add(name, found[2 * n], found[2 * n + 1])
            by_rules = sure.filter(by_one_of(plan, i))
            for code, rows, acts in by_rules.group_by(outcomes[i]).agg(pl.col(ROWS, ACTS).sum()).rows():
                reasons.several.add((CODES[code], ()), rows, acts)


def by_one_of(plan: Plan, place: int) -> pl.Expr:
    """Whether a decided row has an outcome that rules give, and no rule that decides in every case: which ones may is another question."""
    columns = dict.fromkeys(f"{column}@{place}" for _, column, _ in plan.bits("because"))
    told = pl.col(f"{OUTCOME}@{place}").is_in([CODES.index(one) for one in BY_RULES])
    return pl.all_horizontal([told, *(pl.col(column) == 0 for column in columns)])


def rows_where(coded: pl.DataFrame, mark: str) -> int:
    """The rows of which a column of truths says yes; none where the mapping makes no such column."""
    return int(coded.filter(pl.col(mark))[ROWS].sum()) if mark in coded.columns else 0
