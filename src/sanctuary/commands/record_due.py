"""`sanctuary record due`: what is due, by when, and who owes it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.account.due import DueItem, calendar
from sanctuary.account.holds import NO_END, hold_awaits
from sanctuary.commands.entries import due_line, due_report, due_state
from sanctuary.commands.options import Plain, Secret
from sanctuary.commands.printing import Printer, print_json
from sanctuary.commands.record_agency import agency_of, duties_of, need_agency, owing
from sanctuary.commands.recorded import Who, open_log
from sanctuary.commands.words import day
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.clock import span
from sanctuary.record.corrections import acts_of
from sanctuary.record.entry import Entry
from sanctuary.study.phrases import duty as duty_said
from sanctuary.study.phrases import spoken

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
    every: Annotated[bool, Parameter(name="--all", help="Fulfilled items too, and periods from before the record.", negative="")] = False,
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
        dealings = {act.seq: act.entry for act in acts_of(log.entries()).acts}
    if near is not None:
        items = [item for item in items if item.within(now, near)]
    if shape == "json":
        print_json({"schema": "sanctuary.account.due/3", "now": now, "items": [due_report(item, now) for item in items]})
        return 0
    printer = Printer()
    before = sum(_before(item) for item in items)
    _show(printer, [item for item in items if every or not _old(item)], dealings, now)
    hidden = " (--all lists these)" if not every and any(map(_old, items)) else ""
    told_of = (f" of {whose}" if whose else "") + (f", {before} of them from before this record began{hidden}" if before else "")
    printer.line(f"{len(items)} items{told_of}" + ("" if where else "; --place adds the standing duties of a place") + ".")
    return 0


_GROUPS = {
    0: "Late", 1: "Owed now", 2: "Due by a day", 3: "Later, if it is done", 4: "Standing duties, late", 5: "Standing duties",
    6: "Standing duties", 7: "Before this record began", 9: "Done",
}  # fmt: skip
"""The heading of a place in the list (DueItem.urgency)."""


def _show(printer: Printer, items: Iterable[DueItem], dealings: Mapping[int, Entry], now: datetime) -> None:
    """Items under a heading of when, those of dealings under the dealing; ids and codes stand last."""
    head, of, told = "", None, set[int]()
    ordered = _ordered(items, now)
    for (item, more), (after, _) in zip(ordered, [*ordered[1:], (None, ())], strict=True):
        group = _GROUPS[item.urgency(now)[0]]
        if group != head:
            printer.line(group, style="bold")
            head, of = group, None
        entry = dealings.get(item.seq) if item.seq is not None else None
        if item.seq is not None and item.seq != of:
            printer.line(f"{_named(item.seq, entry)}:", indent=2)
            of = item.seq
        beside = (f"owed by: {item.who}",) if item.who else ()
        line = _folded(item, more, now) if more else due_line(item, *beside, *due_state(item, now))
        printer.line(line, indent=2 if item.seq is None else 4)
        last = after is None or (after.seq, _GROUPS[after.urgency(now)[0]]) != (item.seq, group)
        if last and item.seq is not None and entry is not None and hold_awaits(entry) and item.seq not in told:
            told.add(item.seq)
            printer.line(f"{NO_END[:1].upper()}{NO_END[1:]}.", indent=4)


Folded = tuple[DueItem, tuple[DueItem, ...]]
"""An item, and others of the same duty that one line tells with it."""


def _ordered(items: Iterable[DueItem], now: datetime) -> list[Folded]:
    """Items by urgency: of what waits without an hour the newest dealing first; the periods of one duty together, as one."""
    ordered = sorted(items, key=lambda item: _order(item, now))
    folded: dict[tuple[str, str], list[DueItem]] = {}
    for item in ordered:
        again = "@" in item.id and item.seq is None and not item.entries
        key = (item.id.partition("@")[0], _GROUPS[item.urgency(now)[0]]) if again else (item.id, "")
        folded.setdefault(key, []).append(item)
    return [(several[0], tuple(several[1:])) for several in folded.values()]


def _folded(item: DueItem, more: tuple[DueItem, ...], now: datetime) -> str:
    """Several periods of one duty as a line: which, by when the first is due, and how to say that they were done."""
    several = sorted((item, *more), key=lambda one: one.id)
    first, last = several[0], several[-1]
    word = {"year": "years", "quarter": "quarters", "month": "months"}.get(item.stands_in, "periods")
    span = f"{len(several)} {'earlier ' if _before(item) else ''}{word}, {_period(first)} to {_period(last)}"
    if _before(item):
        tail = "not entered here: done before? 'record done FOLDER' with these ids says so"
    elif item.late(now):
        tail = f"LATE since {first.by}"
    else:
        tail = f"the first by {first.by}" + (f" (no day found in the law; the {item.stands_in}'s end stands in)" if item.stands_in else "")
    told = f"{duty_said(item.duty)}: {span} - {item.cites}"
    owed = f" - owed by: {item.who}" if item.who and not _before(item) else ""
    return f"{told[:1].upper()}{told[1:]}{owed} - {tail} [{first.id} @{_period(last)}]"


def _period(item: DueItem) -> str:
    return item.id.rpartition("@")[2]


def _before(item: DueItem) -> bool:
    """Whether the record cannot tell of an item, for it began later: nobody owes that loudly."""
    return item.seq is None and item.fulfilled_by is None and (item.before_record or item.uncovered)


def _old(item: DueItem) -> bool:
    """Whether it is a period of a duty that comes again, and ended before the record began: noise to whoever begins one."""
    return _before(item) and item.stands_in != ""


_NEWEST_FIRST = (1, 3)
"""Places in the list of dealings without an hour: the newest is what is being dealt with."""


def _order(item: DueItem, now: datetime) -> tuple[int, int, date, str]:
    """By urgency, and within one the items of a dealing together."""
    place, by, name = item.urgency(now)
    seq = -1 if item.seq is None else -item.seq if place in _NEWEST_FIRST else item.seq
    return place, seq, by, name


def _named(seq: int, entry: Entry | None) -> str:
    """A dealing as a heading: its number, what was asked by whom, and when it was received."""
    if entry is None:
        return f"Entry {seq}"
    event = entry.event
    asked = " and ".join("something else" if word == "other" else spoken(word) for word in event.request_types) or (
        spoken(entry.document.paper) if entry.document.paper not in ("unknown", "none") else ""
    )
    by = event.requesting_agency
    words = [
        f"{' '.join(['ICE', by.partition('-')[2].upper()]).strip() if by.startswith('ice') else spoken(by)}" if by != "unknown" else ""
    ]
    told = " ".join(filter(None, [*words, asked]))
    when = f"received {event.received_at:%Y-%m-%d %H:%M}" if event.received_at else ""
    return ", ".join(filter(None, [f"Entry {seq}", told, when]))


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
