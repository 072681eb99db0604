"""Row-level output: files that only their owner can read, whole or not at all."""

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl

from sanctuary.errors import EvidenceError, RequestError
from sanctuary.evidence.audit import Audit
from sanctuary.evidence.mapping import Field
from sanctuary.evidence.readers import Table
from sanctuary.evidence.translate import unknown

__all__ = ["write_rows", "write_unknown"]


def write_rows(audit: Audit, table: Table, path: Path) -> None:
    """Each row's number in the table, its day, act, outcome, rules, duties and open facts; after `Audit.tally`."""
    if path.suffix not in (".csv", ".parquet"):
        raise RequestError(f"{path}: rows are written as .csv or .parquet.")
    frame = pl.concat(list(audit.rows(table)), how="diagonal")
    _write(path, frame.write_csv if path.suffix == ".csv" else frame.write_parquet)


def write_unknown(audit: Audit, table: Table, path: Path) -> None:
    """Every cell that the mapping does not know, with its field and how often it stands there, the most frequent first."""
    fields = {name: field for name, field in audit.translation.mapped.fields.items() if isinstance(field, Field)}
    counts: Counter[tuple[str, str, str]] = Counter()
    for batch in table.batches(audit.translation.mapped.columns):
        coded = audit.translation.apply(batch)
        for name, field in fields.items():
            if unknown(name) in coded.columns:
                cells = batch.filter(coded[unknown(name)])[field.column].cast(pl.String)
                counts.update({(name, field.column, cell): n for cell, n in cells.value_counts().iter_rows()})
    ordered = sorted(counts.items(), key=lambda one: (one[0][0], -one[1], one[0][2]))
    frame = pl.DataFrame([(*key, n) for key, n in ordered], schema=["field", "column", "cell", "rows"], orient="row")
    _write(path, frame.write_csv)


def _write(path: Path, write: Callable[[str], None]) -> None:
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        os.close(handle)
        write(temporary)
        Path(temporary).replace(path)
    except (OSError, pl.exceptions.PolarsError):
        raise EvidenceError(f"{path}: cannot be written; is the disk full? Nothing was left behind.") from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
