"""How definitions name things: which keys say what a thing is called, and whether a list is one of fields or of records.

A list of fields names its fields, and a name may be shown. A list of records may name people by the same key: what stands there is
weighed and not shown, unless every word of it is one that names of fields are made of.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sanctuary.names.words import words_of_name

__all__ = [
    "NAMES",
    "OF_FIELDS",
    "TYPES",
    "identifies",
    "is_kind",
    "lists_fields",
    "may_be_kind",
    "names",
    "speaks_of_a_field",
]

NAMES = (
    "field",
    "variable",
    "name",
    "key",
    "fieldName",
    "field_name",
    "linkId",
    "attribute",
    "attr",
    "id",
    "code",
    "slug",
    "identifier",
    "column",
    "property",
    "question_id",
    "questionId",
    "model",
    "path",
    "campo",
    "nombre_campo",
    "nombreCampo",
    "columna",
    "atributo",
    "clave",
    "identificador",
    "llave",
    "variableName",
    "DataExportTag",
)
"""Keys that name a field or another thing, the likeliest first."""

OF_FIELDS = frozenset(NAMES) - {
    "name",
    "key",
    "id",
    "code",
    "slug",
    "identifier",
    "property",
    "model",
    "path",
    "clave",
    "identificador",
    "llave",
}
"""Keys that name a field and nothing else."""

TYPES = (
    "type",
    "input",
    "inputType",
    "input_type",
    "widget",
    "component",
    "datatype",
    "data_type",
    "field_type",
    "fieldType",
    "control",
    "required",
    "validations",
    "validation",
    "questionItem",
    "ui:widget",
    "html_type",
    "as",
    "cast",
    "kind",
    "format",
    "nullable",
    "sql_type",
    "max_length",
    "maxlength",
    "tipo",
    "tipo_dato",
    "tipoDato",
    "dataType",
    "longitud",
    "obligatorio",
    "requerido",
)
"""Keys of the type and shape of a field."""

_NAMING = frozenset(
    """
    name nombre key clave llave id identifier identificador code codigo slug field campo variable attribute attr atributo column columna
    property propiedad model modelo path ruta uuid guid
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.\-]{0,60}")
_MUST = ("required", "obligatorio", "requerido")
"""Keys of what must be given: a task may be required as a field may."""
_RULES = ("required", "validation", "input", "control")
"""Keys of rules of a field, where they hold several."""
_AMBIGUOUS = frozenset((*_RULES, *_MUST, "type", "as", "cast", "kind", "format", "tipo", "longitud", "component"))
"""Keys of types that records have too: what stands there decides."""
_CHOICES = ("options", "choices", "enum", "answerOption", "answerOptions", "radioButtons", "picklist", "allowed_values", "valid_values")
_ASKED = ("placeholder", "hint", "helpText", "ui:title", "inputLabel")
_KINDS = frozenset(
    """
    alphanumeric array autocomplete bigint bit blob bool boolean booleano cadena char character checkbox checkboxes choice choices clob
    combobox country currency date datetime decimal double dropdown email entero enum fecha file float geopoint hidden input int integer
    json jsonb list long money multichoice multiselect nchar num number numeric numerico nvarchar object objectid option options password
    phone picker picklist radio radios real reference select selectbox short smallint str string switch tel text textarea textbox textfield
    texto time timestamp tinyint toggle typeahead upload url uuid varchar varchar2 yesno
    """.split()  # noqa: SIM905 - the same
)
"""Words of the types of fields."""
_OF_RECORDS = frozenset(
    """
    choice choices country currency email file hidden list long money object option options phone real reference short switch tel time
    upload url
    """.split()  # noqa: SIM905 - the same
)
"""Those of them that are as well the kind of a contact, a task or a case."""
_WRITTEN = re.compile(r"[A-Za-z][\w.\-:<>\[\]?]*(?:\(.{0,80}\))?")


def names(key: str) -> bool:
    """Whether a key says how a thing is called, in English or Spanish.

    >>> names("conceptUuid"), names("nombre_corto"), names("default")
    (True, True, False)
    """
    return not _NAMING.isdisjoint(words_of_name(key))


def identifies(value: object) -> bool:
    """Whether a value is written as a name of a field is.

    >>> identifies("birth_place"), identifies("Place of birth")
    (True, False)
    """
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def is_kind(value: object) -> bool:
    """Whether a value is the type of a field and of nothing else: `varchar(40)`, `SelectField`; that of a record is none.

    >>> is_kind("select_one yesno"), is_kind("CountrySelect"), is_kind("client"), is_kind("phone")
    (True, True, False, False)
    """
    return not _kinds(value).isdisjoint(_KINDS - _OF_RECORDS)


def may_be_kind(value: object) -> bool:
    """Whether a value is the type of a field, though perhaps the kind of a record: `phone`.

    >>> may_be_kind("phone"), may_be_kind("client")
    (True, False)
    """
    return not _kinds(value).isdisjoint(_KINDS)


def _kinds(value: object) -> frozenset[str]:
    """The first and the last word of what may be a type."""
    if isinstance(value, list):
        return frozenset().union(*map(_kinds, value)) if all(map(_kinds, value)) else frozenset()
    if not isinstance(value, str) or not (value.startswith("select_") or _WRITTEN.fullmatch(value)):
        return frozenset()
    words = words_of_name(value.partition("(")[0])
    return frozenset(form for word in (*words[:1], *words[-1:]) for form in (word, word.rstrip("0123456789")))


def is_boolean(value: object) -> bool:
    """Whether a value is true or false: a reader of YAML gives its text.

    >>> is_boolean(False), is_boolean("true"), is_boolean("1")
    (True, True, False)
    """
    return isinstance(value, bool) or (isinstance(value, str) and value.strip().lower() in ("true", "false"))


def speaks_of_a_field(held: Mapping[str, Any]) -> bool:
    """Whether a mapping has what only a field has: a type, choices, a hint; a record of a person has none.

    What a record may have too, `required` and a type such as `phone`, are a sign together and none alone.
    """
    if any(isinstance(held.get(key), list | dict) for key in _CHOICES) or any(key in held for key in (*OF_FIELDS, *_ASKED)):
        return True
    typed = [held[key] for key in TYPES if key in held and key in _AMBIGUOUS]
    return (
        any(key in held and key not in _AMBIGUOUS for key in TYPES)
        or any(map(is_kind, typed))
        or any(isinstance(held.get(key), list | dict) for key in _RULES)
        or (any(is_boolean(held.get(key)) for key in _MUST) and any(map(may_be_kind, typed)))
    )


def lists_fields(held: Sequence[Any]) -> bool:
    """Whether a list is one of fields: half of its members speak of one, for others may leave out what is plain."""
    members = [one for one in held if isinstance(one, dict)]
    return bool(members) and 2 * sum(map(speaks_of_a_field, members)) >= len(members)
