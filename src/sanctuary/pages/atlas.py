"""A map of the states with what a definition says of each, as SVG: status by word and by pattern.

The shapes are the Census Bureau's, simplified (`states.svg`, made by `tools/atlas.py`). A state is filled with the pattern of its answer
and bears the word; a county or city with law of its own is a numbered mark, told below the map. Nothing is told by color.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from sanctuary.errors import visible
from sanctuary.law.gazetteer import read_gazetteer

__all__ = ["Map", "Shape", "shapes", "spot_of"]


class Shape(NamedTuple):
    """A state on the map: the data of its path, and its middle."""

    path: str
    x: int
    y: int


@cache
def shapes() -> Mapping[str, Shape]:
    """The states of the map by id."""
    text = files("sanctuary.pages").joinpath("states.svg").read_text(encoding="utf-8")
    found = re.findall(r'<path id="([a-z-]+)" data-x="(\d+)" data-y="(\d+)" d="([^"]+)"/>', text)
    return {name: Shape(path, int(x), int(y)) for name, x, y, path in found}


def spot_of(name: str, stands_for: Mapping[str, str]) -> tuple[int, int] | None:
    """Where a county or city lies on the map: the middle of its county; nothing for what is on no map."""
    entries = read_gazetteer().entries
    here = [one for one in entries.values() if one.id == name or stands_for.get(one.id) == name]
    for entry in here:
        if entry.middle:
            return entry.middle
        for county in entry.counties:
            inside = next(one for one in entries.values() if one.kind == "county" and (one.state, one.name) == (entry.state, county))
            if inside.middle:
                return inside.middle
    return None


PATTERNS = {
    "yes": '<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" stroke="#222" stroke-width="2"/>',
    "no": '<circle cx="2" cy="2" r="1.3" fill="#222"/><circle cx="6" cy="6" r="1.3" fill="#222"/>',
    "unknown": '<path d="M0 4H8" stroke="#222" stroke-width="1"/>',
}
"""Slanted lines, dots, level lines; what no law is encoded of stays white."""


RADIUS = 10
"""Of a numbered mark."""

ASIDE = [(0, 0), *((dx * step, dy * step) for step in (24, 34, 46, 60) for dx, dy in ((1, 0), (1, 1), (-1, 0), (-1, 1), (0, 1), (0, -1)))]
"""Where a mark goes whose point is taken, the nearest first."""


def _meets(point: tuple[int, int], box: tuple[float, float, float, float]) -> bool:
    """Whether a mark at a point touches a box."""
    (x, y), (left, top, right, bottom) = point, box
    return left - RADIUS < x < right + RADIUS and top - RADIUS < y < bottom + RADIUS


@dataclass(frozen=True)
class Map:
    """One definition on the map. `answers`: of each state with law here; `marks`: numbered places with an answer, at a point."""

    name: str
    title: str
    description: str
    answers: Mapping[str, str]
    marks: tuple[tuple[int, str, tuple[int, int]], ...]

    def __html__(self) -> str:
        """The map as SVG, which a template takes as it is."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        heading = f"<title>{escape(visible(self.title))}</title><desc>{escape(visible(self.description))}</desc>"
        yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 975 610" role="img" aria-labelledby="{self.name}-title">'
        yield heading.replace("<title>", f'<title id="{self.name}-title">')
        yield f'<rect width="975" height="610" fill="#fff"/><defs>{self._patterns()}</defs>'
        yield '<g stroke="#555" stroke-width="1" stroke-linejoin="round">'
        for state, shape in shapes().items():
            answer = self.answers.get(state)
            fill = f"url(#{self.name}-{answer})" if answer in PATTERNS else "#dfe8f3" if state in self.answers else "#fff"
            yield f'<path fill="{fill}" d="{shape.path}"/>'
        yield '</g><g font-family="sans-serif" font-size="15" font-weight="bold" text-anchor="middle" fill="#111">'
        for state, answer in self.answers.items():
            if state in shapes():
                yield from self._word(state, answer)
        for number, answer, spot, (x, y) in self._placed():
            if (x, y) != spot:
                yield f'<path d="M{spot[0]} {spot[1]}L{x} {y}" stroke="#111" stroke-width="1.5"/>'
            yield f'<g><title>{number}: {escape(answer)}</title><circle cx="{x}" cy="{y}" r="{RADIUS}" fill="#fff" stroke="#111"'
            yield f' stroke-width="2"/><text x="{x}" y="{y + 5}">{number}</text></g>'
        yield "</g></svg>"

    def _placed(self) -> Iterator[tuple[int, str, tuple[int, int], tuple[int, int]]]:
        """The marks, each moved aside where a word or an earlier mark lies on its point."""
        taken = [self._box(state, answer) for state, answer in self.answers.items() if state in shapes()]
        for number, answer, spot in self.marks:
            near = ((spot[0] + dx, spot[1] + dy) for dx, dy in ASIDE)
            x, y = next((one for one in near if not any(_meets(one, box) for box in taken)), spot)
            taken.append((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS))
            yield number, answer, spot, (x, y)

    def _box(self, state: str, answer: str) -> tuple[float, float, float, float]:
        """Where a state's word lies: left, top, right, bottom."""
        shape, half = shapes()[state], (9 * len(f"{state.removeprefix('us-')} {answer}") + 6) / 2
        return shape.x - half, shape.y - 13, shape.x + half, shape.y + 6

    def _patterns(self) -> str:
        """The patterns of the answers; white lies under each, so that print and dark pages look the same."""
        head = '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#fff"/>{}</pattern>'
        return "".join(head.format(self.name, answer, drawn) for answer, drawn in PATTERNS.items())

    def _word(self, state: str, answer: str) -> Iterator[str]:
        """The state's letters and its answer on a white ground."""
        shape, word = shapes()[state], f"{state.removeprefix('us-').upper()} {answer}".strip()
        left, top, right, bottom = self._box(state, answer)
        yield f'<rect x="{left:g}" y="{top}" width="{right - left:g}" height="{bottom - top}" fill="#fff" stroke="#111"/>'
        yield f'<text x="{shape.x}" y="{shape.y + 2}">{escape(word)}</text>'
