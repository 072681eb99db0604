"""Tables of people: the counts of a period by age band, sex, race or ethnicity, suppressed until nobody can work out a small one.

They come from entries of kind `demographics`, which hold counts of a period and nothing of one act. How many people were given access is a
figure of government and stands in full; what crosses an attribute of the people goes through suppression.py.

Rules it keeps:
- One table for each characteristic; beside it one by period, where every margin of that table may be shown, and no table otherwise.
- People whose characteristic was not recorded are a group of their own, so that every table adds up to the same total.
- Only for a whole period of the report, and by one report of a place: tables of a month and of its year, set against each other, would tell
  what each of them hides.
- A correction is told by its day and entry, in the public version by its month alone, and without numbers: before and after would undo the
  suppression.
"""

import itertools
from collections.abc import Sequence

from sanctuary.account.conditions import within
from sanctuary.account.definition import Definition, Figure
from sanctuary.account.figures import EMPTY, Asked, Cell, Change, Tally, begun, public_changes, sound
from sanctuary.account.suppression import hide_line, hide_table, margins_safe
from sanctuary.documents import replace
from sanctuary.errors import RecordError
from sanctuary.record.corrections import Act
from sanctuary.record.entry import Entry

__all__ = ["people"]

Counts = dict[str, list[int]]
"""By value of a characteristic: one count for each period."""

_NOT_WHOLE = "not published: tables of people are made for a whole period of this report, so that no two can be set against each other"
_TOO_SMALL = "not published: no choice of hidden cells would keep small counts from being worked out"


def people(figure: Figure, report: Definition, acts: Sequence[Act], asked: Asked) -> list[Tally]:
    """The total, and for each characteristic its table, by period too where that is safe."""
    found = [act for act in acts if act.entry.kind == "demographics" and within(act.entry, report.day, asked.first, asked.last)]
    found.sort(key=lambda act: (act.entry.links.covers_from, act.seq))
    _refuse_overlap(found)
    totals = [_total(act) for act in found]
    periods = [_period(act.entry) for act in found]
    behind = tuple(act.seq for act in found)
    changes = [
        Change(on=str(version.day), entry=version.seq, why="correction" if version.seq != act.seq else "late-entry")
        for act in found
        for version in act.versions
        if version.day > asked.settled
    ]
    dated = tuple(public_changes(changes, None) if asked.public else changes)
    cells = tuple(Cell(groups=(name,), count=count) for name, count in zip(periods, totals, strict=True)) if len(found) > 1 else ()
    # Counts of people are entered by hand, by period: where nobody entered any, there is no number, and none is made up.
    whole = begun(
        figure,
        total=sum(totals) if found else None,
        not_entered=not found,
        cells=cells,
        by=("period",) if cells else (),
        entries=behind,
        changes=dated,
    )
    tallies = [whole]
    for name in sorted({one.characteristic for act in found for one in act.entry.demographics} - {"total"}):
        counts = _counts(name, found, totals)
        table = replace(whole, id=f"{figure.id}.{name}", title=f"{figure.title}, by {name}", by=(name,), cells=())
        line = _line(counts, table) if asked.whole else replace(table, unpublished=_NOT_WHOLE)
        tallies.append(line)
        if len(found) > 1 and not line.suppressed and not line.unpublished:
            tallies.append(_table(counts, periods, replace(line, id=f"{line.id}.period", title=f"{line.title} and period")))
    return tallies


def _refuse_overlap(found: Sequence[Act]) -> None:
    for one, other in itertools.pairwise(found):
        begins, ended = other.entry.links.covers_from, one.entry.links.covers_to
        if begins is not None and ended is not None and begins <= ended:
            raise RecordError(
                f"entries {one.seq} and {other.seq}: both count people of the same days, so that they cannot be added. "
                "Correct the period of one of them (links.covers_from, links.covers_to)."
            )


def _total(act: Act) -> int:
    """How many people an entry counts: its total, else the largest sum of a characteristic."""
    sums: dict[str, int] = {}
    for one in act.entry.demographics:
        sums[one.characteristic] = sums.get(one.characteristic, 0) + one.count
    total = sums.get("total", max(sums.values(), default=0))
    for name, count in sums.items():
        if count > total:
            raise RecordError(f"entry {act.seq}: its counts by {name} add up to more than its total. Correct the entry.")
    return total


def _counts(characteristic: str, found: Sequence[Act], totals: Sequence[int]) -> Counts:
    counts: Counts = {}
    for i, act in enumerate(found):
        for one in act.entry.demographics:
            if one.characteristic == characteristic:
                counts.setdefault(sound(one.value), [0] * len(found))[i] += one.count
    rest = [total - sum(column) for total, column in zip(totals, zip(*counts.values(), strict=True), strict=True)]
    ordered = {value: counts[value] for value in sorted(counts)}
    if any(rest):
        ordered[EMPTY] = [one + other for one, other in zip(rest, ordered.get(EMPTY, [0] * len(rest)), strict=True)]
    return ordered


def _line(counts: Counts, told: Tally) -> Tally:
    sums = [sum(row) for row in counts.values()]
    hidden = hide_line(sums)
    if hidden is None:
        return replace(told, unpublished=_TOO_SMALL)
    cells = tuple(Cell(groups=(value,), count=None if i in hidden else sums[i]) for i, value in enumerate(counts))
    return replace(told, cells=cells, suppressed=len(hidden))


def _table(counts: Counts, periods: Sequence[str], told: Tally) -> Tally:
    table = list(counts.values())
    hidden = hide_table(table) if margins_safe(sum(row) for row in table) else None
    told = replace(told, by=(*told.by, "period"), cells=())
    if hidden is None:
        return replace(told, unpublished=_TOO_SMALL)
    cells = tuple(
        Cell(groups=(value, period), count=None if (i, j) in hidden else table[i][j])
        for i, value in enumerate(counts)
        for j, period in enumerate(periods)
    )
    return replace(told, cells=cells, suppressed=len(hidden))


def _period(entry: Entry) -> str:
    return f"{entry.links.covers_from} to {entry.links.covers_to}"
