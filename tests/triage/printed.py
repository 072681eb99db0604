"""Papers written as text, and the same set in five manners as PDF: in columns, centered, by typewriter, on pleading paper, as a form.

The papers (`more_judges.txt`, `more_others.txt`) are in the manner of courts that the specimens do not have; placeholders stand for every
name. A third is `held`: not looked at while signs were chosen.
"""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from fpdf import FPDF

__all__ = ["MANNERS", "Manner", "Written", "printed", "written"]

Manner = Literal["columns", "centered", "typewriter", "pleading", "form"]
MANNERS: tuple[Manner, ...] = ("columns", "centered", "typewriter", "pleading", "form")
FONTS = {
    "columns": ("helvetica", 10),
    "centered": ("times", 11),
    "typewriter": ("courier", 8),
    "pleading": ("times", 11),
    "form": ("helvetica", 8),
}
COLUMNS = {1: (0.0,), 2: (0.0, 0.55), 3: (0.0, 0.47, 0.52), 4: (0.0, 0.36, 0.72)}
"""Where the columns of a row of one, two and three begin; of three with words in the middle."""
INKED = ("columns", "pleading", "form")
"""Manners in which a pen signs; in the others the signature is typed."""
PEN = re.compile(r"(?:Electronically signed by |/?s/ )([A-Z]\. Specimen|SPECIMEN)")
"""What stands for a signature in the text."""


class Written(NamedTuple):
    """A paper as text: its name, whether it is held out."""

    name: str
    held: bool
    text: str


def written(name: str) -> list[Written]:
    """The papers of a file."""
    parts = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").split("=== ")[1:]
    heads = [part.partition("\n") for part in parts]
    return [Written(head.split(" :: ")[1], head.startswith("held"), text.rstrip("\n")) for head, _, text in heads]


def printed(text: str, manner: Manner) -> bytes:
    """The paper as a PDF with text."""
    pdf = FPDF(unit="pt", format="letter")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    font, size = FONTS[manner]
    left, right = (90.0, 560.0) if manner == "pleading" else (60.0, 560.0)
    lead = 2 * size if manner == "pleading" and len(text) < 900 else 1.35 * size
    pdf.set_font(font, "", size)
    if manner == "pleading":
        _numbers(pdf)
    if manner == "form":
        pdf.rect(48, 40, 520, 700)
    y = 70.0
    for row in _rows(text, manner):
        if "pen" in row and manner in INKED:
            y += 24
        end = 0.0
        for at, part in enumerate(row["parts"]):
            wide = len(row["parts"]) > 2 and len(row["parts"][1]) > 3
            places = COLUMNS[4 if wide else min(len(row["parts"]), 3)]
            x = left + (right - left) * (0.55 if "away" in row else places[min(at, 2)])
            x = max(x, end + 40) if at else x
            end = x + pdf.get_string_width(part)
            y = _part(pdf, part, (x, y, right), manner, lead, alone=len(row["parts"]) == 1)
        y += lead
    return bytes(pdf.output())


def _rows(text: str, manner: Manner) -> Iterator[dict[str, list[str]]]:
    for line in text.splitlines():
        parts = [part.strip() for part in re.split(r"\s{3,}", line) if part.strip()]
        row = {"parts": [line] if manner == "typewriter" and len(line) < 100 else parts or [""]}
        away: dict[str, list[str]] = {"away": []} if line.startswith(" " * 20) and manner != "typewriter" else {}
        yield row | away | ({"pen": []} if PEN.search(line) else {})


def _part(pdf: FPDF, part: str, place: tuple[float, float, float], manner: Manner, lead: float, *, alone: bool) -> float:
    """Sets a part of a row, in lines where it is long, and says where the last one stands."""
    x, y, right = place
    found = PEN.search(part)
    if found and manner in INKED:
        _pen(pdf, x, y, random.Random(f"{part} {manner}"))
        pdf.text(x + 130, y, part[found.end() :].strip(" ,"))
        return y
    if manner == "centered" and alone and len(part) < 70 and part.upper() == part:
        pdf.text((612 - pdf.get_string_width(part)) / 2, y, part)
        return y
    line = ""
    for word in part.split(" "):
        longer = f"{line} {word}" if line else word
        if pdf.get_string_width(longer) > right - x and line:
            pdf.text(x, y, line)
            y, line = y + lead, word
        else:
            line = longer
    pdf.text(x, y, line)
    return y


def _pen(pdf: FPDF, x: float, y: float, draw: random.Random) -> None:
    """Loops of a pen, and the rule under them."""
    pdf.set_line_width(0.6)
    pdf.line(x, y + 2, x + 190, y + 2)
    pdf.set_line_width(1.3)
    points = [(x + 6, y)]
    for _ in range(18):
        points.append((points[-1][0] + draw.uniform(2, 8), y - draw.uniform(-3, 17)))
    for one, other in pairwise(points):
        pdf.line(*one, *other)
    pdf.set_line_width(0.6)


def _numbers(pdf: FPDF) -> None:
    """The rules and the numbers of lines of pleading paper."""
    pdf.line(78, 30, 78, 760)
    pdf.line(82, 30, 82, 760)
    for number in range(1, 29):
        pdf.text(60, 46 + 25 * number, str(number))
