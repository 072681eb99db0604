"""States of a site that are kept by their day, beside the one of now: never written again, with a list.

A state stands in `on/DAY`. Where the same day comes out otherwise later (a pack or the program was corrected), it stands in `on/DAY.2`, and
the list says which packs differ. What stands there already stays as it was, byte for byte.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from sanctuary import __version__
from sanctuary.documents import Frozen, as_json, parse_json, read_text, shape
from sanctuary.errors import RequestError
from sanctuary.site.folder import MANIFEST, held, manifest_of, sha256, write
from sanctuary.site.frame import Files, Frame, Leaf

__all__ = ["HERE", "Version", "Versions", "keep", "versions_of"]

HERE = "on"
LIST = "versions.json"
_NAME = re.compile(r"\d{4}-\d\d-\d\d(?:\.[1-9]\d{0,3})?", re.ASCII)


class Version(Frozen, frozen=True):
    """A state that is kept. `digest` is that of its site.json; `corrects` the state of the same day before; `changed`: what differs."""

    name: str
    on: date
    program: str
    digest: str
    packs: Mapping[str, str]
    corrects: str = ""
    changed: tuple[str, ...] = ()


class Versions(Frozen, frozen=True):
    """on/versions.json, the latest day first."""

    schema: str
    versions: tuple[Version, ...] = ()


SCHEMA = "sanctuary.site.versions/1"


def versions_of(folder: Path) -> tuple[Version, ...]:
    """The states that a site keeps; none where it has no list. Refuses a list that this program did not write."""
    path = folder / HERE / LIST
    if not path.exists():
        return ()
    found = shape(parse_json(read_text(path, RequestError), str(path)), Versions, str(path), RequestError)
    if found.schema != SCHEMA or not all(_NAME.fullmatch(one.name) for one in found.versions):
        raise RequestError(f"{path}: not a list of kept states that this program wrote. What is there is not overwritten.")
    return found.versions


def keep(folder: Path, frame: Frame, state_at: Callable[[str], Files], computed: Mapping[str, str], packs: Mapping[str, str]) -> Version:
    """The state under the day of the frame, written if it is not the last one of that day, and the list anew.

    `state_at` gives the files of the state for an address, so that each kept page names itself and its own picture. Refuses where
    something else stands under the day: nothing that stands there is written over.
    """
    home, on, known = folder / HERE, frame.on, list(versions_of(folder))
    same = [one for one in known if one.on == on]
    last = max(same, key=lambda one: _number(one.name), default=None)
    if last is not None and last.digest == sha256(manifest_of(state_at(_address(frame, last.name)), computed)):
        return last
    name = f"{on}.{_number(last.name) + 1}" if last else str(on)
    files = state_at(_address(frame, name))
    digest = sha256(manifest_of(files, computed))
    place = held(home / name)
    if place.manifest.files and sha256((home / name / MANIFEST).read_bytes()) != digest:
        raise RequestError(f"{home / name}: a state that the list does not name. Move it away; nothing is written over.")
    write(place, files, computed)
    changed = tuple(sorted(one for one in {*packs, *last.packs} if packs.get(one) != last.packs.get(one))) if last else ()
    made = Version(
        name=name, on=on, program=__version__, digest=digest, packs=packs, corrects=last.name if last else "", changed=changed
    )  # fmt: skip
    every = sorted([*known, made], key=lambda one: (-one.on.toordinal(), -_number(one.name)))
    leaf = Leaf(
        path=f"{HERE}/index.html",
        title="Kept states of this site",
        description="States of this site by their day, each as it was written, with what was corrected since.",
        commands=(),
    )
    _put(home / "index.html", frame.draw(leaf, "dated", versions=every).decode())
    _put(home / LIST, as_json(Versions(schema=SCHEMA, versions=tuple(every))) + "\n")
    return made


def _address(frame: Frame, name: str) -> str:
    """Where a kept state stands, for a site with an address."""
    return f"{frame.address}{HERE}/{name}/" if frame.address else ""


def _number(name: str) -> int:
    """Which state of its day it is.

    >>> _number("2026-11-22"), _number("2026-11-22.3")
    (1, 3)
    """
    return int(name.partition(".")[2] or 1)


def _put(path: Path, text: str) -> None:
    """A file as a whole or as it was."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        raise RequestError(f"{path}: cannot be written ({problem.strerror}). The state is kept; run the command again.") from None
