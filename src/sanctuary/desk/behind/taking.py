"""A table of past dealings taken into the record: read in memory, told what would be added, then added whole or not at all."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sanctuary.account.duties_of import Laws, rows_with_duties
from sanctuary.account.nil import need_nil
from sanctuary.account.oddities import told_of_rows
from sanctuary.desk.config import Desk
from sanctuary.documents import Frozen, replace
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RecordError, SanctuaryError
from sanctuary.law.jurisdiction import law_of
from sanctuary.record.entry import Entry
from sanctuary.record.importing import entries_of, read_mapping
from sanctuary.record.log import marked
from sanctuary.record.times import need_past

__all__ = ["MOST_ROWS", "Taken", "take_in"]

MOST_ROWS = 2_000
"""Rows of one table at the desk; `sanctuary record import` takes more."""


class Taken(Frozen, frozen=True):
    """What a table holds: rows by kind, how many are new, the numbers that they got (none in a dry run), what to look at again."""

    kinds: tuple[tuple[str, int], ...]
    rows: int
    new: int
    numbers: tuple[int, ...]
    warnings: tuple[str, ...]


def take_in(at: Desk, table: bytes, mapping: bytes, code: str, *, dry: bool) -> Taken:
    """Reads and checks every row; adds all that are new in one step, under the code of whoever sent them, unless it is a dry run.

    Refuses the first row that makes no entry; a message names the row and the field, and no value.
    """
    log = at.log()
    entries, tokens = _read(table, mapping)
    if len(entries) > MOST_ROWS:
        raise RecordError(f"the table: {len(entries)} rows, at most {MOST_ROWS} here. Use 'sanctuary record import' where the record is.")
    for number, entry in enumerate(entries, 1):
        need_past(entry, log.now(), f"the table: row {number}")
        if entry.kind == "nil-certificate":
            need_nil(log, entry, log.now().date())
    known = log.derived().once
    new = [at_row for at_row in zip(range(1, len(entries) + 1), entries, tokens, strict=True) if _once(*at_row[1:]) not in known]
    full, said = rows_with_duties(
        log, [one for _, one, _ in new], [one for _, _, one in new], log.settings.place or at.place, _laws(at), lambda _: None
    )  # fmt: skip
    signed = [replace(one, links=replace(one.links, made_by=code)) for one in full]
    before = log.size()
    numbers = [] if dry or not signed else log.add_many(signed, [one for _, _, one in new])
    odd = told_of_rows(log, [(number, one) for (number, _, _), one in zip(new, full, strict=True)], before, log.settings.place or at.place)
    kinds = Counter(one.kind for one in entries)
    return Taken(tuple(sorted(kinds.items())), len(entries), len(new), tuple(numbers), (*said, *odd))


def _once(entry: Entry, token: str) -> str:
    return marked(entry, token).links.once


def _laws(at: Desk) -> Laws:
    @cache
    def law(place: str, on: object) -> tuple[str, Proofs]:
        library, name = at.library.find(place, "law")
        return name, Proofs(law_of(library, name, on))  # type: ignore[arg-type] # a day

    return law


def _read(table: bytes, mapping: bytes) -> tuple[list[Entry], list[str]]:
    with _named(mapping, "the mapping") as one, _named(table, "the table") as other:
        return entries_of(other, read_mapping(one))


@contextmanager
def _named(raw: bytes, called: str) -> Iterator[Path]:
    """A file in memory by a path; what is refused about it is told by what it is called."""
    handle = os.memfd_create(called, os.MFD_CLOEXEC)
    path = Path(f"/proc/self/fd/{handle}")
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(raw)
        yield path
    except SanctuaryError as problem:
        raise RecordError(str(problem).replace(str(path), called)) from None
    finally:
        os.close(handle)
