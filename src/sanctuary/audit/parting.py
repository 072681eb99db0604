"""The rows in which law and practice part, and those of which the law cannot be told, by number and line: a person can look them up.

Nothing of a row but its act is told.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from sanctuary.audit.audit import Audit
from sanctuary.audit.figures import OpenRow, PartedRow
from sanctuary.audit.headline import BREACHES, OPEN
from sanctuary.audit.released import SEARCHED
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.law.jurisdiction import Bound
from sanctuary.law.vocabulary import ACTOR, RESOURCE
from sanctuary.tables.table import Table

__all__ = ["LISTED", "listed_rows"]

LISTED = 10
"""Rows that are listed; the others are counted."""


def listed_rows(
    audit: Audit, table: Table, *, parted: int, undecided: int, most: int = LISTED
) -> tuple[tuple[PartedRow, ...], tuple[OpenRow, ...]]:
    """The first rows in which law and practice part, and the first that cannot be told, after `Audit.tally`, in the order of the table.

    `parted` and `undecided` say how many there are, so that no table is gone through for more.
    """
    apart: list[Mapping[str, object]] = []
    left: list[Mapping[str, object]] = []
    wanted, open_ones = min(parted, most), min(undecided, most)
    for frame in audit.rows(table) if wanted or open_ones else ():
        apart += _breaches(frame).head(wanted - len(apart)).iter_rows(named=True)
        left += _undecided(frame).head(open_ones - len(left)).iter_rows(named=True)
        if (len(apart) >= wanted and len(left) >= open_ones) or int(frame["row"].max() or 0) >= SEARCHED:  # type: ignore[arg-type]
            break
    lines = table.lines(sorted({int(str(one["row"])) for one in (*apart, *left)}))
    known = {bound.rule.id: bound for sides in audit.laws for law in sides[0].laws for bound in law.rules}
    return tuple(_row(one, lines, known, audit) for one in apart), tuple(_open(one, lines) for one in left)


def _undecided(frame: pl.DataFrame) -> pl.DataFrame:
    if "outcome" not in frame.columns:
        return frame.clear()
    return frame.filter(pl.col("outcome").is_in(list(OPEN)).fill_null(value=False))


def _open(one: Mapping[str, object], lines: Mapping[int, int]) -> OpenRow:
    number = int(str(one["row"]))
    return OpenRow(
        row=number,
        line=lines.get(number),
        act=str(one.get("act") or ""),
        first_day=_day(one[DAY]),
        last_day=_day(one[LAST_DAY]),
        action=str(one["action"]),
        resource=str(one.get(RESOURCE) or ""),
        outcome=str(one["outcome"]),
        turns_on=tuple(str(one.get("turns_on") or "").split()),
    )


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
