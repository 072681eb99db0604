"""Where what an answer rests on can be read: what others say of a place, known law that is not encoded, and the sources of each pack."""

from sanctuary.law.jurisdiction import Law
from sanctuary.law.others import said_by
from sanctuary.law.standing import read_first
from sanctuary.study.phrases import upper
from sanctuary.study.section import Section

__all__ = ["beside_sources", "sources"]


def beside_sources(law: Law) -> tuple[Section, ...]:
    """What stands beside an answer and decides nothing, each with its address and the day on which it was read."""
    said = [f"{upper(one.who)} {one.what} ({one.day}): {one.title}, {one.address} ({one.read})." for one in said_by(law.place.id, law.on)]
    known = read_first(law.place, law.packs, "", titles=True, on=law.on)
    found = (
        Section(heading="What others say of it", lines=tuple(said)),
        Section(heading="Known but not encoded", lines=tuple(known)),
    )
    return tuple(one for one in found if one.lines)


def sources(law: Law) -> tuple[Section, ...]:
    """The same, and in what the law was read of which rules are encoded, the place's own first; a text from memory is marked so."""
    packs = [law.place, *(pack for pack in reversed(tuple(law.packs.values())) if pack is not law.place)]
    every = [
        Section(
            heading=f"Read for the law of {pack.file.title}",
            lines=tuple(f"{one.title}: {one.address or 'no address'} ({one.kind}, {one.read})." for one in pack.file.source),
            folded=True,
        )
        for pack in packs
        if pack.rules and pack.file.source
    ]
    return (*beside_sources(law), *every)
