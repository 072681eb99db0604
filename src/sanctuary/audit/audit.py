"""An audit: every row of a table of government acts under the law in force on the row's own day.

Rows that are alike are grouped first, and each distinct situation is decided once, three-valued where it leaves facts open. What stays
`depends` goes to the exact engine. Nothing is guessed: a row that no engine can settle stays open, with the facts that would settle it. The
counts of the parts always add up to the rows read.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import narwhals as nw
import polars as pl

from sanctuary.audit.counts import ACTS, MONTH, Counts, Decided, Reasons, Seen, Tally, by_one_of, rows_where
from sanctuary.audit.mapping import DONE, Mapped
from sanctuary.audit.marks import ACTION, COUNT, DONE_AS, EITHER, NO_PAPER, ROWS, WHOSE, WHY, blank, either, says, several, unknown
from sanctuary.audit.sides import Either, Side
from sanctuary.audit.translate import Translation
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.engine.table import CODES, IMPOSSIBLE, OUTCOME, Plan, papers, situation
from sanctuary.errors import EvidenceError
from sanctuary.law.beside import PAPER
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value
from sanctuary.model import Outcome, Papers
from sanctuary.tables.alike import Read
from sanctuary.tables.table import BATCH, ROW, Table, There

__all__ = ["LIMIT", "Audit", "Run", "Side", "Tallied"]

LIMIT = 20_000
"""Distinct situations that go to the exact engine, the most frequent first; the rest stays `depends`, and is counted."""

HELD = 1_000_000
"""Groups of open rows that wait at most. Beyond it the rarer half is counted as it is, so that memory does not grow with the table."""
_OPEN_OR_ODD = [CODES.index(Outcome.DEPENDS), CODES.index(IMPOSSIBLE)]
_FROM, _TO, _PLACE = "from_law", "to_law", "place"
_BESIDE = (ROW, COUNT, DAY, LAST_DAY, MONTH, ROWS, ACTS, DONE_AS)

Run = Callable[[pl.DataFrame, Plan, Sequence[str]], pl.DataFrame]
"""Decides the coded rows of one action on some engine; keeps some columns."""


def on_polars(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
    """The decided rows, in order."""
    found = plan.decided(nw.from_native(frame.lazy()), keep).to_native()
    assert isinstance(found, pl.LazyFrame)  # noqa: S101 - narwhals gives back what it was given
    return found.collect()


Key = tuple[int, str, tuple[tuple[int, int], ...], tuple[tuple[str, Value | Either], ...], Papers]
"""A situation: whose law is asked, the action, the eras of each law, the facts known, and how its paper is asked about."""


@dataclass
class Waiting:
    """The open rows of an action under some plans, as groups of rows that are alike: ROWS and ACTS by month, facts, days and outcomes."""

    place: int
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


Held = dict[tuple[int, tuple[Plan, ...]], Waiting]


@dataclass
class Tallied:
    """What an audit counted: what was read, and what each place's law says of the rows of its own agencies, the place asked first."""

    seen: Seen
    laws: tuple[Tally, ...]


class Audit:
    """A table decided under one law, or beside a second. Rows of other governments are decided under their own, in `others`."""

    def __init__(
        self,
        mapped: Mapped,
        sides: Sequence[Side],
        *,
        others: Sequence[Side] = (),
        run: Run = on_polars,
        there: There | None = None,
        limit: int = LIMIT,
        since: date | None = None,
        today: date | None = None,
    ) -> None:
        self.mapped, self.run, self.there, self.limit, self.today = mapped, run, there, limit, today
        self.laws: tuple[tuple[Side, ...], ...] = (tuple(sides), *((side,) for side in others))
        vocabulary = sides[0].library.vocabulary
        places = tuple(one[0].place for one in self.laws)
        self.translations = [Translation(mapped, act, vocabulary, places, since) for act in mapped.acts]
        self.columns = tuple(name for name in mapped.columns if name != mapped.table.key)
        self.vocabulary = vocabulary
        self.actions = list(vocabulary.actions)
        self.actors = vocabulary.enums["Actor"]
        self.exact: dict[Key, tuple[Decided, ...]] = {}

    def tally(self, table: Table, progress: Callable[[int], None]) -> Tallied:
        """Every row counted; `progress` hears how many were read. The situations that stay open are settled at the end."""
        found = Tallied(Seen(), tuple(Tally(tuple(Reasons() for _ in sides)) for sides in self.laws))
        waiting: Held = {}
        held: list[list[pl.DataFrame]] = [[] for _ in self.translations]
        for groups in table.groups(self.columns, self._reads(), progress, self.there):
            for number, translation in enumerate(self.translations):
                coded = translation.apply(groups)
                self._see(found.seen, translation, coded, first=number == 0)
                held[number].append(_alike(coded.filter(pl.col(WHY) == 0)))
                if sum(one.height for one in held[number]) > HELD:
                    self._decide_held(found, waiting, held[number])
        if found.seen.rows == 0:
            raise EvidenceError(f"{table.name}: the table has no rows. Is it the right file?")
        for one in held:
            self._decide_held(found, waiting, one)
        self._settle(found, list(waiting.values()))
        return found

    def _reads(self) -> dict[str, list[Read]]:
        """What all acts read of each column's cells."""
        found: dict[str, list[Read]] = {}
        for translation in self.translations:
            for column, read in translation.uses():
                found.setdefault(column, []).append(read)
        return found

    def _decide_held(self, found: Tallied, waiting: Held, held: list[pl.DataFrame]) -> None:
        """What waits as groups, decided and counted."""
        if not held:
            return
        groups = _alike(pl.concat(held)) if len(held) > 1 else held[0]
        held.clear()
        for start in range(0, groups.height, BATCH):
            some = groups.slice(start, BATCH).with_row_index(ROW)
            for place, action, frame, plans in self._decide(some):
                self._count_decided(found, waiting, place, action, frame, plans)
            self._bound(found, waiting)

    def rows(self, table: Table) -> Iterator[pl.DataFrame]:
        """After `tally`: each row with its number, day, act and decisions; in the order of the table within a batch.

        Every row of a situation that the exact engine answered has that answer. `tally` may count some of them as unexamined: those
        that were read before the situation was frequent enough to wait (`HELD`).
        """
        for batch in table.batches(self.columns):
            parts = []
            for translation in self.translations:
                coded = translation.apply(batch)
                undecided = coded.filter(pl.col(WHY) > 0)
                reasons = dict(enumerate(translation.reasons))
                told = [pl.col(WHY).replace_strict(reasons, return_dtype=pl.String).alias("not_decided")]
                made = [undecided.select(ROW, *told)]
                for place, action, frame, plans in self._decide(_acts(coded.filter(pl.col(WHY) == 0))):
                    made.append(self._named(place, action, frame, plans))
                whole = pl.concat(made, how="diagonal")
                parts.append(whole.with_columns(pl.lit(translation.act.name).alias("act")) if translation.act.name else whole)
            yield pl.concat(parts, how="diagonal").sort(ROW, maintain_order=True).rename({ROW: "row"})

    # ---- deciding

    def _decide(self, fit: pl.DataFrame) -> Iterator[tuple[int, str, pl.DataFrame, tuple[Plan, ...]]]:
        """The rows of each government and action with the outcome and the rules of each law in columns of its own."""
        if fit.height == 0:
            return
        for key, some in sorted(fit.partition_by(WHOSE, ACTION, as_dict=True).items()):
            place, action = int(str(key[0])), self.actions[int(str(key[1]))]
            sides = self.laws[place]
            first, last = some[DAY].min(), some[LAST_DAY].max()
            assert isinstance(first, date)  # noqa: S101 - a row without a day has a reason not to be decided
            assert isinstance(last, date)  # noqa: S101
            spans = bool((some[DAY] != some[LAST_DAY]).any())
            plans = tuple(side.plan(action, first, last, spans=spans) for side in sides)
            facts = {name for plan in plans for name in plan.needed()} | {ACTOR}
            facts |= {either(name) for name in facts}
            kept = [ROW, ROWS, ACTS, DONE_AS, DAY, LAST_DAY, *sorted((facts & set(some.columns)) - {DAY, LAST_DAY})]
            decided = [self.run(some, plan, kept if i == 0 else [ROW]) for i, plan in enumerate(plans)]
            frame = decided[0].rename({name: f"{name}@0" for name in decided[0].columns if name not in kept})
            for i, other in enumerate(decided[1:], 1):
                named = other.rename({name: f"{name}@{i}" for name in other.columns if name != ROW})
                frame = frame.join(named, on=ROW, maintain_order="left")
            yield place, action, frame.with_columns(_month(), *_eras(sides, action)), plans

    # ---- counting

    def _see(self, seen: Seen, translation: Translation, coded: pl.DataFrame, *, first: bool) -> None:
        """What was read, before any law. Only cells of rows that the mapping does not set aside itself are told as unknown to it."""
        name, rows = translation.act.name, int(coded[ROWS].sum())
        seen.rows += rows if first else 0
        seen.records += rows
        weighed = coded.with_columns((pl.col(COUNT) * pl.col(ROWS)).fill_null(0).alias(ACTS))
        seen.acts += int(weighed[ACTS].sum())
        for place, some, acts in weighed.group_by(WHY).agg(pl.col(ROWS, ACTS).sum()).rows():
            if place:
                seen.why.add(translation.reasons[place], some, acts)
        asked = weighed.filter(~pl.col(WHY).is_in(list(translation.on_purpose)))
        for field in (*translation.act.fields, DAY, DONE_AS):
            for counts, column in ((seen.unknown, unknown(field)), (seen.blank, blank(field))):
                if column in coded.columns and asked[column].any():
                    some, acts = asked.filter(pl.col(column)).select(pl.col(ROWS, ACTS).sum()).row(0)
                    counts.add((name, field), some, acts)
            if says(field) in coded.columns:
                said = seen.said.setdefault((name, field), Counts())
                for word, some, acts in weighed.group_by(says(field)).agg(pl.col(ROWS, ACTS).sum()).rows():
                    said.add(word, some, acts)
        fit = coded.filter(pl.col(WHY) == 0)
        seen.several += rows_where(fit, several(ACTION))
        seen.papers += rows_where(fit, several(PAPER))
        seen.no_paper += rows_where(fit, NO_PAPER)
        low, high = fit[DAY].min(), fit[LAST_DAY].max()
        if self.today and first and self.mapped.day.column and isinstance(low, date):
            seen.ahead += int(fit.filter(pl.col(DAY) > self.today)[ROWS].sum())
        if isinstance(low, date) and isinstance(high, date):
            seen.first, seen.last = min(seen.first or low, low), max(seen.last or high, high)

    def _count_decided(self, found: Tallied, waiting: Held, place: int, action: str, frame: pl.DataFrame, plans: tuple[Plan, ...]) -> None:
        """What is sure is counted; what is open, contradicts itself, or has no one rule that decides in every case waits, grouped."""
        tally = found.laws[place]
        low, high = frame[DAY].min(), frame[LAST_DAY].max()
        assert isinstance(low, date) and isinstance(high, date)  # noqa: S101, PT018 - a decided row has a day
        tally.first, tally.last = min(tally.first or low, low), max(tally.last or high, high)
        depends = pl.any_horizontal(pl.col(f"{OUTCOME}@{i}").is_in(_OPEN_OR_ODD) for i in range(len(plans)))
        asked = pl.any_horizontal(depends, *(by_one_of(plan, i) for i, plan in enumerate(plans)))
        tally.add_frame(action, frame.filter(~asked), plans, self.actors)
        kept = [name for name in frame.columns if _is_fact(name) or "@" in name]
        more = frame.filter(asked).select(MONTH, DONE_AS, *kept, ROWS, ACTS)
        if more.height:
            held = waiting.setdefault((place, plans), Waiting(place, action, plans, more.clear()))
            held.groups = pl.concat([held.groups, more]).group_by(MONTH, DONE_AS, *kept).agg(pl.col(ROWS, ACTS).sum())

    def _bound(self, found: Tallied, waiting: Held) -> None:
        """Memory stays flat: where too many open situations wait, the rarer ones are counted as they are, unexamined."""
        held = sum(one.groups.height for one in waiting.values())
        if held <= HELD:
            return
        for one in waiting.values():
            often = one.most_frequent(max(self.limit, HELD * one.groups.height // held // 2))
            self._leave(found, one, one.those(often, how="anti"))
            one.groups = one.those(often, how="semi")

    def _leave(self, found: Tallied, waiting: Waiting, groups: pl.DataFrame) -> None:
        """Open rows counted as open, unexamined; what contradicts itself is told so, without the reason."""
        odd = pl.any_horizontal(pl.col(f"{OUTCOME}@{i}") == CODES.index(IMPOSSIBLE) for i in range(len(waiting.plans)))
        aside, left = groups.filter(odd), groups.filter(~odd)
        if aside.height:
            found.seen.odd.add("", int(aside[ROWS].sum()), int(aside[ACTS].sum()))
        found.laws[waiting.place].add_frame(waiting.action, left, waiting.plans, self.actors)
        unsure = pl.any_horizontal(pl.col(f"{OUTCOME}@{i}") == CODES.index(Outcome.DEPENDS) for i in range(len(waiting.plans)))
        found.laws[waiting.place].unexamined += int(left.filter(unsure)[ROWS].sum())

    def _read(self, plans: tuple[Plan, ...], row: Mapping[str, int]) -> tuple[Decided, ...]:
        """The decisions that the columns of a row hold."""
        found = []
        for i, plan in enumerate(plans):
            own = {name.removesuffix(f"@{i}"): held for name, held in row.items() if name.endswith(f"@{i}")}
            outcome = CODES[own[OUTCOME]]
            open_or_odd = outcome in (Outcome.DEPENDS, IMPOSSIBLE)
            found.append(
                Decided(
                    outcome,
                    because=() if open_or_odd else plan.named("because", own),
                    duties=() if open_or_odd else plan.named("duties", own),
                )
            )
        return tuple(found)

    def _key(self, place: int, action: str, row: Mapping[str, int], plans: tuple[Plan, ...]) -> Key:
        facts = {name: held for name, held in row.items() if _is_fact(name)}
        known: dict[str, Value | Either] = dict(situation(plans[0], facts))
        known |= {
            name.removeprefix(EITHER): self.mapped.lists(name.removeprefix(EITHER))[held - 1]
            for name, held in facts.items()
            if name.startswith(EITHER) and held
        }
        spans = tuple((row[f"{_FROM}@{i}"], row[f"{_TO}@{i}"]) for i in range(len(plans)))
        return place, action, spans, tuple(sorted(known.items(), key=lambda one: one[0])), papers(row)

    def _settle(self, found: Tallied, waiting: Sequence[Waiting]) -> None:
        """Each distinct situation to the exact engine, once; the most frequent first, up to the limit."""
        often = [one.most_frequent(self.limit) for one in waiting]
        keys = [
            [self._key(one.place, one.action, row, one.plans) for row in some.iter_rows(named=True)]
            for one, some in zip(waiting, often, strict=True)
        ]
        rows: Counter[Key] = Counter()
        for named, some in zip(keys, often, strict=True):
            for key, count in zip(named, some[ROWS], strict=True):
                rows[key] += count
        examined = dict.fromkeys(sorted(rows, key=lambda key: (-rows[key], str(key)))[: self.limit])
        for key in examined:
            place, action, spans, known, paper = key
            sides = zip(self.laws[place], spans, strict=True)
            self.exact[key] = tuple(side.settle(action, low, high, dict(known), paper) for side, (low, high) in sides)
            found.laws[place].situations += 1
        for one, some, named in zip(waiting, often, keys, strict=True):
            chosen = (
                some.drop(ROWS).with_columns(pl.Series(_PLACE, range(len(named)), pl.UInt32)).filter([key in examined for key in named])
            )
            self._leave(found, one, one.those(chosen, how="anti"))
            groups = one.groups.join(chosen, on=one.situation, nulls_equal=True)
            self._count_exact(found, one, groups, named)

    def _count_exact(self, found: Tallied, one: Waiting, groups: pl.DataFrame, named: Sequence[Key]) -> None:
        tally = found.laws[one.place]
        for place, month, done, count, acts, before in groups.select(_PLACE, MONTH, DONE_AS, ROWS, ACTS, f"{OUTCOME}@0").iter_rows():
            key = named[place]
            decided = self.exact[key]
            if odd := next((law.why for law in decided if law.outcome == IMPOSSIBLE), None):
                found.seen.odd.add(odd, count, acts)
                continue
            if CODES[before] == Outcome.DEPENDS != decided[0].outcome:
                tally.settled += count
            tally.add(one.action, str(dict(key[3])[ACTOR]), month, DONE[done], decided, count, acts)

    # ---- row by row

    def _named(self, place: int, action: str, frame: pl.DataFrame, plans: tuple[Plan, ...]) -> pl.DataFrame:
        """The rows of an action with words for codes, joined through their distinct kinds."""
        kinds = [name for name in frame.columns if _is_fact(name) or "@" in name or name == DONE_AS]
        distinct = frame.select(kinds).unique(maintain_order=True)
        told = [self._line(place, action, row, plans) for row in distinct.iter_rows(named=True)]
        words = pl.DataFrame(told, infer_schema_length=None) if told else pl.DataFrame()
        joined = frame.drop(MONTH, ROWS, ACTS).join(
            distinct.with_columns(**{f"told:{name}": words[name] for name in words.columns}),
            on=kinds,
            nulls_equal=True,
            maintain_order="left",
        )
        return joined.select(ROW, DAY, LAST_DAY, *(pl.col(f"told:{name}").alias(name) for name in words.columns))

    def _line(self, place: int, action: str, row: Mapping[str, int], plans: tuple[Plan, ...]) -> dict[str, str]:
        decided = self.exact.get(self._key(place, action, row, plans)) or self._read(plans, row)
        line = {"action": action, ACTOR: self.actors[row[ACTOR]]}
        things = self.vocabulary.actions[action].by_name[RESOURCE].values
        held = row.get(RESOURCE, 0 if len(things) == 1 else None)
        line[RESOURCE] = "" if held is None else str(things[held])
        line |= {"place": self.laws[place][0].place} if len(self.laws) > 1 else {}
        line |= {"done": DONE[row[DONE_AS]]} if self.mapped.crossed else {}
        for i, one in enumerate(decided):
            end = "" if i == 0 else f"_under_{self.laws[place][i].place}"
            line |= {
                f"outcome{end}": one.outcome,
                f"because{end}": " ".join(one.because) or " or ".join(one.one_of),
                f"duties{end}": " ".join(one.duties),
            }
            line |= {f"turns_on{end}": " ".join(one.turns_on), f"possible{end}": " ".join(one.possible)}
        return line


def _eras(sides: Sequence[Side], action: str) -> list[pl.Expr]:
    """In which era of each law the first and the last day of a row lie."""
    return [
        pl.sum_horizontal(pl.lit(0), *(pl.col(day) >= pl.lit(change) for change in side.era_days(action)))
        .cast(pl.UInt8)
        .alias(f"{name}@{i}")
        for i, side in enumerate(sides)
        for name, day in ((_FROM, DAY), (_TO, LAST_DAY))
    ]


def _acts(coded: pl.DataFrame) -> pl.DataFrame:
    return coded.with_columns((pl.col(COUNT) * pl.col(ROWS)).alias(ACTS))


def _alike(fit: pl.DataFrame) -> pl.DataFrame:
    """Coded rows that are alike, once, with their ROWS and ACTS."""
    if ACTS not in fit.columns:
        fit = _acts(fit)
    names = (n for n in fit.columns if ":" not in n and n not in (ROW, ROWS, ACTS, COUNT, WHY, "two_days"))
    return fit.group_by(list(names)).agg(pl.col(ROWS, ACTS).sum())


def _is_fact(name: str) -> bool:
    """Among the columns of decided rows."""
    return "@" not in name and name not in _BESIDE


def _month() -> pl.Expr:
    """The month of a row: year * 100 + month, or year * 100 where only the year is known, or 0."""
    first, last = pl.col(DAY), pl.col(LAST_DAY)
    year = first.dt.year() * 100
    known = pl.when(first.dt.month() == last.dt.month()).then(year + first.dt.month()).otherwise(year)
    return pl.when(first.dt.year() == last.dt.year()).then(known).otherwise(0).cast(pl.Int32).alias(MONTH)
