"""Signed heads: for every entry that was acknowledged, what the log signed of all entries up to it, kept beside the keys.

A head is a checkpoint (C2SP tlog-checkpoint) with the log's Ed25519 signature. The store may be lost, restored or changed; the heads lie in
a file of their own on the machine of the writers, so that a store which ends before the last head, or gives another root, is seen.

The file has one line for each head: the size, the root and the signature, in base64. It is added to and never changed.

Rules it keeps:
- One root for one size: a second root for a size is refused, whoever asks for it.
- A head is written after its entries are durable and before they are acknowledged. It needs no sync of its own: where power fails, the
  store can be ahead of the heads, never behind them, and what is ahead is taken up at the next start if it opens under its keys.
- A last line that a crash left unfinished says nothing; the next one begins anew.
"""

import os
import stat
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sanctuary.errors import RecordError, TamperError
from sanctuary.record.files import trouble
from sanctuary.record.store import Told
from sanctuary.tlog.hooks import step
from sanctuary.tlog.note import Signer, checkpoint_text
from sanctuary.tlog.verify import Frontier, Refused, decode_base64, decode_number, parse_key, parse_note, verify_note

__all__ = ["Head", "Heads"]

_RESTORE = "Restore the file from its latest backup; 'sanctuary record check' tells all that is wrong."
_TAIL = 65_536
"""Bytes at the end of the file in which the largest head is looked for: a writer that was slow may come after one that was quick."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed of the first `size` entries: the root, and the signature in base64 with its key's id."""

    size: int
    root: bytes
    signature: str

    def note(self, origin: str) -> bytes:
        """The checkpoint, as anybody verifies it."""
        return f"{checkpoint_text(origin, self.size, self.root)}\n\u2014 {origin} {self.signature}\n".encode()

    def lost(self, size: int) -> str:
        """What a store that ends before this head has lost, and what to do first."""
        last = self.size - 1
        one = size == last
        gone = f"entry {size} is" if one else f"entries {size} to {last} are"
        told = "it was acknowledged, and the store ends before it" if one else "they were acknowledged, and the store ends before them"
        return f"{gone} lost: {told}. Restore the store from its latest backup. Where nothing brings {'it' if one else 'them'} back, "


class Heads:
    """The heads of one log."""

    def __init__(self, path: Path, origin: str) -> None:
        self._path, self._origin = path, origin
        self._seen: tuple[tuple[int, int], Head | None] | None = None

    def last(self) -> Head | None:
        """The head of the largest size."""
        found = self._stat()
        if found is None:
            return None
        if self._seen is None or self._seen[0] != found:
            heads = self._read(max(0, found[0] - _TAIL))
            self._seen = found, max(heads, key=lambda head: head.size, default=None)
        return self._seen[1]

    def up_to(self, size: int) -> Head | None:
        """The head of the largest size that is not above one."""
        lines = [(int(line.partition(b" ")[0]), line) for line in self._lines() if line.partition(b" ")[0].isdigit()]
        # A log has as many heads as it had additions: only those that may be the answer are taken apart.
        for number, line in sorted(lines, reverse=True):
            if number <= size and (found := next(self._heads([line]), None)) is not None:
                return found
        return None

    def every(self, told: Told) -> list[Head]:
        """All heads, the smallest first; a line that is none is told and left out."""
        found = list[Head]()
        for line in self._lines():
            try:
                found += self._heads([line])
            except TamperError as problem:
                told(str(problem))
        return sorted(found, key=lambda head: head.size)

    def sign(self, tree: Frontier, signer: Signer) -> Head:
        """The head of a tree, not kept yet; refuses a second root for a size."""
        root, last = tree.root(), self.last()
        if last is not None and tree.size <= last.size:
            kept = last if tree.size == last.size else self.up_to(tree.size)
            if kept is not None and kept.size == tree.size and kept.root != root:
                raise TamperError(f"{self._path}: another tree of size {tree.size} was signed before. Nothing was signed. {_RESTORE}")
        line = signer.sign(checkpoint_text(self._origin, tree.size, root))
        return Head(tree.size, root, line.split(" ")[2].rstrip("\n"))

    def keep(self, head: Head) -> None:
        """Adds a head to the file."""
        line = f"{head.size} {b64encode(head.root).decode()} {head.signature}\n".encode()
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NONBLOCK, 0o600)
            try:
                end = os.fstat(handle).st_size
                whole = end == 0 or os.pread(handle, 1, end - 1) == b"\n"
                step("before heads")
                os.write(handle, line if whole else b"\n" + line)
                step("after heads")
                self._keep_in_mind(head, end, os.fstat(handle), len(line) + (not whole))
            finally:
                os.close(handle)
        except OSError as problem:
            raise RecordError(f"{self._path}: cannot be written ({trouble(problem)}).") from None

    def _keep_in_mind(self, head: Head, end: int, now: os.stat_result, written: int) -> None:
        """What is the last head, where nobody else wrote meanwhile: the file is not read again for it."""
        if self._seen is not None and self._seen[0][0] == end and now.st_size == end + written:
            before = self._seen[1]
            last = head if before is None or head.size > before.size else before
            self._seen = (now.st_size, now.st_mtime_ns), last
        else:
            self._seen = None

    def need_signed(self, head: Head, vkeys: Iterable[str]) -> None:
        """Refuses a head that none of these keys signed."""
        try:
            note = parse_note(head.note(self._origin))
            for vkey in vkeys:
                key = parse_key(vkey)
                if (key.name, key.id) == note.signatures[0][:2]:
                    verify_note(note, key)
                    return
        except Refused:
            pass
        raise TamperError(f"{self._path}: the head of size {head.size} is not signed by a key of this log. {_RESTORE}")

    def _stat(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            raise RecordError(f"{self._path}: not a file (a pipe, a device or a folder). {_RESTORE}")
        return found.st_size, found.st_mtime_ns

    def _read(self, start: int = 0) -> list[Head]:
        return list(self._heads(self._lines(start)))

    def _lines(self, start: int = 0) -> list[bytes]:
        """The whole lines of the file, from the first that begins after a place."""
        if self._stat() is None:
            return []
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                text = file.read()
        except OSError as problem:
            raise RecordError(f"{self._path}: cannot be read ({trouble(problem)}).") from None
        return text.split(b"\n")[1 if start else 0 : -1]

    def _heads(self, lines: Iterable[bytes]) -> Iterator[Head]:
        """The heads of whole lines; a line that was left unfinished by a crash is shorter than any head."""
        for line in lines:
            parts = line.decode("ascii", "replace").split(" ")
            try:
                size, root, signature = (
                    decode_number(parts[0], "size"),
                    decode_base64(parts[1], "root"),
                    decode_base64(parts[2], "signature"),
                )
                right = len(parts) == 3 and len(root) == 32 and len(signature) == 68
            except (Refused, IndexError):
                right = False
            if right:
                yield Head(size, root, parts[2])
            elif len(line) >= _SHORTEST:
                raise TamperError(f"{self._path}: a line was changed into something else. {_RESTORE}")


_SHORTEST = 2 + 44 + 1 + 92
"""Characters of the shortest line of a head."""
