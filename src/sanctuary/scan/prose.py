"""Data dictionaries in plain text, reStructuredText and AsciiDoc: tables whose rows are fields. Prose has none."""

import re
from collections.abc import Callable, Iterator, Sequence

from sanctuary.scan.code import embedded_sql
from sanctuary.scan.dictionary import columns_of, dictionary_fields
from sanctuary.scan.field import Item, Text
from sanctuary.scan.sql import read_sql

__all__ = ["read_prose"]

_Row = tuple[int, list[str]]
_RULE = re.compile(r"^\s*([=\-]{2,})(?:\s+[=\-]{2,})+\s*$")
_UNDERLINE = re.compile(r"^\s*([=\-~^\"'#*+])\1{2,}\s*$")
_ITEM = re.compile(r"^\s*(\*\s+)?-(?:\s+(.*))?$")
_HEADED = re.compile(r"^(?:=+|#+|h\d\.)\s+(.*?)\s*=*$")


def read_prose(text: Text) -> Iterator[Item]:
    """The fields of every table that is a dictionary, and of the tables of a database that the text makes."""
    for title, rows in _tables(text):
        if len(rows) > 1:
            header = rows[0][1]
            held = [(line, dict(zip(header, cells, strict=False))) for line, cells in rows[1:]]
            yield from dictionary_fields(text.path, title, columns_of(header), held) or ()
    if (within := embedded_sql(text)) is not None:
        yield from read_sql(within)


def _tables(text: Text) -> Iterator[tuple[str, list[_Row]]]:
    """Each table with the heading above it, its header first."""
    lines = text.text.split("\n")
    title, place = text.stem, 0
    while place < len(lines):
        line = lines[place]
        if place and _UNDERLINE.match(line) and lines[place - 1].strip():
            title = lines[place - 1].strip()
        elif found := _HEADED.match(line):
            title = found[1] or title
        read = _reader(line)
        rows, place = read(lines, place) if read else ([], place + 1)
        if rows:
            yield title, rows


def _reader(line: str) -> Callable[[Sequence[str], int], tuple[list[_Row], int]] | None:
    """What reads the table that a line begins; nothing where it begins none."""
    if line.lstrip().startswith("+--"):
        return _grid
    if _RULE.match(line):
        return _simple
    if "list-table::" in line or "csv-table::" in line:
        return _listed
    if line.strip() in ("|===", ",===", "!==="):
        return _bars
    return _columns if _is_header(line) else None


def _grid(lines: Sequence[str], place: int) -> tuple[list[_Row], int]:
    """A table within bars and corners; a cell of several lines is one."""
    rows: list[_Row] = []
    fresh = True
    while place < len(lines) and lines[place].lstrip().startswith(("+", "|")):
        line = lines[place].strip()
        if line.startswith("+"):
            fresh = True
        else:
            cells = [one.strip(" `*") for one in line.strip("|").split("|")]
            if fresh:
                rows.append((place + 1, cells))
            elif rows and len(cells) == len(rows[-1][1]):
                rows[-1] = (rows[-1][0], [f"{a} {b}".strip() for a, b in zip(rows[-1][1], cells, strict=True)])
            fresh = False
        place += 1
    return rows, place


def _simple(lines: Sequence[str], place: int) -> tuple[list[_Row], int]:
    """A table whose columns stand below rules."""
    starts = [found.start() for found in re.finditer(r"[=\-]+", lines[place])]
    rows: list[_Row] = (
        [(place, _cut(lines[place - 1], starts))] if place and lines[place - 1].strip() and not _RULE.match(lines[place - 1]) else []
    )
    place += 1
    while place < len(lines) and (lines[place].strip() or _RULE.match(lines[place])):
        if not _RULE.match(lines[place]):
            rows.append((place + 1, _cut(lines[place], starts)))
        elif len(rows) > 1:
            return rows, place + 1
        place += 1
    return rows, place


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    return [line[start:end].strip(" `*") for start, end in zip(starts, [*starts[1:], len(line)], strict=True)]


def _listed(lines: Sequence[str], place: int) -> tuple[list[_Row], int]:
    """A table as a list of lists, or as lines with commas."""
    rows: list[_Row] = []
    by_commas = "csv-table::" in lines[place]
    place += 1
    while place < len(lines) and (not lines[place].strip() or lines[place][:1].isspace()):
        line = lines[place].strip()
        found = _ITEM.match(lines[place])
        if by_commas:
            given = line.removeprefix(":header:").strip() if not line.startswith(":") or line.startswith(":header:") else ""
            rows += [(place + 1, [one.strip(' "`') for one in given.split(",")])] if "," in given else []
        elif found and found[1]:
            rows.append((place + 1, [(found[2] or "").strip("`* ")]))
        elif found and rows:
            rows[-1][1].append((found[2] or "").strip("`* "))
        place += 1
    return rows, place


def _bars(lines: Sequence[str], place: int) -> tuple[list[_Row], int]:
    """A table of AsciiDoc: its cells begin with a bar, on one line or on several."""
    rows: list[_Row] = []
    mark, width = lines[place].strip()[0], 0
    place += 1
    while place < len(lines) and not lines[place].strip().endswith("==="):
        line = lines[place].strip()
        if line.startswith(mark) or (mark == "," and line):
            cells = [one.strip(" `*") for one in line.removeprefix(mark).split(mark)]
            width = width or len(cells)
            if rows and len(rows[-1][1]) < width and len(cells) < width:
                rows[-1][1].extend(cells)
            else:
                rows.append((place + 1, cells))
        place += 1
    return rows, place + 1


def _is_header(line: str) -> bool:
    """Whether a line of words that stand apart is the header of a dictionary."""
    cells = _apart(line)
    return 1 < len(cells) < 12 and columns_of(cells).whole


def _apart(line: str) -> list[str]:
    return [one.strip() for one in re.split(r"\t+| {2,}", line.strip())]


def _columns(lines: Sequence[str], place: int) -> tuple[list[_Row], int]:
    """A table whose columns stand apart by blanks or tabs, below one header."""
    header = _apart(lines[place])
    starts = [lines[place].index(one) for one in header] if "\t" not in lines[place].strip() else []
    rows: list[_Row] = [(place + 1, header)]
    place += 1
    while place < len(lines) and lines[place].strip():
        line = lines[place]
        if not _RULE.match(line) and not _UNDERLINE.match(line):
            cells = _apart(line)
            rows.append((place + 1, cells if not starts or len(cells) == len(header) else _cut(line, starts)))
        place += 1
    return rows, place
