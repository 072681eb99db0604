"""Lists of codes that code gives a name: constants of Ruby, JavaScript, TypeScript and PHP, over as many lines as they take.

`STATUSES = %w[refugee asylee].freeze`, `const RACES = [{ value: 'w', label: 'White' }]`, `const VISAS = ['F1' => 'F-1 Student'];`
"""

import re
from collections.abc import Mapping

__all__ = ["balanced", "codes_in", "key_of", "listed_in", "named_lists"]

_NAMED = re.compile(
    r"""(?<![\w$.])\$?([A-Za-z_]\w*)\s*(?::\s*[^=\n{(]{1,80})?=\s*(?:Object\.freeze\s*\(\s*|new\s+Set\s*\(\s*|array\s*(?=\()|(?:\w+\.)?(?:pgEnum|mysqlEnum|enum|nativeEnum|enumType)\s*\(\s*(?:["']\w+["']\s*,\s*)?)?(%[wi])?([\[{(])"""
)
_TOKEN = re.compile(
    r""""(?:[^"\\\n]|\\.){0,2000}+"|'(?:[^'\\\n]|\\.){0,2000}+'|`[^`]*`|//[^\n]*|\#[^\n]*|/\*.*?\*/|[\[\](){}]""", re.DOTALL
)
_QUOTED = re.compile(r""""((?:[^"\\\n]|\\.){0,2000}+)"|'((?:[^'\\\n]|\\.){0,2000}+)'""")
_SYMBOL = re.compile(r"""(?<![\w:])(?::(\w+)|([a-z_]\w*)\s*(?::(?!:)|=>))""")
_LONGEST = 12_000
_MOST = 400
_NO_LIST = frozenset(["if", "return", "props", "state", "default", "params", "this", "self", "args", "options", "data", "result", "x", "i"])
_CODES = re.compile(
    r"""(?<![\w$])["':]?(?:options|choices|enum|enums|values|items|in|within|oneOf|isIn|collection|allowed\w*|picklist)\w*["']?\s*(?:=>|:|=|\()\s*\{?\s*(?:Object\.(?:values|keys|entries)\(\s*)?(?=[\[{(%A-Za-z$])"""
)
_CALLED = re.compile(
    r"""\b(?:z|yup|Yup|Joi|joi|v|t)\b[^\n]*?\.(?:enum|nativeEnum|oneOf|valid|picklist|literal)\s*\(|\b(?:DataTypes\.|Sequelize\.)?ENUM\s*\("""
)
_WORD = re.compile(r"\$?(?:self::|static::|\w+::|this\.)*([A-Za-z_]\w*)")


def balanced(text: str, start: int, most: int = _LONGEST) -> str:
    """What stands between a bracket and its partner, without them; empty where it does not close within some length.

    >>> balanced("a [1, [2], ']']", 2)
    "1, [2], ']'"
    """
    depth = 0
    for token in _TOKEN.finditer(text, start, start + most):
        if token[0] in ("[", "(", "{"):
            depth += 1
        elif token[0] in ("]", ")", "}"):
            depth -= 1
            if depth == 0:
                return text[start + 1 : token.start()]
    return ""


def listed_in(body: str, *, words: bool = False) -> tuple[str, ...]:
    """The codes within a list: texts, symbols and keys; of a list of bare words each of them."""
    if words:
        return tuple(body.split())[:_MOST]
    plain = re.sub(r"(?m)//[^\n]*$|^\s*#[^\n]*$", "", body)
    quoted = [a or b for a, b in _QUOTED.findall(plain)]
    keys = [a or b for a, b in _SYMBOL.findall(_QUOTED.sub('""', plain))]
    told = [
        key
        for key in keys
        if key not in ("value", "label", "id", "name", "key", "code", "text", "title", "description", "order", "display")
    ]
    return tuple(dict.fromkeys(one for one in (*quoted, *told) if one))[:_MOST]


def named_lists(text: str) -> dict[str, tuple[str, ...]]:
    """Every list of a file by its name."""
    found = {}
    for one in _NAMED.finditer(text):
        if one[1] in _NO_LIST or (one[3] == "(" and not one[0].rstrip("(").rstrip().endswith("array")):
            continue
        body = balanced(text, one.end() - 1)
        codes = listed_in(body, words=bool(one[2])) if body and "function" not in body else ()
        if len(codes) > 1:
            found[one[1]] = codes
    return found


def codes_in(text: str, start: int, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of a list that begins at a place: written out there, or named."""
    held = text[start : start + 2]
    if held[:1] in ("[", "{", "("):
        codes = listed_in(body := balanced(text, start))
        named = next((lists[word] for word in re.findall(r"\w+", body) if word in lists), ()) if len(codes) < 2 else ()
        return named or codes
    if re.match(r"%[wi]", held):
        return listed_in(balanced(text, start + 2), words=True)
    named_at = _WORD.match(text, start)
    return lists.get(named_at[1], ()) if named_at else ()


def key_of(text: str, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes that the definition of one field lists, under whichever key."""
    for pattern in (_CODES, _CALLED):
        for found in pattern.finditer(text):
            place = found.end() if pattern is _CODES else found.end() - 1
            if codes := codes_in(text, place, lists):
                return codes
    return ()
