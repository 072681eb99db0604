"""A scene of rectangles, lines and text, written as SVG text or painted as PNG: the one home of Pillow.

SVG needs no font and no script; PNG uses the typeface that comes with Pillow, so a machine without fonts draws the same.
"""

import io
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

__all__ = ["Scene"]

SCALE = 2
"""Pixels of a PNG for each unit of a scene: sharp on a phone and in print."""


@dataclass(frozen=True, slots=True)
class _Rect:
    x: float
    y: float
    w: float
    h: float
    fill: str
    title: str


@dataclass(frozen=True, slots=True)
class _Line:
    x: float
    y: float
    x2: float
    y2: float
    color: str


@dataclass(frozen=True, slots=True)
class _Text:
    x: float
    y: float
    text: str
    size: int
    color: str
    bold: bool
    anchor: Literal["start", "middle", "end"]


@dataclass
class Scene:
    """Shapes in the order in which they are drawn; `title` and `description` are read aloud by screen readers."""

    width: int
    height: int
    title: str
    description: str
    shapes: list[_Rect | _Line | _Text] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, title: str = "") -> None:
        """A filled rectangle; its title shows where a pointer rests."""
        self.shapes.append(_Rect(x, y, w, h, fill, title))

    def line(self, x: float, y: float, x2: float, y2: float, color: str = "#888888") -> None:
        """A thin line."""
        self.shapes.append(_Line(x, y, x2, y2, color))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 12,
        color: str = "#1a1a1a",
        bold: bool = False,
        anchor: Literal["start", "middle", "end"] = "start",
    ) -> None:
        """One line of text on its baseline."""
        self.shapes.append(_Text(x, y, text, size, color, bold, anchor))

    def svg(self, name: str = "scene") -> str:
        """The scene as an SVG document; the name keeps its ids apart on a page with several."""
        labels = f'aria-labelledby="{name}-t {name}-d"'
        box = f'viewBox="0 0 {self.width} {self.height}" role="img" {labels} font-family="system-ui, sans-serif"'
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
            f'<title id="{name}-t">{escape(self.title)}</title>',
            f'<desc id="{name}-d">{escape(self.description)}</desc>',
            f'<rect width="{self.width}" height="{self.height}" fill="#ffffff"/>',
            *(_as_svg(shape) for shape in self.shapes),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def png(self) -> bytes:
        """The scene as a PNG picture, twice its size in pixels."""
        picture = Image.new("RGB", (self.width * SCALE, self.height * SCALE), "#ffffff")
        draw = ImageDraw.Draw(picture)
        for shape in self.shapes:
            _paint(draw, shape)
        raw = io.BytesIO()
        picture.save(raw, "PNG", optimize=True)
        return raw.getvalue()


def _as_svg(shape: _Rect | _Line | _Text) -> str:
    match shape:
        case _Rect():
            inner = f"<title>{escape(shape.title)}</title>" if shape.title else ""
            at = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.w:.1f}" height="{shape.h:.1f}"'
            return f'<rect {at} fill="{shape.fill}">{inner}</rect>'
        case _Line():
            return f'<line x1="{shape.x:.1f}" y1="{shape.y:.1f}" x2="{shape.x2:.1f}" y2="{shape.y2:.1f}" stroke="{shape.color}"/>'
        case _Text():
            weight = ' font-weight="bold"' if shape.bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}" fill="{shape.color}" '
                f'text-anchor="{shape.anchor}"{weight}>{escape(shape.text)}</text>'
            )


def _paint(draw: ImageDraw.ImageDraw, shape: _Rect | _Line | _Text) -> None:
    match shape:
        case _Rect():
            draw.rectangle([n * SCALE for n in (shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)], fill=shape.fill)
        case _Line():
            draw.line([n * SCALE for n in (shape.x, shape.y, shape.x2, shape.y2)], fill=shape.color, width=SCALE)
        case _Text():
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
            font = ImageFont.load_default(shape.size * SCALE)
            stroke = 0.6 if shape.bold else 0
            at = (shape.x * SCALE, shape.y * SCALE)
            draw.text(at, shape.text, shape.color, font, anchor=anchor, stroke_width=stroke, stroke_fill=shape.color)
