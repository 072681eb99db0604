"""Fields of Ruby on Rails: `schema.rb`, migrations, models (attributes, enumerations, Mongoid), and form objects."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanctuary.scan.field import Field, Item, Listed, Text, plain_label
from sanctuary.scan.lists import codes_in, named_lists
from sanctuary.scan.objects import object_fields

__all__ = ["read_ruby"]

_TABLE = re.compile(r"""\b(?:create_table|change_table|create_join_table)\s*\(?\s*[:"']([\w.]+)["']?""")
_COLUMN = re.compile(
    r"""^\s*t\.(?!index\b|check_constraint\b|foreign_key\b|timestamps\b|unique\w*\b|remove\w*\b|rename\b|primary_key\b|exclusion\w*\b)"""
    r"""(\w+)\s*\(?\s*((?:[:"'][\w ]+["']?\s*,\s*)*[:"'][\w ]+["']?)(.*)"""
)
_CHANGE = re.compile(
    r"""\b(?:add_column|change_column|safe_add_column|add_column_with_default)\s*\(?\s*[:"'](\w+)["']?\s*,\s*[:"'](\w+)["']?(.*)"""
)
_RENAME = re.compile(r"""\brename_column\s*\(?\s*[:"'](\w+)["']?\s*,\s*[:"']\w+["']?\s*,\s*[:"'](\w+)["']?""")
_CLASS = re.compile(r"^\s*(?:class|module)\s+([\w:]+)")
_ATTRIBUTE = re.compile(
    r"""^\s*(?:field|attribute|encrypts|attr_encrypted|has_encrypted|enumerize|key|property|embeds_one|jsonb_accessor)\s*\(?\s*[:"'](\w+)["']?(.*)"""
)
_ACCESSORS = re.compile(r"""^\s*(?:attr_accessor|attr_writer|attributes|store_accessor|set_attributes_for|store)\s*\(?\s*(.*)""")
_ENUM = re.compile(r"""^[ \t]*enum\s*\(?\s*:?["']?(\w+)["']?\s*(?:=>|:|,)\s*(?=[\[{%A-Z])""", re.MULTILINE)
_VALID = re.compile(
    r"""^[ \t]*validates(?:_inclusion_of)?\s*\(?\s*:(\w+)\s*,"""
    r"""(?:[^\n]|\n(?=\s{6,}|[ \t]*(?:in|inclusion|within)\b)){0,200}?\b(?:in|within):\s*(?=[\[{%A-Z])""",
    re.MULTILINE,
)
_WORD = re.compile(r"""(?<![\w:]):["']?([a-z_]\w*)["']?""")
_ENUM_TYPE = re.compile(r"""\bcreate_enum\s*\(?\s*[:"'](\w+)["']?\s*,\s*(.*)""")
_OF_TYPE = re.compile(r"""\benum_type:\s*[:"'](\w+)""")
_COMMENT = re.compile(r"""\bcomment:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
_PAIR = re.compile(r"""["']([^"']+)["']|:?(\w+)\s*(?::|=>)|:(\w+)|\b([a-z_]\w+)\b""")


def read_ruby(text: Text) -> Iterator[Item]:
    """The fields of a file of Ruby, in its order."""
    table, of_class, about = "", text.stem, ""
    listing, enums = False, dict[str, tuple[str, ...]]()
    for number, line in text.lines():
        if len(line) > 2_000 or line.lstrip().startswith("#"):
            continue
        if found := _TABLE.search(line):
            table, about = found[1], _told(line[found.end() :])
        elif found := _CLASS.match(line):
            of_class = found[1]
        if found := _ENUM_TYPE.search(line):
            enums[found[1]] = _words(_block(text, number, found[2]))
        yield from (replace(one, about=about) for one in _columns(text, number, line, table or of_class, enums))
        if found := _ATTRIBUTE.match(line):
            yield Field(text.path, number, of_class, found[1], _told(found[2]), _words(found[2]))
        elif (found := _ACCESSORS.match(line)) or listing:
            rest = found[1] if found else line
            names = _WORD.findall(re.sub(r"^\s*:\w+\s*,", "", rest) if "store_accessor" in line or "set_attributes_for" in line else rest)
            yield from (Field(text.path, number, of_class, name) for name in names)
            listing = rest.rstrip().endswith((",", "(", "["))
    yield from _of_lists(text)
    yield from object_fields(text)
    yield from (Listed(f"~{name.lower()}", codes, whole=True) for name, codes in named_lists(text.text).items())


def _of_lists(text: Text) -> Iterator[Field]:
    """Enumerations, and attributes that may have only what a list holds; each list in place or by its name."""
    lists = named_lists(text.text)
    classes = [(found.start(), found[1]) for found in re.finditer(r"^[ \t]*+(?:class|module)\s+([\w:]+)", text.text, re.MULTILINE)]
    for pattern in (_ENUM, _VALID):
        for found in pattern.finditer(text.text):
            of_class = next((name for place, name in reversed(classes) if place < found.start()), text.stem)
            named = re.match(r"(?:\w+::)*([A-Z]\w*)", text.text[found.end() : found.end() + 80])
            codes = codes_in(text.text, found.end(), lists)
            refers = f"~{named[1].lower()}" if named and not codes else ""
            yield Field(text.path, text.line_at(found.start(1)), of_class, found[1], "", codes, refers=refers)


def _columns(text: Text, number: int, line: str, table: str, enums: dict[str, tuple[str, ...]]) -> Iterator[Field]:
    if found := _COLUMN.match(line):
        for name in re.findall(r"""[:"']([\w ]+)""", found[2]):
            kind = _OF_TYPE.search(found[3])
            yield Field(text.path, number, table, name, _told(found[3]), enums.get(kind[1], ()) if kind else (), _marks(found[3]))
    elif found := _CHANGE.search(line):
        yield Field(text.path, number, found[1], found[2], _told(found[3]), (), _marks(found[3]))
    elif found := _RENAME.search(line):
        yield Field(text.path, number, found[1], found[2])


def _told(rest: str) -> str:
    """The comment of a column: the database's, and the one at the end of the line."""
    comment = _COMMENT.search(rest)
    beside = re.search(r"""\s#\s*(.+)$""", rest)
    return plain_label(f"{(comment[1] or comment[2] or '') if comment else ''} {beside[1] if beside else ''}")


def _marks(rest: str) -> tuple[str, ...]:
    told = _told(rest)
    return (told,) if "sanctuary" in told.lower() or "pii" in told.lower() else ()


def _words(rest: str) -> tuple[str, ...]:
    """The codes of a list or mapping in the rest of a line."""
    found = re.search(r"[\[{](.*)", rest, re.DOTALL)
    if found is None:
        listed = re.search(r"%[wi][\[({](.*)", rest, re.DOTALL)
        return tuple(listed[1].rstrip("])} ").split()) if listed else ()
    return tuple(next(part for part in one if part) for one in _PAIR.findall(found[1]) if any(one))[:400]


def _block(text: Text, number: int, rest: str) -> str:
    """The rest of a statement that runs over several lines."""
    if not rest.rstrip().endswith(("{", "[", ",", "(")):
        return rest
    lines = text.text.split("\n", number + 40)[number : number + 40]
    held = rest
    for line in lines:
        held += "\n" + line
        if re.match(r"\s*[}\])]", line):
            break
    return held
