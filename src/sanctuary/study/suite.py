"""The files of a conformance folder: the law of this program and of a small invented world, with situations and their answers.

docs/commands/conformance.md is its page: `law/` is copied, `complete/` and `open/` hold one JSON object a line.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from sanctuary.documents import Frozen, as_json, as_line
from sanctuary.law.packs import OWN, Library
from sanctuary.law.used import digest_of
from sanctuary.study.conformance import SCHEMA, place_of, places_of

__all__ = ["INVENTED", "FileOf", "Manifest", "PlaceOf", "suite"]

INVENTED = Path(__file__).resolve().parent.parent / "invented"
"""A small invented world: its words and its packs."""

WORDS = ("vocabulary.cedarschema", "possible.cedar", "papers.toml", "governments.toml")
DECIDING = ("pack.toml", "facts.toml", "proceedings.toml", "rules/*.cedar", "law/*.md")


class FileOf(Frozen, frozen=True):
    """A file of situations: its path in the folder, its lines, and its SHA-256."""

    path: str
    lines: int
    sha256: str


class PlaceOf(Frozen, frozen=True):
    """A place in one of the two sets: its days, its files, and how many of the rules that speak of it some line names."""

    world: str
    place: str
    days: tuple[date, ...]
    hash: str
    rules: int
    rules_named: int
    files: tuple[FileOf, ...]


class Manifest(Frozen, frozen=True):
    """What a conformance folder holds, and from what it was drawn."""

    schema: str
    seed: int
    places: tuple[PlaceOf, ...]


def suite(
    worlds: Iterable[str] = ("own", "invented"),
    *,
    count: int = 1_000,
    open_count: int = 50,
    seed: int = 0,
    places: Iterable[str] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[str, bytes]]:
    """Each file of the folder: its path and its bytes, the manifest last.

    `count` and `open_count` are lines for each place; `places` names those of the program's own law that are wanted, all where empty.
    """
    yield "README.md", (INVENTED / "conformance.md").read_bytes()
    told: list[PlaceOf] = []
    for world in worlds:
        folder = OWN if world == "own" else INVENTED
        library = Library(folders=(folder,), words=folder)
        for path in _law(folder, library):
            yield f"{world}/law/{path.relative_to(folder).as_posix()}", path.read_bytes()
        wanted = tuple(places) if world == "own" else ()
        for name in (one for one in places_of(library) if not wanted or one in wanted):
            progress(f"situations of {name}")
            files, of_place = _place(world, library, name, (count, open_count, seed))
            yield from files
            told.append(of_place)
    yield "manifest.json", (as_json(Manifest(schema=SCHEMA, seed=seed, places=tuple(told))) + "\n").encode()


def _law(folder: Path, library: Library) -> Iterator[Path]:
    """The words, and what decides of each pack of a government."""
    yield from (folder / name for name in WORDS)
    for name in places_of(library):
        for pattern in DECIDING:
            yield from sorted(path for path in (folder / name).glob(pattern) if not path.name.startswith("."))


def _place(world: str, library: Library, name: str, counts: tuple[int, int, int]) -> tuple[list[tuple[str, bytes]], PlaceOf]:
    count, open_count, seed = counts
    place = place_of(library, name, seed)
    complete = list(place.complete(count))
    named = {rule for one in complete for rule in (*one.because, *one.voided, *one.notes, *(owed.rule for owed in one.duties))}
    lines = {"complete": [as_line(one) for one in complete], "open": [as_line(one) for one in place.open(open_count)]}
    files = [(f"{world}/{kind}/{name}.jsonl", "".join(f"{line}\n" for line in found).encode()) for kind, found in lines.items()]
    return files, PlaceOf(
        world=world,
        place=name,
        days=tuple(law.on for law in place.laws),
        hash=digest_of(place.laws[-1]),
        rules=len({bound.rule.id for law in place.laws for bound in law.written}),
        rules_named=len(named),
        files=tuple(FileOf(path=path, lines=raw.count(b"\n"), sha256=hashlib.sha256(raw).hexdigest()) for path, raw in files),
    )
