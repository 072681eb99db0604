"""A table of situations decided at once: each row under the law in force on its own day.

`Plan` holds the law of one action over a stretch of days as expressions over columns. Rows that leave facts open are decided
three-valued: an outcome stands only if the expressions are sure of it, else the row is `depends` and the exact engine
(`engine.answer`) may still settle it. The rules that decide, and those that oblige, come out as bits in columns of eight.

A row whose paper is empty is asked as if no paper of a court were in hand, unless it names a court, or that the paper covers what is
asked, or says in the column PAPER_OPEN that its paper is not known.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import and_
from typing import Any

import narwhals as nw

from sanctuary.engine.columns import ABSENT, DAY, LAST_DAY, SOME, Columns, Words, code, plain
from sanctuary.engine.precedence import binds, stands_anyway, weigh
from sanctuary.law.beside import COVERS, PAPER, PAPER_COURT
from sanctuary.law.condition import actions_of, read
from sanctuary.law.jurisdiction import Bound, Given, Law
from sanctuary.law.vocabulary import ACTOR, Value, Variable
from sanctuary.model import Outcome, Papers

__all__ = ["CODES", "IMPOSSIBLE", "OUTCOME", "PAPER_OPEN", "Frame", "Plan", "papers", "situation"]

Frame = nw.LazyFrame[Any]
"""A table on any engine, not read yet."""

OUTCOME = "outcome"
"""The column of the outcome: its position in CODES."""

IMPOSSIBLE = "cannot-occur"
"""What a row says is excluded by possible.cedar: the row contradicts itself, or the mapping is wrong."""

CODES: tuple[str, ...] = (*Outcome, IMPOSSIBLE)
"""Outcomes by code."""

PAPER_OPEN = "paper_open"
"""The column that says of an empty paper that it is not known, so that it may be any: a cell that nobody could read."""

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
        self.columns = Columns(spans=spans, some_of=self._no_court_paper(laws[-1]))
        self._steps: dict[Hashable, list[list[Any]]] = {}
        self.rules = self._rules()
        possible = [read(p, self.action, self.columns) for p in laws[-1].possible if action in actions_of(p, laws[-1].vocabulary)]
        self.impossible = self.columns.some(possible)
        matches = {name: self.columns.some([self._match(bound, held) for bound, held in found]) for name, found in self.rules.items()}
        anyway = {
            name: self.columns.some([self._anyway(bound, held) for bound, held in found])
            for name, found in self.rules.items()
            if found[0][0].rule.notwithstanding
        }
        weighed = weigh(self.columns, [found[0][0] for found in self.rules.values()], matches, anyway)
        self.outcomes, self.decides, self.obliges = self._as_searched(weighed.outcomes), weighed.decides, weighed.obliges

    def _no_court_paper(self, law: Law) -> dict[str, frozenset[int]]:
        """The codes of the papers that no court issues."""
        paper = self.action.by_name.get(PAPER)
        if paper is None:
            return {}
        return {PAPER: frozenset(int(code(paper, name)) for name in paper.values if not law.papers[name].court)}

    def _as_searched(self, outcomes: Mapping[Outcome, int]) -> dict[Outcome, int]:
        """The outcomes, with `unknown` on days that were not searched: in place of may and silent, or, past the search, of all."""
        c = self.columns
        early, late = [], []
        for stretch in self.stretches:
            actors = frozenset(actor for actor in stretch.law.scope if stretch.law.early(actor))
            early.append(c.every([c.among(self.action.by_name[ACTOR], actors), self._within([stretch])]))
            late += [self._within([stretch])] if stretch.law.unknown else []
        past, before = c.some(late), c.some(early)
        vague = c.some([outcomes[Outcome.MAY], outcomes[Outcome.SILENT]])
        known = {o: c.every([one, c.negation(past)]) for o, one in outcomes.items()}
        for outcome in (Outcome.MAY, Outcome.SILENT):
            known[outcome] = c.every([known[outcome], c.negation(before)])
        known[Outcome.UNKNOWN] = c.some([past, c.every([vague, before])])
        return known

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

    def _anyway(self, bound: Bound, stretches: Sequence[Stretch]) -> int:
        c = self.columns
        return c.every([stands_anyway(c, bound, self.action, self._reading), self._within(stretches)])

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
        filled = any(column in self._filled for column in named)
        more = {ACTOR, *([DAY] if len(self.stretches) > 1 else [])} if filled else set()
        if PAPER in named:
            more |= {PAPER_COURT, COVERS, PAPER_OPEN}
        return tuple(sorted({*named, *more}))

    @cached_property
    def _filled(self) -> dict[str, list[tuple[Stretch, Given]]]:
        """Facts of the governments that fill open facts, with their days."""
        found: dict[str, list[tuple[Stretch, Given]]] = {}
        for stretch in self.stretches:
            for one in stretch.law.given(self.action.name):
                found.setdefault(one.name, []).append((stretch, one))
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
        """A fact as its column says, else as a fact of the government says, else, for papers, as is assumed."""
        column = self._raw(words, name, present)
        for stretch, given in self._filled.get(name, ()):
            actor = self.action.by_name[ACTOR]
            whom = self._raw(words, ACTOR, present).is_in([code(actor, one) for one in sorted(given.actors)])
            days = [words.lit(True)]
            if len(self.stretches) > 1:
                days += [words.col(DAY) >= words.lit(stretch.first, words.Date)] if stretch.first else []
                days += [words.col(DAY) < words.lit(stretch.end, words.Date)] if stretch.end else []
            filling = words.lit(code(self.action.by_name[name], given.value))
            column = words.coalesce(column, words.when(reduce(and_, days, whom)).then(filling))
        if name in (PAPER, PAPER_COURT) and PAPER in self.action.by_name:
            kind = words.Int16
            column = words.when(self._assumed(words, present)).then(words.lit(SOME if name == PAPER else ABSENT, kind)).otherwise(column)
        return column

    def _raw(self, words: Words, name: str, present: Collection[str]) -> Any:
        kind = words.Date if name in (DAY, LAST_DAY) else words.Boolean if self._is_truth(name) else words.Int16
        found = next((one for one in (name, plain(name)) if one in present), "")
        return words.col(found) if found else words.lit(None, kind)

    def _assumed(self, words: Words, present: Collection[str]) -> Any:
        """Where a row names no paper of a court, nor that one covers what is asked, nor that its paper is not known."""
        unnamed = self._raw(words, PAPER, present).is_null() & self._raw(words, PAPER_COURT, present).is_null()
        lifted = self._raw(words, COVERS, present).fill_null(False) | self._raw(words, PAPER_OPEN, present).fill_null(False)
        return unnamed & ~lifted

    def _is_truth(self, name: str) -> bool:
        if name == PAPER_OPEN:
            return True
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
    """The facts that a row of codes fixes, by name; what is null, or only assumed, stays open."""
    known: dict[str, Value] = {}
    assumed = (PAPER, PAPER_COURT) if row.get(PAPER) == SOME else ()
    for name, held in row.items():
        variable = plan.action.by_name.get(name)
        if variable is not None and held is not None and name not in assumed:
            known[name] = _value(variable, held)
    return known


def papers(row: Mapping[str, object]) -> Papers:
    """How a row's question about papers is asked: any may be in hand where the row's own is not known."""
    return "any" if row.get(PAPER_OPEN) else "assumed"


def _value(variable: Variable, held: object) -> Value:
    if isinstance(held, bool) or not isinstance(held, int):
        return bool(held)
    if held == ABSENT and variable.optional:
        return None
    if variable.kind == "enum":
        return variable.values[held]
    return bool(held) if variable.kind == "bool" else held
