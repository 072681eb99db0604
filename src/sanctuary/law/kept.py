"""Packs that were read and validated before, kept in the user's cache folder: the same text need not be read again at each start.

Only the program's own packs are kept, never a pack that somebody names by its path. A file is named by the SHA-256 of what it was made
from (this form, the version of cedarpy, this program's own readers, the vocabulary, the text) and holds two parts: a line
`sanctuary.kept/3 DIGEST`, and the MessagePack of `Kept` (policies of one text) or of `law.packed.KeptPack`, whose SHA-256 that digest is.
A policy's tree is bytes of its own, read when somebody asks for it (`law.trees`). What is damaged, of another form, not the user's own,
or missing is as if it were not there, and so is a folder that cannot be written.

SANCTUARY_CACHE=off switches it off; any other value is the folder.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sanctuary.documents import Frozen, as_packed, packed_reader
from sanctuary.law.parts import Walked
from sanctuary.law.policy import Policy, PolicySaid

__all__ = ["Kept", "KeptPolicy", "keep", "kept", "kept_body", "kept_policy", "name_of", "switched_off"]

FORM = "sanctuary.kept/3"

LARGEST = 20_000_000
"""Bytes of the largest file that is read."""


class KeptPolicy(Frozen, frozen=True):
    """One policy: the line on which it begins, what it says of itself, its tree as lists in MessagePack, and what was found by action."""

    line: int
    said: PolicySaid
    tree: bytes
    walked: Mapping[str, Walked] = {}

    def grown(self) -> Any:
        """The tree; nothing where the lists are none of one."""
        from sanctuary.law.trees import tree_of  # noqa: PLC0415 - only who asks for a tree needs what trees are made of

        try:
            return tree_of(_lists_of(self.tree))
        except (KeyError, TypeError, ValueError, IndexError, RecursionError):
            return None


class Kept(Frozen, frozen=True):
    """The policies of one text, in its order."""

    policies: tuple[KeptPolicy, ...]


_read: Callable[[bytes], Kept | None] = packed_reader(Kept)
_lists_of: Callable[[bytes], Any] = packed_reader(list)


def _folder() -> Path | None:
    """The folder; nothing where it is switched off or there is no home."""
    told = os.environ.get("SANCTUARY_CACHE", "")
    if told:
        return None if told == "off" else Path(told)
    with suppress(RuntimeError):
        home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
        return Path(home) / "sanctuary" / "policies"
    return None


@cache
def _readers() -> bytes:
    """What reads a text: the version of cedarpy, and this program's own readers, by their digest."""
    home = Path(__file__).resolve().parent
    own = (
        home / name
        for name in (
            "cedar.py",
            "condition.py",
            "kept.py",
            "packed.py",
            "packs.py",
            "parts.py",
            "policy.py",
            "prose.py",
            "rules.py",
            "trees.py",
            "walk.py",
        )
    )
    total = hashlib.sha256(_version().encode())
    for path in (*own, home / "vocabulary.py", home.parent / "documents.py", home.parent / "model.py"):
        total.update(path.read_bytes())
    return total.digest()


def _version() -> str:
    """The version of cedarpy: the name of the folder that says what was installed, for to ask Python takes a tenth of a start."""
    found_at = find_spec("cedarpy")
    home = Path((found_at.origin if found_at else "") or "")
    found = sorted(one.name for one in home.resolve().parent.parent.glob("cedarpy-*.dist-info"))
    return " ".join(found) or str(home.stat().st_mtime_ns)


def name_of(vocabulary: str, text: str) -> str:
    """The name of what was made from a vocabulary and a text: SHA-256 in hexadecimal."""
    parts = (FORM.encode(), _readers(), vocabulary.encode(), text.encode())
    return hashlib.sha256(b"".join(len(raw).to_bytes(8) + raw for raw in parts)).hexdigest()


def kept(name: str) -> tuple[KeptPolicy, ...] | None:
    """The policies kept under a name; nothing where none are, or where they are not whole."""
    body = kept_body(name)
    found = None if body is None else _read(body)
    return found.policies if found else None


def switched_off() -> bool:
    """Whether nothing is kept."""
    return _folder() is None


def kept_body(name: str, room: str = "") -> bytes | None:
    """The bytes kept under a name, in a folder of their own if one is named; nothing where none are, or where their digest is another."""
    folder = _folder()
    raw = _bytes(folder / room / name) if folder else None
    if raw is None:
        return None
    head, _, body = raw.partition(b"\n")
    return body if head == f"{FORM} {hashlib.sha256(body).hexdigest()}".encode() else None


def kept_policy(policy: Policy, walked: Mapping[str, Walked]) -> KeptPolicy:
    """A policy as it is kept, with what was found in it by action."""
    from sanctuary.law.trees import lists_of  # noqa: PLC0415 - only who keeps a tree needs what trees are made of

    return KeptPolicy(line=policy.line, said=policy.said, tree=as_packed(lists_of(policy.tree)), walked=walked)


def keep(name: str, made: Frozen, room: str = "", most: int = 0) -> None:
    """Keeps something under a name, whole or not at all; silent where nothing can be written.

    `room` is a folder of its own; of more than `most` files there, those that were made first go (0: all stay).
    """
    home = _folder()
    if home is None:
        return
    folder, body = home / room, as_packed(made)
    temporary = ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(f"{FORM} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        Path(temporary).replace(folder / name)
        if most:
            _only(folder, most)
    except OSError:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _only(folder: Path, most: int) -> None:
    """Leaves the latest files of a folder."""
    files = sorted((one for one in folder.iterdir() if one.is_file()), key=lambda one: (one.stat().st_mtime_ns, one.name))
    for one in files[:-most]:
        one.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes | None:
    """The bytes of a file that is the user's own, and that nobody else may write."""
    try:
        with path.open("rb") as file:
            told = os.fstat(file.fileno())
            others = hasattr(os, "getuid") and (told.st_uid != os.getuid() or told.st_mode & (stat.S_IWGRP | stat.S_IWOTH))
            return None if others or told.st_size > LARGEST else file.read()
    except OSError:
        return None
