"""Data dictionaries in Markdown: a table of it whose rows are fields."""

import re
from collections.abc import Iterator

from sanctuary.scan.dictionary import columns_of, dictionary_fields
from sanctuary.scan.field import Item, Text

__all__ = ["read_markdown"]

_LINE = re.compile(r"^\s*\|?(.*?\|.*?)\|?\s*$")
_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_HEADING = re.compile(r"^#+\s*(.*?)\s*#*$")


def read_markdown(text: Text) -> Iterator[Item]:
    """The fields of every table that is a dictionary; what it describes is the heading above it. Prose has none."""
    lines = text.text.split("\n")
    heading = text.stem
    for place, line in enumerate(lines):
        if found := _HEADING.match(line):
            heading = found[1].strip("`") or heading
        if place and _RULE.match(line) and (header := _cells(lines[place - 1])):
            rows = []
            for number in range(place + 1, len(lines)):
                if not _LINE.match(lines[number]):
                    break
                rows.append((number + 1, dict(zip(header, _cells(lines[number]), strict=False))))
            yield from dictionary_fields(text.path, heading, columns_of(header), rows) or ()


def _cells(line: str) -> list[str]:
    found = _LINE.match(line)
    return (
        [re.sub(r"[`*]|<[^<>]*>", "", one.replace("\\|", "/")).strip() for one in found[1].replace("\\|", "/").split("|")] if found else []
    )
