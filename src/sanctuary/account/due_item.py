"""One thing that is due: a duty of a dealing, the end of a hold, or a standing duty for a period."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

__all__ = ["DueItem", "day_of"]


@dataclass(frozen=True, slots=True)
class DueItem:
    """A duty: its id, what, by when, under which paragraph.

    "12.0" is the first duty of entry 12; "us-ca/gov-7284.6-c-1@2026" is a standing one, for a period.
    `by` is a time, a day, or nothing where the law names none; `clock` is what the law says. `on` is what it arises with: a request, an
    act, a breach, or nothing of these; `open` says that nobody knows yet whether that act was done. `fulfilled_by` is the entry
    that says it was done.

    `stands_in`: the period (year, quarter, month) whose end stands in for a day, where none was found in the law. `about`: the year that a
    report is about; `uncovered`: the record holds nothing of that year and began after it. `instead`: the id of another item, of which a
    year owes one or the other; `other_by` is the entry that says that one was done. `before_record`: its day was before the record began,
    so that nobody can tell from the record whether it was done. `rule`: the rule that lays it, where a dealing brought it. `only`: the
    parts of a report that a certificate can still be about, where entries stand in the others. `begins`: when the hold
    begins with which it is owed. `entries`: the dealings that a report of a period tells of, whose own duty it meets.
    """

    id: str
    duty: str
    by: datetime | date | None
    clock: str
    cites: str
    seq: int | None = None
    who: str = ""
    certain: bool = True
    fulfilled_by: int | None = None
    owed_by: tuple[str, ...] = ()
    on: str = ""
    open: bool = False
    stands_in: str = ""
    about: int | None = None
    instead: str = ""
    other_by: int | None = None
    uncovered: bool = False
    before_record: bool = False
    rule: str = ""
    only: tuple[str, ...] = ()
    begins: datetime | None = None
    entries: tuple[int, ...] = ()

    def owed(self, agency: str) -> bool:
        """Whether an agency, in the vocabulary's word for an actor, may owe it; where nobody says who does, anybody may."""
        return not agency or not self.owed_by or bool({agency, "everyone"} & set(self.owed_by))

    def within(self, now: datetime, length: timedelta) -> bool:
        """Whether it is late, or falls due within a length of time."""
        return self.owed_at(now + length) or (self.by is not None and (self.late(now) or self.late(now + length)))

    def owed_at(self, now: datetime) -> bool:
        """Whether a dealing has brought it upon somebody, without an hour in the law: owed from then on, or from when the hold begins."""
        begun = self.begins is None or self.begins <= now
        return self.seq is not None and self.by is None and not self.open and self.fulfilled_by is None and begun

    def urgency(self, now: datetime) -> tuple[int, date, str]:
        """Where it stands in a list: dealings first, by what is late, owed now, has a time, may arise; then standing duties."""
        if self.fulfilled_by is not None:
            place = 9
        elif self.seq is not None:
            place = 0 if self.late(now) else 1 if self.owed_at(now) else 2 if self.by or (self.begins and not self.open) else 3
        else:
            place = 4 if self.late(now) else 7 if self.before_record or self.uncovered else 5 if self.by is not None else 6
        return place, day_of(self.by or self.begins), self.id

    def late(self, now: datetime) -> bool:
        """Whether the time has passed and nothing says that it was done, of what the record could tell."""
        if self.by is None or self.before_record or self.uncovered or (self.fulfilled_by, self.other_by) != (None, None):
            return False
        end = self.by if isinstance(self.by, datetime) else datetime.combine(self.by, time.max, now.tzinfo)
        return end < now


def day_of(by: datetime | date | None) -> date:
    """The day of a time or a day; of what has none, the last there is."""
    return by.date() if isinstance(by, datetime) else by or date.max
