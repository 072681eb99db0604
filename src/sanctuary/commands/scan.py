"""`sanctuary scan`: where schemas, databases, forms, files and code ask for what the law of a place forbids to ask for."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from sanctuary import __version__
from sanctuary.commands.options import Day, PageFile, Place, StrictDays
from sanctuary.commands.printing import Printer, counting, needs_file, print_json, printed_to, write_file, write_output
from sanctuary.commands.scan_text import markdown, show
from sanctuary.commands.words import day_for, place_of
from sanctuary.documents import as_json
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.names.catalog import classes
from sanctuary.pages.html import page
from sanctuary.scan.baseline import baseline_of, baseline_text
from sanctuary.scan.finding import ScanReport
from sanctuary.scan.register import register, register_csv
from sanctuary.scan.sarif import sarif
from sanctuary.scan.scan import Options
from sanctuary.scan.scan import scan as scanned
from sanctuary.scan.views import views as views_of

__all__ = ["scan"]

ScanFormat = Literal["text", "json", "sarif", "markdown", "html"]


def scan(
    place: Place,
    *target: Annotated[str, Parameter(help="A file, a folder, a repository, or the address of a database; several may be given.")],
    actor: Annotated[
        str, Parameter(help="The department that owns the system: police, library, ...; without it any other department.")
    ] = "",
    on: Day = "",
    strict_days: StrictDays = False,
    since: Annotated[str, Parameter(help="Only lines that were added or changed since this commit of git.")] = "",
    baseline: Annotated[str, Parameter(help="A file of findings that are known; they are counted, not told.")] = "",
    write_baseline: Annotated[str, Parameter(help="Write what was found to this file, as known from now on.")] = "",
    waivers: Annotated[str, Parameter(help="The file of waivers; without it sanctuary-waivers.toml of the working folder.")] = "",
    only: Annotated[tuple[str, ...], Parameter(help="Only this class; may be given several times.", negative="")] = (),
    values: Annotated[
        bool, Parameter(help="Look at a bounded sample of values too, in memory; none is shown or kept.", negative="")
    ] = False,
    jobs: Annotated[int, Parameter(help="Processes that read files; without it as many as help.")] = 0,
    inventory: Annotated[
        str, Parameter(help="Write the register of a privacy officer to this .csv or .json file, for its owner alone.")
    ] = "",
    views: Annotated[
        str, Parameter(help="For PostgreSQL: write views and grants that withhold what may not be disclosed to this file.")
    ] = "",
    role: Annotated[str, Parameter(help="With --views: the role that is to see less.")] = "",
    format: Annotated[ScanFormat, Parameter(name="--format", help="text, json, sarif, markdown or html.")] = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """Where schemas, databases, forms, files and code ask for what the law forbids to ask for.

    Exit code 1 where something was found that no waiver covers and no baseline knows.
    """
    _checked(target, only, jobs, views, role, inventory)
    needs_file(format, output, "inventory")
    library, name = place_of(Library(), place)
    law = law_of(library, name, day_for(library.get(name), on), strict=strict_days)
    options = Options(actor=actor, since=since, baseline=baseline, waivers=waivers, values=values, jobs=jobs, only=only)
    with counting("reading", None) as told:
        report = scanned(law, target, options, lambda done, _: told(done))
    _written(report, write_baseline, baseline, inventory)
    if views:
        write_file(Path(views), views_of(law, target[0], role, actor).encode(), 0o600)
    _answered(report, format, output)
    return 1 if report.findings and not write_baseline else 0


def _checked(target: tuple[str, ...], only: tuple[str, ...], jobs: int, views: str, role: str, inventory: str) -> None:
    if not target:
        raise RequestError("nothing to scan is named. Give a file, a folder or the address of a database.")
    for name in only:
        if name not in classes():
            raise RequestError(f"no class is called '{name}'; {nearest(name, list(classes()))}")
    if jobs < 0:
        raise RequestError(f"--jobs {jobs} is no number of processes. Give 1 or more.")
    if bool(views) != bool(role):
        raise RequestError("--views and --role go together: the file to write, and the role that is to see less.")
    if views and len(target) != 1:
        raise RequestError("--views is for one database. Give its address alone.")
    if inventory and not inventory.endswith((".csv", ".json")):
        raise RequestError(f"--inventory {inventory}: the register is written as .csv or .json.")


def _written(report: ScanReport, write_baseline: str, baseline: str, inventory: str) -> None:
    if write_baseline:
        before = baseline_of(Path(baseline)) if baseline else ()
        write_file(Path(write_baseline), baseline_text(report, before).encode())
    if inventory:
        lines = register(report)
        text = (
            register_csv(lines) if inventory.endswith(".csv") else as_json({"schema": "sanctuary.scan-register/1", "fields": lines}) + "\n"
        )
        write_file(Path(inventory), text.encode(), 0o600)


def _answered(report: ScanReport, form: ScanFormat, output: str) -> None:
    if form == "html":
        # A list of where harmful data lie is a security record: for its owner alone.
        write_output(
            output,
            page(
                "scan",
                report=report,
                lines=register(report),
                titles=_titles(),
                title=f"Sensitive fields: {report.title}",
                packs=report.packs,
                gaps=[f"{one.path}: {one.why}" for one in report.not_read],
            ).encode(),
            0o600,
        )
        return
    with printed_to(output, 0o600):
        if form == "text":
            show(Printer(), report)
        elif form == "markdown":
            Printer().raw(markdown(report))
        else:
            print_json(report if form == "json" else sarif(report, __version__))


def _titles() -> dict[str, str]:
    return {name: one.title for name, one in classes().items()}
