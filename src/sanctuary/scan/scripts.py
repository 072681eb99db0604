"""Fields of JavaScript and TypeScript: declarations, models of Mongoose, Sequelize and Drizzle, migrations, controls of JSX and Angular."""

import re
from collections.abc import Iterator

from sanctuary.scan.declared import read_declared
from sanctuary.scan.field import Field, Item, Text, plain_label
from sanctuary.scan.forms import read_form
from sanctuary.scan.lists import balanced, key_of, named_lists
from sanctuary.scan.objects import object_fields

__all__ = ["read_script"]


def read_script(text: Text) -> Iterator[Item]:
    """TypeScript and JavaScript: declared fields, and the controls of JSX; each name once in a line, as the reader that hears most."""
    seen: dict[tuple[int, str], int] = {}
    found: list[Item] = []
    declared = read_declared(text, ".ts") if text.path.endswith((".ts", ".tsx")) else iter(())
    for one in (*declared, *_models(text), *object_fields(text, keyed=True), *read_form(text)):
        if isinstance(one, Field):
            place = seen.setdefault((one.line, one.name), len(found))
            if place < len(found):
                held = found[place]
                found[place] = one if isinstance(held, Field) and not (held.comment or held.codes) and (one.comment or one.codes) else held
                continue
        found.append(one)
    yield from found


_MODEL = re.compile(
    r"(?:(?:pg|mysql|sqlite)Table\(\s*[\"'](\w+)[\"']|new\s+(?:mongoose\.)?Schema|\.define\(\s*[\"'](\w+)[\"']|createTable\(\s*[\"'](\w+)[\"'])"
)
_GROUP = re.compile(
    r"\b(?:fb|formBuilder|builder|FormBuilder)\w*(?:\.nonNullable)?\.group\s*(?:<[^>]*>)?\(\s*(?=\{)|\bnew\s+(?:Untyped)?FormGroup\s*(?:<[^>]*>)?\(\s*(?=\{)"
)
_GROUPED = re.compile(r"(?:^|[,{])\s*[\"']?([A-Za-z]\w*)[\"']?\s*:")
_MODEL_KEY = re.compile(
    r"^\s*[\"']?(\w+)[\"']?\s*:\s*(?:\{|\[?\s*(?:String|Number|Boolean|Date|DataTypes|Sequelize|Schema|varchar|text|char|serial|integer|boolean|date|timestamp|uuid|mysqlEnum|\w+\(\s*[\"']\w+[\"'])\b)"
)
_CHECKED = re.compile(r"^\s*[\"']?(\w+)[\"']?\s*:\s*(?:z|yup|Yup|Joi|joi|v|t)\.\w+\(")
_KNEX = re.compile(
    r"\b(?:table|t)\.(?:string|integer|boolean|date|text|enu|enum|json|timestamp|uuid|specificType|bigInteger|datetime)\w*\(\s*[\"'](\w+)[\"'](.*)"
)


def _groups(text: Text) -> Iterator[Field]:
    """Controls that a group of Angular holds by their names."""
    for opens in _GROUP.finditer(text.text):
        body = _DEEP.sub(lambda one: " " * len(one[0]), balanced(text.text, opens.end()))
        for name in _GROUPED.finditer("{" + body):
            yield Field(text.path, text.line_at(opens.end() + name.start(1)), text.stem, name[1])
    if not any(word in text.text for word in ("chema", "define(", "createTable", "table.", "object(")):
        return


def _models(text: Text) -> Iterator[Field]:
    """Models of Mongoose, Sequelize and Drizzle, migrations of Knex, and groups of controls in Angular."""
    yield from _groups(text)
    owner, opened, lists, place = text.stem, False, named_lists(text.text), 0
    models = {text.line_at(found.start()): next((one for one in found.groups() if one), text.stem) for found in _MODEL.finditer(text.text)}
    for number, line in text.lines():
        start, place = place, place + len(line) + 1
        if len(line) > 2_000:
            continue
        if number in models:
            owner, opened = models[number], True
        if found := _CHECKED.match(line):
            yield Field(text.path, number, owner, found[1], "", key_of(_statement(text.text, start + found.end(1)), lists))
        elif found := _KNEX.search(line):
            codes = key_of(f"enum: {_statement(text.text, start + found.end(1) + 1).lstrip(', ')}", lists) if ".enu" in line else ()
            yield Field(text.path, number, owner, found[1], plain_label(found[2]), codes)
        elif opened and (found := _MODEL_KEY.match(line)) and found[1] not in _NO_KEYS:
            rest = _statement(text.text, start + found.end(1))
            called = re.match(r"[\"']?\s*:\s*(\w+)\(\s*[\"'](\w+)[\"']", rest)
            codes = key_of(rest, lists) or (lists.get(called[1], ()) if called else ())
            beside = _BESIDE.search(line)
            said = plain_label(f"{beside[1] or beside[2]}") if beside else ""
            yield Field(text.path, number, owner, found[1], called[2] if called and called[2] != found[1] else said, codes)


_BESIDE = re.compile(r"//\s*(.+)$|\b(?:alias|comment|description|label):\s*[\"']([^\"']+)[\"']")
"""What a line says of its field: the comment at its end, an alias."""

_DEEP = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|\{[^{}]*\}|'[^'\n]*'|\"[^\"\n]*\"")
_NO_KEYS = ("type", "default", "validate", "allowNull", "references", "ref", "unique", "enum", "values")


def _statement(text: str, start: int) -> str:
    """What follows a name, to the end of its line, or of what its line opens."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    opens = re.search(r"[\[({](?=[^\[({\])}]*$)", line)
    if opens is None:
        return line
    first = re.search(r"[\[({]", line)
    assert first is not None  # noqa: S101 - one that opens last is one that opens
    return f"{line[: first.end()]}{balanced(text, start + first.start())}{_CLOSES[first[0]]}"


_CLOSES = {"[": "]", "(": ")", "{": "}"}
