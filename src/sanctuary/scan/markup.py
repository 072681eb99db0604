"""Fields of XML that defines them: changelogs of Liquibase, mappings of Hibernate, entity models, objects of Salesforce, XForms."""

import re
from collections.abc import Iterator

from sanctuary.scan.field import Field, Item, Text, Unread, plain_label

__all__ = ["read_xml"]

_TAG = re.compile(r"<(/?)([\w:.\-]+)((?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([\w:.\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FIELDS = frozenset(
    """
    column addcolumn property field attribute element input select select1 textarea secret range upload key-property id many-to-one
    version variable item question param parameter dataelement data-element control formfield basic enumerationproperty
    navigationproperty bind cfproperty
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
_CONTAINERS = frozenset(
    """
    createtable addcolumn class entity entitytype complextype table joined-subclass subclass entityclass form object record instance document
    group section view model dataset page customobject entityset modify renamecolumn message
    """.split()  # noqa: SIM905 - the same
)
_NAMES = ("name", "columnName", "newColumnName", "Name", "ref", "nodeset", "field", "id", "code", "key", "bind")
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


def read_xml(text: Text) -> Iterator[Item]:
    """The fields of a file of XML; one in which none is known is told."""
    found = list(_salesforce(text) if _META.search(text.text) else _tags(text))
    yield from found
    if not found:
        yield Unread(text.path, "XML in which no reader here knows a field")


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
            own = next((held[key] for key in _OWN_NAMES if held.get(key)), "")
            containers.append(
                (kind, own or (containers[-1][1] if containers else text.stem), " ".join(held[key] for key in _SAID if held.get(key)))
            )
        name = next((held[key] for key in _NAMES if held.get(key)), "")
        if kind in _FIELDS and name and re.search(r"[^\W\d]", name):
            said = " ".join(held[key] for key in _SAID if held.get(key) and held[key] != name)
            table, about = (containers[-1][1], containers[-1][2]) if containers else (text.stem, "")
            last = re.split(r"[/.]", name.rstrip("/"))[-1]
            yield Field(text.path, text.line_at(tag.start()), table, last, plain_label(said), about=plain_label(about))
