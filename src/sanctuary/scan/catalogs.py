"""Fields of a database by its catalog: columns with comments, checks, enumerations and the tables that they refer to; no row is read.

The one home of SQLAlchemy. PostgreSQL, MariaDB and SQLite are tried with real servers and files; others go by their dialects, untried.
Errors of drivers are told in our own words, for theirs may quote an address with its password.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sanctuary.errors import EvidenceError
from sanctuary.scan.field import Field, Item, Unread, plain_label

__all__ = ["ROWS", "TRIED", "Sample", "plain_address", "read_catalog", "sampled"]

ROWS = 1_000
"""Rows of a table that are looked at, where values are asked for."""

_LARGE = 100_000

TRIED = ("postgresql", "mysql", "mariadb", "sqlite")
"""Databases whose reading the tests try."""

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql"}
_OWN = ("information_schema", "pg_catalog", "mysql", "performance_schema", "sys", "pg_toast")
_READ_ONLY = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
}
_CODE = re.compile(r"'((?:[^']|'')*)'")


def plain_address(address: str) -> str:
    """An address without its user, password and options: what may be shown.

    >>> plain_address("postgresql://me:secret@db.city.gov/permits?sslmode=require")
    'postgresql://db.city.gov/permits'
    """
    try:
        parts = urlsplit(address)
        host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        return f"{address.partition('://')[0]}://"
    return f"{parts.scheme.partition('+')[0]}://{host}{parts.path}"


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A connection that only reads; refuses what cannot be reached."""
    try:
        import sqlalchemy  # noqa: PLC0415 - an extra: only a database needs it
    except ImportError:
        raise EvidenceError("a database needs more packages: pip install 'sanctuary-law[scan]'") from None
    scheme, _, rest = address.partition("://")
    refused = EvidenceError(f"{plain_address(address)}: no connection. Check host, port, database, user and password in the address.")
    if scheme == "sqlite":
        path = Path(rest.removeprefix("/"))
        if not path.is_file():
            raise EvidenceError(f"{path}: there is no such file. An absolute path is sqlite:////path.")
        address = f"sqlite:///file:{path}?mode=ro&uri=true"
    else:
        address = f"{_DRIVERS.get(scheme, scheme)}://{rest}"
    engine = None
    try:
        engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool, hide_parameters=True)
        connection = engine.connect()
    except Exception:  # noqa: BLE001 - each driver has errors of its own, and any may quote the address
        raise refused from None
    try:
        # The transaction at hand, and each that follows one that failed.
        for statement in _READ_ONLY.get(engine.dialect.name, ()):
            connection.execute(sqlalchemy.text(statement))
        yield connection
    finally:
        connection.close()
        engine.dispose()


def read_catalog(address: str, name: str = "") -> Iterator[Item]:
    """Every column of every table and view that the user of the address may see; `name` is how the database is shown."""
    shown = name or plain_address(address)
    with _connected(address) as connection:
        try:
            yield from _schemas(connection, shown)
        except EvidenceError:
            raise
        except Exception:  # noqa: BLE001 - each driver has errors of its own, and any may quote a value
            raise EvidenceError(f"{shown}: the catalog cannot be read. May this user see the tables?") from None


def _schemas(connection: Any, shown: str) -> Iterator[Item]:
    import sqlalchemy  # noqa: PLC0415 - loaded by `_connected`

    inspector = sqlalchemy.inspect(connection)
    for schema, prefix in _parts(inspector, connection.dialect.name):
        yield from _columns(inspector, shown, schema, prefix)


def _parts(inspector: Any, dialect: str) -> list[tuple[str | None, str]]:
    """The schemas that are read, each with what stands before the names of its tables; nothing where there is but one.

    Of MariaDB and MySQL it is the database that the address names, or all where it names none.
    """
    default = inspector.default_schema_name
    names = [one for one in inspector.get_schema_names() if one.lower() not in _OWN and not one.startswith("pg_")]
    if dialect in ("mysql", "mariadb", "sqlite") and default:
        names = [default]
    return [(one if one != default else None, one if len(names) > 1 else "") for one in names]


def _columns(inspector: Any, shown: str, schema: str | None, prefix: str) -> Iterator[Item]:
    from sqlalchemy.engine.reflection import ObjectKind  # noqa: PLC0415 - loaded by `_connected`

    checks = _checks(inspector, schema)
    refers, abouts = _refers(inspector, schema), _abouts(inspector, schema)
    for (_, table), columns in inspector.get_multi_columns(schema=schema, kind=ObjectKind.ANY).items():
        whole = f"{prefix}.{table}" if prefix else table
        for one in columns:
            kind = one["type"]
            codes = _listed(kind) or checks.get((table, one["name"].lower()), ())
            comment = " ".join(part for part in (one.get("comment"), refers.get((table, one["name"]))) if part)
            marks = (one["comment"],) if "sanctuary" in (one.get("comment") or "").lower() else ()
            yield Field(shown, 0, whole, one["name"], plain_label(comment), codes, marks, abouts.get(table, ""))
        if not columns:
            yield Unread(shown, f"{whole}: no column may be seen")


def _abouts(inspector: Any, schema: str | None) -> Mapping[str, str]:
    """The comments of tables."""
    try:
        held = inspector.get_multi_table_comment(schema=schema)
    except NotImplementedError:
        return {}
    return {table: plain_label(one.get("text") or "") for (_, table), one in held.items()}


def _listed(kind: Any) -> tuple[str, ...]:
    """The codes that a type lists: those of an enumeration, or of the check of a domain."""
    held = getattr(kind, "data_type", kind)
    return tuple(getattr(held, "enums", None) or ()) or tuple(_CODE.findall(str(getattr(kind, "check", ""))))


def _checks(inspector: Any, schema: str | None) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The codes that a check lists, by table and column."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    try:
        held = inspector.get_multi_check_constraints(schema=schema)
    except NotImplementedError:
        return found
    told = [(table, str(one.get("sqltext") or "")) for (_, table), constraints in held.items() for one in constraints]
    for table, text in (*told, *_of_columns(inspector, schema)):
        codes = tuple(_CODE.findall(text))
        column = re.search(r"[(\"`\s]*(\w+)[\"`)\s]*(?:::\w[\w\s]*\)*\s*)?(?:=|\bin\b)", text, re.IGNORECASE)
        if codes and column:
            found[table, column[1].lower()] = codes
    return found


def _of_columns(inspector: Any, schema: str | None) -> list[tuple[str, str]]:
    """Checks that MariaDB keeps with their columns, which the inspector does not tell, by table."""
    import sqlalchemy  # noqa: PLC0415 - loaded by `_connected`

    if inspector.dialect.name not in ("mysql", "mariadb") or not getattr(inspector.dialect, "is_mariadb", False):
        return []
    where = "constraint_schema = :schema and level = 'Column'"
    asked = sqlalchemy.text(f"select table_name, check_clause from information_schema.check_constraints where {where}")  # noqa: S608 - our words
    rows = inspector.bind.execute(asked, {"schema": schema or inspector.default_schema_name})
    return [(str(table), str(clause)) for table, clause in rows]


def _refers(inspector: Any, schema: str | None) -> Mapping[tuple[str, str], str]:
    """The table that a column refers to, as words beside it: `status_id` says little, `immigration_statuses` says all."""
    held = inspector.get_multi_foreign_keys(schema=schema).items()
    return {
        (table, column): key["referred_table"].replace("_", " ")
        for (_, table), keys in held
        for key in keys
        if len(key["constrained_columns"]) == 1
        for column in key["constrained_columns"]
    }


@dataclass(frozen=True, slots=True)
class Sample:
    """Some rows of a table, in memory."""

    path: str
    table: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def sampled(address: str, name: str = "") -> Iterator[Sample | Unread]:
    """A bounded sample of every table whose columns are read."""
    import sqlalchemy  # noqa: PLC0415 - loaded by `_connected`

    shown = name or plain_address(address)
    with _connected(address) as connection:
        try:
            inspector = sqlalchemy.inspect(connection)
            named = [
                (schema, table, f"{prefix}.{table}" if prefix else table)
                for schema, prefix in _parts(inspector, connection.dialect.name)
                for table in inspector.get_table_names(schema=schema)
            ]
        except Exception:  # noqa: BLE001 - as below
            yield Unread(shown, "its values cannot be read")
            return
        for schema, table, whole in named:
            try:
                columns, rows = _rows(connection, schema, table)
            except Exception:  # noqa: BLE001 - each driver has errors of its own, and any may quote a value
                connection.rollback()
                yield Unread(shown, f"{whole}: its values cannot be read")
                continue
            yield Sample(shown, whole, columns, rows)


def _rows(connection: Any, schema: str | None, table: str) -> tuple[list[str], list[Any]]:
    """The names of the columns, and some rows: of a large table of PostgreSQL, from pages all over it."""
    import sqlalchemy  # noqa: PLC0415 - loaded by `_connected`

    quote = connection.dialect.identifier_preparer.quote
    quoted = f"{quote(schema)}.{quote(table)}" if schema else quote(table)
    pages = ""
    if connection.dialect.name == "postgresql":
        about = sqlalchemy.text("select reltuples from pg_class where oid = to_regclass(:name)")
        estimate = connection.execute(about, {"name": quoted}).scalar()
        if estimate and estimate > _LARGE:
            pages = f" tablesample system ({min(100.0, max(0.01, 100.0 * 20 * ROWS / estimate)):.4f})"
    result = connection.execute(sqlalchemy.text(f"select * from {quoted}{pages} limit {ROWS}"))  # noqa: S608 - a quoted name and numbers
    return list(result.keys()), list(result)
