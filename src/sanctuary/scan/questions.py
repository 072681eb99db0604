"""Fields that are questions: FHIR Questionnaires, exported Google Forms, docassemble."""

import re
from collections.abc import Iterator
from typing import Any

from sanctuary.names.catalog import context
from sanctuary.names.meaning import meaning
from sanctuary.scan.definitions import LABELS, Reader
from sanctuary.scan.document import Obj, strings, text_of
from sanctuary.scan.field import Field, plain_label
from sanctuary.scan.naming import NAMES

__all__ = ["docassemble", "docassemble_field", "google", "profile", "questionnaire"]


def questionnaire(reader: Reader, held: Obj, table: str) -> Iterator[Field]:
    """The items of a FHIR Questionnaire: a question is a name."""
    for one in held.get("item") or []:
        if isinstance(one, Obj):
            name, said = str(one.get("linkId") or ""), plain_label(text_of(one.get("text")))
            if one.get("type") not in ("group", "display"):
                shown = "" if name else "text"
                yield Field(reader.text.path, one.lines.get("linkId", one.line), table, name or said, said, reader.codes(one), shown=shown)
            yield from questionnaire(reader, one, table)


def profile(reader: Reader, root: Obj) -> Iterator[Field]:
    """The elements of a FHIR StructureDefinition: a slice has its own name."""
    told = plain_label(f"{text_of(root.get('title'))} {text_of(root.get('description'))}")
    for part in ("differential", "snapshot"):
        held = root.get(part)
        for one in (held.get("element") if isinstance(held, Obj) else None) or []:
            if isinstance(one, Obj) and isinstance(one.get("path"), str):
                path = one["path"].split(".")
                name = str(one.get("sliceName") or path[-1].removesuffix("[x]"))
                said = plain_label(f"{text_of(one.get('short'))} {text_of(one.get('label'))}")
                yield Field(
                    reader.text.path, one.lines.get("path", one.line), path[-2] if len(path) > 1 else path[0], name, said, about=told
                )


def google(reader: Reader, root: Obj) -> Iterator[Field]:
    """The questions of a Google Form as its API exports it."""
    info = root["info"]
    table = plain_label(text_of(info.get("title") or info.get("documentTitle"))) or reader.text.stem
    for one in root["items"]:
        if not isinstance(one, Obj) or not ("questionItem" in one or "questionGroupItem" in one):
            continue
        codes: list[str] = []
        stack: list[Any] = [one.get("questionItem"), one.get("questionGroupItem")]
        while stack:
            held = stack.pop()
            if isinstance(held, Obj):
                codes += strings(held.get("options"))
                stack += list(held.values())
            elif isinstance(held, list):
                stack += held
        title = plain_label(text_of(one.get("title")))
        yield Field(reader.text.path, one.lines.get("title", one.line), table, title, title, tuple(codes), shown="title")


def _plain(label: str) -> bool:
    """Whether a label tells nothing without the question above it: "Number", "Date issued"."""
    words = meaning(label)
    return bool(words) and len(words) <= _WORDS and all(word in context().generic for word in words)


_WORDS = 3
"""Words of a label that is read with its question."""

_DOCASSEMBLE = frozenset(
    [
        "datatype",
        "default",
        "hint",
        "help",
        "choices",
        "required",
        "show if",
        "hide if",
        "js show if",
        "min",
        "max",
        "maxlength",
        "note",
        "html",
        "code",
        "validate",
        "input type",
        "exclude",
        "disable if",
        "raw html",
        "accept",
        "rows",
        "under text",
        "css class",
        "label above field",
        "grid",
        "inline grid",
        "none of the above",
        "all of the above",
        "shuffle",
        "object labeler",
        "uncheck others",
        "combobox",
        "field metadata",
        "address autocomplete",
    ]
)


def docassemble_field(one: Any) -> bool:
    """Whether an entry of `fields` is one of docassemble: a label with a variable."""
    return (
        isinstance(one, Obj)
        and not {"name", "type", "key", "id", "title"} & set(one)
        and any(isinstance(v, str) and k not in _DOCASSEMBLE and k not in NAMES and k not in LABELS for k, v in one.items())
    )


def docassemble(reader: Reader, root: Obj) -> Iterator[Field]:
    """The fields of a block of docassemble: `- Label: variable`, `label` with `field`, `yesno`, and buttons that set a variable."""
    question = plain_label(text_of(root.get("question")))
    table = str(root.get("id") or reader.text.stem)
    for key in ("yesno", "noyes", "yesnomaybe", "field", "signature", "continue button field"):
        if isinstance(root.get(key), str):
            yield Field(
                reader.text.path,
                root.lines.get(key, 1),
                table,
                str(root[key]),
                question,
                strings(root.get("buttons") or root.get("choices")),
            )
    held = root.get("fields")
    for one in held if isinstance(held, list) else []:
        if not isinstance(one, Obj):
            continue
        codes = strings(one.get("choices"))
        if isinstance(one.get("field"), str):
            yield Field(
                reader.text.path,
                one.lines.get("field", one.line),
                table,
                str(one["field"]),
                plain_label(f"{text_of(one.get('label'))} {question}"),
                codes,
            )
            continue
        for label, variable in one.items():
            if isinstance(variable, str) and label not in _DOCASSEMBLE:
                said = question if label == "no label" else f"{label}: {question}" if _plain(label) else label
                # Without a question no block of it is plain: what stands there may be data.
                shown = "" if "question" in root and _VARIABLE.fullmatch(variable) else label
                yield Field(reader.text.path, one.lines.get(label, one.line), table, variable, plain_label(said), codes, shown=shown)
                break


_VARIABLE = re.compile(r"[a-z_]\w*(?:\.\w+|\[[^\[\]]*\])*")
"""How docassemble writes a variable."""
