"""A scene of rectangles, lines and text, written as SVG text or painted as PNG: the one home of Pillow.

SVG needs no font and no script; PNG uses the typeface that comes with Pillow, so a machine without fonts draws the same.
"""

import io
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from sanctuary.errors import visible

__all__ = ["Mark", "Scene", "wrapped"]

SCALE = 2
"""Pixels of a PNG for each unit of a scene: sharp on a phone and in print."""

WIDEST, HIGHEST = 1600, 2000
"""Pixels of the largest PNG: a larger scene has fewer pixels for each unit."""

INK, SOFT, LINE, PAPER = "#1b1b1b", "#565c65", "#c6cace", "#ffffff"
YES, PARTLY, WASH = "#1a4480", "#8a5a00", "#f5f6f7"
"""The colors of every picture, those of look.css: each text on its ground has a contrast of 4.5:1 at least."""

Mark = Literal["full", "half", "empty", "dotted"]
"""The shape that goes with an answer: yes, in part, no, unknown."""


@dataclass(frozen=True, slots=True)
class _Rect:
    x: float
    y: float
    w: float
    h: float
    fill: str
    title: str
    edge: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    x: float
    y: float
    r: float
    kind: Mark
    color: str


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
    shapes: list[_Rect | _Line | _Text | _Mark] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, fill: str, title: str = "", *, edge: str = "", dashed: bool = False) -> None:
        """A filled rectangle, with an edge where a color is given; its title shows where a pointer rests."""
        self.shapes.append(_Rect(x, y, w, h, fill, title, edge, dashed))

    def mark(self, x: float, y: float, r: float, kind: Mark, color: str = INK) -> None:
        """The shape of an answer around a point: a full, half, empty or dotted circle."""
        self.shapes.append(_Mark(x, y, r, kind, color))

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
        color: str = INK,
        bold: bool = False,
        anchor: Literal["start", "middle", "end"] = "start",
    ) -> None:
        """One line of text on its baseline."""
        self.shapes.append(_Text(x, y, text, size, color, bold, anchor))

    def paragraph(
        self, x: float, y: float, text: str, width: float, *, size: int = 12, color: str = INK, bold: bool = False, most: int = 0
    ) -> float:
        """Text wrapped to a width, its first line on a baseline; the baseline below the last line comes out. Words are never cut.

        Past `most` lines, where given, the rest is left out and the last line ends in an ellipsis.
        """
        lines = wrapped(text, width, size, bold=bold)
        if most and len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1].rstrip(',;.')} …"]
        for line in lines:
            self.text(x, y, line, size=size, color=color, bold=bold)
            y += size * 1.3
        return y

    def svg(self, name: str = "scene") -> str:
        """The scene as an SVG document; the name keeps its ids apart on a page with several."""
        labels = f'aria-labelledby="{name}-t {name}-d"'
        box = f'viewBox="0 0 {self.width} {self.height}" role="img" {labels} font-family="system-ui, sans-serif"'
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {box}>',
            f'<title id="{name}-t">{escape(visible(self.title))}</title>',
            f'<desc id="{name}-d">{escape(visible(self.description))}</desc>',
            f'<rect width="{self.width}" height="{self.height}" fill="{PAPER}"/>',
            *(_as_svg(shape) for shape in self.shapes),
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def png(self) -> bytes:
        """The scene as a PNG picture, twice its size in pixels, or as much as WIDEST and HIGHEST leave."""
        scale = min(SCALE, WIDEST / self.width, HIGHEST / self.height)
        picture = Image.new("RGB", (int(self.width * scale), int(self.height * scale)), PAPER)
        draw = ImageDraw.Draw(picture)
        for shape in self.shapes:
            _paint(draw, shape, scale)
        raw = io.BytesIO()
        picture.save(raw, "PNG", optimize=True)
        return raw.getvalue()


@cache
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """A text in lines of at most a width, measured in the typeface of PNG with some room for a wider one; a longer word stands alone.

    >>> wrapped("one two three", 65, 12)
    ['one two', 'three']
    """
    font, lines = _font(size), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) * (BOLD if bold else ROOM) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


ROOM, BOLD = 1.2, 1.36
"""How much wider a system's typeface may be than that of PNG: DejaVu Sans, the widest in common use, and its bold."""


def _as_svg(shape: _Rect | _Line | _Text | _Mark) -> str:
    match shape:
        case _Rect():
            inner = f"<title>{escape(visible(shape.title))}</title>" if shape.title else ""
            at = f'x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.w:.1f}" height="{shape.h:.1f}"'
            dash = ' stroke-dasharray="4 3"' if shape.dashed else ""
            edge = f' stroke="{shape.edge}" stroke-width="1.5"{dash}' if shape.edge else ""
            return f'<rect {at} fill="{shape.fill}"{edge}>{inner}</rect>'
        case _Line():
            return f'<line x1="{shape.x:.1f}" y1="{shape.y:.1f}" x2="{shape.x2:.1f}" y2="{shape.y2:.1f}" stroke="{shape.color}"/>'
        case _Mark():
            dash = ' stroke-dasharray="2.5 2.5"' if shape.kind == "dotted" else ""
            fill = shape.color if shape.kind == "full" else "none"
            at = f'cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.r:.1f}"'
            ring = f'<circle {at} fill="{fill}" stroke="{shape.color}" stroke-width="2"{dash}/>'
            top = f"M {shape.x:.1f} {shape.y - shape.r:.1f} A {shape.r:.1f} {shape.r:.1f} 0 0 0 {shape.x:.1f} {shape.y + shape.r:.1f} Z"
            return ring + (f'<path d="{top}" fill="{shape.color}"/>' if shape.kind == "half" else "")
        case _Text():
            weight = ' font-weight="bold"' if shape.bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}" fill="{shape.color}" '
                f'text-anchor="{shape.anchor}"{weight}>{escape(visible(shape.text))}</text>'
            )


def _paint(draw: ImageDraw.ImageDraw, shape: _Rect | _Line | _Text | _Mark, scale: float) -> None:
    match shape:
        case _Rect():
            box = [n * scale for n in (shape.x, shape.y, shape.x + shape.w, shape.y + shape.h)]
            draw.rectangle(box, fill=shape.fill, outline=None if shape.dashed or not shape.edge else shape.edge, width=round(1.5 * scale))
            if shape.dashed:
                _dashes(draw, box, shape.edge, scale)
        case _Line():
            draw.line([n * scale for n in (shape.x, shape.y, shape.x2, shape.y2)], fill=shape.color, width=max(round(scale), 1))
        case _Mark():
            box = [n * scale for n in (shape.x - shape.r, shape.y - shape.r, shape.x + shape.r, shape.y + shape.r)]
            if shape.kind == "dotted":
                for start in range(0, 360, 40):
                    draw.arc(box, start, start + 22, fill=shape.color, width=round(2 * scale))
            else:
                fill = shape.color if shape.kind == "full" else None
                draw.ellipse(box, fill=fill, outline=shape.color, width=round(2 * scale))
            if shape.kind == "half":
                draw.pieslice(box, 90, 270, fill=shape.color)
        case _Text():
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
            stroke = 0.6 if shape.bold else 0
            at = (shape.x * scale, shape.y * scale)
            draw.text(
                at, visible(shape.text), shape.color, _font(shape.size * scale), anchor=anchor, stroke_width=stroke, stroke_fill=shape.color
            )


def _dashes(draw: ImageDraw.ImageDraw, box: list[float], color: str, scale: float) -> None:
    """A dashed edge: Pillow draws none by itself."""
    x, y, x2, y2 = box
    step, part = 7 * scale, 4 * scale
    for at in range(int((x2 - x) / step) + 1):
        start = x + at * step
        for level in (y, y2):
            draw.line([start, level, min(start + part, x2), level], fill=color, width=max(round(scale), 1))
    for at in range(int((y2 - y) / step) + 1):
        start = y + at * step
        for side in (x, x2):
            draw.line([side, start, side, min(start + part, y2)], fill=color, width=max(round(scale), 1))
