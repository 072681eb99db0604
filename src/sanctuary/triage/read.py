"""Files read page by page, by what they begin with and never by their names. Nothing is kept and nothing is written."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sanctuary.errors import EvidenceError
from sanctuary.triage.page import Page, pages_of_text

if TYPE_CHECKING:
    from sanctuary.triage.image import Pixels

__all__ = ["MOST_BYTES", "MOST_PAGES", "is_plain", "pages_of", "pictured", "reads_pictures"]

MOST_BYTES = 60_000_000
MOST_TEXT = 2_000_000
MOST_PAGES = 200
"""Bytes of a file, bytes of a text, pages of a file: a packet of a court has some dozens of pages."""
LEAST_LETTERS = 40
"""Letters of a page's own text from which on it is not read as a picture."""


def raw_of(path: Path) -> bytes:
    """The bytes of a file; refuses what is missing, empty or too large."""
    try:
        if not path.is_file():
            raise EvidenceError(
                f"{path}: no such file. Name a PDF, an image, a Word file or a text. What the law says with a kind of paper in hand: "
                "sanctuary decide PLACE --action ACT --fact paper=KIND."
            )
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise EvidenceError(f"{path}: the file has {size:,} bytes; at most {MOST_BYTES:,} are read. Split it.")
        raw = path.read_bytes()
    except OSError as problem:
        raise EvidenceError(f"{path}: cannot be read ({problem.strerror}). Check the path.") from None
    if not raw:
        raise EvidenceError(f"{path}: the file is empty. Save or scan it again.")
    return raw


def is_plain(path: Path) -> bool:
    """Whether a file is plain text; refuses one that is not there."""
    raw = raw_of(path)
    return not (b"%PDF-" in raw[:1024] or raw[:4] == b"PK\x03\x04") and _is_text(raw)


def reads_pictures() -> bool:
    """Whether photographs and scans can be read here: the extra for it is installed."""
    return all(find_spec(one) for one in ("cv2", "pypdfium2", "rapidocr"))


def pages_of(path: Path, raw: bytes | None = None) -> Iterator[Page]:
    """The pages of a file, in their order."""
    yield from (page for page, _ in pictured(path, raw))


def pictured(path: Path, raw: bytes | None = None) -> Iterator[tuple[Page, "Pixels | None"]]:
    """The pages of a file with the picture of each, as it was read; plain text and Word files have none."""
    try:
        yield from _pictured(path, raw_of(path) if raw is None else raw)
    except ImportError:
        raise EvidenceError(f"{path}: reading this needs the extra: pip install 'sanctuary-law[triage]'.") from None


def _pictured(path: Path, raw: bytes) -> Iterator[tuple[Page, "Pixels | None"]]:
    where = str(path)
    if raw[:1024].lstrip()[:5] == b"%PDF-" or b"%PDF-" in raw[:1024]:
        yield from _pages_of_pdf(raw, where)
    elif raw[:4] == b"PK\x03\x04":
        from sanctuary.triage.docx import pages_of_docx  # noqa: PLC0415 - an extra, loaded where it is needed

        yield from ((page, None) for page in pages_of_docx(raw, where, MOST_PAGES))
    elif _is_text(raw):
        if len(raw) > MOST_TEXT:
            raise EvidenceError(f"{where}: a text of {len(raw):,} bytes; at most {MOST_TEXT:,} are read. Is it the right file?")
        pages = pages_of_text(_decoded(raw))
        if len(pages) > MOST_PAGES:
            raise EvidenceError(f"{where}: {len(pages):,} pages; at most {MOST_PAGES:,} are read. Split the file.")
        yield from ((page, None) for page in pages)
    else:
        yield from _pages_of_images(raw, where)


def _pages_of_pdf(raw: bytes, where: str) -> Iterator[tuple[Page, "Pixels"]]:
    from sanctuary.triage.image import ink_of, shown_lines  # noqa: PLC0415 - an extra, loaded where it is needed
    from sanctuary.triage.pdf import pages_of_pdf  # noqa: PLC0415 - an extra, loaded where it is needed

    for number, (image, lines, pictures) in enumerate(pages_of_pdf(raw, where, MOST_PAGES), 1):
        seen = shown_lines(image, lines)
        if not pictures and sum(len(line.text) for line in seen) >= LEAST_LETTERS:
            yield Page(number=number, lines=tuple(seen), by="text", ink=ink_of(image, seen)), image
        else:
            yield _read(image, number)


def _pages_of_images(raw: bytes, where: str) -> Iterator[tuple[Page, "Pixels"]]:
    from sanctuary.triage.image import images_of  # noqa: PLC0415 - an extra, loaded where it is needed

    for number, image in enumerate(images_of(raw, where, MOST_PAGES), 1):
        yield _read(image, number)


def _read(image: "Pixels", number: int) -> tuple[Page, "Pixels"]:
    from sanctuary.triage import ocr  # noqa: PLC0415 - an extra, loaded where it is needed
    from sanctuary.triage.image import ink_of  # noqa: PLC0415 - an extra, loaded where it is needed

    upright, lines = ocr.read(image)
    return Page(number=number, lines=tuple(lines), by="image", ink=ink_of(upright, ocr.printed(lines, upright))), upright


def _is_text(raw: bytes) -> bool:
    head = raw[:4096]
    if b"\0" in head and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    images = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"RIFF", b"BM", b"GIF8")
    return not raw.startswith(images)


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
