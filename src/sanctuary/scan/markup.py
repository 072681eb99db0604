"""Fields of XML that defines them: changelogs of Liquibase, mappings of Hibernate, entity models, objects of Salesforce, XForms."""

import re
from collections.abc import Iterator

from sanctuary.scan.field import Field, Item, Listed, Text, Unread, plain_label
from sanctuary.scan.forms import read_form
from sanctuary.scan.naming import is_kind

__all__ = ["read_schema", "read_xml"]

_TAG = re.compile(r"<(/?)([\w:.\-]+)((?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"(?<![\w:.\-])([\w:.\-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_FIELDS = frozenset(
    """
    column addcolumn property field attribute element input select select1 textarea secret range upload key-property id many-to-one
    version variable item question param parameter dataelement data-element control formfield basic enumerationproperty
    navigationproperty bind cfproperty outputcolumn inputcolumn sourcefield targetfield datafield
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
_CONTAINERS = frozenset(
    """
    createtable addcolumn class entity entitytype complextype table joined-subclass subclass entityclass form object record instance
    document group section view model dataset page customobject entityset modify renamecolumn message
    """.split()  # noqa: SIM905 - the same
)
_NAMES = ("name", "columnName", "newColumnName", "Name", "ref", "nodeset", "field", "id", "code", "key", "bind")
_RECORDS = frozenset(["record", "document", "instance", "message", "object"])
"""Containers of data too, whose id or label may be a person's."""
_OWN_NAMES = ("tableName", "baseTableName", "name", "Name", "table", "entity", "id", "label")
_SAID = (
    "remarks",
    "label",
    "Label",
    "caption",
    "description",
    "Description",
    "title",
    "text",
    "question",
    "comment",
    "DisplayName",
    "hint",
    "prompt",
    "help",
)
_META = re.compile(r"<(?:fields>\s*)?fullName>([^<]*)</fullName>")
_META_SAID = re.compile(r"<(label|description|inlineHelpText)>([^<]*)</\1>")
_META_CODES = re.compile(r"<(?:value|values|customValue)>.*?<(?:fullName|label)>([^<]*)</", re.DOTALL)


_ROOT = 2_000
"""Characters in which a document names its root: a form of OpenMRS is a page."""


def read_xml(text: Text) -> Iterator[Item]:
    """The fields of a file of XML; one in which none is known is told."""
    if "<htmlform" in text.text[:_ROOT]:
        yield from read_form(text)
        return
    found = list(_salesforce(text) if _META.search(text.text) else _tags(text))
    said = " ".join(" ".join((one.comment, *one.codes)) for one in found)
    found += [one for one in _questions(text) if one.comment not in said]
    yield from found
    if not found:
        yield Unread(text.path, "XML in which no reader here knows a field")


_QUESTION = re.compile(
    r"<(?:\w+:)?(question|questionText|fieldText|prompt|label|caption|masterLabel|title)\b[^<>]{0,2000}+>\s*+(?:<!\[CDATA\[\s*+)?([^<>\]]{6,400}+)(?:\]\]>\s*+)?</"
    r"|\s(label|caption|title|placeholder|android:hint|promptText|Header|Content|Text)\s*+=\s*+\"([^\"<>{}]{6,200}+)\""
)


_SHORTEST = 6


def _questions(text: Text) -> Iterator[Field]:
    """Questions and labels of whatever has no name that is known: a question is a name."""
    for found in _QUESTION.finditer(text.text):
        said = plain_label(found[2] or found[4])
        if len(said) >= _SHORTEST:
            yield Field(text.path, text.line_at(found.start()), text.stem, said, said, shown=found[1] or found[3])


def _salesforce(text: Text) -> Iterator[Field]:
    """Objects and fields as Salesforce exports them."""
    table = text.stem
    parts = [one.start() for one in re.finditer(r"<fields>|<CustomField\b", text.text)] or [0]
    for start, end in zip(parts, [*parts[1:], len(text.text)], strict=True):
        body = text.text[start:end]
        named = _META.search(body)
        if named is None:
            continue
        said = " ".join(one[2] for one in _META_SAID.finditer(body.partition("<valueSet")[0]))
        codes = tuple(_META_CODES.findall(body))
        name = re.sub(r"__c$", "", named[1])
        yield Field(text.path, text.line_at(start + named.start(1)), "" if name == table else table, name, plain_label(said), codes)


def _tags(text: Text) -> Iterator[Field]:
    containers: list[tuple[str, str, str]] = []
    for tag in _TAG.finditer(text.text):
        kind = tag[2].rpartition(":")[2].lower()
        if tag[1]:
            if containers and containers[-1][0] == kind:
                containers.pop()
            continue
        held = {one[1]: one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(tag[3])}
        if kind in _CONTAINERS and not tag[4]:
            own = next((held[key] for key in _OWN_NAMES if held.get(key) and not (kind in _RECORDS and key in ("id", "label"))), "")
            containers.append(
                (kind, own or (containers[-1][1] if containers else text.stem), " ".join(held[key] for key in _SAID if held.get(key)))
            )
        named = next((key for key in _NAMES if held.get(key)), "")
        name = held.get(named, "")
        if kind in _FIELDS and name and re.search(r"[^\W\d]", name):
            said = " ".join(held[key] for key in _SAID if held.get(key) and held[key] != name)
            inner = "" if tag[4] else _inner(text.text, tag)
            said = said or " ".join(_TEXT.findall(inner)[:2])
            table, about = (containers[-1][1], containers[-1][2]) if containers else (text.stem, "")
            last = re.split(r"[/.]", name.rstrip("/"))[-1]
            yield Field(
                text.path,
                text.line_at(tag.start()),
                table,
                last,
                plain_label(said),
                tuple(a or b for a, b in _CODE.findall(inner)),
                about=plain_label(about),
                shown=named if kind == "item" and not is_kind(held.get("type")) else "",
            )


_TEXT = re.compile(r"<(?:\w+:)?(?:label|caption|title|text|description|question|hint|prompt|documentation)\b[^<>]{0,2000}+>\s*+([^<>]++)<")
_CODE = re.compile(r"<(?:\w+:)?(?:item|option|choice)\b[^<>]{0,2000}+>\s*+(?:<label>\s*+)?([^<>]++)<|enumeration\s+value=\"([^\"]+)\"")
_MOST = 6_000


def _inner(text: str, tag: re.Match[str]) -> str:
    """What stands within an element, as far as its first end of that name."""
    end = text.find(f"</{tag[2]}>", tag.end(), tag.end() + _MOST)
    return text[tag.end() : end] if end >= 0 else ""


_DEFINED = re.compile(r"<(?:\w+:)?(element|attribute|complexType|simpleType)\b([^<>]*?)(/?)>")
_ENUMERATED = re.compile(r"<(?:\w+:)?enumeration\s+value=\"([^\"]+)\"")
_DOCUMENTED = re.compile(r"<(?:\w+:)?documentation\b[^<>]{0,2000}+>\s*+([^<>]++)<")


def read_schema(text: Text) -> Iterator[Item]:
    """The elements and attributes of an XML Schema, with their documentation and enumerations."""
    owner = about = ""
    for tag in _DEFINED.finditer(text.text):
        held = {one[1]: one[2] or one[3] or "" for one in _ATTRIBUTE.finditer(tag[2])}
        name = (held.get("name") or held.get("ref") or "").rpartition(":")[2]
        inner = "" if tag[3] else _inner_of(text.text, tag)
        # Documentation of an element stands before those within it.
        said = next(iter(_DOCUMENTED.findall(inner.partition("<xs:element")[0].partition("<xsd:element")[0])), "")
        if tag[1] == "simpleType" and name:
            yield Listed(f"~{name.lower()}", tuple(_ENUMERATED.findall(inner)), whole=True)
        elif tag[1] == "complexType":
            owner, about = (name, plain_label(said)) if name else (owner, about)
        elif tag[1] in ("element", "attribute") and name:
            own = inner if "complexType" not in inner else ""
            refers = f"~{held.get('type', '').rpartition(':')[2].lower()}"
            yield Field(
                text.path,
                text.line_at(tag.start()),
                owner or text.stem,
                name,
                plain_label(said),
                tuple(_ENUMERATED.findall(own)),
                (),
                about,
                refers,
            )


def _inner_of(text: str, tag: re.Match[str]) -> str:
    end = re.compile(rf"</(?:\w+:)?{tag[1]}>").search(text, tag.end(), tag.end() + _MOST)
    return text[tag.end() : end.start()] if end else ""
