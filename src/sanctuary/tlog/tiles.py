"""The public folder: hash tiles, entry bundles and the checkpoint, as C2SP tlog-tiles lays them out (tile height 8).

- A file appears whole or not at all: it is written beside its place, made durable and renamed.
- A tile or bundle never changes: one that is there already must hold the same bytes, or nothing is written over it.
- The checkpoint is written last, by a call of its own, so that what it promises is there before it.
- What is no file (a pipe, a device) is refused before it is opened. What a killed run left half written is swept by the next.
- Partial tiles of earlier checkpoints stay: whoever holds such a checkpoint can still fetch what it promises.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
from sanctuary.tlog.hooks import step
from sanctuary.tlog.tree import Hashes
from sanctuary.tlog.verify import (
    CHECKPOINT_LIMIT,
    LEAF_SIZE,
    WIDTH,
    Missing,
    Reader,
    Refused,
    bundle_path,
    fold,
    parse_leaf,
    read_tile,
    reader_of,
    tile_path,
)

__all__ = ["Leaves", "Seen", "TileHashes", "mend_tiles", "read_checkpoint", "sweep", "write_checkpoint", "write_tiles"]

Leaves = Callable[[int, int], Iterable[bytes]]
"""Gives the published leaves from one index to another, without the last."""

Seen = dict[str, tuple[int, int, int]]
"""Files that this process found right, with what the system said of them then: what it says the same of is not read again."""

_NEW = ".new-"


def write_tiles(folder: Path, hashes: Hashes, leaves: Leaves, old: int, new: int) -> None:
    """Publishes the tiles and bundles that a log of `new` leaves has beyond one of `old`; without a checkpoint, which comes after."""
    if not 0 <= old <= new:
        raise RecordError(f"{folder}: cannot publish from size {old} to {new}. A log only grows.")
    touched: set[Path] = set()
    for path, data in _files(hashes, leaves, old, new):
        touched |= _place(folder, path, data())
    for place in sorted(touched, reverse=True):
        _settle(place)


def mend_tiles(folder: Path, hashes: Hashes, leaves: Leaves, size: int, seen: Seen) -> list[str]:
    """Writes anew what is missing or holds other bytes, of what a log of this size has published; the paths of what was written."""
    touched: set[Path] = set()
    mended = []
    for path, data in _files(hashes, leaves, 0, size):
        file = folder / path
        if (told := _told(file)) is None or told != seen.get(path):
            right = data()
            if told is None or told[1] != len(right) or file.read_bytes() != right:
                touched |= _write(file, right)
                mended.append(path)
            if (told := _told(file)) is not None:
                seen[path] = told
    for place in sorted(touched, reverse=True):
        _settle(place)
    return mended


def sweep(folder: Path) -> None:
    """Removes what runs that were killed left half written."""
    for file in folder.rglob(f"{_NEW}*") if folder.is_dir() else ():
        owner = file.name.removeprefix(_NEW).partition("-")[0]
        if not (owner.isdecimal() and owner != str(os.getpid()) and _runs(int(owner))):
            with suppress(OSError):
                file.unlink()


def write_checkpoint(folder: Path, note: bytes) -> None:
    """Publishes the checkpoint in the place of the one before. Whether it may follow that one is for the log to know."""
    for place in sorted(_write(folder / "checkpoint", note), reverse=True):
        _settle(place)


def read_checkpoint(folder: Path) -> bytes | None:
    """The published checkpoint's bytes, not verified; None where nothing is published yet."""
    if not folder.is_dir():
        return None
    try:
        return reader_of(str(folder))("checkpoint", CHECKPOINT_LIMIT)
    except Missing:
        return None
    except Refused as problem:
        raise RecordError(f"{folder}: {problem}. Check the folder's permissions.") from None


class TileHashes:
    """The hashes of a published log of this size, read from its tiles: proofs from the public folder alone.

    What it reads is not verified. A proof made of it is, against a checkpoint.
    """

    def __init__(self, read: Reader, size: int) -> None:
        self._size = size
        self._tile = lru_cache(maxsize=64)(lambda level, index, width: read_tile(read, level, index, width))

    def read(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree."""
        high, low = divmod(level, 8)
        first, count = index << low, 1 << low
        tile, at = divmod(first, WIDTH)
        width = min(WIDTH, (self._size >> 8 * high) - tile * WIDTH)
        if index < 0 or at + count > width:
            raise RecordError(f"hashes: node {index} of level {level} is not complete in a log of {self._size} leaves.")
        try:
            held = self._tile(high, tile, width)
        except Refused as problem:
            raise TamperError(f"{problem}.") from None
        return fold([held[32 * n : 32 * n + 32] for n in range(at, at + count)])


def _files(hashes: Hashes, leaves: Leaves, old: int, new: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files that `new` leaves fill and `old` leaves did not, each with what gives its bytes."""
    for index, width in _tiles(old, new):
        first = index * WIDTH
        yield bundle_path(index, width), lambda first=first, width=width: _bundle(leaves(first, first + width), first, width)  # type: ignore[misc]
    level = 0
    while new >> 8 * level:
        for index, width in _tiles(old >> 8 * level, new >> 8 * level):
            yield (
                tile_path(level, index, width),
                lambda level=level, index=index, width=width: b"".join(  # type: ignore[misc]
                    hashes.read(8 * level, index * WIDTH + at) for at in range(width)
                ),
            )
        level += 1


def _told(file: Path) -> tuple[int, int, int] | None:
    """What the system says of a file; nothing where there is none, refused where it is none."""
    try:
        found = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise RecordError(f"{file}: cannot be read ({problem.strerror}). Check the folder.") from None
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(f"{file}: not a file (a pipe, a device, a link or a folder). Remove it, and find out who put it there.")
    return found.st_mtime_ns, found.st_size, found.st_ino


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError as problem:
        return problem.errno == errno.EPERM
    return True


def _tiles(old: int, new: int) -> Iterator[tuple[int, int]]:
    """The tiles (index, width) of one level that `new` items fill and `old` items did not."""
    for index in range(old // WIDTH, (new + WIDTH - 1) // WIDTH):
        width = min(WIDTH, new - index * WIDTH)
        if old < index * WIDTH + width:
            yield index, width


def _bundle(leaves: Iterable[bytes], first: int, width: int) -> bytes:
    data = bytearray()
    seq = first
    for leaf in leaves:
        # The head of a leaf says all that is asked here; to take apart each of the leaves of a bundle costs as much as to write it.
        if len(leaf) != LEAF_SIZE or leaf[:9] != b"\1" + seq.to_bytes(8, "big"):
            try:
                found = parse_leaf(leaf).seq
            except Refused as problem:
                raise RecordError(f"entry {seq}: {problem}.") from None
            raise RecordError(f"entry {seq}: its leaf says {found}. Publish leaves in the order of the log.")
        data += LEAF_SIZE.to_bytes(2, "big") + leaf
        seq += 1
    if seq != first + width:
        raise RecordError(f"entries from {first}: {seq - first} leaves given, expected {width}.")
    return bytes(data)


def _place(folder: Path, path: str, data: bytes) -> set[Path]:
    """Writes a file that must never change afterwards; the folders whose listing changed."""
    file = folder / path
    if _told(file) is None:
        return _write(file, data)
    try:
        held = file.read_bytes()
    except OSError as problem:
        raise RecordError(f"{file}: cannot be read ({problem.strerror}). Check the folder.") from None
    if held != data:
        raise TamperError(
            f"{file}: holds other bytes than the log. A published tile never changes: find out who changed the folder or the log."
        )
    return set()


def _write(file: Path, data: bytes) -> set[Path]:
    changed = {file.parent}
    temporary: Path | None = None
    try:
        for parent in file.parents:
            if parent.is_dir():
                break
            changed.add(parent.parent)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{_NEW}{os.getpid()}-", dir=file.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            os.fchmod(stream.fileno(), 0o644)
            stream.flush()
            os.fsync(stream.fileno())
        step(f"before {file.name}")
        temporary.replace(file)
        step(f"after {file.name}")
    except OSError as problem:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
        full = problem.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "no space is left" if full else problem.strerror
        raise RecordError(f"{file}: cannot be written ({why}). Check space and permissions.") from None
    return changed


def _settle(folder: Path) -> None:
    """Makes the folder's listing durable, so that a renamed file survives a power failure."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as problem:
        raise RecordError(f"{folder}: cannot be opened ({problem.strerror}).") from None
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
