"""Where no law of a state is encoded: that, and what is known of its law with where to read it, before an answer on many acts or rows."""

from collections.abc import Iterable, Mapping
from datetime import date

from sanctuary.law.known import Known, ever_known
from sanctuary.law.packs import Pack
from sanctuary.law.standing import PLAIN, KnownLaw, bearing, known_of, no_law_of, not_encoded, speaks_of, standing, turn

__all__ = ["first_lines", "first_or_standing", "known_between", "known_briefly", "nothing_encoded"]

MOST = 3
"""Laws that are named before an answer; how many more there are is said."""


def nothing_encoded(place: Pack, packs: Mapping[str, Pack], so: str) -> str:
    """That no law of a state, or of the place either, is encoded, and what follows: "this audit can find no breach of it"; else nothing."""
    if not not_encoded(place, packs):
        return ""
    told = no_law_of(place, packs)
    return f"{told[:1].upper()}{told[1:]}: {so}."


def known_between(
    place: Pack, packs: Mapping[str, Pack], actions: Iterable[str] = (), days: tuple[date | None, date | None] = (None, None)
) -> tuple[KnownLaw, ...]:
    """What is known where no law of the state is encoded, what speaks of some acts first; of a stretch of days all that stood in it."""
    return tuple(known_of(one) for one in _between(place, packs, actions, days))


def first_lines(
    place: Pack,
    packs: Mapping[str, Pack],
    so: str,
    actions: Iterable[str] = (),
    days: tuple[date | None, date | None] = (None, None),
    actor: str = "",
) -> list[str]:
    """The two together as lines: that nothing is encoded, then the first laws to read, each with its address; nothing where some is."""
    lead = nothing_encoded(place, packs, so)
    if not lead:
        return []
    every = _between(place, packs, actions, days, actor)
    told = [f"- {one.brief[:1].upper()}{one.brief[1:]}: {one.where}" for one in every[:MOST]]
    left = len(every) - MOST
    more = [f"- {left} more: sanctuary assess {place.id} --all"] if left > 0 else []
    return [f"{lead} {READ if told else NONE_KNOWN}", *told, *more]


def first_or_standing(place: Pack, packs: Mapping[str, Pack], so: str, actions: Iterable[str] = (), actor: str = "") -> tuple[str, ...]:
    """The same; where some law of the state is encoded, under whose law the place stands, if its own is not; else nothing.

    Of one `actor` without the law of governments that do not run it, and what speaks of others alone.
    """
    return tuple(first_lines(place, packs, so, actions, actor=actor) or filter(None, [standing(place, packs)]))


def known_briefly(place: Pack, packs: Mapping[str, Pack], most: int, *, cites: bool = False) -> str:
    """The first known laws where no law of the state is encoded, on limits and jails first: each with what it says, or `cites` alone."""
    every = _between(place, packs, PLAIN, (None, None))
    told = [one.cites if cites else one.brief for one in every[:most]]
    left = len(every) - len(told)
    more = [f"{left} more with sanctuary assess {place.id}"] if left and not cites else []
    return "; ".join([*told, *more])


READ = "Known law, to be read first:"
NONE_KNOWN = "What law it has was not found either."


def _between(
    place: Pack, packs: Mapping[str, Pack], actions: Iterable[str], days: tuple[date | None, date | None], actor: str = ""
) -> tuple[Known, ...]:
    """The lines of the governments that bear on a place, or on an actor there, those on the acts first, as `standing.turn` orders them."""
    if not not_encoded(place, packs):
        return ()
    first, last = days
    asked = frozenset(actions)
    every = [one for name in bearing(place, packs, actor) for one in ever_known().get(name, ()) if speaks_of(one, place, actor)]
    stood = [one for one in every if _stood(one, first, last)]
    return tuple(sorted(stood, key=lambda one: min((turn(one, action) for action in asked), default=int(one.place.count("-") > 1))))


def _stood(one: Known, first: date | None, last: date | None) -> bool:
    """Whether a law stood on some day of a stretch; without one, whether it stands now."""
    ended = one.until and (not first or one.until <= first)
    return not ended and not (last and one.first and one.first > last)
