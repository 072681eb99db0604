"""Which lines of a paper are not among what judges' papers say. No word that undoes is looked for: what is of no known shape is told.

Sentences and lines of known shapes are the rules of `us/triage/sentences.toml`. A run of lines that makes up sentences is explained, and so
is a line that has the shape of a caption, a label, a title, a place for a signature or the edge of a form.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from sanctuary.triage.grammar import Token
from sanctuary.triage.knowledge import Kind
from sanctuary.triage.legible import known
from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet
from sanctuary.triage.spelled import rules, tokens

__all__ = ["unexplained"]

RULINGS = ("court-order", "writ", "protective-order", "judicial-probable-cause-determination")
"""Papers that order things of many kinds; a warrant commands what warrants do."""
SCRAWL = 9
"""Letters of what is read of a signature."""
CAPTION = 12
"""Lines of a caption, the name of the court among them."""
SHORT, SENTENCE, LONGEST_OF_NAMES = 0.75, 2, 3
"""How long a line is, as a part of the longest, that ends a paragraph; how many small words, or of how many letters one, make the next a
sentence: names have small words, too."""
GOES_ON = re.compile(r"(?:[:,]|\b(?:to|the|of|and|or|by|for|in|at|on|a|an|any|before|that|said|from|with|is|are|as))\W*$", re.IGNORECASE)
"""How a line ends that does not end its sentence."""
DESCRIBED = re.compile(
    r"\b(?:follows|offenses?|charges?)\s*:|\b(?:property|things|items|location|seized|searched|below)\W*:\s*$", re.IGNORECASE
)
"""How a form asks for a description."""
COLUMN = re.compile(r"\S {3,}\S|\s[)|:\u00a7]\s*$|\b(?:no|number)\b\W*\S*\d\S*\s*$", re.IGNORECASE)
"""A line of two columns, as captions have."""
NEAR = 4
"""Lines about a place for a signature in which names stand."""


def unexplained(sheaf: Sheaf, kind: Kind, *, mended: bool = False) -> Iterator[Found]:
    """Each run of lines that no shape explains, by its first line; an order may say more than a warrant.

    If `mended`, words that seem misread are set right.
    """
    rule = "ruling" if kind.paper in RULINGS else "prose"
    for sheet in sheaf.sheets:
        named = _named(sheaf, sheet)
        texts = ["" if at in named and _scrawl(sheet, at) else line.text for at, line in enumerate(sheet.lines)]
        lines = [tokens(text, at, own=at in named, mended=mended) for at, text in enumerate(texts)]
        wide = max(map(len, texts), default=0)
        title = shown.at if (shown := sheet.title(kind)) else -1
        for line, after in pairwise(range(len(lines))):
            # A comma is read as a point: what goes on in small letters has not ended.
            if lines[line] and "<stop>" in lines[line][-1].kinds and texts[after][:1].islower():
                lines[line].pop()
            elif line > title and lines[line] and _ends(texts[max(0, line - 2) : line + 1], texts[after], wide):
                lines[line].append(Token("", frozenset({"<stop>"}), line))
        left = _open(lines, rule)
        yield from (sheet.found(at) for at, open_ in enumerate(left) if open_ and not (at and left[at - 1]))


def _ends(texts: Sequence[str], after: str, wide: int) -> bool:
    """Whether what a form leaves open for a description ends with the last of some lines: it is short, and a sentence follows it."""
    text = texts[-1]
    words = after.split()
    small = [word for word in words if word.islower()]
    capital = bool(words) and words[0][:1].isupper() and (len(words[0]) == 1 or not words[0].isupper())
    begins = capital and (len(small) >= SENTENCE or any(len(word) > LONGEST_OF_NAMES for word in small))
    short = len(text.strip()) < SHORT * wide and not GOES_ON.search(text) and not COLUMN.search(text)
    return begins and short and any(DESCRIBED.search(one) for one in texts)


def _scrawl(sheet: Sheet, at: int) -> bool:
    """Whether a line is what the reader of an image made of a signature: one word, and none that is known."""
    text = sheet.lines[at].text.strip()
    return sheet.page.by == "image" and len(text) <= SCRAWL and text.isalpha() and not known(text.lower())


def _named(sheaf: Sheaf, sheet: Sheet) -> set[int]:
    """Lines where names stand by themselves: of the caption, down to the title, and about places for signatures."""
    found = set(range(max(sheet.courts, default=-1) + CAPTION)) & {at for at in range(len(sheet.lines)) if sheet.at_top(at)}
    for place in sheaf.places:
        if place.found.page == sheet.page.number:
            found |= set(range(place.found.at - NEAR, place.found.at + NEAR))
    return found


def _open(lines: Sequence[Sequence[Token]], rule: str) -> list[bool]:
    """For each line whether it is left open by the way of reading that leaves the fewest open."""
    grammar = rules().grammar
    run = [token for line in lines for token in line]
    prose = grammar.reading(run)
    starts = [0, *accumulate(len(line) for line in lines)]
    best: list[tuple[int, int]] = [(0, -1)] + [(len(lines) + 1, -1)] * len(lines)
    for at, line in enumerate(lines):
        cost = best[at][0]
        words = [token for token in line if "<stop>" not in token.kinds]
        ends = {end for end in range(at + 1, len(lines) + 1) if starts[end] in prose.ends(rule, starts[at])}
        if not words or (not _alone(words) and len(words) in grammar.reading(words).ends("furniture", 0)):
            ends.add(at + 1)
        if at + 1 < len(lines) and len(line) + len(lines[at + 1]) in grammar.reading([*line, *lines[at + 1]]).ends("wrapped", 0):
            ends.add(at + 2)
        for end in ends:
            if cost < best[end][0]:
                best[end] = (cost, at)
        if cost + 1 < best[at + 1][0]:
            best[at + 1] = (cost + 1, -1)
    return _left(best)


def _alone(words: Sequence[Token]) -> bool:
    """Whether one word stands by itself that is none of the shapes': names are of two words, and a stamp is of one."""
    return (
        len(words) == 1
        and "<num>" not in words[0].kinds
        and bool(words[0].word)
        and words[0].word not in rules().grammar.words | rules().states
    )


def _left(best: Sequence[tuple[int, int]]) -> list[bool]:
    """Which lines the best way leaves open; each place has the cost of the way to it and where its last step began."""
    left, end = [False] * (len(best) - 1), len(best) - 1
    while end:
        start = best[end][1]
        left[end - 1] = start < 0
        end = end - 1 if start < 0 else start
    return left
