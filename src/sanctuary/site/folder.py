"""The folder of a site: what was written into it, what of that still stands, and a new state put in its place as a whole.

A state is made in a folder beside, files that did not change linked into it, and then takes the name; files of others move along. So a
reader sees the old state or the new one, and whatever stops the writing leaves the old one as it was.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sanctuary.documents import Frozen, as_json, parse_json, shape
from sanctuary.errors import RequestError

__all__ = ["MANIFEST", "SCHEMA", "Held", "Manifest", "held", "manifest_of", "sha256", "write"]

MANIFEST = "site.json"
SCHEMA = "sanctuary.site/1"


class Manifest(Frozen, frozen=True):
    """What a site consists of. `computed`: for each file that takes long, a digest of all that it was computed from."""

    schema: str
    computed: Mapping[str, str]
    files: Mapping[str, str]


class Held:
    """What a folder holds already: the files of a site that still are what was written, by path."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.intact = {path for path, digest in manifest.files.items() if _digest_of(folder / path) == digest}

    def computed(self, path: str, key: str) -> bytes | None:
        """A file that was computed from the same things, or nothing."""
        same = path in self.intact and self.manifest.computed.get(path) == key
        return (self.folder / path).read_bytes() if same else None

    def has(self, path: str, digest: str) -> bool:
        """Whether a file stands there as it would be written."""
        return path in self.intact and self.manifest.files[path] == digest


def sha256(raw: bytes) -> str:
    """The digest of a file."""
    return hashlib.sha256(raw).hexdigest()


def _digest_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""


def held(folder: Path) -> Held:
    """What a folder holds; refuses a folder with files that is no site of this program, and a file."""
    nothing = Manifest(schema=SCHEMA, computed={}, files={})
    refusal = RequestError(
        f"{folder}: no empty folder, and no site that this program wrote. Name a new folder; what is there is not overwritten."
    )
    try:
        if not folder.exists():
            return Held(folder, nothing)
        if not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file()):
            raise refusal
        if not (folder / MANIFEST).exists():
            return Held(folder, nothing)
        found = parse_json((folder / MANIFEST).read_text(encoding="utf-8"), MANIFEST)
    except (OSError, ValueError) as problem:
        told = problem.strerror if isinstance(problem, OSError) else "not UTF-8"
        raise RequestError(f"{folder}: cannot be read ({told}). Name another folder.") from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise refusal
    manifest = shape(found, Manifest, str(folder / MANIFEST), RequestError)
    if any(Path(path).is_absolute() or ".." in Path(path).parts for path in manifest.files):
        raise refusal
    return Held(folder, manifest)


def manifest_of(files: Mapping[str, bytes], computed: Mapping[str, str]) -> bytes:
    """What site.json says of files and of what was computed."""
    digests = {path: sha256(raw) for path, raw in sorted(files.items())}
    return (as_json(Manifest(schema=SCHEMA, computed=dict(sorted(computed.items())), files=digests)) + "\n").encode()


def write(before: Held, files: Mapping[str, bytes], computed: Mapping[str, str]) -> tuple[int, int, int, str]:
    """Puts the files in place as a whole: how many were written, kept, and removed, and the digest of all.

    Nothing is touched if nothing changed.
    """
    digests, manifest = {path: sha256(raw) for path, raw in files.items()}, manifest_of(files, computed)
    kept = {path for path, digest in digests.items() if before.has(path, digest)}
    gone = set(before.manifest.files) - set(digests)
    mark = before.folder / MANIFEST
    if len(kept) == len(digests) and not gone and mark.exists() and mark.read_bytes() == manifest:
        return 0, len(kept), 0, sha256(manifest)
    folder = before.folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _fill(beside, before, {**files, MANIFEST: manifest}, kept)
            beside.chmod(folder.stat().st_mode if folder.exists() else 0o755)
            _swap(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as problem:
        raise RequestError(f"{folder}: cannot be written ({problem.strerror}). What stood there stands. Choose another folder.") from None
    return len(digests) - len(kept), len(kept), len(gone), sha256(manifest)


def _fill(beside: Path, before: Held, files: Mapping[str, bytes], kept: set[str]) -> None:
    """The new state: changed files written, the others and those that are not the site's linked, so that they keep their times."""
    for path, raw in files.items():
        target = beside / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in kept:
            _link(before.folder / path, target)
        else:
            target.write_bytes(raw)
    ours = {*files, *before.manifest.files}
    for source in sorted(before.folder.rglob("*")) if before.folder.exists() else ():
        inside = source.relative_to(before.folder)
        if inside.as_posix() not in ours and (source.is_symlink() or not source.is_dir()):
            (beside / inside).parent.mkdir(parents=True, exist_ok=True)
            _link(source, beside / inside)


def _link(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the file system has no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(beside: Path, folder: Path) -> None:
    """The new state takes the name; the old one is put back if it cannot."""
    if not folder.exists():
        beside.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old.", dir=folder.parent))
    folder.rename(old)
    try:
        beside.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
