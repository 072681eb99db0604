"""A line of the log as it is read back."""

from dataclasses import dataclass
from datetime import date

from sanctuary.record.entry import Entry

__all__ = ["Recorded"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of the log: its number, month and day; the entry, or nothing where it was erased or lost, by the entry that says so.

    `voided_by`: the entry that says that it counts nowhere. A repr shows nothing of the entry.
    """

    seq: int
    month: str
    day: date
    entry: Entry | None
    erased_by: int | None
    lost_by: int | None = None
    voided_by: int | None = None

    def __repr__(self) -> str:
        return f"Recorded(seq={self.seq}, month={self.month!r})"
