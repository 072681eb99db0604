"""Definitions of forms as objects of a language: hashes of Ruby, arrays of PHP, objects of JavaScript, dictionaries of Python."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanctuary.scan.field import Field, Text, plain_label
from sanctuary.scan.lists import balanced, key_of, named_lists
from sanctuary.scan.naming import OF_FIELDS, is_kind, may_be_kind

__all__ = ["object_fields", "of_a_field"]

_NAME = re.compile(
    r"""(?<![\w$])["':]?(?P<key>name|key|field|fieldName|field_name|id|attribute|variable|slug)["']?\s*(?:=>|:)\s*(?:(?P<symbol>:)|["'](?=[\w.\-]{2,61}+["']))(?P<name>[A-Za-z][\w.\-]{1,60}+)["',\s]"""
)
_ABOUT = re.compile(
    r"""(?<![\w$])["':]?(?:type|label|display_name\w*|title\w*|question\w*|prompt|options|choices|input_?type|widget|placeholder|required|hint|ui:title)["']?\s*(?:=>|:)"""
)
_LABEL = re.compile(
    r"""["':]?(?:label|display_name\w*|title\w*|question\w*|prompt|legend|ui:title)["']?\s*(?:=>|:)\s*(?:\w+\(\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)"""
)
_KEYED = re.compile(r"""^[ \t]*["']?(?P<name>[A-Za-z]\w{2,60})["']?\s*(?::|=>)\s*\{[ \t]*$""", re.MULTILINE)
_SIGN = re.compile(r"""(?<![\w$])["':]?(?:options|choices|input_?type|widget|placeholder|hint|ui:title|vname|fieldlabel)["']?\s*(?:=>|:)""")
"""Keys that only a field has."""
_REQUIRED = re.compile(r"""(?i)(?<![\w$])["':]?required["']?\s*(?:=>|:)\s*["']?(?:true|false)\b""")
_TYPED = re.compile(r"""(?<![\w$])["':]?(?:type|\w+_type|dataType)["']?\s*(?:=>|:)\s*[:"']?([A-Za-z][\w.]*)""")
_WINDOW = 320
_OWN = 3_000
"""Characters of the longest object that is read whole, for its choices."""


def object_fields(text: Text, *, keyed: bool = False) -> Iterator[Field]:
    """Objects with a name beside a type, a label or choices; with `keyed`, also those that stand under their names."""
    lists = named_lists(text.text)
    for found in _NAME.finditer(text.text):
        before, after = _own(text.text, found.start(), found.end())
        around = f"{before} {flat(after)}"
        if _ABOUT.search(around):
            plainly = found["symbol"] or found["key"] in OF_FIELDS or of_a_field(around)
            made = _made(text, found, around, key_of(f"{before} {after}", lists))
            yield made if plainly else replace(made, shown=found["key"])
    for found in _KEYED.finditer(text.text) if keyed else ():
        after = balanced(text.text, found.end() - len(found[0]) + found[0].rindex("{"), _OWN)
        if _ABOUT.search(held := flat(after)[:_WINDOW]):
            made = _made(text, found, held, key_of(after, lists))
            yield made if of_a_field(held) or made.codes else replace(made, shown="key")


def _made(text: Text, found: re.Match[str], around: str, codes: tuple[str, ...]) -> Field:
    label, name = _LABEL.search(around), found["name"]
    said = next((part for part in label.groups() if part), "") if label else ""
    return Field(text.path, text.line_at(found.start("name")), text.stem, name.rpartition(".")[2], plain_label(said), codes)


def of_a_field(around: str) -> bool:
    """Whether an object has what only a field has; a record of a person, with a name and a title, has none of it.

    >>> of_a_field("title: 'Call', type: 'phone'"), of_a_field("title: 'Call', type: 'phone', required: true")
    (False, True)
    """
    kinds = _TYPED.findall(around)
    if _SIGN.search(around) is not None or any(map(is_kind, kinds)):
        return True
    return _REQUIRED.search(around) is not None and any(map(may_be_kind, kinds))


def flat(body: str) -> str:
    """An object without what stands in brackets within it."""
    return re.sub(r"\[[^\[\]]*\]|\{[^{}]*\}", " ", re.sub(r"\{[^{}]*\}", " ", body))


def _own(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands in the same object, before within a window, and behind as far as its own brackets reach."""
    before = text[max(0, start - _WINDOW) : start]
    before = before[max(before.rfind("{"), before.rfind("}"), before.rfind("Field.new"), before.rfind("\n\n")) + 1 :]
    after, depth = text[end : end + _OWN], 0
    for token in _BRACKETS.finditer(after):
        depth += 1 if token[0] in "[{(" else -1 if token[0] in "]})" else 0
        if depth < 0 or (depth == 0 and token[0] in ("\n\n", "Field.new")):
            return before, after[: token.start()]
    return before, after[:_WINDOW]


_BRACKETS = re.compile(r"[\[\](){}]|\n\n|Field\.new")
