"""The distinct cells of a table's columns, for the owner who writes a mapping: only columns that are plainly not private."""

from collections import Counter
from pathlib import Path

import polars as pl

from sanctuary.errors import EvidenceError
from sanctuary.names.header import looks_like_header, plainly_a_name
from sanctuary.names.personal import kinds_of
from sanctuary.tables.alike import WEIGHT
from sanctuary.tables.table import ROW, Table

__all__ = ["DISTINCT", "readable", "write_values"]

DISTINCT = 2_000
"""Cells of a column at most: what has more is a text or a number, and words or formats read it."""


def readable(table: Table) -> list[str]:
    """The columns that an audit may read: named once, plainly, and not by a private name."""
    names = [name for name in table.columns if name.strip() and list(table.columns).count(name) == 1]
    return [name for name in names if not kinds_of(name)]


def write_values(table: Table, path: Path, *, fewest: int) -> str:
    """Each distinct cell that stands in so many rows at least, with its column and the rows; says what was left out."""
    below = [cells for line, cells in table.first if line != table.header_row]
    if table.first and not looks_like_header(table.columns, below):
        raise EvidenceError(f"{table.name}: the first line is not plainly a header. Give its line with --header-row N, or add one.")
    names = [name for name in readable(table) if not table.first or plainly_a_name(name) or len(name) > 1]
    if not names:
        raise EvidenceError(f"{table.name}: no column can be listed: all look private.")
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    full: set[str] = set()
    for batch in table.batches(names):
        for name in names:
            if name in full:
                continue
            cells = batch.drop(ROW).select(pl.col(name).cast(pl.String).fill_null("").str.strip_chars().alias(name))
            counts[name].update(dict(cells.group_by(name).agg(pl.len().alias(WEIGHT)).iter_rows()))
            if len(counts[name]) > 50 * DISTINCT:
                full.add(name)
    lines: list[tuple[str, str, int]] = []
    hidden = 0
    for name in names:
        kept = [(cell, n) for cell, n in counts[name].items() if n >= fewest]
        hidden += len(counts[name]) - len(kept)
        if name in full or len(kept) > DISTINCT:
            full.add(name)
            continue
        lines += [(name, cell, n) for cell, n in sorted(kept, key=lambda one: (-one[1], one[0]))]
    frame = pl.DataFrame(lines, schema={"column": pl.String, "cell": pl.String, "rows": pl.Int64}, orient="row")
    try:
        frame.write_csv(path)
    except (OSError, pl.exceptions.PolarsError):
        raise EvidenceError("the cells cannot be written; is the disk full? Nothing was left behind.") from None
    private = len(table.columns) - len(names)
    told = f"{frame.height:,} cells of {len(names) - len(full)} columns. Left out: {private} columns that look private or are not named"
    told += f", {hidden:,} cells of fewer than {fewest} rows (--rare lists them)" if hidden and fewest > 1 else ""
    return f"{told}, {len(full)} columns of more than {DISTINCT:,} cells." if full else f"{told}."
