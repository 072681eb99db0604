"""Fields of PHP: pages, migrations of Laravel, models, definitions of forms as arrays, and what a page takes from a form."""

import re
from collections.abc import Iterator, Mapping

from sanctuary.scan.field import Field, Item, Text, plain_label
from sanctuary.scan.forms import read_form
from sanctuary.scan.lists import balanced, codes_in, key_of, named_lists
from sanctuary.scan.objects import object_fields, of_a_field

__all__ = ["read_php"]

_TABLE = re.compile(r"""Schema::(?:create|table)\(\s*['"](\w+)""")
_COLUMN = re.compile(r"""\$table->(?!(?:index|unique|foreign|drop\w*|primary|rename\w*)\()(\w+)\(\s*['"](\w+)['"](.*)""")
_CLASS = re.compile(r"^[ \t]*+(?:final\s+|abstract\s+)*class\s+(\w+)", re.MULTILINE)
_PROPERTY = re.compile(r"""^\s*(?:private|protected|public|var)\s+(?:readonly\s+)?(?:\??[\w|\\]+\s+)?\$(\w+)\s*(?:=|;)(.*)""")
_ARRAY = re.compile(r"""['"]([A-Za-z]\w*)['"]\s*=>\s*(?:array\s*\(|\[)([^()\[\]]*(?:(?:\(|\[)[^()\[\]]*(?:\)|\])[^()\[\]]*){0,8})""")
_TAKEN = re.compile(
    r"""\$_(?:POST|GET|REQUEST)\[\s*['"](\w+)['"]\s*\]|\$(?:this->)?(?:request|input|req)\w*->(?:input|get|post|query|getPost|getVar|request->get)\(\s*['"](\w+)['"]"""
)
_ADDED = re.compile(
    r"""->(?:add|addField|addElement|addText|addSelect|addRadio|text|select|radio|checkbox|textField|dropDownList|input)\(\s*(?:['"](?:text|select|radio|checkbox|textarea|date|advcheckbox)['"]\s*,\s*)?['"](\w+)['"]([^;]{0,300})"""
)
_LISTED = re.compile(
    r"""\$(?:fillable|guarded|hidden|casts|encryptable|fields|columns|allowedFields)\s*=\s*(?:array\s*\(|\[)(.*?)(?:\)|\])\s*;""", re.DOTALL
)
_RULE = re.compile(
    r"""['"]([A-Za-z]\w*)['"]\s*=>\s*\[?\s*['"](?:[^'"\n]*\|)?(?:required|nullable|sometimes|string|integer|boolean|in:|max:|date|array|email|exists:|filled|present|required_\w+:)([^'"\n]*)"""
)
"""A rule of validation: what a request must hold."""
_OF_FIELD = re.compile(r"""(?i)['"](?:label|title|type|question|desc\w*|fieldlabel|vname|caption|input)['"]\s*=>""")
_WITHIN = re.compile(r"(?:\barray\s*\(|\[)[^()\[\]]*(?:\)|\])?")
"""What stands in an array within an array."""
_DOC = re.compile(r"^\s*(?:/\*\*|\*(?!/)|//)\s*(.*?)\s*(?:\*/)?\s*$|^\s*\*/")
_MAPPED = re.compile(r"@\w[\w\\]*(?:\([^)]*\)?)?.*|^\*/?$")
"""A block of comments above a property, and what in it maps the property."""
_QUOTED = re.compile(r"""['"]([^'"\n]*)['"]""")


def read_php(text: Text) -> Iterator[Item]:
    """The fields of a PHP file: of its code, then of the page that it makes; each name once."""
    seen: set[str] = set()
    for one in (*_code(text), *object_fields(text), *read_form(text)):
        if not isinstance(one, Field) or one.name not in seen:
            yield one
        if isinstance(one, Field):
            seen.add(one.name)


def _code(text: Text) -> Iterator[Field]:
    owner = _CLASS.search(text.text)
    table = owner[1] if owner else text.stem
    lists = named_lists(text.text)
    yield from _lines(text, table, lists, in_class=owner is not None)
    yield from _blocks(text, table, lists)


def _lines(text: Text, table: str, lists: Mapping[str, tuple[str, ...]], *, in_class: bool) -> Iterator[Field]:
    """Columns of migrations, and properties of a class."""
    under, place, above = table, 0, ""
    for number, line in text.lines():
        start, place = place, place + len(line) + 1
        if len(line) > 4_000:
            continue
        if found := _TABLE.search(line):
            under = found[1]
        if found := _COLUMN.search(line):
            listed = re.compile(r"['\"]\s*,\s*").match(text.text, start + found.end(2)) if found[1] in ("enum", "set") else None
            yield Field(text.path, number, under, found[2], _comment(found[3]), codes_in(text.text, listed.end(), lists) if listed else ())
        elif in_class and (found := _PROPERTY.match(line)) and found[1] not in ("fillable", "guarded", "hidden", "casts", "fields"):
            yield Field(text.path, number, table, found[1], plain_label(above))
        block = _DOC.match(line)
        above = f"{above} {_MAPPED.sub(' ', block[1] or '')}".strip() if block else "" if line.strip() else above


def _blocks(text: Text, table: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Field]:
    """What stands in lists, arrays and calls."""
    for found in _LISTED.finditer(text.text):
        for name in _QUOTED.finditer(found[1]):
            if re.fullmatch(r"[a-z]\w+", name[1]) and not found[1][: name.start()].rstrip().endswith("=>"):
                yield Field(text.path, text.line_at(found.start(1) + name.start()), table, name[1])
    for found in _arrays(text.text):
        if _OF_FIELD.search(_WITHIN.sub(" ", found[2])):
            codes = _choices(text, found, lists)
            shown = "" if codes or of_a_field(_WITHIN.sub(" ", found[2])) else "key"
            yield Field(text.path, text.line_at(found.start()), table, found[1], _label(found[2]), codes, shown=shown)
    for found in _RULE.finditer(text.text):
        listed = re.search(r"\bin:([\w,]+)", found[0])
        yield Field(text.path, text.line_at(found.start()), table, found[1], "", tuple(listed[1].split(",")) if listed else ())
    for found in _ADDED.finditer(text.text):
        said = plain_label(" ".join(_QUOTED.findall(found[2])[:4]))
        yield Field(text.path, text.line_at(found.start()), table, found[1], said, shown="name")  # as whom a list of people gets
    for found in _TAKEN.finditer(text.text):
        yield Field(text.path, text.line_at(found.start()), table, found[1] or found[2])


def _arrays(source: str) -> Iterator[re.Match[str]]:
    """Every array under a key, those within others too."""
    found = _ARRAY.search(source)
    while found:
        yield found
        found = _ARRAY.search(source, found.start(2))


def _comment(rest: str) -> str:
    found = re.search(r"""->comment\(\s*['"](.*?)['"]\s*\)|//\s*(.*)""", rest)
    return plain_label(found[1] or found[2] or "") if found else ""


def _label(body: str) -> str:
    found = re.findall(
        r"""['"](?:label|title|question|desc\w*|fieldlabel|caption)['"]\s*=>\s*(?:\w+\(\s*)?['"]([^'"]*)""", body, re.IGNORECASE
    )
    return plain_label(" ".join(found))


def _choices(text: Text, found: re.Match[str], lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The choices of a field that an array describes."""
    return key_of(balanced(text.text, found.start(2) - 1), lists)
