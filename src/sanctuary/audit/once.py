"""Columns made of a batch: each distinct cell translated once, and constants as long as the batch."""

from collections.abc import Callable, Mapping

import polars as pl

from sanctuary.tables.cells import CELL

__all__ = ["once", "sized", "string"]


def string(column: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """The column as text."""
    return pl.col(column) if schema[column] == pl.String else pl.col(column).cast(pl.String)


def sized(batch: pl.DataFrame, *made: pl.Expr) -> pl.DataFrame:
    """Columns as long as the batch, also where they are constants."""
    names = [f"made:{place}" for place in range(len(made))]
    if not batch.columns:
        return batch.select(*made)
    wide = batch.lazy().with_columns([one.alias(name) for name, one in zip(names, made, strict=True)]).select(names).collect()
    return wide.rename(dict(zip(names, (one.meta.output_name() for one in made), strict=True)))


def once(batch: pl.DataFrame, column: str, read: Callable[[Mapping[str, pl.DataType]], list[pl.Expr]]) -> pl.DataFrame:
    """A column of cells translated: each distinct cell once, for logs say the same few things again and again."""
    cells = batch.lazy().select(pl.col(column).alias(CELL)).collect()
    if cells.schema[CELL].is_temporal():
        return cells.select(read(cells.schema))
    cells = cells.select(pl.col(CELL).cast(pl.String))
    distinct = cells.unique()
    if 2 * distinct.height > cells.height:
        return cells.lazy().select(read(cells.schema)).collect()
    told = distinct.lazy().select(pl.col(CELL), *read(distinct.schema)).collect()
    return cells.join(told, on=CELL, how="left", nulls_equal=True, maintain_order="left").drop(CELL)
