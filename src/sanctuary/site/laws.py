"""What a site is made of: each law measured and followed once, and read back where it was computed from the same things before."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import TypeVar

import sanctuary
from sanctuary.documents import Frozen, as_json, reader_for, replace
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library, Pack
from sanctuary.law.used import digest_of
from sanctuary.study.assess import Assessment, assess
from sanctuary.study.frame import tabled
from sanctuary.study.survey import ASKED, Survey, survey_of, surveyed
from sanctuary.study.timeline import Timeline, timeline
from sanctuary.study.years import told

__all__ = ["Computed", "Known", "Store", "compute"]

T = TypeVar("T", bound=Frozen)


@dataclass(frozen=True)
class Known:
    """A place: its law on the day, measured by every definition, and, for a place with a pack, followed through time."""

    law: Law
    report: Assessment
    timeline: Timeline | None = None

    @property
    def pack(self) -> Pack:
        """The place's own pack."""
        return self.law.place


@dataclass(frozen=True)
class Computed:
    """Everything that pages are drawn from.

    `elsewhere`: for a state with a pack, its largest city without one, which stands for the others.
    """

    library: Library
    on: date
    standards: tuple[Pack, ...]
    places: Mapping[str, Known]
    elsewhere: Mapping[str, Known]

    @property
    def of_some(self) -> bool:
        """Whether the site is of some places alone, and others have a pack too."""
        return any(one not in self.places and self.library.get(one).file.kind == "law" for one in self.library.ids)

    def inside(self, state: str) -> list[tuple[str, str]]:
        """The places of the site in a state, with their titles."""
        return [(one, known.report.title) for one, known in self.places.items() if one.startswith(f"{state}-")]

    @cached_property
    def survey(self) -> Survey:
        """All places of the site by all definitions, as `table` prints them."""
        asked = [one for one in self.places.values() if one.pack.government in ASKED]
        return survey_of(self.library, self.on, self.standards, [surveyed(one.law, one.report, self.standards) for one in asked])

    @property
    def table(self) -> str:
        """The command that prints the table of the site's places; `assess --all` tells of large cities without a pack too."""
        return f"sanctuary assess {' '.join(one.id for one in self.survey.places)} --on {self.on}"


@dataclass
class Store:
    """Computed files by path, with the digest of what each was computed from; `earlier` gives one that was kept."""

    earlier: Callable[[str, str], bytes | None]
    files: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    fresh: int = 0

    def get(self, path: str, kind: type[T], parts: Sequence[str], make: Callable[[], T]) -> T:
        """A result: read back where it was kept, else made."""
        key = _key(path, *parts)
        raw = self.earlier(path, key)
        found = reader_for(kind)(raw) if raw else None
        if found is None or raw is None:
            found = make()
            raw, self.fresh = (as_json(found) + "\n").encode(), self.fresh + 1
        self.files[path], self.keys[path] = raw, key
        return found

    def raw(self, path: str, parts: Sequence[str], make: Callable[[], bytes]) -> None:
        """The same for a file that nobody reads back."""
        key = _key(path, *parts)
        raw = self.earlier(path, key)
        if raw is None:
            raw, self.fresh = make(), self.fresh + 1
        self.files[path], self.keys[path] = raw, key


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join((*parts, program())).encode()).hexdigest()


@cache
def program() -> str:
    """A digest of the program itself and of the words beside the packs: another program may answer otherwise."""
    home = Path(sanctuary.__file__).parent
    total = hashlib.sha256()
    for path in sorted(one for one in home.rglob("*") if one.is_file() and "__pycache__" not in one.parts):
        inside = path.relative_to(home)
        if inside.parts[0] != "packs" or len(inside.parts) == 2:
            total.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def compute(
    library: Library, on: date, standards: Sequence[Pack], places: Sequence[str], store: Store, progress: Callable[[str], None]
) -> Computed:
    """Measures and follows each place, and one city for each state; results go into the store as the JSON of the commands."""
    rods, asked = tuple(standards), [one.digest for one in standards]
    cities = list(_others(library, places))
    number, total = count(1), 2 * len(places) + len(cities)
    found = {}
    for name in places:
        law = law_of(library, name, on)
        progress(f"{next(number)} of {total}: {law.place.file.title} by {len(rods)} definitions")
        report = _measured(store, f"data/places/{name}.json", law, rods)
        progress(f"{next(number)} of {total}: {law.place.file.title} through time")
        path, parts = f"data/timelines/{name}.json", [digest_of(law), *asked]
        followed = store.get(path, Timeline, parts, lambda name=name: _followed(library, name, rods))  # type: ignore[misc]
        found[name] = Known(law, report, followed)
    elsewhere = {}
    for state, city in cities:
        law = law_of(library, city, on)
        progress(f"{next(number)} of {total}: {law.place.file.title}, for the cities of {library.title(state)}")
        elsewhere[state] = Known(law, _measured(store, f"data/elsewhere/{state}.json", law, rods))
    return Computed(library, on, rods, found, elsewhere)


def _followed(library: Library, name: str, standards: tuple[Pack, ...]) -> Timeline:
    """A place through time as its command prints it, with each law by its name."""
    report = timeline(library, name, standards)
    law = law_of(library, name, library.get(name).file.known_through)
    return replace(told(report, law_of(library, name, report.known_through)), rows=tabled(report, law))


def _measured(store: Store, path: str, law: Law, standards: tuple[Pack, ...]) -> Assessment:
    parts = [digest_of(law), *(one.digest for one in standards), law.on.isoformat()]
    return store.get(path, Assessment, parts, lambda: assess(Proofs(law), standards))


def _others(library: Library, places: Sequence[str]) -> Iterator[tuple[str, str]]:
    """For each state with a pack its largest city without one."""
    table = library.places
    for state in (one for one in places if table.state(one)):
        cities = [table.entry(one) for one in table.table() if one.startswith(f"{state}-") and table.standing(one) == one]
        free = [one for one in cities if one.kind != "county" and one.id not in library.ids]
        if free:
            yield state, max(free, key=lambda one: (one.population, one.id)).id
