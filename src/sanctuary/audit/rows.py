"""Row-level output, for the owner alone: each row's decision, and cells that a mapping does not know or that its listed words matched.

Memory does not grow with the table.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from sanctuary.audit.audit import Audit
from sanctuary.audit.fields import Field
from sanctuary.audit.marks import DONE_AS, ROWS, says, unknown
from sanctuary.audit.phrases import NEGATED
from sanctuary.engine.columns import DAY
from sanctuary.errors import EvidenceError
from sanctuary.tables.table import Table

__all__ = ["ROW_FILES", "SAMPLED", "write_rows", "write_samples", "write_unknown"]

ROW_FILES = (".csv", ".parquet")
"""How the name of a file of rows may end."""

SAMPLED = 20
"""Matched cells a listed word, the most frequent first."""


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
    counts: Counter[tuple[str, ...]] = Counter()
    for name, column, act, coded, batch in _fields(audit, table):
        if unknown(name) in coded.columns:
            odd = pl.concat([batch.select(pl.col(column).cast(pl.String)), coded.select(unknown(name), ROWS)], how="horizontal")
            counts.update({(act, name, column, cell): n for cell, n in _counted(odd.filter(pl.col(unknown(name))), column)})
    _write(path, counts, ("act", "field", "column", "cell"), lambda key: (key[1], key[0]))


def write_samples(audit: Audit, table: Table, path: Path) -> None:
    """For each listed word, the cells that it matched, the most frequent first: whether `theft of ice machine` is meant by `ice`."""
    counts: dict[tuple[str, ...], Counter[tuple[str, ...]]] = {}
    for name, column, act, coded, batch in _fields(audit, table):
        if says(name) not in coded.columns:
            continue
        listed = next(one.listed[name] for one in audit.translations if one.act.name == act)
        both = pl.concat([batch.select(pl.col(column).cast(pl.String)), coded.select(says(name), ROWS)], how="horizontal")
        for place in both[says(name)].unique().to_list():
            word = "after a negation" if place == NEGATED else listed[place - 1][0] if 0 < place <= len(listed) else ""
            if word:
                held = counts.setdefault((act, name, column, word), Counter())
                held.update({(act, name, column, word, cell): n for cell, n in _counted(both.filter(pl.col(says(name)) == place), column)})
    most: Counter[tuple[str, ...]] = Counter()
    for held in counts.values():
        most.update(dict(sorted(held.items(), key=lambda one: (-one[1], one[0]))[:SAMPLED]))
    _write(path, most, ("act", "field", "column", "word", "cell"), lambda key: key[:4])


def _fields(audit: Audit, table: Table) -> Iterator[tuple[str, str, str, pl.DataFrame, pl.DataFrame]]:
    """Each field that reads one column, with its translation and the cells, group by group."""
    for batch in table.equal(audit.columns):
        for translation in audit.translations:
            fields: Mapping[str, str] = {
                name: field.column for name, field in translation.act.fields.items() if isinstance(field, Field) and field.column
            }
            done = translation.act.done
            coded = translation.apply(batch)
            for name, column in {**fields, DAY: audit.mapped.day.column, DONE_AS: done.column if isinstance(done, Field) else ""}.items():
                if column:
                    yield name, column, translation.act.name, coded, batch


def _counted(frame: pl.DataFrame, column: str) -> list[tuple[str, int]]:
    return [(str(cell), int(n)) for cell, n in frame.group_by(column).agg(pl.col(ROWS).sum()).iter_rows()]


def _write(path: Path, counts: Mapping[tuple[str, ...], int], names: tuple[str, ...], by: object) -> None:
    assert callable(by)  # noqa: S101 - an order
    ordered = sorted(counts.items(), key=lambda one: (by(one[0]), -one[1], one[0]))
    schema: dict[str, type[pl.DataType]] = {**dict.fromkeys(names, pl.String), "rows": pl.Int64}
    frame = pl.DataFrame([(*key, n) for key, n in ordered], schema=schema, orient="row")
    several = frame["act"].n_unique() > 1 if frame.height else False
    try:
        (frame if several else frame.drop("act")).write_csv(path)
    except (OSError, pl.exceptions.PolarsError):
        raise _full() from None


def _full() -> EvidenceError:
    return EvidenceError("the rows cannot be written; is the disk full? Nothing was left behind.")
