"""The acts behind figures: entries with what later entries correct in them, and on which day each counts.

Rules it keeps:
- A correction replaces the fields that it names in what it is about, or, where it names none, those that it fills; both stay known with
  their days. A correction of a correction goes to the same act.
- An act counts on the first filled of some fields, by the day of its own offset; yearly figures and the like by the period that they cover.
- What was erased counts nowhere, and is told. What it was about is gone with it: a correction that was erased leaves what it corrected
  as it stood before, and a correction of something erased has nothing to apply to and is told too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sanctuary.documents import Frozen, replace
from sanctuary.record.definition import Condition
from sanctuary.record.entry import Entry, values
from sanctuary.record.recorded import Recorded

__all__ = ["COVERING", "Act", "Version", "acts_of", "at", "day_of", "matches", "within"]

COVERING = frozenset({"task-force", "demographics", "nil-certificate"})
"""Kinds of entries that cover a period, which stands in their links."""

_NOT_CORRECTED = ("kind", "recorded_at", "links.about", "links.reason", "links.role", "links.corrects_fields")


@dataclass(frozen=True, slots=True, repr=False)
class Version:
    """What was known of an act from a day on, by the entry that said so."""

    seq: int
    day: date
    entry: Entry


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    """An act: the entry that recorded it, and what it became by corrections."""

    seq: int
    versions: tuple[Version, ...]

    @property
    def entry(self) -> Entry:
        """What is known now."""
        return self.versions[-1].entry


def acts_of(lines: Iterable[Recorded]) -> tuple[list[Act], list[int], list[int]]:
    """The acts in the order of their numbers; the numbers of lines that were erased, and of corrections that lead to one of those."""
    roots: dict[int, list[Version]] = {}
    root_of: dict[int, int] = {}
    erased: list[int] = []
    unapplied: list[int] = []
    for line in lines:
        if line.entry is None:
            erased.append(line.seq)
        elif line.entry.kind != "correction":
            roots[line.seq] = [Version(line.seq, line.day, line.entry)]
            root_of[line.seq] = line.seq
        elif line.entry.links.about not in root_of:
            unapplied.append(line.seq)
        else:
            root = root_of[line.seq] = root_of[line.entry.links.about]
            roots[root].append(Version(line.seq, line.day, _corrected(roots[root][-1].entry, line.entry)))
    return [Act(seq, tuple(versions)) for seq, versions in roots.items()], erased, unapplied


def _corrected(entry: Entry, correction: Entry) -> Entry:
    named = correction.links.corrects_fields or [path for path, value in values(correction) if value not in ("", "unknown")]
    for path in named:
        if path not in _NOT_CORRECTED:
            entry = _with(entry, correction, path.split("."))
    return entry


def _with(struct: Any, other: Any, path: Sequence[str]) -> Any:
    """The struct with one field of the other.

    A list, or a table that one of them lacks, is taken whole; a name that is no field changes nothing.
    """
    name, *rest = path
    if name not in struct.__struct_fields__:
        return struct
    mine, its = getattr(struct, name), getattr(other, name)
    if rest and isinstance(mine, Frozen) and isinstance(its, Frozen):
        its = _with(mine, its, rest)
    return replace(struct, **{name: its})


def at(entry: Entry, path: str) -> tuple[Any, ...]:
    """The values of a field: several where lists lie on its path, none where it is empty."""
    found: list[Any] = [entry]
    for name in path.split("."):
        inner = [getattr(one, name) for one in found]
        found = [one for each in inner for one in (each if isinstance(each, tuple) else (each,)) if one is not None and one != ""]
    return tuple(found)


def matches(entry: Entry, conditions: Iterable[Condition]) -> bool:
    """Whether every condition holds."""
    return all(_holds(at(entry, condition.field), condition) for condition in conditions)


def _holds(found: tuple[Any, ...], condition: Condition) -> bool:
    words = {str(value) for value in found}
    known = words - {"unknown"}
    return not (
        (condition.any and not words & set(condition.any))
        or words & set(condition.none)
        or (condition.filled is not None and bool(known) is not condition.filled)
        or (condition.at_least is not None and not any(value >= condition.at_least for value in found))
    )


def day_of(entry: Entry, fields: Iterable[str]) -> date | None:
    """The day on which an act counts."""
    for field in fields:
        for value in at(entry, field):
            return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    return None


def within(entry: Entry, fields: Iterable[str], first: date, last: date) -> bool:
    """Whether an act counts in a period, both days included."""
    if entry.kind in COVERING:
        begin, end = entry.links.covers_from, entry.links.covers_to
        return begin is not None and end is not None and first <= begin and end <= last
    day = day_of(entry, fields)
    return day is not None and first <= day <= last
