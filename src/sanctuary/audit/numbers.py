"""Numbers in cells: commas only in groups of three, no exponent, no other script's digits."""

from collections.abc import Mapping

import polars as pl

from sanctuary.audit.compare import cell_text
from sanctuary.audit.once import string

__all__ = ["MOST_ACTS", "acts_of", "number_of"]

MOST_ACTS = 10**12
"""The most acts that a row stands for: what is more is no count, so that sums over millions of rows stay exact."""

_DIGITS = "(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)"


def acts_of(column: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """A column of counts as whole numbers; null where a cell is none."""
    if schema[column].is_numeric():
        number = pl.col(column).cast(pl.Float64, strict=False)
    else:
        text = cell_text(string(column, schema))
        plain = pl.when(text.str.contains(rf"^\+?{_DIGITS}(?:\.0+)?$")).then(text.str.replace_all(r"[,+]", ""))
        number = plain.cast(pl.Float64, strict=False)
    return pl.when(number.is_between(0, MOST_ACTS) & (number == number.floor())).then(number).cast(pl.Int64, strict=False)


def number_of(text: pl.Expr) -> pl.Expr:
    """A cell as a number, also below zero or with decimals; null where it is none."""
    written = text.str.contains(rf"^[+-]?{_DIGITS}(?:\.[0-9]+)?$")
    return pl.when(written).then(text.str.replace_all(r"[,+]", "")).cast(pl.Float64, strict=False)
