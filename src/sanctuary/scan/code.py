"""Code without its comments, and the SQL that stands within it: what every language has alike."""

import re
from collections.abc import Iterator

from sanctuary.scan.field import Text
from sanctuary.scan.lists import balanced

__all__ = ["embedded_sql", "without_comments"]

_STRING = r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.){0,2000}+"|\'(?:[^\'\\\n]|\\.){0,2000}+\'|`(?:[^`\\]|\\.){0,9000}+`'
_BLOCK = r"/\*(?s:.*?)(?:\*/|\Z)"
_MARKUP = (
    r"<!--(?s:.*?)(?:-->|\Z)|<%--(?s:.*?)(?:--%>|\Z)|<%#(?s:.*?)(?:%>|\Z)"
    r"|\{\{--(?s:.*?)(?:--\}\}|\Z)|\{#(?s:.*?)(?:#\}|\Z)|@\*(?s:.*?)(?:\*@|\Z)"
)
_HASH = rf"(?P<text>{_STRING})|\#[^\n]*"
_SLASH = rf"(?P<text>{_STRING})|//[^\n]*|{_BLOCK}"
_BOTH = rf"(?P<text>{_STRING})|//[^\n]*|{_BLOCK}|(?<![\w$&])\#(?!\[)[^\n]*"
_DASH = rf"(?P<text>{_STRING})|--[^\n]*|{_BLOCK}"
_STAR = rf"(?P<text>{_STRING})|{_BLOCK}|(?m:^[ \t]*\*[^\n]*)"
_LINE = r"(?P<text>\Z)|(?m:^[ \t]*[#;!][^\n]*)"
_LISP = rf"(?P<text>{_STRING})|;[^\n]*"
_TEX = rf"(?P<text>{_STRING})|%[^\n]*"

_KINDS: dict[str, re.Pattern[str]] = {}
for _endings, _pattern in (
    (
        ".rb .rake .py .r .pl .pm .sh .bash .zsh .ex .exs .jl .nim .cr .toml .yml .yaml .tf .tfvars .hcl .jbuilder .ps1 .conf .gemspec",
        _HASH,
    ),
    (".php .phtml .inc .module .install .theme .profile .ctp", _BOTH),
    (".sql .ddl .psql .pgsql .hql .cql .lua .hs .elm .ada .vhd", _DASH),
    (".sas .sps .do .ado .dct", _STAR),
    (".ini .cfg .properties .env .strings", _LINE),
    (".clj .cljs .cljc .edn .lisp .scm .el", _LISP),
    (".erl .hrl .m4 .pro", _TEX),
    (
        ".html .htm .xhtml .xml .erb .jinja .jinja2 .j2 .twig .hbs .handlebars .mustache .ejs .jsp .cshtml .aspx .ftl .liquid .tt .tpl",
        _MARKUP,
    ),
):
    _KINDS |= dict.fromkeys(_endings.split(), re.compile(_pattern))
_OTHERS = re.compile(_SLASH)
_BLANK = re.compile(r"[^\n]")


def without_comments(source: str, kind: str) -> str:
    """The same text with blanks where comments stand, so that every place keeps its line."""
    pattern = _KINDS.get(kind, _OTHERS)
    named = "text" in pattern.groupindex
    return pattern.sub(lambda one: one[0] if named and one["text"] is not None else _BLANK.sub(" ", one[0]), source)


_TABLE = re.compile(r"(?i)\bcreate\s+(?:(?:temp|temporary|unlogged|external)\s+)*table\b[^();]{1,200}(?=\()")
_ALTER = re.compile(r"(?i)\balter\s+table\s+[^;]{3,2000}?(?=;|[\"'`]{3}|[\"'`]\s*[,)\n;]|\n\s*\n|\Z)")
_LONGEST = 20_000


def embedded_sql(text: Text) -> Text | None:
    """The tables that a text of another kind makes, each where it stands, and blanks for all else; nothing where it makes none."""
    pieces = sorted(_pieces(text.text))
    if not pieces:
        return None
    held, place = [], 0
    for start, end in pieces:
        if start < place:
            continue
        held += [_BLANK.sub(" ", text.text[place:start]), text.text[start:end].replace('\\"', ' "'), ";"]
        place = end
    return Text(text.path, "".join(held))


def _pieces(source: str) -> Iterator[tuple[int, int]]:
    for found in _TABLE.finditer(source):
        body = balanced(source, found.end(), _LONGEST)
        if body:
            yield found.start(), found.end() + len(body) + 2
    for found in _ALTER.finditer(source):
        yield found.span()
