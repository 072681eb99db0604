"""What stands beside a control that has no label: the words of its row or paragraph, as old forms ask their questions."""

import re

from sanctuary.scan.field import plain_label

__all__ = ["text_beside"]

_REACH = 500
"""Characters before a control that are looked at."""

_LABEL, _SENTENCE = 14, 30
"""Words of a label, and of the longest question that is read."""

_TOKEN = re.compile(r"<!--.{0,4000}?-->|<%.{0,2000}?%>|\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|<\?.{0,2000}?\?>|<[^<>]*+>", re.DOTALL)
_CONTROL = re.compile(r"(?i)</?(?:input|select|option|textarea|button)\b|\w(?:field|select|radio|check|input|area|box|button)\w*[\s(]")
_CHECKED = re.compile(r"""(?i)\btype\s*=\s*["']?(?:radio|checkbox)\b|\b(?:check_box|radio_button)\w*[\s(]""")
_INLINE = re.compile(r"(?i)</?(?:b|i|u|em|strong|span|font|small|sup|sub|abbr|a|br|label|img)\b")
_HEADING = re.compile(r"(?i)</h[12]\b")
_CODE = re.compile(r"[;{}]|=>|\(\)")


def text_beside(source: str, offset: int, *, checked: bool) -> str:
    """The label or question that stands right before a control, and behind one that is checked; nothing where prose or code stands there.

    >>> page = "<tr><td>Country of birth:</td><td><input name=f02></td></tr>"
    >>> text_beside(page, page.index("<input"), checked=False)
    'Country of birth:'
    """
    before = _question(_before(source[max(0, offset - _REACH) : offset], whole=offset <= _REACH))
    behind = _question(_behind(source, offset)) if checked else ""
    return plain_label(f"{before} {behind}")


def _before(window: str, *, whole: bool) -> str:
    """The words since the last control, of the last block that has any."""
    cut = 0 if whole else max(window.find(">"), window.find("\n")) + 1
    held: list[str] = []
    place, broken, of_choice = cut, False, False
    for token in (*_TOKEN.finditer(window, cut), None):
        piece = window[place : token.start() if token else len(window)]
        if re.search(r"[^\W\d]{2}", piece):
            held = [] if broken else held
            held += [] if of_choice else [piece]
            broken = of_choice = False
        if token is None:
            break
        place = token.end()
        if _CONTROL.search(token[0]):
            held, of_choice = [], bool(_CHECKED.search(token[0]))
        elif _HEADING.match(token[0]):
            held = []
        elif not _INLINE.match(token[0]):
            broken, of_choice = True, False
    return " ".join(held)


def _behind(source: str, offset: int) -> str:
    """The words right behind a control."""
    token = _TOKEN.match(source, offset)
    if token is None:
        return ""
    stop = re.compile(r"<|\{[{%]").search(source, token.end(), token.end() + 300)
    return source[token.end() : stop.start()] if stop else ""


def _question(text: str) -> str:
    """A label as it stands, or the last sentence of a longer text if it asks; a sentence that tells is no question."""
    plain = plain_label(text)
    if not plain or _CODE.search(plain):
        return ""
    if len(plain.split()) > _LABEL:
        plain = re.split(r"(?<=[.!?])\s+", plain)[-1]
        return plain if plain.endswith(("?", ":")) and len(plain.split()) <= _SENTENCE else ""
    return "" if plain.endswith(".") else plain
