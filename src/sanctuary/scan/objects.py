"""Definitions of forms as objects of a language: hashes of Ruby, arrays of PHP, objects of JavaScript, dictionaries of Python."""

import re
from collections.abc import Iterator

from sanctuary.scan.field import Field, Text, plain_label

__all__ = ["object_fields"]

_NAME = re.compile(
    r"""(?<![\w$])["':]?(?:name|key|field|fieldName|field_name|id|attribute|variable|slug)["']?\s*(?:=>|:)\s*["':]([A-Za-z][\w.\-]{1,60})["',\s]"""
)
_ABOUT = re.compile(
    r"""(?<![\w$])["':]?(?:type|label|display_name\w*|title\w*|question\w*|prompt|options|choices|input_?type|widget|placeholder|required|hint|ui:title)["']?\s*(?:=>|:)"""
)
_LABEL = re.compile(
    r"""["':]?(?:label|display_name\w*|title\w*|question\w*|prompt|legend|ui:title)["']?\s*(?:=>|:)\s*(?:\w+\(\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)"""
)
_KEYED = re.compile(r"""^[ \t]*["']?([A-Za-z]\w{2,60})["']?\s*(?::|=>)\s*\{[ \t]*$""", re.MULTILINE)
_CHOICES = re.compile(r"""["':]?(?:options|choices|enum|values)\w*["']?\s*(?:=>|:)\s*\[([^\[\]]*)\]""")
_QUOTED = re.compile(r""""([^"\n]*)"|'([^'\n]*)'""")
_WINDOW = 320


def object_fields(text: Text, *, keyed: bool = False) -> Iterator[Field]:
    """Objects with a name beside a type, a label or choices; with `keyed`, also those that stand under their names."""
    for found in _NAME.finditer(text.text):
        around = _own(text.text, found.start(), found.end())
        if _ABOUT.search(around):
            yield _made(text, found, around)
    for found in _KEYED.finditer(text.text) if keyed else ():
        after = text.text[found.end() : found.end() + _WINDOW].partition("}")[0].partition("{")[0]
        if _ABOUT.search(after):
            yield _made(text, found, after)


def _made(text: Text, found: re.Match[str], around: str) -> Field:
    label = _LABEL.search(around)
    listed = _CHOICES.search(around)
    said = next((part for part in label.groups() if part), "") if label else ""
    codes = tuple(a or b for a, b in _QUOTED.findall(listed[1])) if listed else ()
    return Field(text.path, text.line_at(found.start(1)), text.stem, found[1].rpartition(".")[2], plain_label(said), codes)


def _own(text: str, start: int, end: int) -> str:
    """What stands in the same object, as far as its own brackets reach within a window."""
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    before = before[max(before.rfind("{"), before.rfind("}"), before.rfind("Field.new"), before.rfind("\n\n")) + 1 :]
    stop = min((place for place in (after.find("}"), after.find("\n\n"), after.find("Field.new")) if place >= 0), default=len(after))
    return f"{before} {after[:stop]}"
