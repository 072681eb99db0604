"""How lines of print are folded, and columns set beside each other, without a terminal's help."""

import os
import re
import textwrap
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

from sanctuary.errors import visible

__all__ = ["PIPED", "WIDEST", "aligned", "folded", "folding", "hung", "longest", "plainly_folded", "whole_addresses"]

WIDEST, PIPED = 100, 80
"""Columns of the widest line, where a narrower terminal folds, and of a line in a pipe."""

BESIDE = PIPED
"""Columns of a line on standard error, where that is no terminal."""


def folded(text: str, width: int) -> int:
    """Lines that a paragraph takes.

    >>> folded("one two three", 7), folded("", 7)
    (2, 0)
    """
    return sum(-(-max(len(line), 1) // width) for line in textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))


def whole_addresses(text: str, width: int) -> list[str] | None:
    """The lines of a paragraph in which an address is longer than a line, which it has to itself and whole; nothing of any other text.

    >>> whole_addresses("see https://example.org/a-long-path now", 12), whole_addresses("see https://example.org", 40)
    (['see', 'https://example.org/a-long-path', 'now'], None)
    """
    if not any("://" in word and len(word) > width for word in text.split()):
        return None
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def plainly_folded(text: str, width: int) -> list[str] | None:
    """The lines of a paragraph of plain letters, without spaces at their ends; nothing where it has others, or a word too long for a line.

    >>> plainly_folded("one two  three", 8), plainly_folded("one", 2), plainly_folded("", 8)
    (['one two', 'three'], None, [])
    """
    if not (text.isascii() and (text.isprintable() or not text)) or text.startswith(" "):
        return None
    lines, line = [], ""
    for word in re.findall(r"[^ ]+ *", text):
        if len(word.rstrip(" ")) > width:
            return None
        if len(line) + len(word.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line = ""
        line += word
    return [*lines, *filter(None, [line.rstrip(" ")])]


def hung(text: str, stream: TextIO) -> str:
    """A text for a stream, folded at its width: no word is broken, and what goes on a line of its own is set in.

    >>> from io import StringIO
    >>> hung("a word that goes on " * 5, StringIO()).splitlines()[1]
    '  a word that goes on'
    """
    width = BESIDE
    with suppress(OSError, ValueError):
        width = min(os.get_terminal_size(stream.fileno()).columns, WIDEST)
    return "\n".join("\n".join(_hung(line, width)) for line in text.split("\n"))


def _hung(line: str, width: int) -> list[str]:
    """One line folded, further in than it begins."""
    further = " " * (len(line) - len(line.lstrip(" ")) + 2)
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False, subsequent_indent=further)


def longest(columns: Sequence[str], rows: Sequence[Sequence[str]], index: int) -> int:
    """The letters of the longest word of a column, its head among them, at most twenty: no name breaks inside a word."""
    return min(20, max((len(word) for row in (columns, *rows) for word in visible(row[index]).split()), default=1))


def folding(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, fold: Sequence[int]) -> list[int]:
    """The columns that may wrap: those asked for, and where the others leave them no room, the widest of these that has several words."""
    found = list(fold)
    wide = {index: max(len(visible(row[index])) for row in (columns, *rows)) for index in range(len(columns))}
    least = {index: longest(columns, rows, index) for index in wide}
    while sum(least[index] if index in found else wide[index] for index in wide) + 2 * (len(wide) - 1) > width:
        several = [index for index in wide if index not in found and least[index] < wide[index]]
        if not several:
            break
        found.append(max(several, key=lambda index: wide[index]))
    return found


def aligned(rows: Sequence[tuple[str, ...]], width: int) -> list[str] | None:
    """The lines of a table whose cells all fit beside each other; nothing where one does not, or has letters of another width."""
    if any(not cell.isascii() or not (cell.isprintable() and cell == cell.strip()) for row in rows for cell in row):
        return None
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return None
    return ["  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)) for row in rows]
