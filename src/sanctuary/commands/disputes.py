"""`sanctuary disputes`: what lawyers dispute in a place, and what turns on it."""

from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_or_today, place_of, say_unencoded
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.disputes import Dispute
from sanctuary.study.disputes import disputes as found

__all__ = ["disputes"]

MOST_RULES = 6
"""Rules that text shows under a dispute; JSON has all."""


def disputes(
    place: Place = "us-ca-los-angeles",
    *,
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Each disputed reading of the law of a place: the question, both sides, who disputes it, and the rules that turn on it."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    report = found(law)
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    count = len(report.disputes)
    printer.line(f"{report.title} on {report.on}: {count or 'no'} disputed reading{'' if count == 1 else 's'} of its law", style="bold")
    for one in report.disputes:
        _dispute(printer, one)
    printer.line()
    printer.line("No side is taken: an answer that turns on a reading shows both. --reading ID=true or --reading ID=false fixes one.")
    return 0


def _dispute(printer: Printer, one: Dispute) -> None:
    printer.heading(one.question)
    printer.line(f"If so, {one.when_true}.", indent=2)
    printer.line(f"If not, {one.when_false}.", indent=2)
    printer.line(f"Who disputes it: {one.source}.", indent=2)
    for order in one.settled:
        value = "true" if order.value else "false"
        printer.line(f"Settled as {value} by {order.court}, {order.number}, since {order.since}; binds {order.binds}.", indent=2)
    for suit in one.suits:
        printer.line(f"In court: {suit.title}, {suit.court} {suit.number}: {suit.status}.", indent=2)
    cites = list(dict.fromkeys(f"{rule.cites}: {rule.words}" for rule in one.turns_on_it))
    printer.line("What turns on it:", indent=2)
    for told in cites[:MOST_RULES]:
        printer.line(told, indent=4)
    if len(cites) > MOST_RULES:
        printer.line(f"and {len(cites) - MOST_RULES} more (--format json)", indent=4)
    printer.line(f"[{one.id}]", indent=2)
