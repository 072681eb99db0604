"""Row-level output: each row's decision, and the cells that a mapping does not know. Memory does not grow with the table."""

import tempfile
from collections import Counter
from pathlib import Path

import polars as pl

from sanctuary.audit.audit import Audit
from sanctuary.audit.mapping import Field
from sanctuary.audit.readers import Table
from sanctuary.audit.translate import unknown
from sanctuary.engine.columns import DAY
from sanctuary.errors import EvidenceError

__all__ = ["ROW_FILES", "write_rows", "write_unknown"]

ROW_FILES = (".csv", ".parquet")
"""How the name of a file of rows may end."""


def write_rows(audit: Audit, table: Table, path: Path, ending: str) -> None:
    """Each row's number in the table, its day, act, outcome, rules, duties and open facts; after `Audit.tally`.

    Batches go to files of their own first: which columns there are is known only after the last.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=path.name) as folder:
            parts = []
            for number, frame in enumerate(audit.rows(table)):
                part = Path(folder) / f"{number}.arrow"
                frame.write_ipc(part)
                parts.append(pl.scan_ipc(part))
            whole = pl.concat(parts, how="diagonal")
            if ending == ".csv":
                whole.sink_csv(path)
            else:
                whole.sink_parquet(path)
    except (OSError, pl.exceptions.PolarsError):
        raise _full() from None


def write_unknown(audit: Audit, table: Table, path: Path) -> None:
    """Every cell that the mapping does not know, with its field and how often it stands there, the most frequent first."""
    mapped = audit.translation.mapped
    columns = {name: field.column for name, field in mapped.fields.items() if isinstance(field, Field)} | {DAY: mapped.day.column}
    counts: Counter[tuple[str, str, str]] = Counter()
    for batch in table.batches(mapped.columns):
        coded = audit.translation.apply(batch)
        for name, column in columns.items():
            if unknown(name) in coded.columns:
                cells = batch.filter(coded[unknown(name)])[column].cast(pl.String)
                counts.update({(name, column, cell): n for cell, n in cells.value_counts().iter_rows()})
    ordered = sorted(counts.items(), key=lambda one: (one[0][0], -one[1], one[0][2]))
    kinds = {"field": pl.String, "column": pl.String, "cell": pl.String, "rows": pl.Int64}
    frame = pl.DataFrame([(*key, n) for key, n in ordered], schema=kinds, orient="row")
    try:
        frame.write_csv(path)
    except (OSError, pl.exceptions.PolarsError):
        raise _full() from None


def _full() -> EvidenceError:
    return EvidenceError("the rows cannot be written; is the disk full? Nothing was left behind.")
