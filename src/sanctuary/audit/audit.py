"""An audit: every row of a table of government acts under the law in force on the row's own day.

Rows are translated and decided in batches, three-valued where they leave facts open. What stays `depends` is collected as
distinct situations, and each goes to the exact engine once. Nothing is guessed: a row that no engine can settle stays open,
with the facts that would settle it. The counts of the parts always add up to the rows read.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

import narwhals as nw
import polars as pl

from sanctuary.audit.counts import ACTS, MONTH, ROWS, Decided, Reasons, Tally
from sanctuary.audit.mapping import Mapped
from sanctuary.audit.readers import ROW, Table
from sanctuary.audit.translate import ACTION, COUNT, WHY, Translation, says, unknown
from sanctuary.engine.answer import answer
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.engine.prove import Proofs
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, papers, situation
from sanctuary.errors import EvidenceError, RequestError
from sanctuary.law.jurisdiction import Law, laws_between
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import ACTOR, Value
from sanctuary.model import Outcome, Papers

__all__ = ["LIMIT", "Audit", "Run", "Side"]

LIMIT = 20_000
"""Distinct situations that go to the exact engine, the most frequent first; the rest stays `depends`, and is counted."""

HELD = 1_000_000
"""Groups of open rows that wait at most. Beyond it the rarer half is counted as it is, so that memory does not grow with the table."""

_FROM, _TO, _PLACE = "from_law", "to_law", "place"

Run = Callable[[pl.DataFrame, Plan, Sequence[str]], pl.DataFrame]
"""Decides the coded rows of one action on some engine; keeps some columns."""


def on_polars(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
    """The decided rows, in order."""
    found = plan.decided(nw.from_native(frame.lazy()), keep).to_native()
    assert isinstance(found, pl.LazyFrame)  # noqa: S101 - narwhals gives back what it was given
    return found.collect()


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
        through = laws_between(self.library, self.place, date(1900, 1, 1), date(2100, 1, 1), unsettled=self.readings)
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

    def settle(self, action: str, low: int, high: int, known: Mapping[str, Value], papers: Papers) -> Decided:
        """The exact answer for a situation on the days of some stretches."""
        found = []
        for law in self.laws[low : high + 1]:
            proofs = self._proofs.setdefault(law.on, Proofs(law))
            try:
                found.append(answer(proofs, action, known, self.readings, papers))
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


Key = tuple[str, tuple[tuple[int, int], ...], tuple[tuple[str, Value], ...], Papers]
"""A situation: the action, the stretches of each law, the facts known, and how its paper is asked about."""


@dataclass
class Waiting:
    """The open rows of an action under some plans, as groups of rows that are alike: ROWS and ACTS by month, facts, days and outcomes."""

    action: str
    plans: tuple[Plan, ...]
    groups: pl.DataFrame

    @property
    def situation(self) -> list[str]:
        """The columns that tell one situation from another."""
        return [name for name in self.groups.columns if _is_fact(name) or name.startswith((_FROM, _TO))]

    def most_frequent(self, limit: int) -> pl.DataFrame:
        """The situations that stand for most rows, each once, with those rows; equal numbers in an order of their own."""
        by = self.situation
        return self.groups.group_by(by).agg(pl.col(ROWS).sum()).sort([ROWS, *by], descending=[True, *(False for _ in by)]).head(limit)

    def those(self, situations: pl.DataFrame, *, how: Literal["semi", "anti"]) -> pl.DataFrame:
        """The groups of some situations, or of all others."""
        return self.groups.join(situations, on=self.situation, how=how, nulls_equal=True)


class Audit:
    """A table decided under one law, or beside a second."""

    def __init__(self, mapped: Mapped, sides: Sequence[Side], *, run: Run = on_polars, limit: int = LIMIT) -> None:
        self.sides, self.run, self.limit = sides, run, limit
        self.translation = Translation(mapped, sides[0].library.vocabulary)
        self.actions = list(sides[0].library.vocabulary.actions)
        self.actors = sides[0].library.vocabulary.enums["Actor"]
        self.exact: dict[Key, tuple[Decided, ...]] = {}

    def tally(self, table: Table, progress: Callable[[int], None]) -> Tally:
        """Every row counted; `progress` hears how many were read. The situations that stay open are settled at the end."""
        tally = Tally(tuple(Reasons() for _ in self.sides))
        waiting: dict[tuple[Plan, ...], Waiting] = {}
        for coded in self._coded(table):
            self._count_batch(tally, coded)
            for action, frame, plans in self._decide(coded):
                self._count_decided(tally, waiting, action, frame, plans)
            self._bound(tally, waiting)
            progress(tally.rows)
        if tally.rows == 0:
            raise EvidenceError(f"{table.name}: the table has no rows. Is it the right file?")
        self._settle(tally, list(waiting.values()))
        return tally

    def rows(self, table: Table) -> Iterator[pl.DataFrame]:
        """After `tally`: each row with its number, day, act and decisions; in the order of the table within a batch.

        Every row of a situation that the exact engine answered has that answer. `tally` may count some of them as unexamined: those
        that were read before the situation was frequent enough to wait (`HELD`).
        """
        for coded in self._coded(table):
            undecided = coded.filter(pl.col(WHY) > 0)
            reasons = dict(enumerate(self.translation.reasons))
            parts = [undecided.select(ROW, pl.col(WHY).replace_strict(reasons, return_dtype=pl.String).alias("not_decided"))]
            for action, frame, plans in self._decide(coded):
                parts.append(self._named(action, frame, plans))
            yield pl.concat(parts, how="diagonal").sort(ROW).rename({ROW: "row"})

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
                tally.why.add(self.translation.reasons[place], rows, acts)
        for name in (*self.translation.mapped.fields, DAY):
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
        self, tally: Tally, waiting: dict[tuple[Plan, ...], Waiting], action: str, frame: pl.DataFrame, plans: tuple[Plan, ...]
    ) -> None:
        """What is sure is counted; what is open waits, grouped."""
        frame = frame.with_columns(pl.lit(1, pl.Int64).alias(ROWS)).rename({COUNT: ACTS})
        depends = pl.any_horizontal(pl.col(f"{OUTCOME}@{i}") == CODES.index(Outcome.DEPENDS) for i in range(len(plans)))
        tally.add_frame(action, frame.filter(~depends), plans, self.actors)
        kept = [name for name in frame.columns if _is_fact(name) or "@" in name]
        more = frame.filter(depends).select(MONTH, *kept, ROWS, ACTS)
        if more.height:
            held = waiting.setdefault(plans, Waiting(action, plans, more.clear()))
            held.groups = pl.concat([held.groups, more]).group_by(MONTH, *kept).agg(pl.col(ROWS, ACTS).sum())

    def _bound(self, tally: Tally, waiting: dict[tuple[Plan, ...], Waiting]) -> None:
        """Memory stays flat: where too many open situations wait, the rarer ones are counted as they are, unexamined."""
        held = sum(one.groups.height for one in waiting.values())
        if held <= HELD:
            return
        for one in waiting.values():
            often = one.most_frequent(max(self.limit, HELD * one.groups.height // held // 2))
            self._leave(tally, one, one.those(often, how="anti"))
            one.groups = one.those(often, how="semi")

    def _leave(self, tally: Tally, waiting: Waiting, groups: pl.DataFrame) -> None:
        tally.add_frame(waiting.action, groups, waiting.plans, self.actors)
        tally.unexamined += int(groups[ROWS].sum())

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

    def _key(self, action: str, row: Mapping[str, int], plans: tuple[Plan, ...]) -> Key:
        known = situation(plans[0], {name: held for name, held in row.items() if _is_fact(name)})
        spans = tuple((row[f"{_FROM}@{i}"], row[f"{_TO}@{i}"]) for i in range(len(plans)))
        return action, spans, tuple(sorted(known.items())), papers(row)

    def _settle(self, tally: Tally, waiting: Sequence[Waiting]) -> None:
        """Each distinct situation to the exact engine, once; the most frequent first, up to the limit."""
        often = [one.most_frequent(self.limit) for one in waiting]
        keys = [
            [self._key(one.action, row, one.plans) for row in found.iter_rows(named=True)]
            for one, found in zip(waiting, often, strict=True)
        ]
        rows: Counter[Key] = Counter()
        for named, found in zip(keys, often, strict=True):
            for key, count in zip(named, found[ROWS], strict=True):
                rows[key] += count
        examined = dict.fromkeys(sorted(rows, key=lambda key: (-rows[key], str(key)))[: self.limit])
        for key in examined:
            action, spans, known, paper = key
            sides = zip(self.sides, spans, strict=True)
            self.exact[key] = tuple(side.settle(action, low, high, dict(known), paper) for side, (low, high) in sides)
        tally.situations = len(examined)
        for one, found, named in zip(waiting, often, keys, strict=True):
            chosen = (
                found.drop(ROWS).with_columns(pl.Series(_PLACE, range(len(named)), pl.UInt32)).filter([key in examined for key in named])
            )
            self._leave(tally, one, one.those(chosen, how="anti"))
            groups = one.groups.join(chosen, on=one.situation, nulls_equal=True)
            for place, month, count, acts, before in groups.select(_PLACE, MONTH, ROWS, ACTS, f"{OUTCOME}@0").iter_rows():
                key = named[place]
                if CODES[before] == Outcome.DEPENDS != self.exact[key][0].outcome:
                    tally.settled += count
                tally.add(one.action, str(dict(key[2])[ACTOR]), month, self.exact[key], count, acts)

    # ---- row by row

    def _named(self, action: str, frame: pl.DataFrame, plans: tuple[Plan, ...]) -> pl.DataFrame:
        """The rows of an action with words for codes, joined through their distinct kinds."""
        kinds = [name for name in frame.columns if _is_fact(name) or "@" in name]
        distinct = frame.select(kinds).unique(maintain_order=True)
        told: list[dict[str, str]] = []
        for row in distinct.iter_rows(named=True):
            decided = self.exact.get(self._key(action, row, plans)) or self._read(plans, row)
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


def _is_fact(name: str) -> bool:
    """Among the columns of decided rows."""
    return "@" not in name and name not in (ROW, COUNT, DAY, LAST_DAY, MONTH, ROWS, ACTS)


def _month() -> pl.Expr:
    """The month of a row: year * 100 + month, or year * 100 where only the year is known, or 0."""
    first, last = pl.col(DAY), pl.col(LAST_DAY)
    year = first.dt.year() * 100
    known = pl.when(first.dt.month() == last.dt.month()).then(year + first.dt.month()).otherwise(year)
    return pl.when(first.dt.year() == last.dt.year()).then(known).otherwise(0).cast(pl.Int32).alias(MONTH)
