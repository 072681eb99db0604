"""Fields of COBOL: record descriptions of copybooks and programs, with their comments and the conditions of level 88 as codes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanctuary.scan.field import Field, Item, Text, plain_label

__all__ = ["read_copybook"]

_LEVEL = re.compile(r"^\s*(?:\d{6}\s*)?(\d{2})\s+([A-Z0-9][A-Z0-9\-]*)\b(.*)$", re.IGNORECASE)
_COMMENT = re.compile(r"^(?:.{6}[*/]|\s*\*>?)\s?(.*)$")
_CONDITION = 88
_RENAMES = 66


def read_copybook(text: Text) -> Iterator[Item]:
    """The items of a record, groups as what they belong to; prefixes that all names of a record share are left as they are."""
    groups: list[tuple[int, str]] = []
    held: Field | None = None
    above = ""
    for number, line in text.lines():
        if said := _COMMENT.match(line):
            above = plain_label(f"{above} {said[1]}")
            continue
        found = _LEVEL.match(line[:200])
        if found is None or found[2].upper() == "FILLER":
            above = "" if line.strip() else above
            continue
        level = int(found[1])
        if level == _CONDITION and held is not None:
            held = replace(held, codes=(*held.codes, found[2]))
        elif level not in (_CONDITION, _RENAMES):
            if held is not None:
                yield held
            groups = [one for one in groups if one[0] < level]
            table = groups[-1][1] if groups else text.stem
            held = None
            if re.search(r"\bPIC|\b(?:COMP|USAGE|INDEX|POINTER)", found[3], re.IGNORECASE):
                held = Field(text.path, number, table, found[2], above, about=" ".join(name for _, name in groups[:-1]))
            else:
                groups.append((level, found[2]))
            above = ""
    if held is not None:
        yield held
