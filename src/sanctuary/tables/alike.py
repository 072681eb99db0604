"""Rows that say the same: found by small numbers, so that few rows of a table are ever translated.

Each column has a number for what its cells say to the acts of a mapping, its kind; a cell stands for all of its kind. Rows are grouped
by the kinds of their cells, which are whole numbers, and each group comes back as a row of such cells with the rows that it stands for.
A column of text is hashed once, into numbers that Polars keeps; a column of mostly different cells is read cell by cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from sanctuary.tables.cells import CELL

__all__ = ["WAITING", "WEIGHT", "Alike", "Read", "alike"]

WEIGHT = "row__count"
"""The column of how many rows a group stands for."""

WAITING = 1_000_000
"""Groups that wait at most to be joined with those of later rows."""

FEW = 100_000
"""Different cells of a column of text beyond which they are no longer kept by number."""

SAMPLE = 10_000

_KIND, _PLACE = "kind", "place"

Read = Callable[[Mapping[str, pl.DataType]], list[pl.Expr]]
"""What the cells of a column CELL say, as expressions."""


def alike(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that are equal, once, with their number."""
    if not rows.columns:
        return pl.DataFrame({WEIGHT: [rows.height]}, schema={WEIGHT: pl.Int64})
    weight = pl.col(WEIGHT).sum() if WEIGHT in rows.columns else pl.len().cast(pl.Int64).alias(WEIGHT)
    return rows.group_by([name for name in rows.columns if name != WEIGHT]).agg(weight)


class _Column:
    """What the cells of a column say, by kind, and a cell for each kind."""

    def __init__(self, cells: pl.Series, reads: Sequence[Read]) -> None:
        self._reads = reads
        self.cells = cells.clear().alias(CELL)
        self._known = self._told(self.cells).with_columns(pl.Series(_KIND, [], pl.UInt32))
        text = cells.dtype == pl.String
        some = cells.head(SAMPLE)
        few = text and 2 * some.n_unique() < max(some.len(), 100)
        # Polars keeps numbers as long as a series has them: this one is kept for that.
        self._categories = self.cells.cast(pl.Categorical(pl.Categories.random())) if few else None
        self._by_category = pl.Series([], dtype=pl.UInt32)

    def kinds(self, cells: pl.Series) -> pl.Series:
        """The kind of each cell, from 0."""
        cells = cells.alias(CELL)
        if self._categories is None:
            return self._numbered(cells)
        places = cells.cast(self._categories.dtype).to_physical()
        known, most = self._by_category.len(), places.max()
        if isinstance(most, int) and most >= known:
            fresh = pl.DataFrame([cells, places.alias(_PLACE)]).filter(pl.col(_PLACE) >= known).unique(_PLACE)
            numbered = fresh.select(_PLACE, self._numbered(fresh[CELL]).alias(_KIND))
            every = pl.DataFrame({_PLACE: range(known, most + 1)}, schema={_PLACE: places.dtype})
            self._by_category.append(every.join(numbered, on=_PLACE, how="left", maintain_order="left")[_KIND])
            if most > FEW:
                self._categories = None
        kinds = self._by_category.gather(places)
        if places.null_count():
            (empty,) = self._numbered(pl.Series(CELL, [None], pl.String))
            kinds = kinds.fill_null(empty)
        return kinds

    def _numbered(self, cells: pl.Series) -> pl.Series:
        told = self._told(cells)
        names = told.columns
        found = told.join(self._known, on=names, how="left", nulls_equal=True, maintain_order="left")[_KIND]
        if found.null_count():
            fresh = told.with_columns(cells).filter(found.is_null()).unique(subset=names, keep="first", maintain_order=True)
            numbers = pl.int_range(self.cells.len(), self.cells.len() + fresh.height, dtype=pl.UInt32, eager=True).alias(_KIND)
            self._known = pl.concat([self._known, fresh.select(names).with_columns(numbers)])
            self.cells = pl.concat([self.cells, fresh[CELL]])
            found = told.join(self._known, on=names, how="left", nulls_equal=True, maintain_order="left")[_KIND]
        return found

    def _told(self, cells: pl.Series) -> pl.DataFrame:
        """What each cell says, a column for each part of it; a number is read as the number that it is and as its text."""
        frame = cells.to_frame()
        if not frame.schema[CELL].is_temporal() and not frame.schema[CELL].is_numeric():
            frame = frame.cast(pl.String)
        said = [expr.alias(f"{use}:{part}") for use, read in enumerate(self._reads) for part, expr in enumerate(read(frame.schema))]
        return frame.lazy().with_columns(said).select([expr.meta.output_name() for expr in said]).collect()


class Alike:
    """Groups of the rows of batches, for acts that read some columns; `reads` are the uses of each column's cells."""

    def __init__(self, reads: Mapping[str, Sequence[Read]]) -> None:
        self._reads = reads
        self._schema: pl.Schema | None = None
        self._columns: dict[str, _Column] = {}
        self._held: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Takes rows, each with its WEIGHT if they have one; gives groups that waited where they are too many or columns change."""
        if self._schema != rows.schema:
            yield from self.rest()
            self._schema = rows.schema
            self._columns = {name: _Column(rows[name], self._reads[name]) for name in rows.columns if self._reads.get(name)}
        self._held.append(self._grouped(rows))
        if sum(one.height for one in self._held) > WAITING:
            joined = alike(pl.concat(self._held))
            self._held = [joined]
            if joined.height > WAITING // 2:
                yield from self.rest()

    def rest(self) -> Iterator[pl.DataFrame]:
        """The groups that wait, as rows of cells with their WEIGHT."""
        if not self._held:
            return
        joined = alike(pl.concat(self._held)) if len(self._held) > 1 else self._held[0]
        self._held = []
        yield joined.select([self._columns[name].cells.gather(joined[name]).alias(name) for name in self._columns] + [joined[WEIGHT]])

    def _grouped(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The kinds of rows, once, with their number: by one whole number for all columns, where it holds them."""
        weight = rows[WEIGHT] if WEIGHT in rows.columns else pl.repeat(1, rows.height, dtype=pl.Int64, eager=True).alias(WEIGHT)
        if not self._columns:
            return weight.to_frame().sum()
        kinds = pl.DataFrame([*(column.kinds(rows[name]).alias(name) for name, column in self._columns.items()), weight])
        sizes = {name: max(column.cells.len(), 1) for name, column in self._columns.items()}
        steps, step = {}, 1
        for name, size in sizes.items():
            steps[name], step = step, step * size
        if step >= 1 << 63:
            return alike(kinds)
        key = pl.sum_horizontal(pl.col(name).cast(pl.UInt64) * pl.lit(steps[name], pl.UInt64) for name in steps).alias(_KIND)
        counted = kinds.lazy().select(key, WEIGHT).group_by(_KIND).agg(pl.col(WEIGHT).sum()).collect()
        parts = [(pl.col(_KIND) // steps[name] % sizes[name]).cast(pl.UInt32).alias(name) for name in steps]
        return counted.select(*parts, WEIGHT)
