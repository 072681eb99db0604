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
from sanctuary.study.phrases import titled, upper, value_said

__all__ = ["facts"]


def facts(
    place: Place = "us-ca-los-angeles",
    *,
    action: Annotated[str, Parameter(help="Only the facts of one action: disclose, hold, ...")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Every value, and of which acts each fact is one.", negative="")] = False,
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The facts that a situation can name, and the dated facts of the place, on one screen; with --action or --all each with its values."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    report = named(law, action)
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    if not action:
        _place(printer, report, brief=not every)
    if not action and not every:
        _brief(printer, report)
        return 0
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
    if not action:
        printer.heading("Duties that a rule of a pack can lay, for @duty")
        for owed in report.duties:
            printer.line(f"{owed.name}: {owed.says}", indent=2)
    printer.line()
    printer.line("A fact that is not named is open: the answer holds whatever it is, or says what it turns on.")
    if action:
        printer.line()
        _place(printer, report)
    return 0


MOST_OF_A_PLACE = 5
"""Facts of a place on the first screen."""


def _place(printer: Printer, report: FactsNamed, *, brief: bool = False) -> None:
    printer.line(f"What is known of {titled(report.title)} on {report.on}", style="bold")
    for one in report.of_the_place[: MOST_OF_A_PLACE if brief else None]:
        printer.line(f"{one.title}: {value_said(one.value)}, since {one.since}{f' until {one.until}' if one.until else ''}", indent=2)
        if brief:
            continue
        told = "reported" if one.source in ("secondary", "recalled") else f"source: {one.source}"
        printer.line(f"{one.cites}; {told}{f'. {one.note}' if one.note else ''} [{one.id}]", indent=6)
    if brief and len(report.of_the_place) > MOST_OF_A_PLACE:
        printer.line(f"and {len(report.of_the_place) - MOST_OF_A_PLACE} more, each with its source: --all", indent=2)
    if not report.of_the_place:
        printer.line("No fact of the place is recorded.", indent=2)


_REQUEST = ("requester", "officer_of", "purpose", "paper", "paper_court", "paper_covers_request")
"""Facts of who asks, why and with what."""

_PAST = "history."
_COMMON = "hold"
"""An act whose facts stand first; those of other acts alone stand behind."""

MOST_VALUES = 4
"""Values that a line shows."""


def _brief(printer: Printer, report: FactsNamed) -> None:
    """The facts in groups, on one screen, behind the acts of which they are."""
    printer.heading("What can be asked, as --action NAME")
    acts = (*(one.actions for one in report.things), *(one.actions for one in report.facts))
    printer.line(", ".join(dict.fromkeys(one for each in acts for one in each)), indent=2)
    here = [one for one in report.facts if _COMMON in one.actions]
    printer.heading("What a situation can say, for --fact NAME=VALUE (true or false, where no values stand)")
    for one in here:
        if one.name in _REQUEST:
            printer.line(f"{one.name}: {upper(one.says)}{_few(one)}", indent=2)
    printer.heading("What else may be so")
    for one in here:
        if one.name not in _REQUEST and not one.name.startswith(_PAST):
            printer.line(f"{one.name}: {one.says}{_few(one)}", indent=2)
    printer.heading("The person's past, as history.NAME")
    printer.line(f"{', '.join(one.name.removeprefix(_PAST) for one in here if one.name.startswith(_PAST))}", indent=2)
    printer.heading("Of other acts alone")
    printer.line(f"{', '.join(one.name for one in report.facts if one not in here)}", indent=2)
    printer.line()
    printer.line(f"What one is, and all values: sanctuary facts {report.place} --action hold, or --all.")
    printer.line("A fact that is not named is open: the answer holds whatever it is, or says what it turns on.")


def _few(one: FactNamed) -> str:
    """The first values of a fact that is neither true nor false."""
    if one.type == "bool":
        return ""
    more = f", ... ({len(one.values)} in all)" if len(one.values) > MOST_VALUES and one.type == "enum" else ""
    return f" {_values(one) if not more else ', '.join(one.values[:MOST_VALUES]) + more}."


def _values(one: FactNamed) -> str:
    return "0 to 99" if one.type == "count" else ", ".join(one.values)
