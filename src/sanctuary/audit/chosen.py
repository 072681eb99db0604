"""What a mapping reads of a table: one row for each key, or a select over it.

A select runs on DuckDB in memory, over the columns that are not private, as text; no other file, no network, no extension;
memory, rows and time are bounded.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Event, Timer
from typing import Any, TypeVar

import polars as pl

from sanctuary.audit.mapping import Select
from sanctuary.errors import EvidenceError
from sanctuary.names.personal import kinds_of
from sanctuary.tables.cells import guarded
from sanctuary.tables.table import ROW, Table, pick, told

__all__ = ["as_named", "chosen"]

MEMORY = "1GB"
"""The most that a select may hold."""

SECONDS = 600.0
"""The longest that a select may work before it gives rows, or more of them."""

ROWS, TIMES = 1_000_000, 100
"""The most rows that a select may give: so many, and so many for each row of the table, or one for each of its columns."""

_PIECE = 100_000

T = TypeVar("T")


def chosen(table: Table, select: Select, where: str) -> Table:
    """The table as the mapping reads it."""
    found = _Selected(table, select.select, where) if select.select else table
    return _Keyed(found, select.key) if select.key else found


def as_named(table: Table, columns: Sequence[str]) -> Table:
    """The table with some columns under these names, where its own differ in case alone: agencies write a header now so, now so."""
    wanted = {name.casefold(): name for name in columns if name not in table.columns}
    found = {name: wanted[name.casefold()] for name in table.columns if name.casefold() in wanted}
    return _Named(table, found) if found and len(set(found.values())) == len(found) else table


class _Inner(Table):
    """A table that is read through another."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.name, self.columns, self.files, self.how = table.name, table.columns, table.files, table.how
        self.header_row, self.first = table.header_row, table.first

    def left_out(self) -> tuple[str, ...]:
        """What the table left out."""
        return self._table.left_out()

    def elsewhere(self, columns: Sequence[str]) -> str:
        """Where else the columns stand."""
        return self._table.elsewhere(columns)


class _Named(_Inner):
    """A table whose columns go by other names."""

    def __init__(self, table: Table, names: Mapping[str, str]) -> None:
        super().__init__(table)
        self._names = {told: own for own, told in names.items()}
        self.columns = tuple(names.get(name, name) for name in table.columns)
        self.rows = table.rows

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The rows, under the other names."""
        own = {self._names.get(name, name): name for name in pick(columns, self)}
        for batch in self._table.batches(list(own)):
            yield batch.rename({name: told for name, told in own.items() if name in batch.columns})

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Those of the table."""
        return self._table.lines(rows)


class _Keyed(_Inner):
    """The first row of each key: exports overlap, and log one act once for each system that it reached. An empty key is no key."""

    def __init__(self, table: Table, key: str) -> None:
        super().__init__(table)
        self._key, self._again, self._other = key, 0, 0
        self.how = (*table.how, f"one row for each '{key}'")

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Rows whose key did not come before, with their numbers in the table."""
        names = list(dict.fromkeys([*columns, self._key]))
        before = pl.DataFrame(schema={"seen": pl.UInt64, "said": pl.UInt64})
        self._again = self._other = 0
        for batch in self._table.batches(names):
            # Whole keys are not kept: 64 bits of each are, so that memory grows by eight bytes a row.
            keys = pl.concat(
                [
                    batch.select(pl.col(self._key).cast(pl.String).str.strip_chars().alias("key")),
                    batch.select(ROW),
                    batch.select(columns).hash_rows(seed=20261128).alias("said").to_frame(),
                ],
                how="horizontal",
            )
            held = keys.filter((pl.col("key") != "").fill_null(value=False)).with_columns(pl.col("key").hash(seed=20261128).alias("seen"))
            fresh = held.unique("seen", keep="first", maintain_order=True).join(before, on="seen", how="anti")
            before = pl.concat([before, fresh.select("seen", "said")])
            again = held.join(fresh.select(ROW), on=ROW, how="anti").join(before, on="seen", suffix="_first")
            self._again += again.height
            self._other += again.filter(pl.col("said") != pl.col("said_first")).height
            yield batch.join(again.select(ROW), on=ROW, how="anti", maintain_order="left").select(*columns, ROW)

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Those of the table: the rows keep their numbers."""
        return self._table.lines(rows)

    def left_out(self) -> tuple[str, ...]:
        """Rows whose key came before."""
        if not self._again:
            return self._table.left_out()
        told = "1 row repeats" if self._again == 1 else f"{self._again:,} rows repeat"
        other = f"; {self._other:,} of them {'has' if self._other == 1 else 'have'} other cells than the first" if self._other else ""
        return (*self._table.left_out(), f"{told} a '{self._key}' and {'is' if self._again == 1 else 'are'} not counted again{other}")


class _Selected(_Inner):
    """The answer of a select over the table, called `t`."""

    def __init__(self, table: Table, select: str, where: str) -> None:
        super().__init__(table)
        self._select, self._where = select, where
        self._known = [name for name in table.columns if list(table.columns).count(name) == 1 and name and not kinds_of(name)]
        self._failed = (
            f"{where}: [table] select cannot be run. It is one select from t, the table; private columns are not in it, and every cell "  # noqa: S608 - a message
            "is text."
        )
        self.columns = self._names()
        self.how = (*table.how, f"select: {' '.join(select.split())}")
        self.rows = None

    def _connect(self) -> Any:
        try:
            import duckdb  # noqa: PLC0415 - only a select needs it
            import pyarrow as pa  # noqa: F401, PLC0415 - DuckDB reads columns through it
        except ImportError:
            raise EvidenceError(f"{self._where}: a select needs DuckDB. Install it: pip install 'sanctuary-law[duckdb]'.") from None
        config: dict[str, Any] = {
            "memory_limit": MEMORY, "temp_directory": "", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        }  # fmt: skip
        connection = duckdb.connect(config=config)
        names = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}" VARCHAR' for name in self._known)
        connection.execute(f"create table t ({names})")
        return connection

    def _closed(self, connection: Any) -> None:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")

    def _statement(self, connection: Any) -> Any:
        import duckdb  # noqa: PLC0415 - it was there when the connection was made

        if [one.type for one in duckdb.extract_statements(self._select)] != [duckdb.StatementType.SELECT]:
            raise EvidenceError(self._failed)
        return connection.sql(self._select)

    def _names(self) -> tuple[str, ...]:
        connection = self._connect()
        try:
            with guarded(self._failed):
                self._closed(connection)
                return tuple(self._statement(connection).columns)
        except EvidenceError:
            raise
        except Exception:  # noqa: BLE001 - errors of the driver may quote a cell
            raise EvidenceError(self._failed) from None
        finally:
            connection.close()

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The answer, piece by piece."""
        yield from told(self._pieces(pick(columns, self)), self.name)

    def _pieces(self, names: Sequence[str]) -> Iterator[pl.DataFrame]:
        connection = self._connect()
        try:
            rows = given = 0
            for batch in self._table.batches(self._known):
                rows += batch.height
                texts = batch.drop(ROW).select(pl.all().cast(pl.String)).to_arrow()
                connection.register("batch", texts)
                connection.execute("insert into t select * from batch")
                connection.unregister("batch")
            self._closed(connection)
            most = ROWS + max(TIMES, len(self._known)) * rows
            relation = self._statement(connection)
            quoted = ", ".join(f'"{name.replace(chr(34), chr(34) * 2)}"' for name in names)
            reader = self._in_time(connection, lambda: relation.project(quoted).to_arrow_reader(_PIECE))
            while (piece := self._in_time(connection, lambda: next(reader, None))) is not None:
                found = pl.from_arrow(piece)
                assert isinstance(found, pl.DataFrame)  # noqa: S101 - a piece of a table is a table
                given += found.height
                self._within(given, most)
                yield found
        except EvidenceError:
            raise
        except Exception:  # noqa: BLE001 - errors of the driver may quote a cell
            raise EvidenceError(self._failed) from None
        finally:
            connection.close()

    def _within(self, given: int, most: int) -> None:
        if given > most:
            raise EvidenceError(f"{self._where}: [table] select gives more than {most:,} rows, too many for this table. Narrow it.")

    def _in_time(self, connection: Any, work: Callable[[], T]) -> T:
        """What some work gives, stopped and refused where it takes too long."""
        late = Event()

        def stop() -> None:
            late.set()
            connection.interrupt()

        timer = Timer(SECONDS, stop)
        timer.daemon = True
        timer.start()
        try:
            return work()
        except Exception:
            if late.is_set():
                raise EvidenceError(f"{self._where}: [table] select gave no rows for {SECONDS:,.0f} seconds. Narrow it.") from None
            raise
        finally:
            timer.cancel()
