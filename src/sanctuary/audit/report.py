"""The report of an audit: counts by outcome, rule, actor and month, and everything that could not be judged, with the reason."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from sanctuary.audit.audit import Audit, Side
from sanctuary.audit.counts import Counts, Tally
from sanctuary.audit.mapping import SKIP, Field
from sanctuary.audit.translate import NO_WORD, NOTHING, OTHER
from sanctuary.documents import Frozen
from sanctuary.engine.columns import DAY
from sanctuary.engine.table import IMPOSSIBLE
from sanctuary.law.jurisdiction import Bound, Law
from sanctuary.law.used import PackUsed, packs_used
from sanctuary.model import Outcome

__all__ = ["SCHEMA", "AuditReport", "Count", "Cross", "LawReport", "RuleCount", "TextReport", "UnknownReport", "report_of"]

SCHEMA = "sanctuary.audit/1"

ORDER = ("must-not", "must", "may", "silent", "conflict", "depends", "unknown", IMPOSSIBLE)
"""Outcomes as they are shown."""


class Count(Frozen, frozen=True):
    """Rows and the acts that they stand for: `of` what."""

    of: str
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


class Group(Frozen, frozen=True):
    """The outcomes of one actor, or of one month."""

    of: str
    outcomes: tuple[Count, ...]


class LawReport(Frozen, frozen=True):
    """What one law says of the rows. For those that depend: `possible` outcomes, and `open_facts` that can change them."""

    place: str
    title: str
    kind: str
    known_through: date
    after_known: bool
    outcomes: tuple[Count, ...]
    by_actor: tuple[Group, ...]
    by_month: tuple[Group, ...]
    rules: tuple[RuleCount, ...]
    duties: tuple[RuleCount, ...]
    possible: tuple[Count, ...]
    open_facts: tuple[Count, ...]
    unsearched: tuple[str, ...]
    packs: tuple[PackUsed, ...]


class TextReport(Frozen, frozen=True):
    """Free text, read by listed words: how many rows held each, said nothing, or said something that is not listed."""

    field: str
    column: str
    words: tuple[Count, ...]
    says_nothing: int
    not_listed: int
    empty: int


class UnknownReport(Frozen, frozen=True):
    """Cells that the mapping does not know, days in no known format too; the fact stays open in these rows, or the row is not judged."""

    field: str
    column: str
    rows: int


class Cross(Frozen, frozen=True):
    """Rows by what two laws say."""

    first: str
    second: str
    rows: int
    acts: int


class AuditReport(Frozen, frozen=True):
    """The answer of `audit`; the shape is documented in docs/json.md. Rows = judged + not judged."""

    schema: str
    table: str
    title: str
    each_row: str
    rows: int
    acts: int
    judged: int
    not_judged: tuple[Count, ...]
    first_day: date | None
    last_day: date | None
    law: LawReport
    also: LawReport | None
    cross: tuple[Cross, ...]
    texts: tuple[TextReport, ...]
    unknown: tuple[UnknownReport, ...]
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
        told = f"Open situations that went to the exact engine: {self.situations:,}; rows that this settled: {self.settled:,}"
        return f"{told}; open rows left unexamined: {self.unexamined:,}."


def report_of(audit: Audit, tally: Tally, table: str, columns: Sequence[str]) -> AuditReport:
    """The report of what was counted."""
    mapped = audit.translation.mapped
    laws = [_law(side, i, tally) for i, side in enumerate(audit.sides)]
    crossed: Counts[tuple[str, ...]] = Counts()
    if len(laws) > 1:
        for kind, rows in tally.kinds.rows.items():
            crossed.add(kind[3], rows, tally.kinds.acts[kind])
    fields = {name: field for name, field in mapped.fields.items() if isinstance(field, Field)}
    columns_of = {name: field.column for name, field in fields.items()} | {DAY: mapped.day.column}
    unknown = [UnknownReport(field=name, column=columns_of[name], rows=rows) for name, rows in tally.unknown.items() if rows]
    return AuditReport(
        schema=SCHEMA,
        table=table,
        title=mapped.title,
        each_row=mapped.each_row,
        rows=tally.rows,
        acts=tally.acts,
        judged=tally.kinds.rows.total(),
        not_judged=tuple(Count(of=one.of.removeprefix(SKIP), rows=one.rows, acts=one.acts) for one in _by_count(tally.why)),
        first_day=tally.first,
        last_day=tally.last,
        law=laws[0],
        also=laws[1] if len(laws) > 1 else None,
        cross=tuple(
            Cross(first=pair[0], second=pair[1], rows=rows, acts=crossed.acts[pair])
            for pair, rows in sorted(crossed.rows.items(), key=_shown)
        ),
        texts=tuple(_text(name, fields[name], audit, tally) for name in tally.said),
        unknown=tuple(unknown),
        situations=tally.situations,
        settled=tally.settled,
        unexamined=tally.unexamined,
        not_read=len(set(columns) - set(mapped.columns)),
        not_shown=mapped.not_shown,
    )


def _shown(item: tuple[tuple[str, ...], int]) -> tuple[int, int]:
    return ORDER.index(item[0][0]), ORDER.index(item[0][1])


def _law(side: Side, place: int, tally: Tally) -> LawReport:
    outcomes: Counts[str] = Counts()
    actors: dict[str, Counts[str]] = {}
    months: dict[str, Counts[str]] = {}
    unsearched: dict[str, None] = {}
    law, reasons = side.laws[-1], tally.reasons[place]
    for kind, rows in tally.kinds.rows.items():
        action, actor, month, decided = kind
        outcome, acts = decided[place], tally.kinds.acts[kind]
        outcomes.add(outcome, rows, acts)
        actors.setdefault(actor, Counts()).add(outcome, rows, acts)
        months.setdefault(_month(month), Counts()).add(outcome, rows, acts)
        if outcome in (Outcome.SILENT, Outcome.MAY, Outcome.DEPENDS) and not side.standard:
            unsearched |= dict.fromkeys(name for one in _in_force(side, month, tally) for name in one.unsearched(actor, action, ""))
    possible: Counts[str] = Counts()
    for names, rows in reasons.possible.rows.items():
        possible.add(" or ".join(name for name in ORDER if name in names), rows, reasons.possible.acts[names])
    known = {bound.rule.id: bound for one in side.laws for bound in one.rules}
    return LawReport(
        place=side.place,
        title=side.pack.file.title,
        kind=side.pack.file.kind,
        known_through=law.known_through,
        after_known=tally.last is not None and tally.last > law.known_through,
        outcomes=_ordered(outcomes),
        by_actor=tuple(
            Group(of=law.name_of(actor), outcomes=_ordered(actors[actor])) for actor in law.vocabulary.enums["Actor"] if actor in actors
        ),
        by_month=tuple(Group(of=month, outcomes=_ordered(found)) for month, found in sorted(months.items())),
        rules=_rules(reasons.because, known),
        duties=_rules(reasons.duties, known),
        possible=_by_count(possible),
        open_facts=_by_count(reasons.turns_on),
        unsearched=tuple(name for name in law.packs if name in unsearched),
        packs=packs_used(law),
    )


def _in_force(side: Side, month: int, tally: Tally) -> tuple[Law, ...]:
    """The laws of a side in a month, or in a year; what was searched for late days was not always searched for early ones."""
    year, number = divmod(month, 100)
    if year:
        first, last = date(year, number or 1, 1), date(year, number or 12, monthrange(year, number or 12)[1])
    else:
        first, last = tally.first or date.min, tally.last or date.max
    return side.laws[side.stretch(first) : side.stretch(last) + 1]


def _ordered(counts: Counts[str]) -> tuple[Count, ...]:
    """Outcomes in the order in which they are shown."""
    return tuple(Count(of=name, rows=counts.rows[name], acts=counts.acts[name]) for name in ORDER if counts.rows[name])


def _by_count(counts: Counts[str]) -> tuple[Count, ...]:
    """The most frequent first."""
    ordered = sorted(counts.rows.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Count(of=name, rows=rows, acts=counts.acts[name]) for name, rows in ordered)


def _rules(counts: Counts[str], known: Mapping[str, Bound]) -> tuple[RuleCount, ...]:
    found = []
    for one in _by_count(counts):
        rule = known[one.of].rule
        found.append(
            RuleCount(
                rule=rule.id,
                cites=rule.cites,
                words=rule.words,
                effect=rule.effect,
                duty=rule.duty,
                reported=rule.reported,
                rows=one.rows,
                acts=one.acts,
            )
        )
    return tuple(found)


def _month(number: int) -> str:
    year, month = divmod(number, 100)
    return f"{year}-{month:02}" if month else str(year) if year else "several years"


def _text(name: str, field: Field, audit: Audit, tally: Tally) -> TextReport:
    said = tally.said[name]
    listed = audit.translation.listed[name]
    words = [(f"{phrase} ({value})", said[i]) for i, (phrase, value) in enumerate(listed, 1)]
    return TextReport(
        field=name,
        column=field.column,
        words=tuple(Count(of=told, rows=rows, acts=rows) for told, rows in words if rows),
        says_nothing=said[NOTHING],
        not_listed=said[OTHER],
        empty=said[NO_WORD],
    )
