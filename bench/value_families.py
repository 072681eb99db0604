"""Families of columns of values, as many systems hold them: a larger set than `value_columns.py`, parted before tuning.

`python bench/value_families.py [--held-out]` prints recall and what was flagged by number of cells. A family (`value_families.txt`) is one
way in which one kind of system keeps one thing; each is drawn with 8, 20 and 60 cells, in capitals, with blanks and empty words, and with
words misspelled. Families marked `held` were written with the others and not looked at while lists and rules changed.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sanctuary.names.values import told_by_values

FAMILIES = Path(__file__).with_suffix(".txt")

SIZES = (8, 20, 60)

EMPTY = ("", "NULL", "N/A", "Unknown", "-", "n/a", "UNK")


class Drawn(NamedTuple):
    """A column: its family, the classes that are right (none for a negative), its name and cells."""

    family: str
    right: frozenset[str]
    name: str
    cells: tuple[str, ...]


def drawn(*, held: bool) -> Iterator[Drawn]:
    """The columns of the families that are held out, or of the others."""
    for line in FAMILIES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            mark, family, right, name, said = (part.strip() for part in line.split("::"))
            if (mark == "held") == held:
                yield from _columns(family, frozenset(right.split("/")) if right else frozenset(), name, said)


def _columns(family: str, right: frozenset[str], name: str, said: str) -> Iterator[Drawn]:
    values, weights = [], []
    for one in said.split("|"):
        value, _, weight = one.strip().rpartition("*")
        values.append(value if value and weight.isdigit() else one.strip())
        weights.append(int(weight) if value and weight.isdigit() else 1)
    for size in SIZES:
        draw = random.Random(f"{family} {size}")
        change = draw.choice(("", "", "upper", "lower", "padded"))
        cells = [_dirty(draw, _made(draw, draw.choices(values, weights)[0]), change) for _ in range(size)]
        yield Drawn(family, right, name or draw.choice(("c4", "field_12", "col7", "value", "x")), tuple(cells))


def _made(draw: random.Random, value: str) -> str:
    """Each # a digit, each @ a letter."""
    said = (draw.choice("0123456789") if c == "#" else draw.choice("ABCDEFGHJKLMNPRSTUVWXYZ") if c == "@" else c for c in value)
    return "".join(said)


def _dirty(draw: random.Random, cell: str, change: str) -> str:
    if draw.random() < 0.08:
        return draw.choice(EMPTY)
    if len(cell) > 6 and cell.isalpha() and draw.random() < 0.03:
        at = draw.randrange(1, len(cell))
        cell = cell[:at] + cell[at + 1 :]
    return {"upper": cell.upper(), "lower": cell.lower(), "padded": f" {cell}  "}.get(change, cell)


def main() -> None:
    """Print the tables of the families asked for, with every miss."""
    held = "--held-out" in sys.argv
    for size in SIZES:
        columns = [one for one in drawn(held=held) if len(one.cells) == size]
        told = [told_by_values(one.cells, one.name) for one in columns]
        wanted = [(one, found) for one, found in zip(columns, told, strict=True) if one.right]
        right = sum(found is not None and found.of in one.right for one, found in wanted)
        others = [(one, found) for one, found in zip(columns, told, strict=True) if not one.right]
        flagged = [f"{one.family}: {found.of}" for one, found in others if found is not None]
        missed = [f"{one.family}: {found.of if found else 'none'}" for one, found in wanted if found is None or found.of not in one.right]
        print(f"{size} cells: recall {right} of {len(wanted)} ({right / len(wanted):.2f}), flagged {len(flagged)} of {len(others)}")
        print("  missed: " + "; ".join(missed) + "\n  flagged: " + "; ".join(flagged))


if __name__ == "__main__":
    main()
