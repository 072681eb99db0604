"""What courts have settled and stopped on a day, and whom their orders reach."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sanctuary.errors import PackError, nearest
from sanctuary.law.packs import Pack
from sanctuary.model import Consequence, Enjoined, Fact, Proceeding, Settled

__all__ = ["FEDERAL_OFFICERS", "STATE_COURT", "agreed", "lasts", "names", "settled_by", "stopped_by"]

STATE_COURT = "court"
"""The actor that a federal court of appeals does not bind."""

FEDERAL_OFFICERS = "federal-officers"
"""Toward whom a court may stop a rule of a state that binds local officers too; no actor of the vocabulary."""


def settled_by(packs: Mapping[str, Pack], scope: Mapping[str, tuple[str, ...]], on: date) -> dict[str, dict[str, tuple[Settled, ...]]]:
    """What courts have settled on the day, by reading and by the actors that the government of the pack, or one below it, runs.

    A federal court of appeals binds no state court.
    """
    found: dict[str, dict[str, tuple[Settled, ...]]] = {}
    declared = {name for pack in packs.values() for name in pack.readings}
    for name, pack in packs.items():
        for one in pack.settled:
            if one.reading not in declared:
                where, hint = pack.folder / "proceedings.toml", nearest(one.reading, declared)
                raise PackError(f"{where}: [[settled]] names the reading '{one.reading}', which is not declared; {hint}")
            by_actor = found.setdefault(one.reading, {}) if lasts(one, on) else {}
            for actor, names in scope.items():
                if name in names and (actor != STATE_COURT or one.binds_state_courts):
                    by_actor[actor] = (*by_actor.get(actor, ()), one)
    return found


def stopped_by(packs: Mapping[str, Pack], scope: Mapping[str, tuple[str, ...]], on: date) -> Iterator[tuple[Enjoined, frozenset[str]]]:
    """What courts have stopped on the day, each with the actors that it reaches: a rule of the same pack toward whomever it binds."""
    rules = {rule.id for pack in packs.values() for rule in pack.rules}
    for name, pack in packs.items():
        for stop in pack.enjoined:
            where, home = pack.folder / "proceedings.toml", stop.rule.partition("/")[0]
            if home in packs and stop.rule not in rules:
                raise PackError(f"{where}: [[enjoined]] names the rule '{stop.rule}', which is not found; {nearest(stop.rule, rules)}")
            for actor in stop.toward:
                if actor not in scope and actor != FEDERAL_OFFICERS:
                    raise PackError(f"{where}: [[enjoined]] of '{stop.rule}' names '{actor}', who is no actor; {nearest(actor, scope)}")
            if lasts(stop, on):
                toward = [actor for actor, names in scope.items() if name in names or home == name]
                yield stop, frozenset(stop.toward or toward).intersection(toward)


def agreed(orders: Iterable[Settled]) -> bool | None:
    """The value that some courts agree on."""
    values = {one.value for one in orders}
    return values.pop() if len(values) == 1 else None


def lasts(dated: Fact | Proceeding | Settled | Enjoined | Consequence, on: date) -> bool:
    """Whether a day lies within the days of something dated."""
    return dated.since <= on and (dated.until is None or on < dated.until)


def names(place: Pack, text: str) -> bool:
    """Whether a text names a place: "City of Chicago", or "Chicago" where that is not the name of a county."""
    title = place.file.title
    short = re.escape(re.sub(r"^(City|Town|Village) of ", "", title).partition(",")[0])
    return title in text or re.search(rf"(?<!County of )\b{short}\b(?! County)", text) is not None
