"""A look at the values of a database, where one is asked for: a bounded sample of each table, in memory; keys of JSON are names."""

import json
from collections.abc import Iterator
from typing import Any

from sanctuary.names.sensitive import Around, Found, sensitive
from sanctuary.names.values import told_by_values
from sanctuary.scan.catalogs import connected, plain_address
from sanctuary.scan.field import Field, Unread

__all__ = ["ROWS", "database_findings"]

ROWS = 1_000
"""Rows of a table that are looked at."""

_LARGE = 100_000


def database_findings(address: str, known: set[tuple[str, str]]) -> Iterator[tuple[Field, Found] | Unread]:
    """The columns, and the keys of JSON columns, that their values tell, of those that their names did not."""
    import sqlalchemy  # noqa: PLC0415 - loaded by `connected`

    shown = plain_address(address)
    with connected(address) as connection:
        inspector = sqlalchemy.inspect(connection)
        default = inspector.default_schema_name
        for table in inspector.get_table_names():
            try:
                rows = _rows(connection, table)
            except Exception:  # noqa: BLE001 - each driver has errors of its own, and any may quote a value
                connection.rollback()
                yield Unread(shown, f"{table}: its values cannot be read")
                continue
            whole = table if connection.dialect.name != "postgresql" or default is None else table
            for place, column in enumerate(rows[0] if rows else ()):
                cells = [row[place] for row in rows[1:]]
                if (whole, column) not in known and (found := told_by_values([one for one in cells if isinstance(one, str)], column)):
                    yield Field(shown, 0, whole, column), found
                yield from _keys(shown, whole, column, cells)


def _rows(connection: Any, table: str) -> list[tuple[Any, ...]]:
    """The names of the columns, and some rows."""
    import sqlalchemy  # noqa: PLC0415 - loaded by `connected`

    quoted = connection.dialect.identifier_preparer.quote(table)
    sampled = ""
    if connection.dialect.name == "postgresql":
        estimate = connection.execute(sqlalchemy.text("select reltuples from pg_class where oid = to_regclass(:name)"), {"name": quoted}).scalar()
        if estimate and estimate > _LARGE:
            sampled = f" tablesample system ({min(100.0, max(0.01, 100.0 * 20 * ROWS / estimate)):.4f})"
    result = connection.execute(sqlalchemy.text(f"select * from {quoted}{sampled} limit {ROWS}"))  # noqa: S608 - a quoted name and numbers
    return [tuple(result.keys()), *(tuple(row) for row in result)]


def _keys(shown: str, table: str, column: str, cells: list[Any]) -> Iterator[tuple[Field, Found]]:
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
    around = Around(f"{table}.{column}", tuple(names))
    for name in names:
        found = sensitive(name, around)
        # A key that is data, such as a person's name, is of no class and never shown.
        if found is not None and found.how_sure != "possible":
            yield Field(shown, 0, f"{table}.{column}", name), found
