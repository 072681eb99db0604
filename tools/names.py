"""Writes `src/sanctuary/packs/places.tsv.gz`: every county and every city, town, village, borough and township of public tables.

    python tools/names.py --counties co-est2021-alldata.csv --cities us2021census.csv --agencies lee_2025.csv \
        --shapes counties-albers-10m.json

- `--counties`: the Census Bureau's county population totals, vintage 2021 (census.gov, co-est2021-alldata.csv), as published.
- `--cities`: the Census Bureau's city and town population totals, vintage 2021 (SUB-EST2021), compiled to the columns City, State, Type,
  Counties (with semicolons between) and Population of 2020.
- `--agencies`: the FBI's table of police employees by agency, 2025 (columns pub_agency_name, state_abbr, county_name, agency_type_name,
  population). It gives towns and townships that the table of cities leaves out and that have police of their own.
- `--shapes`: the Census Bureau's cartographic boundaries of counties, 2017, as the npm package us-atlas projects them (tools/atlas.py).

A line of the result has state, kind, name, counties, population, the tail that tells two places of one state apart in their ids, and for
a county the middle of its shape on a map 975 wide.
The same tables give the same bytes.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from atlas import arcs_of, area, middle, rings_of
from sanctuary.law.gazetteer import TABLE, key, slug

KINDS = {"census-designated place": "community", "town": "town", "village": "village", "borough": "borough", "charter township": "township",
         "township": "township", "metro township": "township"}  # fmt: skip
"""The kinds of the Census, as kinds here; every other one is a city."""

SUFFIX = re.compile(r"^(?P<name>[^,]+?) (?P<kind>Township|Town|Village|Borough)(?:, .* County)?$")


class Place(NamedTuple):
    """A line of the table."""

    state: str
    kind: str
    name: str
    counties: str
    population: int
    middle: str = ""


def middles(path: Path) -> dict[str, str]:
    """The middle of each county's largest piece, by its number."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs, found = arcs_of(topology), {}
    for one in topology["objects"]["counties"]["geometries"]:
        rings = [ring for ring in rings_of(one, arcs) if area(ring)] if one.get("arcs") else []
        if rings:
            x, y = middle(max(rings, key=area))
            found[one["id"]] = f"{x:.0f} {y:.0f}"
    return found


def counties(path: Path, states: dict[str, str], drawn: dict[str, str]) -> Iterator[Place]:
    """Counties, parishes and boroughs under their full names; independent cities are no counties."""
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            name = row["CTYNAME"].encode("latin-1").decode("utf-8") if "Ã" in row["CTYNAME"] else row["CTYNAME"]
            if row["SUMLEV"] == "050" and not name.endswith((" city", "Carson City", "District of Columbia")):
                at = drawn.get(row["STATE"] + row["COUNTY"], "")
                yield Place(states[row["STNAME"]], "county", name, "", int(row["POPESTIMATE2021"]), at)


def independent(path: Path, states: dict[str, str]) -> frozenset[tuple[str, str]]:
    """Cities that belong to no county, by state and key."""
    with path.open(encoding="latin-1", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["SUMLEV"] == "050" and row["CTYNAME"].endswith((" city", "Carson City"))]
    return frozenset((states[row["STNAME"]], key(row["CTYNAME"].removesuffix(" city"))) for row in rows)


def _keys(names: str) -> list[str]:
    """Counties between semicolons as keys, with and without their inner spaces: "LaSalle" is "La Salle" in the other table."""
    return [spelling for one in names.split(";") for spelling in dict.fromkeys((key(one), key(one).replace(" ", "")))]


def spellings(path: Path) -> dict[tuple[str, str], str]:
    """Names with the hyphens and apostrophes that the table of cities dropped, by state and key."""
    with path.open(encoding="utf-8", newline="") as file:
        names = [(row["state_abbr"].replace("NB", "NE"), row["pub_agency_name"]) for row in csv.DictReader(file)]
    return {(state, key(name)): name for state, name in sorted(names) if re.search(r"[-']", name)}


def cities(
    path: Path, alone: frozenset[tuple[str, str]], full: dict[tuple[str, str], str], spelled: dict[tuple[str, str], str]
) -> Iterator[Place]:
    """What the Census counts as cities and towns, with the full names of their counties."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            state, name = row["State"], re.sub(r"\b(Ste?)\b\.?(?= )", r"\1.", re.sub(r" \(.*\)$", "", row["City"]))
            if state == "DC":
                continue
            inside = [full[state, one] for one in _keys(row["Counties"]) if (state, one) in full]
            kind = KINDS.get(row["Type"].lower(), "city")
            name = f"{name} Township" if kind == "township" else spelled.get((state, key(name)), name)
            if (state, key(name)) in alone and kind == "city":
                inside = []
            yield Place(state, kind, name, ";".join(inside), int(row["Population"]))


def townships(path: Path, known: set[tuple[str, str, str]], full: dict[tuple[str, str], str]) -> Iterator[Place]:
    """Towns and townships with police of their own that the Census's table of cities does not have."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["ori"])
    seen = set()
    for row in rows:
        state = {"NB": "NE"}.get(row["state_abbr"], row["state_abbr"])
        match = SUFFIX.match(row["pub_agency_name"])
        if row["agency_type_name"] != "City" or not match or " and " in row["pub_agency_name"]:
            continue
        kind = match["kind"].lower()
        name = f"{match['name']} Township" if kind == "township" else match["name"]
        county = row["county_name"].split(",")[0]
        # "Union Township" and "Union" may be two places; the town of New York and the village of the same name are.
        if (state, key(name), kind) in known or (kind in ("village", "borough") and (state, key(name), "") in known):
            continue
        inside = full.get((state, key(county)), "")
        if (one := (state, kind, name, inside)) not in seen:
            seen.add(one)
            yield Place(state, kind, name, inside, int(row["population"] or 0))


def lines(places: Iterable[Place]) -> Iterator[str]:
    """Each place with the tail of its id: its kind, then its county, where others of the state have the same name."""
    every = sorted(set(places))
    by_slug: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in every:
        by_slug[place.state, slug(place.name)].append(place)
    for place in every:
        same = by_slug[place.state, slug(place.name)]
        tail = ""
        if len(same) > 1:
            kinds = Counter(one.kind for one in same)
            largest = max(same, key=lambda one: (one.kind == "city", one.population, one))
            if place != largest or kinds[place.kind] > 1:
                county = slug(place.counties.split(";")[0].removesuffix(" County"))
                # The name of a township has its kind in it already.
                told = [] if place.kind == "township" else [place.kind]
                tail = "-".join([*told, *([county] if kinds[place.kind] > 1 else [])])
        yield "\t".join((place.state, place.kind, place.name, place.counties, str(place.population), tail, place.middle))


def main() -> None:
    """The table, written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name in ("counties", "cities", "agencies", "shapes"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    from sanctuary.law.gazetteer import read_states  # noqa: PLC0415 - beside the table that this script writes

    states = {one.name: one.abbr for one in read_states()}
    places = list(counties(given.counties, states, middles(given.shapes)))
    full = {(one.state, key(re.sub(r" (County|Parish|Borough|Census Area|City and Borough|Municipality)$", "", one.name))): one.name
            for one in places}  # fmt: skip
    listed = list(cities(given.cities, independent(given.counties, states), full, spellings(given.agencies)))
    known = {(one.state, key(one.name), kind) for one in listed for kind in (one.kind, "")}
    text = "".join(f"{line}\n" for line in lines([*places, *listed, *townships(given.agencies, known, full)]))
    TABLE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TABLE}: {text.count(chr(10)):,} places, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
