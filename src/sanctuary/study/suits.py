"""The suits beside an assessment: those of the place, and those of a government above it that touch what the answers rest on.

A suit between others is told as one: it may show how courts read a rule that binds the place, and it binds whom it names.
"""

from collections.abc import Iterator

from sanctuary.documents import Frozen
from sanctuary.law.circuits import binds_said, distance
from sanctuary.law.jurisdiction import Law
from sanctuary.law.orders import names
from sanctuary.law.packs import Pack
from sanctuary.law.runs import ancestors
from sanctuary.model import Proceeding
from sanctuary.study.phrases import listed, titled
from sanctuary.study.terms import status_said

__all__ = ["Suit", "suit_said", "suits"]

MOST_CITES = 3


class Suit(Frozen, frozen=True):
    """A suit with its status on the day. `of` is the pack that tells of it; `party`: it is the place's own, or names the place.

    `about` cites the rules that it touches, those first on which the answers rest, and `rests` says whether there is such a one.
    """

    title: str
    court: str
    number: str
    status: str
    binds: str
    of: str
    party: bool
    rests: bool
    about: tuple[str, ...]


def suits(law: Law, rests_on: frozenset[str]) -> tuple[Suit, ...]:
    """The suits of the place, then those of each government above it on whose rules the answers rest, and those that name the place.

    Of the United States, whose law binds all places, only those that touch such a rule. Each suit once.
    """
    found: dict[tuple[str, str, str], Suit] = {}
    for name in ancestors(law.packs, (law.place.id,)):
        pack = law.packs[name]
        for one in pack.proceedings:
            if one in law.proceedings and (suit := _suit(law, pack, one, rests_on)):
                found.setdefault((one.title, one.number, one.status), suit)
    return tuple(sorted(found.values(), key=lambda one: (not one.party, not one.rests, distance(law, one.court))))


def _suit(law: Law, pack: Pack, one: Proceeding, rests_on: frozenset[str]) -> Suit | None:
    own = pack.id == law.place.id
    party = own or names(law.place, f"{one.title}; {one.binds}; {one.status}")
    rests = not rests_on.isdisjoint(one.touches)
    near = pack.file.level != "federal" and any(name.startswith(f"{pack.id}/") for name in rests_on)
    if not (party or rests or near):
        return None
    written = law.as_written().by_id
    return Suit(
        title=one.title,
        court=one.court,
        number=one.number,
        status=one.status,
        binds=binds_said(law, one),
        of=pack.id,
        party=party,
        rests=rests,
        about=tuple(
            dict.fromkeys(
                written[name].rule.cites for name in sorted(one.touches, key=lambda name: name not in rests_on) if name in written
            )
        ),
    )


def suit_said(law: Law, suit: Suit) -> str:
    """A suit in a line, as what it is.

    A suit between others says whom it binds, and which rules of the answers it is about.
    """
    number = "case number not found" if suit.number.startswith("not ") else suit.number
    told = f"{suit.title} ({number}): {status_said(suit.status, law.on)}."
    return told if suit.party else f"{told} {' '.join(_between(law, suit))}"


def _between(law: Law, suit: Suit) -> Iterator[str]:
    more = len(suit.about) - MOST_CITES
    cites = listed([*suit.about[:MOST_CITES], *([f"{more} more"] if more > 0 else [])])
    if cites:
        yield f"Between others, about {cites}{', on which answers here rest' if suit.rests else ''}."
    else:
        yield f"Between others, about law of {titled(law.packs[suit.of].file.title)} that is not encoded here."
    yield f"Binds {suit.binds}."
