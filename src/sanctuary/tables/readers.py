"""Tables from files and databases, a batch of rows at a time: only the columns asked for, cells as text or as dates.

CSV and its kin, JSON, Parquet (a file, a folder or a glob), workbooks, a DuckDB file, and a query against SQLite or PostgreSQL by URL.
Errors of drivers and parsers are told in our own words: theirs may quote a cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import polars as pl

from sanctuary.errors import EvidenceError
from sanctuary.tables import table as tables
from sanctuary.tables.cells import guarded
from sanctuary.tables.databases import DuckDB, PostgreSQL, SQLite
from sanctuary.tables.objects import Objects
from sanctuary.tables.source import Source, kind_of
from sanctuary.tables.table import ROW, Table, numbered, pick, told
from sanctuary.tables.text import SEPARATORS, TextReader, sniff
from sanctuary.tables.workbook import Workbook

__all__ = ["ROW", "Options", "Scanned", "Table", "open_table", "pick"]

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_TEXTS = (".csv", ".tsv", ".tab", ".txt", ".psv")
_OBJECTS = (".json", ".jsonl", ".ndjson", ".geojson")
_DUCKDB = (".duckdb", ".ddb")
_DATABASES = (*_DUCKDB, ".sqlite", ".sqlite3", ".db")


@dataclass(frozen=True, slots=True)
class Options:
    """How a table is to be read: a query of a database, a sheet, the line of the names of the columns, an encoding."""

    query: str = ""
    sheet: str = ""
    header_row: int = 0
    encoding: str = ""


def open_table(source: str, *, query: str = "", sheet: str = "", header_row: int = 0, encoding: str = "") -> Table:
    """The table that a path, glob or URL means; refuses what is missing, empty or of an unknown kind."""
    options = Options(query, sheet, header_row, encoding)
    if header_row < 0:
        raise EvidenceError(f"--header-row {header_row} is no line. Give 1 or more.")
    scheme, _, rest = source.partition("://")
    if rest and scheme in ("sqlite", "postgresql", "postgres"):
        if not query:
            _no_query(scheme)
        _only(scheme, options, "query")
        return (
            SQLite(Path(rest.removeprefix("/") if rest.startswith("//") else rest), query)
            if scheme == "sqlite"
            else PostgreSQL(source, query)
        )
    if rest:
        raise EvidenceError(f"'{scheme}://' is not read. Give a file, a sqlite:// or a postgresql:// address.")
    path = Path(source)
    if any(c in source for c in "*?[") and not path.exists():
        _only(source, options)
        files = tuple(sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)) if path.anchor else source)))
        return Scanned(source, pl.scan_parquet(source, glob=True, missing_columns="raise"), files)
    if not path.exists():
        raise EvidenceError(f"{source}: there is no such file or folder. Check the path.")
    if path.is_dir():
        _only(source, options)
        files = tuple(sorted(path.rglob("*.parquet")))
        return Scanned(source, pl.scan_parquet(path / "**" / "*.parquet", glob=True, hive_partitioning=True), files, path)
    return _file(path, options)


def _file(path: Path, options: Options) -> Table:
    if path.stat().st_size == 0:
        raise EvidenceError(f"{path}: the file is empty; a table needs a line with the names of its columns.")
    kind = kind_of(path)
    if kind in _TEXTS:
        _only(str(path), options, "header_row", "encoding")
        return Text(path, options)
    if kind in _OBJECTS:
        _only(str(path), options, "encoding")
        return Objects(path, options.encoding, lines=kind in (".jsonl", ".ndjson"))
    if kind in _WORKBOOKS:
        _only(str(path), options, "sheet", "header_row")
        return Workbook(path, options.sheet, options.header_row)
    packed = path.suffix.lower() in (".gz", ".zip")
    if kind in (".parquet", ".pq") and not packed:
        _only(str(path), options)
        return Scanned(str(path), pl.scan_parquet(path), (path,))
    if kind in _DATABASES and not packed:
        _only(str(path), options, "query")
        if not options.query:
            _no_query(str(path))
        return DuckDB(path, options.query) if kind in _DUCKDB else SQLite(path, options.query)
    raise EvidenceError(
        f"{path}: '{kind or 'no ending'}' is no table that is read{' in a packed file' if packed else ''}. Known: csv, tsv, txt, json, "
        "jsonl, xlsx, xls, ods, also in .gz or .zip; parquet, duckdb, sqlite."
    )


_FOR = {
    "query": ("--query is for a database, and this is none. Leave it out: all rows are read."),
    "sheet": ("--sheet is for a workbook, and this is none. Leave it out."),
    "header_row": ("--header-row is for text and workbooks, and this is neither. Leave it out."),
    "encoding": ("--encoding is for text, and this is none. Leave it out."),
}


def _only(name: str, options: Options, *known: str) -> None:
    """Refuse an option that this kind of table does not have: ignored, it would answer another question."""
    for option, told_as in _FOR.items():
        if getattr(options, option) and option not in known:
            raise EvidenceError(f"{name}: {told_as}")


def _no_query(name: str) -> NoReturn:
    raise EvidenceError(f"{name}: a database needs a query. Add --query and one select in quotes.")


class Scanned(Table):
    """Whatever Polars scans: Parquet here. `folder` is the one whose names of folders are columns too (`year=2020`)."""

    def __init__(self, name: str, frame: pl.LazyFrame, files: tuple[Path, ...], folder: Path | None = None) -> None:
        self.name, self.files, self.folder, self._frame = name, files, folder, frame
        with guarded(f"{name}: no Parquet table can be read there. Is the file whole, and do all files have the same columns?"):
            self.columns = tuple(frame.collect_schema().names())
            self.rows = int(frame.select(pl.len()).collect().item())

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Slices, each read when it is asked for: a stream would read ahead, and hold several times a batch."""
        chosen = self._frame.select(pick(columns, self))
        slices = (chosen.slice(start, tables.BATCH).collect() for start in range(0, self.rows or 0, tables.BATCH))
        yield from told(slices, self.name)


class Text(Table):
    """CSV, TSV and other text: every cell is text; columns are told apart by position, so that a name that stands twice is seen."""

    def __init__(self, path: Path, options: Options) -> None:
        self.name, self.files = str(path), (path,)
        kind = kind_of(path)
        default = "\t" if kind in (".tsv", ".tab") else "|" if kind == ".psv" else ","
        source = Source(path, options.encoding)
        self.dialect = sniff(source, default, options.header_row)
        self.columns, self.first, self.header_row = self.dialect.columns, self.dialect.first, self.dialect.header_line
        self._reader = TextReader(source, self.dialect)
        told_as = [f"{SEPARATORS[self.dialect.separator]} between cells" if self.dialect.separator != default else ""]
        told_as += [f"{source.encoding} text" if source.encoding != "utf-8" else ""]
        told_as += [f"names of columns in line {self.header_row}" if self.header_row > 1 else ""]
        self.how = tuple(one for one in told_as if one)

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Text cells."""
        names = pick(columns, self)
        places = [self.columns.index(name) for name in names]
        done = 0
        for piece in self._reader.pieces(places, tables.BATCH):
            named = piece.rename(dict(zip(piece.columns, names, strict=True)))
            for start in range(0, named.height, tables.BATCH):
                batch = named.slice(start, tables.BATCH)
                yield numbered(batch, done)
                done += batch.height

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Lines of the file, the header's too."""
        return self._reader.lines(rows)

    def left_out(self) -> tuple[str, ...]:
        """Blank lines, and rows that miss cells."""
        read = self._reader
        found = [("1 blank line is no row" if read.blank == 1 else f"{read.blank:,} blank lines are no rows") if read.blank else ""]
        if read.short:
            one = read.short == 1
            told = "1 row has fewer cells than the header," if one else f"{read.short:,} rows have fewer cells than the header, the first"
            found.append(f"{told} in line {read.first_short:,}: empty there")
        return tuple(one for one in found if one)
