"""The duties of a dealing that a correction brings: those that its corrected words have, where its duties were derived and not decided.

An item of the calendar is a number and a place in the list of duties, and an entry that fulfilled one names it so. So a duty that was
fulfilled keeps its place, whatever the correction says.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sanctuary.account.deriving import derive
from sanctuary.account.duties_of import Laws
from sanctuary.documents import replace
from sanctuary.record.corrections import corrected
from sanctuary.record.entry import Entry, values
from sanctuary.record.fields import Determination, Duty

__all__ = ["in_places", "with_corrected_duties"]

_ASKED = ("event.actor", "event.request_types", "event.requesting_agency", "event.stated_purpose", "event.purpose_as_determined",
          "event.emergency_claimed", "event.received_at", "event.site_type", "event.area_public", "document.paper")  # fmt: skip
"""Fields that the question of the law is made of."""


def with_corrected_duties(
    before: Entry, correction: Entry, paths: Collection[str], fulfilled: Collection[int], place: str, agency: str, today: date, laws: Laws
) -> tuple[Entry, tuple[str, ...], tuple[str, ...]]:
    """The correction with the duties that the corrected dealing has, the paths of what it says of them, and what there is to say.

    `paths` are the fields that it corrects; `fulfilled` the places of duties that entries fulfilled. Where a decision was given, the duties
    stay as it said: then what there is to say is that it was made of other facts.
    """
    if before.kind != "dealing" or not place or not set(paths) & set(_ASKED):
        return correction, (), ()
    if not _derived(before, place, agency, today, laws):
        return (
            correction,
            (),
            ("the decision was made before this was corrected; decide again, and correct the entry with --decision FILE",),
        )
    whole = corrected(before, replace(correction, links=replace(correction.links, corrects_fields=tuple(paths))))
    found = _anew(whole, place, agency, today, laws)
    told = replace(found, duties=in_places(before.determination.duties, found.duties, fulfilled))
    if told == before.determination:
        return correction, (), ()
    full = replace(correction, determination=told)
    names = tuple(sorted({path for one in (full, before) for path, _ in values(one) if path.startswith("determination.")}))
    names = tuple(dict.fromkeys(".".join(name.split(".")[:2]) for name in names))
    return full, names, ("the duties of the dealing were derived anew from what it says now",)


def _anew(entry: Entry, place: str, agency: str, today: date, laws: Laws) -> Determination:
    received = entry.event.received_at
    _, proofs = laws(place, received.date() if received else today)
    return derive(proofs, replace(entry, determination=Determination()), agency).entry.determination


def _derived(entry: Entry, place: str, agency: str, today: date, laws: Laws) -> bool:
    """Whether the duties of a dealing are those that its own words have, or there are none and no outcome: nobody decided them."""
    told = entry.determination
    if told.outcome == "unknown" and not told.duties and not told.rule_ids:
        return True
    again = _anew(entry, place, agency, today, laws)
    return (set(again.duties), again.outcome, set(again.rule_ids)) == (set(told.duties), told.outcome, set(told.rule_ids))


def in_places(before: Sequence[Duty], after: Sequence[Duty], fulfilled: Collection[int]) -> tuple[Duty, ...]:
    """The duties of now, each that was there before in its own place, as far as no other needs the place; a fulfilled one always."""
    now = {_key(duty): duty for duty in after}
    there = {_key(duty) for duty in before}
    new = [duty for duty in after if _key(duty) not in there]
    held: list[Duty | None] = []
    for place, duty in enumerate(before):
        kept = now.get(_key(duty), duty if place in fulfilled else None)
        held.append(kept if kept is not None else new.pop(0) if new else None)
    held += new
    return tuple(_closed(held, before, fulfilled))


def _closed(held: list[Duty | None], before: Sequence[Duty], fulfilled: Collection[int]) -> Iterator[Duty]:
    """The list without gaps: one from behind the last that is fulfilled goes into a gap; where none is left, what was there stays.

    Nothing before a fulfilled duty moves: that would open a gap anew, and fill it with the duty that moved.
    """
    last = max((place for place in fulfilled if place < len(before)), default=-1)
    for place in range(len(held)):
        if held[place] is None:
            movable = [other for other in range(len(held) - 1, max(place, last), -1) if held[other] is not None]
            if movable:
                held[place], held[movable[0]] = held[movable[0]], None
            elif place < last:
                held[place] = before[place]
    return (one for one in held if one is not None)


def _key(duty: Duty) -> tuple[str, ...]:
    return duty.duty, duty.on, duty.cites, duty.rule
