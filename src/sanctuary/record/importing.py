"""Entries out of a table: a year of past dealings, by a mapping from its columns to the fields of an entry.

The mapping is TOML: `[columns]` says which column holds which field, `[values."FIELD"]` what a word of the table means, `[fixed]` what is
the same in every row, `zone` the time zone (or the offset) of times that have none; without it they are in the record's own.

Rules it keeps:
- All rows or none: each is read and checked before any is added; a refusal names row and field of each kind of trouble, and no value.
- A cell that is empty says nothing; a word that the mapping does not know is refused, never guessed.
- The same file taken in again adds nothing: each row has a token made of the file and its place.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sanctuary.documents import Frozen, parse_json, parse_toml, replace, shape
from sanctuary.errors import RecordError, RequestError
from sanctuary.record.entry import Entry, read_entry
from sanctuary.record.files import read_file
from sanctuary.record.paths import hint, is_list, path_of, paths, word_of, words_of
from sanctuary.record.times import day_and_hour

__all__ = ["Mapped", "days_read", "entries_of", "read_mapping"]


_MONTHS = 12
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}\b", re.ASCII)
_TOLD = 12
"""Kinds of trouble in a table that a refusal tells."""


class Mapped(Frozen, frozen=True):
    """A mapping: by field the column, by field the meaning of words, what is the same in every row, the zone of times without an offset."""

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, Any]] = {}
    fixed: Mapping[str, Any] = {}
    zone: str = ""
    separator: str = ","


def read_mapping(path: Path) -> Mapped:
    """The mapping of a file; a field is named in full, or by its last part where one group alone has it."""
    found = shape(parse_toml(read_file(path), str(path), RecordError), Mapped, str(path), RecordError)
    kind = "" if "kind" in found.columns else str(found.fixed.get("kind", "dealing"))
    try:
        named = {
            name: {path_of(field, kind): value for field, value in getattr(found, name).items()} for name in ("columns", "values", "fixed")
        }
    except RequestError as problem:
        raise RecordError(f"{path}: {problem}") from None
    return replace(found, **named)


def entries_of(path: Path, mapping: Mapped, zone: tzinfo | None = None) -> tuple[list[Entry], list[str]]:
    """The entries of a CSV file or a JSON array, each with its token; refuses the first row that does not make one.

    `zone`: of the record, for times without an offset where the mapping names no zone. A table of a year has times of both halves of it:
    with a zone each gets the offset of its day.
    """
    zone = _zone(mapping, path) or zone
    text = read_file(path)
    rows = _rows(text, path)
    missing = [column for column in mapping.columns.values() if rows and column not in rows[0]]
    if missing:
        raise RecordError(f"{path}: it has no column '{missing[0]}', which the mapping names.")
    digest = sha256(text.encode()).hexdigest()
    found, problems = list[Entry](), dict[str, int]()
    for number, row in enumerate(rows, 1):
        try:
            found.append(_entry(row, mapping, zone, f"row {number}"))
        except RecordError as problem:
            problems.setdefault(str(problem).partition(": ")[2], number)
    if problems:
        # All that is wrong at once, each kind by its first row: a mapping is not mended word by word.
        first = [f"row {number}: {told}" for told, number in problems.items()]
        more = f" And {len(first) - _TOLD} more." if len(first) > _TOLD else ""
        raise RecordError(f"{path}: {' '.join(first[:_TOLD])}{more}")
    return found, [f"{digest} {number}" for number in range(1, len(rows) + 1)]


def days_read(path: Path, mapping: Mapped) -> str:
    """How days such as 04/02/2026 were read, and in how many cells the other way round is a day too; nothing where there is none."""
    columns = [column for field, column in mapping.columns.items() if field.endswith("_at")]
    cells = [str(row[column]).strip() for row in _rows(read_file(path), path) for column in columns]
    found = [(int(day[1]), int(day[2])) for cell in cells if (day := _SLASHES.match(cell))]
    both = sum(1 for month, day in found if month != day and day <= _MONTHS)
    other = f" {both:,} of these cells would be another day if it stood first: look at one." if both else ""
    return f"Days with slashes are read month first: 04/02/2026 is April 2.{other}" if found else ""


def _rows(text: str, path: Path) -> Sequence[Mapping[str, Any]]:
    if text.lstrip().startswith("["):
        value = parse_json(text, str(path))
        if not all(isinstance(one, dict) for one in value):
            raise RecordError(f"{path}: a JSON array of objects was expected.")
        return value  # type: ignore[no-any-return]
    try:
        sheet = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise RecordError(f"{path}: no table in CSV: a quotation mark is where none can be, or none where one must be.") from None
    head, *rows = sheet or [[]]
    if not head or len(set(head)) != len(head):
        raise RecordError(f"{path}: its first line names no columns, or one of them twice.")
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            raise RecordError(f"{path}: row {number} has {len(row)} cells, expected {len(head)}.")
    return [dict(zip(head, row, strict=True)) for row in rows]


def _entry(row: Mapping[str, Any], mapping: Mapped, zone: tzinfo | None, where: str) -> Entry:
    document: dict[str, Any] = {}
    for field, value in mapping.fixed.items():
        _put(document, field, value)
    for field, column in mapping.columns.items():
        cell = row[column]
        if isinstance(cell, str):
            cell = cell.strip()
        if cell in ("", None, []):
            continue
        _put(document, field, _value(field, cell, mapping, zone, where))
    return read_entry(document, where)


def _value(field: str, cell: Any, mapping: Mapped, zone: tzinfo | None, where: str) -> Any:
    words = mapping.values.get(field)
    if is_list(field):
        parts = cell if isinstance(cell, list) else [part.strip() for part in str(cell).split(mapping.separator) if part.strip()]
        return [_word(field, part, words, where) for part in parts]
    if words is not None:
        return _word(field, cell, words, where)
    if field.endswith("_at") and isinstance(cell, str):
        return _time(field, cell, zone, where)
    if isinstance(cell, str) and cell.isascii() and cell.isdecimal() and int in get_args(paths()[field]):
        return int(cell)
    return _word(field, cell, None, where)


def _word(field: str, cell: Any, words: Mapping[str, Any] | None, where: str) -> Any:
    if words is None:
        found = word_of(field, cell) if isinstance(cell, str) else cell
        if isinstance(cell, str) and (known := words_of(field)) and found not in known:
            may = _may(field, cell, known)
            raise RecordError(f'{where}: {field}: a word that this field does not know{may}. Say what it means in [values."{field}"].')
        return found
    if str(cell) not in words:
        raise RecordError(f'{where}: {field}: a word that the mapping does not know. Add it to [values."{field}"].')
    return words[str(cell)]


def _may(field: str, cell: str, known: Sequence[str]) -> str:
    """Which words a cell of what was asked can be, where plain words of it are known; nothing else of a cell is guessed at."""
    told = hint(field, cell, known)
    return f"; {told.rstrip('?')}" if told.startswith("did you mean") and "(" in told else ""


def _time(field: str, text: str, zone: tzinfo | None, where: str) -> str:
    found = day_and_hour(text)
    if found is None:
        raise RecordError(f"{where}: {field}: no time that is known. Write it as 2026-11-22 09:30.")
    if found.tzinfo is None and zone is None:
        raise RecordError(f'{where}: {field}: a time without its offset. Give the mapping a zone, as zone = "America/Los_Angeles".')
    return (found if found.tzinfo else found.replace(tzinfo=zone)).isoformat()


def _zone(mapping: Mapped, path: Path) -> tzinfo | None:
    if not mapping.zone:
        return None
    try:
        return datetime.fromisoformat(f"2000-01-01T00:00:00{mapping.zone}").tzinfo or ZoneInfo(mapping.zone)
    except ValueError:
        pass
    try:
        return ZoneInfo(mapping.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RecordError(
            f"{path}: the mapping's zone is none that is known. Write it as America/Los_Angeles, or an offset as -08:00."
        ) from None


def _put(document: dict[str, Any], field: str, value: Any) -> None:
    group, _, name = field.partition(".")
    if name:
        document.setdefault(group, {})[name] = value
    else:
        document[group] = value
