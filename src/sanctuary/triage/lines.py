"""The lines of a page as a reader takes them, before anything is looked for in them."""

import re
from itertools import pairwise

from sanctuary.triage.page import Line, Page

__all__ = ["read_lines"]

SPACED = re.compile(r"(?<![\w.])(?:[A-Za-z] ){2,}[A-Za-z](?![\w.])")
"""Letters that stand apart: C O P Y."""
MARGIN, LEAST_NUMBERS = 0.16, 10
"""The left part of a page in which pleading paper has its numbers, and how many of them rise."""


def read_lines(page: Page) -> list[Line]:
    """The lines of a page as a reader takes them: without the numbers of pleading paper, letters that stand apart as words."""
    lines = [_close(line) if SPACED.search(line.text) else line for line in page.lines if line.text.strip()]
    return _without_numbers(lines, placed=page.placed)


def _close(line: Line) -> Line:
    """A line whose letters stand apart, as on a stamp, as words."""
    return Line(text=SPACED.sub(lambda found: found[0].replace(" ", ""), line.text), box=line.box, sure=line.sure)


def _without_numbers(lines: list[Line], *, placed: bool) -> list[Line]:
    """Lines without the numbers of pleading paper, which stand in a column of their own at the left."""
    numbers = [line for line in lines if placed and line.box[2] < MARGIN and line.text.strip().isdigit() and len(line.text.strip()) < 3]
    rising = sum(int(one.text) < int(other.text) for one, other in pairwise(sorted(numbers, key=lambda one: one.box[1])))
    return [line for line in lines if line not in numbers] if rising >= LEAST_NUMBERS else lines
