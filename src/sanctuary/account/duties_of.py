"""Duties of a dealing for which no decision was given, under the law of a place: for entries that are added, one or a table of them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sanctuary.account.deriving import derive, with_duties_of_the_act
from sanctuary.documents import replace
from sanctuary.engine.prove import Proofs
from sanctuary.errors import SanctuaryError
from sanctuary.record.entry import Entry
from sanctuary.record.log import Log, marked

__all__ = ["Laws", "rows_with_duties", "with_duties"]

_MISSING = {"event.actor": "which office was asked", "event.request_types": "what was asked for"}


Laws = Callable[[str, date], tuple[str, Proofs]]
"""A place's name and its law of a day, by the place and the day."""


def with_duties(entry: Entry, place: str, agency: str, today: date, paper: str, laws: Laws) -> tuple[Entry, tuple[str, ...]]:
    """The entry with the duties that its own words have under the law of a place, and what there is to say of that."""
    if entry.kind != "dealing" or not (place or entry.determination.place):
        return entry, ()
    told, received = entry.determination, entry.event.received_at
    if told.outcome != "unknown":
        day_of = received.date() if received else today
        return _of_the_act(entry, told.place or place, told.on or day_of, laws), tuple(_apart(entry, day_of, paper))
    name, proofs = laws(place or told.place, received.date() if received else today)
    found = derive(proofs, entry, agency)
    said = [f"duties were derived from the request under the law of {name}; no decision was given"] if found.asked else []
    if found.asked and entry.document.paper == "unknown" and {"hold", "notify", "transfer"} & set(entry.event.request_types):
        told = found.entry.determination
        cites = dict.fromkeys(duty.cites for duty in told.duties if duty.on == "request" and not duty.always)
        said += (
            [f"no paper is named: was it a detainer (paper=detainer), or a form like it? Then {' and '.join(cites)} holds in every case"]
            if cites
            else []
        )
    said += [
        f"no duties were derived: the entry does not say {_MISSING[word]} ({word})"
        if word in _MISSING
        else f"nothing was asked of the law about '{word}': duties of it, if any, are not known"
        for word in found.not_asked
    ]
    return found.entry, tuple(said)


def rows_with_duties(
    log: Log, rows: Sequence[Entry], tokens: Sequence[str], place: str, laws: Laws, heard: Callable[[int], None]
) -> tuple[list[Entry], list[str]]:
    """The entries of a table with their duties, and what there is to say: each thing once, with the rows that it is about.

    A row that stands in the record already keeps the determination that it was recorded with, though the law may read otherwise by now: so
    the same table taken in again is the same. `heard` is told how many rows are done.
    """
    known = log.derived().once
    found, said = [], dict[str, list[int]]()
    for number, (entry, token) in enumerate(zip(rows, tokens, strict=True), 1):
        there = known.get(marked(entry, token).links.once)
        before = log.show(there).entry if there is not None else None
        told: tuple[str, ...] = ()
        if before is not None and entry.determination.outcome in ("unknown", before.determination.outcome):
            full = replace(entry, determination=before.determination)
        else:
            try:
                full, told = with_duties(entry, place, log.settings.agency, log.now().date(), "", laws)
            except SanctuaryError as problem:
                full, told = entry, (f"no duties were derived: {str(problem).rstrip('.')}",)
        found.append(full)
        for one in told:
            said.setdefault(one, []).append(number)
        heard(number)
    return found, [f"{_rows(numbers)}: {one}" for one, numbers in said.items()]


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (f" and {len(numbers) - 8} more" if len(numbers) > 8 else "")
    return f"row {shown}" if len(numbers) == 1 else f"rows {shown}"


def _of_the_act(entry: Entry, place: str, on: date, laws: Laws) -> Entry:
    """The entry with what is owed if the act is done although it was found to be forbidden; as it is where the place is not known here."""
    try:
        proofs = laws(place, on)[1]
    except SanctuaryError:
        return entry
    return with_duties_of_the_act(proofs, entry)


def _apart(entry: Entry, on: date, paper: str) -> Iterator[str]:
    """Where a decision and the dealing that it is of differ, or the decision does not say what the dealing needs."""
    told = entry.determination
    if told.on is not None and told.on != on:
        yield (
            f"the law was asked of {told.on} and the dealing was on {on}; if the law changed between, "
            f"decide again with --on {on} (determination.on)"
        )
    if paper and entry.document.paper != paper:
        yield (
            f"the law was asked with the paper '{paper}', and the entry says '{entry.document.paper}'; "
            "decide again, or correct the entry (document.paper)"
        )
    elif entry.document.paper == "unknown":
        yield "the decision names no paper; say which one it was, as --set paper=detainer, or paper=none (document.paper)"
