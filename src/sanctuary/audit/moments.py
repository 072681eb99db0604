"""The day of a row: which days a cell can mean, and the years from one day to another."""

from collections.abc import Mapping, Sequence

import polars as pl

from sanctuary.audit.compare import cell_text, is_empty
from sanctuary.audit.days import localized, span
from sanctuary.audit.mapping import Mapped
from sanctuary.audit.once import string
from sanctuary.audit.periods import split_formats
from sanctuary.engine.columns import DAY, LAST_DAY
from sanctuary.errors import EvidenceError
from sanctuary.tables.cells import CELL

__all__ = ["day_of", "span_of", "years_since"]

Span = tuple[pl.Expr, pl.Expr, pl.Expr]
"""The first and the last day that a cell can mean, and whether two formats differ on it."""


def day_of(mapped: Mapped, schema: Mapping[str, pl.DataType]) -> Span:
    """The day of the cells of the day's column, as the mapping reads it."""
    day = mapped.day
    return span_of(mapped, day.formats, schema, zone=day.zone, local=day.local)


def span_of(mapped: Mapped, formats: Sequence[str], schema: Mapping[str, pl.DataType], *, zone: str = "", local: str = "") -> Span:
    """The days that the column CELL means in some formats."""
    kind, never = schema[CELL], pl.lit(value=False)
    if kind == pl.Date:
        return pl.col(CELL), pl.col(CELL), never
    if isinstance(kind, pl.Datetime):
        found = _moment(mapped, kind, zone, local).dt.date()
        return found, found, never
    text = string(CELL, schema)
    written = cell_text(text, upper=False)
    kept = pl.when(is_empty(written.str.to_uppercase(), mapped.empty, letters=False, listed=())).then(None).otherwise(written)
    begins = mapped.day.fiscal_year_begins if formats is mapped.day.formats else 0
    days, more = split_formats(formats, mapped.where, begins)
    first, last, two = span(kept, days, more=more, zone=zone, local=local)
    # A day that a workbook types as one is that day, whatever the formats say.
    typed = pl.when(text.str.starts_with("\ue000")).then(written.str.to_date("%Y-%m-%d", strict=False))
    return pl.coalesce(typed, first), pl.coalesce(typed, last), two & typed.is_null()


def _moment(mapped: Mapped, kind: pl.Datetime, zone: str, local: str) -> pl.Expr:
    """A typed moment in local time."""
    if kind.time_zone and not local:
        raise EvidenceError(
            f"{mapped.where}: the times of the day's column have a zone ({kind.time_zone}), so that their day depends on where it "
            "is counted. Name that zone as 'local' under [day], for example local = \"America/Los_Angeles\"."
        )
    if local and not zone and not kind.time_zone:
        raise EvidenceError(
            f"{mapped.where}: the times of the day's column have no zone, so that nobody knows their day in {local}. "
            "Name their 'zone'; if they are local already, leave 'local' out."
        )
    return localized(pl.col(CELL), "" if kind.time_zone else zone, local)


def years_since(mapped: Mapped, formats: Sequence[str], schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """Whole years from a date to the act, rounded up as the vocabulary counts them; null unless both days are exact and in order."""
    first, last, two = span_of(mapped, formats, schema, local=mapped.day.local)
    act = pl.col(DAY)
    exact = (first == last) & (act == pl.col(LAST_DAY)) & ~two
    later = (act.dt.month().cast(pl.Int32) * 100 + act.dt.day()) > (first.dt.month().cast(pl.Int32) * 100 + first.dt.day())
    return pl.when(exact & (first <= act)).then(act.dt.year() - first.dt.year() + later.cast(pl.Int32))
