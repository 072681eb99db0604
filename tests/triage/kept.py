"""Pages of images as they were read, kept between runs: reading one takes seconds, and what the rules make of it next to nothing.

A run that was stopped goes on where it stood, and a change of the rules is tried on all pages anew in minutes. What was read is known by
the bytes of the image, by the code that reads and by the versions of the libraries: where one of these changes, the page is read again.
"""

import hashlib
import zlib
from importlib.metadata import version
from pathlib import Path

import msgspec

from sanctuary.triage import image, ocr, page, pdf, read
from sanctuary.triage.page import Page

__all__ = ["Kept"]

LIBRARIES = ("rapidocr", "onnxruntime", "opencv-python-headless", "numpy", "pillow")


class Kept:
    """Pages in a folder, a file for each image; without a folder every image is read."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        code = b"".join(Path(str(module.__file__)).read_bytes() for module in (image, ocr, page, pdf, read))
        self.reader = hashlib.sha256(code + " ".join(map(version, LIBRARIES)).encode()).digest()

    def pages(self, raw: bytes) -> list[Page]:
        """The pages of an image, read now or earlier."""
        if self.folder is None:
            return list(read.pages_of(Path("paper"), raw))
        path = self.folder / hashlib.sha256(self.reader + raw).hexdigest()
        if path.exists():
            return msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=list[Page])
        pages = list(read.pages_of(Path("paper"), raw))
        part = path.with_suffix(".part")
        part.write_bytes(zlib.compress(msgspec.msgpack.encode(pages)))
        part.rename(path)
        return pages
