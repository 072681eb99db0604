"""A look at the values of a database, where one is asked for: a bounded sample of each table, in memory; keys of JSON are names."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sanctuary.names.sensitive import Around, Found, sensitive
from sanctuary.names.values import told_by_values
from sanctuary.scan.catalogs import sampled
from sanctuary.scan.field import Field, Unread
from sanctuary.scan.shown import is_name

__all__ = ["database_findings"]


def database_findings(address: str, known: set[tuple[str, str]], shown: str = "") -> Iterator[tuple[Field, Found] | Unread]:
    """The columns, and the keys of JSON columns, that their values tell, of those that their names did not."""
    for sample in sampled(address, shown):
        if isinstance(sample, Unread):
            yield sample
            continue
        around = Around(sample.table, sample.columns)
        for place, column in enumerate(sample.columns):
            cells = [row[place] for row in sample.rows]
            text = [one for one in cells if isinstance(one, str)]
            if (sample.table, column) not in known and (found := told_by_values(text, column, around)):
                yield Field(sample.path, 0, sample.table, column), found
            yield from _keys(sample.path, f"{sample.table}.{column}", cells)


def _keys(path: str, table: str, cells: Sequence[Any]) -> Iterator[tuple[Field, Found]]:
    """The keys of a column of JSON that are sensitive by their names."""
    names: dict[str, None] = {}
    for cell in cells[:200]:
        held = cell
        if isinstance(cell, str) and cell.startswith("{"):
            try:
                held = json.loads(cell)
            except ValueError:
                continue
        if isinstance(held, dict):
            names |= dict.fromkeys(key for key in held if isinstance(key, str) and len(key) < 60)
    around = Around(table, tuple(names))
    for name in names:
        found = sensitive(name, around)
        # A key that is data, such as a person's name, is of no class; one that is a sentence is never shown.
        if found is not None and found.how_sure != "possible":
            yield Field(path, 0, table, name if is_name(name) else "key"), found
