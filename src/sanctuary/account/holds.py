"""When a hold must end: the clocks that begin where a person would otherwise have been released, each as a due item until the custody ends.

The form itself (I-247A of 2017) asks for 48 hours; the rule that it rests on (8 CFR 287.7(d)) leaves weekends and holidays out.
Both ends are told where they differ, and what nobody entered begins no clock: an entry without the time of an eligible release has none.

Rules it keeps:
- Where nobody said yet what was done with a request to hold, the clock stands and says that it counts only if the person is held.
- A clock ends when the entry (as corrected) says what became of the person; an end that came first is kept, so that a late one shows.
- Hours are counted as they pass, not by days: a release at 11:59 pm on Friday ends at 11:59 pm on Sunday, or on Tuesday; where the clocks
  of the record's zone are set back between, an hour sooner by the clock. Days off are days of that zone.
- No clock here makes a hold lawful; `decide` says whether one is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sanctuary.law.hours import after, without_days_off
from sanctuary.record.entry import Entry

__all__ = ["CLOCKS", "NO_END", "HoldEnd", "hold_awaits", "hold_begins", "hold_ends", "release_due"]

NO_END = "no end of the hold is computed: say when the person could go (eligible_release_at) and it is"
"""What is told of a hold whose end only a time is missing for."""

_HOURS = timedelta(hours=48)

LATER = "end the hold, counted without weekends and holidays; where the form's end is earlier, that is the safe one"
"""What the regulation's end is called."""


CLOCKS = ("release", "hold-48", "hold-48-days-off")
"""The names of the clocks here, as ids of due items end."""

RELEASE = "release the person at the usual time: the hold was declined"
"""What is due where a hold was declined."""


@dataclass(frozen=True, slots=True)
class HoldEnd:
    """The end of a hold by one way of counting.

    `ended_by` is the entry that says what became of the person, in time; `held`: an entry says that the person is held.
    """

    seq: int
    name: str
    what: str
    by: datetime
    clock: str
    cites: str
    ended_by: int | None
    held: bool = True


def hold_ends(seq: int, entry: Entry, holidays: frozenset[date], zone: tzinfo | None = None) -> Iterator[HoldEnd]:
    """The ends of a hold that a dealing tells of: 48 hours, and where it differs the count without weekends and holidays.

    `zone`: of the place; without one the offset of the entry's own time stands for it.
    """
    custody = entry.custody
    begun = custody.eligible_release_at
    if begun is None or not _may_be_held(entry):
        return
    held = _is_held(entry)
    over = custody.outcome in ("released", "transferred", "not-in-custody")
    begun = begun.astimezone(zone) if zone is not None else begun
    plain, longer = after(begun, _HOURS), without_days_off(begun, _HOURS, holidays)
    for name, what, by, clock, cites in (
        ("hold-48", "end the hold, or have a judge's paper", plain, "PT48H", "Form I-247A"),
        ("hold-48-days-off", LATER, longer, "PT48H without days off", "8 CFR 287.7(d)"),
    ):
        if name == "hold-48" or by != plain:
            late = custody.outcome_at is not None and custody.outcome_at > by
            yield HoldEnd(seq, name, what, by, clock, cites, seq if over and not late else None, held)


def release_due(seq: int, entry: Entry) -> HoldEnd | None:
    """The time at which a person goes whose hold was declined, as something that is due; nothing where nobody said when that is."""
    begun, asked = entry.custody.eligible_release_at, "hold" in entry.event.request_types or entry.document.paper == "detainer"
    if entry.kind != "dealing" or begun is None or not asked or entry.action.response != "declined" or entry.custody.outcome == "held":
        return None
    over = entry.custody.outcome in ("released", "transferred", "not-in-custody")
    return HoldEnd(seq, "release", RELEASE, begun, "", "the usual time of release, as this record says it", seq if over else None)


def _is_held(entry: Entry) -> bool:
    return entry.action.response in ("complied", "partly", "pending") or entry.custody.outcome == "held"


def _may_be_held(entry: Entry) -> bool:
    """Whether a dealing asks for a hold, and nothing says that there is none."""
    if entry.kind != "dealing" or ("hold" not in entry.event.request_types and entry.document.paper != "detainer"):
        return False
    return _is_held(entry) or (entry.action.response == "unknown" and entry.custody.outcome == "unknown")


def hold_awaits(entry: Entry) -> bool:
    """Whether a hold would have an end, and only the time at which the person could go is not said."""
    over = entry.custody.outcome in ("released", "transferred", "not-in-custody")
    return entry.custody.eligible_release_at is None and not over and _may_be_held(entry)


def hold_begins(entry: Entry, *, of_hold: bool) -> datetime | None:
    """The time at which a hold begins: until then the person is in custody on other grounds.

    `of_hold`: what is asked about, as a duty, goes with a hold alone, whatever else was asked for beside it.
    """
    only = set(entry.event.request_types) == {"hold"} or entry.determination.action == "hold"
    return entry.custody.eligible_release_at if only or (of_hold and "hold" in entry.event.request_types) else None
