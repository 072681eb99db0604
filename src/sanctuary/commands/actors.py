"""`sanctuary actors`: who acts in a place, and who runs them."""

from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_or_today, place_of, say_beyond, say_unencoded
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.actors import actors as named

__all__ = ["actors"]


def actors(
    place: Place = "us-ca-los-angeles",
    *,
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Who can act in a situation, under which name here, and which government runs them: its rules, and those above it, bind them."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    report = named(law)
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    printer.line(f"Who acts in {report.title}, by the word for --actor", style="bold")
    printer.table(("actor", "here", "run by"), [(one.actor, one.name, one.government) for one in report.actors], fold=(1, 2))
    printer.line()
    printer.line("Rules bind an actor if the government that runs it made them, or one above that; a private actor only if they name it.")
    say_beyond(printer, law)
    return 0
