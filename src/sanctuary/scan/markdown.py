"""Data dictionaries in Markdown: a table of it whose rows are fields."""

import re
from collections.abc import Iterator

from sanctuary.scan.code import embedded_sql
from sanctuary.scan.dictionary import columns_of, described, dictionary_fields
from sanctuary.scan.field import Field, Item, Text, plain_label
from sanctuary.scan.sql import read_sql

__all__ = ["read_markdown"]

_LINE = re.compile(r"^\s*\|?(.*?\|.*?)\|?\s*$")
_RULE = re.compile(r"^\s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)++\|?\s*+$")
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
    yield from _terms(text)
    if (within := embedded_sql(text)) is not None:
        yield from read_sql(within)


_TERM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+(?:\*\*)?`([A-Za-z][\w.\-]*)`(?:\*\*)?\s*(?:\([^)]*\)\s*)?(?::|-|\u2013|\u2014|=)?\s*(.*)$")


def _terms(text: Text) -> Iterator[Field]:
    """The fields of a list that gives each its meaning: "`pob`: place of birth"."""
    heading = text.stem
    for number, line in text.lines():
        if found := _HEADING.match(line):
            heading = found[1].strip("`") or heading
        elif found := _TERM.match(line):
            yield Field(text.path, number, described(heading) or heading, found[1].rpartition(".")[2], plain_label(found[2]))


def _cells(line: str) -> list[str]:
    found = _LINE.match(line)
    return (
        [re.sub(r"[`*]|<[^<>]*>", "", one.replace("\\|", "/")).strip() for one in found[1].replace("\\|", "/").split("|")] if found else []
    )
