"""Specimens drawn: as a PDF with text, as a scan of 200 dots an inch, as a photograph; and damaged in five ways. All from a seed."""

import random
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Literal

import cv2
import numpy as np
import pypdfium2
from fpdf import FPDF

from triage.specimens import Row, Specimen

__all__ = ["DAMAGES", "Damage", "Quality", "image_of", "pdf_of", "png_of"]

Quality = Literal["text", "scan", "photograph"]
Damage = Literal["", "low", "turned", "cropped", "creased", "stained"]
DAMAGES: tuple[Damage, ...] = ("low", "turned", "cropped", "creased", "stained")
FONTS = ("times", "helvetica", "courier")


def pdf_of(one: Specimen, seed: int, *, pages: int = 1) -> bytes:
    """A PDF with text; what is written at a place for a signature is a curve, not text."""
    draw = random.Random(f"pdf {seed} {one.style}")
    pdf = FPDF(unit="pt", format="letter")
    pdf.set_compression(compress=True)
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    font = FONTS[(one.style + seed) % 2]
    for _ in range(pages):
        pdf.add_page()
        y = 50.0
        for row in one.rows:
            y = _row(pdf, row, y, font, draw)
    return bytes(pdf.output())


def _row(pdf: FPDF, row: Row, y: float, font: str, draw: random.Random) -> float:
    pdf.set_font(font, "B" if row.size >= 12 else "", row.size)
    if row.form == "gap":
        return y + 12
    if row.form == "center":
        pdf.text((612 - pdf.get_string_width(row.text)) / 2, y + row.size, row.text)
    elif row.form == "two":
        pdf.text(60, y + row.size, row.text)
        pdf.text(330, y + row.size, row.right)
    elif row.form == "sign":
        return _signature(pdf, row, y, font, draw)
    else:
        pdf.text(60, y + row.size, row.text)
    return y + row.size * 1.5


def _signature(pdf: FPDF, row: Row, y: float, font: str, draw: random.Random) -> float:
    pdf.set_font(font, "", 11)
    x = 320 if row.right else 60
    y += 34
    if row.text:
        pdf.text(60 if row.right else 330, y, row.text)
    pdf.set_line_width(0.8)
    pdf.line(x, y + 2, x + 210, y + 2)
    if row.ink:
        _ink(pdf, x + draw.uniform(4, 30), y - draw.uniform(1, 6), draw)
    for number, words in enumerate(row.under):
        pdf.text(x, y + 14 + 14 * number, words)
    return y + 14 + 14 * len(row.under)


def _ink(pdf: FPDF, x: float, y: float, draw: random.Random) -> None:
    """Loops of a pen, as wide as a name."""
    pdf.set_line_width(draw.uniform(1.0, 2.0))
    shade = draw.choice([(0, 0, 0), (20, 30, 120)])
    pdf.set_draw_color(*shade)
    points = [(x, y)]
    for _ in range(draw.randint(14, 26)):
        x += draw.uniform(2, 8)
        points.append((x - draw.uniform(-3, 3), y - draw.uniform(-6, 20)))
    for one, other in pairwise(points):
        pdf.line(*one, *other)
    pdf.set_draw_color(0, 0, 0)


def image_of(pdf: bytes, page: int, quality: Quality, damage: Damage, seed: int) -> Any:
    """A page as an image, blue first."""
    draw = np.random.default_rng(seed)
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[page].render(scale=200 / 72).to_numpy()[:, :, :3].copy()
    image = _scanned(image, draw)
    if quality == "photograph":
        image = _photographed(image, draw)
    return _damaged(image, damage, draw)


def png_of(image: Any) -> bytes:
    """The image as a file: a PNG where it is small, for a scanner; a JPEG is what a telephone gives."""
    return bytes(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 85])[1])


def _scanned(image: Any, draw: Any) -> Any:
    noise = draw.normal(0, 4, image.shape[:2])[:, :, None]
    image = np.clip(image.astype(np.float32) * 0.97 + noise, 0, 255).astype(np.uint8)
    return _turn(image, float(draw.uniform(-0.6, 0.6)))


def _turn(image: Any, degrees: float) -> Any:
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    return cv2.warpAffine(image, matrix, (wide, high), borderValue=(235, 235, 235))


def _photographed(image: Any, draw: Any) -> Any:
    """A page on a table, a little from the side, in uneven light, a little blurred."""
    high, wide = image.shape[:2]
    table = np.full((int(high * 1.12), int(wide * 1.12), 3), int(draw.integers(60, 140)), np.uint8)
    rim = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    shift = draw.uniform(-0.025, 0.025, (4, 2)) * wide
    target = (rim + np.array([0.06 * wide, 0.06 * high]) + shift).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(rim, target)
    photo = cv2.warpPerspective(image, matrix, (table.shape[1], table.shape[0]), dst=table.copy(), borderMode=cv2.BORDER_TRANSPARENT)
    photo = _turn(photo, float(draw.uniform(-4, 4)))
    slope = np.linspace(float(draw.uniform(0.55, 0.85)), 1.0, photo.shape[1])[None, :, None]
    if draw.random() < 0.5:
        slope = slope[:, ::-1]
    photo = np.clip(photo.astype(np.float32) * slope, 0, 255).astype(np.uint8)
    return cv2.GaussianBlur(photo, (0, 0), float(draw.uniform(0.6, 1.3)))


def _damaged(image: Any, damage: Damage, draw: Any) -> Any:
    high, wide = image.shape[:2]
    if damage == "low":
        small = cv2.resize(image, None, fx=0.45, fy=0.45, interpolation=cv2.INTER_AREA)
        return np.clip(small.astype(np.float32) + draw.normal(0, 10, small.shape), 0, 255).astype(np.uint8)
    if damage == "turned":
        return np.ascontiguousarray(np.rot90(image, int(draw.choice([1, 3]))))
    if damage == "cropped":
        return image[: int(high * float(draw.uniform(0.3, 0.42)))]
    if damage == "creased":
        for _ in range(3):
            y = int(draw.uniform(0.2, 0.9) * high)
            image[y : y + 3] = (image[y : y + 3] * 0.75).astype(np.uint8)
        return image
    if damage == "stained":
        for _ in range(3):
            middle = (int(draw.uniform(0.1, 0.9) * wide), int(draw.uniform(0.1, 0.9) * high))
            layer = image.copy()
            cv2.circle(layer, middle, int(0.08 * wide), (150, 180, 200), -1)
            image = cv2.addWeighted(image, 0.55, layer, 0.45, 0)
        return image
    return image
