"""What somebody should look at again at once, when an entry was just made: a likely double, an answer beside the law, an odd time.

Nothing here is refused and nothing is a finding: whoever made the entry knows what happened.
"""

from collections.abc import Iterator, Sequence

from sanctuary.record.entry import Entry
from sanctuary.record.line import Recorded
from sanctuary.record.log import Log
from sanctuary.record.times import odd_times

__all__ = ["told_at_once", "told_of_rows"]

_NEAR = 1000
"""How many entries before it are looked at for the same dealing."""


def told_at_once(log: Log, seq: int, entry: Entry) -> Iterator[str]:
    """What to look at again, in words that repeat nothing of the entry but its codes."""
    if entry.kind == "dealing":
        for number in _doubles(log, seq, entry):
            yield f"entry {number} tells of a dealing with the same time, agency and request; if it is the same one, void one of them"
        if not entry.determination.duties and not entry.determination.packs:
            yield "no duties were derived, for no decision and no --place was given: 'record due' knows of none for this dealing"
    yield from _beside_the_law(entry)
    yield from odd_times(entry, log.now())


def told_of_rows(log: Log, rows: Sequence[tuple[int, Entry]], before: int, place: str) -> Iterator[str]:
    """What to look at again in rows of a table (each with its number), beside the first `before` entries of a record and each other.

    `place`: whose law gave the duties, where one is known; why a row got none is told apart then (duties_of.py).
    """
    known: dict[object, list[tuple[str, Entry]]] = {}
    for line in log.lines(0, before):
        if _is_dealing(line) and line.entry is not None:
            known.setdefault(_key(line.entry), []).append((f"entry {line.seq}", line.entry))
    for number, entry in rows:
        if entry.kind == "dealing" and entry.event.received_at is not None:
            alike = known.setdefault(_key(entry), [])
            for where, other in alike:
                if _maybe_one(entry, other):
                    yield f"row {number} tells of a dealing with the same time, agency and request as {where}"
                    break
            alike.append((f"row {number}", entry))
        yield from (f"row {number}: {odd}" for odd in _beside_the_law(entry))
        for odd in odd_times(entry, log.now()):
            # A table of the past is old; that is no oddity of it.
            if "more than three years ago" not in odd:
                yield f"row {number}: {odd}"
    bare = sum(1 for _, entry in rows if entry.kind == "dealing" and not entry.determination.duties and not entry.determination.packs)
    if bare and not place:
        yield f"'record due' knows of no duties of {bare} of the rows: neither the table nor a place gives any; --place PLACE derives them"


def _beside_the_law(entry: Entry) -> Iterator[str]:
    if entry.determination.outcome != "must-not":
        return
    if entry.action.response in ("complied", "partly"):
        yield f"the encoded law says must-not, and the answer is '{entry.action.response}'"
    elif entry.action.access_given or entry.action.info_disclosed or entry.custody.outcome == "transferred":
        yield "the encoded law says must-not, and the entry tells of access, of information that was given, or of a transfer"


def _doubles(log: Log, seq: int, entry: Entry) -> list[int]:
    if entry.event.received_at is None:
        return []
    lines = [line for line in log.lines(max(0, seq - _NEAR), seq) if _is_dealing(line)]
    return [line.seq for line in lines if line.entry is not None and _key(line.entry) == _key(entry) and _maybe_one(entry, line.entry)]


def _is_dealing(line: Recorded) -> bool:
    return line.entry is not None and line.entry.kind == "dealing" and line.voided_by is None


def _key(entry: Entry) -> object:
    event = entry.event
    return event.received_at, event.requesting_agency, frozenset(event.request_types)


def _maybe_one(entry: Entry, other: Entry) -> bool:
    """Whether nothing says that two dealings are different ones: other keys of the event, other codes of the person."""
    keys, codes = {entry.event.event_id, other.event.event_id} - {""}, {entry.custody.pseudonym, other.custody.pseudonym} - {""}
    return len(keys) < 2 and len(codes) < 2
