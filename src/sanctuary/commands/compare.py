"""`sanctuary compare`: two laws, a law and a standard, or one law on two days."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.certificates import Certificates, ledger_for, write_certificates
from sanctuary.commands.options import Page, PageFile
from sanctuary.commands.printing import Printer, needs_file, print_json, write_file
from sanctuary.commands.words import day, day_or_today, gaps_of, place_of, say_unencoded
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.compare import Comparison, Contrast, Side
from sanctuary.study.compare import compare as compared
from sanctuary.study.phrases import spoken

__all__ = ["compare"]


def compare(
    a: str,
    b: str = "",
    *,
    on: Annotated[str, Parameter(help="The day of the first law; without it today.")] = "",
    other_on: Annotated[str, Parameter(help="The day of the second law; without it the same day.")] = "",
    certificates: Certificates = "",
    format: Page = "text",  # noqa: A002 - the option's name
    output: PageFile = "",
) -> int:
    """Two laws, a law and a standard, or one law on two days, side by side, in both directions.

    Parameters
    ----------
    a
        A place by name ("Los Angeles", "Houston, TX", texas), a pack id, or a path to a pack folder.
    b
        The other one; without it the same law on --other-on.
    """
    library = Library()
    one, other = place_of(library, a), place_of(library, b or a)
    first = law_of(*one, day_or_today(on))
    second = law_of(*other, day(other_on) or first.on)
    needs_file(format, output, "compare")
    ledger = ledger_for(certificates)
    report = compared(first, second, ledger)
    if format == "json":
        print_json(report)
    elif format == "html":
        from sanctuary.pages.html import page  # noqa: PLC0415 - most answers need no page, and templates are slow to import

        packs = {used.id: used for side in (report.a, report.b) for used in side.packs}
        title = f"{report.a.title} beside {report.b.title}"
        text = page("compare", title=title, report=report, packs=list(packs.values()), gaps=gaps_of(first, second))
        write_file(Path(output), text.encode())
    else:
        printer = Printer()
        say_unencoded(printer, first, second)
        _text(printer, report)
    if ledger:
        write_certificates(certificates, ledger, first, second)
    return 0


def _text(printer: Printer, report: Comparison) -> None:
    printer.line(f"{_named(report.a)} ({report.rules_a} rules) beside {_named(report.b)} ({report.rules_b} rules)", style="bold")
    for side in (report.a, report.b):
        if side.presumed:
            printer.line(f"As known through {side.known_through}: the law of {side.title} is presumed to stand on {side.on}.")
    if report.same:
        printer.line("No possible situation is answered differently, in outcome, duty, occasion or clock: proved, of the encoded rules.")
    for found, here, there in ((report.a_to_b, report.a, report.b), (report.b_to_a, report.b, report.a)):
        if not found:
            printer.heading(f"Wherever a rule of {_named(here)} decides, {_named(there)} answers the same: proved.")
            continue
        printer.heading(f"Where rules of {_named(here)} decide and {_named(there)} answers differently: {len(found)}")
        for number, one in enumerate(found, 1):
            _contrast(printer, number, one, here, there)
    printer.line()
    if report.only_with_court_paper:
        what = "rule makes a difference" if report.only_with_court_paper == 1 else "rules make a difference"
        printer.line(f"{report.only_with_court_paper} more {what} only with a paper of a court in hand.")
    for mark in report.marks:
        printer.line(f"{mark.rule}: {mark.field} is {mark.a or 'none'} here, {mark.b or 'none'} there; no answer is changed by that.")
    printer.line("Each is one example; its witness stands in --format json and can be decided again. Not legal advice.")


def _named(side: Side) -> str:
    return f"{side.title} on {side.on}"


def _contrast(printer: Printer, number: int, one: Contrast, here: Side, there: Side) -> None:
    printer.line(f"{number}. {one.cites}: {one.words}", indent=2)
    printer.line(f"{_short(here, there)}: {one.says}{_duty(one)}", indent=5)
    found = "no such duty, occasion or clock" if one.duty else str(one.other_outcome)
    others = f", by {', '.join(one.other_because)}" if one.other_because and not one.duty else ""
    printer.line(f"{_short(there, here)}: {found}{others}", indent=5)


def _duty(one: Contrast) -> str:
    """The duty with its occasion and its clock."""
    if not one.duty:
        return ""
    when = {"request": "on the request", "act": "if it is done", "breach": "if it is done all the same"}[one.on]
    return f" The duty: {spoken(one.duty)}, {when}{f', {one.within}' if one.within else ''}."


def _short(side: Side, other: Side) -> str:
    """What tells a side from the other: the place, or the day where the place is the same."""
    return side.place if side.place != other.place else str(side.on)
