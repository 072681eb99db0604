"""`sanctuary record due`: what is due, by when, and who owes it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.account.due import calendar
from sanctuary.commands.entries import due_line, due_report, due_state
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.record_agency import agency_of, duties_of, need_agency, owing
from sanctuary.commands.recorded import Who, open_log
from sanctuary.commands.words import day
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.clock import span

__all__ = ["due"]


def due(
    folder: Path,
    *,
    place: Annotated[str, Parameter(help="The place whose standing duties stand in the calendar too.")] = "",
    first: Annotated[str, Parameter(name="--from", help="The first day; without it the first of this year.")] = "",
    last: Annotated[str, Parameter(name="--to", help="The last day; without it the last of this year.")] = "",
    agency: Annotated[str, Parameter(help="Whose items: sheriff, police, school ...; without it the record's own, or everybody's.")] = "",
    holiday: Annotated[tuple[str, ...], Parameter(help="A day that the clock of a hold leaves out, as 2026-11-26.", negative="")] = (),
    soon: Annotated[str, Parameter(help="Only what is late, owed now, or falls due within this time, as PT12H or P3D.")] = "",
    every: Annotated[bool, Parameter(name="--all", help="Fulfilled items too.", negative="")] = False,
    passphrase_file: Secret = "",
    person: Who = "",
    shape: Plain = "text",
) -> int:
    """What is due, by when, and who owes it: duties of entries, ends of holds, standing duties of a place. `done` fulfills one."""
    begin, end = day(first), day(last)
    free = [one for word in holiday if (one := day(word))]
    near = _length(soon)
    with open_log(folder, passphrase_file, person) as log:
        now, whose, where = log.now(), agency or log.settings.agency, place or log.settings.place
        whose = agency_of(whose, where, now.date())
        begin, end = begin or date(now.year, 1, 1), end or date(now.year, 12, 31)
        if end < begin:
            raise RequestError("--to is before --from. Give them in order.")
        duties = duties_of(where, end)
        need_agency(whose, owing(duties), log)
        items = calendar(log, duties, begin, end, whose, free)
        if not last:
            # The report on the running year is owed in the next one: whoever lists this year's items gathers for it now.
            after = calendar(log, duties, end + timedelta(days=1), date(end.year + 1, 12, 31), whose, free)
            items += [item for item in after if item.about == now.year]
        items = [item for item in items if every or item.fulfilled_by is None]
    if near is not None:
        items = [item for item in items if item.within(now, near)]
    if shape == "json":
        print_json({"schema": "sanctuary.account.due/3", "now": now, "items": [due_report(item, now) for item in items]})
        return 0
    printer = Printer()
    for item in sorted(items, key=lambda item: item.urgency(now)):
        printer.line(due_line(item, *((f"owed by: {item.who}",) if item.who else ()), *due_state(item, now)))
    told_of = f" of {whose}" if whose else ""
    printer.line(f"{len(items)} items{told_of}" + ("" if where else "; --place adds the standing duties of a place") + ".")
    return 0


def _length(word: str) -> timedelta | None:
    """How far ahead `due --soon` looks."""
    if not word:
        return None
    try:
        found = span(word)
    except RecordError:
        found = None
    if found is None:
        raise RequestError("--soon: write a length of time as PT12H or P3D.")
    return found
