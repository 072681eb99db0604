"""What of a field is shown: a name that a schema gives, and nothing that may be what somebody wrote.

A reader weighs whatever a file says. Free text of a file is never shown: it may be data, and a finding goes to logs and
reports. Every finding passes here, whichever reader found it.
"""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from sanctuary.names.header import plainly_a_name
from sanctuary.scan.field import Field, stem_of
from sanctuary.scan.sheets import SHEETS

__all__ = ["shown"]

_IDENTIFIER = re.compile(r"(?!.{0,80}?\d{6})[^\s\"'`<>{};,@]{1,80}")
"""How a grammar writes a name: no blank, and no number as long as one of a person is."""
_SOURCE = re.compile(r"[<>{}=;\"]")
"""What stands in a text of another kind, and in no header of a table."""
_JOINS = frozenset(("of", "the", "and", "or", "in", "at", "is", "a", "to", "for", "your", "by"))
_WORDS = 6
_CATALOGS = (".pdf", ".sqlite", ".sqlite3", ".db")
"""Kinds of files that name their fields in a catalog of their own."""


def shown(one: Field) -> Field:
    """The field as it is told: free text gives way to what it is the text of, and a table called by it to the file.

    >>> shown(Field("a.xml", 3, "Ana Flores", "Is Ana a citizen?", shown="title")).name
    'title'
    """
    kind = PurePosixPath(one.path).suffix.lower()
    if "://" in one.path or kind in _CATALOGS:
        return one
    if kind in SHEETS:
        return replace(one, name="text") if _SOURCE.search(one.name) else one
    name = one.name if _names(one.name) else one.shown or "text"
    table = one.table if not one.table or all(map(_names, one.table.split("."))) else stem_of(one.path)
    return one if (name, table) == (one.name, one.table) else replace(one, name=name, table=table)


def _names(text: str) -> bool:
    """Whether a text is written as a name is, or each word of it heads columns: `Country of Birth`."""
    words = text.split()
    return _IDENTIFIER.fullmatch(text) is not None or (
        len(words) <= _WORDS and all(word.lower() in _JOINS or plainly_a_name(word) for word in words)
    )
