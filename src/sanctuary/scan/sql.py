"""Fields of SQL: tables, added columns, comments, checks, enumerations and views, in several dialects; the one home of sqlglot.

Only statements that define something are read, and of rows those of lists of codes that a column
refers to. A statement that no dialect can parse is read
for the names of its columns alone, or told as not read.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sanctuary.errors import EvidenceError
from sanctuary.scan.field import Field, Item, Listed, Text, Unread, plain_label
from sanctuary.scan.inserted import is_list_of, kept_rows, lists_of, plain_list, stem_of

__all__ = ["read_sql"]

_DEFINES = re.compile(
    r"(?is)\s*(?:create\s+(?:or\s+replace\s+)?(?:global\s+|local\s+|temp\w*\s+|unlogged\s+|external\s+|foreign\s+|materialized\s+|recursive\s+|secure\s+|force\s+)*"
    r"(table|type|view)|alter\s+(table)|comment\s+on\s+(column|table|view)|insert\s+(?:ignore\s+)?(into)|(exec)\w*\s+(?:sys\.)?sp_addextendedproperty)\b"
)
_DATA = re.compile(r"(?i)^copy\s.+from\s+stdin", re.MULTILINE)
_DIALECTS = ("postgres", "mysql", "tsql", "oracle", "sqlite")
_LARGEST = 400_000
_CODE = re.compile(r"'((?:[^']|'')*)'")


@dataclass
class _Found:
    """What a file defines; comments and enumerations may stand after the columns that they tell of."""

    text: Text
    fields: list[Field] = field(default_factory=list)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    abouts: dict[str, str] = field(default_factory=dict)
    refers: dict[tuple[str, str], str] = field(default_factory=dict)
    inserts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    enums: dict[str, tuple[str, ...]] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)


def read_sql(text: Text) -> Iterator[Item]:
    """The fields of a file of SQL, in its order."""
    found = _Found(text)
    for start, statement in _statements(text.text):
        opening = _DEFINES.match(statement)
        if opening is None:
            continue
        kind = next(one for one in opening.groups() if one).lower()
        if kind != "into" and len(statement) > _LARGEST:
            found.unread.append(Unread(text.path, f"line {text.line_at(start)}: a statement of {len(statement):,} characters"))
        elif kind == "into":
            kept_rows(found.inserts, statement)
        elif re.match(r"(?is)\s*comment\s+on", statement):
            _comment(found, statement)
        elif kind == "type":
            _enum(found, statement)
        elif kind == "exec":
            _extended(found, statement)
        else:
            _parsed(found, start, statement, kind)
    if not found.fields and _QUERY.match(text.text):
        _selected(found)
    lists = lists_of(found.inserts, found.fields)
    for place, one in enumerate(found.fields):
        comment = found.comments.get((_key(one.table), _key(one.name)), "")
        codes = found.enums.get(_key(found.typed.get(place, "")), ())
        yield Field(
            one.path,
            one.line,
            one.table,
            one.name,
            plain_label(f"{one.comment} {comment}"),
            one.codes or codes or _referred(found, one, lists),
            (*one.marks, *_marks(comment)),
            found.abouts.get(_key(one.table), ""),
            found.refers.get((_key(one.table), _key(one.name)), "") or stem_of(one.name),
        )
    yield from (Listed(name, codes) for table, codes in lists.items() for name in (table, plain_list(table)))
    yield from found.unread


_QUERY = re.compile(r"(?is)(?:\s++|--[^\n]*+|/\*.*?\*/|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})*+(?:with|select)\b")
_ALIAS = re.compile(r"(?i)\bas\s+[\"`\[]?([a-z_]\w*)[\"`\]]?\s*(?=,|\n|\s+from\b|--|$)")
_BARE = re.compile(r"(?im)^[ \t]*+(?:,\s*+)?(?:\w+\.)?([a-z_]\w*)\s*,?\s*(?:--.*)?$")
_WORDS = frozenset(
    [
        "select",
        "from",
        "where",
        "with",
        "and",
        "or",
        "end",
        "case",
        "distinct",
        "all",
        "union",
        "as",
        "on",
        "group",
        "order",
        "by",
        "source",
        "renamed",
        "final",
    ]
)


def _selected(found: _Found) -> None:
    """The names of the columns that a model of dbt or another query gives, where a file has nothing else."""
    plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", lambda one: re.sub(r"[^\n]", " ", one[0]), found.text.text, flags=re.DOTALL)
    for pattern in (_ALIAS, _BARE):
        for one in pattern.finditer(plain):
            if one[1].lower() not in _WORDS:
                line = plain[one.end() : plain.find("\n", one.end())]
                found.fields.append(Field(found.text.path, found.text.line_at(one.start(1)), found.text.stem, one[1], _trailing(line)))


def _referred(found: _Found, one: Field, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of the table that a column refers to: by a key, or by its own name (`stat_id`, a table `stats`)."""
    named = found.refers.get((_key(one.table), _key(one.name)), "")
    if named:
        return lists.get(named, ())
    stem = stem_of(one.name)
    return next((codes for table, codes in lists.items() if stem and table != _key(one.table) and is_list_of(table, stem)), ())


def _key(name: str) -> str:
    return name.rpartition(".")[2].strip('"`[] ').lower()


_SPLIT = re.compile(
    r"""--[^\n]*|/\*.*?(?:\*/|\Z)|'(?:[^'\\]|''|\\.)*(?:'|\Z)|"(?:[^"]|"")*(?:"|\Z)|`[^`]*`|(\$\w*\$).*?(?:\1|\Z)|;|^[ \t]*+GO[ \t\r]*+$""",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with its place, from its first word on; the data lines of a dump are left out."""
    start = 0
    place = 0
    while True:
        found = _SPLIT.search(text, place)
        if found is None:
            break
        place = max(found.end(), place + 1)
        if found[0] == ";" or found[0].strip().upper() == "GO":
            yield _trimmed(text, start, found.start())
            start = place
            if _DATA.match(
                text[start - 400 if start > 400 else 0 : start].rpartition("\n")[2] or text[max(0, start - 200) : start].lstrip()
            ):
                end = text.find("\n\\.", place)
                start = place = len(text) if end < 0 else end + 3
    yield _trimmed(text, start, len(text))


_LEADING = re.compile(r"(?:\s+|--[^\n]*|/\*.*?\*/)*", re.DOTALL)


def _trimmed(text: str, start: int, end: int) -> tuple[int, str]:
    begin = _LEADING.match(text, start, end)
    start = begin.end() if begin else start
    return start, text[start:end]


def _comment(found: _Found, statement: str) -> None:
    whole = re.match(r"(?is)\s*comment\s+on\s+(?:table|view)\s+([\w.\"`\[\]]+)\s+is\s+E?'((?:[^']|'')*)'", statement)
    if whole:
        found.abouts[_key(whole[1])] = plain_label(whole[2].replace("''", "'"))
    parts = re.match(r"(?is)\s*comment\s+on\s+column\s+([\w.\"`\[\]]+)\.([\w\"`\[\]]+)\s+is\s+E?'((?:[^']|'')*)'", statement)
    if parts:
        found.comments[_key(parts[1]), _key(parts[2])] = parts[3].replace("''", "'")


def _extended(found: _Found, statement: str) -> None:
    """SQL Server keeps comments as properties named MS_Description."""
    values = dict(re.findall(r"(?is)@(value|level1name|level2name)\s*=\s*N?'((?:[^']|'')*)'", statement))
    if "level1name" in values and "level2name" not in values:
        found.abouts[_key(values["level1name"])] = plain_label(values.get("value", "").replace("''", "'"))
    if "level2name" in values and "level1name" in values:
        found.comments[_key(values["level1name"]), _key(values["level2name"])] = values.get("value", "").replace("''", "'")


def _enum(found: _Found, statement: str) -> None:
    parts = re.match(r"(?is)\s*create\s+type\s+([\w.\"]+)\s+as\s+enum\s*\((.*)\)", statement)
    if parts:
        found.enums[_key(parts[1])] = tuple(_CODE.findall(parts[2]))


@cache
def _sqlglot() -> Any:
    try:
        import sqlglot  # noqa: PLC0415 - an extra: only SQL needs it
    except ImportError:
        raise EvidenceError("SQL needs more packages: pip install 'sanctuary-law[scan]'") from None
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL + 1)  # its warnings quote statements
    return sqlglot


def _parsed(found: _Found, start: int, statement: str, kind: str) -> None:
    """A statement by the first dialect that understands it, else by its lines."""
    sqlglot = _sqlglot()
    for dialect in _dialects(statement):
        try:
            tree = sqlglot.parse_one(statement, read=dialect)
        except (sqlglot.errors.SqlglotError, RecursionError, ValueError, AttributeError, TypeError, KeyError, IndexError):
            continue
        if isinstance(tree, sqlglot.exp.Create | sqlglot.exp.Alter):
            before = len(found.fields)
            _columns(found, tree, start, statement)
            if len(found.fields) > before or kind == "view" or isinstance(tree, sqlglot.exp.Alter):
                return
    if kind == "table" and not _by_lines(found, start, statement):
        found.unread.append(Unread(found.text.path, f"line {found.text.line_at(start)}: a statement that no dialect of SQL can parse"))


def _dialects(statement: str) -> list[str]:
    """The dialects to try, the likeliest first."""
    first = (
        "mysql"
        if "`" in statement or re.search(r"(?i)\bcomment\s+'|auto_increment|\benum\s*\(", statement)
        else "tsql"
        if re.search(r"(?i)\[\w+\]|nvarchar|identity\s*\(", statement)
        else "oracle"
        if re.search(r"(?i)varchar2", statement)
        else "postgres"
    )
    return [first, *(one for one in _DIALECTS if one != first)][:3]


def _columns(found: _Found, tree: Any, start: int, statement: str) -> None:
    exp = _sqlglot().exp
    target = tree.this.this if isinstance(tree.this, exp.Schema) else tree.this
    table = (
        target.sql(identify=False).replace('"', "").replace("`", "") if isinstance(target, exp.Table) else str(getattr(target, "name", ""))
    )
    checks = _checks(tree, exp)
    _references(found, tree, table, exp)
    told_of = tree.find(exp.SchemaCommentProperty)
    if told_of is not None:
        found.abouts[_key(table)] = plain_label(told_of.this.name)
    for column in tree.find_all(exp.ColumnDef):
        if column.find_ancestor(exp.Struct, exp.Select):
            continue
        line, comment = _place(found, column.this, start, statement)
        told = column.find(exp.CommentColumnConstraint)
        comment = f"{comment} {told.this.name if told is not None else ''}".strip()
        kind = column.args.get("kind")
        codes = (
            tuple(one.name for one in kind.expressions if isinstance(one, exp.Literal) and one.is_string)
            if kind is not None and kind.expressions
            else ()
        )
        found.typed[len(found.fields)] = kind.sql() if kind is not None else ""
        found.fields.append(
            Field(found.text.path, line, table, column.name, comment, codes or checks.get(column.name.lower(), ()), _marks(comment))
        )
    query = tree.args.get("expression")
    if isinstance(tree, exp.Create) and tree.kind in ("VIEW", "TABLE") and isinstance(query, exp.Query):
        for one in query.selects:
            if one.alias_or_name and one.alias_or_name != "*":
                named = one.args.get("alias") or (one.this if isinstance(one, exp.Column) else one)
                line, comment = _place(found, named, start, statement)
                found.fields.append(Field(found.text.path, line, table, one.alias_or_name, comment, (), _marks(comment)))


def _references(found: _Found, tree: Any, table: str, exp: Any) -> None:
    """Which table a column refers to, in its own line or below all columns."""
    for one in tree.find_all(exp.ForeignKey):
        reference = one.args.get("reference")
        target = reference.find(exp.Table) if reference is not None else None
        if target is not None and len(one.expressions) == 1:
            found.refers[_key(table), _key(one.expressions[0].name)] = _key(target.name)
    for column in tree.find_all(exp.ColumnDef):
        reference = column.find(exp.Reference)
        target = reference.find(exp.Table) if reference is not None else None
        if target is not None:
            found.refers[_key(table), _key(column.name)] = _key(target.name)


def _checks(tree: Any, exp: Any) -> dict[str, tuple[str, ...]]:
    """Columns whose values a check lists."""
    found = {}
    for one in tree.find_all(exp.In):
        if isinstance(one.this, exp.Column):
            found[one.this.name.lower()] = tuple(code.name for code in one.expressions if isinstance(code, exp.Literal))
    return found


def _place(found: _Found, named: Any, start: int, statement: str) -> tuple[int, str]:
    """The line of an identifier, and the comment at the end of that line, or in the line above."""
    offset = named.meta.get("start") if named is not None else None
    if offset is None and named is not None:
        inner = named.find(_sqlglot().exp.Identifier)
        offset = inner.meta.get("start") if inner is not None else None
    offset = offset or 0
    line = found.text.line_at(start + offset)
    end = statement.find("\n", offset)
    return line, _trailing(statement[offset : end if end >= 0 else len(statement)])


def _trailing(rest: str) -> str:
    parts = re.search(r"(?:--|/\*|\s#\s)\s*(.*?)\s*(?:\*/\s*,?)?\s*$", rest)
    return parts[1] if parts and "'" not in rest[: parts.start()].replace("''", "")[-1:] else ""


def _marks(comment: str) -> tuple[str, ...]:
    return (comment,) if "sanctuary" in comment.lower() or "pii" in comment.lower() else ()


_COLUMN = re.compile(r"""^\s*[,(]?\s*["`\[]?([A-Za-z_]\w*)["`\]]?\s+["`\[]?([A-Za-z]\w*)""")
_NOT_COLUMNS = frozenset(
    [
        "primary",
        "foreign",
        "unique",
        "constraint",
        "check",
        "key",
        "index",
        "create",
        "alter",
        "table",
        "comment",
        "on",
        "references",
        "exclude",
        "partition",
        "like",
        "with",
        "as",
        "insert",
        "values",
        "period",
        "tablespace",
        "storage",
        "using",
        "set",
        "add",
        "default",
        "not",
        "engine",
    ]
)


def _by_lines(found: _Found, start: int, statement: str) -> bool:
    """The columns of a table whose statement is not understood, one a line."""
    head = re.match(r"(?is)\s*(?:create|alter)\b.*?\btable\s+(?:if\s+(?:not\s+)?exists\s+)?(?:only\s+)?([\w.\"`\[\]]+)", statement)
    if head is None:
        return False
    table, any_found = re.sub(r'["`\[\]]', "", head[1]), False
    place = head.end()
    for line in statement[place:].split("\n"):
        column = _COLUMN.match(re.sub(r"(?i)^\s*add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?", " ", line))
        if column and column[1].lower() not in _NOT_COLUMNS:
            any_found = True
            comment = _trailing(line)
            codes = tuple(_CODE.findall(line)) if re.search(r"(?i)\b(enum|in)\s*\(", line) else ()
            found.fields.append(
                Field(found.text.path, found.text.line_at(start + place), table, column[1], comment, codes, _marks(comment))
            )
        place += len(line) + 1
    return any_found
