"""`sanctuary places`: which places can be named."""

from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.law.packs import Library
from sanctuary.study.places import PlacesNamed
from sanctuary.study.places import places as named

__all__ = ["places"]

MOST_LISTED = 40
"""Lines of a search; JSON has all."""


def places(
    *word: Annotated[str, Parameter(help="A name or its beginning (houston), with a state after a comma (springfield, il).")],
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The places whose law is encoded, or every place of a name. Exit 1: no place has it."""
    report = named(Library(), " ".join(word))
    if format == "json":
        print_json(report)
    else:
        _text(Printer(), report)
    return 0 if report.places else 1


def _text(printer: Printer, report: PlacesNamed) -> None:
    if report.asked and not report.places:
        printer.line(f"No state, county, city or town is called '{report.asked}'. A place without a name here needs a pack of its own.")
        return
    shown = report.places[:MOST_LISTED]
    rows = []
    for one in shown:
        known = f"law encoded, searched through {one.known_through}" if one.encoded else _people(one.population)
        rows.append((one.title, one.id, known))
    printer.table(("place", "id", "law"), rows, fold=(0, 2))
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


def _people(population: int | None) -> str:
    return "no rule of its own is encoded" + (f"; {population:,} people" if population else "")
