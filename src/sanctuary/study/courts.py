"""What courts did on a day, in sentences: the rules that they stopped or let go on, by the suit's name, and the suits that began."""

from collections.abc import Iterator
from datetime import date

from sanctuary.law.jurisdiction import Law
from sanctuary.law.orders import lasts
from sanctuary.law.packs import Pack
from sanctuary.model import Enjoined
from sanctuary.study.phrases import listed

__all__ = ["court_days", "court_orders"]


def court_days(law: Law, day: date) -> Iterator[str]:
    """A sentence for each order that begins or ends on a day, for each that stands when a rule begins, and for each suit of the place."""
    for pack in law.packs.values():
        for stop, rules in _orders(pack):
            end = f", until {stop.until}" if stop.until else ""
            number = "" if stop.number.startswith("not ") else f" {stop.number}"
            named = f"{stop.court}{number} in {_suit(pack, stop)}"
            if stop.since == day:
                yield f"A court stops {stop.part}{end} ({named})."
            elif stop.until == day:
                yield f"No longer stopped by a court: {stop.part} ({named})."
            elif lasts(stop, day) and any(rule.since == day and rule.id in rules for rule in pack.rules):
                yield f"Stopped by a court as it begins: {stop.part} ({named}{end})."
        if pack.file.level != "federal":
            for one in pack.proceedings:
                if one.since == day:
                    number = "" if one.number.startswith("not ") else f" {one.number}"
                    yield f"In court: {one.title} ({one.court}{number}), {one.status}."


def court_orders(law: Law, day: date) -> Iterator[tuple[str, str]]:
    """What courts did on a day, by the name of the suit: what an order stops, the order that ends, and what was decided."""
    for pack in law.packs.values():
        begun: dict[tuple[str, date | None], list[str]] = {}
        ended: dict[str, list[str]] = {}
        for stop, rules in _orders(pack):
            part = _part(pack, stop, rules)
            if stop.since == day:
                begun.setdefault((_suit(pack, stop), stop.until), []).append(part)
            elif stop.until == day:
                ended.setdefault(_suit(pack, stop), []).append(part)
        for (suit, until), parts in begun.items():
            yield suit, f"a court stops {listed(parts)}{f', until {until}' if until else ''}"
        for suit, parts in ended.items():
            yield suit, f"the order that stopped {listed(parts)} ends"
        for one in pack.proceedings if pack.file.level != "federal" else ():
            if one.since == day and one.status.startswith("decided: "):
                yield one.title.partition(" (")[0], one.status.removeprefix("decided: ").partition(";")[0].rstrip(".")


def _part(pack: Pack, stop: Enjoined, rules: tuple[str, ...]) -> str:
    """What an order stops, named by what it is, not by a pronoun: "the enforcement of Penal Code 185.5 against federal officers"."""
    what, its, rest = stop.part.partition("its enforcement")
    if not its:
        return stop.part
    cites = listed(list(dict.fromkeys(rule.cites for rule in pack.rules if rule.id in rules)))
    return f"the enforcement of {what.rstrip(', ') or cites}{rest}"


def _orders(pack: Pack) -> list[tuple[Enjoined, tuple[str, ...]]]:
    """The orders of a pack, each once with the rules that it stops."""
    found: dict[tuple[object, ...], tuple[Enjoined, list[str]]] = {}
    for stop in pack.enjoined:
        found.setdefault((stop.court, stop.number, stop.since, stop.until, stop.part), (stop, []))[1].append(stop.rule)
    return [(stop, tuple(rules)) for stop, rules in found.values()]


def _suit(pack: Pack, stop: Enjoined) -> str:
    """The suit in which an order was made: the one of its number, else the latest that touches its rule and had begun."""
    numbered = [one for one in pack.proceedings if stop.number in one.number and not stop.number.startswith("not ")]
    begun = [one for one in pack.proceedings if stop.rule in one.touches and one.since <= stop.since]
    near = numbered or sorted(begun, key=lambda one: one.since, reverse=True)
    return near[0].title.partition(" (")[0].partition(", ")[0] if near else "An order"
