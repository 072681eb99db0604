"""`sanctuary audit`: a table of government acts, each row under the law in force on its own day."""

import glob
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.audit.audit import LIMIT, Audit, Side
from sanctuary.audit.chosen import as_named, chosen
from sanctuary.audit.engines import ENGINES, Engine
from sanctuary.audit.figures import AuditReport
from sanctuary.audit.headline import in_order
from sanctuary.audit.mapping import Mapped, Select, read_mapping
from sanctuary.audit.ready import READY, ready_file, ready_for
from sanctuary.audit.report import report_of
from sanctuary.audit.rows import ROW_FILES, write_rows, write_samples, write_unknown
from sanctuary.audit.suggest import refuse_unfinished, suggest
from sanctuary.audit.values import write_values
from sanctuary.commands.audit_rows import rows_told
from sanctuary.commands.audit_text import notes, show, tables
from sanctuary.commands.options import Page, Place, Readings
from sanctuary.commands.printing import Outputs, Printer, counting, needs_file, print_json, say_written
from sanctuary.commands.words import day, day_or_today, place_of, readings
from sanctuary.documents import as_json, read_text
from sanctuary.errors import EvidenceError, RequestError, nearest
from sanctuary.law.packs import Library
from sanctuary.law.vocabulary import Vocabulary
from sanctuary.names.header import plain_names
from sanctuary.names.personal import looks_like_roster
from sanctuary.pages.audit import draw
from sanctuary.pages.html import page
from sanctuary.tables.cells import guarded
from sanctuary.tables.readers import Table, open_table, pick
from sanctuary.tables.source import Digest

__all__ = ["audit"]


def audit(
    place: Place,
    table: str,
    *,
    map: Annotated[str, Parameter(help="The mapping: which act each row records, as a file or the name of a ready one.")] = "",  # noqa: A002 - the option's name
    query: Annotated[str, Parameter(help="For a database: one select.")] = "",
    sheet: Annotated[str, Parameter(help="For a workbook: the sheet; without it the first.")] = "",
    header_row: Annotated[int, Parameter(help="The line, or row of a sheet, with the names of the columns.")] = 0,
    encoding: Annotated[str, Parameter(help="For text: its encoding, such as cp1252; without it UTF-8.")] = "",
    since: Annotated[str, Parameter(help="Only acts on this day or later, as YYYY-MM-DD.")] = "",
    on_column: Annotated[str, Parameter(help="Another column for the day than the mapping's.")] = "",
    also: Annotated[str, Parameter(help="The same rows under another place's law, or a standard.")] = "",
    reading: Readings = (),
    engine: Annotated[Engine, Parameter(help="Where rows are decided: polars, duckdb or spark.")] = "polars",
    exact: Annotated[int, Parameter(help="At most so many distinct situations go to the exact engine.")] = LIMIT,
    rows: Annotated[str, Parameter(help="Write each row's decision to this .csv or .parquet file, for its owner alone.")] = "",
    unknown: Annotated[str, Parameter(help="Write the cells that the mapping does not know to this file, for its owner alone.")] = "",
    sample: Annotated[str, Parameter(help="Write cells that listed words matched to this file, for its owner alone.")] = "",
    values: Annotated[
        str, Parameter(help="Write the distinct cells of columns that are not private to this file, for its owner alone.")
    ] = "",
    rare: Annotated[bool, Parameter(help="With --values: also cells of fewer than five rows.", negative="")] = False,
    suggest_map: Annotated[
        bool, Parameter(help="Propose a mapping from the names of the columns and what their cells look like.", negative="")
    ] = False,
    show_map: Annotated[str, Parameter(help="Print the text of a ready mapping by its name, and decide nothing.")] = "",
    format: Page = "text",  # noqa: A002 - the option\'s name
    output: Annotated[str, Parameter(name=("--output", "-o"), help="A page to write, or a folder for page, JSON and tables.")] = "",
) -> int:
    """Every row of a table of government acts, decided under the law in force on the row's own day.

    Parameters
    ----------
    table
        A CSV, TSV, Parquet, Excel, DuckDB or SQLite file, a folder or glob of Parquet, or a sqlite:// or postgresql:// address.
    """
    asked = {"-o": output, "--rows": rows, "--unknown": unknown, "--sample": sample, "--values": values}
    _check_words(exact, asked)
    if show_map:
        Printer().raw(_ready_text(show_map))
        return 0
    library, name = place_of(Library(), place)
    if not map or suggest_map or values:
        return _without_mapping(
            library, name, table, Select(sheet=sheet, header_row=header_row, encoding=encoding), query, asked, suggest_map, rare
        )
    needs_file(format, output, "audit")
    path = _mapping(map)
    refuse_unfinished(path)
    mapped = read_mapping(path, library.vocabulary, on_column)
    opened = _opened(table, query, mapped, Select(sheet=sheet, header_row=header_row, encoding=encoding), ready=not Path(map).exists())
    pick((*mapped.columns, *mapped.release.columns), opened)
    _refuse_roster(opened, mapped.each_row)
    sides = [Side(library, name, readings(reading))]
    if also:
        beside, other = library.find(also)
        sides.append(Side(beside, other, {}))
    others = [Side(library, one, {}) for one in _governments(library, mapped, name)]
    _refuse_overwriting((table, *_mapping_files(path, mapped)), asked)
    broken = f"{opened.name}: a cell cannot be read as what the mapping says. Nothing was written. Is the table whole?"
    with ENGINES[engine]() as on, Outputs() as outputs:
        audited = Audit(mapped, sides, others=others, run=on.run, there=on.there, limit=exact, since=day(since), today=day_or_today(""))
        digest = Digest(list(opened.files))
        with counting("deciding", opened.rows) as heard, guarded(broken):
            found = audited.tally(opened, heard)
        with guarded(broken):
            report = report_of(audited, found, opened, str(digest))
            if rows:
                write_rows(audited, opened, outputs.place(Path(rows), 0o600), Path(rows).suffix)
            if unknown:
                write_unknown(audited, opened, outputs.place(Path(unknown), 0o600))
            if sample:
                write_samples(audited, opened, outputs.place(Path(sample), 0o600))
        for path, text in _pages(output, report, library.vocabulary):
            outputs.place(path).write_text(text, encoding="utf-8")
    if format == "json":
        print_json(report)
    elif format == "text":
        printer = Printer()
        show(printer, report, library.vocabulary)
    say_written("" if format == "json" else output)
    return 0


def _opened(table: str, query: str, mapped: Mapped | None, asked: Select, *, ready: bool = False) -> Table:
    """The table, read as the options say, and where they do not, as the mapping says; a ready mapping finds columns in any case."""
    said = mapped.table if mapped else Select()
    opened = open_table(
        table,
        query=query,
        sheet=asked.sheet or said.sheet,
        header_row=asked.header_row or said.header_row,
        encoding=asked.encoding or said.encoding,
    )
    if mapped and ready:
        opened = as_named(opened, (*mapped.columns, *mapped.release.columns))
    return chosen(opened, said, mapped.where) if mapped else opened


def _without_mapping(
    library: Library, place: str, table: str, asked: Select, query: str, files: Mapping[str, str], suggest_map: bool, rare: bool
) -> int:
    """What can be done before there is a mapping: propose one, or list the cells that it would have to name."""
    opened = _opened(table, query, None, asked)
    if files["--values"]:
        _refuse_overwriting((table,), {"--values": files["--values"]})
        with Outputs() as outputs:
            told = write_values(opened, outputs.place(Path(files["--values"]), 0o600), fewest=1 if rare else 5)
        Printer().line(told)
    if suggest_map:
        Printer().raw(suggest(opened, library, place))
    if not files["--values"] and not suggest_map:
        known = ready_for(opened.columns)
        fits = f" Its columns are those of {known.title}: --map {known.file} may fit." if known else ""
        raise RequestError(f"no mapping is given for {opened.name}. Add --map MAP.toml; --suggest-map proposes one.{fits}")
    return 0


def _governments(library: Library, mapped: Mapped, place: str) -> list[str]:
    """The governments that the mapping names beside the place, by pack id."""
    found = []
    for one in dict.fromkeys(mapped.whose.values.values()):
        if not library.has(one):
            raise EvidenceError(f"{mapped.where}: [whose] names '{one}'; {nearest(one, library.ids)}")
        found += [one] if one != place else []
    return found


FOLDER = ("audit.html", "audit.json", "by-actor.csv", "by-month.csv", "outcomes.csv", "practice.csv", "rules.csv")
"""What a folder of an audit holds."""


def _is_page(output: str) -> bool:
    return output.endswith(".html") and not Path(output).is_dir()


def _pages(output: str, report: AuditReport, vocabulary: Vocabulary) -> Iterator[tuple[Path, str]]:
    """The page alone, or what a folder holds: a page, the report as JSON, and its tables as CSV."""
    if not output:
        return
    if _is_page(output):
        yield Path(output), _page(report, vocabulary)
        return
    files = {"audit.html": _page(report, vocabulary), "audit.json": as_json(report) + "\n", **tables(report)}
    for name in FOLDER:
        yield Path(output) / name, files[name]


def _page(report: AuditReport, vocabulary: Vocabulary) -> str:
    title = f"{report.law.title}: {report.title}"
    packs = list({one.id: one for law in report.laws for one in law.packs}.values())
    return page(
        "audit",
        draw(report),
        title=title,
        report=report,
        rows_told=rows_told(report, vocabulary),
        in_order=in_order,
        notes=notes(report),
        packs=packs,
        gaps=(),
    )


def _refuse_roster(table: Table, each_row: str) -> None:
    found = looks_like_roster(table.columns)
    if found and not each_row:
        shown = ", ".join(repr(name) for name in plain_names(found)[:4]) or f"{len(found)} of them"
        raise EvidenceError(
            f"{table.name}: this looks like a list of persons (columns {shown}). An audit decides acts "
            'of government. If each row records one, say which in the mapping: each_row = "...".'
        )


def _check_words(exact: int, asked: Mapping[str, str]) -> None:
    """Refuse what cannot be done before hours of work, not after."""
    output, rows = asked["-o"], asked["--rows"]
    if exact < 0:
        raise RequestError(f"--exact {exact} is no number of situations. Give 0 or more.")
    if rows and Path(rows).suffix not in ROW_FILES:
        raise RequestError(f"{rows}: rows are written as {' or '.join(ROW_FILES)}.")
    for option, file in asked.items():
        if option != "-o" and file and Path(file).is_dir():
            raise RequestError(f"{file}: a folder stands there. Give a name of a file.")
    if output and not Path(output).is_dir() and Path(output).suffix.lower() in _NO_FOLDER:
        raise RequestError(f"{output}: -o writes a page (a name that ends in .html) or a folder, which also holds the JSON and the tables.")
    if Path(output).is_file() and not _is_page(output):
        raise RequestError(f"{output}: a file stands there, where a folder would be made. Choose another name.")
    for file in asked.values():
        _check_folder(file)


_NO_FOLDER = (".json", ".csv", ".tsv", ".parquet", ".pdf", ".svg", ".png", ".htm", ".txt", ".md", ".xlsx", ".toml")


def _check_folder(file: str) -> None:
    if file:
        folder = Path(file).absolute().parent
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as problem:
            raise RequestError(f"{file}: cannot be written there ({os.strerror(problem.errno or 0)}). Choose another folder.") from None


def _mapping(name: str) -> Path:
    """The file of a mapping; a word that is no file may be a ready mapping."""
    return Path(name) if Path(name).exists() else ready_file(name) or Path(name)


def _ready_text(name: str) -> str:
    """The text of a ready mapping, to be read before its answers are."""
    path = ready_file(name)
    if path is None:
        raise RequestError(f"no ready mapping is called '{name}'; {nearest(name, [one.file for one in READY])}")
    return read_text(path, EvidenceError)


def _mapping_files(path: Path, mapped: Mapped) -> list[str]:
    return [str(path), *(str(path.parent / name) for name in mapped.reads)]


def _refuse_overwriting(inputs: tuple[str, ...], outputs: Mapping[str, str]) -> None:
    """Refuse an output that is read in the same run, or that another option writes as well."""
    taken: list[tuple[str, Path]] = []
    for option, file in outputs.items():
        if not file:
            continue
        several = option == "-o" and not _is_page(file)
        targets = [Path(file), *(Path(file) / name for name in FOLDER if several)]
        for target in targets:
            if any(_reads(source, target) for source in inputs):
                raise RequestError(f"{option} {file}: would overwrite {target.name}, which this run reads. Choose another place.")
            for other, path in taken:
                if _same(path, target):
                    raise RequestError(f"{option} {file}: {other} writes {target.name} there as well. Choose another place.")
        taken += [(option, target) for target in targets]


def _reads(source: str, target: Path) -> bool:
    """Whether reading a source reads a file, or would once it is there."""
    if source.startswith("sqlite://"):
        rest = source.removeprefix("sqlite://")
        source = rest.removeprefix("/") if rest.startswith("//") else rest
    elif "://" in source:
        return False
    path = Path(source)
    if path.is_dir():
        return target.suffix == ".parquet" and path.resolve() in target.resolve().parents
    if glob.has_magic(source) and not path.exists():
        found = (Path(one) for one in glob.iglob(source, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        return target.resolve().match(str(path.absolute())) or any(_same(one, target) for one in found)
    return _same(path, target)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))
