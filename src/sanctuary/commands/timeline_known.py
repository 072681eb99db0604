"""What a timeline tells beside the encoded law: known law that is not encoded, by its days, and law before the search began."""

from datetime import date

from sanctuary.commands.printing import Printer
from sanctuary.law.jurisdiction import Law
from sanctuary.study.known_days import known_days
from sanctuary.study.phrases import upper

__all__ = ["tell_beside"]


def tell_beside(printer: Printer, law: Law, days: tuple[date, date | None], before: list[str], *, changed: bool) -> None:
    """What is known beside the encoded law: of a stretch in which none changed that, by its days; and law before the search began."""
    if not changed:
        found = known_days(law, *days)
        printer.line(
            f"No law that is encoded changed in this stretch.{' Known law that is not encoded, by its days:' if found.within else ''}"
        )
        for on, said in found.within:
            printer.paragraph(str(on), said, hang=2)
        for lead, said in (("Known from before it.", found.before), ("Known, the first day in force not found.", found.undated)):
            if said:
                printer.paragraph(lead, f"{upper(said)}.", hang=2)
    for text in before:
        since, _, rest = text.partition(", ")
        printer.paragraph(f"{since},", rest, hang=2)
