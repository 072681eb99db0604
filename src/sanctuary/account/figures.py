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

from sanctuary.account.conditions import at, matches, within
from sanctuary.account.definition import Definition, Exempt, Figure
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


class Tally(Frozen, frozen=True, kw_only=True):
    """A figure as it stands: its total, groups, lines, the entries behind it (in the full version), and what changed."""

    id: str
    title: str
    cites: str
    source: SourceKind
    established: bool
    note: str
    total: float | None
    not_stated: int = 0
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
    totals, behind = _added(counted)
    withheld = tuple(_withheld(figure, report, asked))
    gone = {one.field for one in withheld}
    shown_total = None if figure.sum in gone else _number(totals.get((), 0))
    fields = [one for one in figure.list if not (asked.public and (one.field in gone or visibility(one.field) != "public"))]
    if asked.public and f"{figure.id}.lines" not in report.public:
        fields = []
    lines = [_line(act, [one.field for one in fields], gone, asked) for act, _ in counted] if fields else []
    groups = sorted(name for name in totals if name) if shown_total is not None else []
    return begun(
        figure,
        total=shown_total,
        not_stated=sum(1 for act, _ in counted if figure.sum and not at(act.entry, figure.sum)),
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
    amount = sum(at(entry, figure.sum)) if figure.sum else 1
    found: Amounts = {(): amount}
    if figure.by:
        names = [list(dict.fromkeys(_group(value) for value in at(entry, one.field))) or [EMPTY] for one in figure.by]
        found |= dict.fromkeys(product(*names), amount)
    return found


def _added(counted: Iterable[tuple[Act, Amounts]]) -> tuple[Amounts, dict[Groups, list[int]]]:
    totals: Amounts = {}
    behind: dict[Groups, list[int]] = {}
    for act, part in counted:
        for name, amount in part.items():
            totals[name] = totals.get(name, 0) + amount
            behind.setdefault(name, []).append(act.seq)
    return totals, behind


def _changes(figure: Figure, report: Definition, acts: Iterable[Act], asked: Asked, totals: Mapping[Groups, float]) -> list[Change]:
    """What entries after the settled day changed, going back from the numbers of today."""
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
