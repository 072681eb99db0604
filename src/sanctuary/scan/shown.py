"""What of a field is shown: a name that a schema gives, and nothing that may be what somebody wrote.

A reader weighs whatever a file says. Free text of a file is never shown: it may be data, and a finding goes to logs and
reports. Every finding passes here, whichever reader found it.
"""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from sanctuary.names.around import Around
from sanctuary.names.header import plainly_a_name
from sanctuary.names.meaning import is_of_fields
from sanctuary.names.sensitive import Found
from sanctuary.names.words import words_of_name
from sanctuary.scan.field import Field, stem_of
from sanctuary.scan.sheets import SHEETS

__all__ = ["is_name", "shown", "told"]

_IDENTIFIER = re.compile(r"(?!.{0,80}?\d{6})[^\s\"'`<>{};,@]{1,80}")
"""How a grammar writes a name: no blank, and no number as long as one of a person is."""
_SOURCE = re.compile(r"[<>{}=;\"]")
"""What stands in a text of another kind, and in no header of a table."""
_JOINS = frozenset(("of", "the", "and", "or", "in", "at", "is", "a", "to", "for", "your", "by"))
_WORDS = 6
_CATALOGS = (".pdf", ".sqlite", ".sqlite3", ".db")
"""Kinds of files that name their fields in a catalog of their own."""


def shown(one: Field) -> Field:
    """The field as it is told: what may be data gives way to the key that it is the value of, and a table called by it to the file.

    >>> shown(Field("a.xml", 3, "Ana Flores", "Is Ana a citizen?", shown="title")).name
    'title'
    >>> shown(Field("a.yml", 3, "a", "Flores", shown="name")).name, shown(Field("a.yml", 3, "a", "birth_country", shown="name")).name
    ('name', 'birth_country')
    """
    kind = PurePosixPath(one.path).suffix.lower()
    if "://" in one.path or kind in _CATALOGS:
        return one
    if kind in SHEETS:
        own = stem_of(one.path)
        plain = one.table in ("", own) or one.table.startswith(f"{own}.") or is_name(one.table)
        return replace(one, name="text" if _SOURCE.search(one.name) else one.name, table=one.table if plain else own)
    parts, own = one.table.split("."), stem_of(one.path)
    if one.shown:
        name = one.name if _in_words_of_fields(one.name) else one.shown if is_name(one.shown) else "text"
        # Where a name may be whom a record is of, what it stands in may be too.
        plain = one.table in ("", own) or all(map(_in_words_of_fields, parts))
    else:
        name = one.name if is_name(one.name) else "text"
        plain = not one.table or all(map(is_name, parts))
    table = one.table if plain else own
    return one if (name, table) == (one.name, one.table) else replace(one, name=name, table=table)


def told(one: Field, found: Found) -> tuple[Field, Found]:
    """The field as it is told, and the reason: one that quotes what the field stands in quotes it as it is told."""
    plain, parts = shown(one), Around(one.table).parts
    if plain.table == one.table or not parts:
        return plain, found
    return plain, replace(found, why=found.why.replace(f"'{parts[-1]}'", f"'{plain.table}'"))


def is_name(text: str) -> bool:
    """Whether a text is written as a name is, or each word of it heads columns: `Country of Birth`."""
    words = text.split()
    return _IDENTIFIER.fullmatch(text) is not None or (
        len(words) <= _WORDS and all(word.lower() in _JOINS or plainly_a_name(word) for word in words)
    )


def _in_words_of_fields(text: str) -> bool:
    """Whether each word of a text is one that names of fields are made of: no name of a person or a place is."""
    words = words_of_name(text)
    return 0 < len(words) <= _WORDS and all(word in _JOINS or is_of_fields(word) or plainly_a_name(word) for word in words)
