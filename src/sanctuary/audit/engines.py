"""Where rows are decided: Polars, DuckDB or Spark. The same expressions run on each and give the same rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Literal

import narwhals as nw
import polars as pl

from sanctuary.audit.audit import Run, on_polars
from sanctuary.engine.columns import plain
from sanctuary.engine.table import Plan
from sanctuary.errors import EvidenceError
from sanctuary.tables.table import ROW

__all__ = ["ENGINES", "Engine"]

Engine = Literal["polars", "duckdb", "spark"]


@contextmanager
def polars() -> Iterator[Run]:
    """In this process."""
    yield on_polars


@contextmanager
def duckdb() -> Iterator[Run]:
    """As one SQL query for each action, in memory. DuckDB gives rows in any order: they are sorted by their number."""
    try:
        import duckdb as driver  # noqa: PLC0415 - only this engine needs it
        import pyarrow as pa  # noqa: F401, PLC0415 - DuckDB reads columns through it
    except ImportError:
        raise EvidenceError("--engine duckdb needs more packages. Install them: pip install 'sanctuary-law[duckdb]'.") from None
    connection = driver.connect()

    def run(frame: pl.DataFrame, plan: Plan, keep: Sequence[str]) -> pl.DataFrame:
        relation = connection.from_arrow(frame.to_arrow())
        decided = plan.decided(nw.from_native(relation), keep).to_native()
        assert isinstance(decided, driver.DuckDBPyRelation)  # noqa: S101 - narwhals gives back what it was given
        # Not pl.DataFrame(decided): DuckDB then writes of leaked objects to the screen when the program ends.
        return _as_polars(decided.pl(), frame, keep)

    try:
        yield run
    finally:
        connection.close()


@contextmanager
def spark() -> Iterator[Run]:
    """In the Spark session at hand, or a local one that ends with the audit."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - Spark takes columns through it
        from pyspark.sql import SparkSession  # noqa: PLC0415 - only this engine needs it
    except ImportError:
        raise EvidenceError("--engine spark needs more packages. Install them: pip install 'sanctuary-law[spark]'.") from None
    given = SparkSession.getActiveSession()
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

    try:
        yield run
    finally:
        if given is None:
            session.stop()


def _as_polars(found: pl.DataFrame, frame: pl.DataFrame, keep: Sequence[str]) -> pl.DataFrame:
    """The rows in the order of their numbers, in the kinds of columns that Polars makes."""
    made = [pl.col(name).cast(frame.schema[name] if name in frame.columns and name in keep else pl.UInt8) for name in found.columns]
    return found.select(made).sort(ROW)


ENGINES: Mapping[Engine, Callable[[], AbstractContextManager[Run]]] = {"polars": polars, "duckdb": duckdb, "spark": spark}
"""Each engine by name: a context that gives what decides."""
