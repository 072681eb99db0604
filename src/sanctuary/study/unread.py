"""What was read of the governments that bear on an answer: nothing, a part, or all that there is on an act.

Law that nobody read must never look like law that permits, so whatever rests on an absence says which of these it was.
"""

from collections.abc import Iterable

from sanctuary.documents import Frozen
from sanctuary.law.jurisdiction import Law
from sanctuary.law.packs import Pack
from sanctuary.law.runs import ancestors
from sanctuary.study.governments import laws

__all__ = ["Unread", "not_read", "not_searched", "read", "unread", "unread_above"]


class Unread(Frozen, frozen=True):
    """Governments whose law on something was not searched to the end: those of which `nothing` was read, and those read in `part`."""

    nothing: tuple[str, ...]
    part: tuple[str, ...]


def read(pack: Pack) -> bool:
    """Whether anything of a government's law was read: a rule of a text, or where none was found; a draft's own rules are no law yet."""
    return any(rule.source != "draft" for rule in pack.rules) or any(how != "not-searched" for how in pack.file.coverage.values())


def unread(law: Law, names: Iterable[str]) -> Unread:
    """Some governments whose law was not searched to the end, by what was read of them; one without a pack was not read."""
    every = tuple(dict.fromkeys(names))
    nothing = tuple(name for name in every if name not in law.packs or not read(law.packs[name]))
    return Unread(nothing=nothing, part=tuple(name for name in every if name not in nothing))


def unread_above(law: Law) -> tuple[str, ...]:
    """The governments above a place of whose law nothing was read, the nearest first."""
    return tuple(name for name in ancestors(law.packs, (law.place.id,)) if name != law.place.id and not read(law.packs[name]))


def not_searched(law: Law, names: Iterable[str], actor: str = "") -> str:
    """A clause on what was not searched, of some governments whose law was not searched to the end.

    "the law of Arizona was not searched at all, and that of the United States was not searched to the end".
    """
    found = unread(law, names)
    told = [f"{laws(law, found.nothing, actor)} was not searched at all"] if found.nothing else []
    told += [f"{laws(law, found.part, actor)} was not searched to the end"] if found.part else []
    return f"the law {', and that '.join(told)}"


def not_read(law: Law, names: Iterable[str]) -> str:
    """A clause on governments of whose law nothing is encoded: "no rule of Arizona is encoded"."""
    return f"no rule {laws(law, names).replace(' and of ', ' or of ')} is encoded"
