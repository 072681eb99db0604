"""The public folder: hash tiles, entry bundles and the checkpoint, as C2SP tlog-tiles lays them out (tile height 8).

- A file appears whole or not at all: it is written beside its place, made durable and renamed.
- A tile or bundle never changes: one that is there already must hold the same bytes, or nothing is written over it.
- The checkpoint is written last, by a call of its own, so that what it promises is there before it.
- Partial tiles of earlier checkpoints stay: whoever holds such a checkpoint can still fetch what it promises.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
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

__all__ = ["Leaves", "TileHashes", "read_checkpoint", "write_checkpoint", "write_tiles"]

Leaves = Callable[[int, int], Iterable[bytes]]
"""Gives the published leaves from one index to another, without the last."""


def write_tiles(folder: Path, hashes: Hashes, leaves: Leaves, old: int, new: int) -> None:
    """Publishes the tiles and bundles that a log of `new` leaves has beyond one of `old`; without a checkpoint, which comes after."""
    if not 0 <= old <= new:
        raise RecordError(f"{folder}: cannot publish from size {old} to {new}. A log only grows.")
    touched: set[Path] = set()
    for index, width in _tiles(old, new):
        first = index * WIDTH
        path = bundle_path(index, width)
        touched |= _place(folder, path, _bundle(leaves(first, first + width), first, width))
    level = 0
    while new >> 8 * level:
        for index, width in _tiles(old >> 8 * level, new >> 8 * level):
            data = b"".join(hashes.read(8 * level, index * WIDTH + at) for at in range(width))
            touched |= _place(folder, tile_path(level, index, width), data)
        level += 1
    for place in sorted(touched, reverse=True):
        _settle(place)


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
        try:
            found = parse_leaf(leaf).seq
        except Refused as problem:
            raise RecordError(f"entry {seq}: {problem}.") from None
        if found != seq:
            raise RecordError(f"entry {seq}: its leaf says {found}. Publish leaves in the order of the log.")
        data += LEAF_SIZE.to_bytes(2, "big") + leaf
        seq += 1
    if seq != first + width:
        raise RecordError(f"entries from {first}: {seq - first} leaves given, expected {width}.")
    return bytes(data)


def _place(folder: Path, path: str, data: bytes) -> set[Path]:
    """Writes a file that must never change afterwards; the folders whose listing changed."""
    file = folder / path
    try:
        held = file.read_bytes()
    except FileNotFoundError:
        return _write(file, data)
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
        handle, name = tempfile.mkstemp(prefix=".new-", dir=file.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            os.fchmod(stream.fileno(), 0o644)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except OSError as problem:
        if temporary:
            with suppress(OSError):
                temporary.unlink()
        raise RecordError(f"{file}: cannot be written ({problem.strerror}). Check space and permissions.") from None
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
