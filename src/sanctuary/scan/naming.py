"""How definitions name things: which keys say what a thing is called, and whether a list is one of fields or of records.

A list of fields names its fields, and a name may be shown. A list of records may name people by the same key: what stands there is
weighed and not shown, unless every word of it is one that names of fields are made of.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sanctuary.names.words import words_of_name

__all__ = ["NAMES", "OF_FIELDS", "TYPES", "identifies", "is_kind", "lists_fields", "names", "speaks_of_a_field"]

OF_FIELDS = (
    "field",
    "variable",
    "fieldName",
    "field_name",
    "linkId",
    "attribute",
    "attr",
    "column",
    "question_id",
    "questionId",
    "campo",
    "nombre_campo",
    "nombreCampo",
    "columna",
    "atributo",
    "variableName",
    "DataExportTag",
)
"""Keys that name a field and nothing else."""

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
_AMBIGUOUS = frozenset(
    ["type", "input", "control", "required", "validation", "as", "cast", "kind", "format", "tipo", "longitud", "component"]
)
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
    """Whether a value is the type of a field: `varchar(40)`, `SelectField`, true; that of a record is none.

    >>> is_kind("select_one yesno"), is_kind("CountrySelect"), is_kind("client")
    (True, True, False)
    """
    if isinstance(value, bool):
        return True
    if not isinstance(value, str) or not (value.startswith("select_") or _WRITTEN.fullmatch(value)):
        return False
    words = words_of_name(value.partition("(")[0])
    return any(word in _KINDS or word.rstrip("0123456789") in _KINDS for word in (*words[:1], *words[-1:]))


def speaks_of_a_field(held: Mapping[str, Any]) -> bool:
    """Whether a mapping has what only a field has: a type, choices, a hint; a record of a person has none."""
    typed = any(key in held and (key not in _AMBIGUOUS or is_kind(held[key]) or isinstance(held[key], list | dict)) for key in TYPES)
    return typed or any(isinstance(held.get(key), list | dict) for key in _CHOICES) or any(key in held for key in (*OF_FIELDS, *_ASKED))


def lists_fields(held: Sequence[Any]) -> bool:
    """Whether a list is one of fields: half of its members speak of one, for others may leave out what is plain."""
    members = [one for one in held if isinstance(one, dict)]
    return bool(members) and 2 * sum(map(speaks_of_a_field, members)) >= len(members)
