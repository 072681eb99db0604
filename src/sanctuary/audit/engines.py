"""Where rows are decided: Polars, DuckDB or Spark. The same expressions run on each and give the same rows.

Tables of Parquet are read there too. DuckDB groups rows that are equal; Spark's workers read what cells say, with the code of this package,
and group rows that say the same. Other tables have a guarded reader here, whatever engine decides.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import narwhals as nw
import polars as pl

from sanctuary.audit.audit import Run, on_polars
from sanctuary.engine.columns import plain
from sanctuary.engine.table import Plan
from sanctuary.errors import EvidenceError
from sanctuary.tables.alike import WEIGHT, Alike
from sanctuary.tables.cells import plain as refuse_odd
from sanctuary.tables.readers import Scanned
from sanctuary.tables.table import ROW, Reads, Table, There

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINES", "Engine"]

Engine = Literal["polars", "duckdb", "spark"]

_PIECE = 100_000


@dataclass(frozen=True)
class On:
    """An engine at work: what decides coded rows, and what reads and groups a table, where it can."""

    run: Run
    there: There | None = None


@contextmanager
def polars() -> Iterator[On]:
    """In this process."""
    yield On(on_polars)


@contextmanager
def duckdb() -> Iterator[On]:
    """As one SQL query for each action, in memory. DuckDB gives rows in any order: they are sorted by their number."""
    try:
        import duckdb as driver  # noqa: PLC0415 - only this engine needs it
        import pyarrow as pa  # noqa: PLC0415 - DuckDB reads columns through it
    except ImportError:
        raise EvidenceError("--engine duckdb needs more packages. Install them: pip install 'sanctuary-law[duckdb]'.") from None
    connection = driver.connect()
    connection.execute("set TimeZone = 'UTC'")

    def there(table: Table, columns: Sequence[str], _: Reads) -> Iterator[pl.DataFrame] | None:
        if not isinstance(table, Scanned):
            return None

        def pieces() -> Iterator[pa.Table]:
            read = connection.read_parquet([str(file) for file in table.files], hive_partitioning=table.folder is not None)
            names = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
            grouped = read.aggregate(f'{names}, count(*)::bigint as "{WEIGHT}"', names)
            return (pa.Table.from_batches([one]) for one in grouped.to_arrow_reader(_PIECE))

        return _told("duckdb", table, pieces)

    def run(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
        relation = connection.from_arrow(frame.to_arrow())
        decided = plan.decided(nw.from_native(relation), keep).to_native()
        assert isinstance(decided, driver.DuckDBPyRelation)  # noqa: S101 - narwhals gives back what it was given
        # Not pl.DataFrame(decided): DuckDB then writes of leaked objects to the screen when the program ends.
        return _as_polars(decided.pl(), frame, keep)

    try:
        yield On(run, there)
    finally:
        connection.close()


@contextmanager
def spark() -> Iterator[On]:
    """In the Spark session at hand, or a local one that ends with the audit."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - Spark takes columns through it
        from pyspark.sql import SparkSession  # noqa: PLC0415 - only this engine needs it
        from pyspark.sql.types import LongType, StructField, StructType  # noqa: PLC0415
    except ImportError:
        raise EvidenceError("--engine spark needs more packages. Install them: pip install 'sanctuary-law[spark]'.") from None
    given = SparkSession.getActiveSession()
    # Workers of a session of our own run the Python that this runs in, and so find this package.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings: dict[str, bool | float | int | str | None] = {
        "spark.ui.enabled": "false",
        "spark.log.level": "OFF",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
    }
    try:
        session = given or SparkSession.builder.master("local[*]").appName("sanctuary").config(map=settings).getOrCreate()
    except Exception:  # noqa: BLE001 - the gateway to Java raises errors of its own
        raise EvidenceError("--engine spark: no session starts. Spark needs Java 17 or later on this machine.") from None
    # Spark has no unsigned numbers: codes go in as the next wider kind.
    wider = {pl.UInt8: pl.Int16, pl.UInt16: pl.Int32, pl.UInt32: pl.Int64}

    def run(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
        wanted = [name for name in frame.columns if name in {*plan.needed(), *keep}]
        table: pa.Table = (
            frame.select(pl.col(wanted).name.map(plain))
            .cast({kind: to for kind, to in wider.items() if kind in frame.dtypes})
            .to_arrow(compat_level=pl.CompatLevel.oldest())
        )
        decided = plan.decided(nw.from_native(session.createDataFrame(table)), [plain(name) for name in keep]).to_native()
        found = pl.DataFrame(decided.toArrow()).rename({plain(name): name for name in keep})
        return _as_polars(found, frame, keep)

    def there(table: Table, columns: Sequence[str], reads: Reads) -> Iterator[pl.DataFrame] | None:
        if not isinstance(table, Scanned):
            return None

        def pieces() -> Iterator[pa.Table]:
            source = session.read.option("basePath", str(table.folder)) if table.folder else session.read
            rows = source.parquet(*(str(file) for file in table.files)).select(*(f"`{name}`" for name in columns))
            schema = StructType([*rows.schema.fields, StructField(WEIGHT, LongType())])
            return iter([rows.mapInArrow(partial(_on_a_worker, reads), schema).toArrow()])

        return _told("spark", table, pieces)

    try:
        yield On(run, there)
    finally:
        if given is None:
            session.stop()


def _on_a_worker(reads: Reads, batches: Iterator["pa.RecordBatch"]) -> Iterator["pa.RecordBatch"]:
    """The groups of a part of a table, where Spark keeps it."""
    found = Alike(reads)
    for batch in batches:
        rows = pl.from_arrow(batch)
        assert isinstance(rows, pl.DataFrame)  # noqa: S101 - a batch of rows is a table
        for groups in found.add(rows):
            yield from groups.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()
    for groups in found.rest():
        yield from groups.to_arrow(compat_level=pl.CompatLevel.oldest()).to_batches()


def _told(engine: Engine, table: Table, pieces: Callable[[], Iterator["pa.Table"]]) -> Iterator[pl.DataFrame]:
    """Pieces of a table as they come; whatever an engine says when it cannot read one may quote a cell, and is told in our own words."""
    try:
        for piece in pieces():
            rows = pl.from_arrow(piece)
            assert isinstance(rows, pl.DataFrame)  # noqa: S101 - a piece of a table is a table
            yield refuse_odd(rows, table.name)
    except EvidenceError:
        raise
    except Exception:  # noqa: BLE001 - each engine has its own errors
        raise EvidenceError(
            f"{table.name}: --engine {engine} cannot read the table. Nothing was written. Leave --engine out; or see that all files "
            "have the same columns, and that Spark's workers have this package."
        ) from None


def _as_polars(found: pl.DataFrame, frame: pl.DataFrame, keep: Sequence[str]) -> pl.DataFrame:
    """The rows in the order of their numbers, in the kinds of columns that Polars makes."""
    made = [pl.col(name).cast(frame.schema[name] if name in frame.columns and name in keep else pl.UInt8) for name in found.columns]
    return found.select(made).sort(ROW)


ENGINES: Mapping[Engine, Callable[[], AbstractContextManager[On]]] = {"polars": polars, "duckdb": duckdb, "spark": spark}
"""Each engine by name: a context that gives what decides."""
