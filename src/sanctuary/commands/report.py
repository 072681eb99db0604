"""`sanctuary report`: a report that a law demands, run over the record."""

import io
import shlex
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary.account.catalog import find_report, read_report
from sanctuary.account.definition import Definition
from sanctuary.account.figures import Tally
from sanctuary.account.owed import reports_in
from sanctuary.account.report import Report, last_period, outside, period_with_dealings, run
from sanctuary.commands.options import Place, Secret
from sanctuary.commands.printing import Printer, needs_file, print_json, write_output
from sanctuary.commands.recorded import open_log
from sanctuary.commands.report_asks import nil_said, tell_asks, tell_of_place
from sanctuary.commands.words import day, day_or_today, place_of, say_read
from sanctuary.documents import as_json, replace
from sanctuary.errors import PackError, RequestError, visible
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.law.used import pack_used
from sanctuary.pages.report import begun, changes, notes, number, numbered, told, total, write_page, write_pdf
from sanctuary.pages.sheet import write_csv

__all__ = ["report"]

ReportFormat = Literal["text", "json", "csv", "html", "pdf"]

_SPANS = {"yearly": "year", "quarterly": "quarter", "monthly": "month"}

LISTED = 20
"""Lines of a figure on the screen."""


def report(
    law: str = "",
    *,
    place: Place = "",
    record: Annotated[str, Parameter(help="The folder of the record; without it, what the report asks for.")] = "",
    first: Annotated[str, Parameter(name="--from", help="The first day; without it the last period that ended.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last day.")] = "",
    public: Annotated[bool, Parameter(help="The version for everybody.", negative="")] = False,
    reveal: Annotated[bool, Parameter(help="Open the sealed fields that this law asks for.", negative="")] = False,
    withhold: Annotated[tuple[str, ...], Parameter(help="Leave out a field on the ground that the law names.", negative="")] = (),
    passphrase_file: Secret = "",
    format: Annotated[ReportFormat, Parameter(help="text, json, csv, html or pdf.")] = "text",  # noqa: A002 - the option's name
    output: Annotated[str, Parameter(name=("--output", "-o"), help="The file to write.")] = "",
) -> int:
    """A report that a law demands, with the entries behind every figure. Without a name: which reports there are, or those of a place.

    Parameters
    ----------
    law
        A report (il-805-25), a pack and a report (us-ca/transfers), or a path to a report's .toml file.
    """
    if place or not law:
        return _listed(law, place)
    try:
        defined = find_report(law)
    except RequestError as unknown:
        return _of_a_place(law, unknown, plain=not (record or output or first or last or public) and format == "text")
    if not (record or output or first or last or public or reveal or withhold or passphrase_file) and format == "text":
        tell_asks(Printer(), defined)
        return 0
    needs_file(format, output, "report")
    if public and reveal:
        raise RequestError("the version for everybody opens nothing that is sealed. Leave out --public or --reveal.")
    if not record:
        raise RequestError("no record is named. Add --record FOLDER; 'sanctuary record init' begins one.")
    if bool(first) != bool(last):
        raise RequestError("a period needs both its days. Give --from and --to, or neither for the last period that ended.")
    log = open_log(Path(record), passphrase_file)
    try:
        today = log.now().date()
        if first or public:
            begin, end = _period(defined, first, last, today, public=public)
        else:
            begin, end = period_with_dealings(defined, log.entries(), today)
        head = log.last_head()
        elsewhere = 0 if first or public else outside(defined, log.entries(), begin, end)
        found = run(defined, log.entries(), begin, end, public=public, reveal=reveal, withhold=withhold, head=(head.size, head.root.hex()))
    finally:
        log.close()
    chosen = "" if first else _chosen(defined, begin, end, today)
    if end >= today:
        chosen += f" (it has not ended: as entered through {today})"
    if elsewhere and format == "text":
        many = "1 dealing lies" if elsewhere == 1 else f"{elsewhere:,} dealings lie"
        say_read(f"{many} outside the period {begin} to {end}. --from and --to choose another.")
    _give(_with_packs(found, defined), format, output, chosen)
    return 0


def _listed(law: str, place: str) -> int:
    """The reports that there are, or those that the law of a place demands."""
    if law:
        typed = shlex.quote(visible(place))
        raise RequestError(f"a report names its law itself; leave out --place. Those of a place: sanctuary report --place {typed}")
    if place:
        library, name = place_of(Library(), place)
        tell_of_place(Printer(), law_of(library, name, day_or_today("")))
        return 0
    return _list(Printer())


def _of_a_place(typed: str, unknown: RequestError, *, plain: bool) -> int:
    """The reports that are owed where a place was typed in the place of one; the refusal of an unknown report where none is called so."""
    try:
        place_of(Library(), typed)
    except RequestError as problem:
        raise (unknown if str(problem).startswith(NO_PLACE) else problem) from None
    if plain:
        return _listed("", typed)
    shown = shlex.quote(visible(typed))
    raise RequestError(f"'{visible(typed)}' is a place and no report. Those owed there: sanctuary report {shown}; then name one of them.")


NO_PLACE = "no place is called"
"""How the refusal of a place begins that is none at all."""


def _chosen(defined: Definition, begin: date, end: date, today: date) -> str:
    """Which period was taken where no days were given, as a clause: said first, for another tells of other dealings."""
    span, ended = _SPANS[defined.period.every], last_period(defined.period, today)
    if (begin, end) == ended:
        return f", the last {span} that has ended (no days were given: --from and --to choose others)"
    which = f"the {span} that runs" if end >= today else f"the newest {span} with a dealing"
    return f", {which}: this record has no dealing of {ended[0]} to {ended[1]}, the last that has ended (--from and --to choose others)"


def _period(defined: Definition, first: str, last: str, today: date, *, public: bool) -> tuple[date, date]:
    begin, end = day(first), day(last)
    if not begin or not end:
        return last_period(defined.period, today)
    if public and begin <= end and end >= today:
        raise RequestError(
            f"the version for everybody is made once the period has ended, on {end}, so that no two of them tell of a day. "
            "Run it after that day, or leave out --public."
        )
    return begin, end


def _with_packs(found: Report, defined: Definition) -> Report:
    """The report with version and hash of the pack that demands it, where that is one of the program's own."""
    library = Library()
    return replace(found, packs=(pack_used(library.get(defined.pack)),)) if defined.pack in library.ids else found


def _give(found: Report, form: ReportFormat, output: str, chosen: str) -> None:
    # What is not for everybody is written for its owner alone.
    mode = 0o644 if found.version == "public" else 0o600
    if form == "html":
        write_output(output, write_page(found).encode(), mode)
    elif form == "pdf":
        write_output(output, write_pdf(found), mode)
    elif output:
        text = {"json": lambda: as_json(found) + "\n", "csv": lambda: write_csv(found), "text": lambda: _as_text(found, chosen)}[form]()
        write_output(output, text.encode(), mode)
    elif form == "json":
        print_json(found)
    elif form == "csv":
        Printer().raw(write_csv(found))
    else:
        _text(Printer(), found, chosen)


def _list(printer: Printer) -> int:
    """Every report that there is, and every file that is none, which hides nobody else's."""
    for path in reports_in().values():
        try:
            one = read_report(path)
        except PackError as problem:
            printer.line(str(problem))
        else:
            printer.line(f"{one.id}: {one.title}")
            printer.line(f"{one.cites} [{one.pack}], {one.period.every}; {nil_said(one)}", indent=4)
    return 0


def _entry(seq: int | None) -> str:
    return "" if seq is None else numbered((seq,))


def _as_text(found: Report, chosen: str) -> str:
    """What the screen shows, figures included, for a file."""
    written = io.StringIO()
    with redirect_stdout(written):
        _text(Printer(), found, chosen)
    return written.getvalue()


def _text(printer: Printer, found: Report, chosen: str) -> None:
    """The figures first; what the report says of itself after them."""
    title, *lines = told(found)
    printer.line(title, style="bold")
    printer.line(f"{found.first} to {found.last}{chosen}; owed by: {found.who}")
    young = begun(found)
    for line in young:
        printer.line(line, style="bold")
    for figure in found.figures:
        _figure(printer, figure, full=found.version == "full")
    printer.heading("What stands behind it")
    for line in (one for one in lines if one not in young):
        printer.line(line, indent=2)


def _figure(printer: Printer, figure: Tally, *, full: bool) -> None:
    printer.heading(f"{figure.title}: {total(figure)}")
    printer.line(f"{figure.cites}{'' if figure.established else ' (NOT ESTABLISHED)'}, source: {figure.source}", indent=2)
    for note in notes(figure):
        printer.line(note, indent=2)
    if figure.cells:
        rows = [(*cell.groups, number(cell.count), *([numbered(cell.entries or ())] if full else [])) for cell in figure.cells]
        head = (*figure.by, "count", *(["entries"] if full else []))
        printer.table(head, rows, indent=2, fold=[place for place in range(len(head)) if place != len(figure.by)])
    elif figure.entries:
        printer.line(f"entries: {numbered(figure.entries)}", indent=2)
    if figure.lines:
        rows = [(*([_entry(line.entry)] if full else []), *line.values) for line in figure.lines[:LISTED]]
        printer.line()
        printer.table((*(["entry"] if full else []), *figure.fields), rows, indent=2, fold=range(int(full), len(figure.fields) + int(full)))
        if len(figure.lines) > LISTED:
            printer.line(f"and {len(figure.lines) - LISTED} more: --format csv or json has all.", indent=2)
    for change in changes(figure):
        printer.line(change, indent=2)
