"""`sanctuary site`: pages, data and feeds in a folder that any web server serves."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Plain
from sanctuary.commands.printing import Printer, print_json, working
from sanctuary.commands.words import day_or_today
from sanctuary.site.site import SITUATIONS, Built
from sanctuary.site.site import site as built
from sanctuary.study.phrases import plural

__all__ = ["site"]


def site(
    folder: str,
    place: Annotated[
        tuple[str, ...], Parameter(help="Places with a pack, by name or id; without one all of them.", negative="", show_default=False)
    ] = (),
    *,
    on: Day = "",
    standard: Annotated[str, Parameter(help="A definition; without it all of them.")] = "all",
    address: Annotated[str, Parameter(help="Where the site will stand, for links in feeds and share pictures.")] = "",
    record: Annotated[str, Parameter(help="A published record's folder, to be copied.")] = "",
    situations: Annotated[int, Parameter(help="Situations of each place in the corpus to download; 0 for none.")] = SITUATIONS,
    keep: Annotated[bool, Parameter(help="Keep this state by its day too, in on/DAY, beside those kept before.", negative="")] = False,
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Write a static site: every place, definition and section of law, with data, feeds and how to check them.

    Parameters
    ----------
    folder
        A new or empty folder, or one that holds an earlier state of the site.
    """
    with working("measuring every place") as status:
        told = status.update if status else lambda _: None
        report = built(
            folder,
            day_or_today(on),
            places=place,
            standard=standard,
            address=address,
            record=record,
            situations=situations,
            keep=keep,
            progress=told,
        )
    if format == "json":
        print_json(report)
    else:
        _text(Printer(), report, folder)
    return 0


def _text(printer: Printer, report: Built, folder: str) -> None:
    what = f"{report.pages:,} pages and {report.files - report.pages:,} other files of {plural(len(report.places), 'place')}"
    printer.line(f"{what}, on {report.on}, in {folder}", style="bold")
    gone = f", {report.removed:,} removed" if report.removed else ""
    printer.line(f"{report.written:,} written, {report.kept:,} kept as they stood{gone}.")
    printer.line(f"{report.computed:,} of {plural(report.results, 'result')} computed; the others were read back.")
    printer.line("Any web server serves the folder; opened as files, only the search stays away.")
