"""Where the bytes of a table come from: a file, or what is packed in a .gz or .zip; as UTF-8 text whatever its encoding is.

Nothing is guessed silently. A byte-order mark says what the encoding is; without one the text is UTF-8, or what `--encoding` says.
Packed files are read as a stream, so that a small file that unpacks to a large one does not fill the memory.
"""

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import IO

from sanctuary.errors import EvidenceError

__all__ = ["ENCODINGS", "Digest", "Source", "kind_of", "open_source"]

ENCODINGS = ("utf-8", "cp1252", "latin-1", "mac-roman", "utf-16", "cp437")
"""Encodings that `--encoding` names: today's, and those of old programs on Windows, the Macintosh and DOS."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BLOCK = 1 << 24
_PACKED = (".gz", ".zip")


def kind_of(path: Path) -> str:
    """What kind of table a name says: its ending, without that of a packing. A .zip says what its one table is."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        return Path(path.stem).suffix.lower()
    return PurePosixPath(_member(path)).suffix.lower() if suffix == ".zip" else suffix


def _member(path: Path) -> str:
    """The one table in a .zip; refuses none and several."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = [one.filename for one in packed.infolist() if not one.is_dir() and not _hidden(one.filename)]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise EvidenceError(f"{path}: not a .zip file that can be read. Is it whole? Unpack it, and give the table in it.") from None
    if len(names) != 1:
        raise EvidenceError(f"{path}: {len(names)} files are in it, and one table was expected. Unpack it, and give one of them.")
    return names[0]


def _hidden(name: str) -> bool:
    """What the Macintosh adds to a .zip."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


class Source:
    """The bytes of a table."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self.path, self.asked = path, encoding
        head = self.head(4)
        mark = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", ""))
        self._mark = len(mark[0])
        self.encoding = mark[1] or _codec(encoding)
        if mark[1] and encoding and not _codec(encoding).startswith(mark[1][:5]):
            raise EvidenceError(f"{path}: its first bytes say {mark[1]}, and --encoding says {encoding}. Leave --encoding out.")

    def open(self) -> IO[bytes]:
        """The bytes as they are stored, unpacked."""
        try:
            if self.path.suffix.lower() == ".gz":
                return io.BufferedReader(gzip.GzipFile(self.path))
            if self.path.suffix.lower() == ".zip":
                with zipfile.ZipFile(self.path) as packed:
                    return packed.open(_member(self.path))
            return self.path.open("rb")
        except (OSError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
            raise self.broken() from None

    def broken(self) -> EvidenceError:
        """What a file that cannot be read or unpacked is told as."""
        what = "cannot be unpacked; is it whole, and without a password?" if self.path.suffix.lower() in _PACKED else "cannot be read."
        return EvidenceError(f"{self.path}: {what} Nothing was written.")

    def head(self, size: int) -> bytes:
        """The first bytes, unpacked."""
        return next(self._stored(size), b"")

    def whole(self) -> bytes:
        """All bytes, unpacked: for kinds of tables that cannot be read as a stream."""
        return b"".join(self._stored(_BLOCK))

    def _stored(self, size: int) -> Iterator[bytes]:
        with self.open() as file:
            while True:
                try:
                    block = file.read(size)
                except (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, NotImplementedError):
                    raise self.broken() from None
                if not block:
                    return
                yield block

    def blocks(self, size: int = _BLOCK) -> Iterator[bytes]:
        """The text as UTF-8, without a byte-order mark. Bytes of UTF-8 text are not checked here: whoever cuts them into lines does."""
        decoder = None if self.encoding == "utf-8" else codecs.getincrementaldecoder(self.encoding)()
        skip, lines = self._mark, 1
        for stored in self._stored(size):
            block, skip = stored[skip:], max(0, skip - len(stored))
            if decoder is None:
                yield block
                continue
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as problem:
                where = lines + problem.object[: problem.start].count(b"\n")
                raise self.undecodable(where) from None
            lines += text.count("\n")
            yield text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0", b"?") if max(text, default="") >= "\ud800" else text.encode()
        if decoder is not None:
            try:
                rest = decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                raise self.undecodable(lines) from None
            yield rest.encode()

    def undecodable(self, line: int) -> EvidenceError:
        """A byte that the encoding does not have, with its line and the likeliest way out."""
        if self.encoding == "utf-8":
            hint = "If Excel saved it as plain CSV, add --encoding cp1252; or save it as 'CSV UTF-8'."
        else:
            hint = f"Known: {', '.join(ENCODINGS)}."
        return EvidenceError(f"{self.path}: line {line:,} is not {self.encoding} text. {hint} Nothing was written.")

    def lines(self, limit: int = 1 << 20) -> list[str]:
        """The first lines as text, with their ends; the last may be cut where the file is longer."""
        raw = b"".join(_until(self.blocks(limit), limit))
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as problem:
            if problem.start < len(raw) - 4 or len(raw) < limit:
                raise self.undecodable(raw[: problem.start].count(b"\n") + 1) from None
            text = raw[: problem.start].decode("utf-8")
        return list(io.StringIO(text, newline=""))


def _until(blocks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        yield block
        size += len(block)
        if size >= limit:
            return


def _codec(encoding: str) -> str:
    if not encoding:
        return "utf-8"
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        name = ""
    if name not in {codecs.lookup(one).name for one in ENCODINGS} | {"utf-16-le", "utf-16-be"}:
        raise EvidenceError(f"--encoding {encoding} is not read. Known: {', '.join(ENCODINGS)}.")
    return "utf-16-le" if name == "utf-16" else name


def open_source(path: Path, encoding: str = "") -> Source:
    """The source of a path."""
    return Source(path, encoding)


class Digest:
    """The SHA-256 of what a table is read from, counted beside the reading: of one file, or of the list of many.

    For a folder or a glob it is the hash of lines `HASH  NAME`, in order of name, as `sha256sum` writes them.
    """

    def __init__(self, paths: list[Path]) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="digest")
        self._found: Future[str] = self._pool.submit(_digest, sorted(paths))
        self._pool.shutdown(wait=False)

    def __str__(self) -> str:
        return self._found.result()


def _digest(paths: list[Path]) -> str:
    found = []
    for path in paths:
        try:
            with path.open("rb") as file:
                found.append((path.name, hashlib.file_digest(file, "sha256").hexdigest()))
        except OSError:
            return ""
    if len(found) == 1:
        return found[0][1]
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in found).encode()).hexdigest() if found else ""
