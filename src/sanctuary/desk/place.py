"""Whether a running desk still stands where it began: its folder, or a file of it, may be deleted and made anew meanwhile by somebody.

What is held open keeps its number on the disk, so that nothing that is made anew in its place can have the same.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

__all__ = ["Standing", "stands"]

_EVERY = 1.0
"""Seconds between two looks."""


def stands(path: Path, handle: int) -> bool:
    """Whether the open file or folder is the one that the path leads to."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except OSError:
        return False


class Standing:
    """A folder that is held: whether its path still leads to it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def __bool__(self) -> bool:
        return stands(self._path, self._handle)

    def lost(self, tell: Callable[[], None], over: threading.Event) -> None:
        """Tells, from a thread of its own, as soon as the folder is no longer there; until it is `over`."""

        def watch() -> None:
            while not over.wait(_EVERY):
                if not self:
                    tell()
                    return

        threading.Thread(target=watch, daemon=True).start()

    def close(self) -> None:
        """Lets go of it."""
        with suppress(OSError):
            os.close(self._handle)
