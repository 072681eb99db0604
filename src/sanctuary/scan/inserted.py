"""Lists of codes that SQL fills row by row: what the rows say tells the class of the column that refers to the list.

Only rows of tables that are lists of codes by their columns are looked at, in memory; nothing of them is shown. A table of persons is none.
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

from sanctuary.names.around import Around
from sanctuary.names.meaning import meaning
from sanctuary.scan.field import Field

__all__ = ["is_list_of", "kept_rows", "lists_of", "plain_list", "stem_of"]

_INTO = re.compile(
    r"(?is)\s*insert\s+(?:ignore\s+)?into\s+([\w.\"`\[\]]+)\s*(?:\(([^()]*)\))?\s*(?:overriding\s+\w+\s+value\s*)?(values|select)\b"
)
_TEXT = re.compile(r"'((?:[^']|'')*)'")
_LONGEST, _MOST = 20_000, 400
"""Characters of the longest statement whose rows may be those of a list, and rows of the longest list."""

_COLUMNS = 8
_OF_LISTS = frozenset(
    """
    id code name description label value text sort order active key short long abbreviation display title is type status created updated at
    date number slug uuid group parent position rank sequence seq indicator category note notes es en spanish english local old new
    hud naccrs effective start end version system enabled deleted abbr level kind class catalog catalogo lookup lkp ref lkup
    activo orden clave nombre
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)


def kept_rows(kept: MutableMapping[str, list[tuple[str, str]]], statement: str) -> None:
    """Keep a statement that inserts a few rows, under the name of its table."""
    found = _INTO.match(statement) if len(statement) <= _LONGEST else None
    if found:
        kept.setdefault(_key(found[1]), []).append((found[2] or "", statement[found.end() :]))


def _key(name: str) -> str:
    return name.rpartition(".")[2].strip('"`[] ').lower()


def lists_of(kept: Mapping[str, Sequence[tuple[str, str]]], fields: Iterable[Field]) -> dict[str, tuple[str, ...]]:
    """The texts of every list of codes that was filled, by the name of its table."""
    columns: dict[str, list[str]] = {}
    for one in fields:
        columns.setdefault(_key(one.table), []).append(one.name)
    found = {}
    for table, statements in kept.items():
        if not _is_list(table, columns.get(table) or _named(statements[0][0])):
            continue
        texts = [text.replace("''", "'") for _, rows in statements for text in _TEXT.findall(rows)]
        if 1 < len(texts) <= _MOST:
            found[table] = tuple(dict.fromkeys(texts))
    return found


def _named(columns: str) -> list[str]:
    """The columns that an insert names."""
    return [_key(one) for one in columns.split(",") if one.strip()]


def _is_list(table: str, columns: Sequence[str]) -> bool:
    """Whether a table is a list of codes by its few columns: plain ones, or words of its own name."""
    if len(columns) > _COLUMNS or (Around(table).of_persons and not Around(table).named_for_codes):
        return False
    if not columns:
        # A table that another file makes: its name must say what it is.
        return Around(table, ("id", "code", "name")).code_table
    own = {*meaning(table), *(word.removesuffix("s") for word in meaning(table))}
    plain = all(all(word in own or word in _OF_LISTS or word.isdigit() for word in meaning(name)) for name in columns)
    return plain or Around(table, tuple(columns)).code_table


_ENDING = re.compile(r"_(?:id|cd|code|fk|key|ref)$|(?<=[a-z])(?:Id|ID|Code|Cd)$|^(?:id|cd|cod|cve|fk)_")
_LISTED = re.compile(
    r"^(?:lkp|lkup|lu|ref|dim|cat|tbl|tb|code|cd|c|t|lookup|catalogo|tipo)_|_(?:lkp|lkup|lu|ref|codes?|types?|list|lookup|values?|dim|options?)$"
)


def stem_of(name: str) -> str:
    """What a column that refers to a list is named for; nothing where its name does not say that it refers.

    >>> stem_of("stat_id"), stem_of("statusCode"), stem_of("status")
    ('stat', 'status', '')
    """
    stem = _ENDING.sub("", name).lower()
    return stem if stem != name.lower() else ""


def plain_list(table: str) -> str:
    """The name of a list in the singular, without what says that it is one."""
    plain = _LISTED.sub("", table)
    return f"{plain[:-3]}y" if plain.endswith("ies") else plain[:-2] if plain.endswith("ses") else plain.removesuffix("s")


def is_list_of(table: str, stem: str) -> bool:
    """Whether a list is named for a column without its ending: `stats`, `stat_codes`, `lkp_stat`, `cat_stat`.

    >>> is_list_of("lkp_statuses", "status"), is_list_of("users", "status")
    (True, False)
    """
    return stem in (plain_list(table), _LISTED.sub("", table))
