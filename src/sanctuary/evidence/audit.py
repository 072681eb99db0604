"""An audit: every row of a table of government acts under the law in force on the row's own day.

Rows are translated and decided in batches, three-valued where they leave facts open. What stays `depends` is collected as
distinct situations, and each goes to the exact engine once. Nothing is guessed: a row that no engine can settle stays open,
with the facts that would settle it. The counts of the parts always add up to the rows read.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import narwhals as nw
import polars as pl

from sanctuary.engine.answer import answer
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.engine.prove import Proofs
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, situation
from sanctuary.errors import EvidenceError, RequestError
from sanctuary.evidence.mapping import Mapped
from sanctuary.evidence.readers import ROW, Table
from sanctuary.evidence.translate import ACTION, COUNT, WHY, Translation, says, unknown
from sanctuary.law.jurisdiction import Law, laws_between
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, Value
from sanctuary.model import Outcome

__all__ = ["LIMIT", "Audit", "Decided", "Run", "Side", "Tally"]

LIMIT = 20_000
"""Distinct situations that go to the exact engine, the most frequent first; the rest stays `depends`, and is counted."""

MONTH = "month"
_FROM, _TO = "from_law", "to_law"

Run = Callable[[pl.DataFrame, Plan, Sequence[str]], pl.DataFrame]
"""Decides the coded rows of one action on some engine; keeps some columns."""


def on_polars(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
    """The decided rows, in order."""
    found = plan.decided(nw.from_native(frame.lazy()), keep).to_native()
    assert isinstance(found, pl.LazyFrame)  # noqa: S101 - narwhals gives back what it was given
    return found.collect()


@dataclass(frozen=True, slots=True)
class Decided:
    """What one law says of a row; where that depends, the facts that it turns on and the outcomes that are possible."""

    outcome: str
    because: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


class Side:
    """One law that an audit decides under, over all the days of a table."""

    def __init__(self, library: Library, place: str, readings: Mapping[str, bool]) -> None:
        self.library, self.place, self.readings = library, place, readings
        self.pack = library.get(place)
        self.standard = self.pack.file.kind == "standard"
        self._plans: dict[tuple[str, int, int, bool], Plan] = {}
        self._proofs: dict[date, Proofs] = {}

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """The laws of every stretch of days; a standard is no law of any day and is read as it is known."""
        through = laws_between(self.library, self.place, date(1900, 1, 1), date(2100, 1, 1))
        return through[-1:] if self.standard else through

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The first day of each stretch but the first."""
        return tuple(law.on for law in self.laws[1:])

    def plan(self, action: str, first: date, last: date, *, spans: bool) -> Plan:
        """The plan of an action for the days from one to another."""
        low, high = self.stretch(first), self.stretch(last)
        key = (action, low, high, spans)
        if key not in self._plans:
            self._plans[key] = Plan(self.laws[low : high + 1], action, self.readings, spans=spans)
        return self._plans[key]

    def stretch(self, day: date) -> int:
        """Which stretch a day lies in."""
        return sum(change <= day for change in self.changes)

    def settle(self, action: str, low: int, high: int, known: Mapping[str, Value]) -> Decided:
        """The exact answer for a situation on the days of some stretches."""
        found = []
        for law in self.laws[low : high + 1]:
            proofs = self._proofs.setdefault(law.on, Proofs(law))
            try:
                found.append(answer(proofs, action, known, self.readings))
            except RequestError:
                return Decided(IMPOSSIBLE)
        outcomes = {one.outcome for one in found}
        turns = tuple(dict.fromkeys(name for one in found for name in one.depends_on))
        if len(outcomes) > 1:
            every = tuple(o for o in Outcome if any(o in one.outcomes for one in found))
            return Decided(Outcome.DEPENDS, turns_on=(*turns, DAY), possible=every)
        outcome = found[0].outcome
        shared = [name for name in found[0].because if all(name in one.because for one in found)]
        owed = [name for name in found[0].duties if all(name in one.duties for one in found)]
        if outcome is Outcome.DEPENDS:
            return Decided(outcome, (), tuple(owed), turns, found[0].outcomes)
        return Decided(outcome, tuple(shared), tuple(owed))


@dataclass
class Tally:
    """What was counted: of every kind of row how many, and how many acts they stand for."""

    rows: int = 0
    acts: int = 0
    why: Counter[str] = field(default_factory=Counter)
    why_acts: Counter[str] = field(default_factory=Counter)
    said: dict[str, Counter[int]] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    kinds: Counter[tuple[str, str, int, tuple[Decided, ...]]] = field(default_factory=Counter)
    """Rows by action, actor, month (year * 100 + month; 0 for the month where only the year is known) and decisions."""
    kinds_acts: Counter[tuple[str, str, int, tuple[Decided, ...]]] = field(default_factory=Counter)
    situations: int = 0
    settled: int = 0
    unexamined: int = 0


Key = tuple[str, tuple[tuple[int, int], ...], tuple[tuple[str, Value], ...]]
"""A situation: the action, the stretches of each law, and the facts known."""


class Audit:
    """A table decided under one law, or beside a second."""

    def __init__(self, mapped: Mapped, sides: Sequence[Side], *, run: Run = on_polars, limit: int = LIMIT) -> None:
        self.sides, self.run, self.limit = sides, run, limit
        self.translation = Translation(mapped, sides[0].library.vocabulary)
        self.actions = list(sides[0].library.vocabulary.actions)
        self.exact: dict[Key, tuple[Decided, ...]] = {}

    def tally(self, table: Table, progress: Callable[[int], None]) -> Tally:
        """Every row counted; `progress` hears how many were read. The situations that stay open are settled at the end."""
        tally = Tally()
        waiting: dict[Key, Counter[int]] = {}
        waiting_acts: dict[Key, Counter[int]] = {}
        for coded in self._coded(table):
            self._count_batch(tally, coded)
            for action, frame, plans in self._decide(coded):
                self._count_decided(tally, waiting, waiting_acts, action, frame, plans)
            progress(tally.rows)
        if tally.rows == 0:
            raise EvidenceError(f"{table.name}: the table has no rows. Is it the right file?")
        self._settle(tally, waiting, waiting_acts)
        return tally

    def rows(self, table: Table) -> Iterator[pl.DataFrame]:
        """After `tally`: each row with its number, day, act and decisions; in the order of the table within a batch."""
        for coded in self._coded(table):
            undecided = coded.filter(pl.col(WHY) > 0)
            reasons = dict(enumerate(self.translation.reasons))
            parts = [undecided.select(ROW, pl.col(WHY).replace_strict(reasons, return_dtype=pl.String).alias("not_decided"))]
            for action, frame, plans in self._decide(coded):
                parts.append(self._named(action, frame, plans))
            yield pl.concat(parts, how="diagonal").sort(ROW)

    # ---- batches

    def _coded(self, table: Table) -> Iterator[pl.DataFrame]:
        for batch in table.batches(self.translation.mapped.columns):
            yield self.translation.apply(batch)

    def _decide(self, coded: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame, tuple[Plan, ...]]]:
        """The rows of each action with the outcome and the rules of each law in columns of its own."""
        fit = coded.filter(pl.col(WHY) == 0)
        if fit.height == 0:
            return
        first, last = fit[DAY].min(), fit[LAST_DAY].max()
        assert isinstance(first, date)  # noqa: S101 - a row without a day has a reason not to be decided
        assert isinstance(last, date)  # noqa: S101
        spans = bool((fit[DAY] != fit[LAST_DAY]).any())
        for place in fit[ACTION].unique().sort().to_list():
            action = self.actions[place]
            plans = tuple(side.plan(action, first, last, spans=spans) for side in self.sides)
            facts = {name for plan in plans for name in plan.needed()} | {ACTOR}
            kept = [ROW, COUNT, DAY, LAST_DAY, *sorted((facts & set(fit.columns)) - {DAY, LAST_DAY})]
            some = fit.filter(pl.col(ACTION) == place)
            decided = [self.run(some, plan, kept if i == 0 else [ROW]) for i, plan in enumerate(plans)]
            frame = decided[0].rename({name: f"{name}@0" for name in decided[0].columns if name not in kept})
            for i, other in enumerate(decided[1:], 1):
                frame = frame.join(
                    other.rename({name: f"{name}@{i}" for name in other.columns if name != ROW}), on=ROW, maintain_order="left"
                )
            yield action, frame.with_columns(_month(), *self._stretches()), plans

    def _stretches(self) -> list[pl.Expr]:
        """In which stretch of each law the first and the last day of a row lie."""
        return [
            pl.sum_horizontal(pl.lit(0), *(pl.col(day) >= pl.lit(change) for change in side.changes)).cast(pl.UInt8).alias(f"{name}@{i}")
            for i, side in enumerate(self.sides)
            for name, day in ((_FROM, DAY), (_TO, LAST_DAY))
        ]

    # ---- counting

    def _count_batch(self, tally: Tally, coded: pl.DataFrame) -> None:
        tally.rows += coded.height
        tally.acts += int(coded[COUNT].sum())
        for place, rows, acts in coded.group_by(WHY).agg(pl.len(), pl.col(COUNT).sum().alias("acts")).rows():
            if place:
                tally.why[self.translation.reasons[place]] += rows
                tally.why_acts[self.translation.reasons[place]] += acts
        for name in self.translation.mapped.fields:
            if unknown(name) in coded.columns:
                tally.unknown[name] += int(coded[unknown(name)].sum())
            if says(name) in coded.columns:
                counted = coded.group_by(says(name)).len().rows()
                tally.said.setdefault(name, Counter()).update(dict(counted))
        fit = coded.filter(pl.col(WHY) == 0)
        first, last = fit[DAY].min(), fit[LAST_DAY].max()
        if isinstance(first, date) and isinstance(last, date):
            tally.first = min(tally.first or first, first)
            tally.last = max(tally.last or last, last)

    def _count_decided(
        self,
        tally: Tally,
        waiting: dict[Key, Counter[int]],
        waiting_acts: dict[Key, Counter[int]],
        action: str,
        frame: pl.DataFrame,
        plans: tuple[Plan, ...],
    ) -> None:
        depends = self._depends(len(plans))
        bits = [name for name in frame.columns if "@" in name and not name.startswith((_FROM, _TO))]
        actors = self.translation.vocabulary.enums["Actor"]
        sums = (pl.len().alias("rows"), pl.col(COUNT).sum().alias("acts"))
        for row in frame.filter(~depends).group_by(ACTOR, MONTH, *bits).agg(*sums).iter_rows(named=True):
            kind = (action, actors[row[ACTOR]], row[MONTH], self._read(plans, row))
            tally.kinds[kind] += row["rows"]
            tally.kinds_acts[kind] += row["acts"]
        facts = [name for name in frame.columns if "@" not in name and name not in (ROW, COUNT, DAY, LAST_DAY, MONTH)]
        spans = [name for name in frame.columns if name.startswith((_FROM, _TO))]
        for row in frame.filter(depends).group_by(MONTH, *facts, *spans).agg(*sums).iter_rows(named=True):
            key = self._key(action, row, facts, plans)
            waiting.setdefault(key, Counter())[row[MONTH]] += row["rows"]
            waiting_acts.setdefault(key, Counter())[row[MONTH]] += row["acts"]

    def _depends(self, sides: int) -> pl.Expr:
        return pl.any_horizontal(pl.col(f"{OUTCOME}@{i}") == CODES.index(Outcome.DEPENDS) for i in range(sides))

    def _read(self, plans: tuple[Plan, ...], row: Mapping[str, int]) -> tuple[Decided, ...]:
        """The decisions that the columns of a row hold."""
        found = []
        for i, plan in enumerate(plans):
            own = {name.removesuffix(f"@{i}"): held for name, held in row.items() if name.endswith(f"@{i}")}
            outcome = CODES[own[OUTCOME]]
            open_or_odd = outcome in (Outcome.DEPENDS, IMPOSSIBLE)
            found.append(
                Decided(outcome, () if open_or_odd else plan.named("because", own), () if open_or_odd else plan.named("duties", own))
            )
        return tuple(found)

    def _key(self, action: str, row: Mapping[str, int], facts: Sequence[str], plans: tuple[Plan, ...]) -> Key:
        known = situation(plans[0], {name: row[name] for name in facts})
        spans = tuple((row[f"{_FROM}@{i}"], row[f"{_TO}@{i}"]) for i in range(len(plans)))
        return action, spans, tuple(sorted(known.items()))

    def _settle(self, tally: Tally, waiting: dict[Key, Counter[int]], waiting_acts: dict[Key, Counter[int]]) -> None:
        """Each distinct situation to the exact engine, once; the most frequent first, up to the limit."""
        ordered = sorted(waiting, key=lambda key: (-waiting[key].total(), str(key)))
        tally.situations = min(len(ordered), self.limit)
        for i, key in enumerate(ordered):
            action, spans, known = key
            if i < self.limit:
                sides = zip(self.sides, spans, strict=True)
                decided = tuple(side.settle(action, low, high, dict(known)) for side, (low, high) in sides)
                tally.settled += waiting[key].total() if decided[0].outcome != Outcome.DEPENDS else 0
            else:
                decided = tuple(Decided(Outcome.DEPENDS) for _ in self.sides)
                tally.unexamined += waiting[key].total()
            self.exact[key] = decided
            for month, rows in waiting[key].items():
                kind = (action, str(dict(known)[ACTOR]), month, decided)
                tally.kinds[kind] += rows
                tally.kinds_acts[kind] += waiting_acts[key][month]

    # ---- row by row

    def _named(self, action: str, frame: pl.DataFrame, plans: tuple[Plan, ...]) -> pl.DataFrame:
        """The rows of an action with words for codes, joined through their distinct kinds."""
        kinds = [name for name in frame.columns if name not in (ROW, COUNT, DAY, LAST_DAY, MONTH)]
        facts = [name for name in kinds if "@" not in name]
        distinct = frame.select(kinds).unique(maintain_order=True)
        told: list[dict[str, str]] = []
        for row in distinct.iter_rows(named=True):
            decided = self.exact.get(self._key(action, row, facts, plans)) or self._read(plans, row)
            line = {"action": action, ACTOR: self.translation.vocabulary.enums["Actor"][row[ACTOR]]}
            for i, one in enumerate(decided):
                end = "" if i == 0 else f"_under_{self.sides[i].place}"
                line |= {f"outcome{end}": one.outcome, f"because{end}": " ".join(one.because), f"duties{end}": " ".join(one.duties)}
                line |= {f"turns_on{end}": " ".join(one.turns_on), f"possible{end}": " ".join(one.possible)}
            told.append(line)
        words = pl.DataFrame(told) if told else pl.DataFrame()
        joined = frame.drop(MONTH, COUNT).join(
            distinct.with_columns(**{f"told:{name}": words[name] for name in words.columns}),
            on=kinds,
            nulls_equal=True,
            maintain_order="left",
        )
        return joined.select(ROW, DAY, LAST_DAY, *(pl.col(f"told:{name}").alias(name) for name in words.columns))


def _month() -> pl.Expr:
    """The month of a row: year * 100 + month, or year * 100 where only the year is known, or 0."""
    first, last = pl.col(DAY), pl.col(LAST_DAY)
    year = first.dt.year() * 100
    known = pl.when(first.dt.month() == last.dt.month()).then(year + first.dt.month()).otherwise(year)
    return pl.when(first.dt.year() == last.dt.year()).then(known).otherwise(0).cast(pl.Int32).alias(MONTH)
