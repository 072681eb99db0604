"""How long a hold lasted that was done: on a detainer, past the 48 hours that 8 CFR 287.7(d) names at most, or past those of the form.

Where a mapping names when a person was due to go and when they went, the rows are told in which somebody was held on a detainer for longer.
The regulation leaves Saturdays, Sundays and holidays out, the form (I-247A of 2017) no day; of holidays the federal ones are left out, on
their own day and on the one on which they are observed. No encoded rule names hours for another paper: what was not tested is counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from sanctuary.audit.counts import Tally
from sanctuary.audit.figures import REGULATION, LongRow
from sanctuary.audit.mapping import DONE
from sanctuary.audit.marks import ACTION, DONE_AS, WHY
from sanctuary.audit.released import SEARCHED, moment
from sanctuary.engine.columns import DAY, code
from sanctuary.law.beside import PAPER
from sanctuary.law.hours import federal_holidays, without_days_off
from sanctuary.tables.table import ROW, Table

if TYPE_CHECKING:
    from sanctuary.audit.audit import Audit

__all__ = ["FORM", "Lasted", "holds_done", "how_long", "untested"]

FORM = "Form I-247A"
"""What names the hours that a row is past which the regulation still allows."""

_RULE = "us/8-cfr-287.7-d"
_HOURS = timedelta(hours=48)
_ACT, _PAPER, _DONE = "hold", "detainer", ("done", "partly")


@dataclass(frozen=True, slots=True)
class Lasted:
    """Holds that were done: those that lasted too long, and how many were not tested, as no time is told or no rule names hours."""

    long: tuple[LongRow, ...] = ()
    held: int = 0
    no_time: int = 0
    no_hours: int = 0
    unread: int = 0


def how_long(audit: "Audit", table: Table, counted: int) -> Lasted:
    """The holds of a table that were done, in its first rows, where times are mapped; else how many were `counted`. After `Audit.tally`."""
    release = audit.mapped.release
    if not counted or not release.due:
        return Lasted(held=counted, no_time=counted)
    held: list[tuple[int, date | None, bool, datetime | None, datetime | None]] = []
    read = 0
    for batch, times in zip(table.batches(audit.columns), table.batches([release.due, release.at]), strict=False):
        held += _held(audit, batch, times)
        read = int(batch[ROW].max() or 0)  # type: ignore[arg-type]
        if read >= SEARCHED:
            break
    timed = [one for one in held if one[2] and one[3] and one[4]]
    found = [(row, day, due, at) for row, day, _, due, at in timed if due and at and at - due > _HOURS]
    lines = table.lines([row for row, *_ in found])
    long = [_long(row, lines.get(row), day, due, at) for row, day, due, at in found]
    return Lasted(
        long=tuple(sorted(long, key=lambda one: (one.past != REGULATION, -one.minutes, one.row))),
        held=len(held),
        no_time=sum(one[2] for one in held) - len(timed),
        no_hours=sum(not one[2] for one in held),
        unread=max(0, (table.rows or 0) - read),
    )


def holds_done(laws: Iterable[Tally]) -> int:
    """How many rows were held, whole or in part."""
    return sum(rows for law in laws for kind, rows in law.kinds.rows.items() if kind.action == _ACT and kind.done in _DONE)


def _held(
    audit: "Audit", batch: pl.DataFrame, times: pl.DataFrame
) -> Iterator[tuple[int, date | None, bool, datetime | None, datetime | None]]:
    """The rows of a batch that were held: number, day, whether a rule names hours for the paper, when the person was due to go and went."""
    release = audit.mapped.release
    for translation in audit.translations:
        coded = translation.apply(batch)
        done = [place for place, word in enumerate(DONE) if word in _DONE]
        some = coded.filter((pl.col(WHY) == 0) & (pl.col(ACTION) == audit.actions.index(_ACT)) & pl.col(DONE_AS).is_in(done))
        papers = audit.vocabulary.actions[_ACT].by_name[PAPER]
        named = pl.col(PAPER) == code(papers, _PAPER) if PAPER in some.columns else pl.lit(value=False)
        rules = _RULE in audit.laws[0][0].laws[-1].by_id
        asked = some.select(pl.col(ROW).alias("row"), DAY, (named.fill_null(value=False) & rules).alias("hours"))
        by = times.select(
            pl.col(ROW).alias("row"),
            moment(times, release.due, release.formats).alias("due"),
            moment(times, release.at, release.formats).alias("at"),
        )
        yield from asked.join(by, on="row", how="left", maintain_order="left").iter_rows()


def _long(row: int, line: int | None, day: date | None, due: datetime, at: datetime) -> LongRow:
    begun, over = due.replace(tzinfo=UTC), at.replace(tzinfo=UTC)
    off = federal_holidays(range(due.year - 1, at.year + 2))
    past = REGULATION if over > without_days_off(begun, _HOURS, off) else FORM
    return LongRow(row=row, line=line, first_day=day, minutes=int((at - due).total_seconds() // 60), past=past)


def untested(found: Lasted, due: str) -> str:
    """Of how many holds that were done it was not tested how long they lasted, and why, as a sentence; nothing where all were."""
    left = found.no_time + found.no_hours
    whole = f"{found.held:,} {'hold' if found.held == 1 else 'holds'}"
    more = f" Of {found.unread:,} further rows it was not tested either." if found.unread and found.held else ""
    if found.held and not due:
        return f"How long they lasted was not tested in any of {whole}: the mapping names no times ([release] due and at).{more}"
    if not left:
        return more.strip()
    why = [f"in {found.no_time:,} no time is told that can be read"] if found.no_time else []
    why += (
        [f"{found.no_hours:,} {'rests' if found.no_hours == 1 else 'rest'} on a paper for which no encoded rule names hours"]
        if found.no_hours
        else []
    )
    return f"How long it lasted was not tested in {left:,} of {whole}: {'; '.join(why)}.{more}"
