"""A place without a pack: the law above it, and who runs what there, as the text of the pack.toml that nobody has written yet.

Any city or county of the table stands under its state's law; a state without a pack under federal law alone. What is made here is the
text of a pack file, read like any other, so that it has a digest that says which law answered. It has no rules and no coverage:
what is found is found above it, and an absence counts for nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.law.gazetteer import Entry, entries_in
from sanctuary.law.known import known
from sanctuary.law.places import Places
from sanctuary.model import SourceKind

__all__ = ["Body", "Jail", "bodies", "jails", "pack_text", "table"]

_JAILS = Path(__file__).resolve().parent.parent / "packs" / "jails.toml"
_BODIES = _JAILS.with_name("bodies.toml")

_OF_A_COUNTY = {"sheriff": "sheriff", "probation": "probation", "prosecutor": "prosecutors", "health-facility": "health facilities"}
"""What a county usually runs for the cities in it, and a city outside any county runs itself."""


class Jail(Frozen, frozen=True):
    """Who runs the jail of a state's localities, or of one place (`by`), with what that was read in."""

    id: str
    name: str
    source: str
    address: str
    kind: SourceKind
    read: date
    by: str = ""


class _Jails(Frozen, frozen=True):
    state: tuple[Jail, ...]
    place: tuple[Jail, ...]


class Body(Frozen, frozen=True):
    """A public body that others run than is usual (`by`, else the state of its line), with what that was read in."""

    id: str
    actor: str
    name: str
    source: str
    address: str
    kind: SourceKind
    read: date
    by: str = ""


class _Bodies(Frozen, frozen=True):
    state: tuple[Body, ...]
    place: tuple[Body, ...]


@cache
def bodies() -> Mapping[str, tuple[Body, ...]]:
    """The bodies that stand apart from the cities of a state, or that a city runs itself, by the id of the state or the city."""
    read = shape(parse_toml(read_text(_BODIES), str(_BODIES)), _Bodies, str(_BODIES))
    found = (*read.state, *read.place)
    return {name: tuple(one for one in found if one.id == name) for name in dict.fromkeys(one.id for one in found)}


def _bodies_of(entry: Entry) -> tuple[Body, ...]:
    """Those of a place: of its state, then its own."""
    return (*bodies().get(f"us-{entry.state.lower()}", ()), *bodies().get(entry.id, ()))


@cache
def jails() -> Mapping[str, Jail]:
    """Who runs jails where it is not the county's sheriff, by the id of the state or place."""
    found = shape(parse_toml(read_text(_JAILS), str(_JAILS)), _Jails, str(_JAILS))
    return {one.id: one for one in (*found.state, *found.place)}


def pack_text(places: Places, name: str, known_through: date) -> str:
    """The pack.toml of a place that has none; `known_through` is that of the law above it."""
    state = places.state(name)
    if state:
        return _state(name, state.name, known_through)
    entry = places.entry(name)
    title = places.title(name)
    local = "county" if entry.kind == "county" else "city"
    actors = _actors(places, entry)
    head = {
        "id": name, "title": title, "kind": "law", "level": "local", "government": local, "parents": [f"us-{entry.state.lower()}"],
        "version": "0", "known_through": known_through, "instrument": "ordinance", "changed_by": "council",
        "gaps": [f"no local rule is encoded: ordinances, policies and practice of {title} were not searched"],
    }  # fmt: skip
    apart = "".join(_body_source(one) for one in _bodies_of(entry) if one.actor in actors)
    return table(head, actors, _source(_jail(places, entry)) + apart + _known(name))


def table(head: Mapping[str, object], actors: Mapping[str, tuple[str, str]], after: str = "") -> str:
    """The text of a pack.toml: its head, and who runs each actor under which name."""
    lines = [f"{name} = {_value(value)}" for name, value in head.items()]
    runs = [f"{actor} = {{ government = {_value(run)}, name = {_value(named)} }}" for actor, (run, named) in actors.items()]
    return "\n".join([*lines, *(["", "[actors]", *runs] if runs else [])]) + "\n" + after


def _state(name: str, title: str, known_through: date) -> str:
    head = {
        "id": name, "title": title, "kind": "law", "level": "state",
        "government": "city" if name == "us-dc" else "state", "parents": ["us"],
        "version": "0", "known_through": known_through, "instrument": "statute", "changed_by": "council" if name == "us-dc" else "state",
        "gaps": [f"no rule of {title} is encoded: its statutes, orders and practice were not searched"],
    }  # fmt: skip
    jail = jails().get(name) if name == "us-dc" else None
    return table(head, {"sheriff": (name, jail.name)} if jail else {}, _source(jail) + _known(name))


def _known(place: str) -> str:
    """What is known of a state's or a place's law and not encoded, and what it was read in, as tables of the pack."""
    told = []
    for number, one in enumerate(known().get(place, ()), 1):
        address = f"the text: {one.official}; read at {one.address}" if one.official else one.address
        source = {"id": f"known-{number}", "title": one.title, "address": address, "kind": one.kind, "read": one.read}
        told += ["", "[[source]]", *(f"{name} = {_value(value)}" for name, value in source.items())]
        told += ["", "[[beyond]]", f"place = {_value(place)}", f"what = {_value(one.said)}"]
    return "".join(f"{line}\n" for line in told)


def _actors(places: Places, entry: Entry) -> Mapping[str, tuple[str, str]]:
    """Who runs what the place's own kind of government usually does not: its one county, itself, or the state."""
    found: dict[str, tuple[str, str]] = {}
    state = f"us-{entry.state.lower()}"
    county = _county(places, entry)
    own = _jail(places, entry)
    if county:
        found = {actor: (county, f"{word} of {places.title(county)}") for actor, word in _OF_A_COUNTY.items()}
    if entry.kind == "community" and county:
        found |= {actor: (county, f"{actor} of {places.title(county)}") for actor in ("police", "library", "shelter", "permit-office")}
        found |= {actor: (county, f"{actor} of {places.title(county)}") for actor in ("governing-body", "other-department")}
    if own:
        found["sheriff"] = (own.by or state, own.name)
    if entry.kind != "county":
        short = places.title(county if entry.kind == "community" and county else entry.id).partition(",")[0]
        found |= {one.actor: (one.by or one.id, one.name.format(place=short)) for one in _bodies_of(entry)}
    return {actor: run for actor, run in found.items() if run[0] != entry.id or actor == "sheriff" or entry.kind != "county"}


def _jail(places: Places, entry: Entry) -> Jail | None:
    """Who runs the jail, where it is no sheriff of the county: of the place itself, of its county, or of every place of its state."""
    return jails().get(entry.id) or jails().get(_county(places, entry)) or jails().get(f"us-{entry.state.lower()}")


def _county(places: Places, entry: Entry) -> str:
    """The government that is the county of a city: the one it lies in, itself where it lies in none, nobody where it lies in several."""
    if entry.kind == "county" or len(entry.counties) > 1:
        return ""
    if not entry.counties:
        return entry.id
    ids = {one.name: one.id for one in _counties(entry.state)}
    return places.standing(ids[entry.counties[0]])


@cache
def _counties(state: str) -> tuple[Entry, ...]:
    return tuple(one for one in entries_in(state).values() if one.kind == "county")


def _source(jail: Jail | None) -> str:
    """What was read on who runs the jail, as a source of the pack."""
    if not jail:
        return ""
    fields: Iterable[tuple[str, object]] = (
        ("id", "who-runs-the-jail"), ("title", jail.source), ("address", jail.address), ("kind", jail.kind), ("read", jail.read),
    )  # fmt: skip
    return "\n[[source]]\n" + "".join(f"{name} = {_value(value)}\n" for name, value in fields)


def _body_source(body: Body) -> str:
    """What was read on a body that stands apart, as a source of the pack."""
    fields = (
        ("id", f"{body.actor}-apart"), ("title", body.source), ("address", body.address), ("kind", body.kind), ("read", body.read),
    )  # fmt: skip
    return "\n[[source]]\n" + "".join(f"{name} = {_value(value)}\n" for name, value in fields)


def _value(value: object) -> str:
    """A value of TOML; text as JSON writes it, which TOML reads the same."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
