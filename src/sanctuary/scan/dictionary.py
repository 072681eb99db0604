"""Data dictionaries: tables whose rows are fields, each with its name, its label, its type and its codes, in English and Spanish.

A row of a dictionary is a field. What only looks like a dictionary is told as not read, for its own header names nobody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sanctuary.documents import Frozen, parse_toml, shape
from sanctuary.names.header import plainly_a_name
from sanctuary.names.sensitive import sensitive
from sanctuary.names.words import words_of_name
from sanctuary.scan.field import Field, Item, Unread, plain_label

__all__ = ["Columns", "columns_of", "described", "dictionary_fields", "not_understood"]

_FILLERS = frozenset(["de", "del", "la", "el", "los", "las", "of", "the", "a", "en", "for", "or", "y", "and", "s"])


class _Words(Frozen, frozen=True, kw_only=True):
    """The file of words of dictionaries."""

    names: frozenset[str]
    plain: frozenset[str]
    labels: frozenset[str]
    types: frozenset[str]
    codes: frozenset[str]
    tables: frozenset[str]
    kinds: frozenset[str]


@cache
def _words() -> _Words:
    text = (files("sanctuary.names") / "dictionary.toml").read_text("utf-8")
    return shape(parse_toml(text, "names/dictionary.toml"), _Words, "names/dictionary.toml")


_FORMAT = re.compile(r"[anx9]\(?\d+\)?|[a-z]{1,2}\d{1,3}", re.IGNORECASE)
_WRITTEN = re.compile(r"[^\W\d][\w.\-/#$:\[\]()']*(?: [\w.\-/#$:\[\]()',&]+){0,8}")
_SHARE = 0.6
_MOST = 20_000
_OF_DICTIONARIES = re.compile(
    r"(?i)data[_\s-]*dict\w*|diccionario\w*(?:[_\s-]*de)?(?:[_\s-]*(?:datos|variables))?|dictionary|codebook|code[_\s-]*book|libro[_\s-]*de[_\s-]*codigos|"
    r"metadat[ao]s?|record[_\s-]*layout|file[_\s-]*layout|layout|data[_\s-]*elements?|glosario|xlsform|survey(?=\.)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table say what of a field; the name may stand in a plain column, or be missing."""

    name: str = ""
    plain: bool = False
    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    table: str = ""

    @property
    def whole(self) -> bool:
        """Whether they make a dictionary: a column of names, and what is said of them."""
        return bool(self.name) and (bool(self.labels and self.types) if self.plain else bool(self.labels or self.types or self.codes))

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that is read."""
        return tuple(dict.fromkeys(one for one in (self.name, *self.labels, *self.types, *self.codes, self.table) if one))


def _role(header: str) -> str:
    return " ".join(word for word in words_of_name(header) if word not in _FILLERS)


def columns_of(header: Sequence[str]) -> Columns:
    """What the columns of a header say.

    >>> columns_of(["campo", "etiqueta", "tipo"]).whole, columns_of(["name", "title", "phone"]).whole
    (True, False)
    """
    roles = {one: _role(one) for one in header if one and list(header).count(one) == 1}
    strong = [one for one, role in roles.items() if role in _words().names]
    plain = [one for one, role in roles.items() if role in _words().plain]
    name = (strong or plain or [""])[0]
    others = strong[1:]  # a mapping names both columns: what the other is called says what this one is
    rest = {one: role for one, role in roles.items() if one != name}
    return Columns(
        name,
        not strong,
        tuple(one for one, role in rest.items() if one in others or role in _words().labels or _spoken(role)),
        tuple(one for one, role in rest.items() if role in _words().types),
        tuple(one for one, role in rest.items() if role in _words().codes),
        next((one for one, role in rest.items() if role in _words().tables), ""),
    )


def _spoken(role: str) -> bool:
    """A label in one of several languages, as XLSForm writes it: `label::English (en)`."""
    return role.partition(" ")[0] in ("label", "hint", "etiqueta", "question", "pregunta") and len(role.split()) < 4


def described(name: str) -> str:
    """What a dictionary describes, by its own name without the word for dictionary."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", _OF_DICTIONARIES.sub("", name))


@dataclass
class _Row:
    """A field, with what its rows say."""

    line: int
    table: str
    name: str
    said: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def dictionary_fields(shown: str, of: str, columns: Columns, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Item] | None:
    """The fields that the rows of a dictionary describe; nothing where the rows are none of a dictionary."""
    if not columns.whole:
        return None
    held = [(line, {key: (value or "").strip() for key, value in row.items()}) for line, row in rows][:_MOST]
    named = [row[columns.name] for _, row in held if row.get(columns.name)]
    if not named or sum(1 for one in named if _WRITTEN.fullmatch(one) and len(one) < 80) < _SHARE * len(named):
        return None
    if columns.plain and not _typed(columns, held):
        return None
    return _fields(shown, described(of), columns, held)


def _typed(columns: Columns, rows: Sequence[tuple[int, Mapping[str, str]]]) -> bool:
    """Whether a column of types holds types."""
    for column in columns.types:
        cells = [row[column] for _, row in rows if row.get(column)]
        if cells and sum(1 for cell in cells if _is_kind(cell)) >= _SHARE * len(cells):
            return True
    return False


def _is_kind(cell: str) -> bool:
    """Whether a cell names a type: `varchar(40)`, `select_one yesno`, `X(12)`."""
    words = words_of_name(cell)
    return bool(words) and (words[0] in _words().kinds or words[0].rstrip("0123456789") in _words().kinds or bool(_FORMAT.match(cell)))


def _fields(shown: str, of: str, columns: Columns, rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[Item]:
    found: dict[tuple[str, str], _Row] = {}
    last: _Row | None = None
    typed = bool(columns.codes) or _typed(columns, rows)
    for line, row in rows:
        table, name = row.get(columns.table, "") if columns.table else of, row.get(columns.name, "")
        said = [row[one] for one in columns.labels if row.get(one)]
        # XLSForm names the list of a choice behind its type: `select_multiple race`.
        lists = [named[1] for one in columns.types if (named := _CHOICE.match(row.get(one, "")))]
        said += [one for one in lists if one.lower() not in _ANSWERS]
        codes = [code for one in columns.codes for code in _codes(row.get(one, ""))]
        if not name:
            # A line below a field goes on with its codes.
            if last is not None:
                last.codes += [*codes, *said]
            continue
        table = table or (last.table if last is not None else of)
        held = found.get((table, name))
        if held is not None:
            held.codes += [*codes, *said]
        elif _WRITTEN.fullmatch(name) and len(name) < 80:
            held = found[table, name] = _Row(line, table, name, said, codes)
        last = held or last
    for one in found.values():
        name = one.name if _is_name(one.name, typed=typed) else f"row {one.line}"
        comment = plain_label(" ".join(dict.fromkeys(part for part in one.said if part != one.name)))
        yield Field(shown, one.line, one.table, name, comment, tuple(dict.fromkeys(one.codes))[:400])


_IDENTIFIER = re.compile(
    r"[a-z][a-z0-9]*|[^\W_]+(?:[_.\-][^\W_]+)+|[a-z]+(?:[A-Z0-9][a-z0-9]*)+|(?:[A-Z][a-z0-9]+){2,}|[A-Za-z]{1,4}\d{1,4}[a-z]?"
)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*")


def _is_name(cell: str, *, typed: bool) -> bool:
    """Whether a cell may be shown: it is written as names of fields are, or plainly one; a person's name is neither."""
    if _IDENTIFIER.fullmatch(cell) or plainly_a_name(cell) or sensitive(cell) is not None:
        return True
    return typed and bool(_CAPITALS.fullmatch(cell))


_CHOICE = re.compile(r"select_(?:one|multiple)\s+([A-Za-z]\w*)")
_ANSWERS = ("yesno", "yes_no", "yn", "yes", "no")

_BEFORE = re.compile(r"^\s*[\w.\-]{1,6}\s*(?:=|:|,|\)|-\s|\u2013|\.\s)\s*(?=\S)")


def _codes(cell: str) -> list[str]:
    """The codes that a cell lists: `1, White | 2, Black`, `F-1; H-1B`, one on each line."""
    mark = next((one for one in ("|", "\n", ";") if one in cell), "," if cell.count(",") > 1 or ("," in cell and "=" in cell) else "")
    parts = [part.strip() for part in (cell.split(mark) if mark else re.split(r"(?<=\w)/(?=\w{3})", cell))]
    if len(parts) < 2:
        return []
    return [_BEFORE.sub("", part) or part for part in parts if part]


def not_understood(shown: str, of: str, where: str, columns: Columns, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Unread | None:
    """That a table looks like a data dictionary and its rows were not understood; nothing where it does not look like one.

    It does where its name says so, or where it has descriptions beside a column of types.
    """
    if not columns.labels and not columns.types:
        return None
    if not _OF_DICTIONARIES.search(of) and not (columns.labels and columns.types and _typed(columns, list(rows)[:_MOST])):
        return None
    missing = "no column of names of fields is known in it" if not columns.name else "its rows do not name fields as expected"
    return Unread(
        shown,
        f"{where}it looks like a data dictionary, but {missing}: only its own header was read. "
        "Call the columns field, description, type and values, or scan the schema itself",
    )
