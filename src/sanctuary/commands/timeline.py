"""`sanctuary timeline`: every day on which an answer changes, as a table, JSON or a picture."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Drawn, DrawnFile, Place, StrictDays
from sanctuary.commands.printing import Printer, needs_file, print_json, working, write_file
from sanctuary.commands.words import gaps_of, place_of, say_unencoded, situation_of, standards_of
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.pages.html import page
from sanctuary.pages.timeline import draw
from sanctuary.study.timeline import Change, Timeline
from sanctuary.study.timeline import timeline as followed

__all__ = ["timeline"]


def timeline(
    place: Place = "us-ca-los-angeles",
    *,
    standard: Annotated[str, Parameter(help="A definition to follow; without it all of them.")] = "all",
    situation: Annotated[str, Parameter(help="A file with a situation to follow through time.")] = "",
    strict_days: StrictDays = False,
    format: Drawn = "text",  # noqa: A002 - the option's name
    output: DrawnFile = "",
) -> int:
    """Every day on which an answer changes, and which rules began or ended on it."""
    library, name = place_of(Library(), place)
    followed_situation = situation_of(situation) if situation else None
    rods = [] if situation and standard == "all" else standards_of(library, standard)
    needs_file(format, output, "timeline")
    with working("following the law day by day") as status:
        report = followed(library, name, rods, followed_situation, status.update if status else lambda _: None, strict=strict_days)
    if format == "json":
        print_json(report)
    elif format == "text":
        printer = Printer()
        say_unencoded(printer, law_of(library, name, report.known_through))
        _text(printer, report)
    elif format == "html":
        title, gaps = f"{report.title}: how its answers changed", gaps_of(law_of(library, name, report.known_through))
        drawn = {"timeline": draw(report)}
        write_file(Path(output), page("timeline", drawn, title=title, report=report, packs=report.packs, gaps=gaps).encode())
    else:
        scene = draw(report)
        write_file(Path(output), scene.svg().encode() if format == "svg" else scene.png())
    return 0


def _text(printer: Printer, report: Timeline) -> None:
    printer.line(f"{report.title}: every day on which its law or an answer changed", style="bold")
    printer.line(f"law known through {report.known_through}")
    for change in report.changes:
        if change.moved or change.began or change.ended or change.facts:
            _change(printer, change)
    printer.line()
    printer.line("An answer that is not named stays as it was. Absences before a pack's first searched day are unknown. Not legal advice.")


def _change(printer: Printer, change: Change) -> None:
    printer.heading(str(change.on))
    for what, rules in (("begins", change.began), ("ends", change.ended)):
        by_pack: dict[str, list[str]] = {}
        for rule in rules:
            pack, _, short = rule.partition("/")
            by_pack.setdefault(pack, []).append(short)
        for pack, names in by_pack.items():
            shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
            printer.line(f"{what} in {pack}: {shown}", indent=2)
    for fact in change.facts:
        printer.line(f"fact: {fact}", indent=2)
    for moved in change.moved:
        where = "" if moved.id == moved.standard else f" {moved.id}"
        printer.line(f"{moved.standard}{where}, {moved.title}: {moved.before} -> {moved.after}", indent=4)
