"""What somebody should look at again at once, when an entry was just made: a likely double, an answer beside the law, an odd time.

Nothing here is refused and nothing is a finding: whoever made the entry knows what happened.
"""

from collections.abc import Iterator

from sanctuary.record.entry import Entry
from sanctuary.record.log import Log
from sanctuary.record.times import odd_times

__all__ = ["told_at_once"]

_NEAR = 1000
"""How many entries before it are looked at for the same dealing."""


def told_at_once(log: Log, seq: int, entry: Entry) -> Iterator[str]:
    """What to look at again, in words that repeat nothing of the entry but its codes."""
    if entry.kind == "dealing":
        for number in _doubles(log, seq, entry):
            yield f"entry {number} tells of a dealing with the same time, agency and request; if it is the same one, void one of them"
        if not entry.determination.duties and not entry.determination.packs:
            yield "no duties were derived, for no decision and no --place was given: 'record due' knows of none for this dealing"
    if entry.determination.outcome == "must-not" and entry.action.response in ("complied", "partly"):
        yield f"the encoded law says must-not, and the answer is '{entry.action.response}'"
    yield from odd_times(entry, log.now())


def _doubles(log: Log, seq: int, entry: Entry) -> list[int]:
    mine = entry.event
    if mine.received_at is None and not mine.event_id:
        return []
    found = []
    for line in log.lines(max(0, seq - _NEAR), seq):
        other = line.entry
        if other is None or other.kind != "dealing" or line.voided_by is not None:
            continue
        its = other.event
        same = (its.received_at, its.requesting_agency, set(its.request_types)) == (
            mine.received_at, mine.requesting_agency, set(mine.request_types),
        )  # fmt: skip
        people = its.event_id == mine.event_id if its.event_id and mine.event_id else True
        custody = other.custody.pseudonym == entry.custody.pseudonym or not (other.custody.pseudonym and entry.custody.pseudonym)
        if same and people and custody and mine.received_at is not None:
            found.append(line.seq)
    return found
