"""Text of Word files: the one home of python-docx."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from sanctuary.errors import EvidenceError
from sanctuary.triage.page import Page, page_of_text

__all__ = ["pages_of_docx"]

MOST_BYTES = 60_000_000
"""Of all that is packed in the file: a paper of words is a hundredth of that."""


def pages_of_docx(raw: bytes, where: str, most: int) -> list[Page]:
    """The pages of a Word file, as its own breaks give them; refuses what is packed too tight and what cannot be opened."""
    try:
        import docx  # noqa: PLC0415 - an extra, loaded where it is needed
    except ImportError:
        raise EvidenceError("reading Word files needs the extra: pip install 'sanctuary-law[triage]'.") from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            too_large = sum(one.file_size for one in packed.infolist()) > MOST_BYTES or len(packed.infolist()) > 5_000
        rows = [] if too_large else list(_rows(docx.Document(io.BytesIO(raw))))
    except Exception as problem:  # noqa: BLE001 - the parsers raise what they like, and their messages quote the paper
        raise EvidenceError(f"{where}: a broken Word file ({type(problem).__name__}). Print it to a PDF.") from None
    if too_large:
        raise EvidenceError(f"{where}: unpacked, the file would be too large. Print it to a PDF.")
    pages: list[list[str]] = [[]]
    for row in rows:
        first, *more = row.split("\f")
        pages[-1] += first.splitlines() or [""]
        pages += [part.splitlines() for part in more]
    if len(pages) > most:
        raise EvidenceError(f"{where}: {len(pages):,} pages; at most {most:,} are read. Split the file.")
    return [page_of_text(page, number) for number, page in enumerate(pages, 1)]


def _rows(document: Any) -> Iterator[str]:
    """Headers first, then paragraphs and tables in their order, footers last."""
    for section in document.sections[:1]:
        yield from (paragraph.text for paragraph in section.header.paragraphs)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "   ".join(dict.fromkeys(re.sub(r"\s+", " ", cell.text).strip() for cell in row.cells))
        else:
            broken = any('w:type="page"' in run._r.xml for run in block.runs)  # noqa: SLF001 - the library tells breaks of a page nowhere else
            yield ("\f" if broken else "") + block.text
    for section in document.sections[:1]:
        yield from (paragraph.text for paragraph in section.footer.paragraphs)
