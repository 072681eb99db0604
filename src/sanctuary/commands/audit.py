"""`sanctuary audit`: a table of government acts, each row under the law in force on its own day."""

import csv
import glob
import io
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.audit.audit import LIMIT, Audit, Side
from sanctuary.audit.cells import guarded
from sanctuary.audit.engines import ENGINES, Engine
from sanctuary.audit.mapping import Field, Mapped, read_mapping
from sanctuary.audit.readers import Table, open_table, pick
from sanctuary.audit.report import AuditReport, Count, Group, LawReport, RuleCount, report_of
from sanctuary.audit.rows import ROW_FILES, write_rows, write_unknown
from sanctuary.audit.suggest import refuse_unfinished, suggest
from sanctuary.commands.printing import Outputs, PageFormat, Printer, counting, needs_file, print_json
from sanctuary.commands.words import place_of, readings
from sanctuary.documents import as_json
from sanctuary.errors import EvidenceError, RequestError
from sanctuary.law.packs import Library
from sanctuary.names.personal import looks_like_roster
from sanctuary.pages.audit import draw
from sanctuary.pages.html import page

__all__ = ["audit"]

WIDTH = 32
"""Characters of the longest bar."""

LISTED = 12
"""Lines of a list on the screen."""


def audit(
    place: str,
    table: str,
    *,
    map: Annotated[str, Parameter(help="The mapping: which act each row records.")] = "",  # noqa: A002 - the option's name
    query: Annotated[str, Parameter(help="For a database: one select.")] = "",
    sheet: Annotated[str, Parameter(help="For a workbook: the sheet; without it the first.")] = "",
    on_column: Annotated[str, Parameter(help="Another column for the day than the mapping's.")] = "",
    also: Annotated[str, Parameter(help="The same rows under another place's law, or a standard.")] = "",
    reading: Annotated[tuple[str, ...], Parameter(help="Fix a disputed reading: NAME=true or NAME=false.", negative="")] = (),
    engine: Annotated[Engine, Parameter(help="Where rows are decided: polars, duckdb or spark.")] = "polars",
    exact: Annotated[int, Parameter(help="At most so many distinct situations go to the exact engine.")] = LIMIT,
    rows: Annotated[str, Parameter(help="Write each row's decision to this .csv or .parquet file, for its owner alone.")] = "",
    unknown: Annotated[str, Parameter(help="Write the cells that the mapping does not know to this file, for its owner alone.")] = "",
    suggest_map: Annotated[bool, Parameter(help="Propose a mapping from the names of the columns.", negative="")] = False,
    format: Annotated[PageFormat, Parameter(help="text, json or html.")] = "text",  # noqa: A002 - the option's name
    output: Annotated[str, Parameter(name=("--output", "-o"), help="A page to write, or a folder for page, JSON and tables.")] = "",
) -> int:
    """Every row of a table of government acts, decided under the law in force on the row's own day.

    Parameters
    ----------
    place
        A pack id, its unique ending (los-angeles), or a path to a pack folder.
    table
        A CSV, TSV, Parquet, Excel, DuckDB or SQLite file, a folder or glob of Parquet, or a sqlite:// or postgresql:// address.
    """
    _check_words(exact, output, rows, unknown)
    library, name = place_of(Library(), place)
    opened = open_table(table, query=query, sheet=sheet)
    if suggest_map:
        Printer().raw(suggest(opened, library.vocabulary))
        return 0
    if not map:
        raise RequestError(
            f"no mapping is given for {opened.name}. Add --map MAP.toml; --suggest-map proposes one from the names of the columns."
        )
    needs_file(format, output, "audit")
    refuse_unfinished(Path(map))
    mapped = read_mapping(Path(map), library.vocabulary, on_column)
    pick(mapped.columns, opened.columns, opened.name)
    _refuse_roster(opened, mapped.each_row)
    sides = [Side(library, name, readings(reading))]
    if also:
        beside, other = library.find(also)
        sides.append(Side(beside, other, {}))
    _refuse_overwriting((table, *_mapping_files(map, mapped)), {"-o": output, "--rows": rows, "--unknown": unknown})
    broken = f"{opened.name}: a cell cannot be read as what the mapping says. Nothing was written. Is the table whole?"
    with ENGINES[engine]() as run, Outputs() as outputs:
        audited = Audit(mapped, sides, run=run, limit=exact)
        with counting("deciding", opened.rows) as heard, guarded(broken):
            tally = audited.tally(opened, heard)
        report = report_of(audited, tally, Path(opened.name).name, opened.columns)
        with guarded(broken):
            if rows:
                write_rows(audited, opened, outputs.place(Path(rows), 0o600), Path(rows).suffix)
            if unknown:
                write_unknown(audited, opened, outputs.place(Path(unknown), 0o600))
        for path, text in _pages(output, report):
            outputs.place(path).write_text(text, encoding="utf-8")
    if format == "json":
        print_json(report)
    elif format == "text":
        _text(Printer(), report)
    return 0


FOLDER = ("audit.html", "audit.json", "by-actor.csv", "by-month.csv", "outcomes.csv", "rules.csv")
"""What a folder of an audit holds."""


def _is_page(output: str) -> bool:
    return output.endswith(".html") and not Path(output).is_dir()


def _pages(output: str, report: AuditReport) -> Iterator[tuple[Path, str]]:
    """The page alone, or what a folder holds: a page, the report as JSON, and its tables as CSV."""
    if not output:
        return
    if _is_page(output):
        yield Path(output), _page(report)
        return
    files = {"audit.html": _page(report), "audit.json": as_json(report) + "\n", **_tables(report)}
    for name in FOLDER:
        yield Path(output) / name, files[name]


def _page(report: AuditReport) -> str:
    title = f"{report.title}, under {report.law.title}"
    return page("audit", draw(report), title=title, report=report, packs=report.law.packs, gaps=())


def _tables(report: AuditReport) -> Mapping[str, str]:
    law = report.law
    groups = {"by-actor": law.by_actor, "by-month": law.by_month}
    tables = {name: [(group.of, one.of, one.rows, one.acts) for group in found for one in group.outcomes] for name, found in groups.items()}
    tables["outcomes"] = [(law.place, one.of, one.rows, one.acts) for one in law.outcomes]
    tables["rules"] = [(one.rule, one.cites, one.rows, one.acts) for one in (*law.rules, *law.duties)]
    files = {}
    for name, lines in tables.items():
        text = io.StringIO()
        csv.writer(text).writerows([("rule", "cites", "rows", "acts") if name == "rules" else ("of", "outcome", "rows", "acts"), *lines])
        files[f"{name}.csv"] = text.getvalue()
    return files


def _refuse_roster(table: Table, each_row: str) -> None:
    found = looks_like_roster(table.columns)
    if found and not each_row:
        shown = ", ".join(repr(name) for name in found[:4])
        raise EvidenceError(
            f"{table.name}: this looks like a list of persons (columns {shown}). An audit decides acts "
            'of government. If each row records one, say which in the mapping: each_row = "...".'
        )


def _check_words(exact: int, output: str, rows: str, unknown: str) -> None:
    """Refuse what cannot be done before hours of work, not after."""
    if exact < 0:
        raise RequestError(f"--exact {exact} is no number of situations. Give 0 or more.")
    if rows and Path(rows).suffix not in ROW_FILES:
        raise RequestError(f"{rows}: rows are written as {' or '.join(ROW_FILES)}.")
    for file in (rows, unknown):
        if file and Path(file).is_dir():
            raise RequestError(f"{file}: a folder stands there. Give a name of a file.")
    if output and not Path(output).is_dir() and Path(output).suffix.lower() in _NO_FOLDER:
        raise RequestError(f"{output}: -o writes a page (a name that ends in .html) or a folder, which also holds the JSON and the tables.")
    if Path(output).is_file() and not _is_page(output):
        raise RequestError(f"{output}: a file stands there, where a folder would be made. Choose another name.")
    for file in (output, rows, unknown):
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


def _mapping_files(map_file: str, mapped: Mapped) -> list[str]:
    lookups = [field.lookup.file for field in mapped.fields.values() if isinstance(field, Field) and field.lookup]
    return [map_file, *(str(Path(map_file).parent / name) for name in lookups)]


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


def _text(printer: Printer, report: AuditReport) -> None:
    printer.line(f"{report.title}, under the encoded law of {report.law.title}", style="bold")
    days = f", {report.first_day} to {report.last_day}" if report.first_day else ""
    each = f"; each row: {report.each_row}" if report.each_row else ""
    printer.line(f"{report.rows:,} rows{_acts(report.rows, report.acts)} of {report.table}{days}{each}")
    printer.line(f"{report.judged:,} decided, {report.rows - report.judged:,} set aside or not judged")
    for one in report.not_judged:
        printer.line(f"{one.rows:,}: {one.of}", indent=2)
    if report.examined:
        printer.line(report.examined)
    _law(printer, report.law)
    if report.also:
        _law(printer, report.also)
        printer.heading(f"{report.law.place} beside {report.also.place}")
        printer.table((report.law.place, report.also.place, "rows"), [(c.first, c.second, f"{c.rows:,}") for c in report.cross], indent=2)
    for text in report.texts:
        printer.heading(f"words in '{text.column}', for {text.field}")
        listed = [(one.of, f"{one.rows:,}") for one in text.words]
        rest = (("says nothing specific", text.says_nothing), ("other text", text.not_listed), ("empty", text.empty))
        printer.table(("", ""), [*listed, *((what, f"{n:,}") for what, n in rest if n)], indent=2, fold=(0,))
    if report.unknown:
        printer.heading("cells that the mapping does not know (--unknown FILE lists them)")
        printer.table(("field", "column", "rows"), [(one.field, one.column, f"{one.rows:,}") for one in report.unknown], indent=2)
    printer.heading("what this does not show")
    for line in notes(report):
        printer.line(line, indent=2)


def notes(report: AuditReport) -> list[str]:
    """What the numbers do not say."""
    told = [*report.not_shown]
    if report.unexamined:
        told.append(f"{report.unexamined:,} rows in rare situations did not go to the exact engine (--exact raises the limit).")
    if report.law.after_known:
        told.append(f"The law is known through {report.law.known_through}; later rows are decided as if it had not changed.")
    if report.law.unsearched:
        told.append(f"Not searched to the end for some acts: {', '.join(report.law.unsearched)}. Silent is not permission.")
    told.append("Numbers are of these rows, not of a city; the encoded law was applied to what the columns say. Not legal advice.")
    return told


def _acts(rows: int, acts: int) -> str:
    return f", standing for {acts:,} acts," if acts != rows else ""


def _law(printer: Printer, law: LawReport) -> None:
    printer.heading(f"what {law.title} says" if law.kind == "law" else f"what {law.title} would say")
    most = max((one.acts for one in law.outcomes), default=1)
    who = "the encoded law" if law.kind == "law" else "the standard"
    wording = {"must-not": f"{who} says must not", "must": "it says must", "may": "it says may", "silent": "no rule was found"}
    wording |= {
        "depends": "cannot be told: facts are open",
        "conflict": "rules contradict",
        "unknown": "the law was not searched for that day",
        "cannot-occur": "the row contradicts itself",
    }
    lines = [(one.of, f"{one.acts:,}", _bar(one.acts, most), wording[one.of]) for one in law.outcomes]
    printer.table(("", "", "", ""), lines, indent=2, fold=(3,))
    _groups(printer, "by who acts", law.by_actor)
    years = _years(law.by_month)
    if len(years) > 1:
        _groups(printer, "by year", years)
    _rules(printer, "rules that decide", law.rules)
    _rules(printer, "duties that follow", law.duties)
    if law.possible:
        printer.line()
        printer.line("for the rows that cannot be told, these outcomes are possible:", indent=2)
        printer.table(("", ""), [(one.of, f"{one.acts:,}") for one in law.possible], indent=4)
    if law.open_facts:
        printer.line()
        printer.line("and these open facts can change them:", indent=2)
        printer.table(("", ""), [(one.of, f"{one.rows:,} rows") for one in law.open_facts[:LISTED]], indent=4)
        _more(printer, len(law.open_facts))


def _bar(count: int, most: int) -> str:
    return "#" * max(1, round(WIDTH * count / most)) if count else ""


def _groups(printer: Printer, title: str, groups: tuple[Group, ...]) -> None:
    outcomes = list(dict.fromkeys(one.of for group in groups for one in group.outcomes))
    rows = []
    for group in groups:
        acts = {one.of: one.acts for one in group.outcomes}
        rows.append((group.of, *(f"{acts.get(outcome, 0):,}" for outcome in outcomes)))
    printer.line()
    printer.table((title, *outcomes), rows, indent=2, fold=(0,))


def _years(months: tuple[Group, ...]) -> tuple[Group, ...]:
    """Months added up to years."""
    years: dict[str, dict[str, tuple[int, int]]] = {}
    for group in months:
        sums = years.setdefault(group.of[:4] if group.of[0].isdigit() else group.of, {})
        for one in group.outcomes:
            rows, acts = sums.get(one.of, (0, 0))
            sums[one.of] = (rows + one.rows, acts + one.acts)
    return tuple(
        Group(of=year, outcomes=tuple(Count(of=name, rows=rows, acts=acts) for name, (rows, acts) in sums.items()))
        for year, sums in years.items()
    )


def _rules(printer: Printer, title: str, rules: tuple[RuleCount, ...]) -> None:
    if rules:
        printer.line()
        printer.line(title, indent=2)
    for one in rules[:LISTED]:
        told = " (REPORTED: the text was not read)" if one.reported else ""
        what = f"{one.duty}: " if one.duty else ""
        printer.line(f"{one.acts:,}  {what}{one.cites}: {one.words}{told} [{one.rule}]", indent=4)
    _more(printer, len(rules))


def _more(printer: Printer, count: int) -> None:
    if count > LISTED:
        printer.line(f"and {count - LISTED} more (--format json lists all)", indent=4)
