"""`sanctuary papers`: which papers may be in hand, and which rules speak of each."""

from sanctuary.commands.options import Day, Place, Plain
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.words import day_or_today, place_of, say_beyond, say_unencoded
from sanctuary.law.jurisdiction import law_of
from sanctuary.law.packs import Library
from sanctuary.study.papers import PaperNamed
from sanctuary.study.papers import papers as named
from sanctuary.study.phrases import spoken, titled

__all__ = ["papers"]

MOST_CITES = 3
"""Citations that a line shows; JSON has all."""


def papers(
    place: Place = "us-ca-los-angeles",
    *,
    on: Day = "",
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """The papers that a situation can name, who issues each, and the rules in force in a place that speak of it."""
    law = law_of(*place_of(Library(), place), day_or_today(on))
    report = named(law)
    if format == "json":
        print_json(report)
        return 0
    printer = Printer()
    say_unencoded(printer, law)
    printer.line(f"Papers, for --fact paper=NAME, and rules of {titled(report.title)} on {report.on} that name them", style="bold")
    printer.table(("paper", "issued by", "rules that name it"), [(one.paper, _by(one), _rules(one)) for one in report.papers], fold=(1, 2))
    printer.line()
    printer.line(
        "The strongest paper in hand counts. Where none is named, none of a court is assumed in hand. A rule that names no paper speaks of "
        "every one."
    )
    say_beyond(printer, law)
    return 0


def _by(one: PaperNamed) -> str:
    if not one.court:
        return "no court"
    whose = f"{spoken(one.whose)} court" if one.whose else "a court"
    return f"{whose}{', decided by a judge' if one.judge else ', signed by a clerk or attorney'}"


def _rules(one: PaperNamed) -> str:
    more = f" and {len(one.cites) - MOST_CITES} more" if len(one.cites) > MOST_CITES else ""
    return f"{'; '.join(one.cites[:MOST_CITES])}{more}" if one.cites else "-"
