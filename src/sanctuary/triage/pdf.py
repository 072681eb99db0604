"""Pages of PDF files: their text where it is text, and their picture. The one home of pypdfium2."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from sanctuary.errors import EvidenceError
from sanctuary.triage.image import LONGEST, Pixels
from sanctuary.triage.page import Line

__all__ = ["pages_of_pdf"]

COLUMN = re.compile(r"\S+(?:\s{1,4}\S+)*")
"""What stands in a run of text between wide gaps of five blanks or more."""
GAP = 2.5
"""How many times as wide as a run is high is a gap between two columns: words set apart to fill a line leave less."""
MOST_LETTERS = 60_000
PICTURE = 0.02
"""The part of a page from which on a picture is read too: text under or beside it may say something else."""


def pages_of_pdf(raw: bytes, where: str, most: int) -> Iterator[tuple[Pixels, list[Line], bool]]:
    """Each page's picture, the lines of its text, and whether it holds a picture that must be read; refuses what cannot be opened."""
    import pypdfium2  # noqa: PLC0415 - an extra, loaded where it is needed
    from pypdfium2 import raw as pdfium  # noqa: PLC0415 - an extra, loaded where it is needed

    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        told = "locked with a password. Save it without one" if locked else "a broken PDF. Save or scan it again"
        raise EvidenceError(f"{where}: {told}.") from None
    try:
        if count > most:
            raise EvidenceError(f"{where}: {count:,} pages; at most {most:,} are read. Split the file.")
        if count == 0:
            raise EvidenceError(f"{where}: a PDF without pages. Save or scan it again.")
        document.init_forms()
        for number in range(count):
            try:
                page = document[number]
                yield _page(page, pdfium)
                page.close()
            except pypdfium2.PdfiumError:
                raise EvidenceError(f"{where}: page {number + 1} is broken. Save or scan it again.") from None
    finally:
        document.close()


def _page(page: Any, pdfium: Any) -> tuple[Pixels, list[Line], bool]:
    wide, high = page.get_size()
    if not (1 <= wide <= 20_000 and 1 <= high <= 20_000) or max(wide, high) / min(wide, high) > 20:
        wide = high = 0.0
    scale = LONGEST / max(wide, high, 1.0) if wide else 0.0
    if not scale:
        return np.full((10, 10, 3), 255, np.uint8), [], False
    bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=False)
    array = bitmap.to_numpy()
    image = np.ascontiguousarray(array[:, :, :3]) if array.ndim == 3 else np.repeat(array[:, :, None], 3, axis=2)
    return image.copy(), _lines(page, wide, high), _pictures(page, pdfium, wide * high)


def _pictures(page: Any, pdfium: Any, area: float) -> bool:
    """Whether a picture of some size lies on the page."""
    total = 0.0
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = one.get_bounds() if hasattr(one, "get_bounds") else one.get_pos()
        total += abs((right - left) * (top - bottom))
    return total > PICTURE * area


def _lines(page: Any, wide: float, high: float) -> list[Line]:
    """Runs of text; those of one row that stand close together are one line."""
    text = page.get_textpage()
    pieces = []
    letters = _letters(text)
    for number in range(min(text.count_rects(), 5_000)):
        rect = text.get_rect(number)
        for left, bottom, right, top in _columns(rect, letters):
            run = text.get_text_bounded(left, bottom, right, top).replace("\r", "").replace("\n", " ")
            # Columns that are parted by blanks alone are lines of their own, as wide as their letters.
            for part in COLUMN.finditer(run):
                start, end = (left + (right - left) * at / len(run) for at in part.span())
                pieces.append(Line(text=" ".join(part[0].split()), box=(start / wide, 1 - top / high, end / wide, 1 - bottom / high)))
    text.close()
    return _joined(pieces)


def _letters(text: Any) -> Any:
    """The boxes of the letters of a page: left, bottom, right, top; blanks have none."""
    boxes = [text.get_charbox(at) for at in range(min(text.count_chars(), MOST_LETTERS))]
    return np.array([box for box in boxes if box[2] > box[0] and box[3] > box[1]], np.float64).reshape(-1, 4)


def _columns(rect: tuple[float, float, float, float], letters: Any) -> list[tuple[float, float, float, float]]:
    """The parts of a run between gaps of blanks, which the reader of text gives as one blank."""
    left, bottom, right, top = rect
    across, up = (letters[:, 0] + letters[:, 2]) / 2, (letters[:, 1] + letters[:, 3]) / 2
    inside = letters[(across >= left) & (across <= right) & (up >= bottom) & (up <= top)]
    inside = inside[np.argsort(inside[:, 0])]
    if len(inside) < 2:
        return [rect]
    ends = np.maximum.accumulate(inside[:, 2])
    wide = np.nonzero(inside[1:, 0] - ends[:-1] > GAP * (top - bottom))[0]
    starts = [left, *inside[wide + 1, 0]]
    return [(float(start), bottom, float(end), top) for start, end in zip(starts, [*ends[wide], right], strict=True)]


def _joined(pieces: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (one.box[1] + one.box[3]) / 2):
        middle = (piece.box[1] + piece.box[3]) / 2
        if rows and abs(middle - (rows[-1][-1].box[1] + rows[-1][-1].box[3]) / 2) < 0.45 * max(piece.box[3] - piece.box[1], 0.006):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines: list[Line] = []
    for row in rows:
        current: Line | None = None
        for piece in sorted(row, key=lambda one: one.box[0]):
            if current and piece.box[0] - current.box[2] < 0.022:
                space = " " if piece.box[0] - current.box[2] > 0.0015 else ""
                box = (
                    current.box[0],
                    min(current.box[1], piece.box[1]),
                    max(current.box[2], piece.box[2]),
                    max(current.box[3], piece.box[3]),
                )
                current = Line(text=current.text + space + piece.text, box=box)
            else:
                if current:
                    lines.append(current)
                current = piece
        if current:
            lines.append(current)
    return lines
