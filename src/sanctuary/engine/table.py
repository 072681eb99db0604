"""A table of situations decided at once: each row under the law in force on its own day.

`Plan` holds the law of one action over a stretch of days as expressions over columns. Rows that leave facts open are decided
three-valued: an outcome stands only if the expressions are sure of it, else the row is `depends` and the exact engine
(`engine.answer`) may still settle it. The rules that decide, and those that oblige, come out as bits in columns of eight.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw

from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY, Columns, Words, code, plain
from sanctuary.engine.precedence import binds, weigh
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.vocabulary import ACTOR, Value, Variable
from sanctuary.model import Outcome

__all__ = ["CODES", "IMPOSSIBLE", "OUTCOME", "Frame", "Plan", "situation"]

Frame = nw.LazyFrame[Any]
"""A table on any engine, not read yet."""

OUTCOME = "outcome"
"""The column of the outcome: its position in CODES."""

IMPOSSIBLE = "cannot-occur"
"""What a row says is excluded by possible.cedar: the row contradicts itself, or the mapping is wrong."""

CODES: tuple[str, ...] = (*Outcome, IMPOSSIBLE)
"""Outcomes by code."""

_WORD = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one law was in force: from `first` up to and not including `end` (None: to the last)."""

    first: date | None
    end: date | None
    law: Law


class Plan:
    """The law of an action over the days of some laws (`laws_between`), ready for tables.

    `readings` fixes disputed readings; the others stay open. The columns of a table are named after facts and hold codes
    (`engine.columns`); DAY is needed only where the law changes between the laws given; with `spans`, LAST_DAY too.
    """

    def __init__(self, laws: Sequence[Law], action: str, readings: Mapping[str, bool] | None = None, *, spans: bool = False) -> None:
        days = [law.on for law in laws]
        self.stretches = [
            Stretch(first if i else None, end, law) for i, (first, end, law) in enumerate(zip(days, [*days[1:], None], laws, strict=True))
        ]
        self.action = laws[-1].vocabulary.actions[action]
        self.readings = readings or {}
        self.columns = Columns(spans=spans)
        self._steps: dict[Hashable, list[list[Any]]] = {}
        self.rules = self._rules()
        possible = [read(p, self.action, self.columns) for p in laws[-1].possible if action in actions_of(p, laws[-1].vocabulary)]
        self.impossible = self.columns.some(possible)
        matches = {name: self.columns.some([self._match(bound, held) for bound, held in found]) for name, found in self.rules.items()}
        weighed = weigh(self.columns, [found[0][0] for found in self.rules.values()], matches, self._reading)
        self.outcomes, self.decides, self.obliges = weighed.outcomes, weighed.decides, weighed.obliges

    def _rules(self) -> dict[str, list[tuple[Bound, list[Stretch]]]]:
        """Each rule in force on some of the days, in the order of the packs, with its forms and their days.

        A rule has more than one form where its first day is not established (before that day it needs a reading), or where a court
        settled a reading or stopped the rule on one of the days.
        """
        found: dict[str, list[tuple[Bound, list[Stretch]]]] = {}
        for stretch in self.stretches:
            for bound in stretch.law.rules_of(self.action.name):
                forms = found.setdefault(bound.rule.id, [])
                same = next((held for form, held in forms if form == bound), None)
                if same is None:
                    forms.append((bound, [stretch]))
                else:
                    same.append(stretch)
        return found

    def _reading(self, name: str) -> int:
        return self.columns.constant(self.readings[name]) if name in self.readings else self.columns.open()

    def _match(self, bound: Bound, stretches: Sequence[Stretch]) -> int:
        c = self.columns
        whom = binds(c, bound, self.action, self._reading)
        return c.every([read(bound.rule.policy, self.action, c), whom, self._within(stretches)])

    def _within(self, stretches: Sequence[Stretch]) -> int:
        """The act is on one of the days of some stretches; neighbors are joined."""
        c = self.columns
        if len(stretches) == len(self.stretches):
            return c.true
        spans: list[tuple[date | None, date | None]] = []
        for one in stretches:
            if spans and spans[-1][1] == one.first:
                spans[-1] = (spans[-1][0], one.end)
            else:
                spans.append((one.first, one.end))
        parts = [[c.since(first) if first else c.true, c.negation(c.since(end)) if end else c.true] for first, end in spans]
        return c.some([c.every(part) for part in parts])

    @cached_property
    def _roots(self) -> tuple[int, ...]:
        return (*self.outcomes.values(), self.impossible)

    def needed(self, *, rules: bool = True) -> tuple[str, ...]:
        """The columns that the decision reads; the facts beside them cannot change it."""
        read_by = (*self._roots, *self.decides.values(), *self.obliges.values()) if rules else self._roots
        named = self.columns.columns(read_by)
        dated = len(self.stretches) > 1 and any(column in self._filled for column in named)
        return tuple(sorted({*named, DAY})) if dated else named

    @cached_property
    def _filled(self) -> dict[str, list[tuple[Stretch, Value]]]:
        """Facts of the place that fill open facts, with their days."""
        found: dict[str, list[tuple[Stretch, Value]]] = {}
        for stretch in self.stretches:
            for name, value in stretch.law.given(self.action.name).items():
                found.setdefault(name, []).append((stretch, value))
        return found

    def decided(self, frame: Frame, keep: Sequence[str] = (), *, rules: bool = True) -> Frame:
        """The outcome of each row, after some columns that are kept; with the rules that decide and oblige as bits, if asked.

        Columns are named after facts, or by their plain names (`engine.columns.plain`); a fact without a column is open in every row.
        """
        present = frozenset(frame.collect_schema().names())
        native = frame.implementation.is_polars()
        key = (present, tuple(keep), rules, frame.implementation)
        if key not in self._steps:
            # Polars has every word of narwhals that is used here, and keeps what it was told: translating it for each batch took
            # longer than deciding ten thousand rows.
            words = nw.get_native_namespace(frame) if native else nw
            self._steps[key] = self._written(words, present, keep, rules=rules, narrow=not frame.implementation.is_spark_like())
        first, *levels, last = self._steps[key]
        table = frame.to_native() if native else frame
        table = table.select(*first)
        for level in levels:
            table = table.with_columns(*level)
        table = table.select(*last)
        return nw.from_native(table) if native else table

    def _written(self, words: Words, present: Collection[str], keep: Sequence[str], *, rules: bool, narrow: bool) -> list[list[Any]]:
        """The expressions: the columns that are read, then those that others need, level by level, then what comes out."""
        read = {plain(name): self._column(words, name, present).alias(plain(name)) for name in self.needed(rules=rules)}
        bits = (*self.decides.values(), *self.obliges.values()) if rules else ()
        levels, known = self.columns.computed(words, (*self._roots, *bits))
        kind = words.UInt8 if narrow else words.Int16
        out = words.lit(CODES.index(Outcome.DEPENDS), kind)
        for outcome, node in self.outcomes.items():
            if node != self.columns.false:
                out = words.when(known[node]).then(words.lit(CODES.index(outcome), kind)).otherwise(out)
        if self.impossible != self.columns.false:
            out = words.when(known[self.impossible]).then(words.lit(CODES.index(IMPOSSIBLE), kind)).otherwise(out)
        made = [out.alias(OUTCOME)]
        if rules:
            made += _packed(words, "because", [known[node] for node in self.decides.values()], kind)
            made += _packed(words, "duties", [known[node] for node in self.obliges.values()], kind)
        kept = [words.col(name) for name in keep]
        return [[*read.values(), *(words.col(name) for name in keep if name not in read)], *levels, [*kept, *made]]

    def _column(self, words: Words, name: str, present: Collection[str]) -> Any:
        kind = words.Date if name in (DAY, LAST_DAY) else words.Boolean if self._is_truth(name) else words.Int16
        found = next((one for one in (name, plain(name)) if one in present), "")
        column = words.col(found) if found else words.lit(None, kind)
        for stretch, value in self._filled.get(name, ()):
            filling = words.lit(code(self.action.by_name[name], value))
            if len(self.stretches) > 1:
                after = words.col(DAY) >= words.lit(stretch.first, words.Date) if stretch.first else words.lit(True)
                before = words.col(DAY) < words.lit(stretch.end, words.Date) if stretch.end else words.lit(True)
                filling = words.when(after & before).then(filling)
            column = words.coalesce(column, filling)
        return column

    def _is_truth(self, name: str) -> bool:
        variable = self.action.by_name[name]
        return variable.kind == "bool" and not variable.optional

    def bits(self, kind: str) -> list[tuple[str, str, int]]:
        """Where the bits of rules stand, `because` of those that decide, `duties` of those that oblige: id, column and bit."""
        names = self.decides if kind == "because" else self.obliges
        return [(name, f"{kind}_{i // _WORD}", i % _WORD) for i, name in enumerate(names)]

    def named(self, kind: str, row: Mapping[str, int]) -> tuple[str, ...]:
        """The ids of the rules whose bits are set in a row: `because` those that decide, `duties` those that oblige."""
        return tuple(name for name, column, bit in self.bits(kind) if row.get(column, 0) >> bit & 1)


def _packed(words: Words, name: str, truths: Sequence[Any], kind: Any) -> list[Any]:
    """Conditions as bits, eight to a column; a bit is set where the condition is sure."""
    made: list[Any] = []
    for start in range(0, len(truths), _WORD):
        bits = [truth.fill_null(False).cast(kind) * words.lit(1 << i, kind) for i, truth in enumerate(truths[start : start + _WORD])]
        total = bits[0]
        for bit in bits[1:]:
            total = total + bit
        made.append(total.alias(f"{name}_{start // _WORD}"))
    return made


def situation(plan: Plan, row: Mapping[str, object]) -> dict[str, Value]:
    """The facts that a row of codes fixes, by name; what is null stays open."""
    known: dict[str, Value] = {}
    for name, held in row.items():
        variable = plan.action.by_name.get(name)
        if variable is not None and held is not None:
            known[name] = _value(variable, held)
    return known


def _value(variable: Variable, held: object) -> Value:
    if isinstance(held, bool) or not isinstance(held, int):
        return bool(held)
    if held == ABSENT and variable.optional:
        return None
    if variable.kind == "enum":
        return variable.values[held]
    return bool(held) if variable.kind == "bool" else held
