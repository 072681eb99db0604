"""`sanctuary record import`: a table of past dealings, in one step."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.account.duties_of import rows_with_duties
from sanctuary.account.nil import need_nil
from sanctuary.account.oddities import told_of_rows
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import counting
from sanctuary.commands.recorded import Record, Who, open_log, told
from sanctuary.commands.words import proofs_of
from sanctuary.record.importing import days_read, entries_of, read_mapping
from sanctuary.record.settings import read_settings, zone_of
from sanctuary.record.times import need_past
from sanctuary.study.phrases import plural

__all__ = ["take_in"]

_MAPPING = "A mapping: a TOML file that says which column fills which field; docs/commands/record.md has an example."

_TOLD = 20
"""What to look at again on a screen."""


def take_in(
    folder: Record,
    table: Path,
    *,
    mapping: Annotated[
        Path,
        Parameter(name="--map", help=_MAPPING),
    ],
    place: Annotated[str, Parameter(help="Whose law gives the duties where the table gives none; else the record's own place.")] = "",
    dry_run: Annotated[bool, Parameter(help="Read and check every row, and add nothing.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """Add every row of a table (CSV, or a JSON array) as an entry: all of them or none; the same file again adds nothing.

    Parameters
    ----------
    table
        The table.
    """
    how = read_mapping(mapping)
    entries, tokens = entries_of(table, how, zone_of(read_settings(folder)))
    kinds = Counter(entry.kind for entry in entries)
    what = ", ".join(f"{count} of kind {kind}" for kind, count in sorted(kinds.items())) or "no rows"
    with open_log(folder, passphrase_file, person) as log:
        for number, entry in enumerate(entries, 1):
            need_past(entry, log.now(), f"{table}: row {number}")
            if entry.kind == "nil-certificate":
                need_nil(log, entry, log.now().date())
        before = log.size()
        with counting("rows", len(entries)) as heard:
            entries, said = rows_with_duties(log, entries, tokens, place or log.settings.place, cache(proofs_of), heard)
        numbers = [] if dry_run or not entries else log.add_many(entries, tokens)
        added = log.size() - before
        new = [(row, entry) for row, entry in enumerate(entries, 1) if dry_run or numbers[row - 1] >= before]
        warnings = [*(said if new else ()), *told_of_rows(log, new, before, place or log.settings.place)]
    done = _done(numbers, len(entries), added, what, dry_run=dry_run)
    days = days_read(table, how) if new else ""
    return told(
        shape,
        {
            "schema": "sanctuary.record.import/2",
            "rows": len(entries),
            "added": added,
            "dry_run": dry_run,
            "entries": numbers,
            "warnings": warnings,
        },
        done,
        *([f"numbers {numbers[0]} to {numbers[-1]}."] if numbers and added else []),
        *([days] if days else []),
        *(f"look again: {one}." for one in warnings[:_TOLD]),
        *([f"and {len(warnings) - _TOLD} more: --format json has all."] if len(warnings) > _TOLD else []),
    )


def _done(numbers: Sequence[int], rows: int, added: int, what: str, *, dry_run: bool) -> str:
    """What became of the rows, in a sentence or two."""
    if dry_run:
        return f"{plural(rows, 'row')} can be added ({what}); nothing was."
    if rows and not added:
        first, last = min(numbers), max(numbers)
        which = f"this row is entry {first}" if rows == 1 else f"these {rows:,} rows are entries {first} to {last}"
        if last - first + 1 != rows:
            which = f"these {rows:,} rows were recorded before, as entries from {first} to {last}"
        return f"Nothing new: {which}."
    before = f" {plural(rows - added, 'row of this file was', 'rows of this file were')} recorded before." if added < rows else ""
    return (
        f"{plural(added, 'entry is', 'entries are')} recorded ({what} in the file).{before}"
        if before
        else (f"{plural(added, 'entry is', 'entries are')} recorded ({what}).")
    )
