"""`sanctuary trace`: paths from everyday events to their ends, and what would close them."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Drawn, DrawnFile, Place, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, write_file
from sanctuary.commands.words import day_or_today, gaps_of, place_of, say_unencoded, standards_of
from sanctuary.documents import replace
from sanctuary.errors import RequestError, nearest
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.paths import read_paths
from sanctuary.pages.html import page
from sanctuary.pages.trace import draw
from sanctuary.study.phrases import spoken
from sanctuary.study.trace import Route, Trace
from sanctuary.study.trace import trace as traced

__all__ = ["trace"]


def trace(
    place: Place = "us-ca-los-angeles",
    *,
    event: Annotated[str, Parameter(name="--from", help="An event; without it all of them.")] = "",
    end: Annotated[str, Parameter(name="--to", help="An end; without it all of them.")] = "",
    on: Day = "",
    strict_days: StrictDays = False,
    standard: Annotated[str, Parameter(help="The definition whose rules are tried as changes; without it none are.")] = "",
    format: Drawn = "text",  # noqa: A002 - the option's name
    output: DrawnFile = "",
) -> int:
    """The steps from an everyday event to an end that the law leaves open, and the smallest changes that would close them."""
    library, name = place_of(Library(), place)
    law, paths = law_of(library, name, day_or_today(on), strict=strict_days), read_paths()
    rods = standards_of(library, standard)
    if len(rods) > 1:
        raise RequestError("changes come from one definition. Name it, for example --standard technical or --standard mandate.")
    needs_file(format, output, "trace")
    events = _chosen(event, [one.id for one in paths.event], "event")
    ends = _chosen(end, [one.id for one in paths.end], "end")
    report = traced(law, paths, rods[0] if rods else None, events, ends)
    if format == "json":
        print_json(report)
    elif format == "text":
        _text(Printer(), report, law)
    elif format == "html":
        write_file(Path(output), _page(report, law).encode())
    else:
        scene = draw(report, law)
        write_file(Path(output), scene.svg().encode() if format == "svg" else scene.png())
    return 0


def _page(report: Trace, law: Law) -> str:
    """The page of a trace, each route drawn."""
    routes = [route for route in report.routes if route.open or route.closed]
    scenes = {f"route{number}": draw(replace(report, routes=(route,)), law) for number, route in enumerate(routes)}
    title = f"{report.title} on {report.on}: what the law leaves open"
    rules = {name: bound.rule for name, bound in law.by_id.items()}
    return page("trace", scenes, title=title, report=report, rules=rules, packs=report.packs, gaps=gaps_of(law))


def _chosen(name: str, known: list[str], what: str) -> list[str]:
    if name and name not in known:
        raise RequestError(f"no {what} is called '{name}'; {nearest(name, known)}")
    return [name] if name else known


def _text(printer: Printer, report: Trace, law: Law) -> None:
    say_unencoded(printer, law)
    printer.line(f"{report.title} on {report.on}: what the law leaves open", style="bold")
    if report.presumed:
        printer.line(f"As known through {report.known_through}: the last law read is presumed to stand on {report.on}.")
    printer.line(f"{report.note} Law known through {report.known_through}; paths of up to {report.longest} steps, all of them tried.")
    for route in report.routes:
        if route.open or route.closed:
            _route(printer, route, report, law)
    printer.line()
    if not report.standard:
        printer.line("To see which rules of a definition would leave no path open, name one: --standard technical, --standard mandate.")
    printer.line(f"{report.note} Steps marked 'fixed' are those that no law of a place decides. Not legal advice.")


def _route(printer: Printer, route: Route, report: Trace, law: Law) -> None:
    printer.heading(f"{route.event_title} -> {route.end_title}: {len(route.open)} open, {len(route.closed)} closed")
    for number, path in enumerate(route.open, 1):
        printer.line(f"{number}. {' -> '.join(f'{step.title} ({_LAW[step.law]})' for step in path.steps)}", indent=2)
        needs = [f"{spoken(name)}: {spoken(value)}" for name, value in path.needs.items()]
        needs += [f"reading {name} is {'true' if value else 'false'}" for name, value in path.readings.items()]
        if needs:
            printer.line(f"only if {'; '.join(needs)}", indent=5)
        void = dict.fromkeys(law.by_id[name].rule.cites for step in path.steps for name in step.voided)
        if void:
            printer.line(f"voided: {', '.join(void)}", indent=5)
        permits = dict.fromkeys(law.by_id[name].rule.cites for step in path.steps for name in step.rests_on)
        if permits:
            printer.line(f"permitted or required by {', '.join(list(permits)[:4])}", indent=5)
    stops = {path.stopped_title: path for path in route.closed}
    for title, closed in stops.items():
        cites = ", ".join(dict.fromkeys(law.by_id[name].rule.cites for name in closed.because)) or "several steps together"
        printer.line(f"closed: {title} - {cites}", indent=2)
    if route.open and report.standard:
        _changes(printer, route, report)


_LAW = {
    "requires": "required", "permits": "permitted", "silent": "no rule found", "open": "left open", "fixed": "fixed",
}  # fmt: skip
"""What the law says of a step, in a word."""


def _changes(printer: Printer, route: Route, report: Trace) -> None:
    if route.beyond:
        printer.line(f"no set of rules of {report.standard} closes every open path", indent=2)
    for chosen in route.changes:
        names = ", ".join(name.partition("/")[2] for name in chosen)
        printer.line(f"no path is left with {names} of {report.standard}", indent=2)
