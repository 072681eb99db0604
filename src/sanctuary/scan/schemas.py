"""Fields of files of JSON and YAML, by what kind of definition they hold."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sanctuary.scan.definitions import Reader
from sanctuary.scan.dictionary import columns_of, dictionary_fields
from sanctuary.scan.document import Obj, documents
from sanctuary.scan.field import Field, Item, Text
from sanctuary.scan.naming import speaks_of_a_field
from sanctuary.scan.questions import docassemble, docassemble_field, google, profile, questionnaire

__all__ = ["read_json", "read_json_lines", "read_yaml"]


def read_json(text: Text) -> Iterator[Item]:
    """The fields of a JSON file."""
    for root in documents(text.text, yaml=False):
        yield from _read(text, root)


def read_json_lines(text: Text) -> Iterator[Item]:
    """The names of rows that stand as one object on each line."""
    seen: set[str] = set()
    for number, line in text.lines():
        if number > _ROWS:
            return
        for root in documents(line, yaml=False) if line.strip() else ():
            for key in root if isinstance(root, Obj) else ():
                if key not in seen:
                    seen.add(key)
                    yield Field(text.path, number, text.stem, key)


_ROWS = 100
"""Lines whose names are read."""


def read_yaml(text: Text) -> Iterator[Item]:
    """The fields of a YAML file, of every document in it."""
    for root in documents(text.text, yaml=True):
        yield from _read(text, root)


def _webform(text: Text, root: Obj) -> Iterator[Item]:
    """The elements of a form of Drupal, which stand as YAML within a text, their properties behind a `#`."""
    first = root.lines.get("elements", 1)
    for held in documents(re.sub(r"(^\s*)(['\"]?)#", r"\1\2", root["elements"], flags=re.MULTILINE), yaml=True):
        if isinstance(held, Obj):
            for one in Reader(text, held).keyed(held, str(root.get("id") or text.stem), 0, plainly=True):
                yield replace(one, line=one.line + first)


def _read(text: Text, root: Any) -> Iterator[Item]:
    if isinstance(root, list):
        if (described := _dictionary(text, root)) is not None:
            yield from described
            return
        if len(root) > 1 and all(_flat(one) for one in root[:20]):
            first = root[0]
            yield from (Field(text.path, first.lines.get(key, 1), text.stem, key) for key in first)
            return
        yield from Reader(text, root).listed(root, text.stem, 0, "items")
        return
    if not isinstance(root, Obj):
        return
    yield from _object(text, root, Reader(text, root))


def _object(text: Text, root: Obj, reader: Reader) -> Iterator[Item]:
    """The fields of a document that is one object."""
    if isinstance(root.get("elements"), str) and "#type" in root["elements"]:
        yield from _webform(text, root)
        return
    if root.get("resourceType") == "Questionnaire":
        yield from questionnaire(reader, root, str(root.get("name") or root.get("title") or text.stem))
    elif root.get("resourceType") == "StructureDefinition":
        yield from profile(reader, root)
    elif isinstance(root.get("items"), list) and isinstance(root.get("info"), Obj):
        yield from google(reader, root)
    elif (
        "question" in root
        or "yesno" in root
        or ("fields" in root and isinstance(root["fields"], list) and any(docassemble_field(one) for one in root["fields"]))
    ):
        yield from docassemble(reader, root)
    else:
        yield from _whole(reader, root)
        yield from reader.walk(root, text.stem)


def _whole(reader: Reader, root: Obj) -> Iterator[Field]:
    """The one field that a file is of, as Drupal and Salesforce keep them."""
    own = next((key for key in ("field_name", "fieldName", "apiName", "name") if isinstance(root.get(key), str)), "")
    if own and (own != "name" or any(key in root for key in ("label", "field_type", "fieldType"))):
        shown = own if own == "name" and not speaks_of_a_field(root) else ""
        yield replace(reader.field(root, own, str(root.get("entity_type") or reader.text.stem), str(root[own]), root), shown=shown)


def _dictionary(text: Text, root: list[Any]) -> Iterator[Item] | None:
    """The fields that a list of flat objects describes, each one of them; nothing where it is no data dictionary."""
    if not root or not all(isinstance(one, Obj) and not any(isinstance(held, Obj | list) for held in one.values()) for one in root):
        return None
    columns = columns_of(list(dict.fromkeys(key for one in root for key in one)))
    rows = ((one.line, {key: "" if held is None else str(held) for key, held in one.items()}) for one in root)
    return dictionary_fields(text.path, text.stem, columns, rows)


def _flat(one: Any) -> bool:
    return (
        isinstance(one, Obj)
        and bool(one)
        and not any(isinstance(held, Obj | list) for held in one.values())
        and not (set(one) & {"label", "question", "type", "variable"})
    )
