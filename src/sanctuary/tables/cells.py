"""Cells: the kinds that an audit reads, and one error of our own for whatever breaks while they are read.

Text, numbers, truth, days and times are read; lists, bytes that are no text, and lengths of time are refused with the column's name. A
damaged file can make a parser panic: the panic is no Exception in Python, and Rust writes about it on standard error by itself, perhaps
with a cell in its words.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import polars as pl

from sanctuary.errors import EvidenceError

__all__ = ["CELL", "TYPED", "guarded", "plain"]

CELL = "cell"
"""The column of the cells that are translated or counted."""

TYPED = "\ue000"
"""Stands before a day that a workbook types as one, in a column of text: a character of private use, which no text means anything by."""


@contextmanager
def guarded(told: str) -> Iterator[None]:
    """Whatever breaks inside becomes an error that tells `told`, and nothing that a library writes itself is seen."""
    try:
        with _quiet():
            yield
    except BaseException as problem:
        # Each extension in Rust has a PanicException of its own.
        if isinstance(problem, pl.exceptions.PolarsError | OSError) or type(problem).__name__ == "PanicException":
            raise EvidenceError(told) from None
        raise


@contextmanager
def _quiet() -> Iterator[None]:
    """Standard error of the whole process goes nowhere, also that of other languages in it."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def plain(batch: pl.DataFrame, name: str) -> pl.DataFrame:
    """The batch, bytes as text; refuses a column of a kind that is no text, number, day or time, or a day that no calendar has."""
    made = []
    for column, kind in batch.schema.items():
        if kind == pl.Binary:
            try:
                made.append(batch[column].cast(pl.String))
            except pl.exceptions.PolarsError:
                raise _refused(name, column, "bytes that are not UTF-8 text") from None
        elif kind.is_nested():
            raise _refused(name, column, "lists")
        elif kind == pl.Duration:
            raise _refused(name, column, "lengths of time")
        elif not (kind.is_numeric() or kind.is_temporal() or kind in (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Null)):
            raise _refused(name, column, "cells of an unknown kind")
        elif kind in (pl.Date, pl.Datetime):
            year = pl.col(column).dt.year()
            odd = batch.lazy().select((pl.col(column).is_not_null() & ~year.is_between(1, 9999).fill_null(value=False)).any())
            if odd.collect().item():
                raise _refused(name, column, "a day outside the years 1 to 9999")
    return batch.with_columns(made)


def _refused(name: str, column: str, what: str) -> EvidenceError:
    return EvidenceError(
        f"{name}: the column '{column}' holds {what}. An audit reads text, numbers, days and times: export it as one of them."
    )
