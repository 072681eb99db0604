"""Tables of text: CSV with any of four separators.

Every record is counted twice, by two readers; what they count differently is read by the slower of them, or refused.

A piece of the file ends where a record ends. In a piece that is well formed (RFC 4180) quoted cells begin and end beside a separator or the
end of a line, and every record has as many cells as the header; Polars reads it, and must find the records that are counted here. Any
other piece goes to the csv module, which takes a quotation mark inside a cell that is not quoted for itself. What that refuses is refused
with its line.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from sanctuary.errors import EvidenceError
from sanctuary.tables.cells import guarded
from sanctuary.tables.looks import Looks
from sanctuary.tables.names import clean
from sanctuary.tables.source import Source

__all__ = ["SEPARATORS", "Dialect", "TextReader", "sniff"]

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
"""What may stand between cells, in words."""

_PIECE = 1 << 24

_LONGEST = 4 * _PIECE
"""Bytes of a piece without an end of a record at which the quotation marks are taken to be out of order, and it is read slowly."""

Record = tuple[int, tuple[str, ...], int]
"""The first line of a record, its cells, and its last line."""

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table of text is written, and its first records with their lines, blank ones left out."""

    separator: str
    header_line: int
    lines_to_skip: int
    columns: tuple[str, ...]
    first: tuple[tuple[int, tuple[str, ...]], ...]
    declared: bool
    returns: bool


def sniff(source: Source, default: str, header_row: int) -> Dialect:
    """The separator that the header and the first records agree on best, and the header in the line that is asked for."""
    lines = source.lines()
    returns = all(line.endswith("\r") for line in lines[:-1]) and len(lines) > 1
    declared = re.fullmatch(r"(?i)sep=(.)\s*", lines[0]) if lines else None
    start = max(header_row - 1, 0) or (1 if declared else 0)
    if header_row > len(lines):
        raise EvidenceError(f"{source.path}: --header-row {header_row}, but the table has {len(lines):,} lines.")
    candidates = [declared[1]] if declared and declared[1] in SEPARATORS else [default, *(one for one in SEPARATORS if one != default)]
    found = [(_fit(records, place), one, records) for place, one in enumerate(candidates) if (records := _records(lines, start, one))]
    if not found:
        raise EvidenceError(f"{source.path}: the first line has no column names. A table needs one.")
    _, separator, records = max(found, key=lambda one: one[0])
    line, header, last = records[0]
    if not any(cell.strip() for cell in header):
        raise EvidenceError(f"{source.path}: the first line has no column names. A table needs one.")
    first = tuple((begins, cells) for begins, cells, _ in records)
    return Dialect(separator, line, last, tuple(clean(cell) for cell in header), first, declared is not None, returns)


def _fit(records: Sequence[Record], place: int) -> tuple[bool, bool, bool, float, int]:
    """How well a separator fits: the header and most records have as many cells, and more than one."""
    lengths = [len(cells) for _, cells, _ in records]
    mode = max(set(lengths), key=lambda one: (lengths.count(one), one))
    share = lengths.count(mode) / len(lengths)
    return mode > 1, mode > 1 and lengths[0] == mode, mode > 1 and share > 0.8 and place == 0, share if mode > 1 else 0.0, mode


def _records(lines: Sequence[str], start: int, separator: str) -> list[Record]:
    """The first records from a line on that are not blank, each with its first and its last line; as far as they can be read."""
    reader = csv.reader(iter(lines[start:]), delimiter=separator)
    found: list[Record] = []
    begins = start + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((begins, tuple(cells), start + reader.line_num))
            begins = start + reader.line_num + 1
            if len(found) >= _LOOKED_AT:
                break
    except csv.Error:
        pass
    return found


@dataclass
class TextReader:
    """The records of a table of text, in pieces. `blank` lines are no rows; `short` ones miss cells, which are read as empty."""

    source: Source
    dialect: Dialect
    blank: int = 0
    short: int = 0
    first_short: int = 0
    _line: int = field(default=0, init=False)
    _ordered: bool = field(default=True, init=False)
    _looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        self._looks = Looks(self.dialect.separator, [cells for _, cells in self.dialect.first])

    def pieces(self, places: Sequence[int], size: int) -> Iterator[pl.DataFrame]:
        """Frames of some columns, by position, of any number of rows; `size` is how many of those at most that are read slowly."""
        self.blank = self.short = self.first_short = 0
        self._line, self._ordered = self.dialect.lines_to_skip, True
        records = self._pieces()
        for piece in records:
            if not piece[:1024].strip(b"\r\n ") and not piece.strip(b"\r\n "):
                self.blank += piece.count(b"\n") + (not piece.endswith(b"\n"))
                self._line += piece.count(b"\n")
                continue
            quoted = b'"' in piece
            if quoted and not self._well_formed(piece):
                # Where one record ends is no longer sure: the rest is read in one go.
                self._ordered = False
                yield from self._slowly(chain([piece], records), places, size)
                return
            yield from self._piece(piece, places, size)

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:
        """The line in which each of some rows begins; read once more with the csv module, as far as the last of them."""
        found: dict[int, int] = {}
        start, wanted, number = self.dialect.lines_to_skip, set(rows), 0
        begins = start + 1
        reader = csv.reader(self._decoded(self._pieces(), start, []), delimiter=self.dialect.separator)
        while len(found) < len(wanted) and (cells := next(reader, None)) is not None:
            if len(cells) > 1 or any(cell.strip() for cell in cells):
                number += 1
                if number in wanted:
                    found[number] = begins
            begins = start + reader.line_num + 1
        return found

    def _pieces(self) -> Iterator[bytes]:
        """The bytes after the header, cut where records end if quotation marks are in order."""
        held, skip = b"", self.dialect.lines_to_skip
        for block in self.source.blocks(_PIECE):
            held += block.replace(b"\r", b"\n") if self.dialect.returns else block
            while skip and (end := held.find(b"\n")) >= 0:
                held, skip = held[end + 1 :], skip - 1
            if skip:
                continue
            cut = _cut(held) if self._ordered else held.rfind(b"\n") + 1
            if cut:
                yield held[:cut]
                held = held[cut:]
            elif len(held) > _LONGEST and (end := held.rfind(b"\n")) >= 0:
                yield held[: end + 1]
                held = held[end + 1 :]
        if held and not skip:
            yield held

    def _well_formed(self, piece: bytes) -> bool:
        """Whether every quoted cell begins and ends beside a separator or the end of a line, and runs over no rows."""
        parts = piece.split(b'"')
        if len(parts) % 2 == 0:
            return False
        sep = self.dialect.separator.encode()
        # Quoted cells without what is in them; a doubled mark inside one is a cell that ends and begins at once.
        marked = b'"'.join(parts[::2])
        while b'""' in marked:
            marked = marked.replace(b'""', b'"')
        number = marked.count(b'"')
        opened = marked.count(sep + b'"') + marked.count(b'\n"') + marked.startswith(b'"')
        closed = marked.count(b'"' + sep) + marked.count(b'"\n') + marked.count(b'"\r\n') + marked.endswith(b'"')
        if not opened == closed == number:
            return False
        return not any(self._looks.like_a_row(line) for line in _continued(piece, parts))

    def _piece(self, piece: bytes, places: Sequence[int], size: int) -> Iterator[pl.DataFrame]:
        if not piece.isascii():
            try:
                piece.decode("utf-8")
            except UnicodeDecodeError as problem:
                raise self.source.undecodable(self._line + 1 + piece[: problem.start].count(b"\n")) from None
        outside = b"".join(piece.split(b'"')[::2]) if b'"' in piece else piece
        ends = outside.count(b"\n")
        expected = ends + (not piece.endswith(b"\n"))
        sep, columns = self.dialect.separator.encode(), len(self.dialect.columns)
        even = outside.count(sep) == expected * (columns - 1)
        # A blank line among several columns makes the separators uneven, or another line longer, which Polars refuses.
        blank = columns == 1 and any(b"\n" + end in outside or outside.startswith(end) for end in (b"\n", b"\r\n"))
        frame = self._by_polars(piece, places) if even and not blank else None
        if frame is None or frame.height != expected:
            yield from self._slowly(iter([piece]), places, size)
            return
        self._line += ends if outside is piece else piece.count(b"\n")
        yield frame

    def _by_polars(self, piece: bytes, places: Sequence[int]) -> pl.DataFrame | None:
        names = [str(i) for i in range(len(self.dialect.columns))]
        scanned = pl.scan_csv(
            io.BytesIO(piece),
            separator=self.dialect.separator,
            has_header=False,
            infer_schema=False,
            schema=dict.fromkeys(names, pl.String),
            quote_char='"' if b'"' in piece else None,
        )
        try:
            with guarded("unread"):
                return scanned.select([names[place] for place in places]).collect()
        except EvidenceError:
            return None

    def _slowly(self, pieces: Iterator[bytes], places: Sequence[int], size: int) -> Iterator[pl.DataFrame]:
        """Record by record, with the csv module: for what is unusual, and to say which line is wrong."""
        start, columns = self._line, len(self.dialect.columns)
        lines: list[str] = []
        reader = csv.reader(self._decoded(pieces, start, lines), delimiter=self.dialect.separator, strict=True)
        held: list[list[str]] = []
        begins = start + 1
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as problem:
                raise self._refused(begins, _told(str(problem))) from None
            if cells is None:
                break
            if len(cells) < 2 and not any(cell.strip() for cell in cells):
                self.blank += 1
            else:
                if len(lines) > 1 and any(self._looks.like_a_row(line.encode()) for line in lines[1:]):
                    raise self._refused(begins, "a quoted cell that runs over lines that look like rows; is a quotation mark never closed?")
                held.append([cells[place] for place in places] if len(cells) == columns else self._mended(cells, places, begins))
            begins = start + reader.line_num + 1
            lines.clear()
            if len(held) >= size:
                yield _frame(held, places)
                held = []
        self._line = start + reader.line_num
        if held:
            yield _frame(held, places)

    def _decoded(self, pieces: Iterator[bytes], line: int, read: list[str]) -> Iterator[str]:
        """The lines of some pieces; `read` hears each."""
        for piece in pieces:
            try:
                text = piece.decode("utf-8")
            except UnicodeDecodeError as problem:
                raise self.source.undecodable(line + 1 + piece[: problem.start].count(b"\n")) from None
            line += piece.count(b"\n")
            for one in io.StringIO(text, newline=""):
                read.append(one)
                yield one

    def _mended(self, cells: list[str], places: Sequence[int], line: int) -> list[str]:
        """A record of another length: what it misses is empty, and it may have more cells only if they are empty."""
        columns = len(self.dialect.columns)
        if any(cell.strip() for cell in cells[columns:]):
            raise self._refused(line, f"{len(cells)} cells, where the header has {columns}; is a cell with a separator in it not quoted?")
        if len(cells) < columns:
            self.short += 1
            self.first_short = self.first_short or line
        return [cells[place] if place < len(cells) else "" for place in places]

    def _refused(self, line: int, what: str) -> EvidenceError:
        return EvidenceError(
            f"{self.source.path}: line {line:,} has {what} Correct the line, or export the table again. Nothing was written."
        )


def _cut(held: bytes) -> int:
    """Where the last record of a piece ends: after the last end of a line with an even number of quotation marks before it."""
    end = held.rfind(b"\n")
    while end >= 0 and held.count(b'"', 0, end) % 2:
        end = held.rfind(b"\n", 0, held.rfind(b'"', 0, end))
    return end + 1


def _continued(piece: bytes, parts: Sequence[bytes]) -> Iterator[bytes]:
    """The lines of a piece that begin inside a quoted cell, whole."""
    begins = 0
    for place, part in enumerate(parts):
        if place % 2 and b"\n" in part:
            end = piece.find(b"\n", begins + len(part))
            yield from piece[begins + part.index(b"\n") + 1 : len(piece) if end < 0 else end].split(b"\n")
        begins += len(part) + 1


def _told(problem: str) -> str:
    """What the csv module refuses, in our words: it never quotes a cell."""
    if "field larger" in problem:
        return "a cell of more than 131,072 characters; is a quotation mark never closed?"
    if "unexpected end" in problem:
        return "a quotation mark that is never closed."
    return "a quotation mark where none can stand: a quoted cell ends before it, and the cell goes on after it."


def _frame(rows: list[list[str]], places: Sequence[int]) -> pl.DataFrame:
    names = [str(place) for place in places]
    columns = [[row[i] or None for row in rows] for i in range(len(names))]
    return pl.DataFrame(dict(zip(names, columns, strict=True)), schema=dict.fromkeys(names, pl.String))
