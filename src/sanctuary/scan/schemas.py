"""Fields of files of JSON and YAML, by what kind of definition they hold."""

from collections.abc import Iterator
from typing import Any

from sanctuary.scan.definitions import Reader
from sanctuary.scan.document import Obj, documents
from sanctuary.scan.field import Field, Item, Text
from sanctuary.scan.questions import docassemble, docassemble_field, google, questionnaire

__all__ = ["read_json", "read_yaml"]


def read_json(text: Text) -> Iterator[Item]:
    """The fields of a JSON file."""
    for root in documents(text.text, yaml=False):
        yield from _read(text, root)


def read_yaml(text: Text) -> Iterator[Item]:
    """The fields of a YAML file, of every document in it."""
    for root in documents(text.text, yaml=True):
        yield from _read(text, root)


def _read(text: Text, root: Any) -> Iterator[Field]:
    if isinstance(root, list):
        if len(root) > 1 and all(_flat(one) for one in root[:20]):
            first = root[0]
            yield from (Field(text.path, first.lines.get(key, 1), text.stem, key) for key in first)
            return
        yield from Reader(text, root).listed(root, text.stem, 0, "fields")
        return
    if not isinstance(root, Obj):
        return
    reader = Reader(text, root)
    if root.get("resourceType") == "Questionnaire":
        yield from questionnaire(reader, root, str(root.get("name") or root.get("title") or text.stem))
    elif isinstance(root.get("items"), list) and isinstance(root.get("info"), Obj):
        yield from google(reader, root)
    elif (
        "question" in root
        or "yesno" in root
        or ("fields" in root and isinstance(root["fields"], list) and any(docassemble_field(one) for one in root["fields"]))
    ):
        yield from docassemble(reader, root)
    else:
        yield from reader.walk(root, text.stem)


def _flat(one: Any) -> bool:
    return (
        isinstance(one, Obj)
        and bool(one)
        and not any(isinstance(held, Obj | list) for held in one.values())
        and not (set(one) & {"label", "question", "type", "variable"})
    )
