"""A walk through a definition of fields in JSON or YAML: schemas, APIs, tables of dbt, and forms of many makes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from sanctuary.scan.document import Obj, strings, text_of
from sanctuary.scan.field import Field, Text, plain_label
from sanctuary.scan.naming import NAMES, OF_FIELDS, TYPES, identifies, lists_fields, names, speaks_of_a_field

__all__ = ["LABELS", "Reader"]

LABELS = (
    "label",
    "question",
    "title",
    "text",
    "prompt",
    "description",
    "questionText",
    "question_text",
    "placeholder",
    "legend",
    "hint",
    "help",
    "caption",
    "display_name",
    "displayName",
    "header",
    "helpText",
    "ui:title",
    "etiqueta",
    "descripcion",
    "descripción",
    "pregunta",
    "titulo",
    "título",
    "ayuda",
    "definition",
    "label_en",
    "label_es",
    "doc",
    "short",
    "remarks",
    "rotulo",
    "rótulo",
    "texto",
    "leyenda",
    "enunciado",
    "encabezado",
    "wording",
    "ask",
    "instructions",
    "QuestionText",
)
_SAID, _AROUND = ("name", "title", "description", "label"), 6
"""What a container says of itself, and how many containers are heard."""
_CODES = (
    "options",
    "choices",
    "enum",
    "values",
    "answers",
    "answerOption",
    "answerOptions",
    "items",
    "allowed_values",
    "accepted_values",
    "radioButtons",
    "picklist",
    "pick_list_options",
    "code_list",
    "codes",
    "oneOf",
    "anyOf",
    "enumNames",
    "inclusion",
    "responses",
    "opciones",
    "valores",
    "catalogo",
    "valid_values",
    "validValues",
    "code_set",
    "symbols",
)
_GROUPS = (
    "fields",
    "questions",
    "columns",
    "attributes",
    "properties",
    "inputs",
    "elements",
    "components",
    "controls",
    "form_fields",
    "formFields",
    "variables",
    "items",
    "questions_list",
    "campos",
    "preguntas",
    "columnas",
    "elementos",
)
_OF_FIELDS = frozenset((*_GROUPS, "parameters", "column")) - {"items", "elements", "components", "controls", "elementos"}
"""Keys of lists of fields and of nothing else."""
_PARTS = ("columns", "tables", "fields", "questions", "models", "steps", "pages")
"""What a container has, and no field."""
_ONE = ("column", "field", "attribute", "property", "question", "element")
"""Keys of one field that has its own name."""
_SCHEMAS = ("definitions", "$defs", "schemas", "parameters", "requestBodies", "responses")
_WALKED_AS = (
    "allOf",
    "anyOf",
    "oneOf",
    "items",
    "schema",
    "content",
    "then",
    "else",
    "if",
    "application/json",
    "additionalProperties",
    "not",
    "type",
)


@dataclass
class Reader:
    """A walk through one document."""

    text: Text
    root: Any
    within: list[str] = dataclass_field(default_factory=list)
    """What the containers on the way say of themselves: their names, titles and descriptions."""

    @property
    def about(self) -> str:
        """What is said of what a field stands in."""
        return " ".join(dict.fromkeys(one for one in self.within[-_AROUND:] if one))[:400]

    def field(self, obj: Obj, key: str, table: str, name: str, about: Any) -> Field:
        """A field, with the label and the codes that stand with it."""
        held = about if isinstance(about, Obj) else Obj([])
        told = " ".join(
            dict.fromkeys(
                plain_label(text_of(held.get(one))) for one in LABELS if text_of(held.get(one)) and text_of(held.get(one)) != name
            )
        )
        if not told:
            told = plain_label(" ".join(one for one in held.values() if isinstance(one, str) and one != name and _speaks(one))[:400])
        marks = tuple(_marks(held.get(one)) for one in ("meta", "config") if held.get(one) is not None)
        if isinstance(held.get("x-sanctuary"), Obj):
            marks = (*marks, f"sanctuary: {_marks(held['x-sanctuary'])}")
        elif isinstance(held.get("x-sanctuary"), str):
            marks = (*marks, f"sanctuary: {held['x-sanctuary']}")
        return Field(
            self.text.path,
            obj.lines.get(key, obj.line),
            table,
            name,
            told[:400],
            self.codes(held),
            tuple(one for one in marks if one),
            self.about,
            refers=_named(held),
        )

    def codes(self, held: Obj, depth: int = 0) -> tuple[str, ...]:
        """The codes of a field: its own, those of its items, or those of the schema that it names."""
        found: list[str] = []
        for key in _CODES:
            if key in held:
                found += strings(held[key])
        reference = held.get("$ref")
        if isinstance(reference, str) and depth < 3 and (target := self.resolved(reference)) is not None:
            found += self.codes(target, depth + 1)
        for key in ("items", "schema", "data", "validate", "typeAttributes", "type", "constraints"):
            if isinstance(held.get(key), Obj) and depth < 3:
                found += self.codes(held[key], depth + 1)
        for one in (t for key in ("tests", "data_tests") for t in (held.get(key) or []) if isinstance(t, Obj)):
            found += [code for inner in one.values() if isinstance(inner, Obj) for code in strings(inner.get("values"))]
        return tuple(dict.fromkeys(found))[:400]

    def resolved(self, reference: str) -> Obj | None:
        """The schema in this document that a reference names."""
        held = self.root
        for part in reference.removeprefix("#/").split("/"):
            if not isinstance(held, Obj) or part not in held:
                return None
            held = held[part]
        return held if isinstance(held, Obj) else None

    def walk(self, value: Any, table: str, depth: int = 0, *, inside: str = "") -> Iterator[Field]:
        """Every field below a value; `inside` is the key that it stands under."""
        if depth > 60:
            return
        if isinstance(value, list):
            for one in value:
                yield from self.walk(one, table, depth + 1, inside=inside)
        elif isinstance(value, Obj):
            outer, table = table, self.container(value, table)
            self.within.append(
                " ".join(dict.fromkeys((outer, *(plain_label(text_of(value.get(one)))[:120] for one in _SAID if one in value))))
            )
            for key, held in value.items():
                if isinstance(held, list):
                    yield from self.in_list(value, key, held, table, depth)
                elif isinstance(held, Obj):
                    yield from self.in_object(value, key, table, depth, inside)
            self.within.pop()

    def in_list(self, value: Obj, key: str, held: list[Any], table: str, depth: int) -> Iterator[Field]:
        """The fields of a list under a key: names alone, or objects."""
        if key in _GROUPS and held and all(isinstance(one, str) for one in held):
            shown = "" if key in _OF_FIELDS else key
            yield from (Field(self.text.path, value.lines.get(key, 1), table, one, about=self.about, shown=shown) for one in held)
        else:
            yield from self.listed(held, table, depth, key)

    def in_object(self, value: Obj, key: str, table: str, depth: int, inside: str) -> Iterator[Field]:
        """The fields of an object under a key: a schema, several fields by name, or one."""
        held = value[key]
        if key == "properties":
            yield from self.properties(held, table, depth)
        elif key in _GROUPS and any(isinstance(one, Obj) for one in held.values()) and not _is_one(held):
            yield from self.keyed(held, table, depth, plainly=key in _OF_FIELDS or lists_fields(list(held.values())))
        else:
            record = False
            if key not in _WALKED_AS and inside != "responses" and _is_field(held):
                named = held.get("name") if key in _ONE else ""
                record = not (named or speaks_of_a_field(held))
                made = self.field(held if named else value, "name" if named else key, table, str(named or key), held)
                yield replace(made, shown="key" if record else "")
            elif isinstance(held.get("QuestionText"), str):
                named = held.get("DataExportTag") or held["QuestionText"]
                shown = "" if held.get("DataExportTag") else "QuestionText"
                yield replace(self.field(held, "QuestionText", table, plain_label(str(named)), held), shown=shown)
            passed = record or key in (*_WALKED_AS, *_SCHEMAS, *_GROUPS) or key.isdigit() or key.startswith("/")
            under = table if passed else key
            yield from self.walk(held, under, depth + 1, inside=key)

    def properties(self, held: Obj, table: str, depth: int) -> Iterator[Field]:
        """The properties of a schema, and of the schemas within them."""
        for name, about in held.items():
            yield self.field(held, name, table, name, about)
            yield from self.walk(about, name, depth + 1, inside=name)

    def keyed(self, held: Obj, table: str, depth: int, *, plainly: bool) -> Iterator[Field]:
        """Fields that stand under their names; a key that may be whom a record is of gives way, unless all are `plainly` of fields."""
        for name, about in held.items():
            if isinstance(about, Obj | str) or about is None:
                made = self.field(held, name, table, name, about if isinstance(about, Obj) else Obj([("label", about)]))
                yield replace(made, shown="" if plainly else "key")
            yield from self.walk(about, name if plainly else table, depth + 1, inside=name)

    def listed(self, held: list[Any], table: str, depth: int, key: str) -> Iterator[Field]:
        """Fields that stand in a list, each with a name of its own."""
        plainly = key in _OF_FIELDS or lists_fields(held)
        for one in held:
            if not isinstance(one, Obj):
                continue
            fieldlike = key in _GROUPS or key in ("parameters", "item", "column") or any(k in one for k in (*TYPES, *_CODES))
            if (key not in _CODES or key == "items") and fieldlike and not any(isinstance(one.get(k), list | Obj) for k in _PARTS):
                yield from self.member(one, table, plainly=plainly)
            yield from self.walk(one, table, depth + 1, inside=key)

    def member(self, one: Obj, table: str, *, plainly: bool) -> Iterator[Field]:
        """A member of a list as a field. What may be data gives way to its key: a name, unless the list is `plainly` of fields; a label."""
        key = next((k for k in NAMES if isinstance(one.get(k), str) and one[k].strip()), "")
        if key:
            yield replace(self.field(one, key, table, one[key], one), shown="" if plainly or key in OF_FIELDS else key)
        elif key := next((k for k, held in one.items() if k not in (*TYPES, *LABELS) and names(k) and identifies(held)), ""):
            yield replace(self.field(one, key, table, one[key], one), shown=key)
        elif label := next((k for k in LABELS if text_of(one.get(k))), ""):
            yield replace(self.field(one, label, table, plain_label(text_of(one[label])), one), shown=label)
        elif codes := next((k for k in _CODES if k in one), ""):
            yield replace(self.field(one, codes, table, "", one), shown=codes)

    def container(self, value: Obj, table: str) -> str:
        """What the fields within an object belong to: its own name, where it has fields."""
        held = value.get("schema")
        within = isinstance(held, Obj) and any(isinstance(held.get(key), list | Obj) for key in _GROUPS) and "properties" not in held
        if within or (any(isinstance(value.get(key), list | Obj) for key in (*_GROUPS, "tables", "item")) and "properties" not in value):
            for key in ("name", "id", "operationId", "key", "title", "slug", "form", "formId"):
                if isinstance(value.get(key), str) and len(value[key]) < 80 and " " not in value[key].strip():
                    return str(value[key])
        return table


def _named(held: Obj) -> str:
    """The schema that a field refers to, as the lists of other files are named; nothing where it names none."""
    items = held.get("items")
    reference = held.get("$ref") or (items.get("$ref") if isinstance(items, Obj) else "")
    return f"~{reference.rpartition('/')[2].lower()}" if isinstance(reference, str) and "/" in reference else ""


def _speaks(value: str) -> bool:
    """Whether a value is a text for people, under whichever key: a question, or several words."""
    return len(value) <= 200 and (" " in value.strip() or value.endswith(("?", ":")) or (not value.isascii() and value[:1].isupper()))


def _is_field(held: Obj) -> bool:
    """Whether a mapping under a key describes a field of that name."""
    said = any(text_of(held.get(key)) for key in ("label", "question", "prompt", "title", "text", "hint", "legend"))
    typed = any(isinstance(held.get(key), str | bool) for key in TYPES)
    coded = any(
        isinstance(held.get(key), list) and held[key] and not any(isinstance(one, list) for one in held[key])
        for key in ("options", "choices", "enum", "values")
    )
    return (
        (said and (typed or coded))
        or (typed and coded)
        or (typed and isinstance(held.get("type"), str) and not any(isinstance(v, Obj) for v in held.values()))
    )


def _is_one(held: Obj) -> bool:
    """Whether a mapping under `fields`, `items` or the like is one field or schema rather than several by name."""
    return isinstance(held.get("type"), str) or "$ref" in held or "properties" in held


def _marks(value: Any) -> str:
    """An annotation as text: `key: value; key: value`."""
    if isinstance(value, Obj):
        return "; ".join(f"{key}: {_marks(one)}" for key, one in value.items())
    return value if isinstance(value, str) else str(value)
