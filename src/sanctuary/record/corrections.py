"""The acts that the record tells of: entries with what later entries correct in them.

Rules it keeps:
- A correction replaces the fields that it names in what it is about, or, where it names none, those that it fills; both stay known with
  their days. A correction of a correction goes to the same act.
- What was voided counts nowhere, and is told; a correction that was voided leaves what it corrected as it stood before.
- What was erased counts nowhere, and is told. What it was about is gone with it: a correction that was erased leaves what it corrected
  as it stood before, and a correction of something erased has nothing to apply to and is told too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sanctuary.documents import Frozen, replace
from sanctuary.record.entry import Entry, values
from sanctuary.record.line import Recorded

__all__ = ["Act", "Acts", "Version", "acts_of", "corrected", "corrected_fields"]

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


@dataclass(frozen=True, slots=True, repr=False)
class Acts:
    """What a record tells of: the acts in the order of their numbers, and the numbers of lines that count nowhere.

    `erased` and `lost` say nothing any more; `unapplied` are corrections that lead to one of those; `voided` are with their kinds.
    `begun` is the month of the first line, as YYYY-MM, empty where there is none.
    """

    acts: tuple[Act, ...]
    erased: tuple[int, ...]
    lost: tuple[int, ...]
    unapplied: tuple[int, ...]
    voided: tuple[tuple[int, str], ...]
    begun: str = ""


def acts_of(lines: Iterable[Recorded]) -> Acts:
    """The acts that lines tell of, each with what corrects it."""
    roots: dict[int, list[Version]] = {}
    root_of: dict[int, int] = {}
    erased, lost, unapplied, voided = list[int](), list[int](), list[int](), list[tuple[int, str]]()
    begun = ""
    for line in lines:
        begun = min(begun or line.month, line.month)
        if line.entry is None:
            (lost if line.erased_by is None else erased).append(line.seq)
        elif line.voided_by is not None:
            voided.append((line.seq, line.entry.kind))
        elif line.entry.kind != "correction":
            roots[line.seq] = [Version(line.seq, line.day, line.entry)]
            root_of[line.seq] = line.seq
        elif line.entry.links.about not in root_of:
            unapplied.append(line.seq)
        else:
            root = root_of[line.seq] = root_of[line.entry.links.about]
            roots[root].append(Version(line.seq, line.day, corrected(roots[root][-1].entry, line.entry)))
    acts = tuple(Act(seq, tuple(versions)) for seq, versions in roots.items())
    return Acts(acts, tuple(erased), tuple(lost), tuple(unapplied), tuple(voided), begun)


def corrected(entry: Entry, correction: Entry) -> Entry:
    """The entry with the fields that a correction replaces."""
    for path in corrected_fields(correction):
        entry = _with(entry, correction, path.split("."))
    return entry


def corrected_fields(correction: Entry) -> list[str]:
    """The paths of the fields that a correction replaces: the ones that it names, or, where it names none, those that it fills."""
    named = correction.links.corrects_fields or [path for path, value in values(correction) if value not in ("", "unknown")]
    return [path for path in dict.fromkeys(named) if path not in _NOT_CORRECTED and not path.startswith("signatures")]


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
