"""Law that is known and not encoded, by the day from which it stands: for a timeline of a place whose state's law nobody encoded."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sanctuary.law.jurisdiction import Law
from sanctuary.law.known import Known, ever_known
from sanctuary.law.standing import bare, bearing

__all__ = ["KnownDays", "known_days"]


class KnownDays(NamedTuple):
    """What is known in a stretch: by day, the latest first, each day with what it says; what began before it; and what has no day."""

    within: tuple[tuple[date, str], ...]
    before: str
    undated: str


def known_days(law: Law, first: date, last: date | None) -> KnownDays:
    """The known law of a place and of what bears on it by its days; nothing where its own law and that of its state are encoded."""
    if not bare(law.place, law.packs):
        return KnownDays((), "", "")
    every = [one for name in bearing(law.place, law.packs) for one in ever_known().get(name, ())]
    dated = sorted(((one.since, one) for one in every if one.since), key=lambda pair: pair[0], reverse=True)
    within = tuple((day, _said(one)) for day, one in dated if day >= first and (last is None or day <= last))
    before = [one for day, one in dated if day < first]
    return KnownDays(within, _listed(before), _listed([one for one in every if not one.since and not one.until]))


def _said(one: Known) -> str:
    """A law with the first of what it says, without its day, which stands in front."""
    return one.brief.replace(f"since {one.since}, ", "", 1)


def _listed(some: Iterable[Known]) -> str:
    return "; ".join(one.brief for one in some)
