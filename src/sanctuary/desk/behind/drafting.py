"""A draft ordinance held against the law above it, in a process of its own: `sanctuary check --against` over a pack that was sent.

The pack comes packed (zip). It is unpacked into the process's own folder, which is in memory and goes with it, and nothing but files of a
pack is taken: a name that leads elsewhere, a file of another kind, and more than a pack can hold are refused.
"""

import io
import re
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from sanctuary.errors import RequestError

__all__ = ["MOST", "packed", "pasted", "unpacked", "words"]

MOST = 2_000_000
"""Bytes of a pack, and of each of its files."""

_MOST_FILES = 300
_KINDS = (".toml", ".md", ".cedar")
_FOLDERS = ("law", "rules", "scenarios")


def packed(files: Mapping[str, str]) -> bytes:
    """Files of text, by their names, as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(name, text)
    return made.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The files of a pack in a zip, named as within the folder of the pack; refuses what is no pack, or more than one."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            infos = [one for one in file.infolist() if not one.is_dir()]
            if len(infos) > _MOST_FILES or sum(one.file_size for one in infos) > MOST:
                raise RequestError(f"the pack is larger than a pack can be: {_MOST_FILES} files and {MOST // 1_000_000} megabytes.")
            found = {}
            for one in infos:
                with file.open(one) as part:
                    # A size that is told can be wrong; what is read is not.
                    found[one.filename] = part.read(MOST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise RequestError("the file is no zip that can be read. Pack the folder of the draft as a zip, without a password.") from None
    if sum(map(len, found.values())) > MOST:
        raise RequestError("the pack is larger than it says.")
    heads = [name for name in found if PurePosixPath(name).name == "pack.toml"]
    if len(heads) != 1:
        raise RequestError(f"the zip holds {len(heads)} files pack.toml, expected 1. 'sanctuary new' begins a pack.")
    root = PurePosixPath(heads[0]).parent
    kept = {}
    for name, body in found.items():
        path = PurePosixPath(name)
        if path.is_relative_to(root) and path.suffix in _KINDS:
            inside = path.relative_to(root).parts
            if len(inside) == 1 or (len(inside) == 2 and inside[0] in _FOLDERS):
                kept["/".join(inside)] = body
    return kept


def pasted(place: str, law: str, rules: str, on: date) -> dict[str, str]:
    """A pack of the two texts that somebody pasted: a draft below the same law as the desk's place."""
    from sanctuary.law.packs import Library  # noqa: PLC0415 - the page that packs a zip needs none of it
    from sanctuary.study.new import new  # noqa: PLC0415 - the same

    library, found = Library().find(place, "law")
    pack = library.get(found)
    name = f"{found}-draft"
    kind = pack.government if pack.government in ("city", "county", "district", "state") else "city"
    made = new(library, name, on, title=pack.file.title, parent=pack.file.parents[0], government=kind)
    head = made.files["pack.toml"].replace('id = "example"', 'id = "draft"')
    return {"pack.toml": head, "law/draft.md": law, "rules/draft.cedar": rules}


def words(file: str, above: str, day: str) -> list[str]:
    """Unpacks the pack of a zip into a folder here that bears its id; the command line that holds it against the law above."""
    try:
        files = unpacked(Path(file).read_bytes())
        name = _named(files["pack.toml"])
    except RequestError as problem:
        sys.stderr.write(f"sanctuary: {problem}\n")
        raise SystemExit(2) from None
    for inside, body in files.items():
        path = Path(name, inside)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return ["sanctuary", "check", f"./{name}", "--against", above, "--on", day]


def _named(head: bytes) -> str:
    """The id in a pack.toml, which names its folder; refuses one that leads elsewhere."""
    found = re.search(r'^id\s*=\s*"([^"\n]*)"', head.decode("utf-8", "replace"), re.MULTILINE)
    if not found or not re.fullmatch(r"[a-z0-9-]{1,80}", found[1]):
        raise RequestError("pack.toml: the id is missing, or is not one of small letters, digits and hyphens.")
    return found[1]
