"""What courts did on a day, in sentences: the rules that they stopped or let go on, by the suit's name, and the suits that began."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sanctuary.law.jurisdiction import Law
from sanctuary.law.orders import lasts
from sanctuary.law.packs import Pack
from sanctuary.model import Enjoined, Proceeding
from sanctuary.study.named import BILL, named_days
from sanctuary.study.phrases import listed

__all__ = ["Released", "court_days", "court_orders", "courts_through", "released", "ruled_on", "stops_beside"]


def court_days(law: Law, day: date) -> Iterator[str]:
    """A sentence for each order that begins or ends on a day, for each that stands when a rule begins, and for each suit of the place."""
    for pack in law.packs.values():
        for stop, rules in _orders(pack):
            end = f", until {stop.until}" if stop.until else ""
            number = "" if stop.number.startswith("not ") else f" {stop.number}"
            named = f"{stop.court}{number} in {_suit(pack, stop)}"
            part = _part(pack, stop, rules)
            if stop.since == day:
                yield f"A court stops {part}{end} ({named})."
            elif stop.until == day:
                yield f"No longer stopped by a court: {part} ({named})."
            elif lasts(stop, day) and any(rule.since == day and rule.id in rules for rule in pack.rules):
                yield f"Stopped by a court as it begins: {part} ({named}{end})."
        if pack.file.level != "federal":
            for one in pack.proceedings:
                if one.since == day:
                    number = "" if one.number.startswith("not ") else f" {one.number}"
                    yield f"In court: {one.title} ({one.court}{number}), {one.status}."


def court_orders(law: Law, day: date) -> Iterator[tuple[str, str]]:
    """What courts did on a day, by the name of the suit: what an order stops, the order that ends, and what was decided."""
    for pack in law.packs.values():
        begun: dict[tuple[str, date | None], list[str]] = {}
        ended: dict[str, list[tuple[Enjoined, tuple[str, ...]]]] = {}
        for stop, rules in _orders(pack):
            if stop.since == day:
                begun.setdefault((_suit(pack, stop), stop.until), []).append(_part(pack, stop, rules))
            elif stop.until == day:
                ended.setdefault(_suit(pack, stop), []).append((stop, rules))
        for (suit, until), parts in begun.items():
            yield suit, f"a court stops {_together(parts)}{f', until {until}' if until else ''}"
        for suit, stops in ended.items():
            began = listed([str(one) for one in sorted({stop.since for stop, _ in stops})])
            yield suit, f"{_ended(pack, stops, day)} (stopped since {began})"
        for one in pack.proceedings if pack.file.level != "federal" else ():
            if one.since == day and (one.status.startswith("decided: ") or _settles(pack, one)):
                yield one.title.partition(" (")[0], one.status.removeprefix("decided: ").partition(";")[0].rstrip(".")


def _settles(pack: Pack, one: Proceeding) -> bool:
    """Whether a reading is settled by a suit from the day of its status."""
    return any(settled.since == one.since and settled.number in one.number for settled in pack.settled)


def stops_beside(law: Law, day: date) -> tuple[date, ...]:
    """The other ends of the orders that begin or end on a day: a stop stands beside its end."""
    pairs = ((stop.since, stop.until) for pack in law.packs.values() for stop in pack.enjoined if stop.until)
    return tuple(sorted({other for pair in pairs if day in pair for other in pair} - {day}))


def courts_through(law: Law) -> date | None:
    """The last day of an order or a suit that was recorded, where it is after the law was last read; else nothing."""
    days = [day for pack in law.packs.values() for stop in pack.enjoined for day in (stop.since, stop.until) if day]
    days += [one.since for pack in law.packs.values() if pack.file.level != "federal" for one in pack.proceedings]
    last = max(days, default=law.known_through)
    return last if last > law.known_through else None


def ruled_on(law: Law, day: date) -> frozenset[str]:
    """The rules that courts stopped, released or decided on, on a day."""
    found = {stop.rule for pack in law.packs.values() for stop in pack.enjoined if day in (stop.since, stop.until)}
    for pack in law.packs.values():
        for one in pack.proceedings if pack.file.level != "federal" else ():
            found.update(one.touches if one.since == day and one.status.startswith("decided: ") else ())
    return frozenset(found)


def _ended(pack: Pack, stops: list[tuple[Enjoined, tuple[str, ...]]], day: date) -> str:
    """That orders end: what no court stops any longer, a law that was stopped whole by its name; where another order goes on, that."""
    parts = list(dict.fromkeys(_part(pack, stop, rules) for stop, rules in stops))
    touched = {rule for _, rules in stops for rule in rules}
    if any(one.rule in touched and lasts(one, day) for one in pack.enjoined):
        return f"the earlier court order against {_together(parts)} ends"
    laws = list(dict.fromkeys(_law(pack, stop) for stop, _ in stops))
    if all(_whole(pack, name) and not _stopped(pack, name, day) for name in laws):
        return f"no court order stops {listed(laws, 'or')} any longer"
    return f"no court order stops {_together(parts, 'or')} any longer"


def _together(parts: list[str], joined: str = "and") -> str:
    """Parts of laws in one phrase; what is stopped in its enforcement alone is told so once."""
    enforced = [one.removeprefix(_ENFORCED) for one in parts if one.startswith(_ENFORCED)]
    first = [f"{_ENFORCED}{listed(enforced, joined)}"] if enforced else []
    return listed([*first, *(one for one in parts if not one.startswith(_ENFORCED))], joined)


_ENFORCED = "the enforcement of "


@dataclass(frozen=True, slots=True)
class Released:
    """A law that courts stopped and released: its name, since when it is in force and whether an appeal goes on, in words.

    `rules`: those of a law that was stopped whole.
    """

    name: str
    since: date
    says: str
    rules: tuple[str, ...]


def released(law: Law, first: date) -> list[Released]:
    """The laws that courts stopped and released since a day, with what stands of them.

    Only laws of which no order stops anything any longer, the latest release first.
    """
    found = []
    # An order's end is recorded once it came, be it after the law was last read.
    on = max([law.known_through, *(stop.until for pack in law.packs.values() for stop in pack.enjoined if stop.until)])
    for pack in law.packs.values():
        standing = {rule.id: rule for rule in pack.rules if rule.since <= on and (rule.until is None or rule.until > on)}
        laws: dict[str, list[Enjoined]] = {}
        for stop in pack.enjoined:
            if stop.rule in standing:
                laws.setdefault(_law(pack, stop), []).append(stop)
        for name, stops in laws.items():
            ends = [stop.until for stop in stops if stop.until is not None]
            if len(ends) < len(stops) or _stopped(pack, name, on) or max(ends) < first:
                continue
            since = max(*ends, *(standing[stop.rule].since for stop in stops))
            what = name if _whole(pack, name) else f"what a court had stopped of {name}"
            appeal = "; an appeal is pending" if _appealed(pack, {stop.rule for stop in stops}, on) else ""
            rules = tuple(sorted({stop.rule for stop in stops})) if _whole(pack, name) else ()
            found.append(Released(what, since, f"in force since {since}{appeal}", rules))
    return sorted(found, key=lambda one: one.since, reverse=True)


def _appealed(pack: Pack, rules: set[str], on: date) -> bool:
    """Whether a suit about some rules goes on before a court of appeals, by its status."""
    near = (
        one for one in pack.proceedings if rules.intersection(one.touches) and one.since <= on and (one.until is None or one.until > on)
    )
    return any(re.search(r"\bappeal goes on\b|\bappeal (is )?pending\b", one.status) for one in near)


def _whole(pack: Pack, name: str) -> bool:
    """Whether an order stopped a law as a whole."""
    return any(stop.part == f"the whole of {name}" for stop in pack.enjoined)


def _stopped(pack: Pack, name: str, day: date) -> bool:
    """Whether an order that stands on a day stops something of a law."""
    return any(lasts(stop, day) and _law(pack, stop) == name for stop in pack.enjoined)


def _part(pack: Pack, stop: Enjoined, rules: tuple[str, ...]) -> str:
    """What an order stops, named by what it is, not by a pronoun: "the enforcement of SB 627 (face coverings) against federal officers"."""
    what, its, rest = stop.part.partition("its enforcement")
    if not its:
        return stop.part
    case = _case(pack, stop)
    bill, topic = _bill(case) if case else ("", "")
    named = f"{bill} ({topic})" if bill and topic else bill
    cites = listed(list(dict.fromkeys(rule.cites.partition(", ")[0] for rule in pack.rules if rule.id in rules)))
    return f"the enforcement of {what.rstrip(', ') or named or cites}{rest}"


def _law(pack: Pack, stop: Enjoined) -> str:
    """The law that an order is about: by the bill in the name of the suit, by the day on which the rule began, or by its section."""
    case = _case(pack, stop)
    rule = next((one for one in pack.rules if one.id == stop.rule), None)
    day = named_days().get(pack.id, {}).get(rule.since, "") if rule else ""
    return (_bill(case)[0] if case else "") or day or (pack.prose[rule.section].citation if rule else stop.part)


def _bill(case: Proceeding) -> tuple[str, str]:
    """The bill in the name of a suit, and what it is about: "(SB 627, face coverings)"; nothing where none is named."""
    told = re.search(r"\(([^)]*)\)", case.title)
    parts = told[1].split(", ", 1) if told else [""]
    bill = next((one for one in parts if BILL.match(one)), "")
    return bill, ", ".join(one for one in parts if bill and one != bill)


def _orders(pack: Pack) -> list[tuple[Enjoined, tuple[str, ...]]]:
    """The orders of a pack, each once with the rules that it stops."""
    found: dict[tuple[object, ...], tuple[Enjoined, list[str]]] = {}
    for stop in pack.enjoined:
        found.setdefault((stop.court, stop.number, stop.since, stop.until, stop.part), (stop, []))[1].append(stop.rule)
    return [(stop, tuple(rules)) for stop, rules in found.values()]


def _case(pack: Pack, stop: Enjoined) -> Proceeding | None:
    """The suit in which an order was made: of its number, and touching its rule if it can be; else the latest that touches the rule."""
    numbered = [one for one in pack.proceedings if stop.number in one.number and not stop.number.startswith("not ")]
    touching = sorted((one for one in pack.proceedings if stop.rule in one.touches), key=lambda one: one.since, reverse=True)
    begun = [one for one in touching if one.since <= stop.since]
    near = [*(one for one in numbered if one in touching), *numbered, *begun]
    return near[0] if near else None


def _suit(pack: Pack, stop: Enjoined) -> str:
    """The name of the suit in which an order was made."""
    case = _case(pack, stop)
    return case.title.partition(" (")[0].partition(", ")[0] if case else "An order"
