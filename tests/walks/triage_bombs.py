"""Files made to exhaust a machine, and broken ones: `sanctuary triage` refuses each."""

import io
import zipfile
import zlib
from collections.abc import Iterable

import pypdf

from triage.drawn import pdf_of
from triage.specimens import specimen

__all__ = ["bombs"]

MANY = 10_000
CHUNK = b" " * 10_000_000


def bombs() -> dict[str, tuple[bytes, str]]:
    """By name the bytes of each, and the class that may be told where it is not refused: some unpack to an empty page."""
    whole = pdf_of(specimen("i-200", 1, 0), 1)
    refused = {
        "ten-thousand-pages.pdf": _pages(MANY),
        "ten-thousand-pages.txt": b"WARRANT\f" * MANY,
        "image-that-unpacks-to-gigabytes.png": _png(60_000, 60_000),
        "word-file-that-unpacks-to-a-gigabyte.docx": _zip({"word/document.xml": [CHUNK] * 100}),
        "word-file-with-entities.docx": _zip({"[Content_Types].xml": [_ENTITIES], "word/document.xml": [_ENTITIES]}),
        "cut-off.pdf": whole[: len(whole) // 2],
        "broken.pdf": b"%PDF-1.7\nnothing",
        "empty.pdf": b"",
        "locked.pdf": _locked(whole),
        "half.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        "no-word-file.docx": b"PK\x03\x04" + b"\0" * 200,
        "noise.bin": bytes(range(256)) * 20,
    }
    empty = {
        "pdf-that-unpacks-to-a-gigabyte.pdf": _pdf(_packed(_packed([CHUNK] * 100)), "/Filter [/FlateDecode /FlateDecode]"),
        "pdf-of-a-huge-page.pdf": _pdf([], "", box="0 0 9000000 9000000"),
    }
    return {name: (raw, "") for name, raw in refused.items()} | {name: (raw, "unreadable") for name, raw in empty.items()}


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">'
    + b"".join(b'<!ENTITY b%d "%s">' % (n, b"&b%s;" % (str(n - 1).encode() if n else b"") * 50) for n in range(6)) + b"]><a>&b5;</a>"
)  # fmt: skip
"""Entities that name each other."""


def _pages(count: int) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(count):
        writer.add_blank_page(72, 72)
    writer.write(raw := io.BytesIO())
    return raw.getvalue()


def _locked(whole: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(whole))
    writer.encrypt("specimen", algorithm="RC4-128")
    writer.write(raw := io.BytesIO())
    return raw.getvalue()


def _packed(parts: Iterable[bytes]) -> Iterable[bytes]:
    packing = zlib.compressobj(9)
    yield from map(packing.compress, parts)
    yield packing.flush()


def _zip(members: dict[str, list[bytes]]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in members.items():
            with archive.open(name, "w") as member:
                for part in parts:
                    member.write(part)
    return raw.getvalue()


def _pdf(stream: Iterable[bytes], words: str, box: str = "0 0 612 792") -> bytes:
    """A PDF of one page with this content, without a table of its objects: readers make one up."""
    body = b"".join(stream)
    return (
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        + f"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R>> endobj\n".encode()
        + f"4 0 obj <<{words} /Length {len(body)}>> stream\n".encode() + body + b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


def _png(wide: int, high: int) -> bytes:
    """A PNG that says it is large and holds next to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
