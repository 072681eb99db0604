"""Tables of JSON: an array of flat objects, one under a key of an object, or an object on each line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from sanctuary.errors import EvidenceError
from sanctuary.tables import table as tables
from sanctuary.tables.names import clean
from sanctuary.tables.source import Source
from sanctuary.tables.table import Table, numbered, pick

__all__ = ["Objects"]

_KEYS = ("data", "rows", "records", "results", "items", "value")
"""Where exports put their rows."""


class _TwiceError(ValueError):
    """A name that stands twice in one object."""


class Objects(Table):
    """Rows as objects of JSON. The columns are the names of all objects, in the order in which they come."""

    def __init__(self, path: Path, encoding: str, *, lines: bool) -> None:
        self.name, self.files = str(path), (path,)
        self._source = Source(path, encoding)
        lines = lines or self._on_lines()
        self._whole: list[Mapping[str, object]] | None = None if lines else self._array()
        names: dict[str, None] = {}
        self.rows = 0
        for row in self._rows():
            names.update(dict.fromkeys(row))
            self.rows += 1
        self._names = {clean(name): name for name in names}
        if len(self._names) < len(names):
            raise EvidenceError(f"{path}: two names of columns differ only in spaces or accents. Rename one.")
        self.columns = tuple(self._names)
        self.first = [(1, list(self.columns))]

    def _on_lines(self) -> bool:
        """Whether the first two lines are an object each, whatever the name of the file says."""
        found = [one for one in self._source.lines() if one.strip()][:2]
        return len(found) > 1 and all(one.strip()[:1] + one.strip()[-1:] == "{}" for one in found)

    def _array(self) -> list[Mapping[str, object]]:
        """The rows of a document."""
        raw = b"".join(self._source.blocks())
        held = self._parsed(raw, "")
        if isinstance(held, dict):
            held = next((held[key] for key in _KEYS if isinstance(held.get(key), list)), [held])
        if not isinstance(held, list):
            raise EvidenceError(
                f'{self.name}: no array of objects. A table in JSON is [{{"column": "cell"}}, ...], or an object on each line.'
            )
        return [self._object(one, f"row {number:,}") for number, one in enumerate(held, 1)]

    def _rows(self) -> Iterator[Mapping[str, object]]:
        if self._whole is not None:
            yield from self._whole
            return
        for number, line in enumerate(_split(self._source.blocks()), 1):
            if line.strip():
                yield self._object(self._parsed(line, f", line {number:,}"), f"line {number:,}")

    def _parsed(self, raw: bytes, where: str) -> object:
        try:
            return json.loads(raw, object_pairs_hook=_once, parse_float=str, parse_int=str)
        except _TwiceError:
            raise EvidenceError(f"{self.name}{where}: a name stands twice in one object. Nobody can tell which is meant.") from None
        except UnicodeDecodeError:
            raise self._source.undecodable(raw.count(b"\n") and 1) from None
        except json.JSONDecodeError as problem:
            at = where or f", line {problem.lineno:,}"
            raise EvidenceError(f"{self.name}{at}: not JSON. Is the file whole? For an object on each line name it .jsonl.") from None
        except (ValueError, RecursionError):
            raise EvidenceError(f"{self.name}{where}: not JSON that can be read.") from None

    def _object(self, held: object, where: str) -> Mapping[str, object]:
        if not isinstance(held, dict):
            raise EvidenceError(f'{self.name}: {where} is no object. A row in JSON is {{"column": "cell"}}.')
        return held

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Rows in the order of the file."""
        names = pick(columns, self)
        held: list[Mapping[str, object]] = []
        done = 0
        for row in self._rows():
            held.append(row)
            if len(held) >= tables.BATCH:
                yield numbered(self._frame(held, names), done)
                done, held = done + len(held), []
        if held:
            yield numbered(self._frame(held, names), done)

    def _frame(self, rows: Iterable[Mapping[str, object]], names: Sequence[str]) -> pl.DataFrame:
        rows = list(rows)
        data = {name: [self._cell(row.get(self._names[name]), name) for row in rows] for name in names}
        return pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))

    def _cell(self, cell: object, column: str) -> str | None:
        if isinstance(cell, dict | list):
            raise EvidenceError(f"{self.name}: the column '{column}' holds lists or objects. An audit reads text, numbers and days.")
        return ("TRUE" if cell else "FALSE") if isinstance(cell, bool) else None if cell is None else str(cell)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _TwiceError
    return found


def _split(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, whatever pieces they come in."""
    held = b""
    for block in blocks:
        *whole, held = (held + block).split(b"\n")
        yield from whole
    if held:
        yield held
