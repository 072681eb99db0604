"""A line of the log as it is read back."""

from dataclasses import dataclass
from datetime import date

from sanctuary.record.entry import Entry

__all__ = ["Recorded"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of the log: its number, month and day; the entry, or nothing where `erased_by` says which entry erased it.

    A repr shows nothing of the entry.
    """

    seq: int
    month: str
    day: date
    entry: Entry | None
    erased_by: int | None

    def __repr__(self) -> str:
        return f"Recorded(seq={self.seq}, month={self.month!r})"
