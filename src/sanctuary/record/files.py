"""Files of a record's folder: read only where they are files, put in place whole or not at all.

Rules it keeps:
- A name that leads to a pipe, a device or a folder is refused before it is opened: opening a pipe waits for ever.
- A new file takes the place of the old one whole and durable; where there is no space, that is what is told.
"""

import errno
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sanctuary.documents import read_text
from sanctuary.errors import RecordError
from sanctuary.tlog.hooks import step

__all__ = ["made_together", "put_in_place", "read_file", "read_only", "replace_file", "trouble"]

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def trouble(problem: OSError) -> str:
    """What the system said, in words: a full disk is called that."""
    return "no space is left (or a limit was reached)" if problem.errno in _NO_SPACE else str(problem.strerror)


def read_only(path: Path) -> bool:
    """Whether a file that is there, or the folder that holds it, may be read and not written."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def read_file(path: Path, *, private: bool = False) -> str:
    """The text of a file; refuses what is no file, and with `private` one that other users of the machine can read."""
    try:
        found = path.stat()
    except OSError as problem:
        raise RecordError(f"{path}: cannot be read ({trouble(problem)}). Check the path.") from None
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(f"{path}: not a file (a pipe, a device or a folder). Name a file.")
    if private and found.st_mode & 0o077:
        raise RecordError(f"{path}: other users of this machine can read it. Make it its owner's alone: chmod 600 {path}")
    return read_text(path, RecordError)


@contextmanager
def made_together(folder: Path, names: Sequence[str]) -> Iterator[None]:
    """Claims the first of some new files in a folder, which is made where it is missing; on failure everything that was made goes again.

    Refuses where one of the files is there already: what is in use is never written over, and what was there before stays.
    """
    for name in names:
        if (folder / name).exists():
            raise RecordError(f"{folder}: a record, or a part of one ({name}), is here already. Choose another folder.")
    files = [file for name in names for tail in ("", "-wal", "-shm") if not (file := folder / f"{name}{tail}").exists()]
    folders = [one for one in (folder, *folder.parents) if not one.exists()]
    claimed = False
    try:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(folder / names[0], os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            claimed = True
        except OSError as problem:
            raise RecordError(f"{folder}: cannot be made ({trouble(problem)}). Check space and permissions.") from None
        yield
    except BaseException:
        for file in files if claimed else ():
            with suppress(OSError):
                file.unlink(missing_ok=True)
        for one in folders:
            with suppress(OSError):
                one.rmdir()
        raise


def replace_file(path: Path, text: str, mode: int = 0o600) -> None:
    """Puts a file in the place of the old one, whole and durable, or not at all."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        put_in_place(beside, path)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise RecordError(f"{path}: cannot be written ({trouble(problem)}). What was there stays.") from None


def put_in_place(new: Path, path: Path) -> None:
    """A file that is whole, durably in the place of another."""
    step(f"before {path.name}")
    new.replace(path)
    step(f"after {path.name}")
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
