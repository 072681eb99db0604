"""`sanctuary places`: which places can be named."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.mistyped import of_a_place
from sanctuary.commands.options import Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.law.packs import Library
from sanctuary.study.places import PlacesNamed
from sanctuary.study.places import places as named

__all__ = ["places"]

OWN_PACK = "A place without a name here needs a pack of its own."

MOST_LISTED = 40
"""Lines of a search; JSON has all."""


def places(
    *word: Annotated[str, Parameter(help="A name or its beginning (houston), with a state after a comma (springfield, il).")],
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The places whose law is encoded, or every place of a name. Exit 1: no place has it."""
    library = Library()
    report = named(library, " ".join(word))
    if format == "json":
        print_json(report)
    else:
        _text(Printer(), report, library.places.choice(report.asked) if report.asked else "")
    return 0 if report.places else 1


def _text(printer: Printer, report: PlacesNamed, choice: str) -> None:
    """The table; `choice` is how the name alone is read, where several bear it and one is meant."""
    if choice:
        printer.line(f"{choice.partition(' (')[0]}.")
    if report.asked and not report.places:
        printer.line(of_a_place(report.asked) or f"No state, county, city or town is called '{report.asked}'. {OWN_PACK}")
        return
    shown = report.places[:MOST_LISTED]
    if report.asked:
        rows = [(one.title, one.id, f"{one.population:,}" if one.population else "", "encoded" if one.encoded else "") for one in shown]
        columns = ("place", "id", "people", "law") if any(one.encoded for one in shown) else ("place", "id", "people")
        printer.table(columns, [row[: len(columns)] for row in rows], fold=(0,))
        printer.line()
        some = [one for one in shown if not one.encoded]
        if some:
            whose = "No rule of these" if len(some) == len(shown) else "No rule of the others"
            printer.line(f"{whose} is encoded: each stands under its state's law, where that is encoded, and federal law.")
    else:
        read = [(one.title, one.id, f"searched through {one.known_through}") for one in shown]
        printer.table(("place", "id", "law"), read, fold=(0, 2))
        printer.line()
    if len(report.places) > len(shown):
        printer.line(
            f"And {len(report.places) - len(shown)} more. Add a state after a comma, for example: sanctuary places {report.asked}, tx"
        )
    if not report.asked:
        printer.line(
            'Any other city or county of the United States can be named too, with its state ("Houston, TX"): it stands under its state\'s '
            "law, where that is encoded, and under federal law. sanctuary places NAME searches the names."
        )
