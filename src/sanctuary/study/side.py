"""The sides of a comparison, each named by what tells it from the other: two places, one place on two days, or by two encodings."""

from datetime import date

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import OWN
from sanctuary.law.used import PackUsed, digest_of_packs, packs_used
from sanctuary.study.phrases import titled

__all__ = ["Side", "alike", "full", "other_packs", "sides_of"]


class Side(Frozen, frozen=True):
    """One of the two laws. `name` is the shortest that tells it from the other.

    Of two places it is the title; of one place on two days `on 2018-01-04`; of one place by two encodings what encodes it: `without a pack
    of its own`, `as encoded here`, `with ./us-or-salem`. `draft`: a pack that is none of the program's own.
    """

    place: str
    title: str
    name: str
    draft: bool
    on: date
    known_through: date
    presumed: bool
    packs: tuple[PackUsed, ...]

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)


def sides_of(a: Law, b: Law, typed: tuple[str, str] = ("", "")) -> tuple[Side, Side]:
    """The two sides; `typed` is what was typed for each, by which a draft is called."""
    return _side(a, b, typed[0]), _side(b, a, typed[1])


def alike(a: Side, b: Side) -> bool:
    """Whether both are laws of one place, on two days or by two encodings."""
    return a.place == b.place


def other_packs(a: Side, b: Side) -> bool:
    """Whether both are laws of one place by two encodings."""
    return alike(a, b) and not a.name.startswith("on ")


def full(side: Side) -> str:
    """A side with its title and its day."""
    title = titled(side.title)
    if side.name in (title, f"on {side.on}"):
        return f"{title} on {side.on}"
    said = side.name if side.name.endswith(f"on {side.on}") else f"{side.name} on {side.on}"
    return f"{title} {said}"


def _side(law: Law, other: Law, typed: str) -> Side:
    return Side(
        place=law.place.id,
        title=law.place.file.title,
        name=_name(law, other, typed),
        draft=_draft(law),
        on=law.on,
        known_through=law.known_through,
        presumed=law.presumed,
        packs=packs_used(law),
    )


def _draft(law: Law) -> bool:
    return law.place.folder.is_dir() and law.place.folder.parent != OWN


def _name(law: Law, other: Law, typed: str) -> str:
    if law.place.id != other.place.id:
        return titled(law.place.file.title)
    if law.place.folder == other.place.folder:
        return f"on {law.on}"
    own = "as encoded here" if law.place.encoded else "without a pack of its own"
    packed = f"with {typed or _tail(law, other)}" if _draft(law) else own
    return packed if law.on == other.on else f"{packed} on {law.on}"


def _tail(law: Law, other: Law) -> str:
    """The end of a folder's path by which it is told from another: the same on every machine that keeps the two alike."""
    parts, others = law.place.folder.parts, other.place.folder.parts
    count = next((number for number in range(1, len(parts)) if parts[-number:] != others[-number:]), 1)
    return "/".join(parts[-count:]) if _draft(other) else parts[-1]
