"""Entries looked for: by day, agency, what was asked, any field, and whether a duty is open.

Rules it keeps:
- An entry is looked at as corrected: what it said before a correction finds it no more, and its corrections are found with it.
- What was voided is found by what it said, and is told to be voided; what was erased is found by nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sanctuary.record.corrections import acts_of
from sanctuary.record.entry import Entry, values
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log

__all__ = ["Wanted", "search"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; what is left empty asks for nothing.

    `received`: the first and the last day on which a request came in, in the offset that it was written with. `recorded`: the first and
    the last month ("2026-11") of the entry itself. `kind`: of the entry. `requester`: who asked. `agency`: who received it (`event.actor`
    or `event.local_agency`). `asked`: a word of what was asked. `fields`: by path, a value, or a word of a list. `unfinished`: a duty of
    it is open.
    """

    received: tuple[date, date] | None = None
    recorded: tuple[str, str] = ("", "")
    kind: str = ""
    requester: str = ""
    agency: str = ""
    asked: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    unfinished: bool = False


def search(log: Log, wanted: Wanted) -> list[Recorded]:
    """The lines of a record that are wanted, in the order of their numbers; each as it was recorded."""
    lines = list(log.entries())
    now = {version.seq: act.entry for act in acts_of(lines).acts for version in act.versions}
    months = {line.seq for line in log.entries(*wanted.recorded)} if any(wanted.recorded) else None
    still = _unfinished(log) if wanted.unfinished else None
    return [line for line in lines if _is_wanted(line, now.get(line.seq, line.entry), wanted, months, still)]


def _unfinished(log: Log) -> set[int | None]:
    """The entries of which a duty is open."""
    from sanctuary.account.due import calendar  # noqa: PLC0415 - it reads packs, which most searches need not

    return {item.seq for item in calendar(log, {}, date.min, date.max) if item.fulfilled_by is None}


def _is_wanted(line: Recorded, entry: Entry | None, wanted: Wanted, months: set[int] | None, still: set[int | None] | None) -> bool:
    if (months is not None and line.seq not in months) or (still is not None and line.seq not in still):
        return False
    if entry is None or line.entry is None:
        return not (wanted.kind or wanted.received or wanted.requester or wanted.agency or wanted.asked or wanted.fields)
    return (not wanted.kind or line.entry.kind == wanted.kind) and all(_answers(entry, wanted))


def _answers(entry: Entry, wanted: Wanted) -> Iterator[bool]:
    event = entry.event
    if wanted.received:
        first, last = wanted.received
        yield event.received_at is not None and first <= event.received_at.date() <= last
    if wanted.requester:
        yield event.requesting_agency == wanted.requester
    if wanted.agency:
        yield wanted.agency in (event.actor, event.local_agency)
    if wanted.asked:
        yield wanted.asked in event.request_types
    if wanted.fields:
        said = {(path, str(value)) for path, value in values(entry)}
        yield all(one in said for one in wanted.fields.items())
