"""What sealed entries say of each other: holds, erasures, fulfillments, voids, losses, days. The one place that decides it.

The store's tables say the same for whoever looks into it with other tools. Nothing here believes them: each row is opened under its own
data key beside its own leaf, all leaves together must give the root that was signed, and the tables are then held against what follows.

Rules it keeps:
- Numbers run from 0 without a gap, and a leaf says its own number.
- A row that does not open is erased or lost by an entry that says so, or else it was tampered with.
- An act about the record itself (NEVER_ERASED) is never erased, so that what follows from it cannot vanish.
- An erasure, a void, a restoration and a change of who may open the record have no effect without the signatures of the people that they
  need (persons.py): what one person wrote in the name of two, nothing follows from.
- The day of an entry is the one that was sealed with it; of an erased one the row's, as far as the leaf's month bears it out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sanctuary.errors import TamperError
from sanctuary.record.persons import TWO, People
from sanctuary.record.seal import Sealed, drafted, kind_and_links, month_number, unsigned
from sanctuary.record.store import CHANGED, Index, Row
from sanctuary.tlog.verify import Frontier, leaf_hash

__all__ = ["NEVER_ERASED", "Derived", "differences"]

NEVER_ERASED = frozenset({"erasure", "hold", "release-of-hold", "key-rotation", "void", "restoration", "key-holder", "proposal"})
"""Acts about the record itself; what stands follows from them."""

_REPAIR = "'sanctuary record restore' writes the tables anew from the entries. Find out who changed them."


@dataclass(slots=True)
class Derived:
    """What follows from the first entries of a log. `where` names the store in refusals.

    `holds`: by the entry of the hold, the entry held and the entry that released it. `erased`, `voided`, `lost`: by number, the entry that
    says so. `about`: what each correction is about. `once`: the entries that were added under a token. `wrappings`: how many entries tell
    of a new wrapping key; `signing`: the keys that the last entry on new signing keys named. `holders`: by person, whether the last entry
    of them says that they may open the record. `people`: the list of those who sign. `unsigned`: by number, what is wrong with the
    signatures of an entry; with `every` all are looked at, else those of acts that rest on them. `missing`: rows that were passed over.
    """

    where: str
    hashes: list[bytes] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    frontier: Frontier = field(default_factory=Frontier)
    holds: dict[int, list[int | None]] = field(default_factory=dict)
    erased: dict[int, int] = field(default_factory=dict)
    voided: dict[int, int] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)
    fulfilled: dict[str, int] = field(default_factory=dict)
    about: dict[int, int] = field(default_factory=dict)
    once: dict[str, int] = field(default_factory=dict)
    signing: tuple[str, ...] = ()
    wrappings: int = 0
    holders: dict[str, bool] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    people: People | None = None
    every: bool = False
    unsigned: dict[int, str] = field(default_factory=dict)
    missing: set[int] = field(default_factory=set)

    @property
    def size(self) -> int:
        """How many entries were read."""
        return len(self.hashes)

    def take(self, row: Row, key: bytes | None) -> Sequence[bytes]:
        """The groups of the next row, opened with its data key, not yet held against the leaf's commitments; none where it is closed.

        Refuses a row that is out of order, and one that does not open though it has a key.
        """
        leaf, seq = row.leaf, self.size
        if row.seq != seq:
            raise TamperError(f"{self.where}: entry {seq} is missing, and numbers have no gap. {CHANGED}")
        if leaf[:1] != b"\1" or int.from_bytes(leaf[1:9], "big") != seq:
            raise TamperError(f"{self.where}: entry {seq}: its leaf is not its own. {CHANGED}")
        told: Mapping[str, Any] | None = None
        values: Sequence[bytes] = ()
        hashed = leaf_hash(leaf)
        if key is None:
            self.closed[seq] = "its data key is missing or destroyed (keys.sqlite)"
        elif not any(row.private):
            self.closed[seq] = "its private part was destroyed"
        else:
            told, values = kind_and_links(Sealed(leaf, row.private), key, hashed)
        self.days.append(_day(row, told, self.where))
        self.hashes.append(hashed)
        self.frontier.append(hashed)
        if told and self._rightly_signed(seq, told, values):
            self._follow(seq, told)
        return values

    def listed(self) -> dict[str, str]:
        """The key of each person who signs entries now; nobody where people do not sign."""
        return dict(self.people.listed) if self.people is not None and self.people.founding is not None else {}

    def standing(self, seq: int) -> list[int]:
        """The entries whose holds on `seq` stand."""
        return [number for number, (held, released) in self.holds.items() if held == seq and released is None]

    def index(self) -> Index:
        """What the tables must say."""
        holds = tuple((number, held or 0, released) for number, (held, released) in self.holds.items())
        return Index(holds, dict(sorted(self.erased.items())), dict(self.fulfilled))

    def unsaid(self) -> list[tuple[int, str]]:
        """The entries that do not open although no entry says why, each with what was found."""
        return [(seq, why) for seq, why in self.closed.items() if seq not in self.erased and seq not in self.lost]

    def need_whole(self) -> None:
        """Refuses where an entry does not open and no entry says why."""
        for seq, why in self.unsaid():
            raise TamperError(f"{self.where}: entry {seq}: {why}, and no entry says so. {CHANGED}")

    def day_of(self, leaf: bytes) -> int:
        """A day for a leaf of which nothing else is left: the first of its month."""
        year, month = divmod(int.from_bytes(leaf[9:13], "big"), 12)
        return date(year, month + 1, 1).toordinal()

    def pass_over(self, row: Row) -> None:
        """Counts a row that was refused, so that those after it can be looked at."""
        self.hashes.append(leaf_hash(row.leaf))
        self.days.append(row.day)
        self.frontier.append(self.hashes[-1])

    def pass_missing(self) -> None:
        """Counts a row that is not there, so that those after it can be looked at; no tree over it gives a root that was signed."""
        self.missing.add(self.size)
        self.hashes.append(bytes(32))
        self.days.append(self.days[-1] if self.days else 1)
        self.frontier.append(self.hashes[-1])

    def before(self, day: date) -> int:
        """How many entries stand before the first one that was recorded on a day or later.

        No entry was recorded later than one that follows it: a clock that ran ahead for a while, and was set right, holds nothing back.
        """
        count, latest = self.size, day.toordinal()
        while count and self.days[count - 1] >= latest:
            count -= 1
        return count

    def _rightly_signed(self, seq: int, told: Mapping[str, Any], values: Sequence[bytes]) -> bool:
        """Whether what an entry says takes effect; what is wrong with its signatures is noted."""
        rests = told.get("kind", "dealing") in TWO
        if self.people is None or not (rests or self.every):
            return True
        draft = drafted(values, told) if told.get("links", {}).get("made_by") else b""
        if trouble := self.people.trouble(seq, told, unsigned(values, told), draft):
            self.unsigned[seq] = trouble
        elif rests and told.get("kind") == "key-holder":
            self.people.follow(seq, told)
        return not (rests and trouble)

    def _follow(self, seq: int, told: Mapping[str, Any]) -> None:
        links = told.get("links", {})
        if once := links.get("once"):
            self.once.setdefault(once, seq)
        follow = _FOLLOWS.get(told.get("kind", "dealing"))
        if follow:
            follow(self, seq, links.get("about"), told)


def _hold(known: Derived, seq: int, about: int, _: Mapping[str, Any]) -> None:
    known.holds[seq] = [about, None]


def _release(known: Derived, seq: int, about: int, _: Mapping[str, Any]) -> None:
    for number in known.standing(about):
        known.holds[number][1] = seq


def _erase(known: Derived, seq: int, about: int, told: Mapping[str, Any]) -> None:
    known.erased.setdefault(about, seq)
    if kept := (told.get("erasure") or {}).get("fulfilled"):
        known.fulfilled.setdefault(kept, about)


def _fulfill(known: Derived, seq: int, _: int, told: Mapping[str, Any]) -> None:
    known.fulfilled.setdefault(told["links"].get("due", ""), seq)


def _correct(known: Derived, seq: int, about: int, _: Mapping[str, Any]) -> None:
    known.about[seq] = about


def _void(known: Derived, seq: int, about: int, _: Mapping[str, Any]) -> None:
    known.voided.setdefault(about, seq)
    known.fulfilled = {item: number for item, number in known.fulfilled.items() if number != about}


def _restore(known: Derived, seq: int, _: int, told: Mapping[str, Any]) -> None:
    for span in told["restoration"].get("lost", ()):
        first, __, last = span.partition("-")
        for number in range(int(first), min(int(last or first), seq) + 1):
            known.lost.setdefault(number, seq)


def _rotate(known: Derived, _: int, __: int, told: Mapping[str, Any]) -> None:
    said = told["rotation"]
    known.signing = tuple(said.get("current", ())) or known.signing
    known.wrappings += said["purpose"] in ("wrapping", "both")


def _holder(known: Derived, _: int, __: int, told: Mapping[str, Any]) -> None:
    said = told["key_holder"]
    if not said["act"].startswith("account"):
        known.holders[said["person"]] = said["act"] != "removed"


_FOLLOWS: Mapping[str, Callable[[Derived, int, Any, Mapping[str, Any]], None]] = {
    "hold": _hold, "release-of-hold": _release, "erasure": _erase, "fulfillment": _fulfill, "correction": _correct, "void": _void,
    "restoration": _restore, "key-rotation": _rotate, "key-holder": _holder,
}  # fmt: skip
"""What follows from an entry, by its kind."""


def _day(row: Row, told: Mapping[str, Any] | None, where: str) -> int:
    """The day that was sealed with an entry; the row's own where nothing sealed is left, if the leaf's month is its month."""
    if told is not None:
        day = date.fromisoformat(told["recorded_at"][:10]).toordinal()
        if day != row.day:
            raise TamperError(f"{where}: entry {row.seq}: the day beside it is not the one that was sealed with it. {_REPAIR}")
        return day
    try:
        fits = month_number(date.fromordinal(row.day)) == int.from_bytes(row.leaf[9:13], "big")
    except (ValueError, OverflowError):
        fits = False
    if not fits:
        raise TamperError(f"{where}: entry {row.seq}: the day beside it is not in the month that its leaf says. {_REPAIR}")
    return row.day


def differences(where: str, tables: Index, entries: Index) -> Iterable[str]:
    """What the tables say otherwise than the entries, in words."""
    for name, said, meant in (
        ("holds", {one[0]: one for one in tables.holds}, {one[0]: one for one in entries.holds}),
        ("erased", tables.erased, entries.erased),
        ("fulfilled", tables.fulfilled, entries.fulfilled),
    ):
        for key in sorted({*said, *meant}, key=str):
            if key not in said:
                yield f"{where}: the table '{name}' does not say what entry {_source(meant[key])} says. {_REPAIR}"
            elif key not in meant:
                yield f"{where}: the table '{name}' says something (of {key}) that no entry says. {_REPAIR}"
            elif said[key] != meant[key]:
                yield f"{where}: the table '{name}' says otherwise (of {key}) than entry {_source(meant[key])}. {_REPAIR}"


def _source(said: object) -> object:
    return said[0] if isinstance(said, tuple) else said
