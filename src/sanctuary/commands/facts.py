"""`sanctuary facts`: what a situation can say, and what is known of a place."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_or_today, place_of, say_unencoded
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.facts import FactNamed, FactsNamed
from sanctuary.study.facts import facts as named
from sanctuary.study.phrases import titled, value_said

__all__ = ["facts"]


def facts(
    place: Place = "us-ca-los-angeles",
    *,
    action: Annotated[str, Parameter(help="Only the facts of one action: disclose, hold, ...")] = "",
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The facts that a situation can name, with their values, and the dated facts of the place."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    report = named(law, action)
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    if not action:
        _place(printer, report)
    printer.heading(f"What {action or 'an act'} is done to, for --resource")
    for things in report.things:
        acts = "" if action else f" ({', '.join(things.actions)})"
        printer.line(f"{things.type}: {', '.join(things.values)}{acts}", indent=2)
    printer.heading(f"What a situation can say{f' of {action}' if action else ''}, for --fact NAME=VALUE")
    for one in report.facts:
        printer.line(f"{one.name}: {_values(one)}", indent=2)
        acts = "" if action else f" ({', '.join(one.actions)})"
        printer.line(f"{one.says}{'; may be absent' if one.optional else ''}{acts}", indent=6)
        if one.given:
            printer.line(f"for some actors here: {', '.join(one.given)}, unless the situation says otherwise", indent=6)
    printer.line()
    printer.line("A fact that is not named is open: the answer holds whatever it is, or says what it turns on.")
    if action:
        printer.line()
        _place(printer, report)
    return 0


def _place(printer: Printer, report: FactsNamed) -> None:
    printer.line(f"What is known of {titled(report.title)} on {report.on}", style="bold")
    for one in report.of_the_place:
        printer.line(f"{one.title}: {value_said(one.value)}, since {one.since}{f' until {one.until}' if one.until else ''}", indent=2)
        told = "reported" if one.source in ("secondary", "recalled") else f"source: {one.source}"
        printer.line(f"{one.cites}; {told}{f'. {one.note}' if one.note else ''} [{one.id}]", indent=6)
    if not report.of_the_place:
        printer.line("No fact of the place is recorded.", indent=2)


def _values(one: FactNamed) -> str:
    return "0 to 99" if one.type == "count" else ", ".join(one.values)
