"""The figures of a report: counts of government acts in full, lines of entries, and what changed after a report was due or sent.

Rules it keeps:
- In the full version every figure, group, line and change names the entries behind it. The public version names none (report.py leaves out
  those of a figure): entries stand in the
  order of time, so that a number among those of its month tells the day of the entry nearly, and the figures that name it what it says.
- A count of government acts is never suppressed. Tables of people stand in people.py.
- A public line has no field that the agency keeps inside, and of a time only its month.
- A public change is one of the month and of the total: group by group it would tell of one late entry all that it says.
- A stored text that is no Unicode (a lone surrogate) stands with U+FFFD in it, so that every format can be written.
- What is sealed stays sealed unless the law asks for it and whoever runs the report opens it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Literal

from sanctuary.account.conditions import at, matches, unsaid, within
from sanctuary.account.definition import Condition, Definition, Exempt, Figure
from sanctuary.documents import Frozen
from sanctuary.model import SourceKind
from sanctuary.record.corrections import Act
from sanctuary.record.entry import Entry, visibility

__all__ = [
    "EMPTY",
    "SEALED",
    "WITHHELD",
    "Asked",
    "Cell",
    "Change",
    "Line",
    "Tally",
    "Unsaid",
    "Withheld",
    "begun",
    "public_changes",
    "sound",
    "tally",
]

EMPTY, SEALED, WITHHELD = "not recorded", "sealed", "withheld"
"""What stands in the place of a value."""

_SURROGATES = re.compile("[\ud800-\udfff]")

Groups = tuple[str, ...]
Amounts = dict[Groups, float]


class Cell(Frozen, frozen=True):
    """A count by groups; nothing where it is suppressed. `entries` is nothing in the public version and in tables of people."""

    groups: tuple[str, ...]
    count: float | None
    entries: tuple[int, ...] | None = None


class Change(Frozen, frozen=True):
    """A figure, or one of its groups, that changed on a day by an entry; in the public version, of a month and of the total alone.

    Without numbers where they would undo a suppression. Where both are the same, groups of the figure changed and its total did not.
    """

    on: str
    entry: int | None
    why: Literal["correction", "late-entry"]
    groups: tuple[str, ...] = ()
    before: float | None = None
    after: float | None = None


class Line(Frozen, frozen=True):
    """The listed fields of one entry; without its number in the public version. A repr shows none of them."""

    entry: int | None
    values: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Line(entry={self.entry})"


class Withheld(Frozen, frozen=True):
    """A field that is left out, the ground, and the paragraph."""

    field: str
    ground: str
    cites: str
    source: SourceKind
    established: bool


class Unsaid(Frozen, frozen=True):
    """Entries that do not say what a figure selects by: counted all the same where the report takes them, and else not."""

    field: str
    count: int
    counted: bool
    entries: tuple[int, ...] = ()


class Tally(Frozen, frozen=True, kw_only=True):
    """A figure as it stands: its total, groups, lines, the entries behind it (in the full version), and what changed.

    `not_stated`: entries that do not state the number added up; `not_entered`: none of them does, so that there is no total.
    `persons_unknown`: entries that do not say how many people they are about, each counted as one.
    """

    id: str
    title: str
    cites: str
    source: SourceKind
    established: bool
    note: str
    total: float | None
    not_stated: int = 0
    not_entered: bool = False
    persons_unknown: int = 0
    unsaid: tuple["Unsaid", ...] = ()
    by: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    fields: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    entries: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    suppressed: int = 0
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report.

    The period, and whether it is a whole one of the law; the version; what is opened and withheld. A change after `settled` counts as one.
    """

    first: date
    last: date
    settled: date
    whole: bool = True
    public: bool = False
    reveal: bool = False
    withhold: Collection[str] = ()


def begun(figure: Figure, **more: object) -> Tally:
    """A tally with what the figure says of itself."""
    same = {name: getattr(figure, name) for name in ("id", "title", "cites", "source", "established", "note")}
    return Tally(**{**same, "total": None, **more})


def tally(figure: Figure, report: Definition, acts: Sequence[Act], asked: Asked) -> Tally:
    """A figure over the acts of a period, each as it is known now."""
    counted = [(act, part) for act in acts if (part := _part(figure, report, act.entry, asked))]
    totals, behind = _added(counted, persons=figure.persons)
    withheld = tuple(_withheld(figure, report, asked))
    gone = {one.field for one in withheld}
    not_stated = sum(1 for act, _ in counted if figure.sum and not at(act.entry, figure.sum))
    blank = bool(counted) and not_stated == len(counted)
    shown_total = None if figure.sum in gone or blank else _number(totals.get((), 0))
    fields = [one for one in figure.list if not (asked.public and (one.field in gone or visibility(one.field) != "public"))]
    if asked.public and f"{figure.id}.lines" not in report.public:
        fields = []
    lines = [_line(act, [one.field for one in fields], gone, asked) for act, _ in counted] if fields else []
    groups = sorted(name for name in totals if name) if shown_total is not None else []
    return begun(
        figure,
        total=shown_total,
        not_stated=not_stated,
        not_entered=blank,
        persons_unknown=sum(1 for act, _ in counted if act.entry.event.persons is None) if figure.persons else 0,
        unsaid=tuple(_unsaid(figure, report, acts, asked, {act.seq for act, _ in counted})),
        by=tuple(one.title for one in figure.by),
        cells=tuple(
            Cell(groups=name, count=_number(totals[name]), entries=None if asked.public else tuple(behind[name])) for name in groups
        ),
        fields=tuple(one.title for one in fields),
        lines=tuple(sorted(lines, key=lambda line: line.values) if asked.public else lines),
        entries=tuple(act.seq for act, _ in counted),
        changes=tuple(_changes(figure, report, acts, asked, totals)) if shown_total is not None else (),
        withheld=withheld,
    )


def _part(figure: Figure, report: Definition, entry: Entry, asked: Asked) -> Amounts:
    """What an entry adds to the figure, by groups; () is the total. Nothing where it does not belong to it."""
    belongs = entry.kind in figure.kinds and matches(entry, report.filter if entry.kind == "dealing" else ())
    if not (belongs and matches(entry, figure.where) and within(entry, report.day, asked.first, asked.last)):
        return {}
    amount = sum(at(entry, figure.sum)) if figure.sum else (entry.event.persons or 1) if figure.persons else 1
    found: Amounts = {(): amount}
    if figure.by:
        names = [_groups(entry, one.field, (*report.filter, *figure.where)) for one in figure.by]
        found |= dict.fromkeys(product(*names), amount)
    return found


def _groups(entry: Entry, field: str, conditions: Iterable[Condition]) -> list[str]:
    """The groups in which an entry counts; of a field with several values those that the figure selects, and no others."""
    values = at(entry, field)
    for condition in conditions:
        if condition.field == field and condition.any:
            values = tuple(value for value in values if str(value) in condition.any) or values
    return list(dict.fromkeys(_group(value) for value in values)) or [EMPTY]


def _unsaid(figure: Figure, report: Definition, acts: Sequence[Act], asked: Asked, counted: Collection[int]) -> Iterator[Unsaid]:
    """For each thing by which entries are selected, the entries of the period that do not say it, where nothing else keeps them out."""
    conditions = [*report.filter, *figure.where]
    for condition in conditions:
        others = [one for one in conditions if one is not condition]
        silent = [
            act.seq
            for act in acts
            if act.entry.kind == "dealing"
            and act.entry.kind in figure.kinds
            and unsaid(act.entry, condition)
            and (condition.any or condition.at_least is not None)
            and matches(act.entry, others)
            and within(act.entry, report.day, asked.first, asked.last)
        ]
        for taken in (True, False):
            found = tuple(seq for seq in silent if (seq in counted) is taken)
            if found:
                yield Unsaid(field=condition.field, count=len(found), counted=taken, entries=() if asked.public else found)


def _added(counted: Iterable[tuple[Act, Amounts]], *, persons: bool = False) -> tuple[Amounts, dict[Groups, list[int]]]:
    """The totals by groups with the entries behind them; of persons, the largest number that one pseudonym's entries say."""
    totals: Amounts = {}
    behind: dict[Groups, list[int]] = {}
    known: dict[tuple[Groups, str], float] = {}
    for act, part in counted:
        who = act.entry.custody.pseudonym if persons else ""
        for name, amount in part.items():
            before = known.get((name, who), 0) if who else 0
            known[name, who] = max(before, amount)
            totals[name] = totals.get(name, 0) + max(0, amount - before)
            behind.setdefault(name, []).append(act.seq)
    return totals, behind


def _changes(figure: Figure, report: Definition, acts: Iterable[Act], asked: Asked, totals: Mapping[Groups, float]) -> list[Change]:
    """What entries after the settled day changed, going back from the numbers of today."""
    if figure.persons:
        return _changes_of_persons(figure, report, list(acts), asked)
    steps: list[tuple[int, date, Literal["correction", "late-entry"], Amounts]] = []
    for act in acts:
        before: Amounts = {}
        for version in act.versions:
            after = _part(figure, report, version.entry, asked)
            if version.day > asked.settled:
                delta = {name: after.get(name, 0) - before.get(name, 0) for name in sorted({*before, *after})}
                steps.append((version.seq, version.day, "correction" if version.seq != act.seq else "late-entry", delta))
            before = after
    now = dict(totals)
    changes = []
    for seq, day, why, delta in sorted(steps, key=lambda step: step[0], reverse=True):
        for name, amount in reversed(delta.items()):
            if amount:
                after_it = now.get(name, 0)
                now[name] = after_it - amount
                changes.append(Change(on=str(day), entry=seq, why=why, groups=name, before=_number(now[name]), after=_number(after_it)))
    changes.reverse()
    return public_changes(changes, now.get((), 0)) if asked.public else changes


def _changes_of_persons(figure: Figure, report: Definition, acts: Sequence[Act], asked: Asked) -> list[Change]:
    """The same for people, who may stand in several entries: of each the largest number that the entries then known say."""
    said: dict[int, Amounts] = {}
    fellows: dict[str, list[int]] = {}
    totals: Amounts = {}
    changes, began = [], None
    whose = {act.seq: act.entry.custody.pseudonym or f"entry {act.seq}" for act in acts}
    steps = sorted(((version, act) for act in acts for version in act.versions), key=lambda step: step[0].seq)
    for version, act in steps:
        late = version.day > asked.settled
        if late and began is None:
            began = totals.get((), 0)
        of_person = fellows.setdefault(whose[act.seq], [])
        if act.seq not in said:
            of_person.append(act.seq)
        before, after = said.get(act.seq, {}), _part(figure, report, version.entry, asked)
        for name in sorted({*before, *after}):
            others = max((said[seq].get(name, 0) for seq in of_person if seq != act.seq), default=0)
            old = totals.get(name, 0)
            totals[name] = old - max(others, before.get(name, 0)) + max(others, after.get(name, 0))
            if late and totals[name] != old:
                why: Literal["correction", "late-entry"] = "correction" if version.seq != act.seq else "late-entry"
                changes.append(
                    Change(on=str(version.day), entry=version.seq, why=why, groups=name, before=_number(old), after=_number(totals[name]))
                )
        said[act.seq] = after
    return public_changes(changes, began) if asked.public and began is not None else changes


def public_changes(changes: Iterable[Change], total: float | None) -> list[Change]:
    """One change for each month and reason, without entries or groups: the total goes on from what it was. Without numbers for no total."""
    moved: dict[tuple[str, Literal["correction", "late-entry"]], float] = {}
    for one in changes:
        key = one.on[:7], one.why
        by = (one.after or 0) - (one.before or 0) if not one.groups else 0
        moved[key] = moved.get(key, 0) + by
    told = []
    for (month, why), by in moved.items():
        if total is None:
            told.append(Change(on=month, entry=None, why=why))
        else:
            told.append(Change(on=month, entry=None, why=why, before=_number(total), after=_number(total := total + by)))
    return told


def _withheld(figure: Figure, report: Definition, asked: Asked) -> Iterator[Withheld]:
    used = {figure.sum, *(one.field for one in figure.list)}
    for one in report.exempt:
        if one.field in used and _applies(one, asked):
            yield Withheld(field=one.field, ground=one.ground, cites=one.cites, source=one.source, established=one.established)


def _applies(exempt: Exempt, asked: Asked) -> bool:
    return asked.public if exempt.when == "public" else exempt.field in asked.withhold


def _line(act: Act, fields: Iterable[str], gone: Collection[str], asked: Asked) -> Line:
    shown = []
    for field in fields:
        if field in gone:
            shown.append(WITHHELD)
        elif visibility(field) == "sealed" and not asked.reveal:
            shown.append(SEALED)
        else:
            shown.append("; ".join(_word(value, asked) for value in at(act.entry, field)) or EMPTY)
    return Line(entry=None if asked.public else act.seq, values=tuple(shown))


def _word(value: object, asked: Asked) -> str:
    if isinstance(value, datetime) and not asked.public:
        return value.isoformat(sep=" ", timespec="minutes")
    return f"{value:%Y-%m}" if isinstance(value, date) and asked.public else sound(str(value))


def _group(value: object) -> str:
    return f"{value:%Y-%m}" if isinstance(value, date) else sound(str(value))


def sound(text: str) -> str:
    """The text as Unicode that can be encoded."""
    return _SURROGATES.sub("\ufffd", text)


def _number(value: float) -> float:
    """A whole number as such; staff hours to the hundredth."""
    return int(value) if float(value).is_integer() else round(value, 2)
