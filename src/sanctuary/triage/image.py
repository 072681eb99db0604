"""Images of pages: opened within bounds, set upright, searched for ink that is no text. OpenCV lives here, and Pillow."""

import io
import struct
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from sanctuary.errors import EvidenceError
from sanctuary.triage.page import Box, Ink, Line

__all__ = ["MOST_PIXELS", "Pixels", "crop", "images_of", "ink_of", "rotated", "shown_lines"]

Pixels = np.ndarray[Any, np.dtype[np.uint8]]
"""Rows, columns and the three colors, blue first, as OpenCV has them."""

MOST_PIXELS = 80_000_000
"""Of one image: more than any telephone takes."""
LONGEST = 2_200
"""Pixels of the longer side to which an image is brought: 200 dots an inch of a letter page."""
WIDE = 170
"""Columns of the grid of ink."""
DARK = 0.68
"""How bright ink is, at most, beside the paper around it: a gray watermark is brighter."""


def images_of(raw: bytes, where: str, most: int) -> Iterator[Pixels]:
    """The images of a file, upright by what the camera noted; refuses what is too large or no image."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")) as image:
            frames = getattr(image, "n_frames", 1)
            if frames > most:
                raise EvidenceError(f"{where}: {frames:,} pages; at most {most:,} are read. Split the file.")
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MOST_PIXELS:
                    raise EvidenceError(
                        f"{where}: an image of {frame.width:,} by {frame.height:,} points is too large. Photograph the page again."
                    )
                plain = ImageOps.exif_transpose(frame)
                plain.thumbnail((2 * LONGEST, 2 * LONGEST))
                yield sized(cv2.cvtColor(np.asarray(plain.convert("RGB")), cv2.COLOR_RGB2BGR))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise EvidenceError(f"{where}: an image of too many points. Photograph the page again.") from None
    except UnidentifiedImageError:
        raise EvidenceError(f"{where}: no image that can be read. Give a PDF, PNG, JPEG, TIFF or WebP.") from None
    except (OSError, SyntaxError, ValueError, struct.error) as problem:
        raise EvidenceError(f"{where}: a broken image ({type(problem).__name__}). Save or photograph it again.") from None


def sized(image: Any) -> Pixels:
    """The image with its longer side at most LONGEST, and small ones enlarged twice, for readers of small type."""
    longer = max(image.shape[:2])
    scale = LONGEST / longer if longer > LONGEST else 2.0 if longer < 1_000 else 1.0
    if scale == 1.0:
        return np.ascontiguousarray(image)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.ascontiguousarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=method))


def rotated(image: Pixels, quarter: int) -> Pixels:
    """The image turned counterclockwise by quarters of a turn."""
    return np.ascontiguousarray(np.rot90(image, quarter))


def straight(image: Pixels, degrees: float) -> tuple[Pixels, Any]:
    """The image turned by a few degrees about its middle, with the matrix that takes points along."""
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return np.ascontiguousarray(cv2.warpAffine(image, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE)), matrix


def dark(image: Pixels) -> Any:
    """Where the image is darker than the paper around: shade and light of a photograph are taken out."""
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    smooth = cv2.GaussianBlur(gray, (3, 3), 0)
    return smooth.astype(np.float32) < DARK * np.maximum(paper.astype(np.float32), 1)


def ink_of(image: Pixels, lines: Sequence[Line]) -> Ink:
    """The grid of ink that is neither text nor a ruled line."""
    mask = dark(image).astype(np.uint8)
    high, wide = mask.shape
    # Specks go, then what is long and flat or long and upright: rules, frames, edges of the paper.
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    for kernel in (np.ones((1, max(25, wide // 30)), np.uint8), np.ones((max(25, high // 25), 1), np.uint8)):
        ruled = cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel)
        mask[cv2.dilate(ruled, np.ones((5, 3), np.uint8)) > 0] = 0
    for line in lines:
        left, top, right, bottom = line.box
        rim = 0.15 * (bottom - top)
        mask[max(0, int((top - rim) * high)) : int((bottom + rim) * high) + 1, max(0, int(left * wide) - 3) : int(right * wide) + 3] = 0
    rows = max(1, round(WIDE * high / wide))
    grid = cv2.resize(mask.astype(np.float32), (WIDE, rows), interpolation=cv2.INTER_AREA)
    digits = np.clip(np.ceil(grid * 20), 0, 15).astype(int)
    return Ink(wide=WIDE, cells="".join("0123456789abcdef"[value] for value in digits.ravel()))


def shown_lines(image: Pixels, lines: Sequence[Line]) -> list[Line]:
    """The lines of text that an eye sees: where nothing dark is drawn, text was laid under the page unseen."""
    mask = dark(image)
    high, wide = mask.shape
    kept = []
    for line in lines:
        left, top, right, bottom = line.box
        part = mask[max(0, int(top * high)) : int(bottom * high) + 1, max(0, int(left * wide)) : int(right * wide) + 1]
        if part.size and part.mean() > 0.01:
            kept.append(line)
    return kept


def crop(image: Pixels, box: Box, around: float = 0.012) -> bytes:
    """A part of the image as PNG."""
    high, wide = image.shape[:2]
    left, top, right, bottom = box
    rows = slice(max(0, int((top - around) * high)), max(1, int((bottom + around) * high)))
    columns = slice(max(0, int((left - around) * wide)), max(1, int((right + around) * wide)))
    part = image[rows, columns]
    if part.size == 0:
        part = image[:1, :1]
    return bytes(cv2.imencode(".png", part)[1])
