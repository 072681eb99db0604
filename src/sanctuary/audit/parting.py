"""The rows in which law and practice part, by number and line, so that a person can look them up; nothing of a row but its act is told."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from sanctuary.audit.audit import Audit
from sanctuary.audit.figures import PartedRow
from sanctuary.audit.headline import BREACHES
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.law.jurisdiction import Bound
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.tables.table import Table

__all__ = ["LISTED", "parted_rows"]

LISTED = 10
"""Rows that are listed; the others are counted."""

SEARCHED = 500_000
"""Rows of a table that are gone through for them: a second reading of a large table would take as long as the first."""


def parted_rows(audit: Audit, table: Table, *, most: int = LISTED) -> tuple[PartedRow, ...]:
    """The first rows in which law and practice part, after `Audit.tally`, in the order of the table."""
    held: list[Mapping[str, object]] = []
    for frame in audit.rows(table):
        held += _breaches(frame).head(most - len(held)).iter_rows(named=True)
        if len(held) >= most or int(frame["row"].max() or 0) >= SEARCHED:  # type: ignore[arg-type]
            break
    lines = table.lines([int(str(one["row"])) for one in held])
    known = {bound.rule.id: bound for sides in audit.laws for law in sides[0].laws for bound in law.rules}
    return tuple(_row(one, lines, known, audit) for one in held)


def _breaches(frame: pl.DataFrame) -> pl.DataFrame:
    if not {"outcome", "done"} <= set(frame.columns):
        return frame.clear()
    pairs = [(pl.col("outcome") == outcome) & (pl.col("done") == done) for outcome, done in BREACHES]
    return frame.filter(pl.any_horizontal(pairs).fill_null(value=False))


def _row(one: Mapping[str, object], lines: Mapping[int, int], known: Mapping[str, Bound], audit: Audit) -> PartedRow:
    number = int(str(one["row"]))
    rules = tuple(name for name in str(one.get("because") or "").split() if name != "or")
    return PartedRow(
        row=number,
        line=lines.get(number),
        act=str(one.get("act") or ""),
        first_day=_day(one[DAY]),
        last_day=_day(one[LAST_DAY]),
        place=str(one.get("place") or audit.laws[0][0].place),
        actor=str(one[ACTOR]),
        action=str(one["action"]),
        resource=str(one.get(RESOURCE) or ""),
        outcome=str(one["outcome"]),
        done=str(one["done"]),
        every="or" not in str(one.get("because") or "").split(),
        rules=rules,
        cites=tuple(dict.fromkeys(_cites(rules, known))),
    )


def _cites(rules: tuple[str, ...], known: Mapping[str, Bound]) -> Iterator[str]:
    return (known[name].rule.cites for name in rules if name in known)


def _day(cell: object) -> date | None:
    return cell if isinstance(cell, date) else None
