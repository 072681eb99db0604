"""`sanctuary conformance`: situations with answers, for somebody who writes a second implementation."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Plain
from sanctuary.commands.printing import Outputs, Printer, print_json, working
from sanctuary.commands.words import place_of
from sanctuary.documents import parse_json, shape
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.study.suite import Manifest, PlaceOf, suite

__all__ = ["conformance"]

MOST = 1_000_000
"""Lines for each place, at most: what is asked for is held in memory."""


def conformance(
    folder: str,
    *,
    place: Annotated[str, Parameter(help="One place of the program's own law; without it all of them.")] = "",
    count: Annotated[int, Parameter(help="Complete situations for each place.")] = 1_000,
    open_count: Annotated[int, Parameter(name="--open", help="Situations with open facts for each place.")] = 50,
    seed: Annotated[int, Parameter(help="Another number, other situations.")] = 0,
    format: Plain = "text",  # noqa: A002 - the option's name
) -> int:
    """Write situations with their answers, for each place and for a small invented world.

    Parameters
    ----------
    folder
        A folder that does not exist yet, or is empty.
    """
    home = Path(folder)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise RequestError(f"{home}: not an empty folder. Name one that does not exist yet; nothing there is overwritten.")
    for name, value in (("--count", count), ("--open", open_count)):
        if not 0 <= value <= MOST:
            raise RequestError(f"{name} is {value}; expected a number of lines from 0 to {MOST:,}.")
    places = [_own(place)] if place else []
    raw = b"{}"
    with Outputs() as outputs, working("drawing situations") as status:
        told = status.update if status else lambda _: None
        for name, raw in suite(count=count, open_count=open_count, seed=seed, places=places, progress=told):
            outputs.place(home / name).write_bytes(raw)
    manifest = shape(parse_json(raw.decode(), "manifest.json"), Manifest, "manifest.json")
    if format == "json":
        print_json(manifest)
    else:
        _text(Printer(), manifest, home)
    return 0


def _own(name: str) -> str:
    library, found = place_of(Library(), name)
    if found not in Library().ids or library.get(found).file.kind != "law":
        raise RequestError(f"'{name}' is no place whose law comes with the program; 'sanctuary check all' lists them.")
    return found


def _text(printer: Printer, manifest: Manifest, home: Path) -> None:
    lines = {kind: sum(file.lines for one in manifest.places for file in one.files if f"/{kind}/" in file.path) for kind in _KINDS}
    total = f"{lines['complete']:,} complete and {lines['open']:,} open situations of {len(manifest.places)} places"
    printer.line(f"{total}, in {home}", style="bold")
    rows = [
        [one.place, one.world, *(str(next(f.lines for f in one.files if f"/{kind}/" in f.path)) for kind in _KINDS), _named(one)]
        for one in manifest.places
    ]
    printer.line()
    printer.table(["place", "world", *_KINDS, "rules named"], rows)
    printer.line()
    printer.line("README.md there says how to read them; manifest.json has the digests.")


_KINDS = ("complete", "open")


def _named(one: PlaceOf) -> str:
    return f"{one.rules_named} of {one.rules}"
