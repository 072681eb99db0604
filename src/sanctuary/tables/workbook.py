"""Workbooks: Excel and OpenDocument. A cell that the workbook types as a date is that date, whatever it looks like.

Only what is shown is read without a word: of several sheets the report names the one that was read, and a hidden first sheet is
refused until one is named. A cell that is merged over several rows stands in each of them, as a reader of the sheet sees it.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from sanctuary.errors import EvidenceError, nearest
from sanctuary.tables.cells import TYPED, guarded
from sanctuary.tables.names import clean
from sanctuary.tables.source import Source
from sanctuary.tables.table import Table, numbered, pick

__all__ = ["Workbook", "sheets_of"]

_LOOKED_AT = 60


def sheets_of(path: Path) -> tuple[str, ...]:
    """The names of the sheets of a workbook, hidden ones too."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only a workbook needs it

    unread = f"{path}: not a workbook that can be read. Is it without a password? Save it as .xlsx or .csv."
    try:
        with guarded(unread):
            return tuple(CalamineWorkbook.from_path(str(path)).sheet_names)
    except (CalamineError, ValueError, IndexError):
        raise EvidenceError(unread) from None


class Workbook(Table):
    """A sheet of a workbook."""

    def __init__(self, path: Path, sheet: str, header_row: int) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only a workbook needs it

        self.name, self.files = str(path), (path,)
        self._unread = f"{path}: not a workbook that can be read. Is it without a password? Save it as .xlsx or .csv."
        self._errors = (CalamineError, ValueError, IndexError)
        try:
            with guarded(self._unread):
                packed = path.suffix.lower() in (".gz", ".zip")
                raw = io.BytesIO(Source(path).whole()) if packed else None
                self._book: Any = CalamineWorkbook.from_filelike(raw) if raw else CalamineWorkbook.from_path(str(path))
                self._sheets = {one.name: one.visible == SheetVisibleEnum.Visible for one in self._book.sheets_metadata}
        except self._errors:
            raise EvidenceError(self._unread) from None
        self.sheet = sheet or self._first()
        if self.sheet not in self._sheets:
            raise EvidenceError(f"{path}: no sheet is called '{sheet}'; {nearest(sheet, list(self._sheets))}")
        cells = self._cells(self.sheet)
        self.header_row = header_row or next((n for n, row in enumerate(cells, 1) if any(map(_held, row))), 1)
        if self.header_row > len(cells):
            told = f"--header-row {header_row}, but the sheet has {len(cells):,} rows" if cells else "the sheet is empty"
            raise EvidenceError(f"{path}: {told}; a table needs a row with the names of its columns.{self._others()}")
        self.columns = tuple(clean(_text(cell) or "") for cell in cells[self.header_row - 1])
        self.first = [(n, [_text(cell) or "" for cell in row]) for n, row in enumerate(cells[:_LOOKED_AT], 1) if any(map(_held, row))]
        below = cells[self.header_row :]
        self._rows = [row for row in below if any(map(_held, row))]
        self._at = [number for number, row in enumerate(below, self.header_row + 1) if any(map(_held, row))]
        self._blank = len(below) - len(self._rows)
        self.rows = len(self._rows)
        self.how = tuple(
            one
            for one in (
                f"sheet '{self.sheet}' of {self._names()}" if len(self._sheets) > 1 else "",
                f"names of columns in row {self.header_row}" if self.header_row > 1 else "",
            )
            if one
        )

    def _first(self) -> str:
        name = next(iter(self._sheets), "")
        if len(self._sheets) > 1 and not self._sheets[name]:
            raise EvidenceError(f"{self.name}: the first sheet is hidden. Name one with --sheet: {self._names()}.")
        return name

    def _names(self) -> str:
        several = not all(self._sheets.values())
        return ", ".join(f"{name} ({'visible' if shown else 'hidden'})" if several else f"'{name}'" for name, shown in self._sheets.items())

    def _others(self) -> str:
        return f" Its sheets: {self._names()}; name one with --sheet." if len(self._sheets) > 1 else ""

    def _cells(self, sheet: str) -> list[list[object]]:
        """The cells of a sheet from its first row on, what is merged repeated."""
        try:
            with guarded(self._unread):
                found = self._book.get_sheet_by_name(sheet)
                rows: list[list[object]] = found.to_python(skip_empty_area=False)
                merged = found.merged_cell_ranges or []
        except self._errors:
            raise EvidenceError(self._unread) from None
        for (top, left), (bottom, right) in merged:
            for row in range(top, min(bottom, len(rows) - 1) + 1) if bottom > top else ():
                for place in range(left, min(right, len(rows[row]) - 1) + 1):
                    rows[row][place] = rows[top][left]
        return rows

    def elsewhere(self, columns: Sequence[str]) -> str:
        """Which other sheet holds the columns asked for."""
        for name in self._sheets:
            for number, row in enumerate(self._cells(name)[:_LOOKED_AT] if name != self.sheet else (), 1):
                if set(columns) <= {clean(_text(cell) or "") for cell in row}:
                    lower = f" --header-row {number}" if number > 1 else ""
                    return f"the sheet '{name}' does. Add --sheet '{name}'{lower}."
        return f"sheet '{self.sheet}' was read, of {self._names()}. Name another with --sheet." if len(self._sheets) > 1 else ""

    def batches(self, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """All rows at once: a sheet has at most a million."""
        names = pick(columns, self)
        data = {name: _column([row[place] if place < len(row) else None for row in self._rows]) for name, place in self._places(names)}
        yield numbered(pl.DataFrame(data), 0)

    def lines(self, rows: Sequence[int]) -> Mapping[int, int]:
        """Rows of the sheet as Excel counts them."""
        return {row: self._at[row - 1] for row in rows}

    def _places(self, names: Sequence[str]) -> list[tuple[str, int]]:
        return [(name, self.columns.index(name)) for name in names]

    def left_out(self) -> tuple[str, ...]:
        """Blank rows."""
        told = "1 blank row is no row" if self._blank == 1 else f"{self._blank:,} blank rows are no rows"
        return (told,) if self._blank else ()


def _held(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _column(cells: Sequence[object]) -> pl.Series:
    """A column of days where the workbook types every cell as one; else text, a day in it marked as typed."""
    held = [cell for cell in cells if _held(cell)]
    if held and all(isinstance(cell, date) for cell in held):
        return pl.Series([_day(cell) if isinstance(cell, date) else None for cell in cells], dtype=pl.Date)
    return pl.Series([_text(cell, typed=TYPED) for cell in cells], dtype=pl.String)


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _text(cell: object, *, typed: str = "") -> str | None:
    match cell:
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case date():
            return f"{typed}{_day(cell).isoformat()}" if typed else str(cell)
        case time() | timedelta():
            return str(cell)
        case _:
            return None if cell is None else str(cell)
