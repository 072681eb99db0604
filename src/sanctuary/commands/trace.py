"""`sanctuary trace`: paths from everyday events to their ends, and what would close them."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Drawn, DrawnFile, Place, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, printed_to, write_output
from sanctuary.commands.words import day_for, place_of, standards_of
from sanctuary.documents import replace
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.law.paths import read_paths
from sanctuary.study.answers import gaps_of
from sanctuary.study.phrases import conditions, listed, plural, upper
from sanctuary.study.routes import ends_of, law_of_step, leads, lower, status, summary, title_of
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
    law, paths = law_of(library, name, day_for(library.get(name), on), strict=strict_days), read_paths()
    rods = standards_of(library, standard)
    if len(rods) > 1:
        raise RequestError("changes come from one definition. Name it, for example --standard technical or --standard mandate.")
    needs_file(format, output, "trace")
    events, ends = ([name] if name else [one.id for one in every] for name, every in ((event, paths.event), (end, paths.end)))
    report = traced(law, paths, rods[0] if rods else None, events, ends)
    if format == "json":
        with printed_to(output):
            print_json(report)
    elif format == "text":
        with printed_to(output):
            _text(Printer(), report, law, chosen=bool(event or end))
    elif format == "html":
        write_output(output, _page(report, law).encode())
    else:
        from sanctuary.pages.trace import draw  # noqa: PLC0415 - most answers need no picture, and Pillow is slow to import

        scene = draw(report, law)
        write_output(output, scene.svg().encode() if format == "svg" else scene.png())
    return 0


def _page(report: Trace, law: Law) -> str:
    """The page of a trace: a map for each event, then each route in words."""
    from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import
    from sanctuary.pages.trace import draw  # noqa: PLC0415 - nor a picture

    routes = [route for route in report.routes if route.open or route.closed]
    events = list(dict.fromkeys(route.event for route in routes))
    groups = [[route for route in routes if route.event == event] for event in events]
    scenes = {f"event{number}": draw(replace(report, routes=tuple(group)), law) for number, group in enumerate(groups)}
    rules = {name: bound.rule for name, bound in law.by_id.items()}
    told = [[(route, summary(route, law)) for route in group] for group in groups]
    needs = {id(path): conditions(path.needs) for route in routes for path in route.open}
    asked = {name: law.readings[name].question for route in routes for path in route.open for name in path.readings}
    return page(
        "trace",
        scenes,
        title=title_of(report),
        report=report,
        leads=leads(report),
        ends=ends_of(report),
        status=status,
        step=law_of_step,
        groups=told,
        needs=needs,
        asked=asked,
        id=id,
        rules=rules,
        packs=report.packs,
        titles={law.place.id: law.place.file.title},
        gaps=gaps_of(law),
    )


def _text(printer: Printer, report: Trace, law: Law, *, chosen: bool) -> None:
    """Sentences and a table of events by ends, then one route to a line; with an event or an end chosen, each path of each route."""
    for line in report.read_first:
        printer.line(line)
    printer.line(title_of(report), style="bold")
    late = f" Law read through {report.known_through}; presumed to stand on {report.on}." if report.presumed else ""
    printer.line(f"{report.note}{late}")
    routes = [route for route in report.routes if route.open or route.closed]
    events = list(dict.fromkeys(route.event_title for route in routes))
    if not chosen:
        _first(printer, report, events)
    for event in events:
        printer.heading(event)
        for route in routes:
            if route.event_title == event:
                printer.line(f"{route.end_title}: {summary(route, law) if not chosen else _counted(route)}", indent=2)
                if chosen:
                    _route(printer, route, report, law)
    printer.line()
    if not report.standard:
        printer.line("To see which rules of a definition would leave no path open, name one: --standard technical, --standard mandate.")
    more = "" if chosen else f" Path by path: the same command with --from {routes[0].event}." if routes else ""
    printer.line(
        f"Paths of up to {report.longest} steps, all of them tried, by law read through {report.known_through}. 'Fixed' is a step that no "
        f"law of a place decides.{more} Not legal advice."
    )


def _first(printer: Printer, report: Trace, events: list[str]) -> None:
    """The first end in a sentence, then every event by every end in a word."""
    for line in leads(report)[:1]:
        printer.line(line)
    ends = [end for end in read_paths().end if end.title in ends_of(report)]
    by = {(route.event_title, route.end): route for route in report.routes}
    printer.line()
    rows = [(event, *(status(by.get((event, end.id))) for end in ends)) for event in events]
    printer.table(("From an everyday event", *(upper(end.brief) for end in ends)), rows, fold=(0,))
    printer.line("Custody: of immigration authorities. Release: without notice to them.")


def _counted(route: Route) -> str:
    """How many paths of a route are open, before each is told."""
    if not route.open:
        return "closed."
    return f"{status(route)}, by {plural(len(route.open), 'path')}."


def _route(printer: Printer, route: Route, report: Trace, law: Law) -> None:
    for number, path in enumerate(route.open, 1):
        printer.line(f"{number}. {', then '.join(f'{lower(step.title)} ({law_of_step(step)})' for step in path.steps)}", indent=4)
        needs = conditions(path.needs)
        needs += [f"{law.readings[name].question} {'Yes' if value else 'No'}" for name, value in path.readings.items()]
        if needs:
            printer.line(f"Only if: {'; '.join(needs)}", indent=7)
        void = dict.fromkeys(law.by_id[name].rule.cites for step in path.steps for name in step.voided)
        if void:
            printer.line(f"Void: {', '.join(void)}", indent=7)
        for what, kind in (("Required by", True), ("Left open by", False)):
            rests = [name for step in path.steps for name in step.rests_on if (step.law == "requires") == kind]
            found = list(dict.fromkeys(law.by_id[name].rule.cites for name in rests))
            if found:
                printer.line(f"{what} {', '.join(found[:4])}{f' and {len(found) - 4} more' if len(found) > 4 else ''}", indent=7)
    stops = {path.stopped_title: path for path in route.closed}
    for title, closed in stops.items():
        cites = ", ".join(dict.fromkeys(law.by_id[name].rule.cites for name in closed.because)) or "several steps together"
        printer.line(f"Closed: {lower(title)} ({cites})", indent=4)
    if route.open and report.standard:
        _changes(printer, route, report)


def _changes(printer: Printer, route: Route, report: Trace) -> None:
    """The smallest sets of the definition's rules that would close every path, all in one line."""
    if route.beyond:
        printer.line(f"No set of rules of {report.standard} closes every open path.", indent=4)
    if route.changes:
        sets = [listed([name.partition("/")[2] for name in chosen]) for chosen in route.changes]
        printer.line(f"No path would be left with {'; or with '.join(sets)} ({report.standard}).", indent=4)
